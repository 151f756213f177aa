//! Menus and first pages: shown before they are applied, one's own over the company's, links and never rights.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use axum::http::StatusCode;
use testkit::{Company, Visitor};

use crate::shown::{pairs, seen};

/// The form of a menu: these pages in these parts, the rest of them hidden.
fn form(shown: &[(&str, &str)], hidden: &[&str], extra: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for (page, part) in shown {
        out.push(("page".into(), (*page).into()));
        out.push((format!("in.{page}"), (*part).into()));
        out.push(("shown".into(), (*page).into()));
    }
    out.extend(hidden.iter().map(|page| ("page".to_owned(), (*page).to_owned())));
    out.extend(extra.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    out
}

/// The addresses of the side menu, in order; without those that only keys reach.
fn side(page: &str) -> Vec<String> {
    let nav = &page[page.find(" id=\"side\"").expect("the menu")..];
    let nav = &nav[..nav.find("</nav>").expect("its end")];
    let links = nav.split("<a class=\"side-link\" href=\"").skip(1);
    links.map(|link| link.chars().take_while(|c| *c != '"').collect()).collect()
}

/// The address that is marked as the one where the reader is.
fn here(page: &str) -> Option<String> {
    let mark = page.find("\" aria-current=\"page\" data-go").or_else(|| page.find("\" aria-current=\"page\"><svg"))?;
    Some(page[..mark].rsplit('"').next().unwrap_or_default().to_owned())
}

fn location(answer: &testkit::Answer) -> &str {
    answer.headers.get("location").and_then(|to| to.to_str().ok()).unwrap_or_default()
}

async fn applied(who: &mut Visitor, role: &str, form: &mut Vec<(String, String)>) {
    let address = format!("/roles/{role}/menu");
    let shown = who.post(&address, &pairs(form)).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    form.extend([("step".to_owned(), "apply".to_owned()), ("seen".to_owned(), seen(&shown.text))]);
    let answer = who.post(&address, &pairs(form)).await;
    assert!(answer.status.is_redirection(), "{} {}", answer.status, answer.text);
}

#[tokio::test]
async fn a_menu_of_a_role_is_shown_applied_and_given_back() {
    let company = Company::told().await;
    let mut raquel = Visitor::signed_in(&company, "raquel").await;
    raquel.choose_language("en");
    let mut pedro = Visitor::signed_in(&company, "pedro").await.at(company.other_node().await);
    pedro.choose_language("en");
    let before = side(&pedro.get("/day").await.text);
    assert_eq!(before[..2], ["/day", "/calendar"]);

    let page = raquel.get("/roles/seller/menu").await;
    assert_eq!(page.status, StatusCode::OK, "an administrator sets menus up");
    assert!(page.text.contains("value=\"down:deal\"") && !page.text.contains("value=\"down:settings\""));
    assert!(!page.text.contains("value=\"settings\""), "what sellers may not open is no choice");
    let mut sent = form(
        &[("deal", "top"), ("my_day", "top"), ("settings", "top"), ("company", "clients")],
        &["campaign"],
        &[("begins", "deal/board")],
    );
    let shown = raquel.post("/roles/seller/menu", &pairs(&sent)).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.text.contains("First page: Deals: board") && shown.text.contains("No longer in the menu: Campaigns"));
    assert!(shown.text.contains("people have this role"));
    assert_eq!(side(&pedro.get("/day").await.text), before, "nothing was written");
    sent.push(("step".into(), "apply".into()));
    sent.push(("seen".into(), "0000000000000000".into()));
    assert_eq!(raquel.post("/roles/seller/menu", &pairs(&sent)).await.status, StatusCode::OK, "not what was shown");
    assert_eq!(side(&pedro.get("/day").await.text), before);
    sent.truncate(sent.len() - 2);
    applied(&mut raquel, "seller", &mut sent).await;

    let first = pedro.get("/").await;
    assert_eq!((first.status, location(&first)), (StatusCode::SEE_OTHER, "/deals/board"));
    let day = pedro.get("/day").await.text;
    let menu = side(&day);
    assert_eq!(menu[..3], ["/deals", "/day", "/calendar"], "what nobody named keeps its place");
    assert!(!menu.contains(&"/campaigns".to_owned()) && !menu.contains(&"/settings".to_owned()));
    assert_eq!(here(&day).as_deref(), Some("/day"));
    assert!(day.contains("<a class=\"side-brand\" href=\"/\""));
    // The page is there, the palette finds it, and its key goes there.
    assert_eq!(pedro.get("/campaigns").await.status, StatusCode::OK);
    assert!(day.contains("class=\"palette-item\" role=\"option\" tabindex=\"-1\" href=\"/campaigns\""));
    assert!(day.contains("<div hidden><a href=\"/campaigns\" data-go="));
    assert_eq!(pedro.get("/settings").await.status, StatusCode::FORBIDDEN, "a menu gives nothing");

    assert!(raquel.get("/roles/seller/menu").await.text.contains("/roles/seller/menu/reset"));
    assert_eq!(raquel.get("/roles/seller/menu/reset").await.status, StatusCode::OK);
    assert!(raquel.post("/roles/seller/menu/reset", &[]).await.status.is_redirection());
    assert_eq!(side(&pedro.get("/").await.text), before);
}

