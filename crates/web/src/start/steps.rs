//! How far the company has come: read from its records, so that a step is done whichever way it was taken.

use futures::try_join;
use records::ListAsk;

use crate::error::Error;
use crate::visitor::Visitor;

/// Which steps are done. The first, the company's own facts, was taken with the set-up itself.
pub struct Steps {
    pub branches: bool,
    /// Somebody besides the first owner.
    pub people: bool,
    pub clients: bool,
    pub deals: bool,
}

impl Steps {
    pub async fn read(visitor: &Visitor) -> Result<Self, Error> {
        let (branches, people, clients, deals) = try_join!(
            has(visitor, "branch", 1),
            has(visitor, "user", 2),
            has(visitor, "company", 1),
            has(visitor, "deal", 1)
        )?;
        Ok(Self { branches, people, clients, deals })
    }

    /// Steps that are done, of all.
    pub fn counts(&self) -> (usize, usize) {
        let steps = [true, self.branches, self.people, self.clients, self.deals];
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
