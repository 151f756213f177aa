//! The form that arranges a menu, of a role and of oneself alike: pages in their parts, moved by buttons, hidden by taking out a
//! tick, and the page to begin with. Only what may be opened stands in it.

use catalogue::{BEGINNINGS, Begin, Id, MenuLayout, MenuPart, Name};
use maud::{Markup, html};
use ui::icon;
use ui::layout::{page_icon, page_label, part_label};
use ui::parts::card;

use super::order_buttons;
use crate::records::subject::Sent;
use crate::visitor::Visitor;

/// A saved view that one can begin with: kind of record, id, name.
pub type NamedView = (Name, Id, String);

/// The form as it stands.
#[derive(Debug, Clone, Default, Hash)]
pub struct MenuForm {
    /// What is shown, in order, part after part.
    pages: Vec<(Name, MenuPart)>,
    hidden: Vec<Name>,
    /// `None` where it is left to the company.
    pub begins: Option<Begin>,
}

impl MenuForm {
    /// A menu as a form, of those of its pages that may be opened.
    pub fn of(menu: &MenuLayout, begins: Option<Begin>, may: impl Fn(&str) -> bool) -> Self {
        let shown = menu.shown().filter(|(_, page)| may(page));
        Self {
            pages: shown.map(|(part, page)| (page.clone(), part)).collect(),
            hidden: menu.hidden.iter().filter(|page| may(page)).cloned().collect(),
            begins,
        }
    }

    /// What was sent of the pages that may be opened.
    pub fn sent(sent: &Sent, may: impl Fn(&str) -> bool) -> Self {
        let mut form = Self { begins: sent.get("begins").and_then(Begin::parse), ..Self::default() };
        let mut taken: Vec<&str> = Vec::new();
        for page in sent.all("page").filter(|page| may(page)) {
            if taken.contains(&page) {
                continue;
            }
            taken.push(page);
            let word = sent.get(&format!("in.{page}"));
            let part = MenuPart::ALL.into_iter().find(|part| Some(part.as_str()) == word).unwrap_or(MenuPart::Clients);
            if sent.all("shown").any(|shown| shown == page) {
                form.pages.push((page.into(), part));
            } else {
                form.hidden.push(page.into());
            }
        }
        form.pages.sort_by_key(|(_, part)| *part);
        form
    }

    /// The same as an arrangement.
    pub fn layout(&self) -> MenuLayout {
        let mut menu = MenuLayout { hidden: self.hidden.clone(), begins: self.begins.clone(), ..MenuLayout::default() };
        for (page, part) in &self.pages {
            menu.part_mut(*part).push(page.clone());
        }
        menu
    }

    /// Moves what a button says, past the edge of its part into the next one; `false` when it is no such button.
    pub fn step(&mut self, step: &str) -> bool {
        let Some((way, page)) = step.split_once(':') else { return false };
        let by = match way {
            "up" => -1,
            "down" => 1,
            _ => return false,
        };
        let Some(at) = self.pages.iter().position(|(known, _)| &**known == page) else { return true };
        let part = self.pages[at].1;
        let beside = at.checked_add_signed(by).filter(|to| self.pages.get(*to).is_some_and(|(_, of)| *of == part));
        let place = MenuPart::ALL.iter().position(|known| *known == part);
        if let Some(to) = beside {
            self.pages.swap(at, to);
        } else if let Some(next) = place.and_then(|place| MenuPart::ALL.get(place.checked_add_signed(by)?)) {
            self.pages[at].1 = *next;
        }
        true
    }

    /// Whether a page can go up and down.
    fn edges(&self, at: usize) -> (bool, bool) {
        let (part, last) = (self.pages[at].1, self.pages.len() - 1);
        (at > 0 || part != MenuPart::Top, at < last || part != MenuPart::Company)
    }
}

/// The parts of the menu with their pages, and below them what stands in none.
pub fn parts(visitor: &Visitor, form: &MenuForm, moved: Option<&str>) -> Markup {
    let reader = &visitor.reader;
    let base = visitor.ctx.gate.catalogue.menu();
    let home = |page: &Name| base.shown().find(|(_, known)| *known == page).map_or(MenuPart::Clients, |(part, _)| part);
    let body = html! {
        @for part in MenuPart::ALL {
            @let called = part_label(reader, part).unwrap_or_else(|| reader.text("menu-part-top"));
            fieldset.arranged-section {
                legend.visually-hidden { (called) }
                div.arranged-head aria-hidden="true" { span.strong { (called) } }
                @let own: Vec<usize> = (0..form.pages.len()).filter(|at| form.pages[*at].1 == part).collect();
                @if own.is_empty() { p.soft.small.arranged-none { (reader.text("menu-part-empty")) } }
                @else { ol.card-list.arranged { @for at in own { (row(visitor, form, at, moved)) } } }
            }
        }
        @if !form.hidden.is_empty() {
            details.disclose.arranged-others {
                summary { (icon("chevron-right")) span { (reader.text("menu-nowhere")) } }
                div.checks { @for page in &form.hidden {
                    label.check {
                        input type="hidden" name="page" value=(page);
                        input type="hidden" name={ "in." (page) } value=(home(page).as_str());
                        input type="checkbox" name="shown" value=(page);
                        span { (page_label(reader, page)) }
                    }
                } }
            }
        }
    };
    card(&reader.text("menu-pages"), None, &html! {}, &body)
}

