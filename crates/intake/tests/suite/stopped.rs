//! Imports whose process ended before they did.
use crate::house::House;
use intake::IntakeError;
use records::{Batch, Error, bulk};

const CLIENTS: &str = "Client,City,Employees\nAcme Ltd,Madrid,10\nBeta SL,Bilbao,20\n";

#[tokio::test]
async fn an_import_left_in_the_middle_has_failed_at_the_next_start_and_can_be_taken_back() {
    let house = House::build().await;
    let before = house.digest().await;
    let books = house.text("clients.csv", CLIENTS);
    let report = house.run(&house.propose(&books).await, &books).await;
    let done = bulk::batch(&house.owner, report.batch).await.unwrap();
    let left = Batch { state: "running".into(), report: String::new(), ..done };
    bulk::put_batch(&house.owner, left.clone()).await.unwrap();
    let refused = intake::undo(&house.owner, report.batch).await;
    let Err(IntakeError::Records(Error::Invalid(faults))) = refused else { unreachable!("{refused:?}") };
    assert_eq!(faults[0].message.key, "fault-import-running");

    let house = house.opened_again().await;
    assert_eq!(intake::recover(&house.owner.gate).await.unwrap(), [report.batch]);
    let failed = bulk::batch(&house.owner, report.batch).await.unwrap();
    assert_eq!((&*failed.state, failed.by, failed.done), ("failed", left.by, left.done));
    let said: intake::Report = serde_json::from_str(&failed.report).unwrap();
    assert_eq!(said.fault.unwrap().key, "intake-failed-with-program");
    assert!(intake::recover(&house.owner.gate).await.unwrap().is_empty(), "said once");

    assert_eq!(intake::undo(&house.owner, report.batch).await.unwrap().removed, 2);
    assert_eq!(house.digest().await, before);
}

#[tokio::test]
async fn an_import_with_its_end_is_no_stopped_one() {
    let house = House::build().await;
    let books = house.text("clients.csv", CLIENTS);
    let plan = house.propose(&books).await;
    let report = house.run(&plan, &books).await;
    let begun = intake::begin(&house.owner, &plan).await.unwrap();
    intake::recover_one(&house.owner, report.batch).await.unwrap();
    assert_eq!(&*bulk::batch(&house.owner, report.batch).await.unwrap().state, "done");
    intake::recover_one(&house.owner, begun).await.unwrap();
    assert_eq!(&*bulk::batch(&house.owner, begun).await.unwrap().state, "failed", "begun and never run");
}

#[tokio::test]
async fn an_import_that_could_not_go_on_has_failed_and_can_be_taken_back_at_once() {
    let house = House::build().await;
    let before = house.digest().await;
    let books = house.text("clients.csv", CLIENTS);
    let report = house.run(&house.propose(&books).await, &books).await;
    let done = bulk::batch(&house.owner, report.batch).await.unwrap();
    intake::fail(&house.owner.gate, report.batch).await.unwrap();
    assert_eq!(&*bulk::batch(&house.owner, report.batch).await.unwrap().state, "done", "what has its end keeps it");
    let left = Batch { state: "running".into(), report: String::new(), ..done };
    bulk::put_batch(&house.owner, left).await.unwrap();
    intake::fail(&house.owner.gate, report.batch).await.unwrap();
    let failed = bulk::batch(&house.owner, report.batch).await.unwrap();
    let said: intake::Report = serde_json::from_str(&failed.report).unwrap();
    assert_eq!((&*failed.state, said.fault.unwrap().key.as_str()), ("failed", "intake-failed-halfway"));
    assert_eq!(intake::undo(&house.owner, report.batch).await.unwrap().removed, 2);
    assert_eq!(house.digest().await, before);
}
