//! Fields that the catalogue fills when nobody says them.

use catalogue::Value;
use records::{Draft, create, update};

use crate::world::{DAY, World};

fn days(value: &Value) -> Option<i32> {
    if let Value::Date(day) = value { Some(*day) } else { None }
}

#[tokio::test]
async fn a_deal_that_is_won_has_its_day_and_one_taken_up_again_has_none() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Madrid one", "100").await;
    assert!(deal.get("closed_on").is_null());
    let sara = world.of(world.sara).await;
    let won = update::update(&sara, "deal", deal.id, 1, Draft::default().with("stage", "won")).await.unwrap();
    let today = days(won.get("opened_on")).unwrap();
    assert_eq!(days(won.get("closed_on")), Some(today));
    world.pass(3 * DAY);
    let sara = world.of(world.sara).await;
    let renamed = update::update(&sara, "deal", deal.id, 2, Draft::default().with("name", "New")).await.unwrap();
    assert_eq!(days(renamed.get("closed_on")), Some(today), "the day stays");
    let open = update::update(&sara, "deal", deal.id, 3, Draft::default().with("stage", "proposal")).await.unwrap();
    assert!(open.get("closed_on").is_null());
    let said = Draft::default().with("stage", "lost").with("closed_on", "2026-03-01").with("lost_reason", "price");
    let lost = update::update(&sara, "deal", deal.id, 4, said).await.unwrap();
    assert_eq!(days(lost.get("closed_on")), Some(today - 1), "what is said stays");
    let born = Draft::default().with("name", "Born lost").with("stage", "lost").with("lost_reason", "price");
    let born = born.with_value("company", deal.get("company").clone());
    let born = create::create(&sara, "deal", born, None).await.unwrap();
    assert_eq!(days(born.get("closed_on")), Some(today + 3));
}

#[tokio::test]
async fn a_line_is_worth_what_its_parts_say_until_somebody_says_otherwise() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let order = create::create(&sara, "order", Draft::default().with("number", "A-1"), None).await.unwrap();
    let line = Draft::default().with_value("order", Value::Ref(order.id)).with("quantity", "2.5").with("price", "10");
    let line = create::create(&sara, "order_line", line.with("amount", ""), None).await.unwrap();
    let minor = |value: &Value| if let Value::Money(money) = value { Some(money.minor) } else { None };
    assert_eq!(minor(line.get("amount")), Some(2_500));
    let off = Draft::default().with("discount", "15 %").with("amount", "25");
    let line = update::update(&sara, "order_line", line.id, 1, off).await.unwrap();
    assert_eq!(minor(line.get("amount")), Some(2_125), "a form sends the old amount along: it still follows");
    let said = Draft::default().with("amount", "20");
    let line = update::update(&sara, "order_line", line.id, 2, said).await.unwrap();
    let line = update::update(&sara, "order_line", line.id, line.version, Draft::default().with("price", "11")).await;
    assert_eq!(minor(line.unwrap().get("amount")), Some(2_000), "what somebody said stays");
}
