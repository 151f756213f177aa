//! The typed tree of the query language: what a checked expression is. `store` renders it to SQL and
//! `eval` evaluates it in memory, with one meaning. Built by `check` from text, or by `access` directly.
//!
//! Meaning of "not known": there are two truth values. `x == null` tests for it. A comparison of order with
//! null is false; `null == v` is false and `null != v` is true; a text test on null is false; arithmetic with
//! null is null. Text compares by its folded form (`catalogue::fold`). Amounts in two currencies do not compare and
//! have no sum; a sum, least or greatest over nothing is null; a division keeps six digits and money the minor unit,
//! half away from zero. Archived records are not among the elements of a to-many relation.

use catalogue::{Name, Relation, Value};

/// A condition over one record.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    True,
    False,
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Not(Box<Expr>),
    Compare {
        op: Cmp,
        left: Operand,
        right: Operand,
    },
    /// The operand equals one of the values.
    In {
        left: Operand,
        set: Vec<Value>,
    },
    /// A test on folded text.
    Text {
        op: TextOp,
        left: Operand,
        needle: Name,
    },
    /// A choices field contains this option.
    Has {
        path: Path,
        option: Name,
    },
    /// A boolean field or operand, taken as a condition.
    Holds(Operand),
    /// The record that the operand names is this one, or one below it in the tree of its object.
    Within {
        left: Operand,
        /// The object that is a tree, and its reference that leads upwards.
        tree: RelationEnd,
        root: catalogue::Id,
    },
    /// Some record of the to-many relation meets the body. Inside it, `var` is the element.
    Exists {
        relation: Hop,
        var: u8,
        body: Box<Expr>,
    },
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cmp {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

/// A test on text; case, accents and outer space do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextOp {
    Contains,
    StartsWith,
    EndsWith,
}

/// Something with a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    Value(Value),
    Path(Path),
    /// The signed-in person's id.
    Me,
    /// This instant (UTC microseconds), one for the whole request.
    Now,
    /// Today in the company's calendar.
    Today,
    /// Exact arithmetic: numbers, money by number, instant plus or minus duration, date plus or minus days.
    Arith {
        op: Arith,
        left: Box<Operand>,
        right: Box<Operand>,
    },
    /// Whole days from the first to the second (dates, or instants by their company-calendar dates).
    Days {
        from: Box<Operand>,
        to: Box<Operand>,
    },
    /// How many records of the to-many relation meet the body.
    Size {
        relation: Hop,
        var: u8,
        body: Box<Expr>,
    },
    /// Whether the condition holds: true or false, and always known.
    Truth(Box<Expr>),
    /// A declared property of the stage a stages field is in.
    StageProperty {
        path: Path,
        property: StageProperty,
    },
    /// Min, max, count or sum over a to-many relation (a rollup field).
    Rollup {
        relation: Hop,
        var: u8,
        function: catalogue::RollupFunction,
        of: Option<Box<Operand>>,
        body: Box<Expr>,
    },
}

/// A step of arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Arith {
    Add,
    Sub,
    Mul,
    Div,
}

/// What a catalogue declares of a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StageProperty {
    /// `open`, `won` or `lost`, as text.
    Outcome,
    /// A fraction (0.10 for ten percent), as decimal with scale 2.
    Probability,
    /// The place in the declared order, from 0.
    Order,
}

/// A stored field reached from a variable over to-one references. Computed and rollup fields never appear
/// here: `check` puts their expression in their place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Path {
    /// 0 is the record itself; macros (`exists`, `size`, rollups) bind 1, 2...
    pub var: u8,
    /// The object that `var` is of.
    pub object: Name,
    /// References followed in turn; each names the object it leads to.
    pub hops: Vec<ToOne>,
    /// A stored field of the last object, or `id`.
    pub field: Name,
}

/// One to-one step: a reference field and the object it leads to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ToOne {
    pub field: Name,
    pub object: Name,
}

/// One to-many step: from which variable, over which references, by which relation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Hop {
    pub var: u8,
    /// The object that `var` is of.
    pub from: Name,
    pub hops: Vec<ToOne>,
    /// The relation's own name, for messages.
    pub name: Name,
    pub to: RelationKey,
}

/// `relation.object` rows whose `relation.field` points to the record.
pub type RelationKey = RelationEnd;

/// The records on the other side of a to-many relation: those of `object` whose `field` points here.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RelationEnd {
    pub object: Name,
    pub field: Name,
}

impl From<&Relation> for RelationEnd {
    fn from(r: &Relation) -> Self {
        Self { object: r.object.clone(), field: r.field.clone() }
    }
}

impl Path {
    /// A field of the record itself.
    #[must_use]
    pub fn own(object: &Name, field: &Name) -> Self {
        Self { var: 0, object: object.clone(), hops: Vec::new(), field: field.clone() }
    }

    /// The object whose field this is.
    #[must_use]
    pub fn last_object(&self) -> &Name {
        self.hops.last().map_or(&self.object, |h| &h.object)
    }
}

impl Expr {
    /// All of these; `True` when empty, flat, short-cut on `False`.
    #[must_use]
    pub fn all(parts: impl IntoIterator<Item = Expr>) -> Expr {
        let mut out = Vec::new();
        for part in parts {
            match part {
                Expr::True => {}
                Expr::False => return Expr::False,
                Expr::And(inner) => out.extend(inner),
                other => out.push(other),
            }
        }
        match out.len() {
            0 => Expr::True,
            1 => out.remove(0),
            _ => Expr::And(out),
        }
    }

    /// Any of these; `False` when empty, flat, short-cut on `True`.
    #[must_use]
    pub fn any(parts: impl IntoIterator<Item = Expr>) -> Expr {
        let mut out = Vec::new();
        for part in parts {
            match part {
                Expr::False => {}
                Expr::True => return Expr::True,
                Expr::Or(inner) => out.extend(inner),
                other => out.push(other),
            }
        }
        match out.len() {
            0 => Expr::False,
            1 => out.remove(0),
            _ => Expr::Or(out),
        }
    }

    /// `field == value` on the record itself.
    #[must_use]
    pub fn equals(object: &Name, field: &Name, value: Value) -> Expr {
        Expr::Compare { op: Cmp::Eq, left: Operand::Path(Path::own(object, field)), right: Operand::Value(value) }
    }
}
