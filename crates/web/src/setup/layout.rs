//! The layout of a kind of record: columns of its list, sections of its card, and what its form keeps back. One form, which shows
//! the card as it would be before it is so; moving is by buttons and choices that need no scripts.

use std::sync::Arc;

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use catalogue::{Catalogue, Field, Name, Object};
use maud::{Markup, html};
use records::setup::{self, LayoutDraft, SectionDraft, can_be_column};
use ui::parts::{Tone, badge, button_link, card, confirm_page, fault_list, page_header};
use ui::{icon, paths};

use super::{known, mark, moved_by, of_object, order_buttons, texts};
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::records::subject::Sent;
use crate::visitor::Visitor;

type Pairs = Form<Vec<(String, String)>>;

/// What stands on no section of the card.
const NOWHERE: &str = "-";

/// The form as it stands.
#[derive(Default, Hash)]
struct Layout {
    /// Columns that are shown, in order.
    columns: Vec<String>,
    /// Key and label of each section; a new one has a key that begins with `+`.
    sections: Vec<(String, String)>,
    /// Fields in order, each with the key of its section.
    fields: Vec<(String, String)>,
    folded: Vec<String>,
}

#[derive(Default)]
struct Shown {
    layout: Layout,
    after: Option<Arc<Catalogue>>,
    seen: String,
    faults: Vec<String>,
    moved: Option<String>,
}

fn address(object: &str) -> String {
    super::LAYOUT.replace("{object}", object)
}

pub async fn show_layout(visitor: Visitor, Path(object): Path<String>) -> Answer {
    let object = known(&visitor, &object)?;
    let layout = Layout::of(&visitor, object);
    Ok(page(&visitor, object, &Shown { layout, ..Shown::default() }))
}

pub async fn arrange_layout(visitor: Visitor, Path(object): Path<String>, Form(sent): Pairs) -> Answer {
    let object = known(&visitor, &object)?;
    let sent = Sent(sent);
    let mut shown = Shown { layout: Layout::sent(&sent), ..Shown::default() };
    let step = sent.get("step").unwrap_or("show").to_owned();
    let draft = shown.layout.draft();
    if step == "apply" && sent.get("seen") == Some(mark(&visitor, &shown.layout).as_str()) {
        return match setup::arrange_layout(&visitor.ctx, &object.name, &draft).await {
            Ok(()) => Ok(visitor.go_saying(&address(&object.name), Saying::done(visitor.text("layout-saved")))),
            Err(records::Error::Invalid(faults)) => Ok(refused(&visitor, object, shown, &faults)),
            Err(error) => Err(Error::Records(error)),
        };
    }
    if shown.layout.step(&step) {
        shown.moved = Some(step);
        return Ok(page(&visitor, object, &shown));
    }
    match setup::survey_layout(&visitor.ctx, &object.name, &draft).await {
        Ok(after) => {
            shown.seen = mark(&visitor, &shown.layout);
            shown.after = Some(after);
            Ok(page(&visitor, object, &shown))
        }
        Err(records::Error::Invalid(faults)) => Ok(refused(&visitor, object, shown, &faults)),
        Err(error) => Err(Error::Records(error)),
    }
}

fn refused(visitor: &Visitor, object: &Object, mut shown: Shown, faults: &[records::Fault]) -> Response {
    shown.faults = texts(visitor, faults);
    (StatusCode::UNPROCESSABLE_ENTITY, page(visitor, object, &shown)).into_response()
}

pub async fn ask_reset_layout(visitor: Visitor, Path(object): Path<String>) -> Answer {
    let object = known(&visitor, &object)?;
    let reader = &visitor.reader;
    let plural = reader.words().object_plural(reader.lang, &object.name);
    let question = reader.text_with("layout-reset-question", &[("plural", plural.into())]);
    let back = address(&object.name);
    let text = reader.text("layout-reset-text");
    let button = reader.text("layout-reset");
    let body = confirm_page(reader, &question, &text, &format!("{back}/reset"), &html! {}, &button, &back);
    Ok(visitor.page(&question, &body))
}

pub async fn reset_layout(visitor: Visitor, Path(object): Path<String>) -> Answer {
    setup::reset_layout(&visitor.ctx, &object).await?;
    Ok(visitor.go_saying(&address(&object), Saying::done(visitor.text("layout-reset-done"))))
}

