//! Both real data sets through the public face, on a database of their own: to the last row and cent, again without a
//! change, and back to where it was.
use crate::house::House;
use catalogue::Value;
use intake::{Fate, Plan, Report};
use records::figures::FiguresAsk;

const BRANCHES: [&str; 4] = [
    "branches/t01_branch_north.xlsx",
    "branches/t01_branch_south.xlsx",
    "branches/t01_branch_west.xlsx",
    "branches/t01_branch_east.xlsx",
];
const SALES: [&str; 5] = [
    "crm-sales-opportunities/accounts.csv",
    "crm-sales-opportunities/data_dictionary.csv",
    "crm-sales-opportunities/products.csv",
    "crm-sales-opportunities/sales_pipeline.csv",
    "crm-sales-opportunities/sales_teams.csv",
];

/// Object, created, updated, unchanged.
fn counts(report: &Report) -> Vec<(&str, u64, u64, u64)> {
    report.objects.iter().map(|o| (o.object.as_str(), o.created, o.updated, o.unchanged)).collect()
}

fn every_row_is_accounted_for(report: &Report) {
    assert_eq!(report.state, "done");
    for file in &report.files {
        assert_eq!(file.rows_read, file.rows_imported + file.rows_skipped + file.rows_refused, "{}", file.file);
    }
    assert!(report.refused.is_empty(), "{:?}", report.refused.first());
}

async fn total(house: &House, object: &str, measures: &[&str]) -> Vec<Value> {
    let ask = FiguresAsk {
        object: object.to_owned(),
        measures: measures.iter().map(|m| (*m).to_owned()).collect(),
        ..FiguresAsk::default()
    };
    records::figures::figures(&house.owner, &ask).await.unwrap().total
}

fn euros(minor: i64) -> Value {
    Value::Moneys(vec![catalogue::Money { minor, currency: catalogue::Currency::EUR }])
}

fn dollars(minor: i64) -> Value {
    Value::Moneys(vec![catalogue::Money { minor, currency: catalogue::Currency::parse("USD").unwrap() }])
}

fn decimal(text: &str) -> Value {
    Value::Decimal(text.parse::<rust_decimal::Decimal>().unwrap().normalize())
}

#[tokio::test]
async fn branches_come_in_stay_the_same_and_go_again() {
    let house = House::build().await;
    let before = house.digest().await;
    let books = house.read(&BRANCHES);
    let plan = intake::propose(&house.owner, &books).await.unwrap().plan;

    let preview = intake::preview(&house.owner, &plan, &books).await.unwrap();
    assert!(preview.open.is_empty());
    let expected = [("branch", 4), ("product", 5), ("company", 5), ("order", 120), ("order_line", 120)];
    let created: Vec<(&str, u64)> = preview.objects.iter().map(|o| (o.object.as_str(), o.counts.created)).collect();
    assert_eq!(created, expected);
    assert!(preview.objects.iter().all(|o| o.counts.total() == o.counts.created));
    assert_eq!(house.digest().await, before, "a preview writes nothing");

    let report = house.run(&plan, &books).await;
    every_row_is_accounted_for(&report);
    assert_eq!(counts(&report), expected.map(|(o, n)| (o, n, 0, 0)));
    let lines = total(&house, "order_line", &["count", "amount_sum", "quantity_sum", "average_discount"]).await;
    assert_eq!(lines, [Value::Int(120), euros(15_114_092), decimal("602"), decimal("0.12875")]);
    assert_eq!(total(&house, "order", &["count", "amount_sum"]).await, [Value::Int(120), euros(15_114_092)]);

    let after = house.digest().await;
    let again = house.run(&house.propose(&books).await, &books).await;
    every_row_is_accounted_for(&again);
    assert_eq!(counts(&again), expected.map(|(o, n)| (o, 0, 0, n)));
    assert_eq!(house.digest().await, after, "an import twice changes nothing");

    let undone = intake::undo(&house.owner, report.batch).await.unwrap();
    assert_eq!((undone.removed, undone.put_back, undone.left), (254, 0, 0));
    assert_eq!(house.digest().await, before, "undo leaves the database row for row as before");
}

#[tokio::test]
async fn each_branch_has_its_own_figures() {
    let house = House::build().await;
    let books = house.read(&BRANCHES);
    house.run(&house.propose(&books).await, &books).await;
    let ask = FiguresAsk {
        object: "order".to_owned(),
        group: vec![("branch".to_owned(), None)],
        measures: vec!["amount_sum".to_owned(), "count".to_owned()],
        ..FiguresAsk::default()
    };
    let figures = records::figures::figures(&house.owner, &ask).await.unwrap();
    let mut groups: Vec<(String, Vec<Value>)> = figures
        .groups
        .iter()
        .map(|g| (g.titles[0].as_deref().unwrap_or_default().to_owned(), g.figures.clone()))
        .collect();
    groups.sort_by(|a, b| a.0.cmp(&b.0));
    let expected = [("East", 4_254_959), ("North", 3_479_181), ("South", 5_341_493), ("West", 2_038_459)];
    assert_eq!(groups, expected.map(|(name, minor)| (name.to_owned(), vec![euros(minor), Value::Int(30)])));
}

