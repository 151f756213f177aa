//! The calendar of an object: `[calendar]` says where its records stand in time.

use super::known::{Draft, Known, is_dated, misfit};
use super::table::Table;
use super::view::expect_one_of;
use crate::{CalendarView, Field, Kind, Name, Need, Thing};

/// Without `[calendar]` the records stand in none.
pub(super) fn read(root: &Table<'_>, draft: &Draft<'_>, known: &Known<'_>) -> Option<CalendarView> {
    let table = root.table("calendar")?;
    table.expect_keys(&["start", "length", "end", "kind", "segment", "ground"]);
    let fitting = |key: &str, wanted: Need, fits: &dyn Fn(&Field) -> bool| -> Option<Name> {
        let word = table.word(key)?;
        if let Some(field) = known.field(&table, &draft.name, &word)
            && !(fits(field) && field.kind.is_stored())
        {
            misfit(&table, key, word.line, field, wanted);
        }
        Some(word.text)
    };
    table.expect("start");
    let start = fitting("start", Need::Dated, &|field| is_dated(&field.kind));
    let is_moment = |name: &Name| draft.fields.get(name).is_some_and(|start| start.field.kind == Kind::Instant);
    let takes_time = start.as_ref().is_none_or(is_moment);
    let length = fitting("length", Need::Length, &|field| takes_time && field.kind == Kind::Duration);
    let end = fitting("end", Need::Day, &|field| field.kind == Kind::Date);
    let kind = fitting("kind", Need::Choice, &|field| matches!(field.kind, Kind::Choice { .. }));
    let segment = table.word("segment").map(|word| {
        let segments = root.children("segments");
        expect_one_of(&table, Thing::Segment, &word, &draft.name, segments.iter().map(|(name, _)| name));
        word.text
    });
    Some(CalendarView { start: start?, length, end, kind, segment, ground: table.flag("ground") })
}
