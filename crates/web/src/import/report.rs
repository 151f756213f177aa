//! What an import did: figures with links to the records, files, refused rows, and the way back.

use axum::response::Response;
use intake::{FileReport, ObjectReport, RefusedRow, Report};
use maud::{Markup, html};
use records::Batch;
use ui::parts::{Tone, card, notice, page_header};
use ui::{icon, paths};

use super::{batch, shown, steps, upload};
use crate::visitor::Visitor;

/// Refused rows shown; the file holds all.
const REFUSED: usize = 50;

pub fn page(visitor: &Visitor, kept: &Batch, report: Option<&Report>, undone_by: &str) -> Response {
    let reader = &visitor.reader;
    let title = reader.text("import-report-title");
    let files = batch::file_names(kept).join(", ");
    let body = html! {
        (page_header(&title, Some(&files), &actions(visitor, kept)))
        (steps(visitor, 3))
        (outcome(visitor, kept, report, undone_by))
        @if let Some(report) = report {
            (objects(visitor, kept, &report.objects))
            (file_table(visitor, &report.files))
            (refused(visitor, kept, &report.refused))
            @if !report.flags.is_empty() {
                (card(&reader.text("import-flags-title"), i64::try_from(report.flags.len()).ok(), &html! {},
                    &html! { div.card-body { (shown::flags(reader, &report.flags)) } }))
            }
            (figures(visitor, &report.files))
        }
    };
    visitor.page(&title, &body)
}

fn actions(visitor: &Visitor, kept: &Batch) -> Markup {
    html! {
        (upload::state(visitor, &kept.state))
        @if matches!(&*kept.state, "done" | "failed" | "undone_in_part") {
            a.btn href={ "/import/" (kept.id) "/undo" } data-key="z" { (icon("arrow-back-up")) (visitor.text("import-undo-button")) }
        }
        a.btn.btn-primary href=(paths::IMPORT) data-key="n" { (icon("file-import")) (visitor.text("import-title")) }
    }
}

fn outcome(visitor: &Visitor, kept: &Batch, report: Option<&Report>, undone_by: &str) -> Markup {
    let reader = &visitor.reader;
    let fault = report.and_then(|report| report.fault.as_ref());
    let (tone, key) = match &*kept.state {
        "failed" => (Tone::Bad, "import-report-failed"),
        "undone" => (Tone::Plain, "import-report-undone"),
        "undone_in_part" => (Tone::Warn, "import-report-undone_in_part"),
        _ => (Tone::Good, "import-report-done"),
    };
    let taken_back = report.and_then(|report| report.undone.as_ref()).map(|undone| {
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX).into();
        let counts = [
            ("at", ui::format::instant(undone.at, reader).into()),
            ("who", undone_by.to_owned().into()),
            ("removed", number(undone.removed)),
            ("put_back", number(undone.put_back)),
            ("left", number(undone.left)),
        ];
        reader.text_with("import-report-undone-by", &counts)
    });
    notice(
        tone,
        &html! { (reader.text(key)) @if let Some(said) = taken_back { div.strong { (said) } } @if let Some(fault) = fault { div { (shown::said(reader, fault)) } } },
    )
}

fn objects(visitor: &Visitor, kept: &Batch, objects: &[ObjectReport]) -> Markup {
    let reader = &visitor.reader;
    let heads = [
        "import-fate-create",
        "import-fate-update",
        "import-fate-unchanged",
        "import-fate-in_doubt",
        "import-fate-refused",
    ];
    let table = html! {
        div.table-wrap { table.table.table-stack {
            thead { tr { th { (reader.text("import-object")) } @for head in heads { th.end { (reader.text(head)) } } } }
            tbody {
                @for object in objects {
                    tr {
                        td { (records_link(visitor, kept, object)) }
                        @for (head, number) in heads.into_iter().zip([object.created, object.updated, object.unchanged, object.in_doubt, object.refused]) {
                            td.end data-label=(reader.text(head)) { @if number > 0 { (shown::count(reader, number)) } @else { span.faint { "0" } } }
                        }
                    }
                }
            }
        } }
    };
    let is_back = matches!(&*kept.state, "undone" | "undone_in_part");
    let title = if is_back { "import-report-objects-before" } else { "import-report-objects" };
    card(&reader.text(title), None, &html! {}, &table)
}

