//! Whose day the page tells of: one's own, or that of everybody whose records one may see.

use access::{Because, decide};
use catalogue::{Action, ScopeLevel};

use crate::records::subject::Subject;
use crate::visitor::Visitor;

/// Whose day it is. A condition of the page says `{whose}` where the owner stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Outlook {
    Own,
    Team,
}

impl Outlook {
    /// The one that was asked for. Who sees no more than what is theirs has their own day only; a head opens the team's.
    pub fn of(visitor: &Visitor, asked: Option<&str>) -> Self {
        match asked {
            Some("me") => Self::Own,
            _ if leads(visitor) => Self::Team,
            _ => Self::Own,
        }
    }

    /// The part of a condition that says whose records are meant, and the rest behind it.
    pub fn filter(self, rest: &str) -> String {
        match (self, rest) {
            (Self::Own, "") => "owner == me".to_owned(),
            (Self::Own, rest) => format!("owner == me && {rest}"),
            (Self::Team, rest) => rest.to_owned(),
        }
    }

    pub fn key(self, key: &str) -> String {
        if self == Self::Team { format!("{key}-all") } else { key.to_owned() }
    }

    /// What the address says of it.
    pub fn word(self) -> &'static str {
        if self == Self::Team { "team" } else { "me" }
    }
}

/// True for whoever reads deals, tasks or clients of other people by a role.
pub fn leads(visitor: &Visitor) -> bool {
    ["deal", "task", "company"].into_iter().any(|object| {
        let Some(subject) = Subject::named(visitor, object) else { return false };
        let decision = decide(&visitor.ctx.gate.catalogue, &visitor.ctx.who, Action::Read, subject.object);
        let is_wide =
            |allow: &access::Allow| matches!(allow.because, Because::Role { scope, .. } if scope >= ScopeLevel::Team);
        decision.allows.iter().any(is_wide)
    })
}
