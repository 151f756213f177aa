//! A small catalogue with a field of each kind, for tests of the language alone.

use std::sync::Arc;

use catalogue::{
    CardView, Catalogue, Currency, Field, Id, Kind, ListView, Name, Object, Outcome, Relation, RollupFunction, Stage,
    Visible,
};
use jiff::tz::TimeZone;
use query::Env;

/// 2026-11-23T10:00:00Z, a Monday.
pub const NOW: i64 = 1_795_428_000_000_000;

pub fn env() -> Env {
    Env {
        me: Id(7),
        now: NOW,
        zone: TimeZone::get("Europe/Madrid").expect("a known zone"),
        fiscal_month: 1,
        currency: Currency::EUR,
    }
}

pub fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    for object in [user(), company(), deal(), activity()] {
        catalogue.objects.insert(object.name.clone(), Arc::new(object));
    }
    catalogue
}

fn user() -> Object {
    object("user", "users", vec![field("name", Kind::Text), reference("branch", "company")], vec![])
}

fn company() -> Object {
    let won = Kind::Rollup {
        relation: "deals".into(),
        function: RollupFunction::Sum,
        field: Some("amount".into()),
        filter: Some("stage.outcome == \"won\" && id != 3".into()),
        kind: Box::new(Kind::Money),
    };
    let count = Kind::Rollup {
        relation: "deals".into(),
        function: RollupFunction::Count,
        field: None,
        filter: None,
        kind: Box::new(Kind::Integer { unit: None, indivisible: true }),
    };
    let latest = Kind::Rollup {
        relation: "deals".into(),
        function: RollupFunction::Max,
        field: Some("due".into()),
        filter: None,
        kind: Box::new(Kind::Date),
    };
    let fields = vec![
        field("name", Kind::Text),
        field("city", Kind::Text),
        field("employees", Kind::Integer { unit: None, indivisible: true }),
        field("tags", Kind::Choices { options: ["vip", "late", "new"].map(Name::from).to_vec() }),
        field("active", Kind::Boolean),
        reference("parent", "company"),
        field("owner", Kind::Person),
        field("created_at", Kind::Instant),
        field("won_amount", won),
        field("deal_count", count),
        field("latest_due", latest),
        field("ours", Kind::Computed { expr: "owner == me || active".into(), kind: Box::new(Kind::Boolean) }),
    ];
    object("company", "companies", fields, vec![("deals", "deal", "company"), ("subsidiaries", "company", "parent")])
}

fn deal() -> Object {
    let stage = |id: &str, outcome, probability| Stage { id: id.into(), outcome, probability, retired: false };
    let stages = vec![
        stage("first", Outcome::Open, 10),
        stage("offer", Outcome::Open, 55),
        stage("won", Outcome::Won, 100),
        stage("lost", Outcome::Lost, 0),
    ];
    let weighted = Kind::Computed { expr: "amount * stage.probability".into(), kind: Box::new(Kind::Money) };
    let age = Kind::Computed {
        expr: "days(stage_since, now)".into(),
        kind: Box::new(Kind::Integer { unit: None, indivisible: true }),
    };
    let fields = vec![
        field("name", Kind::Text),
        reference("company", "company"),
        field("stage", Kind::Stage { stages }),
        field("stage_since", Kind::Instant),
        field("amount", Kind::Money),
        field("discount", Kind::Percent { scale: 4 }),
        field("weight", Kind::Decimal { scale: 3, unit: None, indivisible: false }),
        field("due", Kind::Date),
        field("slack", Kind::Duration),
        field("source", Kind::Choice { options: ["web", "fair"].map(Name::from).to_vec() }),
        field("owner", Kind::Person),
        field("weighted", weighted),
        field("stage_days", age),
    ];
    object("deal", "deals", fields, vec![("activities", "activity", "deal")])
}

fn activity() -> Object {
    let kind = Kind::Choice { options: ["call", "mail"].map(Name::from).to_vec() };
    let fields = vec![reference("deal", "deal"), field("kind", kind), field("at", Kind::Instant)];
    object("activity", "activities", fields, vec![])
}

fn reference(name: &str, to: &str) -> Field {
    field(name, Kind::Reference { to: to.into() })
}

fn field(name: &str, kind: Kind) -> Field {
    Field::plain(name, kind)
}

fn object(name: &str, plural: &str, fields: Vec<Field>, relations: Vec<(&str, &str, &str)>) -> Object {
    let relation = |(name, object, field): (&str, &str, &str)| {
        (name.into(), Relation { object: object.into(), field: field.into() })
    };
    Object {
        name: name.into(),
        plural: plural.into(),
        title: Vec::new(),
        visible: Visible::Owned,
        ends: Vec::new(),
        icon: "x".into(),
        menu: true,
        retired: indexmap::IndexMap::default(),
        fields: fields.into_iter().map(|f| (f.name.clone(), f)).collect(),
        relations: relations.into_iter().map(relation).collect(),
        segments: indexmap::IndexMap::default(),
        measures: indexmap::IndexMap::default(),
        list: ListView::default(),
        board: None,
        card: CardView::default(),
        calendar: None,
        duplicate_keys: Vec::new(),
    }
}
