//! Every list, search, card and sum has the index it needs: whatever the pages ask of the database is explained, and a full scan
//! of a table that grows with the company fails. Without statistics SQLite plans by the shape of its indexes alone, so a small
//! company shows the plans of a large one.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use catalogue::{Catalogue, Id};
use records::{Clock, Ctx, Gate};
use rusqlite::{Connection, OpenFlags};
use store::Store;
use tower::ServiceExt as _;
use tracing::field::{Field, Visit};
use tracing_subscriber::layer::{Context, SubscriberExt as _};

/// Tables that grow with the company, by what they are called in statements.
const BIG: [&str; 17] = [
    "companies",
    "contacts",
    "deals",
    "deal_lines",
    "orders",
    "order_lines",
    "payments",
    "activities",
    "tasks",
    "documents",
    "tickets",
    "candor_search",
    "candor_history",
    "candor_stays",
    "candor_evidence",
    "candor_leaves",
    "candor_batch_rows",
];

/// What may scan, and why. This list may only shrink.
const MAY_SCAN: [(&str, &str); 0] = [];

/// Statements as they are run, from the store's own trace.
#[derive(Clone, Default)]
struct Statements(Arc<Mutex<BTreeSet<String>>>);

impl<S: tracing::Subscriber> tracing_subscriber::Layer<S> for Statements {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        struct Sql<'a>(&'a Statements);
        impl Visit for Sql<'_> {
            fn record_str(&mut self, field: &Field, value: &str) {
                if field.name() == "sql" {
                    self.0.0.lock().expect("a lock").insert(value.to_owned());
                }
            }
            fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
        }
        event.record(&mut Sql(self));
    }
}

struct Company {
    gate: Gate,
    path: std::path::PathBuf,
    _folder: tempfile::TempDir,
}

async fn company() -> Company {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plans.db");
    let store = Store::open(&format!("sqlite:{}", path.display()), Catalogue::shipped()).await.expect("a database");
    let gate = Gate::open(store, Clock::system()).await.expect("a gate");
    let story = story::plan(1, gate.clock.now(), story::Length::Short);
    story::tell(&gate, story).await.expect("the story");
    Company { gate, path, _folder: folder }
}

/// Signs in and asks for each path; what is refused is no page of theirs. Answers how many were seen, and where they go on.
async fn walk(company: &Company, who: &str, paths: &[String]) -> (usize, Vec<String>) {
    let config = web::Config {
        public_url: "http://127.0.0.1".into(),
        data: company.path.with_file_name("files"),
        program: None,
        seal: web::Seal::of(b"a key for tests").expect("a seal"),
        demo: web::Demo::No,
    };
    let router = web::router(web::App { gate: company.gate.clone(), config: Arc::new(config) });
    let email = format!("{who}@vidal.example");
    let system = Ctx::system(&company.gate, "a test");
    let id = guard::principal::principal_by_email(&company.gate, &email).await.expect("a person").user;
    let password = guard::password::random(&company.gate).expect("a password");
    guard::password::set(&system, id, &password).await.expect("the password");
    let form = format!("email={}&password={password}", email.replace('@', "%40"));
    let request = Request::post("/sign-in")
        .header(header::HOST, "127.0.0.1")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .expect("a request");
    let answer = router.clone().oneshot(request).await.expect("an answer");
    let cookies =
        answer.headers().get_all(header::SET_COOKIE).iter().filter_map(|c| c.to_str().ok()?.split(';').next());
    let cookie = cookies.collect::<Vec<_>>().join("; ");
    let (mut seen, mut next) = (0, Vec::new());
    for path in paths {
        let request = Request::get(path).header(header::HOST, "127.0.0.1").header(header::COOKIE, &cookie);
        let answer = router.clone().oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer");
        let status = answer.status();
        let page = to_bytes(answer.into_body(), 64 << 20).await.expect("a page");
        assert!(!status.is_server_error(), "{path}: {status}");
        seen += usize::from(status.is_success());
        let page = String::from_utf8_lossy(&page).replace("&amp;", "&");
        let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        next.extend(links.filter(|link| link.contains("after=")).map(str::to_owned));
    }
    (seen, next)
}

/// The first living record of an object.
async fn first(company: &Company, object: &str) -> Option<Id> {
    let ctx = Ctx::system(&company.gate, "a test");
    let ask = records::ListAsk { object: object.into(), limit: 1, ..records::ListAsk::default() };
    records::list::list(&ctx, &ask).await.expect("a list").rows.first().map(|row| row.id)
}

async fn paths(company: &Company) -> Vec<String> {
    let mut paths: Vec<String> = [
        "/",
        "/calendar?view=month",
        "/calendar?view=team",
        "/truth",
        "/search?q=sumin",
        "/search?q=ab",
        "/palette?q=sumin",
    ]
    .map(str::to_owned)
    .to_vec();
    for object in company.gate.catalogue.objects.values() {
        let plural = &object.plural;
        paths.push(format!("/{plural}"));
        paths.push(format!("/{plural}?q=sumin"));
        paths.push(format!("/{plural}?archived=only"));
        paths.push(format!("/suggest/{}?q=sumin", object.name));
        paths.extend(object.segments.keys().map(|segment| format!("/{plural}?segment={segment}")));
        paths.push(format!("/{plural}/figures"));
        if object.board.is_some() {
            paths.push(format!("/{plural}/board"));
            paths.push(format!("/{plural}/funnel"));
        }
        if let Some(id) = first(company, &object.name).await {
            paths.push(format!("/{plural}/{id}"));
            paths.push(format!("/{plural}/{id}/why"));
        }
    }
    paths
}

