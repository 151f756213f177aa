//! What hangs on a record: its related lists, and the form that adds a note, a call or a task to it.

use catalogue::{Action, Id, Kind, Name, Object, Value, Visible};
use futures::future::try_join_all;
use maud::{Markup, html};
use query::Archived;
use records::related::Parent;
use records::{Draft, ListAsk, Page, Record};
use ui::parts::list_card;
use ui::table::{Density, Head, Table, data_table};
use ui::{Fields, icon, paths};

use super::files;
use super::links::{self, Links};
use super::list_table::{Tools, row_with};
use super::row::{CARD, ON_CARD, is_changed_in_place};
use super::subject::Subject;
use crate::error::Error;

/// Rows of a related list on the card.
const ROWS: u32 = 8;
/// Columns of a related list on the card.
const COLUMNS: usize = 4;

/// One related list.
pub struct List {
    relation: Name,
    /// The field of the other object that points here.
    field: Name,
    page: Page,
    /// Of links alone: see `links`.
    links: Option<Links>,
}

/// All related lists that the visitor may read. Activities are not among them: the story tells them.
pub async fn lists(subject: &Subject<'_>, id: Id) -> Result<Vec<List>, Error> {
    let wanted = subject.object.card.related.iter().filter_map(|name| {
        let relation = subject.object.relations.get(name)?;
        let other = Subject::named(subject.visitor, &relation.object)?;
        (other.may(Action::Read) && &*relation.object != "activity").then_some((name, relation))
    });
    let parent = &Parent::of(&subject.visitor.ctx, &subject.object.name, id).await?;
    try_join_all(wanted.map(|(name, relation)| async move {
        let link = Subject::named(subject.visitor, &relation.object).filter(|o| o.object.visible == Visible::Linked);
        if let Some(link) = link {
            let (page, links) = links::links(subject, &link, (parent, id), (name, &relation.field), ROWS).await?;
            return Ok(List { relation: name.clone(), field: relation.field.clone(), page, links: Some(links) });
        }
        let ask = ListAsk { limit: ROWS, count: super::list::COUNTED, archived: Archived::Hide, ..ListAsk::default() };
        let page = parent.related(&subject.visitor.ctx, name, &ask).await?;
        Ok(List { relation: name.clone(), field: relation.field.clone(), page, links: None })
    }))
    .await
}

/// The lists as cards; the empty ones together as one line of buttons.
pub fn draw(subject: &Subject<'_>, record: &Record, lists: &[List]) -> Markup {
    // Files are dropped on their list, so that it stands there empty too.
    let keeper = files::made_of(subject).map(|(made, _)| made.object.name.clone());
    let (full, empty): (Vec<&List>, Vec<&List>) =
        lists.iter().partition(|list| !list.page.rows.is_empty() || Some(&list.page.object) == keeper.as_ref());
    let other = |list: &List| Subject::named(subject.visitor, &list.page.object);
    // The top of a group asks for the whole of it.
    let upwards = subject.object.hierarchy().map(|field| &field.name);
    let is_top = lists.iter().any(|list| Some(&list.field) == upwards && !list.page.rows.is_empty());
    html! {
        @for list in full { @if let Some(other) = other(list) { (draw_one(subject, &other, record, list, is_top)) } }
        @if !record.archived {
            div.cluster {
                @for list in empty {
                    @if let Some(other) = other(list).filter(|other| may_make(other, list)) {
                        a.chip-link href=(add_address(subject, &other, record, list)) { (icon("plus")) (label(subject, &other, list)) }
                    }
                }
            }
        }
    }
}

fn may_make(other: &Subject<'_>, list: &List) -> bool {
    list.links.as_ref().map_or_else(|| other.may(Action::Create), |links| links.may_add)
}

fn label(subject: &Subject<'_>, other: &Subject<'_>, list: &List) -> String {
    let reader = subject.reader();
    reader.words().relation_label(reader.lang, &subject.object.name, &list.relation, &other.object.name)
}

fn add_address(subject: &Subject<'_>, other: &Subject<'_>, record: &Record, list: &List) -> String {
    let new = paths::with_query(&paths::beside(&other.object.plural, "new"), &[(&*list.field, record.id)]);
    // A link is nothing to look at by itself: from its form one comes back here.
    let back = list.links.as_ref().map(|_| subject.card(record.id)).unwrap_or_default();
    paths::with_query(&new, &[("back", back)])
}

fn draw_one(subject: &Subject<'_>, other: &Subject<'_>, record: &Record, list: &List, is_top: bool) -> Markup {
    let label = label(subject, other, list);
    let total = list.page.total.unwrap_or_default();
    let filter = format!("{} == {}", list.field, record.id);
    let all = paths::with_query(&other.list(), &[("where", filter.as_str())]);
    let group = paths::with_query(&other.list(), &[("where", format!("{}.within({})", list.field, record.id))]);
    let what = subject.reader().text_with("card-add", &[("what", label.as_str().into())]);
    let actions = html! {
        div.cluster {
            @if is_top { a.btn.btn-quiet.btn-small href=(group) { (icon("hierarchy")) (subject.text("card-group")) } }
            @if total > i64::from(ROWS) { a.btn.btn-quiet.btn-small href=(all) { (subject.text("card-all")) } }
            @if list.links.is_none() && other.may(Action::Create) && !record.archived {
                a.btn.btn-quiet.btn-icon.btn-small href=(add_address(subject, other, record, list)) aria-label=(what) { (icon("plus")) }
            }
        }
    };
    let keeps = files::made_of(subject).is_some_and(|(made, _)| made.object.name == list.page.object);
    let body = html! {
        @match &list.links {
            Some(links) => {
                (links::draw(subject, other, record, &list.page, links))
                @if links.may_add && !record.archived { (links::add_form(subject, other, record, &list.field)) }
            }
            None => @if !list.page.rows.is_empty() { (rows(other, list, record.archived)) }
        }
        @if keeps { (files::add_form(subject, record)) }
    };
    list_card(&label, &list.page, subject.reader().lang, &actions, &body)
}

