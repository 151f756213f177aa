//! What a form says about what was typed and not saved: that it is here again, and that it could not be sent. Both are shown by
//! a script (`islands/src/drafts.ts`, `islands/src/sending.ts`); without one a form is as the browser keeps it.

use maud::{Markup, html};

use crate::{Reader, icon};

/// "What you typed on … is here again", with the button that drops it; `#` stands for the time, told in the company's zone.
#[must_use]
pub fn again(reader: &Reader) -> Markup {
    html! {
        div.alert.alert-line role="status" hidden data-draft-again=(reader.text("draft-again")) data-zone=[reader.zone.iana_name()] {
            (icon("history")) span {}
            button.btn.btn-small type="button" data-draft-drop { (reader.text("draft-drop")) }
        }
    }
}

/// That the server was out of reach, with the button that tries again; and the place for what the server says instead.
#[must_use]
pub fn unsent(reader: &Reader) -> Markup {
    html! {
        div.alert.alert-bad.alert-line role="alert" hidden data-unsent {
            (icon("alert-circle")) span { (reader.text("draft-unsent")) }
            button.btn.btn-small type="button" { (icon("refresh")) (reader.text("draft-try")) }
        }
        div.form-said data-refused {}
    }
}

/// On the page of the sign-in: what one was about to save is not lost.
#[must_use]
pub fn kept(reader: &Reader) -> Markup {
    html! { div.alert role="status" hidden data-draft-kept { (icon("info-circle")) div { (reader.text("draft-kept")) } } }
}
