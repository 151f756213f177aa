//! Lists as people shape them: saved views, orders, groups with figures, conditions with "or", and cells changed in place.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use axum::http::StatusCode;
use records::{ListAsk, Record};
use testkit::{Answer, Company, Visitor};

fn place(answer: &Answer) -> &str {
    answer.headers.get("location").and_then(|place| place.to_str().ok()).unwrap_or_default()
}

async fn deal(company: &Company, who: &str, filter: &str) -> Record {
    let ask = ListAsk { object: "deal".into(), filter: Some(filter.into()), limit: 1, ..ListAsk::default() };
    let ask = ListAsk { columns: ["name", "amount", "stage", "owner"].map(str::to_owned).to_vec(), ..ask };
    records::list::list(&company.ctx(who).await, &ask).await.expect("deals").rows.pop().expect("a deal")
}

#[tokio::test]
async fn a_list_is_kept_under_a_name_opened_by_its_address_and_at_hand_in_the_menu() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let form =
        [("name", "Large ones"), ("shared", "yes"), ("where", "amount > 500"), ("group", "stage"), ("after", "x")];
    let kept = elena.post("/deals/views", &form).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
    let address = place(&kept).to_owned();
    assert!(address.contains("where=amount%20%3E%20500&group=stage&view="), "{address}");
    assert!(!address.contains("after="), "a place in the list is not kept: {address}");
    let view = address.rsplit_once("view=").expect("a view").1.to_owned();

    let mut other = Visitor::signed_in(&company, "ana").await;
    let opened = other.get(&format!("/deals/views/{view}")).await;
    assert_eq!(place(&opened), address, "its own address leads to the list as it stands");
    let page = other.get(&address).await;
    assert!(page.text.contains("Large ones") && page.text.contains("group-row"), "{}", page.text);
    assert!(!page.text.contains("Favourites"));

    let marked = other.post(&format!("/deals/views/{view}"), &[("standing", "opens")]).await;
    assert_eq!(place(&marked), address);
    let plain = other.get("/deals").await;
    assert!(plain.text.contains("Favourites") && plain.text.contains("group-row"), "the list opens with it");
    assert!(!other.get("/deals?view=all").await.text.contains("group-row"), "and all of it is a click away");
    let changed = other.get(&format!("/deals?where=amount%20%3E%20900&view={view}")).await;
    assert!(changed.text.contains("dot-new"), "what differs from the view is marked");

    assert_eq!(other.post(&format!("/deals/views/{view}/remove"), &[]).await.status, StatusCode::FORBIDDEN);
    let ask = elena.get(&format!("/deals/views/{view}/remove")).await;
    assert!(ask.text.contains("Everybody loses it"), "{}", ask.text);
    assert_eq!(elena.post(&format!("/deals/views/{view}/remove"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(other.get(&format!("/deals/views/{view}")).await.status, StatusCode::NOT_FOUND);
    assert!(!other.get("/deals").await.text.contains("Favourites"));
}

#[tokio::test]
async fn what_does_not_open_is_not_kept() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    for form in [[("name", "Broken"), ("where", "amount >")], [("name", " "), ("where", "amount > 5")]] {
        elena.post("/deals/views", &form).await;
    }
    let page = elena.get("/deals?view=all").await;
    assert!(!page.text.contains("Broken") && !page.text.contains("icon-bookmark\" aria-hidden=\"true\" focusable=\"false\"><use href=\"/assets/icons.svg#bookmark\"></use></svg><span></span>"));
}

#[tokio::test]
async fn several_orders_come_from_a_form_and_each_counts_once() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let page = elena.get("/deals?by=stage&way=up&by=amount&way=down&by=stage&way=down&by=&way=up").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("sort=stage%2C-amount"), "{}", page.text);
    assert!(page.text.matches("aria-sort=").count() == 2, "both heads say so");
}

#[tokio::test]
async fn a_group_carries_what_the_figures_say_of_it() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let page = elena.get("/deals?group=stage&foot=amount:sum").await;
    let ctx = company.ctx("elena").await;
    let ask = records::figures::FiguresAsk {
        object: "deal".into(),
        group: vec![("stage".into(), None)],
        measures: vec!["count".into(), "amount_sum".into()],
        ..records::figures::FiguresAsk::default()
    };
    let figures = records::figures::figures(&ctx, &ask).await.expect("figures");
    let first =
        page.text.split("group-row").nth(1).expect("a group").split("</tr>").next().expect("its row").to_owned();
    let won = figures.groups.iter().find(|group| {
        let count = group.figures[0].as_int().expect("a count");
        first.contains(&format!("<span class=\"count\">{count}</span>"))
    });
    assert!(won.is_some(), "the count of one of the stages: {first}");
    // Whoever sees rows and no figures sees groups without them.
    assert!(page.text.contains("<tfoot>"));
}

