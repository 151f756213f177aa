//! Formulas that say a part of theirs several times. A part that is worked out itself is worked out once, in a row of its own:
//! said at each place, formulas within formulas would double the statement at every level, and a short text of the language
//! would come to a statement that no memory holds.

use sea_query::{Expr as Sea, SelectStatement};

use super::column;

/// The name of that row. What is within the parts was closed before, so one name does for every level.
const ROW: &str = "once";

/// What the formula makes of the parts.
pub(super) fn once<const N: usize>(parts: [Sea; N], formula: impl FnOnce([Sea; N]) -> Sea) -> Sea {
    if parts.iter().all(is_plain) {
        return formula(parts);
    }
    let mut row = SelectStatement::new();
    let mut named = 0;
    let parts = parts.map(|part| {
        if is_plain(&part) {
            return part;
        }
        named += 1;
        let name = format!("p{named}");
        row.expr_as(part, name.clone());
        column(ROW, &name)
    });
    SelectStatement::new().expr(formula(parts)).from_subquery(one_by_one(row), ROW).take().into()
}

/// A figure over rows of a table: `row` gets what it is worked out from, under these names, and each is worked out once a row.
pub(super) fn over_rows<const N: usize>(
    mut row: SelectStatement,
    parts: [(&str, Sea); N],
    figure: impl FnOnce([Sea; N]) -> Sea,
) -> Sea {
    let parts = parts.map(|(name, part)| {
        row.expr_as(part, name.to_owned());
        column(ROW, name)
    });
    SelectStatement::new().expr(figure(parts)).from_subquery(one_by_one(row), ROW).take().into()
}

/// A limit keeps both engines from putting the parts back in place of their names.
fn one_by_one(mut row: SelectStatement) -> SelectStatement {
    row.limit(i64::MAX.unsigned_abs());
    row
}

/// As short as a name for it.
fn is_plain(part: &Sea) -> bool {
    match part {
        Sea::Column(_) | Sea::Constant(_) | Sea::Value(_) | Sea::Custom(_) => true,
        Sea::Binary(left, _, right) => matches!(
            (&**left, &**right),
            (Sea::Column(_) | Sea::Constant(_) | Sea::Value(_), Sea::Constant(_) | Sea::Value(_))
        ),
        _ => false,
    }
}
