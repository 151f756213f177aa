//! The technical tables as rows of typed structs: columns, binding and reading from one declaration each.

use std::sync::Arc;

use catalogue::{Id, Value};

use crate::dialect::Class;
use crate::sql::{Reader, SqlValue};
use crate::*;

/// A struct that is a row of a technical table.
pub(crate) trait Stored: Sized {
    const TABLE: &'static str;
    const COLUMNS: &'static [(&'static str, Class)];
    fn bind(&self) -> Vec<SqlValue>;
    fn read(cells: &mut Reader) -> Result<Self, StoreError>;
}

/// A field of such a struct.
trait Part: Sized {
    const CLASS: Class;
    fn put(&self) -> SqlValue;
    fn take(cells: &mut Reader) -> Result<Self, StoreError>;
}

macro_rules! stored {
    ($row:ident in $table:literal { $($field:ident: $type:ty),* $(,)? }) => {
        impl Stored for $row {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [(&'static str, Class)] = &[$((stringify!($field), <$type as Part>::CLASS)),*];
            fn bind(&self) -> Vec<SqlValue> {
                vec![$(self.$field.put()),*]
            }
            fn read(cells: &mut Reader) -> Result<Self, StoreError> {
                Ok(Self { $($field: Part::take(cells)?),* })
            }
        }
    };
}

stored!(History in "candor_history" {
    id: Id, change: Id, object: Arc<str>, record: Id, field: Arc<str>, old: Value, new: Value, by: Id, at: i64, version: i64,
});
stored!(Stay in "candor_stays" {
    id: Id, change: Id, object: Arc<str>, record: Id, field: Arc<str>, stage: Arc<str>, from_at: i64, to_at: Option<i64>, by: Id,
});
stored!(Evidence in "candor_evidence" {
    id: Id, at: i64, actor: Option<Id>, kind: Arc<str>, object: Option<Arc<str>>, record: Option<Id>, detail: String,
    channel: Arc<str>, address: String, request: String,
});
stored!(Outbox in "candor_outbox" {
    id: Id, topic: Arc<str>, object: Arc<str>, record: Id, payload: String, at: i64,
});
stored!(Idempotency in "candor_idempotency" {
    key: String, actor: Id, request: String, answer: String, at: i64,
});
stored!(Credential in "candor_credentials" {
    user: Id, kind: Arc<str>, secret: String, created_at: i64, failures: i64, locked_until: Option<i64>,
});
stored!(Session in "candor_sessions" {
    token_hash: String, user: Id, created_at: i64, seen_at: i64, expires_at: i64, address: String, agent: String,
});
stored!(Invitation in "candor_invitations" {
    token_hash: String, user: Id, created_at: i64, expires_at: i64,
});
stored!(CalendarFeed in "candor_calendar_feeds" {
    user: Id, token_hash: String, created_at: i64, seen_at: Option<i64>, hour: i64, asked: i64,
});
stored!(Batch in "candor_batches" {
    id: Id, by: Id, at: i64, state: Arc<str>, done: i64, total: i64, plan: String, report: String,
});
stored!(BatchClaim in "candor_batch_claims" { batch: Id, node: Id, until: i64, });
stored!(BatchRow in "candor_batch_rows" {
    batch: Id, object: Arc<str>, record: Id, action: Arc<str>, version: i64, change: Id, before: String,
});
stored!(SavedView in "candor_views" {
    id: Id, user: Id, object: Arc<str>, name: String, query: String, shared: bool,
});
stored!(Comment in "candor_comments" {
    id: Id, comment: Id, object: Arc<str>, record: Id, author: Id, at: i64, state: Arc<str>, text: String, folded: String,
});
stored!(Favourite in "candor_favourites" {
    user: Id, view: Id, opens: bool,
});
stored!(Share in "candor_shares" {
    id: Id, object: Arc<str>, record: Id, user: Id, write: bool, by: Id, at: i64, until: Option<i64>,
});
stored!(Rule in "candor_rules" {
    id: Id, user: Option<Id>, role: Option<Arc<str>>, object: Arc<str>, actions: String, filter: String, related: bool,
    reason: String, by: Id, at: i64, until: i64,
});
stored!(KeptSetup in "candor_setups" {
    version: i64, by: Option<Id>, at: i64, files: String,
});
stored!(Follower in "candor_followers" {
    user: Id, object: Arc<str>, record: Id, at: i64,
});
stored!(Notification in "candor_notifications" {
    user: Id, topic: String, id: Id, kind: Arc<str>, object: Arc<str>, record: Option<Id>, count: i64, by: Option<Id>,
    at: i64, change: Id, read_at: Option<i64>,
});
stored!(Telling in "candor_tellings" {
    user: Id, without: String, quiet_from: Option<i64>, quiet_to: Option<i64>,
});
stored!(KeptMenu in "candor_menus" {
    user: Id, layout: String,
});
stored!(Presence in "candor_presence" {
    user: Id, object: Arc<str>, record: Id, node: Id, seen_at: i64,
});
stored!(Subscriber in "candor_subscribers" {
    name: Arc<str>, upto: Id, node: Id, until: i64,
});
stored!(Post in "candor_post" {
    topic: String, id: Id, user: Id, kind: Arc<str>, at: i64, state: Arc<str>, next_at: i64, tries: i64, node: Id, until: i64,
    sent_at: Option<i64>, reason: String, said: String, sealed: String, leave_hash: String,
});
stored!(PostWish in "candor_post_wishes" {
    user: Id, every: Arc<str>, hour: i64, upto: Id, since: i64,
});
stored!(Head in "candor_heads" {
    size: i64, root: String, note: String, at: i64,
});

/// A company setting as a row.
pub(crate) struct Setting {
    pub key: Arc<str>,
    pub value: String,
}

stored!(Setting in "candor_settings" { key: Arc<str>, value: String });

/// The place of an event in the evidence tree.
pub(crate) struct Leaf {
    pub event: Id,
    pub leaf: i64,
    pub hash: String,
}

/// An event that has no place in the tree yet: kept apart, so that finding them does not read all of the evidence.
pub(crate) struct Unsealed {
    pub event: Id,
}

stored!(Unsealed in "candor_unsealed" { event: Id });
stored!(Leaf in "candor_leaves" { event: Id, leaf: i64, hash: String });

impl Part for i64 {
    const CLASS: Class = Class::Int;
    fn put(&self) -> SqlValue {
        SqlValue::Int(Some(*self))
    }
    fn take(cells: &mut Reader) -> Result<Self, StoreError> {
        cells.some_int()
    }
}

impl Part for Option<i64> {
    const CLASS: Class = Class::Int;
    fn put(&self) -> SqlValue {
        SqlValue::Int(*self)
    }
    fn take(cells: &mut Reader) -> Result<Self, StoreError> {
        cells.int()
    }
}

impl Part for bool {
    const CLASS: Class = Class::Int;
    fn put(&self) -> SqlValue {
        SqlValue::Int(Some(i64::from(*self)))
    }
    fn take(cells: &mut Reader) -> Result<Self, StoreError> {
        Ok(cells.some_int()? != 0)
    }
}

impl Part for Id {
    const CLASS: Class = Class::Int;
    fn put(&self) -> SqlValue {
        SqlValue::Int(Some(self.0))
    }
    fn take(cells: &mut Reader) -> Result<Self, StoreError> {
        cells.some_int().map(Id)
    }
}

impl Part for Option<Id> {
    const CLASS: Class = Class::Int;
    fn put(&self) -> SqlValue {
        SqlValue::Int(self.map(|id| id.0))
    }
    fn take(cells: &mut Reader) -> Result<Self, StoreError> {
        Ok(cells.int()?.map(Id))
    }
}

impl Part for String {
    const CLASS: Class = Class::Text;
    fn put(&self) -> SqlValue {
        SqlValue::Text(Some(self.clone()))
    }
    fn take(cells: &mut Reader) -> Result<Self, StoreError> {
        cells.some_text().map(|text| text.to_string())
    }
}

impl Part for Arc<str> {
    const CLASS: Class = Class::Text;
    fn put(&self) -> SqlValue {
        SqlValue::Text(Some(self.to_string()))
    }
    fn take(cells: &mut Reader) -> Result<Self, StoreError> {
        cells.some_text()
    }
}

impl Part for Option<Arc<str>> {
    const CLASS: Class = Class::Text;
    fn put(&self) -> SqlValue {
        SqlValue::Text(self.as_ref().map(ToString::to_string))
    }
    fn take(cells: &mut Reader) -> Result<Self, StoreError> {
        cells.text()
    }
}

/// Values of any field keep their type: JSON with a tag.
impl Part for Value {
    const CLASS: Class = Class::Text;
    fn put(&self) -> SqlValue {
        SqlValue::Text(serde_json::to_string(self).ok())
    }
    fn take(cells: &mut Reader) -> Result<Self, StoreError> {
        match cells.text()? {
            Some(text) => serde_json::from_str(&text).map_err(StoreError::inside),
            None => Ok(Self::Null),
        }
    }
}
