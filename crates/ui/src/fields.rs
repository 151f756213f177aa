//! The fields of one object, drawn for one reader: labels, values, badges, links. How a value looks is decided here
//! and in `format`, so that list, card, board and history say the same.

use catalogue::{Catalogue, Field, FileRef, Id, Kind, Object, Outcome, Stage, Value};
use maud::{Markup, html};
use records::Record;

use crate::parts::{Tone, badge, person_chip};
use crate::{Reader, format, icon, paths};

/// How a file is told where there is room for one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileBy {
    Name,
    Size,
}

/// Draws fields of `object`.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    pub reader: &'a Reader,
    pub catalogue: &'a Catalogue,
    pub object: &'a Object,
}

impl<'a> Fields<'a> {
    /// The field that a name or a path (`company.city`) ends at, with its object.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<(&'a Object, &'a Field)> {
        self.catalogue.field_at(self.object, path)
    }

    /// "City", or "Company: City" for a path.
    #[must_use]
    pub fn label(&self, path: &str) -> String {
        self.catalogue.path_label(self.reader.lang, self.object, path)
    }

    /// The name of a choice or stage of a field of this object.
    #[must_use]
    pub fn option(&self, field: &str, option: &str) -> String {
        self.reader.words().option_label(self.reader.lang, &self.object.name, field, option)
    }

    /// The value of a field of a record: empty markup when nothing is known.
    #[must_use]
    pub fn of_record(&self, record: &Record, path: &str) -> Markup {
        let Some((object, field)) = self.find(path) else { return html! {} };
        if let (Value::File(file), false) = (record.get(path), path.contains('.')) {
            return self.download(record, path, file);
        }
        let title = record.titles.get(path).map(|title| &**title);
        Fields { object, ..*self }.value(field, record.get(path), title)
    }

    /// A value of a field of this object; `title` is the other record's when it is a reference.
    #[must_use]
    pub fn value(&self, field: &Field, value: &Value, title: Option<&str>) -> Markup {
        let kind = field.kind.value_kind();
        match (value, kind) {
            (Value::Null, _) => html! {},
            (Value::Text(option), Kind::Stage { stages }) => self.stage(&field.name, option, stages),
            (Value::Text(option), Kind::Choice { .. }) => badge(Tone::Plain, &self.option(&field.name, option)),
            (Value::Choices(options), _) => html! {
                span.tag-list { @for option in options { (badge(Tone::Plain, &self.option(&field.name, option))) } }
            },
            (Value::Text(text), Kind::Email) => html! { a href={ "mailto:" (text) } { (text) } },
            (Value::Text(text), Kind::Phone) => html! { a.number href={ "tel:" (text) } { (text) } },
            (Value::Text(text), Kind::Url) => web_link(text),
            (Value::Text(text), Kind::LongText) => html! { span.pre-line { (text) } },
            (Value::Ref(_), Kind::Person) => {
                html! { @if let Some(title) = title { (person_chip(title)) } @else { (hidden(self.reader)) } }
            }
            (Value::Ref(id), Kind::Reference { to }) => self.reference(to, *id, title),
            (Value::File(file), _) => html! { span.file-name { (icon("file")) (file.name()) } },
            (Value::Date(days), _) => self.day(*days),
            (Value::Instant(at), _) => {
                html! { time.nowrap title=(format::instant(*at, self.reader)) { (format::ago(*at, self.reader)) } }
            }
            (Value::Int(count), Kind::Integer { unit: Some(unit), .. }) => {
                html! { span.number { (format::quantity(*count, unit, self.reader.lang)) } }
            }
            (Value::Int(_) | Value::Decimal(_) | Value::Money(_) | Value::Moneys(_), _) => {
                html! { span.number { (format::value(value, &self.object.name, field, self.reader)) } }
            }
            _ => html! { (format::value(value, &self.object.name, field, self.reader)) },
        }
    }

    /// The same in a row that begins with the record's title: a file by one word alone, as the row has little room, and not
    /// by the name that the title says already.
    #[must_use]
    pub fn in_row(&self, record: &Record, path: &str, by: FileBy) -> Markup {
        match record.get(path) {
            Value::File(file) if !path.contains('.') => {
                let is_said = by == FileBy::Size || *record.title == *file.name();
                let (name, size) = (html! { (file.name()) }, self.file_size(file));
                self.download_link(record, path, file, if is_said { &size } else { &name })
            }
            _ => self.of_record(record, path),
        }
    }

    /// The way to a record's file, with its size.
    fn download(&self, record: &Record, field: &str, file: &FileRef) -> Markup {
        self.download_link(record, field, file, &html! { (file.name()) " " (self.file_size(file)) })
    }

    fn download_link(&self, record: &Record, field: &str, file: &FileRef, words: &Markup) -> Markup {
        let label = self.reader.text_with("file-download", &[("name", file.name().into())]);
        html! {
            a.file-link href=(paths::file(&self.object.plural, record.id, field)) title=(label) {
                (icon("download")) span.visually-hidden { (self.reader.text("file-download-word")) } span.file-words { (words) }
            }
        }
    }

    fn file_size(&self, file: &FileRef) -> Markup {
        html! { span.file-size { (format::file_size(file.size(), self.reader.lang)) } }
    }

    /// A stage by the field and its declared stages.
    #[must_use]
    pub fn stage(&self, field: &str, id: &str, stages: &[Stage]) -> Markup {
        let label = self.option(field, id);
        let stage = stages.iter().find(|stage| &*stage.id == id);
        stage_badge(
            &label,
            stage.map_or(Outcome::Open, |stage| stage.outcome),
            stage.map_or(0, |stage| stage.probability),
        )
    }

    /// A date: the day, with how far it is away as its title.
    fn day(&self, days: i32) -> Markup {
        let lang = self.reader.lang;
        html! { time.nowrap title=(format::relative_day(days, self.reader.today(), lang)) { (format::date(days, lang)) } }
    }

    fn reference(&self, to: &str, id: Id, title: Option<&str>) -> Markup {
        let Some(title) = title else { return hidden(self.reader) };
        match self.catalogue.objects.get(to) {
            Some(object) => record_link(&object.plural, id, title),
            None => html! { (title) },
        }
    }

    /// True when values of the field stand at the end of their cell, as figures do.
    #[must_use]
    pub fn is_figure(field: &Field) -> bool {
        matches!(
            field.kind.value_kind(),
            Kind::Integer { .. } | Kind::Decimal { .. } | Kind::Money | Kind::Percent { .. }
        )
    }
}

