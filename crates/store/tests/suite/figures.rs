//! Figures: exact sums, averages and medians, money by currency, stretches of time in the company's calendar.

use catalogue::{Id, Money, Value};
use query::{Aggregate, Archived, Bucket, Expr, Figure, FigureMethod, GroupBy};

use crate::world::{World, euros, money, text};

on_both_engines!(
    every_method_gives_its_exact_figure,
    money_is_added_within_each_currency,
    groups_come_in_the_order_of_their_keys,
    a_figure_counts_only_the_rows_of_its_filter,
    months_begin_at_midnight_of_the_company,
    stretches_of_time_have_their_first_day,
    a_sum_past_64_bits_is_an_error_and_not_a_wrong_figure,
    figures_count_visible_rows_only,
    far_apart_days_still_find_their_months,
    the_whole_follows_from_its_groups,
    small_groups_can_be_left_out,
);

fn figure(method: FigureMethod) -> Figure {
    Figure { method, filter: Expr::True }
}

impl World {
    fn figures(&self, object: &str, measures: Vec<Figure>) -> Aggregate {
        Aggregate {
            object: object.into(),
            filter: Expr::True,
            search: None,
            group: vec![],
            measures,
            archived: Archived::Hide,
            limit: 1_000,
            least: 0,
        }
    }

    fn grouped(&self, object: &str, by: &str, bucket: Option<Bucket>, measures: Vec<Figure>) -> Aggregate {
        let group = vec![GroupBy { by: self.operand(object, by), bucket }];
        Aggregate { group, ..self.figures(object, measures) }
    }

    async fn answer(&self, ask: Aggregate) -> Vec<(Vec<Value>, Vec<Value>)> {
        let groups = self.store.aggregate(&self.scoped(ask)).await.expect("figures");
        groups.into_iter().map(|group| (group.keys, group.figures)).collect()
    }

    async fn all_of(&self, object: &str, of: &str) -> Vec<Value> {
        let of = self.operand(object, of);
        let methods = [
            FigureMethod::Count,
            FigureMethod::Sum(of.clone()),
            FigureMethod::Average(of.clone()),
            FigureMethod::Median(of.clone()),
            FigureMethod::Min(of.clone()),
            FigureMethod::Max(of),
        ];
        let groups = self.answer(self.figures(object, methods.map(figure).to_vec())).await;
        groups[0].1.clone()
    }
}

fn decimal(text: &str) -> Value {
    Value::Decimal(text.parse().expect("a number"))
}

async fn every_method_gives_its_exact_figure(world: World) {
    assert_eq!(
        world.all_of("company", "size").await,
        [Value::Int(0), Value::Int(0), Value::Null, Value::Null, Value::Null, Value::Null]
    );
    for (id, size) in [(1, Some(7)), (2, Some(-2)), (3, None), (4, Some(5)), (5, Some(0))] {
        let size = size.map_or(Value::Null, Value::Int);
        world.add("company", id, &[("name", text("c")), ("size", size)]).await;
    }
    assert_eq!(
        world.all_of("company", "size").await,
        [Value::Int(5), Value::Int(10), decimal("2.5"), decimal("2.5"), Value::Int(-2), Value::Int(7)]
    );
    for (id, pieces) in [(1, "0.001"), (2, "0.001"), (3, "0.002")] {
        world.add("deal", id, &[("name", text("d")), ("pieces", decimal(pieces))]).await;
    }
    assert_eq!(
        world.all_of("deal", "pieces").await,
        [Value::Int(3), decimal("0.004"), decimal("0.001333"), decimal("0.001"), decimal("0.001"), decimal("0.002")]
    );
}

async fn the_whole_follows_from_its_groups(world: World) {
    for (id, city, size) in [(1, "Ávila", 7), (2, "avila", -2), (3, "Burgos", 5), (4, "Cádiz", 1)] {
        world.add("company", id, &[("name", text("c")), ("city", text(city)), ("size", Value::Int(size))]).await;
    }
    world.add("company", 5, &[("name", text("no city, no size"))]).await;
    let of = world.operand("company", "size");
    let methods =
        [FigureMethod::Count, FigureMethod::Sum(of.clone()), FigureMethod::Average(of.clone()), FigureMethod::Max(of)];
    let measures = methods.map(figure).to_vec();
    let grouped = Aggregate { limit: 1, ..world.grouped("company", "city", None, measures.clone()) };
    let (groups, whole) = world.store.aggregate_whole(&world.scoped(grouped)).await.expect("figures");
    assert_eq!(groups.len(), 1, "the whole is of all groups, also of those that are not shown");
    let alone = world.answer(world.figures("company", measures)).await;
    assert_eq!(whole.as_ref(), Some(&alone[0].1));
    assert_eq!(alone[0].1, [Value::Int(5), Value::Int(11), decimal("2.75"), Value::Int(7)]);
}

