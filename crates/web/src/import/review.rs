//! What was read, what differs, and one decision a column: the page of a draft. It is one form, so that it works
//! without a script.

use axum::response::Response;
use catalogue::{Arg, fold};
use intake::{ColumnPlan, Comparison, Proposal, ReadError, SheetPlan, SheetSeen, Spelling};
use maud::{Markup, html};
use ui::icon;
use ui::parts::{card, page_header};

use super::{shown, steps, upload};
use crate::visitor::Visitor;

/// Samples shown of a column.
const SAMPLES: usize = 4;

pub fn page(visitor: &Visitor, name: &str, proposal: &Proposal, unread: &[ReadError]) -> Response {
    let reader = &visitor.reader;
    let body = html! {
        (page_header(&reader.text("import-read-title"), Some(&reader.text("import-read-lead")), &html! {}))
        (steps(visitor, 1))
        (upload::unread(visitor, unread))
        form.stack method="post" action={ "/import/draft/" (name) } {
            (differences(visitor, proposal))
            (flags(visitor, proposal))
            (sheets(visitor, proposal))
            (spellings(visitor, &proposal.plan.spellings))
            (columns(visitor, proposal))
            div.form-actions.form-actions-sticky {
                button.btn.btn-primary type="submit" name="go" value="preview" data-key="s" { (reader.text("import-preview-button")) (icon("arrow-right")) }
                button.btn type="submit" name="go" value="stay" data-key="r" { (reader.text("import-review-button")) }
                label.cluster.form-hint { (reader.text("import-currency"))
                    input.form-control.currency name="currency" value=(proposal.plan.currency) maxlength="3" size="4" required;
                }
            }
        }
    };
    visitor.page(&reader.text("import-read-title"), &body)
}

fn differences(visitor: &Visitor, proposal: &Proposal) -> Markup {
    let reader = &visitor.reader;
    let differing: Vec<&Comparison> = proposal.comparisons.iter().filter(|comparison| comparison.differs).collect();
    html! {
        @if !differing.is_empty() {
            section.stack {
                div { h2 { (reader.text("import-differs-title")) } p.soft { (reader.text("import-differs-lead")) } }
                @for comparison in differing { (side_by_side(visitor, proposal, comparison)) }
            }
        }
    }
}

/// One column over the files that have it: how each is read, and by what proof.
fn side_by_side(visitor: &Visitor, proposal: &Proposal, comparison: &Comparison) -> Markup {
    let reader = &visitor.reader;
    let table = html! {
        div.table-wrap {
            table.table.table-plain.table-stack {
                thead { tr {
                    th { (reader.text("import-file")) } th { (reader.text("import-read-as")) } th { (reader.text("import-sample")) }
                    th.end { (reader.text("import-sum")) } th.end { (reader.text("import-mean")) } th { (reader.text("import-proof")) }
                } }
                tbody {
                    @for seen in &comparison.files {
                        tr {
                            td.wrap { (seen.file) }
                            td.wrap data-label=(reader.text("import-read-as")) { span.reading-mark { (shown::seen(reader, &seen.read_as)) } (choice_of(visitor, proposal, seen, &comparison.column)) }
                            td.wrap data-label=(reader.text("import-sample")) { span.mono { (samples(&seen.sample)) } }
                            td.end data-label=(reader.text("import-sum")) { (number(visitor, seen.sum)) }
                            td.end data-label=(reader.text("import-mean")) { (number(visitor, seen.mean)) }
                            td.wrap data-label=(reader.text("import-proof")) { @if let Some(proof) = &seen.proof { (shown::said(reader, proof)) } }
                        }
                    }
                }
            }
        }
    };
    card(&comparison.column, None, &html! {}, &table)
}

/// The select of this file's column: the decision stands beside its reason.
fn choice_of(visitor: &Visitor, proposal: &Proposal, seen: &intake::ComparedColumn, header: &str) -> Markup {
    let place = proposal.plan.sheets.iter().position(|sheet| sheet.file == seen.file && sheet.sheet == seen.sheet);
    let Some((at, sheet)) = place.and_then(|at| Some((at, proposal.plan.sheets.get(at)?))) else { return html! {} };
    let column = sheet.columns.iter().position(|column| fold(&column.header) == fold(header));
    match column.and_then(|c| Some((c, sheet.columns.get(c)?))) {
        Some((c, column)) => reading_select(visitor, at, c, column),
        None => html! {},
    }
}

