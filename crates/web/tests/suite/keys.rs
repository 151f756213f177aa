//! Keys of pages: each once a page, none that means something everywhere. And search that forgives, as pages tell it.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use axum::http::StatusCode;
use catalogue::Lang;
use records::ListAsk;
use testkit::{Company, Visitor};

/// Keys that rows, the palette and the help hear on every page.
const EVERYWHERE: [&str; 6] = ["j", "k", "x", "g", "v", "?"];

fn keys(page: &str) -> Vec<String> {
    let values = page.split(" data-key=\"").skip(1);
    values.map(|rest| rest.split('"').next().expect("a closed value").to_owned()).collect()
}

async fn first(company: &Company, object: &str, filter: &str) -> Option<catalogue::Id> {
    let filter = (!filter.is_empty()).then(|| filter.to_owned());
    let ask = ListAsk { object: object.into(), filter, limit: 1, ..ListAsk::default() };
    records::list::list(&company.ctx("elena").await, &ask).await.expect("a list").rows.first().map(|row| row.id)
}

#[tokio::test]
async fn no_two_things_of_a_page_have_one_key() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let mut pages: Vec<String> = [
        "/",
        "/calendar",
        "/calendar?view=team",
        "/truth",
        "/import",
        "/people",
        "/people/new",
        "/evidence",
        "/fields",
        "/settings",
        "/account",
        "/search",
    ]
    .map(str::to_owned)
    .to_vec();
    for object in company.gate.catalogue.objects.values().filter(|object| object.menu) {
        let list = format!("/{}", object.plural);
        pages.extend([list.clone(), format!("{list}?archived=only"), format!("{list}?q=zyxwv"), format!("{list}/new")]);
        pages.push(format!("{list}/figures"));
        if object.board.is_some() {
            pages.extend([format!("{list}/board"), format!("{list}/board?lanes=owner"), format!("{list}/funnel")]);
        }
        let Some(id) = first(&company, &object.name, "").await else { continue };
        pages.extend(["", "/edit", "/why", "/share", "/transfer", "/archive"].map(|page| format!("{list}/{id}{page}")));
    }
    let mut keyed = 0;
    for path in pages {
        let page = elena.get(&path).await;
        assert!(page.status != StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        if page.status != StatusCode::OK {
            continue;
        }
        let mut found = keys(&page.text);
        keyed += found.len();
        assert!(
            found.iter().all(|key| key.chars().count() == 1 && !EVERYWHERE.contains(&key.as_str())),
            "{path}: {found:?}"
        );
        found.sort();
        let all = found.len();
        found.dedup();
        assert_eq!(found.len(), all, "{path}: {found:?}");
        assert!(found.contains(&"/".to_owned()), "{path} is searched from");
    }
    assert!(keyed > 200, "{keyed}");
}

#[tokio::test]
async fn the_main_actions_of_card_board_and_list_have_their_keys() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let open = first(&company, "deal", "stage.outcome == 'open'").await.expect("an open deal");
    for (path, expected) in [
        ("/deals".to_owned(), "/ n 1 2 3 4 s f c d a m w h r"),
        ("/deals/board".to_owned(), "/ n 1 2 3 4 a m"),
        (format!("/deals/{open}"), "/ u e h s i w a o c m l t p f"),
        (format!("/deals/{open}/edit"), "/ s q"),
        ("/deals/figures".to_owned(), "/ n 1 2 3 4 b c"),
    ] {
        let found = keys(&elena.get(&path).await.text);
        for key in expected.split(' ') {
            assert!(found.iter().any(|found| found == key), "{path} has no {key}: {found:?}");
        }
    }
}

#[tokio::test]
async fn what_is_found_otherwise_than_typed_is_said() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    // “consorcio” with the Russian layout, and with a letter wrong.
    let (layout, near) = ("%D1%81%D1%89%D1%82%D1%8B%D1%89%D0%BA%D1%81%D1%88%D1%89", "consircio");
    let words = [
        (Lang::En, "Showing what “consorcio” finds.", "Nothing is called exactly that."),
        (Lang::Es, "Se muestra lo que encuentra «consorcio».", "Nada se llama exactamente así."),
        (Lang::Ru, "Показано, что нашлось по «consorcio».", "Точно так ничего не называется."),
    ];
    for (lang, other, almost) in words {
        elena.choose_language(lang.code());
        for page in ["/search", "/search/palette"] {
            let answer = elena.get(&format!("{page}?q={layout}")).await.text;
            assert!(answer.contains(other) && answer.contains("Consorcio"), "{page}: {answer}");
            let answer = elena.get(&format!("{page}?q={near}")).await.text;
            assert!(answer.contains(almost) && answer.contains("Consorcio"), "{page}: {answer}");
            let answer = elena.get(&format!("{page}?q=consorcio")).await.text;
            assert!(!answer.contains(other) && !answer.contains(almost), "{page}: {answer}");
        }
    }
    elena.choose_language("en");
    let offered = elena.get(&format!("/suggest/company?q={layout}")).await.text;
    assert!(offered.contains("\"said\":\"Showing what “consorcio” finds.\""), "{offered}");
    assert_eq!(offered.matches("\"said\"").count(), 1, "once, not with each");
    assert!(!elena.get("/suggest/company?q=consorcio").await.text.contains("said"));
}

#[tokio::test]
async fn a_list_is_not_changed_but_offers_what_is_near() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let layout = "%D1%81%D1%89%D1%82%D1%8B%D1%89%D0%BA%D1%81%D1%88%D1%89";
    let page = elena.get(&format!("/companies?q={layout}&sort=-name")).await.text;
    assert!(page.contains("class=\"empty\"") && page.contains("Show what “consorcio” finds"), "{page}");
    assert!(page.contains("href=\"/companies?q=consorcio&amp;sort=-name\""), "{page}");
    let page = elena.get("/companies?q=consircio").await.text;
    let near = page.split("class=\"empty\"").nth(1).expect("the empty list");
    assert!(near.contains("Near it:") && near.contains("Consorcio"), "{near}");
    let page = elena.get("/companies?q=zyxwvutsr").await.text;
    assert!(page.contains("class=\"empty\"") && !page.contains("Near it:"), "{page}");
}

/// A form without scripts takes nobody who is only nearly called so.
#[tokio::test]
async fn a_typed_name_that_is_only_near_is_no_choice() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let fields = [("name", "A deal"), ("company.title", "Consircio"), ("key", "near-1")];
    let page = elena.post("/deals", &fields).await;
    assert!(page.text.contains("Nothing found under this name."), "{}", page.text);
}

#[tokio::test]
async fn the_palette_begins_with_what_was_opened_last() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let deal = first(&company, "deal", "").await.expect("a deal");
    let title = records::read::read(&company.ctx("elena").await, "deal", deal).await.expect("a deal").title;
    elena.get(&format!("/deals/{deal}")).await;
    company.gate.flush_evidence().await.expect("written");
    let palette = elena.get("/search/palette?q=").await.text;
    assert!(palette.contains("aria-label=\"Recent\"") && palette.contains(&format!("/deals/{deal}\"")), "{palette}");
    assert!(palette.contains(&maud::html! { (title) }.into_string()), "{palette}");
    let page = elena.get("/").await.text;
    assert!(page.contains("href=\"/deals/new\"") && page.contains("New deal"), "what can be made, from anywhere");
    let mut sara = Visitor::signed_in(&company, "pedro").await;
    let palette = sara.get("/search/palette?q=").await.text;
    assert!(!palette.contains(&format!("/deals/{deal}\"")), "{palette}");
}