async fn small_groups_can_be_left_out(world: World) {
    for (id, city) in [(1, "Ávila"), (2, "avila"), (3, "Burgos")] {
        world.add("company", id, &[("name", text("c")), ("city", text(city))]).await;
    }
    let ask = Aggregate { least: 2, ..world.grouped("company", "city", None, vec![figure(FigureMethod::Count)]) };
    let (groups, whole) = world.store.aggregate_whole(&world.scoped(ask)).await.expect("figures");
    assert_eq!(groups.iter().map(|group| group.figures.clone()).collect::<Vec<_>>(), [[Value::Int(2)]]);
    assert_eq!(whole, None);
}

async fn money_is_added_within_each_currency(world: World) {
    let amounts = [euros(100), euros(201), money(5, "USD"), euros(1), money(-8, "USD")];
    for (id, amount) in (1..).zip(amounts) {
        world.add("deal", id, &[("name", text("d")), ("amount", amount)]).await;
    }
    world.add("deal", 9, &[("name", text("no amount"))]).await;
    let both = |eur, usd| {
        let of = |value| if let Value::Money(money) = value { money } else { unreachable!("it is money") };
        Value::Moneys(vec![of(euros(eur)), of(money(usd, "USD"))])
    };
    // -1.5 cents rounds away from zero.
    assert_eq!(
        world.all_of("deal", "amount").await,
        [Value::Int(6), both(302, -3), both(101, -2), both(100, -2), both(1, -8), both(201, 5)]
    );
    let none = world.scoped(Aggregate {
        filter: world.expr("deal", "id == 9"),
        ..world.figures("deal", vec![figure(FigureMethod::Sum(world.operand("deal", "amount")))])
    });
    let groups = world.store.aggregate(&none).await.expect("figures");
    assert_eq!(groups[0].figures, [Value::Moneys(Vec::<Money>::new())]);
}

async fn groups_come_in_the_order_of_their_keys(world: World) {
    for (id, city) in [(1, "Ávila"), (2, "avila"), (3, "Burgos")] {
        world.add("company", id, &[("name", text("c")), ("city", text(city))]).await;
    }
    world.add("company", 4, &[("name", text("nowhere"))]).await;
    let count = || vec![figure(FigureMethod::Count)];
    let groups = world.answer(world.grouped("company", "city", None, count())).await;
    let counts: Vec<_> =
        groups.iter().map(|(keys, figures)| (keys[0].as_text().map(catalogue::fold), &figures[0])).collect();
    assert_eq!(
        counts,
        [(Some("avila".into()), &Value::Int(2)), (Some("burgos".into()), &Value::Int(1)), (None, &Value::Int(1))]
    );
    let first = Aggregate { limit: 1, ..world.grouped("company", "city", None, count()) };
    assert_eq!(world.answer(first).await.len(), 1);
}

