//! A log of fifty events: every way to bend it is found, and what cannot be found is said.

use super::*;
use crate::{SigningKey, key};

struct Log {
    leaves: Vec<Leaf>,
    heads: Vec<KeptHead>,
    key: SigningKey,
}

const ORIGIN: &str = "acme.example/evidence";

fn event(n: i64) -> Event {
    Event {
        id: 1000 + n,
        at: 1_700_000_000_000_000 + n,
        actor: (n % 3 != 0).then_some(7 + n),
        kind: if n % 2 == 0 { "open" } else { "update" }.into(),
        object: (n % 5 != 0).then(|| "deal".into()),
        record: (n % 5 != 0).then_some(500 + n),
        detail: format!("{{\"n\":{n}}}"),
        channel: "page".into(),
        address: "192.0.2.7".into(),
        request: format!("r{n}"),
    }
}

/// Fifty events, sealed ten by ten.
fn log() -> Log {
    let key = SigningKey::from_bytes(&[5; 32]);
    let mut tree = Tree::default();
    let mut log = Log { leaves: Vec::new(), heads: Vec::new(), key };
    for n in 0..50_i64 {
        let event = event(n);
        let hash = leaf_hash(&event.bytes());
        log.leaves.push(Leaf { index: tree.size(), hash: STANDARD.encode(hash), event });
        tree.push(hash);
        if tree.size() % 10 == 0 {
            let head = Checkpoint { origin: ORIGIN.into(), size: tree.size(), root: tree.root() };
            let note = head.sign(&log.key);
            log.heads.push(KeptHead { size: head.size, root: STANDARD.encode(head.root), note });
        }
    }
    log
}

impl Log {
    fn verdict(&self, outside: Option<&str>) -> Verdict {
        let mut verifier = Verifier::new(Some(self.key.verifying_key()), &self.heads, outside);
        self.leaves.iter().for_each(|leaf| verifier.leaf(leaf));
        verifier.finish()
    }

    fn bad(&self) -> Option<Bad> {
        self.verdict(None).bad
    }

    /// What a forger does who knows the encoding but not the key.
    fn rehash(&mut self) {
        for (at, leaf) in self.leaves.iter_mut().enumerate() {
            leaf.index = at as u64;
            leaf.hash = STANDARD.encode(leaf_hash(&leaf.event.bytes()));
        }
    }
}

#[test]
fn an_untouched_log_is_good_and_says_what_it_cannot_exclude() {
    let log = log();
    let verdict = log.verdict(None);
    assert!(verdict.is_good());
    assert_eq!((verdict.events, verdict.heads), (50, 5));
    assert_eq!((verdict.outside, verdict.cut_not_excluded_after), (Outside::NotGiven, 0));
    let verdict = log.verdict(Some(&log.heads[2].note));
    assert_eq!((verdict.outside, verdict.cut_not_excluded_after), (Outside::Continues { size: 30 }, 30));
}

fn flipped(text: &str, at: usize) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    bytes[at] ^= 1;
    String::from_utf8(bytes).ok()
}

/// Every version of the event with one byte of one column changed.
fn bent(event: &Event) -> Vec<Event> {
    let mut all = Vec::new();
    for shift in 0..8 {
        let bit = 1_i64 << (8 * shift);
        all.push(Event { id: event.id ^ bit, ..event.clone() });
        all.push(Event { at: event.at ^ bit, ..event.clone() });
        all.push(Event { actor: Some(event.actor.map_or(bit, |a| a ^ bit)), ..event.clone() });
        all.push(Event { record: Some(event.record.map_or(bit, |a| a ^ bit)), ..event.clone() });
    }
    all.push(Event { object: None, actor: None, record: None, kind: "x".into(), ..event.clone() });
    type Place = fn(&mut Event) -> &mut String;
    let texts: [(&str, Place); 5] = [
        (&event.kind, |e| &mut e.kind),
        (&event.detail, |e| &mut e.detail),
        (&event.channel, |e| &mut e.channel),
        (&event.address, |e| &mut e.address),
        (&event.request, |e| &mut e.request),
    ];
    for (text, place) in texts {
        for at in 0..text.len() {
            let mut changed = event.clone();
            *place(&mut changed) = flipped(text, at).unwrap();
            all.push(changed);
        }
    }
    for at in 0..event.object.as_ref().map_or(0, String::len) {
        all.push(Event { object: event.object.as_ref().and_then(|o| flipped(o, at)), ..event.clone() });
    }
    all
}

