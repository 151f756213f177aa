//! Menus and first pages: of a role, of several, of a person; what is gone or shared no more; and that they give no right.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalogue::{Begin, Id, MenuLayout, Name};
use records::menus::{self, Shared};
use records::setup::{self, arrange_menu, menu_of_role, survey_menu};
use records::views::{Keep, keep, remove};
use records::{Ctx, Draft, Error, Gate, people, update};

use crate::world::{World, keys};

async fn now(gate: &Gate, user: Id) -> Ctx {
    let gate = gate.fresh().await.unwrap();
    let who = people::principal(&gate, user).await.unwrap();
    Ctx::person(&gate, Arc::new(who), "page", "192.0.2.1", "test")
}

async fn menu(world: &World, user: Id) -> MenuLayout {
    let ctx = now(&world.gate, user).await;
    menus::of(&ctx.gate.catalogue, &ctx.who.roles, menus::own(&ctx).await.unwrap().as_ref())
}

fn names(of: &[&str]) -> Vec<Name> {
    of.iter().map(|name| Name::from(*name)).collect()
}

fn layer(top: &[&str], hidden: &[&str], begins: Option<&str>) -> MenuLayout {
    let begins = begins.map(|text| Begin::parse(text).unwrap());
    MenuLayout { top: names(top), hidden: names(hidden), begins, ..MenuLayout::default() }
}

fn begins(menu: &MenuLayout) -> String {
    menu.begins.as_ref().unwrap().to_string()
}

fn one(file: &str, text: &str) -> BTreeMap<String, String> {
    BTreeMap::from([(file.to_owned(), text.to_owned())])
}

#[tokio::test]
async fn a_role_has_its_menu_and_the_effect_is_told_before() {
    let world = World::new().await;
    let olga = now(&world.gate, world.olga).await;
    let wanted = layer(&["deal", "my_day"], &["campaign"], Some("deal/board"));
    menus::keep(&now(&world.gate, world.bea).await, &wanted).await.unwrap();
    let effect = survey_menu(&olga, "seller", &wanted).await.unwrap();
    assert_eq!((effect.holders, effect.touched), (3, 2), "Bea has arranged the same for herself");
    assert_eq!(effect.before, menu_of_role(&olga, "seller").unwrap());
    assert_eq!(effect.after.top, names(&["deal", "my_day", "calendar", "truth"]));
    assert_eq!(begins(&menu(&world, world.sara).await), "my_day", "nothing was written");

    arrange_menu(&olga, "seller", &wanted).await.unwrap();
    let sara = menu(&world, world.sara).await;
    assert_eq!((sara.top.clone(), begins(&sara)), (effect.after.top, "deal/board".to_owned()));
    assert!(sara.hidden.contains(&"campaign".into()) && !sara.clients.contains(&"deal".into()));
    assert_eq!(begins(&menu(&world, world.hector).await), "my_day", "he has another role");

    // As files it is saved and applied, and what says what the product says is not kept.
    let files = setup::current(&now(&world.gate, world.olga).await).unwrap().files.clone();
    assert!(files["roles/seller.toml"].contains("begins = \"deal/board\""), "{files:?}");
    let olga = now(&world.gate, world.olga).await;
    arrange_menu(&olga, "seller", &olga.gate.catalogue.menu()).await.unwrap();
    let olga = now(&world.gate, world.olga).await;
    assert!(setup::current(&olga).unwrap().files.is_empty());
    setup::replace(&olga, &files).await.unwrap();
    assert_eq!(menu(&world, world.sara).await, sara);
}

#[tokio::test]
async fn of_several_roles_what_one_shows_is_shown_and_the_first_leads() {
    let world = World::new().await;
    let olga = now(&world.gate, world.olga).await;
    let roles = Draft::default().with("roles", "seller, branch_head");
    update::update(&olga, "user", world.hector, 1, roles).await.unwrap();
    let of_sellers = layer(&["deal"], &["truth", "payment", "evidence"], Some("deal"));
    arrange_menu(&olga, "seller", &of_sellers).await.unwrap();
    let hector = menu(&world, world.hector).await;
    assert!(hector.top.contains(&"truth".into()), "a head sees it, and hides nothing");
    assert_eq!(hector.top.first(), Some(&"deal".into()), "the order is of the role that says one");
    assert_eq!(begins(&hector), "deal");
    assert!(hector.hidden.contains(&"evidence".into()), "neither role opens it: nobody shows it");
    let sara = menu(&world, world.sara).await;
    assert!(!sara.top.contains(&"truth".into()) && sara.hidden.contains(&"payment".into()));

    // Both say something: the head's stands before the seller's on the form of a person.
    let of_heads = layer(&["calendar"], &["deal"], Some("truth"));
    arrange_menu(&now(&world.gate, world.olga).await, "branch_head", &of_heads).await.unwrap();
    let hector = menu(&world, world.hector).await;
    assert_eq!((hector.top.first(), begins(&hector)), (Some(&"calendar".into()), "truth".to_owned()));
    assert!(hector.top.contains(&"deal".into()), "the seller's menu has it");
}

