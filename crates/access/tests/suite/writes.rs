//! Writes are bound in both states: the row as it was and the row as it would be.

use access::{Principal, Refused, WriteRights, decide, may_give_roles, may_write};
use catalogue::{Action, Catalogue, Id};

use crate::random::{Row, env};

const ME: i64 = 1;
const MY_TEAM: i64 = 2;
const MINE: Row = Row { id: 9, owner: ME, team: MY_TEAM, branch: 3, deal: None };
const OF_MY_TEAM: Row = Row { owner: 5, ..MINE };
const FOREIGN: Row = Row { id: 9, owner: 6, team: 4, branch: 3, deal: None };

fn holder(role: &str) -> Principal {
    Principal {
        user: Id(ME),
        name: "Pedro".into(),
        roles: vec![role.into()],
        teams: vec![Id(MY_TEAM)],
        branches: vec![Id(3)],
        team: Some(Id(MY_TEAM)),
        branch: Some(Id(3)),
        denies: Vec::new(),
        shares: Vec::new(),
    }
}

fn write(role: &str, object: &str, old: Row, new: Row, changed: &[&str]) -> Result<(), Refused> {
    let catalogue = Catalogue::shipped();
    let object = catalogue.object(object).expect("a shipped object");
    let who = holder(role);
    let write = decide(&catalogue, &who, Action::Update, object);
    let transfer = decide(&catalogue, &who, Action::Transfer, object);
    let changed: Vec<_> = changed.iter().map(|f| object.field(f).expect("a field")).collect();
    may_write(WriteRights { write: &write, transfer: &transfer }, &old, &new, &changed, &env(), &catalogue)
}

#[test]
fn a_seller_writes_what_is_theirs_and_hands_nothing_over() {
    assert_eq!(write("seller", "deal", MINE, MINE, &["amount"]), Ok(()));
    assert_eq!(write("seller", "deal", OF_MY_TEAM, OF_MY_TEAM, &["amount"]), Err(Refused::Row));
    assert_eq!(write("seller", "deal", MINE, OF_MY_TEAM, &["owner"]), Err(Refused::Place));
    assert_eq!(write("seller", "deal", FOREIGN, MINE, &["owner"]), Err(Refused::Place));
}

#[test]
fn a_lead_moves_records_within_the_team_and_neither_in_nor_out() {
    assert_eq!(write("team_lead", "deal", OF_MY_TEAM, MINE, &["owner", "amount"]), Ok(()));
    assert_eq!(write("team_lead", "deal", OF_MY_TEAM, FOREIGN, &["owner", "team"]), Err(Refused::Place));
    assert_eq!(write("team_lead", "deal", FOREIGN, OF_MY_TEAM, &["owner", "team"]), Err(Refused::Place));
}

#[test]
fn a_field_outside_of_the_right_is_refused() {
    assert_eq!(write("auditor", "deal", MINE, MINE, &["amount"]), Err(Refused::Row));
    assert_eq!(write("marketing", "contact", MINE, MINE, &["name"]), Err(Refused::Row));
}

#[test]
fn a_write_that_changes_nothing_needs_no_right() {
    assert_eq!(write("auditor", "deal", FOREIGN, FOREIGN, &[]), Ok(()));
}

#[test]
fn whoever_sets_up_makes_no_owner_and_nothing_of_themselves() {
    let catalogue = Catalogue::shipped();
    let give = |role: &str, to: i64, old: &[&str], new: &[&str]| {
        let names = |roles: &[&str]| roles.iter().map(|r| catalogue::Name::from(*r)).collect::<Vec<_>>();
        may_give_roles(&catalogue, &holder(role), Id(to), &names(old), &names(new))
    };
    assert!(give("administrator", 5, &[], &["seller"]));
    assert!(!give("administrator", 5, &["seller"], &["owner"]), "an owner is made by owners alone");
    assert!(!give("administrator", 5, &["owner"], &["seller"]), "and unmade by owners alone");
    assert!(give("administrator", 5, &["owner"], &["owner", "seller"]), "what stays is not given");
    assert!(give("administrator", 5, &["seller"], &["administrator"]), "their own role");
    assert!(!give("administrator", ME, &["administrator"], &["administrator", "branch_head"]));
    assert!(give("administrator", ME, &["administrator"], &["administrator"]));
    assert!(give("owner", ME, &["owner"], &["seller"]));
    assert!(!give("branch_head", 5, &[], &["seller"]));
}
