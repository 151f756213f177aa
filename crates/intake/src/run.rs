//! The run: rows through the gate in chunks, progress in the batch, every row accounted for in the report.

use std::collections::{HashMap, HashSet};

use catalogue::{Id, Name, Value};
use indexmap::IndexMap;
use records::Ctx;
use records::bulk::{self, BulkOutcome, BulkRow, Target};

use crate::draft::Draft;
use crate::found::{Base, Got};
use crate::left;
use crate::look::said;
use crate::settle::{Settled, Settlement};
use crate::{
    ColumnReport, Fate, FileReport, Flag, IntakeError, ObjectReport, Plan, Proposal, RefusedRow, Report, Said, Weight,
    column_letters,
};

/// Rows written at once: one transaction of the gate.
const CHUNK: usize = 1_000;
/// Cells in doubt that become records; more are only counted.
const DOUBTS_KEPT: usize = 2_000;

/// What a run needs besides the request.
pub(crate) struct Job<'a> {
    pub(crate) batch: Id,
    pub(crate) plan: &'a Plan,
    pub(crate) proposal: Proposal,
    pub(crate) drafts: Vec<Draft<'a>>,
    pub(crate) base: Base,
    pub(crate) settlement: Settlement,
}

/// Counts and refusals while it runs.
#[derive(Default)]
struct Tally {
    objects: IndexMap<Name, ObjectReport>,
    refused: Vec<RefusedRow>,
    /// Records that are not in the base, so nothing may refer to them.
    missing: HashSet<Id>,
    /// Sheet and row of which something was refused.
    rows: HashSet<(usize, u32)>,
}

/// Writes everything and answers the report. The batch is kept at each step.
pub(crate) async fn run(ctx: &Ctx, mut job: Job<'_>) -> Result<Report, IntakeError> {
    let mut tally = Tally::default();
    let settled = std::mem::take(&mut job.settlement.all);
    let total = i64::try_from(settled.len()).unwrap_or(i64::MAX);
    let mut done = 0_i64;
    keep(ctx, &job, "running", done, total, None).await?;
    for group in groups(settled) {
        // A run may take minutes: whoever is frozen meanwhile writes no further row.
        let ctx = &ctx.renewed().await?;
        done = done.saturating_add(i64::try_from(group.len()).unwrap_or(0));
        write(ctx, &job, group, &mut tally).await?;
        keep(ctx, &job, "running", done, total, None).await?;
    }
    write_doubts(ctx, &job, &mut tally).await?;
    let report = report(&job, tally);
    keep(ctx, &job, "done", total, total, Some(&report)).await?;
    Ok(report)
}

/// Chunks in order. People, teams and branches refer to each other both ways, so they go together.
fn groups(settled: Vec<Settled>) -> Vec<Vec<Settled>> {
    let together = |s: &Settled| matches!(&*s.which.object, "branch" | "team" | "user");
    let (house, rest): (Vec<Settled>, Vec<Settled>) = settled.into_iter().partition(together);
    let mut groups = vec![house];
    for settled in rest {
        match groups
            .last_mut()
            .filter(|g| g.len() < CHUNK && g.last().is_some_and(|l| l.which.object == settled.which.object))
        {
            Some(group) => group.push(settled),
            None => groups.push(vec![settled]),
        }
    }
    groups.retain(|g| !g.is_empty());
    groups
}

