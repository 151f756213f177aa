//! The recipe "Add a verb" of CONTRIBUTING.md, followed to the letter: one file, one function, and what it needs is here already.

#[path = "../tests/gate/world.rs"]
#[expect(dead_code, reason = "the world of all tests of the gate; this one needs a part of it")]
mod world;

use catalogue::{Action, Id, Value};
use world::{World, keys};

use crate::{Ctx, Error, Fault, Record, evidence, history, read, rights, update};

/// Puts off the day on which a deal is expected to close.
pub async fn postpone(ctx: &Ctx, id: Id, version: i64, days: i32) -> Result<Record, Error> {
    let done = postpone_noted(ctx, id, version, days).await;
    if let Err(error) = &done {
        evidence::note_refusal(ctx, "postpone", "deal", Some(id), error);
    }
    done
}

async fn postpone_noted(ctx: &Ctx, id: Id, version: i64, days: i32) -> Result<Record, Error> {
    // The rights on the state before; what one may not see is not found.
    let object = rights::object(ctx, "deal", &[Action::Read])?;
    let old = update::row_at(ctx, &object, (id, version)).await?;
    // Every fault at once.
    let Value::Date(day) = *old.value("expected_close") else {
        return Err(Error::Invalid(vec![Fault::of(&"expected_close".into(), "fault-required", Vec::new())]));
    };
    let mut new = old.clone();
    new.values.insert("expected_close".into(), Value::Date(day + days));
    let within = update::permitted(ctx, &object, &old, &new, &["expected_close".into()]).await?;
    // One change: the row with its version and right, history, evidence, outbox.
    update::write(ctx, &object, &old, new, within, "postpone").await?;
    update::answer(ctx, &object, id).await
}

/// As a person who may, one who may not, and one who must not even know.
#[tokio::test]
async fn a_verb_is_one_file() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await;
    let sara = world.of(world.sara).await;
    let unsaid = postpone(&sara, deal.id, deal.version, 7).await.unwrap_err();
    assert_eq!(keys(&unsaid), [("expected_close".to_owned(), "fault-required")]);
    let draft = crate::Draft::default().with("expected_close", "2026-03-10");
    let deal = update::update(&sara, "deal", deal.id, deal.version, draft).await.unwrap();

    let later = postpone(&sara, deal.id, deal.version, 7).await.unwrap();
    assert_eq!(later.get("expected_close"), &Value::Date(20_529), "2026-03-17");
    assert!(
        matches!(postpone(&sara, deal.id, deal.version, 7).await, Err(Error::Conflict(_))),
        "read before the change"
    );
    let told = history::history(&sara, "deal", deal.id).await.unwrap();
    assert_eq!(&*told[0].fields[0].field, "expected_close");

    let ana = world.of(world.ana).await;
    assert!(matches!(postpone(&ana, deal.id, later.version, 7).await, Err(Error::Forbidden | Error::NotFound)));
    let bea = world.of(world.bea).await;
    assert!(matches!(postpone(&bea, deal.id, later.version, 7).await, Err(Error::NotFound)), "of another branch");
    let kept = read::read(&sara, "deal", deal.id).await.unwrap();
    assert_eq!(kept.version, later.version);
    let noted = world.evidence().await;
    let of = |kind: &str| noted.iter().filter(|event| &*event.kind == kind && event.record == Some(deal.id)).count();
    assert_eq!((of("postpone"), of("refused")), (1, 2), "{noted:#?}");
}
