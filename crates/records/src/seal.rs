//! Seals evidence into the tree and verifies it: converts between the store's rows and `audit`.

use audit::{Checkpoint, Event, KeptHead, Leaf, SigningKey, Tree, Verdict, Verifier, VerifyingKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use store::{Evidence, Head};

use crate::{Ctx, Error, Gate, rights};

/// Events sealed under one head.
const AT_ONCE: u32 = 5000;
/// The name of the log in its heads: a company's database is one log.
const ORIGIN: &str = "candor/evidence";

fn event(evidence: Evidence) -> Event {
    Event {
        id: evidence.id.0,
        at: evidence.at,
        actor: evidence.actor.map(|id| id.0),
        kind: evidence.kind.to_string(),
        object: evidence.object.map(|o| o.to_string()),
        record: evidence.record.map(|id| id.0),
        detail: evidence.detail,
        channel: evidence.channel.to_string(),
        address: evidence.address,
        request: evidence.request,
    }
}

/// Gives unsealed events their places in the tree and signs the new head; returns how many were sealed.
pub async fn seal_once(gate: &Gate, key: &SigningKey) -> Result<usize, Error> {
    let mut standing = gate.sealer.lock().await;
    let waiting = gate.store.unsealed(AT_ONCE).await?;
    if waiting.is_empty() {
        return Ok(0);
    }
    let mut tree = match standing.take() {
        Some(tree) => tree,
        None => kept_tree(gate).await?,
    };
    let mut leaves = Vec::with_capacity(waiting.len());
    for evidence in waiting {
        let id = evidence.id;
        let hash = audit::tree::leaf_hash(&event(evidence).bytes());
        let place = i64::try_from(tree.size()).map_err(|e| Error::internal(e.to_string()))?;
        leaves.push((id, place, STANDARD.encode(hash)));
        tree.push(hash);
    }
    let head = Checkpoint { origin: ORIGIN.to_owned(), size: tree.size(), root: tree.root() };
    let sealed = leaves.len();
    gate.store.seal(leaves, row(&head, key, gate.clock.now())?).await?;
    *standing = Some(tree);
    Ok(sealed)
}

fn row(head: &Checkpoint, key: &SigningKey, at: i64) -> Result<Head, Error> {
    let size = i64::try_from(head.size).map_err(|e| Error::internal(e.to_string()))?;
    Ok(Head { size, root: STANDARD.encode(head.root), note: head.sign(key), at })
}

/// The tree of what is sealed, from the stored leaf hashes; refuses to go on from a head that they do not give.
async fn kept_tree(gate: &Gate) -> Result<Tree, Error> {
    let mut tree = Tree::default();
    loop {
        let from = i64::try_from(tree.size()).map_err(|e| Error::internal(e.to_string()))?;
        let leaves = gate.store.leaves(from, AT_ONCE).await?;
        if leaves.is_empty() {
            break;
        }
        for (_, hash, _) in leaves {
            let hash = STANDARD.decode(&hash).ok().and_then(|bytes| bytes.try_into().ok());
            tree.push(hash.ok_or_else(|| Error::internal("a stored leaf hash is no hash"))?);
        }
    }
    let newest = newest_head(gate).await?;
    let fits = newest
        .is_none_or(|head| u64::try_from(head.size) == Ok(tree.size()) && head.root == STANDARD.encode(tree.root()));
    if fits { Ok(tree) } else { Err(Error::internal("the sealed evidence does not fit its newest head: verify it")) }
}

async fn newest_head(gate: &Gate) -> Result<Option<Head>, Error> {
    Ok(gate.store.heads(1).await?.into_iter().max_by_key(|head| head.size))
}

/// Recomputes everything from the stored rows. `outside` is a head kept elsewhere (a signed note).
pub async fn verify(gate: &Gate, key: &VerifyingKey, outside: Option<&str>) -> Result<Verdict, Error> {
    let heads = gate.store.heads(u32::MAX).await?;
    let kept = |head: Head| KeptHead { size: u64::try_from(head.size).unwrap_or(0), root: head.root, note: head.note };
    let heads: Vec<KeptHead> = heads.into_iter().map(kept).collect();
    let mut verifier = Verifier::new(*key, &heads, outside);
    let mut from = 0;
    loop {
        let leaves = gate.store.leaves(from, AT_ONCE).await?;
        let Some(last) = leaves.last().map(|(index, ..)| *index) else { break };
        for (index, hash, evidence) in leaves {
            verifier.leaf(&Leaf { index: u64::try_from(index).unwrap_or(u64::MAX), hash, event: event(evidence) });
        }
        from = last + 1;
    }
    Ok(verifier.finish())
}

/// The newest signed heads, to be carried away. For those who may read the evidence.
pub async fn heads(ctx: &Ctx, limit: u32) -> Result<Vec<Head>, Error> {
    rights::need_evidence(ctx)?;
    Ok(ctx.gate.store.heads(limit).await?)
}