#[test]
fn every_changed_byte_of_every_column_is_found_at_its_place() {
    let clean = log();
    let mut tried = 0;
    for at in 0..50 {
        for event in bent(&clean.leaves[at].event) {
            let mut log = log();
            log.leaves[at].event = event;
            let place = at as u64 + 1;
            assert_eq!(log.bad(), Some(Bad { first: place, last: place, why: Why::Changed }));
            tried += 1;
        }
    }
    assert!(tried > 2_000, "{tried}");
}

#[test]
fn a_forger_who_rewrites_the_leaf_hashes_is_found_within_one_seal() {
    for at in 0..50 {
        let mut log = log();
        log.leaves[at].event.detail = "{}".into();
        log.rehash();
        let bad = log.bad().unwrap();
        let place = at as u64 + 1;
        assert_eq!(bad.why, Why::Root);
        assert!((bad.first..=bad.last).contains(&place) && bad.last - bad.first < 10, "{bad:?}");
    }
}

#[test]
fn every_deletion_insertion_swap_and_double_is_found() {
    type Bend = fn(&mut Log, usize);
    let bends: [(&str, Bend); 4] = [
        ("delete", |log, at| drop(log.leaves.remove(at))),
        ("double", |log, at| log.leaves.insert(at, log.leaves[at].clone())),
        ("swap", |log, at| log.leaves.swap(at, (at + 1) % 50)),
        ("insert", |log, at| {
            let foreign = Leaf { event: event(99), ..log.leaves[at].clone() };
            log.leaves.insert(at, foreign);
        }),
    ];
    for (name, bend) in bends {
        for at in 0..50 {
            for rehash in [false, true] {
                let mut log = log();
                bend(&mut log, at);
                if rehash {
                    log.rehash();
                }
                assert!(log.bad().is_some(), "{name} at {at}, rehashed: {rehash}");
            }
        }
    }
}

#[test]
fn a_cut_end_is_found_by_the_kept_heads_and_without_them_only_by_an_outside_head() {
    let mut log = log();
    let newest = log.heads[4].note.clone();
    log.leaves.truncate(40);
    assert_eq!(log.bad(), Some(Bad { first: 41, last: 50, why: Why::Missing }));
    log.heads.truncate(4);
    let verdict = log.verdict(None);
    assert!(verdict.is_good(), "nobody can see it without an outside head");
    assert_eq!(verdict.cut_not_excluded_after, 0, "and the verdict does not claim to");
    assert_eq!(log.verdict(Some(&newest)).outside, Outside::Contradicts { size: 50 });
    assert!(!log.verdict(Some(&newest)).is_good());
}

#[test]
fn a_bent_head_is_found() {
    for (bend, why) in [
        ((|head: &mut KeptHead| head.root = STANDARD.encode([0; 32])) as fn(&mut KeptHead), Why::Head),
        // The name of the log is part of the key's.
        (|head| head.note = head.note.replace("acme", "acne"), Why::Key),
        (|head| head.note.push_str("x\n\n"), Why::Head),
    ] {
        let mut log = log();
        bend(&mut log.heads[2]);
        assert_eq!(log.bad(), Some(Bad { first: 30, last: 30, why }));
    }
}

#[test]
fn a_whole_log_made_with_another_key_is_refused() {
    let log = log();
    let other = key::generate().unwrap();
    let mut verifier = Verifier::new(Some(other.verifying_key()), &log.heads, None);
    log.leaves.iter().for_each(|leaf| verifier.leaf(leaf));
    assert_eq!(verifier.finish().bad.map(|b| b.why), Some(Why::Key));
}

impl Log {
    /// As `log`, sealed on by another key, as after a restore.
    fn sealed_on(mut self, key: SigningKey) -> Self {
        let mut tree = Tree::default();
        self.leaves.iter().for_each(|leaf| tree.push(leaf_hash(&leaf.event.bytes())));
        for n in 50..60 {
            let event = event(n);
            let hash = leaf_hash(&event.bytes());
            self.leaves.push(Leaf { index: tree.size(), hash: STANDARD.encode(hash), event });
            tree.push(hash);
        }
        let head = Checkpoint { origin: ORIGIN.into(), size: tree.size(), root: tree.root() };
        self.heads.push(KeptHead { size: head.size, root: STANDARD.encode(head.root), note: head.sign(&key) });
        Self { key, ..self }
    }

