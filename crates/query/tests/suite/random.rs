//! Random records and random texts of the language over the shipped objects. Values come from small pools, so that
//! they often meet, with everything that is easily got wrong: nulls, case and accents, two currencies, zero.

use std::collections::HashMap;
use std::sync::Arc;

use catalogue::{Currency, Id, Money, Name, Value};
use query::Record;
use rust_decimal::Decimal;

/// 2026-11-23T10:00:00Z, a Monday.
pub const NOW: i64 = 1_795_428_000_000_000;
const TODAY: i32 = 20_780;
const HOUR: i64 = 3_600_000_000;

/// Choices drawn from bytes; when they run out, the first.
pub struct Dice<'b> {
    bytes: std::slice::Iter<'b, u8>,
}

impl<'b> Dice<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes: bytes.iter() }
    }

    pub fn below(&mut self, sides: usize) -> usize {
        usize::from(self.bytes.next().copied().unwrap_or(0)) % sides
    }

    pub fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}

pub struct Row {
    pub object: &'static str,
    pub id: Id,
    pub values: HashMap<Name, Value>,
}

pub struct World {
    pub rows: Vec<Row>,
}

/// Object and how many records of it; the n-th has the id `first id + n`.
const OBJECTS: [(&str, i64, i64); 6] = [
    ("user", 1, 3),
    ("company", 10, 4),
    ("contact", 20, 2),
    ("deal", 30, 6),
    ("deal_line", 40, 5),
    ("activity", 50, 6),
];

pub fn world(dice: &mut Dice<'_>) -> Arc<World> {
    let mut rows = Vec::new();
    for (object, first, count) in OBJECTS {
        for id in first..first + count {
            let values = fields(object).iter().map(|(field, pool)| (Name::from(*field), pool(dice)));
            let mut values: HashMap<Name, Value> = values.collect();
            // No record is below itself: each is below an earlier one.
            if values.get("parent").is_some_and(|above| above.as_ref_id() >= Some(Id(id))) {
                values.insert("parent".into(), Value::Null);
            }
            rows.push(Row { object, id: Id(id), values });
        }
    }
    Arc::new(World { rows })
}

type Pool = fn(&mut Dice<'_>) -> Value;

fn fields(object: &str) -> &'static [(&'static str, Pool)] {
    match object {
        "user" => &[("name", text), ("roles", roles)],
        "company" => &[
            ("name", text),
            ("address_city", text),
            ("employees", whole),
            ("annual_revenue", money),
            ("life_cycle", |d| word(d, &["prospect", "customer", "lost"])),
            ("parent", |d| reference(d, 10, 4)),
            ("owner", |d| reference(d, 1, 3)),
            ("created_at", |d| Value::Instant(d.one(&INSTANTS))),
        ],
        "contact" => &[("company", |d| reference(d, 10, 4)), ("do_not_contact", boolean), ("name", text)],
        "deal" => &[
            ("name", text),
            ("company", |d| reference(d, 10, 4)),
            ("contact", |d| reference(d, 20, 2)),
            ("owner", |d| reference(d, 1, 3)),
            ("stage", |d| word(d, &["first_contact", "proposal", "won", "lost"])),
            ("stage_since", instant),
            ("amount", money),
            ("expected_close", date),
            ("opened_on", date),
            ("closed_on", date),
            ("lead_source", |d| word(d, &["referral", "website", "call"])),
        ],
        "deal_line" => {
            &[("deal", |d| reference(d, 30, 6)), ("quantity", quantity), ("discount", discount), ("price", money)]
        }
        _ => &[
            ("deal", |d| reference(d, 30, 6)),
            ("company", |d| reference(d, 10, 4)),
            ("kind", |d| word(d, &["call", "meeting"])),
            ("subject", text),
            ("at", instant),
            ("duration", duration),
        ],
    }
}

const TEXTS: [&str; 8] = ["Ana", "áNA ", "  ana maría", "Ивáн", "ёж", "Еж%", "b_b", ""];
const INSTANTS: [i64; 8] =
    [NOW, NOW - 1, NOW - 24 * HOUR, NOW - 11 * HOUR, NOW + 13 * HOUR, NOW + 13 * HOUR - 1, NOW - 120 * 24 * HOUR, -1];

