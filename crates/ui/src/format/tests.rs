//! Each form in each language, exactly as it stands on a page; what is put into inputs is read back equal.

use catalogue::reading::days_of_date;
use catalogue::{Currency, Kind, Lang, Money, Unit, Value, parse_date, parse_money, parse_number, parse_percent};
use jiff::civil;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use super::{
    Reader, ago, boolean, date, decimal, duration, figure, file_size, input, instant, money, money_short, moneys,
    percent, relative_day,
};

const LANGS: [Lang; 3] = Lang::ALL;

fn euros(minor: i64) -> Money {
    Money { minor, currency: Currency::EUR }
}

fn reader(lang: Lang) -> Reader {
    Reader { zone: TimeZone::get("Europe/Madrid").unwrap(), ..Reader::stranger(lang) }
}

fn in_all(say: impl Fn(Lang) -> String) -> [String; 3] {
    LANGS.map(say)
}

#[test]
fn money_stands_as_each_language_writes_it() {
    assert_eq!(
        in_all(|lang| money(&euros(1_234_556), lang)),
        ["€12,345.56", "12.345,56\u{a0}€", "12\u{a0}345,56\u{a0}€"]
    );
    assert_eq!(in_all(|lang| money(&euros(-5), lang)), ["\u{2212}€0.05", "\u{2212}0,05\u{a0}€", "\u{2212}0,05\u{a0}€"]);
    let yen = Money { minor: 1500, currency: Currency::parse("JPY").unwrap() };
    assert_eq!(money(&yen, Lang::En), "JPY\u{a0}1,500");
    assert_eq!(moneys(&[euros(100), yen], Lang::Es), "1,00\u{a0}€ · 1500\u{a0}JPY");
}

#[test]
fn short_money_keeps_about_three_digits() {
    let short = |major: i64| money_short(&euros(major * 100), Lang::En);
    assert_eq!(
        [9_999, 12_345, 345_678, 999_700, 1_234_567, 2_500_000_000].map(short),
        ["€9,999", "€12.3K", "€346K", "€1M", "€1.2M", "€2.5B"]
    );
    assert_eq!(money_short(&euros(123_456_700), Lang::Es), "1,2\u{a0}M\u{a0}€");
    assert_eq!(money_short(&euros(123_456_700), Lang::Ru), "1,2\u{a0}млн\u{a0}€");
}

#[test]
fn percents_are_exact_up_to_the_digits_asked_for() {
    assert_eq!(in_all(|lang| percent(Decimal::new(125, 3), 2, lang)), ["12.5%", "12,5\u{a0}%", "12,5\u{a0}%"]);
    assert_eq!(percent(Decimal::new(631_524, 6), 1, Lang::En), "63.2%");
    assert_eq!(percent(Decimal::new(35, 2), 2, Lang::En), "35%");
}

#[test]
fn dates_and_instants_are_of_the_companys_calendar() {
    let day = days_of_date(civil::date(2026, 11, 23));
    assert_eq!(in_all(|lang| date(day, lang)), ["23 Nov 2026", "23 nov 2026", "23 нояб. 2026"]);
    let late_evening = 1_795_474_800_000_000; // 2026-11-23T23:00:00Z, past midnight in Madrid
    assert_eq!(instant(late_evening, &reader(Lang::En)), "24 Nov 2026, 00:00");
}

#[test]
fn distances_in_time_have_their_plurals() {
    let from_today = |days: i32, lang| relative_day(100 + days, 100, lang);
    assert_eq!(in_all(|lang| from_today(-3, lang)), ["3 days ago", "hace 3 días", "3 дня назад"]);
    assert_eq!(in_all(|lang| from_today(1, lang)), ["tomorrow", "mañana", "завтра"]);
    assert_eq!(in_all(|lang| from_today(21, lang)), ["in 21 days", "en 21 días", "через 21 день"]);
    assert_eq!(in_all(|lang| from_today(-800, lang)), ["2 years ago", "hace 2 años", "2 года назад"]);
}

