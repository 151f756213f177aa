//! What belongs together in sales, beyond what headers say: an order's amount is the sum of its lines, a deal is called
//! after its product and client, agents of one manager are a team. Adds parts and fills to a sheet's plan.

use catalogue::{Catalogue, Visible};

use crate::mapping::{Mapped, fold_words};
use crate::{Fill, From, Part};

/// Adds what the object of the sheet implies. `headers` with the mapped targets in the same order.
pub(crate) fn complete(catalogue: &Catalogue, mapped: &mut Mapped, headers: &[(u32, String)]) {
    match &*mapped.main {
        "user" => team_of_manager(mapped, headers),
        "deal" => name_of_deal(mapped, headers),
        "order_line" | "order" => order(mapped, headers),
        _ => {}
    }
    branch(catalogue, mapped);
}

impl Mapped {
    fn part(&mut self, name: &str) -> Option<&mut Part> {
        self.parts.iter_mut().find(|p| p.name == name)
    }

    fn has_part(&self, name: &str) -> bool {
        self.parts.iter().any(|p| p.name == name)
    }

    /// The column that fills this field of this part.
    fn column(&self, headers: &[(u32, String)], part: &str, field: &str) -> Option<u32> {
        let is_it = |t: &Option<crate::Target>| t.as_ref().is_some_and(|t| t.part == part && &*t.field == field);
        let at = self.targets.iter().position(is_it)?;
        headers.get(at).map(|(column, _)| *column)
    }
}

fn fill(part: Option<&mut Part>, field: &str, from: From, only_new: bool) {
    if let Some(part) = part
        && !part.fills.iter().any(|f| &*f.field == field)
    {
        part.fills.push(Fill { field: field.into(), from, only_new });
    }
}

/// Agents who share a manager are the manager's team, in the office that both work for.
fn team_of_manager(mapped: &mut Mapped, headers: &[(u32, String)]) {
    let Some(manager) = mapped.column(headers, "manager", "name").filter(|_| !mapped.has_part("team")) else { return };
    let at = mapped.parts.iter().position(|p| p.name == "manager").unwrap_or(0);
    mapped.parts.insert(at, Part { name: "team".into(), object: "team".into(), fills: Vec::new() });
    fill(mapped.part("team"), "name", From::Column(manager), false);
    fill(mapped.part("team"), "lead", From::Part("manager".into()), false);
    for person in ["user", "manager"] {
        fill(mapped.part(person), "team", From::Part("team".into()), false);
    }
    if mapped.has_part("branch") {
        for part in ["team", "manager"] {
            fill(mapped.part(part), "branch", From::Part("branch".into()), false);
        }
    }
}

fn name_of_deal(mapped: &mut Mapped, headers: &[(u32, String)]) {
    if mapped.column(headers, "deal", "name").is_some() {
        return;
    }
    let company = mapped.column(headers, "company", "name");
    let number = mapped.column(headers, "deal", "external_id");
    let Some(first) = mapped.column(headers, "product", "name").or(company).or(number) else { return };
    let then = [company, number].into_iter().flatten().filter(|c| *c != first).collect();
    fill(mapped.part("deal"), "name", From::Title { first, then }, true);
}

fn order(mapped: &mut Mapped, headers: &[(u32, String)]) {
    let lines = &*mapped.main == "order_line";
    if lines && mapped.column(headers, "order", "amount").is_none() {
        let amount = From::SumOf { part: "order_line".into(), field: "amount".into() };
        fill(mapped.part("order"), "amount", amount, false);
        fill(mapped.part("order_line"), "external_id", From::Position, false);
    }
    // Whoever was sent an invoice is a client.
    let number = mapped.column(headers, "order", "number");
    let header = number.and_then(|c| headers.iter().find(|(column, _)| *column == c)).map(|(_, h)| fold_words(h));
    if header.is_some_and(|h| ["invoice", "factura", "счет", "накладная"].iter().any(|w| h.contains(w))) {
        fill(mapped.part("order"), "status", From::Fixed("invoiced".into()), true);
    }
    fill(mapped.part("company"), "life_cycle", From::Fixed("customer".into()), true);
    // What a line charges for one piece is the price of a product that is new.
    if let Some(price) = mapped.column(headers, "order_line", "price").filter(|_| mapped.has_part("product")) {
        fill(mapped.part("product"), "price", From::Column(price), true);
    }
}

/// Records that belong to a branch belong to the branch of their file, unless the row names one.
fn branch(catalogue: &Catalogue, mapped: &mut Mapped) {
    if mapped.has_part("branch") || matches!(&*mapped.main, "user" | "team" | "branch") {
        return;
    }
    for part in &mut mapped.parts {
        if catalogue.object(&part.object).is_some_and(|o| o.visible == Visible::Owned) {
            fill(Some(part), "branch", From::Branch, true);
        }
    }
}
