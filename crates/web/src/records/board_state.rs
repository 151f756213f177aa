//! What a board shows, all of it in its address: the state of the list that it is of, and by what it is parted.

use catalogue::{Id, Name};
use query::Cursor;
use records::board::BoardAsk;
use ui::paths;

use super::address::{ListState, read_cursor, some};
use super::subject::{Sent, Subject};

/// The word for no lane at all being open, and for the lane of nobody.
const NONE: &str = "none";

/// A board's state, as text: nothing of it is checked yet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BoardState {
    pub list: ListState,
    /// The choice that gives the columns; empty for the object's own.
    pub by: String,
    /// The reference that gives the lanes.
    pub lanes: String,
    /// The figure of each column.
    pub sum: String,
    /// The lanes that are open; empty for the first few.
    pub open: String,
}

impl BoardState {
    #[must_use]
    pub fn read(sent: Vec<(String, String)>) -> Self {
        // A list sends its orders as `by`.
        let (own, others): (Vec<_>, Vec<_>) = sent.into_iter().partition(|(name, _)| name == "by");
        let (own, sent) = (Sent(own), Sent(others));
        let get = |name: &str| sent.get(name).unwrap_or_default().to_owned();
        Self {
            by: own.get("by").unwrap_or_default().to_owned(),
            lanes: get("lanes"),
            sum: get("sum"),
            open: get("open"),
            list: ListState::read(&sent),
        }
    }

    /// Its names and values, for an address or for hidden fields; `without` are left out.
    #[must_use]
    pub fn parts(&self, without: &[&str]) -> Vec<(&'static str, &str)> {
        let own = [("by", &*self.by), ("lanes", &*self.lanes), ("sum", &*self.sum), ("open", &*self.open)];
        let own = own.into_iter().filter(|(name, value)| !value.is_empty() && !without.contains(name));
        own.chain(self.list.parts(&[&["after", "add"], without].concat())).collect()
    }

    /// Its address.
    #[must_use]
    pub fn address(&self, subject: &Subject<'_>) -> String {
        paths::with_query(&paths::beside(&subject.object.plural, "board"), &self.parts(&[]))
    }

    /// The same board, changed.
    #[must_use]
    pub fn but(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut other = self.clone();
        change(&mut other);
        other
    }

    /// The same board with a lane opened or closed, of those that are open now.
    #[must_use]
    pub fn toggled(&self, open: &[Option<Id>], lane: Option<Id>) -> Self {
        let others = open.iter().copied().filter(|other| *other != lane);
        let opened = (!open.contains(&lane)).then_some(lane);
        let words: Vec<String> = others.chain(opened).map(lane_word).collect();
        self.but(|other| other.open = if words.is_empty() { "-".to_owned() } else { words.join(",") })
    }

    /// What the gate is asked for.
    #[must_use]
    pub fn ask(&self, object: &Name) -> BoardAsk {
        BoardAsk {
            object: object.to_string(),
            by: some(&self.by),
            lanes: some(&self.lanes),
            measure: some(&self.sum),
            filter: some(&self.list.filter),
            segment: some(&self.list.segment),
            search: some(&self.list.search),
            open: some(&self.open).map(|text| text.split(',').filter_map(read_lane).collect()),
        }
    }

    /// Where the next cards begin.
    #[must_use]
    pub fn after(&self) -> Option<Cursor> {
        read_cursor(&self.list.after)
    }

    /// Whether only a part of the records is on the board.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        !self.list.filter.is_empty() || !self.list.segment.is_empty() || !self.list.search.is_empty()
    }
}

/// A lane as a word of an address.
#[must_use]
pub fn lane_word(lane: Option<Id>) -> String {
    lane.map_or_else(|| NONE.to_owned(), |id| id.to_string())
}

/// The lane that a word says.
#[must_use]
pub fn read_lane(word: &str) -> Option<Option<Id>> {
    if word == NONE { Some(None) } else { word.parse().ok().map(|id| Some(Id(id))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(pairs: &[(&str, &str)]) -> BoardState {
        BoardState::read(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn what_a_board_is_by_is_no_order_of_its_list() {
        let state = state(&[("by", "pipeline"), ("lanes", "owner"), ("sort", "-amount"), ("where", "amount > 5")]);
        assert_eq!((&*state.by, &*state.list.sort), ("pipeline", "-amount"));
        let parts = state.parts(&["where"]);
        assert_eq!(parts, [("by", "pipeline"), ("lanes", "owner"), ("sort", "-amount")]);
    }

    #[test]
    fn a_lane_is_closed_and_opened_again() {
        let open = [Some(Id(4)), None];
        assert_eq!(state(&[]).toggled(&open, Some(Id(4))).open, "none");
        assert_eq!(state(&[]).toggled(&open, Some(Id(7))).open, "4,none,7");
        let closed = state(&[]).toggled(&[None], None);
        assert_eq!(closed.ask(&"deal".into()).open, Some(Vec::new()), "none is open, which is not the first few");
    }
}
