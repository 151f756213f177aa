//! What opens over the page: the palette (Ctrl/Cmd+K) and the help on keys. Both need a script; all they reach is
//! reachable without it.

use catalogue::keyboard;
use maud::{Markup, html};

use super::{Entry, Frame};
use crate::{icon, paths};

pub(super) fn palette(frame: &Frame) -> Markup {
    let reader = &frame.reader;
    html! {
        dialog #palette .palette aria-label=(reader.text("palette-title")) {
            candor-palette data-latin=(keyboard::LATIN) data-cyrillic=(keyboard::CYRILLIC) {
                div.palette-input {
                    (icon("search"))
                    input type="search" name="q" placeholder=(reader.text("palette-hint")) aria-label=(reader.text("palette-hint")) autocomplete="off" autofocus
                        role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list"
                        hx-get=(paths::PALETTE) hx-trigger="input changed delay:120ms, opened" hx-sync="this:replace" hx-target="#palette-records" hx-swap="innerHTML";
                    kbd { "Esc" }
                }
                div #palette-list .palette-results role="listbox" aria-label=(reader.text("palette-title")) {
                    div #palette-records role="presentation" {}
                    div data-local role="presentation" {
                        (group(&reader.text("palette-actions"), true, &frame.menu.creates))
                        (group(&reader.text("palette-pages"), false, frame.menu.entries()))
                    }
                }
                p.palette-none data-none role="status" hidden { (reader.text("palette-none")) }
            }
        }
    }
}

/// Lines under one heading; a script adds the actions of the page to the first.
fn group<'e>(label: &str, is_first: bool, entries: impl IntoIterator<Item = &'e Entry>) -> Markup {
    html! {
        div.palette-group role="group" aria-label=(label) data-actions[is_first] {
            div.palette-label aria-hidden="true" { (label) }
            @for entry in entries {
                a.palette-item role="option" tabindex="-1" href=(entry.path) {
                    (icon(&entry.icon)) span { (entry.label) }
                    @if let Some(key) = entry.go { span.faint { kbd { "g" } " " kbd { (key) } } }
                }
            }
        }
    }
}

/// Keys of every page, the texts that say what they do, and what must be on the page for them to do anything.
const KEYS: [(&[&str], &str, &str); 11] = [
    (&["Ctrl", "K"], "keys-palette", "body"),
    (&["/"], "keys-search", "body"),
    (&["j"], "keys-down", "[data-href]"),
    (&["k"], "keys-up", "[data-href]"),
    (&["PageDown", "End"], "keys-far", "[data-rows]"),
    (&["Enter"], "keys-open", "[data-href]"),
    (&["x"], "keys-pick", ".tick"),
    (&["v"], "keys-move", ".tile[data-movable]"),
    (&["Ctrl", "Enter"], "keys-send", "main form"),
    (&["g"], "keys-go", "[data-go]"),
    (&["?"], "keys-help", "body"),
];

pub(super) fn keys_help(frame: &Frame) -> Markup {
    let reader = &frame.reader;
    let filled =
        |part: &str, title: &str| html! { section data-keys=(part) hidden { h3 { (reader.text(title)) } dl {} } };
    html! {
        dialog #keys-help .keys-help aria-labelledby="keys-help-title" {
            div.spread {
                h2 #keys-help-title { (reader.text("frame-keys")) }
                form method="dialog" { button.btn.btn-quiet.btn-icon.btn-small aria-label=(reader.text("action-close")) { (icon("x")) } }
            }
            div.keys-parts {
                (filled("here", "keys-here"))
                section {
                    h3 { (reader.text("keys-everywhere")) }
                    dl {
                        @for (keys, text, only) in KEYS {
                            div data-only=(only) { dt { @for key in keys { kbd { (key) } " " } } dd { (reader.text(text)) } }
                        }
                    }
                }
                (filled("go", "keys-places"))
            }
        }
    }
}
