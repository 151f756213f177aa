//! What roles give beside rows: to set up, to read the evidence, and who may hand out roles.

use catalogue::{Catalogue, Id, Name};

use crate::{OWNER_ROLE, Principal};

/// May set up people, roles, company settings and imports.
#[must_use]
pub fn may_set_up(catalogue: &Catalogue, who: &Principal) -> bool {
    who.roles.iter().filter_map(|r| catalogue.roles.get(r)).any(|r| r.set_up)
}

/// May read the evidence.
#[must_use]
pub fn may_read_evidence(catalogue: &Catalogue, who: &Principal) -> bool {
    who.roles.iter().filter_map(|r| catalogue.roles.get(r)).any(|r| r.evidence)
}

/// Whether these roles stand above the person, who then neither gives nor takes them, nor lets their holder in, nor leads
/// their letters elsewhere: a role that sets up does, but for an owner and for whoever has it themselves. Roles that work with
/// records alone stand above nobody who sets up.
#[must_use]
pub fn is_above(catalogue: &Catalogue, who: &Principal, roles: &[Name]) -> bool {
    let sets_up = |role: &Name| &**role == OWNER_ROLE || catalogue.roles.get(role).is_some_and(|role| role.set_up);
    !is_owner(who) && roles.iter().any(|role| sets_up(role) && !who.roles.contains(role))
}

/// Whether the person may change the roles of `to` from `old` to `new`: they set up, none that comes or goes stands above
/// them, and only an owner changes their own.
#[must_use]
pub fn may_give_roles(catalogue: &Catalogue, who: &Principal, to: Id, old: &[Name], new: &[Name]) -> bool {
    let others: Vec<Name> = old.iter().chain(new).filter(|r| old.contains(r) != new.contains(r)).cloned().collect();
    let gives = || may_set_up(catalogue, who) && to != who.user && !is_above(catalogue, who, &others);
    others.is_empty() || is_owner(who) || gives()
}

fn is_owner(who: &Principal) -> bool {
    who.roles.iter().any(|role| &**role == OWNER_ROLE)
}
