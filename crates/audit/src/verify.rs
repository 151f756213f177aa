//! Verifies a whole log from its stored rows: streams, so that memory stays flat.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::VerifyingKey;

use crate::note::Checkpoint;
use crate::tree::{Tree, leaf_hash};
use crate::{Event, Hash};

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
    /// It is not a head signed by this key.
    Unreadable,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Sealed events that were read.
    pub events: u64,
    pub heads: u64,
    /// The first fault, or `None`.
    pub bad: Option<Bad>,
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

/// Takes the leaves in their stored order, then the verdict.
pub struct Verifier {
    key: VerifyingKey,
    tree: Tree,
    heads: BTreeMap<u64, Result<Checkpoint, ()>>,
    outside: Option<Result<Checkpoint, ()>>,
    outside_fits: bool,
    good_up_to: u64,
    bad: Option<Bad>,
    kept: u64,
}

impl Verifier {
    /// `outside` is a signed note kept elsewhere.
    #[must_use]
    pub fn new(key: VerifyingKey, heads: &[KeptHead], outside: Option<&str>) -> Self {
        let outside = outside.map(|note| Checkpoint::open(note, &key).map_err(|_| ()));
        let outside_fits = matches!(&outside, Some(Ok(head)) if head.size == 0);
        let mut verifier = Self {
            key,
            tree: Tree::default(),
            heads: BTreeMap::new(),
            outside,
            outside_fits,
            good_up_to: 0,
            bad: None,
            kept: heads.len() as u64,
        };
        for head in heads {
            let read = verifier.read_head(head);
            verifier.heads.insert(head.size, read);
        }
        verifier
    }

    fn read_head(&self, head: &KeptHead) -> Result<Checkpoint, ()> {
        let checkpoint = Checkpoint::open(&head.note, &self.key).map_err(|_| ())?;
        let same = checkpoint.size == head.size && STANDARD.encode(checkpoint.root) == head.root;
        if same { Ok(checkpoint) } else { Err(()) }
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
        self.check_heads();
    }

    fn check_heads(&mut self) {
        let size = self.tree.size();
        let root: Hash = self.tree.root();
        match self.heads.get(&size) {
            Some(Ok(head)) if head.root == root => self.good_up_to = size,
            Some(Ok(_)) => self.fault(self.good_up_to + 1, size, Why::Root),
            Some(Err(())) => self.fault(size, size, Why::Head),
            None => {}
        }
        if let Some(Ok(head)) = &self.outside
            && head.size == size
        {
            self.outside_fits = head.root == root;
        }
    }

    fn fault(&mut self, first: u64, last: u64, why: Why) {
        self.bad.get_or_insert(Bad { first, last, why });
    }

    /// The verdict over everything that was read.
    #[must_use]
    pub fn finish(mut self) -> Verdict {
        let size = self.tree.size();
        let last_head = self.heads.keys().next_back().copied().unwrap_or(0);
        if last_head > size {
            self.fault(size + 1, last_head, Why::Missing);
        }
        if last_head < size {
            self.fault(last_head + 1, size, Why::OutOfPlace);
        }
        let outside = match &self.outside {
            None => Outside::NotGiven,
            Some(Err(())) => Outside::Unreadable,
            Some(Ok(head)) if self.outside_fits => Outside::Continues { size: head.size },
            Some(Ok(head)) => Outside::Contradicts { size: head.size },
        };
        let cut_not_excluded_after = if let Outside::Continues { size } = outside { size } else { 0 };
        Verdict { events: size, heads: self.kept, bad: self.bad, outside, cut_not_excluded_after }
    }
}

#[cfg(test)]
mod tests;
