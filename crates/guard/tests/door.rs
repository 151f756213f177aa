//! The door through its public verbs: who gets in, who does not, and what each try leaves behind.
#![expect(clippy::unwrap_used, clippy::panic, reason = "the world of these tests fails them when it cannot be made")]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use catalogue::{Catalogue, Id};
use guard::{SignIn, Visit, enter, invitation, password, session, sign_in};
use records::people::{self, PersonChange};
use records::setup::{RoleDraft, save_role};
use records::{Clock, Ctx, Draft, Error, Gate};

const MINUTE: i64 = 60_000_000;
const PASSWORD: &str = "the heron waits by the mill";

struct House {
    gate: Gate,
    time: Arc<AtomicI64>,
    _folder: tempfile::TempDir,
}

impl House {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let catalogue = Catalogue::shipped();
        let url = format!("sqlite:{}", folder.path().join("candor.db").display());
        let store = store::Store::open(&url, catalogue.clone()).await.unwrap();
        let time = Arc::new(AtomicI64::new(1_772_452_800_000_000));
        let clock = Clock(Arc::new({
            let time = time.clone();
            move || time.load(Ordering::SeqCst)
        }));
        Self { gate: Gate::open(store, clock).await.unwrap(), time, _folder: folder }
    }

    fn pass(&self, minutes: i64) {
        self.time.fetch_add(minutes * MINUTE, Ordering::SeqCst);
    }

    fn system(&self) -> Ctx {
        Ctx::system(&self.gate, "a house for tests")
    }

    async fn seller(&self) -> Id {
        let draft = Draft::default().with("name", "Sara").with("email", "sara@acme.example").with("roles", "seller");
        people::add(&self.system(), draft).await.unwrap().id
    }

    /// A seller who can sign in.
    async fn active(&self) -> Id {
        let user = self.seller().await;
        let change = PersonChange { status: Some("active".into()), ..PersonChange::default() };
        people::change(&self.system(), user, change).await.unwrap();
        password::set(&self.system(), user, PASSWORD).await.unwrap();
        user
    }

    async fn try_in(&self, email: &str, password: &str) -> SignIn {
        sign_in(&self.gate, email, password, &Visit::default()).await.unwrap()
    }

    async fn sign_in(&self) -> String {
        match self.try_in(" Sara@ACME.example ", PASSWORD).await {
            SignIn::Done { token, .. } => token,
            other => panic!("{other:?}"),
        }
    }

    async fn enter(&self, token: &str) -> Option<Ctx> {
        enter(&self.gate, token, "page", "192.0.2.1", "r1").await.unwrap()
    }

    async fn kinds(&self) -> Vec<String> {
        self.gate.flush_evidence().await.unwrap();
        let filter = store::EvidenceFilter { limit: 1000, ..store::EvidenceFilter::default() };
        let events = self.gate.store.evidence(&filter).await.unwrap();
        events.iter().rev().map(|e| e.kind.to_string()).collect()
    }
}

#[tokio::test]
async fn the_right_password_opens_and_signing_out_closes() {
    let house = House::new().await;
    let user = house.active().await;
    let token = house.sign_in().await;
    let ctx = house.enter(&token).await.unwrap();
    assert_eq!((ctx.who.user, &*ctx.address), (user, "192.0.2.1"));
    session::sign_out(&ctx, &token).await.unwrap();
    assert!(house.enter(&token).await.is_none());
    let kinds = house.kinds().await;
    assert!(kinds.ends_with(&["sign_in".into(), "sign_out".into()]), "{kinds:?}");
}

#[tokio::test]
async fn wrong_unknown_and_not_active_get_the_same_answer() {
    let house = House::new().await;
    house.active().await;
    assert_eq!(house.try_in("sara@acme.example", "the heron waits by the mall").await, SignIn::Refused);
    assert_eq!(house.try_in("nobody@acme.example", PASSWORD).await, SignIn::Refused);
    let sara = people::by_email(&house.gate, "sara@acme.example").await.unwrap().unwrap().id;
    people::freeze(&house.system(), sara).await.unwrap();
    assert_eq!(house.try_in("sara@acme.example", PASSWORD).await, SignIn::Refused);
    assert_eq!(house.kinds().await.iter().filter(|k| *k == "sign_in_failed").count(), 3);
}

#[tokio::test]
async fn failures_delay_even_the_right_password_and_success_clears_them() {
    let house = House::new().await;
    house.active().await;
    for _ in 0..5 {
        assert_eq!(house.try_in("sara@acme.example", "wrong").await, SignIn::Refused);
    }
    let SignIn::Wait { until } = house.try_in("sara@acme.example", PASSWORD).await else { panic!("not delayed") };
    assert_eq!(until - house.gate.clock.now(), 30_000_000);
    house.pass(1);
    house.sign_in().await;
    assert_eq!(house.try_in("sara@acme.example", "wrong").await, SignIn::Refused);
    house.sign_in().await;
}

