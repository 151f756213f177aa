//! What the pages of an import say: what was not read, what it would write in the reader's own forms, which drafts wait, what was
//! taken back.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use axum::http::StatusCode;
use testkit::{Answer, Company, Visitor};

const CLIENTS: &str = "Company,Phone,Status,Founded,Employees\nAcme,600 123 123,customer,1999,10\n\
    Beta,8 (812) 765-43-21,customer,2001,20\n";
const DEALS: &str = "Opportunity,Company,Deal stage,Engage date,Value\nPloughs,Acme,Engaging,2017-03-01,4560\n";

async fn dropped(visitor: &mut Visitor, files: &[(&str, &str)]) -> Answer {
    let files: Vec<_> = files.iter().map(|(name, text)| ("files", *name, text.as_bytes())).collect();
    visitor.post_files("/import", &[], &files).await
}

fn place(answer: &Answer) -> String {
    answer.headers.get("location").expect(&answer.text).to_str().expect("text").to_owned()
}

#[tokio::test]
async fn what_cannot_be_read_is_named_and_the_rest_goes_on() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let files = [("clients.csv", CLIENTS), ("nothing.csv", ""), ("bad.xlsx", "PK\u{3}\u{4}oops")];
    let draft = place(&dropped(&mut elena, &files).await);
    for page in [draft.clone(), format!("{draft}/preview")] {
        let text = elena.get(&page).await.text;
        assert!(text.contains("2 files were not read."), "{text}");
        assert!(
            text.contains("nothing.csv cannot be read: the file is empty.") && text.contains("bad.xlsx cannot be read")
        );
    }
    let none = dropped(&mut elena, &[("nothing.csv", "")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.text.contains("nothing.csv cannot be read: the file is empty."), "{}", none.text);
    assert!(dropped(&mut elena, &[]).await.text.contains("Choose at least one file."));
}

#[tokio::test]
async fn the_preview_writes_as_the_reader_does_and_adds_up_what_adds_up() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let draft = place(&dropped(&mut elena, &[("clients.csv", CLIENTS), ("deals.csv", DEALS)]).await);
    let text = elena.get(&format!("{draft}/preview")).await.text;
    for said in ["Client", "€4,560", "1 Mar 2017", "clients.csv · Row 2", "deals.csv · Row 2"] {
        assert!(text.contains(said), "{said} in {text}");
    }
    for raw in [": customer", "2017-03-01", "2017-02-28", "4560.00 EUR"] {
        assert!(!text.contains(raw), "{raw} in {text}");
    }
    let page = text.split("</main>").next().expect("the page");
    let sums: Vec<&str> = page.split("<dt>").skip(1).filter_map(|rest| rest.split("</dt>").next()).collect();
    assert_eq!(sums, ["People", "Amount"], "years are not added up");
    assert!(!elena.get("/products").await.text.contains(">Sum<"), "nor are list prices");
    assert!(elena.get("/orders").await.text.contains(">Sum<"), "amounts are");
}

#[tokio::test]
async fn drafts_wait_on_the_page_until_they_are_decided() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let first = place(&dropped(&mut elena, &[("clients.csv", CLIENTS)]).await);
    let decided = place(&elena.post(&first, &[("s0.c3.target", ""), ("go", "stay")]).await);
    assert_ne!(first, decided);
    let page = elena.get("/import").await.text;
    assert!(page.contains("Not finished") && page.contains(&decided) && !page.contains(&first), "{page}");
    let mut marta = Visitor::signed_in(&company, "marta").await;
    assert!(!marta.get("/import").await.text.contains("clients.csv"), "only one's own");
    assert_eq!(marta.post(&format!("{decided}/discard"), &[]).await.status, StatusCode::NOT_FOUND);

    assert_eq!(elena.post(&format!("{decided}/discard"), &[]).await.status, StatusCode::SEE_OTHER);
    assert!(!elena.get("/import").await.text.contains("clients.csv"), "thrown away, with its older states");
    let again = place(&dropped(&mut elena, &[("clients.csv", CLIENTS)]).await);
    assert!(elena.get("/import").await.text.contains(&again), "dropped anew, it waits anew");
    elena.post(&format!("{again}/accept"), &[]).await;
    assert!(!elena.get("/import").await.text.contains("Not finished"));
}

#[tokio::test]
async fn what_was_taken_back_is_said_first() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let draft = place(&dropped(&mut elena, &[("clients.csv", CLIENTS)]).await);
    let batch = place(&elena.post(&format!("{draft}/accept"), &[]).await);
    let page = elena.get(&batch).await;
    assert!(!page.text.contains("0 of 0"), "{}", page.text);
    while elena.get(&batch).await.headers.contains_key("refresh") {
        tokio::task::yield_now().await;
    }
    let report = elena.get(&batch).await.text;
    assert!(report.contains("“Phone”: 1 value is not what the field holds."), "{report}");
    assert!(report.contains("No row was refused."), "{report}");
    elena.post(&format!("{batch}/undo"), &[]).await;
    let page = elena.get(&batch).await.text;
    let said = page.find("Elena Vidal: 3 removed, 0 put back, 0 left.").expect(&page);
    let before = page.find("What had become of the records, before it was taken back").expect(&page);
    assert!(said < before);
}
