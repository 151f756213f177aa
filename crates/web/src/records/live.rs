//! `GET /live`: one stream of server-sent events for an open list or card. It says "changed", by whom of the two (oneself or
//! others), and nothing else; the page then fetches itself anew. It ends with the session.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::response::IntoResponse as _;
use axum::response::sse::{Event, KeepAlive, Sse};
use catalogue::Id;
use futures::stream::unfold;
use records::Gate;
use records::live::{Burst, Listener, Shows, Unheard, Watched, Whose, watch};
use tokio::time::{Interval, MissedTickBehavior, interval};

use super::subject::Sent;
use crate::app::App;
use crate::error::{Answer, Error};
use crate::visitor::Visitor;

/// How soon a stream ends after its session.
const SESSION_EVERY: Duration = Duration::from_secs(1);
/// A line now and then, so that nothing between the browser and us takes the stream for dead.
const ALIVE_EVERY: Duration = Duration::from_secs(15);
/// Rows of a list that are watched for leaving it.
const ROWS: usize = 200;
/// A proxy before us must not gather a stream before it passes it on: nginx is told so by the answer itself.
const UNHELD: [(&str, &str); 1] = [("x-accel-buffering", "no")];
/// When somebody with too many open pages may try again, in seconds.
const CROWDED: u64 = 60;

/// `GET /live?object=…`, and `record=…` (with `form=yes` for its form) or `rows=1.2.3`, and `since=…`.
pub async fn follow_changes(
    visitor: Visitor,
    State(app): State<App>,
    Query(sent): Query<Vec<(String, String)>>,
) -> Answer {
    let sent = Sent(sent);
    let ctx = &visitor.ctx;
    let id = |name: &str| match sent.get(name) {
        Some(text) => text.parse().map(|id| Some(Id(id))).map_err(|_| Error::Bad(format!("{name} is no number"))),
        None => Ok(None),
    };
    let rows: Vec<Id> =
        sent.get("rows").unwrap_or_default().split('.').filter_map(|id| id.parse().ok().map(Id)).collect();
    let rows = rows.get(..ROWS).unwrap_or(&rows);
    // Before the first look, so that nothing falls between the two.
    let listener = Listener::begin(&app.gate, ctx.who.user).await.map_err(refusal)?;
    let shows = match id("record")? {
        Some(id) if sent.has("form") => Shows::Form(id),
        Some(id) => Shows::Card(id),
        None => Shows::List(rows),
    };
    let (watched, missed) = watch(ctx, sent.get("object").unwrap_or_default(), shows, id("since")?).await?;
    let mut beat = interval(SESSION_EVERY);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let ear = Ear {
        gate: app.gate,
        token: Arc::clone(&visitor.token),
        address: Arc::clone(&ctx.address),
        request: Arc::clone(&ctx.request),
        listener,
        watched,
        missed,
        beat,
    };
    let told =
        unfold(ear, |mut ear| async move { ear.next().await.map(|whose| (Ok::<_, Infallible>(said(whose)), ear)) });
    let stream = Sse::new(told).keep_alive(KeepAlive::new().interval(ALIVE_EVERY));
    Ok((UNHELD, stream).into_response())
}

fn refusal(error: Unheard) -> Error {
    match error {
        Unheard::Crowded => Error::TooMany { wait: CROWDED },
        Unheard::Error(error) => error.into(),
    }
}

fn said(whose: Whose) -> Event {
    Event::default().event("changed").data(match whose {
        Whose::Own => "own",
        Whose::Others => "others",
    })
}

/// One open page's end of the feed.
struct Ear {
    gate: Gate,
    token: Arc<str>,
    address: Arc<str>,
    request: Arc<str>,
    listener: Listener,
    watched: Watched,
    missed: Option<Whose>,
    beat: Interval,
}

impl Ear {
    /// The next change that the page would show. `None` ends the stream: the browser asks again, and is told why not.
    async fn next(&mut self) -> Option<Whose> {
        if let Some(missed) = self.missed.take() {
            return Some(missed);
        }
        loop {
            let concerned = tokio::select! {
                burst = self.listener.next() => self.concerns(&*burst?).await,
                _ = self.beat.tick() => match guard::session::holds(&self.gate, &self.token).await {
                    Ok(true) => Ok(None),
                    Ok(false) => return None,
                    Err(error) => Err(error),
                },
            };
            match concerned {
                Ok(Some(whose)) => return Some(whose),
                Ok(None) => {}
                Err(error) => {
                    tracing::info!(%error, "a page hears no more of changes");
                    return None;
                }
            }
        }
    }

    /// With the rights that the person has by now.
    async fn concerns(&mut self, burst: &Burst) -> Result<Option<Whose>, records::Error> {
        if !self.watched.may_concern(burst) {
            return Ok(None);
        }
        match guard::look(&self.gate, &self.token, &self.address, &self.request).await? {
            Some(ctx) => self.watched.concerns(&ctx, burst).await,
            None => Err(records::Error::Forbidden),
        }
    }
}