#[tokio::test]
async fn a_condition_is_joined_with_or_and_reaches_into_related_records() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let menu = elena.get("/deals").await;
    assert!(menu.text.contains("hx-get=\"/deals/reach/company\""), "fields of the client are offered");
    assert!(!menu.text.contains("value=\"company."), "and told when they are wanted");
    let whole = elena.get("/deals/reach/company?segment=open").await;
    let kept = "name=\"segment\" value=\"open\"";
    assert!(whole.text.contains("name=\"add\" value=\"company.name\"") && whole.text.contains(kept), "{}", whole.text);
    let part = elena.get_with("/deals/reach/company", &[("hx-request", "true")]).await.text;
    assert!(part.starts_with("<button") && part.contains("value=\"company.address_city\""), "{part}");
    for path in ["/deals/reach/amount", "/deals/reach/nothing", "/deals/reach/version"] {
        assert_eq!(elena.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let one = elena.get("/deals?where=amount%20%3E%20500&add=company.name&op=contains&name=a&with=0").await;
    let address = place(&one).to_owned();
    assert_eq!(address, "/deals?where=%28amount%20%3E%20500%20%7C%7C%20company.name.contains%28%22a%22%29%29");
    let page = elena.get(&address).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Amount over 500 or Company: Name contains “a”"), "{}", page.text);
    let open = elena.get("/deals?where=stage.outcome%20%3D%3D%20%22open%22").await;
    assert!(open.text.contains("Stage is still open"), "{}", open.text);
}

#[tokio::test]
async fn a_cell_is_changed_in_place_and_what_is_wrong_stands_in_it() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let deal = deal(&company, "elena", "stage.outcome == 'open' && amount > 0").await;
    let row = format!("/deals/{}/row", deal.id);
    let form = elena.get(&format!("{row}?columns=name,amount&edit=amount")).await;
    assert!(form.text.starts_with("<tr") && form.text.contains("cell-form"), "{}", form.text);
    let version = deal.version.to_string();
    let mut sent = vec![("columns", "name,amount"), ("edit", "amount"), ("version", &*version), ("amount", "a lot")];
    let wrong = elena.post(&row, &sent).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("class=\"fault\"") && wrong.text.contains("value=\"a lot\""), "{}", wrong.text);
    sent[3] = ("amount", "1234.50");
    // Only the field that was opened is changed, whatever else is sent.
    sent.push(("name", "Another name"));
    let done = elena.post(&row, &sent).await;
    assert_eq!(done.status, StatusCode::OK);
    assert!(done.text.contains("1,234.50") && !done.text.contains("cell-form") && !done.text.contains("Another name"));
    let late = elena.post(&row, &sent).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "the version is gone: {}", late.text);
    assert!(late.text.contains("class=\"fault\""));
}

#[tokio::test]
async fn a_cell_that_one_may_not_change_does_not_open() {
    let company = Company::told().await;
    let elsewhere = deal(&company, "elena", "branch.name == 'Bilbao'").await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    let row = format!("/deals/{}/row", elsewhere.id);
    let refused = pedro.get(&format!("{row}?edit=amount")).await;
    assert!(matches!(refused.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND), "{}", refused.status);
    let version = elsewhere.version.to_string();
    let sent = [("edit", "amount"), ("version", &*version), ("amount", "1")];
    assert!(pedro.post(&row, &sent).await.status.is_client_error());
    let mut elena = Visitor::signed_in(&company, "elena").await;
    for field in ["stage_days", "created_at", "id", "nothing"] {
        let answer = elena.post(&row, &[("edit", field), ("version", &*version), (field, "1")]).await;
        assert!(answer.status.is_client_error(), "{field}: {}", answer.status);
    }
}

/// What hangs on a record: some of it or none, of which something is so. The form writes it, the list takes it, the chip says it.
#[tokio::test]
async fn a_condition_goes_over_what_hangs_on_a_record() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let total = |text: &str| text.matches("data-href=\"/companies/").count();
    let ask = |filter: &str| ListAsk {
        object: "company".into(),
        filter: Some(filter.into()),
        limit: 50,
        ..ListAsk::default()
    };
    for (sent, filter, said) in [
        ("add=deals&some=any", "deals.size() > 0", "Deals: some"),
        ("add=deals&some=none", "deals.size() == 0", "Deals: none"),
        (
            "add=deals.stage&some=any&op=is&stage=won",
            "deals.exists(x, x.stage == \"won\")",
            "Deals: some where Stage is Won",
        ),
        (
            "add=deals.stage&some=none&op=is&stage=won",
            "!deals.exists(x, x.stage == \"won\")",
            "Deals: none where Stage is Won",
        ),
    ] {
        let answer = elena.get(&format!("/companies?{sent}")).await;
        let place = answer.headers.get("location").and_then(|place| place.to_str().ok()).expect("the list with it");
        let list = elena.get(place).await.text;
        let rows = records::list::list(&company.ctx("elena").await, &ask(filter)).await.expect("a list").rows;
        assert!(!rows.is_empty(), "{filter} is about something");
        assert_eq!(total(&list), rows.len(), "{place}");
        assert!(list.contains(&format!("<span>{said}</span>")), "{place}");
    }
    // The form offers what may be read, and what is no relation is no form.
    let form = elena.get("/companies?add=deals").await.text;
    assert!(form.contains("name=\"some\"") && form.contains("add=deals.stage"));
    assert!(!elena.get("/companies?add=salaries").await.text.contains("name=\"some\""));
}