#[tokio::test]
async fn ones_own_menu_lies_over_the_companys_until_it_is_put_back() {
    let world = World::new().await;
    let sara = now(&world.gate, world.sara).await;
    let own = layer(&["calendar", "task", "nothing"], &["deal"], Some("task"));
    menus::keep(&sara, &own).await.unwrap();
    let hers = menu(&world, world.sara).await;
    assert_eq!(hers.top, names(&["calendar", "task", "my_day", "truth"]));
    assert_eq!((begins(&hers), hers.hidden.contains(&"deal".into())), ("task".to_owned(), true));
    assert_eq!(begins(&menu(&world, world.tomas).await), "my_day", "it is hers alone");

    // The company hides something meanwhile: what she named herself stays, the rest follows.
    let olga = now(&world.gate, world.olga).await;
    arrange_menu(&olga, "seller", &layer(&[], &["task", "truth"], Some("deal"))).await.unwrap();
    let hers = menu(&world, world.sara).await;
    assert_eq!(hers.top, names(&["calendar", "task", "my_day"]));
    menus::forget(&sara).await.unwrap();
    let hers = menu(&world, world.sara).await;
    assert_eq!((begins(&hers), hers.hidden.contains(&"task".into())), ("deal".to_owned(), true));
    let told = world.evidence().await.into_iter().filter(|event| &*event.kind == "menu").count();
    assert_eq!(told, 2);
}

#[tokio::test]
async fn a_first_page_that_may_not_be_opened_is_refused_or_skipped() {
    let world = World::new().await;
    let (sara, tomas, ana) =
        (world.of(world.sara).await, world.of(world.tomas).await, now(&world.gate, world.ana).await);
    let own = keep(&sara, "deal", Keep { name: "Mine".into(), query: "q=a".into(), ..Keep::default() }).await.unwrap();
    let shared = Keep { name: "Ours".into(), query: "q=b".into(), shared: true, ..Keep::default() };
    let ours = keep(&sara, "deal", shared).await.unwrap();
    let begin = |view: Id| Begin::View("deal".into(), view);
    assert!(menus::opens(&sara, &begin(own)).await.unwrap() && menus::opens(&tomas, &begin(ours)).await.unwrap());
    assert!(!menus::opens(&tomas, &begin(own)).await.unwrap(), "not shared");
    assert!(!menus::opens(&sara, &Begin::View("company".into(), ours)).await.unwrap(), "of another list");
    let offered = |shared| menus::beginnings(&sara, shared);
    assert_eq!(offered(Shared::Only).await.unwrap(), [("deal".into(), ours, "Ours".to_owned())]);
    assert_eq!(offered(Shared::OrOwn).await.unwrap().len(), 2);
    let theirs = MenuLayout { begins: Some(begin(own)), ..MenuLayout::default() };
    let refused = menus::keep(&tomas, &theirs).await.unwrap_err();
    assert_eq!(keys(&refused), [(String::new(), "fault-menu-begins")]);
    menus::keep(&sara, &theirs).await.unwrap();

    // Whoever counts and reads no record of a kind begins with none of its pages.
    for text in ["deal", "deal/board"] {
        let may = menus::may_open(&ana, "deal");
        assert_eq!(menus::opens(&ana, &Begin::parse(text).unwrap()).await.unwrap(), may, "{text}");
    }
    assert!(!menus::opens(&sara, &Begin::List("x_gone".into())).await.unwrap());

    // A role begins with what everybody has; and what is removed later breaks nothing.
    let olga = now(&world.gate, world.olga).await;
    let refused = survey_menu(&olga, "seller", &theirs).await.unwrap_err();
    assert_eq!(keys(&refused), [(String::new(), "fault-menu-view")]);
    let begins_with_ours = MenuLayout { begins: Some(begin(ours)), ..MenuLayout::default() };
    arrange_menu(&olga, "seller", &begins_with_ours).await.unwrap();
    let theirs = menu(&world, world.tomas).await.begins.unwrap();
    assert!(theirs == begin(ours) && menus::opens(&now(&world.gate, world.tomas).await, &theirs).await.unwrap());
    remove(&olga, "deal", ours).await.unwrap();
    assert!(!menus::opens(&now(&world.gate, world.tomas).await, &theirs).await.unwrap());
    // Another change of the set-up is not refused for it.
    let olga = now(&world.gate, world.olga).await;
    arrange_menu(&olga, "branch_head", &layer(&["truth"], &[], None)).await.unwrap();
}