async fn a_figure_counts_only_the_rows_of_its_filter(world: World) {
    for (id, stage, amount) in [(1, "won", 100), (2, "lost", 300), (3, "won", 50)] {
        world.add("deal", id, &[("name", text("d")), ("stage", text(stage)), ("amount", euros(amount))]).await;
    }
    let won = world.expr("deal", r#"stage.outcome == "won""#);
    let amount = world.operand("deal", "amount");
    let measures = vec![
        Figure { method: FigureMethod::Count, filter: won.clone() },
        Figure { method: FigureMethod::Sum(amount.clone()), filter: won.clone() },
        Figure { method: FigureMethod::Median(amount), filter: won },
        figure(FigureMethod::Sum(world.operand("deal", "amount * stage.probability"))),
    ];
    let groups = world.answer(world.grouped("deal", "stage", None, measures)).await;
    let moneys = |minor: Option<i64>| {
        Value::Moneys(minor.into_iter().map(|minor| Money { minor, currency: world.env.currency }).collect())
    };
    assert_eq!(
        groups,
        [
            (vec![text("lost")], vec![Value::Int(0), moneys(None), moneys(None), moneys(Some(0))]),
            (vec![text("won")], vec![Value::Int(2), moneys(Some(150)), moneys(Some(75)), moneys(Some(150))]),
        ]
    );
}

fn instant(text: &str) -> Value {
    Value::Instant(text.parse::<jiff::Timestamp>().expect("an instant").as_microsecond())
}

fn day(text: &str) -> Value {
    let date: jiff::civil::Date = text.parse().expect("a date");
    let days = date.since((jiff::Unit::Day, jiff::civil::date(1970, 1, 1))).expect("days").get_days();
    Value::Date(days)
}

async fn months_begin_at_midnight_of_the_company(world: World) {
    // Madrid is at +1 in winter and +2 in summer; the clock changes on the last Sundays of March and October.
    let times = [
        ("2026-02-28T22:59:59.999999Z", "2026-02-01", "2026-02-28"),
        ("2026-02-28T23:00:00Z", "2026-03-01", "2026-03-01"),
        ("2026-03-31T21:59:59.999999Z", "2026-03-01", "2026-03-31"),
        ("2026-03-31T22:00:00Z", "2026-04-01", "2026-04-01"),
        ("2026-10-31T22:59:59Z", "2026-10-01", "2026-10-31"),
        ("2026-10-31T23:00:00Z", "2026-11-01", "2026-11-01"),
    ];
    for (id, (time, ..)) in (1..).zip(times) {
        world.add("deal", id, &[("name", text("d")), ("met_at", instant(time))]).await;
    }
    world.add("deal", 99, &[("name", text("never"))]).await;
    for (time, month, date) in times {
        for (bucket, expected) in [(Bucket::Month, month), (Bucket::Day, date)] {
            let count = vec![figure(FigureMethod::Count)];
            let mut ask = world.grouped("deal", "met_at", Some(bucket), count);
            ask.filter = world.expr("deal", &format!("met_at == timestamp(\"{time}\")"));
            assert_eq!(world.answer(ask).await, [(vec![day(expected)], vec![Value::Int(1)])], "{time}");
        }
    }
    let all =
        world.answer(world.grouped("deal", "met_at", Some(Bucket::Month), vec![figure(FigureMethod::Count)])).await;
    let counts: Vec<_> = all.iter().map(|(_, figures)| figures[0].as_int().expect("a count")).collect();
    assert_eq!(counts, [1, 2, 1, 1, 1, 1]);
    assert_eq!(all[5].0, [Value::Null], "what has no time is a group of its own, the last");
    let days = world.rows("deal", &["days(met_at, date(\"2026-04-01\"))"], "id == 3").await;
    assert_eq!(days[0].values, [Value::Int(1)]);
}

async fn stretches_of_time_have_their_first_day(world: World) {
    for (id, date) in [(1, "2025-12-29"), (2, "2026-01-04"), (3, "2026-01-05"), (4, "2026-03-31"), (5, "2026-04-01")] {
        world.add("deal", id, &[("name", text("d")), ("closes", day(date))]).await;
    }
    let starts = async |bucket| {
        let ask = world.grouped("deal", "closes", Some(bucket), vec![figure(FigureMethod::Count)]);
        let groups = world.answer(ask).await;
        groups.into_iter().map(|(keys, figures)| (keys[0].clone(), figures[0].clone())).collect::<Vec<_>>()
    };
    let of = |pairs: &[(&str, i64)]| pairs.iter().map(|(d, n)| (day(d), Value::Int(*n))).collect::<Vec<_>>();
    assert_eq!(starts(Bucket::IsoWeek).await, of(&[("2025-12-29", 2), ("2026-01-05", 1), ("2026-03-30", 2)]));
    assert_eq!(starts(Bucket::Quarter).await, of(&[("2025-10-01", 1), ("2026-01-01", 3), ("2026-04-01", 1)]));
    assert_eq!(starts(Bucket::FiscalYear).await, of(&[("2025-04-01", 4), ("2026-04-01", 1)]));
}

async fn a_sum_past_64_bits_is_an_error_and_not_a_wrong_figure(world: World) {
    for id in 1..=3 {
        world.add("company", id, &[("name", text("c")), ("size", Value::Int(i64::MAX / 2))]).await;
    }
    let sum = figure(FigureMethod::Sum(world.operand("company", "size")));
    let refused = world.store.aggregate(&world.scoped(world.figures("company", vec![sum]))).await;
    assert!(matches!(refused, Err(store::StoreError::Internal(_))), "{refused:?}");
}

async fn figures_count_visible_rows_only(world: World) {
    for (id, owner) in [(1, 7), (2, 8), (3, 7)] {
        world.add("deal", id, &[("name", text("d")), ("amount", euros(10)), ("owner", Value::Ref(Id(owner)))]).await;
    }
    let measures = vec![figure(FigureMethod::Count), figure(FigureMethod::Sum(world.operand("deal", "amount")))];
    let mine = world.seen_by(world.figures("deal", measures), &[("deal", "owner == me")]);
    let groups = world.store.aggregate(&mine).await.expect("figures");
    assert_eq!(groups[0].figures[0], Value::Int(2));
    assert_eq!(groups[0].figures[1], Value::Moneys(vec![Money { minor: 20, currency: world.env.currency }]));
}

async fn far_apart_days_still_find_their_months(world: World) {
    for (id, date) in [(1, "0201-05-20"), (2, "2026-05-20"), (3, "9020-05-20")] {
        world.add("deal", id, &[("name", text("d")), ("closes", day(date))]).await;
    }
    let ask = world.grouped("deal", "closes", Some(Bucket::Month), vec![figure(FigureMethod::Count)]);
    let keys: Vec<_> = world.answer(ask).await.into_iter().map(|(keys, _)| keys[0].clone()).collect();
    assert_eq!(keys, [day("0201-05-01"), day("2026-05-01"), day("9020-05-01")]);
}
