//! The verbs of the import, in the order a person meets them.

use catalogue::{Id, Name};
use records::Ctx;
use records::bulk;

use crate::draft::Draft;
use crate::found::Base;
use crate::propose::{self, Known};
use crate::run::Job;
use crate::typed::Typing;
use crate::{IntakeError, Plan, Preview, Proposal, Report, Said, Workbook, gather, look, run as running, settle};

/// Objects whose names are few enough to be compared with every spelling.
const SMALL: [&str; 4] = ["product", "user", "team", "branch"];
/// Names of one object that are looked at.
const NAMES_AT_MOST: usize = 5_000;

/// Reads what the files say and proposes what to do with it. Writes nothing.
///
/// # Errors
/// The gate's refusals.
pub async fn propose(ctx: &Ctx, books: &[Workbook]) -> Result<Proposal, IntakeError> {
    let known = known(ctx).await?;
    Ok(propose::assemble(&ctx.gate.catalogue, ctx.env.currency, books, &known, None))
}

/// The same after the person edited the plan: columns seen, comparisons and flags under the plan's readings.
///
/// # Errors
/// The gate's refusals.
pub async fn review(ctx: &Ctx, plan: Plan, books: &[Workbook]) -> Result<Proposal, IntakeError> {
    let known = known(ctx).await?;
    Ok(propose::assemble(&ctx.gate.catalogue, plan.currency, books, &known, Some(&plan)))
}

/// What a run of this plan would create, update, leave and refuse, in the caller's rights. Writes nothing.
///
/// # Errors
/// `Plan` when a file of the plan is missing; the gate's refusals.
pub async fn preview(ctx: &Ctx, plan: &Plan, books: &[Workbook]) -> Result<Preview, IntakeError> {
    let proposal = review(ctx, plan.clone(), books).await?;
    let (_, base) = gathered(ctx, &proposal.plan, books)?;
    let settlement = settle::settle(ctx, &base, &proposal.plan.source).await?;
    let open = open(&proposal.plan);
    look::preview(ctx, &proposal, &base, settlement, open).await
}

/// Notes a batch (state `read`) with its plan, so that its progress has an address. Then spawn `run` with its id.
///
/// # Errors
/// `Plan` when decisions are open; the gate's refusals.
pub async fn begin(ctx: &Ctx, plan: &Plan) -> Result<Id, IntakeError> {
    let open = open(plan);
    if !open.is_empty() {
        return Err(IntakeError::Plan(open));
    }
    let id = bulk::new_id(ctx);
    put(ctx, id, plan, "read", String::new()).await?;
    Ok(id)
}

/// Runs the batch to its end in chunks; progress stands in the batch (done, total, state). The report is kept with the batch
/// too. A fault on the way leaves state `failed`, and what was written can be undone.
///
/// # Errors
/// The gate's refusals, after the batch is marked `failed`.
pub async fn run(ctx: &Ctx, batch: Id, plan: &Plan, books: &[Workbook]) -> Result<Report, IntakeError> {
    let answer = run_to_end(ctx, batch, plan, books).await;
    if let Err(error) = &answer {
        tracing::error!(%batch, %error, "the import stopped");
        let failed = Report::failed(batch, Said::new("intake-failed"));
        let report = serde_json::to_string(&failed).unwrap_or_default();
        put(ctx, batch, plan, "failed", report).await?;
    }
    answer
}

async fn run_to_end(ctx: &Ctx, batch: Id, plan: &Plan, books: &[Workbook]) -> Result<Report, IntakeError> {
    let open = open(plan);
    if !open.is_empty() {
        return Err(IntakeError::Plan(open));
    }
    let proposal = review(ctx, plan.clone(), books).await?;
    let (drafts, base) = gathered(ctx, plan, books)?;
    let settlement = settle::settle(ctx, &base, &plan.source).await?;
    running::run(ctx, Job { batch, plan, proposal, drafts, base, settlement }).await
}

/// What became of an undo: records put back, and those that somebody changed since and that therefore stay.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Undone {
    pub removed: u64,
    pub put_back: u64,
    pub left: u64,
}

/// Takes the whole batch back, updates included.
///
/// # Errors
/// The gate's refusals.
pub async fn undo(ctx: &Ctx, batch: Id) -> Result<Undone, IntakeError> {
    let undone = bulk::undo(ctx, batch).await?;
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    Ok(Undone { removed: count(undone.removed), put_back: count(undone.put_back), left: count(undone.left.len()) })
}

