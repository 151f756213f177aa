//! Who works on a batch: one process at a time, and another one only once the first is known to have ended.

use std::time::Duration;

use catalogue::Id;
use store::BatchClaim;
use tokio::task::JoinHandle;

use crate::{Error, Gate};

/// How long nobody else begins after a sign of life, in microseconds.
const HELD: i64 = 30_000_000;
const SIGN_OF_LIFE: Duration = Duration::from_secs(8);

/// Held while it lives: it gives signs of life by itself, however long a transaction takes.
pub(super) struct Claim {
    gate: Gate,
    of: BatchClaim,
    beat: JoinHandle<()>,
}

impl Claim {
    /// `None` while somebody else has it.
    pub(super) async fn take(gate: &Gate, batch: Id) -> Result<Option<Self>, Error> {
        let node = gate.store.next_id();
        if !sign(gate, batch, node).await? {
            return Ok(None);
        }
        let living = gate.clone();
        let beat = tokio::spawn(async move {
            loop {
                tokio::time::sleep(SIGN_OF_LIFE).await;
                if let Err(error) = sign(&living, batch, node).await {
                    tracing::warn!(%batch, %error, "no sign of life of a batch could be given");
                }
            }
        });
        Ok(Some(Self { gate: gate.clone(), of: BatchClaim { batch, node, until: 0 }, beat }))
    }

    /// Another one may begin at once.
    pub(super) async fn release(self) -> Result<(), Error> {
        self.beat.abort();
        Ok(self.gate.store.release_batch(&self.of).await?)
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.beat.abort();
    }
}

async fn sign(gate: &Gate, batch: Id, node: Id) -> Result<bool, Error> {
    let now = gate.clock.now();
    Ok(gate.store.claim_batch(&BatchClaim { batch, node, until: now.saturating_add(HELD) }, now).await?)
}
