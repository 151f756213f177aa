//! The gate through its public verbs, on SQLite, with a small company made by hand.
#![expect(clippy::unwrap_used, clippy::panic, reason = "the world of these tests fails them when it cannot be made")]

#[path = "gate/world.rs"]
mod world;

#[path = "gate/boards.rs"]
mod boards;
#[path = "gate/bulk.rs"]
mod bulk;
#[path = "gate/bulk_list.rs"]
mod bulk_list;
#[path = "gate/calendar.rs"]
mod calendar;
#[path = "gate/comments.rs"]
mod comments;
#[path = "gate/evidence.rs"]
mod evidence;
#[path = "gate/exceptions.rs"]
mod exceptions;
#[path = "gate/export.rs"]
mod export;
#[path = "gate/figures.rs"]
mod figures;
#[path = "gate/files.rs"]
mod files;
#[path = "gate/fill.rs"]
mod fill;
#[path = "gate/links.rs"]
mod links;
#[path = "gate/live.rs"]
mod live;
#[path = "gate/menus.rs"]
mod menus;
#[path = "gate/near.rs"]
mod near;
#[path = "gate/notifications.rs"]
mod notifications;
#[path = "gate/post.rs"]
mod post;
#[path = "gate/repeating.rs"]
mod repeating;
#[path = "gate/rights.rs"]
mod rights;
#[path = "gate/rollups.rs"]
mod rollups;
#[path = "gate/setup.rs"]
mod setup;
#[path = "gate/several.rs"]
mod several;
#[path = "gate/stages.rs"]
mod stages;
#[path = "gate/tree.rs"]
mod tree;
#[path = "gate/undo.rs"]
mod undo;
#[path = "gate/validation.rs"]
mod validation;
#[path = "gate/views.rs"]
mod views;
#[path = "gate/working.rs"]
mod working;
#[path = "gate/writes.rs"]
mod writes;
