//! One stream for an open page: what it is told, when it ends, who is refused.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::http::{Request, StatusCode, header};
use catalogue::Id;
use futures::StreamExt as _;
use records::{Draft, EvidenceFilter, ListAsk};
use testkit::{Company, Visitor};
use tower::ServiceExt as _;

/// The stream of an open page.
struct Page(BodyDataStream);

impl Page {
    async fn open(app: &web::App, visitor: &Visitor, path: &str) -> Result<Self, StatusCode> {
        let request = Request::get(path)
            .header(header::HOST, "127.0.0.1")
            .header(header::ACCEPT, "text/event-stream")
            .header(header::COOKIE, visitor.cookie())
            .body(Body::empty())
            .expect("a request");
        let response = web::router(app.clone()).oneshot(request).await.expect("an answer");
        if response.status() != StatusCode::OK {
            return Err(response.status());
        }
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/event-stream");
        Ok(Self(response.into_body().into_data_stream()))
    }

    /// The next event, word for word; `None` when the stream is over.
    async fn told(&mut self) -> Option<String> {
        let next = tokio::time::timeout(Duration::from_secs(10), self.0.next()).await.expect("something within reach");
        next.map(|piece| String::from_utf8(piece.expect("a piece").to_vec()).expect("text"))
    }
}

const OTHERS: &str = "event: changed\ndata: others\n\n";
const OWN: &str = "event: changed\ndata: own\n\n";

async fn deal_of(company: &Company, who: &str) -> Id {
    let (ctx, filter) = (company.ctx(who).await, Some("owner == me".into()));
    let ask = ListAsk { object: "deal".into(), filter, limit: 1, ..ListAsk::default() };
    records::list::list(&ctx, &ask).await.expect("deals").rows.pop().expect("a deal").id
}

async fn rename(company: &Company, who: &str, deal: Id, name: &str) {
    let ctx = company.ctx(who).await;
    let version = records::read::read(&ctx, "deal", deal).await.expect("the deal").version;
    let draft = Draft::default().with("name", name);
    records::update::update(&ctx, "deal", deal, version, draft).await.expect("it is renamed");
}

#[tokio::test]
async fn a_change_by_another_arrives_at_lists_and_cards_within_a_second_also_from_another_node() {
    let company = Company::told().await;
    let pedro = Visitor::signed_in(&company, "pedro").await;
    let deal = deal_of(&company, "pedro").await;
    let node = company.other_node().await;
    let mut pages = Vec::new();
    for app in [&company.app(), &node] {
        for path in [format!("/live?object=deal&rows={deal}"), format!("/live?object=deal&record={deal}")] {
            pages.push(Page::open(app, &pedro, &path).await.expect("a stream"));
        }
    }
    rename(&company, "elena", deal, "Renamed by Elena").await;
    let began = std::time::Instant::now();
    for page in &mut pages {
        assert_eq!(page.told().await.as_deref(), Some(OTHERS), "said, and nothing else");
    }
    assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
    rename(&company, "pedro", deal, "Renamed by Pedro").await;
    assert_eq!(pages[0].told().await.as_deref(), Some(OWN));
}

#[tokio::test]
async fn of_what_one_may_not_read_nothing_is_told() {
    let company = Company::told().await;
    let nerea = Visitor::signed_in(&company, "nerea").await;
    let (hidden, own) = (deal_of(&company, "pedro").await, deal_of(&company, "nerea").await);
    let app = company.app();
    let refused = |path: String| Page::open(&app, &nerea, Box::leak(path.into_boxed_str()));
    assert_eq!(refused(format!("/live?object=deal&record={hidden}")).await.err(), Some(StatusCode::NOT_FOUND));
    assert_eq!(refused("/live?object=deal&record=1".into()).await.err(), Some(StatusCode::NOT_FOUND));
    assert_eq!(refused("/live?object=nothing".into()).await.err(), Some(StatusCode::NOT_FOUND));
    assert_eq!(refused("/live?object=deal&record=x".into()).await.err(), Some(StatusCode::BAD_REQUEST));
    let mut page = Page::open(&app, &nerea, "/live?object=deal").await.expect("a stream");
    rename(&company, "elena", hidden, "Not for Nerea").await;
    // Her own comes after it: were the other told, it would be told first, or as others'.
    rename(&company, "nerea", own, "Hers").await;
    assert_eq!(page.told().await.as_deref(), Some(OWN));
}

