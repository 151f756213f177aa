//! The cards of a board.

use catalogue::Id;
use maud::{Markup, html};

use crate::fields::Fields;
use crate::{icon, paths};

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

/// How cards of a board are moved.
#[derive(Debug, Clone, Copy)]
pub struct Moves<'a> {
    /// The field that the columns are of.
    pub field: &'a str,
    /// Ids and labels of what a card can be moved to.
    pub options: &'a [(String, String)],
    /// The field that the lanes are of, where a card may go from lane to lane.
    pub lanes: Option<&'a str>,
    /// Where a move returns to.
    pub back: &'a str,
}

/// The cards of one cell: of a column and a lane.
#[must_use]
pub fn tiles(fields: &Fields<'_>, tiles: &[Tile], place: (&str, &str), moves: &Moves<'_>) -> Markup {
    html! { @for tile in tiles { (draw_tile(fields, tile, place, moves)) } }
}

fn draw_tile(fields: &Fields<'_>, tile: &Tile, place: (&str, &str), moves: &Moves<'_>) -> Markup {
    let address = paths::record(&fields.object.plural, tile.id);
    html! {
        article.tile id={ "tile-" (tile.id) } data-href=(address) data-movable[tile.movable] data-title=(tile.title) {
            a.tile-title href=(address) draggable="false" aria-describedby=[tile.movable.then_some("board-keys")] { (tile.title) }
            @if !tile.facts.is_empty() { div.tile-facts { @for fact in &tile.facts { span { (fact) } } } }
            div.tile-foot {
                @if let Some(owner) = &tile.owner { (owner) }
                @if let Some((age, long)) = &tile.age { span.nowrap.stale[*long] { (age) } }
                @if tile.movable { (move_form(fields, tile, place, moves)) }
            }
        }
    }
}

fn move_form(fields: &Fields<'_>, tile: &Tile, (option, lane): (&str, &str), moves: &Moves<'_>) -> Markup {
    let reader = fields.reader;
    let address = paths::of_record(&fields.object.plural, tile.id, "stage");
    html! {
        details.menu-inline {
            summary aria-label=(reader.text_with("board-move", &[("title", tile.title.as_str().into())])) { (icon("dots")) }
            form.menu-panel.stack method="post" action=(address) data-auto data-moves hx-post=(address) hx-target="#move-answer" hx-swap="innerHTML" {
                input type="hidden" name="version" value=(tile.version);
                input type="hidden" name="back" value=(moves.back);
                input type="hidden" name="field" value=(moves.field);
                @if let Some(lanes) = moves.lanes {
                    input type="hidden" name="lanes" value=(lanes);
                    input type="hidden" name="lane" value=(lane);
                }
                label.form-label { (reader.text("board-move-to")) }
                select.form-select.form-small name="stage" aria-label=(reader.text("board-move-to")) {
                    @if !moves.options.iter().any(|(id, _)| id == option) { option value="" selected { (reader.text("figures-unknown")) } }
                    @for (id, label) in moves.options { option value=(id) selected[id == option] { (label) } }
                }
                button.btn.btn-small.no-script type="submit" { (reader.text("board-move-do")) }
            }
        }
    }
}
