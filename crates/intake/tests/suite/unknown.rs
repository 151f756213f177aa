//! What the files do not say stays unknown: no day of the import passes for a day of the record.

use catalogue::Value;
use records::{ListAsk, Record};

use crate::house::House;

const PIPELINE: &str = "Opportunity,Customer,Deal stage,Engage date,Value\n\
    Ploughs,Acme,Prospecting,,100\nTractors,Beta,Engaging,2017-02-28,200\nMills,Acme,Prospecting,,300\n";

async fn list(house: &House, object: &str, columns: &[&str]) -> Vec<Record> {
    let columns = columns.iter().map(|c| (*c).to_owned()).collect();
    let ask = ListAsk { object: object.to_owned(), columns, limit: 200, ..ListAsk::default() };
    records::list::list(&house.owner, &ask).await.unwrap().rows
}

#[tokio::test]
async fn a_stage_without_a_day_is_entered_on_no_day() {
    let house = House::build().await;
    let before = house.digest().await;
    let books = house.text("pipeline.csv", PIPELINE);
    let report = house.run(&house.propose(&books).await, &books).await;
    assert!(report.refused.is_empty(), "{:?}", report.refused);
    let deals = list(&house, "deal", &["name", "stage_since", "stage_days", "opened_on", "source"]).await;
    assert_eq!(deals.len(), 3);
    for deal in &deals {
        let known = &*deal.title == "Tractors";
        for field in ["stage_since", "stage_days", "opened_on"] {
            assert_eq!(deal.get(field).is_null(), !known, "{} {field}: {:?}", deal.title, deal.get(field));
        }
    }
    let companies = list(&house, "company", &["source"]).await;
    assert!(companies.iter().chain(&deals).all(|r| *r.get("source") == Value::text("import")), "{companies:?}");
    let stays = house.owner.gate.store.stays("deal", deals.iter().find(|d| &*d.title == "Mills").unwrap().id);
    assert!(stays.await.unwrap().is_empty(), "no stay is made up");

    let again = house.run(&house.propose(&books).await, &books).await;
    assert!(again.objects.iter().all(|o| (o.created, o.updated) == (0, 0)), "{:?}", again.objects);
    intake::undo(&house.owner, report.batch).await.unwrap();
    assert_eq!(house.digest().await, before);
}

#[tokio::test]
async fn a_deal_of_an_unknown_day_goes_on_by_hand_and_back() {
    let house = House::build().await;
    let books = house.text("pipeline.csv", PIPELINE);
    house.run(&house.propose(&books).await, &books).await;
    let deal = list(&house, "deal", &["name"]).await.into_iter().find(|d| &*d.title == "Mills").unwrap();
    let on = records::Draft::default().with("stage", "proposal");
    let moved = records::update::update(&house.owner, "deal", deal.id, deal.version, on).await.unwrap();
    assert_eq!(moved.get("stage_since"), &Value::Instant(house.owner.env.now));
    let stays = house.owner.gate.store.stays("deal", deal.id).await.unwrap();
    records::undo::undo(&house.owner, stays[0].change).await.unwrap();
    let back = records::read::read(&house.owner, "deal", deal.id).await.unwrap();
    assert_eq!((back.get("stage"), back.get("stage_since")), (&Value::text("first_contact"), &Value::Null));
}

#[tokio::test]
async fn a_value_that_cannot_be_read_costs_itself_alone() {
    let house = House::build().await;
    let before = house.digest().await;
    let clients = "Company,Phone,Email,Website,Tax id\nAcme,8 (812) 765-43-21,acme at home,not a site,B00000000\n\
        Beta,600 123 123,beta@example.com,beta.example,\n,600 123 124,nobody@example.com,,\n";
    let books = house.text("clients.csv", clients);
    let plan = house.propose(&books).await;
    let preview = intake::preview(&house.owner, &plan, &books).await.unwrap();
    assert!(preview.objects.iter().all(|o| o.counts.refused == 0), "{:?}", preview.objects);
    let report = house.run(&plan, &books).await;
    let flags = |flags: &[intake::Flag]| -> Vec<String> {
        flags.iter().filter(|f| f.code == "value_not_readable").filter_map(|f| f.column.clone()).collect()
    };
    assert_eq!(flags(&report.flags), flags(&preview.flags));
    assert!(flags(&report.flags).contains(&"Phone".to_owned()) && flags(&report.flags).contains(&"Email".to_owned()));
    assert_eq!(report.refused.len(), 1, "the row that names nobody: {:?}", report.refused);
    let acme =
        list(&house, "company", &["name", "phone", "email"]).await.into_iter().find(|c| &*c.title == "Acme").unwrap();
    assert!(acme.get("phone").is_null() && acme.get("email").is_null());
    let doubts = list(&house, "doubt", &["cell", "value", "reason", "company"]).await;
    let phone = doubts.iter().find(|d| d.get("cell").as_text() == Some("B2")).unwrap();
    assert_eq!(phone.get("value").as_text(), Some("8 (812) 765-43-21"));
    assert_eq!((phone.get("reason").as_text(), phone.get("company")), (Some("not_readable"), &Value::Ref(acme.id)));
    intake::undo(&house.owner, report.batch).await.unwrap();
    assert_eq!(house.digest().await, before);
}
