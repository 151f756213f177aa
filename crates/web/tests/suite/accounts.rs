//! The life of an account, as somebody who lost it or wants another's would try it: freezing, links, the last owner, guessing.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use axum::http::StatusCode;
use catalogue::{Id, Value};
use records::people::{self, PersonChange};
use records::{Draft, Error, archive, read, undo, update};
use testkit::{Company, Visitor};

const PASSWORD: &str = "the heron waits by the mill";

async fn person(company: &Company, id: Id) -> records::Record {
    let elena = company.ctx("elena").await;
    read::read(&elena, "user", id).await.expect("a person")
}

#[tokio::test]
async fn a_frozen_person_is_out_at_the_next_request_and_thawing_brings_no_session_back() {
    let company = Company::told().await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    assert_eq!(pedro.get("/deals").await.status, StatusCode::OK);
    let address = format!("/people/{}", company.id("pedro").await);
    assert_eq!(elena.post(&format!("{address}/freeze"), &[]).await.status, StatusCode::SEE_OTHER);
    let out = pedro.get("/deals").await;
    assert_eq!(out.status, StatusCode::SEE_OTHER);
    assert!(out.headers["location"].to_str().expect("text").starts_with("/sign-in"));
    let refused = pedro.post("/companies", &[("name", "Still here")]).await;
    assert!(refused.headers["location"].to_str().expect("text").starts_with("/sign-in"));
    assert_eq!(elena.post(&format!("{address}/thaw"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(pedro.get("/deals").await.status, StatusCode::SEE_OTHER, "a new sign-in is needed");
}

#[tokio::test]
async fn sessions_end_too_when_the_ordinary_form_or_the_archive_takes_the_account() {
    let company = Company::told().await;
    let elena = company.ctx("elena").await;
    for way in ["form", "archive"] {
        let who = if way == "form" { "pedro" } else { "luis" };
        let mut visitor = Visitor::signed_in(&company, who).await;
        let id = company.id(who).await;
        let version = person(&company, id).await.version;
        if way == "form" {
            let draft = Draft::default().with_value("status", Value::text("left"));
            update::update(&elena, "user", id, version, draft).await.expect("a change");
        } else {
            archive::archive(&elena, "user", id, version).await.expect("an archive");
        }
        assert_eq!(visitor.get("/deals").await.status, StatusCode::SEE_OTHER, "{way}");
        assert!(company.gate.store.sessions_of(id).await.expect("sessions").is_empty(), "{way}");
    }
}

#[tokio::test]
async fn no_way_of_writing_takes_the_last_owner() {
    let company = Company::told().await;
    let elena = company.id("elena").await;
    for who in ["elena", "raquel"] {
        let ctx = company.ctx(who).await;
        let version = person(&company, elena).await.version;
        let frozen = Draft::default().with_value("status", Value::text("frozen"));
        let tries: [Result<(), Error>; 4] = [
            people::freeze(&ctx, elena).await,
            update::update(&ctx, "user", elena, version, frozen).await.map(drop),
            archive::archive(&ctx, "user", elena, version).await.map(drop),
            people::change(&ctx, elena, PersonChange { roles: Some(vec!["seller".into()]), ..PersonChange::default() })
                .await,
        ];
        for (at, tried) in tries.into_iter().enumerate() {
            assert!(matches!(tried, Err(Error::Invalid(_))), "{who}, way {at}: {tried:?}");
        }
    }
    assert_eq!(&*company.id("elena").await.to_string(), &*elena.to_string(), "she is still there");
}

#[tokio::test]
async fn undoing_somebody_elses_making_of_an_owner_cannot_take_the_last_one() {
    let company = Company::told().await;
    let (elena, pedro) = (company.ctx("elena").await, company.id("pedro").await);
    let owner = |roles: &[&str]| PersonChange {
        roles: Some(roles.iter().map(|role| (*role).into()).collect()),
        ..PersonChange::default()
    };
    people::change(&elena, pedro, owner(&["owner"])).await.expect("a second owner");
    let made = records::history::history(&elena, "user", pedro).await.expect("a history")[0].change;
    let second = company.ctx("pedro").await;
    people::change(&second, elena.who.user, owner(&["seller"])).await.expect("the first one steps down");
    assert!(matches!(undo::undo(&second, made).await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn only_the_newest_link_lets_in_and_freezing_ends_it() {
    let company = Company::told().await;
    let (elena, pedro) = (company.ctx("elena").await, company.id("pedro").await);
    let first = guard::invitation::invite(&elena, pedro).await.expect("a link");
    let second = guard::invitation::invite(&elena, pedro).await.expect("a link");
    let mut nobody = Visitor::anonymous(&company);
    let old = nobody.post("/invitation", &[("token", &first), ("password", PASSWORD)]).await;
    assert_eq!(old.status, StatusCode::NOT_FOUND);
    people::freeze(&elena, pedro).await.expect("a freeze");
    let thawed = PersonChange { status: Some("active".into()), ..PersonChange::default() };
    people::change(&elena, pedro, thawed).await.expect("a thaw");
    let ended = nobody.post("/invitation", &[("token", &second), ("password", PASSWORD)]).await;
    assert_eq!(ended.status, StatusCode::NOT_FOUND, "the link did not outlive the freeze");
}

#[tokio::test]
async fn guessing_tells_nobody_who_works_here() {
    let company = Company::told().await;
    let mut nobody = Visitor::anonymous(&company);
    let mut told = Vec::new();
    Visitor::signed_in(&company, "pedro").await;
    for email in ["pedro@vidal.example", "nobody@vidal.example"] {
        let mut answers = Vec::new();
        for _ in 0..8 {
            let answer = nobody.post("/sign-in", &[("email", email), ("password", "not the right one at all")]).await;
            let id = answer.headers["x-request-id"].to_str().expect("text").to_owned();
            answers.push((answer.status, answer.text.replace(&id, "").replace(email, "")));
        }
        told.push(answers);
    }
    assert_eq!(told[0], told[1], "a person and nobody are answered alike, delays too");
    assert_eq!(told[0][7].0, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn people_are_placed_only_where_there_is_a_place() {
    let company = Company::told().await;
    let (raquel, pedro) = (company.ctx("raquel").await, company.id("pedro").await);
    let nowhere = PersonChange { team: Some(Some(Id(1))), ..PersonChange::default() };
    assert!(matches!(people::change(&raquel, pedro, nowhere).await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn secrets_are_kept_as_hashes_alone() {
    let company = Company::told().await;
    let pedro = Visitor::signed_in(&company, "pedro").await;
    let elena = company.ctx("elena").await;
    let link = guard::invitation::invite(&elena, company.id("luis").await).await.expect("a link");
    let cookie = pedro.cookie();
    let token = cookie.split_once('=').expect("a cookie").1.split(';').next().expect("a value");
    company.gate.flush_evidence().await.expect("the evidence");
    company.gate.store.backup(&company.folder.path().join("copy")).await.expect("a copy");
    let mut looked = 0;
    for entry in std::fs::read_dir(company.folder.path()).expect("a folder") {
        let path = entry.expect("an entry").path();
        let Ok(bytes) = std::fs::read(&path) else { continue };
        looked += 1;
        for secret in [token, &link] {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "a token stands in {}", path.display());
        }
    }
    assert!(looked > 1);
}
