//! Who reaches which page of the company, and that a refusal changes nothing.

use axum::http::StatusCode;
use testkit::{Company, Visitor};

#[tokio::test]
async fn each_page_of_the_company_has_its_readers() {
    let company = Company::told().await;
    let pages = ["/people", "/people/add", "/settings", "/evidence", "/import", "/truth", "/roles", "/account"];
    // In the order of the pages: people, add, settings, evidence, import, truth, roles, account.
    let expected = [
        ("elena", [200, 200, 200, 200, 200, 200, 200, 200]),
        ("pedro", [403, 403, 403, 403, 403, 200, 200, 200]),
        ("tomas", [403, 403, 403, 200, 403, 200, 200, 200]),
        ("raquel", [200, 200, 200, 403, 403, 200, 200, 200]),
        ("marta", [403, 403, 403, 403, 200, 200, 200, 200]),
    ];
    for (who, statuses) in expected {
        let mut visitor = Visitor::signed_in(&company, who).await;
        for (page, status) in pages.iter().zip(statuses) {
            let answer = visitor.get(page).await;
            assert_eq!(answer.status.as_u16(), status, "{who} at {page}: {}", answer.text);
        }
    }
}

#[tokio::test]
async fn a_refusal_changes_nothing() {
    let company = Company::told().await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    let luis = company.id("luis").await;
    let before = company.gate.store.digest().await.expect("a digest");
    let tries: [(String, Vec<(&str, &str)>); 7] = [
        (format!("/people/{luis}/freeze"), vec![]),
        (format!("/people/{luis}"), vec![("role", "owner")]),
        (format!("/people/{luis}/invite"), vec![]),
        ("/people/add".into(), vec![("name", "Eva"), ("email", "eva@vidal.example"), ("role", "owner")]),
        (
            "/settings".into(),
            vec![
                ("company", "Mine"),
                ("zone", "UTC"),
                ("currency", "EUR"),
                ("country", "ES"),
                ("language", "en"),
                ("fiscal_month", "1"),
            ],
        ),
        ("/truth/overdue_tasks/transfer".into(), vec![("to", "1")]),
        ("/import/1/undo".into(), vec![]),
    ];
    for (path, fields) in tries {
        let answer = pedro.post(&path, &fields).await;
        assert!(answer.status.is_client_error(), "{path}: {} {}", answer.status, answer.text);
    }
    assert_eq!(company.gate.store.digest().await.expect("a digest"), before);
}

#[tokio::test]
async fn roles_change_with_the_next_click_and_the_last_owner_stays() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    assert_eq!(pedro.get("/evidence").await.status, StatusCode::FORBIDDEN);
    let address = format!("/people/{}", company.id("pedro").await);
    let changed = elena.post(&address, &[("role", "seller"), ("role", "auditor"), ("team", ""), ("branch", "")]).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text);
    assert_eq!(pedro.get("/evidence").await.status, StatusCode::OK);
    let own = format!("/people/{}", company.id("elena").await);
    let refused = elena.post(&own, &[("role", "seller"), ("team", ""), ("branch", "")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(elena.get("/people").await.status, StatusCode::OK);
}

#[tokio::test]
async fn language_and_theme_are_remembered_and_said_once_is_said_once() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    elena.post("/preferences/language", &[("language", "ru"), ("back", "/settings")]).await;
    elena.post("/preferences/theme", &[("theme", "dark"), ("back", "/settings")]).await;
    let page = elena.get("/settings").await;
    assert!(page.text.contains("<html lang=\"ru\" data-bs-theme=\"dark\""), "{}", &page.text[..400]);
    let fields = [
        ("company", "Vidal"),
        ("zone", "Europe/Madrid"),
        ("currency", "EUR"),
        ("country", "ES"),
        ("language", "es"),
        ("fiscal_month", "1"),
    ];
    assert_eq!(elena.post("/settings", &fields).await.status, StatusCode::SEE_OTHER);
    assert!(elena.get("/settings").await.text.contains("Сохранено."));
    assert!(!elena.get("/settings").await.text.contains("Сохранено."));
}