/// The list of what came by imports, from this one's start on: the records themselves, not a copy of them.
fn records_link(visitor: &Visitor, kept: &Batch, report: &ObjectReport) -> Markup {
    let reader = &visitor.reader;
    let name = reader.words().object_plural(reader.lang, &report.object);
    let Some(object) = visitor.ctx.gate.catalogue.object(&report.object) else { return html! { (name) } };
    let since = records::json::instant_text(kept.at);
    let filter = format!("updated_at >= timestamp(\"{since}\")");
    html! { a.record-link href=(paths::with_query(&paths::list(&object.plural), &[("where", filter)])) { (name) } }
}

fn file_table(visitor: &Visitor, files: &[FileReport]) -> Markup {
    let reader = &visitor.reader;
    let heads = [
        "import-report-rows-read",
        "import-report-rows-imported",
        "import-report-rows-skipped",
        "import-report-rows-refused",
    ];
    let table = html! {
        div.table-wrap { table.table.table-stack {
            thead { tr { th { (reader.text("import-file")) } @for head in heads { th.end { (reader.text(head)) } } th { (reader.text("import-sheet-branch")) } } }
            tbody {
                @for file in files {
                    tr {
                        td.wrap { span.strong { (file.file) } " " span.faint { (file.sheet) } }
                        @for (head, number) in heads.into_iter().zip([file.rows_read, file.rows_imported, file.rows_skipped, file.rows_refused]) {
                            td.end data-label=(reader.text(head)) { (shown::count(reader, number)) }
                        }
                        td data-label=(reader.text("import-sheet-branch")) { (file.branch.as_deref().unwrap_or("")) }
                    }
                }
            }
        } }
    };
    card(&reader.text("import-report-files"), None, &html! {}, &table)
}

fn refused(visitor: &Visitor, kept: &Batch, rows: &[RefusedRow]) -> Markup {
    let reader = &visitor.reader;
    let download = html! {
        a.btn.btn-small href={ "/import/" (kept.id) "/refused.csv" } data-key="d" { (icon("download")) (reader.text("import-report-refused-download")) }
    };
    let body = html! {
        ul.card-list {
            @for row in rows.iter().take(REFUSED) {
                li {
                    div.card-list-main {
                        span.strong { (row.title) }
                        @for why in &row.why { span.small { (shown::said(reader, why)) } }
                    }
                    span.faint.small { (row.origin.file) " · " (row.origin.sheet) " · " (reader.text("import-row")) " " (row.origin.row) }
                }
            }
        }
        @if rows.len() > REFUSED {
            p.card-foot.soft { (reader.text_with("import-report-refused-more", &[("count", (rows.len() - REFUSED).into())])) }
        }
    };
    html! {
        @if rows.is_empty() { p.soft { (reader.text("import-report-refused-none")) } }
        @else { (card(&reader.text("import-report-refused-title"), i64::try_from(rows.len()).ok(), &download, &body)) }
    }
}

/// Column by column, so that a sum can be held against the file.
fn figures(visitor: &Visitor, files: &[FileReport]) -> Markup {
    let reader = &visitor.reader;
    let sum = |sum: Option<rust_decimal::Decimal>| sum.map(|sum| ui::format::decimal(sum.normalize(), reader.lang));
    html! {
        details.disclose.card {
            summary.card-head { (icon("chevron-right")) span.strong { (reader.text("import-report-figures")) } }
            div.table-wrap { table.table.table-dense {
                thead { tr {
                    th { (reader.text("import-file")) } th { (reader.text("import-column")) } th { (reader.text("import-column-target")) }
                    th { (reader.text("import-read-as")) } th.end { (reader.text("import-sum")) } th.end { (reader.text("import-column-blanks")) }
                } }
                tbody {
                    @for (file, column) in files.iter().flat_map(|file| file.columns.iter().map(move |column| (file, column))) {
                        tr {
                            td { (file.file) } td { (column.header) } td.mono { (column.target.as_deref().unwrap_or("")) }
                            td { (shown::seen(reader, &column.read_as)) } td.end { (sum(column.sum).unwrap_or_default()) }
                            td.end { (shown::count(reader, column.blanks)) }
                        }
                    }
                }
            } }
        }
    }
}
