//! The language case by case: what is accepted and what it comes to, and what is refused, where and why.

use crate::world;

use query::{Expr, QueryFault, condition, operand, to_text};

/// Object, text, and the text that the tree comes back as.
const ACCEPTED: &[(&str, &str, &str)] = &[
    ("deal", "", "true"),
    ("deal", "stage == \"won\"", "stage == \"won\""),
    ("deal", "stage.outcome == 'open' && amount >= 10000", "stage.outcome == \"open\" && amount >= 10000"),
    ("deal", "10000.50 < amount", "amount > 10000.5"),
    ("deal", "amount > 10 * 1000 + 0.25", "amount > 10000.25"),
    ("deal", "amount == null || !(amount < 5)", "amount == null || !(amount < 5)"),
    ("deal", "discount > 0.35", "discount > 0.35"),
    ("deal", "discount == 1", "discount == 1.0"),
    ("deal", "weight == -1.5", "weight == -1.5"),
    ("deal", "due < \"2026-01-31\"", "due < date(\"2026-01-31\")"),
    ("deal", "due <= today + 30", "due <= today + 30"),
    ("deal", "due < now", "due < today"),
    ("deal", "today - due > 30", "days(due, today) > 30"),
    ("deal", "slack > duration(\"1h30m\")", "slack > duration(\"90m\")"),
    ("deal", "slack < \"72h\"", "slack < duration(\"72h\")"),
    ("deal", "stage_days > 14", "days(stage_since, now) > 14"),
    ("deal", "weighted > 100", "amount * stage.probability > 100"),
    ("deal", "-amount < -5", "0 - amount < -5"),
    ("deal", "(amount + 100) / 2 > 50", "(amount + 100) / 2 > 50"),
    ("deal", "amount / amount > 0.5", "amount / amount > 0.5"),
    ("deal", "stage.probability * 100 >= 50 && stage.order < 2", "stage.probability * 100 >= 50.0 && stage.order < 2"),
    ("deal", "company.city in [\"Madrid\", 'Bilbao']", "company.city in [\"Madrid\", \"Bilbao\"]"),
    ("deal", "company.parent.name.contains(\"ac\\\"me\")", "company.parent.name.contains(\"ac\\\"me\")"),
    ("deal", "company == 12 && owner == me", "company == 12 && owner == me"),
    ("deal", "owner in [me, 9]", "owner == me || owner == 9"),
    ("deal", "has(company) && has(company.city)", "company != null && company.city != null"),
    ("deal", "company.id == 3 && id != 4", "company.id == 3 && id != 4"),
    (
        "deal",
        "company.won_amount >= 1",
        "company.deals.filter(r1, r1.stage.outcome == \"won\" && r1.id != 3).map(r1, r1.amount).sum() >= 1",
    ),
    ("deal", "stage_since >= \"2026-11-23\"", "stage_since >= timestamp(\"2026-11-22T23:00:00Z\")"),
    ("deal", "stage_since <= \"2026-11-23\"", "stage_since < timestamp(\"2026-11-23T23:00:00Z\")"),
    (
        "deal",
        "stage_since == today",
        "stage_since >= timestamp(\"2026-11-22T23:00:00Z\") && stage_since < timestamp(\"2026-11-23T23:00:00Z\")",
    ),
    ("deal", "stage_since < now - duration(\"720h\")", "stage_since < now - duration(\"720h\")"),
    ("deal", "true && !false", "!(false)"),
    ("deal", "1 < 2", "true"),
    (
        "deal",
        "activities.exists(a, a.kind == \"call\" && a.at > now - duration(\"720h\"))",
        "activities.exists(r1, r1.kind == \"call\" && r1.at > now - duration(\"720h\"))",
    ),
    ("deal", "activities.exists(a, a.at > stage_since)", "activities.exists(r1, r1.at > stage_since)"),
    ("deal", "activities.all(a, a.kind == \"mail\")", "!(activities.exists(r1, !(r1.kind == \"mail\")))"),
    ("deal", "size(activities) == 0 || activities.size() > 3", "activities.size() == 0 || activities.size() > 3"),
    (
        "deal",
        "activities.filter(a, a.kind == \"call\").filter(b, has(b.at)).size() > 1",
        "activities.filter(r1, r1.kind == \"call\" && r1.at != null).size() > 1",
    ),
    ("deal", "activities.map(x, x.at).max() < now", "activities.map(r1, r1.at).max() < now"),
    ("company", "\"vip\" in tags && tags.has(\"new\")", "\"vip\" in tags && \"new\" in tags"),
    ("company", "active && !(active == true)", "active && !(active == true)"),
    ("company", "ours", "owner == me || active"),
    ("company", "ours == true", "(owner == me || active) == true"),
    ("company", "active == (deal_count > 2)", "active == (deals.size() > 2)"),
    ("deal", "(amount > 5) != company.ours", "(amount > 5) != (company.owner == me || company.active)"),
    ("company", "deal_count > 2 && latest_due < today", "deals.size() > 2 && deals.map(r1, r1.due).max() < today"),
    (
        "company",
        "deals.exists(d, d.activities.exists(a, a.deal.company.id == id && a == 4))",
        "deals.exists(r1, r1.activities.exists(r2, r2.deal.company.id == id && r2.id == 4))",
    ),
    (
        "company",
        "deals.exists(d, d.company.won_amount > 5)",
        "deals.exists(r1, r1.company.deals.filter(r2, r2.stage.outcome == \"won\" && r2.id != 3).map(r2, r2.amount).sum() > 5)",
    ),
    ("company", "name == 'Ñandú' // a remark", "name == \"Ñandú\""),
];

