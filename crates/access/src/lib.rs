//! Who may do what with which rows and fields: a decision as data (an expression and a set of fields), and the
//! reason for it. One internal form (`Decision`) yields the SQL predicate, the in-memory check and the explanation.
//! Default is deny. Must not know SQL or HTTP.

mod decide;
mod explain;
mod roles;
mod scope;
mod write;

use std::sync::Arc;

use catalogue::{Action, Id, Name, ScopeLevel};
use query::Expr;

pub use decide::{OWNER_ROLE, carries, decide};
pub use explain::{Explanation, explain};
pub use roles::{is_above, may_give_roles, may_read_evidence, may_set_up};
pub use scope::{export_scope, names_its_record, scope};
pub use write::{PLACE_FIELDS, Refused, WriteRights, may_write};

/// Somebody who may act: only an active person becomes one (see `guard`).
#[derive(Debug, Clone)]
pub struct Principal {
    pub user: Id,
    pub name: Arc<str>,
    pub roles: Vec<Name>,
    /// The person's teams (with the ones they lead).
    pub teams: Vec<Id>,
    /// The person's branch and all branches below it (with the ones they head).
    pub branches: Vec<Id>,
    /// Home team and branch: what a new record of theirs gets.
    pub team: Option<Id>,
    pub branch: Option<Id>,
    /// Fields that denies and shares put on top of the roles; loaded with the person.
    pub denies: Vec<Deny>,
    pub shares: Vec<Share>,
}

/// Takes rows away, whatever grants say. Always dated and with a reason; never binds the owner role.
#[derive(Debug, Clone)]
pub struct Deny {
    pub id: Id,
    pub object: Name,
    pub actions: Vec<Action>,
    pub rows: Expr,
    pub reason: String,
    pub until: i64,
}

/// One record given to one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    pub id: Id,
    pub object: Name,
    pub record: Id,
    /// May also update it.
    pub write: bool,
    pub until: Option<i64>,
}

/// The answer for one person, action and object: which rows, which fields on which of them, and why.
#[derive(Debug, Clone)]
pub struct Decision {
    pub action: Action,
    pub object: Name,
    /// Each grant, share that allows; a row is allowed when one of their `rows` holds and no deny's does.
    pub allows: Vec<Allow>,
    pub denies: Vec<Deny>,
}

/// One reason to allow, with the fields it carries: field rights belong to the grant that covers the row.
#[derive(Debug, Clone)]
pub struct Allow {
    pub rows: Expr,
    pub fields: catalogue::FieldSet,
    pub because: Because,
}

/// What gives a right.
#[derive(Debug, Clone, PartialEq)]
pub enum Because {
    /// With `through`: a related record of this relation lies within the scope, not the record itself.
    Role { role: Name, scope: ScopeLevel, through: Option<Name> },
    /// A link, as its ends may be read and changed.
    Ends { role: Name },
    /// Given to the person; in the explanation of one row, the one share that gives it.
    Shares(Vec<Share>),
}
