//! A request that its sender names may be sent again: one effect, one answer, whatever happens to the first.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use axum::http::StatusCode;
use serde_json::Value as Json;
use testkit::{Answer, Company, Visitor};

/// A key, a path, and what the form holds.
type Step<'a> = (&'a str, String, Vec<(&'a str, &'a str)>);

async fn send(who: &mut Visitor, path: &str, key: &str, fields: &[(&str, &str)]) -> Answer {
    who.post_with(path, fields, &[("idempotency-key", key)]).await
}

fn said(answer: &Answer) -> Json {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    serde_json::from_str(&answer.text).expect("JSON")
}

#[tokio::test]
async fn each_way_of_writing_is_done_once_and_answered_alike() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let made = send(&mut elena, "/deals", "a", &[("name", "Once only")]).await;
    let deal = said(&made)["id"].as_i64().expect("an id");
    assert_eq!(said(&made)["version"], 1);
    assert_eq!(send(&mut elena, "/deals", "a", &[("name", "Once only")]).await.text, made.text);

    let card = format!("/deals/{deal}");
    let to = company.id("pedro").await.to_string();
    let steps: [Step<'_>; 5] = [
        ("b", card.clone(), vec![("version", "1"), ("amount", "500"), ("amount.currency", "EUR")]),
        ("c", format!("{card}/stage"), vec![("version", "2"), ("stage", "proposal")]),
        ("d", format!("{card}/transfer"), vec![("to", &to), ("to.title", "Pedro")]),
        ("e", format!("{card}/archive"), vec![("version", "4")]),
        ("f", format!("{card}/restore"), vec![("version", "5")]),
    ];
    for (at, (key, path, fields)) in (2..).zip(&steps) {
        let first = send(&mut elena, path, key, fields).await;
        assert_eq!((said(&first)["id"].as_i64(), said(&first)["version"].as_i64()), (Some(deal), Some(at)), "{path}");
    }
    for (key, path, fields) in &steps {
        let again = send(&mut elena, path, key, fields).await;
        assert_eq!(said(&again)["id"].as_i64(), Some(deal), "{path}");
    }
    let ctx = company.ctx("elena").await;
    let now = records::read::read(&ctx, "deal", catalogue::Id(deal)).await.expect("the deal");
    assert_eq!((now.version, now.archived), (6, false), "nothing was done twice");
    let note = [("kind", "note"), ("text", "Said once")];
    let (one, two) = (
        send(&mut elena, &format!("{card}/add"), "g", &note).await,
        send(&mut elena, &format!("{card}/add"), "g", &note).await,
    );
    assert_eq!(one.text, two.text);
    assert_eq!(said(&one)["object"], "activity");
}

#[tokio::test]
async fn a_key_for_something_else_is_refused_and_a_key_is_its_senders_own() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let first = said(&send(&mut elena, "/companies", "k", &[("name", "First")]).await);
    for (path, name) in [("/companies", "Second"), ("/deals", "First")] {
        let other = send(&mut elena, path, "k", &[("name", name)]).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", other.text);
        assert!(other.text.contains("fault-idempotency-reused"), "{}", other.text);
    }
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    let his = said(&send(&mut pedro, "/companies", "k", &[("name", "First")]).await);
    assert_ne!(first["id"], his["id"]);
    for key in [String::new(), "k".repeat(256)] {
        let refused = send(&mut elena, "/companies", &key, &[("name", "Third")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    }
    assert_eq!(send(&mut elena, "/companies", &"k".repeat(255), &[("name", "Third")]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_refusal_is_told_by_its_status_and_keeps_no_key() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let deal = said(&send(&mut elena, "/deals", "a", &[("name", "Once only")]).await)["id"].to_string();
    let empty = send(&mut elena, "/deals", "b", &[("name", "")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", empty.text);
    let stale = send(&mut elena, &format!("/deals/{deal}"), "c", &[("version", "7"), ("name", "Late")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text);
    let stale = send(&mut elena, &format!("/deals/{deal}/archive"), "d", &[("version", "7")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text);
    let mended = send(&mut elena, "/deals", "b", &[("name", "Named")]).await;
    assert_eq!(said(&mended)["version"], 1, "what was refused did not use the key up");
    let mut nobody = Visitor::anonymous(&company);
    assert_eq!(send(&mut nobody, "/deals", "a", &[("name", "x")]).await.status, StatusCode::UNAUTHORIZED);
}
