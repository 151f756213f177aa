//! A year of ordinary work: calls and visits, deals that move through their stages, orders, payments and tasks.

use std::sync::Arc;

use catalogue::Value;

use crate::cast::{find_person, head_of};
use crate::clients::{CAMPAIGNS, Client, PRODUCTS};
use crate::pen::{Cell, DAY, HOUR, Pen, day, euros, instant, link, text};

/// Everything a seller does for one client, from the first day to the end (or to `until`).
pub fn write_work(pen: &mut Pen, client: &Client, until: i64) {
    write_activities(pen, client, until);
    write_orders(pen, client, until);
    let deals = if pen.chance(35) { 2 } else { 1 };
    for _ in 0..deals {
        write_deal(pen, client, until);
    }
}

const CALLS: [&str; 6] = [
    "Llamada de seguimiento",
    "Visita comercial",
    "Envío de catálogo",
    "Revisión de tarifas",
    "Duda sobre una entrega",
    "Próximo pedido",
];

fn write_activities(pen: &mut Pen, client: &Client, until: i64) {
    // Pedro keeps his clients to himself: truth 2. Nothing he does with them is in the base.
    if client.seller == "pedro" {
        return;
    }
    let mut at = client.since + DAY;
    let gap = if client.seller == "luis" { 80 } else { 30 };
    while at < until {
        let kind = *pen.pick(&["call", "call", "meeting", "mail", "note"]);
        let mut fields = vec![
            ("kind", text(kind)),
            ("subject", text(*pen.pick(&CALLS))),
            ("at", instant(at)),
            ("company", link(client.key.clone())),
        ];
        if let Some(contact) = client.contacts.first() {
            fields.push(("contact", link(contact.clone())));
        }
        let key = pen.key("activity");
        pen.create(at, Some(client.seller), &key, "activity", fields);
        at += pen.between(gap / 2, gap * 2) * DAY;
    }
}

fn write_orders(pen: &mut Pen, client: &Client, until: i64) {
    let mut at = client.since + pen.between(3, 20) * DAY;
    while at < until - DAY {
        // Offices buy little in August and much in September: the seasonality of truth 4.
        let season = season_percent(at);
        if pen.chance(season) {
            write_order(pen, client, at);
        }
        at += pen.between(client.rhythm * 3 / 4, client.rhythm * 5 / 4) * DAY;
    }
}

fn season_percent(at: i64) -> i64 {
    let month = jiff::Timestamp::from_microsecond(at).map_or(1, |t| t.to_zoned(jiff::tz::TimeZone::UTC).month());
    match month {
        8 => 25,
        7 | 12 => 70,
        _ => 96,
    }
}

fn write_order(pen: &mut Pen, client: &Client, at: i64) {
    let order = pen.key("order");
    let mut total = 0;
    let mut lines = Vec::new();
    for _ in 0..pen.between(1, 3) {
        let (product, _, price, _) = *pen.pick(&PRODUCTS);
        let pieces = pen.between(1, 3 + client.weight * 2);
        let discount = *pen.pick(&[0, 0, 5, 10, 15]);
        // Prices are whole cents and discounts whole percents: the cent is cut off, as the price list says.
        let amount = pieces * price * (100 - discount) / 100;
        total += amount;
        lines.push(vec![
            ("order", link(order.clone())),
            ("product", link(product)),
            ("quantity", Cell::Is(Value::Decimal(pieces.into()))),
            ("price", euros(price)),
            ("discount", percent(discount)),
            ("amount", euros(amount)),
        ]);
    }
    let number = format!("F-{}", order.trim_start_matches("order-"));
    let paid = pen.chance(88) && pen.age(at) > 35;
    let fields = vec![
        ("number", text(number)),
        ("company", link(client.key.clone())),
        ("ordered_on", day(at)),
        ("status", text("invoiced")),
        ("amount", euros(total)),
    ];
    pen.create(at, Some(client.seller), &order, "order", fields);
    for line in lines {
        let key = pen.key("line");
        pen.create(at, Some(client.seller), &key, "order_line", line);
    }
    if paid {
        let paid_at = at + pen.between(5, 34) * DAY;
        write_payment(pen, client, &order, total, paid_at);
    }
}

fn write_payment(pen: &mut Pen, client: &Client, order: &Arc<str>, amount: i64, at: i64) {
    let key = pen.key("payment");
    let fields = vec![
        ("order", link(order.clone())),
        ("company", link(client.key.clone())),
        ("paid_on", day(at)),
        ("amount", euros(amount)),
        ("method", text("transfer")),
        ("owner", link(client.seller)),
    ];
    // The head of the branch books the money, in the seller's name.
    let head = find_person(client.seller).map_or("marta", |p| head_of(p.branch));
    pen.create(at, Some(head), &key, "payment", fields);
    pen.update(at + HOUR / 4, Some(head), order, vec![("status", text("paid"))]);
}

