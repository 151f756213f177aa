//! All files together: sheets drafted, columns compared between files, branches named after files, spellings matched.
//! Pure: the names that the base already has are given.

use std::collections::HashMap;

use catalogue::{Catalogue, Currency, Name};

use crate::branches::name_branches;
use crate::dictionary::Dictionary;
use crate::draft::{Draft, earlier};
use crate::left;
use crate::mapping::fold_words;
use crate::names::spellings;
use crate::reconcile::{kind_differs, unit_differs};
use crate::{ComparedColumn, Comparison, Flag, Plan, Proposal, Said, Weight, Workbook};

/// Names of records that the base has already, by object.
pub(crate) type Known = HashMap<Name, Vec<String>>;

/// Puts the proposal together. `plan` is what the person decided so far; `None` at first.
pub(crate) fn assemble(
    catalogue: &Catalogue,
    currency: Currency,
    books: &[Workbook],
    known: &Known,
    plan: Option<&Plan>,
) -> Proposal {
    let mut drafts = drafts(catalogue, books, plan);
    let dictionary = dictionary(&mut drafts, plan.is_some());
    if plan.is_none() {
        set_twins_aside(&mut drafts);
    }
    for draft in &mut drafts {
        draft.look(catalogue, &dictionary);
    }
    if plan.is_none() {
        name_branches(&mut drafts);
    }
    let mut flags: Vec<Flag> = drafts.iter().filter(|d| d.plan.included).flat_map(Draft::flags).collect();
    flags.extend(left::tableless(books, &drafts));
    flags.extend(drafts.iter().flat_map(left::flags));
    let comparisons = compare(&drafts);
    flags.extend(comparisons.iter().filter_map(unit_differs));
    flags.extend(comparisons.iter().filter_map(kind_differs));
    let (spellings, told) = spellings(catalogue, &drafts, known, plan);
    flags.extend(told);
    flags.extend(drafts.iter().filter_map(zero_when_lost));
    let named = named_currency(&drafts);
    if let Some(named) = named.filter(|n| *n != currency && plan.is_none()) {
        let what = Said::new("intake-flag-currency-named").with("currency", named).with("company", currency);
        flags.push(Flag::new("currency_named_in_files", Weight::Check, what));
    }
    flags.sort_by_key(|f| std::cmp::Reverse(f.weight));
    let sheets = drafts.iter().map(Draft::seen).collect();
    let plan = Plan {
        currency: plan.map_or(named.unwrap_or(currency), |p| p.currency),
        source: "import".to_owned(),
        sheets: drafts.into_iter().map(|d| d.plan).collect(),
        spellings,
    };
    Proposal { plan, sheets, comparisons, flags }
}

/// A draft for each sheet that holds a table.
pub(crate) fn drafts<'a>(catalogue: &Catalogue, books: &'a [Workbook], plan: Option<&Plan>) -> Vec<Draft<'a>> {
    let sheets = books.iter().flat_map(|book| book.sheets.iter().map(move |sheet| (book, sheet)));
    sheets.filter_map(|(book, sheet)| Draft::new(catalogue, book, sheet, earlier(plan, book, sheet))).collect()
}

