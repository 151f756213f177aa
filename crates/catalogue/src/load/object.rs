//! The rest of an object file, read when the fields of all objects are known: title, segments, and the views beside it.

use indexmap::IndexMap;

use super::known::{Draft, DraftField, Known};
use super::table::{Table, Word};
use super::{calendar, measure, view};
use crate::{CardView, Field, Kind, ListView, Name, Need, Object, Problem, Segment, TitlePart, Visible, Wants};

const KEYS: [&str; 15] = [
    "title",
    "visible",
    "ends",
    "icon",
    "menu",
    "order",
    "retired",
    "duplicate_keys",
    "fields",
    "segments",
    "measures",
    "list",
    "board",
    "card",
    "calendar",
];

const VISIBLE: [(&str, Visible); 3] =
    [("owned", Visible::Owned), ("shared", Visible::Shared), ("linked", Visible::Linked)];

/// Menu place of an object that states none: after those that do.
const LAST: i64 = 1000;

/// The object and its place in the menu.
pub(super) fn read(draft: &Draft<'_>, known: &Known<'_>) -> (i64, Object) {
    let root = draft.sheet.root();
    root.expect_keys(&KEYS);
    let title = title(&root, draft, known);
    let visible =
        root.required_word("visible").and_then(|w| root.one_of("visible", &w, &VISIBLE)).unwrap_or(Visible::Owned);
    let object = Object {
        name: draft.name.clone(),
        plural: draft.plural.clone(),
        list: view::list(&root, draft, known, &title),
        board: view::board(&root, draft, known),
        card: view::card(&root, draft, known),
        calendar: calendar::read(&root, draft, known),
        title,
        ends: ends(&root, draft, known, visible),
        visible,
        icon: root.word("icon").map_or_else(|| "folder".into(), |word| word.text),
        menu: root.flag("menu"),
        fields: fields(&draft.fields),
        retired: fields(&draft.retired),
        relations: draft.relations.clone(),
        segments: segments(&root, &draft.name),
        measures: measure::read_all(&root, draft, known),
        duplicate_keys: duplicate_keys(&root, draft, known),
    };
    (root.integer("order", 0, LAST).unwrap_or(LAST), object)
}

/// Between which records a link stands: at least two required references, none of them to a link.
fn ends(root: &Table<'_>, draft: &Draft<'_>, known: &Known<'_>, visible: Visible) -> Vec<Name> {
    if visible != Visible::Linked {
        if let Some(word) = root.words("ends").first() {
            let kind = if visible == Visible::Shared { "shared" } else { "owned" };
            root.sheet.fault(word.line, Problem::NotForKind { key: "ends".to_owned(), kind: kind.to_owned() });
        }
        return Vec::new();
    }
    root.expect("ends");
    let words = root.words("ends");
    let (line, mut sound) = (words.first().map(|word| word.line), true);
    let is_end = |d: &DraftField| {
        let target =
            d.field.kind.target().filter(|_| d.field.required && matches!(d.field.kind, Kind::Reference { .. }));
        !d.sure || target.and_then(|target| known.drafts.get(target)).is_some_and(|other| !is_link(other))
    };
    let mut fields: Vec<Name> = Vec::new();
    for word in words {
        let Some(field) = draft.fields.get(&word.text) else {
            known.field(root, &draft.name, &word);
            sound = false;
            continue;
        };
        if !is_end(field) {
            sound = false;
            root.sheet.fault(word.line, Problem::NoEnd { field: word.text.to_string() });
        } else if !fields.contains(&word.text) {
            fields.push(word.text);
        }
    }
    if let Some(line) = line.filter(|_| sound && fields.len() < 2) {
        root.sheet.fault(line, Problem::NoEnd { field: "ends".to_owned() });
    }
    fields
}

pub(super) fn is_link(draft: &Draft<'_>) -> bool {
    draft.sheet.root().word_quietly("visible").is_some_and(|word| word == "linked")
}

fn fields(drafts: &IndexMap<Name, DraftField>) -> IndexMap<Name, Field> {
    drafts.iter().map(|(name, draft)| (name.clone(), draft.field.clone())).collect()
}

/// What is kept of an object that is not used any more: its name and its columns.
pub(super) fn retired(draft: &Draft<'_>) -> Object {
    Object {
        name: draft.name.clone(),
        plural: draft.plural.clone(),
        title: Vec::new(),
        visible: Visible::Owned,
        ends: Vec::new(),
        icon: draft.sheet.root().word_quietly("icon").unwrap_or_default().into(),
        menu: false,
        fields: fields(&draft.fields),
        retired: fields(&draft.retired),
        relations: IndexMap::new(),
        segments: IndexMap::new(),
        measures: IndexMap::new(),
        list: ListView::default(),
        board: None,
        card: CardView::default(),
        calendar: None,
        duplicate_keys: Vec::new(),
    }
}

fn segments(root: &Table<'_>, object: &Name) -> IndexMap<Name, Segment> {
    let read = root.children("segments").into_iter().filter_map(|(name, table)| {
        table.expect_keys(&["where"]);
        table.expect("where");
        let filter = table.expression("where", object, Wants::Condition)?;
        Some((name.clone(), Segment { name, filter }))
    });
    read.collect()
}

fn duplicate_keys(root: &Table<'_>, draft: &Draft<'_>, known: &Known<'_>) -> Vec<Name> {
    let words = root.words("duplicate_keys");
    for word in &words {
        if let Some(field) = known.field(root, &draft.name, word)
            && !field.kind.is_stored()
        {
            super::known::misfit(root, "duplicate_keys", word.line, field, Need::Stored);
        }
    }
    words.into_iter().map(|word| word.text).collect()
}

/// Literal text and `{field}` places.
fn title(root: &Table<'_>, draft: &Draft<'_>, known: &Known<'_>) -> Vec<TitlePart> {
    let Some(word) = root.required_word("title") else { return Vec::new() };
    let Some(parts) = title_parts(&word.text) else {
        root.sheet.fault(word.line, Problem::BadTitle { title: word.text.to_string() });
        return Vec::new();
    };
    for part in &parts {
        if let TitlePart::Field(field) = part {
            known.field(root, &draft.name, &Word { text: field.clone(), line: word.line });
        }
    }
    parts
}

/// `None` when a brace has no partner.
fn title_parts(text: &str) -> Option<Vec<TitlePart>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (field, after) = after.split_once('}')?;
        if before.contains('}') || field.contains('{') {
            return None;
        }
        if !before.is_empty() {
            parts.push(TitlePart::Text(before.into()));
        }
        parts.push(TitlePart::Field(field.trim().into()));
        rest = after;
    }
    if rest.contains('}') {
        return None;
    }
    if !rest.is_empty() {
        parts.push(TitlePart::Text(rest.into()));
    }
    Some(parts)
}
