//! The look of the product on one page, for whoever builds it: tokens as the style sheet has them, and every component of this
//! crate once, with its name. A test holds the names against the source, so that none is missing and none is of the past.

mod records;
mod small;
mod time;

use maud::{Markup, html};

use crate::parts::page_header;
use crate::{Fields, Reader};

/// The tokens are read from the style sheet itself.
const TOKENS: &str = include_str!("../../../islands/css/tokens.css");

/// Components that stand around this page, that a script shows, or that are a piece of another one.
const AROUND: [&str; 19] = [
    "layout::page",
    "layout::bare_page",
    "notifications::bell",
    "notifications::popping",
    "live::mark",
    "live::bar",
    "live::here",
    "layout::toast",
    "gate::dialog",
    "board::draw_more",
    "board::script",
    "board::tiles",
    "draft::again",
    "draft::unsent",
    "draft::kept",
    "table::draw_row",
    "swap::swap_link",
    "swap::keyed_link",
    "swap::swap_form",
];

/// The whole page; samples are of the object of `fields` (a deal).
#[must_use]
pub fn look(fields: &Fields<'_>) -> Markup {
    let reader = fields.reader;
    html! {
        div.look {
            (page_header(&reader.text("look-title"), Some(&reader.text("look-lead")), &html! {}))
            (section(reader, "look-colours", &html! { div.look-swatches { @for (name, _) in tokens("#") { (swatch(name)) } } }))
            (section(reader, "look-type", &html! { @for (name, size) in tokens("rem") { (sample_of_type(reader, name, size)) } }))
            (section(reader, "look-shape", &html! { ul.look-shapes { @for (name, size) in tokens("px").filter(|(name, _)| !name.contains("shadow")) { li { code { (name) } " " span.soft { (size) } } } } }))
            (section(reader, "look-small", &small::draw(reader)))
            (section(reader, "look-records", &records::draw(fields)))
            (section(reader, "look-time", &time::draw(fields)))
            (section(reader, "look-around", &html! { ul.look-shapes { @for name in AROUND { li { code.look-name { (name) } } } } }))
        }
    }
}

/// Name and value of the tokens whose value has this mark.
fn tokens(mark: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let declared = TOKENS.lines().filter_map(|line| line.trim().strip_suffix(';')?.split_once(": "));
    declared.filter(move |(name, value)| name.starts_with("--") && value.contains(mark))
}

fn section(reader: &Reader, title: &str, body: &Markup) -> Markup {
    html! { section.look-section aria-labelledby=(title) { h2 id=(title) { (reader.text(title)) } (body) } }
}

/// One component under its name.
fn part(name: &str, body: &Markup) -> Markup {
    html! { figure.look-part { figcaption { code.look-name { (name) } } div.look-body { (body) } } }
}

/// One whose buttons would send something: it is there to be looked at.
fn still(name: &str, body: &Markup) -> Markup {
    part(name, &html! { div inert { (body) } })
}

/// The page allows no inline style; an attribute of a drawing takes the token as well.
fn swatch(name: &str) -> Markup {
    html! {
        div.look-swatch {
            svg aria-hidden="true" { rect width="100%" height="100%" fill={ "var(" (name) ")" } {} }
            code { (name) }
        }
    }
}

fn sample_of_type(reader: &Reader, name: &str, size: &str) -> Markup {
    html! {
        div.look-line {
            code { (name) } span.soft { (size) }
            span class=[name.strip_prefix("--text-").map(|step| format!("look-{step}"))] { (reader.text("look-sample")) }
        }
    }
}
