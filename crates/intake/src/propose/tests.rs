//! The two real data sets, as far as a proposal goes: sums, readings, proofs, flags, branches, spellings.

use rust_decimal::Decimal;

use super::*;
use crate::read::{read_file, shared};
use crate::{ColumnSeen, PercentUnit, Reading};

fn propose(folder: &str, files: &[&str]) -> Proposal {
    let books: Vec<Workbook> = files.iter().map(|f| read_file(&shared(&format!("{folder}/{f}")), f).unwrap()).collect();
    assemble(&Catalogue::shipped(), Currency::EUR, &books, &Known::new(), None)
}

const BRANCHES: [&str; 4] =
    ["t01_branch_north.xlsx", "t01_branch_south.xlsx", "t01_branch_west.xlsx", "t01_branch_east.xlsx"];
const SALES: [&str; 5] =
    ["accounts.csv", "data_dictionary.csv", "products.csv", "sales_pipeline.csv", "sales_teams.csv"];

fn expected(folder: &str) -> serde_json::Value {
    serde_json::from_slice(&std::fs::read(shared(&format!("{folder}/expected.json"))).unwrap()).unwrap()
}

fn exact(value: &serde_json::Value) -> Decimal {
    value.to_string().parse::<Decimal>().unwrap().normalize()
}

fn column<'p>(proposal: &'p Proposal, file: &str, header: &str) -> (&'p ColumnSeen, &'p crate::ColumnPlan) {
    let at = proposal.sheets.iter().position(|s| s.file == file).unwrap();
    let at_column = proposal.sheets[at].columns.iter().position(|c| c.header == header).unwrap();
    (&proposal.sheets[at].columns[at_column], &proposal.plan.sheets[at].columns[at_column])
}

fn target(proposal: &Proposal, file: &str, header: &str) -> String {
    let target = column(proposal, file, header).1.target.clone();
    target.map(|t| format!("{}.{}", t.part, t.field)).unwrap_or_default()
}

#[test]
fn branch_files_give_the_expected_sums_under_four_readings() {
    let (proposal, expected) = (propose("branches", &BRANCHES), expected("branches"));
    let units = [PercentUnit::Fraction, PercentUnit::Points, PercentUnit::Fraction, PercentUnit::Text];
    let (mut discounts, mut rows) = (Decimal::ZERO, 0);
    for (file, unit) in BRANCHES.into_iter().zip(units) {
        let expected = &expected[file];
        let (discount, plan) = column(&proposal, file, "Discount");
        assert_eq!(plan.reading, Reading::Percent { unit }, "{file}");
        let fractions: Decimal = expected["discount_as_fraction"].as_array().unwrap().iter().map(exact).sum();
        assert_eq!(discount.sum, Some(fractions.normalize()), "{file}");
        assert_eq!(column(&proposal, file, "Amount").0.sum, Some(exact(&expected["sum_amount"])), "{file}");
        assert_eq!(column(&proposal, file, "Qty").0.sum, Some(exact(&expected["sum_qty"])), "{file}");
        discounts += fractions;
        rows += 30;
    }
    let union = &expected["t01_union"];
    assert_eq!((discounts / Decimal::from(rows)).normalize(), exact(&union["mean_discount_fraction"]));
}

#[test]
fn the_unit_that_differs_is_told_with_its_proof() {
    let proposal = propose("branches", &BRANCHES);
    let flag = proposal.flags.iter().find(|f| f.code == "percent_unit_differs_between_files").expect("the flag");
    assert_eq!(flag.column.as_deref(), Some("Discount"));
    assert_eq!(flag.what.args["points"], "t01_branch_south.xlsx");
    assert_eq!(flag.what.args["fraction"], "t01_branch_north.xlsx, t01_branch_west.xlsx");
    assert_eq!(flag.what.args["text"], "t01_branch_east.xlsx");
    let comparison = proposal.comparisons.iter().find(|c| c.column == "Discount").unwrap();
    assert!(comparison.differs);
    let proofs: Vec<&str> = comparison.files.iter().map(|f| f.proof.as_ref().unwrap().key.as_str()).collect();
    assert_eq!(proofs, ["intake-proof-format", "intake-proof-points", "intake-proof-fraction", "intake-proof-sign"]);
    assert!(comparison.files.iter().all(|f| f.proof.as_ref().unwrap().args["rows"] == "30"));
    assert!(proposal.comparisons.iter().filter(|c| c.differs).count() == 1, "only the discount differs");
}

