//! A person's calendar for other programs: what its address gives, to whom, until when, and that nothing more comes through it.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use axum::http::StatusCode;
use catalogue::Id;
use records::{Ctx, Draft, EvidenceFilter, Record, create};
use testkit::{Answer, Company, Visitor};

const PASSWORD: &str = "four green lamps over the quay";

async fn signed_in(company: &Company, who: &str) -> Visitor {
    let id = company.id(who).await;
    let ctx = Ctx::system(&company.gate, "a test sets a password");
    guard::password::set(&ctx, id, PASSWORD).await.expect("the password is kept");
    let mut visitor = Visitor::anonymous(company);
    let email = format!("{who}@vidal.example");
    let answer = visitor.post("/sign-in", &[("email", &email), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    visitor
}

/// Makes an address; answers its path.
async fn made(visitor: &mut Visitor) -> String {
    let page = visitor.post("/account/calendar", &[("password", PASSWORD)]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let rest = page.text.split("/feed/").nth(1).expect("the address is shown");
    format!("/feed/{}", rest.split('"').next().expect("it ends"))
}

async fn ask(company: &Company, path: &str) -> Answer {
    Visitor::anonymous(company).get(path).await
}

async fn make(company: &Company, who: &str, object: &str, fields: &[(&str, &str)]) -> Record {
    let draft = fields.iter().fold(Draft::default(), |draft, (name, text)| draft.with(name, *text));
    create::create(&company.ctx(who).await, object, draft, None).await.expect("a record")
}

async fn meeting(company: &Company, who: &str, subject: &str, at: &str) -> Record {
    make(company, who, "activity", &[("kind", "meeting"), ("subject", subject), ("at", at), ("duration", "45")]).await
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
}

/// Its lines, with what was folded put together.
fn lines(answer: &Answer) -> Vec<String> {
    answer.text.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

fn has(answer: &Answer, line: &str) -> bool {
    lines(answer).iter().any(|found| found == line)
}

#[tokio::test]
async fn the_address_gives_ones_own_calendar_and_nothing_else() {
    let company = Company::told().await;
    let visit = meeting(&company, "pedro", "Visit, with <b>; \\ END:VEVENT", "2026-12-01 10:00").await;
    let task = make(&company, "pedro", "task", &[("subject", "Call back"), ("due", "2026-12-02")]).await;
    meeting(&company, "pedro", "Long past", "2026-10-01 10:00").await;
    meeting(&company, "pedro", "In two years", "2028-12-01 10:00").await;
    make(&company, "pedro", "activity", &[("kind", "note"), ("subject", "A note"), ("at", "2026-12-01 10:00")]).await;
    make(&company, "pedro", "task", &[("subject", "Done"), ("due", "2026-12-02"), ("status", "done")]).await;
    meeting(&company, "elena", "Elena's own", "2026-12-01 10:00").await;
    let mut pedro = signed_in(&company, "pedro").await;
    let path = made(&mut pedro).await;
    let feed = ask(&company, &path).await;
    assert_eq!(feed.status, StatusCode::OK);
    assert_eq!(header(&feed, "content-type"), "text/calendar; charset=utf-8");
    assert_eq!(header(&feed, "referrer-policy"), "no-referrer");
    assert_eq!(header(&feed, "cache-control"), "private, no-cache");
    assert!(header(&feed, "set-cookie").is_empty(), "it opens no session");
    // Ten in Madrid in winter.
    for line in [
        format!("UID:activity-{}@candor", visit.id),
        "DTSTART:20261201T090000Z".to_owned(),
        "DTEND:20261201T094500Z".to_owned(),
        "SUMMARY:Visit\\, with <b>\\; \\\\ END:VEVENT".to_owned(),
        format!("UID:task-{}@candor", task.id),
        "DTSTART;VALUE=DATE:20261202".to_owned(),
        "DTEND;VALUE=DATE:20261203".to_owned(),
        "SEQUENCE:0".to_owned(),
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H".to_owned(),
    ] {
        assert!(has(&feed, &line), "{line}\n{}", feed.text);
    }
    assert!(lines(&feed).iter().any(|line| line.ends_with(&format!("/activities/{}", visit.id))), "its card");
    for absent in ["Long past", "In two years", "A note", "SUMMARY:Done", "Elena"] {
        assert!(!feed.text.contains(absent), "{absent}");
    }
    assert!(feed.text.lines().all(|line| line.len() <= 76), "75 octets and the end of the line");
}

#[tokio::test]
async fn what_is_changed_or_no_longer_ones_to_read_is_told_the_next_time() {
    let company = Company::told().await;
    let visit = meeting(&company, "pedro", "Visit", "2026-12-01 10:00").await;
    let mut pedro = signed_in(&company, "pedro").await;
    let path = made(&mut pedro).await;
    let first = ask(&company, &path).await;
    let mark = header(&first, "etag").to_owned();
    assert!(!mark.is_empty());
    let again = Visitor::anonymous(&company).get_with(&path, &[("if-none-match", &mark)]).await;
    assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    assert_eq!(header(&again, "etag"), mark);
    let ctx = company.ctx("pedro").await;
    let draft = Draft::default().with("subject", "Visit, later");
    records::update::update(&ctx, "activity", visit.id, visit.version, draft).await.expect("a change");
    let changed = Visitor::anonymous(&company).get_with(&path, &[("if-none-match", &mark)]).await;
    assert_eq!(changed.status, StatusCode::OK);
    assert!(has(&changed, "SEQUENCE:1") && has(&changed, "SUMMARY:Visit\\, later"), "{}", changed.text);
    assert!(has(&changed, &format!("UID:activity-{}@candor", visit.id)), "the same entry");
    // Taken from all sellers by a rule: the page does not show it any more, and neither does the address.
    let rule = records::rules::RuleDraft {
        role: Some("seller".into()),
        object: "activity".to_owned(),
        takes: Some(records::rules::Takes::Sight),
        filter: "kind == \"meeting\"".to_owned(),
        reason: "A test".to_owned(),
        until: "2027-05-01".to_owned(),
        ..records::rules::RuleDraft::default()
    };
    records::rules::add(&company.ctx("elena").await, &rule).await.expect("a rule");
    let hidden = ask(&company, &path).await;
    assert_eq!(hidden.status, StatusCode::OK);
    assert!(!hidden.text.contains("Visit"), "{}", hidden.text);
}

#[tokio::test]
async fn an_address_ends_when_it_is_replaced_taken_back_or_its_owner_frozen() {
    let company = Company::told().await;
    let mut pedro = signed_in(&company, "pedro").await;
    let wrong = pedro.post("/account/calendar", &[("password", "not the password at all")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!wrong.text.contains("/feed/"));
    let first = made(&mut pedro).await;
    let account = pedro.get("/account").await.text;
    assert!(!account.contains("/feed/"), "shown once");
    assert_eq!(ask(&company, &first).await.status, StatusCode::OK);
    let second = made(&mut pedro).await;
    let nothing = ask(&company, "/feed/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics").await;
    let replaced = ask(&company, &first).await;
    assert_eq!((nothing.status, replaced.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    assert_eq!(ask(&company, &second).await.status, StatusCode::OK);
    assert_eq!(ask(&company, second.trim_end_matches(".ics")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(pedro.post("/account/calendar/end", &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(ask(&company, &second).await.status, StatusCode::NOT_FOUND);
    assert_eq!(pedro.post("/account/calendar/end", &[]).await.status, StatusCode::NOT_FOUND, "there is none");
    let third = made(&mut pedro).await;
    let id = company.id("pedro").await;
    let system = Ctx::system(&company.gate, "a test freezes somebody");
    records::people::freeze(&system, id).await.expect("frozen");
    assert_eq!(ask(&company, &third).await.status, StatusCode::NOT_FOUND);
    // Who comes back makes a new one: the old one may be in other hands.
    let thawed = records::people::PersonChange { status: Some("active".into()), ..Default::default() };
    records::people::change(&system, id, thawed).await.expect("thawed");
    assert_eq!(ask(&company, &third).await.status, StatusCode::NOT_FOUND);
    let kinds = kinds(&company, id).await;
    for kind in ["calendar_feed", "calendar_feed_replaced", "calendar_feed_ended"] {
        assert!(kinds.iter().any(|found| found == kind), "{kind}: {kinds:?}");
    }
}

async fn kinds(company: &Company, actor: Id) -> Vec<String> {
    company.gate.flush_evidence().await.expect("written");
    let filter = EvidenceFilter { actor: Some(actor), limit: 100, ..EvidenceFilter::default() };
    let events = company.gate.store.evidence(&filter).await.expect("a read");
    events.iter().map(|event| event.kind.to_string()).collect()
}

#[tokio::test]
async fn its_use_is_noted_and_it_is_not_asked_for_ever() {
    let company = Company::told().await;
    let mut pedro = signed_in(&company, "pedro").await;
    let path = made(&mut pedro).await;
    assert!(pedro.get("/account").await.text.contains("Not used yet"), "nobody asked");
    for _ in 0..guard::calendar_feed::MOST_AN_HOUR {
        assert_eq!(ask(&company, &path).await.status, StatusCode::OK);
    }
    let late = ask(&company, &path).await;
    assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(header(&late, "retry-after").parse::<u64>().is_ok_and(|wait| (1..=3601).contains(&wait)));
    assert!(pedro.get("/account").await.text.contains("Last used"), "its owner sees that somebody asks");
    company.gate.flush_evidence().await.expect("written");
    let actor = Some(company.id("pedro").await);
    let filter = EvidenceFilter { actor, kind: Some("list".into()), limit: 200, ..EvidenceFilter::default() };
    let events = company.gate.store.evidence(&filter).await.expect("a read");
    assert!(events.iter().any(|event| &*event.channel == "feed" && event.detail.contains("calendar_feed")));
    let secret = path.trim_start_matches("/feed/").trim_end_matches(".ics");
    assert!(events.iter().all(|event| !event.detail.contains(secret)), "the secret stands nowhere");
}
