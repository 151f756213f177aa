//! The side menu and the menu of the signed-in person. What stands in it follows rights; it grants none.

use catalogue::{Catalogue, Lang, MY_DAY, MenuLayout, MenuPart, Object};
use indexmap::IndexMap;
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
    /// What the person or the company leaves out of it: the palette and the keys lead there all the same.
    pub others: Vec<Entry>,
    /// The forms of new records, for the palette.
    pub creates: Vec<Entry>,
}

/// The pages that are no kind of record: name, icon, address, and the key that goes there.
const PAGES: [(&str, &str, &str, Option<char>); 8] = [
    (MY_DAY, "home", paths::DAY, Some('h')),
    ("calendar", "calendar", paths::CALENDAR, Some('l')),
    ("truth", "scale", paths::TRUTH, Some('t')),
    ("import", "file-import", paths::IMPORT, Some('i')),
    ("people", "users-group", paths::PEOPLE, None),
    ("evidence", "shield-check", paths::EVIDENCE, None),
    ("fields", "tag", paths::FIELDS, None),
    ("settings", "settings", paths::SETTINGS, None),
];

/// Addresses that lie under a page of the menu without beginning as it does.
const UNDER: [(&str, &str); 4] =
    [(paths::HOME, paths::DAY), ("/kinds", paths::FIELDS), ("/roles", paths::PEOPLE), ("/rules", paths::PEOPLE)];

/// What a page of the menu is called: a kind of record by its plural.
#[must_use]
pub fn page_label(reader: &Reader, page: &str) -> String {
    match page {
        MY_DAY => reader.text("page-home"),
        "calendar" => reader.text("page-calendar"),
        "truth" => reader.text("page-truth"),
        "import" => reader.text("page-import"),
        "people" => reader.text("page-people"),
        "evidence" => reader.text("page-evidence"),
        "fields" => reader.text("page-fields"),
        "settings" => reader.text("page-settings"),
        object => reader.words().object_plural(reader.lang, object),
    }
}

/// The icon beside it.
#[must_use]
pub fn page_icon(catalogue: &Catalogue, page: &str) -> String {
    let known = PAGES.iter().find(|(name, ..)| *name == page).map(|(_, icon, ..)| *icon);
    known.or_else(|| catalogue.objects.get(page).map(|object| &*object.icon)).unwrap_or("folder").to_owned()
}

/// The heading of a part of the menu; the first has none.
#[must_use]
pub fn part_label(reader: &Reader, part: MenuPart) -> Option<String> {
    match part {
        MenuPart::Top => None,
        MenuPart::Clients => Some(reader.text("menu-clients")),
        MenuPart::Company => Some(reader.text("menu-company")),
    }
}

impl Menu {
    /// The menu as it is arranged, of what `may_open` lets through. A page has its key however it is arranged.
    pub fn of(catalogue: &Catalogue, reader: &Reader, layout: &MenuLayout, may_open: impl Fn(&str) -> bool) -> Self {
        let entries = entries(catalogue, reader, may_open);
        let groups = MenuPart::ALL.map(|part| Group {
            label: part_label(reader, part),
            entries: layout.part(part).iter().filter_map(|page| entries.get(&**page).cloned()).collect(),
        });
        // What nobody sees in the menu by itself is not looked for there either.
        let is_other = |page: &str| {
            let is_listed = catalogue.objects.get(page).is_none_or(|object| object.menu);
            is_listed && !layout.shown().any(|(_, shown)| &**shown == page)
        };
        Self {
            groups: groups.into_iter().filter(|group| !group.entries.is_empty()).collect(),
            others: entries.iter().filter(|(page, _)| is_other(page)).map(|(_, entry)| entry.clone()).collect(),
            creates: Vec::new(),
        }
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
            let below = self.groups.first().is_some_and(|group| group.label.is_none());
            self.groups.insert(usize::from(below), Group { label, entries });
        }
        self
    }

    /// All lines, whatever their heading, also those that are left out of the side.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.shown().chain(&self.others)
    }

    fn shown(&self) -> impl Iterator<Item = &Entry> {
        self.groups.iter().flat_map(|group| &group.entries)
    }
}

/// Every page that may be opened, by name, in the order of the product: those first that stand in the menu by themselves, so that
/// their keys are theirs.
fn entries<'c>(catalogue: &'c Catalogue, reader: &Reader, may_open: impl Fn(&str) -> bool) -> IndexMap<&'c str, Entry> {
    let mut taken: Vec<char> = PAGES.iter().filter_map(|(.., go)| *go).collect();
    let mut found: IndexMap<&str, Entry> = IndexMap::new();
    for (page, icon, path, go) in PAGES.into_iter().filter(|(page, ..)| may_open(page)) {
        found.insert(page, entry(page_label(reader, page), icon, path.to_owned(), go));
    }
    let objects = || catalogue.objects.values().filter(|object| object.has_menu_page());
    for object in objects().filter(|object| object.menu).chain(objects().filter(|object| !object.menu)) {
        if may_open(&object.name) {
            found.insert(&object.name, object_entry(object, reader, &mut taken));
        }
    }
    found
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
            @let others: Vec<&Entry> = frame.menu.others.iter().filter(|entry| entry.go.is_some()).collect();
            @if !others.is_empty() {
                div hidden { @for entry in others { a href=(entry.path) data-go=[entry.go] { (entry.label) } } }
            }
        }
    }
}

/// The entry with the longest path that this address lies under.
fn current<'m>(menu: &'m Menu, address: &str) -> Option<&'m str> {
    let path = address.split('?').next().unwrap_or(address);
    let is_under =
        |path: &str, page: &str| path == page || path.strip_prefix(page).is_some_and(|rest| rest.starts_with('/'));
    let home = UNDER.iter().find(|(there, _)| match *there {
        paths::HOME => path == paths::HOME,
        there => is_under(path, there),
    });
    let path = home.map_or(path, |(_, page)| *page);
    let under = menu.shown().filter(|entry| is_under(path, &entry.path));
    under.max_by_key(|entry| entry.path.len()).map(|entry| entry.path.as_str())
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