fn reading_select(visitor: &Visitor, sheet: usize, column: usize, plan: &ColumnPlan) -> Markup {
    let present = plan.reading.word();
    html! {
        select.form-select name={ "s" (sheet) ".c" (column) ".reading" } aria-label={ (visitor.text("import-column-reading")) ": " (plan.header) } {
            @for reading in shown::readings(&plan.reading) {
                option value=(reading.word()) selected[reading.word() == present] { (shown::reading(&visitor.reader, &reading)) }
            }
        }
    }
}

fn number(visitor: &Visitor, number: Option<rust_decimal::Decimal>) -> String {
    number.map(|number| ui::format::decimal(number.normalize(), visitor.reader.lang)).unwrap_or_default()
}

fn samples(sample: &[String]) -> String {
    sample.iter().take(SAMPLES).map(String::as_str).collect::<Vec<_>>().join(" · ")
}

fn flags(visitor: &Visitor, proposal: &Proposal) -> Markup {
    let reader = &visitor.reader;
    let body = html! {
        div.card-body {
            @if proposal.flags.is_empty() { p.soft { (reader.text("import-flags-none")) } }
            @else { p.soft { (reader.text("import-flags-lead")) } (shown::flags(reader, &proposal.flags)) }
        }
    };
    card(&reader.text("import-flags-title"), i64::try_from(proposal.flags.len()).ok(), &html! {}, &body)
}

fn sheets(visitor: &Visitor, proposal: &Proposal) -> Markup {
    let reader = &visitor.reader;
    let rows = html! {
        div.table-wrap { table.table.table-plain.table-stack {
            thead { tr { th { (reader.text("import-file")) } td.end {} td {} th { (reader.text("import-sheet-branch")) } } }
            tbody {
                @for (at, (sheet, seen)) in proposal.plan.sheets.iter().zip(&proposal.sheets).enumerate() {
                    (sheet_row(visitor, at, sheet, seen))
                }
            }
        } }
    };
    card(&reader.text("import-sheets-title"), i64::try_from(proposal.sheets.len()).ok(), &html! {}, &rows)
}

fn sheet_row(visitor: &Visitor, at: usize, sheet: &SheetPlan, seen: &SheetSeen) -> Markup {
    let reader = &visitor.reader;
    let rows = Arg::Number(i64::try_from(seen.rows).unwrap_or(i64::MAX));
    html! {
        tr {
            td.wrap { span.strong { (sheet.file) } @if sheet.sheet != sheet.file { " " span.faint { (sheet.sheet) } } }
            td.end { (reader.text_with("import-sheet-rows", &[("rows", rows)])) }
            td {
                select.form-select name={ "s" (at) ".included" } aria-label=(reader.text("import-sheet-included")) {
                    option value="yes" selected[sheet.included] { (reader.text("import-sheet-included")) }
                    option value="no" selected[!sheet.included] { (reader.text("import-sheet-aside")) }
                }
                @if let Some(why) = &sheet.set_aside { div.faint.small { (shown::said(reader, why)) } }
            }
            td data-label=(reader.text("import-sheet-branch")) {
                input.form-control name={ "s" (at) ".branch" } value=(sheet.branch.as_deref().unwrap_or("")) maxlength="120" placeholder=(reader.text("import-sheet-branch-none")) aria-label=(reader.text("import-sheet-branch"));
            }
        }
    }
}

fn spellings(visitor: &Visitor, spellings: &[Spelling]) -> Markup {
    let reader = &visitor.reader;
    let rows = html! {
        p.card-body.soft { (reader.text("import-spellings-lead")) }
        div.table-wrap { table.table.table-plain.table-stack {
            thead { tr {
                th { (reader.text("import-spelling-written")) } th { (reader.text("import-spelling-meant")) }
                th.end { (reader.text("import-spelling-rows")) } td {}
            } }
            tbody {
                @for (at, spelling) in spellings.iter().enumerate() {
                    tr {
                        td.wrap { (spelling.written) }
                        td.wrap data-label=(reader.text("import-spelling-meant")) { (spelling.meant) }
                        td.end data-label=(reader.text("import-spelling-rows")) { (shown::count(reader, spelling.rows)) }
                        td { select.form-select name={ "v" (at) } aria-label=(spelling.written) {
                            option value="accept" selected[spelling.accepted] { (reader.text("import-spelling-accept")) }
                            option value="keep" selected[!spelling.accepted] { (reader.text("import-spelling-keep")) }
                        } }
                    }
                }
            }
        } }
    };
    html! { @if !spellings.is_empty() { (card(&reader.text("import-spellings-title"), i64::try_from(spellings.len()).ok(), &html! {}, &rows)) } }
}

