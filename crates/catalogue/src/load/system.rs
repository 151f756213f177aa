//! What every object has without declaring it: the system fields, and beside each stages field the instant the stage was
//! entered and the days since.

use indexmap::IndexMap;

use super::known::DraftField;
use super::sheet::Sheet;
use crate::{ExpressionPlace, Field, Holder, Kind, Name, Problem, SYSTEM_FIELDS, Wants};

/// System fields that lists filter and sort on.
const INDEXED: [&str; 4] = ["owner", "team", "branch", "created_at"];

pub(super) fn add_system_fields(fields: &mut IndexMap<Name, DraftField>) {
    for name in SYSTEM_FIELDS {
        let mut field = Field::plain(name, system_kind(name));
        field.indexed = INDEXED.contains(&name);
        add(fields, field, 1);
    }
}

fn system_kind(name: &str) -> Kind {
    match name {
        "owner" | "created_by" | "updated_by" => Kind::Person,
        "team" | "branch" => Kind::Reference { to: name.into() },
        "created_at" | "updated_at" | "archived_at" => Kind::Instant,
        "version" => Kind::Integer { unit: None, indivisible: true },
        _ => Kind::Text,
    }
}

/// `<stage>_since`, written by the gate, and `<stage>_days`, computed from it.
pub(super) fn add_stage_companions(sheet: &Sheet<'_>, fields: &mut IndexMap<Name, DraftField>) {
    let stages: Vec<(Name, u32)> = fields
        .values()
        .filter(|draft| matches!(draft.field.kind, Kind::Stage { .. }))
        .map(|draft| (draft.field.name.clone(), draft.line))
        .collect();
    for (stage, line) in stages {
        let (since, days) = (format!("{stage}_since"), format!("{stage}_days"));
        for name in [since.as_str(), days.as_str()] {
            if let Some(taken) = fields.get(name) {
                sheet.fault(taken.line, Problem::Reserved { name: name.to_owned(), by: Holder::Stages });
            }
        }
        let mut entered = Field::plain(since.as_str(), Kind::Instant);
        entered.indexed = true;
        add(fields, entered, line);
        add(fields, Field::plain(days.as_str(), days_since(sheet, &since, &days, line)), line);
    }
}

fn days_since(sheet: &Sheet<'_>, since: &str, days: &str, line: u32) -> Kind {
    let expr: Name = format!("days({since}, now)").into();
    let kind = Kind::Integer { unit: Some("days".into()), indivisible: true };
    sheet.expression(ExpressionPlace {
        object: sheet.name.clone(),
        key: format!("fields.{days}.expr"),
        text: expr.clone(),
        wants: Wants::Value(kind.clone()),
        file: sheet.file.clone(),
        line,
    });
    Kind::Computed { expr, kind: Box::new(kind) }
}

fn add(fields: &mut IndexMap<Name, DraftField>, mut field: Field, line: u32) {
    field.system = true;
    fields.insert(field.name.clone(), DraftField { field, line, sure: true, rollup: None });
}