async fn write(ctx: &Ctx, job: &Job<'_>, group: Vec<Settled>, tally: &mut Tally) -> Result<(), IntakeError> {
    let (mut sent, mut rows): (Vec<&Settled>, Vec<BulkRow>) = (Vec::new(), Vec::new());
    for settled in &group {
        match settled.row.clone() {
            None => tally.count(job, settled, settled.fate, Vec::new()),
            Some(mut row) => {
                tally.drop_missing(&mut row);
                sent.push(settled);
                rows.push(row);
            }
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    let outcomes = bulk::write(ctx, rows, job.batch).await?;
    for (settled, outcome) in sent.into_iter().zip(outcomes) {
        match outcome {
            BulkOutcome::Created(_) => tally.count(job, settled, Fate::Create, Vec::new()),
            BulkOutcome::Updated(_) => tally.count(job, settled, Fate::Update, Vec::new()),
            BulkOutcome::Unchanged(_) => tally.count(job, settled, Fate::Unchanged, Vec::new()),
            BulkOutcome::Refused(faults) => tally.count(job, settled, Fate::Refused, faults.iter().map(said).collect()),
        }
    }
    Ok(())
}

impl Tally {
    fn count(&mut self, job: &Job<'_>, settled: &Settled, fate: Fate, why: Vec<Said>) {
        let object = &settled.which.object;
        let report = self.objects.entry(object.clone()).or_insert_with(|| empty(object));
        match fate {
            Fate::Create => report.created += 1,
            Fate::Update => report.updated += 1,
            Fate::Unchanged => report.unchanged += 1,
            Fate::InDoubt => report.in_doubt += 1,
            Fate::Refused => report.refused += 1,
        }
        if !matches!(fate, Fate::Refused | Fate::InDoubt) {
            return;
        }
        let Some(found) = job.base.get(&settled.which) else { return };
        if fate == Fate::Refused && settled.row.as_ref().is_some_and(|r| matches!(r.target, Target::New(_))) {
            self.missing.insert(settled.id);
        }
        self.rows.extend(found.rows.iter().copied());
        self.refused.push(RefusedRow {
            origin: found.origin.clone(),
            object: object.to_string(),
            title: found.title.clone(),
            why: if why.is_empty() { settled.why.clone() } else { why },
        });
    }

    /// A reference to a record that was refused becomes "not known"; the gate then says whether the row can stand without.
    fn drop_missing(&self, row: &mut BulkRow) {
        for value in row.fields.values_mut() {
            if value.as_ref_id().is_some_and(|id| self.missing.contains(&id)) {
                *value = Value::Null;
            }
        }
    }
}

fn empty(object: &Name) -> ObjectReport {
    ObjectReport { object: object.to_string(), created: 0, updated: 0, unchanged: 0, refused: 0, in_doubt: 0 }
}

/// Cells in doubt become records, so that somebody decides about them. The same cell twice is one doubt.
async fn write_doubts(ctx: &Ctx, job: &Job<'_>, tally: &mut Tally) -> Result<(), IntakeError> {
    let object: Name = "doubt".into();
    let doubts: Vec<(String, BulkRow)> =
        job.base.doubts.iter().take(DOUBTS_KEPT).map(|d| doubt_row(ctx, job, d, tally)).collect();
    for chunk in doubts.chunks(CHUNK) {
        let keys: Vec<bulk::MatchKey> = chunk
            .iter()
            .map(|(id, _)| bulk::MatchKey { field: "external_id".into(), value: Value::text(id.as_str()) })
            .collect();
        let known: HashSet<usize> = match bulk::match_existing(ctx, &object, &keys).await {
            Ok(matches) => matches.into_iter().map(|m| m.key).collect(),
            // Who may not read doubts cannot have made one; whether they may make these, `write` says row by row.
            Err(records::Error::Forbidden | records::Error::NotFound) => HashSet::new(),
            Err(error) => return Err(error.into()),
        };
        let rows: Vec<BulkRow> =
            chunk.iter().enumerate().filter(|(at, _)| !known.contains(at)).map(|(_, (_, row))| row.clone()).collect();
        if rows.is_empty() {
            continue;
        }
        let report = tally.objects.entry(object.clone()).or_insert_with(|| empty(&object));
        for outcome in bulk::write(ctx, rows, job.batch).await? {
            match outcome {
                BulkOutcome::Refused(faults) => {
                    tracing::warn!(?faults, "a cell in doubt was not kept");
                    report.refused += 1;
                }
                _ => report.created += 1,
            }
        }
    }
    Ok(())
}

fn doubt_row(ctx: &Ctx, job: &Job<'_>, doubt: &crate::found::Doubt, tally: &Tally) -> (String, BulkRow) {
    let text = |t: &str| Value::text(t);
    let key = crate::shelf::sha256(
        format!("{}\n{}\n{}\n{}", doubt.origin.file, doubt.origin.sheet, doubt.cell, doubt.reason).as_bytes(),
    );
    let mut fields: IndexMap<Name, Value> = IndexMap::new();
    for (field, value) in [
        ("file", text(&doubt.origin.file)),
        ("sheet", text(&doubt.origin.sheet)),
        ("cell", text(&doubt.cell)),
        ("value", text(&doubt.value)),
        ("reason", text(doubt.reason)),
        ("batch", Value::Int(job.batch.0)),
        ("resolved", Value::Bool(false)),
        ("source", text(&job.plan.source)),
        ("external_id", text(&key)),
    ] {
        fields.insert(field.into(), value);
    }
    // A line is doubted on the card of its order, a person on the card of their company.
    let mut about = doubt.about.clone();
    let above = match about.as_ref().map(|which| &*which.object) {
        Some("contact") => "company",
        Some("deal_line") => "deal",
        _ => "order",
    };
    if let Some(Got::Record(card)) = about.as_ref().and_then(|w| job.base.get(w)).and_then(|f| f.values.get(above)) {
        about = Some(card.clone());
    }
    if let Some(which) = about.filter(|w| matches!(&*w.object, "order" | "deal" | "company"))
        && let Some(id) = job.settlement.id(&which).filter(|id| !tally.missing.contains(id))
    {
        fields.insert(which.object.clone(), Value::Ref(id));
    }
    (key, BulkRow { object: "doubt".into(), target: Target::New(bulk::new_id(ctx)), fields })
}

/// Keeps the batch's state where page and command line look.
pub(crate) async fn keep(
    ctx: &Ctx,
    job: &Job<'_>,
    state: &str,
    done: i64,
    total: i64,
    report: Option<&Report>,
) -> Result<(), IntakeError> {
    let text = |json: Result<String, serde_json::Error>| json.map_err(|e| records::Error::internal(e.to_string()));
    let batch = store::Batch {
        id: job.batch,
        by: ctx.who.user,
        at: ctx.env.now,
        state: state.into(),
        done,
        total,
        plan: text(serde_json::to_string(job.plan))?,
        report: report.map_or(Ok(String::new()), |r| text(serde_json::to_string(r)))?,
    };
    Ok(bulk::put_batch(ctx, batch).await?)
}

fn report(job: &Job<'_>, tally: Tally) -> Report {
    let mut flags = job.proposal.flags.clone();
    for ((object, field), count) in &job.base.contradictions {
        let what =
            Said::new("intake-flag-contradiction").with("object", object).with("field", field).with("count", count);
        let mut flag = Flag::new("contradiction", Weight::Check, what);
        flag.count = *count;
        flags.push(flag);
    }
    flags.extend(job.base.left_out());
    let mut refused = job.base.refused.clone();
    refused.extend(tally.refused);
    let files = job.drafts.iter().enumerate().map(|(at, draft)| file(job, at, draft, &tally.rows)).collect();
    let objects = tally.objects.into_values().collect();
    Report { batch: job.batch, state: "done".to_owned(), fault: None, files, objects, flags, refused, undone: None }
}

fn file(job: &Job<'_>, at: usize, draft: &Draft<'_>, refused: &HashSet<(usize, u32)>) -> FileReport {
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let (data, totals) = (count(draft.table.data.len()), count(draft.table.totals.len()));
    let here = |origin: &crate::Origin| origin.file == draft.plan.file && origin.sheet == draft.plan.sheet;
    let nothing = count(job.base.refused.iter().filter(|r| here(&r.origin)).count());
    let rows_refused = count(refused.iter().filter(|(sheet, _)| *sheet == at).count()) + nothing;
    let included = draft.plan.included;
    let mut codes: HashMap<&str, Vec<String>> = HashMap::new();
    for flag in job.proposal.flags.iter().filter(|f| f.file.as_deref().is_none_or(|file| file == draft.plan.file)) {
        if let Some(column) = flag.column.as_deref() {
            codes.entry(column).or_default().push(flag.code.clone());
        }
    }
    let columns = draft.plan.columns.iter().zip(&draft.profiles).map(|(column, profile)| ColumnReport {
        column: column_letters(column.column),
        header: column.header.clone(),
        target: column.target.as_ref().map(|t| format!("{}.{}", t.part, t.field)),
        read_as: profile.seen.read_as.clone(),
        unit: profile.seen.unit.clone(),
        sum: profile.seen.sum,
        blanks: profile.seen.blanks,
        flags: codes.get(column.header.as_str()).cloned().unwrap_or_default(),
    });
    FileReport {
        file: draft.plan.file.clone(),
        sheet: draft.plan.sheet.clone(),
        header_row: draft.plan.header_row,
        rows_read: data + totals,
        rows_imported: if included { data.saturating_sub(rows_refused) } else { 0 },
        rows_skipped: if included { totals } else { data + totals },
        rows_refused: if included { rows_refused } else { 0 },
        branch: draft.plan.branch.clone(),
        columns: columns.collect(),
        skipped: left::skipped(draft),
        columns_not_taken: left::columns(draft).into_iter().map(|column| column.header.clone()).collect(),
    }
}
