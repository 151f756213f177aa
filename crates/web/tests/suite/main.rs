//! The pages through the router, as a browser asks them. One program, so that the story is told once for all of them.

mod accounts;
mod boards;
mod bulk;
mod calendar;
mod company;
mod day;
mod door;
mod drafts;
mod exceptions;
mod export;
mod feed;
mod files;
mod hidden;
mod hostile;
mod import;
mod import_told;
mod keys;
mod lists;
mod live;
mod once;
mod routes;
mod setup;
mod several;
mod start;
mod truth;
mod writes;
