//! The checked catalogue: what every other crate reads. Built only by `load` (all faults at once), of the product's files and
//! a company's own set-up over them; after that it is immutable and shared. Must not know any IO, SQL or HTTP.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::{
    BoardView, CalendarView, CardView, Finding, Kind, ListView, Measure, Method, Role, Segment, Setup, Stage, Words,
};

/// A name from the catalogue: object, field, role, stage... Cheap to clone, compared by text.
pub type Name = Arc<str>;

/// Everything that is declared, checked once. Shared as `Arc<Catalogue>`.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// In menu order (`order` key of the file, then name).
    pub objects: IndexMap<Name, Arc<Object>>,
    /// Objects that are kept and not used any more: their tables stay.
    pub retired: Vec<Arc<Object>>,
    pub roles: IndexMap<Name, Role>,
    pub findings: IndexMap<Name, Finding>,
    /// Every expression of the files with its place, for `query` to check.
    pub expressions: Vec<ExpressionPlace>,
    /// The words for all of it: those of the product, and a company's own over them.
    pub words: Arc<Words>,
    /// What a company added, as it was told.
    pub setup: Arc<Setup>,
    /// The product's own files: what a set-up is laid over.
    pub(crate) product: Arc<[(String, String)]>,
}

/// An expression of the query language in a catalogue file. The catalogue keeps its text; `query` checks it.
#[derive(Debug, Clone, PartialEq)]
pub struct ExpressionPlace {
    /// The object over whose records it is evaluated (for a rollup's `where`: the related object).
    pub object: Name,
    /// Where it stands, as dotted keys: `segments.stuck.where`.
    pub key: String,
    pub text: Name,
    pub wants: Wants,
    pub file: Name,
    /// From 1.
    pub line: u32,
}

/// What an expression must yield.
#[derive(Debug, Clone, PartialEq)]
pub enum Wants {
    Condition,
    /// A value of this kind.
    Value(Kind),
}

/// Who decides who sees a record of this object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visible {
    /// Owner, team and branch of the record decide.
    Owned,
    /// Reference data: any grant to read covers every row (product, branch, team, campaign).
    Shared,
    /// A link between records decides nothing by its own place: whoever reads all its ends reads it, whoever also changes
    /// the first of them writes it.
    Linked,
}

/// One kind of record: `catalogue/objects/<name>.toml`.
#[derive(Debug, Clone)]
pub struct Object {
    /// Singular, `deal`; the file name.
    pub name: Name,
    /// Plural, `deals`: table name, URL and default name of the to-many relation.
    pub plural: Name,
    /// What a record is called: literal text and `{field}` places.
    pub title: Vec<TitlePart>,
    pub visible: Visible,
    /// The references between which a link stands (`Visible::Linked`), the leading one first; empty for other objects.
    pub ends: Vec<Name>,
    /// Tabler icon name without prefix.
    pub icon: Name,
    /// Shown in the main menu.
    pub menu: bool,
    /// Declared fields first, in file order, then the system fields (see `system_fields`).
    pub fields: IndexMap<Name, Field>,
    /// Fields that are kept and not used any more: their columns stay, and nothing else shows them.
    pub retired: IndexMap<Name, Field>,
    /// To-many: name to (object, its reference field). `company.deals` is (`deal`, `company`).
    pub relations: IndexMap<Name, Relation>,
    pub segments: IndexMap<Name, Segment>,
    pub measures: IndexMap<Name, Measure>,
    pub list: ListView,
    /// Present when the object has a choice of a few.
    pub board: Option<BoardView>,
    pub card: CardView,
    /// Present when its records stand in the calendar.
    pub calendar: Option<CalendarView>,
    /// Fields whose equality makes two records likely duplicates (each alone is a key).
    pub duplicate_keys: Vec<Name>,
}

/// A piece of what a record is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TitlePart {
    Text(Name),
    Field(Name),
}

/// A to-many relation: the records of `object` whose `field` points here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    pub object: Name,
    pub field: Name,
}

/// One field of an object. `system` fields exist on every object and are written by the gate alone.
#[derive(Debug, Clone)]
pub struct Field {
    pub name: Name,
    pub kind: Kind,
    pub required: bool,
    /// No two living records may share it (a unique index over the folded value).
    pub unique: bool,
    /// Part of the search text of its record.
    pub search: bool,
    /// Data of a natural person (GDPR): decided in review, listed in a golden file.
    pub personal: bool,
    /// Indexed because lists filter or sort on it.
    pub indexed: bool,
    /// Name of the to-many relation on the other object (references only).
    pub inverse: Option<Name>,
    /// Leads to the record of the same object that this one is below: a company's group, a branch's region. No record is below
    /// itself.
    pub hierarchy: bool,
    /// Literal text of the value a new record gets (`me`, `today`, `now` or a literal), checked against the kind.
    pub default: Option<Name>,
    /// An expression: the field must be filled when it is true.
    pub required_when: Option<Name>,
    /// An expression: whoever changes a record so that it comes to hold is asked for the field, and may leave it open.
    pub asked_when: Option<Name>,
    /// Expressions of what the field is when nobody says it: the first whose value is known. See `fill_when`.
    pub fill: Vec<Name>,
    /// Fills the field when this comes to hold, and empties it when it ceases to. Without it the field follows its expressions
    /// until somebody gives it a value of its own.
    pub fill_when: Option<Name>,
    /// Words people use for this field in spreadsheets, folded by [`crate::fold_header`]: the import proposes the mapping by them.
    pub aliases: Vec<Name>,
    /// Words people write for the options or stages (folded as headers are, the ids among them), each with the id it means.
    pub option_aliases: IndexMap<Name, Name>,
    pub system: bool,
}

