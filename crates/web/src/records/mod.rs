//! Pages of records: home, list, card, form, board, funnel, figures, search. Each handler asks the gate once for what
//! it shows and draws it with `ui`; nothing here decides who may see what.

mod address;
mod board;
mod card;
mod change;
mod conditions;
mod figures;
mod form;
mod funnel;
mod home;
mod list;
mod list_bar;
mod related;
mod search;
mod story;
mod subject;
mod typed;

use axum::Router;
use axum::routing::{get, post};
use ui::paths;

use crate::app::App;

/// The addresses of records.
pub fn routes() -> Router<App> {
    Router::new()
        .route(paths::HOME, get(home::show_home))
        .route(paths::SEARCH, get(search::show_search))
        .route(paths::PALETTE, get(search::show_palette))
        .route(paths::SUGGEST, get(search::suggest_records))
        .route(paths::LIST, get(list::list_records).post(form::create_record))
        .route(paths::NEW, get(form::show_new))
        .route(paths::BOARD, get(board::show_board))
        .route(paths::FUNNEL, get(funnel::show_funnel))
        .route(paths::FIGURES, get(figures::show_figures))
        .route(paths::RECORD, get(card::show_record).post(form::update_record))
        .route(paths::EDIT, get(form::show_edit))
        .route(paths::ARCHIVE, get(change::ask_archive).post(change::archive_record))
        .route(paths::RESTORE, post(change::restore_record))
        .route(paths::TRANSFER, get(change::ask_transfer).post(change::transfer_record))
        .route(paths::STAGE, post(change::move_record))
        .route(paths::ADD, post(change::add_to_record))
        .route(paths::UNDO, post(change::undo_change))
        .route(paths::WHY, get(card::show_why))
}
