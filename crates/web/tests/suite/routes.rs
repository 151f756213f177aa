//! The route table as a golden file, and what holds for every route: nobody passes without a session, every answer
//! carries the security headers, another site's form does nothing. The table is read from the router's own source.
#![expect(clippy::expect_used, clippy::panic, reason = "a test whose ground is missing must fail loudly")]

use std::collections::BTreeMap;

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, Response, StatusCode, header};
use testkit::Company;
use tower::ServiceExt as _;

/// Pages before the door. Everything else needs a session.
const OPEN: [(&str, &str); 13] = [
    ("GET", "/health"),
    ("GET", "/assets/{name}"),
    ("GET", "/feed/{file}"),
    ("GET", "/mail/leave/{token}"),
    ("POST", "/mail/leave/{token}"),
    ("GET", "/sign-in"),
    ("POST", "/sign-in"),
    ("GET", "/set-up"),
    ("POST", "/set-up"),
    ("GET", "/invitation"),
    ("POST", "/invitation"),
    ("POST", "/preferences/language"),
    ("POST", "/preferences/theme"),
];

const SOURCES: [&str; 11] = [
    include_str!("../../../ui/src/paths.rs"),
    include_str!("../../src/company/mod.rs"),
    include_str!("../../src/door/set_up.rs"),
    include_str!("../../src/door/invitation.rs"),
    include_str!("../../src/import/mod.rs"),
    include_str!("../../src/truth/mod.rs"),
    include_str!("../../src/records/mod.rs"),
    include_str!("../../src/router.rs"),
    include_str!("../../src/assets.rs"),
    include_str!("../../src/setup/mod.rs"),
    include_str!("../../src/start/mod.rs"),
];

/// One line of the router: method, path, handler.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Route {
    path: String,
    method: String,
    handler: String,
}

/// Reads `.route(PATH, get(a).post(b))` from the router.
fn routes() -> Vec<Route> {
    let router = include_str!("../../src/router.rs");
    let mut found = Vec::new();
    for call in router.split(".route(").skip(1) {
        let (place, rest) = call.split_once(',').expect("a path and its handlers");
        let path = path_of(place.trim());
        for method in ["get", "post"] {
            let Some((_, after)) = rest.split('\n').next().unwrap_or(rest).split_once(&format!("{method}(")) else {
                continue;
            };
            let handler = after.split(')').next().expect("a closed call").rsplit("::").next().expect("a name");
            found.push(Route { path: path.clone(), method: method.to_uppercase(), handler: handler.to_owned() });
        }
    }
    found.sort();
    found
}

/// A literal path, or the constant of this module and name. Names may stand in several modules.
fn path_of(place: &str) -> String {
    if let Some(literal) = place.strip_prefix('"') {
        return literal.trim_end_matches('"').to_owned();
    }
    let (module, name) = place.rsplit_once("::").expect("module::NAME");
    let source = match module {
        "paths" => SOURCES[0],
        "company" => SOURCES[1],
        "set_up" => SOURCES[2],
        "invitation" => SOURCES[3],
        "import" => SOURCES[4],
        "truth" => SOURCES[5],
        "setup" => SOURCES[9],
        "start" => SOURCES[10],
        other => panic!("where are the paths of `{other}`?"),
    };
    let marker = format!("pub const {name}: &str = \"");
    let (_, after) = source.split_once(&marker).unwrap_or_else(|| panic!("{module} has no {name}"));
    after.split('"').next().expect("a closed text").to_owned()
}

fn is_open(route: &Route) -> bool {
    OPEN.contains(&(route.method.as_str(), route.path.as_str()))
}