#[tokio::test]
async fn a_stream_ends_with_its_session_and_with_the_node() {
    let company = Company::told().await;
    let (mut pedro, ana) = (Visitor::signed_in(&company, "pedro").await, Visitor::signed_in(&company, "ana").await);
    let app = company.app();
    let mut his = Page::open(&app, &pedro, "/live?object=deal").await.expect("a stream");
    let mut hers = Page::open(&app, &ana, "/live?object=deal").await.expect("a stream");
    let before = Visitor::cookie(&pedro);
    pedro.post("/sign-out", &[]).await;
    assert_eq!(his.told().await, None);
    assert_ne!(before, pedro.cookie());
    assert_eq!(Page::open(&app, &pedro, "/live?object=deal").await.err(), Some(StatusCode::UNAUTHORIZED));
    app.gate.live.end();
    assert_eq!(hers.told().await, None);
}

#[tokio::test]
async fn too_many_open_pages_of_a_person_are_refused_until_one_is_closed() {
    let company = Company::told().await;
    let (pedro, ana) = (Visitor::signed_in(&company, "pedro").await, Visitor::signed_in(&company, "ana").await);
    let app = company.app();
    let mut pages = Vec::new();
    for _ in 0..8 {
        pages.push(Page::open(&app, &pedro, "/live?object=deal").await.expect("a stream"));
    }
    let one_more = Page::open(&app, &pedro, "/live?object=deal").await;
    assert_eq!(one_more.err(), Some(StatusCode::TOO_MANY_REQUESTS));
    assert!(Page::open(&app, &ana, "/live?object=deal").await.is_ok());
    pages.pop();
    assert!(Page::open(&app, &pedro, "/live?object=deal").await.is_ok());
}

#[tokio::test]
async fn what_a_page_fetches_by_itself_is_noted_as_such_and_keeps_nobody_signed_in() {
    let company = Company::told().await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    let deal = deal_of(&company, "pedro").await;
    let card = format!("/deals/{deal}");
    let page = pedro.get(&card).await;
    assert!(page.text.contains(&format!("data-live=\"/live?object=deal&amp;record={deal}\"")), "{}", page.text);
    assert!(pedro.get("/deals").await.text.contains("data-region=\"list\""));
    assert!(pedro.get(&format!("{card}/edit")).await.text.contains("&amp;form=yes\""));
    let again = pedro.get_with(&card, &[("hx-request", "true"), ("candor-live", "yes")]).await;
    assert_eq!(again.status, StatusCode::OK);
    company.gate.flush_evidence().await.expect("written");
    let filter =
        EvidenceFilter { record: Some(deal), kind: Some("open".into()), limit: 10, ..EvidenceFilter::default() };
    let events = company.gate.store.evidence(&filter).await.expect("the evidence");
    let channels: Vec<&str> = events.iter().take(3).map(|event| &*event.channel).collect();
    assert_eq!(channels, ["live", "page", "page"]);
    let session =
        async || company.gate.store.sessions_of(company.id("pedro").await).await.expect("sessions").remove(0).seen_at;
    let seen = session().await;
    let later = web::App { gate: company.later(30).await, ..company.app() };
    let mut later = pedro.at(later);
    later.get_with(&card, &[("hx-request", "true"), ("candor-live", "yes")]).await;
    assert_eq!(session().await, seen);
    later.get(&card).await;
    assert!(session().await > seen, "a visit does");
}
