//! The side menu and the menu of the signed-in person. What stands in it follows rights; it grants none.

use catalogue::{Catalogue, Lang, Object};
use maud::{Markup, html};

use super::{Frame, Theme};
use crate::{Reader, icon, paths};

/// One line of the menu.
#[derive(Debug, Clone)]
pub struct Entry {
    pub label: String,
    pub icon: String,
    pub path: String,
    /// The key that goes there after `g`.
    pub go: Option<char>,
}

/// Lines under one heading.
#[derive(Debug, Clone)]
pub struct Group {
    pub label: Option<String>,
    pub entries: Vec<Entry>,
}

/// The side menu.
#[derive(Debug, Clone, Default)]
pub struct Menu {
    pub groups: Vec<Group>,
    /// The forms of new records, for the palette.
    pub creates: Vec<Entry>,
}

/// Which pages beside the objects the reader may open.
#[derive(Debug, Clone, Copy, Default)]
pub struct MenuRights {
    pub truth: bool,
    pub import: bool,
    pub people: bool,
    pub evidence: bool,
    pub settings: bool,
}

impl Menu {
    /// Home, the objects with `menu = true` that `may_read` lets through, and the pages of the rights.
    pub fn of(catalogue: &Catalogue, reader: &Reader, may_read: impl Fn(&Object) -> bool, rights: MenuRights) -> Self {
        let mut taken = vec!['h', 'l', 't', 'i'];
        let home = entry(reader.text("page-home"), "home", paths::HOME.to_owned(), Some('h'));
        let calendar = entry(reader.text("page-calendar"), "calendar", paths::CALENDAR.to_owned(), Some('l'));
        let truth = rights.truth.then(|| entry(reader.text("page-truth"), "scale", paths::TRUTH.to_owned(), Some('t')));
        let objects = catalogue.objects.values().filter(|object| object.menu && may_read(object));
        let objects = objects.map(|object| object_entry(object, reader, &mut taken)).collect();
        let rows = [
            (rights.import, "page-import", "file-import", paths::IMPORT, Some('i')),
            (rights.people, "page-people", "users-group", paths::PEOPLE, None),
            (rights.evidence, "page-evidence", "shield-check", paths::EVIDENCE, None),
            (rights.settings, "page-fields", "tag", paths::FIELDS, None),
            (rights.settings, "page-settings", "settings", paths::SETTINGS, None),
        ];
        let company = rows.into_iter().filter(|row| row.0);
        let company =
            company.map(|(_, key, icon, path, go)| entry(reader.text(key), icon, path.to_owned(), go)).collect();
        let groups = vec![
            Group { label: None, entries: [home, calendar].into_iter().chain(truth).collect() },
            Group { label: Some(reader.text("menu-clients")), entries: objects },
            Group { label: Some(reader.text("menu-company")), entries: company },
        ];
        Self { groups: groups.into_iter().filter(|group| !group.entries.is_empty()).collect(), creates: Vec::new() }
    }

    /// With the forms of new records of the objects in the menu that `may_create` lets through.
    #[must_use]
    pub fn creating(self, catalogue: &Catalogue, reader: &Reader, may_create: impl Fn(&Object) -> bool) -> Self {
        let objects = catalogue.objects.values().filter(|object| object.menu && may_create(object));
        let new = |object: &Object| {
            let what = lower_first(&reader.words().object_label(reader.lang, &object.name));
            let label = reader.text_with("form-new", &[("what", what.into())]);
            entry(label, &object.icon, paths::beside(&object.plural, "new"), None)
        };
        Self { creates: objects.map(|object| new(object)).collect(), ..self }
    }

    /// The same with what the reader keeps at hand, below home.
    #[must_use]
    pub fn with_favourites(mut self, reader: &Reader, entries: Vec<Entry>) -> Self {
        if !entries.is_empty() {
            let label = Some(reader.text("menu-favourites"));
            self.groups.insert(1.min(self.groups.len()), Group { label, entries });
        }
        self
    }

    /// All lines, whatever their heading.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.groups.iter().flat_map(|group| &group.entries)
    }
}

