//! The calendar's pages: views and their addresses, what is not there for whom, moving without scripts, and what is told of it.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use axum::http::StatusCode;
use records::{Draft, Record, create};
use testkit::{Company, Visitor};

async fn meeting(company: &Company, who: &str, subject: &str, at: &str) -> Record {
    let draft = Draft::default().with("kind", "meeting").with("subject", subject).with("at", at).with("duration", "60");
    create::create(&company.ctx(who).await, "activity", draft, None).await.expect("a meeting")
}

const VIEWS: [&str; 4] = ["day", "week", "month", "team"];

#[tokio::test]
async fn each_view_shows_ones_own_and_never_what_is_not_ones_to_read() {
    let company = Company::told().await;
    let own = meeting(&company, "pedro", "Visit <b>&amp; talk", "2031-05-07 10:00").await;
    let other = meeting(&company, "elena", "The secret meeting", "2031-05-07 10:30").await;
    let elena = company.id("elena").await;
    let me = company.id("pedro").await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    for view in VIEWS {
        for people in [String::new(), format!("&people={elena},{me}"), format!("&people={elena}&people={me}")] {
            let page = pedro.get(&format!("/calendar?view={view}&on=2031-05-07{people}")).await;
            assert_eq!(page.status, StatusCode::OK, "{view}");
            assert!(page.text.contains(&format!("data-href=\"/activities/{}\"", own.id)), "{view}{people}");
            assert!(page.text.contains("Visit &lt;b&gt;&amp;amp; talk"), "{view}");
            assert!(
                !page.text.contains("secret") && !page.text.contains(&format!("/activities/{}\"", other.id)),
                "{view}{people}"
            );
            assert!(!page.text.contains("style=\""), "{view}: the policy of the page refuses it");
        }
        let before = pedro.get(&format!("/calendar?view={view}&on=2031-03-20")).await.text;
        assert!(!before.contains("Visit "), "{view}: other days");
    }
    let form = pedro.get(&format!("/calendar/activities/{}", other.id)).await;
    assert_eq!(form.status, StatusCode::NOT_FOUND);
    // Who reads both sees both, side by side, each under its own name.
    let mut elena_sees = Visitor::signed_in(&company, "elena").await;
    let both = elena_sees.get(&format!("/calendar?view=day&on=2031-05-07&people={elena},{me}")).await.text;
    assert_eq!(both.matches("class=\"cal-day\"").count(), 2, "a column a person");
    let column = both.split(&format!("data-person=\"{me}\"")).nth(1).expect("Pedro's column");
    assert!(column.contains("Visit ") && !column.contains("The secret meeting"), "Pedro's own");
}

#[tokio::test]
async fn an_entry_is_moved_by_a_form_and_the_move_is_taken_back() {
    let company = Company::told().await;
    let made = meeting(&company, "pedro", "Visit", "2031-05-07 10:00").await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    let back = "/calendar?view=week&on=2031-05-07";
    let address = format!("/calendar/activities/{}", made.id);
    let form = pedro.get(&format!("{address}?back=%2Fcalendar%3Fview%3Dweek%26on%3D2031-05-07")).await.text;
    for part in ["name=\"day\" value=\"2031-05-07\"", "name=\"time\" value=\"10:00\"", "name=\"minutes\" value=\"60\""]
    {
        assert!(form.contains(part), "{part}");
    }
    let version = made.version.to_string();
    let sent =
        [("version", version.as_str()), ("back", back), ("day", "2031-05-09"), ("time", "11:15"), ("minutes", "30")];
    let wrong = [("version", version.as_str()), ("back", back), ("day", "2031-05-32"), ("time", "11:15")];
    let refused = pedro.post(&address, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("value=\"2031-05-32\""), "what was typed stays");
    let moved = pedro.post(&address, &sent).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.text);
    assert_eq!(moved.headers.get("location").and_then(|to| to.to_str().ok()), Some(back));
    let week = pedro.get(back).await.text;
    assert!(week.contains("11:15–11:45"), "it stands there");
    let undo = week.split("href=\"/activities/several/").nth(1).and_then(|rest| rest.split('"').next());
    let undo = undo.expect("a way back").replace("&amp;", "&");
    let change = undo.split('?').next().expect("a change");
    let undone = pedro.post(&format!("/activities/several/{change}"), &[("back", back)]).await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER);
    assert!(pedro.get(back).await.text.contains("10:00–11:00"), "it is back");
    // Sent again with the version that is over.
    let late = pedro.post(&address, &sent).await;
    assert_eq!(late.status, StatusCode::SEE_OTHER);
    assert!(pedro.get(back).await.text.contains("toast-bad"), "somebody was faster");
}

#[tokio::test]
async fn nothing_in_an_address_breaks_the_page() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    for query in [
        "view=year&on=tomorrow&people=x",
        "on=9999-12-31",
        "on=-9999-01-01",
        "people=99999999999999999999,-1,0",
        "people=777777",
        "view=team&people=777777",
        "hours=all&view=day",
        "view=month&on=2027-02-28",
    ] {
        assert_eq!(elena.get(&format!("/calendar?{query}")).await.status, StatusCode::OK, "{query}");
    }
    let mut nobody = Visitor::anonymous(&company);
    assert_eq!(nobody.get("/calendar").await.status, StatusCode::SEE_OTHER);
}
