//! One open stream: waits for beats, gathers them, and asks with the reader's rights of that moment what they may know. Ends with
//! the session, with the right to the card, and with the process.

use std::collections::{BTreeSet, VecDeque};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::Event;
use futures::Stream;
use futures::stream::unfold;
use records::Ctx;
use records::live::{Beat, Seat, Sitter, Told, Watched};
use serde_json::json;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, sleep_until};

use crate::app::App;
use crate::visitor::Visitor;

/// Between two events of one stream; longer where each is about very many records or draws very much anew, shorter after a look that told nothing.
const GAP: Duration = Duration::from_millis(500);
const SHORT_GAP: Duration = Duration::from_millis(100);
const LONG_GAP: Duration = Duration::from_secs(5);
/// How often it is looked at whether an idle reader may still be here.
const CHECK: Duration = Duration::from_secs(30);
/// When a browser tries again after a stream broke off.
const RETRY: Duration = Duration::from_secs(3);

/// A stream with what its page shows.
pub struct Open {
    app: App,
    token: Arc<str>,
    address: Arc<str>,
    request: Arc<str>,
    sitter: Sitter,
    watched: Watched,
    seat: Seat,
    /// Gathered since the last look.
    pending: Beat,
    /// Not told before.
    ready: Instant,
    /// What the page waits for that draws very much anew, and until when; the bell does not wait with it.
    later: Beat,
    calm: Instant,
    check: Instant,
    waiting: VecDeque<Event>,
}

impl Open {
    pub fn new(app: App, visitor: &Visitor, sitter: Sitter, (watched, seat): (Watched, Seat), missed: Beat) -> Self {
        let begun = Event::default().event("begun").retry(RETRY).data("{}");
        Self {
            app,
            token: Arc::clone(&visitor.token),
            address: Arc::clone(&visitor.ctx.address),
            request: Arc::clone(&visitor.ctx.request),
            sitter,
            watched,
            seat,
            pending: missed,
            ready: Instant::now(),
            later: Beat::default(),
            calm: Instant::now(),
            check: Instant::now() + CHECK,
            waiting: [begun].into(),
        }
    }

    pub fn events(self) -> impl Stream<Item = Result<Event, Infallible>> + Send {
        unfold(self, |mut open| async move { Some((Ok(open.next().await?), open)) })
    }

    /// The next event; `None` at the end.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some(event);
            }
            let due = self.due();
            let until = due.unwrap_or(self.check);
            tokio::select! {
                _ = self.seat.stop.changed() => return None,
                heard = self.seat.beats.recv() => match heard {
                    Ok(beat) if beat.ended.contains(&self.sitter.session) => return None,
                    Ok(beat) if self.concerns(&beat) => self.pending.merge(&beat),
                    Ok(_) => {}
                    Err(RecvError::Lagged(_)) => self.pending.much = true,
                    Err(RecvError::Closed) => return None,
                },
                () = sleep_until(until) => {
                    // Anew each time: the rights may be others by now, or none.
                    let ctx = self.enter().await?;
                    self.check = Instant::now() + CHECK;
                    if due.is_some() { self.look(&ctx).await? }
                }
            }
        }
    }

    /// When to look, if there is anything to look at.
    fn due(&self) -> Option<Instant> {
        let soon = self.concerns(&self.pending).then_some(self.ready);
        let later = (!self.later.is_empty()).then_some(self.calm.max(self.ready));
        soon.into_iter().chain(later).min()
    }

    fn concerns(&self, beat: &Beat) -> bool {
        let is_here = || self.sitter.card.as_ref().is_some_and(|card| beat.present.contains(card));
        self.watched.is_touched(beat) || beat.told.contains(&self.sitter.user) || is_here()
    }

    async fn enter(&self) -> Option<Ctx> {
        match guard::look(&self.app.gate, &self.token, &self.address, &self.request).await {
            Ok(ctx) => ctx,
            Err(error) => {
                tracing::warn!(%error, "a stream ends, its reader comes again");
                None
            }
        }
    }

    /// Turns what was gathered into events; `None` when the card is not for the reader any more.
    async fn look(&mut self, ctx: &Ctx) -> Option<()> {
        let mut beat = std::mem::take(&mut self.pending);
        let of_page = Beat { told: BTreeSet::new(), present: BTreeSet::new(), ended: BTreeSet::new(), ..beat.clone() };
        if self.calm > Instant::now() {
            self.later.merge(&of_page);
            (beat.changed, beat.said, beat.much) = Default::default();
        } else {
            beat.merge(&std::mem::take(&mut self.later));
        }
        let place = records::live::now(ctx).to_string();
        let is_large = beat.much || beat.changed.values().any(|changed| *changed == records::live::Changed::Many);
        if self.watched.is_touched(&beat) {
            match self.watched.told(ctx, &beat).await {
                Ok(None) => {}
                Ok(Some(told)) => {
                    self.waiting.push_back(changed(&told)?.id(place.clone()));
                    self.calm = Instant::now() + if self.watched.is_broad() { LONG_GAP } else { Duration::ZERO };
                }
                Err(error) => {
                    tracing::debug!(%error, "a stream ends");
                    return None;
                }
            }
        }
        if beat.told.contains(&self.sitter.user) {
            self.waiting.push_back(Event::default().event("told").id(place.clone()).data("{}"));
        }
        if self.sitter.card.as_ref().is_some_and(|card| beat.present.contains(card)) {
            self.waiting.push_back(Event::default().event("here").id(place).data("{}"));
        }
        let gap = match (self.waiting.is_empty(), is_large) {
            (true, false) => SHORT_GAP,
            (false, false) => GAP,
            (_, true) => LONG_GAP,
        };
        self.ready = Instant::now() + gap;
        Some(())
    }
}

fn changed(told: &Told) -> Option<Event> {
    let ids: Vec<i64> = told.ids.iter().map(|id| id.0).collect();
    let said = json!({ "count": told.count, "ids": ids, "by": told.by.as_deref() });
    Event::default().event("changed").json_data(said).ok()
}
