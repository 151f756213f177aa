//! The rules of a whole record: required fields, conditions that ask for one, references that exist for the caller,
//! values that must be unique. All faults at once, one a field.

use std::collections::{HashMap, HashSet};

use catalogue::{Action, Field, Id, Kind, Name, Object, Value};
use indexmap::IndexMap;
use query::{Archived, Column, Expr, Operand, Path, Select};

use crate::row::{Row, load_where};
use crate::values::Reading;
use crate::{Ctx, Draft, Error, Fault, Input, asking, people, rights, values};

/// Typed and tidied values of the draft, with a fault for each that is wrong.
pub(crate) fn typed(object: &Object, draft: &Draft, reading: &Reading) -> (IndexMap<Name, Value>, Vec<Fault>) {
    let mut good = IndexMap::new();
    let mut faults = Vec::new();
    for (name, input) in &draft.fields {
        match object.field(name).filter(|f| is_writable(object, f)) {
            None => faults.push(Fault::of(name, "fault-read-only", vec![("field", name.to_string())])),
            Some(field) => match values::value(field, input, reading) {
                Ok(value) => {
                    good.insert(name.clone(), value);
                }
                Err(fault) => faults.push(fault),
            },
        }
    }
    (good, faults)
}

/// Fields that a person may put a value into: declared ones with a column, and the record's place.
pub(crate) fn is_writable(object: &Object, field: &Field) -> bool {
    let own = ["owner", "team", "branch", "source", "external_id"];
    let is_stored = field.kind.is_stored() && (!field.system || own.contains(&&*field.name));
    is_stored && since_field(object).as_deref() != Some(&*field.name)
}

/// The field that says since when the stage stands: the gate writes it.
pub(crate) fn since_field(object: &Object) -> Option<Name> {
    object.stage_field().map(|(field, _)| format!("{}_since", field.name).into())
}

/// The default that the catalogue declares.
fn default(ctx: &Ctx, field: &Field, reading: &Reading) -> Option<Default> {
    let text = field.default.as_ref()?;
    let is_present = matches!(&**text, "today" | "now");
    let of = |value| Default { field: field.name.clone(), value, is_present };
    if &**text == "me" && field.kind.target() == Some("user") {
        return Some(of(rights::me(ctx)));
    }
    // A default is written in the catalogue's own notation, whatever the reader's language.
    let reading =
        Reading { lang: catalogue::Lang::En, country: reading.country.clone(), zone: reading.zone.clone(), ..*reading };
    values::value(field, &Input::Text(text.to_string()), &reading).ok().map(of)
}

fn retired_stages(field: &Field) -> Vec<(Name, Name)> {
    let Kind::Stage { stages } = &field.kind else { return Vec::new() };
    stages.iter().filter(|stage| stage.retired).map(|stage| (field.name.clone(), stage.id.clone())).collect()
}

/// The rules of an object, read once for many rows.
pub(crate) struct Rules {
    /// Fields with a condition that asks for them: the condition, and the own fields it reads.
    asked: Vec<(Name, Expr, Vec<Name>)>,
    required: Vec<Name>,
    /// Stages that are out of use, with their field: nothing comes into them.
    retired: Vec<(Name, Name)>,
    defaults: Vec<Default>,
    /// The first and the last day of what stands in the calendar for several.
    days: Option<(Name, Name)>,
}

/// A declared default of a field.
struct Default {
    field: Name,
    value: Value,
    /// It is the day or instant of the writing, which says nothing of a record that was made elsewhere.
    is_present: bool,
}

impl Rules {
    pub fn of(ctx: &Ctx, object: &Object, reading: &Reading) -> Self {
        let declared = || object.stored_fields().filter(|f| !f.system);
        Self {
            asked: declared().filter_map(|f| asked(ctx, object, f)).collect(),
            required: declared().filter(|f| f.required).map(|f| f.name.clone()).collect(),
            retired: declared().flat_map(retired_stages).collect(),
            defaults: declared().filter_map(|f| default(ctx, f, reading)).collect(),
            days: object.calendar.as_ref().and_then(|view| Some((view.start.clone(), view.end.clone()?))),
        }
    }

    /// The declared defaults of fields that no value was given for.
    pub fn fill(&self, values: &mut IndexMap<Name, Value>) {
        for default in &self.defaults {
            values.entry(default.field.clone()).or_insert_with(|| default.value.clone());
        }
    }