#[tokio::test]
async fn the_sales_set_gives_the_expected_figures() {
    let house = House::build().await;
    let before = house.digest().await;
    let books = house.read(&SALES);
    let plan: Plan = house.propose(&books).await;
    let report = house.run(&plan, &books).await;
    every_row_is_accounted_for(&report);
    let expected = [("branch", 3), ("team", 6), ("user", 41), ("product", 7), ("company", 85), ("deal", 8800)];
    assert_eq!(counts(&report), expected.map(|(o, n)| (o, n, 0, 0)));

    let said: serde_json::Value =
        serde_json::from_slice(&std::fs::read(crate::house::shared("crm-sales-opportunities/expected.json")).unwrap())
            .unwrap();
    let measures = ["won_count", "lost_count", "open_count", "won_amount", "average_won", "median_won", "win_rate"];
    let figures = total(&house, "deal", &measures).await;
    let totals = &said["totals"];
    assert_eq!(figures[0], Value::Int(totals["won"].as_i64().unwrap()));
    assert_eq!(figures[1], Value::Int(totals["lost"].as_i64().unwrap()));
    assert_eq!(figures[2], Value::Int(totals["open_deals"].as_i64().unwrap()));
    assert_eq!(figures[3], dollars(1_000_553_400));
    assert_eq!(figures[4], dollars(236_091), "2360.9094 to the cent");
    assert_eq!(figures[5], dollars(111_700));
    assert_eq!(near(&figures[6], 6), "0.631501");
    let days = total(&house, "deal", &["days_won", "days_lost", "days_closed", "median_days_won"]).await;
    assert_eq!(near(&days[0], 4), totals["avg_days_won"].to_string());
    assert_eq!(near(&days[1], 4), totals["avg_days_lost"].to_string());
    assert_eq!(near(&days[2], 4), totals["avg_days_closed"].to_string());
    assert_eq!(near(&days[3], 4), "57");

    let preview = intake::preview(&house.owner, &plan, &books).await.unwrap();
    assert!(preview.objects.iter().all(|o| o.counts.total() == o.counts.unchanged), "{:?}", first_change(&preview));
    intake::undo(&house.owner, report.batch).await.unwrap();
    assert_eq!(house.digest().await, before);
}

/// A figure rounded to these digits, without trailing noughts.
fn near(value: &Value, digits: u32) -> String {
    match value {
        Value::Decimal(d) => d.round_dp(digits).normalize().to_string(),
        Value::Int(n) => n.to_string(),
        other => format!("{other:?}"),
    }
}

fn first_change(preview: &intake::Preview) -> Option<&intake::RowPreview> {
    preview.objects.iter().flat_map(|o| &o.rows).find(|r| r.fate != Fate::Unchanged)
}

#[tokio::test]
async fn an_update_is_put_back_by_undo() {
    let house = House::build().await;
    let first = house.text("clients.csv", "Client,City,Employees\nAcme Ltd,Madrid,10\nBeta SL,Bilbao,20\n");
    house.run(&house.propose(&first).await, &first).await;
    let before = house.digest().await;
    let second =
        house.text("clients.csv", "Client,City,Employees\nACME LTD,Barcelona,10\nBeta SL,,25\nGamma SA,Vigo,5\n");
    let report = house.run(&house.propose(&second).await, &second).await;
    assert_eq!(counts(&report), [("company", 1, 2, 0)]);
    let undone = intake::undo(&house.owner, report.batch).await.unwrap();
    assert_eq!((undone.removed, undone.put_back, undone.left), (1, 2, 0));
    assert_eq!(house.digest().await, before);
}

#[tokio::test]
async fn what_is_odd_is_refused_or_doubted_and_never_lost() {
    let house = House::build().await;
    let books = house.text(
        "sales.csv",
        "Invoice,Customer,Product,Qty,Price,Amount\n\
         A-1,Acme,Chair,2,10,20\nA-2,Acme,Chair,3,10,30\nA-3,Beta,Table,1,50,50\nA-4,Beta,Table,4,50,200\n\
         A-5,Beta,Table,two,50,100\nA-6,Acme,Chair,2,10,99\n,Acme,Chair,1,10,10\nA-8,Acme,Chair,5,10,50\n\
         A-9,Acme,Chair,6,10,60\nA-10,Acme,Chair,7,10,70\nA-11,Acme,Chair,8,10,80\nA-12,Acme,Chair,9,10,90\nTotal,,,,,859\n",
    );
    let report = house.run(&house.propose(&books).await, &books).await;
    let file = &report.files[0];
    assert_eq!((file.rows_read, file.rows_imported, file.rows_skipped, file.rows_refused), (13, 11, 1, 1));
    assert_eq!(report.refused.len(), 1);
    assert_eq!(report.refused[0].origin.row, 8);
    let codes: Vec<&str> = report.flags.iter().map(|f| f.code.as_str()).collect();
    for code in ["amount_does_not_add_up", "cell_does_not_fit", "total_rows_set_apart"] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
    let doubts = total(&house, "doubt", &["count"]).await;
    assert_eq!(doubts, [Value::Int(2)], "the piece count that is a word, and the amount that does not add up");
    let text = intake::refused_text(&report, &|said| format!("={}", said.key));
    assert!(text.contains("sales.csv,sales,8,order_line,,'=intake-refused-names-nothing"), "{text}");
}

#[tokio::test]
async fn open_decisions_hold_the_import() {
    let house = House::build().await;
    let books =
        house.text("c.csv", "Company,Founded,Close date,Deal stage\nA,2001,03/04/2024,won\nB,2002,05/06/2024,won\n");
    let mut plan = house.propose(&books).await;
    let open = intake::preview(&house.owner, &plan, &books).await.unwrap().open;
    assert_eq!(open.len(), 1);
    assert!(matches!(intake::begin(&house.owner, &plan).await, Err(intake::IntakeError::Plan(_))));
    plan.set("s0.c2.reading", "date:day_first").unwrap();
    assert!(intake::preview(&house.owner, &plan, &books).await.unwrap().open.is_empty());
    assert!(plan.set("s0.c9.reading", "text").is_err() && plan.set("s0.c2.reading", "nonsense").is_err());
}
