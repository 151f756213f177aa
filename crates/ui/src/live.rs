//! What makes a page live: where it hears that what it shows was changed, which region is then fetched anew, and what is said
//! where somebody is in the middle of something. Without a script it is nothing.

use catalogue::Id;
use maud::{Markup, html};

use crate::{Reader, icon, paths};

/// What the page shows.
#[derive(Debug, Clone)]
pub enum Live {
    /// A list with these rows.
    List(Vec<Id>),
    Card(Id),
    /// A form is never fetched anew: it says that its record was changed.
    Form(Id),
}

/// The mark of a page of `object` that was made at `since`. Stands in the region that it is about, at its end.
#[must_use]
pub fn live_mark(object: &str, shown: &Live, since: Id, reader: &Reader) -> Markup {
    let (region, record, rows) = match shown {
        Live::List(rows) => (Some("list"), None, rows.iter().map(ToString::to_string).collect::<Vec<_>>().join(".")),
        Live::Card(id) => (Some("main"), Some(id), String::new()),
        Live::Form(id) => (None, Some(id), String::new()),
    };
    let form = if region.is_none() { "yes" } else { "" };
    let record = record.map(ToString::to_string).unwrap_or_default();
    let parts = [("object", object), ("record", &*record), ("form", form), ("rows", &*rows)];
    html! {
        div hidden data-live=(paths::with_query(paths::LIVE, &parts)) data-since=(since) data-region=[region] {
            template {
                div.toast.live-note {
                    (icon("refresh"))
                    @if region.is_some() {
                        span { (reader.text("live-changed")) }
                        button type="button" data-live-show { (reader.text("live-show")) }
                    } @else { span { (reader.text("live-form")) } }
                }
            }
        }
    }
}