#[test]
fn moments_count_minutes_then_hours_then_days() {
    let now = 1_795_431_600_000_000;
    let reader = Reader { now, ..reader(Lang::En) };
    let before = |minutes: i64| ago(now - minutes * 60_000_000, &reader);
    assert_eq!([0, 1, 90, 60 * 30].map(before), ["just now", "1 minute ago", "1 hour ago", "yesterday"]);
}

#[test]
fn durations_say_their_two_largest_units() {
    let minutes = |count: i64| duration(count * 60_000_000, Lang::En);
    assert_eq!([0, 45, 90, 60 * 51].map(minutes), ["0 s", "45 min", "1 h 30 min", "2 days 3 h"]);
    assert_eq!(duration(-60_000_000, Lang::Ru), "\u{2212}1 мин");
}

#[test]
fn figures_carry_their_unit() {
    let say = |value: Value, unit: Unit| figure(&value, &unit, &reader(Lang::Ru));
    assert_eq!(say(Value::Int(22), Unit::Days), "22 дня");
    assert_eq!(say(Value::Decimal(Decimal::new(185, 1)), Unit::Days), "18,5 дня");
    assert_eq!(say(Value::Int(5), Unit::Other("people".into())), "5 человек");
    assert_eq!(say(Value::Decimal(Decimal::new(2, 1)), Unit::Percent), "20\u{a0}%");
    assert_eq!(in_all(|lang| boolean(true, lang)), ["Yes", "Sí", "Да"]);
}

#[test]
fn what_stands_in_an_input_is_read_back_equal() {
    let number = Decimal::new(1_234_567, 3);
    let fraction = Decimal::new(125, 3);
    let day = civil::date(2026, 4, 3);
    for lang in LANGS {
        let reader = reader(lang);
        let plain = Kind::Decimal { scale: 3, unit: None, indivisible: false };
        assert_eq!(parse_number(&input(&Value::Decimal(number), &plain, &reader), lang), Ok(number));
        assert_eq!(
            parse_percent(&input(&Value::Decimal(fraction), &Kind::Percent { scale: 4 }, &reader), lang),
            Ok(fraction)
        );
        assert_eq!(
            parse_money(&input(&Value::Money(euros(123_456)), &Kind::Money, &reader), lang, Currency::EUR),
            Ok(euros(123_456))
        );
        assert_eq!(parse_date(&input(&Value::Date(days_of_date(day)), &Kind::Date, &reader), lang), Ok(day));
        let hours = |seconds: i64| input(&Value::Duration(seconds * 1_000_000), &Kind::Duration, &reader);
        assert_eq!([1_800, 93_900, 5_415].map(hours), ["0:30", "26:05", "1:30:15"], "read by the gate");
    }
}

#[test]
fn what_stands_on_a_page_is_read_back_equal_too() {
    for lang in LANGS {
        for mantissa in [0, 7, -12, 999, 1_000, -1_234, 12_345, 1_234_567, -98_765_432, i64::from(i32::MAX)] {
            for scale in 0..5 {
                let number = Decimal::new(mantissa, scale);
                assert_eq!(parse_number(&decimal(number, lang), lang), Ok(number), "{number} in {lang}");
            }
            for code in ["EUR", "USD", "JPY", "RUB", "CHF", "KWD"] {
                let amount = Money { minor: mantissa, currency: Currency::parse(code).unwrap() };
                assert_eq!(parse_money(&money(&amount, lang), lang, Currency::EUR), Ok(amount), "{code} in {lang}");
            }
        }
    }
}

#[test]
fn a_file_is_as_large_as_a_file_manager_says() {
    let said = |bytes: u64| Lang::ALL.map(|lang| file_size(bytes, lang));
    assert_eq!(said(1), ["1 byte", "1 byte", "1 байт"]);
    assert_eq!(said(1_023), ["1,023 bytes", "1023 bytes", "1\u{a0}023 байта"]);
    assert_eq!(said(1_024), ["1 KB", "1 KB", "1 КБ"]);
    assert_eq!(said(800_000), ["781.3 KB", "781,3 KB", "781,3 КБ"]);
    assert_eq!(said(25 << 20), ["25 MB", "25 MB", "25 МБ"]);
    assert_eq!(said((25 << 20) + 1), ["25.1 MB", "25,1 MB", "25,1 МБ"]);
}
