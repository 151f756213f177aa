//! The board: a column a stage with count and sums, tiles that can be dragged, and on each tile the same move as a
//! plain form.

use catalogue::Id;
use maud::{Markup, html};

use crate::fields::Fields;
use crate::{icon, paths};

/// One column.
#[derive(Debug, Clone)]
pub struct Column {
    pub stage: String,
    pub head: Markup,
    pub count: String,
    /// The sum, and the sum weighted by the stage's probability.
    pub sum: Option<String>,
    /// The sum to the coin, shown over the short one.
    pub exact: Option<String>,
    pub weighted: Option<String>,
    /// The list of exactly these records.
    pub address: String,
    pub tiles: Vec<Tile>,
    /// How many more there are than tiles: said with a link.
    pub more: Option<String>,
}

/// One record on the board.
#[derive(Debug, Clone)]
pub struct Tile {
    pub id: Id,
    pub version: i64,
    pub title: String,
    pub facts: Vec<Markup>,
    /// Days in the stage as written, and whether that is long.
    pub age: Option<(String, bool)>,
    pub owner: Option<Markup>,
    pub movable: bool,
}

/// Draws it; `stages` are ids and labels for the move on each tile, `back` is where a move returns to.
#[must_use]
pub fn board(fields: &Fields<'_>, columns: &[Column], stages: &[(String, String)], back: &str) -> Markup {
    html! {
        candor-board.board tabindex="0" role="group" aria-label=(fields.reader.words().object_plural(fields.reader.lang, &fields.object.name)) {
            @for column in columns {
                section.board-column {
                    (column_head(fields, column))
                    div.board-tiles data-stage=(column.stage) {
                        @for tile in &column.tiles { (draw_tile(fields, tile, &column.stage, stages, back)) }
                        @if let Some(more) = &column.more { a.board-more href=(column.address) { (more) } }
                    }
                }
            }
        }
        script type="module" src=(assets::BOARD_JS) {}
    }
}

fn column_head(fields: &Fields<'_>, column: &Column) -> Markup {
    html! {
        header.board-head {
            div.board-head-line { (column.head) a.count href=(column.address) { (column.count) } }
            div.board-sums {
                span title=[&column.exact] { @if let Some(sum) = &column.sum { (sum) } }
                span.faint title=(fields.reader.text("board-weighted")) { @if let Some(weighted) = column.weighted.as_ref().filter(|weighted| !weighted.is_empty()) { "≈ " (weighted) } }
            }
        }
    }
}

fn draw_tile(fields: &Fields<'_>, tile: &Tile, stage: &str, stages: &[(String, String)], back: &str) -> Markup {
    let address = paths::record(&fields.object.plural, tile.id);
    html! {
        article.tile data-href=(address) data-movable[tile.movable] {
            a.tile-title href=(address) draggable="false" { (tile.title) }
            @if !tile.facts.is_empty() { div.tile-facts { @for fact in &tile.facts { span { (fact) } } } }
            div.tile-foot {
                @if let Some(owner) = &tile.owner { (owner) }
                @if let Some((age, long)) = &tile.age { span.nowrap.stale[*long] { (age) } }
                @if tile.movable { (move_form(fields, tile, stage, stages, back)) }
            }
        }
    }
}

fn move_form(fields: &Fields<'_>, tile: &Tile, stage: &str, stages: &[(String, String)], back: &str) -> Markup {
    let reader = fields.reader;
    html! {
        details.menu-inline {
            summary aria-label=(reader.text_with("board-move", &[("title", tile.title.as_str().into())])) { (icon("dots")) }
            form.menu-panel.stack method="post" action=(paths::of_record(&fields.object.plural, tile.id, "stage")) data-auto {
                input type="hidden" name="version" value=(tile.version);
                input type="hidden" name="back" value=(back);
                label.form-label { (reader.text("board-move-to")) }
                select.form-select.form-small name="stage" aria-label=(reader.text("board-move-to")) {
                    @for (id, label) in stages { option value=(id) selected[id == stage] { (label) } }
                }
                button.btn.btn-small.no-script type="submit" { (reader.text("board-move-do")) }
            }
        }
    }
}
