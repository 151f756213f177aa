//! Lists: filters, joins, rights, masks, paging.

use std::collections::HashMap;
use std::sync::Arc;

use catalogue::{Id, Value};
use query::{Archived, Cursor, Expr, ObjectScope, Scope, Scoped};

use crate::world::{World, euros, money, text, title_of};

on_both_engines!(
    values_come_back_as_they_went_in,
    text_compares_folded_in_both_alphabets,
    what_is_not_known_is_neither_less_nor_more,
    joins_carry_the_rights_of_the_joined_object,
    related_rows_carry_their_own_rights,
    a_masked_field_is_not_known,
    pages_together_are_the_whole_list,
    search_finds_any_part_of_a_name,
    a_text_as_it_stands_comes_before_its_words_apart,
    a_word_that_thousands_hold_gives_the_same_pages,
    a_walk_that_ends_early_leaves_nothing_out,
    money_compares_within_its_currency,
    rollups_see_living_rows_only,
);

async fn values_come_back_as_they_went_in(world: World) {
    let values = [
        ("name", text("Ёлка & Söhne %_\\ \"x\"")),
        ("company", Value::Ref(Id(11))),
        ("amount", money(-123_456_789_012_345, "JPY")),
        ("share", Value::Decimal("0.1234".parse().expect("a number"))),
        ("pieces", Value::Decimal("256.760".parse().expect("a number"))),
        ("hot", Value::Bool(true)),
        ("met_at", Value::Instant(crate::world::NOW)),
        ("closes", Value::Date(-400)),
        ("stage", text("won")),
    ];
    world.add("deal", 1, &values).await;
    world.add("deal", 2, &[("name", text("empty"))]).await;
    let columns: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
    let rows = world.rows("deal", &columns, "id == 1").await;
    assert_eq!(rows[0].values, values.map(|(_, value)| value).to_vec());
    let empty = world.rows("deal", &columns[1..], "id == 2").await;
    assert!(empty[0].values.iter().all(Value::is_null));
}

