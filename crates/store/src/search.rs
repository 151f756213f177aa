//! Search over objects: each object by one statement, rights before the limit.

use catalogue::Catalogue;
use query::{Archived, Expr, Path, Scoped};
use sea_query::{CaseStatement, ExprTrait, Func, JoinType, Order, SelectStatement};

use crate::dialect::{Dialect, contains, text};
use crate::render::{Renderer, column};
use crate::sql::{Cells, Reader, Sql};
use crate::title::{self, Title};
use crate::{Found, SearchText, StoreError};

/// The statement that searches one object.
pub(crate) fn one(
    catalogue: &Catalogue,
    dialect: Dialect,
    ask: &Scoped<SearchText>,
    object: &str,
) -> Result<(Sql, Title), StoreError> {
    let folded = catalogue::fold(&ask.ask.text);
    let mut renderer = Renderer::new(catalogue, &ask.scope, &ask.env);
    let (mut statement, object, alias) = crate::select::rows(&mut renderer, object, &Expr::True, Archived::Hide)?;
    statement.expr(column(&alias, "id"));
    let title = title::put(&mut renderer, &Path::own(&object.name, &"id".into()), &mut statement)?;
    let found = column("s", "record").equals(crate::render::place(&alias, "id"));
    statement.and_where(column("s", "object").eq(text(&object.name)));
    for word in folded.split(' ') {
        statement.and_where(dialect.search_match("s", word));
    }
    best_first(&mut statement, &folded, &alias);
    statement.limit(u64::from(ask.ask.limit));
    renderer.close(&mut statement)?;
    statement.join_as(JoinType::InnerJoin, "candor_search", "s", found);
    Ok((dialect.select(&statement)?, title))
}

/// First what begins with the text, then what has a word that does, then the rest; short texts before long ones.
fn best_first(statement: &mut SelectStatement, folded: &str, alias: &str) {
    let words = column("s", "text");
    let starts = words.clone().gte(text(folded)).and(words.clone().lt(text(&format!("{folded}\u{10FFFF}"))));
    let rank = CaseStatement::new()
        .case(starts, 0_i64)
        .case(words.clone().like(contains(&format!(" {folded}"))), 1_i64)
        .finally(2_i64);
    statement.order_by_expr(rank.into(), Order::Asc);
    statement.order_by_expr(Func::char_length(words).into(), Order::Asc);
    statement.order_by_expr(column(alias, "id"), Order::Asc);
}

pub(crate) fn decode(object: &str, title: &Title, rows: Vec<Cells>) -> Result<Vec<Found>, StoreError> {
    rows.into_iter()
        .map(|cells| {
            let mut cells = Reader::new(cells);
            let id = catalogue::Id(cells.some_int()?);
            let title = title.read(&mut cells)?;
            Ok(Found { object: object.into(), id, title: title.as_text().unwrap_or_default().into() })
        })
        .collect()
}
