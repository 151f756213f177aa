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