async fn text_compares_folded_in_both_alphabets(world: World) {
    world.add("company", 1, &[("name", text("Ñandú S.A.")), ("city", text("МОСКВА"))]).await;
    world.add("company", 2, &[("name", text("Ёлки")), ("city", text("Málaga"))]).await;
    assert_eq!(world.ids("company", r#"city == "москва""#).await, [1]);
    assert_eq!(world.ids("company", r#"city == "MALAGA""#).await, [2]);
    assert_eq!(world.ids("company", r#"name.contains("елк")"#).await, [2]);
    assert_eq!(world.ids("company", r#"name.startsWith("nan")"#).await, [1]);
    assert_eq!(world.ids("company", r#"name.endsWith("s.a.")"#).await, [1]);
    assert_eq!(world.ids("company", r#"name.contains("%")"#).await, [] as [i64; 0]);
    assert_eq!(world.ids("company", r#"city in ["malaga", "Lugo"]"#).await, [2]);
}

async fn what_is_not_known_is_neither_less_nor_more(world: World) {
    world.add("company", 1, &[("name", text("a")), ("size", Value::Int(5))]).await;
    world.add("company", 2, &[("name", text("b"))]).await;
    assert_eq!(world.ids("company", "size < 10").await, [1]);
    assert_eq!(world.ids("company", "!(size < 10)").await, [2]);
    assert_eq!(world.ids("company", "size != 5").await, [2]);
    assert_eq!(world.ids("company", "size == null").await, [2]);
    assert_eq!(world.ids("company", "size != null").await, [1]);
    assert_eq!(world.ids("company", r#"!(city == "x" || size > 1)"#).await, [2]);
    assert_eq!(world.ids("company", r#"!name.contains("a")"#).await, [2]);
}

async fn joins_carry_the_rights_of_the_joined_object(world: World) {
    world.add("company", 1, &[("name", text("Mine")), ("owner", Value::Ref(Id(7))), ("city", text("Lugo"))]).await;
    world.add("company", 2, &[("name", text("Theirs")), ("owner", Value::Ref(Id(8))), ("city", text("Lugo"))]).await;
    for (id, company) in [(21, 1), (22, 2)] {
        world.add("deal", id, &[("name", text("deal")), ("company", Value::Ref(Id(company)))]).await;
    }
    let mut ask = world.ask("deal", &["company.name"], "true");
    ask.columns.push(title_of("deal", "company"));
    ask.columns.push(title_of("deal", "id"));
    ask.sort = vec![world.by("deal", "id", false)];
    let rights = [("deal", "true"), ("company", "owner == me")];
    let rows = world.store.select(&world.seen_by(ask, &rights)).await.expect("rows");
    assert_eq!(rows[0].values, [text("Mine"), text("Mine"), text("deal (Mine)")]);
    assert_eq!(rows[1].values, [Value::Null, Value::Null, text("deal ()")]);
    let lugo = world.ask("deal", &[], r#"company.city == "Lugo""#);
    assert_eq!(world.store.count(&world.seen_by(lugo.clone(), &rights)).await.expect("a count"), 1);
    assert_eq!(world.store.count(&world.scoped(lugo)).await.expect("a count"), 2);
}

async fn related_rows_carry_their_own_rights(world: World) {
    world.add("company", 1, &[("name", text("One"))]).await;
    world.add("deal", 21, &[("name", text("a")), ("company", Value::Ref(Id(1))), ("owner", Value::Ref(Id(8)))]).await;
    let rights = [("company", "true"), ("deal", "owner == me")];
    for (filter, all, seen) in [
        (r#"deals.exists(d, d.name == "a")"#, 1, 0),
        ("deals.size() > 0", 1, 0),
        (r#"deals.all(d, d.name == "b")"#, 0, 1),
    ] {
        let ask = world.ask("company", &[], filter);
        assert_eq!(world.store.count(&world.scoped(ask.clone())).await.expect("a count"), all, "{filter}");
        assert_eq!(world.store.count(&world.seen_by(ask, &rights)).await.expect("a count"), seen, "{filter}");
    }
    let nothing = world.seen_by(world.ask("deal", &[], "true"), &[("company", "true")]);
    assert_eq!(world.store.count(&nothing).await.expect("a count"), 0);
}

async fn a_masked_field_is_not_known(world: World) {
    world.add("deal", 1, &[("name", text("a")), ("amount", euros(100)), ("owner", Value::Ref(Id(7)))]).await;
    world.add("deal", 2, &[("name", text("b")), ("amount", euros(200)), ("owner", Value::Ref(Id(8)))]).await;
    let masked = HashMap::from([("amount".into(), world.expr("deal", "owner == me"))]);
    let scope = Scope::of(HashMap::from([("deal".into(), ObjectScope { rows: Expr::True, masked })]));
    let see = |ask| Scoped { ask, scope: Arc::new(scope.clone()), env: world.env.clone() };
    let mut ask = world.ask("deal", &["amount"], "true");
    ask.sort = vec![world.by("deal", "amount", true)];
    let rows = world.store.select(&see(ask)).await.expect("rows");
    assert_eq!(rows.iter().map(|row| row.values[0].clone()).collect::<Vec<_>>(), [euros(100), Value::Null]);
    let dear = world.store.count(&see(world.ask("deal", &[], "amount >= 1"))).await.expect("a count");
    assert_eq!(dear, 1);
}

async fn pages_together_are_the_whole_list(world: World) {
    for id in 1..=25_i64 {
        let mut values = vec![("name", text(["b", "Ä", "c"][usize::try_from(id % 3).expect("small")]))];
        if id % 4 != 0 {
            values.push(("size", Value::Int(id % 5)));
        }
        world.add("company", id, &values).await;
    }
    for (first, second) in [(true, false), (false, true), (true, true)] {
        let mut ask = world.ask("company", &["size", "name"], "true");
        ask.sort = vec![world.by("company", "size", first), world.by("company", "name", second)];
        let whole = world.store.select(&world.scoped(ask.clone())).await.expect("rows");
        assert!(whole[whole.len() - 1].values[0].is_null(), "nulls are last");
        let mut pages = Vec::new();
        ask.limit = 4;
        loop {
            let page = world.store.select(&world.scoped(ask.clone())).await.expect("a page");
            let Some(last) = page.last() else { break };
            ask.after = Some(Cursor { values: last.values.clone(), id: last.id });
            pages.extend(page);
        }
        assert_eq!(pages, whole);
    }
}

async fn search_finds_any_part_of_a_name(world: World) {
    world.add("company", 1, &[("name", text("Северная Звезда"))]).await;
    world.add("company", 2, &[("name", text("Panadería Núñez"))]).await;
    world.add("deal", 3, &[("name", text("bread for Panaderia 100%"))]).await;
    let find = async |words: &str| {
        let ask = store::SearchText { text: words.into(), objects: vec!["company".into(), "deal".into()], limit: 10 };
        let found = world.store.search(&world.scoped(ask)).await.expect("found");
        found.into_iter().map(|f| (f.id.0, f.title.to_string())).collect::<Vec<_>>()
    };
    assert_eq!(find("ЗВЕЗ").await, [(1, "Северная Звезда".into())]);
    assert_eq!(find("nader").await.iter().map(|f| f.0).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(find("ñ").await[0].1, "Panadería Núñez");
    assert_eq!(find("nune pana").await.len(), 1);
    assert_eq!(find("100%").await.len(), 1);
    assert_eq!(find("\"").await.len(), 0);
    assert_eq!(find("").await.len(), 0);
    let mut ask = world.ask("company", &[], "true");
    ask.search = Some("звезда".into());
    assert_eq!(world.store.count(&world.scoped(ask)).await.expect("a count"), 1);
}

async fn a_text_as_it_stands_comes_before_its_words_apart(world: World) {
    world.add("company", 1, &[("name", text("Sur Hermanos Costa"))]).await;
    world.add("company", 2, &[("name", text("Grupo Costa Sur"))]).await;
    world.add("company", 3, &[("name", text("Costa Sur"))]).await;
    world.add("deal", 4, &[("name", text("Costa y Sur"))]).await;
    let find = async |words: &str, limit| {
        let ask = store::SearchText { text: words.into(), objects: vec!["company".into(), "deal".into()], limit };
        let found = world.store.search(&world.scoped(ask)).await.expect("found");
        found.into_iter().map(|f| f.id.0).collect::<Vec<_>>()
    };
    assert_eq!(find("costa sur", 10).await, [3, 2, 1, 4]);
    assert_eq!(find("costa sur", 2).await, [3, 2, 4]);
    let mut renamed = world.update("company", 3, 1, &[("name", text("Norte"))]);
    if let store::Write::Update { search, .. } = &mut renamed {
        *search = Some("Norte".into());
    }
    world.apply(vec![renamed]).await.expect("renamed");
    assert_eq!(find("costa sur", 10).await, [2, 1, 4]);
    assert_eq!(find("norte", 10).await, [3]);
}

/// So many that the list is looked through in its own order; what holds the word only at its end is found all the same.
async fn a_word_that_thousands_hold_gives_the_same_pages(world: World) {
    let name =
        |n: i64| format!("{} común {}", ["zeta", "alfa", "mu"][n as usize % 3], if n > 4_150 { "tardío" } else { "" });
    let row = |n: i64| {
        let city = text(if n % 2 == 0 { "Lugo" } else { "Vigo" });
        crate::world::insert("company", n, &[("name", text(&name(n))), ("city", city)])
    };
    for from in (1..4_200).step_by(700) {
        world.apply((from..from + 700).map(row).collect()).await.expect("new rows");
    }
    world.add("company", 9_000, &[("name", text("Nadie")), ("city", text("Lugo"))]).await;
    let mut expected: Vec<i64> = (1..=4_200).filter(|n| n % 2 == 0 && n % 3 != 1).collect();
    expected.sort_by_key(|n| (name(*n), *n));
    let mut ask = world.ask("company", &[], "city == 'lugo' || name == 'nadie'");
    let page = async |ask: &query::Select| {
        let rows = world.store.select(&world.seen_by(ask.clone(), &[("company", "!name.startsWith('alfa')")])).await;
        rows.expect("a page").into_iter().map(|row| row.id.0).collect::<Vec<_>>()
    };
    for (words, sought) in [("comun", &expected), ("n omx", &vec![]), ("COMÚN et", &expected)] {
        let sought: Vec<i64> = sought.iter().copied().filter(|n| !words.contains("et") || n % 3 == 0).collect();
        ask.search = Some(words.into());
        for descending in [false, true] {
            ask.sort = vec![world.by("company", "name", descending)];
            let mut sought = sought.clone();
            if descending {
                sought.reverse();
            }
            (ask.limit, ask.after) = (50, None);
            assert_eq!(page(&ask).await, sought[..sought.len().min(50)], "{words}");
            (ask.limit, ask.after) = (2_000, None);
            assert_eq!(page(&ask).await, sought, "{words}: more is asked than there is");
            let Some(at) = sought.get(699) else { continue };
            ask.after = Some(Cursor { values: vec![text(&name(*at))], id: Id(*at) });
            ask.limit = 40;
            assert_eq!(page(&ask).await, sought[700..sought.len().min(740)], "{words}");
        }
        let scoped = world.seen_by(ask.clone(), &[("company", "!name.startsWith('alfa')")]);
        let all = i64::try_from(sought.len()).expect("a count");
        assert_eq!(world.store.count(&scoped).await.expect("a count"), all);
        assert_eq!(world.store.count_up_to(&scoped, 100).await.expect("a count"), all.min(100));
    }
    ask.search = Some("comun tardio".into());
    (ask.limit, ask.after, ask.sort) = (5, None, vec![world.by("company", "name", false)]);
    assert_eq!(page(&ask).await, [4_154, 4_160, 4_166, 4_172, 4_178]);
}

/// The word is in few rows at the beginning of the order, in none of the next twenty thousand, then in many, and in those without a
/// value.
async fn a_walk_that_ends_early_leaves_nothing_out(world: World) {
    let row = |n: i64| {
        let holds = n <= 60 || n > 20_200;
        let mut values = vec![("name", text(if holds { "común" } else { "otra" }))];
        if n <= 20_400 {
            values.push(("city", text(&format!("c{n:06}"))));
        }
        crate::world::insert("company", n, &values)
    };
    for from in (1..=21_000).step_by(3_000) {
        world.apply((from..from + 3_000).map(row).collect()).await.expect("new rows");
    }
    world.store.written_in_bulk(&["company".into()], 21_000).await.expect("the planner knows of them");
    let mut ask = world.ask("company", &[], "true");
    (ask.search, ask.sort, ask.limit) = (Some("comun".into()), vec![world.by("company", "city", false)], 50);
    let mut found = Vec::new();
    loop {
        let page = world.store.select(&world.scoped(ask.clone())).await.expect("a page");
        found.extend(page.iter().map(|row| row.id.0));
        let Some(last) = page.last().filter(|_| page.len() == 50) else { break };
        let city = if last.id.0 > 20_400 { Value::Null } else { text(&format!("c{:06}", last.id.0)) };
        ask.after = Some(Cursor { values: vec![city], id: last.id });
    }
    assert_eq!(found, (1..=60).chain(20_201..=21_000).collect::<Vec<_>>());
}

async fn money_compares_within_its_currency(world: World) {
    world.add("deal", 1, &[("name", text("a")), ("amount", euros(100_000))]).await;
    world.add("deal", 2, &[("name", text("b")), ("amount", money(900_000, "USD"))]).await;
    world.add("deal", 3, &[("name", text("c"))]).await;
    assert_eq!(world.ids("deal", "amount >= 1000").await, [1]);
    assert_eq!(world.ids("deal", "!(amount >= 1000)").await, [2, 3]);
    assert_eq!(world.ids("deal", "amount * 2 > 1500").await, [1]);
}

async fn rollups_see_living_rows_only(world: World) {
    world.add("company", 1, &[("name", text("One"))]).await;
    let deal = |id, amount, archived: Option<i64>| {
        let values = vec![
            ("name", text("d")),
            ("company", Value::Ref(Id(1))),
            ("stage", text("won")),
            ("amount", euros(amount)),
            ("archived_at", archived.map_or(Value::Null, Value::Instant)),
        ];
        (id, values)
    };
    for (id, values) in [deal(21, 100, None), deal(22, 250, None), deal(23, 1_000, Some(1))] {
        world.add("deal", id, &values).await;
    }
    assert_eq!(world.rows("company", &["deals_won"], "true").await[0].values, [euros(350)]);
    let mut ask = world.ask("deal", &[], "true");
    ask.archived = Archived::Only;
    assert_eq!(world.store.count(&world.scoped(ask)).await.expect("a count"), 1);
    world
        .add(
            "deal",
            24,
            &[("name", text("d")), ("company", Value::Ref(Id(1))), ("stage", text("won")), ("amount", money(1, "USD"))],
        )
        .await;
    let rows = world.rows("company", &["deals_won"], "true").await;
    assert_eq!(rows[0].values, [Value::Null], "two currencies have no sum");
}
