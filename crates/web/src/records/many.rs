//! Conditions over what hangs on a record, as the filter builder offers them: it has deals, or none; it has a deal of which
//! something is so, or none such. Written in the query language, and read back into words.

use catalogue::Field;
use maud::{Markup, html};
use ui::Fields;
use ui::swap::{Region, swap_link};

use super::address::ListState;
use super::conditions::{self, Operator};
use super::list_bar::{adding_form, comparison, offered};
use super::subject::{Sent, Subject};
use super::typed;
use crate::error::Error;

/// What an element is called in the conditions that are written here.
const ELEMENT: &str = "x";

/// A to-many relation of the list's object, and the field of its records that a condition is about.
pub struct Many<'p, 'o> {
    name: &'p str,
    /// Empty when it is about the records themselves.
    path: &'p str,
    target: Fields<'o>,
    label: String,
}

impl<'p, 'o> Many<'p, 'o> {
    /// `deals`, or `deals.stage`.
    pub fn find(fields: &Fields<'o>, path: &'p str) -> Option<Self> {
        let (name, path) = path.split_once('.').unwrap_or((path, ""));
        let relation = fields.object.relations.get(name)?;
        let object = fields.catalogue.object(&relation.object)?;
        let target = Fields { object, ..*fields };
        if !path.is_empty() {
            target.find(path)?;
        }
        let reader = fields.reader;
        let label = reader.words().relation_label(reader.lang, &fields.object.name, name, &object.name);
        Some(Self { name, path, target, label })
    }

    fn field(&self) -> Option<&'o Field> {
        self.target.find(self.path).map(|(_, field)| field)
    }

    /// The condition that the form sent; `None` when its value fits nothing.
    pub async fn read(&self, subject: &Subject<'_>, sent: &Sent) -> Result<Option<String>, Error> {
        let none = sent.get("some") == Some("none");
        let Some(field) = self.field() else { return Ok(Some(written(self.name, none, None))) };
        let Some(operator) = sent.get("op").and_then(Operator::read) else { return Ok(None) };
        let value = typed::filter_value(subject, sent, field).await?;
        let body = conditions::write(&format!("{ELEMENT}.{}", self.path), &field.kind, operator, &value);
        Ok(body.map(|body| written(self.name, none, Some(&body))))
    }

    /// The row of the form: whether there are some or none, and of which something is so.
    pub fn form(&self, subject: &Subject<'_>, state: &ListState) -> Markup {
        adding_form(
            subject,
            state,
            &html! {
                (self.about(subject, state))
                select.form-select name="some" autofocus aria-label=(subject.text("filter-how")) {
                    option value="any" { (subject.text("filter-has")) }
                    option value="none" { (subject.text("filter-has-none")) }
                }
                @if let Some(field) = self.field() {
                    label.visually-hidden for="filter-value" { (self.target.label(self.path)) }
                    (comparison(&self.target, field, false))
                }
            },
        )
    }

    /// The relation, with a menu of the fields that the condition may be about.
    fn about(&self, subject: &Subject<'_>, state: &ListState) -> Markup {
        let Some(target) = Subject::named(subject.visitor, &self.target.object.name) else { return html! {} };
        let item = |path: &str, label: &str| {
            let add = if path.is_empty() { self.name.to_owned() } else { format!("{}.{path}", self.name) };
            swap_link(
                Region::LIST,
                "menu-item",
                &state.but(|other| other.add = add).address(&subject.list()),
                &html! { (label) },
            )
        };
        let any = subject.text("filter-any-record");
        let chosen = if self.path.is_empty() { any.clone() } else { self.target.label(self.path) };
        html! {
            details.menu-inline.filter-field {
                summary.btn { (self.label) ": " (chosen) }
                div.menu-panel.menu-scroll {
                    (item("", &any))
                    @for field in offered(&target) { (item(&field.name, &self.target.label(&field.name))) }
                }
            }
        }
    }
}

/// Relations of the list's object to records that the visitor may read: name and heading.
pub fn relations(subject: &Subject<'_>) -> Vec<(String, String)> {
    let fields = subject.fields();
    let known = subject
        .object
        .relations
        .iter()
        .filter(|(_, relation)| Subject::seen(subject.visitor, &relation.object).is_some());
    known.filter_map(|(name, _)| Some((name.to_string(), Many::find(&fields, name)?.label))).collect()
}

fn written(name: &str, none: bool, body: Option<&str>) -> String {
    match (body, none) {
        (None, false) => format!("{name}.size() > 0"),
        (None, true) => format!("{name}.size() == 0"),
        (Some(body), false) => format!("{name}.exists({ELEMENT}, {body})"),
        (Some(body), true) => format!("!{name}.exists({ELEMENT}, {body})"),
    }
}

/// Such a condition in the reader's words ("Deals: some where Stage is Won"), where it is one that the form can write.
pub fn describe(fields: &Fields<'_>, part: &str) -> Option<String> {
    let (part, none) = part.strip_prefix('!').map_or((part, false), |part| (part, true));
    let say = |key: &str, many: &Many<'_, '_>, what: String| {
        Some(fields.reader.text_with(key, &[("many", many.label.clone().into()), ("what", what.into())]))
    };
    if let Some((name, count)) = part.split_once(".size()").filter(|_| !none) {
        let many = Many::find(fields, name.trim())?;
        return match count.trim() {
            "> 0" => say("filter-some", &many, String::new()),
            "== 0" => say("filter-none", &many, String::new()),
            _ => None,
        };
    }
    let (name, body) = part.split_once(".exists(")?;
    let many = Many::find(fields, name.trim())?;
    let (element, body) = body.strip_suffix(')')?.split_once(',')?;
    let body = body.trim().strip_prefix(element.trim())?.strip_prefix('.')?;
    let what = conditions::describe_one(&many.target, body)?;
    say(if none { "filter-none-where" } else { "filter-some-where" }, &many, what)
}
