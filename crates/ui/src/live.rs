//! What others change while a page is open: where the page listens, and the quiet bar that says so while somebody is busy. Both
//! are for a script; without one a page is as fresh as its last loading.

use maud::{Markup, html};

use crate::Reader;
use crate::parts::avatar;

/// What of a page is drawn anew when something changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    List,
    Board,
    Card,
    /// My day.
    Day,
    /// Nothing: somebody types here. They are told.
    Form,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Board => "board",
            Self::Day => "day",
            Self::Card => "card",
            Self::Form => "form",
        }
    }
}

/// Says where the page listens.
#[must_use]
pub fn mark(kind: Kind, address: &str) -> Markup {
    html! { div hidden data-live=(address) data-live-kind=(kind.as_str()) {} }
}

/// The bar; `#` stands for the number.
#[must_use]
pub fn bar(reader: &Reader) -> Markup {
    let somebody = reader.text("live-somebody");
    html! {
        div #live-bar .live-bar role="status" hidden data-count=(reader.text("live-changes")) data-by=(reader.text_with("live-by", &[("name", "#".into())])) data-somebody=(somebody) {
            span {}
            button.btn.btn-small type="button" data-live-show { (reader.text("live-show")) }
            a.btn.btn-small data-live-look target="_blank" rel="noopener" { (reader.text("live-look")) }
        }
    }
}

/// Who else has the card open: a script draws it anew when somebody comes or goes.
#[must_use]
pub fn here(reader: &Reader, address: &str, names: &[std::sync::Arc<str>]) -> Markup {
    let all = names.join(", ");
    html! {
        div #here .here data-here=(address) role="status" {
            @if !names.is_empty() {
                span.visually-hidden { (reader.text_with("live-here", &[("names", all.as_str().into())])) }
                @for name in names.iter().take(SHOWN) { span.here-one title=(name) { (avatar(name)) } }
                @if names.len() > SHOWN { span.here-more title=(all) aria-hidden="true" { "+" (names.len() - SHOWN) } }
            }
        }
    }
}

/// Faces in the head of a card.
const SHOWN: usize = 5;
