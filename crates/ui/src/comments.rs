//! The thread of a record: what people say to each other about it, and the form to say more.

use maud::{Markup, html};

use crate::parts::avatar;
use crate::{Reader, icon};

/// One comment.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Where it stands on the page: `comment-7`.
    pub anchor: String,
    pub who: String,
    /// When, as far away, and exactly.
    pub when: String,
    pub exactly: String,
    /// What was said; nothing when it was taken back.
    pub text: Option<Markup>,
    /// That it was changed or taken back, and when.
    pub note: Option<String>,
    /// What stood before: when, and the text.
    pub earlier: Vec<(String, Markup)>,
    /// Addresses of its form and of the question before it is taken back.
    pub change: Option<String>,
    pub remove: Option<String>,
    /// It came since the reader was here last.
    pub is_new: bool,
}

/// The thread with its form, which may be absent.
#[must_use]
pub fn thread(reader: &Reader, entries: &[Entry], form: &Markup) -> Markup {
    html! {
        section #comments .card.comments aria-label=(reader.text("comments-title")) {
            div.card-head { h2 { (reader.text("comments-title")) } @if !entries.is_empty() { span.count { (entries.len()) } } }
            @if !entries.is_empty() { ol.comment-list { @for entry in entries { (draw(reader, entry)) } } }
            (form)
        }
    }
}

fn draw(reader: &Reader, entry: &Entry) -> Markup {
    html! {
        li.comment.comment-new[entry.is_new] id=(entry.anchor) {
            (avatar(&entry.who))
            div.comment-words {
                div.comment-line {
                    strong { (entry.who) }
                    time title=(entry.exactly) { (entry.when) }
                    @if let Some(note) = &entry.note { span.faint { (note) } }
                    span.comment-tools {
                        @if let Some(change) = &entry.change { a.btn-link.small href=(change) { (reader.text("action-edit")) } }
                        @if let Some(remove) = &entry.remove { a.btn-link.small href=(remove) { (reader.text("comments-remove")) } }
                    }
                }
                @if let Some(text) = &entry.text { div.comment-text { (text) } }
                @if !entry.earlier.is_empty() {
                    details.disclose {
                        summary { (icon("chevron-right")) (reader.text("comments-earlier")) }
                        ul.comment-earlier { @for (when, text) in &entry.earlier { li { span.faint { (when) } div.comment-text { (text) } } } }
                    }
                }
            }
        }
    }
}

/// The form of a comment. `mentions` is where people are looked up.
#[derive(Debug, Clone, Default)]
pub struct CommentForm {
    pub action: String,
    pub mentions: String,
    pub text: String,
    pub faults: Vec<String>,
    pub button: String,
    pub hidden: Vec<(&'static str, String)>,
    /// The key that leads into it.
    pub key: Option<&'static str>,
}

/// Draws it.
#[must_use]
pub fn comment_form(reader: &Reader, form: &CommentForm) -> Markup {
    let label = reader.text("comments-hint");
    let faulty = !form.faults.is_empty();
    html! {
        form.comment-form.field-fault[faulty] method="post" action=(form.action) data-draft=(form.action) {
            (crate::draft::again(reader))
            @for (name, value) in &form.hidden { input type="hidden" name=(name) value=(value); }
            candor-mentions source=(form.mentions) {
                textarea .form-control name="text" rows="2" required placeholder=(label) aria-label=(label) data-key=[form.key] data-action=(reader.text("comments-say"))
                    aria-invalid=[faulty.then_some("true")] autofocus[faulty] { (form.text) }
            }
            (crate::form::field_faults(&form.faults))
            (crate::draft::unsent(reader))
            button.btn.btn-small type="submit" { (form.button) }
        }
    }
}
