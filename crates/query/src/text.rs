//! Back from the tree to text: for the filter builder and for the filters of drill-downs. Computed fields stay
//! replaced by their expressions.

use catalogue::{Catalogue, RollupFunction, Value};
use rust_decimal::Decimal;

use crate::literal::duration_text;
use crate::scan::scan;
use crate::{Arith, Cmp, Expr, Hop, Operand, Path, StageProperty, TextOp, ToOne, calendar};

/// The expression as CEL text; `condition` gives the same tree back for whatever `condition` made, within the
/// limits of a text.
#[must_use]
pub fn to_text(expr: &Expr, _catalogue: &Catalogue) -> String {
    condition(expr)
}

/// The operand as CEL text.
#[must_use]
pub fn operand_text(operand: &Operand, _catalogue: &Catalogue) -> String {
    term(operand)
}

/// Both filter texts at once; an empty one says nothing. One whose brackets do not close within itself is given back
/// alone, so that it is refused when it is read: joined, `true) || (true` would undo the other.
#[must_use]
pub fn and_text(a: &str, b: &str) -> String {
    match (a.trim(), b.trim()) {
        ("", other) | (other, "") => other.to_owned(),
        (broken, _) | (_, broken) if scan(broken).is_err() => broken.to_owned(),
        (a, b) => format!("({}) && ({})", closed(a), closed(b)),
    }
}

/// A remark ends with its line, not with the bracket behind it.
fn closed(text: &str) -> String {
    if text.contains("//") { format!("{text}\n") } else { text.to_owned() }
}

/// A text in quotes, as the language reads it back.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn condition(expr: &Expr) -> String {
    match expr {
        Expr::True => "true".to_owned(),
        Expr::False => "false".to_owned(),
        Expr::And(parts) => joined(parts, " && "),
        Expr::Or(parts) => joined(parts, " || "),
        Expr::Not(inner) => format!("!({})", condition(inner)),
        Expr::Compare { op, left, right } => format!("{} {} {}", term(left), sign(*op), term(right)),
        Expr::In { left, set } => {
            let set: Vec<_> = set.iter().map(literal).collect();
            format!("{} in [{}]", term(left), set.join(", "))
        }
        Expr::Text { op, left, needle } => {
            let test = match op {
                TextOp::Contains => "contains",
                TextOp::StartsWith => "startsWith",
                TextOp::EndsWith => "endsWith",
            };
            format!("{}.{test}({})", term(left), quoted(needle))
        }
        Expr::Has { path, option } => format!("{} in {}", quoted(option), names(path)),
        Expr::Holds(operand) => term(operand),
        Expr::Within { left, root, .. } => format!("{}.within({root})", term(left)),
        Expr::Exists { relation, var, body } => {
            format!("{}.exists({}, {})", relation_names(relation), variable(*var), condition(body))
        }
    }
}

fn joined(parts: &[Expr], by: &str) -> String {
    let part = |p: &Expr| match p {
        Expr::And(_) | Expr::Or(_) => format!("({})", condition(p)),
        other => condition(other),
    };
    parts.iter().map(part).collect::<Vec<_>>().join(by)
}

fn sign(op: Cmp) -> &'static str {
    match op {
        Cmp::Eq => "==",
        Cmp::Ne => "!=",
        Cmp::Lt => "<",
        Cmp::Le => "<=",
        Cmp::Gt => ">",
        Cmp::Ge => ">=",
    }
}

fn term(operand: &Operand) -> String {
    match operand {
        Operand::Value(value) => literal(value),
        Operand::Path(path) => names(path),
        Operand::Me => "me".to_owned(),
        Operand::Now => "now".to_owned(),
        Operand::Today => "today".to_owned(),
        Operand::Arith { op, left, right } => {
            let op = match op {
                Arith::Add => "+",
                Arith::Sub => "-",
                Arith::Mul => "*",
                Arith::Div => "/",
            };
            format!("{} {op} {}", nested(left), nested(right))
        }
        Operand::Days { from, to } => format!("days({}, {})", term(from), term(to)),
        Operand::Size { relation, var, body } => format!("{}.size()", filtered(relation, *var, body)),
        Operand::Truth(truth) => format!("({})", condition(truth)),
        Operand::StageProperty { path, property } => {
            let property = match property {
                StageProperty::Outcome => "outcome",
                StageProperty::Probability => "probability",
                StageProperty::Order => "order",
            };
            format!("{}.{property}", names(path))
        }
        Operand::Rollup { relation, var, function, of, body } => {
            let elements = filtered(relation, *var, body);
            let function = match function {
                RollupFunction::Count => return format!("{elements}.size()"),
                RollupFunction::Sum => "sum",
                RollupFunction::Min => "min",
                RollupFunction::Max => "max",
            };
            let of = of.as_deref().map_or_else(String::new, term);
            format!("{elements}.map({}, {of}).{function}()", variable(*var))
        }
    }
}

fn nested(operand: &Operand) -> String {
    match operand {
        Operand::Arith { .. } => format!("({})", term(operand)),
        other => term(other),
    }
}

fn filtered(relation: &Hop, var: u8, body: &Expr) -> String {
    match body {
        Expr::True => relation_names(relation),
        body => format!("{}.filter({}, {})", relation_names(relation), variable(var), condition(body)),
    }
}

fn variable(var: u8) -> String {
    format!("r{var}")
}

fn names(path: &Path) -> String {
    dotted(path.var, &path.hops, &path.field)
}

fn relation_names(hop: &Hop) -> String {
    dotted(hop.var, &hop.hops, &hop.name)
}

fn dotted(var: u8, hops: &[ToOne], last: &str) -> String {
    let var = (var > 0).then(|| variable(var));
    let hops = hops.iter().map(|h| h.field.to_string());
    var.into_iter().chain(hops).chain([last.to_owned()]).collect::<Vec<_>>().join(".")
}

fn literal(value: &Value) -> String {
    match value {
        Value::Null | Value::Moneys(_) | Value::Choices(_) | Value::File(_) => "null".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Int(int) => int.to_string(),
        Value::Decimal(decimal) => pointed(*decimal),
        Value::Money(money) => money.major().normalize().to_string(),
        Value::Text(text) => quoted(text),
        Value::Date(day) => format!("date({})", quoted(&calendar::day_text(*day))),
        Value::Instant(at) => format!("timestamp({})", quoted(&calendar::instant_text(*at))),
        Value::Duration(micros) => format!("duration({})", quoted(&duration_text(*micros))),
        Value::Ref(id) => id.to_string(),
    }
}

/// With a point, so that it is not read back as a whole number.
fn pointed(decimal: Decimal) -> String {
    let text = decimal.normalize().to_string();
    if text.contains('.') { text } else { format!("{text}.0") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_texts_say_both() {
        assert_eq!(and_text("a || b", "c"), "(a || b) && (c)");
        assert_eq!(and_text(" ", "c"), "c");
        assert_eq!(and_text("a", ""), "a");
        assert_eq!(and_text("a // remark", "c"), "(a // remark\n) && (c)");
    }

    #[test]
    fn a_text_cannot_break_out_of_its_brackets() {
        for broken in ["true) || (true", "(true", "name == \"x"] {
            assert_eq!(and_text(broken, "own"), broken);
            assert_eq!(and_text("own", broken), broken);
        }
    }
}
