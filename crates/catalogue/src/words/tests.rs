//! Words through their public face: what is shipped is whole, plurals are right, a missing text is not silent.

use super::{Arg, Lang, Shipped, Words, disagreements, shipped_files};
use crate::Catalogue;

fn file(path: &str, text: &str) -> Shipped {
    Shipped { path: path.to_owned(), text: text.to_owned() }
}

fn days(lang: Lang, count: i64) -> String {
    Words::shipped().text_with(lang, "ago-days", &[("count", Arg::Number(count))])
}

#[test]
fn what_is_shipped_agrees_with_the_catalogue_in_all_languages() {
    let found: Vec<String> =
        disagreements(&Catalogue::shipped(), &shipped_files()).iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "{} disagreements:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_catalogue_is_named_in_the_words_of_each_language() {
    let words = Words::shipped();
    let deal = |lang| [words.field_label(lang, "deal", "amount"), words.option_label(lang, "deal", "stage", "won")];
    assert_eq!(Lang::ALL.map(deal), [["Amount", "Won"], ["Importe", "Ganada"], ["Сумма", "Выиграна"]]);
    assert_eq!(words.field_label(Lang::Es, "company", "owner"), "Responsable");
    assert_eq!(words.field_label(Lang::En, "deal", "stage_days"), "Days in stage");
    assert_eq!(words.relation_label(Lang::En, "company", "subsidiaries", "company"), "Subsidiaries");
    assert_eq!(words.relation_label(Lang::Ru, "company", "deals", "deal"), "Сделки");
    assert_eq!(words.option_label(Lang::Es, "user", "roles", "seller"), words.role_label(Lang::Es, "seller"));
    assert_eq!(words.field_help(Lang::En, "deal", "opened_on"), None);
}

#[test]
fn russian_counts_in_its_three_forms() {
    let said: Vec<String> = [1, 3, 5, 11, 21, 22, 25].into_iter().map(|count| days(Lang::Ru, count)).collect();
    let expected = [
        "1 день назад",
        "3 дня назад",
        "5 дней назад",
        "11 дней назад",
        "21 день назад",
        "22 дня назад",
        "25 дней назад",
    ];
    assert_eq!(said, expected);
}

#[test]
fn counts_are_written_with_the_separators_of_the_language() {
    assert_eq!(days(Lang::En, 12_345), "12,345 days ago");
    assert_eq!(days(Lang::Es, 12_345), "hace 12.345 días");
    assert_eq!(days(Lang::Ru, 12_345), "12\u{a0}345 дней назад");
}

#[test]
fn a_missing_text_falls_back_to_english_and_then_to_its_key() {
    let words = Words::from_files(&[file("en/pages.ftl", "hello = Hello, { $name }!\n")]);
    assert_eq!(words.text_with(Lang::Ru, "hello", &[("name", "Ana".into())]), "Hello, Ana!");
    assert_eq!(words.text(Lang::Ru, "good-bye"), "good-bye");
}

#[test]
fn a_message_turns_its_counts_into_numbers_and_leaves_names_alone() {
    let words = Words::from_files(&[file("en/messages.ftl", "rows = { $count } rows of { $name }\n")]);
    let said = words.message(Lang::En, "rows", &[("count", "1500".to_owned()), ("name", "2024".to_owned())]);
    assert_eq!(said, "1,500 rows of 2024");
}

#[test]
fn a_message_names_objects_in_the_readers_language() {
    let args = [("name", "town".to_owned()), ("object", "deal".to_owned())];
    let said = Words::shipped().message(Lang::Es, "query-unknown", &args);
    assert_eq!(said, "No existe el campo «town» en «Oportunidad».");
}

#[test]
fn everything_wrong_with_the_files_is_told_at_once() {
    let files = [
        file("en/pages.ftl", "hello = Hello, { $name }!\nonly-english = Here\n"),
        file("es/pages.ftl", "hello = ¡Hola, { $person }!\nhello = Otra vez\n"),
        file("ru/pages.ftl", "hello = Привет, { $name }!\n"),
        file("en/objects/ghost.ftl", "ghost = Ghost\n"),
    ];
    let found: Vec<String> = disagreements(&Catalogue::default(), &files).iter().map(ToString::to_string).collect();
    let has = |start: &str| assert!(found.iter().any(|fault| fault.starts_with(start)), "{start} not in {found:#?}");
    has("locales/es/pages.ftl:1: `only-english` is missing");
    has("locales/ru/pages.ftl:1: `only-english` is missing");
    has("locales/es/pages.ftl:2: `hello` stands twice");
    has("locales/en/objects/ghost.ftl:1: `ghost` names nothing in the catalogue");
    has("locales/en/roles.ftl:1: `system-f-owner` is missing".replace("roles", "system").as_str());
}
