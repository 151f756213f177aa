//! Roles of the company's own through the real router: made like another, shown before they hold, and only by an owner.

use axum::http::StatusCode;
use catalogue::{Action, FieldSet, Grant, ScopeLevel};
use records::people::{PersonChange, change};
use records::{ListAsk, list::list};
use testkit::{Company, Visitor};

const TRAINEE: [(&str, &str); 5] =
    [("like", "seller"), ("label", "Trainee"), ("sees.deal", "none"), ("works.deal", "none"), ("sees.company", "team")];

/// Shows what the role would be and applies just that.
async fn apply(visitor: &mut Visitor, path: &str, form: &[(&str, &str)]) -> testkit::Answer {
    let shown = visitor.post(path, &[form, &[("do", "show")]].concat()).await;
    let seen = shown.text.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    visitor.post(path, &[form, &[("seen", seen.unwrap_or_default()), ("do", "apply")]].concat()).await
}

async fn count(company: &Company, who: &str, object: &str) -> Option<usize> {
    let ask = ListAsk { object: object.into(), limit: 500, ..ListAsk::default() };
    list(&company.ctx(who).await, &ask).await.ok().map(|page| page.rows.len())
}

#[tokio::test]
async fn a_role_is_made_like_another_and_given_to_somebody() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let form = elena.get("/roles/new?like=seller").await;
    assert_eq!(form.status, StatusCode::OK);
    let shown =
        elena.post("/roles/new", &[TRAINEE.as_slice(), &[("works.company", "own"), ("do", "show")]].concat()).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    assert!(
        shown.text.contains("value=\"apply\"")
            && !company.other_node().await.gate.catalogue.roles.contains_key("x_trainee")
    );
    let unseen =
        elena.post("/roles/new", &[TRAINEE.as_slice(), &[("works.company", "own"), ("do", "apply")]].concat()).await;
    assert_eq!(unseen.status, StatusCode::OK, "what nobody has seen is shown first");
    let applied = apply(&mut elena, "/roles/new", &[TRAINEE.as_slice(), &[("works.company", "own")]].concat()).await;
    assert!(applied.status.is_redirection(), "{}", applied.text);
    let before = (count(&company, "luis", "company").await, count(&company, "luis", "deal").await);
    assert!(before.1 > Some(0), "the ground of this test");
    let (owner, luis) = (company.ctx("elena").await, company.id("luis").await);
    let trainee = PersonChange { roles: Some(vec!["x_trainee".into()]), ..PersonChange::default() };
    change(&owner, luis, trainee).await.expect("the role is one like any other");
    assert_eq!(count(&company, "luis", "deal").await, None, "of deals a trainee knows nothing");
    assert!(count(&company, "luis", "company").await >= before.0, "and sees the clients of the team");
    assert!(elena.get("/roles").await.text.contains("Trainee"));

    let held = elena.post("/roles/x_trainee/remove", &[]).await;
    assert!(held.status.is_redirection());
    assert!(elena.get("/roles").await.text.contains("Trainee"), "somebody has it");
    let wider = [("label", "Trainee"), ("sees.deal", "own"), ("works.deal", "none"), ("do", "show")];
    let effect = elena.post("/roles/x_trainee", &wider).await.text;
    assert!(
        effect.contains("Luis") && effect.contains("0 → <strong>"),
        "who has it, and what they would see: {effect}"
    );
    let seller = PersonChange { roles: Some(vec!["seller".into()]), ..PersonChange::default() };
    change(&owner, luis, seller).await.expect("back");
    assert!(elena.post("/roles/x_trainee/remove", &[]).await.status.is_redirection());
    assert!(!company.other_node().await.gate.catalogue.roles.contains_key("x_trainee"));
    assert_eq!(count(&company, "luis", "deal").await, before.1);
}

#[tokio::test]
async fn only_an_owner_makes_roles_and_none_of_the_product_is_changed() {
    let company = Company::told().await;
    for who in ["raquel", "ana"] {
        let mut visitor = Visitor::signed_in(&company, who).await;
        for page in ["/roles/new?like=seller", "/roles/x_trainee", "/roles/x_trainee/remove"] {
            assert_eq!(visitor.get(page).await.status, StatusCode::FORBIDDEN, "{who} {page}");
        }
        let made = visitor.post("/roles/new", &[("like", "owner"), ("label", "All"), ("do", "apply")]).await;
        assert_eq!(made.status, StatusCode::FORBIDDEN, "{who}");
    }
    let mut elena = Visitor::signed_in(&company, "elena").await;
    for page in ["/roles/new?like=nobody", "/roles/seller", "/roles/seller/remove"] {
        assert_eq!(elena.get(page).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    let changed = elena.post("/roles/seller", &[("label", "Seller"), ("sees.deal", "all"), ("do", "apply")]).await;
    assert_eq!(changed.status, StatusCode::NOT_FOUND);
    let blind = [("like", "seller"), ("label", "Blind"), ("sees.deal", "none"), ("works.deal", "all"), ("do", "apply")];
    let refused = elena.post("/roles/new", &blind).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Blind"), "what was typed stays");
}

#[tokio::test]
async fn who_sees_more_does_not_for_that_hand_over_or_read_more_of_it() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let wider = [("like", "branch_head"), ("label", "Wide"), ("sees.company", "all"), ("works.company", "branch")];
    // What is ticked is sent as a browser sends it.
    let ticks = ["transfer", "bulk_update", "merge", "import", "export"].map(|action| ("further.company", action));
    assert!(apply(&mut elena, "/roles/new", &[wider.as_slice(), &ticks].concat()).await.status.is_redirection());
    let reader = [("like", "marketing"), ("label", "Looks"), ("sees.deal", "team"), ("works.deal", "none")];
    assert!(apply(&mut elena, "/roles/new", &reader).await.status.is_redirection());
    let shared = [("like", "seller"), ("label", "Shelf"), ("sees.product", "own"), ("works.product", "none")];
    assert!(apply(&mut elena, "/roles/new", &shared).await.status.is_redirection());
    let catalogue = company.other_node().await.gate.catalogue;
    let scopes = |role: &str, object: &str, action: Action| -> Vec<ScopeLevel> {
        let of = |grant: &&Grant| &*grant.object == object && grant.actions.contains(&action);
        catalogue.roles[role].grants.iter().filter(of).map(|grant| grant.scope).collect()
    };
    assert_eq!(scopes("x_wide", "company", Action::Read), [ScopeLevel::All]);
    for action in [Action::Transfer, Action::Export, Action::Update, Action::Import] {
        assert!(scopes("x_wide", "company", action).iter().all(|scope| *scope == ScopeLevel::Branch), "{action:?}");
    }
    let fields = |role: &str| -> Vec<FieldSet> {
        let of = |grant: &&Grant| &*grant.object == "deal" && grant.actions.contains(&Action::Read);
        catalogue.roles[role].grants.iter().filter(of).map(|grant| grant.fields.clone()).collect()
    };
    assert!(!fields("x_looks").contains(&FieldSet::All), "what marketing counts without, a role like it reads without");
    assert_eq!(scopes("x_shelf", "product", Action::Read), [ScopeLevel::All], "of what nobody owns all is seen");
}
