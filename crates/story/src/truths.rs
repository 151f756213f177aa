//! The ten truths that are planted on top of the year, each documented in `docs/guide/seed-company.md`, so that the
//! tests and the later capabilities know what must be found.

use std::sync::Arc;

use crate::clients::Client;
use crate::pen::{DAY, Pen, day, euros, instant, link, text};

/// Key of the seller who left in spring and still holds clients.
pub const LEFT: &str = "victor";

/// Plants what no ordinary work would leave behind.
pub fn plant(pen: &mut Pen, clients: &[Client]) {
    plant_zombie_process(pen);
    plant_one_big_client(pen);
    plant_person_who_left(pen);
    plant_round_figures(pen, clients);
    plant_duplicates(pen);
}

/// Truth 3: a weekly report task that nobody has done since winter.
fn plant_zombie_process(pen: &mut Pen) {
    for week in 1..=40 {
        let at = pen.days_ago(week * 7);
        let key = pen.key("zombie");
        let fields = vec![
            ("subject", text("Informe semanal de visitas por fax")),
            ("due", day(at + 2 * DAY)),
            ("priority", text("low")),
        ];
        pen.create(at, Some("iker"), &key, "task", fields);
    }
}

/// Truth 4: one public client brings more than any other ten, by a campaign nobody remembers.
fn plant_one_big_client(pen: &mut Pen) {
    let key: Arc<str> = "big".into();
    let since = pen.days_ago(330);
    let fields = vec![
        ("name", text("Consorcio Sanitario del Ebro")),
        ("legal_name", text("Consorcio Sanitario del Ebro")),
        ("tax_id", text("Q0801175A")),
        ("industry", text("medical")),
        ("life_cycle", text("customer")),
        ("phone", text("+34 915 550 199")),
        ("email", text("compras@ebro.example")),
        ("address_city", text("Madrid")),
        ("address_country", text("ES")),
        ("campaign", link("fair")),
    ];
    pen.create(since, Some("marta"), &key, "company", fields);
    for quarter in 0..4 {
        let at = since + (20 + quarter * 80) * DAY;
        let deal = pen.key("deal");
        let fields = vec![
            ("name", text(format!("Suministro trimestral {} – Consorcio Sanitario del Ebro", quarter + 1))),
            ("company", link(key.clone())),
            ("product", link("laptop")),
            ("amount", euros(9_600_000)),
            ("opened_on", day(at)),
            ("campaign", link("fair")),
        ];
        pen.create(at, Some("marta"), &deal, "deal", fields);
        let fields = vec![("stage", text("won")), ("closed_on", day(at + 6 * DAY))];
        pen.update(at + 6 * DAY, Some("marta"), &deal, fields);
    }
}

/// Truth 5: somebody left in spring; nine clients are still in his name.
fn plant_person_who_left(pen: &mut Pen) {
    let hired = pen.end - 399 * DAY;
    let key: Arc<str> = LEFT.into();
    let fields = vec![
        ("name", text("Víctor Peral")),
        ("email", text("victor@vidal.example")),
        ("job_title", text("Comercial")),
        ("status", text("active")),
        ("branch", link("bilbao")),
        ("team", link("bilbao_sales")),
        ("manager", link("iker")),
    ];
    pen.create(hired, None, &key, "user", fields);
    for number in 0..9 {
        let company = pen.key("company");
        let at = pen.days_ago(300 + number);
        let fields = vec![
            ("name", text(format!("Cafetería Puerto {}", number + 1))),
            ("life_cycle", text("customer")),
            ("phone", text(format!("+34 944 {:06}", 100_000 + number * 111))),
            ("address_city", text("Bilbao")),
            ("owner", link(key.clone())),
        ];
        pen.create(at, Some("iker"), &company, "company", fields);
        let activity = pen.key("activity");
        let fields = vec![
            ("kind", text("call")),
            ("subject", text("Presentación")),
            ("at", instant(at + 2 * DAY)),
            ("company", link(company)),
        ];
        pen.create(at + 2 * DAY, Some("iker"), &activity, "activity", fields);
    }
    let left = pen.days_ago(190);
    pen.update(left, None, &key, vec![("status", text("left"))]);
}

/// Truth 6: Ramón wins deals of exactly 10,000 on the last working day of the month, with no contact on any.
fn plant_round_figures(pen: &mut Pen, clients: &[Client]) {
    let Some(client) = clients.iter().find(|c| c.seller == "ramon" && pen.age(c.since) > 290) else { return };
    for month in 1..=8 {
        let at = pen.days_ago(month * 30);
        let deal = pen.key("deal");
        let fields = vec![
            ("name", text(format!("Cierre de mes {month} – {}", client.name))),
            ("company", link(client.key.clone())),
            ("amount", euros(1_000_000)),
            ("opened_on", day(at)),
        ];
        pen.create(at, Some("ramon"), &deal, "deal", fields);
        pen.update(at + DAY / 4, Some("ramon"), &deal, vec![("stage", text("won")), ("closed_on", day(at))]);
    }
}

/// Truth 7: one firm, typed three times in three branches, with the same tax id and phone.
fn plant_duplicates(pen: &mut Pen) {
    let forms =
        [("Electrónica Sagrera S.L.", "sofia"), ("ELECTRONICA SAGRERA", "nerea"), ("Electrònica Sagrera, SL", "ana")];
    for (place, (name, seller)) in (0_i64..).zip(forms) {
        let key = pen.key("company");
        let at = pen.days_ago(200 - place * 40);
        let fields = vec![
            ("name", text(name)),
            ("tax_id", text(crate::clients::cif(6_500_001))),
            ("phone", text("+34 934 550 123")),
            ("life_cycle", text("customer")),
            ("address_city", text("Barcelona")),
        ];
        pen.create(at, Some(seller), &key, "company", fields);
        write_visit(pen, &key, seller, at + DAY);
    }
}

fn write_visit(pen: &mut Pen, company: &Arc<str>, seller: &'static str, at: i64) {
    let key = pen.key("activity");
    let fields = vec![
        ("kind", text("meeting")),
        ("subject", text("Visita comercial")),
        ("at", instant(at)),
        ("company", link(company.clone())),
    ];
    pen.create(at, Some(seller), &key, "activity", fields);
}