impl Field {
    /// A field of this kind with nothing special about it.
    #[must_use]
    pub fn plain(name: impl Into<Name>, kind: Kind) -> Self {
        Self {
            name: name.into(),
            kind,
            required: false,
            unique: false,
            search: false,
            personal: false,
            indexed: false,
            inverse: None,
            hierarchy: false,
            default: None,
            required_when: None,
            asked_when: None,
            fill: Vec::new(),
            fill_when: None,
            aliases: Vec::new(),
            option_aliases: IndexMap::new(),
            system: false,
        }
    }
}

/// Names of the fields that every object has, with their kinds: `id` is the key and not listed here.
/// `owner` (person), `team`, `branch` (references), `created_by`, `updated_by` (person),
/// `created_at`, `updated_at`, `archived_at` (instant), `version` (integer),
/// `source`, `external_id` (text; unique together).
pub const SYSTEM_FIELDS: [&str; 11] = [
    "owner",
    "team",
    "branch",
    "created_by",
    "created_at",
    "updated_by",
    "updated_at",
    "version",
    "archived_at",
    "source",
    "external_id",
];

impl Default for Catalogue {
    /// With nothing declared; the words are those of the product.
    fn default() -> Self {
        Self {
            objects: IndexMap::new(),
            retired: Vec::new(),
            roles: IndexMap::new(),
            findings: IndexMap::new(),
            expressions: Vec::new(),
            words: Arc::clone(Words::shipped()),
            setup: Arc::default(),
            product: Arc::from([]),
        }
    }
}

impl Catalogue {
    /// Every object that has a table, also a retired one.
    pub fn kept_objects(&self) -> impl Iterator<Item = &Arc<Object>> {
        self.objects.values().chain(&self.retired)
    }

    /// The object of this name, or of this plural.
    #[must_use]
    pub fn object(&self, name: &str) -> Option<&Arc<Object>> {
        self.objects.get(name).or_else(|| self.objects.values().find(|o| &*o.plural == name))
    }
}

impl Object {
    /// Whether values of the field add up to something that is meant: some measure of the object sums them. Years, list
    /// prices and percentages are numbers too, and their sum says nothing.
    #[must_use]
    pub fn adds_up(&self, field: &str) -> bool {
        self.measures.values().any(|measure| matches!(&measure.method, Method::Sum(summed) if &**summed == field))
    }

    /// The field of this name, unless it is retired.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.get(name)
    }

    /// The field that leads to the record above, where records of the object are a tree.
    #[must_use]
    pub fn hierarchy(&self) -> Option<&Field> {
        self.fields.values().find(|field| field.hierarchy)
    }

    /// The references between which a link stands, each with the object it leads to; none for other objects.
    pub fn ends(&self) -> impl Iterator<Item = (&Field, &Name)> {
        let field = |name| self.fields.get::<Name>(name);
        self.ends.iter().filter_map(field).filter_map(|field| match &field.kind {
            Kind::Reference { to } => Some((field, to)),
            _ => None,
        })
    }

    /// The fields that no two living records share: each unique field by itself, and all ends of a link together.
    #[must_use]
    pub fn keys(&self) -> Vec<Vec<&Field>> {
        let single = self.stored_fields().filter(|field| field.unique).map(|field| vec![field]);
        let ends: Vec<&Field> = self.ends().map(|(field, _)| field).collect();
        single.chain((!ends.is_empty()).then_some(ends)).collect()
    }

    /// The field that carries the stages, if any.
    #[must_use]
    pub fn stage_field(&self) -> Option<(&Field, &[Stage])> {
        self.fields.values().find_map(|f| match &f.kind {
            Kind::Stage { stages } => Some((f, stages.as_slice())),
            _ => None,
        })
    }

    /// Fields with a column, and those that have one still: what a table is made of, copied and kept.
    pub fn kept_fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.values().chain(self.retired.values()).filter(|f| f.kind.is_stored())
    }

    /// Fields with a column, declared and system alike.
    pub fn stored_fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.values().filter(|f| f.kind.is_stored())
    }
}
