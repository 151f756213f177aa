//! Likely duplicates: records that share a value, side by side, each a click away.

use axum::extract::Path;
use catalogue::FindingAction;
use insight::{Alike, Truth};
use maud::{Markup, html};
use ui::parts::{button_link, empty_state, page_header};
use ui::paths;

use super::found;
use crate::error::Answer;
use crate::visitor::Visitor;

pub async fn compare_alike(visitor: Visitor, Path(finding): Path<String>) -> Answer {
    let truth = found(&visitor, &finding, FindingAction::Merge).await?;
    let groups = insight::alike(&visitor.ctx, &truth.object).await?;
    let reader = &visitor.reader;
    let title = reader.text("truth-compare-title");
    let question = reader.words().finding_question(reader.lang, &truth.name);
    let back = button_link(paths::TRUTH, "arrow-left", &reader.text("truth-back"));
    let body = html! {
        (page_header(&title, Some(&question), &back))
        p.soft { (reader.text("truth-compare-lead")) }
        @if groups.is_empty() { (empty_state("circle-check", &reader.text("truth-compare-none"), "", &html! {})) }
        div.stack { @for group in &groups { (alike(&visitor, &truth, group)) } }
    };
    Ok(visitor.page(&title, &body))
}

fn alike(visitor: &Visitor, truth: &Truth, group: &Alike) -> Markup {
    let reader = &visitor.reader;
    let plural = visitor.ctx.gate.catalogue.object(&truth.object).map_or("", |object| &object.plural);
    let field = reader.words().field_label(reader.lang, &truth.object, &group.field);
    let head = reader.text_with("truth-compare-key", &[("field", field.into())]);
    html! {
        section.card {
            div.card-head { h3 { (head) ": " span.mono { (group.value) } } }
            ul.card-list {
                @for (id, title) in &group.records {
                    li { div.card-list-main { a href=(paths::record(plural, *id)) { (title) } } span.faint.number { "№ " (id) } }
                }
            }
        }
    }
}
