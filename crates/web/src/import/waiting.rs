//! Drafts that wait for their person: of each drop the newest one, until it is accepted or thrown away. What ended is
//! noted by a small file on the same shelf, since nothing on it is ever changed.

use std::collections::BTreeMap;
use std::time::SystemTime;

use catalogue::Id;
use intake::shelf::{self, Kept, Shelf};
use maud::{Markup, html};
use ui::icon;

use super::clear::{WAITS, draft_named};
use super::draft::{self, Draft, Dropped, broken};
use super::shown;
use crate::app::App;
use crate::error::Error;
use crate::visitor::Visitor;

/// A draft of this person that nobody accepted.
struct Waiting {
    /// Its name on the shelf.
    name: String,
    dropped: Dropped,
    files: Vec<String>,
    kept: SystemTime,
}

/// Notes that a drop needs no further decision.
pub fn end(app: &App, draft: &Draft) -> Result<(), Error> {
    if let Some(dropped) = &draft.dropped {
        draft::shelf(app)?.put(&note(dropped)).map_err(broken)?;
    }
    Ok(())
}

fn note(dropped: &Dropped) -> Vec<u8> {
    format!("{{\"ended\":{:?}}}", dropped.name).into_bytes()
}

/// The drafts of this person, newest first; nothing when there is none.
pub async fn list(app: &App, visitor: &Visitor) -> Result<Markup, Error> {
    let (shelf, by) = (draft::shelf(app)?, visitor.ctx.who.user);
    let found = tokio::task::spawn_blocking(move || waiting(&shelf, by)).await.map_err(broken)?;
    let drafts = found.map_err(broken)?;
    let reader = &visitor.reader;
    Ok(html! {
        @if !drafts.is_empty() {
            section.stack aria-labelledby="drafts" {
                div { h2 #drafts { (reader.text("import-drafts-title")) } p.soft { (reader.text("import-drafts-lead")) } }
                div.table-wrap { table.table.table-stack {
                    thead { tr {
                        th { (reader.text("import-batch-files")) }
                        th.end { (reader.text("import-draft-rows")) }
                        th { (reader.text("import-batch-at")) }
                        td {}
                    } }
                    tbody { @for draft in &drafts { (row(visitor, draft)) } }
                } }
            }
        }
    })
}

fn row(visitor: &Visitor, draft: &Waiting) -> Markup {
    let reader = &visitor.reader;
    let address = format!("/import/draft/{}", draft.name);
    html! {
        tr {
            td.wrap { a.record-link href=(address) { (draft.files.join(", ")) } }
            td.end data-label=(reader.text("import-draft-rows")) { (shown::count(reader, draft.dropped.rows)) }
            td data-label=(reader.text("import-batch-at")) { (ui::format::instant(draft.dropped.at, reader)) }
            td.end {
                form.cluster method="post" action={ (address) "/discard" } {
                    a.btn.btn-small href=(address) { (reader.text("import-draft-go-on")) (icon("arrow-right")) }
                    button.btn.btn-small.btn-quiet type="submit" { (icon("trash")) (reader.text("import-draft-discard")) }
                }
            }
        }
    }
}

fn waiting(shelf: &Shelf, by: Id) -> std::io::Result<Vec<Waiting>> {
    let since = SystemTime::now().checked_sub(WAITS).unwrap_or(SystemTime::UNIX_EPOCH);
    let mut drops: BTreeMap<String, Waiting> = BTreeMap::new();
    for name in shelf.names(Kept::Since(since))? {
        let Some(draft) = draft_named(shelf, &name).filter(|draft| draft.by == by) else { continue };
        let Some(dropped) = draft.dropped else { continue };
        let is_ended = shelf.path(&shelf::sha256(&note(&dropped))).is_some_and(|path| path.is_file());
        let kept = shelf.path(&name).and_then(|path| std::fs::metadata(path).ok()?.modified().ok());
        let Some(kept) = kept.filter(|_| !is_ended) else { continue };
        let files = draft.plan.sheets.iter().map(|sheet| sheet.file.clone());
        let files = files.collect::<indexmap::IndexSet<_>>().into_iter().collect();
        let this = Waiting { name, dropped, files, kept };
        match drops.get_mut(&this.dropped.name) {
            Some(there) if there.kept >= this.kept => {}
            Some(there) => *there = this,
            None => drop(drops.insert(this.dropped.name.clone(), this)),
        }
    }
    let mut drafts: Vec<Waiting> = drops.into_values().collect();
    drafts.sort_by_key(|draft| std::cmp::Reverse((draft.dropped.at, draft.kept)));
    Ok(drafts)
}
