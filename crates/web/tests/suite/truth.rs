//! The actions of findings through the real router: a task on each record, another owner for each.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use std::collections::BTreeSet;

use axum::http::StatusCode;
use catalogue::{Id, Value};
use records::{Ctx, ListAsk, Record};
use testkit::{Company, Visitor};

async fn list(ctx: &Ctx, object: &str, filter: &str, columns: &[&str]) -> Vec<Record> {
    let ask = ListAsk {
        object: object.to_owned(),
        filter: Some(filter.to_owned()),
        columns: columns.iter().map(|c| (*c).to_owned()).collect(),
        limit: 200,
        ..ListAsk::default()
    };
    records::list::list(ctx, &ask).await.expect("a list").rows
}

/// The records of a finding as this person meets them.
async fn found(ctx: &Ctx, finding: &str, columns: &[&str]) -> Vec<Record> {
    let truth = insight::truth(ctx, finding).await.expect("an answer").expect("the finding");
    list(ctx, &truth.object, &truth.filter, columns).await
}

/// The value of the form's hidden field that names this showing of it.
fn once(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"once\" value=\"").expect("the form");
    rest.split('"').next().expect("a value").to_owned()
}

/// Deal and owner of each.
fn pairs(records: &[Record], deal: impl Fn(&Record) -> Value) -> BTreeSet<(Option<Id>, Option<Id>)> {
    records.iter().map(|r| (deal(r).as_ref_id(), r.get("owner").as_ref_id())).collect()
}

#[tokio::test]
async fn a_plan_makes_one_task_a_record_for_its_owner_and_only_once() {
    let company = Company::told().await;
    let ctx = company.ctx("elena").await;
    let deals = found(&ctx, "deals_stuck", &["owner"]).await;
    assert!(!deals.is_empty(), "the story has deals that are stuck");
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let once = once(&elena.get("/truth/deals_stuck/plan").await.text);
    let form = [("subject", "Ask them what holds it"), ("due", "2026-11-30"), ("once", once.as_str())];
    for _ in 0..2 {
        let answer = elena.post("/truth/deals_stuck/plan", &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let tasks = list(&ctx, "task", "subject == \"Ask them what holds it\"", &["owner", "deal", "due"]).await;
        assert_eq!(tasks.len(), deals.len(), "one a record, also when it is sent twice");
        assert_eq!(pairs(&tasks, |t| t.get("deal").clone()), pairs(&deals, |d| Value::Ref(d.id)));
        // 2026-11-30 in days since 1970-01-01.
        assert!(tasks.iter().all(|t| *t.get("due") == Value::Date(20_787)), "{:?}", tasks.first());
    }
    let other = [("subject", "Another"), ("due", "2026-11-30"), ("once", once.as_str())];
    let answer = elena.post("/truth/deals_stuck/plan", &other).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "the same showing does not plan something else");
}

