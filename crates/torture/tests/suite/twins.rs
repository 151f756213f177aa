//! Candor broken on purpose, one promise at a time: a harness that cannot fail measures nothing. Debug builds alone have
//! these faults (`crates/store/src/sabotage.rs`).
#![cfg(debug_assertions)]

use torture::house::Base;
use torture::scenario::full::{self, Disk};
use torture::scenario::kill::Plan;
use torture::scenario::{import, kill, once, postmaster};

use crate::{alone, red, skipped};

#[test]
fn answering_before_the_commit_is_found() {
    let _turn = alone();
    // Candor reads back what it wrote, so most of it shows without a kill; the run goes on until something is lost.
    let plan = Plan { until_found: false, ..Plan::broken(6, 201, "ack_before_commit") };
    red(&kill::run(Base::Sqlite, &plan).unwrap(), "acknowledged Known");
}

#[test]
fn evidence_in_a_second_transaction_is_found() {
    let _turn = alone();
    red(
        &kill::run(Base::Sqlite, &Plan::broken(30, 202, "evidence_apart")).unwrap(),
        "history without its evidence|evidence of it: false",
    );
}

#[test]
fn history_in_a_second_transaction_is_found() {
    let _turn = alone();
    red(&kill::run(Base::Sqlite, &Plan::broken(30, 203, "history_apart")).unwrap(), "evidence without its history");
}

#[test]
fn a_key_kept_after_its_change_is_found() {
    let _turn = alone();
    let plan = once::Plan { posts: 60, kills: 3, seed: 204, sabotage: Some("key_apart") };
    // One post with several effects is also a name that is there several times: with many of them that is all the list has room for.
    red(&once::run(Base::Sqlite, &plan).unwrap(), "effects|is there");
}

#[test]
fn an_import_whose_undo_is_kept_after_its_rows_is_found() {
    let _turn = alone();
    red(
        &import::run(Base::Sqlite, &Plan::broken(20, 205, "batch_rows_apart")).unwrap(),
        "an import tells where this is from",
    );
}

#[test]
fn a_server_that_answers_before_its_log_is_written_is_found() {
    let _turn = alone();
    // Whichever commit was the last: that of a writer, or that of the sealer.
    let plan = Plan::broken(10, 206, "sync_off");
    red(&postmaster::run(&plan).unwrap(), "acknowledged|the leaves of the evidence");
}

#[test]
fn a_change_without_its_evidence_on_a_full_disk_is_found() {
    let _turn = alone();
    if let Err(why) = Disk::mount() {
        return skipped("the broken twin on a full disk", &why.to_string());
    }
    // Of a record, or of an import that was taken back.
    red(&full::run(&Plan::broken(12, 207, "evidence_apart")).unwrap(), "without its evidence|evidence of it: false");
}
