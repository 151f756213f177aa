//! The gate: every read and every write passes here, whoever asks. Rights, validation, evidence, history and
//! events live here and nowhere else. Must not know SQL text, HTTP or HTML.

use std::sync::Arc;

use access::Principal;
use catalogue::{Catalogue, Id, Name, Value};
use query::Env;
use store::Store;

/// What does not change between requests: one per process.
#[derive(Clone)]
pub struct Gate {
    pub store: Store,
    pub catalogue: Arc<Catalogue>,
    pub clock: Clock,
}

/// Where time comes from: injected, so that tests and the demo can set it. UTC microseconds.
#[derive(Clone)]
pub struct Clock(pub Arc<dyn Fn() -> i64 + Send + Sync>);

/// Who asks, through which channel, when: the argument of every verb. There is no ambient user.
#[derive(Clone)]
pub struct Ctx {
    pub gate: Gate,
    pub who: Arc<Principal>,
    pub env: Env,
    /// `page`, `api`, `import`, `command`, `system`.
    pub channel: Name,
    pub address: Arc<str>,
    pub request: Arc<str>,
}

/// A domain error: what the caller may know. `web` and the command line put it into the reader's language.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No such record, or not for this person: the same answer.
    #[error("not found")]
    NotFound,
    /// The action is not allowed on anything of this kind for this person.
    #[error("forbidden")]
    Forbidden,
    /// What is wrong with which field, all at once.
    #[error("invalid")]
    Invalid(Vec<Fault>),
    /// Somebody changed the record meanwhile: who, when and what.
    #[error("conflict")]
    Conflict(Box<Conflict>),
    #[error("unavailable")]
    Unavailable(#[source] store::StoreError),
    #[error("internal")]
    Internal(#[source] store::StoreError),
}

/// One fault of one field: a key of `locales/*/messages.ftl` with its arguments.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// `None` when it is about the whole record or the query text.
    pub field: Option<Name>,
    pub message: Message,
}

/// A text to be said in the reader's language.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Key in `locales/<language>/messages.ftl`.
    pub key: &'static str,
    pub args: Vec<(&'static str, String)>,
}

/// The change that came first.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    pub by: Id,
    pub by_name: Option<Arc<str>>,
    pub at: i64,
    pub version: i64,
    /// Field, its value when the reader read it, its value now.
    pub fields: Vec<(Name, Value, Value)>,
}

/// A record as the caller may see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    pub object: Name,
    pub id: Id,
    pub version: i64,
    pub title: Arc<str>,
    /// Every field asked for, computed ones too; a hidden value is `Null` and named in `hidden`.
    pub values: indexmap::IndexMap<Name, Value>,
    /// Titles of the records that reference fields point to, by field; absent when not visible.
    pub titles: indexmap::IndexMap<Name, Arc<str>>,
    /// Fields that this person may not see on this record.
    pub hidden: Vec<Name>,
    pub archived: bool,
}

/// Raw input of a form, an API body or a command: field to text as typed, or a typed value.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Draft {
    pub fields: indexmap::IndexMap<Name, Input>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// As typed: parsed by the field's kind (numbers with point or comma, dates ISO or in the reader's order).
    Text(String),
    Typed(Value),
}

// Verbs, one file each (signatures to keep):
// list::list(&Ctx, &ListAsk) -> Result<Page, Error>
//     ListAsk { object, filter: Option<String> (CEL), segment: Option<Name>, search: Option<String>, sort: Vec<(String path, bool desc)>,
//               columns: Vec<String paths>, after: Option<Cursor>, limit: u32 (<= 200), archived: Archived, count: bool }
//     Page { rows: Vec<Record>, next: Option<Cursor>, total: Option<i64> }
// read::read(&Ctx, object: &str, id: Id) -> Result<Record, Error>            // records `open` evidence
// figures::figures(&Ctx, &FiguresAsk) -> Result<Figures, Error>
//     FiguresAsk { object, filter: Option<String>, segment, search, group: Vec<(String path, Option<Bucket>)>, measures: Vec<Name>, archived }
//     measures: names from the object's [measures], or `count`, `<field>_sum|_avg|_median|_min|_max`.
//     Figures { keys: Vec<Column label info>, measures: Vec<(Name, Unit)>, groups: Vec<FigureGroup{keys: Vec<Value>, titles: Vec<Option<Arc<str>>>, figures: Vec<Value>, filter: String (CEL of exactly these rows: drill-down)}>, total: Vec<Value> }
// board::board(&Ctx, object, filter, search) -> Result<Board, Error>          // columns by stage: stage, count, sum, first 50 records
// funnel::funnel(&Ctx, object, filter) -> Result<Funnel, Error>               // per stage: reached, conversion, median days, drill filter
// create::create(&Ctx, object, Draft, Option<IdempotencyKey>) -> Result<Record, Error>
// update::update(&Ctx, object, id, version, Draft) -> Result<Record, Error>
// archive::archive / restore(&Ctx, object, id, version)
// transfer::transfer(&Ctx, object, ids: &[Id], to: Id user) -> Result<usize, Error>
// undo::undo(&Ctx, change: Id) -> Result<..>
// history::history(&Ctx, object, id) -> Result<Vec<HistoryEntry>, Error>
// search::search(&Ctx, text, limit) -> Result<Vec<Hit{object,id,title}>, Error>;  search::suggest(&Ctx, object, text, limit)
// bulk::write(&Ctx, Vec<BulkRow>) -> …                                         // intake's door: same rights, validation, evidence; chunked
