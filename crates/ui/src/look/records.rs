//! Values, fields of forms, tables and the board, of one object of the catalogue.

use catalogue::{Currency, Field, Id, Kind, Money, Outcome, Value};
use maud::{Markup, html};

use super::{part, still};
use crate::board::{Cell, Column, Lane, Moves, Tile, board};
use crate::fields::{hidden, record_link, stage_badge};
use crate::form::{Faults, Marks, Typed, field_faults, form_field, input, is_typed, lookup};
use crate::gate::{self, Asked, Gate};
use crate::stage_path::{Standing, stage_path};
use crate::table::{Density, Head, Row, Sorted, Table, data_table};
use crate::{Fields, file_field, format};

pub(super) fn draw(fields: &Fields<'_>) -> Markup {
    let reader = fields.reader;
    let (title, company) = (reader.text("look-deal"), reader.text("look-company"));
    let wrong = reader.text("look-sentence");
    html! {
        (part("fields::record_link", &record_link(&fields.object.plural, Id(7), &title)))
        (part("fields::stage_badge", &html! { div.cluster { @for (outcome, probability) in [(Outcome::Open, 25), (Outcome::Open, 75), (Outcome::Won, 100), (Outcome::Lost, 0)] { (stage_badge(&title, outcome, probability)) } } }))
        (part("fields::hidden", &hidden(reader)))
        (part("form::form_field", &html! { div.form-grid { @for field in samples(fields) { (form_field(fields, field, &Typed::default(), Faults::default())) } } }))
        (part("form::field_faults", &field_faults(std::slice::from_ref(&wrong))))
        @if let Some(field) = fields.object.field("name") {
            (part("form::input", &html! { div.field { label.form-label for="look-input" { (fields.label("name")) } (input(fields, field, &Typed { text: title.clone(), ..Typed::default() }, "look-input", &Marks::default())) } }))
            (part("file_field::input", &html! { label.visually-hidden for="look-file" { (reader.text("look-sample")) } (file_field::input(fields, field, &Typed::default(), "look-file", &Marks::default())) }))
        }
        (part("form::lookup", &html! { div.field { label.form-label for="look-up" { (fields.label("company")) } (lookup("company", "company", &Typed { title: company.clone(), ..Typed::default() }, "look-up", &reader.text("form-look-up"), &Marks::default())) } }))
        (still("file_field::add_files", &file_field::add_files(reader, crate::paths::LOOK, "")))
        (part("table::data_table", &html! { div.stack { (table(fields, Density::Roomy)) (table(fields, Density::Dense)) } }))
        @if let Some((field, stages)) = fields.object.stage_field() {
            @if let Some(now) = stages.get(1) {
                (still("stage_path::stage_path", &stage_path(fields, &Standing { field: &field.name, stages, now: &now.id, id: Id(7), version: 1, movable: true })))
            }
        }
        @if let Some(field) = fields.object.field("expected_close") {
            (still("gate::form", &gate::form(fields, &asked(reader, field))))
        }
        (still("board::board", &board(fields, &columns(fields), &[lane(fields)], &MOVES)))
    }
}

/// The first field of each kind that a form has.
fn samples<'f>(fields: &'f Fields<'_>) -> Vec<&'f Field> {
    let mut kinds: Vec<std::mem::Discriminant<Kind>> = Vec::new();
    let typed =
        fields.object.fields.values().filter(|field| is_typed(field) && !field.system && &*field.name != "name");
    let first = typed.filter(|field| {
        let kind = std::mem::discriminant(&field.kind);
        let fresh = !kinds.contains(&kind);
        kinds.push(kind);
        fresh && &*field.name != "company"
    });
    first.collect()
}

fn money(fields: &Fields<'_>, minor: i64) -> Markup {
    let value = Value::Money(Money { minor, currency: Currency::EUR });
    fields.object.field("amount").map_or_else(|| html! {}, |field| fields.value(field, &value, None))
}

fn table(fields: &Fields<'_>, density: Density) -> Markup {
    let reader = fields.reader;
    let head =
        |name: &str, figure| Head { figure, sorted: figure.then_some(Sorted::Down), ..Head::plain(fields.label(name)) };
    let row = |id: i64, minor: i64| Row {
        cells: vec![
            record_link(&fields.object.plural, Id(id), &reader.text("look-deal")),
            html! { (reader.text("look-company")) },
            money(fields, minor),
        ],
        ..Row::default()
    };
    let table = Table {
        heads: vec![head("name", false), head("company", false), head("amount", true)],
        rows: vec![row(7, 123_456), row(8, 99_900)],
        foot: Some(vec![html! {}, html! {}, money(fields, 223_356)]),
        density,
    };
    data_table(&table, None)
}

fn asked<'f>(reader: &crate::Reader, field: &'f Field) -> Gate<'f> {
    let wanted = Asked { field, typed: Typed::default(), must: true, faults: Vec::new() };
    let place = || crate::paths::LOOK.to_owned();
    Gate { question: reader.text("look-deal"), action: place(), back: place(), kept: Vec::new(), asked: vec![wanted] }
}

/// Nothing is moved on this page.
const MOVES: Moves<'static> = Moves { field: "stage", options: &[], lanes: None, back: crate::paths::LOOK };

fn tile(fields: &Fields<'_>) -> Tile {
    let reader = fields.reader;
    Tile {
        id: Id(7),
        version: 1,
        title: reader.text("look-deal"),
        facts: vec![html! { (reader.text("look-company")) }, money(fields, 123_456)],
        age: None,
        owner: Some(crate::parts::avatar(&reader.text("look-person"))),
        movable: false,
    }
}

fn columns(fields: &Fields<'_>) -> Vec<Column> {
    let stages = fields.object.stage_field().map(|(_, stages)| stages).unwrap_or_default();
    let column = |stage: &catalogue::Stage| Column {
        option: stage.id.to_string(),
        label: fields.option("stage", &stage.id),
        head: stage_badge(&fields.option("stage", &stage.id), stage.outcome, stage.probability),
        count: format::integer(1, fields.reader.lang),
        limit: None,
        sum: None,
        exact: None,
        weighted: None,
        address: crate::paths::LOOK.to_owned(),
        tools: None,
    };
    stages.iter().take(3).map(column).collect()
}

fn lane(fields: &Fields<'_>) -> Lane {
    let cell = || Cell { count: format::integer(1, fields.reader.lang), tiles: vec![tile(fields)], more: None };
    Lane { id: String::new(), head: None, cells: vec![cell(), cell(), cell()] }
}
