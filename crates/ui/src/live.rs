//! What others change while a page is open: where the page listens, and the quiet bar that says so while somebody is busy. Both
//! are for a script; without one a page is as fresh as its last loading.

use maud::{Markup, html};

use crate::Reader;

/// What of a page is drawn anew when something changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    List,
    Card,
    /// Nothing: somebody types here. They are told.
    Form,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::List => "list",
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
