//! The stream of an open page: quick, within rights, and over when it must be.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use catalogue::Id;
use futures::StreamExt as _;
use records::{Draft, ListAsk, Record, list::list, read::read, update::update};
use testkit::{Company, Visitor};
use tokio::time::timeout;

/// A stream as it comes.
struct Heard {
    body: axum::body::BodyDataStream,
    text: String,
}

impl Heard {
    fn of(body: Body) -> Self {
        Self { body: body.into_data_stream(), text: String::new() }
    }

    /// The next event of this name, if it comes within a second.
    async fn next(&mut self, name: &str) -> Option<String> {
        let next = async {
            loop {
                if let Some((event, rest)) = self.text.split_once("\n\n") {
                    let (event, rest) = (event.to_owned(), rest.to_owned());
                    self.text = rest;
                    if event.contains(&format!("event: {name}\n")) || event.contains(&format!("event:{name}\n")) {
                        return Some(event);
                    }
                    continue;
                }
                let part = self.body.next().await?.expect("a part of the stream");
                self.text.push_str(&String::from_utf8_lossy(&part));
            }
        };
        timeout(Duration::from_secs(1), next).await.ok().flatten()
    }

    /// Whether it ends within so many seconds.
    async fn ends(mut self, seconds: u64) -> bool {
        timeout(Duration::from_secs(seconds), async { while self.body.next().await.is_some() {} }).await.is_ok()
    }
}

async fn deals(company: &Company, who: &str, filter: &str) -> Vec<Record> {
    let ask = ListAsk { object: "deal".into(), filter: Some(filter.into()), limit: 200, ..ListAsk::default() };
    list(&company.ctx(who).await, &ask).await.expect("deals").rows
}

async fn rename(company: &Company, who: &str, id: Id, name: &str) {
    let ctx = company.ctx(who).await;
    let version = read(&ctx, "deal", id).await.expect("the deal").version;
    update(&ctx, "deal", id, version, Draft::default().with("name", name)).await.expect("renamed");
}

/// An id as the script of a page writes it: in base 36.
fn short(id: Id) -> String {
    let (mut rest, mut signs) = (id.0, Vec::new());
    while rest > 0 {
        let digit = u32::try_from(rest % 36).expect("a digit");
        signs.push(char::from_digit(digit, 36).expect("a sign"));
        rest /= 36;
    }
    signs.into_iter().rev().collect()
}

#[tokio::test]
async fn a_change_comes_within_a_second_also_from_another_node() {
    let company = Company::told().await;
    let elena = Visitor::signed_in(&company, "elena").await;
    let deal = deals(&company, "elena", "").await.remove(0);
    let (status, body) = elena.listen("/live?list=deals").await;
    assert_eq!(status, StatusCode::OK);
    let mut here = Heard::of(body);
    assert!(here.next("begun").await.is_some());
    let (_, body) =
        elena.at(company.other_node().await).listen(&format!("/live?card=deals/{}&version=0", deal.id)).await;
    let mut there = Heard::of(body);
    assert!(there.next("begun").await.is_some());
    rename(&company, "elena", deal.id, "Renamed by me").await;
    // A company that was made a moment ago is news too.
    let mut events = String::new();
    while !events.contains(&deal.id.to_string()) {
        events.push_str(&here.next("changed").await.expect("the list hears of it"));
    }
    assert!(there.next("changed").await.expect("the card at the other node hears of it").contains("\"by\":"));
}

#[tokio::test]
async fn whoever_may_not_read_a_record_hears_nothing_of_it() {
    let company = Company::told().await;
    let ana = company.ctx("ana").await;
    let own = deals(&company, "ana", "owner == me").await.remove(0);
    let mut foreign = None;
    for deal in deals(&company, "elena", "").await {
        if read(&ana, "deal", deal.id).await.is_err() {
            foreign = Some(deal.id);
            break;
        }
    }
    let foreign = foreign.expect("a deal that she may not read");
    let visitor = Visitor::signed_in(&company, "ana").await;
    assert_eq!(visitor.listen(&format!("/live?card=deals/{foreign}")).await.0, StatusCode::NOT_FOUND);
    assert_eq!(visitor.listen("/live?card=deals/none").await.0, StatusCode::NOT_FOUND);
    let (_, body) = visitor.listen(&format!("/live?list=deals&shown={}.{}", short(foreign), short(own.id))).await;
    let mut heard = Heard::of(body);
    assert!(heard.next("begun").await.is_some());
    rename(&company, "elena", foreign, "Not hers").await;
    rename(&company, "elena", own.id, "Hers").await;
    let mut ids = String::new();
    while let Some(event) = heard.next("changed").await {
        ids.push_str(&event);
    }
    assert!(ids.contains(&own.id.to_string()) && !ids.contains(&foreign.to_string()), "{ids}");
    assert_eq!(ids.matches("\"count\":1").count(), ids.matches("\"count\"").count(), "{ids}");
}

