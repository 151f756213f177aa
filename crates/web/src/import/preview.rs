//! What the import would do, before it does it.

use axum::response::Response;
use catalogue::Value;
use intake::{Fate, ObjectPreview, Plan, Preview, RowPreview};
use maud::{Markup, html};
use ui::parts::{Tone, badge, card, page_header};
use ui::{icon, paths};

use super::draft::{Draft, open_list};
use super::{shown, steps, upload};
use crate::visitor::Visitor;

/// Rows shown of each kind of record.
const ROWS: usize = 8;

pub fn page(visitor: &Visitor, name: &str, draft: &Draft, preview: &Preview) -> Response {
    let (reader, plan) = (&visitor.reader, &draft.plan);
    let writes: u64 = preview.objects.iter().map(|object| object.counts.created + object.counts.updated).sum();
    let count = i64::try_from(writes).unwrap_or(i64::MAX);
    let body = html! {
        (page_header(&reader.text("import-preview-title"), Some(&reader.text("import-preview-lead")), &html! {}))
        (steps(visitor, 2))
        (upload::unread(visitor, &draft.unread))
        (open_list(visitor, &preview.open))
        (counts(visitor, preview))
        @if !preview.flags.is_empty() {
            (card(&reader.text("import-flags-title"), i64::try_from(preview.flags.len()).ok(), &html! {},
                &html! { div.card-body { (shown::flags(reader, &preview.flags)) } }))
        }
        @for object in &preview.objects { (rows(visitor, plan, object)) }
        form.form-actions.form-actions-sticky method="post" action={ "/import/draft/" (name) "/accept" } {
            button.btn.btn-primary type="submit" data-key="s" disabled[!preview.open.is_empty()] {
                (icon("check")) (reader.text_with("import-accept-button", &[("count", count.into())]))
            }
            a.btn href={ "/import/draft/" (name) } data-key="u" { (icon("arrow-left")) (reader.text("import-preview-back")) }
            a.btn.btn-quiet href=(paths::IMPORT) data-key="q" { (reader.text("action-cancel")) }
            span.form-hint { (reader.text("import-currency")) ": " (plan.currency) }
        }
    };
    visitor.page(&reader.text("import-preview-title"), &body)
}

fn counts(visitor: &Visitor, preview: &Preview) -> Markup {
    let reader = &visitor.reader;
    let heads = [
        "import-fate-create",
        "import-fate-update",
        "import-fate-unchanged",
        "import-fate-in_doubt",
        "import-fate-refused",
    ];
    html! {
        div.table-wrap { table.table.table-stack {
            thead { tr { th { (reader.text("import-object")) } @for head in heads { th.end { (reader.text(head)) } } } }
            tbody {
                @for object in &preview.objects {
                    @let c = &object.counts;
                    tr {
                        td { span.strong { (reader.words().object_plural(reader.lang, &object.object)) } }
                        @for (head, number) in heads.into_iter().zip([c.created, c.updated, c.unchanged, c.in_doubt, c.refused]) {
                            td.end data-label=(reader.text(head)) { @if number > 0 { (shown::count(reader, number)) } @else { span.faint { "0" } } }
                        }
                    }
                }
            }
        } }
    }
}

fn rows(visitor: &Visitor, plan: &Plan, object: &ObjectPreview) -> Markup {
    let reader = &visitor.reader;
    let plural = reader.words().object_plural(reader.lang, &object.object);
    let title = reader.text_with("import-rows-of", &[("object", plural.into())]);
    let body = html! {
        @if !object.sums.is_empty() {
            div.card-body { div.key-facts {
                @for (field, sum) in &object.sums {
                    div { dt { (reader.words().field_label(reader.lang, &object.object, field)) } dd.number { (ui::format::decimal(sum.normalize(), reader.lang)) } }
                }
            } }
        }
        ul.card-list { @for row in object.rows.iter().take(ROWS) { (row_line(visitor, plan, &object.object, row)) } }
    };
    html! { @if !object.rows.is_empty() { (card(&title, None, &html! {}, &body)) } }
}

fn row_line(visitor: &Visitor, plan: &Plan, object: &str, row: &RowPreview) -> Markup {
    let reader = &visitor.reader;
    let label = |field: &str| reader.words().field_label(reader.lang, object, field);
    let known = visitor.ctx.gate.catalogue.object(object);
    let written = |name: &str, value: &Value| match known.and_then(|object| object.field(name)) {
        Some(field) => ui::format::value(value, object, field, reader),
        None => ui::format::plain(value, reader),
    };
    // A number of a row says nothing where several files have one.
    let is_one = plan.sheets.iter().filter(|sheet| sheet.included).all(|sheet| sheet.file == row.origin.file);
    html! {
        li {
            (fate(visitor, row.fate))
            div.card-list-main {
                span.strong { (row.title) }
                span.faint.small { @for (at, (field, value)) in row.typed.iter().enumerate() { @if at > 0 { " · " } (label(field)) ": " (written(field, value)) } }
                @for why in &row.why { span.small { (shown::said(reader, why)) } }
            }
            span.faint.small.nowrap title=(row.origin.file) {
                @if !is_one { (row.origin.file) " · " }
                (reader.text("import-row")) " " (row.origin.row)
            }
        }
    }
}

fn fate(visitor: &Visitor, fate: Fate) -> Markup {
    let (tone, key) = match fate {
        Fate::Create => (Tone::Good, "import-fate-create"),
        Fate::Update => (Tone::Warn, "import-fate-update"),
        Fate::Unchanged => (Tone::Plain, "import-fate-unchanged"),
        Fate::InDoubt => (Tone::Warn, "import-fate-in_doubt"),
        Fate::Refused => (Tone::Bad, "import-fate-refused"),
    };
    badge(tone, &visitor.text(key))
}
