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

/// Whether the person may change the roles of `to` from `old` to `new`. Whoever sets up hands out roles, with two
/// limits, because a set-up right must not turn into a right to read: only an owner makes or unmakes an owner, and
/// nobody else changes their own roles.
#[must_use]
pub fn may_give_roles(catalogue: &Catalogue, who: &Principal, to: Id, old: &[Name], new: &[Name]) -> bool {
    let is_owner = |roles: &[Name]| roles.iter().any(|r| &**r == OWNER_ROLE);
    if old == new || is_owner(&who.roles) {
        return true;
    }
    may_set_up(catalogue, who) && to != who.user && is_owner(old) == is_owner(new)
}
