//! The first page: `GET /` leads to what the person begins with, as their roles and they themselves have it. What may not be opened
//! any more is My day, which needs no right.

use axum::extract::Query;
use catalogue::{Begin, Catalogue, MY_DAY};
use records::menus;
use ui::paths;

use super::{Asked, show_home};
use crate::error::Answer;
use crate::visitor::Visitor;

/// `GET /`. Whoever begins with My day has it here, as each older link to somebody's day.
pub async fn show_first_page(visitor: Visitor, asked: Query<Asked>) -> Answer {
    if asked.of.is_some() {
        return show_home(visitor, asked).await;
    }
    let ctx = &visitor.ctx;
    let own = menus::own(ctx).await?;
    let menu = menus::of(&ctx.gate.catalogue, &ctx.who.roles, own.as_ref());
    match menu.begins.as_ref().and_then(|begin| Some((begin, address(&ctx.gate.catalogue, begin)?))) {
        Some((begin, address)) if address != paths::DAY && menus::opens(ctx, begin).await? => Ok(visitor.go(&address)),
        _ => show_home(visitor, asked).await,
    }
}

/// Where this page is.
pub fn address(catalogue: &Catalogue, begin: &Begin) -> Option<String> {
    let plural = begin.object().and_then(|object| catalogue.objects.get(object)).map(|object| &*object.plural);
    match (begin, plural) {
        (Begin::Page(page), _) => match &**page {
            MY_DAY => Some(paths::DAY.to_owned()),
            "calendar" => Some(paths::CALENDAR.to_owned()),
            "truth" => Some(paths::TRUTH.to_owned()),
            _ => None,
        },
        (Begin::List(_), Some(plural)) => Some(paths::list(plural)),
        (Begin::Board(_), Some(plural)) => Some(paths::beside(plural, "board")),
        (Begin::View(_, view), Some(plural)) => Some(paths::view(plural, *view)),
        (_, None) => None,
    }
}
