//! The first page: one's own day, the team's for whoever leads one, and what is mended from there.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use axum::http::StatusCode;
use catalogue::Id;
use records::{Draft, ListAsk, Record};
use testkit::{Company, Visitor};

async fn records(company: &Company, person: &str, object: &str, segment: &str, filter: &str) -> Vec<Record> {
    let ask = ListAsk {
        object: object.into(),
        segment: Some(segment.into()),
        filter: Some(filter.into()).filter(|filter: &String| !filter.is_empty()),
        columns: vec!["owner".into()],
        limit: 100,
        ..ListAsk::default()
    };
    records::list::list(&company.ctx(person).await, &ask).await.expect("a list").rows
}

/// Tasks of Pedro's that are late.
async fn late(company: &Company, subjects: &[&str]) {
    let ctx = company.ctx("pedro").await;
    for subject in subjects {
        let draft = Draft::default().with("subject", *subject).with("due", "2024-05-06");
        records::create::create(&ctx, "task", draft, None).await.expect("a task");
    }
}

#[tokio::test]
async fn a_seller_has_a_day_and_no_team() {
    let company = Company::told().await;
    late(&company, &["Call the lawyer", "Send the offer"]).await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    for address in ["/", "/day?of=team", "/day?of=me"] {
        let page = pedro.get(address).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text.contains("href=\"/day?of=team\"") && !page.text.contains("/transfer?back"), "{address}");
        for other in records(&company, "elena", "task", "overdue", "owner.name != 'Pedro Salas'").await {
            assert!(!page.text.contains(&format!("/tasks/{}\"", other.id)), "{address}: {}", other.title);
        }
    }
    // What is due stands there, and is ticked off where it stands.
    let due = records(&company, "pedro", "task", "overdue", "owner == me").await;
    let task = due.first().expect("Pedro has something late");
    let page = pedro.get("/").await.text;
    assert!(page.contains(&format!("action=\"/tasks/{}\"", task.id)));
    let version = task.version.to_string();
    let form = [("version", version.as_str()), ("status", "done"), ("back", "/day?of=me")];
    let done = pedro.post(&format!("/tasks/{}", task.id), &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    assert_eq!(records(&company, "pedro", "task", "overdue", "owner == me").await.len(), due.len() - 1);
    let said = pedro.get("/").await.text;
    assert!(!said.contains(&format!("action=\"/tasks/{}\"", task.id)));
}

#[tokio::test]
async fn a_head_sees_who_needs_help_and_hands_over_from_there() {
    let company = Company::told().await;
    late(&company, &["Call the lawyer", "Send the offer"]).await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let page = elena.get("/").await.text;
    let late = records(&company, "elena", "task", "overdue", "owner.name == 'Pedro Salas'").await;
    // Pedro's row says how many of his are late, and leads to exactly those.
    let row = page.split("<tr").find(|row| row.contains("Pedro Salas")).expect("a row of Pedro's");
    let link =
        row.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a link").replace("&amp;", "&");
    assert!(row.contains(&format!(">{}</a>", late.len())), "{row}");
    let list = elena.get(&link).await.text;
    assert_eq!(list.matches("data-href=\"/tasks/").count(), late.len(), "{link}");

    let task = late.first().expect("something late");
    let address = format!("/tasks/{}/transfer", task.id);
    let asked = elena.get(&format!("{address}?back=%2F%3Fof%3Dteam")).await.text;
    let ana: Id = company.ctx("ana").await.who.user;
    assert!(asked.contains(&format!("name=\"to\" value=\"{ana}\"")), "a colleague stands there");
    assert!(!asked.contains("Víctor Peral"), "who has left does not");
    let sent = [("to", ana.to_string()), ("back", "/day?of=team".to_owned())];
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = elena.post(&address, &sent).await;
    assert_eq!(answer.headers.get("location").and_then(|to| to.to_str().ok()), Some("/day?of=team"));
    let now = records(&company, "elena", "task", "overdue", &format!("id == {}", task.id)).await;
    assert_eq!(now.first().and_then(|task| task.get("owner").as_ref_id()), Some(ana));
}

/// Reads of one's branch end there, also in the table of people and in the names to hand over to.
#[tokio::test]
async fn a_head_of_branch_sees_their_own_people() {
    let company = Company::told().await;
    let mut marta = Visitor::signed_in(&company, "marta").await;
    let page = marta.get("/day?of=team").await.text;
    let table = page.split("<tbody").nth(1).and_then(|rest| rest.split("</tbody").next()).expect("a table");
    assert!(table.contains("Pedro Salas"));
    let theirs = records(&company, "marta", "user", "active", "").await;
    for other in records(&company, "elena", "user", "active", "").await {
        if !theirs.iter().any(|own| own.id == other.id) {
            assert!(!table.contains(&*other.title), "{} is of another branch", other.title);
        }
    }
    for figure in ["Sofía Navarro", "Nerea Agirre", "Iker Etxeberria"] {
        assert!(!table.contains(figure), "{figure} works in another branch");
    }
}

/// Whoever reads all clients and none of the calls is not told that nobody called.
#[tokio::test]
async fn nobody_is_told_what_they_see_too_little_to_judge() {
    let company = Company::told().await;
    let mut hugo = Visitor::signed_in(&company, "hugo").await;
    for address in ["/", "/day?of=team", "/day?of=me"] {
        let page = hugo.get(address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        assert!(!page.text.to_lowercase().contains("gone quiet"), "{address}");
    }
    let mut elena = Visitor::signed_in(&company, "elena").await;
    assert!(elena.get("/").await.text.contains("Clients gone quiet"));
}
