//! The menu of those who have a role: arranged by whoever sets up, for any role, because it gives nobody anything. How many people
//! it touches is found by the same rule that will hold.

use std::collections::BTreeMap;

use catalogue::{Begin, Catalogue, Id, MenuLayout, MenuPart, Name};

use super::{change, checked, next};
use crate::{Ctx, Error, Fault, Gate, Message, menus, people, rights};

/// What an arrangement of a role's menu would do.
#[derive(Debug, Clone)]
pub struct MenuEffect {
    /// The menu of somebody who has this role alone, as it is and as it would be.
    pub before: MenuLayout,
    pub after: MenuLayout,
    /// Everybody who has the role.
    pub holders: usize,
    /// Those of them whose own menu or first page becomes another.
    pub touched: usize,
}

/// The menu that whoever has this role alone has now.
pub fn menu_of_role(ctx: &Ctx, role: &str) -> Result<MenuLayout, Error> {
    let role = known(ctx, role)?;
    Ok(menus::of(&ctx.gate.catalogue, &[role], None))
}

/// What the arrangement would do; nothing is written.
pub async fn survey_menu(ctx: &Ctx, role: &str, menu: &MenuLayout) -> Result<MenuEffect, Error> {
    let role = known(ctx, role)?;
    let gate = ctx.gate.fresh().await?;
    let mut setup = next(&gate, gate.catalogue.setup.files.clone());
    setup.arrange_menu(&role, &differing(&gate.catalogue, menu));
    let after = checked(ctx, &gate, &setup, &[]).await?;
    let roles = std::slice::from_ref(&role);
    let people = people::list(ctx).await?;
    let own: BTreeMap<Id, MenuLayout> =
        gate.store.menus().await?.iter().map(|kept| (kept.user, menus::read(kept))).collect();
    let holders: Vec<_> = people.iter().filter(|person| person.roles.contains(&role)).collect();
    let is_touched = |person: &&&people::Person| {
        let own = own.get(&person.id);
        menus::of(&gate.catalogue, &person.roles, own) != menus::of(&after, &person.roles, own)
    };
    Ok(MenuEffect {
        before: menus::of(&gate.catalogue, roles, None),
        after: menus::of(&after, roles, None),
        touched: holders.iter().filter(is_touched).count(),
        holders: holders.len(),
    })
}

/// Takes the arrangement over; one that says what the product says is not kept.
pub async fn arrange_menu(ctx: &Ctx, role: &str, menu: &MenuLayout) -> Result<(), Error> {
    let role = known(ctx, role)?;
    let layer = differing(&ctx.gate.catalogue, menu);
    change(ctx, |setup| setup.arrange_menu(&role, &layer)).await.map(drop)
}

fn known(ctx: &Ctx, role: &str) -> Result<Name, Error> {
    rights::need_set_up(ctx)?;
    ctx.gate.catalogue.roles.get(role).map(|role| role.name.clone()).ok_or(Error::NotFound)
}

/// What of the layer is not so by itself.
fn differing(catalogue: &Catalogue, menu: &MenuLayout) -> MenuLayout {
    let base = catalogue.menu();
    let begins = menu.begins.clone().filter(|begins| Some(begins) != base.begins.as_ref());
    let pages = MenuLayout { begins: base.begins.clone(), ..menu.clone() };
    let arranged = base.arranged(catalogue, &pages);
    let is_same = MenuPart::ALL.into_iter().all(|part| arranged.part(part) == base.part(part));
    if is_same { MenuLayout { begins, ..MenuLayout::default() } } else { MenuLayout { begins, ..menu.clone() } }
}

/// A role begins with a view that is there and everybody has. What stood so before is not held against anybody.
pub(super) async fn of_first_pages(gate: &Gate, after: &Catalogue) -> Result<Vec<Fault>, Error> {
    let mut faults = Vec::new();
    for role in after.roles.values() {
        let Some(begins @ Begin::View(object, view)) = &role.menu.begins else { continue };
        if gate.catalogue.roles.get(&role.name).is_some_and(|known| known.menu.begins.as_ref() == Some(begins)) {
            continue;
        }
        let found = gate.store.view(*view).await?;
        if !found.is_some_and(|found| found.object == *object && found.shared) {
            let args = vec![("text", begins.to_string())];
            faults.push(Fault { field: None, message: Message { key: "fault-menu-view", args } });
        }
    }
    Ok(faults)
}