#[tokio::test]
async fn a_seller_plans_on_their_own_records_alone() {
    let company = Company::told().await;
    let ctx = company.ctx("elena").await;
    let deals = found(&ctx, "deals_without_next_step", &["owner"]).await;
    let pedro = company.id("pedro").await;
    let own = deals.iter().filter(|d| *d.get("owner") == Value::Ref(pedro)).count();
    let mut visitor = Visitor::signed_in(&company, "pedro").await;
    let form = [("subject", "My next step"), ("due", "2026-11-20"), ("once", "a")];
    let answer = visitor.post("/truth/deals_without_next_step/plan", &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let tasks = list(&ctx, "task", "subject == \"My next step\"", &["owner"]).await;
    assert_eq!(tasks.len(), own);
    assert!(own > 0 && tasks.iter().all(|t| *t.get("owner") == Value::Ref(pedro)));
}

#[tokio::test]
async fn a_day_that_is_none_plans_nothing() {
    let company = Company::told().await;
    let before = company.gate.store.digest().await.expect("a digest");
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let form = [("subject", "Ask"), ("due", "soon"), ("once", "a")];
    let answer = elena.post("/truth/deals_stuck/plan", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(company.gate.store.digest().await.expect("a digest"), before);
}

#[tokio::test]
async fn records_are_handed_over_with_their_place() {
    let company = Company::told().await;
    let ctx = company.ctx("elena").await;
    let tasks = found(&ctx, "overdue_tasks", &["owner"]).await;
    assert!(!tasks.is_empty(), "the story has tasks whose day has gone by");
    let luis = company.ctx("luis").await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let to = luis.who.user.to_string();
    assert!(elena.get("/truth/overdue_tasks/transfer").await.text.contains(&format!("value=\"{to}\"")));
    let answer = elena.post("/truth/overdue_tasks/transfer", &[("to", &to)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let ids: Vec<String> = tasks.iter().map(|t| t.id.to_string()).collect();
    let now = found(&ctx, "overdue_tasks", &["owner", "team", "branch"]).await;
    assert_eq!(now.iter().map(|t| t.id.to_string()).collect::<BTreeSet<_>>(), ids.into_iter().collect());
    let place = |id: Option<Id>| id.map_or(Value::Null, Value::Ref);
    for task in &now {
        assert_eq!(*task.get("owner"), Value::Ref(luis.who.user));
        assert_eq!((task.get("team"), task.get("branch")), (&place(luis.who.team), &place(luis.who.branch)));
    }
}

#[tokio::test]
async fn good_news_is_told_only_where_there_is_something_to_judge() {
    let empty = Company::empty().await;
    let ctx = Ctx::system(&empty.gate, "a test makes the first person");
    let first = records::Draft::default()
        .with("name", "Elena")
        .with("email", "elena@vidal.example")
        .with_value("status", Value::text("active"))
        .with_value("roles", Value::Choices(vec!["owner".into()]));
    records::create::create(&ctx, "user", first, None).await.expect("a person");
    let page = Visitor::signed_in(&empty, "elena").await.get("/truth").await.text;
    assert!(page.contains("Nothing to judge yet") && page.contains("href=\"/import\""), "{page}");
    assert!(!page.contains("Nothing found") && !page.contains("nothing found"), "{page}");

    let company = Company::told().await;
    let ctx = Ctx::system(&company.gate, "a test makes an auditor");
    let auditor = records::Draft::default()
        .with("name", "Aura")
        .with("email", "aura@vidal.example")
        .with_value("status", Value::text("active"))
        .with_value("roles", Value::Choices(vec!["auditor".into()]));
    records::create::create(&ctx, "user", auditor, None).await.expect("a person");
    let page = Visitor::signed_in(&company, "aura").await.get("/truth").await.text;
    assert!(page.contains("Your role sees no records"), "{page}");
    assert!(!page.contains("href=\"/truth\""), "not in the menu of those whom it tells nothing");
}

#[tokio::test]
async fn no_task_is_planned_for_somebody_who_has_left() {
    let company = Company::told().await;
    let ctx = company.ctx("elena").await;
    let clients = found(&ctx, "clients_without_activity", &["owner", "owner.status"]).await;
    let is_gone =
        |r: &&Record| matches!(r.get("owner.status").as_text(), Some("left" | "frozen")) || r.get("owner").is_null();
    let gone: BTreeSet<Id> = clients.iter().filter(is_gone).map(|r| r.id).collect();
    assert!(!gone.is_empty(), "the story has clients of somebody who has left");
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let page = elena.get("/truth/clients_without_activity/plan").await.text;
    assert!(page.contains(&format!("{} record", gone.len())) && page.contains("who has left or is frozen"), "{page}");
    let form = [("subject", "Call them"), ("due", "2026-11-30"), ("once", "a")];
    elena.post("/truth/clients_without_activity/plan", &form).await;
    let tasks = list(&ctx, "task", "subject == \"Call them\"", &["owner", "company"]).await;
    assert_eq!(tasks.len(), clients.len());
    for task in tasks {
        let client = clients.iter().find(|c| Some(c.id) == task.get("company").as_ref_id()).expect("the client");
        let keeper = if gone.contains(&client.id) { Value::Ref(ctx.who.user) } else { client.get("owner").clone() };
        assert_eq!(*task.get("owner"), keeper, "{}", client.title);
    }
}
