//! The seed company: Suministros Vidal, three branches, fifteen people and a year of sales with the ten truths planted
//! in it. One story, made by builders, told through the gate; used by the demo, the tests and the screenshots.

mod cast;
mod clients;
mod days;
mod documents;
mod pen;
mod sales;
pub mod size;
mod tell;
mod truths;

pub use cast::{PEOPLE, Person, find_person};
pub use pen::{Act, Cell, Event};
pub use tell::{SignIn, TellError, tell};
pub use truths::LEFT;

use pen::{DAY, Pen};

/// How much of a story: the cast and the planted truths are the same, the ordinary clients differ in number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// For tests: 40 clients.
    Short,
    /// For the demo and screenshots: 140 clients.
    Full,
}

/// The story as events in the order they happened, ending at `end` (UTC microseconds).
#[must_use]
pub fn plan(seed: u64, end: i64, length: Length) -> Vec<Event> {
    let mut pen = Pen::new(seed, end);
    cast::write_cast(&mut pen);
    clients::write_goods(&mut pen);
    let count = match length {
        Length::Short => 40,
        Length::Full => 140,
    };
    let clients = clients::write_clients(&mut pen, count);
    for client in &clients {
        // Truth 10: every ninth old client stopped four months ago, and nobody has asked why.
        let silent = pen.age(client.since) > 250 && pen.chance(11);
        let until = if silent { pen.end - 125 * DAY } else { pen.end };
        sales::write_work(&mut pen, client, until);
    }
    truths::plant(&mut pen, &clients);
    documents::write_documents(&mut pen, &clients);
    days::write_days(&mut pen);
    let mut events = pen.events;
    events.retain(|e| e.at < end);
    events.sort_by_key(|e| e.at);
    events
}
