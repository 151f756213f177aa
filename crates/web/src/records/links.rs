//! Links of a record on its card: what it is linked with and in which role, added, changed and taken away on the spot.

use catalogue::{Action, Field, Id, Kind, Name, Object, Value};
use futures::future::try_join_all;
use maud::{Markup, html};
use query::Archived;
use records::related::Parent;
use records::{ListAsk, Page, Record, rights};
use ui::fields::FileBy;
use ui::form::{Marks, Typed, input};
use ui::table::{Density, Head, Row, Table, data_table};
use ui::{Fields, icon, paths};

use super::subject::Subject;
use crate::error::Error;

/// Facts of the linked record beside the link's own.
const FACTS: usize = 2;

/// What one list of links shows, and which of them its reader may change.
pub struct Links {
    columns: Vec<Name>,
    changeable: Vec<bool>,
    /// Whether the reader may link this record with another one.
    pub may_add: bool,
}

/// The links of `relation`, whose `field` points to the record, and what may be done with them.
pub async fn links(
    subject: &Subject<'_>,
    link: &Subject<'_>,
    (parent, id): (&Parent, Id),
    (relation, field): (&Name, &Name),
    limit: u32,
) -> Result<(Page, Links), Error> {
    let ctx = &subject.visitor.ctx;
    let columns = columns(link, field);
    let ask = ListAsk {
        columns: columns.iter().map(ToString::to_string).collect(),
        limit,
        count: super::list::COUNTED,
        archived: Archived::Hide,
        ..ListAsk::default()
    };
    let page = parent.related(ctx, relation, &ask).await?;
    let leads = link.object.ends().next().is_some_and(|(first, _)| first.name == *field);
    let changes = async |object: &str, id: Id| -> Result<bool, Error> {
        Ok(rights::allowed(ctx, object, id).await?.contains(&Action::Update))
    };
    let (changeable, may_add) = if leads {
        let may = link.may(Action::Update) && changes(&subject.object.name, id).await?;
        (vec![may; page.rows.len()], may && link.may(Action::Create))
    } else {
        let each = page.rows.iter().map(|row| changes(&link.object.name, row.id));
        (try_join_all(each).await?, link.may(Action::Create))
    };
    let shows = |column: &Name| page.rows.first().is_none_or(|row| !row.hidden.contains(column));
    let columns = columns.into_iter().filter(shows).collect();
    Ok((page, Links { columns, changeable, may_add }))
}

/// The other ends, the role, then what is first told of whom it leads to.
fn columns(link: &Subject<'_>, field: &Name) -> Vec<Name> {
    let others: Vec<(&Field, &Name)> = link.object.ends().filter(|(end, _)| end.name != *field).collect();
    let ends = others.iter().map(|(end, _)| end.name.clone());
    let role = role(link.object).map(|field| field.name.clone());
    let objects = &link.visitor.ctx.gate.catalogue.objects;
    let facts = others.first().and_then(|(end, to)| Some((end, objects.get(*to)?))).map(|(end, object)| {
        let told = object.list.columns.iter().skip(1).filter_map(|name| object.field(name));
        let told = told.filter(|told| told.kind.target().is_none() && told.kind != Kind::File);
        told.take(FACTS).map(|told| Name::from(format!("{}.{}", end.name, told.name))).collect::<Vec<_>>()
    });
    ends.chain(role).chain(facts.unwrap_or_default()).collect()
}

/// What the link says of the two: its first choice.
fn role(link: &Object) -> Option<&Field> {
    link.fields.values().find(|field| !field.system && matches!(field.kind, Kind::Choice { .. }))
}

