//! The views of an object: `[list]`, `[board]` and `[card]`. Each has a plain default, so that an object without views can be used.

use super::known::{Draft, Known, is_number, misfit, unknown};
use super::layout;
use super::overlay::OWN;
use super::table::{Table, Word};
use crate::fault::nearest;
use crate::{BoardView, CardView, Kind, ListView, Name, Need, Problem, Section, Thing, TitlePart};

/// Without `[list]`: what is in the title.
pub(super) fn list(root: &Table<'_>, draft: &Draft<'_>, known: &Known<'_>, title: &[TitlePart]) -> ListView {
    let titled = title.iter().filter_map(|part| match part {
        TitlePart::Field(field) => Some(field.clone()),
        TitlePart::Text(_) => None,
    });
    let titled: Vec<Name> = titled.collect();
    let Some(table) = root.table("list") else {
        return ListView { columns: titled, ..ListView::default() };
    };
    table.expect_keys(&["columns", "sort", "filters", "layout"]);
    let mut columns = known.fields(&table, &draft.name, &table.words("columns"));
    if columns.is_empty() && table.value("layout").is_none() {
        table.fault("columns", Problem::Empty { key: "columns".to_owned() });
    }
    if table.value("layout").is_some() {
        let first = columns.first().or(titled.first()).cloned();
        columns = layout::columns(&table, draft, first);
    }
    let filters = known.fields(&table, &draft.name, &table.words("filters"));
    let sort = table.words("sort").into_iter().map(|word| sort_key(&table, draft, known, &word)).collect();
    ListView { columns, sort, filters }
}

/// `-amount` descends.
fn sort_key(table: &Table<'_>, draft: &Draft<'_>, known: &Known<'_>, word: &Word) -> (Name, bool) {
    let (text, descends) = match word.text.strip_prefix('-') {
        Some(field) => (Name::from(field), true),
        None => (word.text.clone(), false),
    };
    let word = Word { text, line: word.line };
    known.field(table, &draft.name, &word);
    (word.text, descends)
}

/// Without `[board]`: one by the stages field, else by the first choice that every record has made, else by the first choice.
pub(super) fn board(root: &Table<'_>, draft: &Draft<'_>, known: &Known<'_>) -> Option<BoardView> {
    let Some(table) = root.table("board") else {
        let choices =
            || draft.fields.values().map(|d| &d.field).filter(|field| !field.system && field.kind.has_columns());
        let staged = choices().find(|field| matches!(field.kind, Kind::Stage { .. }));
        let by = staged.or_else(|| choices().find(|field| field.required)).or_else(|| choices().next())?;
        return Some(BoardView { by: by.name.clone(), sum: None, tile: Vec::new() });
    };
    table.expect_keys(&["by", "sum", "tile"]);
    let sum = table.word("sum");
    if let Some(word) = &sum
        && let Some(field) = known.field(&table, &draft.name, word)
        && !is_number(&field.kind)
    {
        misfit(&table, "sum", word.line, field, Need::Number);
    }
    let tile = known.fields(&table, &draft.name, &table.words("tile"));
    let by = table.required_word("by")?;
    if let Some(field) = known.field(&table, &draft.name, &by)
        && !field.kind.has_columns()
    {
        misfit(&table, "by", by.line, field, Need::Choice);
    }
    Some(BoardView { by: by.text, sum: sum.map(|word| word.text), tile })
}

/// Without `[card]`: one section with all declared fields.
pub(super) fn card(root: &Table<'_>, draft: &Draft<'_>, known: &Known<'_>) -> CardView {
    let Some(table) = root.table("card") else {
        let fields = draft.fields.values().filter(|d| !d.field.system).map(|d| d.field.name.clone()).collect();
        let sections = vec![Section { name: "main".into(), fields }];
        return CardView { sections, ..CardView::default() };
    };
    table.expect_keys(&["sections", "related", "layout", "folded"]);
    let sections = table.tables("sections").into_iter().filter_map(|section| {
        section.expect_keys(&["name", "fields"]);
        let fields = known.fields(&section, &draft.name, &section.words("fields"));
        Some(Section { name: section.required_word("name")?.text, fields })
    });
    let sections: Vec<Section> = sections.collect();
    refuse_shown_twice(&table, &sections);
    let mut sections = with_own_section(sections, draft);
    if table.value("layout").is_some() {
        sections = layout::sections(&table, draft, sections);
    }
    let folded = layout::folded(&table, draft, &sections);
    let related = table.words("related");
    for word in &related {
        known.relation(&table, &draft.name, word);
    }
    CardView { sections, folded, related: related.into_iter().map(|word| word.text).collect() }
}

/// Fields of the company that no section names come in one of their own, at the end.
fn with_own_section(mut sections: Vec<Section>, draft: &Draft<'_>) -> Vec<Section> {
    let is_placed = |field: &Name| sections.iter().any(|section| section.fields.contains(field));
    let declared = draft.fields.values().filter(|d| !d.field.system).map(|d| &d.field.name);
    let fields: Vec<Name> = declared.filter(|field| field.starts_with(OWN) && !is_placed(field)).cloned().collect();
    if !fields.is_empty() {
        sections.push(Section { name: "own".into(), fields });
    }
    sections
}

/// A form with one field twice could not be read back.
fn refuse_shown_twice(table: &Table<'_>, sections: &[Section]) {
    let mut seen: Vec<(&Name, &Name)> = Vec::new();
    for (section, field) in sections.iter().flat_map(|s| s.fields.iter().map(move |f| (&s.name, f))) {
        match seen.iter().find(|(_, known)| *known == field) {
            None => seen.push((section, field)),
            Some((first, _)) => {
                let problem = Problem::Twice { what: Thing::Field, name: field.to_string(), other: first.to_string() };
                table.fault("sections", problem);
            }
        }
    }
}

/// The name of one of these, or a fault naming the nearest.
pub(super) fn expect_one_of<'a>(
    table: &Table<'_>,
    what: Thing,
    word: &Word,
    place: &str,
    names: impl Iterator<Item = &'a Name> + Clone,
) -> bool {
    let found = names.clone().any(|name| *name == word.text);
    if !found {
        let known = nearest(&word.text, names.map(|name| &**name));
        table.sheet.fault(word.line, unknown(what, word, place, known));
    }
    found
}
