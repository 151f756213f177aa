//! The views of an object, as declared: list, board and card. They name fields; how they look is for `ui`.

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

/// The card and the form of one record.
#[derive(Debug, Clone, Default)]
pub struct CardView {
    /// Sections of the card and of the form: label key and fields.
    pub sections: Vec<Section>,
    /// To-many relations shown as related lists, in order.
    pub related: Vec<Name>,
}

/// Fields that stand together, under one heading.
#[derive(Debug, Clone)]
pub struct Section {
    pub name: Name,
    pub fields: Vec<Name>,
}
