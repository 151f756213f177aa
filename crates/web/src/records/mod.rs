//! Pages of records: home, list, card, form, board, funnel, figures, search. Each handler asks the gate once for what
//! it shows and draws it with `ui`; nothing here decides who may see what.

mod address;
pub(crate) mod board;
mod board_bar;
mod board_state;
pub(crate) mod card;
pub(crate) mod change;
pub(crate) mod comments;
pub(crate) mod conditions;
pub(crate) mod export;
pub(crate) mod figures;
pub(crate) mod files;
pub(crate) mod form;
pub(crate) mod funnel;
pub(crate) mod home;
mod links;
pub(crate) mod list;
mod list_bar;
mod list_look;
mod list_sums;
mod list_table;
pub(crate) mod moves;
mod nearby;
mod next_step;
mod related;
pub(crate) mod row;
pub(crate) mod search;
mod sending;
pub(crate) mod several;
pub(crate) mod sharing;
mod story;
pub(crate) mod subject;
mod typed;
pub(crate) mod views;
pub(crate) mod why;
