//! The Truth page: the director's first screen. Each finding with its evidence, its weight, whose it is, and the one
//! action that mends it.

pub mod compare;
pub mod mend;
mod show;

pub use show::show_truth;

use catalogue::{Action, FindingAction, Value};
use insight::Truth;
use ui::paths;

use crate::error::Error;
use crate::visitor::Visitor;

/// GET and POST.
pub const PLAN: &str = "/truth/{finding}/plan";
/// GET and POST.
pub const TRANSFER: &str = "/truth/{finding}/transfer";
pub const COMPARE: &str = "/truth/{finding}/compare";

/// The list of exactly these records.
fn records_of(visitor: &Visitor, truth: &Truth, filter: &str) -> String {
    let plural = visitor.ctx.gate.catalogue.object(&truth.object).map_or("", |object| &object.plural);
    paths::with_query(&paths::list(plural), &[("where", filter)])
}

/// Whether this person may open the records, not only count them.
fn is_readable(visitor: &Visitor, truth: &Truth) -> bool {
    records::rights::may(&visitor.ctx, Action::Read, &truth.object)
}

/// Where the one action leads; `None` when this person may not do it, and the records themselves are all there is.
fn action_of(visitor: &Visitor, truth: &Truth) -> Option<String> {
    let may = |action: Action, object: &str| {
        let catalogue = &visitor.ctx.gate.catalogue;
        let object = catalogue.object(object);
        object.is_some_and(|object| !access::decide(catalogue, &visitor.ctx.who, action, object).is_nothing())
    };
    let name = &truth.name;
    if !is_readable(visitor, truth) {
        return None;
    }
    match truth.action {
        FindingAction::PlanTask => may(Action::Create, "task").then(|| format!("/truth/{name}/plan")),
        FindingAction::Transfer => may(Action::Transfer, &truth.object).then(|| format!("/truth/{name}/transfer")),
        FindingAction::Merge => may(Action::Read, &truth.object).then(|| format!("/truth/{name}/compare")),
        FindingAction::Complete | FindingAction::Decide => {
            may(Action::Update, &truth.object).then(|| records_of(visitor, truth, &truth.filter))
        }
    }
}

/// The finding of this address, as it stands now for this visitor.
async fn found(visitor: &Visitor, name: &str, action: FindingAction) -> Result<Truth, Error> {
    let truth = insight::truth(&visitor.ctx, name).await?.filter(|truth| truth.action == action);
    truth.ok_or(Error::NOT_FOUND)
}

/// The name of a row: a person or another record by its title, a choice by its label.
fn name_of(visitor: &Visitor, truth: &Truth, row: &insight::Share) -> String {
    let reader = &visitor.reader;
    if let Some(title) = &row.title {
        return title.to_string();
    }
    let finding = visitor.ctx.gate.catalogue.findings.get(&truth.name);
    match (&row.key, finding.and_then(|finding| finding.by.as_deref())) {
        (Value::Text(option), Some(field)) => reader.words().option_label(reader.lang, &truth.object, field, option),
        (Value::Null, _) => reader.text("truth-nobody"),
        (Value::Ref(_), _) => reader.text("truth-hidden"),
        (other, _) => ui::format::plain(other, reader),
    }
}