impl Layout {
    fn of(visitor: &Visitor, object: &Object) -> Self {
        let words = visitor.reader.words();
        let label = |name: &Name| words.section_label(visitor.reader.lang, &object.name, name);
        let placed = object
            .card
            .sections
            .iter()
            .flat_map(|section| section.fields.iter().map(|field| (field.to_string(), section.name.to_string())));
        let mut fields: Vec<(String, String)> = placed.collect();
        let free = object
            .fields
            .values()
            .filter(|field| !field.system && !fields.iter().any(|(name, _)| *name == *field.name));
        let free: Vec<(String, String)> = free.map(|field| (field.name.to_string(), NOWHERE.to_owned())).collect();
        fields.extend(free);
        let mut layout = Self {
            columns: object.list.columns.iter().map(ToString::to_string).collect(),
            sections: object.card.sections.iter().map(|s| (s.name.to_string(), label(&s.name))).collect(),
            fields,
            folded: object.card.folded.iter().map(ToString::to_string).collect(),
        };
        layout.add_blank();
        layout
    }

    fn sent(sent: &Sent) -> Self {
        let words = |name: &str| {
            let mut out: Vec<String> = Vec::new();
            for word in sent.all(name) {
                if !out.iter().any(|known| known == word) {
                    out.push(word.to_owned());
                }
            }
            out
        };
        let label = |key: &String| sent.get(&format!("label.{key}")).unwrap_or_default().to_owned();
        let sections: Vec<(String, String)> =
            words("section").into_iter().map(|key| (key.clone(), label(&key))).collect();
        let place = |field: &String| sent.get(&format!("in.{field}")).unwrap_or(NOWHERE).to_owned();
        let mut fields: Vec<(String, String)> = words("field").into_iter().map(|f| (f.clone(), place(&f))).collect();
        let at = |key: &str| sections.iter().position(|(known, _)| known == key).unwrap_or(usize::MAX);
        fields.sort_by_key(|(_, section)| at(section));
        let mut layout = Self { columns: words("column"), sections, fields, folded: words("folded") };
        layout.add_blank();
        layout
    }

    /// An empty section to put fields into, last.
    fn add_blank(&mut self) {
        let is_used = |key: &str, label: &str, fields: &[(String, String)]| {
            !key.starts_with('+') || !label.is_empty() || fields.iter().any(|(_, section)| section == key)
        };
        let fields = std::mem::take(&mut self.fields);
        self.sections.retain(|(key, label)| is_used(key, label, &fields));
        self.fields = fields;
        let is_free = |key: &String| self.sections.iter().all(|(known, _)| known != key);
        let key = (1_u32..).map(|n| format!("+{n}")).find(is_free).unwrap_or_default();
        self.sections.push((key, String::new()));
    }

    fn draft(&self) -> LayoutDraft {
        let section = |(key, label): &(String, String)| SectionDraft {
            name: (!key.starts_with('+')).then(|| key.clone()),
            label: label.clone(),
            fields: self.fields.iter().filter(|(_, section)| section == key).map(|(field, _)| field.clone()).collect(),
        };
        LayoutDraft {
            columns: self.columns.clone(),
            sections: self.sections.iter().map(section).collect(),
            folded: self.folded.clone(),
        }
    }

    /// Moves what a button says; `false` when it is no such button.
    fn step(&mut self, step: &str) -> bool {
        let mut parts = step.splitn(2, ':');
        let (Some(way), Some(what)) = (parts.next(), parts.next()) else { return false };
        let by = match way {
            "up" => -1,
            "down" => 1,
            _ => return false,
        };
        match what.split_once('.') {
            Some(("column", name)) => moved_by(&mut self.columns, |column| column == name, by),
            Some(("section", key)) => moved_by(&mut self.sections, |(known, _)| known == key, by),
            Some(("field", name)) => return self.step_field(name, by),
            _ => return false,
        };
        true
    }

    /// Past the edge of its section a field goes on into the next one.
    fn step_field(&mut self, name: &str, by: isize) -> bool {
        let Some(at) = self.fields.iter().position(|(field, _)| field == name) else { return false };
        let own = self.fields[at].1.clone();
        let to = at.checked_add_signed(by).filter(|to| *to < self.fields.len() && self.fields[*to].1 == own);
        if let Some(to) = to {
            self.fields.swap(at, to);
            return true;
        }
        let section = self.sections.iter().position(|(key, _)| *key == own);
        let next = section.and_then(|section| section.checked_add_signed(by)).and_then(|next| self.sections.get(next));
        if let Some((key, _)) = next {
            let key = key.clone();
            self.fields[at].1.clone_from(&key);
            let field = self.fields.remove(at);
            let edge = |other: &(String, String)| other.1 == key;
            let to = match by {
                1 => self.fields.iter().position(edge),
                _ => self.fields.iter().rposition(edge).map(|last| last + 1),
            };
            self.fields.insert(to.unwrap_or(at.min(self.fields.len())), field);
        }
        true
    }
}

