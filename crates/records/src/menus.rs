//! The menu of a person and the page that they begin with: the product's, as their roles arrange it, as they arrange it for
//! themselves. It hides and orders links; what somebody may open is decided where it is opened.

use catalogue::{Action, Begin, Catalogue, Id, Kind, MY_DAY, MenuLayout, MenuPart, Name, Role, ScopeLevel};
use serde_json::json;
use store::{Change, KeptMenu, TechnicalWrite, Write};

use crate::{Ctx, Error, evidence, rights, views};

/// Whether a role opens this page of the menu to whoever has it.
#[must_use]
pub fn gives(catalogue: &Catalogue, role: &Role, page: &str) -> bool {
    let may = |action: Action, object: &str| {
        let covers = |name: &Name| &**name == object || &**name == "*";
        let mut grants = role.grants.iter().filter(|grant| covers(&grant.object));
        grants.any(|grant| grant.scope > ScopeLevel::None && grant.actions.contains(&action))
    };
    match page {
        MY_DAY | "calendar" => true,
        "truth" => catalogue.findings.values().any(|finding| may(Action::Aggregate, &finding.object)),
        "import" => catalogue.objects.keys().any(|object| may(Action::Import, object)),
        "evidence" => role.evidence,
        "people" | "fields" | "settings" => role.set_up,
        object => is_listed(catalogue, object) && may(Action::Read, object),
    }
}

fn is_listed(catalogue: &Catalogue, object: &str) -> bool {
    catalogue.objects.get(object).is_some_and(|object| object.has_menu_page())
}

/// Whether the caller may open this page of the menu.
#[must_use]
pub fn may_open(ctx: &Ctx, page: &str) -> bool {
    match page {
        MY_DAY | "calendar" => true,
        "truth" => {
            let mut findings = ctx.gate.catalogue.findings.values();
            findings.any(|finding| rights::may(ctx, Action::Aggregate, &finding.object))
        }
        "import" => rights::may_import(ctx),
        "evidence" => rights::may_read_evidence(ctx),
        "people" | "fields" | "settings" => rights::may_set_up(ctx),
        object => is_listed(&ctx.gate.catalogue, object) && rights::may(ctx, Action::Read, object),
    }
}

/// The menu of whoever has these roles. The first role that arranges it gives the order, the first that says one the page to
/// begin with; what any of them opens and does not hide is shown. Over it lies what the person arranged.
#[must_use]
pub fn of(catalogue: &Catalogue, roles: &[Name], own: Option<&MenuLayout>) -> MenuLayout {
    let base = catalogue.menu();
    let roles = in_order(catalogue, roles);
    let arranges = |role: &&Role| !role.menu.hidden.is_empty() || role.menu.shown().next().is_some();
    let lead = roles.iter().copied().find(arranges);
    let mut menu = lead.map_or_else(|| base.clone(), |role| base.arranged(catalogue, &role.menu));
    if let Some(lead) = lead {
        for role in roles.iter().filter(|role| role.name != lead.name) {
            show_too(&mut menu, &base.arranged(catalogue, &role.menu), |page| gives(catalogue, role, page));
        }
    }
    let says = |role: &&Role| role.menu.begins.clone().filter(|begins| begins.is_known(catalogue));
    menu.begins = roles.iter().find_map(says).or(base.begins);
    own.map_or(menu.clone(), |own| menu.arranged(catalogue, own))
}

/// What is hidden and stands in this other menu is shown where it stands there.
fn show_too(menu: &mut MenuLayout, other: &MenuLayout, gives: impl Fn(&Name) -> bool) {
    let more: Vec<(MenuPart, Name)> = other
        .shown()
        .filter(|(_, page)| menu.hidden.contains(page) && gives(page))
        .map(|(part, page)| (part, page.clone()))
        .collect();
    for (part, page) in more {
        menu.hidden.retain(|hidden| *hidden != page);
        menu.part_mut(part).push(page);
    }
}

/// In the order in which roles stand on the form of a person, the owner's first.
fn in_order<'c>(catalogue: &'c Catalogue, roles: &[Name]) -> Vec<&'c Role> {
    let field = catalogue.object("user").and_then(|user| user.field("roles"));
    let order: &[Name] = match field.map(|field| &field.kind) {
        Some(Kind::Choices { options }) => options,
        _ => &[],
    };
    let mut found: Vec<&Role> = catalogue.roles.values().filter(|role| roles.contains(&role.name)).collect();
    found.sort_by_key(|role| order.iter().position(|name| *name == role.name).unwrap_or(usize::MAX));
    found
}

