//! Components as a page shows them: escaped, labelled, without inline script or style, and as they were last reviewed.

use catalogue::{Catalogue, Currency, Id, Lang, Money, Outcome, Value};
use maud::{Markup, html};
use ui::export::{ExportPage, Leaving, Tick, export_form};
use ui::form::{Faults, Typed, form_field};
use ui::layout::{Banner, Flash, Frame, Menu, Person, Theme, bare_page, page};
use ui::notifications::Bell;
use ui::stage_path::{Standing, stage_path};
use ui::table::{Density, Head, Row, Sorted, Spare, Table, data_table};
use ui::timeline::{Change, Happening, timeline};
use ui::{Fields, Reader};

fn catalogue() -> std::sync::Arc<Catalogue> {
    Catalogue::shipped()
}

fn reader(lang: Lang) -> Reader {
    // 2026-11-23 12:00 UTC.
    Reader { now: 1_795_435_200_000_000, me: Some(Id(1)), ..Reader::stranger(lang) }
}

fn with_fields(object: &str, test: impl FnOnce(&Fields<'_>)) {
    let catalogue = catalogue();
    let reader = reader(Lang::En);
    let object = catalogue.objects[object].clone();
    test(&Fields { reader: &reader, catalogue: &catalogue, object: &object });
}

fn value_of(fields: &Fields<'_>, field: &str, value: &Value, title: Option<&str>) -> String {
    fields.value(&fields.object.fields[field], value, title).into_string()
}

/// One element a line, so that a change reads as one.
fn lines(markup: &Markup) -> String {
    // The sprite has another name whenever an icon is added.
    markup.0.replace(assets::ICONS_SVG, "ICONS").replace("><", ">\n<")
}

#[test]
fn values_look_by_their_kind() {
    with_fields("deal", |fields| {
        let amount = Value::Money(Money { minor: 123_456, currency: Currency::EUR });
        assert!(value_of(fields, "amount", &amount, None).contains("€1,234.56"));
        assert!(value_of(fields, "stage", &Value::text("won"), None).contains("Won"));
        assert!(
            value_of(fields, "company", &Value::Ref(Id(7)), Some("A & B"))
                .contains(r#"href="/companies/7">A &amp; B</a>"#)
        );
        assert!(value_of(fields, "company", &Value::Ref(Id(7)), None).contains("hidden"));
        assert_eq!(value_of(fields, "company", &Value::Null, None), "");
    });
}

#[test]
fn only_web_addresses_become_links() {
    with_fields("company", |fields| {
        assert!(
            value_of(fields, "website", &Value::text("https://a.example/"), None)
                .contains("href=\"https://a.example/\"")
        );
        let hostile = value_of(fields, "website", &Value::text("JavaScript:alert(1)"), None);
        assert_eq!(hostile, "JavaScript:alert(1)");
    });
}

#[test]
fn a_stage_shows_how_far_it_is() {
    insta::assert_snapshot!(lines(&ui::fields::stage_badge("Proposal", Outcome::Open, 50)));
}

#[test]
fn the_path_offers_every_other_stage_to_those_who_may_move() {
    with_fields("deal", |fields| {
        let (field, stages) = fields.object.stage_field().expect("stages");
        let standing = Standing { field: &field.name, stages, now: "proposal", id: Id(7), version: 3, movable: true };
        let path = stage_path(fields, &standing).into_string();
        assert_eq!(path.matches("<form").count(), stages.len() - 1);
        assert!(path.contains(r#"aria-current="step""#));
        let fixed = stage_path(fields, &Standing { movable: false, ..standing }).into_string();
        assert_eq!(fixed.matches("<form").count(), 0);
    });
}

#[test]
fn a_field_keeps_what_was_typed_and_says_what_is_wrong() {
    with_fields("deal", |fields| {
        let field = fields.object.field("amount").expect("a field");
        let typed = Typed { text: "12<x".into(), currency: "USD".into(), ..Typed::default() };
        insta::assert_snapshot!(lines(&form_field(
            fields,
            field,
            &typed,
            Faults { texts: &["No amount.".into()], focus: true }
        )));
    });
}

#[test]
fn a_reference_works_without_a_script() {
    with_fields("deal", |fields| {
        let field = fields.object.field("company").expect("a field");
        let typed = Typed { text: "7".into(), title: "A & B".into(), ..Typed::default() };
        insta::assert_snapshot!(lines(&form_field(fields, field, &typed, Faults::default())));
    });
}

#[test]
fn a_table_names_its_columns_for_narrow_screens_too() {
    let head = |label: &str, figure| Head {
        figure,
        sort: Some("/deals?sort=name".into()),
        sorted: figure.then_some(Sorted::Down),
        help: figure.then(|| "What the client pays.".into()),
        changes: figure.then(|| "amount".into()),
        spare: if figure { Spare::First } else { Spare::Never },
        ..Head::plain(label.into())
    };
    let table = Table {
        heads: vec![head("Name", false), head("Amount", true)],
        rows: vec![Row { address: Some("/deals/7".into()), cells: vec![html! { "A" }, html! {}], ..Row::default() }],
        foot: None,
        density: Density::Dense,
    };
    insta::assert_snapshot!(lines(&data_table(&table, Some(ui::swap::Region::LIST))));
}

#[test]
fn the_story_says_old_and_new() {
    let change = |old: &str, new: &str| Change { field: "Amount".into(), old: html! { (old) }, new: html! { (new) } };
    let happening = Happening {
        icon: "pencil".into(),
        who: Some("Ana".into()),
        what: html! { "changed" },
        when: "just now".into(),
        exactly: "23 Nov 2026, 13:00".into(),
        changes: vec![change("€1.00", "€2.00"), change("€2.00", "")],
        note: None,
        action: None,
        is_new: false,
    };
    insta::assert_snapshot!(lines(&timeline(&[happening], "none", None)));
}

fn frame(lang: Lang, theme: Theme) -> Frame {
    let reader = reader(lang);
    let catalogue = catalogue();
    Frame {
        menu: Menu::of(&catalogue, &reader, &catalogue.menu(), |_| true),
        reader,
        theme,
        title: "Deals <1>".into(),
        path: "/deals/7?x=1".into(),
        person: Some(Person { name: "Ana Ruiz".into(), note: "Seller".into() }),
        banner: Some(Banner("Demo".into())),
        flash: Some(Flash { text: "Saved.".into(), bad: false, link: None }),
        bell: Some(Bell { unread: 3, more: false, since: Id(7) }),
        live: Some("/live?since=7".into()),
        drafts: Some("name.key".into()),
    }
}

#[test]
fn a_page_keeps_the_content_policy_and_marks_where_one_is() {
    for theme in [Theme::Device, Theme::Light, Theme::Dark] {
        let whole = page(&frame(Lang::Ru, theme), &html! { p { "x" } }).into_string();
        assert!(!whole.contains(" style=") && !whole.contains("<style"), "no inline style");
        assert_eq!(whole.matches("<script").count(), whole.matches("<script type=\"module\" src=\"/assets/").count());
        assert!(!whole.contains(" onclick") && !whole.contains("hx-on"));
        assert!(whole.contains("<html lang=\"ru\""));
        assert!(whole.contains("<title>Deals &lt;1&gt; · Candor</title>"));
        assert!(whole.contains(r#"href="/deals" aria-current="page""#));
        assert_eq!(whole.contains("data-bs-theme"), theme != Theme::Device);
    }
}

#[test]
fn a_page_before_sign_in_shows_no_menu() {
    let bare = bare_page(&Frame { person: None, ..frame(Lang::En, Theme::Device) }, &html! {}).into_string();
    assert!(!bare.contains("user-menu") && !bare.contains("href=\"/deals\""));
}

#[test]
fn every_key_of_the_menu_goes_to_one_place() {
    let frame = frame(Lang::En, Theme::Device);
    let mut keys: Vec<char> = frame.menu.entries().filter_map(|entry| entry.go).collect();
    let all = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), all);
}

#[test]
fn an_export_says_what_leaves_and_what_stays_and_offers_nothing_beyond_its_limit() {
    let tick = |value: &str, ticked| Tick { value: value.into(), label: format!("<{value}>"), ticked };
    let page = |leaving| ExportPage {
        action: "/deals/export".into(),
        back: "/deals".into(),
        kept: html! {},
        faults: Vec::new(),
        leaving: Some(leaving),
        conditions: vec!["Stage is Won".into()],
        closed: vec!["Phone".into()],
        columns: vec![tick("name", true)],
        more: vec![tick("amount", false)],
        forms: vec![tick("xlsx", true), tick("csv", false)],
    };
    let leaving = Leaving { rows: 12, most: 100_000, is_beyond: false, stay: 1, stay_more: false };
    let drawn = export_form(&reader(Lang::En), &page(leaving)).into_string();
    for said in
        ["12 records leave.", "1 record that you see stays", "Stage is Won", "Phone", "&lt;name&gt;", "type=\"submit\""]
    {
        assert!(drawn.contains(said), "{said}: {drawn}");
    }
    for beyond in [Leaving { is_beyond: true, ..leaving }, Leaving { rows: 0, ..leaving }] {
        let drawn = export_form(&reader(Lang::Ru), &page(beyond)).into_string();
        assert!(!drawn.contains("type=\"submit\""), "{drawn}");
    }
}
