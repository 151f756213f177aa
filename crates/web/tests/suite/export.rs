//! A list as a file through the pages: what leaves is said before, the file is whole and to be saved, and the evidence says who took
//! out what.

use axum::http::StatusCode;
use testkit::{Company, Visitor};

/// The value of this header.
fn head<'a>(answer: &'a testkit::Answer, name: &str) -> &'a str {
    answer.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

#[tokio::test]
async fn a_list_leaves_as_it_was_narrowed_and_the_evidence_tells_it() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let list = elena.get("/deals?where=stage%20%3D%3D%20%22won%22&sort=-amount").await.text;
    assert!(list.contains("href=\"/deals/export?where=stage%20%3D%3D%20%22won%22&amp;sort=-amount\""), "{list}");
    let page = elena.get("/deals/export?where=stage%20%3D%3D%20%22won%22&sort=-amount").await;
    assert_eq!(page.status, StatusCode::OK);
    for said in ["records leave", "Stage is Won", "name=\"column\" value=\"amount\" checked", "under your name"] {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
    let form =
        [("where", "stage == \"won\""), ("sort", "-amount"), ("column", "name"), ("column", "amount"), ("form", "csv")];
    let file = elena.post("/deals/export", &form).await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.text);
    assert_eq!(head(&file, "content-type"), "text/csv; charset=utf-8");
    assert_eq!(
        head(&file, "content-disposition"),
        "attachment; filename=\"deals-2026-11-16.csv\"; filename*=UTF-8''deals-2026-11-16.csv"
    );
    assert_eq!(head(&file, "content-length"), file.bytes.len().to_string());
    assert_eq!((head(&file, "cache-control"), head(&file, "x-content-type-options")), ("no-store", "nosniff"));
    assert!(head(&file, "content-security-policy").starts_with("sandbox; default-src 'none'"));
    assert!(!file.headers.contains_key("content-encoding"));
    let lines: Vec<&str> = file.text.lines().collect();
    assert_eq!(lines[0], "\u{feff}Name,Amount");
    let amounts: Vec<i64> = lines[1..]
        .iter()
        .map(|line| {
            line.rsplit(',').next().and_then(|amount| amount.split('.').next()?.parse().ok()).expect("an amount")
        })
        .collect();
    assert!(amounts.len() > 5 && amounts.is_sorted_by(|a, b| a >= b), "{amounts:?}");
    let evidence = elena.get("/evidence?kind=export").await.text;
    let told = format!("{} records · csv · Stage is Won", amounts.len());
    assert!(evidence.contains(&told) && evidence.contains("Name, Amount"), "{told}: {evidence}");
    assert!(!elena.get("/evidence?kind=export_end").await.text.contains("records left"), "it left whole");
}

#[tokio::test]
async fn a_spreadsheet_leaves_too_and_a_wrong_wish_is_told_on_the_page() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    elena.choose_language("ru");
    let file = elena.post("/companies/export", &[("column", "name"), ("column", "id"), ("form", "xlsx")]).await;
    assert_eq!((file.status, &file.bytes[..2]), (StatusCode::OK, &b"PK"[..]));
    assert!(head(&file, "content-disposition").contains("companies-2026-11-16.xlsx"));
    for (form, said) in [
        (vec![("form", "xlsx")], "Отметьте хотя бы один столбец"),
        (vec![("form", "xlsx"), ("column", "name"), ("where", "nothing == 1")], "nothing"),
    ] {
        let page = elena.post("/companies/export", &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains(said), "{}", page.text);
    }
    let exports = elena.get("/evidence?kind=export").await.text.matches("xlsx").count();
    assert!(exports > 0, "the one that left is noted");
}

#[tokio::test]
async fn who_may_not_export_sees_no_way_and_gets_nothing() {
    let company = Company::told().await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    assert!(!pedro.get("/companies").await.text.contains("/companies/export"));
    assert_eq!(pedro.get("/companies/export").await.status, StatusCode::FORBIDDEN);
    let form = [("column", "name"), ("form", "csv")];
    let refused = pedro.post("/companies/export", &form).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(!refused.headers.contains_key("content-disposition"));
    assert_eq!(pedro.post("/nothing/export", &form).await.status, StatusCode::NOT_FOUND);
    let mut elena = Visitor::signed_in(&company, "elena").await;
    assert!(!elena.get("/evidence?kind=export").await.text.contains("· csv"), "nothing left");
    assert!(elena.get("/evidence?kind=refused").await.text.contains("export"), "the try did leave a trace");
}

#[tokio::test]
async fn a_head_takes_out_their_branch_as_the_page_said() {
    let company = Company::told().await;
    let form = [("column", "name"), ("form", "csv")];
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let mut marta = Visitor::signed_in(&company, "marta").await;
    let rows = |file: testkit::Answer| file.text.lines().count() - 1;
    let all = rows(elena.post("/deals/export", &form).await);
    let own = rows(marta.post("/deals/export", &form).await);
    assert!(0 < own && own < all, "{own} of {all}");
    assert!(marta.get("/deals/export").await.text.contains(&format!("{own} records leave")));
    assert_eq!(marta.get("/users/export").await.status, StatusCode::FORBIDDEN, "colleagues are read, not taken out");
}