/// Object, text, and each fault: its place, key and arguments.
const REFUSED: &[(&str, &str, &str)] = &[
    ("deal", "amont > 5", "1:1 query-unknown-near name=amont object=deal near=amount"),
    ("deal", "zzzzzz == 5", "1:1 query-unknown name=zzzzzz object=deal"),
    ("deal", "amount > 5 &&\n  company.cty == \"x\"", "2:11 query-unknown-near name=cty object=company near=city"),
    (
        "deal",
        "amount == \"x\" || due == 5",
        "1:8 query-types left=money right=text; 1:22 query-types left=date right=number",
    ),
    ("deal", "name == 5", "1:6 query-types left=text right=number"),
    ("deal", "weight == \"5\"", "1:8 query-types left=number right=text"),
    ("deal", "amount == 5.555", "1:8 query-finer number=5.555 digits=2"),
    ("deal", "discount > 0.12345", "1:10 query-finer number=0.12345 digits=4"),
    ("deal", "stage == \"offers\"", "1:7 query-option text=offers known=first, offer, won, lost"),
    ("deal", "stage < \"won\"", "1:7 query-no-order kind=choice"),
    ("deal", "stage.outcom == \"won\"", "1:7 query-unknown-near name=outcom object=stage near=outcome"),
    ("deal", "amount < null", "1:8 query-null-order"),
    ("deal", "amount", "1:1 query-not-condition kind=money"),
    ("deal", "due == \"2026-02-30\"", "1:5 query-bad-date text=2026-02-30"),
    ("deal", "stage_since > \"soon\"", "1:13 query-bad-instant text=soon"),
    ("deal", "slack > duration(\"3 days\")", "1:17 query-bad-duration text=3 days"),
    ("deal", "activities == null", "1:1 query-to-many name=activities"),
    ("deal", "activities.kind == \"call\"", "1:12 query-to-many name=activities"),
    ("deal", "company.size() == 0", "1:1 query-not-many"),
    ("deal", "name.city == \"x\"", "1:6 query-not-reference name=name"),
    ("deal", "company == owner", "1:9 query-references left=company right=user"),
    ("deal", "name.matches(\"x\")", "1:13 query-function name=matches"),
    ("deal", "name.contain(\"x\")", "1:13 query-function-near name=contain near=contains"),
    ("deal", "name.contains(name)", "1:14 query-arguments name=contains"),
    ("deal", "amount.contains(\"5\")", "1:16 query-types left=money right=text"),
    ("deal", "amount > 5 ? true : false", "1:12 query-unsupported what=? :"),
    ("deal", "weight % 2 == 0", "1:8 query-unsupported what=%"),
    ("deal", "{\"a\": 1} == null", "1:1 query-unsupported what={…}"),
    ("deal", "amount * amount > 5", "1:8 query-types left=money right=money"),
    ("deal", "today + 0.5 > due", "1:7 query-types left=date right=number"),
    ("deal", "amount >", "1:9 query-syntax-end near="),
    ("deal", "amount == 5 5", "1:13 query-syntax near=5"),
    ("deal", "amount = 5", "1:8 query-syntax near== 5"),
    ("deal", "(amount > 5", "1:1 query-open-bracket"),
    ("deal", "amount > 5)", "1:11 query-closing-bracket"),
    ("deal", "name == \"x", "1:9 query-open-text"),
    ("deal", "name == \"\"\"x\"\"\"", "1:9 query-open-text"),
    ("deal", "name == \"\\q\"", "1:10 query-escape"),
    ("deal", "amount > 99999999999999999999", "1:10 query-syntax near=99999999999999999999"),
    ("deal", "amount > 99999999999999999.5", "1:8 query-number"),
    ("company", "tags == \"vip\"", "1:6 query-types left=choices right=text"),
    ("company", "\"vap\" in tags", "1:7 query-option text=vap known=vip, late, new"),
    ("company", "deals.exists(d.x, true)", "1:13 query-arguments name=exists"),
    ("company", "deals.map(d, d.name).max() == \"x\"", "1:25 query-no-figure kind=text"),
    ("company", "дата == 5", "1:1 query-syntax near=дата == 5"),
    ("company", "name == \"Ñ\" && cty == \"é\"", "1:16 query-unknown-near name=cty object=company near=city"),
];

