//! Which days a rule gives: the cases that go wrong, and all of them against a plain look at every day.

use jiff::civil::date;

use super::*;

fn rule(every: Every, first: Date) -> Rule {
    Rule { every, first, on: Vec::new(), until: None }
}

/// Monday to Friday, without the sixth of January.
fn is_worked(day: Date) -> bool {
    day.weekday().to_monday_zero_offset() < 5 && day != date(2027, 1, 6)
}

fn days(rule: &Rule, count: usize) -> Vec<Date> {
    let mut days = vec![rule.first];
    while let Some(next) = rule.after(*days.last().unwrap(), is_worked).filter(|_| days.len() < count) {
        days.push(next);
    }
    days
}

#[test]
fn a_short_month_does_not_move_the_next_one() {
    let found = days(&rule(Every::Month, date(2027, 1, 31)), 4);
    assert_eq!(found, [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]);
    let found = days(&rule(Every::Year, date(2028, 2, 29)), 5);
    assert_eq!(found.last(), Some(&date(2032, 2, 29)));
    assert_eq!(found.get(1), Some(&date(2029, 2, 28)));
}

#[test]
fn the_last_friday_is_the_last_and_the_fourth_the_fourth() {
    // In January 2027 the fourth Friday is the 22nd, the last the 29th.
    let last = days(&rule(Every::MonthLast, date(2027, 1, 29)), 3);
    assert_eq!(last, [date(2027, 1, 29), date(2027, 2, 26), date(2027, 3, 26)]);
    let fourth = days(&rule(Every::MonthWeekday, date(2027, 1, 22)), 4);
    assert_eq!(fourth, [date(2027, 1, 22), date(2027, 2, 26), date(2027, 3, 26), date(2027, 4, 23)]);
    let fifth = days(&rule(Every::MonthWeekday, date(2027, 1, 29)), 2);
    assert_eq!(fifth, [date(2027, 1, 29), date(2027, 2, 26)], "a fifth one is the last");
}

#[test]
fn every_second_week_is_counted_from_the_first() {
    let two = Rule { on: vec![Weekday::Monday, Weekday::Thursday], ..rule(Every::TwoWeeks, date(2026, 12, 3)) };
    let found = days(&two, 5);
    let told = [date(2026, 12, 3), date(2026, 12, 14), date(2026, 12, 17), date(2026, 12, 28), date(2026, 12, 31)];
    assert_eq!(found, told);
    // From a day that is none of its own it goes on as it was counted.
    assert_eq!(two.after(date(2026, 12, 18), is_worked), Some(date(2026, 12, 28)));
    assert_eq!(two.after(date(2020, 1, 1), is_worked), Some(date(2026, 12, 3)), "not before it begins");
}

#[test]
fn working_days_are_those_that_are_worked() {
    let found = days(&rule(Every::WorkDay, date(2027, 1, 4)), 4);
    assert_eq!(found, [date(2027, 1, 4), date(2027, 1, 5), date(2027, 1, 7), date(2027, 1, 8)]);
    assert_eq!(
        rule(Every::WorkDay, date(2027, 1, 4)).after(date(2027, 1, 4), |_| false),
        None,
        "it does not look for ever"
    );
}

#[test]
fn it_ends() {
    let until = |until| Rule { until: Some(until), ..rule(Every::Week, date(2026, 12, 1)) };
    assert_eq!(days(&until(date(2026, 12, 14)), 9).len(), 2);
    assert_eq!(days(&until(date(2026, 12, 15)), 9).len(), 3, "its last day may be one");
    assert_eq!(days(&until(date(2026, 11, 1)), 9).len(), 1);
    assert_eq!(rule(Every::Day, date(2026, 12, 1)).after(Date::MAX, is_worked), None);
}

/// Each day that a rule gives, against a plain look at every day.
#[test]
fn a_rule_gives_the_same_days_as_looking_at_each() {
    for first in (0..40).map(|n| date(2027, 1, 1).checked_add((n * 11).days()).unwrap()) {
        for (word, every) in Every::WORDS {
            let rule = rule(every, first);
            let is_one = |day: Date| {
                let since = (day - first).get_days();
                let last_of_month = day.last_of_month().day();
                match every {
                    Every::Day => true,
                    Every::WorkDay => is_worked(day),
                    Every::Week => since % 7 == 0,
                    Every::TwoWeeks => since % 14 == 0,
                    Every::Month => day.day() == first.day().min(last_of_month),
                    Every::MonthLast => day.weekday() == first.weekday() && day.day() + 7 > last_of_month,
                    Every::MonthWeekday if first.day() > 28 => {
                        day.weekday() == first.weekday() && day.day() + 7 > last_of_month
                    }
                    Every::MonthWeekday => {
                        day.weekday() == first.weekday() && (day.day() - 1) / 7 == (first.day() - 1) / 7
                    }
                    Every::Year => day.month() == first.month() && day.day() == first.day().min(last_of_month),
                }
            };
            let plain: Vec<Date> =
                (1..800).map(|n| first.checked_add(n.days()).unwrap()).filter(|day| is_one(*day)).collect();
            let told: Vec<Date> = days(&rule, plain.len() + 1).into_iter().skip(1).collect();
            assert_eq!(told, plain, "{word} from {first}");
        }
    }
}
