//! The views of an object, as declared: list, board, card and calendar. They name fields; how they look is for `ui`.

use crate::Name;

/// The list page of an object.
#[derive(Debug, Clone, Default)]
pub struct ListView {
    pub columns: Vec<Name>,
    /// Field and whether it descends.
    pub sort: Vec<(Name, bool)>,
    /// Fields offered as filters, in order.
    pub filters: Vec<Name>,
}

/// The board as it opens: a column for each choice.
#[derive(Debug, Clone)]
pub struct BoardView {
    /// The choice that the columns come from.
    pub by: Name,
    /// The money or number field summed at the head of each column.
    pub sum: Option<Name>,
    /// Fields on each tile.
    pub tile: Vec<Name>,
}

/// Where a record stands in the calendar of its owner, or, of a shared object, in everybody's.
#[derive(Debug, Clone)]
pub struct CalendarView {
    /// A date takes the whole day; a moment is its beginning.
    pub start: Name,
    /// How long it takes from its moment on.
    pub length: Option<Name>,
    /// The last of several days.
    pub end: Option<Name>,
    /// The choice that says what it is.
    pub kind: Option<Name>,
    /// Which records stand there; without it all.
    pub segment: Option<Name>,
    /// Lies behind the others and says what the day is: a holiday, a leave.
    pub ground: bool,
}

/// The card and the form of one record.
#[derive(Debug, Clone, Default)]
pub struct CardView {
    /// Sections of the card and of the form: label key and fields.
    pub sections: Vec<Section>,
    /// Fields that a form shows only when they are asked for.
    pub folded: Vec<Name>,
    /// To-many relations shown as related lists, in order.
    pub related: Vec<Name>,
}

/// Fields that stand together, under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub name: Name,
    pub fields: Vec<Name>,
}