    /// The same without those that mean the present day: when a record of another place began is not known here.
    pub fn fill_lasting(&self, values: &mut IndexMap<Name, Value>) {
        for default in self.defaults.iter().filter(|default| !default.is_present) {
            values.entry(default.field.clone()).or_insert_with(|| default.value.clone());
        }
    }

    /// Required fields that are not filled, and a last day before the first. Of an old record only what this write touches is asked.
    pub fn missing(&self, ctx: &Ctx, new: &Row, touched: Option<&[Name]>) -> Vec<Fault> {
        let is_touched = |name: &Name| touched.is_none_or(|t| t.contains(name));
        let plain = self.required.iter().filter(|name| is_touched(name));
        let holds = |expr: &Expr| query::holds(expr, new, &ctx.env, &ctx.gate.catalogue);
        let when = self
            .asked
            .iter()
            .filter(|(name, expr, reads)| (is_touched(name) || reads.iter().any(is_touched)) && holds(expr));
        let wanted = plain.chain(when.map(|(name, ..)| name));
        let empty = wanted.filter(|name| new.value(name).is_null());
        let empty = empty.map(|name| Fault::of(name, "fault-required", Vec::new()));
        let closed =
            self.retired.iter().filter(|(field, stage)| is_touched(field) && new.value(field).as_text() == Some(stage));
        let closed = closed.map(|(field, stage)| {
            let label = ctx.gate.catalogue.words.option_label(ctx.lang, &new.object, field, stage);
            Fault::of(field, "fault-stage-retired", vec![("text", label)])
        });
        let turned = self.days.iter().filter(|(first, last)| is_touched(first) || is_touched(last));
        let turned = turned.filter(|(first, last)| match (new.value(first), new.value(last)) {
            (Value::Date(first), Value::Date(last)) => last < first,
            _ => false,
        });
        empty.chain(closed).chain(turned.map(|(_, last)| Fault::of(last, "fault-days-order", Vec::new()))).collect()
    }
}

fn asked(ctx: &Ctx, object: &Object, field: &Field) -> Option<(Name, Expr, Vec<Name>)> {
    condition_of(ctx, object, field, field.required_when.as_ref()?)
}

/// The field, a condition that concerns it, and the own fields that this reads.
pub(crate) fn condition_of(ctx: &Ctx, object: &Object, field: &Field, text: &Name) -> Option<(Name, Expr, Vec<Name>)> {
    let expr = query::condition(&ctx.gate.catalogue, object, text, &ctx.env).ok()?;
    let reads = query::fields_used(&expr).into_iter().filter(|(o, _)| *o == object.name).map(|(_, f)| f).collect();
    Some((field.name.clone(), expr, reads))
}

/// Ids that may be referred to though no row of theirs is visible yet: rows of the same call.
pub(crate) type Coming = HashSet<(Name, Id)>;

/// Which of these references do not exist for the caller.
pub(crate) async fn unseen(
    ctx: &Ctx,
    wanted: HashSet<(Name, Id)>,
    coming: &Coming,
) -> Result<HashSet<(Name, Id)>, Error> {
    let mut missing: HashSet<(Name, Id)> = wanted.into_iter().filter(|key| !coming.contains(key)).collect();
    let mut by_object: HashMap<Name, Vec<Id>> = HashMap::new();
    for (object, id) in &missing {
        by_object.entry(object.clone()).or_default().push(*id);
    }
    for (object, ids) in by_object {
        for part in ids.chunks(500) {
            for id in visible(ctx, &object, part).await? {
                missing.remove(&(object.clone(), id));
            }
        }
    }
    Ok(missing)
}

async fn visible(ctx: &Ctx, object: &Name, ids: &[Id]) -> Result<Vec<Id>, Error> {
    let own = Path::own(object, &"id".into());
    let ask = Select {
        object: object.clone(),
        columns: vec![Column::Of(Operand::Path(own.clone()))],
        filter: Expr::In { left: Operand::Path(own), set: ids.iter().map(|id| Value::Ref(*id)).collect() },
        search: None,
        sort: Vec::new(),
        after: None,
        limit: u32::try_from(ids.len()).unwrap_or(u32::MAX),
        archived: Archived::Include,
    };
    let rows = ctx.gate.store.select(&asking::scoped(ctx, Action::Read, ask)).await?;
    Ok(rows.into_iter().map(|r| r.id).collect())
}

/// The records that these values refer to.
pub(crate) fn references<'a>(
    object: &'a Object,
    values: &'a IndexMap<Name, Value>,
) -> impl Iterator<Item = (Name, Name, Id)> + 'a {
    values.iter().filter_map(|(name, value)| {
        let target = object.field(name)?.kind.target()?;
        Some((name.clone(), target.into(), value.as_ref_id()?))
    })
}

