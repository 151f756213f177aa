//! What was typed is not lost: each person's pages carry their own key to drafts; a form that a script sends stays where it is until
//! it is answered; and what comes back into a newer form overwrites nothing unseen.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use axum::http::StatusCode;
use records::{Draft, ListAsk, Record};
use testkit::{Company, Visitor};

const BY_SCRIPT: [(&str, &str); 2] = [("hx-request", "true"), ("candor-form", "yes")];

/// What the body of a page says of drafts.
fn seal(text: &str) -> Option<&str> {
    text.split_once("data-drafts=\"")?.1.split('"').next()
}

async fn own_deal(company: &Company) -> Record {
    let ctx = company.ctx("pedro").await;
    let filter = Some("stage.outcome == \"open\"".to_owned());
    let ask = ListAsk { object: "deal".into(), filter, ..ListAsk::default() };
    let id = records::list::list(&ctx, &ask).await.expect("a list").rows.first().expect("a deal").id;
    records::read::read(&ctx, "deal", id).await.expect("a deal")
}

#[tokio::test]
async fn the_key_to_drafts_is_each_persons_own_and_stays_the_same() {
    let company = Company::told().await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    let page = pedro.get("/deals").await.text;
    let first = seal(&page).expect("a key");
    let (name, key) = first.split_once('.').expect("a name and a key");
    assert!(name.len() == 16 && key.len() == 43, "{first}");
    assert_eq!(seal(&pedro.get("/deals/new").await.text), Some(first));
    assert_eq!(seal(&Visitor::signed_in(&company, "pedro").await.get("/").await.text), Some(first), "signed in anew");
    let page = Visitor::signed_in(&company, "luis").await.get("/").await.text;
    let other = seal(&page).expect("a key");
    assert!(!other.contains(name) && !other.contains(key), "{other}");
    assert_eq!(seal(&Visitor::anonymous(&company).get("/sign-in").await.text), None);
    assert_eq!(pedro.get_with("/deals", &[("accept", "application/json")]).await.text.find(key), None);
}

#[tokio::test]
async fn a_form_sent_by_a_script_is_told_where_to_go_and_whether_it_was_refused() {
    let company = Company::told().await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    let made = pedro.post_with("/deals", &[("name", "By a script"), ("key", "k1")], &BY_SCRIPT).await;
    assert_eq!(made.status, StatusCode::OK);
    let card = made.headers.get("hx-redirect").expect("an address").to_str().expect("a text").to_owned();
    assert!(card.starts_with("/deals/") && !made.headers.contains_key("location"), "{card}");
    assert!(pedro.get(&card).await.text.contains("class=\"toast\""), "what was done is said there");
    let again = pedro.post_with("/deals", &[("name", "By a script"), ("key", "k1")], &BY_SCRIPT).await;
    assert_eq!(again.headers.get("hx-redirect").expect("an address"), card.as_str(), "sent twice it is one record");
    let wrong = pedro.post_with("/deals", &[("name", "Wrong"), ("amount", "a lot")], &BY_SCRIPT).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("data-draft=\"/deals/new\"") && wrong.text.contains("a lot"));
    let refused = pedro.post_with(&format!("{card}/add"), &[("kind", "note"), ("text", "")], &BY_SCRIPT).await;
    assert_eq!(refused.headers.get("candor-refused").map(|_| refused.status), Some(StatusCode::OK), "{refused:?}");
    let gone = Visitor::anonymous(&company).post_with("/deals", &[("name", "Nobody's")], &BY_SCRIPT).await;
    assert_eq!(gone.status, StatusCode::UNAUTHORIZED);
    assert!(!gone.headers.contains_key("hx-redirect"));
    let plain = pedro.post("/deals", &[("name", "By hand")]).await;
    assert_eq!(plain.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_older_version_is_saved_where_all_that_was_changed_since_stands_in_it_alike() {
    let company = Company::told().await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    let deal = own_deal(&company).await;
    let (card, read) = (format!("/deals/{}", deal.id), deal.version.to_string());
    let change = Draft::default().with("amount", "4,500.25 EUR").with("description", "Two\nlines");
    records::update::update(&company.ctx("pedro").await, "deal", deal.id, deal.version, change)
        .await
        .expect("a change");
    let fields = |name, amount| {
        [
            ("version", &*read),
            ("name", name),
            ("amount", amount),
            ("amount.currency", "EUR"),
            ("description", "Two\r\nlines"),
        ]
    };
    let other = pedro.post(&card, &fields("Mine", "4,500.24")).await;
    assert_eq!(other.status, StatusCode::CONFLICT, "another amount is a conflict");
    let now = own_named(&company, &deal).await;
    assert_ne!(&*now.title, "Mine");
    let alike = pedro.post(&card, &fields("Mine", "4500.25")).await;
    assert_eq!(alike.status, StatusCode::SEE_OTHER, "{}", alike.text);
    let now = own_named(&company, &deal).await;
    assert_eq!((&*now.title, now.version), ("Mine", deal.version + 2));
}

async fn own_named(company: &Company, deal: &Record) -> Record {
    records::read::read(&company.ctx("pedro").await, "deal", deal.id).await.expect("a deal")
}

#[tokio::test]
async fn the_page_of_components_is_for_whoever_sets_up() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    for lang in ["en", "es", "ru"] {
        elena.choose_language(lang);
        let page = elena.get("/look").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("parts::badge") && page.text.contains("var(--accent)"));
    }
    assert_eq!(Visitor::signed_in(&company, "pedro").await.get("/look").await.status, StatusCode::FORBIDDEN);
}
