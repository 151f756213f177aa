//! Giving a record to a colleague and taking one away by a rule, through the pages, as the people concerned.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use axum::http::StatusCode;
use catalogue::Id;
use records::{ListAsk, Record, list};
use testkit::{Company, Visitor};

/// The first living deal of this person.
async fn deal_of(company: &Company, who: &str) -> Record {
    let ask = ListAsk {
        object: "deal".into(),
        filter: Some("owner == me && company != null".into()),
        columns: vec!["name".into(), "company".into()],
        ..ListAsk::default()
    };
    list::list(&company.ctx(who).await, &ask).await.expect("deals").rows.swap_remove(0)
}

#[tokio::test]
async fn a_seller_gives_one_deal_to_a_colleague_and_takes_it_back() {
    let company = Company::told().await;
    let deal = deal_of(&company, "luis").await;
    let card = format!("/deals/{}", deal.id);
    let mut luis = Visitor::signed_in(&company, "luis").await;
    let mut nerea = Visitor::signed_in(&company, "nerea").await;
    assert_eq!(nerea.get(&card).await.status, StatusCode::NOT_FOUND);
    let page = luis.get(&format!("{card}/share")).await;
    assert_eq!(page.status, StatusCode::OK);
    let nobody = luis.post(&format!("{card}/share"), &[("to.title", "Nobody At All"), ("level", "read")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobody.text.contains("Nobody At All"), "what was typed is kept");
    let past = [("to.title", "Nerea"), ("level", "write"), ("until", "2020-01-01")];
    assert_eq!(luis.post(&format!("{card}/share"), &past).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let given = luis.post(&format!("{card}/share"), &[("to.title", "Nerea"), ("level", "read")]).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text);
    assert_eq!(nerea.get(&card).await.status, StatusCode::OK);
    assert_eq!(nerea.get(&format!("{card}/share")).await.status, StatusCode::FORBIDDEN, "not hers to give");
    let version = deal.version.to_string();
    let change = nerea.post(&card, &[("version", &version), ("name", "Mine")]).await;
    assert_eq!(change.status, StatusCode::FORBIDDEN);
    let share = company.gate.store.shares_of("deal", deal.id).await.expect("shares")[0].id.to_string();
    let other = deal_of(&company, "pedro").await;
    let elsewhere = luis.post(&format!("/deals/{}/share/end", other.id), &[("share", &share)]).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    let end = luis.post(&format!("{card}/share/end"), &[("share", &share)]).await;
    assert_eq!(end.status, StatusCode::SEE_OTHER);
    assert_eq!(nerea.get(&card).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_owner_hides_a_client_from_its_head_and_everybody_can_be_told_why() {
    let company = Company::told().await;
    let deal = deal_of(&company, "luis").await;
    let client = deal.get("company").as_ref_id().expect("a client");
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let mut head = Visitor::signed_in(&company, "marta").await;
    let of = |id: Id, plural: &str| format!("/{plural}/{id}");
    assert_eq!(head.get("/rules").await.status, StatusCode::FORBIDDEN);
    assert_eq!(head.get(&of(client, "companies")).await.status, StatusCode::OK);
    let filter = format!("id == {client}");
    let faulty = [("user.title", "Marta"), ("object", "company"), ("filter", "city ="), ("takes", "sight")];
    let told = elena.post("/rules", &faulty).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.text.contains("city ="), "what was typed is kept");
    let rule = [
        ("user.title", "Marta"),
        ("object", "company"),
        ("filter", &*filter),
        ("takes", "sight"),
        ("related", "yes"),
        ("reason", "A client of the family"),
        ("until", "2027-01-31"),
    ];
    assert_eq!(elena.post("/rules", &rule).await.status, StatusCode::SEE_OTHER);
    for address in [of(client, "companies"), of(deal.id, "deals")] {
        assert_eq!(head.get(&address).await.status, StatusCode::NOT_FOUND, "{address}");
        assert_eq!(elena.get(&address).await.status, StatusCode::OK, "{address}");
    }
    let why = elena.get(&format!("{}/why", of(client, "companies"))).await;
    assert!(why.text.contains("A client of the family") && why.text.contains("Luis Ortega"), "{}", why.text);
    assert!(elena.get("/rules").await.text.contains("A client of the family"));
    let id = company.gate.store.rules().await.expect("rules")[0].id.to_string();
    assert_eq!(head.post("/rules/end", &[("rule", &id)]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(elena.post("/rules/end", &[("rule", &id)]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(head.get(&of(client, "companies")).await.status, StatusCode::OK);
}
