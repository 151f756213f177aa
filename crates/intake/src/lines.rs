//! Lines of an order or a deal against those of the base. A line has no name of its own: it is known again by what it says,
//! and only then by its place, so that a row put in between is one new line and not a change of all lines below it.

use std::collections::{HashMap, HashSet};

use catalogue::{Id, Name, Value};
use indexmap::IndexMap;
use records::Ctx;
use records::bulk::{self, Match, MatchKey};

use crate::IntakeError;
use crate::found::{Base, Found, Got, Which};
use crate::settle::{Settlement, same};

/// What a line says.
const CONTENT: [&str; 4] = ["product", "quantity", "price", "amount"];
/// Orders asked for at once.
const AT_ONCE: usize = 500;

/// What is known about one line of the files.
#[derive(Debug, Default)]
pub(crate) struct Line {
    /// The line of the base that it is.
    pub(crate) existing: Option<Match>,
    /// Under which it is kept.
    pub(crate) external_id: Option<String>,
}

/// A line of the files, with its values.
struct Own {
    at: usize,
    external_id: String,
    values: IndexMap<Name, Value>,
}

/// The lines of the files whose order or deal the base has already, by their place in the list. Empty for other objects.
pub(crate) async fn known(
    ctx: &Ctx,
    base: &Base,
    object: &Name,
    source: &str,
    settlement: &Settlement,
) -> Result<HashMap<usize, Line>, IntakeError> {
    let parent: Name = match &**object {
        "order_line" => "order".into(),
        "deal_line" => "deal".into(),
        _ => return Ok(HashMap::new()),
    };
    let mut own: IndexMap<Id, Vec<Own>> = IndexMap::new();
    for (at, found) in base.objects.get(object).into_iter().flatten().enumerate() {
        let Some(Got::Record(of)) = found.values.get(&parent) else { continue };
        if let Some(id) = settlement.there(of).filter(|_| is_by_place(base, found, of)) {
            let values = settlement.values(found);
            own.entry(id).or_default().push(Own { at, external_id: found.key.clone(), values });
        }
    }
    let ids: Vec<Id> = own.keys().copied().collect();
    let mut there: HashMap<Id, Vec<Match>> = HashMap::new();
    for chunk in ids.chunks(AT_ONCE) {
        let keys: Vec<MatchKey> =
            chunk.iter().map(|id| MatchKey { field: parent.clone(), value: Value::Ref(*id) }).collect();
        for line in bulk::match_existing(ctx, object, &keys).await? {
            if let Some(id) = chunk.get(line.key).filter(|_| text(&line, "source") == Some(source)) {
                there.entry(*id).or_default().push(line);
            }
        }
    }
    Ok(own.into_iter().flat_map(|(id, own)| pair(own, there.remove(&id).unwrap_or_default())).collect())
}

/// The identity is the order's with a number: the file gives the line none of its own.
fn is_by_place(base: &Base, found: &Found, of: &Which) -> bool {
    let stem = base.get(of).and_then(|parent| found.key.strip_prefix(parent.key.as_str()));
    stem.and_then(|rest| rest.strip_prefix('#')).is_some_and(|number| number.parse::<u32>().is_ok())
}

fn text<'m>(line: &'m Match, field: &str) -> Option<&'m str> {
    line.values.get(field).and_then(Value::as_text)
}

/// Pairs the lines of one order: first those that are equal in place and words, then in words, then in place. What is left
/// is new, under a number that no line has.
fn pair(own: Vec<Own>, mut there: Vec<Match>) -> Vec<(usize, Line)> {
    let mut taken: HashSet<String> = there.iter().filter_map(|m| text(m, "external_id")).map(str::to_owned).collect();
    let mut lines: Vec<Line> = own.iter().map(|_| Line::default()).collect();
    let rules: [Rule; 3] = [|own, m| is_in_place(own, m) && says_the_same(own, m), says_the_same, is_in_place];
    for rule in rules {
        for (own, line) in own.iter().zip(&mut lines).filter(|(_, line)| line.existing.is_none()) {
            if let Some(at) = there.iter().position(|m| rule(own, m)) {
                line.existing = Some(there.remove(at));
            }
        }
    }
    for (own, line) in own.iter().zip(&mut lines) {
        let stem = own.external_id.rsplit_once('#').map_or(own.external_id.as_str(), |(stem, _)| stem);
        line.external_id = match &line.existing {
            Some(existing) => text(existing, "external_id").map(str::to_owned),
            None if taken.contains(&own.external_id) => {
                (1..).map(|n: u32| format!("{stem}#{n}")).find(|id| !taken.contains(id))
            }
            None => Some(own.external_id.clone()),
        };
        taken.extend(line.external_id.clone().filter(|_| line.existing.is_none()));
    }
    own.into_iter().zip(lines).map(|(own, line)| (own.at, line)).collect()
}

/// Tells whether a line of the files is this line of the base.
type Rule = fn(&Own, &Match) -> bool;

fn is_in_place(own: &Own, there: &Match) -> bool {
    text(there, "external_id") == Some(own.external_id.as_str())
}

/// Equal in all that the file says about product, quantity, price and amount, and it says something.
fn says_the_same(own: &Own, there: &Match) -> bool {
    let said = CONTENT.iter().filter_map(|field| own.values.get(*field).map(|value| (field, value)));
    let mut said = said.filter(|(_, value)| !value.is_null()).peekable();
    said.peek().is_some() && said.all(|(field, value)| there.values.get(*field).is_some_and(|known| same(known, value)))
}
