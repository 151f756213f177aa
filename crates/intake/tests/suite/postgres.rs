//! Both real data sets on PostgreSQL: in, to the last row, and back to where it was.
use crate::house::House;

async fn comes_in_and_goes_again(folder: &str, files: &[&str], created: &[(&str, u64)]) {
    let house = House::build_on_postgres().await;
    let before = house.digest().await;
    let files: Vec<String> = files.iter().map(|file| format!("{folder}/{file}")).collect();
    let books = house.read(&files.iter().map(String::as_str).collect::<Vec<_>>());
    let report = house.run(&house.propose(&books).await, &books).await;
    let counts: Vec<(&str, u64)> = report.objects.iter().map(|o| (o.object.as_str(), o.created)).collect();
    assert_eq!((counts.as_slice(), report.refused.len()), (created, 0));
    let undone = intake::undo(&house.owner, report.batch).await.unwrap();
    assert_eq!((undone.removed, undone.left), (created.iter().map(|(_, n)| n).sum(), 0));
    assert_eq!(house.digest().await, before, "undo leaves the database row for row as before");
}

#[tokio::test]
async fn branches_come_in_and_go_again() {
    let files = ["t01_branch_north.xlsx", "t01_branch_south.xlsx", "t01_branch_west.xlsx", "t01_branch_east.xlsx"];
    let created = [("branch", 4), ("product", 5), ("company", 5), ("order", 120), ("order_line", 120)];
    comes_in_and_goes_again("branches", &files, &created).await;
}

#[tokio::test]
async fn the_sales_set_comes_in_and_goes_again() {
    let files = ["accounts.csv", "data_dictionary.csv", "products.csv", "sales_pipeline.csv", "sales_teams.csv"];
    let created = [("branch", 3), ("team", 6), ("user", 41), ("product", 7), ("company", 85), ("deal", 8800)];
    comes_in_and_goes_again("crm-sales-opportunities", &files, &created).await;
}
