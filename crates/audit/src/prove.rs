//! Proofs for others: that an event is in a sealed tree, and that a tree only grew. Standard RFC 6962 proofs.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ct_merkle::{ConsistencyProof, InclusionProof, RootHash};
use sha2::Sha256;

use crate::Event;
use crate::tree::Hash;

/// The audit path of the event at `index` among these events.
#[must_use]
pub fn inclusion(events: &[Event], index: usize) -> Option<Vec<u8>> {
    (index < events.len()).then(|| tree(events).prove_inclusion(index).as_bytes().to_vec())
}

/// True when the path shows this event at `index` in the tree of this size and root.
#[must_use]
pub fn is_included(event: &Event, index: u64, proof: Vec<u8>, size: u64, root: &Hash) -> bool {
    let root = RootHash::<Sha256>::new((*root).into(), size);
    InclusionProof::try_from_bytes(proof)
        .is_ok_and(|proof| root.verify_inclusion(&event.bytes(), index, &proof).is_ok())
}

/// That the tree of these events continues its first `old` leaves.
#[must_use]
pub fn consistency(events: &[Event], old: usize) -> Option<Vec<u8>> {
    let added = events.len().checked_sub(old).filter(|_| old > 0)?;
    Some(tree(events).prove_consistency(added).as_bytes().to_vec())
}

/// True when the proof shows that the new head continues the old one.
#[must_use]
pub fn continues(old: (u64, &Hash), new: (u64, &Hash), proof: Vec<u8>) -> bool {
    let old = RootHash::<Sha256>::new((*old.1).into(), old.0);
    let new = RootHash::<Sha256>::new((*new.1).into(), new.0);
    ConsistencyProof::try_from_bytes(proof).is_ok_and(|proof| new.verify_consistency(&old, &proof).is_ok())
}

fn tree(events: &[Event]) -> MemoryBackedTree<Sha256, Vec<u8>> {
    let mut tree = MemoryBackedTree::new();
    for event in events {
        tree.push(event.bytes());
    }
    tree
}
