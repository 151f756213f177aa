//! The same files once more, after somebody changed the file or the base.

use catalogue::{Id, Value};
use intake::Report;
use records::{Draft, ListAsk, Record, update};

use crate::house::House;

/// Object, created, updated, unchanged.
fn counts(report: &Report) -> Vec<(&str, u64, u64, u64)> {
    report.objects.iter().map(|o| (o.object.as_str(), o.created, o.updated, o.unchanged)).collect()
}

async fn import(house: &House, name: &str, text: &str) -> Report {
    let books = house.text(name, text);
    house.run(&house.propose(&books).await, &books).await
}

async fn list(house: &House, object: &str, columns: &[&str]) -> Vec<Record> {
    let columns = columns.iter().map(|c| (*c).to_owned()).collect();
    let ask = ListAsk { object: object.to_owned(), columns, limit: 200, ..ListAsk::default() };
    records::list::list(&house.owner, &ask).await.unwrap().rows
}

const HEAD: &str = "Invoice,Customer,Product,Qty,Price,Amount\n";
const CHAIRS: &str = "A-1,Acme,Chair,2,10,20\n";
const TABLE: &str = "A-1,Acme,Table,1,50,50\n";
const LAMP: &str = "A-1,Acme,Lamp,3,5,15\n";
const OTHER: &str = "A-2,Beta,Chair,4,10,40\nA-3,Beta,Table,5,50,250\nA-4,Acme,Chair,6,10,60\n";

#[tokio::test]
async fn a_row_put_in_between_is_one_new_line() {
    let house = House::build().await;
    import(&house, "sales.csv", &format!("{HEAD}{CHAIRS}{TABLE}{OTHER}")).await;
    let before = list(&house, "order_line", &["product", "amount"]).await;
    let longer = format!("{HEAD}{CHAIRS}{LAMP}{TABLE}{OTHER}");
    let report = import(&house, "sales.csv", &longer).await;
    let expected = [("product", 1, 0, 2), ("company", 0, 0, 2), ("order", 0, 1, 3), ("order_line", 1, 0, 5)];
    assert_eq!(counts(&report), expected);
    let after = list(&house, "order_line", &["product", "amount"]).await;
    let kept = before.iter().all(|line| after.iter().any(|now| now.id == line.id && now.values == line.values));
    assert!(kept, "the lines below stay what they were");
    let again = import(&house, "sales.csv", &longer).await;
    assert!(again.objects.iter().all(|o| (o.created, o.updated) == (0, 0)), "{:?}", counts(&again));
    let shorter = import(&house, "sales.csv", &format!("{HEAD}{TABLE}{OTHER}")).await;
    assert_eq!(counts(&shorter)[3], ("order_line", 0, 0, 4), "a row taken out changes no other line");
}

#[tokio::test]
async fn a_line_that_says_something_else_is_known_by_its_place() {
    let house = House::build().await;
    import(&house, "sales.csv", &format!("{HEAD}{CHAIRS}{TABLE}{OTHER}")).await;
    let dearer = TABLE.replace("50,50", "55,55");
    let report = import(&house, "sales.csv", &format!("{HEAD}{CHAIRS}{dearer}{OTHER}")).await;
    assert_eq!(counts(&report)[3], ("order_line", 0, 1, 4));
}

async fn person(house: &House, name: &str) -> Id {
    list(house, "user", &["name"]).await.iter().find(|p| &*p.title == name).unwrap().id
}

#[tokio::test]
async fn a_lead_that_somebody_changed_becomes_again_what_the_file_says() {
    let teams = "sales_agent,manager,regional_office\nAnna Snelling,Dustin Brinkmann,Central\n\
        Moses Frase,Dustin Brinkmann,Central\nVersie Hillebrand,Cara Losch,East\nDaniell Hammack,Cara Losch,East\n";
    let house = House::build().await;
    import(&house, "sales_teams.csv", teams).await;
    let (dustin, anna) = (person(&house, "Dustin Brinkmann").await, person(&house, "Anna Snelling").await);
    let led = |teams: Vec<Record>| teams.into_iter().find(|t| *t.get("lead") == Value::Ref(dustin));
    let team = led(list(&house, "team", &["lead", "version"]).await).unwrap();
    let other = Draft::default().with_value("lead", Value::Ref(anna));
    update::update(&house.owner, "team", team.id, team.version, other).await.unwrap();
    let report = import(&house, "sales_teams.csv", teams).await;
    assert_eq!(counts(&report).iter().find(|c| c.0 == "team"), Some(&("team", 0, 1, 1)));
    assert_eq!(led(list(&house, "team", &["lead"]).await).unwrap().id, team.id);
    let again = import(&house, "sales_teams.csv", teams).await;
    assert!(again.objects.iter().all(|o| (o.created, o.updated) == (0, 0)), "{:?}", counts(&again));
}
