//! A digest in its reader's language: what is new by kind, and the day in short. Every line leads to a page that asks again who reads it.

use catalogue::Arg;
use records::Gate;
use records::notify::digest::{Digest, Part, compose};
use records::notify::{KINDS, Shown};
use records::post::{Outcome, Post};
use ui::letter::{Content, Item, Section};
use ui::{Reader, paths};

use super::Ready;
use crate::app::Config;
use crate::error::Error;
use crate::notifications::title_of;
use crate::reader;

pub(super) async fn make(
    gate: &Gate,
    config: &Config,
    post: &Post,
    token: &str,
) -> Result<Result<Ready, Outcome>, Error> {
    Ok(compose(gate, post).await?.map(|digest| ready(&digest, config, token)))
}

fn ready(digest: &Digest, config: &Config, token: &str) -> Ready {
    let reader = reader::of(&digest.ctx);
    let to = |path: &str| format!("{}{path}", config.public_url);
    let new = i64::try_from(digest.unread.len()).unwrap_or(i64::MAX);
    let mut told = Vec::new();
    if new > 0 {
        told.push(reader.text_with("mail-digest-new", &[("count", new.into())]));
    }
    told.extend(digest.day.iter().map(|part| count_of(&reader, part)));
    let mut sections: Vec<Section> =
        KINDS.iter().filter_map(|kind| of_kind(&reader, kind, &digest.unread, &to)).collect();
    sections.extend(digest.day.iter().map(|part| of_day(&reader, digest, part, &to)));
    let leave = to(&paths::leave(token));
    let subject = told.join(", ");
    let first = digest.ctx.who.name.split_whitespace().next().unwrap_or_default().to_owned();
    let content = Content {
        lang: reader.lang.code(),
        title: reader.text_with("mail-digest-title", &[("name", first.into())]),
        lead: vec![subject.clone()],
        sections,
        foot: vec![
            (reader.text("mail-digest-change"), Some(to(&format!("{}#mail", paths::ACCOUNT)))),
            (reader.text("mail-digest-leave"), Some(leave.clone())),
        ],
    };
    Ready { content, subject, upto: digest.upto, leave: Some(leave) }
}

fn of_kind(reader: &Reader, kind: &str, unread: &[Shown], to: &impl Fn(&str) -> String) -> Option<Section> {
    let items: Vec<Item> = unread
        .iter()
        .filter(|shown| &*shown.kind == kind)
        .map(|shown| Item {
            title: title_of(reader, shown),
            note: shown.by.as_ref().map(ToString::to_string).unwrap_or_default(),
            link: to(&paths::notification(shown.id)),
        })
        .collect();
    let title = reader.text(&format!("notify-kind-{kind}"));
    (!items.is_empty()).then_some(Section { title, items, all: None })
}

fn count_of(reader: &Reader, part: &Part) -> String {
    let more = if part.more { "yes" } else { "no" };
    let args: [(&str, Arg); 2] = [("count", part.count.into()), ("more", more.into())];
    reader.text_with(&format!("mail-day-{}", part.segment.replace('_', "-")), &args)
}

fn of_day(reader: &Reader, digest: &Digest, part: &Part, to: &impl Fn(&str) -> String) -> Section {
    let plural = digest.ctx.gate.catalogue.object(&part.object).map(|object| object.plural.clone()).unwrap_or_default();
    let title = |title: &str| if title.is_empty() { reader.text("record-untitled") } else { title.to_owned() };
    let items = part.rows.iter().map(|row| Item {
        title: title(&row.title),
        note: String::new(),
        link: to(&paths::record(&plural, row.id)),
    });
    let list = paths::list(&plural);
    let all = paths::with_query(&list, &[("segment", part.segment), ("where", "owner == me"), ("sort", part.sort)]);
    let named = i64::try_from(part.rows.len()).unwrap_or(i64::MAX);
    let all = (part.count > named || part.more).then(|| (reader.text("mail-digest-all"), to(&all)));
    Section { title: count_of(reader, part), items: items.collect(), all }
}
