//! What opens over the page: the palette (Ctrl/Cmd+K) and the help on keys. Both need a script; all they reach is
//! reachable without it.

use maud::{Markup, html};

use super::Frame;
use crate::{icon, paths};

pub(super) fn palette(frame: &Frame) -> Markup {
    let reader = &frame.reader;
    html! {
        dialog #palette .palette aria-label=(reader.text("palette-title")) {
            candor-palette {
                div.palette-input {
                    (icon("search"))
                    input type="search" name="q" placeholder=(reader.text("palette-hint")) aria-label=(reader.text("palette-hint")) autocomplete="off" autofocus
                        hx-get=(paths::PALETTE) hx-trigger="input changed delay:120ms" hx-target="#palette-records" hx-swap="innerHTML";
                    kbd { "Esc" }
                }
                div.palette-results {
                    div #palette-records {}
                    div.palette-pages {
                    div.palette-label { (reader.text("palette-pages")) }
                    @for entry in frame.menu.entries() {
                        a.palette-item data-page href=(entry.path) {
                            (icon(&entry.icon)) span { (entry.label) }
                            @if let Some(key) = entry.go { span.faint { kbd { "g" } " " kbd { (key) } } }
                        }
                    }
                    }
                }
            }
        }
    }
}

/// Keys and the texts that say what they do.
const KEYS: [(&[&str], &str); 10] = [
    (&["Ctrl", "K"], "keys-palette"),
    (&["/"], "keys-search"),
    (&["n"], "keys-new"),
    (&["e"], "keys-edit"),
    (&["j"], "keys-down"),
    (&["k"], "keys-up"),
    (&["Enter"], "keys-open"),
    (&["x"], "keys-pick"),
    (&["g", "h"], "keys-go"),
    (&["?"], "keys-help"),
];

pub(super) fn keys_help(frame: &Frame) -> Markup {
    let reader = &frame.reader;
    html! {
        dialog #keys-help .keys-help aria-labelledby="keys-help-title" {
            div.spread {
                h2 #keys-help-title { (reader.text("frame-keys")) }
                form method="dialog" { button.btn.btn-quiet.btn-icon.btn-small aria-label=(reader.text("action-close")) { (icon("x")) } }
            }
            dl {
                @for (keys, text) in KEYS {
                    dt { @for key in keys { kbd { (key) } " " } }
                    dd { (reader.text(text)) }
                }
            }
        }
    }
}