/// The refused rows as delimited text (UTF-8 with BOM, commas), for download: file, sheet, row, object, title, reason in the
/// words that `say` finds for a message. Cells that a spreadsheet would run as formulas are made harmless.
#[must_use]
pub fn refused_text(report: &Report, say: &dyn Fn(&Said) -> String) -> String {
    let mut text = String::from("\u{feff}file,sheet,row,object,title,reason\r\n");
    for row in &report.refused {
        let why = row.why.iter().map(say).collect::<Vec<_>>().join(" ");
        let number = row.origin.row.to_string();
        let cells = [&row.origin.file, &row.origin.sheet, &number, &row.object, &row.title, &why];
        let cells: Vec<String> = cells.into_iter().map(|c| harmless(c)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// Nothing that a spreadsheet would run; quotes where they are needed.
fn harmless(cell: &str) -> String {
    let cell = catalogue::guard(cell).into_owned();
    if cell.contains([',', '"', '\n', '\r', ';']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

/// Columns that go somewhere and whose reading the person must still say.
fn open(plan: &Plan) -> Vec<Said> {
    let included = plan.sheets.iter().filter(|s| s.included);
    let columns = included.flat_map(|s| s.columns.iter().map(move |c| (s, c)));
    columns
        .filter(|(_, c)| c.target.is_some() && c.reading.is_open())
        .map(|(s, c)| Said::new("intake-open-reading").with("file", &s.file).with("header", &c.header))
        .collect()
}

/// Drafts under the plan and the records they speak of.
fn gathered<'a>(ctx: &Ctx, plan: &Plan, books: &'a [Workbook]) -> Result<(Vec<Draft<'a>>, Base), IntakeError> {
    let gone =
        plan.sheets.iter().filter(|s| s.included && !books.iter().any(|b| b.sha256 == s.sha256 && b.name == s.file));
    let gone: Vec<Said> = gone.map(|s| Said::new("intake-file-gone").with("file", &s.file)).collect();
    if !gone.is_empty() {
        return Err(IntakeError::Plan(gone));
    }
    let catalogue = &ctx.gate.catalogue;
    let mut drafts = propose::drafts(catalogue, books, Some(plan));
    let dictionary = propose::dictionary(&mut drafts, true);
    for draft in &mut drafts {
        draft.look(catalogue, &dictionary);
    }
    let typing = Typing::new(plan.currency, &ctx.env.zone).with_shapes(bulk::Shapes::of(ctx));
    let base = gather::gather(catalogue, plan, &drafts, &typing);
    Ok((drafts, base))
}

async fn put(ctx: &Ctx, id: Id, plan: &Plan, state: &str, report: String) -> Result<(), IntakeError> {
    let plan = serde_json::to_string(plan).map_err(|e| records::Error::internal(e.to_string()))?;
    let batch =
        store::Batch { id, by: ctx.who.user, at: ctx.env.now, state: state.into(), done: 0, total: 0, plan, report };
    Ok(bulk::put_batch(ctx, batch).await?)
}

/// Names of the small objects that the base has, as far as the caller may see them.
async fn known(ctx: &Ctx) -> Result<Known, IntakeError> {
    let mut known = Known::new();
    for object in SMALL {
        let names = names(ctx, object).await?;
        if !names.is_empty() {
            known.insert(Name::from(object), names);
        }
    }
    Ok(known)
}

async fn names(ctx: &Ctx, object: &str) -> Result<Vec<String>, IntakeError> {
    let mut names = Vec::new();
    let mut ask = records::ListAsk {
        object: object.to_owned(),
        columns: vec!["name".to_owned()],
        limit: 200,
        ..Default::default()
    };
    loop {
        let page = match records::list::list(ctx, &ask).await {
            Ok(page) => page,
            // Who may not read them is not helped with their spelling.
            Err(records::Error::Forbidden | records::Error::NotFound) => return Ok(names),
            Err(error) => return Err(error.into()),
        };
        names.extend(page.rows.iter().filter_map(|r| r.values.get("name")?.as_text().map(str::to_owned)));
        match page.next {
            Some(next) if names.len() < NAMES_AT_MOST => ask.after = Some(next),
            _ => return Ok(names),
        }
    }
}
