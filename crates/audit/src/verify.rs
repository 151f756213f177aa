//! Verifies a whole log from its stored rows: streams, so that memory stays flat.
//!
//! A log outlives its keys: after a restore another machine seals on. So the log names its keys itself (the caller reads
//! them from sealed events), and each head is held to the key that its note names. Such a key proves that a log agrees with
//! itself; that it is the company's own shows the key of this machine, or a head kept outside.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::VerifyingKey;

use crate::note::{Checkpoint, key_id};
use crate::tree::{Tree, leaf_hash};
use crate::{Event, Hash, KeyId};

/// A sealed event as it is stored.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// Its place in the tree, from 0.
    pub index: u64,
    /// Its stored leaf hash, base64.
    pub hash: String,
    pub event: Event,
}

/// A head as it is stored: the columns must say what the signed note says.
#[derive(Debug, Clone)]
pub struct KeptHead {
    pub size: u64,
    /// Base64.
    pub root: String,
    pub note: String,
}

/// Where the log is not what was sealed. Numbers of events count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    /// The first event that can be the bad one.
    pub first: u64,
    /// The last one: equal to `first` when the place is known exactly.
    pub last: u64,
    pub why: Why,
}

/// What is wrong at a place of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The event's row does not give the hash that was sealed.
    Changed,
    /// Events are missing before this one, or the end is cut off.
    Missing,
    /// An event stands where it was not sealed: inserted, doubled or swapped.
    OutOfPlace,
    /// A stored head does not carry a good signature or its columns differ from it.
    Head,
    /// A stored head is signed by a key that the log does not name, or the newest one not by the key of this machine.
    Key,
    /// Row and stored hash agree, but the signed root does not follow from them.
    Root,
}

/// What the outside head says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// None was given: whoever can write the database and holds the key may have cut off everything after the last head.
    NotGiven,
    /// The log contains what the outside head saw: nothing up to its size was changed or cut off.
    Continues { size: u64 },
    /// The log is another one, or was cut off or rewritten since.
    Contradicts { size: u64 },
    /// It is signed by a key that this log does not name: it is of another log, or this one was made anew.
    Foreign { size: u64 },
    /// It is not a signed head.
    Unreadable,
}

/// A run of events that one key sealed. Numbers count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    pub key: KeyId,
    /// It is the key of the machine that verifies. Any other is known from the log alone.
    pub is_own: bool,
    pub first: u64,
    pub last: u64,
    pub heads: u64,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Sealed events that were read.
    pub events: u64,
    pub heads: u64,
    /// The first fault, or `None`.
    pub bad: Option<Bad>,
    /// By which keys, in order.
    pub sealed: Vec<Sealed>,
    pub outside: Outside,
    /// The number of the last event that a good outside head vouches for; events after it may have been cut off
    /// without a trace.
    pub cut_not_excluded_after: u64,
}

impl Verdict {
    /// True when nothing was found: what it cannot exclude stands in `cut_not_excluded_after`.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.bad.is_none() && matches!(self.outside, Outside::NotGiven | Outside::Continues { .. })
    }
}

/// Takes the leaves in their stored order and the keys that they name, then the verdict.
pub struct Verifier {
    own: Option<VerifyingKey>,
    known: Vec<VerifyingKey>,
    tree: Tree,
    heads: BTreeMap<u64, KeptHead>,
    outside: Option<String>,
    /// The roots of the sizes that some head speaks of.
    roots: BTreeMap<u64, Option<Hash>>,
    bad: Option<Bad>,
    kept: u64,
}

impl Verifier {
    /// `own` is the key of this machine, when it has one; `outside` is a signed note kept elsewhere.
    #[must_use]
    pub fn new(own: Option<VerifyingKey>, heads: &[KeptHead], outside: Option<&str>) -> Self {
        let tree = Tree::default();
        let said = outside.and_then(|note| Checkpoint::named(note).ok()).map(|(head, _)| head.size);
        let sizes = heads.iter().map(|head| head.size).chain(said);
        Self {
            roots: sizes.map(|size| (size, (size == 0).then(|| tree.root()))).collect(),
            known: own.into_iter().collect(),
            own,
            tree,
            heads: heads.iter().map(|head| (head.size, head.clone())).collect(),
            outside: outside.map(str::to_owned),
            bad: None,
            kept: heads.len() as u64,
        }
    }

