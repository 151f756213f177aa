//! A step on all records of a list, more than one step takes, through the pages: asked, shown before it is done, watched, taken back.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use axum::http::StatusCode;
use catalogue::{Name, Value};
use records::bulk::{self, BulkRow, Target};
use records::{Ctx, ListAsk};
use testkit::{Answer, Company, Visitor};

const MANY: usize = 620;

/// More products than one step takes.
async fn products(company: &Company) -> Ctx {
    let ctx = company.ctx("elena").await;
    let batch = bulk::new_id(&ctx);
    let row = |at: usize| {
        let fields = [("name", format!("Bolt {at}")), ("description", "before".to_owned())];
        let fields = fields.into_iter().map(|(name, text)| (Name::from(name), Value::text(text))).collect();
        BulkRow { object: "product".into(), target: Target::New(bulk::new_id(&ctx)), fields }
    };
    bulk::write(&ctx, (0..MANY).map(row).collect(), batch).await.expect("products");
    ctx
}

async fn count(ctx: &Ctx, filter: &str) -> i64 {
    let ask = ListAsk { object: "product".into(), filter: Some(filter.into()), ..ListAsk::default() };
    records::list::count(ctx, &ask).await.expect("a count")
}

fn place(answer: &Answer) -> String {
    let place = answer.headers.get("location").and_then(|place| place.to_str().ok());
    place.unwrap_or_default().to_owned()
}

/// Asks for the progress until the page is told to load anew.
async fn ended(visitor: &mut Visitor, work: &str) {
    for _ in 0..10_000 {
        if visitor.get(&format!("{work}/progress")).await.headers.contains_key("hx-refresh") {
            return;
        }
        tokio::task::yield_now().await;
    }
    unreachable!("it does not come to its end");
}

const BOLTS: (&str, &str) = ("where", "name.startsWith('Bolt')");

#[tokio::test]
async fn all_of_a_list_is_asked_shown_done_and_taken_back() {
    let company = Company::told().await;
    let ctx = products(&company).await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let list = elena.get("/products?where=name.startsWith('Bolt')").await;
    assert!(list.text.contains("all 620 of this list") && list.text.contains("href=\"/products/bulk\""));
    let step = [BOLTS, ("all", "yes"), ("field", "description")];
    let asked = elena.post("/products/several", &step).await;
    assert!(asked.text.contains("Notes of 620 records") && asked.text.contains("name=\"go\" value=\"preview\""));
    let typed = [step.as_slice(), &[("description", "after"), ("go", "preview")]].concat();
    let shown = elena.post("/products/several", &typed).await;
    for told in
        ["The first 200 records were looked at: 200 would change.", ">before<", ">after<", "Start with 620 records"]
    {
        assert!(shown.text.contains(told), "{told}: {}", shown.text);
    }
    assert_eq!(count(&ctx, "description == 'after'").await, 0, "nothing is done yet");
    let start = [step.as_slice(), &[("description", "after"), ("go", "start")]].concat();
    let begun = elena.post("/products/several", &start).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    let work = place(&begun);
    assert!(work.starts_with("/products/bulk/"), "{work}");
    ended(&mut elena, &work).await;
    assert_eq!(count(&ctx, "description == 'after'").await, 620);
    let page = elena.get(&work).await;
    assert!(page.text.contains("Done") && page.text.contains("620") && !page.headers.contains_key("refresh"));
    assert!(elena.get("/products/bulk").await.text.contains(&format!("href=\"{work}\"")));
    let question = elena.get(&format!("{work}/undo")).await;
    assert!(question.text.contains("Take the change back?"), "{}", question.text);
    let undone = elena.post(&format!("{work}/undo"), &[]).await;
    assert_eq!(place(&undone), work);
    ended(&mut elena, &work).await;
    assert_eq!(count(&ctx, "description == 'before'").await, 620);
    assert!(elena.get(&work).await.text.contains("Taken back"));
    assert_eq!(elena.get(&work.replace("/products/", "/deals/")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_stopped_says_so_and_a_fault_is_told_at_the_field() {
    let company = Company::told().await;
    let ctx = products(&company).await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let wrong = [BOLTS, ("all", "yes"), ("field", "price"), ("price", "a lot"), ("go", "preview")];
    let told = elena.post("/products/several", &wrong).await;
    assert!(told.text.contains("class=\"fault\"") && told.text.contains("value=\"a lot\""), "{}", told.text);
    // Begun here, so that no process works on it.
    let ask = ListAsk { object: "product".into(), filter: Some(BOLTS.1.into()), ..ListAsk::default() };
    let id = bulk::list::begin(&ctx, &ask, &records::several::Step::Archive).await.expect("begun");
    let work = format!("/products/bulk/{id}");
    let running = elena.get(&work).await;
    assert_eq!(running.headers.get("refresh").and_then(|after| after.to_str().ok()), Some("4"), "without a script");
    assert!(running.text.contains("0 of 620 records"), "{}", running.text);
    elena.post(&format!("{work}/stop"), &[]).await;
    let stopped = elena.get(&work).await;
    assert!(stopped.text.contains("620 records still wait.") && stopped.text.contains(&format!("{work}/go-on")));
    elena.post(&format!("{work}/go-on"), &[]).await;
    ended(&mut elena, &work).await;
    assert_eq!(count(&ctx, "name.startsWith('Bolt')").await, 0, "archived");
}

#[tokio::test]
async fn whoever_may_not_change_in_bulk_is_told_the_limit_and_sees_nobodys_work() {
    let company = Company::told().await;
    let ctx = company.ctx("elena").await;
    let pedro = company.ctx("pedro").await;
    let batch = bulk::new_id(&ctx);
    let row = |at: usize| {
        let fields = [("name", Value::text(format!("Bolt {at}"))), ("owner", Value::Ref(pedro.who.user))];
        let fields = fields.into_iter().map(|(name, value)| (Name::from(name), value)).collect();
        BulkRow { object: "company".into(), target: Target::New(bulk::new_id(&ctx)), fields }
    };
    bulk::write(&ctx, (0..MANY).map(row).collect(), batch).await.expect("companies");
    let mut seller = Visitor::signed_in(&company, "pedro").await;
    let list = seller.get("/companies?where=name.startsWith('Bolt')").await;
    assert!(!list.text.contains("name=\"all\"") && !list.text.contains("/companies/bulk"), "{}", list.text);
    let answer = seller.post("/companies/several", &[BOLTS, ("all", "yes"), ("step", "archive")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let told = seller.get(&place(&answer)).await;
    assert!(told.text.contains("At most 500 records at once."), "{}", told.text);
    let ask = ListAsk { object: "company".into(), ..ListAsk::default() };
    let id = bulk::list::begin(&ctx, &ask, &records::several::Step::Archive).await.expect("begun");
    assert_eq!(seller.get(&format!("/companies/bulk/{id}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(seller.post(&format!("/companies/bulk/{id}/stop"), &[]).await.status, StatusCode::NOT_FOUND);
}
