//! What a set-up must not take from what is there: columns with values, the meaning of a column, options that records hold,
//! conditions of special rules.

use catalogue::{Catalogue, Field, Kind, Name, Object, Value};
use query::{Archived, Expr};

use crate::{Ctx, Error, Fault, Gate, Message, row, rules};

fn fault(object: &Object, field: &Field, key: &'static str, mut args: Vec<(&'static str, String)>) -> Fault {
    args.push(("field", field.name.to_string()));
    Fault { field: Some(format!("{}.{}", object.name, field.name).into()), message: Message { key, args } }
}

/// Each column that is kept now is kept after it, and means the same.
pub(super) fn of_kept(gate: &Gate, after: &Catalogue) -> Vec<Fault> {
    let mut faults = Vec::new();
    for object in gate.catalogue.kept_objects() {
        let same = after.kept_objects().find(|other| other.name == object.name);
        // Only a link has ends.
        if let Some(same) = same.filter(|same| same.ends != object.ends && !is_retired(gate, object, after)) {
            let args = vec![("object", same.name.to_string())];
            faults.push(Fault { field: None, message: Message { key: "fault-setup-ends", args } });
        }
        for field in object.kept_fields().filter(|field| !field.system) {
            let kept = same.and_then(|other| other.kept_fields().find(|other| other.name == field.name));
            match kept {
                None => faults.push(fault(object, field, "fault-setup-gone", Vec::new())),
                Some(kept) if !is_same(&field.kind, &kept.kind) => {
                    faults.push(fault(object, field, "fault-setup-kind", Vec::new()));
                }
                Some(kept) if kept.unique && !field.unique => {
                    faults.push(fault(object, field, "fault-setup-unique", Vec::new()));
                }
                Some(_) => {}
            }
        }
    }
    faults
}

/// What is kept of a retired object says no more what it was.
fn is_retired(gate: &Gate, object: &Object, after: &Catalogue) -> bool {
    !gate.catalogue.objects.contains_key(&object.name) || !after.objects.contains_key(&object.name)
}

/// Whether values of the one are values of the other. Options may come and go: see `of_options`.
fn is_same(before: &Kind, after: &Kind) -> bool {
    match (before, after) {
        (Kind::Choice { .. }, Kind::Choice { .. })
        | (Kind::Choices { .. }, Kind::Choices { .. })
        | (Kind::Stage { .. }, Kind::Stage { .. })
        | (Kind::Integer { .. }, Kind::Integer { .. }) => true,
        (Kind::Decimal { scale: a, .. }, Kind::Decimal { scale: b, .. }) => a == b,
        (before, after) => before == after,
    }
}

/// No record holds an option that goes.
pub(super) async fn of_options(ctx: &Ctx, gate: &Gate, after: &Catalogue) -> Result<Vec<Fault>, Error> {
    let system = Ctx::system(gate, "whether an option is in use").at(ctx.env.now);
    let mut faults = Vec::new();
    for object in gate.catalogue.objects.values() {
        let Some(other) = after.objects.get(&object.name) else { continue };
        for field in object.fields.values() {
            let kept = other.field(&field.name).map(|f| options(&f.kind)).unwrap_or_default();
            let gone = options(&field.kind).into_iter().filter(|option| !kept.contains(option));
            for option in gone.filter(|_| other.fields.contains_key(&field.name)) {
                let holding = if let Kind::Choices { .. } = field.kind {
                    query::condition(&gate.catalogue, object, &format!("{}.has(\"{option}\")", field.name), &system.env)
                        .map_err(|faults| Error::internal(format!("{faults:?}")))?
                } else {
                    Expr::equals(&object.name, &field.name, Value::text(&*option))
                };
                let count = row::count_where(&system, object, holding, Archived::Include).await?;
                if count > 0 {
                    let args = vec![("option", option.to_string()), ("count", count.to_string())];
                    faults.push(fault(object, field, "fault-setup-option", args));
                }
            }
        }
    }
    Ok(faults)
}

/// Nothing stands in a stage that goes out of use: it would be on no board.
pub(super) async fn of_stages(
    ctx: &Ctx,
    gate: &Gate,
    after: &Catalogue,
    emptied: &[(Name, Option<Name>)],
) -> Result<Vec<Fault>, Error> {
    let system = Ctx::system(gate, "whether a stage is in use").at(ctx.env.now);
    let mut faults = Vec::new();
    for object in gate.catalogue.objects.values() {
        let Some(other) = after.objects.get(&object.name) else { continue };
        for field in object.fields.values() {
            let Kind::Stage { stages } = &field.kind else { continue };
            let is_going =
                |id: &str| other.field(&field.name).and_then(|f| f.kind.stage(id)).is_some_and(|s| s.retired);
            let going = stages.iter().filter(|stage| !stage.retired && is_going(&stage.id));
            for stage in going.filter(|stage| !emptied.iter().any(|(emptied, _)| *emptied == stage.id)) {
                let stands = Expr::equals(&object.name, &field.name, Value::text(&*stage.id));
                let count = row::count_where(&system, object, stands, Archived::Hide).await?;
                if count > 0 {
                    let label = gate.catalogue.words.option_label(ctx.lang, &object.name, &field.name, &stage.id);
                    let args = vec![("text", label), ("count", count.to_string())];
                    faults.push(Fault { field: None, message: Message { key: "fault-stage-standing", args } });
                }
            }
        }
    }
    Ok(faults)
}

fn options(kind: &Kind) -> Vec<Name> {
    match kind {
        Kind::Choice { options } | Kind::Choices { options } => options.clone(),
        Kind::Stage { stages } => stages.iter().map(|stage| stage.id.clone()).collect(),
        _ => Vec::new(),
    }
}

/// Each special rule that holds is understood after it: one that is not takes every record.
pub(super) async fn of_rules(ctx: &Ctx, gate: &Gate, after: &Catalogue) -> Result<Vec<Fault>, Error> {
    let kept = gate.store.rules_at(ctx.env.now).await?;
    let breaks = kept
        .iter()
        .filter(|rule| rules::is_sound(&gate.catalogue, rule, &ctx.env) && !rules::is_sound(after, rule, &ctx.env));
    let told = |rule: &store::Rule| Fault {
        field: None,
        message: Message { key: "fault-setup-rule", args: vec![("reason", rule.reason.clone())] },
    };
    Ok(breaks.map(told).collect())
}
