//! The truths of the seed company: every number is that of the list it leads to, and each reader's is their own.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use catalogue::Value;
use query::Archived;
use records::list::count;
use records::{Ctx, Draft, ListAsk};
use testkit::Company;

/// How many records the list of this condition has for this person.
async fn listed(ctx: &Ctx, object: &str, filter: &str) -> i64 {
    let ask = ListAsk {
        object: object.to_owned(),
        filter: Some(filter.to_owned()),
        archived: Archived::Hide,
        ..ListAsk::default()
    };
    count(ctx, &ask).await.expect("a count")
}

#[tokio::test]
async fn every_number_is_that_of_its_list() {
    let company = Company::told().await;
    for who in ["elena", "marta", "pedro"] {
        let ctx = company.ctx(who).await;
        let truths = insight::truths(&ctx).await;
        assert!(truths.broken.is_empty(), "{who}: {:?}", truths.broken);
        assert!(!truths.found.is_empty(), "the story plants truths that {who} sees");
        for truth in &truths.found {
            assert_eq!(truth.count, listed(&ctx, &truth.object, &truth.filter).await, "{who}: {}", truth.name);
            for row in &truth.rows {
                assert_eq!(row.count, listed(&ctx, &truth.object, &row.filter).await, "{who}: {} {row:?}", truth.name);
            }
            let shown: i64 = truth.rows.iter().map(|row| row.count).sum();
            assert!(shown <= truth.count, "{who}: {} shows more than there is", truth.name);
            if let Some(trend) = truth.trend {
                assert!(trend.lately + trend.before <= truth.count, "{who}: {}", truth.name);
            }
        }
    }
}

#[tokio::test]
async fn the_gravest_and_heaviest_come_first() {
    let company = Company::told().await;
    let truths = insight::truths(&company.ctx("elena").await).await;
    let severities: Vec<_> = truths.found.iter().map(|truth| truth.severity).collect();
    assert!(severities.is_sorted_by(|one, two| one >= two), "{severities:?}");
    let grave = truths.found.iter().take_while(|truth| truth.severity == severities[0]);
    let sums: Vec<i64> = grave
        .filter_map(|truth| match &truth.weight {
            Value::Moneys(sums) => sums.first().map(|money| money.minor),
            _ => None,
        })
        .collect();
    assert!(sums.is_sorted_by(|one, two| one >= two), "{sums:?}");
}

#[tokio::test]
async fn a_seller_is_shown_only_what_is_theirs() {
    let company = Company::told().await;
    let (pedro, elena) = (company.ctx("pedro").await, company.ctx("elena").await);
    for truth in insight::truths(&pedro).await.found {
        let own = format!("({}) && owner == {}", truth.filter, pedro.who.user);
        assert_eq!(listed(&pedro, &truth.object, &own).await, truth.count, "{}", truth.name);
        let whole = insight::truth(&elena, &truth.name).await.expect("an answer").map_or(0, |truth| truth.count);
        assert!(whole >= truth.count, "{}", truth.name);
    }
}

#[tokio::test]
async fn records_that_share_a_key_are_found_however_it_is_written() {
    let company = Company::empty().await;
    let ctx = Ctx::system(&company.gate, "a test makes companies");
    for (name, email) in [("Łoś Sp.", "a@los.example"), ("los sp.", "b@los.example"), ("Other", "c@los.example")] {
        let draft = Draft::default().with("name", name).with("email", email);
        records::create::create(&ctx, "company", draft, None).await.expect("a company");
    }
    let groups = insight::alike(&ctx, "company").await.expect("groups");
    let by_name: Vec<_> = groups.iter().filter(|group| &*group.field == "name").collect();
    // `ł` is a letter of its own, not an `l` with a mark: the folded names differ, and nothing is claimed.
    assert!(by_name.is_empty(), "{by_name:?}");
    let twin = Draft::default().with("name", "OTHÉR").with("email", "d@los.example");
    records::create::create(&ctx, "company", twin, None).await.expect("a company");
    let groups = insight::alike(&ctx, "company").await.expect("groups");
    assert_eq!(groups.len(), 1, "{groups:?}");
    assert_eq!((&*groups[0].field, groups[0].records.len()), ("name", 2));
}

