//! The door: sign-in, its refusals, sign-out, sessions, the first set-up and an invitation, through the real router.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use axum::http::StatusCode;
use records::Ctx;
use testkit::{Company, Visitor};

const PASSWORD: &str = "a long and honest sentence";

/// A password for somebody of the story.
async fn with_password(company: &Company, who: &str) {
    let ctx = Ctx::system(&company.gate, "a test sets a password");
    guard::password::set(&ctx, company.id(who).await, PASSWORD).await.expect("kept");
}

#[tokio::test]
async fn one_signs_in_goes_on_and_signs_out() {
    let company = Company::told().await;
    with_password(&company, "pedro").await;
    let mut pedro = Visitor::anonymous(&company);
    let asked = pedro.get("/deals").await;
    assert_eq!(asked.headers["location"], "/sign-in?next=%2Fdeals");
    let fields = [("email", "pedro@vidal.example"), ("password", PASSWORD), ("next", "/deals")];
    let entered = pedro.post("/sign-in", &fields).await;
    assert_eq!(
        (entered.status, entered.headers["location"].to_str().expect("text")),
        (StatusCode::SEE_OTHER, "/deals")
    );
    assert_eq!(pedro.get("/deals").await.status, StatusCode::OK);
    let left = pedro.post("/sign-out", &[]).await;
    assert_eq!(left.headers["location"], "/sign-in");
    assert_eq!(pedro.get("/deals").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_person_get_the_same_words() {
    let company = Company::told().await;
    with_password(&company, "pedro").await;
    let mut visitor = Visitor::anonymous(&company);
    let wrong = visitor.post("/sign-in", &[("email", "pedro@vidal.example"), ("password", "no")]).await;
    let unknown = visitor.post("/sign-in", &[("email", "nobody@vidal.example"), ("password", "no")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("The e-mail or the password is not right."), "{}", wrong.text);
    assert_eq!(wrong.text.replace("pedro@", "nobody@"), unknown.text);
    assert!(wrong.headers.get("set-cookie").is_none());
}

#[tokio::test]
async fn after_many_failures_one_has_to_wait() {
    let company = Company::told().await;
    with_password(&company, "pedro").await;
    let mut visitor = Visitor::anonymous(&company);
    let mut last = StatusCode::OK;
    for _ in 0..8 {
        last = visitor.post("/sign-in", &[("email", "pedro@vidal.example"), ("password", "no")]).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn sign_in_never_leads_to_another_site() {
    let company = Company::told().await;
    with_password(&company, "pedro").await;
    for next in ["//evil.example", "https://evil.example/", "/\\evil.example"] {
        let fields = [("email", "pedro@vidal.example"), ("password", PASSWORD), ("next", next)];
        let entered = Visitor::anonymous(&company).post("/sign-in", &fields).await;
        assert_eq!(entered.headers["location"], "/", "{next}");
    }
}

/// The form of the first set-up, filled in.
pub fn first_set_up<'f>(token: &'f str, password: &'f str) -> [(&'static str, &'f str); 8] {
    [
        ("token", token),
        ("company", "Norte SL"),
        ("country", "ES"),
        ("currency", "EUR"),
        ("zone", "Europe/Madrid"),
        ("name", "Ana Norte"),
        ("email", "ana@norte.example"),
        ("password", password),
    ]
}

#[tokio::test]
async fn the_first_owner_sets_the_company_up_once() {
    let company = Company::empty().await;
    let mut visitor = Visitor::anonymous(&company);
    assert_eq!(visitor.get("/sign-in").await.headers["location"], "/set-up");
    assert!(visitor.get("/set-up?token=guess").await.text.contains("Set-up is closed"));
    let token = guard::invitation::first_owner(&company.gate).await.expect("an answer").expect("nobody is there yet");
    let page = visitor.get(&format!("/set-up?token={token}")).await;
    assert!(page.text.contains("Set up your company"), "{}", page.text);
    let mut fields = first_set_up(&token, "short");
    let refused = visitor.post("/set-up", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    fields[7].1 = PASSWORD;
    let entered = visitor.post("/set-up", &fields).await;
    assert_eq!(entered.headers.get("location").expect(&entered.text), "/start");
    assert_eq!(visitor.get("/import").await.status, StatusCode::OK);
    assert_eq!(company.gate.settings().company, "Norte SL");
    let again = Visitor::anonymous(&company).post("/set-up", &fields).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_invited_person_chooses_a_password_once() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let fields = [("name", "Nuria Vega"), ("email", "nuria@vidal.example"), ("role", "seller")];
    let invited = elena.post("/people/add", &fields).await;
    assert_eq!(invited.status, StatusCode::OK, "{}", invited.text);
    let (_, rest) = invited.text.split_once("/invitation?token=").expect("a link");
    let token = rest.split('"').next().expect("a closed attribute");
    let mut nuria = Visitor::anonymous(&company);
    let page = nuria.get(&format!("/invitation?token={token}")).await;
    assert!(page.text.contains("Welcome, Nuria Vega"), "{}", page.text);
    let entered = nuria.post("/invitation", &[("token", token), ("password", PASSWORD)]).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text);
    assert_eq!(nuria.get("/deals").await.status, StatusCode::OK);
    let again = Visitor::anonymous(&company).post("/invitation", &[("token", token), ("password", PASSWORD)]).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_frozen_person_is_out_with_the_next_click() {
    let company = Company::told().await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    assert_eq!(pedro.get("/deals").await.status, StatusCode::OK);
    let address = format!("/people/{}/freeze", company.id("pedro").await);
    assert!(elena.get(&address).await.text.contains("Freeze Pedro Salas?"));
    assert_eq!(elena.post(&address, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(pedro.get("/deals").await.status, StatusCode::SEE_OTHER);
}
