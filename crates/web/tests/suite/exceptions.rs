//! Giving a record to a colleague and taking one away by a rule, through the pages, as the people concerned.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use axum::http::StatusCode;
use catalogue::Id;
use records::figures::{FiguresAsk, figures};
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

#[tokio::test]
async fn marketing_counts_no_single_client_through_what_it_may_not_read() {
    let company = Company::told().await;
    let hugo = company.ctx("hugo").await;
    let ask = |group: &str, filter: Option<&str>| FiguresAsk {
        object: "company".into(),
        measures: vec!["count".into(), "won_amount_sum".into()],
        group: vec![(group.to_owned(), None)],
        filter: filter.map(str::to_owned),
        ..FiguresAsk::default()
    };
    let by_name = figures(&hugo, &ask("name", None)).await.expect("figures");
    assert!(by_name.groups.is_empty() && by_name.withheld > 20, "{}", by_name.groups.len());
    let one = figures(&hugo, &ask("branch", Some("name == \"Consorcio Sanitario del Ebro\""))).await.expect("figures");
    assert!(one.groups.is_empty() && one.total.iter().all(catalogue::Value::is_null));
    let by_branch = figures(&hugo, &ask("branch", None)).await.expect("figures");
    assert_eq!(by_branch.groups.len(), 3, "many together are counted");
    let plain = FiguresAsk { measures: vec!["count".into()], ..ask("name", None) };
    assert!(figures(&hugo, &plain).await.expect("figures").groups.len() > 20, "what he reads he counts");
}

#[tokio::test]
async fn a_finding_is_not_told_to_whoever_sees_too_little_to_judge_it() {
    let company = Company::told().await;
    let truths = insight::truths(&company.ctx("hugo").await).await;
    let unjudged: Vec<&str> = truths.out_of_sight.iter().map(|name| &**name).collect();
    assert!(unjudged.contains(&"clients_without_activity"), "{unjudged:?}");
    assert!(truths.broken.is_empty(), "{:?}", truths.broken);
    let mut hugo = Visitor::signed_in(&company, "hugo").await;
    let page = hugo.get("/truth").await;
    assert_eq!(page.status, StatusCode::OK);
    for address in page.text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        let address = address.replace("&amp;", "&");
        if address.starts_with('/') && !address.starts_with("/assets") {
            let answer = hugo.get(&address).await;
            assert!(answer.status.is_success(), "{address}: {}", answer.status);
        }
    }
    for who in ["elena", "marta", "pedro"] {
        let truths = insight::truths(&company.ctx(who).await).await;
        assert!(truths.out_of_sight.is_empty(), "{who}: {:?}", truths.out_of_sight);
    }
}

#[tokio::test]
async fn a_card_offers_what_may_be_done_with_this_record() {
    let company = Company::told().await;
    let deal = deal_of(&company, "luis").await;
    let card = format!("/deals/{}", deal.id);
    let mut luis = Visitor::signed_in(&company, "luis").await;
    let mut nerea = Visitor::signed_in(&company, "nerea").await;
    luis.post(&format!("{card}/share"), &[("to.title", "Nerea"), ("level", "read")]).await;
    let (own, given) = (luis.get(&card).await.text, nerea.get(&card).await.text);
    for page in ["/edit", "/share", "/archive"] {
        let address = format!("{card}{page}");
        assert!(own.contains(&address), "{page}");
        assert!(!given.contains(&address), "{page}");
    }
    assert_eq!(nerea.get(&format!("{card}/edit")).await.status, StatusCode::FORBIDDEN, "before anything is typed");
}