fn columns(visitor: &Visitor, proposal: &Proposal) -> Markup {
    let reader = &visitor.reader;
    let parts = proposal.plan.sheets.iter().zip(&proposal.sheets).enumerate().filter(|(_, (sheet, _))| sheet.included);
    html! {
        section.stack {
            div { h2 { (reader.text("import-columns-title")) } p.soft { (reader.text("import-columns-hint")) } }
            @for (at, (sheet, seen)) in parts {
                details.disclose.card {
                    summary.card-head { (icon("chevron-right")) span.strong { (sheet.file) } @if sheet.sheet != sheet.file { span.faint { (sheet.sheet) } }
                        span.count { (reader.text_with("import-sheet-columns", &[("columns", sheet.columns.len().into())])) } }
                    (column_table(visitor, proposal, at, sheet, seen))
                }
            }
        }
    }
}

fn column_table(visitor: &Visitor, proposal: &Proposal, at: usize, sheet: &SheetPlan, seen: &SheetSeen) -> Markup {
    let reader = &visitor.reader;
    html! {
        div.table-wrap { table.table.table-plain.table-stack {
            thead { tr {
                th { (reader.text("import-column")) } th { (reader.text("import-sample")) } th.end { (reader.text("import-column-blanks")) }
                th.end { (reader.text("import-sum")) } th { (reader.text("import-column-target")) } th { (reader.text("import-column-reading")) }
            } }
            tbody {
                @for (c, (column, seen_column)) in sheet.columns.iter().zip(&seen.columns).enumerate() {
                    tr {
                        td.wrap { span.faint.mono { (seen_column.letters) } " " span.strong { (column.header) }
                            @if let Some(text) = &seen_column.description { div.faint.small { (text) } } }
                        td.wrap data-label=(reader.text("import-sample")) { span.mono { (samples(&seen_column.sample)) } }
                        td.end data-label=(reader.text("import-column-blanks")) { (shown::count(reader, seen_column.blanks)) }
                        td.end data-label=(reader.text("import-sum")) { (number(visitor, seen_column.sum)) }
                        td { (target_select(visitor, at, c, sheet, column)) }
                        td {
                            @if decided_above(proposal, sheet, column) { (shown::reading(reader, &column.reading)) }
                            @else { (reading_select(visitor, at, c, column)) }
                        }
                    }
                }
            }
        } }
    }
}

/// The select of a differing column stands in the comparison: one field, one place.
fn decided_above(proposal: &Proposal, sheet: &SheetPlan, column: &ColumnPlan) -> bool {
    let here = |comparison: &Comparison| {
        comparison.differs
            && fold(&comparison.column) == fold(&column.header)
            && comparison.files.iter().any(|seen| seen.file == sheet.file && seen.sheet == sheet.sheet)
    };
    proposal.comparisons.iter().any(here)
}

fn target_select(visitor: &Visitor, at: usize, c: usize, sheet: &SheetPlan, column: &ColumnPlan) -> Markup {
    let reader = &visitor.reader;
    let (words, lang) = (reader.words(), reader.lang);
    let catalogue = &visitor.ctx.gate.catalogue;
    let present = column.target.as_ref().map(|target| format!("{}.{}", target.part, target.field));
    html! {
        select.form-select name={ "s" (at) ".c" (c) ".target" } aria-label={ (reader.text("import-column-target")) ": " (column.header) } {
            option value="" selected[present.is_none()] { (reader.text("import-column-target-none")) }
            @for part in &sheet.parts {
                @if let Some(object) = catalogue.object(&part.object) {
                    optgroup label=(words.object_label(lang, &object.name)) {
                        @for field in object.fields.values().filter(|field| ui::form::is_typed(field) || &*field.name == "external_id") {
                            @let value = format!("{}.{}", part.name, field.name);
                            option value=(value) selected[present.as_deref() == Some(value.as_str())] { (words.field_label(lang, &object.name, &field.name)) }
                        }
                    }
                }
            }
        }
    }
}