fn page(visitor: &Visitor, object: &Object, shown: &Shown) -> Response {
    let reader = &visitor.reader;
    let plural = reader.words().object_plural(reader.lang, &object.name);
    let title = reader.text_with("layout-title", &[("plural", plural.into())]);
    let actions = html! {
        (button_link(&of_object(&object.name), "arrow-left", &reader.text("fields-back")))
        (button_link(&paths::list(&object.plural), &object.icon, &reader.text("fields-open-list")))
    };
    let body = html! {
        div.narrow.stack {
            (page_header(&title, Some(&reader.text("layout-lead")), &actions))
            (fault_list(reader, &shown.faults))
            form.form method="post" action=(address(&object.name)) novalidate {
                button.visually-hidden type="submit" name="step" value="show" tabindex="-1" aria-hidden="true" {}
                @if !shown.seen.is_empty() { input type="hidden" name="seen" value=(shown.seen); }
                @if let Some(after) = &shown.after { (effect(visitor, object, after)) }
                (card(&reader.text("layout-columns"), None, &html! {}, &columns(visitor, object, shown)))
                (card(&reader.text("layout-card"), None, &html! {}, &sections(visitor, object, shown)))
                div.form-actions {
                    button.btn .btn-primary[shown.after.is_none()] type="submit" name="step" value="show" data-key="s" { (reader.text("arrange-show")) }
                    a.btn href=(of_object(&object.name)) data-key="q" { (reader.text("action-cancel")) }
                    a.btn href={ (address(&object.name)) "/reset" } { (reader.text("layout-reset")) }
                }
            }
        }
    };
    visitor.page(&title, &body)
}

fn label(visitor: &Visitor, object: &Object, field: &str) -> String {
    visitor.reader.words().field_label(visitor.reader.lang, &object.name, field)
}

/// The columns that are shown, in order, and below them those that could be.
fn columns(visitor: &Visitor, object: &Object, shown: &Shown) -> Markup {
    let first = object.list.columns.first();
    let chosen: Vec<&Field> = shown.layout.columns.iter().filter_map(|name| object.field(name)).collect();
    let others = object
        .fields
        .values()
        .filter(|field| can_be_column(field) && !chosen.iter().any(|known| known.name == field.name));
    html! {
        ol.card-list.arranged {
            @for (at, field) in chosen.iter().enumerate() {
                @let is_first = Some(&field.name) == first;
                @let name = label(visitor, object, &field.name);
                li.arranged-row {
                    (order_buttons(visitor, &name, &format!("column.{}", field.name), (!is_first).then_some((at > 1, at + 1 < chosen.len())), shown.moved.as_deref()))
                    @if is_first { span.arranged-main { input type="hidden" name="column" value=(field.name); (name) " " span.faint.small { (visitor.text("layout-first")) } } }
                    @else { label.check.arranged-main { input type="checkbox" name="column" value=(field.name) checked; span { (name) } } }
                }
            }
        }
        details.disclose.arranged-others {
            summary { (icon("chevron-right")) span { (visitor.text("layout-further")) } }
            div.checks { @for field in others { label.check { input type="checkbox" name="column" value=(field.name); span { (label(visitor, object, &field.name)) } } } }
        }
    }
}

