//! All files together: sheets drafted, columns compared between files, branches named after files, spellings matched.
//! Pure: the names that the base already has are given.

use std::collections::{BTreeMap, HashMap};

use catalogue::{Catalogue, Currency, Kind, Name};

use crate::dictionary::Dictionary;
use crate::draft::{Draft, earlier};
use crate::mapping::{fold_words, key_field};
use crate::reconcile::{kind_differs, unit_differs};
use crate::spelling::{self, Choice};
use crate::{ComparedColumn, Comparison, Flag, Plan, Proposal, Said, SheetPlan, Spelling, Weight, Workbook};

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

/// Files of the same columns are branches when a word of their names tells them apart.
fn name_branches(drafts: &mut [Draft<'_>]) {
    let mut groups: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate().filter(|(_, d)| d.plan.included) {
        let mut headers: Vec<String> = draft.plan.columns.iter().map(|c| fold_words(&c.header)).collect();
        headers.sort_unstable();
        groups.entry(headers).or_default().push(at);
    }
    for group in groups.into_values() {
        let stems: Vec<Vec<String>> =
            group.iter().filter_map(|at| drafts.get(*at)).map(|d| tokens(&d.plan.file)).collect();
        for (place, at) in group.iter().enumerate() {
            let branch = branch_of(&stems, place);
            if let Some(draft) = drafts.get_mut(*at).filter(|d| takes_branch(&d.plan)) {
                draft.plan.branch = branch;
            }
        }
    }
}

fn takes_branch(sheet: &SheetPlan) -> bool {
    sheet.parts.iter().any(|p| p.fills.iter().any(|f| f.from == crate::From::Branch))
}

/// Words of a file name without its ending.
fn tokens(file: &str) -> Vec<String> {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    stem.split(|c: char| !c.is_alphanumeric()).filter(|t| !t.is_empty()).map(str::to_owned).collect()
}

const BRANCH_WORDS: [&str; 9] =
    ["branch", "office", "shop", "region", "sucursal", "oficina", "delegacion", "филиал", "офис"];

/// Words that tell files of one branch apart: months, quarters and how finished a file is.
fn is_time_or_state(word: &str) -> bool {
    const WORDS: [&str; 66] = [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
        "ene",
        "abr",
        "ago",
        "dic",
        "янв",
        "фев",
        "апр",
        "авг",
        "сен",
        "окт",
        "ноя",
        "дек",
        "old",
        "new",
        "final",
        "copy",
        "копия",
        "copia",
        "export",
    ];
    let folded = catalogue::fold(word);
    let bare = folded.trim_matches(|c: char| c.is_ascii_digit());
    bare.chars().count() < 2 || WORDS.iter().any(|w| catalogue::fold(w) == bare)
}

/// The word that only this file's name has, or the one behind `branch`.
fn branch_of(stems: &[Vec<String>], place: usize) -> Option<String> {
    let own = stems.get(place)?;
    let said =
        own.iter().position(|t| BRANCH_WORDS.contains(&catalogue::fold(t).as_str())).and_then(|at| own.get(at + 1));
    let others = || stems.iter().enumerate().filter(|(at, _)| *at != place).flat_map(|(_, s)| s);
    let is_word = |t: &&String| t.chars().filter(|c| c.is_alphabetic()).count() > 1 && !is_time_or_state(t);
    let only = || {
        own.iter().find(|t| is_word(t) && stems.len() > 1 && others().all(|o| catalogue::fold(o) != catalogue::fold(t)))
    };
    let word = said.filter(is_word).or_else(only)?;
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect())
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

/// Spellings over all files, each told once however many rows it has.
fn spellings(
    catalogue: &Catalogue,
    drafts: &[Draft<'_>],
    known: &Known,
    plan: Option<&Plan>,
) -> (Vec<Spelling>, Vec<Flag>) {
    let mut spellings: Vec<Spelling> = Vec::new();
    let mut flags = Vec::new();
    let names = Names::collect(catalogue, drafts, known);
    for draft in drafts.iter().filter(|d| d.plan.included) {
        for column in &draft.plan.columns {
            let Some(target) = &column.target else { continue };
            let Some(part) = draft.plan.parts.iter().find(|p| p.name == target.part) else { continue };
            let Some(object) = catalogue.object(&part.object) else { continue };
            let Some(field) = object.field(&target.field) else { continue };
            for (written, cells) in written(draft, column.column) {
                let meant = match &field.kind {
                    Kind::Choice { .. } | Kind::Stage { .. } => match spelling::choice(object, field, &written) {
                        Choice::Known(_) => None,
                        Choice::Near(id) => Some(id.to_string()),
                        Choice::Unknown => {
                            let what = Said::new("intake-flag-unknown-choice")
                                .with("written", &written)
                                .with("header", &column.header);
                            let flag = Flag::new("unknown_choice", Weight::Check, what);
                            flags.push(
                                flag.at(&draft.plan.file, &draft.plan.sheet, Some(&column.header))
                                    .cells(cells.iter().cloned()),
                            );
                            None
                        }
                    },
                    _ if field.name.ends_with("country") => spelling::country(&written).map(str::to_owned),
                    _ if key_field(object).is_some_and(|k| k.name == field.name) => names.meant(&object.name, &written),
                    _ => None,
                };
                let Some(meant) = meant else { continue };
                let rows = u64::try_from(cells.len()).unwrap_or(u64::MAX);
                let same = |s: &&mut Spelling| s.object == object.name && s.field == field.name && s.written == written;
                if let Some(there) = spellings.iter_mut().find(same) {
                    there.rows += rows;
                    continue;
                }
                let what = Said::new("intake-flag-near-spelling")
                    .with("written", &written)
                    .with("meant", &meant)
                    .with("count", rows);
                let flag = Flag::new("near_spelling", Weight::Check, what);
                let flag = flag.at(&draft.plan.file, &draft.plan.sheet, Some(&column.header)).cells(cells);
                flags.push(flag.propose(Said::new("intake-propose-same-spelling").with("meant", &meant)));
                let before = plan.and_then(|p| {
                    p.spellings
                        .iter()
                        .find(|s| s.object == object.name && s.field == field.name && s.written == written)
                });
                spellings.push(Spelling {
                    object: object.name.clone(),
                    field: field.name.clone(),
                    written,
                    meant,
                    rows,
                    accepted: before.is_none_or(|b| b.accepted),
                    decided: before.is_some_and(|b| b.decided),
                });
            }
        }
    }
    (spellings, flags)
}

/// Different texts of a column with the addresses of their cells, in order of appearance.
fn written(draft: &Draft<'_>, column: u32) -> Vec<(String, Vec<String>)> {
    let mut texts: indexmap::IndexMap<String, Vec<String>> = indexmap::IndexMap::new();
    for row in &draft.table.data {
        let shown = row.value(column).shown();
        let shown = shown.trim();
        if !shown.is_empty() {
            texts.entry(shown.to_owned()).or_default().push(crate::address(column, row.number));
        }
    }
    texts.into_iter().collect()
}

/// Which names there are of each object, and which of them stand for which.
struct Names(HashMap<Name, BTreeMap<String, String>>);

impl Names {
    fn collect(catalogue: &Catalogue, drafts: &[Draft<'_>], known: &Known) -> Self {
        let mut masters: HashMap<Name, Vec<String>> = known.clone();
        let mut mentions: HashMap<Name, HashMap<String, u64>> = HashMap::new();
        for draft in drafts.iter().filter(|d| d.plan.included) {
            let main = draft.plan.parts.last().map(|p| p.name.clone()).unwrap_or_default();
            for column in &draft.plan.columns {
                let Some(target) = &column.target else { continue };
                let Some(part) = draft.plan.parts.iter().find(|p| p.name == target.part) else { continue };
                let Some(object) = catalogue.object(&part.object) else { continue };
                if key_field(object).is_none_or(|k| k.name != target.field) || matches!(&*object.name, "order" | "deal")
                {
                    continue;
                }
                for (name, cells) in written(draft, column.column) {
                    if target.part == main {
                        masters.entry(object.name.clone()).or_default().push(name);
                    } else {
                        *mentions.entry(object.name.clone()).or_default().entry(name).or_default() +=
                            u64::try_from(cells.len()).unwrap_or(1);
                    }
                }
            }
        }
        let meant = mentions.into_iter().map(|(object, counts)| {
            let found = match masters.get(&object) {
                Some(masters) => spelling::near_names(counts.keys().map(String::as_str), masters),
                None => spelling::twins(&counts),
            };
            (object, found)
        });
        Self(meant.collect())
    }

    fn meant(&self, object: &Name, written: &str) -> Option<String> {
        self.0.get(object)?.get(written).cloned()
    }
}

#[cfg(test)]
mod tests;
