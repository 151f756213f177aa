//! Random records of a setting. Values come from small pools, so that they often meet, with everything that is easily got
//! wrong: nulls, case and accents, two currencies, zero, the borders of a day where the clock changes.

use std::collections::HashMap;
use std::sync::Arc;

use catalogue::{Currency, Field, Id, Kind, Money, Name, SYSTEM_FIELDS, Value};
use query::{Record, calendar};
use rust_decimal::Decimal;

use crate::random_schema::Setting;

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
        let high = if sides > 32 { self.byte() << 8 } else { 0 };
        (high + self.byte()) % sides
    }

    fn byte(&mut self) -> usize {
        usize::from(self.bytes.next().copied().unwrap_or(0))
    }

    pub fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}

/// Bytes for the dice, the same in each run (SplitMix64, public domain, Vigna 2015).
pub struct Bytes(pub u64);

impl Bytes {
    pub fn some(&mut self) -> Vec<u8> {
        (0..SOME / 8).flat_map(|_| self.next().to_le_bytes()).collect()
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

/// As many as a text and the records of the largest setting take.
pub const SOME: usize = 3_000;

pub struct Row {
    pub object: Name,
    pub id: Id,
    pub values: HashMap<Name, Value>,
}

pub struct World {
    pub rows: Vec<Row>,
}

/// How many people there are, and records of each other object.
const PEOPLE: i64 = 3;
const EACH: i64 = 5;

/// The ids of an object's records are in a row: people from 1, the next object's from 11.
pub fn ids(objects: &[Name], object: &str) -> std::ops::Range<i64> {
    let place = objects.iter().position(|name| &**name == object).unwrap_or(90);
    let first = 10 * i64::try_from(place).expect("few objects") + 1;
    first..first + if place == 0 { PEOPLE } else { EACH }
}

pub fn world(dice: &mut Dice<'_>, setting: &Setting) -> Arc<World> {
    let mut rows = Vec::new();
    for name in &setting.objects {
        let object = setting.object(name);
        let told = |field: &&Field| !SYSTEM_FIELDS.contains(&&*field.name) || is_told(&field.name);
        for id in ids(&setting.objects, name) {
            let fields = object.stored_fields().filter(told);
            let mut values: HashMap<Name, Value> =
                fields.map(|field| (field.name.clone(), value(dice, setting, field, id))).collect();
            // No record is below itself: each is below an earlier one.
            if let Some(tree) = object.hierarchy()
                && values.get(&tree.name).is_some_and(|above| above.as_ref_id() >= Some(Id(id)))
            {
                values.insert(tree.name.clone(), Value::Null);
            }
            rows.push(Row { object: name.clone(), id: Id(id), values });
        }
    }
    Arc::new(World { rows })
}

/// The system fields that texts speak of.
pub fn is_told(field: &str) -> bool {
    matches!(field, "owner" | "created_at")
}

fn value(dice: &mut Dice<'_>, setting: &Setting, field: &Field, id: i64) -> Value {
    if field.unique {
        return if field.kind == Kind::Text { Value::text(format!("u{id}")) } else { Value::Null };
    }
    // Not known, one time in five.
    if dice.below(5) == 0 {
        return Value::Null;
    }
    match &field.kind {
        Kind::Text | Kind::LongText | Kind::Email | Kind::Phone | Kind::Url => Value::text(dice.one(&TEXTS)),
        Kind::Integer { .. } => Value::Int(dice.one(&[0, 1, 2, 7, -3])),
        Kind::Decimal { scale, .. } | Kind::Percent { scale } => {
            let one = 10_i64.pow(*scale);
            Value::Decimal(Decimal::new(dice.one(&[0, one, one / 2, one / 3, 12_345, -2 * one - 1]), *scale))
        }
        Kind::Money => {
            let currency = dice.one(&[Currency::EUR, Currency::EUR, Currency::parse("USD").expect("a currency")]);
            Value::Money(Money { minor: dice.one(&[0, 1, 5, 250, 10_000, -333]), currency })
        }
        Kind::Date => Value::Date(dice.one(&[TODAY, TODAY - 1, TODAY + 1, TODAY - 40, TODAY + 40, -1])),
        Kind::Instant => Value::Instant(instant(dice, setting)),
        Kind::Duration => Value::Duration(dice.one(&[0, HOUR, 90 * HOUR, -HOUR, 1])),
        Kind::Boolean => Value::Bool(dice.below(2) == 1),
        Kind::Choice { options } => Value::text(dice.one(&few(options))),
        Kind::Stage { stages } => Value::text(dice.one(stages).id),
        Kind::Choices { options } => {
            let chosen: Vec<Name> = few(options).into_iter().filter(|_| dice.below(2) == 1).collect();
            if chosen.is_empty() { Value::Null } else { Value::Choices(chosen) }
        }
        Kind::Reference { .. } | Kind::Person => match field.kind.target() {
            Some(to) if setting.objects.iter().any(|name| &**name == to) => {
                Value::Ref(Id(dice.one(&ids(&setting.objects, to).collect::<Vec<_>>())))
            }
            _ => Value::Null,
        },
        Kind::File | Kind::Computed { .. } | Kind::Rollup { .. } => Value::Null,
    }
}

/// The first three: what texts ask for and records hold must often be the same.
pub fn few(options: &[Name]) -> Vec<Name> {
    options.iter().take(3).cloned().collect()
}

const TEXTS: [&str; 8] = ["Ana", "áNA ", "  ana maría", "Ивáн", "ёж", "Еж%", "b_b", ""];

/// Now, and where days of the setting's zone begin and end: today, in the weeks in which clocks change, and long ago.
fn instant(dice: &mut Dice<'_>, setting: &Setting) -> i64 {
    let zone = &setting.env().zone;
    let start = |day: i32| calendar::start_of_day(day, zone).expect("a day that is");
    let (autumn, overseas, south) = (TODAY - 29, TODAY - 22, TODAY - 78);
    match dice.below(12) {
        0 => NOW,
        1 => NOW - 1,
        2 => NOW - 24 * HOUR,
        3 => start(TODAY),
        4 => start(TODAY) - 1,
        5 => start(TODAY + 1) - 1,
        6 => start(TODAY + 1),
        7 => NOW - 120 * 24 * HOUR,
        8 => start(dice.one(&[autumn, overseas, south]) + 1) - 1,
        9 => start(dice.one(&[autumn, overseas, south]) + 1),
        10 => start(dice.one(&[autumn, overseas, south])),
        _ => -1,
    }
}

/// A record of the world.
pub struct At {
    world: Arc<World>,
    row: usize,
}

impl World {
    pub fn of(self: &Arc<Self>, object: &str) -> Vec<Arc<dyn Record>> {
        self.matching(|row| &*row.object == object)
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
        self.world.matching(|row| &*row.object == object && row.values.get(field) == Some(&here))
    }
}