/// A label inside a sentence.
#[must_use]
pub fn lower_first(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn entry(label: String, icon: &str, path: String, go: Option<char>) -> Entry {
    Entry { label, icon: icon.to_owned(), path, go }
}

/// The key is the first letter of the object's name that no line before it took.
fn object_entry(object: &Object, reader: &Reader, taken: &mut Vec<char>) -> Entry {
    let go = object.name.chars().find(|letter| letter.is_ascii_lowercase() && !taken.contains(letter));
    taken.extend(go);
    entry(reader.words().object_plural(reader.lang, &object.name), &object.icon, paths::list(&object.plural), go)
}

pub(super) fn side(frame: &Frame) -> Markup {
    let here = current(&frame.menu, &frame.path);
    html! {
        nav #side .side popover="auto" aria-label=(frame.reader.text("frame-menu")) {
            a.side-brand href=(paths::HOME) { img src=(assets::FAVICON_SVG) alt="" width="22" height="22"; "Candor" }
            @for group in &frame.menu.groups {
                @if let Some(label) = &group.label { div.side-label { (label) } }
                @for entry in &group.entries {
                    a.side-link href=(entry.path) aria-current=[(here == Some(entry.path.as_str())).then_some("page")] data-go=[entry.go] {
                        (icon(&entry.icon)) span { (entry.label) }
                    }
                }
            }
        }
    }
}

/// The entry with the longest path that this address lies under.
fn current<'m>(menu: &'m Menu, address: &str) -> Option<&'m str> {
    let path = address.split('?').next().unwrap_or(address);
    let under = |entry: &&Entry| {
        path == entry.path || (entry.path != paths::HOME && path.starts_with(&format!("{}/", entry.path)))
    };
    menu.entries().filter(under).max_by_key(|entry| entry.path.len()).map(|entry| entry.path.as_str())
}

pub(super) fn user_menu(frame: &Frame) -> Markup {
    let reader = &frame.reader;
    let Some(person) = &frame.person else { return html! {} };
    let themes = [
        (Theme::Device, "theme-device", "adjustments-horizontal"),
        (Theme::Light, "theme-light", "sun"),
        (Theme::Dark, "theme-dark", "moon"),
    ];
    html! {
        section #user-menu .menu popover="auto" aria-label=(reader.text_with("frame-person-menu", &[("name", person.name.as_str().into())])) {
            div.menu-head { div.strong { (person.name) } div.faint.small { (person.note) } }
            hr;
            form method="post" action=(paths::THEME) {
                input type="hidden" name="back" value=(frame.path);
                div.menu-label { (reader.text("menu-theme")) }
                @for (theme, key, shape) in themes {
                    button.menu-item type="submit" data-action={ (reader.text("menu-theme")) ": " (reader.text(key)) } name="theme" value=(theme.as_str()) aria-current=[(theme == frame.theme).then_some("true")] {
                        (icon(shape)) (reader.text(key)) @if theme == frame.theme { (icon("check")) }
                    }
                }
            }
            form method="post" action=(paths::LANGUAGE) {
                input type="hidden" name="back" value=(frame.path);
                div.menu-label { (reader.text("menu-language")) }
                @for lang in Lang::ALL {
                    button.menu-item type="submit" data-action={ (reader.text("menu-language")) ": " (lang.name()) } name="language" value=(lang.code()) lang=(lang.code()) aria-current=[(lang == reader.lang).then_some("true")] {
                        (icon("language")) (lang.name()) @if lang == reader.lang { (icon("check")) }
                    }
                }
            }
            hr;
            a.menu-item href=(paths::ACCOUNT) data-action { (icon("user")) (reader.text("account-title")) }
            form method="post" action=(paths::SIGN_OUT) {
                button.menu-item type="submit" data-action { (icon("logout")) (reader.text("menu-sign-out")) }
            }
        }
    }
}

/// The language switch of pages before sign-in.
pub(super) fn languages(frame: &Frame) -> Markup {
    html! {
        form.cluster method="post" action=(paths::LANGUAGE) {
            input type="hidden" name="back" value=(frame.path);
            @for lang in Lang::ALL {
                button.btn.btn-quiet.btn-small type="submit" name="language" value=(lang.code()) lang=(lang.code()) aria-current=[(lang == frame.reader.lang).then_some("true")] { (lang.name()) }
            }
        }
    }
}