#[tokio::test]
async fn an_unknown_finding_is_not_found() {
    let company = Company::empty().await;
    let ctx = Ctx::system(&company.gate, "a test asks");
    assert!(matches!(insight::truth(&ctx, "no_such_finding").await, Err(records::Error::NotFound)));
}

/// A deal at first contact, as an import brings it.
fn brought(ctx: &Ctx, name: &str, fields: &[(&str, Value)]) -> records::bulk::BulkRow {
    let own = [("name", Value::text(name)), ("source", Value::text("import")), ("external_id", Value::text(name))];
    let fields = own.into_iter().chain(fields.iter().cloned()).map(|(field, value)| (field.into(), value)).collect();
    let target = records::bulk::Target::New(records::bulk::new_id(ctx));
    records::bulk::BulkRow { object: "deal".into(), target, fields }
}

#[tokio::test]
async fn what_is_not_known_is_neither_clear_nor_growing() {
    let company = Company::empty().await;
    let ctx = Ctx::system(&company.gate, "a test brings deals");
    let opened = [("opened_on", Value::Date(17_000))];
    let rows = vec![brought(&ctx, "without a day", &[]), brought(&ctx, "of 2016", &opened)];
    records::bulk::write(&ctx, rows, records::bulk::new_id(&ctx)).await.expect("written");
    let truths = insight::truths(&ctx).await;
    assert!(truths.broken.is_empty(), "{:?}", truths.broken);
    let unjudged: Vec<_> = truths.unjudged.iter().map(|(name, records)| (&**name, records.count)).collect();
    assert_eq!(unjudged, [("deals_past_close", 2), ("deals_stuck", 2)]);
    for (name, records) in &truths.unjudged {
        assert!(!truths.clear.contains(name), "{name} is not said to be clear");
        assert_eq!(records.count, listed(&ctx, "deal", &records.filter).await);
    }
    let trend = |name: &str| truths.found.iter().find(|truth| &*truth.name == name).expect("found").trend;
    let quiet = insight::Trend { lately: 0, before: 0, known: 1 };
    assert_eq!(trend("deals_without_next_step"), Some(quiet), "of the one whose day is known");

    let draft = Draft::default().with("name", "by hand");
    records::create::create(&ctx, "deal", draft, None).await.expect("a deal");
    let truths = insight::truths(&ctx).await;
    let trend = |name: &str| truths.found.iter().find(|truth| &*truth.name == name).expect("found").trend;
    assert_eq!(trend("deals_without_next_step"), Some(insight::Trend { lately: 1, before: 0, known: 2 }));
}

#[tokio::test]
async fn the_day_of_an_import_makes_no_trend() {
    let company = Company::empty().await;
    let ctx = Ctx::system(&company.gate, "a test brings companies");
    let name = ("name", Value::text("Acme"));
    let row = |name: (&str, Value)| records::bulk::BulkRow {
        object: "company".into(),
        target: records::bulk::Target::New(records::bulk::new_id(&ctx)),
        fields: [(name.0.into(), name.1), ("source".into(), Value::text("import"))].into_iter().collect(),
    };
    records::bulk::write(&ctx, vec![row(name)], records::bulk::new_id(&ctx)).await.expect("written");
    let found = insight::truth(&ctx, "missing_facts").await.expect("an answer").expect("found");
    assert_eq!((found.count, found.trend), (1, None));
    let draft = Draft::default().with("name", "By hand");
    records::create::create(&ctx, "company", draft, None).await.expect("a company");
    let found = insight::truth(&ctx, "missing_facts").await.expect("an answer").expect("found");
    assert_eq!((found.count, found.trend), (2, Some(insight::Trend { lately: 1, before: 0, known: 1 })));
}

#[tokio::test]
async fn no_records_are_no_good_news() {
    let company = Company::empty().await;
    let ctx = Ctx::system(&company.gate, "a test asks");
    let truths = insight::truths(&ctx).await;
    assert!(truths.found.is_empty() && !truths.clear.is_empty());
    assert_eq!(truths.looked_at, 0);
}
