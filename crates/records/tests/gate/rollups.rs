//! Figures over related records are exact after every change: a long random story of creates, updates, moves, archives, restores,
//! transfers, undos and bulk rows, and after each step an account of its own on the card, in the list, as filter, order and measure.

use std::collections::BTreeMap;

use catalogue::{Id, Name, Value};
use records::bulk::{self, BulkRow, Target};
use records::figures::{FiguresAsk, figures};
use records::{Ctx, Draft, ListAsk, archive, create, history, list, read, transfer, undo, update};

use crate::world::{World, ask};

/// A deal as the account knows it: its client, amount in minor units, stage, and whether it lives.
#[derive(Debug, Clone)]
struct Deal {
    company: Id,
    minor: i64,
    stage: &'static str,
    lives: bool,
}

/// SplitMix64 (public domain, Vigna 2015).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(sides).unwrap()).unwrap()
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

struct Account {
    clients: Vec<Id>,
    deals: BTreeMap<Id, Deal>,
}

impl Account {
    /// Open deals of a client: how many, and their amount in minor units when there is one.
    fn open(&self, client: Id) -> (i64, Option<i64>) {
        let open = self.deals.values().filter(|d| d.company == client && d.lives && !matches!(d.stage, "won" | "lost"));
        let amounts: Vec<i64> = open.map(|deal| deal.minor).collect();
        (i64::try_from(amounts.len()).unwrap(), (!amounts.is_empty()).then(|| amounts.iter().sum()))
    }

    async fn agrees(&self, ctx: &Ctx, step: &str) {
        let minor = |value: &Value| if let Value::Money(money) = value { Some(money.minor) } else { None };
        let columns = vec!["open_deals".to_owned(), "open_amount".to_owned()];
        let sort = vec![("open_amount".to_owned(), true)];
        let page = list::list(ctx, &ListAsk { columns, sort, ..ask("company") }).await.unwrap();
        let mut order = Vec::new();
        for row in &page.rows {
            let (count, amount) = self.open(row.id);
            assert_eq!(
                (row.get("open_deals"), minor(row.get("open_amount"))),
                (&Value::Int(count), amount),
                "list, {step}"
            );
            order.push(amount);
        }
        let mut sorted = order.clone();
        sorted.sort_by_key(|amount| (amount.is_none(), std::cmp::Reverse(*amount)));
        assert_eq!(order, sorted, "order, {step}");
        let busy = ListAsk { filter: Some("open_deals >= 2 && open_amount > 50".into()), ..ask("company") };
        let meant = self.clients.iter().filter(|client| {
            let (count, amount) = self.open(**client);
            count >= 2 && amount.is_some_and(|amount| amount > 5_000)
        });
        assert_eq!(list::count(ctx, &busy).await.unwrap(), i64::try_from(meant.count()).unwrap(), "filter, {step}");
        let all =
            FiguresAsk { object: "company".into(), measures: vec!["open_amount_sum".into()], ..FiguresAsk::default() };
        let total = figures(ctx, &all).await.unwrap().total.remove(0);
        let total = if let Value::Moneys(amounts) = &total { amounts.first().map(|m| m.minor) } else { minor(&total) };
        let meant: i64 = self.clients.iter().filter_map(|client| self.open(*client).1).sum();
        assert_eq!(total.unwrap_or(0), meant, "measure, {step}");
        let card = read::read(ctx, "company", self.clients[0]).await.unwrap();
        assert_eq!(card.get("open_deals"), &Value::Int(self.open(self.clients[0]).0), "card, {step}");
    }
}

#[tokio::test]
async fn a_figure_over_related_records_is_exact_after_every_change() {
    let world = World::new().await;
    let ctx = world.of(world.olga).await;
    let mut account = Account { clients: Vec::new(), deals: BTreeMap::new() };
    for n in 0..4 {
        let client = create::create(&ctx, "company", Draft::default().with("name", format!("Client {n}")), None).await;
        account.clients.push(client.unwrap().id);
    }
    let batch = bulk::new_id(&ctx);
    let mut dice = Dice(2026);
    for round in 0..70 {
        let some = account.deals.keys().copied().collect::<Vec<_>>();
        let step = if some.len() < 3 { 0 } else { dice.below(8) };
        let client = account.clients[dice.below(account.clients.len())];
        let deal = if some.is_empty() { Id(0) } else { dice.one(&some) };
        let told = format!("round {round}, step {step}");
        match step {
            0 => {
                let draft = Draft::default().with("name", format!("Deal {round}")).with("amount", "25.50");
                let made =
                    create::create(&ctx, "deal", draft.with_value("company", Value::Ref(client)), None).await.unwrap();
                let known = Deal { company: client, minor: 2_550, stage: "first_contact", lives: true };
                account.deals.insert(made.id, known);
            }
            1 => {
                let row = |minor: i64| {
                    let money = catalogue::Money { minor, currency: catalogue::Currency::EUR };
                    let id = bulk::new_id(&ctx);
                    let fields = [
                        (Name::from("name"), Value::text("In bulk")),
                        ("company".into(), Value::Ref(client)),
                        ("amount".into(), Value::Money(money)),
                    ];
                    (id, BulkRow { object: "deal".into(), target: Target::New(id), fields: fields.into() })
                };
                let (rows, ids): (Vec<BulkRow>, Vec<(Id, i64)>) = [700, 4_400]
                    .map(|minor| {
                        let (id, row) = row(minor);
                        (row, (id, minor))
                    })
                    .into_iter()
                    .unzip();
                bulk::write(&ctx, rows, batch).await.unwrap();
                for (id, minor) in ids {
                    account.deals.insert(id, Deal { company: client, minor, stage: "first_contact", lives: true });
                }
            }
            _ => step_on(&ctx, &world, &mut account, (deal, client), (step, &mut dice)).await,
        }
        account.agrees(&ctx, &told).await;
    }
}

/// What is done with one deal that is there.
async fn step_on(
    ctx: &Ctx,
    world: &World,
    account: &mut Account,
    (id, client): (Id, Id),
    (step, dice): (usize, &mut Dice),
) {
    let version = read::read(ctx, "deal", id).await.unwrap().version;
    let deal = account.deals.get_mut(&id).unwrap();
    match step {
        2 if deal.lives => {
            let stage = dice.one(&["proposal", "won", "lost", "first_contact"]);
            let draft = Draft::default().with("stage", stage).with("lost_reason", "price");
            update::update(ctx, "deal", id, version, draft).await.unwrap();
            deal.stage = stage;
        }
        3 if deal.lives => {
            update::update(ctx, "deal", id, version, Draft::default().with("amount", "10.01")).await.unwrap();
            deal.minor = 1_001;
        }
        4 if deal.lives => {
            let draft = Draft::default().with_value("company", Value::Ref(client));
            update::update(ctx, "deal", id, version, draft).await.unwrap();
            deal.company = client;
        }
        5 if deal.lives => {
            archive::archive(ctx, "deal", id, version).await.unwrap();
            deal.lives = false;
        }
        5 => {
            archive::restore(ctx, "deal", id, version).await.unwrap();
            deal.lives = true;
        }
        6 if deal.lives => {
            let before = deal.minor;
            update::update(ctx, "deal", id, version, Draft::default().with("amount", "99.99")).await.unwrap();
            let change = history::history(ctx, "deal", id).await.unwrap()[0].change;
            undo::undo(ctx, change).await.unwrap();
            assert_eq!(deal.minor, before);
        }
        7 if deal.lives => {
            transfer::transfer(ctx, "deal", &[id], world.bea).await.unwrap();
        }
        _ => {}
    }
}
