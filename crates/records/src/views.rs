//! Saved views: the state of a list kept under a name, for oneself or for everybody who reads its kind of record. A view gives
//! nothing: it is the text of an address, checked again each time it is opened, within the rights of whoever opens it.

use std::sync::Arc;

use catalogue::{Action, Id, Name};
use serde_json::json;
use store::{Change, Favourite, SavedView, TechnicalWrite, Write};

use crate::{Ctx, Error, evidence, history, rights};

/// The longest name of a view, in letters.
pub const NAME: usize = 60;
/// The longest state of a list that is kept, in bytes.
const QUERY: usize = 12 << 10;
/// Views that one person keeps of one kind of record.
const MOST: usize = 100;

/// A view as one person meets it.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    pub id: Id,
    pub name: String,
    /// The list's query string.
    pub query: String,
    /// Whether everybody who reads the kind of record has it.
    pub shared: bool,
    pub standing: Standing,
    /// Whose it is; `None` for one's own.
    pub by: Option<Arc<str>>,
    /// May be renamed, changed and removed.
    pub may_change: bool,
}

/// How near a person keeps a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The list opens with it: one view of each kind of record.
    Opens,
    /// Among the favourites of the menu.
    Favourite,
    Plain,
}

/// A view to be kept.
#[derive(Debug, Clone, Default)]
pub struct Keep {
    /// The view that it replaces.
    pub id: Option<Id>,
    pub name: String,
    pub query: String,
    pub shared: bool,
}

/// One's own views of the kind of record and those that others share: the one that the list opens with, favourites, the rest,
/// each by name.
pub async fn views(ctx: &Ctx, object: &str) -> Result<Vec<View>, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let (me, store) = (ctx.who.user, &ctx.gate.store);
    let (kept, favourites) = tokio::try_join!(store.views(me, &object.name), store.favourites(me))?;
    let others = kept.iter().filter(|view| view.user != me).map(|view| ("user".into(), view.user)).collect();
    let names = history::titles_of(ctx, others).await?;
    let mut views: Vec<View> = kept
        .into_iter()
        .map(|view| View {
            standing: standing(&favourites, view.id),
            by: (view.user != me)
                .then(|| names.get(&("user".into(), view.user)).cloned().unwrap_or_else(|| "—".into())),
            may_change: may_change(ctx, &view),
            id: view.id,
            name: view.name,
            query: view.query,
            shared: view.shared,
        })
        .collect();
    views.sort_by_cached_key(|view| (view.standing, catalogue::fold(&view.name), view.id));
    Ok(views)
}

fn standing(favourites: &[Favourite], view: Id) -> Standing {
    match favourites.iter().find(|favourite| favourite.view == view) {
        Some(favourite) if favourite.opens => Standing::Opens,
        Some(_) => Standing::Favourite,
        None => Standing::Plain,
    }
}

/// Kind of record, id and name of what the person keeps at hand, by name. For the menu: whoever reads the kind no more is not asked here.
pub async fn favourites(ctx: &Ctx) -> Result<Vec<(Name, Id, String)>, Error> {
    let views = ctx.gate.store.favourite_views(ctx.who.user).await?;
    let mut names: Vec<_> = views.into_iter().map(|view| (view.object, view.id, view.name)).collect();
    names.sort_by_cached_key(|(_, id, name)| (catalogue::fold(name), *id));
    Ok(names)
}

