//! What a form may write: nothing but the fields it shows. A refusal leaves the base as it was and one event behind.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use catalogue::{Id, Value};
use records::{Evidence, EvidenceFilter, ListAsk, Record};
use testkit::{Company, Visitor};

async fn first(company: &Company, who: &str, object: &str, filter: &str) -> Record {
    let ctx = company.ctx(who).await;
    let filter = Some(filter.to_owned());
    let ask = ListAsk { object: object.into(), filter, ..ListAsk::default() };
    let id = records::list::list(&ctx, &ask).await.expect("a list").rows.first().expect("a record").id;
    records::read::read(&ctx, object, id).await.expect("a record")
}

async fn events(company: &Company, who: Id) -> Vec<Evidence> {
    company.gate.flush_evidence().await.expect("the evidence");
    let filter = EvidenceFilter { actor: Some(who), limit: 500, ..EvidenceFilter::default() };
    company.gate.store.evidence(&filter).await.expect("events")
}

/// What the gate writes by itself, and where a record belongs.
const OWN: [(&str, &str); 14] = [
    ("id", "7"),
    ("version", "99"),
    ("created_at", "2001-01-01T00:00:00Z"),
    ("created_by", "1"),
    ("updated_at", "2001-01-01T00:00:00Z"),
    ("updated_by", "1"),
    ("archived_at", "2001-01-01T00:00:00Z"),
    ("source", "forged"),
    ("external_id", "forged"),
    ("team", "1"),
    ("branch", "1"),
    ("stage_since", "2001-01-01T00:00:00Z"),
    ("stage_days", "900"),
    ("is_admin", "true"),
];

#[tokio::test]
async fn a_form_writes_no_field_of_the_systems_own() {
    let company = Company::told().await;
    let mut pedro = Visitor::signed_in(&company, "pedro").await;
    let mut fields = vec![("name", "Forged deal")];
    fields.extend(OWN);
    let made = pedro.post("/deals", &fields).await;
    assert!(made.status.is_redirection(), "{} {}", made.status, made.text);
    let deal = first(&company, "pedro", "deal", "name == \"Forged deal\"").await;
    let untouched = |deal: &Record| {
        let me = deal.get("owner").clone();
        assert_eq!(*deal.get("created_by"), me);
        assert_eq!(*deal.get("created_at"), Value::Instant(testkit::NOW));
        assert_eq!(*deal.get("stage_since"), Value::Instant(testkit::NOW));
        for field in ["source", "external_id", "archived_at"] {
            assert!(deal.get(field).is_null(), "{field}");
        }
        assert_ne!(*deal.get("team"), Value::Ref(Id(1)));
        assert_ne!(*deal.get("branch"), Value::Ref(Id(1)));
    };
    untouched(&deal);
    let version = deal.version.to_string();
    let mut fields = vec![("name", "Forged again")];
    fields.extend(OWN.into_iter().filter(|(name, _)| *name != "version"));
    fields.push(("version", &version));
    let changed = pedro.post(&format!("/deals/{}", deal.id), &fields).await;
    assert!(changed.status.is_redirection(), "{} {}", changed.status, changed.text);
    let deal = first(&company, "pedro", "deal", "name == \"Forged again\"").await;
    untouched(&deal);
    assert_eq!(deal.version, 2);
}

#[tokio::test]
async fn nobody_gives_away_or_takes_what_they_may_not_transfer() {
    let company = Company::told().await;
    let (mut pedro, me) = (Visitor::signed_in(&company, "pedro").await, company.id("pedro").await);
    let luis = company.id("luis").await.to_string();
    let own = first(&company, "pedro", "deal", "stage.outcome == \"open\"").await;
    let other = first(&company, "luis", "deal", "stage.outcome == \"open\"").await;
    let before = company.gate.store.digest().await.expect("a digest");
    let (mine, theirs) = (own.version.to_string(), other.version.to_string());
    let to_me = me.to_string();
    let tries: [(String, Vec<(&str, &str)>); 8] = [
        (format!("/deals/{}", own.id), vec![("version", &mine), ("owner", &luis)]),
        (format!("/deals/{}/transfer", own.id), vec![("to", &luis)]),
        (format!("/deals/{}/transfer", other.id), vec![("to", &to_me)]),
        (format!("/deals/{}", other.id), vec![("version", &theirs), ("name", "Mine now")]),
        (format!("/deals/{}/stage", other.id), vec![("version", &theirs), ("stage", "won")]),
        (format!("/deals/{}/archive", other.id), vec![("version", &theirs)]),
        (format!("/deals/{}/add", other.id), vec![("kind", "note"), ("text", "hello")]),
        ("/deals".into(), vec![("name", "For another"), ("owner", &luis)]),
    ];
    for (path, fields) in tries {
        let seen = events(&company, me).await.len();
        let answer = pedro.post(&path, &fields).await;
        assert!(answer.status.is_client_error(), "{path} {fields:?}: {} {}", answer.status, answer.text);
        let now = events(&company, me).await;
        let refused: Vec<_> = now[..now.len() - seen].iter().filter(|event| &*event.kind == "refused").collect();
        assert_eq!(refused.len(), 1, "{path}: {refused:?}");
        assert_eq!(&*refused[0].channel, "page");
        assert!(!refused[0].request.is_empty(), "tied to its request");
    }
    assert_eq!(company.gate.store.digest().await.expect("a digest"), before);
}

#[tokio::test]
async fn a_closed_page_leaves_the_try_in_the_evidence() {
    let company = Company::told().await;
    let (mut pedro, me) = (Visitor::signed_in(&company, "pedro").await, company.id("pedro").await);
    for path in [
        "/settings",
        "/people",
        "/people/add",
        "/evidence",
        "/import",
        "/import/7",
        "/deals/7/transfer",
        "/products/new",
    ] {
        let seen = events(&company, me).await.len();
        let answer = pedro.get(path).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        let now = events(&company, me).await;
        let kinds: Vec<&str> = now[..now.len() - seen].iter().map(|event| &*event.kind).collect();
        assert_eq!(kinds, ["refused"], "{path}");
    }
}

#[tokio::test]
async fn whoever_only_sets_up_sees_no_import() {
    let company = Company::told().await;
    let elena = company.ctx("elena").await;
    let batch = records::Batch {
        id: records::bulk::new_id(&elena),
        by: elena.who.user,
        at: testkit::NOW,
        state: "done".into(),
        done: 1,
        total: 1,
        plan: "{}".into(),
        report: "{\"title\":\"A client\"}".into(),
    };
    let path = format!("/import/{}", batch.id);
    records::bulk::put_batch(&elena, batch).await.expect("a batch");
    for (who, status) in [("elena", 200), ("raquel", 404), ("marta", 404), ("pedro", 404)] {
        let mut visitor = Visitor::signed_in(&company, who).await;
        assert_eq!(visitor.get(&path).await.status.as_u16(), status, "{who}");
    }
}
