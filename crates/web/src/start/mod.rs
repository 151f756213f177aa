//! The guided start of a new company: `GET /start`. Five steps on one page, each done when what it asks for is there; none has to be
//! taken, and each leads on to the page where the same is done later.

pub mod branches;
pub mod people;
pub mod sample;
mod steps;

use axum::response::Response;
use catalogue::Id;
use futures::try_join;
use maud::{Markup, html};
use records::settings::SettingsDraft;
use ui::parts::{button_link, page_header, primary_link};
use ui::start::{Step, progress, step};
use ui::{icon, paths};

use crate::company::all;
use crate::error::Answer;
use crate::visitor::Visitor;
use people::Typed as People;
use steps::Steps;

/// POST `names`, one a line.
pub const BRANCHES: &str = "/start/branches";
/// POST `people`, one a line; `role`, `branch`.
pub const PEOPLE: &str = "/start/people";
/// POST: fills the empty company with a few clients, to be thrown away later.
pub const SAMPLE: &str = "/start/sample";
/// POST: the guide is not shown on My day any more.
pub const OVER: &str = "/start/over";

/// Lines of one form.
const AT_MOST: usize = 100;

/// What was typed into a field of lines and not taken, and why.
#[derive(Default)]
struct Left {
    refused: Vec<String>,
    later: Vec<String>,
    faults: Vec<String>,
}

impl Left {
    /// The lines that are taken up now; more of them wait in the field.
    fn of<'t>(visitor: &Visitor, typed: &'t str) -> (Vec<&'t str>, Self) {
        let mut now: Vec<&str> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let later = now.split_off(AT_MOST.min(now.len()));
        let mut left = Self::default();
        if !later.is_empty() {
            left.faults.push(visitor.reader.text_with("start-lines-wait", &[("most", AT_MOST.into())]));
            left.later = later.into_iter().map(str::to_owned).collect();
        }
        (now, left)
    }

    fn refuse(&mut self, line: &str, told: &[String]) {
        self.faults.push(format!("{line}: {}", told.join(" ")));
        self.refused.push(line.to_owned());
    }

    /// What the field has again.
    fn lines(&self) -> String {
        self.refused.iter().chain(&self.later).map(|line| format!("{line}\n")).collect()
    }
}

/// What was typed into the page and not taken.
#[derive(Default)]
struct Wrong {
    branches: Left,
    people: People,
}

/// `GET /start`.
pub async fn show_start(visitor: Visitor) -> Answer {
    records::rights::need_set_up(&visitor.ctx)?;
    page(&visitor, &Wrong::default()).await
}

/// `POST /start/over`.
pub async fn end_start(visitor: Visitor) -> Answer {
    let over = SettingsDraft { guide_over: Some(true), ..SettingsDraft::default() };
    records::settings::write(&visitor.ctx, &over).await?;
    Ok(visitor.go(paths::HOME))
}

/// What My day shows of it to whoever sets up, until every step is done or the guide is over.
pub async fn reminder(visitor: &Visitor) -> Result<Markup, crate::error::Error> {
    let settings = visitor.ctx.gate.settings();
    if settings.guide_over || settings.demo || !records::rights::may_set_up(&visitor.ctx) {
        return Ok(html! {});
    }
    let (done, all) = Steps::read(visitor).await?.counts();
    Ok(html! {
        @if done < all {
            section.card.card-body.start-reminder aria-label=(visitor.text("start-title")) {
                div { h2 { (visitor.text("start-title")) } (progress(&visitor.reader, done, all)) }
                a.btn.btn-primary href=(paths::START) data-action { (icon("arrow-right")) (visitor.text("start-go-on")) }
            }
        }
    })
}

async fn page(visitor: &Visitor, wrong: &Wrong) -> Answer {
    let (steps, branches, sample) = try_join!(Steps::read(visitor), all(visitor, "branch"), sample::kept(visitor))?;
    let reader = &visitor.reader;
    let (done, of) = steps.counts();
    let title = reader.text("start-title");
    let over = html! {
        form method="post" action=(OVER) { button.btn type="submit" data-key="q" { (visitor.text(if done < of { "start-later" } else { "start-done" })) } }
    };
    let body = html! {
        div.narrow.stack {
            (page_header(&title, Some(&reader.text("start-lead")), &over))
            (progress(reader, done, of))
            (company(visitor))
            (branches::section(visitor, &branches, &wrong.branches))
            (people::section(visitor, (&steps, &branches), &wrong.people))
            (clients(visitor, &steps, sample))
            (pipeline(visitor, &steps))
        }
    };
    Ok(visitor.page(&title, &body))
}

async fn refused(visitor: &Visitor, wrong: Wrong) -> Answer {
    let mut page: Response = page(visitor, &wrong).await?;
    *page.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    Ok(page)
}

fn company(visitor: &Visitor) -> Markup {
    let settings = visitor.ctx.gate.settings();
    let facts = [&settings.company, &settings.currency.to_string(), &settings.country, &settings.zone_name];
    let facts = facts.into_iter().filter(|fact| !fact.is_empty()).cloned().collect::<Vec<_>>().join(" · ");
    let words = Step { name: "company", number: 1, is_done: true };
    step(
        &visitor.reader,
        &words,
        &html! {
            p { (facts) }
            div { (button_link(paths::SETTINGS, "settings", &visitor.text("start-company-change"))) }
        },
    )
}

fn clients(visitor: &Visitor, steps: &Steps, sample: Option<Id>) -> Markup {
    let words = Step { name: "clients", number: 4, is_done: steps.clients };
    step(
        &visitor.reader,
        &words,
        &html! {
            div.cluster {
                (primary_link(paths::IMPORT, "upload", &visitor.text("start-clients-import")))
                @if sample.is_none() && !steps.clients {
                    form method="post" action=(SAMPLE) { button.btn type="submit" { (icon("sparkles")) (visitor.text("start-sample-add")) } }
                }
                @if let Some(batch) = sample {
                    (button_link(&format!("/import/{batch}/undo"), "trash", &visitor.text("start-sample-drop")))
                }
            }
            p.form-hint { (visitor.text(if sample.is_some() { "start-sample-in" } else { "start-sample-help" })) }
        },
    )
}

fn pipeline(visitor: &Visitor, steps: &Steps) -> Markup {
    let words = Step { name: "pipeline", number: 5, is_done: steps.deals };
    let catalogue = &visitor.ctx.gate.catalogue;
    let stages = catalogue.object("deal").and_then(|deal| deal.stage_field());
    let label = |field: &str, stage: &str| catalogue.words.option_label(visitor.reader.lang, "deal", field, stage);
    step(
        &visitor.reader,
        &words,
        &html! {
            @if let Some((field, stages)) = stages {
                ol.start-stages { @for stage in stages.iter().filter(|stage| !stage.retired) { li { (label(&field.name, &stage.id)) } } }
            }
            div.cluster {
                (button_link(&paths::beside("deals", "new"), "plus", &visitor.text("start-pipeline-new")))
                (button_link(&paths::beside("deals", "board"), "layout-kanban", &visitor.text("start-pipeline-board")))
            }
        },
    )
}
