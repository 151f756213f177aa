//! The menu of a role: `[menu]` with its parts, what is hidden, and the page that such people begin with. It may name what is there
//! no more: that is left out, and said of whoever writes it.

use super::known::{Draft, Known};
use super::object::is_link;
use super::table::{Table, Word};
use crate::menu::PEOPLE;
use crate::{Begin, MenuLayout, MenuPart, Name, PAGES, Problem, Thing};

const HIDDEN: &str = "hidden";
const BEGINS: &str = "begins";

pub(super) fn read(table: &Table<'_>, known: &Known<'_>) -> MenuLayout {
    let [top, clients, company] = MenuPart::ALL.map(MenuPart::as_str);
    table.expect_keys(&[top, clients, company, HIDDEN, BEGINS]);
    let mut taken = Vec::new();
    let mut layout = MenuLayout::default();
    for part in MenuPart::ALL {
        *layout.part_mut(part) = pages(table, known, part.as_str(), &mut taken);
    }
    layout.hidden = pages(table, known, HIDDEN, &mut taken);
    layout.begins = table.word(BEGINS).and_then(|word| begins(table, known, &word));
    layout
}

/// The pages that are there, each once.
fn pages(table: &Table<'_>, known: &Known<'_>, key: &str, taken: &mut Vec<Name>) -> Vec<Name> {
    let mut kept = Vec::new();
    for word in table.words(key) {
        let is_page = PAGES.iter().any(|(page, _)| *page == &*word.text);
        if !is_page && !is_listed(table, known, &word, &word.text) {
            continue;
        }
        if taken.contains(&word.text) {
            let problem =
                Problem::Twice { what: Thing::Page, name: word.text.to_string(), other: table.sheet.file.to_string() };
            table.sheet.fault(word.line, problem);
        } else {
            taken.push(word.text.clone());
            kept.push(word.text);
        }
    }
    kept
}

fn begins(table: &Table<'_>, known: &Known<'_>, word: &Word) -> Option<Begin> {
    let begin = Begin::parse(&word.text);
    match begin.as_ref().map(Begin::object) {
        Some(Some(object)) => is_listed(table, known, word, object).then_some(begin).flatten(),
        Some(None) => begin,
        None => {
            let known = "my_day, calendar, truth, deal, deal/board, deal/views/1".to_owned();
            let problem = Problem::UnknownWord { key: BEGINS.to_owned(), word: word.text.to_string(), known };
            table.sheet.fault(word.line, problem);
            None
        }
    }
}

/// Whether records of this object have a list. What is retired waits for its return, and is not told.
fn is_listed(table: &Table<'_>, known: &Known<'_>, word: &Word, object: &str) -> bool {
    let has_list = |draft: &Draft<'_>| !is_link(draft) && &*draft.name != PEOPLE;
    let is_there = known.drafts.get(object).is_some_and(has_list);
    if !is_there && !known.retired.contains_key(object) {
        let problem =
            Problem::Gone { what: Thing::Page, name: word.text.to_string(), place: table.sheet.name.to_string() };
        table.sheet.fault(word.line, problem);
    }
    is_there
}