#[tokio::test]
async fn what_is_gone_is_told_to_whoever_writes_it_and_stops_no_start() {
    let world = World::new().await;
    let olga = now(&world.gate, world.olga).await;
    let text = "[menu]\ntop = [\"deal\", \"x_gone\", \"user\", \"participant\"]\nhidden = [\"nowhere\"]\nbegins = \"x_gone/board\"\n";
    let refused = setup::replace(&olga, &one("roles/seller.toml", text)).await.unwrap_err();
    let told = keys(&refused);
    assert_eq!(told.len(), 5, "{told:?}");
    assert!(told.iter().all(|(place, key)| place.starts_with("roles/seller.toml:") && *key == "catalogue-gone"));
    let setup = catalogue::Setup { version: 1, files: one("roles/seller.toml", text) };
    let catalogue = olga.gate.catalogue.with_setup(setup).unwrap();
    let menu = menus::of(&catalogue, &["seller".into()], None);
    assert_eq!((menu.top.first(), begins(&menu)), (Some(&"deal".into()), "my_day".to_owned()));
    for bad in
        ["[menu]\nbegins = \"deal/list\"\n", "[menu]\nleft = []\n", "[menu]\ntop = [\"deal\"]\nhidden = [\"deal\"]\n"]
    {
        assert!(setup::replace(&olga, &one("roles/seller.toml", bad)).await.is_err(), "{bad}");
    }

    // A kind of the company's own leaves the menu when it is retired, and is back where it was.
    let vehicle = "title = \"{name}\"\nvisible = \"shared\"\nicon = \"car\"\nmenu = true\n[fields.name]\ntype = \"text\"\n\
                   [measures.count]\ncount = true\n[list]\ncolumns = [\"name\"]\n";
    let mut files = one("objects/x_vehicle.toml", vehicle);
    files.insert("roles/seller.toml".into(), "[menu]\ntop = [\"x_vehicle\"]\nbegins = \"x_vehicle\"\n".into());
    setup::replace(&olga, &files).await.unwrap();
    assert_eq!(self::menu(&world, world.sara).await.top.first(), Some(&"x_vehicle".into()));
    setup::retire_object(&now(&world.gate, world.olga).await, "x_vehicle").await.unwrap();
    let hers = self::menu(&world, world.sara).await;
    assert_eq!((hers.top.first(), begins(&hers)), (Some(&"my_day".into()), "my_day".to_owned()));
    setup::restore_object(&now(&world.gate, world.olga).await, "x_vehicle").await.unwrap();
    assert_eq!(begins(&self::menu(&world, world.sara).await), "x_vehicle");
}

#[tokio::test]
async fn only_who_sets_up_arranges_for_others() {
    let world = World::new().await;
    for user in [world.sara, world.hector] {
        let ctx = world.of(user).await;
        let wanted = layer(&["deal"], &[], None);
        assert!(matches!(survey_menu(&ctx, "seller", &wanted).await, Err(Error::Forbidden)));
        assert!(matches!(arrange_menu(&ctx, "seller", &wanted).await, Err(Error::Forbidden)));
        assert!(matches!(menu_of_role(&ctx, "seller"), Err(Error::Forbidden)));
    }
    let olga = world.of(world.olga).await;
    assert!(matches!(arrange_menu(&olga, "nobody", &MenuLayout::default()).await, Err(Error::NotFound)));
    // A menu gives nothing: what one may not open is none of one's pages, wherever it stands.
    arrange_menu(&olga, "seller", &layer(&["settings", "evidence"], &[], Some("truth"))).await.unwrap();
    let sara = now(&world.gate, world.sara).await;
    assert!(!menus::may_open(&sara, "settings") && !menus::may_open(&sara, "evidence"));
}
