//! The frame around a page, filled with what the request knows: person, menu by rights, banner, what was said.

use access::decide;
use axum::response::{Html, IntoResponse, Response};
use catalogue::Action;
use maud::Markup;
use records::menus;
use ui::layout::{Banner, Entry, Frame, Menu, Person};

use ui::paths;

use crate::app::{Config, Demo};
use crate::cookies;
use crate::flash;
use crate::live;
use crate::notifications;
use crate::visitor::{Passer, Visitor};

/// The frame of a signed-in person.
#[must_use]
pub fn of_visitor(visitor: &Visitor, title: &str) -> Frame {
    let catalogue = &visitor.ctx.gate.catalogue;
    let who = &visitor.ctx.who;
    let may = |action: Action, object: &catalogue::Object| !decide(catalogue, who, action, object).is_nothing();
    let layout = menus::of(catalogue, &who.roles, visitor.menu.as_ref());
    let favourite = |(object, id, name): &(catalogue::Name, catalogue::Id, String)| {
        let object = catalogue.object(object).filter(|object| may(Action::Read, object))?;
        Some(Entry {
            label: name.clone(),
            icon: object.icon.to_string(),
            path: paths::view(&object.plural, *id),
            go: None,
        })
    };
    let favourites = visitor.favourites.iter().filter_map(favourite).collect();
    Frame {
        reader: visitor.reader.clone(),
        theme: visitor.theme,
        title: title.to_owned(),
        path: visitor.path.clone(),
        person: Some(person(visitor)),
        menu: Menu::of(catalogue, &visitor.reader, &layout, |page| menus::may_open(&visitor.ctx, page))
            .creating(catalogue, &visitor.reader, |object| may(Action::Create, object))
            .with_favourites(&visitor.reader, favourites),
        banner: banner(&visitor.config, visitor.ctx.gate.settings().demo, &visitor.reader),
        flash: visitor.flash.clone(),
        bell: Some(notifications::bell_of(visitor.unread, visitor.since)),
        live: Some(live::address(visitor, &[])),
        drafts: visitor.drafts.clone(),
    }
}

fn person(visitor: &Visitor) -> Person {
    let reader = &visitor.reader;
    let who = &visitor.ctx.who;
    let roles: Vec<String> = who.roles.iter().map(|role| reader.words().role_label(reader.lang, role)).collect();
    Person { name: who.name.to_string(), note: roles.join(", ") }
}

fn banner(config: &Config, demo: bool, reader: &ui::Reader) -> Option<Banner> {
    (demo || config.demo == Demo::Yes).then(|| Banner(reader.text("frame-demo")))
}

/// The frame of a page before sign-in.
#[must_use]
pub fn of_passer(passer: &Passer, title: &str) -> Frame {
    Frame {
        reader: passer.reader.clone(),
        theme: passer.theme,
        title: title.to_owned(),
        path: passer.path.clone(),
        person: None,
        menu: Menu::default(),
        banner: banner(&passer.config, false, &passer.reader),
        flash: passer.flash.clone(),
        bell: None,
        live: None,
        drafts: None,
    }
}

/// The page as a response; a saying that it showed is taken away from the browser.
#[must_use]
pub fn answer(config: &Config, frame: &Frame, body: &Markup) -> Response {
    shown(config, frame, ui::layout::page(frame, body))
}

/// The same without menu.
#[must_use]
pub fn answer_bare(config: &Config, frame: &Frame, body: &Markup) -> Response {
    shown(config, frame, ui::layout::bare_page(frame, body))
}

fn shown(config: &Config, frame: &Frame, page: Markup) -> Response {
    let mut response = Html(page.into_string()).into_response();
    if let Some(said) = &frame.flash {
        flash::append(&mut response, cookies::saying(config, ""));
        flash::mark(&mut response, said.bad);
    }
    response
}
