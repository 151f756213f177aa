//! A table of records: heads that sort, rows that open, sums at the foot. On a narrow screen each row becomes a block.

use maud::{Markup, html};

use crate::icon;
use crate::swap::{Region, swap_link};

/// The head of one column.
#[derive(Debug, Clone)]
pub struct Head {
    pub label: String,
    /// Figures stand at the end of their cell.
    pub figure: bool,
    /// The address that sorts by it.
    pub sort: Option<String>,
    pub sorted: Option<Sorted>,
    /// What the column says, in a sentence, for those who ask.
    pub help: Option<String>,
    /// The field that cells of the column change in place.
    pub changes: Option<String>,
    pub spare: Spare,
    /// How wide somebody made it; `None` for as wide as it needs.
    pub width: Option<Width>,
    /// The column in the address of the list, by which it is made wider or narrower.
    pub column: Option<String>,
}

/// The widths that a column can be given, in steps: a style in the page itself would be refused by its policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    Least,
    Narrow,
    Medium,
    Wide,
    Most,
}

impl Width {
    /// Every step, narrowest first.
    pub const ALL: [Self; 5] = [Self::Least, Self::Narrow, Self::Medium, Self::Wide, Self::Most];

    /// The word in addresses and forms, and in the class `col-`… of its cells.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Least => "xs",
            Self::Narrow => "s",
            Self::Medium => "m",
            Self::Wide => "l",
            Self::Most => "xl",
        }
    }

    /// The step of this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|width| width.as_str() == word)
    }
}

impl Head {
    /// Words alone: no figures below, nothing to sort or explain.
    #[must_use]
    pub fn plain(label: String) -> Self {
        Self {
            label,
            figure: false,
            sort: None,
            sorted: None,
            help: None,
            changes: None,
            spare: Spare::Never,
            width: None,
            column: None,
        }
    }
}

/// How soon a column gives its place to the others when the table is narrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Spare {
    #[default]
    Never,
    Last,
    Second,
    First,
}

impl Spare {
    fn class(self) -> Option<&'static str> {
        match self {
            Self::Never => None,
            Self::Last => Some("spare-last"),
            Self::Second => Some("spare-second"),
            Self::First => Some("spare-first"),
        }
    }
}

/// Which way a column is sorted now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorted {
    Up,
    Down,
}

/// One row: the address of its record and its cells.
#[derive(Debug, Clone, Default)]
pub struct Row {
    pub address: Option<String>,
    /// Empty markup where nothing is known.
    pub cells: Vec<Markup>,
    /// What the rows below it have in common: it is their head.
    pub group: Option<String>,
}

/// How close rows stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Density {
    #[default]
    Roomy,
    Dense,
}

/// The whole table.
#[derive(Debug, Clone)]
pub struct Table {
    pub heads: Vec<Head>,
    pub rows: Vec<Row>,
    /// Sums, one a column.
    pub foot: Option<Vec<Markup>>,
    pub density: Density,
}

/// Draws it; heads swap `region`.
#[must_use]
pub fn data_table(table: &Table, region: Option<Region>) -> Markup {
    let dense = table.density == Density::Dense;
    html! {
        div.table-wrap {
            table.table.table-stack.table-dense[dense] {
                thead { tr { @for head in &table.heads { (draw_head(head, region)) } } }
                tbody {
                    @for row in &table.rows { (draw_row(&table.heads, row)) }
                }
                @if let Some(foot) = &table.foot {
                    tfoot { tr { @for (head, cell) in table.heads.iter().zip(foot) { (draw_cell(head, cell)) } } }
                }
            }
        }
    }
}

/// One row under these heads: also alone, when it is drawn anew.
#[must_use]
pub fn draw_row(heads: &[Head], row: &Row) -> Markup {
    html! {
        tr class=[row.group.as_ref().map(|_| "group-row")] data-group=[row.group.as_deref()] data-href=[row.address.as_deref()] { @for (head, cell) in heads.iter().zip(&row.cells) { (draw_cell(head, cell)) } }
    }
}

fn draw_head(head: &Head, region: Option<Region>) -> Markup {
    let direction = head.sorted.map(|sorted| if sorted == Sorted::Up { "ascending" } else { "descending" });
    let words = html! {
        (head.label)
        @match head.sorted { Some(Sorted::Up) => (icon("arrow-up")), Some(Sorted::Down) => (icon("arrow-down")), None => "" }
    };
    if head.label.is_empty() {
        return html! { td class=[classes(head, "")] {} };
    }
    html! {
        th scope="col" data-field=[&head.changes] data-column=[&head.column] class=[classes(head, "")] aria-sort=[direction] title=[&head.help] {
            @match (&head.sort, region) {
                (Some(address), Some(region)) => (swap_link(region, "", address, &words)),
                (Some(address), None) => a href=(address) { (words) },
                (None, _) => (words),
            }
        }
    }
}

fn draw_cell(head: &Head, cell: &Markup) -> Markup {
    let blank = if cell.0.is_empty() { "blank" } else { "" };
    html! { td class=[classes(head, blank)] data-label=(head.label) { (cell) } }
}

fn classes(head: &Head, more: &str) -> Option<String> {
    let end = if head.figure { "end" } else { "" };
    let width = head.width.map(|width| format!("col-{}", width.as_str())).unwrap_or_default();
    let all: Vec<&str> =
        [end, head.spare.class().unwrap_or_default(), &width, more].into_iter().filter(|c| !c.is_empty()).collect();
    (!all.is_empty()).then(|| all.join(" "))
}
