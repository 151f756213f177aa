//! Rows to records: every included sheet's rows, under the plan, become the records they speak of. Pure.

use std::collections::HashMap;

use catalogue::{Catalogue, Field, Kind, Name, Object, Outcome, Value, fold};
use rust_decimal::Decimal;

use crate::draft::Draft;
use crate::found::{Base, Doubt, Got, Which};
use crate::mapping::{key_field, wants};
use crate::profile::Wants;
use crate::reading::{self, Read};
use crate::typed::{Doubted, Typing, number_of};
use crate::{Fill, From, Origin, Part, Plan, RefusedRow, Row, Said, address};

/// Objects whose records are told apart by what they are called.
const BY_NAME: [&str; 7] = ["branch", "team", "user", "product", "company", "campaign", "contact"];

/// The order in which records are written: what is referred to comes first.
pub(crate) const ORDER: [&str; 11] =
    ["branch", "team", "user", "product", "campaign", "company", "contact", "deal", "deal_line", "order", "order_line"];

/// Gathers the records of all included sheets.
pub(crate) fn gather(catalogue: &Catalogue, plan: &Plan, drafts: &[Draft<'_>], typing: &Typing<'_>) -> Base {
    let mut base = Base::default();
    for object in ORDER {
        base.objects.insert(object.into(), Vec::new());
    }
    found_branches(&mut base, drafts);
    for at in sources_first(drafts) {
        let Some(draft) = drafts.get(at).filter(|draft| draft.plan.included) else { continue };
        let called = Called::of(&base, draft);
        SheetRows { catalogue, plan, draft, typing, at, called, base: &mut base }.gather();
    }
    sum_lines(&mut base, drafts);
    settle_deals(catalogue, &mut base, typing);
    base.objects.retain(|_, list| !list.is_empty());
    base
}

/// The sheets in the order in which they are read: what is about an object before what only names it.
fn sources_first(drafts: &[Draft<'_>]) -> Vec<usize> {
    let main = |at: &usize| drafts.get(*at).and_then(|draft| draft.plan.parts.last()).map(|part| &*part.object);
    let rank = |at: &usize| match main(at) {
        // A sheet of deals names contacts, a sheet of tasks names both.
        Some("deal") => 1,
        Some(object) if !ORDER.contains(&object) => 2,
        _ => 0,
    };
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(rank);
    order
}

struct SheetRows<'a, 'b> {
    catalogue: &'a Catalogue,
    plan: &'a Plan,
    draft: &'a Draft<'a>,
    typing: &'a Typing<'a>,
    at: usize,
    called: Called,
    base: &'b mut Base,
}

impl SheetRows<'_, '_> {
    fn gather(&mut self) {
        let wrong: std::collections::HashSet<u32> = self
            .draft
            .arithmetic()
            .map(|a| a.try_rows(&self.draft.table, None).fails)
            .unwrap_or_default()
            .into_iter()
            .collect();
        for row in &self.draft.table.data {
            let records = self.records(row);
            let Some(Some(main)) = records.last() else {
                self.refuse(row);
                continue;
            };
            if wrong.contains(&row.number) {
                self.doubt_amount(row, main);
            }
            for (part, which) in self.draft.plan.parts.iter().zip(&records) {
                if let Some(which) = which {
                    self.fill(row, part, which, &records);
                }
            }
        }
    }

    fn origin(&self, row: &Row) -> Origin {
        Origin { file: self.draft.plan.file.clone(), sheet: self.draft.plan.sheet.clone(), row: row.number }
    }

    /// The record of each part, in the order of the parts; `None` where the row names none.
    fn records(&mut self, row: &Row) -> Vec<Option<Which>> {
        let mut records: Vec<Option<Which>> = Vec::new();
        for part in &self.draft.plan.parts {
            let named = self.key(row, part, &records);
            if named.is_none() {
                self.doubt_name(row, part);
            }
            let which = named.map(|(key, title)| {
                let origin = self.origin(row);
                let which = self.base.record(&part.object, &key, &title, &origin);
                let (at, is_named) = (self.at, self.only_names(part));
                if let Some(found) = self.base.get_mut(&which) {
                    found.by_name &= is_named;
                    found.rows.push((at, row.number));
                }
                which
            });
            records.push(which);
        }
        records
    }

    /// A name that several bear is told: which of them is meant is not guessed.
    fn doubt_name(&mut self, row: &Row, part: &Part) {
        let key = self.catalogue.object(&part.object).and_then(|object| key_field(object).map(|key| key.name.clone()));
        let Some(key) = key.filter(|_| self.only_names(part)) else { return };
        if let (Some(column), Some(written)) = (self.column_of(part, &key), self.text(row, part, &key)) {
            self.doubt(row, column, written, "unknown_reference", None);
        }
    }

    /// What tells the part's record from others, and what it is called. `None` when the row does not name one.
    fn key(&self, row: &Row, part: &Part, before: &[Option<Which>]) -> Option<(String, String)> {
        let object = self.catalogue.object(&part.object)?;
        let name = key_field(object).and_then(|key| self.text(row, part, &key.name));
        let of = |wanted: &str| {
            let at = self.draft.plan.parts.iter().position(|p| p.name == wanted)?;
            self.base.get(before.get(at)?.as_ref()?).map(|f| f.key.clone())
        };
        match &*object.name {
            "order" => {
                let number = name?;
                let company = of("company").unwrap_or_default();
                let branch = of("branch").or_else(|| self.draft.plan.branch.as_deref().map(fold)).unwrap_or_default();
                Some((format!("{}|{branch}|{company}", fold(&number)), number))
            }
            // Two clients may employ a person of the same name.
            "contact" => {
                let name = name.or_else(|| self.full_name(row, part))?;
                self.named(part, &name, &self.client(row))
            }
            known if BY_NAME.contains(&known) => name.map(|n| (fold(&n), n)),
            _ => {
                let own = self.text(row, part, &"external_id".into());
                if let Some(name) = name.as_ref().filter(|_| own.is_none() && self.only_names(part)) {
                    return self.named(part, name, &self.client(row));
                }
                let id = own.clone().or_else(|| self.own_id(row, part, &of))?;
                let title = name.or(own).unwrap_or_else(|| format!("{} {}", self.draft.plan.file, row.number));
                Some((id, title))
            }
        }
    }

    /// Whether the sheet is about something else and only says which record of this object is meant.
    fn only_names(&self, part: &Part) -> bool {
        let is_own = |other: &Part| other.name == part.name;
        let is_line =
            matches!(self.draft.plan.parts.last().map(|main| &*main.object), Some("deal_line" | "order_line"));
        !is_line
            && !self.draft.plan.parts.last().is_some_and(is_own)
            && self.catalogue.object(&part.object).is_some_and(|object| key_field(object).is_some())
    }

    /// The key of the client whom the row names, wherever their column stands; empty for none.
    fn client(&self, row: &Row) -> String {
        let part = self.draft.plan.parts.iter().find(|part| part.name == "company");
        part.and_then(|part| self.key(row, part, &[])).map(|(key, _)| key).unwrap_or_default()
    }

    /// The record that is called so at this company: the one that another sheet is about, or one of its own. `None` when
    /// several are.
    fn named(&self, part: &Part, name: &str, company: &str) -> Option<(String, String)> {
        let own = format!("{}|{company}", fold(name));
        if !self.only_names(part) || self.base.has(&part.object, &own) {
            return Some((own, name.to_owned()));
        }
        match self.called.fitting(&part.object, &fold(name), company).as_slice() {
            [] => Some((own, name.to_owned())),
            [one] => Some(((*one).to_owned(), name.to_owned())),
            _ => None,
        }
    }

    fn full_name(&self, row: &Row, part: &Part) -> Option<String> {
        let words = ["first_name", "last_name"].into_iter().filter_map(|f| self.text(row, part, &f.into()));
        let name = words.collect::<Vec<_>>().join(" ");
        (!name.is_empty()).then_some(name)
    }

    /// The identity of a row that has none of its own: a line by its place in its order (`lines` looks at what it says
    /// first), else by what the row says. The same file read again gives the same identities, so an import twice changes
    /// nothing.
    fn own_id(&self, row: &Row, part: &Part, of: &dyn Fn(&str) -> Option<String>) -> Option<String> {
        let stem = match &*part.object {
            // A line without its order is nothing.
            "order_line" => of("order")?,
            "deal_line" => of("deal")?,
            _ => {
                let said = row
                    .cells
                    .iter()
                    .map(|c| format!("{}={}", c.column, c.value.shown()))
                    .collect::<Vec<_>>()
                    .join("\n");
                crate::shelf::sha256(said.as_bytes()).chars().take(24).collect()
            }
        };
        let place = (1..).find(|n| !self.base.has(&part.object, &format!("{stem}#{n}"))).unwrap_or(1);
        Some(format!("{stem}#{place}"))
    }

    /// The text that a part's field gets from its column or fill, under the accepted spelling.
    fn text(&self, row: &Row, part: &Part, field: &Name) -> Option<String> {
        let column = self.column_of(part, field).or_else(|| {
            part.fills
                .iter()
                .find(|f| f.field == *field)
                .and_then(|f| if let From::Column(c) = f.from { Some(c) } else { None })
        })?;
        let written = row.value(column).shown();
        let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
        if written.is_empty() {
            return None;
        }
        Some(self.spelled(&part.object, field, &written).map_or(written, str::to_owned))
    }

    fn column_of(&self, part: &Part, field: &Name) -> Option<u32> {
        let is_it =
            |c: &&crate::ColumnPlan| c.target.as_ref().is_some_and(|t| t.part == part.name && t.field == *field);
        self.draft.plan.columns.iter().find(is_it).map(|c| c.column)
    }

    /// What a spelling is taken for, when the person (or the proposal) accepts it.
    fn spelled(&self, object: &Name, field: &Name, written: &str) -> Option<&str> {
        let same = |s: &&crate::Spelling| {
            s.accepted && s.object == *object && s.field == *field && fold(&s.written) == fold(written)
        };
        self.plan.spellings.iter().find(same).map(|s| s.meant.as_str())
    }

    fn is_kept_apart(&self, object: &Object, field: &Field, written: &str) -> bool {
        let is_choice = matches!(field.kind, Kind::Choice { .. } | Kind::Stage { .. });
        let same = |s: &crate::Spelling| s.object == object.name && s.field == field.name && s.written == written;
        is_choice && self.plan.spellings.iter().any(|s| !s.accepted && same(s))
    }

    fn fill(&mut self, row: &Row, part: &Part, which: &Which, records: &[Option<Which>]) {
        let Some(object) = self.catalogue.object(&part.object).cloned() else { return };
        let key = key_field(&object).map(|k| k.name.clone());
        for at in 0..self.draft.plan.columns.len() {
            let Some(column) = self.draft.plan.columns.get(at) else { continue };
            let Some(target) = column.target.as_ref().filter(|t| t.part == part.name) else { continue };
            let Some(field) = object.field(&target.field) else { continue };
            // The spelling that stands first names the record; what differs only in case is no contradiction.
            let name_again = key.as_ref() == Some(&field.name)
                && self.base.get(which).is_some_and(|f| f.values.contains_key(&field.name));
            if !name_again {
                self.put_cell(row, at, &object, field, which);
            }
        }
        for fill in &part.fills {
            if let Some(got) = self.filled(row, &object, fill, records) {
                self.base.give(which, &fill.field, got, fill.only_new);
            }
        }
        self.place(&object, which, records);
        if let Some(external) = self.external_id(&object, which) {
            self.base.give(which, &"external_id".into(), Got::Value(Value::text(external)), false);
            self.base.give(which, &"source".into(), Got::Value(Value::text(self.plan.source.as_str())), false);
        }
    }

    /// Who is only named belongs to the client whom the row names.
    fn place(&mut self, object: &Object, which: &Which, records: &[Option<Which>]) {
        let field: Name = "company".into();
        let refers = object.field(&field).is_some_and(|field| field.kind.target() == Some("company"));
        let is_named = self.base.get(which).is_some_and(|found| found.by_name);
        let at = self.draft.plan.parts.iter().position(|part| part.name == *field);
        if let Some(Some(company)) = at.filter(|_| refers && is_named).and_then(|at| records.get(at)) {
            self.base.give(which, &field, Got::Record(company.clone()), true);
        }
    }

    /// Records that have no name of their own are known again by an external id.
    fn external_id(&self, object: &Object, which: &Which) -> Option<String> {
        let own = self.base.get(which)?;
        let by_name = BY_NAME.contains(&&*object.name) || &*object.name == "order" || own.by_name;
        if by_name && !own.values.contains_key("external_id") {
            return None;
        }
        let given = own
            .values
            .get("external_id")
            .and_then(|g| if let Got::Value(Value::Text(t)) = g { Some(t.to_string()) } else { None });
        given.or_else(|| (!by_name).then(|| own.key.clone()))
    }

    fn put_cell(&mut self, row: &Row, at: usize, object: &Object, field: &Field, which: &Which) {
        let (Some(column), Some(profile)) = (self.draft.plan.columns.get(at), self.draft.profiles.get(at)) else {
            return;
        };
        let Some(cell) = row.cell(column.column).filter(|c| !c.value.is_empty()) else {
            self.base.give(which, &field.name, Got::Value(Value::Null), false);
            return;
        };
        let read = reading::read(cell, &column.reading, profile.mark).map(|read| match read {
            Read::Text(text) => Read::Text(self.spelled(&object.name, &field.name, &text).map_or(text, str::to_owned)),
            other => other,
        });
        if wants(field) == Wants::Pieces && profile.flags.iter().any(|f| f.code == "fraction_of_indivisible") {
            let fraction = read.as_ref().and_then(Read::number).is_some_and(|n| !n.fract().is_zero());
            if fraction {
                self.doubt(row, column.column, cell.value.shown(), "fraction_of_indivisible", Some(which));
            }
        }
        let typed = match &read {
            // The person said that this spelling is not the choice it is near to.
            Some(Read::Text(text)) if self.is_kept_apart(object, field, text) => Err(Doubted("unknown_choice")),
            Some(read) => self.typing.value(object, field, read),
            None => Err(misfit(cell, field)),
        };
        match typed {
            Ok(value) => {
                if self.base.give(which, &field.name, Got::Value(value), false) {
                    self.doubt(row, column.column, cell.value.shown(), "contradiction", Some(which));
                }
            }
            Err(Doubted(reason)) => {
                self.doubt(row, column.column, cell.value.shown(), reason, Some(which));
                self.base.give(which, &field.name, Got::Value(Value::Null), false);
            }
        }
    }

    fn filled(&self, row: &Row, object: &Object, fill: &Fill, records: &[Option<Which>]) -> Option<Got> {
        match &fill.from {
            From::Part(name) => {
                let at = self.draft.plan.parts.iter().position(|p| p.name == *name)?;
                records.get(at)?.clone().map(Got::Record)
            }
            From::Column(column) => {
                let field = object.field(&fill.field)?;
                let at = self.draft.plan.columns.iter().position(|c| c.column == *column)?;
                let (plan, profile) = (self.draft.plan.columns.get(at)?, self.draft.profiles.get(at)?);
                let read =
                    reading::read(row.cell(*column).filter(|c| !c.value.is_empty())?, &plan.reading, profile.mark)?;
                self.typing.value(object, field, &read).ok().map(Got::Value)
            }
            From::Fixed(text) => Some(Got::Value(Value::text(text.as_str()))),
            From::Branch => self.branch().map(Got::Record),
            From::Title { first, then } => {
                let shown = |column: &u32| Some(row.value(*column).shown().trim().to_owned()).filter(|t| !t.is_empty());
                let first = shown(first).map(|t| self.product_spelled(&t));
                let parts: Vec<String> = first.into_iter().chain(then.iter().find_map(shown)).collect();
                (!parts.is_empty()).then(|| Got::Value(Value::text(parts.join(" – "))))
            }
            // Sums are made when all lines are there; the place in the order is part of the key.
            From::SumOf { .. } | From::Position => None,
        }
    }

    fn product_spelled(&self, written: &str) -> String {
        self.spelled(&"product".into(), &"name".into(), written).unwrap_or(written).to_owned()
    }

    fn branch(&self) -> Option<Which> {
        let name = self.draft.plan.branch.as_deref()?;
        let at = self.base.objects.get("branch")?.iter().position(|b| b.key == fold(name))?;
        Some(Which { object: "branch".into(), at })
    }

    fn refuse(&mut self, row: &Row) {
        let object = self.draft.plan.parts.last().map(|p| p.object.to_string()).unwrap_or_default();
        let why = vec![Said::new("intake-refused-names-nothing").with("object", &object)];
        self.base.refused.push(RefusedRow { origin: self.origin(row), object, title: String::new(), why });
    }

    fn doubt(&mut self, row: &Row, column: u32, value: String, reason: &'static str, about: Option<&Which>) {
        let header = self.draft.plan.columns.iter().find(|c| c.column == column).map(|c| c.header.clone());
        self.base.doubts.push(Doubt {
            origin: self.origin(row),
            cell: address(column, row.number),
            header: header.unwrap_or_default(),
            value,
            reason,
            about: about.cloned(),
        });
    }

    fn doubt_amount(&mut self, row: &Row, main: &Which) {
        let Some(column) = self.draft.arithmetic().map(|a| a.amount.column) else { return };
        self.doubt(row, column, row.value(column).shown(), "total_differs", Some(main));
    }
}

/// The records of sheets read before, by what they are called: for those that a sheet only names.
struct Called(HashMap<(Name, String), Vec<(String, String)>>);

impl Called {
    /// Those of the objects that this sheet may name.
    fn of(base: &Base, draft: &Draft<'_>) -> Self {
        let mut called: HashMap<(Name, String), Vec<(String, String)>> = HashMap::new();
        for part in draft.plan.parts.iter().filter(|part| matches!(&*part.object, "contact" | "deal")) {
            for found in base.objects.get(&part.object).into_iter().flatten() {
                let Some(Got::Value(Value::Text(name))) = found.values.get("name") else { continue };
                let company = match found.values.get("company") {
                    Some(Got::Record(which)) => base.get(which).map(|company| company.key.clone()),
                    _ => None,
                };
                let entry = (found.key.clone(), company.unwrap_or_default());
                called.entry((part.object.clone(), fold(name))).or_default().push(entry);
            }
        }
        Self(called)
    }

    /// The keys of those called so whose company is this one; where either says none, it cannot speak against.
    fn fitting(&self, object: &Name, name: &str, company: &str) -> Vec<&str> {
        let known = self.0.get(&(object.clone(), name.to_owned())).into_iter().flatten();
        let fits = |theirs: &str| theirs.is_empty() || company.is_empty() || theirs == company;
        known.filter(|(_, theirs)| fits(theirs)).map(|(key, _)| key.as_str()).collect()
    }
}

/// Makes the branches that files are named after, before any row refers to them.
fn found_branches(base: &mut Base, drafts: &[Draft<'_>]) {
    for draft in drafts.iter().filter(|d| d.plan.included) {
        let Some(name) = draft.plan.branch.as_deref() else { continue };
        let origin =
            Origin { file: draft.plan.file.clone(), sheet: draft.plan.sheet.clone(), row: draft.plan.header_row };
        let which = base.record(&"branch".into(), &fold(name), name, &origin);
        base.give(&which, &"name".into(), Got::Value(Value::text(name)), false);
    }
}

fn misfit(cell: &crate::Cell, field: &Field) -> Doubted {
    match (&cell.value, field.kind.value_kind()) {
        (crate::CellValue::Error(_), _) => Doubted("formula_error"),
        (_, Kind::Date | Kind::Instant) => Doubted("not_a_date"),
        (_, Kind::Percent { .. }) => Doubted("unknown_unit"),
        _ => Doubted("not_a_number"),
    }
}

/// An order's amount where no column gives it: the exact sum of its lines.
fn sum_lines(base: &mut Base, drafts: &[Draft<'_>]) {
    let is_sum = |f: &Fill| matches!(f.from, From::SumOf { .. });
    if !drafts.iter().any(|d| d.plan.included && d.plan.parts.iter().any(|p| p.fills.iter().any(is_sum))) {
        return;
    }
    let mut sums: indexmap::IndexMap<Which, Value> = indexmap::IndexMap::new();
    for line in base.objects.get("order_line").into_iter().flatten() {
        let (Some(Got::Record(order)), Some(Got::Value(Value::Money(amount)))) =
            (line.values.get("order"), line.values.get("amount"))
        else {
            continue;
        };
        match sums
            .entry(order.clone())
            .or_insert(Value::Money(catalogue::Money { minor: 0, currency: amount.currency }))
        {
            Value::Money(sum) => sum.minor = sum.minor.saturating_add(amount.minor),
            _ => continue,
        }
    }
    for (order, sum) in sums {
        base.give(&order, &"amount".into(), Got::Value(sum), false);
    }
}

/// What a deal's stage implies: nought for a lost one is no price, and since when it is in its stage.
fn settle_deals(catalogue: &Catalogue, base: &mut Base, typing: &Typing<'_>) {
    let Some((stage, stages)) =
        catalogue.object("deal").and_then(|o| o.stage_field().map(|(f, s)| (f.name.clone(), s.to_vec())))
    else {
        return;
    };
    let since: Name = format!("{stage}_since").into();
    for deal in base.objects.get_mut("deal").into_iter().flatten() {
        let Some(Got::Value(Value::Text(id))) = deal.values.get(&stage) else { continue };
        let Some(stage) = stages.iter().find(|s| s.id == *id) else { continue };
        let amount = deal.values.get("amount").and_then(|g| if let Got::Value(v) = g { number_of(v) } else { None });
        if stage.outcome == Outcome::Lost && amount.is_some_and(|a: Decimal| a.is_zero()) {
            deal.values.insert("amount".into(), Got::Value(Value::Null));
        }
        let entered = if stage.outcome == Outcome::Open { "opened_on" } else { "closed_on" };
        if let Some(Got::Value(Value::Date(days))) = deal.values.get(entered)
            && let Some(at) = typing.midnight(*days)
        {
            deal.values.insert(since.clone(), Got::Value(Value::Instant(at)));
        }
    }
    let owners: Vec<(usize, Which)> =
        base.objects
            .get("deal")
            .into_iter()
            .flatten()
            .enumerate()
            .filter_map(|(at, d)| {
                if let Some(Got::Record(owner)) = d.values.get("owner") { Some((at, owner.clone())) } else { None }
            })
            .collect();
    // A deal belongs to its owner's team and branch.
    for (at, owner) in owners {
        let deal = Which { object: "deal".into(), at };
        for field in ["team", "branch"] {
            let place = base.get(&owner).and_then(|o| o.values.get(field)).cloned();
            if let Some(place) = place {
                base.give(&deal, &field.into(), place, true);
            }
        }
    }
}

#[cfg(test)]
mod tests;
