//! The frame that every page shares: head, side menu, top bar, banner, toasts, palette and help.

mod menu;
mod overlays;

use maud::{DOCTYPE, Markup, html};

pub use menu::{Entry, Group, Menu, lower_first, page_icon, page_label, part_label};

use crate::notifications::{self, Bell};
use crate::{Reader, icon, paths};

/// Light, dark, or as the device says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    #[default]
    Device,
    Light,
    Dark,
}

impl Theme {
    /// The word in the cookie and in the page; empty for the device's own.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Device => "",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Who is signed in, as the top bar shows them.
#[derive(Debug, Clone)]
pub struct Person {
    pub name: String,
    /// Role or e-mail: the second line of the user menu.
    pub note: String,
}

/// A line over every page: the demo company says that it is one.
#[derive(Debug, Clone)]
pub struct Banner(pub String);

/// What the last action did, said once.
#[derive(Debug, Clone)]
pub struct Flash {
    pub text: String,
    /// True when something was not done: the toast stays until it is read.
    pub bad: bool,
    /// Text and address of one thing to do about it.
    pub link: Option<(String, String)>,
}

/// What a page is shown in.
#[derive(Debug, Clone)]
pub struct Frame {
    pub reader: Reader,
    pub theme: Theme,
    /// Of the page, without the product's name.
    pub title: String,
    /// Path and query of this page: marks the menu, and is where language and theme return to.
    pub path: String,
    /// `None` on pages before sign-in.
    pub person: Option<Person>,
    pub menu: Menu,
    pub banner: Option<Banner>,
    pub flash: Option<Flash>,
    /// Notifications that are not read, and the place up to which the page knows them.
    pub bell: Option<Bell>,
    /// Where the page hears of what others change.
    pub live: Option<String>,
    /// Name and key of what the browser keeps for this person of forms that are not sent yet.
    pub drafts: Option<String>,
}

/// A whole page in the frame.
#[must_use]
pub fn page(frame: &Frame, body: &Markup) -> Markup {
    let frame_body = html! {
        a.skip-link href="#main" { (frame.reader.text("frame-skip")) }
        div.frame {
            (banner(frame))
            (menu::side(frame))
            (top_bar(frame))
            main #main .main tabindex="-1" data-live=[&frame.live] { (body) }
        }
        @if frame.live.is_some() { (crate::live::bar(&frame.reader)) }
        (menu::user_menu(frame))
        (overlays::palette(frame))
        (overlays::keys_help(frame))
        (toasts(frame))
        div #move-answer {}
    };
    document(frame, &frame_body)
}

/// A page without menu, in the middle: sign-in, invitation, a failure before sign-in.
#[must_use]
pub fn bare_page(frame: &Frame, body: &Markup) -> Markup {
    let inner = html! {
        (banner(frame))
        div.bare {
            header { a.bare-brand href=(paths::HOME) { img src=(assets::FAVICON_SVG) alt="" width="30" height="30"; "Candor" } }
            main #main tabindex="-1" { (body) }
            (menu::languages(frame))
        }
        (toasts(frame))
    };
    document(frame, &inner)
}

fn document(frame: &Frame, body: &Markup) -> Markup {
    let theme = frame.theme.as_str();
    html! {
        (DOCTYPE)
        html lang=(frame.reader.lang.code()) data-bs-theme=[(!theme.is_empty()).then_some(theme)] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content=(if theme.is_empty() { "light dark" } else { theme });
                meta name="htmx-config" content="{\"extensions\":\"candor-trusted\",\"includeIndicatorCSS\":false,\"history\":true}";
                title { (frame.title) " · Candor" }
                link rel="icon" href=(assets::FAVICON_SVG) type="image/svg+xml";
                link rel="stylesheet" href=(assets::CANDOR_CSS);
                script type="module" src=(assets::CANDOR_JS) {}
            }
            body data-drafts=[&frame.drafts] { (body) }
        }
    }
}

fn banner(frame: &Frame) -> Markup {
    html! {
        @if let Some(Banner(text)) = &frame.banner {
            aside.banner aria-label=(frame.reader.text("frame-notice")) { (icon("info-circle")) span { (text) } }
        }
    }
}

fn top_bar(frame: &Frame) -> Markup {
    let reader = &frame.reader;
    html! {
        header.top {
            button.btn.btn-quiet.btn-icon.only-narrow type="button" popovertarget="side" aria-label=(reader.text("frame-menu")) { (icon("menu-2")) }
            form.top-search role="search" aria-label=(reader.text("frame-search-all")) action=(paths::SEARCH) method="get" {
                (icon("search"))
                input type="search" name="q" placeholder=(reader.text("frame-search")) aria-label=(reader.text("frame-search")) data-key="/" autocomplete="off";
                kbd.needs-script { "Ctrl K" }
            }
            div.top-end {
                @if let Some(bell) = &frame.bell { (notifications::bell(reader, bell, &html! {})) }
                @if let Some(person) = &frame.person {
                    button.btn.btn-quiet.btn-icon.only-wide.needs-script type="button" data-opens="keys-help" aria-label=(reader.text("frame-keys")) { (icon("keyboard")) }
                    button.btn.btn-quiet type="button" popovertarget="user-menu" {
                        (crate::parts::avatar(&person.name))
                        span.only-wide aria-hidden="true" { (person.name) }
                        span.visually-hidden { (reader.text_with("frame-person-menu", &[("name", person.name.as_str().into())])) }
                        (icon("chevron-down"))
                    }
                }
            }
        }
    }
}

fn toasts(frame: &Frame) -> Markup {
    html! {
        div #toasts .toasts role="status" aria-live="polite" {
            @if let Some(flash) = &frame.flash {
                (toast(flash))
            }
        }
    }
}

/// What was done or refused, said over the page.
#[must_use]
pub fn toast(flash: &Flash) -> Markup {
    html! {
        div.toast.toast-bad[flash.bad] {
            (icon(if flash.bad { "alert-circle" } else { "circle-check" }))
            span { (flash.text) }
            @if let Some((text, address)) = &flash.link { a href=(address) { (text) } }
        }
    }
}
