//! Heads, buttons, notes and other small parts.

use catalogue::Lang;
use maud::{Markup, html};
use records::Page;

use super::{part, still};
use crate::charts::{FunnelStep, bar, funnel_chart, sparkline};
use crate::export::{ExportPage, Leaving, Tick, export_form};
use crate::parts::{
    Tone, avatar, avatar_huge, badge, button_link, cancel_link, card, confirm_page, empty_state, fault_list,
    figure_tile, list_card, notice, page_header, person_chip, primary_button, primary_link, progress, secret_line,
};
use crate::start::{self, Step, step};
use crate::swap::{Region, link};
use crate::{Reader, format, icon, paths};

const TONES: [Tone; 4] = [Tone::Plain, Tone::Good, Tone::Warn, Tone::Bad];

pub(super) fn draw(reader: &Reader) -> Markup {
    let (title, text) = (reader.text("look-sample"), reader.text("look-sentence"));
    let (name, save) = (reader.text("look-person"), reader.text("action-save"));
    let page = Page { object: "deal".into(), rows: Vec::new(), next: None, total: Some(1234), more: true };
    let body = html! { div.card-body { p { (text) } } };
    html! {
        (part("parts::page_header", &page_header(&title, Some(&text), &html! { (button_link(paths::LOOK, "pencil", &reader.text("action-edit"))) })))
        (part("parts::button_link", &button_link(paths::LOOK, "pencil", &reader.text("action-edit"))))
        (part("parts::primary_link", &primary_link(paths::LOOK, "plus", &reader.text("action-new"))))
        (still("parts::primary_button", &primary_button(&save)))
        (part("parts::cancel_link", &cancel_link(reader, paths::LOOK)))
        (part("swap::link", &link(Region::LIST, "chip-link", paths::LOOK, false, &html! { (title) })))
        (part("icon::icon", &html! { div.cluster { @for shape in ["plus", "pencil", "check", "x", "search", "lock", "bell", "history"] { (icon(shape)) } } }))
        (part("parts::notice", &html! { div.stack { @for tone in TONES { (notice(tone, &html! { (text) })) } } }))
        (part("parts::fault_list", &fault_list(reader, std::slice::from_ref(&text))))
        (part("parts::badge", &html! { div.cluster { @for tone in TONES { (badge(tone, &title)) } } }))
        (part("parts::avatar", &avatar(&name)))
        (part("parts::avatar_huge", &avatar_huge(&name)))
        (part("parts::person_chip", &person_chip(&name)))
        (part("parts::card", &card(&title, Some(7), &html! {}, &body)))
        (part("parts::list_card", &list_card(&title, &page, reader.lang, &html! {}, &body)))
        (part("parts::empty_state", &empty_state("search", &title, &text, &primary_link(paths::LOOK, "plus", &reader.text("action-new")))))
        (still("parts::confirm_page", &confirm_page(reader, &title, &text, paths::LOOK, &html! {}, &reader.text("action-archive"), paths::LOOK)))
        (still("parts::secret_line", &secret_line(reader, paths::LOOK, &title)))
        (part("parts::figure_tile", &figure_tile(&title, &html! { (format::integer(1234, reader.lang)) }, Some(&text), paths::LOOK)))
        (part("parts::progress", &progress(&title, Some((3, 10)), &text)))
        (part("start::progress", &start::progress(reader, 2, 5)))
        (part("start::step", &step(reader, &Step { name: "branches", number: 2, is_done: false }, &html! {})))
        (part("charts::bar", &html! { div.stack { @for (place, tone) in (1..).zip(TONES) { (bar(place, 5, tone, &share(place, reader.lang))) } } }))
        (part("charts::sparkline", &sparkline(&[3, 5, 4, 7, 6, 9], &title)))
        (part("charts::funnel_chart", &funnel_chart(reader, &steps(reader))))
        (still("export::export_form", &export_form(reader, &export(reader))))
    }
}

fn share(of: i64, lang: Lang) -> String {
    format!("{} / {}", format::integer(of, lang), format::integer(5, lang))
}

fn steps(reader: &Reader) -> Vec<FunnelStep> {
    let step = |reached: i64, share: Option<i64>| FunnelStep {
        label: html! { (reader.text("look-sample")) },
        outcome: None,
        reached,
        reached_text: format::integer(reached, reader.lang),
        address: paths::LOOK.to_owned(),
        conversion: share.map(|share| format!("{share} %")),
        stay: None,
    };
    vec![step(120, None), step(60, Some(50)), step(18, Some(30))]
}

fn export(reader: &Reader) -> ExportPage {
    let tick = |value: &str, ticked| Tick { value: value.to_owned(), label: reader.text("look-sample"), ticked };
    ExportPage {
        action: paths::LOOK.to_owned(),
        back: paths::LOOK.to_owned(),
        kept: html! {},
        faults: Vec::new(),
        leaving: Some(Leaving { rows: 120, most: 10_000, is_beyond: false, stay: 3, stay_more: false }),
        conditions: vec![reader.text("look-sentence")],
        closed: vec![reader.text("look-sample")],
        columns: vec![tick("name", true), tick("amount", true)],
        more: vec![tick("note", false)],
        forms: vec![tick("xlsx", true), tick("csv", false)],
    }
}