    /// The next stored leaf.
    pub fn leaf(&mut self, leaf: &Leaf) {
        let expected = self.tree.size();
        if leaf.index != expected {
            let why = if leaf.index > expected { Why::Missing } else { Why::OutOfPlace };
            self.fault(expected + 1, expected + 1, why);
        }
        let hash = leaf_hash(&leaf.event.bytes());
        if STANDARD.encode(hash) != leaf.hash {
            self.fault(expected + 1, expected + 1, Why::Changed);
        }
        self.tree.push(hash);
        if let Some(root) = self.roots.get_mut(&self.tree.size()) {
            *root = Some(self.tree.root());
        }
    }

    /// A key that a sealed event names as one of this log.
    pub fn know(&mut self, key: VerifyingKey) {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
    }

    fn fault(&mut self, first: u64, last: u64, why: Why) {
        self.bad.get_or_insert(Bad { first, last, why });
    }

    fn root(&self, size: u64) -> Option<Hash> {
        self.roots.get(&size).copied().flatten()
    }

    /// The note opened with the known key that it names.
    fn open(&self, note: &str) -> Result<(Checkpoint, VerifyingKey), Why> {
        let (said, ids) = Checkpoint::named(note).map_err(|_| Why::Head)?;
        let mut fitting = self.known.iter().filter(|key| ids.contains(&key_id(&said.origin, key))).peekable();
        if fitting.peek().is_none() {
            return Err(Why::Key);
        }
        let opened = fitting.find_map(|key| Some((Checkpoint::open(note, key).ok()?, *key)));
        opened.ok_or(Why::Head)
    }

    /// Every head that the tree has reached, up to the first bad one.
    fn sealed(&self) -> (Vec<Sealed>, Option<Bad>) {
        let (mut sealed, mut good_up_to) = (Vec::<Sealed>::new(), 0);
        for (size, head) in self.heads.range(..=self.tree.size()) {
            let (opened, key) = match self.open(&head.note) {
                Ok(opened) => opened,
                Err(why) => return (sealed, Some(Bad { first: *size, last: *size, why })),
            };
            if opened.size != *size || STANDARD.encode(opened.root) != head.root {
                return (sealed, Some(Bad { first: *size, last: *size, why: Why::Head }));
            }
            if self.root(*size) != Some(opened.root) {
                return (sealed, Some(Bad { first: good_up_to + 1, last: *size, why: Why::Root }));
            }
            let id = key_id(&opened.origin, &key);
            match sealed.last_mut().filter(|run| run.key == id) {
                Some(run) => (run.last, run.heads) = (*size, run.heads + 1),
                None => {
                    let is_own = self.own == Some(key);
                    sealed.push(Sealed { key: id, is_own, first: good_up_to + 1, last: *size, heads: 1 });
                }
            }
            good_up_to = *size;
        }
        // Whoever holds no key of ours can still write a log of their own in the place of this one.
        let foreign = sealed.last().filter(|run| self.own.is_some() && !run.is_own);
        let foreign = foreign.map(|run| Bad { first: run.first, last: run.last, why: Why::Key });
        (sealed, foreign)
    }

    /// The verdict over everything that was read.
    #[must_use]
    pub fn finish(mut self) -> Verdict {
        let size = self.tree.size();
        let (sealed, bad_head) = self.sealed();
        // Of a bad event and a bad head, the one that was met first: the event within what the head covers.
        if let Some(bad) = bad_head
            && self.bad.as_ref().is_none_or(|event| bad.last < event.last)
        {
            self.bad = Some(bad);
        }
        let last_head = self.heads.keys().next_back().copied().unwrap_or(0);
        if last_head > size {
            self.fault(size + 1, last_head, Why::Missing);
        }
        if last_head < size {
            self.fault(last_head + 1, size, Why::OutOfPlace);
        }
        let outside = self.outside.as_deref().map_or(Outside::NotGiven, |note| self.compare(note));
        let cut_not_excluded_after = if let Outside::Continues { size } = outside { size } else { 0 };
        Verdict { events: size, heads: self.kept, bad: self.bad, sealed, outside, cut_not_excluded_after }
    }

    fn compare(&self, note: &str) -> Outside {
        match (self.open(note), Checkpoint::named(note)) {
            (Ok((head, _)), _) if self.root(head.size) == Some(head.root) => Outside::Continues { size: head.size },
            (Ok((head, _)), _) => Outside::Contradicts { size: head.size },
            (Err(Why::Key), Ok((head, _))) => Outside::Foreign { size: head.size },
            (Err(_), _) => Outside::Unreadable,
        }
    }
}

#[cfg(test)]
mod tests;
