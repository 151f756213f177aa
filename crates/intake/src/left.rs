//! What of a sheet goes nowhere: columns that nothing takes, and rows that are no data. Said, so that nobody takes a file for
//! imported whole. Pure.

use crate::draft::Draft;
use crate::{ColumnPlan, Flag, From, Said, SheetPlan, Weight, Workbook};

/// The columns with cells in them that no field takes and that nothing else is filled from.
pub(crate) fn columns<'a>(draft: &'a Draft<'_>) -> Vec<&'a ColumnPlan> {
    let rows = u64::try_from(draft.table.data.len()).unwrap_or(u64::MAX);
    let seen = draft.plan.columns.iter().zip(&draft.profiles);
    let left = seen.filter(|(column, profile)| {
        column.target.is_none() && profile.seen.blanks < rows && !is_filled_from(&draft.plan, column.column)
    });
    left.map(|(column, _)| column).collect()
}

fn is_filled_from(plan: &SheetPlan, column: u32) -> bool {
    plan.parts.iter().flat_map(|part| &part.fills).any(|fill| match &fill.from {
        From::Column(from) => *from == column,
        From::Title { first, then } => *first == column || then.contains(&column),
        _ => false,
    })
}

/// Why rows of the sheet are not imported, when there are any such, or none at all.
pub(crate) fn skipped(draft: &Draft<'_>) -> Option<Said> {
    if !draft.plan.included {
        return Some(draft.plan.set_aside.clone().unwrap_or_else(|| Said::new("intake-aside-left-out")));
    }
    let totals = draft.table.totals.len();
    match (draft.table.data.is_empty(), totals) {
        (true, _) => Some(Said::new("intake-aside-no-rows")),
        (false, 0) => None,
        (false, _) => Some(Said::new("intake-flag-total-rows-set-apart").with("count", totals)),
    }
}

/// Files in which there is no table at all.
pub(crate) fn tableless(books: &[Workbook], drafts: &[Draft<'_>]) -> Vec<Flag> {
    let without = books.iter().filter(|book| drafts.iter().all(|draft| draft.plan.sha256 != book.sha256));
    let flag = |book: &Workbook| {
        let flag = Flag::new("no_table", Weight::Check, Said::new("intake-aside-no-table"));
        Flag { file: Some(book.name.clone()), ..flag }
    };
    without.map(flag).collect()
}

/// What a person has not decided and might not notice.
pub(crate) fn flags(draft: &Draft<'_>) -> Vec<Flag> {
    let plan = &draft.plan;
    let said = |code: &str, what: Said| Flag::new(code, Weight::Check, what).at(&plan.file, &plan.sheet, None);
    if !plan.included {
        let unknown = plan.set_aside.iter().filter(|why| why.key == "intake-aside-unknown");
        return unknown.map(|why| said("sheet_not_taken", why.clone())).collect();
    }
    if draft.table.data.is_empty() {
        return vec![said("no_rows", Said::new("intake-aside-no-rows"))];
    }
    let left: Vec<&str> = columns(draft).iter().filter(|c| !c.decided).map(|c| c.header.as_str()).collect();
    if left.is_empty() {
        return Vec::new();
    }
    let what = Said::new("intake-flag-columns-not-taken").with("count", left.len()).with("headers", left.join(", "));
    let mut flag = said("columns_not_taken", what);
    flag.count = u64::try_from(left.len()).unwrap_or(u64::MAX);
    vec![flag]
}