/// Lines of the plan that read a big table, or one of its indexes, from end to end where that is not what was asked: without
/// an index, once for each row of another table, or though one column is given.
fn scans(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).expect("a statement of the store");
    let named: BTreeMap<String, String> = aliases(sql);
    let mut rows = statement.raw_query();
    let (mut found, mut nested) = (Vec::new(), BTreeSet::new());
    while let Some(row) = rows.next().expect("a plan") {
        let (id, parent): (i64, i64) = (row.get(0).expect("an id"), row.get(1).expect("a parent"));
        let line: String = row.get(3).expect("its text");
        if line.starts_with("CORRELATED") || nested.contains(&parent) {
            nested.insert(id);
        }
        if line.contains(" AUTOMATIC ") {
            found.push(line.clone());
        }
        let Some(rest) = line.strip_prefix("SCAN ") else { continue };
        let alias = rest.split_whitespace().next().unwrap_or_default();
        let table = named.get(alias).map_or(alias, String::as_str);
        let bare = !rest.contains(" USING ") && !rest.contains("VIRTUAL TABLE");
        let is_given = sql.contains(&format!("\"{alias}\".\"company\" = ?"));
        if BIG.contains(&table) && (bare || nested.contains(&parent) || is_given) {
            found.push(format!("{line} ({table})"));
        }
    }
    found
}

/// Lines of the plan of a later page that read the list from its beginning.
fn begins_anew(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).expect("a statement of the store");
    let named = aliases(sql);
    let lines =
        statement.raw_query().mapped(|row| row.get::<_, String>(3)).collect::<Result<Vec<_>, _>>().expect("a plan");
    let is_list = |line: &String| {
        let alias = line.strip_prefix("SCAN ").and_then(|rest| rest.split_whitespace().next());
        alias.and_then(|alias| named.get(alias)).is_some_and(|table| BIG.contains(&table.as_str()))
    };
    lines.into_iter().filter(is_list).collect()
}

/// Which table each alias stands for: `"deals" AS "t0"`.
fn aliases(sql: &str) -> BTreeMap<String, String> {
    let parts: Vec<&str> = sql.split('"').collect();
    let named = parts.windows(3).filter(|three| three[1].trim() == "AS");
    named.map(|three| (three[2].to_owned(), three[0].to_owned())).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_reads_a_big_table_from_end_to_end() {
    let statements = Statements::default();
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(statements.clone()))
        .expect("the first");
    let company = company().await;
    let paths = paths(&company).await;
    statements.0.lock().expect("a lock").clear();
    for who in ["elena", "pedro", "marta"] {
        let (seen, _) = walk(&company, who, &paths).await;
        assert!(seen > 20, "{who} saw only {seen} pages");
    }
    company.gate.flush_evidence().await.expect("the evidence");
    let asked: Vec<String> = statements.0.lock().expect("a lock").iter().cloned().collect();
    assert!(asked.len() > 150, "only {} statements were seen", asked.len());
    let connection =
        Connection::open_with_flags(&company.path, OpenFlags::SQLITE_OPEN_READ_WRITE).expect("the database");
    let mut bad = Vec::new();
    for sql in &asked {
        let found = scans(&connection, sql);
        if !found.is_empty() && !MAY_SCAN.iter().any(|(part, _)| sql.contains(part)) {
            bad.push(format!("{}\n  {sql}", found.join("; ")));
        }
    }
    assert!(bad.is_empty(), "{} statements scan:\n{}", bad.len(), bad.join("\n"));

    let first = asked.iter().cloned().collect();
    let later = later_pages(&company, &statements, &first).await;
    for sql in &later {
        assert_eq!(
            begins_anew(&connection, sql),
            [] as [String; 0],
            "a later page begins where the one before ended: {sql}"
        );
    }

    // The sabotage: without the indexes of its order a list is read from the beginning.
    connection.execute_batch("DROP INDEX living_companies_name; DROP INDEX by_companies_name").expect("they are there");
    assert!(later.iter().any(|sql| !begins_anew(&connection, sql).is_empty()), "a missing index was not found");
    // And without its index the related list of a card is found to scan.
    connection.execute_batch("DROP INDEX of_deals_company").expect("the index is there");
    assert!(asked.iter().any(|sql| !scans(&connection, sql).is_empty()), "a missing index was not found");
}

/// The statements of the pages that follow the first of each list; the statements of the first are known.
async fn later_pages(company: &Company, statements: &Statements, first: &BTreeSet<String>) -> Vec<String> {
    let lists = company.gate.catalogue.objects.values().map(|object| format!("/{}", object.plural));
    let (_, next) = walk(company, "elena", &lists.collect::<Vec<_>>()).await;
    assert!(next.len() >= 5, "only {} lists go on: {next:?}", next.len());
    statements.0.lock().expect("a lock").clear();
    walk(company, "elena", &next).await;
    let later: Vec<String> = statements.0.lock().expect("a lock").difference(first).cloned().collect();
    assert!(later.len() >= next.len(), "{} statements for {} pages", later.len(), next.len());
    later
}
