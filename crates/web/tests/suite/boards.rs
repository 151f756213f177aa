//! Boards, steps and comments through the real router: what one may not see is not there, and a step that wants something asks for it.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use axum::http::StatusCode;
use records::{ListAsk, Record};
use testkit::{Company, Visitor};

async fn first(company: &Company, who: &str, object: &str, filter: &str) -> Record {
    let ctx = company.ctx(who).await;
    let ask = ListAsk { object: object.into(), filter: Some(filter.to_owned()), ..ListAsk::default() };
    let id = records::list::list(&ctx, &ask).await.expect("a list").rows.first().expect("a record").id;
    records::read::read(&ctx, object, id).await.expect("a record")
}

#[tokio::test]
async fn a_board_is_by_what_its_reader_reads_and_keeps_its_state_in_the_address() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    for path in [
        "/deals/board",
        "/tasks/board",
        "/tickets/board",
        "/companies/board?by=industry",
        "/deals/board?lanes=team&sum=won_amount",
    ] {
        let page = elena.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.text.contains("board-column"), "{path}");
    }
    for path in ["/deals/board?by=name", "/deals/board?lanes=amount", "/products/board?by=absent"] {
        assert_eq!(elena.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let page = elena.get("/deals/board?by=pipeline&lanes=owner&where=amount%20%3E%205&q=a").await.text;
    assert!(page.contains("/deals?where=amount%20%3E%205&amp;q=a"), "the list gets the filter: {page}");
    assert!(page.contains("name=\"lanes\""));
    let list = elena.get("/deals?where=amount%20%3E%205&q=a").await.text;
    assert!(list.contains("/deals/board?where=amount%20%3E%205&amp;q=a"), "and so does the board");
    let wrong = elena.get("/deals/board?where=amount%20%3E").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_step_that_wants_a_field_asks_for_it_and_then_takes_it() {
    let company = Company::told().await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    let deal = first(&company, "pedro", "deal", "stage.outcome == \"open\" && lost_reason == null").await;
    let (path, version) = (format!("/deals/{}/stage", deal.id), deal.version.to_string());
    let asked = pedro.post(&path, &[("version", &version), ("stage", "lost")]).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.text.contains("name=\"lost_reason\"") && asked.text.contains("name=\"asked\""), "{}", asked.text);
    let now = first(&company, "pedro", "deal", &format!("id == {}", deal.id)).await;
    assert_eq!(now.version, deal.version, "nothing is written yet");
    let forged = [
        ("version", &*version),
        ("stage", "lost"),
        ("asked", "lost_reason"),
        ("lost_reason", "price"),
        ("name", "Forged"),
    ];
    let done = pedro.post(&path, &forged).await;
    assert!(done.status.is_redirection(), "{} {}", done.status, done.text);
    let now = first(&company, "pedro", "deal", &format!("id == {}", deal.id)).await;
    assert_eq!(now.get("lost_reason").as_text(), Some("price"));
    assert_eq!(now.get("name"), deal.get("name"), "only what was asked for");
    let again = pedro.post(&path, &[("version", &version), ("stage", "proposal")]).await;
    assert!(again.status.is_redirection(), "somebody was faster: it is said on the page");
    let now = first(&company, "pedro", "deal", &format!("id == {}", deal.id)).await;
    assert_eq!(now.get("stage").as_text(), Some("lost"));
}

#[tokio::test]
async fn a_thread_belongs_to_those_who_read_the_record() {
    let company = Company::told().await;
    let (mut luis, mut pedro) =
        (Visitor::signed_in(&company, "luis").await, Visitor::signed_in(&company, "pedro").await);
    let me = company.id("luis").await;
    let deal = first(&company, "luis", "deal", &format!("owner == {me}")).await;
    let path = format!("/deals/{}", deal.id);
    assert_eq!(pedro.get(&path).await.status, StatusCode::NOT_FOUND, "the ground of this test");
    let said = luis.post(&format!("{path}/comments"), &[("text", "<b>Quillwork</b>")]).await;
    assert!(said.status.is_redirection(), "{}", said.text);
    let card = luis.get(&path).await.text;
    assert!(card.contains("&lt;b&gt;Quillwork&lt;/b&gt;"));
    let comment =
        card.split("id=\"comment-").nth(1).and_then(|rest| rest.split('"').next()).expect("a comment").to_owned();
    for page in [
        format!("{path}/comments/{comment}"),
        format!("{path}/comments/{comment}/remove"),
        format!("{path}/mention?q=lu"),
    ] {
        assert_eq!(pedro.get(&page).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    for page in
        [format!("{path}/comments"), format!("{path}/comments/{comment}"), format!("{path}/comments/{comment}/remove")]
    {
        assert_eq!(pedro.post(&page, &[("text", "mine")]).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    assert!(!pedro.get("/search?q=quillwork").await.text.contains(&path));
    assert!(luis.get("/search?q=quillwork").await.text.contains(&path));
    for _ in 0..2 {
        let twice = luis.post(&format!("{path}/comments"), &[("text", "Said once"), ("key", "k-1")]).await;
        assert_eq!(twice.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(luis.get(&path).await.text.matches("Said once").count(), 1, "sent again with its key it is one comment");
    let empty = luis.post(&format!("{path}/comments"), &[("text", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
}
