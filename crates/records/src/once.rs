//! A request that its sender may send again: the key that names it, kept with the answer in the transaction of its
//! change. Sent again it answers the same; the same key for something else is refused.

use catalogue::{Id, Name};
use serde_json::json;
use store::{Change, Idempotency, Write};

use crate::{Ctx, Error};

/// The longest key, in characters.
const LONGEST: usize = 255;

/// A request by the key that its sender chose. Put on the context by `Ctx::once`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    key: String,
    /// SHA-256 of what was asked, hex.
    request: String,
}

impl Named {
    /// `Invalid` for a key without characters or with more than 255 of them.
    pub fn new(key: &str, asked: &[u8]) -> Result<Self, Error> {
        if key.is_empty() || key.chars().count() > LONGEST {
            return Err(Error::invalid("fault-idempotency-key", Vec::new()));
        }
        Ok(Self { key: key.to_owned(), request: store::sha256_hex(asked) })
    }

    /// The row that goes into the transaction of the change that this request makes.
    pub(crate) fn row(&self, ctx: &Ctx, change_id: Id, change: &Change) -> Idempotency {
        Idempotency {
            key: self.key.clone(),
            actor: ctx.who.user,
            request: self.request.clone(),
            answer: answer(change_id, change),
            at: ctx.env.now,
        }
    }
}

/// What this request was answered, if it made its change already: JSON with the change, the record and its version.
/// `Invalid` when the key names another request.
pub async fn kept(ctx: &Ctx, named: &Named) -> Result<Option<String>, Error> {
    match ctx.gate.store.idempotency(ctx.who.user, &named.key).await? {
        None => Ok(None),
        Some(kept) if kept.request == named.request => Ok(Some(kept.answer)),
        Some(_) => Err(Error::invalid("fault-idempotency-reused", Vec::new())),
    }
}

/// Known before the change is made, so that it can be part of it: nothing here is read again afterwards.
fn answer(change_id: Id, change: &Change) -> String {
    let records: Vec<(&Name, Id, i64)> = change
        .writes
        .iter()
        .filter_map(|write| match write {
            Write::Insert { object, id, .. } => Some((object, *id, 1)),
            Write::Update { object, id, version, .. } => Some((object, *id, version + 1)),
            _ => None,
        })
        .collect();
    let said = match records.as_slice() {
        [(object, id, version)] => json!({ "change": change_id, "object": object, "id": id, "version": version }),
        many => {
            let record =
                |(object, id, version): &(&Name, Id, i64)| json!({ "object": object, "id": id, "version": version });
            json!({ "change": change_id, "records": many.iter().map(record).collect::<Vec<_>>() })
        }
    };
    said.to_string()
}
