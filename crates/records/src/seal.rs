//! Seals evidence into the tree and verifies it: converts between the store's rows and `audit`. Each key that seals is
//! named by an event of the log itself, so it travels with the data; the secret one never does.

use audit::{Checkpoint, Event, KeptHead, Leaf, SigningKey, Tree, Verdict, Verifier, VerifyingKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use store::{Change, Evidence, EvidenceFilter, Head};

use crate::{Ctx, Error, Gate, evidence, rights};

/// Events sealed under one head.
const AT_ONCE: u32 = 5000;
/// The name of the log in its heads: a company's database is one log.
const ORIGIN: &str = "candor/evidence";
/// Names the first key of a log.
const FIRST_KEY: &str = "sealing_key";
/// Names the key that seals on where another one had stopped, and that one's last head.
const RESTORED: &str = "restored";

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
    // Read after the events: whoever else seals them in between makes the store refuse them here as doubles.
    let newest = newest_head(gate).await?;
    let (mut tree, waiting) = match standing.take().filter(|tree| fits(tree, newest.as_ref())) {
        Some(tree) => (tree, waiting),
        None => {
            introduce(gate, key).await?;
            (kept_tree(gate, newest.as_ref()).await?, gate.store.unsealed(AT_ONCE).await?)
        }
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

/// Names the key in the evidence, unless the key named last is this one.
pub async fn introduce(gate: &Gate, key: &SigningKey) -> Result<(), Error> {
    if last_named(gate).await? == Some(key.verifying_key()) {
        return Ok(());
    }
    let newest = newest_head(gate).await?;
    let kind = if newest.as_ref().is_none_or(|head| is_by(head, key)) { FIRST_KEY } else { RESTORED };
    name_key(gate, key, kind, newest.as_ref()).await
}

/// Leaves in the evidence of a database just filled from a backup from which head it goes on and under which key, and
/// seals it all.
pub async fn seal_restored(gate: &Gate, key: &SigningKey) -> Result<(), Error> {
    let newest = newest_head(gate).await?;
    name_key(gate, key, RESTORED, newest.as_ref()).await?;
    while seal_once(gate, key).await? > 0 {}
    Ok(())
}

/// Whether this key signed the newest head, or there is none yet: only then is sealing on with it no new beginning.
pub async fn is_standing(gate: &Gate, key: Option<&SigningKey>) -> Result<bool, Error> {
    let newest = newest_head(gate).await?;
    Ok(newest.is_none_or(|head| key.is_some_and(|key| is_by(&head, key))))
}

fn is_by(head: &Head, key: &SigningKey) -> bool {
    Checkpoint::open(&head.note, &key.verifying_key()).is_ok()
}

/// The name of this key as notes write it, in hex.
#[must_use]
pub fn key_name(key: &VerifyingKey) -> String {
    hex(&audit::note::key_id(ORIGIN, key))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn name_key(gate: &Gate, key: &SigningKey, kind: &'static str, newest: Option<&Head>) -> Result<(), Error> {
    let ctx = Ctx::system(gate, "the key of the evidence");
    let public = key.verifying_key();
    let from = newest.map(|head| {
        let keys = Checkpoint::named(&head.note).map(|(_, ids)| ids).unwrap_or_default();
        json!({ "size": head.size, "root": head.root, "keys": keys.iter().map(|id| hex(id)).collect::<Vec<_>>() })
    });
    let detail = json!({ "key": audit::key::public_to_text(&public), "key_id": key_name(&public), "from_head": from });
    let change = Change { evidence: vec![evidence::event(&ctx, kind, None, None, &detail)], ..Change::default() };
    gate.store.apply(change).await.map_err(rights::plain)
}

/// The key that the event names, if it is one that names a key.
fn named_key(kind: &str, detail: &str) -> Option<VerifyingKey> {
    let detail: serde_json::Value =
        serde_json::from_str(detail).ok().filter(|_| [FIRST_KEY, RESTORED].contains(&kind))?;
    audit::key::public_from_text(detail.get("key")?.as_str()?).ok()
}

/// The key named last, sealed or not.
async fn last_named(gate: &Gate) -> Result<Option<VerifyingKey>, Error> {
    let mut newest: Option<Evidence> = None;
    for kind in [FIRST_KEY, RESTORED] {
        let filter = EvidenceFilter { kind: Some(kind.into()), limit: 1, ..EvidenceFilter::default() };
        newest = newest.into_iter().chain(gate.store.evidence(&filter).await?).max_by_key(|event| event.id);
    }
    Ok(newest.and_then(|event| named_key(&event.kind, &event.detail)))
}

fn fits(tree: &Tree, newest: Option<&Head>) -> bool {
    let (size, root) = newest.map_or((0, None), |head| (head.size, Some(&head.root)));
    u64::try_from(size) == Ok(tree.size()) && root.is_none_or(|root| *root == STANDARD.encode(tree.root()))
}

fn row(head: &Checkpoint, key: &SigningKey, at: i64) -> Result<Head, Error> {
    let size = i64::try_from(head.size).map_err(|e| Error::internal(e.to_string()))?;
    Ok(Head { size, root: STANDARD.encode(head.root), note: head.sign(key), at })
}

/// The tree of what is sealed, from the stored leaf hashes; refuses to go on from a head that they do not give.
async fn kept_tree(gate: &Gate, newest: Option<&Head>) -> Result<Tree, Error> {
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
    if fits(&tree, newest) {
        return Ok(tree);
    }
    Err(Error::internal("the sealed evidence does not fit its newest head: verify it"))
}

async fn newest_head(gate: &Gate) -> Result<Option<Head>, Error> {
    Ok(gate.store.heads(1).await?.into_iter().max_by_key(|head| head.size))
}

/// Recomputes everything from the stored rows, each head by the key that it names among those that sealed events name.
/// `own` is the key of this machine, when it has one; `outside` is a head kept elsewhere (a signed note).
pub async fn verify(gate: &Gate, own: Option<&VerifyingKey>, outside: Option<&str>) -> Result<Verdict, Error> {
    let heads = gate.store.heads(u32::MAX).await?;
    let kept = |head: Head| KeptHead { size: u64::try_from(head.size).unwrap_or(0), root: head.root, note: head.note };
    let heads: Vec<KeptHead> = heads.into_iter().map(kept).collect();
    let mut verifier = Verifier::new(own.copied(), &heads, outside);
    let mut from = 0;
    loop {
        let leaves = gate.store.leaves(from, AT_ONCE).await?;
        let Some(last) = leaves.last().map(|(index, ..)| *index) else { break };
        for (index, hash, evidence) in leaves {
            let leaf = Leaf { index: u64::try_from(index).unwrap_or(u64::MAX), hash, event: event(evidence) };
            verifier.leaf(&leaf);
            if let Some(key) = named_key(&leaf.event.kind, &leaf.event.detail) {
                verifier.know(key);
            }
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
