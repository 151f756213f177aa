//! The door: what one meets before being somebody. Sign-in, the first set-up, an invitation; and the way out.

pub mod invitation;
pub mod leave;
pub mod preferences;
pub mod set_up;
pub mod sign_in;

use axum::response::Response;
use catalogue::Arg;
use guard::SignIn;
use maud::{Markup, html};
use ui::parts::{Tone, notice};
use ui::{Reader, paths};

use crate::app::App;
use crate::cookies;
use crate::error::{Answer, Error};
use crate::flash;

/// An address to go on to: a page of ours, or home. Anything that a browser could read as another host is refused.
#[must_use]
pub fn safe_next(next: Option<&str>) -> &str {
    next.filter(|path| paths::is_ours(path)).unwrap_or(paths::HOME)
}

/// Lets somebody in: the session's cookie, and on to the page.
fn let_in(app: &App, token: &str, next: &str) -> Answer {
    let cookie = cookies::start_session(&app.config, token);
    let cookie =
        cookie.ok_or_else(|| Error::Broken { what: "a session token is no cookie", source: "token".into() })?;
    let mut response: Response = flash::go(next);
    flash::append(&mut response, Some(cookie));
    Ok(response)
}

/// What a try that did not succeed says.
fn refusal(app: &App, reader: &Reader, tried: &SignIn) -> Markup {
    let text = match tried {
        SignIn::Done { .. } => return html! {},
        SignIn::Refused => reader.text("sign-in-wrong"),
        SignIn::Wait { until } => {
            let seconds = ((until - app.gate.clock.now()) / 1_000_000).max(1);
            reader.text_with("sign-in-wait", &[("seconds", Arg::Number(seconds))])
        }
    };
    notice(Tone::Bad, &html! { (text) })
}

/// A labelled field of these forms.
struct Blank<'a> {
    name: &'a str,
    label: String,
    /// `text`, `email` or `password`.
    kind: &'a str,
    /// What password managers and browsers fill in (HTML, autofill).
    autocomplete: &'a str,
    value: &'a str,
    hint: Option<String>,
}

fn field(blank: &Blank) -> Markup {
    let hint_id = format!("{}-hint", blank.name);
    html! {
        div.field {
            label.form-label for=(blank.name) { (blank.label) }
            input.form-control #(blank.name) type=(blank.kind) name=(blank.name) value=(blank.value) list=[(blank.name == "zone").then_some("zones")] required
                autocomplete=(blank.autocomplete) maxlength="200" aria-describedby=[blank.hint.as_ref().map(|_| hint_id.as_str())];
            @if let Some(hint) = &blank.hint { span.form-hint #(hint_id) { (hint) } }
        }
    }
}

/// What is wrong with what was typed, as a list over the form.
fn faults(reader: &Reader, error: &records::Error) -> Option<Markup> {
    let records::Error::Invalid(faults) = error else { return None };
    Some(ui::parts::fault_list(reader, &reader.faults(faults)))
}

#[cfg(test)]
mod tests {
    use super::safe_next;

    #[test]
    fn one_goes_on_to_our_own_pages_only() {
        assert_eq!(safe_next(Some("/deals?where=amount%20%3E%205")), "/deals?where=amount%20%3E%205");
        for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", ""] {
            assert_eq!(safe_next(Some(elsewhere)), "/", "{elsewhere:?}");
        }
        assert_eq!(safe_next(None), "/");
    }
}