/// A record by its title.
#[must_use]
pub fn record_link(plural: &str, id: Id, title: &str) -> Markup {
    html! { a.record-link href=(paths::record(plural, id)) { (title) } }
}

/// A stage: how far it is, as a ring that fills with the probability; won and lost have their own signs.
#[must_use]
pub fn stage_badge(label: &str, outcome: Outcome, probability: u8) -> Markup {
    match outcome {
        Outcome::Won => html! { span.stage.stage-won { (icon("circle-check")) (label) } },
        Outcome::Lost => html! { span.stage.stage-lost { (icon("x")) (label) } },
        Outcome::Open => html! {
            span.stage {
                svg.stage-ring viewBox="0 0 14 14" aria-hidden="true" {
                    circle cx="7" cy="7" r="6" {}
                    circle.stage-part cx="7" cy="7" r="2.5" pathLength="100" stroke-dasharray={ (probability) " 100" } transform="rotate(-90 7 7)" {}
                }
                (label)
            }
        },
    }
}

/// Says that there is a value which this reader may not see.
#[must_use]
pub fn hidden(reader: &Reader) -> Markup {
    html! { span.hidden-value { (icon("lock")) (reader.text("value-hidden")) } }
}

/// Only web addresses become links: `javascript:` and the like stay text.
fn web_link(text: &str) -> Markup {
    let lower = text.to_ascii_lowercase();
    let shown = text.split_once("://").map_or(text, |(_, rest)| rest).trim_end_matches('/');
    html! {
        @if lower.starts_with("https://") || lower.starts_with("http://") {
            a href=(text) rel="noopener noreferrer nofollow" target="_blank" { (shown) }
        } @else { (text) }
    }
}
