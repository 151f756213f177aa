//! What somebody may not see does not exist for them: the same answers with and without it, in every page, in JSON, in
//! lists, sums, searches and proposals, and the same refusal for its id as for no id at all.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use catalogue::{Id, Name, Value};
use records::create::create;
use records::rules::{self, RuleDraft, Takes};
use records::{Draft, ListAsk};
use testkit::{Company, Visitor};
use tower::ServiceExt as _;

/// An answer without what differs from request to request.
async fn ask(company: &Company, cookie: &str, path: &str, form: Option<&str>, accept: &str) -> (StatusCode, String) {
    let request = Request::builder()
        .method(if form.is_some() { Method::POST } else { Method::GET })
        .uri(path)
        .header(header::HOST, "127.0.0.1")
        .header(header::ACCEPT, accept)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, cookie)
        .body(Body::from(form.unwrap_or_default().to_owned()))
        .expect("a request");
    let answer = web::router(company.app()).oneshot(request).await.expect("an answer");
    let (parts, body) = answer.into_parts();
    let text = to_bytes(body, 32 << 20).await.expect("a body");
    let id = parts.headers["x-request-id"].to_str().expect("text").to_owned();
    let said = parts.headers.get(header::LOCATION).and_then(|place| place.to_str().ok()).unwrap_or("").to_owned();
    let cookie = parts.headers.get(header::SET_COOKIE).and_then(|line| line.to_str().ok()).unwrap_or("").to_owned();
    let text = String::from_utf8_lossy(&text).replace(&id, "REQUEST");
    (parts.status, without_keys(&format!("{said}\n{cookie}\n{text}")))
}

/// Forms carry a random key against being sent twice, pages the moment at which they were drawn and their person's key to drafts.
fn without_keys(text: &str) -> String {
    ["name=\"key\" value=\"", "data-since=\"", "since=", "data-drafts=\""].iter().fold(text.to_owned(), |text, mark| {
        let mut parts = text.split(mark);
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            out.push_str(mark);
            out.push_str(part.split_once('"').map_or("", |(_, rest)| rest));
        }
        out
    })
}

/// A client with everything around it, which belongs to Luis.
async fn of_luis(company: &Company) -> Vec<(Name, Id)> {
    let luis = company.ctx("luis").await;
    let mut made: Vec<(Name, Id)> = Vec::new();
    let mut make = async |object: &str, draft: Draft| {
        let id = create(&luis, object, draft, None).await.expect(object).id;
        made.push((object.into(), id));
        id
    };
    let firm =
        Draft::default().with("name", "Zyxwv Aceros").with("tax_id", "A58818501").with("address_city", "Zyxwvburgo");
    let firm = make("company", firm).await;
    let of = |draft: Draft| draft.with_value("company", Value::Ref(firm));
    make("contact", of(Draft::default().with("name", "Zyxwvez").with("email", "zyxwv@zyxwv.example"))).await;
    make("deal", of(Draft::default().with("name", "Zyxwv renovación").with("amount", "999999"))).await;
    make("task", of(Draft::default().with("subject", "Llamar a Zyxwv").with("due", "2026-11-01"))).await;
    make("activity", of(Draft::default().with("subject", "Zyxwv nota"))).await;
    let file = records::files::keep(&luis, "document", "file", "zyxwv contrato.pdf", b"%PDF-1.4 zyxwv".to_vec()).await;
    make("document", of(Draft::default().with_file("file", file.expect("a file")))).await;
    let said = records::comments::Draft { text: "Zyxwv is in a hurry".into(), chosen: Vec::new() };
    records::comments::say(&luis, "company", firm, &said).await.expect("a comment");
    made
}

/// Everything that Pedro can ask without an id.
fn pages() -> Vec<String> {
    let mut pages: Vec<String> =
        ["/", "/truth", "/search?q=zyxwv", "/search/palette?q=zyxwv", "/search?q=B12345674", "/account", "/roles"]
            .map(str::to_owned)
            .to_vec();
    for object in ["company", "contact", "deal", "task", "activity", "user", "order", "ticket", "document", "payment"] {
        pages.push(format!("/suggest/{object}?q=zyxwv"));
        pages.push(format!("/suggest/{object}?q="));
    }
    for plural in
        ["companies", "contacts", "deals", "tasks", "activities", "orders", "payments", "tickets", "documents"]
    {
        for rest in [
            "",
            "?q=zyxwv",
            "?archived=all",
            "?sort=-created_at",
            "?sort=owner",
            "/figures",
            "/figures?group=owner",
            "/figures?group=",
            "/board",
            "/board?lanes=owner",
            "/funnel",
            "/new",
        ] {
            pages.push(format!("/{plural}{rest}"));
        }
    }
    for rest in [
        "?sort=company",
        "?where=company.name%20%3D%3D%20%22Zyxwv%20Aceros%22",
        "?columns=name,company.address_city,company.tax_id",
        "/figures?group=company",
        "/figures?group=company.address_city",
        "/figures?group=created_at&by=day",
        "/figures?group=name",
        "?where=amount%20%3E%20900000",
        "/figures?measure=amount_max&group=",
        "/figures?measure=count&group=stage",
        "/board?by=pipeline&sum=amount_max&where=amount%20%3E%20900000",
        "/board?lanes=company",
        "/board?q=zyxwv",
    ] {
        pages.push(format!("/deals{rest}"));
    }
    for rest in [
        "?where=size(deals)%20%3E%200",
        "?where=deals.exists(d,d.amount%20%3E%20900000)",
        "/figures?group=address_city",
    ] {
        pages.push(format!("/companies{rest}"));
    }
    pages
}

