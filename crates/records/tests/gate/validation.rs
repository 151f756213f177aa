//! What may stand in a field: every fault at once, and everything tidied.

use catalogue::Value;
use records::{Ctx, Draft, Error, Record, create};

use crate::world::{World, keys};

async fn company(ctx: &Ctx, field: &str, text: &str) -> Result<Record, Error> {
    create::create(ctx, "company", Draft::default().with("name", "Acme").with(field, text), None).await
}

#[tokio::test]
async fn all_faults_come_at_once() {
    let world = World::new().await;
    let ctx = world.of(world.sara).await;
    let draft = Draft::default()
        .with("email", "nobody at acme")
        .with("phone", "12")
        .with("website", "javascript:alert(1)")
        .with("employees", "256.76")
        .with("industry", "alchemy")
        .with("version", "7")
        .with("tax_id", "B65410012");
    let error = create::create(&ctx, "company", draft, None).await.unwrap_err();
    let expected = [
        ("email", "fault-email"),
        ("employees", "fault-whole"),
        ("industry", "fault-choice"),
        ("name", "fault-required"),
        ("phone", "fault-phone"),
        ("tax_id", "fault-tax-id"),
        ("version", "fault-read-only"),
        ("website", "fault-url"),
    ];
    assert_eq!(keys(&error), expected.map(|(field, key)| (field.to_owned(), key)));
}

#[tokio::test]
async fn values_are_tidied() {
    let world = World::new().await;
    let ctx = world.of(world.sara).await;
    for (field, text, kept) in [
        ("legal_name", "  Acme \t Iberia  SA ", "Acme Iberia SA"),
        ("email", " Sales@ACME.example ", "sales@acme.example"),
        ("phone", "91 411 22 33", "+34914112233"),
        ("phone", "+7 (495) 123-45-67", "+74951234567"),
        ("website", "acme.example/shop", "https://acme.example/shop"),
        ("website", "HTTP://acme.example", "http://acme.example"),
        ("tax_id", "b-65.410.011", "B65410011"),
    ] {
        let record = company(&ctx, field, text).await.unwrap();
        assert_eq!(record.get(field), &Value::text(kept), "{text}");
    }
}

#[tokio::test]
async fn a_length_of_time_is_read_as_it_is_shown_and_as_people_write_it() {
    let world = World::new().await;
    let ctx = world.of(world.sara).await;
    let meeting = async |text: &str| {
        let draft = Draft::default().with("kind", "meeting").with("subject", "Round").with("at", "2026-03-09 10:00");
        create::create(&ctx, "activity", draft.with("duration", text), None).await
    };
    let read = [
        ("45", 2_700),
        ("0:30", 1_800),
        ("26:05", 93_900),
        ("1:30:15", 5_415),
        ("30 min", 1_800),
        ("1 h 30 min", 5_400),
        ("1h30m", 5_400),
        ("2 ч 5 мин.", 7_500),
        ("20 s", 20),
    ];
    for (text, seconds) in read {
        assert_eq!(meeting(text).await.unwrap().get("duration"), &Value::Duration(seconds * 1_000_000), "{text}");
    }
    for text in ["1:75", "1:2:3:4", ":", "an hour", "5 parsecs", "-5", "9999999999999999999 h", "1h 30"] {
        assert_eq!(keys(&meeting(text).await.unwrap_err()), [("duration".to_owned(), "fault-duration")], "{text}");
    }
}

#[tokio::test]
async fn no_address_that_runs_something_is_kept() {
    let world = World::new().await;
    let ctx = world.of(world.sara).await;
    for text in [
        "javascript://acme.example/%0aalert(1)",
        "data:text/html,x",
        "ftp://acme.example",
        "//evil",
        "http://a b.example",
        "https://user:pw@acme.example",
    ] {
        let error = company(&ctx, "website", text).await.unwrap_err();
        assert_eq!(keys(&error), [("website".to_owned(), "fault-url")], "{text}");
    }
}

/// The largest that are taken add up on the client's card; what is larger would one day take the sum away from everybody.
#[tokio::test]
async fn numbers_are_of_a_size_that_adds_up() {
    let world = World::new().await;
    let ctx = world.of(world.sara).await;
    for (field, text) in [
        ("employees", "1000000000000001"),
        ("employees", "-9223372036854775808"),
        ("annual_revenue", "10000000000000.01"),
        ("annual_revenue", "92233720368547758.07"),
    ] {
        let error = company(&ctx, field, text).await.unwrap_err();
        assert_eq!(keys(&error), [(field.to_owned(), "fault-too-large")], "{text}");
    }
    let client = company(&ctx, "employees", "1000000000000000").await.unwrap();
    for n in 0..20 {
        let deal = Draft::default().with("name", format!("Deal {n}")).with("company", client.id.to_string());
        create::create(&ctx, "deal", deal.with("amount", "10000000000000"), None).await.unwrap();
    }
    let client = records::read::read(&ctx, "company", client.id).await.unwrap();
    let Value::Money(open) = client.get("open_amount") else { panic!("no sum: {client:?}") };
    assert_eq!(open.minor, 20 * 1_000_000_000_000_000);
}

#[tokio::test]
async fn a_condition_asks_for_a_field_only_when_it_holds() {
    let world = World::new().await;
    let ctx = world.of(world.sara).await;
    let open = Draft::default().with("name", "No client yet");
    let deal = create::create(&ctx, "deal", open.clone(), None).await.unwrap();
    let won = Draft::default().with("stage", "won");
    let error = records::update::update(&ctx, "deal", deal.id, 1, won).await.unwrap_err();
    assert_eq!(keys(&error), [("company".to_owned(), "fault-required")]);
}

#[tokio::test]
async fn a_unique_value_is_taken_once() {
    let world = World::new().await;
    let ctx = world.of(world.olga).await;
    let error = create::create(&ctx, "branch", Draft::default().with("name", "MÁDRID"), None).await.unwrap_err();
    assert_eq!(keys(&error), [("name".to_owned(), "fault-taken")]);
}

#[tokio::test]
async fn too_long_a_text_is_refused() {
    let world = World::new().await;
    let ctx = world.of(world.sara).await;
    assert!(company(&ctx, "legal_name", &"é".repeat(500)).await.is_ok());
    let error = company(&ctx, "legal_name", &"é".repeat(501)).await.unwrap_err();
    assert_eq!(keys(&error), [("legal_name".to_owned(), "fault-too-long")]);
}
