//! What is read, what is refused, and why.

use rust_decimal::Decimal;

use super::{parse_money, parse_number, parse_percent};
use crate::{Currency, Lang, Money};

fn number(text: &str, lang: Lang) -> Result<String, &'static str> {
    parse_number(text, lang).map(|number| number.to_string()).map_err(|fault| fault.key)
}

#[test]
fn each_language_reads_its_own_form() {
    assert_eq!(number("1,234.56", Lang::En).as_deref(), Ok("1234.56"));
    assert_eq!(number("1.234,56", Lang::Es).as_deref(), Ok("1234.56"));
    assert_eq!(number("1\u{a0}234,56", Lang::Ru).as_deref(), Ok("1234.56"));
    assert_eq!(number("1,234", Lang::En).as_deref(), Ok("1234"));
    assert_eq!(number("1.234", Lang::Es).as_deref(), Ok("1234"));
    assert_eq!(number("1,234", Lang::Ru).as_deref(), Ok("1.234"));
}

#[test]
fn a_foreign_form_is_read_when_it_can_mean_one_thing_only() {
    assert_eq!(number("1.234,56", Lang::En).as_deref(), Ok("1234.56"));
    assert_eq!(number("12,5", Lang::En).as_deref(), Ok("12.5"));
    assert_eq!(number("12.50", Lang::Es).as_deref(), Ok("12.50"));
    assert_eq!(number("1.234.567", Lang::Ru).as_deref(), Ok("1234567"));
    assert_eq!(number("0.125", Lang::Es).as_deref(), Ok("0.125"));
}

#[test]
fn what_can_be_two_numbers_is_refused() {
    assert_eq!(number("1.234", Lang::Ru), Err("reading-number-ambiguous"));
}

#[test]
fn what_is_no_number_is_refused() {
    for text in [
        "",
        "-",
        "abc",
        "1,23,45",
        "1 23",
        "12 34.5",
        "1.2.3",
        "1.234,567,8",
        "5.",
        "1e5",
        "99999999999999999999999999999999",
    ] {
        assert_eq!(number(text, Lang::En), Err("reading-number"), "{text}");
    }
}

#[test]
fn signs_are_read_in_every_form() {
    assert_eq!(number("-5", Lang::En).as_deref(), Ok("-5"));
    assert_eq!(number("\u{2212} 1 234,5", Lang::Ru).as_deref(), Ok("-1234.5"));
    assert_eq!(number("+.5", Lang::En).as_deref(), Ok("0.5"));
}

#[test]
fn a_percent_is_a_fraction() {
    assert_eq!(parse_percent("35", Lang::En), Ok(Decimal::new(35, 2)));
    assert_eq!(parse_percent("12,5 %", Lang::Es), Ok(Decimal::new(125, 3)));
    assert_eq!(number("35 %", Lang::En).as_deref(), Ok("0.35"));
}

#[test]
fn money_takes_the_currency_that_is_named() {
    let euros = |minor| Ok(Money { minor, currency: Currency::EUR });
    assert_eq!(parse_money("1.234,56 €", Lang::Es, Currency::EUR), euros(123_456));
    assert_eq!(parse_money("-€12.30", Lang::En, Currency::EUR), euros(-1230));
    assert_eq!(parse_money("EUR 7", Lang::En, Currency::EUR), euros(700));
    let roubles = Currency::parse("RUB").unwrap();
    assert_eq!(parse_money("1 000 руб.", Lang::Ru, Currency::EUR), Ok(Money { minor: 100_000, currency: roubles }));
}

#[test]
fn money_finer_than_a_coin_is_refused() {
    assert_eq!(parse_money("1.005", Lang::En, Currency::EUR).unwrap_err().key, "reading-money-fine");
    assert_eq!(parse_money("1.50", Lang::En, Currency::parse("JPY").unwrap()).unwrap_err().key, "reading-money-fine");
    assert_eq!(parse_money("5 coins", Lang::En, Currency::EUR).unwrap_err().key, "reading-money");
}
