//! The records that the two real data sets speak of, without a base.

use catalogue::Currency;

use super::*;
use crate::propose::{Known, assemble, dictionary, drafts};
use crate::read::{read_file, shared};
use crate::{Plan, Workbook};

fn books(folder: &str, files: &[&str]) -> Vec<Workbook> {
    files.iter().map(|f| read_file(&shared(&format!("{folder}/{f}")), f).unwrap()).collect()
}

fn gathered(books: &[Workbook], edit: impl FnOnce(&mut Plan)) -> Base {
    let catalogue = Catalogue::shipped();
    let mut plan = assemble(&catalogue, Currency::EUR, books, &Known::new(), None).plan;
    edit(&mut plan);
    let mut drafts = drafts(&catalogue, books, Some(&plan));
    let words = dictionary(&mut drafts, true);
    for draft in &mut drafts {
        draft.look(&catalogue, &words);
    }
    let zone = jiff::tz::TimeZone::UTC;
    let typing = Typing::new(plan.currency, &zone);
    gather(&catalogue, &plan, &drafts, &typing)
}

fn sum(base: &Base, object: &str, field: &str) -> Decimal {
    let values = base.objects[object].iter().filter_map(|f| match f.values.get(field) {
        Some(Got::Value(value)) => number_of(value),
        _ => None,
    });
    values.sum::<Decimal>().normalize()
}

const BRANCHES: [&str; 4] =
    ["t01_branch_north.xlsx", "t01_branch_south.xlsx", "t01_branch_west.xlsx", "t01_branch_east.xlsx"];
const SALES: [&str; 5] =
    ["accounts.csv", "data_dictionary.csv", "products.csv", "sales_pipeline.csv", "sales_teams.csv"];

#[test]
fn four_branches_become_one_base_of_linked_records() {
    let base = gathered(&books("branches", &BRANCHES), |_| {});
    let counts: Vec<(&str, usize)> = base.objects.iter().map(|(o, l)| (&**o, l.len())).collect();
    assert_eq!(counts, [("branch", 4), ("product", 5), ("company", 5), ("order", 120), ("order_line", 120)]);
    assert_eq!(sum(&base, "order_line", "amount"), Decimal::new(15_114_092, 2));
    assert_eq!(sum(&base, "order", "amount"), Decimal::new(15_114_092, 2));
    assert_eq!(sum(&base, "order_line", "quantity"), Decimal::from(602));
    assert_eq!(sum(&base, "order_line", "discount") / Decimal::from(120), Decimal::new(12_875, 5));
    assert!(base.doubts.is_empty() && base.refused.is_empty() && base.contradictions.is_empty());
}

#[test]
fn what_the_person_keeps_apart_stays_apart() {
    let books = books("crm-sales-opportunities", &SALES);
    let base = gathered(&books, |plan| {
        let at = plan.spellings.iter().position(|s| s.written == "GTXPro").unwrap();
        plan.set(&format!("v{at}"), "keep").unwrap();
    });
    assert_eq!(base.objects["product"].len(), 8);
}

#[test]
fn a_choice_that_is_kept_apart_is_doubted() {
    let books = books("crm-sales-opportunities", &["accounts.csv"]);
    let base = gathered(&books, |plan| {
        let at = plan.spellings.iter().position(|s| s.written == "technolgy").unwrap();
        plan.set(&format!("v{at}"), "keep").unwrap();
    });
    let without = base.objects["company"].iter().filter(|c| c.values["industry"] == Got::Value(Value::Null)).count();
    assert!(without > 0 && base.doubts.len() == without);
    assert!(base.doubts.iter().all(|d| d.reason == "unknown_choice" && d.value == "technolgy"));
}

#[test]
fn five_sales_files_become_one_base() {
    let base = gathered(&books("crm-sales-opportunities", &SALES), |_| {});
    let counts: Vec<(&str, usize)> = base.objects.iter().map(|(o, l)| (&**o, l.len())).collect();
    // 35 agents with 6 managers; the 5 agents without deals are people too.
    assert_eq!(counts, [("branch", 3), ("team", 6), ("user", 41), ("product", 7), ("company", 85), ("deal", 8800)]);
    assert_eq!(sum(&base, "deal", "amount"), Decimal::from(10_005_534));
    let deals = &base.objects["deal"];
    let lost = deals.iter().filter(|d| d.values.get("stage") == Some(&Got::Value(Value::text("lost"))));
    assert!(lost.clone().count() == 2473 && lost.clone().all(|d| d.values["amount"] == Got::Value(Value::Null)));
    let without = deals.iter().filter(|d| !d.values.contains_key("company")).count();
    assert_eq!(without, 1425);
    let parents = base.objects["company"].iter().filter(|c| c.values.contains_key("parent")).count();
    assert_eq!(parents, 15);
    assert!(
        deals.iter().all(|d| d.values.contains_key("owner")
            && d.values.contains_key("team")
            && d.values.contains_key("branch"))
    );
    assert!(base.contradictions.is_empty() && base.refused.is_empty(), "{:?}", base.contradictions);
    assert!(base.doubts.is_empty());
}

#[test]
fn the_same_table_in_three_formats_gives_the_same_records() {
    let values = |file: &str| {
        let base = gathered(&books("branches", &[file]), |_| {});
        base.objects
            .into_iter()
            .map(|(o, l)| (o, l.into_iter().map(|f| f.values).collect::<Vec<_>>()))
            .collect::<Vec<_>>()
    };
    let xlsx = values("t01_branch_north.xlsx");
    assert_eq!(xlsx.iter().map(|(_, l)| l.len()).sum::<usize>(), 1 + 5 + 5 + 30 + 30);
    assert_eq!(values("t01_branch_north.xls"), xlsx);
    assert_eq!(values("t01_branch_north.ods"), xlsx);
}

#[test]
fn a_copy_in_another_format_in_the_same_drop_is_imported_once() {
    let base = gathered(&books("branches", &["t01_branch_north.xlsx", "t01_branch_north.ods"]), |_| {});
    assert_eq!(base.objects["order_line"].len(), 30);
}
