//! Sheets that name what other sheets, or the base, are about: contacts of deals, deals of tasks.

use std::collections::BTreeMap;

use catalogue::Value;
use intake::{Report, Workbook};
use records::{ListAsk, Record};

use crate::house::House;

const TASKS: &str = "Subject,Due,Company,Deal,Contact\n\
    Send the offer,2026-11-20,Acme,Spring order,Rosa Diaz\nCall again,2026-11-21,Acme,Spring order,\n\
    Ask for the date,2026-11-22,Beta,Spring order,\nFind out,2026-11-23,Gamma,Renewal,\nVisit,2026-11-24,Acme,Autumn order,\n";
const DEALS: &str = "Deal,Company,Contact,Stage,Amount\n\
    Spring order,Acme,Rosa Diaz,proposal,100\nSpring order,Beta,Juan Gil,negotiation,200\n\
    Renewal,Gamma,,proposal,300\nRenewal,Gamma,,negotiation,400\n";
const CONTACTS: &str =
    "Contact name,Email,Company\nRosa Diaz,rosa@acme.example,Acme\nJuan Gil,juan@beta.example,Beta\n";

fn books(house: &House, sheets: &[(&str, &str)]) -> Vec<Workbook> {
    sheets.iter().flat_map(|(name, text)| house.text(name, text)).collect()
}

async fn import(house: &House, sheets: &[(&str, &str)]) -> Report {
    let books = books(house, sheets);
    house.run(&house.propose(&books).await, &books).await
}

async fn list(house: &House, object: &str, columns: &[&str]) -> Vec<Record> {
    let columns = columns.iter().map(|c| (*c).to_owned()).collect();
    let ask = ListAsk { object: object.to_owned(), columns, limit: 200, ..ListAsk::default() };
    records::list::list(&house.owner, &ask).await.unwrap().rows
}

fn created(report: &Report) -> BTreeMap<&str, u64> {
    report.objects.iter().map(|o| (o.object.as_str(), o.created)).collect()
}

/// Each task with the company of its deal and with its contact.
async fn tasks(house: &House) -> BTreeMap<String, (Option<String>, Option<String>)> {
    let text = |value: Option<&std::sync::Arc<str>>| value.map(ToString::to_string);
    let deals = list(house, "deal", &["company"]).await;
    let of = |task: &Record| {
        let deal = deals.iter().find(|deal| *task.get("deal") == Value::Ref(deal.id));
        (deal.and_then(|deal| text(deal.titles.get("company"))), text(task.titles.get("contact")))
    };
    list(house, "task", &["deal", "contact"]).await.iter().map(|task| (task.title.to_string(), of(task))).collect()
}

fn expected() -> BTreeMap<String, (Option<String>, Option<String>)> {
    let some = |text: &str| Some(text.to_owned());
    [
        ("Send the offer", some("Acme"), some("Rosa Diaz")),
        ("Call again", some("Acme"), None),
        ("Ask for the date", some("Beta"), None),
        // Two deals of this client are called so: which one is not guessed.
        ("Find out", None, None),
        ("Visit", some("Acme"), None),
    ]
    .into_iter()
    .map(|(task, deal, contact)| (task.to_owned(), (deal, contact)))
    .collect()
}

#[tokio::test]
async fn sheets_of_one_drop_name_the_same_records_in_whatever_order_they_come() {
    let house = House::build().await;
    let sheets = [("tasks.csv", TASKS), ("deals.csv", DEALS), ("contacts.csv", CONTACTS)];
    let report = import(&house, &sheets).await;
    let made = created(&report);
    assert_eq!((made["company"], made["contact"], made["task"]), (3, 2, 5), "{made:?}");
    assert_eq!(made["deal"], 5, "four of the sheet of deals, and the one that only a task names");
    assert_eq!(tasks(&house).await, expected());
    let again = import(&house, &sheets).await;
    assert!(again.objects.iter().all(|o| (o.created, o.updated) == (0, 0)), "{:?}", created(&again));
}

#[tokio::test]
async fn a_sheet_names_records_that_the_base_has() {
    let house = House::build().await;
    import(&house, &[("deals.csv", DEALS), ("contacts.csv", CONTACTS)]).await;
    let report = import(&house, &[("tasks.csv", TASKS)]).await;
    let made = created(&report);
    assert_eq!((made["deal"], made["task"]), (1, 5), "{made:?}");
    assert_eq!(made.get("contact").copied().unwrap_or(0), 0);
    assert_eq!(tasks(&house).await, expected());
    let deals = list(&house, "deal", &["amount", "stage"]).await;
    assert_eq!(deals.iter().filter(|deal| deal.get("amount").is_null()).count(), 1, "the amounts stay");
}

#[tokio::test]
async fn a_client_is_known_by_the_tax_number_and_nobody_is_taken_for_another() {
    let house = House::build().await;
    let clients = "Company name,Tax ID,City\nAcme,B12345674,Madrid\nGarcia,B11111119,Lugo\n";
    let people = "Contact name,Email,Company\nRosa Diaz,info@acme.example,Acme\nPedro Gil,info@acme.example,Acme\n";
    let deals = "Deal,Company,Contact,Stage,Amount\nSpring,Acme,Pedro Gil,proposal,100\n";
    let sheets = [("clients.csv", clients), ("people.csv", people), ("deals.csv", deals)];
    import(&house, &sheets).await;
    let again = import(&house, &sheets).await;
    assert!(again.objects.iter().all(|o| (o.created, o.updated) == (0, 0)), "who share an address are two");
    let renamed = "Company name,Tax ID,City\nAcme Norte,b-12.345.674,Bilbao\nGarcia,B22222228,Vigo\n";
    let made = import(&house, &[("clients.csv", renamed)]).await;
    assert_eq!(created(&made)["company"], 1, "two of one name with numbers of their own");
    let mut names: Vec<String> = list(&house, "company", &[]).await.iter().map(|row| row.title.to_string()).collect();
    names.sort();
    assert_eq!(names, ["Acme Norte", "Garcia", "Garcia"]);
    let twice = "Company name,Tax ID,City\nAcme Norte,B12345674,Bilbao\nAcme Sur,B12345674,Cadiz\n";
    let doubtful = import(&house, &[("clients.csv", twice)]).await;
    let company = doubtful.objects.iter().find(|o| o.object == "company").unwrap();
    assert_eq!((company.created, company.updated, company.in_doubt), (0, 0, 1));
}