/// A whole percent as the fraction that the base keeps.
pub fn percent(points: i64) -> Cell {
    Cell::Is(Value::Decimal(rust_decimal::Decimal::new(points, 2)))
}

const NEEDS: [&str; 6] = [
    "Renovación de puestos",
    "Equipos para la nueva oficina",
    "Contrato de consumibles",
    "Mobiliario de sala",
    "Cambio de impresoras",
    "Soporte y mantenimiento",
];
const STAGES: [&str; 4] = ["first_contact", "qualified", "proposal", "negotiation"];

fn write_deal(pen: &mut Pen, client: &Client, until: i64) {
    let room = (until - client.since) / DAY;
    if room < 12 {
        return;
    }
    let opened = client.since + pen.between(2, room - 5) * DAY;
    let key = pen.key("deal");
    let (product, _, price, _) = *pen.pick(&PRODUCTS);
    let amount = price * pen.between(2, 6 + 5 * client.weight);
    let mut fields = vec![
        ("name", text(format!("{} – {}", pen.pick(&NEEDS), client.name))),
        ("company", link(client.key.clone())),
        ("product", link(product)),
        ("amount", euros(amount)),
        ("opened_on", day(opened)),
        ("lead_source", text(*pen.pick(&["referral", "website", "event", "call"]))),
    ];
    if let Some(contact) = client.contacts.first()
        && pen.chance(80)
    {
        fields.push(("contact", link(contact.clone())));
    }
    // Truth 9: every third deal has no date at which anybody expects it to close.
    if pen.chance(66) {
        fields.push(("expected_close", day(opened + pen.between(30, 110) * DAY)));
    }
    let running: Vec<&str> = CAMPAIGNS.iter().filter(|c| c.2 > pen.age(opened)).map(|c| c.0).collect();
    if pen.chance(30) && !running.is_empty() {
        fields.push(("campaign", link(*pen.pick(&running))));
    }
    pen.create(opened, Some(client.seller), &key, "deal", fields);
    write_people(pen, client, &key, opened);
    walk_stages(pen, client, &key, opened, until);
}

/// Who of the client takes part in the deal, and how. Nobody throws dice for it: the rest of the year stays as it is.
fn write_people(pen: &mut Pen, client: &Client, deal: &Arc<str>, at: i64) {
    // Pedro writes down no more than he must.
    if client.seller == "pedro" {
        return;
    }
    let number: usize = deal.trim_start_matches("deal-").parse().unwrap_or(0);
    for (place, contact) in client.contacts.iter().enumerate() {
        let parts: [&str; 3] = match place {
            0 => ["decision_maker", "buyer", "decision_maker"],
            _ => ["user", "opponent", "influencer"],
        };
        let part = parts[(number + place) % parts.len()];
        let fields = vec![("deal", link(deal.clone())), ("contact", link(contact.clone())), ("part", text(part))];
        pen.create(at + HOUR, Some(client.seller), &format!("part-{deal}-{place}").into(), "participant", fields);
    }
}

fn walk_stages(pen: &mut Pen, client: &Client, deal: &Arc<str>, opened: i64, until: i64) {
    // Truth 8 and 7: a sixth of the deals never leave the first contact.
    if pen.chance(16) {
        return;
    }
    let mut at = opened;
    for stage in &STAGES[1..] {
        at += pen.between(4, 24) * DAY;
        if at >= until {
            return;
        }
        pen.update(at, Some(client.seller), deal, vec![("stage", text(*stage))]);
        if pen.chance(14) {
            let reason = *pen.pick(&["price", "competitor", "no_budget", "no_answer"]);
            let closed = at + 2 * DAY;
            if closed < until {
                let fields = vec![("stage", text("lost")), ("lost_reason", text(reason)), ("closed_on", day(closed))];
                pen.update(closed, Some(client.seller), deal, fields);
            }
            return;
        }
        if pen.chance(40) {
            write_task(pen, client, Some(deal), at);
        }
    }
    let closed = at + pen.between(3, 15) * DAY;
    if closed < until {
        let fields = vec![("stage", text("won")), ("closed_on", day(closed))];
        pen.update(closed, Some(client.seller), deal, fields);
    }
}

fn write_task(pen: &mut Pen, client: &Client, deal: Option<&Arc<str>>, at: i64) {
    let key = pen.key("task");
    let due = at + pen.between(2, 20) * DAY;
    let mut fields = vec![
        (
            "subject",
            text(*pen.pick(&["Enviar oferta", "Llamar para cerrar", "Preparar demostración", "Pedir documentación"])),
        ),
        ("due", day(due)),
        ("company", link(client.key.clone())),
    ];
    if let Some(deal) = deal {
        fields.push(("deal", link(deal.clone())));
    }
    pen.create(at, Some(client.seller), &key, "task", fields);
    if due < pen.end && pen.chance(82) {
        pen.update(due, Some(client.seller), &key, vec![("status", text("done"))]);
    }
}
