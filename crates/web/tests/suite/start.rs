//! The guided start: an empty company becomes a working one, step by step, and the sample goes as it came.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use axum::http::StatusCode;
use records::settings::SettingsDraft;
use records::{Ctx, ListAsk};
use testkit::{Company, Visitor};

use crate::door::first_set_up;

const PASSWORD: &str = "el trigo crece despacio en mayo";

async fn count(company: &Company, object: &str) -> usize {
    let ask = ListAsk { object: object.to_owned(), columns: Vec::new(), limit: 200, ..ListAsk::default() };
    let page = records::list::list(&Ctx::system(&company.gate, "a test counts"), &ask).await.expect("a list");
    page.rows.len()
}

/// A company of which nobody has done anything but set it up.
async fn fresh() -> (Company, Visitor) {
    let company = Company::empty().await;
    let mut owner = Visitor::anonymous(&company);
    let token = guard::invitation::first_owner(&company.gate).await.expect("an answer").expect("nobody is there yet");
    let entered = owner.post("/set-up", &first_set_up(&token, PASSWORD)).await;
    assert_eq!(entered.headers.get("location").expect(&entered.text), "/start");
    (company, owner)
}

#[tokio::test]
async fn five_steps_lead_to_a_working_company() {
    let (company, mut owner) = fresh().await;
    assert!(owner.get("/").await.text.contains("1 of 5 steps done"));
    let branches = owner.post("/start/branches", &[("names", "Madrid\n\n  Bilbao \nmadrid\n")]).await;
    assert_eq!(branches.status, StatusCode::SEE_OTHER, "{}", branches.text);
    assert_eq!(count(&company, "branch").await, 2, "one name is one branch, however it is written");
    owner.post("/start/branches", &[("names", "BILBAO")]).await;
    assert_eq!(count(&company, "branch").await, 2);

    let people = "Luis Ortega, luis@norte.example\nNobody\nSofía Navarro <sofia@norte.example>";
    let told = owner.post("/start/people", &[("people", people), ("role", "seller"), ("branch", "")]).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.text);
    assert!(told.text.contains(">Nobody\n</textarea>"), "what was not taken stays in the field: {}", told.text);
    assert_eq!(told.text.matches("/invitation?token=").count(), 2, "whoever was taken has a link, shown now or never");
    assert_eq!(count(&company, "user").await, 3);
    let (_, rest) = told.text.split_once("/invitation?token=").expect("a link");
    let token = rest.split('"').next().expect("a closed attribute");
    let opened = Visitor::anonymous(&company).get(&format!("/invitation?token={token}")).await;
    assert!(opened.text.contains("Luis Ortega"), "{}", opened.text);

    let sample = owner.post("/start/sample", &[]).await;
    assert_eq!(sample.headers.get("location").expect(&sample.text), "/start");
    let page = owner.get("/start").await.text;
    assert!(page.contains("5 of 5 steps done"), "{page}");
    assert!(!owner.get("/").await.text.contains("steps done"), "what is done is not asked for");
}

#[tokio::test]
async fn more_lines_than_are_taken_at_once_wait_in_the_field() {
    let (company, mut owner) = fresh().await;
    let names: Vec<String> = (1..=103).map(|number| format!("Shop {number}")).collect();
    let told = owner.post("/start/branches", &[("names", &names.join("\n"))]).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.text.contains(">Shop 101\nShop 102\nShop 103\n</textarea>"), "{}", told.text);
    assert_eq!(count(&company, "branch").await, 100);
}

#[tokio::test]
async fn the_sample_is_whole_in_every_language_and_goes_as_it_came() {
    for lang in ["en", "es", "ru"] {
        let (company, mut owner) = fresh().await;
        owner.post("/preferences/language", &[("language", lang), ("next", "/start")]).await;
        let done = owner.post("/start/sample", &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{lang}: {}", done.text);
        let there = ["company", "contact", "deal", "task", "activity"];
        let mut counts = Vec::new();
        for object in there {
            counts.push(count(&company, object).await);
        }
        assert_eq!(counts, [6, 6, 6, 4, 6], "{lang}: no row was refused");
        for (object, filter, wanted) in [
            ("deal", "company.name != \"\"", 6),
            ("deal", "stage == \"won\"", 1),
            ("contact", "company.name != \"\"", 6),
            ("task", "due < today && company.name != \"\"", 1),
            ("company", "industry == \"medical\" && life_cycle == \"customer\"", 1),
            ("activity", "kind == \"meeting\" && company.name != \"\"", 2),
        ] {
            let ask = ListAsk { object: object.into(), filter: Some(filter.into()), limit: 50, ..ListAsk::default() };
            let found = records::list::list(&Ctx::system(&company.gate, "a test looks"), &ask).await.expect("a list");
            assert_eq!(found.rows.len(), wanted, "{lang}: {object} {filter}");
        }
        owner.post("/start/sample", &[]).await;
        assert_eq!(count(&company, "company").await, 6, "a second sample is not taken");

        owner.post("/preferences/language", &[("language", "en"), ("next", "/start")]).await;
        let page = owner.get("/start").await.text;
        let (before, _) = page.split_once("/undo\"").expect("a way to throw it away");
        let (_, batch) = before.rsplit_once("/import/").expect("its import");
        owner.post(&format!("/import/{batch}/undo"), &[]).await;
        for object in there {
            assert_eq!(count(&company, object).await, 0, "{lang}: {object}");
        }
        assert!(owner.get("/start").await.text.contains("1 of 5 steps done"));
    }
}

#[tokio::test]
async fn the_guide_is_over_when_it_was_said_and_is_for_whoever_sets_up() {
    let (_company, mut owner) = fresh().await;
    owner.post("/start/over", &[]).await;
    assert!(!owner.get("/").await.text.contains("steps done"));
    assert_eq!(owner.get("/start").await.status, StatusCode::OK, "it can be come back to");

    let told = Company::told().await;
    let draft = SettingsDraft { demo: Some(false), ..SettingsDraft::default() };
    records::settings::write(&Ctx::system(&told.gate, "a test"), &draft).await.expect("kept");
    let mut pedro = Visitor::signed_in(&told, "pedro").await;
    assert_eq!(pedro.get("/start").await.status, StatusCode::FORBIDDEN);
    let fields = [("names", "Mine")];
    for path in ["/start/branches", "/start/people", "/start/sample", "/start/over"] {
        assert_eq!(pedro.post(path, &fields).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert!(!pedro.get("/").await.text.contains("steps done"));
}
