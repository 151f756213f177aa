//! The preview: what a run would do, with counts, exact sums and the first rows of each object. Writes nothing.

use catalogue::{Name, Value};
use indexmap::IndexMap;
use records::bulk::BulkRow;
use records::{Ctx, Fault};
use rust_decimal::Decimal;

use crate::found::{Base, Got};
use crate::settle::{Settled, Settlement};
use crate::typed::{number_of, shown};
use crate::{Fate, IntakeError, ObjectPreview, Preview, Proposal, RowPreview, Said};

/// Rows shown of each object.
const ROWS_SHOWN: usize = 50;

/// A gate's fault as something to be said, with the field it is about.
pub(crate) fn said(fault: &Fault) -> Said {
    let mut said = Said::new(fault.message.key);
    for (name, value) in &fault.message.args {
        said = said.with(name, value);
    }
    match &fault.field {
        Some(field) => said.with("field", field),
        None => said,
    }
}

/// Asks the gate what it would refuse, and puts the preview together.
pub(crate) async fn preview(
    ctx: &Ctx,
    proposal: &Proposal,
    base: &Base,
    mut settlement: Settlement,
    open: Vec<Said>,
) -> Result<Preview, IntakeError> {
    let (places, rows): (Vec<usize>, Vec<BulkRow>) =
        settlement.all.iter().enumerate().filter_map(|(at, s)| Some((at, s.row.clone()?))).unzip();
    let faults = records::bulk::check(ctx, &rows).await?;
    for (at, faults) in places.into_iter().zip(faults) {
        if let Some(settled) = settlement.all.get_mut(at).filter(|_| !faults.is_empty()) {
            settled.fate = Fate::Refused;
            settled.why.extend(faults.iter().map(said));
        }
    }
    let mut objects: IndexMap<Name, ObjectPreview> = IndexMap::new();
    for settled in &settlement.all {
        let object = &settled.which.object;
        let preview = objects
            .entry(object.clone())
            .or_insert_with(|| ObjectPreview { object: object.to_string(), ..Default::default() });
        preview.counts.add(settled.fate);
        let shown = preview.rows.iter().filter(|r| r.fate == settled.fate).count();
        if shown < ROWS_SHOWN {
            preview.rows.extend(row(base, settled));
        }
    }
    for (object, preview) in &mut objects {
        preview.sums = sums(ctx, base, object);
    }
    let mut flags = proposal.flags.clone();
    flags.extend(base.left_out());
    Ok(Preview { objects: objects.into_values().collect(), open, flags })
}

fn row(base: &Base, settled: &Settled) -> Option<RowPreview> {
    let found = base.get(&settled.which)?;
    let value = |got: &Got| match got {
        Got::Value(value) => shown(value),
        Got::Record(which) => base.get(which).map(|f| f.title.clone()).unwrap_or_default(),
    };
    let hidden = ["source", "external_id"];
    let values = || found.values.iter().filter(|(f, _)| !hidden.contains(&&***f));
    let typed = |got: &Got| match got {
        Got::Value(value) => value.clone(),
        Got::Record(which) => base.get(which).map(|f| Value::text(f.title.as_str())).unwrap_or_default(),
    };
    Some(RowPreview {
        fate: settled.fate,
        title: found.title.clone(),
        typed: values().map(|(field, got)| (field.clone(), typed(got))).filter(|(_, v)| !v.is_null()).collect(),
        values: values().map(|(field, got)| (field.clone(), value(got))).filter(|(_, v)| !v.is_empty()).collect(),
        record: matches!(settled.fate, Fate::Update | Fate::Unchanged | Fate::InDoubt).then_some(settled.id),
        origin: found.origin.clone(),
        why: settled.why.clone(),
    })
}

/// Exact sums over all records of the files, of the fields that add up.
fn sums(ctx: &Ctx, base: &Base, object: &Name) -> Vec<(Name, Decimal)> {
    let Some(declared) = ctx.gate.catalogue.object(object) else { return Vec::new() };
    let mut sums: IndexMap<Name, Decimal> = IndexMap::new();
    for found in base.objects.get(object).into_iter().flatten() {
        for (field, got) in &found.values {
            if let Got::Value(value @ (Value::Int(_) | Value::Decimal(_) | Value::Money(_))) = got
                && declared.adds_up(field)
                && let Some(number) = number_of(value)
            {
                let sum = sums.entry(field.clone()).or_default();
                *sum = sum.saturating_add(number);
            }
        }
    }
    sums.into_iter().map(|(field, sum)| (field, sum.normalize())).collect()
}