/// Reads the data dictionaries among the sheets and sets them aside.
pub(crate) fn dictionary(drafts: &mut [Draft<'_>], decided: bool) -> Dictionary {
    let mut dictionary = Dictionary::default();
    for draft in drafts {
        if let Some(read) = Dictionary::read(&draft.table) {
            dictionary.extend(read);
            if !decided {
                draft.set_aside(Said::new("intake-aside-dictionary"));
            }
        }
    }
    dictionary
}

/// The same table in two files of one drop (a copy in another format) is imported once.
fn set_twins_aside(drafts: &mut [Draft<'_>]) {
    let mut seen: HashMap<String, String> = HashMap::new();
    for draft in drafts.iter_mut().filter(|d| d.plan.included) {
        let mut said = String::new();
        for (_, header) in &draft.table.headers {
            said.push_str(&fold_words(header));
            said.push('\u{1f}');
        }
        for row in &draft.table.data {
            for cell in &row.cells {
                said.push_str(&format!("{}={}\u{1f}", cell.column, cell.value.shown()));
            }
            said.push('\u{1e}');
        }
        let hash = crate::shelf::sha256(said.as_bytes());
        match seen.get(&hash).cloned() {
            Some(twin) => draft.set_aside(Said::new("intake-aside-twin").with("file", twin)),
            None => {
                seen.insert(hash, draft.plan.file.clone());
            }
        }
    }
}

/// Columns that stand in several files, by header.
fn compare(drafts: &[Draft<'_>]) -> Vec<Comparison> {
    let mut groups: Vec<(String, Comparison)> = Vec::new();
    for draft in drafts.iter().filter(|d| d.plan.included) {
        let main = draft.plan.parts.last().map(|p| p.object.to_string()).unwrap_or_default();
        for (column, profile) in draft.plan.columns.iter().zip(&draft.profiles) {
            let key = format!("{main} {}", fold_words(&column.header));
            let compared = ComparedColumn {
                file: draft.plan.file.clone(),
                sheet: draft.plan.sheet.clone(),
                read_as: profile.seen.read_as.clone(),
                sample: profile.seen.sample.clone(),
                sum: profile.seen.sum,
                mean: profile.seen.mean,
                proof: draft.proof(column.column),
            };
            match groups.iter_mut().find(|(k, _)| *k == key) {
                Some((_, comparison)) => comparison.files.push(compared),
                None => {
                    let comparison =
                        Comparison { column: column.header.clone(), files: vec![compared], differs: false };
                    groups.push((key, comparison));
                }
            }
        }
    }
    let mut comparisons: Vec<Comparison> = groups.into_iter().map(|(_, c)| c).filter(|c| c.files.len() > 1).collect();
    for comparison in &mut comparisons {
        let first = comparison.files.first().map(|f| f.read_as.clone());
        comparison.differs = comparison.files.iter().any(|f| Some(&f.read_as) != first.as_ref());
    }
    comparisons
}

/// The one currency that the columns of money name.
fn named_currency(drafts: &[Draft<'_>]) -> Option<Currency> {
    let units = drafts.iter().flat_map(|d| &d.profiles).filter_map(|p| Currency::parse(p.seen.unit.as_deref()?));
    let mut codes: Vec<Currency> = units.collect();
    codes.sort_unstable();
    codes.dedup();
    // Several currencies in one drop: which column is in which cannot be told from here.
    if let [one] = codes.as_slice() { Some(*one) } else { None }
}

/// Nought for a lost deal is no price.
fn zero_when_lost(draft: &Draft<'_>) -> Option<Flag> {
    let column = |field: &str| {
        let is_it = |c: &crate::ColumnPlan| c.target.as_ref().is_some_and(|t| t.part == "deal" && &*t.field == field);
        draft.plan.columns.iter().zip(&draft.profiles).find(|(c, _)| is_it(c))
    };
    let (amount, profile) = column("amount").filter(|_| draft.plan.included)?;
    let (stage, _) = column("stage")?;
    let lost = |row: &&&crate::Row| {
        let zero = row.cell(amount.column).and_then(|c| crate::reading::read(c, &profile.reading, profile.mark));
        let zero = zero.and_then(|r| r.number()).is_some_and(|n| n.is_zero());
        zero && LOST.contains(&fold_words(&row.value(stage.column).shown()).as_str())
    };
    let cells: Vec<String> =
        draft.table.data.iter().filter(lost).map(|r| crate::address(amount.column, r.number)).collect();
    if cells.is_empty() {
        return None;
    }
    let what = Said::new("intake-flag-zero-in-lost-deals").with("count", cells.len()).with("header", &amount.header);
    let flag = Flag::new("zero_in_lost_deals_is_no_price", Weight::Check, what);
    let flag = flag.at(&draft.plan.file, &draft.plan.sheet, Some(&amount.header)).cells(cells);
    Some(flag.propose(Said::new("intake-propose-leave-amount-empty")))
}

/// The words of a lost stage, as far as a flag needs them; the run goes by the stage's outcome.
const LOST: [&str; 8] = ["lost", "closed lost", "failed", "perdido", "perdida", "проиграна", "отказ", "потеряна"];

#[cfg(test)]
mod tests;