/// Keeps a view. Of one's own views the one of this name is replaced; with an id it is that one, if it may be changed.
pub async fn keep(ctx: &Ctx, object: &str, view: Keep) -> Result<Id, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let name = view.name.split_whitespace().collect::<Vec<_>>().join(" ");
    check(&name, &view.query)?;
    let own: Vec<SavedView> = ctx.gate.store.views(ctx.who.user, &object.name).await?;
    let before = match view.id {
        Some(id) => Some(changeable(ctx, &object.name, id).await?),
        None => {
            let wanted = catalogue::fold(&name);
            let mut mine = own.iter().filter(|kept| kept.user == ctx.who.user);
            mine.find(|kept| catalogue::fold(&kept.name) == wanted).cloned()
        }
    };
    if before.is_none() && own.iter().filter(|kept| kept.user == ctx.who.user).count() >= MOST {
        return Err(Error::invalid("fault-views-many", vec![("most", MOST.to_string())]));
    }
    let id = before.as_ref().map_or_else(|| ctx.gate.store.next_id(), |kept| kept.id);
    let kept = SavedView {
        id,
        user: before.map_or(ctx.who.user, |kept| kept.user),
        object: object.name.clone(),
        name,
        query: view.query,
        shared: view.shared,
    };
    let detail = json!({ "did": "kept", "view": id.0, "name": kept.name, "query": kept.query, "shared": kept.shared });
    write(ctx, &object.name, vec![TechnicalWrite::PutView(kept)], &detail).await?;
    Ok(id)
}

fn check(name: &str, query: &str) -> Result<(), Error> {
    let letters = name.chars().count();
    if letters == 0 {
        return Err(Error::invalid("fault-view-name", Vec::new()));
    }
    if letters > NAME {
        return Err(Error::invalid("fault-view-name-long", vec![("most", NAME.to_string())]));
    }
    if query.len() > QUERY { Err(Error::invalid("fault-view-long", Vec::new())) } else { Ok(()) }
}

/// Removes a view for everybody.
pub async fn remove(ctx: &Ctx, object: &str, id: Id) -> Result<(), Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let view = changeable(ctx, &object.name, id).await?;
    let detail =
        json!({ "did": "removed", "view": id.0, "name": view.name, "query": view.query, "shared": view.shared });
    let writes = vec![TechnicalWrite::RemoveFavouritesOf { view: id }, TechnicalWrite::RemoveView { id }];
    write(ctx, &object.name, writes, &detail).await
}

/// How near the caller keeps a view, which is given back. The list opens with one view at most: another one becomes a favourite.
pub async fn mark(ctx: &Ctx, object: &str, id: Id, standing: Standing) -> Result<View, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let mut views = views(ctx, &object.name).await?;
    let at = views.iter().position(|view| view.id == id).ok_or(Error::NotFound)?;
    let view = View { standing, ..views.swap_remove(at) };
    let user = ctx.who.user;
    let put = |view: Id, opens: bool| TechnicalWrite::PutFavourite(Favourite { user, view, opens });
    let opening = views.iter().filter(|other| other.standing == Standing::Opens);
    let mut writes: Vec<TechnicalWrite> = match standing {
        Standing::Opens => opening.map(|other| put(other.id, false)).collect(),
        _ => Vec::new(),
    };
    writes.push(match standing {
        Standing::Opens => put(id, true),
        Standing::Favourite => put(id, false),
        Standing::Plain => TechnicalWrite::RemoveFavourite { user, view: id },
    });
    let did = match standing {
        Standing::Opens => "opens with it",
        Standing::Favourite => "favourite",
        Standing::Plain => "no favourite",
    };
    write(ctx, &object.name, writes, &json!({ "did": did, "view": id.0, "name": view.name })).await?;
    Ok(view)
}

/// The view, if it is of this kind of record and the caller may change it. A shared view of somebody else is changed by owners alone.
async fn changeable(ctx: &Ctx, object: &Name, id: Id) -> Result<SavedView, Error> {
    let view = ctx.gate.store.view(id).await?.filter(|view| view.object == *object).ok_or(Error::NotFound)?;
    match may_change(ctx, &view) {
        true => Ok(view),
        false if view.shared => Err(Error::Forbidden),
        false => Err(Error::NotFound),
    }
}

fn may_change(ctx: &Ctx, view: &SavedView) -> bool {
    view.user == ctx.who.user || (view.shared && rights::is_owner(ctx))
}

async fn write(ctx: &Ctx, object: &Name, writes: Vec<TechnicalWrite>, detail: &serde_json::Value) -> Result<(), Error> {
    let event = evidence::event(ctx, "view", Some(object), None, detail);
    let writes = writes.into_iter().map(Write::Technical).collect();
    let change = Change { writes, evidence: vec![event], ..Change::default() };
    ctx.gate.store.apply(change).await.map_err(rights::plain)
}
