//! The company itself: its people and what they may do, the evidence, the settings, and everybody's own account.

pub mod account;
pub mod calendar_feed;
pub mod evidence;
mod exported;
pub mod look;
pub mod mail;
pub mod mail_sent;
pub mod menu;
pub mod people;
pub mod person;
pub mod roles;
pub mod rules;
pub mod settings;
pub mod told;

use maud::{Markup, html};
use records::{ListAsk, Record};

use crate::error::Error;
use crate::visitor::Visitor;

pub const ADD_PERSON: &str = "/people/add";
/// GET and POST.
pub const PERSON: &str = "/people/{person}";
/// POST.
pub const INVITE: &str = "/people/{person}/invite";
/// GET asks, POST does.
pub const FREEZE: &str = "/people/{person}/freeze";
/// POST.
pub const THAW: &str = "/people/{person}/thaw";
pub const ROLES: &str = "/roles";
/// GET shows, POST adds.
pub const RULES: &str = "/rules";
/// POST `rule`.
pub const END_RULE: &str = "/rules/end";
/// POST.
pub const PASSWORD: &str = "/account/password";
/// One's own menu and first page: GET shows, POST `step` moves, saves, or puts back the company's.
pub const OWN_MENU: &str = "/account/menu";
/// POST: what one is told, and when not.
pub const TOLD: &str = "/account/told";
/// POST: whether and when one is written to.
pub const MAIL_WISH: &str = "/account/mail";
/// POST: a new address of one's own calendar for other programs.
pub const CALENDAR_FEED: &str = "/account/calendar";
/// POST.
pub const END_CALENDAR_FEED: &str = "/account/calendar/end";
/// POST `session`, or `all`.
pub const END_SESSION: &str = "/account/sessions/end";

/// Only whoever sets the company up.
fn may_set_up(visitor: &Visitor) -> Result<(), Error> {
    Ok(records::rights::need_set_up(&visitor.ctx)?)
}

/// All records of a small object (branches, teams, people), by name.
pub(crate) async fn all(visitor: &Visitor, object: &str) -> Result<Vec<Record>, Error> {
    let ask = ListAsk {
        object: object.to_owned(),
        columns: vec!["name".to_owned()],
        sort: vec![("name".to_owned(), false)],
        limit: 200,
        ..ListAsk::default()
    };
    match records::list::list(&visitor.ctx, &ask).await {
        Ok(page) => Ok(page.rows),
        Err(records::Error::Forbidden | records::Error::NotFound) => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

/// A choice among records; the empty one is "none".
pub(crate) fn record_select(label: &str, name: &str, records: &[Record], chosen: Option<catalogue::Id>) -> Markup {
    html! {
        div.field {
            label.form-label for=(name) { (label) }
            select.form-select id=(name) name=(name) {
                option value="" {}
                @for record in records { option value=(record.id) selected[chosen == Some(record.id)] { (record.title) } }
            }
        }
    }
}
