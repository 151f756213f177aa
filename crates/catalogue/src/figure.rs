//! Segments and measures, as declared: the named conditions and the figures of an object.

use crate::Name;

/// A named condition: a filter chip on the list.
#[derive(Debug, Clone)]
pub struct Segment {
    pub name: Name,
    pub filter: Name,
}

/// A figure: defined once, with unit and method.
#[derive(Debug, Clone)]
pub struct Measure {
    pub name: Name,
    pub method: Method,
    pub filter: Option<Name>,
    pub unit: Unit,
}

/// How a figure is worked out. Averages and medians leave out what is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Method {
    Count,
    Sum(Name),
    Average(Name),
    Median(Name),
    Min(Name),
    Max(Name),
    /// One measure of this object as a fraction of another.
    Ratio {
        of: Name,
        to: Name,
    },
}

/// What a figure is counted in; it decides how the figure is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    Count,
    Money,
    Percent,
    Days,
    Other(Name),
}
