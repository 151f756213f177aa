//! One step on several records of a list, through the pages: what is wrong is told where it can be mended, what stays is named each
//! time, and the way back leads to no other site.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use axum::http::StatusCode;
use catalogue::{Id, Value};
use records::{Draft, ListAsk, Record};
use testkit::{Answer, Company, Visitor};

async fn deals(company: &Company, filter: &str, limit: u32) -> Vec<Record> {
    let columns = ["amount", "owner"].map(str::to_owned).to_vec();
    let ask = ListAsk { object: "deal".into(), filter: Some(filter.into()), columns, limit, ..ListAsk::default() };
    records::list::list(&company.ctx("elena").await, &ask).await.expect("deals").rows
}

/// Sends the step for these records.
async fn step(visitor: &mut Visitor, plural: &str, ids: &[Id], fields: &[(&str, &str)]) -> Answer {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let picked = ids.iter().map(|id| ("id", id.as_str()));
    let form: Vec<(&str, &str)> = picked.chain(fields.iter().copied()).collect();
    visitor.post(&format!("/{plural}/several"), &form).await
}

fn place(answer: &Answer) -> &str {
    answer.headers.get("location").and_then(|place| place.to_str().ok()).unwrap_or_default()
}

#[tokio::test]
async fn a_value_that_nothing_takes_is_told_at_its_field_and_all_stay_picked() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let ids: Vec<Id> = deals(&company, "stage.outcome == 'open'", 3).await.iter().map(|deal| deal.id).collect();
    let back = ("back", "/deals?segment=open");
    let page =
        step(&mut elena, "deals", &ids, &[("field", "amount"), ("amount", "a lot"), ("sure", "yes"), back]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.text.contains("class=\"fault\"") && page.text.contains("value=\"a lot\""), "{}", page.text);
    for id in &ids {
        assert!(page.text.contains(&format!("name=\"id\" value=\"{id}\"")), "{id} stays picked");
    }
    let done = step(&mut elena, "deals", &ids, &[("field", "amount"), ("amount", "77"), ("sure", "yes"), back]).await;
    assert_eq!((done.status, place(&done)), (StatusCode::SEE_OTHER, "/deals?segment=open"));
    assert_eq!(deals(&company, "amount == 77", 9).await.len(), 3);
}

#[tokio::test]
async fn what_stays_is_named_each_time_before_anything_is_done() {
    let company = Company::told().await;
    // Open deals without a client: they cannot be won, and others can.
    let ctx = company.ctx("elena").await;
    let bare =
        records::create::create(&ctx, "deal", Draft::default().with("name", "Bare"), None).await.expect("a deal");
    let whole = deals(&company, "stage == 'negotiation' && company.id != 0", 1).await[0].id;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let won = [("field", "stage"), ("stage", "won"), ("sure", "yes"), ("back", "/deals")];
    for _ in 0..2 {
        let page = step(&mut elena, "deals", &[bare.id, whole], &won).await;
        assert_eq!(page.status, StatusCode::OK, "nothing is done while one of them stays: {}", place(&page));
        assert!(page.text.contains("Bare") && !page.text.contains(&format!("name=\"id\" value=\"{}\"", bare.id)));
    }
    assert_eq!(deals(&company, &format!("id in [{}, {whole}] && stage == 'won'", bare.id), 9).await.len(), 0);
    let done = step(&mut elena, "deals", &[whole], &won).await;
    assert_eq!(place(&done), "/deals");
}

#[tokio::test]
async fn a_restored_record_whose_value_is_taken_by_now_is_named() {
    let company = Company::told().await;
    let ctx = company.ctx("elena").await;
    let product = || Draft::default().with("name", "Gone and come");
    let gone = records::create::create(&ctx, "product", product(), None).await.expect("a product");
    records::archive::archive(&ctx, "product", gone.id, gone.version).await.expect("archived");
    records::create::create(&ctx, "product", product(), None).await.expect("another of that name");
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let page = step(&mut elena, "products", &[gone.id], &[("step", "restore"), ("archived", "only")]).await;
    assert!(page.status == StatusCode::OK && page.text.contains("Gone and come"), "{}", page.text);
    assert!(
        !page.text.contains(&format!("name=\"id\" value=\"{}\"", gone.id)),
        "it is not among those that are restored"
    );
}

#[tokio::test]
async fn the_way_back_leads_to_no_other_site_and_no_long_filter_loses_the_undo() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    for back in ["//evil.example", "/%09/evil.example", "/%5Cevil.example", "https://evil.example", "/%0A/evil.example"]
    {
        let page = elena.get(&format!("/deals/several/1?back={back}")).await;
        assert!(page.text.contains("name=\"back\" value=\"/deals\""), "{back}: {}", page.text);
        assert!(page.text.contains("class=\"btn\" href=\"/deals\""), "{back}: {}", page.text);
    }
    let deal = &deals(&company, "stage.outcome == 'open'", 1).await[0];
    let long = format!("/deals?where={}", "name.contains('x')%20%7C%7C%20".repeat(100));
    let fields = [("field", "amount"), ("amount", "78"), ("sure", "yes"), ("back", long.as_str())];
    let done = step(&mut elena, "deals", &[deal.id], &fields).await;
    assert_eq!(place(&done), long);
    let cookies = done.headers.get_all("set-cookie").iter().filter_map(|cookie| cookie.to_str().ok());
    assert!(cookies.map(str::len).all(|length| length < 4_000), "the browser keeps it");
    let now = records::read::read(&company.ctx("elena").await, "deal", deal.id).await.expect("the deal");
    assert!(matches!(now.get("amount"), Value::Money(money) if money.minor == 7_800));
}
