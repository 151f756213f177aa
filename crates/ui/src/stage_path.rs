//! The stages of a record as a path: where it stands, what lies behind, and a button for each step it may go to.

use catalogue::{Id, Outcome, Stage};
use maud::{Markup, html};

use crate::fields::Fields;
use crate::{icon, paths};

/// Where a record stands, and whether the reader may move it.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    pub field: &'a str,
    pub stages: &'a [Stage],
    pub now: &'a str,
    pub id: Id,
    pub version: i64,
    pub movable: bool,
}

/// Each step is a form of its own: one click moves the record.
#[must_use]
pub fn stage_path(fields: &Fields<'_>, at: &Standing<'_>) -> Markup {
    let stages: Vec<&Stage> = at.stages.iter().filter(|stage| !stage.retired || &*stage.id == at.now).collect();
    let place = stages.iter().position(|stage| &*stage.id == at.now);
    let open_before = |index: usize| place.is_some_and(|place| index < place);
    let closed_well = place.and_then(|place| stages.get(place)).is_none_or(|stage| stage.outcome != Outcome::Lost);
    let first = stages.iter().position(|stage| &*stage.id != at.now);
    html! {
        ol.stage-path aria-label=(fields.label(at.field)) {
            @for (index, stage) in stages.iter().enumerate() {
                @let here = &*stage.id == at.now;
                @let past = open_before(index) && stage.outcome == Outcome::Open && closed_well;
                li .step-now[here] .step-past[past] .step-won[stage.outcome == Outcome::Won] .step-lost[stage.outcome == Outcome::Lost] aria-current=[here.then_some("step")] {
                    (step(fields, at, stage, (here, past, first == Some(index))))
                }
            }
        }
    }
}

/// The first that can be gone to has the key that leads into the path.
fn step(fields: &Fields<'_>, at: &Standing<'_>, stage: &Stage, (here, past, first): (bool, bool, bool)) -> Markup {
    let label = fields.option(at.field, &stage.id);
    let sign = match stage.outcome {
        Outcome::Won => icon("trophy"),
        Outcome::Lost => icon("x"),
        Outcome::Open if past => icon("check"),
        Outcome::Open => html! {},
    };
    html! {
        @if here || !at.movable {
            span.stage-step { (sign) (label) }
        } @else {
            @let address = paths::of_record(&fields.object.plural, at.id, "stage");
            form method="post" action=(address) data-moves hx-post=(address) hx-target="#move-answer" hx-swap="innerHTML" {
                input type="hidden" name="version" value=(at.version);
                button type="submit" name="stage" value=(stage.id) data-key=[first.then_some("p")] data-focus[first] data-action=[first.then(|| fields.label(at.field))] { (sign) (label) }
            }
        }
    }
}