/// The rows of a list, whose cells are changed in place as in a list of their own.
fn rows(other: &Subject<'_>, list: &List, is_closed: bool) -> Markup {
    let fields = other.fields();
    let columns: Vec<Name> = other
        .object
        .list
        .columns
        .iter()
        .filter(|name| **name != list.field && &***name != "owner")
        .take(COLUMNS)
        .cloned()
        .collect();
    let heads = columns.iter().map(|name| Head {
        figure: fields.find(name).is_some_and(|(_, field)| Fields::is_figure(field)),
        changes: (!is_closed && is_changed_in_place(other, name)).then(|| name.to_string()),
        ..Head::plain(fields.label(name))
    });
    let table = Table {
        heads: heads.collect(),
        rows: list.page.rows.iter().map(|record| row_with(other, &fields, &columns, record, ON_CARD)).collect(),
        foot: None,
        density: Density::Dense,
    };
    let as_here = paths::with_query("", &[("columns", &*columns.join(",")), (CARD, "yes")]);
    let tools = Tools { peek: false, pencil: !is_closed };
    html! { div data-rows=(as_here) { (data_table(&table, None)) (tools.draw(other)) } }
}

/// Kinds of the composer: the word sent, the icon, the key that begins it; `task` makes a task, the others an activity of that kind.
pub const KINDS: [(&str, &str, &str); 5] = [
    ("note", "note", "o"),
    ("call", "phone", "c"),
    ("meeting", "users", "m"),
    ("mail", "mail", "l"),
    ("task", "checkbox", "t"),
];

/// The form that adds to the record's story.
pub fn composer(subject: &Subject<'_>, record: &Record) -> Markup {
    let kinds: Vec<_> = KINDS.into_iter().filter(|(kind, ..)| may_add(subject, kind)).collect();
    if kinds.is_empty() || record.archived {
        return html! {};
    }
    let address = paths::of_record(&subject.object.plural, record.id, "add");
    html! {
        form.composer method="post" action=(address) data-draft=(address) {
            (ui::draft::again(subject.reader()))
            input type="hidden" name="key" value=(super::form::fresh_key());
            textarea name="text" rows="2" required placeholder=(subject.text("composer-hint")) aria-label=(subject.text("composer-hint")) {}
            (ui::draft::unsent(subject.reader()))
            div.composer-foot {
                div.composer-kinds role="radiogroup" aria-label=(subject.text("composer-kind")) {
                    @for (place, (kind, shape, key)) in kinds.iter().enumerate() {
                        label { input type="radio" name="kind" value=(kind) checked[place == 0] data-key=(key) data-then="text"; (icon(shape)) (subject.text(&format!("composer-{kind}"))) }
                    }
                }
                label.check.composer-due { span.small.soft { (subject.text("composer-due")) } input.form-control.form-small type="date" name="due"; }
                button.btn.btn-primary.btn-small type="submit" { (subject.text("composer-add")) }
            }
        }
    }
}

/// The object that an addition of this kind makes.
pub fn made_by(kind: &str) -> &'static str {
    if kind == "task" { "task" } else { "activity" }
}

/// True when additions of this kind can point to the record's object and the visitor may make them.
pub fn may_add(subject: &Subject<'_>, kind: &str) -> bool {
    Subject::named(subject.visitor, made_by(kind))
        .is_some_and(|made| points_to(made.object, &subject.object.name).is_some() && made.may(Action::Create))
}

/// The field of `object` by which it points to records of `target`.
fn points_to<'o>(object: &'o Object, target: &str) -> Option<&'o Name> {
    object
        .fields
        .values()
        .find(|field| !field.system && matches!(&field.kind, Kind::Reference { to } if &**to == target))
        .map(|field| &field.name)
}

/// References from an addition to the record and to the records that it hangs on itself (a deal's company and contact).
pub fn with_references(subject: &Subject<'_>, record: &Record, made: &Object, mut draft: Draft) -> Draft {
    if let Some(field) = points_to(made, &subject.object.name) {
        draft = draft.with_value(field, Value::Ref(record.id));
    }
    for field in subject.object.fields.values().filter(|field| !field.system) {
        let Kind::Reference { to } = &field.kind else { continue };
        let same = made
            .field(&field.name)
            .is_some_and(|other| matches!(&other.kind, Kind::Reference { to: other } if other == to));
        if let (true, value @ Value::Ref(_)) = (same, record.get(&field.name)) {
            draft = draft.with_value(&field.name, value.clone());
        }
    }
    draft
}