    fn verdict_knowing(&self, own: Option<&SigningKey>, known: &[&SigningKey], outside: Option<&str>) -> Verdict {
        let mut verifier = Verifier::new(own.map(SigningKey::verifying_key), &self.heads, outside);
        self.leaves.iter().for_each(|leaf| verifier.leaf(leaf));
        known.iter().for_each(|key| verifier.know(key.verifying_key()));
        verifier.finish()
    }
}

#[test]
fn a_log_of_two_keys_is_good_when_it_names_both() {
    let (old, new) = (log().key, SigningKey::from_bytes(&[6; 32]));
    let log = log().sealed_on(new.clone());
    let verdict = log.verdict_knowing(Some(&new), &[&old, &new], None);
    assert!(verdict.is_good(), "{verdict:?}");
    let runs: Vec<_> = verdict.sealed.iter().map(|run| (run.first, run.last, run.heads, run.is_own)).collect();
    assert_eq!(runs, [(1, 50, 5, false), (51, 60, 1, true)]);
    assert_eq!(log.verdict_knowing(Some(&new), &[&new], None).bad, Some(Bad { first: 10, last: 10, why: Why::Key }));
    let mut bent = log;
    bent.leaves[20].event.detail = "{}".into();
    assert_eq!(bent.verdict_knowing(Some(&new), &[&old, &new], None).bad.map(|b| b.first), Some(21));
    bent.rehash();
    assert_eq!(bent.verdict_knowing(Some(&new), &[&old, &new], None).bad.map(|b| b.why), Some(Why::Root));
}

/// Whoever can write the database but has no key of the company rewrites it whole and names a key of their own in it.
#[test]
fn a_log_signed_anew_is_found_by_the_key_of_the_machine_or_a_head_kept_outside() {
    let (own, foreign) = (log().key, SigningKey::from_bytes(&[66; 32]));
    let kept = log().heads[4].note.clone();
    let mut forged = log();
    forged.leaves[20].event.detail = "{}".into();
    forged.rehash();
    let mut tree = Tree::default();
    forged.heads.clear();
    for leaf in &forged.leaves {
        tree.push(leaf_hash(&leaf.event.bytes()));
    }
    let head = Checkpoint { origin: ORIGIN.into(), size: 50, root: tree.root() };
    forged.heads.push(KeptHead { size: 50, root: STANDARD.encode(head.root), note: head.sign(&foreign) });
    let whys = |own: Option<&SigningKey>, known: &[&SigningKey]| forged.verdict_knowing(own, known, None);
    assert_eq!(whys(Some(&own), &[&foreign]).bad.map(|b| b.why), Some(Why::Key), "this machine never signed it");
    assert!(whys(None, &[&foreign]).is_good(), "without any key of ours nobody can tell");
    assert!(whys(None, &[&foreign]).sealed.iter().all(|run| !run.is_own), "and the verdict says so");
    let outside = |known: &[&SigningKey]| forged.verdict_knowing(None, known, Some(&kept));
    assert_eq!(outside(&[&foreign]).outside, Outside::Foreign { size: 50 });
    assert_eq!(outside(&[&foreign, &own]).outside, Outside::Contradicts { size: 50 });
    assert!(!outside(&[&foreign]).is_good() && !outside(&[&foreign, &own]).is_good());
}

#[test]
fn proofs_of_inclusion_and_growth_hold_for_others() {
    let events: Vec<Event> = (0..50).map(event).collect();
    let (mut small, mut large) = (Tree::default(), Tree::default());
    events[..20].iter().for_each(|e| small.push(leaf_hash(&e.bytes())));
    events.iter().for_each(|e| large.push(leaf_hash(&e.bytes())));
    let path = crate::prove::inclusion(&events, 33).unwrap();
    assert!(crate::prove::is_included(&events[33], 33, path.clone(), 50, &large.root()));
    assert!(!crate::prove::is_included(&events[32], 33, path, 50, &large.root()));
    let proof = crate::prove::consistency(&events, 20).unwrap();
    assert!(crate::prove::continues((20, &small.root()), (50, &large.root()), proof.clone()));
    assert!(!crate::prove::continues((20, &[1; 32]), (50, &large.root()), proof));
}
