//! Mutants: ways in which the product could be wrong, each of which the comparison must find. Those of who may what are made
//! here, by telling the product something else than the account knows; those of statements are made in the store
//! (`CANDOR_SABOTAGE`, debug builds alone).

use clap::ValueEnum;

use crate::world::{Act, Fields, Person, Reach};

/// A mistake of the account, which stands for one of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Mutant {
    /// The product as it is.
    None,
    /// Special rules are not asked.
    RulesIgnored,
    /// Special rules bind owners too.
    RulesBindOwners,
    /// A rule or a share has no end.
    EndsIgnored,
    /// What is one's own reaches the team.
    OwnIsTeam,
    /// What reaches the branch reaches the own alone.
    BranchIsOwn,
    /// Every right carries every field.
    FieldsForgotten,
    /// Clients are not read through their deals.
    ThroughForgotten,
    /// A share to read is a share to write.
    SharesWrite,
    /// A link is read by whoever reads its deal.
    OneEnd,
    /// A link is written by whoever changes its contact.
    OtherEnd,
    /// What is read is taken out.
    ExportIsRead,
}

impl Mutant {
    /// Every mistake.
    pub const ALL: [Self; 11] = [
        Self::RulesIgnored,
        Self::RulesBindOwners,
        Self::EndsIgnored,
        Self::OwnIsTeam,
        Self::BranchIsOwn,
        Self::FieldsForgotten,
        Self::ThroughForgotten,
        Self::SharesWrite,
        Self::OneEnd,
        Self::OtherEnd,
        Self::ExportIsRead,
    ];

    /// The person as the product is told.
    #[must_use]
    pub fn changed(self, person: &Person) -> Person {
        let mut person = person.clone();
        match self {
            Self::None | Self::OneEnd | Self::OtherEnd => {}
            Self::RulesIgnored => person.rules.clear(),
            Self::RulesBindOwners => person.is_owner = false,
            Self::EndsIgnored => {
                person.given.iter_mut().for_each(|given| given.until = None);
                person.rules.iter_mut().for_each(|rule| rule.until = i64::MAX);
            }
            Self::OwnIsTeam => reaches(&mut person, Reach::Own, Reach::Team),
            Self::BranchIsOwn => reaches(&mut person, Reach::Branch, Reach::Own),
            Self::FieldsForgotten => person.grants.iter_mut().for_each(|grant| grant.fields = Fields::All),
            Self::ThroughForgotten => person.grants.iter_mut().for_each(|grant| grant.through = false),
            Self::ExportIsRead => {
                let grants = person.grants.iter_mut().map(|grant| &mut grant.acts);
                let all = grants.chain(person.rules.iter_mut().map(|rule| &mut rule.acts));
                all.for_each(|acts| {
                    acts.retain(|act| *act != Act::Export);
                    acts.extend(acts.contains(&Act::Read).then_some(Act::Export));
                });
            }
            Self::SharesWrite => person.given.iter_mut().for_each(|given| given.write = true),
        }
        person
    }
}

impl Mutant {
    /// The ends of a link as the product is told.
    #[must_use]
    pub fn ends(self) -> &'static [&'static str] {
        match self {
            Self::OneEnd => &["deal"],
            Self::OtherEnd => &["contact", "deal"],
            _ => &["deal", "contact"],
        }
    }
}

fn reaches(person: &mut Person, from: Reach, to: Reach) {
    person.grants.iter_mut().filter(|grant| grant.reach == from).for_each(|grant| grant.reach = to);
}
