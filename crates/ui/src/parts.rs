//! Small components that every page uses: heads, buttons, notes, empty states, faults, avatars, figures.

use catalogue::Lang;
use maud::{Markup, html};
use records::Page;

use crate::{Reader, format, icon};

/// The head of a page: title, one line under it, actions at the end.
#[must_use]
pub fn page_header(title: &str, note: Option<&str>, actions: &Markup) -> Markup {
    html! {
        div.page-head {
            div.page-head-words { h1 { (title) } @if let Some(note) = note { p { (note) } } }
            div.page-actions { (actions) }
        }
    }
}

/// A link that looks like a button.
#[must_use]
pub fn button_link(address: &str, shape: &str, text: &str) -> Markup {
    html! { a.btn href=(address) { (icon(shape)) (text) } }
}

/// The page's first action, at most one a page.
#[must_use]
pub fn primary_link(address: &str, shape: &str, text: &str) -> Markup {
    html! { a.btn.btn-primary href=(address) { (icon(shape)) (text) } }
}

/// The page's first action as the button of a form.
#[must_use]
pub fn primary_button(text: &str) -> Markup {
    html! { button.btn.btn-primary type="submit" data-key="s" { (text) } }
}

/// Back from a form without sending it.
#[must_use]
pub fn cancel_link(reader: &Reader, address: &str) -> Markup {
    html! { a.btn href=(address) data-key="q" { (reader.text("action-cancel")) } }
}

/// How a note, badge or bar is coloured. Colour never stands alone: words or an icon say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Good,
    Warn,
    Bad,
}

/// A note inside the page.
#[must_use]
pub fn notice(tone: Tone, body: &Markup) -> Markup {
    let (class, shape) = match tone {
        Tone::Plain => ("alert", "info-circle"),
        Tone::Good => ("alert alert-good", "circle-check"),
        Tone::Warn => ("alert alert-warn", "alert-triangle"),
        Tone::Bad => ("alert alert-bad", "alert-circle"),
    };
    html! { div class=(class) role=(if tone == Tone::Bad { "alert" } else { "note" }) { (icon(shape)) div { (body) } } }
}

/// A short word on a ground.
#[must_use]
pub fn badge(tone: Tone, text: &str) -> Markup {
    let class = match tone {
        Tone::Plain => "badge",
        Tone::Good => "badge badge-good",
        Tone::Warn => "badge badge-warn",
        Tone::Bad => "badge badge-bad",
    };
    html! { span class=(class) { (text) } }
}

/// Nothing here, why, and what to do about it.
#[must_use]
pub fn empty_state(shape: &str, title: &str, text: &str, actions: &Markup) -> Markup {
    html! {
        div.empty { (icon(shape)) h2 { (title) } p { (text) } div.cluster { (actions) } }
    }
}

/// What is wrong with the whole form; nothing when nothing is.
#[must_use]
pub fn fault_list(reader: &Reader, faults: &[String]) -> Markup {
    html! {
        @if !faults.is_empty() {
            (notice(Tone::Bad, &html! {
                div.strong { (reader.text("form-faults")) }
                ul { @for fault in faults { li { (fault) } } }
            }))
        }
    }
}

/// A line to be copied, shown once; the button that copies it needs a script, marking it does not.
#[must_use]
pub fn secret_line(reader: &Reader, line: &str, label: &str) -> Markup {
    html! {
        div.secret-line {
            input.form-control.form-code type="text" readonly value=(line) aria-label=(label);
            button.btn.needs-script type="button" data-copy data-copied=(reader.text("copied")) { (icon("copy")) span { (reader.text("copy")) } }
        }
    }
}

/// A card with a head.
#[must_use]
pub fn card(title: &str, count: Option<i64>, actions: &Markup, body: &Markup) -> Markup {
    framed(title, &count.map_or_else(String::new, |count| count.to_string()), actions, body)
}

/// A card of a list, with how many there are; "10,000+" where they were not counted to the end.
#[must_use]
pub fn list_card(title: &str, page: &Page, lang: Lang, actions: &Markup, body: &Markup) -> Markup {
    let more = if page.more { "+" } else { "" };
    let count = page.total.map_or_else(String::new, |total| format!("{}{more}", format::integer(total, lang)));
    framed(title, &count, actions, body)
}

fn framed(title: &str, count: &str, actions: &Markup, body: &Markup) -> Markup {
    html! {
        section.card {
            div.card-head {
                h2 { (title) }
                @if !count.is_empty() { span.count { (count) } }
                (actions)
            }
            (body)
        }
    }
}

/// How far a long work is, of how much, and what is said of it; `None` while nobody knows how much there is.
#[must_use]
pub fn progress(label: &str, done: Option<(i64, i64)>, text: &str) -> Markup {
    html! {
        div.stack {
            progress.progress max=[done.map(|(_, total)| total.max(1))] value=[done.map(|(done, _)| done)] aria-label=(label) {}
            p.soft { (icon("refresh")) " " (text) }
        }
    }
}

/// A figure that leads to its records.
#[must_use]
pub fn figure_tile(label: &str, value: &Markup, note: Option<&str>, address: &str) -> Markup {
    html! {
        a.figure-tile href=(address) {
            span.figure-label { (label) }
            span.figure-value { (value) }
            @if let Some(note) = note { span.figure-note { (note) } }
        }
    }
}

/// The initials of a person or company in a circle, its colour chosen by the name.
#[must_use]
pub fn avatar(name: &str) -> Markup {
    html! { span class={ "avatar avatar-" (colour_of(name)) } aria-hidden="true" { (initials(name)) } }
}

/// A larger one, at the head of a card.
#[must_use]
pub fn avatar_huge(name: &str) -> Markup {
    html! { span class={ "avatar avatar-huge avatar-" (colour_of(name)) } aria-hidden="true" { (initials(name)) } }
}

/// A person with their initials.
#[must_use]
pub fn person_chip(name: &str) -> Markup {
    html! { span.chip { (avatar(name)) span { (name) } } }
}

fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    let first = words.next();
    first.into_iter().chain(words.next_back()).collect()
}

/// One of six colours, the same for the same name.
fn colour_of(name: &str) -> u32 {
    name.chars().fold(0_u32, |sum, letter| sum.wrapping_mul(31).wrapping_add(u32::from(letter))) % 6 + 1
}

/// Asks before something is done, on a page of its own: it works without scripts.
#[must_use]
pub fn confirm_page(
    reader: &Reader,
    question: &str,
    text: &str,
    action: &str,
    fields: &Markup,
    button: &str,
    back: &str,
) -> Markup {
    html! {
        form.confirm.stack method="post" action=(action) {
            h1 { (question) }
            p.soft { (text) }
            (fields)
            div.form-actions {
                button.btn.btn-danger type="submit" data-key="s" { (button) }
                (cancel_link(reader, back))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_come_from_the_first_and_the_last_word() {
        assert_eq!(initials("Ana María Ruiz"), "AR");
        assert_eq!(initials("  «Ромашка» "), "Р");
        assert_eq!(initials(""), "");
    }
}
