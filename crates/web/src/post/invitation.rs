//! The link of an invitation as a message. The link opens an account, so it is kept sealed until it has left, and not longer.

use ::mail::Seal;
use records::Gate;
use records::people::Known;
use records::post::{Outcome, Post};
use serde::{Deserialize, Serialize};
use ui::letter::{Content, Item, Section};
use ui::{Reader, format};

use super::Ready;
use crate::app::Config;
use crate::error::Error;

const PURPOSE: &str = "invitation";

#[derive(Serialize, Deserialize)]
struct Link {
    link: String,
    /// UTC microseconds.
    until: i64,
}

/// The link as it waits for its message.
///
/// # Errors
/// When it cannot be sealed.
pub fn sealed_link(seal: &Seal, link: &str, until: i64) -> Result<String, records::Error> {
    let text = serde_json::to_string(&Link { link: link.to_owned(), until });
    let text = text.map_err(|e| records::Error::internal(e.to_string()))?;
    seal.close(PURPOSE, &text).map_err(|e| records::Error::internal(e.to_string()))
}

pub(super) fn make(gate: &Gate, config: &Config, post: &Post, to: &Known) -> Result<Result<Ready, Outcome>, Error> {
    let opened = config.seal.open(PURPOSE, &post.sealed).ok().and_then(|text| serde_json::from_str::<Link>(&text).ok());
    let Some(Link { link, until }) = opened else {
        return Ok(Err(Outcome::Failed { reason: "sealed".into(), said: String::new(), may_pass: false }));
    };
    let env = gate.env(to.id);
    if until <= env.now {
        return Ok(Err(Outcome::Nothing));
    }
    let settings = gate.settings();
    let lang = to.lang().unwrap_or_else(|| settings.lang());
    let words = gate.catalogue.words.clone();
    let reader = Reader { lang, words, zone: env.zone, now: env.now, currency: env.currency, me: None };
    let company = if settings.company.is_empty() { "Candor".to_owned() } else { settings.company.clone() };
    let title = reader.text_with("mail-invitation-title", &[("company", company.into())]);
    let until = format::instant(until, &reader);
    let item = Item { title: reader.text("mail-invitation-open"), note: String::new(), link };
    let content = Content {
        lang: lang.code(),
        title: title.clone(),
        lead: vec![reader.text_with("mail-invitation-body", &[("name", (&*to.name).into())])],
        sections: vec![Section {
            title: reader.text_with("mail-invitation-until", &[("until", until.into())]),
            items: vec![item],
            all: None,
        }],
        foot: vec![(reader.text("mail-invitation-not"), None)],
    };
    Ok(Ok(Ready { content, subject: title, upto: None, leave: None }))
}