fn row(visitor: &Visitor, form: &MenuForm, at: usize, moved: Option<&str>) -> Markup {
    let (page, part) = &form.pages[at];
    let label = page_label(&visitor.reader, page);
    html! {
        li.arranged-row {
            (order_buttons(visitor, &label, page, Some(form.edges(at)), moved))
            label.check.arranged-main {
                input type="hidden" name="page" value=(page);
                input type="hidden" name={ "in." (page) } value=(part.as_str());
                input type="checkbox" name="shown" value=(page) checked;
                (icon(&page_icon(&visitor.ctx.gate.catalogue, page))) span { (label) }
            }
        }
    }
}

/// The choice of the page to begin with. `inherited` is what the company says, where that can be left so.
pub fn first_page(
    visitor: &Visitor,
    form: &MenuForm,
    offered: &[Begin],
    views: &[NamedView],
    inherited: Option<&Begin>,
) -> Markup {
    let reader = &visitor.reader;
    let chosen = form.begins.as_ref();
    let heading = |begin: &Begin| match begin {
        Begin::Page(_) => None,
        Begin::List(_) => Some("menu-begins-lists"),
        Begin::Board(_) => Some("menu-begins-boards"),
        Begin::View(..) => Some("menu-begins-views"),
    };
    let groups = ["menu-begins-lists", "menu-begins-boards", "menu-begins-views"];
    let option =
        |begin: &Begin, label: String| html! { option value=(begin) selected[chosen == Some(begin)] { (label) } };
    let label = |begin: &Begin| begin_label(visitor, begin, views);
    // What stands there is kept, also where whoever looks may not open it.
    let strange = chosen.filter(|begin| !offered.contains(begin));
    let body = html! {
        div.card-body { div.field {
            label.form-label for="begins" { (reader.text("menu-begins")) }
            select.form-select #begins name="begins" {
                @if let Some(company) = inherited { option value="" selected[chosen.is_none()] { (reader.text_with("menu-begins-company", &[("label", label(company).into())])) } }
                @for begin in offered.iter().filter(|begin| heading(begin).is_none()) { (option(begin, label(begin))) }
                @if let Some(begin) = strange { (option(begin, label(begin))) }
                @for group in groups {
                    @let own: Vec<&Begin> = offered.iter().filter(|begin| heading(begin) == Some(group)).collect();
                    @if !own.is_empty() { optgroup label=(reader.text(group)) { @for begin in own { (option(begin, label(begin))) } } }
                }
            }
            span.form-hint { (reader.text("menu-begins-help")) }
        } }
    };
    card(&reader.text("menu-begins-title"), None, &html! {}, &body)
}

/// What somebody with these pages can begin with.
pub fn beginnings(visitor: &Visitor, may: impl Fn(&str) -> bool, views: &[NamedView]) -> Vec<Begin> {
    let objects = &visitor.ctx.gate.catalogue.objects;
    let menu = visitor.ctx.gate.catalogue.menu();
    let listed: Vec<&Name> = menu.clients.iter().filter(|object| may(object)).collect();
    let pages = BEGINNINGS.into_iter().filter(|page| may(page)).map(|page| Begin::Page(page.into()));
    let lists = listed.iter().map(|object| Begin::List(Name::clone(object)));
    let has_board = |object: &&&Name| objects.get(**object).is_some_and(|object| object.board.is_some());
    let boards = listed.iter().filter(has_board).map(|object| Begin::Board(Name::clone(object)));
    let views = views.iter().filter(|(object, ..)| may(object)).map(|(object, id, _)| Begin::View(object.clone(), *id));
    pages.chain(lists).chain(boards).chain(views).collect()
}

/// What a first page is called.
pub fn begin_label(visitor: &Visitor, begin: &Begin, views: &[NamedView]) -> String {
    let reader = &visitor.reader;
    let plural = |object: &Name| page_label(reader, object);
    match begin {
        Begin::Page(page) | Begin::List(page) => page_label(reader, page),
        Begin::Board(object) => reader.text_with("menu-begins-board", &[("plural", plural(object).into())]),
        Begin::View(object, id) => {
            let name = views.iter().find(|(_, view, _)| view == id).map_or("…", |(.., name)| name);
            reader.text_with("menu-begins-view", &[("plural", plural(object).into()), ("name", name.into())])
        }
    }
}