/// Somebody's path: every place filled with something that leads nowhere.
fn filled(path: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in path.chars() {
        match c {
            '{' => {
                inside = true;
                out.push('1');
            }
            '}' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

async fn ask(company: &Company, method: &str, path: &str, headers: &[(&str, &str)]) -> Response<Body> {
    let mut request = Request::builder()
        .method(method.parse::<Method>().expect("a method"))
        .uri(path)
        .header(header::HOST, "127.0.0.1")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("a request");
    web::router(company.app()).oneshot(request).await.expect("an answer")
}

#[test]
fn the_route_table_is_read_in_review() {
    let lines: Vec<String> = routes()
        .iter()
        .map(|route| {
            let door = if is_open(route) { "open" } else { "session" };
            format!("{:<4} {:<36} {:<20} {door}", route.method, route.path, route.handler)
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn every_handler_is_a_verb_and_its_object() {
    for route in routes() {
        assert!(route.handler.contains('_') || ["decide"].contains(&route.handler.as_str()), "{route:?}");
    }
}

#[tokio::test]
async fn nobody_passes_without_a_session() {
    let company = Company::empty().await;
    let mut guarded = 0;
    for route in routes().iter().filter(|route| !is_open(route)) {
        let path = filled(&route.path);
        let page = ask(&company, &route.method, &path, &[]).await;
        assert_eq!(page.status(), StatusCode::SEE_OTHER, "{route:?}");
        let place = page.headers()[header::LOCATION].to_str().expect("text");
        assert!(place.starts_with("/sign-in"), "{route:?} leads to {place}");
        let json = ask(&company, &route.method, &path, &[("accept", "application/json")]).await;
        assert_eq!(json.status(), StatusCode::UNAUTHORIZED, "{route:?}");
        let piece = ask(&company, &route.method, &path, &[("hx-request", "true")]).await;
        assert_eq!(piece.status(), StatusCode::UNAUTHORIZED, "{route:?}");
        guarded += 1;
    }
    assert!(guarded > 40, "only {guarded} routes were found: is the router read rightly?");
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let company = Company::empty().await;
    let mut asked: Vec<(String, String)> =
        routes().iter().map(|route| (route.method.clone(), filled(&route.path))).collect();
    asked.extend([("GET".into(), "/no/such/page/at/all".into()), ("DELETE".into(), "/sign-in".into())]);
    for (method, path) in asked {
        let answer = ask(&company, &method, &path, &[]).await;
        let headers: BTreeMap<&str, &str> =
            answer.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().expect("text"))).collect();
        let policy = headers["content-security-policy"];
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"), "{method} {path}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'") && policy.ends_with("require-trusted-types-for 'script'"));
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["referrer-policy"], "no-referrer");
        assert_eq!(headers["cross-origin-opener-policy"], "same-origin");
        assert_eq!(headers["cross-origin-resource-policy"], "same-origin");
        assert_eq!(headers["cache-control"], "no-store", "{method} {path}");
        assert!(!headers.contains_key("strict-transport-security"), "plain HTTP promises no TLS");
        assert_eq!(headers["x-request-id"].len(), 24);
    }
}

#[tokio::test]
async fn an_address_over_tls_is_kept_to_it() {
    let company = Company::empty().await;
    let mut app = company.app();
    let config = web::Config { public_url: "https://crm.example".into(), ..(*app.config).clone() };
    app.config = std::sync::Arc::new(config);
    let request = Request::post("/preferences/theme")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("theme=dark&back=/"))
        .expect("a request");
    let answer = web::router(app).oneshot(request).await.expect("an answer");
    assert_eq!(answer.headers()["strict-transport-security"], "max-age=31536000");
    let cookie = answer.headers()[header::SET_COOKIE].to_str().expect("text");
    assert!(cookie.contains("; Secure") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
}

#[tokio::test]
async fn a_form_of_another_site_does_nothing() {
    let company = Company::empty().await;
    let before = company.gate.store.digest().await.expect("a digest");
    for route in routes().iter().filter(|route| route.method == "POST") {
        let path = filled(&route.path);
        for headers in [
            [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
            [("sec-fetch-site", "same-site"), ("origin", "https://evil.127.0.0.1")],
            [("accept", "text/html"), ("origin", "https://evil.example")],
            [("accept", "text/html"), ("origin", "null")],
        ] {
            let answer = ask(&company, "POST", &path, &headers).await;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{route:?} {headers:?}");
            assert!(answer.headers().get(header::SET_COOKIE).is_none());
        }
    }
    assert_eq!(company.gate.store.digest().await.expect("a digest"), before);
}

#[tokio::test]
async fn a_failure_speaks_the_language_and_form_of_whoever_asks() {
    let company = Company::empty().await;
    let page = ask(&company, "GET", "/assets/none", &[("accept-language", "es")]).await;
    assert_eq!(page.status(), StatusCode::NOT_FOUND);
    let text = to_bytes(page.into_body(), 1 << 20).await.expect("a body");
    let text = String::from_utf8(text.to_vec()).expect("text");
    assert!(text.contains("Aquí no hay nada") && text.contains("<html lang=\"es\""), "{text}");
    let json = ask(&company, "GET", "/assets/none", &[("accept", "application/json")]).await;
    let text = to_bytes(json.into_body(), 1 << 20).await.expect("a body");
    let json: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
    assert_eq!(json["error"]["code"], "not-found");
    assert_eq!(json["error"]["request"].as_str().map(str::len), Some(24));
}
