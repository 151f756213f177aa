//! Evidence from the gate: who may read it, that reads are in it, and that it seals and verifies.

use audit::{Outside, SigningKey};
use records::settings::{self, SettingsDraft};
use records::{Error, evidence, list, seal};

use crate::world::{World, ask, keys};

#[tokio::test]
async fn reads_are_evidence_and_only_some_read_it() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    list::list(&sara, &ask("deal")).await.unwrap();
    let filter = store::EvidenceFilter { actor: Some(world.sara), limit: 10, ..store::EvidenceFilter::default() };
    assert!(matches!(evidence::list(&sara, &filter).await, Err(Error::Forbidden)));
    let olga = world.of(world.olga).await;
    let events = evidence::list(&olga, &filter).await.unwrap();
    assert_eq!(events.iter().map(|e| &*e.kind).collect::<Vec<_>>(), ["refused", "list"]);
    assert!(events[1].detail.contains("\"rows\":0"), "{}", events[1].detail);
    let of_olga = store::EvidenceFilter { actor: Some(world.olga), limit: 10, ..store::EvidenceFilter::default() };
    let events = evidence::list(&olga, &of_olga).await.unwrap();
    assert_eq!(&*events[0].kind, "evidence", "that it was read is in it too");
}

#[tokio::test]
async fn evidence_seals_in_steps_and_verifies() {
    let world = World::new().await;
    let key = SigningKey::from_bytes(&[7; 32]);
    let first = seal::seal_once(&world.gate, &key).await.unwrap();
    assert!(first > 0);
    assert_eq!(seal::seal_once(&world.gate, &key).await.unwrap(), 0, "nothing new");
    let outside = world.gate.store.heads(1).await.unwrap().remove(0).note;
    world.deal(world.sara, "Tractor", "100").await;
    let second = seal::seal_once(&world.gate, &key).await.unwrap();
    // A process that starts anew goes on with the tree that is kept.
    let clock = world.gate.clock.clone();
    let again = records::Gate::open(world.gate.store.clone(), clock).await.unwrap();
    world.deal(world.sara, "Plough", "100").await;
    let third = seal::seal_once(&again, &key).await.unwrap();
    let verdict = seal::verify(&world.gate, Some(&key.verifying_key()), Some(&outside)).await.unwrap();
    assert!(verdict.is_good(), "{verdict:?}");
    assert_eq!((verdict.events, verdict.heads), ((first + second + third) as u64, 3));
    assert_eq!(verdict.outside, Outside::Continues { size: first as u64 });
    let other = SigningKey::from_bytes(&[8; 32]);
    assert!(!seal::verify(&world.gate, Some(&other.verifying_key()), None).await.unwrap().is_good());
}

/// Two processes seal by turns, as `audit verify` does beside a server: each goes on where the other stopped.
#[tokio::test]
async fn two_processes_that_seal_make_one_tree() {
    let world = World::new().await;
    let key = SigningKey::from_bytes(&[7; 32]);
    let clock = world.gate.clock.clone();
    let other = records::Gate::open(world.gate.store.clone(), clock).await.unwrap();
    for (turn, gate) in [&world.gate, &other, &world.gate, &other].into_iter().enumerate() {
        world.deal(world.sara, &format!("Tractor {turn}"), "100").await;
        assert!(seal::seal_once(gate, &key).await.unwrap() > 0);
    }
    let verdict = seal::verify(&world.gate, Some(&key.verifying_key()), None).await.unwrap();
    assert!(verdict.is_good(), "{verdict:?}");
}

/// A key that comes after another says so in the log, names the head it goes on from, and the old heads still verify.
#[tokio::test]
async fn a_new_key_leaves_its_name_in_the_evidence() {
    let world = World::new().await;
    let (old, new) = (SigningKey::from_bytes(&[7; 32]), SigningKey::from_bytes(&[8; 32]));
    seal::seal_once(&world.gate, &old).await.unwrap();
    let kept = world.gate.store.heads(1).await.unwrap().remove(0);
    assert!(!seal::is_standing(&world.gate, Some(&new)).await.unwrap());
    world.deal(world.sara, "Tractor", "100").await;
    let clock = world.gate.clock.clone();
    let again = records::Gate::open(world.gate.store.clone(), clock).await.unwrap();
    seal::seal_once(&again, &new).await.unwrap();
    let filter = store::EvidenceFilter { kind: Some("restored".into()), limit: 9, ..store::EvidenceFilter::default() };
    let named = world.gate.store.evidence(&filter).await.unwrap();
    assert_eq!(named.len(), 1);
    assert!(named[0].detail.contains(&kept.root) && named[0].detail.contains(&seal::key_name(&new.verifying_key())));
    let verdict = seal::verify(&again, Some(&new.verifying_key()), Some(&kept.note)).await.unwrap();
    assert!(verdict.is_good() && verdict.sealed.len() == 2, "{verdict:?}");
    let stopped = seal::verify(&again, Some(&old.verifying_key()), None).await.unwrap();
    assert!(!stopped.is_good(), "the machine of the old key did not sign the end: {stopped:?}");
}

#[tokio::test]
async fn settings_are_checked_kept_and_only_for_those_who_set_up() {
    let world = World::new().await;
    let draft = |zone: &str| SettingsDraft {
        zone: Some(zone.into()),
        currency: Some("usd".into()),
        fiscal_month: Some("4".into()),
        ..SettingsDraft::default()
    };
    let sara = world.of(world.sara).await;
    assert!(matches!(settings::write(&sara, &draft("UTC")).await, Err(Error::Forbidden)));
    let olga = world.of(world.olga).await;
    let error = settings::write(&olga, &draft("Mars/Olympus")).await.unwrap_err();
    assert_eq!(keys(&error), [("zone".to_owned(), "fault-setting-zone")]);
    assert_eq!(&*world.gate.settings().zone_name, "Europe/Madrid", "nothing of it is kept");
    settings::write(&olga, &draft("America/Mexico_City")).await.unwrap();
    let clock = world.gate.clock.clone();
    let again = records::Gate::open(world.gate.store.clone(), clock).await.unwrap();
    for gate in [&world.gate, &again] {
        let kept = gate.settings();
        assert_eq!((&*kept.zone_name, kept.currency.code(), kept.fiscal_month), ("America/Mexico_City", "USD", 4));
    }
}
