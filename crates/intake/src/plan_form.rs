//! Form fields to decisions of the plan: every name a browser sends is parsed to a place of the plan before anything is set.

use catalogue::Currency;

use crate::{Plan, PlanFault, Reading, SheetPlan, Target};

pub(crate) fn set(plan: &mut Plan, field: &str, value: &str) -> Result<(), PlanFault> {
    let fault = || PlanFault { field: field.to_owned(), value: value.to_owned() };
    let value = value.trim();
    if field == "currency" {
        plan.currency = Currency::parse(value).ok_or_else(fault)?;
        return Ok(());
    }
    let (head, rest) = field.split_once('.').unwrap_or((field, ""));
    match (head.get(..1), index(head)) {
        (Some("v"), Some(at)) if rest.is_empty() => {
            let spelling = plan.spellings.get_mut(at).ok_or_else(fault)?;
            spelling.accepted = yes_no(value, "accept", "keep").ok_or_else(fault)?;
            spelling.decided = true;
            Ok(())
        }
        (Some("s"), Some(at)) => set_sheet(plan.sheets.get_mut(at).ok_or_else(fault)?, rest, value).ok_or_else(fault),
        _ => Err(fault()),
    }
}

fn set_sheet(sheet: &mut SheetPlan, field: &str, value: &str) -> Option<()> {
    match field {
        "included" => sheet.included = yes_no(value, "yes", "no")?,
        "branch" => sheet.branch = Some(value.to_owned()).filter(|v| !v.is_empty()),
        "header_row" => sheet.header_row = value.parse().ok().filter(|row| *row > 0)?,
        _ => {
            let (column, what) = field.split_once('.')?;
            let column = sheet.columns.get_mut(index(column).filter(|_| column.starts_with('c'))?)?;
            match what {
                "target" if value.is_empty() => column.target = None,
                "target" => {
                    let (part, field) = value.split_once('.')?;
                    sheet.parts.iter().find(|p| p.name == part)?;
                    column.target = Some(Target { part: part.to_owned(), field: field.into() });
                }
                "reading" => column.reading = Reading::parse(value)?,
                _ => return None,
            }
            column.decided = true;
        }
    }
    Some(())
}

/// The number behind the first letter.
fn index(word: &str) -> Option<usize> {
    word.get(1..)?.parse().ok()
}

fn yes_no(value: &str, yes: &str, no: &str) -> Option<bool> {
    match value {
        v if v == yes => Some(true),
        v if v == no => Some(false),
        _ => None,
    }
}
