//! The board: a column a choice with count and figure, in lanes where it is parted; cards that can be dragged or carried by keys,
//! and on each card the same move as a plain form.

mod card;

use maud::{Markup, html};

use crate::fields::Fields;
use crate::icon;

pub use card::{Moves, Tile, tiles};

/// One column.
#[derive(Debug, Clone)]
pub struct Column {
    /// The choice; empty for what is not known.
    pub option: String,
    /// What it is called, as text.
    pub label: String,
    pub head: Markup,
    pub count: String,
    /// How many it should hold, and whether it holds more.
    pub limit: Option<(String, bool)>,
    /// The figure, and the figure weighted by the stage's probability.
    pub sum: Option<String>,
    /// The figure to the coin, shown over the short one.
    pub exact: Option<String>,
    pub weighted: Option<String>,
    /// The list of exactly these records.
    pub address: String,
    /// What can be set up of the column.
    pub tools: Option<Markup>,
}

/// The records of one person, team or other record; all of them where the board is not parted.
#[derive(Debug, Clone)]
pub struct Lane {
    /// Empty for the records of nobody.
    pub id: String,
    pub head: Option<LaneHead>,
    /// One a column; none where the lane is closed.
    pub cells: Vec<Cell>,
}

/// What stands over a lane.
#[derive(Debug, Clone)]
pub struct LaneHead {
    pub title: Markup,
    pub count: String,
    pub sum: Option<String>,
    pub is_open: bool,
    /// Opens or closes it.
    pub toggle: String,
    /// The list of exactly these records.
    pub address: String,
}

/// What of a column stands in a lane.
#[derive(Debug, Clone)]
pub struct Cell {
    pub count: String,
    pub tiles: Vec<Tile>,
    pub more: Option<More>,
}

/// The cards that are not shown yet.
#[derive(Debug, Clone)]
pub struct More {
    pub text: String,
    /// The list of them: where no script runs.
    pub list: String,
    /// The next cards as a part of the page.
    pub load: String,
    /// They take the place of those that are shown.
    pub instead: bool,
}

/// Draws it.
#[must_use]
pub fn board(fields: &Fields<'_>, columns: &[Column], lanes: &[Lane], moves: &Moves<'_>) -> Markup {
    let parted = lanes.iter().any(|lane| lane.head.is_some());
    html! {
        div #board .board-frame {
            p #board-keys .visually-hidden { (fields.reader.text("board-keys")) }
            candor-board.board.board-parted[parted] data-columns=(columns.len()) tabindex="0" role="group" aria-label=(fields.reader.words().object_plural(fields.reader.lang, &fields.object.name))
                data-picked=(said(fields, "board-picked")) data-over=(said(fields, "board-over")) data-dropped=(said(fields, "board-dropped")) data-back=(said(fields, "board-back")) {
                @if parted {
                    div.board-heads { @for column in columns { div.board-column { (column_head(fields, column)) } } }
                    @for lane in lanes { (draw_lane(fields, columns, lane, moves)) }
                } @else {
                    @for (at, column) in columns.iter().enumerate() {
                        section.board-column aria-label=(column.label) {
                            (column_head(fields, column))
                            @for lane in lanes { @if let Some(cell) = lane.cells.get(at) { (draw_cell(fields, column, lane, cell, moves)) } }
                        }
                    }
                }
            }
            div.visually-hidden data-said aria-live="assertive" {}
        }
    }
}

/// What moves its cards: once on a page.
#[must_use]
pub fn script() -> Markup {
    html! { script type="module" src=(assets::BOARD_JS) {} }
}

/// A saying in which a script puts the card, the column and the place.
fn said(fields: &Fields<'_>, key: &str) -> String {
    fields.reader.text_with(key, &[("title", "%title".into()), ("column", "%column".into())])
}

fn column_head(fields: &Fields<'_>, column: &Column) -> Markup {
    html! {
        header.board-head {
            div.board-head-line {
                (column.head)
                @match &column.limit {
                    Some((limit, over)) => a.count.board-over[*over] href=(column.address) {
                        @if *over { (icon("alert-triangle")) }
                        (column.count) " / " (limit)
                        span.visually-hidden { " " (fields.reader.text(if *over { "board-limit-over" } else { "board-limit-of" })) }
                    },
                    None => a.count href=(column.address) { (column.count) },
                }
                @if let Some(tools) = &column.tools { (tools) }
            }
            div.board-sums {
                span title=[&column.exact] { @if let Some(sum) = &column.sum { (sum) } }
                span.faint title=(fields.reader.text("board-weighted")) { @if let Some(weighted) = column.weighted.as_ref().filter(|weighted| !weighted.is_empty()) { "≈ " (weighted) } }
            }
        }
    }
}

fn draw_lane(fields: &Fields<'_>, columns: &[Column], lane: &Lane, moves: &Moves<'_>) -> Markup {
    let Some(head) = &lane.head else { return html! {} };
    html! {
        section.lane {
            header.lane-head {
                a.lane-toggle href=(head.toggle) aria-expanded=(if head.is_open { "true" } else { "false" }) {
                    (icon(if head.is_open { "chevron-down" } else { "chevron-right" })) (head.title)
                }
                a.count href=(head.address) { (head.count) }
                @if let Some(sum) = &head.sum { span.soft.number { (sum) } }
            }
            @if head.is_open {
                div.lane-cells {
                    @for (column, cell) in columns.iter().zip(&lane.cells) {
                        div.board-column role="group" aria-label=(column.label) {
                            div.lane-cell-head { span { (column.label) } span.count { (cell.count) } }
                            (draw_cell(fields, column, lane, cell, moves))
                        }
                    }
                }
            }
        }
    }
}

fn draw_cell(fields: &Fields<'_>, column: &Column, lane: &Lane, cell: &Cell, moves: &Moves<'_>) -> Markup {
    html! {
        div.board-tiles data-stage=(column.option) data-lane=(lane.id) data-label=(column.label) {
            (tiles(fields, &cell.tiles, (&column.option, &lane.id), moves))
            @if let Some(more) = &cell.more { (draw_more(more)) }
        }
    }
}

/// The way to the next cards of a cell.
#[must_use]
pub fn draw_more(more: &More) -> Markup {
    let (target, swap) = if more.instead { ("closest .board-tiles", "innerHTML") } else { ("this", "outerHTML") };
    html! { a.board-more href=(more.list) hx-get=(more.load) hx-target=(target) hx-swap=(swap) { (more.text) } }
}