#[tokio::test]
async fn a_record_that_one_may_not_see_changes_nothing_that_one_sees() {
    let company = Company::told().await;
    nothing_changes(&company, &["pedro", "sofia", "nerea", "jordi"]).await;
}

/// The head of the branch, and colleagues in it, whom their roles alone would show the client.
#[tokio::test]
async fn a_record_that_a_rule_hides_changes_nothing_that_one_sees() {
    let company = Company::told().await;
    let head = "marta";
    for role in ["branch_head", "support", "marketing"] {
        hide(&company, None, Some(role.into()), true).await;
    }
    nothing_changes(&company, &[head]).await;
}

/// A rule of the owner against clients of that name.
async fn hide(company: &Company, user: Option<Id>, role: Option<Name>, related: bool) {
    let draft = RuleDraft {
        user,
        role,
        object: "company".into(),
        takes: Some(Takes::Sight),
        filter: "name.contains(\"Zyxwv\") || name.contains(\"Qwzx\")".into(),
        related,
        reason: "The client is family".into(),
        until: "2027-01-31".into(),
    };
    rules::add(&company.ctx("elena").await, &draft).await.expect("a rule");
}

async fn nothing_changes(company: &Company, people: &[&str]) {
    let mut cookies = Vec::new();
    for who in people {
        cookies.push((who, Visitor::signed_in(company, who).await.cookie()));
    }
    let mut before = Vec::new();
    for (who, cookie) in &cookies {
        for page in pages() {
            for accept in ["text/html", "application/json"] {
                let answer = ask(company, cookie, &page, None, accept).await;
                assert!(!answer.0.is_server_error(), "{who} {page}: {}", answer.1);
                before.push((*who, cookie, page.clone(), accept, answer));
            }
        }
    }
    of_luis(company).await;
    let mut differ = Vec::new();
    for (who, cookie, page, accept, old) in before {
        let new = ask(company, cookie, &page, None, accept).await;
        if new != old {
            differ.push(format!("{who} {page} as {accept}"));
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

#[tokio::test]
async fn an_id_that_one_may_not_see_answers_as_one_that_is_not() {
    let company = Company::told().await;
    let hidden = of_luis(&company).await;
    let pedro = Visitor::signed_in(&company, "pedro").await.cookie();
    let own = {
        let ctx = company.ctx("pedro").await;
        let ask =
            ListAsk { object: "deal".into(), filter: Some("stage.outcome == \"open\"".into()), ..ListAsk::default() };
        records::list::list(&ctx, &ask).await.expect("deals").rows[0].clone()
    };
    let mut differ = Vec::new();
    for (object, id) in &hidden {
        let plural = company.gate.catalogue.object(object).expect("an object").plural.clone();
        let gone = Id(id.0 + 1);
        let mut tries: Vec<(String, Option<String>)> = [
            "",
            "/edit",
            "/why",
            "/share",
            "/archive",
            "/transfer",
            "/file/file",
            "/file/name",
            "/here",
            "/mention?q=lu",
            "/comments/1",
        ]
        .iter()
        .map(|page| (format!("/{plural}/ID{page}"), None))
        .collect();
        for (page, form) in [
            ("", "version=1&name=x"),
            ("/archive", "version=1"),
            ("/restore", "version=1"),
            ("/transfer", "to=1"),
            ("/stage", "version=1&stage=won"),
            ("/stage", "version=1&stage=won&back=/deals"),
            ("/stage", "version=1&field=owner&stage=1&lanes=owner&lane=1"),
            ("/add", "kind=note&text=x"),
            ("/comments", "text=x"),
            ("/comments/1", "text=x"),
            ("/comments/1/remove", ""),
            ("/follow", "follow=yes"),
            ("/share", "to=1&level=read"),
            ("/share/end", "share=1"),
            ("/undo/1", ""),
            ("/files", "key=k"),
        ] {
            tries.push((format!("/{plural}/ID{page}"), Some(form.to_owned())));
        }
        tries.push((format!("/deals/new?{object}=ID"), None));
        tries.push((format!("/tasks/new?{object}=ID"), None));
        tries.push((format!("/deals/{}/undo/ID", own.id), Some(String::new())));
        tries.push((format!("/deals/{}/transfer", own.id), Some("to=ID".to_owned())));
        tries.push((format!("/deals?where={object}%20%3D%3D%20ID"), None));
        tries.push((format!("/deals/board?where={object}%20%3D%3D%20ID"), None));
        tries.push((format!("/deals/figures?where={object}%20%3D%3D%20ID"), None));
        for target in ["deals", "tasks", "contacts", "activities"] {
            tries.push((format!("/{target}"), Some(format!("name=n&subject=s&last_name=l&{object}=ID"))));
        }
        tries.push((format!("/deals/{}", own.id), Some(format!("version={}&name=n&{object}=ID", own.version))));
        tries.push(("/people/ID".to_owned(), None));
        tries.push(("/people/ID/freeze".to_owned(), Some(String::new())));
        tries.push(("/import/ID".to_owned(), None));
        tries.push(("/import/ID/refused.csv".to_owned(), None));
        tries.push(("/import/ID/undo".to_owned(), Some(String::new())));
        for (path, form) in tries {
            for accept in ["text/html", "application/json"] {
                let of = |id: Id| {
                    let path = path.replace("ID", &id.to_string());
                    let form = form.as_ref().map(|form| form.replace("ID", &id.to_string()));
                    let (company, pedro) = (&company, &pedro);
                    async move {
                        let (status, text) = ask(company, pedro, &path, form.as_deref(), accept).await;
                        (status, text.replace(&id.to_string(), "ID"))
                    }
                };
                let (seen, none) = (of(*id).await, of(gone).await);
                assert!(!seen.1.contains("Zyxwv"), "{path}: {}", seen.1);
                // A form that is refused nowhere would have made a record: those have no reference of that name.
                if seen != none && !seen.0.is_redirection() {
                    differ.push(format!("{path} {form:?} as {accept}: {} and {}", seen.0, none.0));
                }
            }
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

#[tokio::test]
async fn a_client_taken_away_is_gone_from_the_deals_that_stay() {
    let company = Company::told().await;
    let pedro = company.ctx("pedro").await;
    let firm =
        create(&pedro, "company", Draft::default().with("name", "Qwzx Fundición").with("address_city", "Qwzxia"), None)
            .await
            .expect("a client");
    let deal =
        Draft::default().with("name", "Torno nuevo").with("amount", "1200").with_value("company", Value::Ref(firm.id));
    let deal = create(&pedro, "deal", deal, None).await.expect("a deal");
    hide(&company, Some(company.id("pedro").await), None, false).await;
    let cookie = Visitor::signed_in(&company, "pedro").await.cookie();
    let paths = [
        "/".to_owned(),
        "/deals".to_owned(),
        format!("/deals/{}", deal.id),
        format!("/deals/{}/edit", deal.id),
        "/deals/board".to_owned(),
        "/deals?sort=company".to_owned(),
        "/deals?columns=name,company,company.address_city,company.name".to_owned(),
        "/deals/figures?group=company".to_owned(),
        "/deals/figures?group=company.address_city".to_owned(),
        "/deals/figures?group=company.name".to_owned(),
        "/search?q=qw".to_owned(),
        "/truth".to_owned(),
        format!("/deals/{}/why", deal.id),
        format!("/deals/{}/archive", deal.id),
    ];
    for path in paths {
        for accept in ["text/html", "application/json"] {
            let (status, text) = ask(&company, &cookie, &path, None, accept).await;
            assert!(!status.is_server_error(), "{path}");
            assert!(!text.contains("Qwzx"), "{path} as {accept} names the client");
        }
    }
    let pedro = company.ctx("pedro").await;
    let list = |filter: &str| ListAsk {
        object: "deal".into(),
        filter: Some(filter.into()),
        count: records::Counting::Exact,
        ..ListAsk::default()
    };
    for filter in [
        "company.name == \"Qwzx Fundición\"",
        "company.address_city.startsWith(\"Qw\")",
        "company.name.contains(\"wzx\")",
    ] {
        let page = records::list::list(&pedro, &list(filter)).await.expect("a list");
        assert_eq!((page.rows.len(), page.total), (0, Some(0)), "{filter}");
    }
}
