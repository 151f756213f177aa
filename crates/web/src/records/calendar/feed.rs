//! A person's own calendar for other programs: `GET /feed/{token}.ics`. No session opens it, the secret in its address does, with
//! the rights of whose it is at that moment. What opens nothing answers as what does not exist.

use std::collections::BTreeMap;

use axum::extract::{Path, Request, State};
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{Extensions, StatusCode};
use axum::response::IntoResponse as _;
use catalogue::{Name, Visible};
use guard::calendar_feed::{Opened, open};
use outtake::{Said, write_calendar};
use records::Ctx;
use records::calendar::{Entry, Time, fed};
use sha2::{Digest as _, Sha256};
use ui::fields::Fields;
use ui::{Reader, paths};

use super::drawn::words;
use crate::app::App;
use crate::error::{Answer, Error};
use crate::visitor::{address, request_id};

/// What a name in the address ends with, so that programs know what it is.
const ENDING: &str = ".ics";

/// `GET /feed/{token}.ics`.
pub async fn show_feed(State(app): State<App>, Path(file): Path<String>, request: Request) -> Answer {
    let Some(token) = file.strip_suffix(ENDING) else { return Err(Error::NOT_FOUND) };
    let extensions: &Extensions = request.extensions();
    let opened = open(&app.gate, token, &address(extensions), &request_id(extensions)).await?;
    let ctx = match opened {
        Opened::Nothing => return Err(Error::NOT_FOUND),
        Opened::Wait(wait) => return Err(Error::TooMany { wait }),
        Opened::Calendar(ctx) => ctx,
    };
    let text = text(&ctx, &app.config.public_url).await?;
    let mark = mark(&text);
    let is_known = is_known(request.headers(), &mark);
    let mut response = if is_known { StatusCode::NOT_MODIFIED.into_response() } else { text.into_response() };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    // Kept by whoever asked alone, and asked for anew each time.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"calendar.ics\""));
    if let Ok(mark) = HeaderValue::from_str(&mark) {
        headers.insert(header::ETAG, mark);
    }
    Ok(response)
}

async fn text(ctx: &Ctx, public_url: &str) -> Result<String, Error> {
    let found = fed(ctx).await?;
    let catalogue = &ctx.gate.catalogue;
    let reader = Reader {
        lang: ctx.lang,
        words: catalogue.words.clone(),
        zone: ctx.env.zone.clone(),
        now: ctx.env.now,
        currency: ctx.env.currency,
        me: Some(ctx.who.user),
    };
    let fields: BTreeMap<&Name, Fields<'_>> =
        catalogue.objects.iter().map(|(name, object)| (name, Fields { reader: &reader, catalogue, object })).collect();
    let said = |entry: &Entry| {
        let fields = fields.get(&entry.object)?;
        let (title, what) = words(fields, entry);
        let address = format!("{public_url}{}", paths::record(&fields.object.plural, entry.id));
        // A meeting takes its time, and so does an absence; a task has its day, and a holiday is everybody's.
        let is_own_day = entry.ground && fields.object.visible == Visible::Owned;
        let busy = matches!(entry.time, Some(Time::Span { .. })) || is_own_day;
        Some(Said { title, what, address, busy })
    };
    let entries: Vec<(&Entry, Said)> = found.entries.iter().filter_map(|entry| Some((entry, said(entry)?))).collect();
    let company = &ctx.gate.settings().company;
    Ok(write_calendar(&format!("{} · {company}", ctx.who.name), &entries))
}

/// By the text itself: the same calendar has the same mark, whichever node tells it.
fn mark(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    format!("W/\"{}\"", digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect::<String>())
}

fn is_known(headers: &HeaderMap, mark: &str) -> bool {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or("");
    // A weak comparison (RFC 9110, 13.1.2).
    let bare = |mark: &str| mark.trim().trim_start_matches("W/").to_owned();
    known.split(',').any(|one| bare(one) == bare(mark))
}