#[test]
fn one_row_of_a_branch_feeds_linked_objects() {
    let proposal = propose("branches", &BRANCHES);
    for (header, expected) in [
        ("Date", "order.ordered_on"),
        ("Invoice", "order.number"),
        ("Customer", "company.name"),
        ("Product", "product.name"),
        ("Qty", "order_line.quantity"),
        ("Price", "order_line.price"),
        ("Discount", "order_line.discount"),
        ("Amount", "order_line.amount"),
    ] {
        assert_eq!(target(&proposal, BRANCHES[0], header), expected);
    }
    let branches: Vec<Option<&str>> = proposal.plan.sheets.iter().map(|s| s.branch.as_deref()).collect();
    assert_eq!(branches, [Some("North"), Some("South"), Some("West"), Some("East")]);
}

#[test]
fn xls_without_formats_is_read_by_arithmetic() {
    for file in ["t01_branch_north.xls", "t01_branch_north.ods"] {
        let proposal = propose("branches", &[file]);
        assert_eq!(column(&proposal, file, "Discount").1.reading, Reading::Percent { unit: PercentUnit::Fraction });
        assert_eq!(column(&proposal, file, "Amount").0.sum, Some(Decimal::new(3_479_181, 2)));
    }
}

#[test]
fn the_sales_set_is_mapped_by_joins_and_its_dictionary() {
    let proposal = propose("crm-sales-opportunities", &SALES);
    for (file, header, expected) in [
        ("accounts.csv", "account", "company.name"),
        ("accounts.csv", "sector", "company.industry"),
        ("accounts.csv", "year_established", "company.founded_year"),
        ("accounts.csv", "revenue", "company.annual_revenue"),
        ("accounts.csv", "employees", "company.employees"),
        ("accounts.csv", "office_location", "company.address_country"),
        ("accounts.csv", "subsidiary_of", "parent.name"),
        ("products.csv", "product", "product.name"),
        ("products.csv", "series", "product.category"),
        ("products.csv", "sales_price", "product.price"),
        ("sales_teams.csv", "sales_agent", "user.name"),
        ("sales_teams.csv", "manager", "manager.name"),
        ("sales_teams.csv", "regional_office", "branch.name"),
        ("sales_pipeline.csv", "opportunity_id", "deal.external_id"),
        ("sales_pipeline.csv", "sales_agent", "user.name"),
        ("sales_pipeline.csv", "product", "product.name"),
        ("sales_pipeline.csv", "account", "company.name"),
        ("sales_pipeline.csv", "deal_stage", "deal.stage"),
        ("sales_pipeline.csv", "engage_date", "deal.opened_on"),
        ("sales_pipeline.csv", "close_date", "deal.closed_on"),
        ("sales_pipeline.csv", "close_value", "deal.amount"),
    ] {
        assert_eq!(target(&proposal, file, header), expected, "{file} {header}");
    }
    let included: Vec<bool> = proposal.plan.sheets.iter().map(|s| s.included).collect();
    assert_eq!(included, [true, false, true, true, true], "the dictionary is set aside");
    assert_eq!(proposal.plan.currency.code(), "USD");
    let (revenue, _) = column(&proposal, "accounts.csv", "revenue");
    assert_eq!(revenue.unit.as_deref(), Some("USD"));
    assert_eq!(revenue.greatest.as_deref(), Some("11698030000"), "millions are read as millions");
}

#[test]
fn misspellings_and_gaps_of_the_sales_set_are_told_once() {
    let (proposal, expected) = (propose("crm-sales-opportunities", &SALES), expected("crm-sales-opportunities"));
    let quality = &expected["quality"];
    let spellings: Vec<(&str, &str, u64)> =
        proposal.plan.spellings.iter().map(|s| (s.written.as_str(), s.meant.as_str(), s.rows)).collect();
    assert!(spellings.contains(&(
        "GTXPro",
        "GTX Pro",
        quality["product_names_not_in_products"]["GTXPro"].as_u64().unwrap()
    )));
    assert!(spellings.iter().any(|(w, m, _)| (*w, *m) == ("technolgy", "technology")));
    assert!(spellings.iter().any(|(w, m, _)| (*w, *m) == ("Philipines", "Philippines")));
    assert_eq!(spellings.len(), 3, "{spellings:?}");
    for (header, missing) in quality["missing"].as_object().unwrap() {
        assert_eq!(column(&proposal, "sales_pipeline.csv", header).0.blanks, missing.as_u64().unwrap(), "{header}");
    }
    let zero = proposal.flags.iter().find(|f| f.code == "zero_in_lost_deals_is_no_price").unwrap();
    assert_eq!(zero.count, quality["stages"]["Lost"].as_u64().unwrap());
    let (engaged, _) = column(&proposal, "sales_pipeline.csv", "engage_date");
    assert_eq!(engaged.least.as_deref(), quality["engage_range"][0].as_str());
    assert_eq!(engaged.greatest.as_deref(), quality["engage_range"][1].as_str());
    assert!(proposal.flags.iter().all(|f| f.weight != Weight::Ask), "nothing holds the import");
}
