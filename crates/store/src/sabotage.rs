//! Faults put in on purpose, so that the durability torture and the worlds of rights can show that they would find them:
//! `CANDOR_SABOTAGE=<name>`. Read in debug builds alone: a release build has neither the names nor the branches. Each has its
//! test in `crates/torture/tests` or `crates/worlds/tests`. Search for `sabotage::` to see every place.

/// What may be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(debug_assertions), expect(dead_code, reason = "only debug builds break anything"))]
pub(crate) enum Sabotage {
    /// Changes are answered before they are committed, on a disk that takes its time.
    AckBeforeCommit,
    /// Evidence and outbox follow in a second transaction, as well as they can.
    EvidenceApart,
    /// History and stays follow in a second transaction.
    HistoryApart,
    /// The idempotency key is kept after its change.
    KeyApart,
    /// What an import needs for its undo is kept a while after the rows.
    BatchRowsApart,
    /// PostgreSQL answers before its log is on the disk.
    SyncOff,
    /// What a reference leads to is read whoever may see it.
    JoinsFree,
    /// Related records are looked at whoever may see them.
    RelatedFree,
    /// A count is over all rows.
    CountFree,
    /// A search finds what is in any row.
    SearchFree,
    /// Figures are over all rows.
    FiguresFree,
    /// A field shows on each row that may be seen.
    MasksFree,
    /// An order is by what is hidden too.
    OrderFree,
}

#[cfg(debug_assertions)]
pub(crate) fn is(asked: Sabotage) -> bool {
    use std::sync::OnceLock;
    static ON: OnceLock<Option<Sabotage>> = OnceLock::new();
    let named = || {
        let name = std::env::var("CANDOR_SABOTAGE").ok()?;
        let known = match &*name {
            "ack_before_commit" => Sabotage::AckBeforeCommit,
            "evidence_apart" => Sabotage::EvidenceApart,
            "history_apart" => Sabotage::HistoryApart,
            "key_apart" => Sabotage::KeyApart,
            "batch_rows_apart" => Sabotage::BatchRowsApart,
            "sync_off" => Sabotage::SyncOff,
            "joins_free" => Sabotage::JoinsFree,
            "related_free" => Sabotage::RelatedFree,
            "count_free" => Sabotage::CountFree,
            "search_free" => Sabotage::SearchFree,
            "figures_free" => Sabotage::FiguresFree,
            "masks_free" => Sabotage::MasksFree,
            "order_free" => Sabotage::OrderFree,
            _ => return None,
        };
        tracing::error!(sabotage = name, "this process breaks its promises on purpose");
        Some(known)
    };
    *ON.get_or_init(named) == Some(asked)
}

#[cfg(not(debug_assertions))]
pub(crate) fn is(_: Sabotage) -> bool {
    false
}

/// The parts of a change in the order in which a sabotaged store makes them; without sabotage the whole change.
#[cfg(debug_assertions)]
pub(crate) fn parts(mut change: crate::Change) -> Vec<crate::Change> {
    use crate::{Change, TechnicalWrite, Write};
    use std::mem::take;
    let apart = if is(Sabotage::EvidenceApart) && !change.writes.is_empty() {
        Change { evidence: take(&mut change.evidence), outbox: take(&mut change.outbox), ..Change::default() }
    } else if is(Sabotage::HistoryApart) {
        Change { history: take(&mut change.history), stays: take(&mut change.stays), ..Change::default() }
    } else if is(Sabotage::KeyApart) && change.idempotency.is_some() {
        Change { idempotency: change.idempotency.take(), ..Change::default() }
    } else if is(Sabotage::BatchRowsApart) {
        let is_row = |write: &Write| matches!(write, Write::Technical(TechnicalWrite::PutBatchRow(_)));
        let (rows, others): (Vec<Write>, Vec<Write>) = take(&mut change.writes).into_iter().partition(is_row);
        change.writes = others;
        if rows.is_empty() {
            return vec![change];
        }
        Change { writes: rows, ..Change::default() }
    } else {
        return vec![change];
    };
    vec![change, apart]
}

/// Between two parts: imports write seldom, so their gap is made wide enough to be hit.
pub(crate) async fn rest() {
    if is(Sabotage::BatchRowsApart) {
        tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    }
}

#[cfg(not(debug_assertions))]
pub(crate) fn parts(change: crate::Change) -> [crate::Change; 1] {
    [change]
}
