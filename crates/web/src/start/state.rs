//! How far the company has come: read from its records, so that a step is done whichever way it was taken.

use catalogue::Id;
use futures::try_join;
use records::{ListAsk, Record};

use super::sample;
use crate::company::all;
use crate::error::Error;
use crate::visitor::Visitor;

pub struct State {
    pub branches: Vec<Record>,
    /// Somebody besides the first owner.
    pub has_people: bool,
    pub has_clients: bool,
    pub has_deals: bool,
    /// The import that holds the sample, as long as it is there.
    pub sample: Option<Id>,
}

impl State {
    pub async fn read(visitor: &Visitor) -> Result<Self, Error> {
        let (branches, has_people, has_clients, has_deals, sample) = try_join!(
            all(visitor, "branch"),
            has(visitor, "user", 2),
            has(visitor, "company", 1),
            has(visitor, "deal", 1),
            sample::kept(visitor)
        )?;
        Ok(Self { branches, has_people, has_clients, has_deals, sample })
    }

    /// Steps that are done, of all. The first was taken with the set-up itself.
    pub fn counts(&self) -> (usize, usize) {
        let steps = [true, !self.branches.is_empty(), self.has_people, self.has_clients, self.has_deals];
        (steps.into_iter().filter(|is_done| *is_done).count(), steps.len())
    }
}

/// Whether there are so many records of a kind, as far as the visitor sees.
async fn has(visitor: &Visitor, object: &str, many: u32) -> Result<bool, Error> {
    let ask =
        ListAsk { object: object.to_owned(), columns: vec!["name".to_owned()], limit: many, ..ListAsk::default() };
    match records::list::list(&visitor.ctx, &ask).await {
        Ok(page) => Ok(page.rows.len() >= many as usize),
        Err(records::Error::Forbidden | records::Error::NotFound) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
