//! What a hostile client may send: no answer is a failure of ours, nothing is changed by a refusal.

use testkit::{Company, Visitor};

/// Percent-encoding of everything but letters and digits.
fn escape(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// Values that break careless code: sizes, signs, control characters, letters of every kind, endless depth.
fn nasty() -> Vec<String> {
    let mut values: Vec<String> = [
        "\0",
        "a\0b",
        "\u{202e}drow",
        "\u{feff}",
        "\u{1f468}\u{200d}\u{1f469}",
        "\u{fffd}\u{ffff}",
        "ﬀİıßẞ",
        "'\"<script>",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "1e400",
        "-0",
        "NaN",
        "∞",
        "٣",
        "½",
        "99999999999999999999999999999999999999999",
        "0.00000000000000000000000000000000000001",
        "9999-12-31",
        "-9999-01-01",
        "10000-01-01",
        "0000-00-00",
        "2026-02-30",
        "9999-12-31T23:59:59",
        "-009999-01-01T00:00",
        "%",
        "_",
        "\\",
        "../../etc/passwd",
        "=1+1",
        "{{7*7}}",
        "${7*7}",
        "a=b&c=d",
        "\r\nSet-Cookie: a=b",
        "\u{1}\u{1f}",
    ]
    .map(str::to_owned)
    .to_vec();
    values.push("x".repeat(4000));
    values.push("é".repeat(2000));
    values
}

fn filters() -> Vec<String> {
    let mut filters: Vec<String> = [
        "amount > 9223372036854775807",
        "amount > 1e308",
        "amount == 0.1 + 0.2",
        "amount / 0 > 1",
        "amount % 0 > 1",
        "-(-9223372036854775808) > 1",
        "stage_days > 9223372036854775807 + 1",
        "today + 9223372036854775807 > today",
        "expected_close > date(\"9999-12-31\") + 400",
        "expected_close < date(\"-9999-01-01\") - 400",
        "expected_close > date(\"99999-01-01\")",
        "created_at > now + duration(\"9999999999999h\")",
        "created_at < now - duration(\"-9999999999999999999h\")",
        "created_at > timestamp(\"0000-00-00T00:00:00Z\")",
        "name == \"\\u0000\"",
        "name.contains(\"\0\")",
        "name.matches(\"(a+)+$\")",
        "size(name) > -1",
        "name[0] == \"a\"",
        "name in []",
        "company in [1, 2]",
        "company == 99999999999999999999",
        "id == -1",
        "owner == me && me == owner",
        "activities.exists(a, a.kind == \"call\")",
        "size(activities) > 9223372036854775807",
        "exists(a, b)",
        "a",
        "",
        "true ? false : true",
        "{\"a\": 1}.a == 1",
        "name == null",
        "null",
        "\"",
        "((",
        "#",
        "amount > \u{0660}",
        "company.company.company.name == \"x\"",
        "owner.email == \"x\"",
        "company.owner.manager.manager.name == \"x\"",
    ]
    .map(str::to_owned)
    .to_vec();
    filters.push(format!("{}true{}", "(".repeat(3000), ")".repeat(3000)));
    filters.push(format!("{}true", "!".repeat(5000)));
    filters.push(vec!["amount > 1"; 1500].join(" && "));
    filters.push(vec!["amount > 1"; 1500].join(" || "));
    filters.push(format!("amount > {}1", "-".repeat(3000)));
    filters.push(format!("name in [{}]", vec!["\"a\""; 3000].join(",")));
    filters.push(format!("{}a{}", "[".repeat(2000), "]".repeat(2000)));
    filters.push(format!("name == \"{}\"", "x".repeat(20_000)));
    filters.push(format!("1{} > 0", " + 1".repeat(4000)));
    filters.push(format!("{} == 1", vec!["company"; 500].join(".")));
    filters.push(format!(
        "activities.exists(a, {} a.kind == \"call\" {})",
        "activities.exists(b, ".repeat(20),
        ")".repeat(20)
    ));
    filters
}

#[tokio::test]
async fn no_query_is_a_failure_of_ours() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let before = company.gate.store.digest().await.expect("a digest");
    let mut paths: Vec<String> = Vec::new();
    for filter in filters() {
        for page in ["/deals", "/deals/board", "/deals/funnel", "/deals/figures"] {
            paths.push(format!("{page}?where={}", escape(&filter)));
        }
    }
    for value in nasty() {
        let value = escape(&value);
        for place in [
            "/deals?sort=",
            "/deals?sort=-",
            "/deals?columns=",
            "/deals?q=",
            "/deals?segment=",
            "/deals?after=",
            "/deals?archived=",
            "/deals?add=",
            "/deals/figures?group=",
            "/deals/figures?measure=",
            "/deals/figures?group=created_at&by=",
            "/deals/board?q=",
            "/search?q=",
            "/search/palette?q=",
            "/suggest/company?q=",
            "/suggest/",
            "/deals/new?company=",
            "/deals/new?amount=",
            "/deals/new?expected_close=",
            "/evidence?person=",
            "/evidence?kind=",
            "/evidence?object=",
            "/evidence?record=",
            "/evidence?before=",
            "/sign-in?next=",
            "/invitation?token=",
            "/set-up?token=",
            "/assets/",
            "/",
        ] {
            paths.push(format!("{place}{value}"));
        }
        for place in [
            "/deals/{}",
            "/deals/{}/edit",
            "/deals/{}/why",
            "/{}/1",
            "/people/{}",
            "/truth/{}/plan",
            "/import/{}",
            "/import/draft/{}",
        ] {
            paths.push(place.replace("{}", &value));
        }
    }
    let mut failed = Vec::new();
    for path in paths {
        let answer = elena.get(&path).await;
        if answer.status.is_server_error() {
            failed.push(format!("{} {}", answer.status, &path[..path.len().min(150)]));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert_eq!(company.gate.store.digest().await.expect("a digest"), before);
}

#[tokio::test]
async fn no_form_is_a_failure_of_ours() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let mut failed = Vec::new();
    let object = company.gate.catalogue.object("deal").expect("deals").clone();
    let client = company.gate.catalogue.object("company").expect("companies").clone();
    for value in nasty() {
        for (plural, object) in [("/deals", &object), ("/companies", &client)] {
            for field in object.fields.keys() {
                let fields = [("name", "A name"), (&**field, value.as_str())];
                let answer = elena.post(plural, &fields).await;
                if answer.status.is_server_error() {
                    failed.push(format!(
                        "{} {plural} {field} = {:?}",
                        answer.status,
                        &value.chars().take(40).collect::<String>()
                    ));
                }
            }
        }
        for (path, field) in [
            ("/settings", "company"),
            ("/settings", "zone"),
            ("/people/add", "name"),
            ("/people/add", "team"),
            ("/account/password", "old"),
            ("/account/sessions/end", "session"),
            ("/preferences/language", "language"),
            ("/preferences/theme", "back"),
            ("/sign-in", "email"),
            ("/sign-in", "password"),
            ("/set-up", "token"),
            ("/invitation", "token"),
            ("/truth/overdue_tasks/plan", "due"),
            ("/import/1/undo", "x"),
        ] {
            let mut fields = vec![
                ("company", "Vidal"),
                ("zone", "Europe/Madrid"),
                ("currency", "EUR"),
                ("country", "ES"),
                ("language", "es"),
                ("fiscal_month", "1"),
                ("name", "N"),
                ("email", "n@x.example"),
                ("old", "a"),
                ("new", "b"),
                ("theme", "dark"),
                ("password", "p"),
                ("token", "t"),
                ("subject", "s"),
                ("due", "2026-12-01"),
                ("once", "o"),
            ];
            fields.retain(|(name, _)| *name != field);
            fields.push((field, &value));
            let answer = elena.post(path, &fields).await;
            if answer.status.is_server_error() {
                failed.push(format!(
                    "{} {path} {field} = {:?}",
                    answer.status,
                    &value.chars().take(40).collect::<String>()
                ));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[tokio::test]
async fn a_text_of_a_megabyte_is_refused_or_kept_and_never_breaks_a_page() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let long = "a".repeat(1 << 20);
    let answer = elena.post("/companies", &[("name", &long)]).await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
    let name = "n".repeat(900_000);
    let answer = elena.post("/companies", &[("name", &name)]).await;
    assert!(!answer.status.is_server_error(), "{}", answer.status);
    assert!(!elena.get("/companies").await.status.is_server_error());
    let answer = elena.get("/companies").await;
    assert!(answer.text.len() < 1 << 20, "{} bytes", answer.text.len());
}
