//! How many records a column of a board should hold at most: kept by the company, told by the board, and never a refusal.
//! A limit counts what its reader sees.

use std::collections::BTreeMap;

use catalogue::Name;
use serde_json::json;

use crate::{Ctx, Error, Fault, rights, settings};

/// By object, field and option, joined by points.
pub type Limits = BTreeMap<String, i64>;

/// The setting that keeps them, as JSON.
pub(crate) const SETTING: &str = "board_limits";
/// The largest limit: what is more is none.
const LARGEST: i64 = 10_000;

pub(crate) fn place(object: &str, field: &str, option: &str) -> String {
    format!("{object}.{field}.{option}")
}

/// Keeps the limit of a column as typed, or takes it away with a blank. Needs the right to set up.
pub async fn set(ctx: &Ctx, object: &str, field: &str, option: &str, typed: &str) -> Result<(), Error> {
    rights::need_set_up(ctx)?;
    let object = ctx.gate.catalogue.object(object).ok_or(Error::NotFound)?;
    let field = object.field(field).ok_or(Error::NotFound)?;
    if !field.kind.options().iter().any(|known| ***known == *option) {
        return Err(Error::NotFound);
    }
    let limit = match typed.trim() {
        "" => None,
        text => match text.parse::<i64>() {
            Ok(limit) if (1..=LARGEST).contains(&limit) => Some(limit),
            _ => {
                let fault = Fault::of(&field.name, "fault-board-limit", vec![("most", LARGEST.to_string())]);
                return Err(Error::Invalid(vec![fault]));
            }
        },
    };
    let place = place(&object.name, &field.name, option);
    let mut limits = ctx.gate.settings().limits.clone();
    match limit {
        Some(limit) => {
            limits.insert(place.clone(), limit);
        }
        None => {
            limits.remove(&place);
        }
    }
    let kept = serde_json::to_string(&limits).map_err(|error| Error::internal(error.to_string()))?;
    let detail = json!({ "changed": [SETTING], "column": place, "limit": limit });
    settings::keep(ctx, vec![(SETTING, kept)], &detail).await
}

/// The limits as kept.
pub(crate) fn read(text: &str) -> Option<Limits> {
    serde_json::from_str(text).ok()
}

/// A column's limit.
pub(crate) fn of(limits: &Limits, object: &Name, field: &Name, option: &Name) -> Option<i64> {
    limits.get(&place(object, field, option)).copied()
}
