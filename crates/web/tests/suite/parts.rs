//! A page of a list grows by parts: what stands in its address, and the next part alone.

use axum::http::StatusCode;
use testkit::{Answer, Company, Visitor};

/// What stands between two texts, at each place.
fn between<'t>(text: &'t str, before: &str, after: &str) -> Vec<&'t str> {
    text.split(before).skip(1).filter_map(|rest| rest.split(after).next()).collect()
}

/// The records of its rows, in their order.
fn rows(answer: &Answer) -> Vec<&str> {
    between(&answer.text, "<tr data-href=\"", "\"")
}

/// Where the next part comes from.
fn more(answer: &Answer) -> Option<String> {
    Some(between(&answer.text, "data-more=\"", "\"").first()?.replace("&amp;", "&"))
}

#[tokio::test]
async fn the_next_part_is_what_the_page_shows_with_one_part_more() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    for list in ["/activities?group=kind&sort=-at", "/activities?columns=subject,owner,at&segment=&q=a", "/order_lines"]
    {
        let page = elena.get(list).await;
        assert_eq!(rows(&page).len(), 50, "{list}");
        let part = elena.get(&more(&page).expect("a further part")).await;
        assert_eq!(part.status, StatusCode::OK);
        let address = part.headers["hx-replace-url"].to_str().expect("an address").to_owned();
        let grown = elena.get(&address).await;
        assert!(address.contains("pages=2") && grown.status == StatusCode::OK, "{address}");
        assert_eq!([rows(&page), rows(&part)].concat(), rows(&grown), "{list}: no row twice, none left out");
        assert_eq!(more(&part), more(&grown), "and both go on alike");
        let groups = between(&grown.text, "data-group=\"", "\"");
        assert!(groups.windows(2).all(|pair| pair[0] != pair[1]), "no head twice where parts meet: {groups:?}");
        let cells =
            |answer: &Answer| between(&answer.text, "<tr data-href=", "</tr>").last().map(|row| (*row).to_owned());
        assert_eq!(cells(&part), cells(&grown), "a row of a part is drawn as the page draws it");
    }
}

#[tokio::test]
async fn a_page_grows_to_its_end_or_as_far_as_pages_go() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let all = elena.get("/activities?pages=8").await;
    assert!((200..400).contains(&rows(&all).len()), "all of them: {}", rows(&all).len());
    assert!(!all.text.contains("data-key=\"m\"") && more(&all).is_none(), "nothing follows");
    let full = elena.get("/order_lines?pages=99").await;
    assert_eq!(rows(&full).len(), 400, "a page grows no further");
    assert!(full.text.contains("data-key=\"m\"") && more(&full).is_none(), "the next page is one of its own");
    let next = between(&full.text, "href=\"/order_lines?after=", "\"").first().map(|rest| (*rest).to_owned());
    let next = elena.get(&format!("/order_lines?after={}", next.expect("a next page"))).await;
    assert!(!rows(&next).is_empty() && rows(&next).iter().all(|row| !rows(&full).contains(row)));
    assert!(!elena.get("/order_lines?pages=3").await.text.contains("view-save"), "how far one read is no view");
    assert_eq!(rows(&elena.get("/order_lines?pages=none").await).len(), 50);
}

#[tokio::test]
async fn a_part_shows_no_more_than_a_page() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let part = more(&elena.get("/activities").await).expect("a further part");
    let mut ana = Visitor::signed_in(&company, "ana").await;
    let seen = rows(&ana.get("/activities?pages=8").await).iter().map(|row| (*row).to_owned()).collect::<Vec<_>>();
    let hers = ana.get(&part).await;
    assert!(rows(&hers).iter().all(|row| seen.iter().any(|own| own == row)), "the place of another gives no rights");
    let shown = part.split("shown=").nth(1).expect("columns").split('&').next().expect("columns");
    let other = elena.get(&part.replace(shown, "subject,password,created_by.email")).await;
    assert!(
        other.text.contains("<td") && !other.text.contains("@vidal.example"),
        "only columns of the list: {}",
        other.text
    );
    assert_eq!(elena.get("/activities/more?from=nothing").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(Visitor::anonymous(&company).get(&part).await.status, StatusCode::SEE_OTHER);
}
