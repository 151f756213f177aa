//! Random texts of the language: each is well typed, so that `condition` must take it.

use crate::random::Dice;

#[derive(Clone, Copy)]
enum Kind {
    Text,
    Number,
    Money,
    Date,
    Instant,
    Duration,
    Choice(&'static [&'static str]),
    /// First id, and whether it is a person.
    Reference(i64, bool),
    Boolean,
    Choices,
}

use Kind::{Boolean, Choice, Choices, Date, Duration, Instant, Money, Number, Reference, Text};

const STAGES: Kind = Choice(&["first_contact", "proposal", "won", "lost"]);
const OUTCOMES: Kind = Choice(&["open", "won", "lost"]);

const DEAL: &[(&str, Kind)] = &[
    ("name", Text),
    ("company.name", Text),
    ("company.parent.address_city", Text),
    ("amount", Money),
    ("weighted_amount", Money),
    ("company.won_amount", Money),
    ("company.annual_revenue", Money),
    ("lines.map(y, y.price * y.quantity).sum()", Money),
    ("lines.filter(y, y.discount > 0).map(y, y.price).max()", Money),
    ("company.employees", Number),
    ("days_to_close", Number),
    ("stage.probability", Number),
    ("stage.order", Number),
    ("lines.size()", Number),
    ("lines.map(y, y.quantity).sum()", Number),
    ("lines.map(y, y.quantity * y.discount).min()", Number),
    ("activities.filter(y, y.kind == \"call\").size()", Number),
    ("expected_close", Date),
    ("closed_on", Date),
    ("opened_on + 40", Date),
    ("stage_since", Instant),
    ("last_contact", Instant),
    ("company.created_at", Instant),
    ("activities.map(y, y.duration).sum()", Duration),
    ("now - stage_since", Duration),
    ("stage", STAGES),
    ("stage.outcome", OUTCOMES),
    ("lead_source", Choice(&["referral", "website", "call"])),
    ("company.life_cycle", Choice(&["prospect", "customer"])),
    ("company", Reference(10, false)),
    ("owner", Reference(1, true)),
    ("company.owner", Reference(1, true)),
    ("id", Reference(30, false)),
    ("contact.do_not_contact", Boolean),
    ("owner.roles", Choices),
];

const COMPANY: &[(&str, Kind)] = &[
    ("name", Text),
    ("parent.name", Text),
    ("employees", Number),
    ("open_deals", Number),
    ("subsidiaries.map(y, y.employees).max()", Number),
    ("won_amount", Money),
    ("annual_revenue", Money),
    ("last_contact", Instant),
    ("created_at", Instant),
    ("life_cycle", Choice(&["prospect", "customer"])),
    ("parent", Reference(10, false)),
    ("id", Reference(10, false)),
    ("owner", Reference(1, true)),
    ("owner.roles", Choices),
];

const LINE: &[(&str, Kind)] = &[
    ("quantity", Number),
    ("discount", Number),
    ("price", Money),
    ("deal.amount", Money),
    ("deal.stage", STAGES),
    ("deal.expected_close", Date),
];

const ACTIVITY: &[(&str, Kind)] = &[
    ("kind", Choice(&["call", "meeting"])),
    ("subject", Text),
    ("at", Instant),
    ("duration", Duration),
    ("company.name", Text),
    ("deal.amount", Money),
    ("deal.owner", Reference(1, true)),
];

fn terms(object: &str) -> &'static [(&'static str, Kind)] {
    match object {
        "deal" => DEAL,
        "company" => COMPANY,
        "deal_line" => LINE,
        _ => ACTIVITY,
    }
}

/// Relations and what they lead to.
fn relations(object: &str) -> &'static [(&'static str, &'static str)] {
    match object {
        "deal" => &[("lines", "deal_line"), ("activities", "activity"), ("company.deals", "deal")],
        "company" => &[("deals", "deal"), ("subsidiaries", "company"), ("activities", "activity")],
        "deal_line" => &[("deal.activities", "activity")],
        _ => &[("deal.lines", "deal_line")],
    }
}

/// A condition on a record of `object`; `prefix` is the variable it is called by, with a point.
pub fn condition(dice: &mut Dice<'_>, object: &str, prefix: &str, depth: usize) -> String {
    if depth == 0 {
        return leaf(dice, object, prefix);
    }
    match dice.below(8) {
        0 | 1 => leaf(dice, object, prefix),
        2 | 3 => {
            let join = dice.one(&["&&", "||"]);
            let (a, b) = (condition(dice, object, prefix, depth - 1), condition(dice, object, prefix, depth - 1));
            format!("({a}) {join} ({b})")
        }
        4 | 5 => format!("!({})", condition(dice, object, prefix, depth - 1)),
        _ => {
            let (relation, to) = dice.one(relations(object));
            let (test, var) = (dice.one(&["exists", "all", "filter"]), format!("x{depth}"));
            let body = condition(dice, to, &format!("{var}."), depth - 1);
            let whole = format!("{prefix}{relation}.{test}({var}, {body})");
            if test == "filter" { format!("{whole}.size() {} {}", order(dice), dice.below(3)) } else { whole }
        }
    }
}

