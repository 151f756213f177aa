//! The pages on which a company makes fields and kinds of record of its own: who reaches them, that every node has them at the
//! next request, and that a page writes in the language in which it reads.

use testkit::{Company, Visitor};

const REGION: [(&str, &str); 4] =
    [("label", "Región de entrega"), ("kind", "choice"), ("options", "Norte\r\nSur"), ("in_list", "yes")];

#[tokio::test]
async fn only_who_sets_up_reaches_the_pages() {
    let company = Company::told().await;
    let schema = company.gate.store.schema_text().await.expect("the schema");
    for who in ["pedro", "marta", "tomas"] {
        let mut visitor = Visitor::signed_in(&company, who).await;
        for page in ["/fields", "/fields/new", "/fields/deal", "/fields/deal/amount"] {
            assert_eq!(visitor.get(page).await.status.as_u16(), 403, "{who} at {page}");
        }
        for page in [
            "/fields/deal",
            "/fields/new",
            "/fields/deal/amount",
            "/fields/deal/lost_reason/option",
            "/fields/deal/x_a/retire",
            "/kinds/x_a/retire",
        ] {
            let answer = visitor.post(page, &REGION).await;
            assert_eq!(answer.status.as_u16(), 403, "{who} posts to {page}: {}", answer.text);
        }
    }
    assert_eq!(company.gate.store.schema_text().await.expect("the schema"), schema);
    let mut raquel = Visitor::signed_in(&company, "raquel").await;
    assert_eq!(raquel.get("/fields/deal").await.status.as_u16(), 200, "the administrator");
    for nowhere in ["/fields/nothing", "/fields/deal/nothing", "/fields/deal/owner", "/fields/deal/amount/retire"] {
        let status = raquel.get(nowhere).await.status.as_u16();
        assert!(status == 404 || (nowhere.ends_with("retire") && status == 200), "{nowhere}: {status}");
    }
    assert_eq!(raquel.post("/fields/deal/amount/retire", &[]).await.status.as_u16(), 404, "the product's own stays");
}

#[tokio::test]
async fn a_field_is_on_every_page_of_every_node_at_the_next_request() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await.at(company.other_node().await);
    assert!(!pedro.get("/deals").await.text.contains("Región de entrega"));
    let made = elena.post("/fields/deal", &REGION).await;
    assert!(made.status.is_redirection(), "{} {}", made.status, made.text);
    let list = pedro.get("/deals").await.text;
    assert!(list.contains("Región de entrega"), "the other node's list");
    let form = pedro.get("/deals/new").await.text;
    assert!(form.contains("name=\"x_region_de_entrega\"") && form.contains("Norte"), "and its form");
    let filtered = pedro.get("/deals?where=x_region_de_entrega%20%3D%3D%20%22norte%22").await;
    assert_eq!(filtered.status.as_u16(), 200, "and its filter");
    let retired = elena.post("/fields/deal/x_region_de_entrega/retire", &[]).await;
    assert!(retired.status.is_redirection());
    assert!(!pedro.get("/deals").await.text.contains("Región de entrega"));
    let faulty = elena.post("/fields/deal", &[("label", ""), ("kind", "choice")]).await;
    assert_eq!(faulty.status.as_u16(), 422);
    let script = elena.post("/fields/deal", &[("label", "<script>alert(1)</script>"), ("kind", "text")]).await;
    assert!(script.status.is_redirection());
    assert!(!elena.get("/fields/deal").await.text.contains("<script>alert(1)"));
}

#[tokio::test]
async fn a_page_reads_numbers_as_it_writes_them() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    for (language, typed) in [("en", "1,234.50"), ("es", "1.234,50"), ("ru", "1 234,50")] {
        elena.choose_language(language);
        let name = format!("Spoken in {language}");
        let made = elena.post("/deals", &[("name", &name), ("amount", typed), ("amount.currency", "EUR")]).await;
        assert!(made.status.is_redirection(), "{language}: {} {}", made.status, made.text);
        let ctx = company.ctx("elena").await;
        let filter = Some(format!("name == \"{name}\" && amount == 1234.5"));
        let ask = records::ListAsk { object: "deal".into(), filter, ..records::ListAsk::default() };
        assert_eq!(records::list::count(&ctx, &ask).await.expect("a count"), 1, "{language}");
    }
}

#[tokio::test]
async fn a_changed_setting_holds_on_every_node_at_the_next_request() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let mut elsewhere = elena.at(company.other_node().await);
    assert!(!elsewhere.get("/settings").await.text.contains("Vidal y Asociados"));
    let changed = [
        ("company", "Vidal y Asociados"),
        ("zone", "Europe/Madrid"),
        ("currency", "EUR"),
        ("country", "ES"),
        ("language", "es"),
        ("fiscal_month", "4"),
    ];
    assert!(elena.post("/settings", &changed).await.status.is_redirection());
    let page = elsewhere.get("/settings").await.text;
    assert!(page.contains("Vidal y Asociados"), "the other node");
}
