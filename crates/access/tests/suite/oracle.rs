//! An account of the rights written apart from the real one, in plain code over roles and rows, compared with it on
//! random worlds; and faulty variants of the real one, which the comparison must catch.

use access::{Decision, Principal, decide, explain, scope};
use catalogue::{Action, Catalogue, Field, FieldSet, Name, Object, ScopeLevel, Visible};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use query::{Expr, Operand, holds};

use crate::random::{ACTIONS, Dice, FIELDS, NOW, OBJECTS, Row, catalogue, deals, env, principal, rows};

/// Whether the person may do it to the row; with a field, whether on that field too.
fn allowed(
    catalogue: &Catalogue,
    who: &Principal,
    action: Action,
    object: &Object,
    row: &Row,
    field: Option<&Field>,
) -> bool {
    let is_owner = who.roles.iter().any(|r| &**r == "owner");
    for deny in &who.denies {
        let acts =
            deny.actions.contains(&action) || action == Action::Aggregate && deny.actions.contains(&Action::Read);
        if !is_owner && deny.object == object.name && acts && NOW < deny.until && meets(&deny.rows, row) {
            return false;
        }
    }
    for share in &who.shares {
        let acts = match action {
            Action::Read | Action::Aggregate => true,
            Action::Update => share.write,
            _ => false,
        };
        if acts && share.object == object.name && share.record.0 == row.id && share.until.is_none_or(|u| NOW < u) {
            return true;
        }
    }
    for name in &who.roles {
        let Some(role) = catalogue.roles.get(name) else { continue };
        for grant in &role.grants {
            let acts =
                grant.actions.contains(&action) || action == Action::Aggregate && grant.actions.contains(&Action::Read);
            let named = grant.object == object.name || &*grant.object == "*";
            if acts && named && field.is_none_or(|f| has(&grant.fields, f)) {
                let reads = action == Action::Read || action == Action::Aggregate;
                let by_deal = reads && !grant.through.is_empty() && by_its_deal(who, grant.scope, object, row);
                if within(who, grant.scope, object, row) || by_deal {
                    return true;
                }
            }
        }
    }
    false
}

fn within(who: &Principal, scope: ScopeLevel, object: &Object, row: &Row) -> bool {
    let mine = row.owner == who.user.0 || (&*object.name == "user" && row.id == who.user.0);
    let of_my_team = who.teams.iter().any(|t| t.0 == row.team);
    let of_my_branch = who.branches.iter().any(|b| b.0 == row.branch);
    match scope {
        ScopeLevel::None => false,
        _ if object.visible == Visible::Shared => true,
        ScopeLevel::Own => mine,
        ScopeLevel::Team => mine || of_my_team,
        ScopeLevel::Branch => mine || of_my_team || of_my_branch,
        ScopeLevel::All => true,
    }
}

/// Contacts and products have deals; a deal has none of its own, and whoever reaches every row needs no deal.
fn by_its_deal(who: &Principal, scope: ScopeLevel, object: &Object, row: &Row) -> bool {
    let Some([owner, team, branch]) = row.deal else { return false };
    let mine = owner == who.user.0;
    let of_my_team = who.teams.iter().any(|t| t.0 == team);
    let of_my_branch = who.branches.iter().any(|b| b.0 == branch);
    let reached = match scope {
        ScopeLevel::None | ScopeLevel::All => false,
        ScopeLevel::Own => mine,
        ScopeLevel::Team => mine || of_my_team,
        ScopeLevel::Branch => mine || of_my_team || of_my_branch,
    };
    reached && matches!(&*object.name, "contact" | "product")
}

fn has(set: &FieldSet, field: &Field) -> bool {
    match set {
        FieldSet::All => true,
        FieldSet::Impersonal => !field.personal,
        FieldSet::Only(names) => field.system || names.contains(&field.name),
        FieldSet::Except(names) => names.iter().all(|n| *n != field.name),
    }
}

/// Random denies say only `field == id`.
fn meets(rows: &Expr, row: &Row) -> bool {
    let Expr::Compare { left: Operand::Path(path), right: Operand::Value(value), .. } = rows else {
        unreachable!("a deny of another shape");
    };
    !value.is_null() && query::Record::get(row, &path.field) == *value
}

type Decide = fn(&Catalogue, &Principal, Action, &Object) -> Decision;

/// The first row on which the real account and this one differ.
fn compare(bytes: &[u8], decide: Decide) -> Result<(), TestCaseError> {
    let mut dice = Dice::new(bytes);
    let catalogue = catalogue(&mut dice);
    let (who, env) = (principal(&mut dice), env());
    let deals = deals(&mut dice);
    let (action, name) = (dice.one(&ACTIONS), dice.one(&OBJECTS));
    let object = catalogue.object(name).expect("a shipped object");
    let decision = decide(&catalogue, &who, action, object);
    let visible = decision.rows();
    let fields: Vec<_> = FIELDS.iter().filter_map(|f| object.field(f)).collect();
    let shown: Vec<_> = fields.iter().map(|f| decision.field_rows(f)).collect();
    let mut some = false;
    for row in rows(&deals) {
        let real = holds(&visible, &row, &env, &catalogue);
        some |= real;
        prop_assert_eq!(real, allowed(&catalogue, &who, action, object, &row, None), "{} {:?} {:?}", name, action, row);
        for (field, rows) in fields.iter().zip(&shown) {
            let real = holds(rows, &row, &env, &catalogue);
            let wanted = allowed(&catalogue, &who, action, object, &row, Some(field));
            prop_assert_eq!(real, wanted, "{}.{} {:?} {:?}", name, field.name, action, row);
            prop_assert!(!real || decision.may_ever(field), "{} shows but never may", field.name);
        }
    }
    prop_assert!(!(some && decision.is_nothing()), "rows are allowed and it is said to be nothing");
    Ok(())
}

