//! Candor as it is: nothing acknowledged is lost, nothing is half done.

use torture::house::Base;
use torture::scenario::full::{self, Disk};
use torture::scenario::{import, kill, once, postmaster};

use crate::{alone, green, skipped};

#[test]
fn fifty_kills_lose_nothing_on_a_file() {
    let _turn = alone();
    green(&kill::run(Base::Sqlite, &kill::Plan::new(50, 101)).unwrap());
}

#[test]
fn kills_lose_nothing_on_a_server() {
    let _turn = alone();
    let url = pgtest::fresh_url().unwrap();
    green(&kill::run(Base::Postgres(url), &kill::Plan::new(6, 102)).unwrap());
}

#[test]
fn the_database_server_killed_and_connections_cut_lose_nothing() {
    let _turn = alone();
    green(&postmaster::run(&kill::Plan::new(6, 103)).unwrap());
}

#[test]
fn a_killed_import_is_taken_back_to_the_last_row() {
    let _turn = alone();
    green(&import::run(Base::Sqlite, &kill::Plan::new(3, 104)).unwrap());
}

#[test]
fn five_hundred_posts_sent_again_and_again_have_one_effect_each() {
    let _turn = alone();
    green(&once::run(Base::Sqlite, &once::Plan { posts: 500, kills: 8, seed: 105, sabotage: None }).unwrap());
    let url = pgtest::fresh_url().unwrap();
    green(&once::run(Base::Postgres(url), &once::Plan { posts: 60, kills: 2, seed: 106, sabotage: None }).unwrap());
}

#[test]
fn a_full_disk_refuses_clearly_and_loses_nothing() {
    let _turn = alone();
    if let Err(why) = Disk::mount() {
        return skipped("a full disk", &why.to_string());
    }
    green(&full::run(&kill::Plan::new(4, 107)).unwrap());
}