fn sections(visitor: &Visitor, object: &Object, shown: &Shown) -> Markup {
    let layout = &shown.layout;
    let count = layout.sections.len();
    let is_new = |key: &str| key.starts_with('+');
    let fields = |key: &str| -> Vec<&Field> {
        layout.fields.iter().filter(|(_, section)| section == key).filter_map(|(name, _)| object.field(name)).collect()
    };
    let nowhere = fields(NOWHERE);
    html! {
        @for (at, (key, name)) in layout.sections.iter().enumerate() {
            @let called = if name.is_empty() { visitor.text("layout-new-section") } else { name.clone() };
            fieldset.arranged-section {
                legend.visually-hidden { (called) }
                div.arranged-head {
                    input type="hidden" name="section" value=(key);
                    (order_buttons(visitor, &called, &format!("section.{key}"), (!is_new(key) || !name.is_empty()).then_some((at > 0, at + 1 < count)), shown.moved.as_deref()))
                    label.visually-hidden for={ "label." (key) } { (visitor.reader.text_with("layout-section-label", &[("label", called.as_str().into())])) }
                    input.form-control id={ "label." (key) } name={ "label." (key) } value=(name) placeholder=(called) maxlength="60" autocomplete="off";
                }
                @let own = fields(key);
                @if own.is_empty() { p.soft.small.arranged-none { (visitor.text(if is_new(key) { "layout-new-text" } else { "layout-empty" })) } }
                @else { ol.card-list.arranged { @for field in own { (field_row(visitor, object, field, key, shown)) } } }
            }
        }
        @if !nowhere.is_empty() {
            details.disclose.arranged-others {
                summary { (icon("chevron-right")) span { (visitor.text("layout-nowhere")) } }
                ol.card-list.arranged { @for field in nowhere { (field_row(visitor, object, field, NOWHERE, shown)) } }
            }
        }
    }
}

fn field_row(visitor: &Visitor, object: &Object, field: &Field, key: &str, shown: &Shown) -> Markup {
    let reader = &visitor.reader;
    let layout = &shown.layout;
    let name = label(visitor, object, &field.name);
    let is_first = layout.fields.first().is_some_and(|(known, _)| *known == *field.name)
        && layout.sections.first().is_some_and(|(first, _)| first == key);
    let place = format!("in.{}", field.name);
    let may_be_folded = !field.required && ui::form::is_typed(field);
    html! {
        li.arranged-row {
            input type="hidden" name="field" value=(field.name);
            (order_buttons(visitor, &name, &format!("field.{}", field.name), (key != NOWHERE).then_some((!is_first, true)), shown.moved.as_deref()))
            span.arranged-main {
                span { (name) }
                @if may_be_folded {
                    label.check.small { input type="checkbox" name="folded" value=(field.name) checked[layout.folded.iter().any(|known| *known == *field.name)]; span { (reader.text("layout-fold")) span.visually-hidden { ": " (name) } } }
                }
            }
            span.arranged-place {
                label.visually-hidden for=(place) { (reader.text_with("layout-place", &[("label", name.as_str().into())])) }
                select.form-select id=(place) name=(place) {
                    @if key == NOWHERE { option value=(NOWHERE) selected { (reader.text("layout-nowhere")) } }
                    @for (other, label) in &layout.sections { option value=(other) selected[other == key] { @if label.is_empty() { (reader.text("layout-new-section")) } @else { (label) } } }
                }
            }
        }
    }
}

/// The head, the sections and the columns as they would be.
fn effect(visitor: &Visitor, object: &Object, after: &Catalogue) -> Markup {
    let reader = &visitor.reader;
    let Some(changed) = after.objects.get(&object.name) else { return html! {} };
    let words = &after.words;
    let label = |field: &str| words.field_label(reader.lang, &object.name, field);
    let is_new = |field: &Name, before: &[Name]| !before.contains(field);
    let folded = |field: &Name| changed.card.folded.contains(field);
    let gone: Vec<&Name> = object.list.columns.iter().filter(|column| !changed.list.columns.contains(column)).collect();
    let body = html! {
        div.card-body.stack role="status" {
            div {
                p.soft.small { (reader.text("layout-columns")) }
                ol.arranged-heads.arranged-chain { @for column in &changed.list.columns { li { (label(column)) @if is_new(column, &object.list.columns) { (badge(Tone::Good, &reader.text("arrange-new"))) } } } }
                @if !gone.is_empty() { p.small { (reader.text("layout-gone")) " " (gone.iter().map(|column| label(column)).collect::<Vec<_>>().join(", ")) } }
            }
            div.arranged-preview {
                @for section in &changed.card.sections {
                    div {
                        h3.facts-head { (words.section_label(reader.lang, &object.name, &section.name)) }
                        ul { @for field in &section.fields { li { (label(field)) @if folded(field) { " " (badge(Tone::Plain, &reader.text("layout-folded"))) } } } }
                    }
                }
            }
            div.form-actions { button.btn.btn-primary type="submit" name="step" value="apply" autofocus { (reader.text("arrange-apply")) } }
        }
    };
    card(&reader.text("arrange-effect"), None, &html! {}, &body)
}