#[tokio::test]
async fn sessions_end_when_idle_and_after_half_a_day() {
    let house = House::new().await;
    house.active().await;
    let token = house.sign_in().await;
    house.pass(61);
    assert!(house.enter(&token).await.is_none(), "idle");
    let token = house.sign_in().await;
    for _ in 0..14 {
        house.pass(50);
        assert!(house.enter(&token).await.is_some(), "in use");
    }
    house.pass(50);
    assert!(house.enter(&token).await.is_none(), "12 hours are over");
}

#[tokio::test]
async fn freezing_takes_effect_at_the_next_request() {
    let house = House::new().await;
    let user = house.active().await;
    let token = house.sign_in().await;
    assert!(house.enter(&token).await.is_some());
    people::freeze(&house.system(), user).await.unwrap();
    assert!(house.enter(&token).await.is_none());
    assert!(house.gate.store.sessions_of(user).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_sixth_device_ends_the_one_not_seen_for_longest() {
    let house = House::new().await;
    house.active().await;
    let mut tokens = Vec::new();
    for _ in 0..6 {
        tokens.push(house.sign_in().await);
        house.pass(1);
    }
    assert!(house.enter(&tokens[0]).await.is_none());
    let ctx = house.enter(&tokens[5]).await.unwrap();
    let open = session::sessions(&ctx).await.unwrap();
    assert_eq!(open.len(), 5);
    assert_eq!(open[0].hash, session::hash_of(&house.gate, &tokens[5]), "newest first");
    session::end_session(&ctx, &open[4].hash).await.unwrap();
    assert!(house.enter(&tokens[1]).await.is_none());
}

#[tokio::test]
async fn nobody_ends_the_session_of_somebody_else() {
    let house = House::new().await;
    house.active().await;
    let token = house.sign_in().await;
    let error = session::sign_out(&house.system(), &token).await.unwrap_err();
    assert!(matches!(error, Error::NotFound));
    assert!(house.enter(&token).await.is_some());
}

#[tokio::test]
async fn an_invitation_opens_once_within_three_days() {
    let house = House::new().await;
    let user = house.seller().await;
    let late = invitation::invite(&house.system(), user).await.unwrap();
    house.pass(3 * 24 * 60);
    assert_eq!(invitation::invited(&house.gate, &late).await.unwrap(), None);
    let token = invitation::invite(&house.system(), user).await.unwrap();
    let whom = invitation::invited(&house.gate, &token).await.unwrap().unwrap();
    assert_eq!(whom, (user, "Sara".to_owned(), "sara@acme.example".to_owned()));
    let weak = invitation::accept(&house.gate, &token, "short", &Visit::default()).await;
    assert!(matches!(weak, Err(Error::Invalid(_))), "and the link is not used up");
    let done = invitation::accept(&house.gate, &token, PASSWORD, &Visit::default()).await.unwrap();
    let SignIn::Done { token: session, .. } = done else { panic!("{done:?}") };
    assert!(house.enter(&session).await.is_some());
    let again = invitation::accept(&house.gate, &token, PASSWORD, &Visit::default()).await;
    assert!(matches!(again, Err(Error::NotFound)));
}

#[tokio::test]
async fn drafts_have_one_key_a_person_whatever_happens_to_sessions_and_passwords() {
    let house = House::new().await;
    house.active().await;
    let first = house.enter(&house.sign_in().await).await.unwrap();
    let key = guard::drafts::seal(&first).await.unwrap().unwrap();
    house.pass(61);
    let token = house.sign_in().await;
    let again = house.enter(&token).await.unwrap();
    assert_eq!(guard::drafts::seal(&again).await.unwrap().as_ref(), Some(&key));
    password::change(&again, PASSWORD, "a newer heron by the mill", &token).await.unwrap();
    assert_eq!(guard::drafts::seal(&again).await.unwrap().as_ref(), Some(&key));
    assert_eq!(guard::drafts::seal(&house.system()).await.unwrap(), None);
}

#[tokio::test]
async fn only_those_who_set_up_invite() {
    let house = House::new().await;
    let user = house.active().await;
    let token = house.sign_in().await;
    let ctx = house.enter(&token).await.unwrap();
    assert!(matches!(invitation::invite(&ctx, user).await, Err(Error::Forbidden)));
    assert!(matches!(password::set(&ctx, user, PASSWORD).await, Err(Error::Forbidden)));
}

#[tokio::test]
async fn an_administrator_gets_no_key_to_the_owner() {
    let house = House::new().await;
    let admin = house.active().await;
    let roles = PersonChange { roles: Some(vec!["administrator".into()]), ..PersonChange::default() };
    people::change(&house.system(), admin, roles).await.unwrap();
    let draft = Draft::default().with("name", "Olga").with("email", "olga@acme.example").with("roles", "owner");
    let owner = people::add(&house.system(), draft).await.unwrap().id;
    let ctx = house.enter(&house.sign_in().await).await.unwrap();
    assert!(matches!(invitation::invite(&ctx, owner).await, Err(Error::Forbidden)));
    assert!(matches!(password::set(&ctx, owner, PASSWORD).await, Err(Error::Forbidden)));
}

#[tokio::test]
async fn an_administrator_gives_no_role_that_stands_above_and_gets_no_key_to_whoever_has_it() {
    let mut house = House::new().await;
    let admin = house.active().await;
    let chief = RoleDraft { label: "Chief".into(), like: "owner".into(), set_up: true, ..RoleDraft::default() };
    let chief = save_role(&house.system(), None, &chief).await.unwrap();
    house.gate = house.gate.fresh().await.unwrap();
    let system = house.system();
    let roles = |role: &str| PersonChange { roles: Some(vec![role.into()]), ..PersonChange::default() };
    people::change(&system, admin, roles("administrator")).await.unwrap();
    let person = async |name: &str, role: &str| {
        let email = format!("{}@acme.example", name.to_lowercase());
        let draft = Draft::default().with("name", name).with("email", email).with("roles", role);
        people::add(&system, draft).await.unwrap().id
    };
    let (mara, olga) = (person("Mara", "seller").await, person("Olga", &chief).await);
    let ctx = house.enter(&house.sign_in().await).await.unwrap();
    let refused = |done: Result<(), Error>| match done {
        Err(Error::Invalid(faults)) => faults[0].message.key,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(people::change(&ctx, mara, roles(&chief)).await), "fault-roles-limit");
    assert_eq!(refused(people::change(&ctx, olga, roles("seller")).await), "fault-roles-limit");
    assert!(matches!(invitation::invite(&ctx, olga).await, Err(Error::Forbidden)));
    assert!(matches!(password::set(&ctx, olga, PASSWORD).await, Err(Error::Forbidden)));
    let version = records::read::read(&ctx, "user", olga).await.unwrap().version;
    let letters = Draft::default().with("email", "mine@acme.example");
    let led = records::update::update(&ctx, "user", olga, version, letters).await;
    assert_eq!(refused(led.map(drop)), "fault-owner-address");

    // Whoever has the role is beside them.
    people::change(&ctx, mara, roles("administrator")).await.unwrap();
    let both =
        PersonChange { roles: Some(vec!["administrator".into(), chief.as_str().into()]), ..PersonChange::default() };
    people::change(&system, admin, both).await.unwrap();
    let ctx = house.enter(&house.sign_in().await).await.unwrap();
    people::change(&ctx, mara, roles(&chief)).await.unwrap();
    invitation::invite(&ctx, olga).await.unwrap();
}

#[tokio::test]
async fn a_link_made_before_somebody_got_a_role_does_not_let_in_with_it() {
    let house = House::new().await;
    let user = house.active().await;
    let token = invitation::invite(&house.system(), user).await.unwrap();
    let roles = |role: &str| PersonChange { roles: Some(vec![role.into()]), ..PersonChange::default() };
    people::change(&house.system(), user, roles("owner")).await.unwrap();
    assert!(matches!(invitation::accept(&house.gate, &token, PASSWORD, &Visit::default()).await, Err(Error::NotFound)));
    // One that was made after it does, and taking a role leaves it.
    let token = invitation::invite(&house.system(), user).await.unwrap();
    let other = Draft::default().with("name", "Olga").with("email", "olga@acme.example").with("roles", "owner");
    let other = people::add(&house.system(), other).await.unwrap().id;
    let active = PersonChange { status: Some("active".into()), ..PersonChange::default() };
    people::change(&house.system(), other, active).await.unwrap();
    let none = PersonChange { roles: Some(Vec::new()), ..PersonChange::default() };
    people::change(&house.system(), user, none).await.unwrap();
    invitation::accept(&house.gate, &token, PASSWORD, &Visit::default()).await.unwrap();
}

#[tokio::test]
async fn the_first_owner_comes_in_once() {
    let house = House::new().await;
    let token = invitation::first_owner(&house.gate).await.unwrap().unwrap();
    assert!(invitation::is_first_owner_token(&house.gate, &token).await.unwrap());
    assert!(!invitation::is_first_owner_token(&house.gate, "guess").await.unwrap());
    let come = || invitation::accept_first_owner(&house.gate, &token, "Olga", "olga@acme.example", PASSWORD, VISIT);
    let SignIn::Done { token: session, .. } = come().await.unwrap() else { panic!() };
    assert_eq!(house.enter(&session).await.unwrap().who.roles, ["owner".into()]);
    assert!(matches!(come().await, Err(Error::NotFound)));
    assert_eq!(invitation::first_owner(&house.gate).await.unwrap(), None);
}

const VISIT: &Visit = &Visit { address: String::new(), agent: String::new(), request: String::new() };

#[tokio::test]
async fn changing_the_own_password_ends_the_other_sessions() {
    let house = House::new().await;
    house.active().await;
    let (here, there) = (house.sign_in().await, house.sign_in().await);
    let ctx = house.enter(&here).await.unwrap();
    let wrong = password::change(&ctx, "not my password", "a newer heron by the mill", &here).await;
    assert!(matches!(wrong, Err(Error::Invalid(_))));
    password::change(&ctx, PASSWORD, "a newer heron by the mill", &here).await.unwrap();
    assert!(house.enter(&here).await.is_some());
    assert!(house.enter(&there).await.is_none());
    assert_eq!(house.try_in("sara@acme.example", PASSWORD).await, SignIn::Refused);
}