#[tokio::test]
async fn ones_own_menu_is_moved_kept_and_put_back() {
    let company = Company::told().await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    pedro.choose_language("en");
    assert!(pedro.get("/account").await.text.contains("href=\"/account/menu\""));
    let page = pedro.get("/account/menu").await.text;
    assert!(page.contains("As the company has it: My day") && !page.contains("value=\"settings\""));
    let before = side(&page);

    // Moving keeps the rest of the form, and goes on into the next part.
    let pages = [("my_day", "top"), ("calendar", "top"), ("deal", "clients")];
    let sent = form(&pages, &["task"], &[("begins", "calendar"), ("step", "up:deal")]);
    let moved = pedro.post("/account/menu", &pairs(&sent)).await.text;
    assert!(moved.contains("name=\"in.deal\" value=\"top\"") && moved.contains("value=\"calendar\" selected"));
    let again = form(&[("my_day", "top"), ("calendar", "top"), ("deal", "top")], &["task"], &[("step", "up:deal")]);
    let again = pedro.post("/account/menu", &pairs(&again)).await.text;
    let at = |text: &str| again.find(text).expect(text);
    assert!(at("name=\"page\" value=\"deal\"") < at("name=\"page\" value=\"calendar\""));
    assert!(again.contains("value=\"up:deal\"") && again.matches("autofocus").count() >= 1);
    assert_eq!(side(&pedro.get("/day").await.text), before, "moving keeps nothing yet");

    let sent = form(&[("deal", "top"), ("my_day", "top")], &["task", "settings"], &[("begins", "deal")]);
    assert!(pedro.post("/account/menu", &pairs(&sent)).await.status.is_redirection());
    assert_eq!(location(&pedro.get("/").await), "/deals");
    let menu = side(&pedro.get("/deals").await.text);
    assert_eq!(menu[..2], ["/deals", "/day"]);
    assert!(!menu.contains(&"/tasks".to_owned()));
    let mut ana = Visitor::signed_in(&company, "ana").await;
    assert_eq!(side(&ana.get("/day").await.text)[..2], ["/day", "/calendar"], "it is his alone");

    // The company arranges meanwhile; his stays until he puts it back.
    let mut raquel = Visitor::signed_in(&company, "raquel").await;
    let mut theirs = form(&[("calendar", "top"), ("my_day", "top")], &[], &[("begins", "calendar")]);
    applied(&mut raquel, "seller", &mut theirs).await;
    assert_eq!(location(&pedro.get("/").await), "/deals");
    assert!(pedro.post("/account/menu", &[("step", "company")]).await.status.is_redirection());
    assert_eq!(location(&pedro.get("/").await), "/calendar");
    assert_eq!(side(&pedro.get("/day").await.text)[..2], ["/calendar", "/day"]);
}

#[tokio::test]
async fn a_first_page_that_is_gone_or_not_allowed_is_my_day() {
    let company = Company::told().await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    let kept = pedro.post("/deals/views", &[("name", "Mine"), ("where", "amount > 5"), ("shared", "yes")]).await;
    assert!(kept.status.is_redirection(), "{}", kept.text);
    let page = pedro.get("/account/menu").await.text;
    let at = page.find("value=\"deal/views/").expect("the view is a choice") + 7;
    let view: String = page[at..].chars().take_while(|c| *c != '"').collect();
    let sent = form(&[("my_day", "top")], &[], &[("begins", &view)]);
    assert!(pedro.post("/account/menu", &pairs(&sent)).await.status.is_redirection());
    let address = format!("/{}", view.replacen("deal/", "deals/", 1));
    assert_eq!(location(&pedro.get("/").await), address);
    assert!(pedro.post(&format!("{address}/remove"), &[]).await.status.is_redirection());
    let day = pedro.get("/").await;
    assert_eq!(day.status, StatusCode::OK, "{}", location(&day));
    assert_eq!(here(&day.text).as_deref(), Some("/day"), "where one is");
    for nowhere in ["deal/views/1", "x_gone", "deal/list", "settings", "//elsewhere"] {
        let sent = form(&[("my_day", "top")], &[], &[("begins", nowhere)]);
        let answer = pedro.post("/account/menu", &pairs(&sent)).await;
        assert_ne!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{nowhere}");
        assert_eq!(pedro.get("/").await.status, StatusCode::OK, "{nowhere}");
    }
}

#[tokio::test]
async fn menus_of_roles_are_for_whoever_sets_up_and_each_page_knows_where_it_is() {
    let company = Company::told().await;
    for who in ["pedro", "marta", "tomas"] {
        let mut visitor = Visitor::signed_in(&company, who).await;
        for page in ["/roles/seller/menu", "/roles/seller/menu/reset"] {
            assert_eq!(visitor.get(page).await.status, StatusCode::FORBIDDEN, "{who} at {page}");
            assert_eq!(visitor.post(page, &[("step", "apply")]).await.status, StatusCode::FORBIDDEN, "{who} to {page}");
        }
        assert!(!visitor.get("/roles").await.text.contains("/roles/seller/menu"));
    }
    let mut elena = Visitor::signed_in(&company, "elena").await;
    assert!(elena.get("/roles").await.text.contains("/roles/seller/menu"));
    assert_eq!(elena.get("/roles/nobody/menu").await.status, StatusCode::NOT_FOUND);
    for (page, entry) in [
        ("/", "/day"),
        ("/day?of=me", "/day"),
        ("/kinds/deal/layout", "/fields"),
        ("/fields/deal/stage", "/fields"),
        ("/roles/seller/menu", "/people"),
        ("/rules", "/people"),
        ("/deals/board", "/deals"),
    ] {
        assert_eq!(here(&elena.get(page).await.text).as_deref(), Some(entry), "{page}");
    }
}
