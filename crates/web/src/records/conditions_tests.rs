//! What the filter builder writes, it reads back; what it does not know, it leaves alone.

use catalogue::{Currency, Id, Kind, Money, Value};

use super::*;

#[test]
fn conditions_are_written_in_the_query_language() {
    let choice = Kind::Choice { options: vec!["a".into()] };
    assert_eq!(write("stage", &choice, Operator::Is, &Value::text("won")).unwrap(), "stage == \"won\"");
    let money = Value::Money(Money { minor: 1_000_050, currency: Currency::EUR });
    assert_eq!(write("amount", &Kind::Money, Operator::AtLeast, &money).unwrap(), "amount >= 10000.5");
    assert_eq!(
        write("name", &Kind::Text, Operator::Contains, &Value::text("a\"b")).unwrap(),
        "name.contains(\"a\\\"b\")"
    );
    assert_eq!(write("owner", &Kind::Person, Operator::IsNot, &Value::Ref(Id(7))).unwrap(), "owner != 7");
    assert_eq!(write("due", &Kind::Date, Operator::AtMost, &Value::Date(0)).unwrap(), "due <= \"1970-01-01\"");
    assert_eq!(write("due", &Kind::Date, Operator::Unknown, &Value::Null).unwrap(), "due == null");
    assert_eq!(write("due", &Kind::Date, Operator::Is, &Value::Null), None);
}

#[test]
fn a_filter_falls_apart_only_at_its_top() {
    let filter = "stage == \"a && b\" && (amount > 5 || name == null) && tasks.exists(t, t.x && t.y)";
    let parts = split(filter);
    assert_eq!(parts, ["stage == \"a && b\"", "(amount > 5 || name == null)", "tasks.exists(t, t.x && t.y)"]);
    assert_eq!(join(&parts[..2]), "stage == \"a && b\" && (amount > 5 || name == null)");
    assert_eq!(split("a == 1 || b == 2 && c == 3"), ["a == 1 || b == 2 && c == 3"]);
    assert_eq!(split("(a == 1) && ((b == 2))"), ["a == 1", "(b == 2)"]);
    assert!(split("  ").is_empty());
}

#[test]
fn an_alternative_keeps_its_brackets_when_it_is_joined() {
    let parts = ["a == 1 || b == 2".to_owned(), "c == 3".to_owned()];
    assert_eq!(join(&parts), "(a == 1 || b == 2) && c == 3");
    assert_eq!(join(&parts[..1]), "a == 1 || b == 2");
}

#[test]
fn alternatives_are_added_one_by_one_and_never_cut_within_quotes_or_brackets() {
    let both = or("stage == \"a || b\"", "amount > 5");
    assert_eq!(both, "(stage == \"a || b\" || amount > 5)");
    assert_eq!(or(&both, "x.exists(t, t.a || t.b)"), "(stage == \"a || b\" || amount > 5 || x.exists(t, t.a || t.b))");
    assert_eq!(alternatives(&both), ["stage == \"a || b\"", "amount > 5"]);
    assert_eq!(alternatives("(a == 1)"), ["(a == 1)"]);
    // Brackets that begin and end the text without holding it together.
    assert_eq!(alternatives("(a == 1 || b == 2) && (c == 3 || d == 4)").len(), 1);
    assert_eq!(split(&format!("{both} && c == 3")), [both.as_str(), "c == 3"]);
}
