//! Roles as declared: who may do what with which rows and fields. Decides nothing (that is `access`).

use crate::{MenuLayout, Name};

/// What a role may do: `catalogue/roles/<name>.toml`.
#[derive(Debug, Clone)]
pub struct Role {
    pub name: Name,
    pub grants: Vec<Grant>,
    /// May set up people, roles, company settings and imports (no right to read data).
    pub set_up: bool,
    /// May read the evidence.
    pub evidence: bool,
    /// How the menu of such people differs from the product's; empty when it does not.
    pub menu: MenuLayout,
}

/// A right: these actions, on these rows of this object, with these fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Name of an object, or `*` for every object.
    pub object: Name,
    pub actions: Vec<Action>,
    pub scope: ScopeLevel,
    pub fields: FieldSet,
    /// To-many relations of the object: reading and figures reach a row too when one of these records of it lies within the
    /// scope. A client of several branches is read by each of them, and written by its own.
    pub through: Vec<Name>,
}

/// Which rows a grant reaches, by owner, team and branch of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScopeLevel {
    None,
    Own,
    Team,
    /// The person's branch with those below it.
    Branch,
    All,
}

impl ScopeLevel {
    /// Every scope, from the narrowest.
    pub const ALL: [Self; 5] = [Self::None, Self::Own, Self::Team, Self::Branch, Self::All];

    /// The word in TOML, in forms and in keys of texts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Own => "own",
            Self::Team => "team",
            Self::Branch => "branch",
            Self::All => "all",
        }
    }
}

/// Which fields of its rows a grant carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldSet {
    All,
    /// Every field that is not personal.
    Impersonal,
    Only(Vec<Name>),
    Except(Vec<Name>),
}

/// What one can do with rows. Export, bulk change, transfer, import and the like are never implied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    Read,
    /// Counts, sums and groups only: figures without rows.
    Aggregate,
    Create,
    Update,
    Archive,
    Transfer,
    Import,
    Export,
    BulkUpdate,
    Merge,
    Print,
    MailOut,
    /// Give one record to one person, until a day.
    Share,
}

impl Action {
    /// Every action there is.
    pub const ALL: [Self; 13] = [
        Self::Read,
        Self::Aggregate,
        Self::Create,
        Self::Update,
        Self::Archive,
        Self::Transfer,
        Self::Import,
        Self::Export,
        Self::BulkUpdate,
        Self::Merge,
        Self::Print,
        Self::MailOut,
        Self::Share,
    ];

    /// The word in TOML and in evidence.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Aggregate => "aggregate",
            Self::Create => "create",
            Self::Update => "update",
            Self::Archive => "archive",
            Self::Transfer => "transfer",
            Self::Import => "import",
            Self::Export => "export",
            Self::BulkUpdate => "bulk_update",
            Self::Merge => "merge",
            Self::Print => "print",
            Self::MailOut => "mail_out",
            Self::Share => "share",
        }
    }
}