/// How the caller arranged the menu; `None` for whoever has it as the company does.
pub async fn own(ctx: &Ctx) -> Result<Option<MenuLayout>, Error> {
    Ok(ctx.gate.store.menu(ctx.who.user).await?.as_ref().map(read))
}

/// Keeps how the caller arranges the menu. A page that is none is left out.
///
/// # Errors
/// `Invalid` when the first page is nothing that the caller may open.
pub async fn keep(ctx: &Ctx, menu: &MenuLayout) -> Result<(), Error> {
    let base = ctx.gate.catalogue.menu();
    let known = |pages: &[Name]| pages.iter().filter(|page| base.names(page)).cloned().collect::<Vec<_>>();
    let kept = MenuLayout {
        top: known(&menu.top),
        clients: known(&menu.clients),
        company: known(&menu.company),
        hidden: known(&menu.hidden),
        begins: menu.begins.clone(),
    };
    if let Some(begins) = &kept.begins
        && !opens(ctx, begins).await?
    {
        return Err(Error::invalid("fault-menu-begins", Vec::new()));
    }
    let layout = written(&kept).to_string();
    write(ctx, TechnicalWrite::PutMenu(KeptMenu { user: ctx.who.user, layout }), "kept").await
}

/// The caller has the menu as the company does again.
pub async fn forget(ctx: &Ctx) -> Result<(), Error> {
    write(ctx, TechnicalWrite::RemoveMenuOf { user: ctx.who.user }, "as the company").await
}

async fn write(ctx: &Ctx, write: TechnicalWrite, did: &str) -> Result<(), Error> {
    let event = evidence::event(ctx, "menu", None, None, &json!({ "did": did }));
    let change = Change { writes: vec![Write::Technical(write)], evidence: vec![event], ..Change::default() };
    ctx.gate.store.apply(change).await.map_err(rights::plain)
}

/// Whether the caller may open this page now: a view may be gone or shared no more, a right taken.
pub async fn opens(ctx: &Ctx, begin: &Begin) -> Result<bool, Error> {
    let (Begin::Page(name) | Begin::List(name) | Begin::Board(name) | Begin::View(name, _)) = begin;
    if let Begin::Page(_) = begin {
        return Ok(may_open(ctx, name));
    }
    let object = match rights::object(ctx, name, &[Action::Read]) {
        Ok(object) => object,
        Err(Error::NotFound) => return Ok(false),
        Err(error) => return Err(error),
    };
    Ok(match begin {
        Begin::Page(_) | Begin::List(_) => true,
        Begin::Board(_) => object.board.as_ref().is_some_and(|board| {
            let decision = rights::decision(ctx, Action::Read, &object);
            object.field(&board.by).is_some_and(|field| decision.may_ever(field))
        }),
        Begin::View(_, view) => views::views(ctx, &object.name).await?.iter().any(|known| known.id == *view),
    })
}

fn written(menu: &MenuLayout) -> serde_json::Value {
    let names = |pages: &[Name]| pages.iter().map(|page| page.to_string()).collect::<Vec<_>>();
    json!({
        "top": names(&menu.top), "clients": names(&menu.clients), "company": names(&menu.company),
        "hidden": names(&menu.hidden), "begins": menu.begins.as_ref().map(ToString::to_string),
    })
}

/// What cannot be read arranges nothing: nobody is kept out of their pages by it.
pub(crate) fn read(kept: &KeptMenu) -> MenuLayout {
    let Ok(text) = serde_json::from_str::<serde_json::Value>(&kept.layout) else {
        tracing::warn!(user = kept.user.0, "a kept menu is not valid; the company's holds");
        return MenuLayout::default();
    };
    let names = |key: &str| -> Vec<Name> {
        let pages = text.get(key).and_then(|pages| pages.as_array()).into_iter().flatten();
        pages.filter_map(|page| page.as_str()).map(Name::from).collect()
    };
    MenuLayout {
        top: names("top"),
        clients: names("clients"),
        company: names("company"),
        hidden: names("hidden"),
        begins: text.get("begins").and_then(|begins| begins.as_str()).and_then(Begin::parse),
    }
}

/// Kind of record, id and name of the views with which the caller could begin: of what may be shared with a role only shared ones.
pub async fn beginnings(ctx: &Ctx, shared: Shared) -> Result<Vec<(Name, Id, String)>, Error> {
    let mut found = Vec::new();
    for object in ctx.gate.catalogue.objects.keys() {
        match views::views(ctx, object).await {
            Ok(views) => {
                let wanted = views.into_iter().filter(|view| view.shared || shared == Shared::OrOwn);
                found.extend(wanted.map(|view| (object.clone(), view.id, view.name)));
            }
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// Whose views are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    /// Those that everybody has.
    Only,
    OrOwn,
}