#[tokio::test]
async fn my_day_hears_of_what_it_tells_of_and_of_nothing_else() {
    let company = Company::told().await;
    let mut ana = Visitor::signed_in(&company, "ana").await;
    let own = deals(&company, "ana", "owner == me").await.remove(0);
    let seen: Vec<Id> = deals(&company, "ana", "owner != me").await.iter().map(|deal| deal.id).collect();
    let other = deals(&company, "elena", "")
        .await
        .into_iter()
        .find(|deal| !seen.contains(&deal.id) && *deal.get("owner") != *own.get("owner") && deal.id != own.id);
    let other = seen.first().copied().or(other.map(|deal| deal.id)).expect("a deal that is not hers");
    let page = ana.get("/?of=me").await.text;
    assert!(page.contains("data-live-kind=\"day\"") && page.contains("day=me"), "the page says where it listens");
    let (_, body) = ana.listen(&format!("/live?day=me&shown={}", short(own.id))).await;
    let mut heard = Heard::of(body);
    assert!(heard.next("begun").await.is_some());
    rename(&company, "elena", other, "Not on her day").await;
    assert_eq!(heard.next("changed").await, None);
    rename(&company, "elena", own.id, "On her day").await;
    let event = heard.next("changed").await.expect("her day hears of it");
    assert!(event.contains(&format!("\"ids\":[{}]", own.id)) && event.contains("\"count\":1"), "{event}");
}

#[tokio::test]
async fn a_stream_ends_with_the_session_and_with_the_process() {
    let company = Company::told().await;
    let mut ana = Visitor::signed_in(&company, "ana").await;
    let (_, body) = ana.listen("/live").await;
    ana.post("/sign-out", &[]).await;
    assert!(Heard::of(body).ends(4).await, "it goes on after the sign-out");
    assert_eq!(ana.listen("/live").await.0, StatusCode::UNAUTHORIZED);
    let elena = Visitor::signed_in(&company, "elena").await;
    let (_, body) = elena.listen("/live").await;
    company.gate.live.close();
    assert!(Heard::of(body).ends(1).await, "it holds the process up");
}

#[tokio::test]
async fn streams_of_one_person_have_a_limit_and_closed_ones_give_their_place_back() {
    let company = Company::told().await;
    let ana = Visitor::signed_in(&company, "ana").await;
    let mut open = Vec::new();
    let refused = loop {
        let (status, body) = ana.listen("/live").await;
        if status != StatusCode::OK {
            break status;
        }
        open.push(body);
        assert!(open.len() < 100, "there is no limit");
    };
    assert_eq!(refused, StatusCode::TOO_MANY_REQUESTS);
    open.pop();
    assert_eq!(ana.listen("/live").await.0, StatusCode::OK);
    drop(open);
    assert_eq!(company.gate.live.count(), 0);
}

#[tokio::test]
async fn a_page_that_draws_itself_anew_is_noted_once_and_keeps_no_session_alive() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let deal = deals(&company, "elena", "").await.remove(0);
    let path = format!("/deals/{}", deal.id);
    for _ in 0..3 {
        let answer = elena.get_with(&path, &[("candor-live", "yes"), ("hx-request", "true")]).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    elena.get(&path).await;
    company.gate.flush_evidence().await.expect("written");
    let filter =
        records::EvidenceFilter { record: Some(deal.id), kind: Some("open".into()), limit: 50, ..Default::default() };
    let events = company.gate.store.evidence(&filter).await.expect("evidence");
    let of = |channel: &str| events.iter().filter(|event| &*event.channel == channel).count();
    assert_eq!((of("live"), of("page")), (1, 1));
}