/// The links as a table, each row leading to the other record.
pub fn draw(subject: &Subject<'_>, link: &Subject<'_>, record: &Record, page: &Page, links: &Links) -> Markup {
    let fields = link.fields();
    // The last step alone: whose fact it is says the first column.
    let head = |name: &Name| match fields.find(name) {
        Some((object, field)) => Head {
            figure: Fields::is_figure(field),
            ..Head::plain(fields.reader.words().field_label(fields.reader.lang, &object.name, &field.name))
        },
        None => Head::plain(fields.label(name)),
    };
    let heads = links.columns.iter().map(head).chain([Head::plain(String::new())]);
    let rows = page.rows.iter().zip(&links.changeable);
    let table = Table {
        heads: heads.collect(),
        rows: rows.map(|(row, may)| draw_row(subject, link, record, links, (row, *may))).collect(),
        foot: None,
        density: Density::Dense,
    };
    html! { @if !page.rows.is_empty() { (data_table(&table, None)) } }
}

fn draw_row(
    subject: &Subject<'_>,
    link: &Subject<'_>,
    record: &Record,
    links: &Links,
    (row, may_change): (&Record, bool),
) -> Row {
    let plain = super::list_table::row(link, &link.fields(), &links.columns, row, FileBy::Size);
    let other = links.columns.first().and_then(|end| {
        let to = link.object.field(end)?.kind.target()?;
        let Value::Ref(id) = row.get(end) else { return None };
        Some((Subject::named(link.visitor, to)?.card(*id), row.titles.get(end).cloned().unwrap_or_default()))
    });
    let Some((address, title)) = other else { return plain };
    let name = if title.is_empty() { subject.text("record-untitled") } else { title.to_string() };
    let first = html! { a.record-link href=(address) { (name) } };
    let doing = may_change && !record.archived;
    let tools = html! { @if doing { (tools(subject, link, record, row, &name)) } };
    let cells = std::iter::once(first).chain(plain.cells.into_iter().skip(1)).chain([tools]).collect();
    Row { address: Some(address), cells, ..Row::default() }
}

/// Change and take away.
fn tools(subject: &Subject<'_>, link: &Subject<'_>, record: &Record, row: &Record, name: &str) -> Markup {
    let back = subject.card(record.id);
    let edit = paths::with_query(&paths::of_record(&link.object.plural, row.id, "edit"), &[("back", &*back)]);
    let said = |key: &str| subject.reader().text_with(key, &[("title", name.into())]);
    let (change, remove) = (said("link-change"), said("link-remove"));
    html! {
        div.link-tools {
            a.btn.btn-quiet.btn-icon.btn-small href=(edit) aria-label=(change) title=(change) { (icon("pencil")) }
            @if link.may(Action::Archive) {
                form method="post" action=(paths::of_record(&link.object.plural, row.id, "archive")) {
                    input type="hidden" name="version" value=(row.version);
                    input type="hidden" name="back" value=(back);
                    button.btn.btn-quiet.btn-icon.btn-small type="submit" aria-label=(remove) title=(remove) { (icon("x")) }
                }
            }
        }
    }
}

/// The form that links the record with one more: whom, and in which role.
pub fn add_form(subject: &Subject<'_>, link: &Subject<'_>, record: &Record, field: &Name) -> Markup {
    let others = link.object.ends().map(|(end, _)| end).filter(|end| end.name != *field);
    let asked: Vec<&Field> = others.chain(role(link.object)).collect();
    let fields = link.fields();
    let id = |asked: &Field| format!("link-{}-{}", link.object.name, asked.name);
    html! {
        form.link-add method="post" action=(link.list()) {
            input type="hidden" name=(field) value=(record.id);
            input type="hidden" name="key" value=(super::form::fresh_key());
            input type="hidden" name="back" value=(subject.card(record.id));
            @for asked in asked {
                div.link-add-field {
                    label.form-label for=(id(asked)) { (fields.label(&asked.name)) }
                    (input(&fields, asked, &Typed::default(), &id(asked), &Marks::default()))
                }
            }
            button.btn type="submit" { (icon("plus")) (subject.text("composer-add")) }
        }
    }
}