fn check(cases: u32, decide: Decide) -> Result<(), String> {
    let mut runner = TestRunner::new_with_rng(
        Config { cases, failure_persistence: None, max_shrink_iters: 0, ..Config::default() },
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let bytes = proptest::collection::vec(any::<u8>(), 200);
    runner.run(&bytes, |bytes| compare(&bytes, decide)).map_err(|e| e.to_string())
}

#[test]
fn the_decision_equals_the_plain_account() {
    assert_eq!(check(1_000, decide), Ok(()));
}

#[test]
fn a_faulty_decision_is_caught() {
    let faulty: [(&str, Decide); 7] = [
        ("what is reached through a deal is written too", |c, w, a, o| {
            let read = decide(c, w, Action::Read, o);
            let mut decision = decide(c, w, a, o);
            decision.allows.extend(read.allows.into_iter().filter(through));
            decision
        }),
        ("what is reached through a deal is forgotten", |c, w, a, o| {
            let mut decision = decide(c, w, a, o);
            decision.allows.retain(|allow| !through(allow));
            decision
        }),
        ("own is dropped", |c, w, a, o| changed(decide(c, w, a, o), |field| (field != "owner").then_some("owner"))),
        ("own and team are swapped", |c, w, a, o| {
            changed(decide(c, w, a, o), |field| Some(if field == "owner" { "team" } else { "owner" }))
        }),
        ("a deny is ignored", |c, w, a, o| Decision { denies: Vec::new(), ..decide(c, w, a, o) }),
        ("fields are merged apart from rows", |c, w, a, o| {
            let mut decision = decide(c, w, a, o);
            let fields: Vec<FieldSet> = decision.allows.iter().map(|a| a.fields.clone()).collect();
            let copies = decision.allows.clone();
            for (allow, fields) in copies.iter().flat_map(|a| fields.iter().map(move |f| (a, f))) {
                decision.allows.push(access::Allow { fields: fields.clone(), ..allow.clone() });
            }
            decision
        }),
        ("a share never ends", |c, w, a, o| {
            let mut who = w.clone();
            who.shares.iter_mut().for_each(|s| s.until = None);
            decide(c, &who, a, o)
        }),
    ];
    for (fault, decide) in faulty {
        assert!(check(1_000, decide).is_err(), "not caught: {fault}");
    }
}

fn through(allow: &access::Allow) -> bool {
    matches!(allow.because, access::Because::Role { through: Some(_), .. })
}

/// The decision with the fields of its predicates renamed; `None` makes the predicate false.
fn changed(mut decision: Decision, rename: fn(&str) -> Option<&'static str>) -> Decision {
    for allow in &mut decision.allows {
        allow.rows = renamed(&allow.rows, rename);
    }
    decision
}

fn renamed(expr: &Expr, rename: fn(&str) -> Option<&'static str>) -> Expr {
    match expr {
        Expr::Or(parts) => Expr::any(parts.iter().map(|p| renamed(p, rename))),
        Expr::Compare { op, left: Operand::Path(path), right } if &*path.field != "id" => match rename(&path.field) {
            None => Expr::False,
            Some(field) => {
                let path = query::Path { field: Name::from(field), ..path.clone() };
                Expr::Compare { op: *op, left: Operand::Path(path), right: right.clone() }
            }
        },
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(Config { cases: 300, failure_persistence: None, ..Config::default() })]

    /// The explanation and what statements are given are the same decision.
    #[test]
    fn the_explanation_and_the_scope_equal_the_decision(bytes in proptest::collection::vec(any::<u8>(), 200)) {
        let mut dice = Dice::new(&bytes);
        let catalogue = catalogue(&mut dice);
        let (who, env, action) = (principal(&mut dice), env(), dice.one(&ACTIONS));
        let deals = deals(&mut dice);
        let scope = scope(&catalogue, &who, action);
        for name in OBJECTS {
            let object = catalogue.object(name).expect("a shipped object");
            let decision = decide(&catalogue, &who, action, object);
            for row in rows(&deals) {
                let told = explain(&decision, &row, &env, &catalogue);
                let visible = holds(&scope.rows(name), &row, &env, &catalogue);
                prop_assert_eq!(told.allowed, holds(&decision.rows(), &row, &env, &catalogue));
                prop_assert_eq!(visible, told.allowed);
                for field in FIELDS.iter().filter_map(|f| object.field(f)) {
                    let mask = scope.mask(name, &field.name);
                    let shows = visible && mask.is_none_or(|mask| holds(mask, &row, &env, &catalogue));
                    prop_assert_eq!(shows, holds(&decision.field_rows(field), &row, &env, &catalogue));
                }
            }
        }
    }
}
