//! Conditions put together as text of the query language. Whatever comes from records is written as a literal here,
//! never joined in as it is.

use catalogue::{Kind, Object};

/// Both hold.
pub(crate) fn both(one: &str, two: &str) -> String {
    format!("({one}) && ({two})")
}

/// Any of them holds.
pub(crate) fn any(parts: &[String]) -> String {
    parts.iter().map(|part| format!("({part})")).collect::<Vec<_>>().join(" || ")
}

/// The field is one of these texts.
pub(crate) fn is_one_of(field: &str, values: &[String]) -> String {
    let list: Vec<String> = values.iter().map(|value| literal(value)).collect();
    format!("{field} in [{}]", list.join(", "))
}

/// A text as a CEL string literal (cel-spec, lexis): backslash and quote are escaped, control characters by code.
pub(crate) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The records of which `field` is known and real. A record that an import brought was made here on the day of the import,
/// which says nothing of when it began (docs/decisions/0005).
pub(crate) fn is_known(field: &str) -> String {
    if field == "created_at" { "source == null".to_owned() } else { format!("{field} != null") }
}

/// `field` lies between `from` and `to` days ago: `to` is left out when it is now. `None` when the field holds no time.
pub(crate) fn days_ago(object: &Object, field: &str, from: u16, to: Option<u16>) -> Option<String> {
    let place = |days: u16| match object.field(field)?.kind.value_kind() {
        Kind::Instant => Some(format!("now - duration(\"{}h\")", u32::from(days) * 24)),
        Kind::Date => Some(format!("today - {days}")),
        _ => None,
    };
    let since = format!("{field} >= {}", place(from)?);
    match to {
        None => Some(since),
        Some(to) => Some(format!("{since} && {field} < {}", place(to)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_record_says_stays_a_literal() {
        assert_eq!(is_one_of("name", &["a\" || true || \"".to_owned()]), r#"name in ["a\" || true || \""]"#);
        assert_eq!(literal("back\\slash\n"), r#""back\\slash\u000a""#);
    }
}
