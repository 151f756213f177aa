//! The types of fields, as declared. What a value of each looks like is in `value`.

use crate::Name;

/// The type of a field, with what makes it special.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    Text,
    LongText,
    Integer {
        unit: Option<Name>,
        indivisible: bool,
    },
    Decimal {
        scale: u32,
        unit: Option<Name>,
        indivisible: bool,
    },
    Money,
    /// A fraction kept with this many digits (4 = hundredths of a percent).
    Percent {
        scale: u32,
    },
    Date,
    Instant,
    Duration,
    Boolean,
    Choice {
        options: Vec<Name>,
    },
    /// A choice whose options are stages; brings `<field>_since` and `<field>_days` with it.
    Stage {
        stages: Vec<Stage>,
    },
    Choices {
        options: Vec<Name>,
    },
    Reference {
        to: Name,
    },
    /// A reference to a `user`.
    Person,
    Email,
    Phone,
    Url,
    File,
    /// Not stored: an expression of the query language over this record; `kind` is its type.
    Computed {
        expr: Name,
        kind: Box<Kind>,
    },
    /// Not stored: min, max, count or sum over a to-many relation, by a correlated subquery.
    Rollup {
        relation: Name,
        function: RollupFunction,
        field: Option<Name>,
        filter: Option<Name>,
        kind: Box<Kind>,
    },
}

/// What a rollup does with the related records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RollupFunction {
    Count,
    Sum,
    Min,
    Max,
}

impl Kind {
    /// The kind of the value one reads: that of the expression for computed fields, else itself.
    #[must_use]
    pub fn value_kind(&self) -> &Kind {
        match self {
            Self::Computed { kind, .. } | Self::Rollup { kind, .. } => kind.value_kind(),
            other => other,
        }
    }

    /// The word for it in TOML.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::LongText => "long_text",
            Self::Integer { .. } => "integer",
            Self::Decimal { .. } => "decimal",
            Self::Money => "money",
            Self::Percent { .. } => "percent",
            Self::Date => "date",
            Self::Instant => "instant",
            Self::Duration => "duration",
            Self::Boolean => "boolean",
            Self::Choice { .. } | Self::Stage { .. } => "choice",
            Self::Choices { .. } => "choices",
            Self::Reference { .. } => "reference",
            Self::Person => "person",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Url => "url",
            Self::File => "file",
            Self::Computed { .. } | Self::Rollup { .. } => "computed",
        }
    }

    /// True when the field has a column of its own.
    #[must_use]
    pub fn is_stored(&self) -> bool {
        !matches!(self, Self::Computed { .. } | Self::Rollup { .. })
    }

    /// The object a reference or person field points to.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        match self {
            Self::Reference { to } => Some(to),
            Self::Person => Some("user"),
            _ => None,
        }
    }

    /// True for one choice of a few: a board has a column for each.
    #[must_use]
    pub fn has_columns(&self) -> bool {
        matches!(self, Self::Choice { .. } | Self::Stage { .. })
    }

    /// The ids that a value of this kind may be, in declared order: those of stages, of one choice or of several; none of others.
    #[must_use]
    pub fn options(&self) -> Vec<&Name> {
        match self {
            Self::Choice { options } | Self::Choices { options } => options.iter().collect(),
            Self::Stage { stages } => stages.iter().map(|stage| &stage.id).collect(),
            _ => Vec::new(),
        }
    }

    /// The same without stages that are out of use: what a form offers and a board has columns for.
    #[must_use]
    pub fn offered(&self) -> Vec<&Name> {
        match self {
            Self::Stage { stages } => stages.iter().filter(|stage| !stage.retired).map(|stage| &stage.id).collect(),
            other => other.options(),
        }
    }

    /// The stage of this id.
    #[must_use]
    pub fn stage(&self, id: &str) -> Option<&Stage> {
        match self {
            Self::Stage { stages } => stages.iter().find(|stage| &*stage.id == id),
            _ => None,
        }
    }

    /// Text-like kinds compare and sort by their folded shadow column.
    #[must_use]
    pub fn is_folded(&self) -> bool {
        matches!(self, Self::Text | Self::LongText | Self::Email | Self::Url | Self::Phone)
    }
}

/// What a stage means for the record in it: said in the file, never guessed from a name or a probability.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    Open,
    Won,
    Lost,
}

impl Outcome {
    /// The word for it in TOML and in the language.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }
}

/// One step of a stages field, in declared order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    pub id: Name,
    pub outcome: Outcome,
    /// Whole percent, 0 to 100.
    pub probability: u8,
    /// Out of use: what stands in it keeps it, and nothing more comes into it.
    pub retired: bool,
}