#[test]
fn what_is_accepted_comes_to_this() {
    let (catalogue, env) = (world::catalogue(), world::env());
    let mut wrong = Vec::new();
    for (object, text, wanted) in ACCEPTED {
        let object = catalogue.object(object).expect("an object");
        match condition(&catalogue, object, text, &env) {
            Err(faults) => wrong.push(format!("{text}\n  refused {faults:?}")),
            Ok(tree) => {
                let back = to_text(&tree, &catalogue);
                if back != *wanted || condition(&catalogue, object, &back, &env).as_ref() != Ok(&tree) {
                    wrong.push(format!("{text}\n  is      {back}\n  must be {wanted}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_refused_says_where_and_why() {
    let (catalogue, env) = (world::catalogue(), world::env());
    let mut wrong = Vec::new();
    for (object, text, wanted) in REFUSED {
        let object = catalogue.object(object).expect("an object");
        let told = match condition(&catalogue, object, text, &env) {
            Ok(tree) => format!("accepted as {}", to_text(&tree, &catalogue)),
            Err(faults) => faults.iter().map(brief).collect::<Vec<_>>().join("; "),
        };
        if told != *wanted {
            wrong.push(format!("{text}\n  is      {told}\n  must be {wanted}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn brief(fault: &QueryFault) -> String {
    let place = fault.at.map_or_else(String::new, |(line, column)| format!("{line}:{column} "));
    let args: String = fault.args.iter().map(|(name, value)| format!(" {name}={value}")).collect();
    format!("{place}{}{args}", fault.key)
}

#[test]
fn every_fault_has_its_words_in_three_languages() {
    let (catalogue, env, words) = (world::catalogue(), world::env(), catalogue::Words::shipped());
    for (object, text, _) in REFUSED {
        let object = catalogue.object(object).expect("an object");
        for fault in condition(&catalogue, object, text, &env).expect_err(text) {
            let args: Vec<_> =
                fault.args.iter().map(|(name, value)| (*name, catalogue::Arg::Text(value.clone()))).collect();
            for lang in catalogue::Lang::ALL {
                let told = words.text_with(lang, fault.key, &args);
                assert!(told != fault.key && !told.contains("{ $"), "{lang:?} {}: {told}", fault.key);
            }
        }
    }
}

#[test]
fn an_operand_has_a_kind() {
    let (catalogue, env) = (world::catalogue(), world::env());
    let deal = catalogue.object("deal").expect("an object");
    let kind = |text: &str| operand(&catalogue, deal, text, &env).map(|(_, kind)| format!("{kind:?}"));
    assert_eq!(kind("weighted").as_deref(), Ok("Money"));
    assert_eq!(kind("company.latest_due").as_deref(), Ok("Date"));
    assert_eq!(kind("company").as_deref(), Ok("Reference { to: \"company\" }"));
    assert_eq!(kind("weight * discount").as_deref(), Ok("Decimal { scale: 7, unit: None, indivisible: false }"));
    assert_eq!(kind("amount > 5").as_deref(), Ok("Boolean"));
    assert_eq!(kind("company.ours").as_deref(), Ok("Boolean"));
    assert!(kind("amount > name").is_err());
    assert!(kind("").is_err());
}

/// Each would take a parser that calls itself far down, or never end.
#[test]
fn hostile_texts_are_refused_without_harm() {
    let (catalogue, env) = (world::catalogue(), world::env());
    let deal = catalogue.object("deal").expect("an object");
    let hostile = [
        "(".repeat(3_999),
        format!("{}true{}", "(".repeat(1_900), ")".repeat(1_900)),
        format!("{}true{}", "!(".repeat(1_200), ")".repeat(1_200)),
        format!("name{} == \"\"", ".name".repeat(700)),
        format!("amount > 1{}", " + 1".repeat(900)),
        format!("amount > 1{}", "-1".repeat(1_900)),
        format!("true{}", " ? true : true".repeat(250)),
        format!("{}1", "1<".repeat(1_900)),
        format!("1{}", " in [1]".repeat(500)),
        "!".repeat(3_999),
        "-".repeat(3_999),
        "[".repeat(2_000),
        "{".repeat(2_000),
        "\"".repeat(3_999),
        "a".repeat(4_001),
        format!("name == \"\\q{}", "(".repeat(3_000)),
        format!("name == r'\\'{}", "(".repeat(3_000)),
        format!("name in [{}]", "\"x\",".repeat(900)),
        format!("true{}", " && true".repeat(490)),
        "\u{0}".to_owned(),
        "💥 == 1".to_owned(),
    ];
    for text in hostile {
        let shown: String = text.chars().take(30).collect();
        match condition(&catalogue, deal, &text, &env) {
            Ok(tree) => assert!(matches!(tree, Expr::True | Expr::And(_) | Expr::In { .. }), "{shown}"),
            Err(faults) => assert!(!faults.is_empty(), "{shown}"),
        }
    }
}

/// As deep as a text may go, on the small stack of a worker thread, in an unoptimised build.
#[test]
fn the_deepest_text_fits_the_stack_of_a_worker() {
    let deepest = std::thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(|| {
        let (catalogue, env) = (world::catalogue(), world::env());
        let deal = catalogue.object("deal").expect("an object");
        let brackets = format!("{}true{}", "(".repeat(query::MAX_DEPTH), ")".repeat(query::MAX_DEPTH));
        let chain = format!("amount > 1{}", "-1".repeat(query::MAX_DEPTH - 3));
        let nested = format!("{}true{}", "true == (".repeat(query::MAX_DEPTH / 3), ")".repeat(query::MAX_DEPTH / 3));
        let read = |text: &str| condition(&catalogue, deal, text, &env);
        (read(&brackets), (read(&chain).err(), read(&nested).err()))
    });
    let (brackets, chain) = deepest.expect("a thread").join().expect("no overflow");
    assert_eq!(brackets, Ok(Expr::True));
    assert_eq!(chain, (None, None));
}