/// References to what does not exist for the caller.
pub(crate) async fn bad_references(
    ctx: &Ctx,
    object: &Object,
    values: &IndexMap<Name, Value>,
) -> Result<Vec<Fault>, Error> {
    let wanted = references(object, values).map(|(_, target, id)| (target, id)).collect();
    let missing = unseen(ctx, wanted, &Coming::new()).await?;
    let bad = references(object, values).filter(|(_, target, id)| missing.contains(&(target.clone(), *id)));
    Ok(bad.map(|(field, ..)| Fault::of(&field, "fault-not-found", Vec::new())).collect())
}

/// Keys (see [`Object::keys`]) of this row that another living record has. Only those that these fields are part of.
pub(crate) async fn taken(ctx: &Ctx, object: &Object, row: &Row, touched: &[Name]) -> Result<Vec<Fault>, Error> {
    let mut faults = Vec::new();
    for key in object.keys() {
        let is_touched = key.iter().any(|field| touched.contains(&field.name));
        if !is_touched || key.iter().any(|field| row.value(&field.name).is_null()) {
            continue;
        }
        let same = key.iter().map(|f| Expr::equals(&object.name, &f.name, row.value(&f.name).clone()));
        let others = load_where(ctx, object, Expr::all(same), Archived::Hide).await?;
        if others.iter().any(|other| other.id != row.id) {
            faults.extend(taken_fault(&key));
        }
    }
    Ok(faults)
}

/// That another record has the values of a key; told at its last field.
pub(crate) fn taken_fault(key: &[&Field]) -> Option<Fault> {
    let of_link = if key.len() > 1 { "fault-linked" } else { "fault-taken" };
    key.last().map(|field| Fault::of(&field.name, of_link, Vec::new()))
}

/// Fields that decide who may sign in or who sees what: only those who set up write them.
const GUARDED: [(&str, &str); 8] = [
    ("user", "roles"),
    ("user", "status"),
    ("user", "email"),
    ("user", "team"),
    ("user", "branch"),
    ("team", "lead"),
    ("branch", "head"),
    ("branch", "parent"),
];

/// Changes of such fields by somebody who may not set up, and of roles beyond what even that gives. `old` is absent
/// for a new record.
pub(crate) fn guarded<'a>(
    ctx: &Ctx,
    object: &Object,
    states: (Option<&Row>, &Row),
    changed: impl Iterator<Item = &'a Name>,
) -> Vec<Fault> {
    let is_guarded = |name: &&Name| GUARDED.contains(&(&*object.name, &***name));
    let changed: Vec<&Name> = changed.filter(is_guarded).collect();
    if !rights::may_set_up(ctx) {
        return changed.into_iter().map(|name| Fault::of(name, "fault-set-up-only", Vec::new())).collect();
    }
    let has = |field: &str| changed.iter().any(|name| &***name == field);
    let of_roles = has("roles").then(|| roles_fault(ctx, states)).flatten();
    let of_address = has("email").then(|| address_fault(ctx, states.0)).flatten();
    of_roles.into_iter().chain(of_address).collect()
}

/// The address of somebody above: letters about what they see go there, so nobody else leads them elsewhere.
fn address_fault(ctx: &Ctx, old: Option<&Row>) -> Option<Fault> {
    let of_above = old.is_some_and(|row| rights::is_above(ctx, people::roles(row)));
    (of_above && !ctx.is_elevated()).then(|| Fault::of(&"email".into(), "fault-owner-address", Vec::new()))
}

/// Roles that the caller may not hand out. A request of the system itself is of nobody, and so has no roles.
pub(crate) fn roles_fault(ctx: &Ctx, (old, new): (Option<&Row>, &Row)) -> Option<Fault> {
    let (before, after) = (old.map(people::roles).unwrap_or_default(), people::roles(new));
    let of_nobody = ctx.is_elevated() && ctx.who.roles.is_empty();
    let may = of_nobody || access::may_give_roles(&ctx.gate.catalogue, &ctx.who, new.id, before, after);
    (!may).then(|| Fault::of(&"roles".into(), "fault-roles-limit", Vec::new()))
}

/// True for the kinds whose values are found by `search`: texts, and files by their names.
pub(crate) fn is_searched(field: &Field) -> bool {
    field.search && (field.kind.is_folded() || field.kind == Kind::File)
}