fn order(dice: &mut Dice<'_>) -> &'static str {
    dice.one(&["==", "!=", "<", "<=", ">", ">="])
}

fn leaf(dice: &mut Dice<'_>, object: &str, prefix: &str) -> String {
    let (term, kind) = dice.one(terms(object));
    let term = prefixed(term, prefix);
    if dice.below(8) == 0 && !matches!(kind, Boolean) {
        return format!("{term} {} null", dice.one(&["==", "!="]));
    }
    let same = |d: &mut Dice<'_>| {
        let all: Vec<_> =
            terms(object).iter().filter(|(_, k)| std::mem::discriminant(k) == std::mem::discriminant(&kind)).collect();
        prefixed(d.one(&all).0, prefix)
    };
    match kind {
        Text => text(dice, &term, same),
        Number => number(dice, &term, same),
        Money => money(dice, &term, same),
        Date => date(dice, &term, same),
        Instant => instant(dice, &term, same),
        Duration => match dice.below(2) {
            0 => format!("{term} {} duration(\"{}\")", order(dice), dice.one(&["0s", "1h", "90h", "-1h", "1us"])),
            _ => format!("{term} + duration(\"1h\") {} {}", order(dice), same(dice)),
        },
        Choice(options) => match dice.below(2) {
            0 => format!("{term} {} \"{}\"", dice.one(&["==", "!="]), dice.one(options)),
            _ => format!("{term} in [\"{}\", \"{}\"]", dice.one(options), dice.one(options)),
        },
        Reference(first, person) => reference(dice, &term, first, person),
        Boolean => dice.one(&[term.clone(), format!("{term} == true"), format!("{term} != false")]),
        Choices => format!("\"{}\" in {term}", dice.one(&["owner", "seller", "analyst"])),
    }
}

/// The term as said of a variable: its first name, and every later one that starts a path of its own.
fn prefixed(term: &str, prefix: &str) -> String {
    match term.strip_prefix("now - ") {
        Some(rest) => format!("now - {prefix}{rest}"),
        None => format!("{prefix}{term}"),
    }
}

fn text(dice: &mut Dice<'_>, term: &str, same: impl Fn(&mut Dice<'_>) -> String) -> String {
    let word = dice.one(&["ana", "ANÁ", "иван", "Еж", "a", "", "%", "_", "m a"]);
    match dice.below(4) {
        0 => format!("{term} {} \"{word}\"", order(dice)),
        1 => format!("{term}.{}(\"{word}\")", dice.one(&["contains", "startsWith", "endsWith"])),
        2 => format!("{term} in [\"{word}\", \"b_b\"]"),
        _ => format!("{term} {} {}", order(dice), same(dice)),
    }
}

fn number(dice: &mut Dice<'_>, term: &str, same: impl Fn(&mut Dice<'_>) -> String) -> String {
    let (order, whole) = (order(dice), dice.one(&["0", "1", "2", "-3", "7"]));
    match dice.below(5) {
        0 => format!("{term} {order} {whole}"),
        1 => format!("{term} * 2 + 0.5 {order} {whole}"),
        2 => format!("{term} / 3 {order} {}", dice.one(&["0.333333", "0.666667", "-1"])),
        3 => format!("{term} - {} {order} {whole}", same(dice)),
        _ => format!("{term} {order} {}", same(dice)),
    }
}

fn money(dice: &mut Dice<'_>, term: &str, same: impl Fn(&mut Dice<'_>) -> String) -> String {
    let (order, amount) = (order(dice), dice.one(&["0", "0.05", "2.50", "100", "-3.33", "0.02"]));
    match dice.below(6) {
        0 => format!("{term} {order} {amount}"),
        1 => format!("{term} * 0.333 {order} {amount}"),
        2 => format!("{term} / 3 {order} {amount}"),
        3 => format!("{term} + {} {order} {amount}", same(dice)),
        4 => format!("{term} / {} {order} 0.5", same(dice)),
        _ => format!("{term} - 1 {order} {}", same(dice)),
    }
}

fn date(dice: &mut Dice<'_>, term: &str, same: impl Fn(&mut Dice<'_>) -> String) -> String {
    let order = order(dice);
    match dice.below(5) {
        0 => format!("{term} {order} \"2026-11-23\""),
        1 => format!("{term} {order} today - {}", dice.below(3)),
        2 => format!("{term} - {} {order} 1", same(dice)),
        3 => format!("days({term}, now) {order} 40"),
        _ => format!("{term} {order} {}", same(dice)),
    }
}

fn instant(dice: &mut Dice<'_>, term: &str, same: impl Fn(&mut Dice<'_>) -> String) -> String {
    let order = order(dice);
    match dice.below(6) {
        0 => format!("{term} {order} \"2026-11-23\""),
        1 => format!("{term} {order} today"),
        2 => format!("{term} {order} now - duration(\"24h\")"),
        3 => format!("days({term}, today) {order} {}", dice.below(3)),
        4 => format!("{term} - {} {order} duration(\"1us\")", same(dice)),
        _ => format!("{term} {order} {}", same(dice)),
    }
}

fn reference(dice: &mut Dice<'_>, term: &str, first: i64, person: bool) -> String {
    let equality = dice.one(&["==", "!="]);
    // Companies are a tree; the last root is none of them.
    if first == 10 && dice.below(2) == 0 {
        return format!("{term}.within({})", dice.one(&[10, 10, 11, 12, 99]));
    }
    match dice.below(3) {
        0 if person => format!("{term} {equality} me"),
        1 => format!("{term} in [{}, {}]", first, first + 2),
        _ => format!("{term} {equality} {}", first + 1),
    }
}

/// A value of a record of `object`.
pub fn term(dice: &mut Dice<'_>, object: &str) -> String {
    let (term, kind) = dice.one(terms(object));
    match (kind, dice.below(3)) {
        (Number | Money, 1) => format!("{term} * 2.5"),
        (Number | Money, 2) => format!("{term} / 3"),
        (Date, 1) => format!("days({term}, now)"),
        (Instant, 1) => format!("days({term}, today)"),
        _ => term.to_owned(),
    }
}