/// Not known, one time in five.
fn known(dice: &mut Dice<'_>, value: impl FnOnce(&mut Dice<'_>) -> Value) -> Value {
    if dice.below(5) == 0 { Value::Null } else { value(dice) }
}

fn text(dice: &mut Dice<'_>) -> Value {
    known(dice, |d| Value::text(d.one(&TEXTS)))
}

fn word(dice: &mut Dice<'_>, of: &[&'static str]) -> Value {
    known(dice, |d| Value::text(d.one(of)))
}

fn whole(dice: &mut Dice<'_>) -> Value {
    known(dice, |d| Value::Int(d.one(&[0, 1, 2, 7, -3])))
}

fn money(dice: &mut Dice<'_>) -> Value {
    known(dice, |d| {
        let currency = d.one(&[Currency::EUR, Currency::EUR, Currency::parse("USD").expect("a currency")]);
        Value::Money(Money { minor: d.one(&[0, 1, 5, 250, 10_000, -333]), currency })
    })
}

fn quantity(dice: &mut Dice<'_>) -> Value {
    known(dice, |d| Value::Decimal(Decimal::new(d.one(&[0, 5_000, 10_000, 12_345, -25_000]), 4)))
}

fn discount(dice: &mut Dice<'_>) -> Value {
    known(dice, |d| Value::Decimal(Decimal::new(d.one(&[0, 500, 3_333, 10_000]), 4)))
}

fn date(dice: &mut Dice<'_>) -> Value {
    known(dice, |d| Value::Date(d.one(&[TODAY, TODAY - 1, TODAY + 1, TODAY - 40, TODAY + 40, -1])))
}

fn instant(dice: &mut Dice<'_>) -> Value {
    known(dice, |d| Value::Instant(d.one(&INSTANTS)))
}

fn duration(dice: &mut Dice<'_>) -> Value {
    known(dice, |d| Value::Duration(d.one(&[0, HOUR, 90 * HOUR, -HOUR, 1])))
}

fn boolean(dice: &mut Dice<'_>) -> Value {
    known(dice, |d| Value::Bool(d.below(2) == 1))
}

fn reference(dice: &mut Dice<'_>, first: i64, count: usize) -> Value {
    known(dice, |d| Value::Ref(Id(first + i64::try_from(d.below(count)).expect("small"))))
}

fn roles(dice: &mut Dice<'_>) -> Value {
    let all: [Name; 3] = ["owner", "seller", "analyst"].map(Name::from);
    match dice.below(5) {
        0 => Value::Null,
        n => Value::Choices(all.into_iter().take(n).collect()),
    }
}

/// A record of the world.
pub struct At {
    world: Arc<World>,
    row: usize,
}

impl World {
    pub fn of(self: &Arc<Self>, object: &str) -> Vec<Arc<dyn Record>> {
        self.matching(|row| row.object == object)
    }

    fn matching(self: &Arc<Self>, wanted: impl Fn(&Row) -> bool) -> Vec<Arc<dyn Record>> {
        let rows = (0..self.rows.len()).filter(|i| wanted(&self.rows[*i]));
        rows.map(|row| Arc::new(At { world: self.clone(), row }) as Arc<dyn Record>).collect()
    }
}

impl Record for At {
    fn id(&self) -> Id {
        self.world.rows[self.row].id
    }

    fn get(&self, field: &str) -> Value {
        self.world.rows[self.row].values.get(field).cloned().unwrap_or(Value::Null)
    }

    fn to_one(&self, field: &str) -> Option<Arc<dyn Record>> {
        let Value::Ref(id) = self.get(field) else { return None };
        self.world.matching(|row| row.id == id).into_iter().next()
    }

    fn to_many(&self, object: &str, field: &str) -> Vec<Arc<dyn Record>> {
        let here = Value::Ref(self.id());
        self.world.matching(|row| row.object == object && row.values.get(field) == Some(&here))
    }
}
