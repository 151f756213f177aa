//! The state of a list, all of it in its address: what is shown can be kept, sent and gone back to.

use axum::extract::Query;
use axum::http::Uri;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use query::{Archived, Bucket, Cursor};
use records::ListAsk;
use records::figures::FiguresAsk;
use ui::paths;
use ui::table::Width;

use super::subject::Sent;

/// What passes: the place in the list, how far it goes on from there, the condition being added, the view that was opened.
const PASSING: [&str; 4] = ["after", "pages", "add", "view"];

/// What a list shows, as text: nothing of it is checked yet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListState {
    pub filter: String,
    pub segment: String,
    pub search: String,
    /// `-amount,name`.
    pub sort: String,
    /// `name,company.city`.
    pub columns: String,
    pub after: String,
    /// How many parts of the list stand under each other.
    pub pages: String,
    pub archived: String,
    pub dense: String,
    /// The field that rows are put together by.
    pub group: String,
    /// What stands under the columns: `amount:avg`.
    pub foot: String,
    /// How wide columns are: `name:l,amount:s`.
    pub widths: String,
    /// The saved view that this began as, or `all` for none, whatever the list opens with.
    pub view: String,
    /// The field whose filter is being added.
    pub add: String,
}

impl ListState {
    #[must_use]
    pub fn read(sent: &Sent) -> Self {
        let get = |name: &str| sent.get(name).unwrap_or_default().to_owned();
        let ticked: Vec<&str> = sent.all("column").collect();
        Self {
            filter: get("where"),
            segment: get("segment"),
            search: get("q"),
            sort: if sent.has("by") { orders(sent) } else { get("sort") },
            columns: if ticked.is_empty() { get("columns") } else { ticked.join(",") },
            after: get("after"),
            pages: get("pages"),
            archived: get("archived"),
            dense: get("dense"),
            group: get("group"),
            foot: by_column(sent, "foot"),
            widths: by_column(sent, "widths"),
            view: get("view"),
            add: get("add"),
        }
    }

    /// Its names and values, for an address or for hidden fields; `without` are left out.
    #[must_use]
    pub fn parts(&self, without: &[&str]) -> Vec<(&'static str, &str)> {
        let all = [
            ("where", self.filter.as_str()),
            ("segment", &self.segment),
            ("q", &self.search),
            ("sort", &self.sort),
            ("columns", &self.columns),
            ("after", &self.after),
            ("pages", &self.pages),
            ("archived", &self.archived),
            ("dense", &self.dense),
            ("group", &self.group),
            ("foot", &self.foot),
            ("widths", &self.widths),
            ("view", &self.view),
            ("add", &self.add),
        ];
        all.into_iter().filter(|(name, value)| !value.is_empty() && !without.contains(name)).collect()
    }

    /// The state that a query string says.
    #[must_use]
    pub fn of_query(query: &str) -> Self {
        let pairs = format!("/?{query}").parse::<Uri>().ok().and_then(|uri| Query::try_from_uri(&uri).ok());
        pairs.map_or_else(Self::default, |Query(pairs)| Self::read(&Sent(pairs)))
    }

    /// What of it makes the list what it is, as a query string: without the place, and without the view that it began as.
    #[must_use]
    pub fn query(&self) -> String {
        let address = paths::with_query("", &self.parts(&PASSING));
        address.strip_prefix('?').unwrap_or_default().to_owned()
    }

    /// Whether a form of the list sent it: a name a column, an order a name.
    #[must_use]
    pub fn is_form(sent: &Sent) -> bool {
        sent.has("column") || sent.has("by")
    }

    /// The address of this state of the page at `path`.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        paths::with_query(path, &self.parts(&[]))
    }

    /// The same list from its start, changed: a new filter or order makes the old place meaningless.
    #[must_use]
    pub fn but(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut other = Self { after: String::new(), pages: String::new(), add: String::new(), ..self.clone() };
        change(&mut other);
        other
    }

    /// Fields and whether they descend.
    #[must_use]
    pub fn sorts(&self) -> Vec<(String, bool)> {
        let word = |word: &str| match word.strip_prefix('-') {
            Some(field) => (field.to_owned(), true),
            None => (word.to_owned(), false),
        };
        self.sort.split(',').filter(|part| !part.is_empty()).map(word).collect()
    }

    /// The orders that the list is asked for: what rows are put together by comes first.
    fn orders(&self) -> Vec<(String, bool)> {
        let (mut first, mut rest): (Vec<_>, Vec<_>) = self.sorts().into_iter().partition(|(by, _)| *by == self.group);
        if first.is_empty() && !self.group.is_empty() {
            first.push((self.group.clone(), false));
        }
        first.append(&mut rest);
        first
    }

    #[must_use]
    pub fn columns(&self) -> Vec<String> {
        self.columns.split(',').filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// How wide somebody made this column.
    #[must_use]
    pub fn width(&self, column: &str) -> Option<Width> {
        words_of(&self.widths).find(|(name, _)| *name == column).and_then(|(_, word)| Width::parse(word))
    }

    #[must_use]
    pub fn archived(&self) -> Archived {
        match self.archived.as_str() {
            "only" => Archived::Only,
            "all" => Archived::Include,
            _ => Archived::Hide,
        }
    }

    /// Figures over the records of the list.
    #[must_use]
    pub fn figures(&self, object: &str, group: Vec<(String, Option<Bucket>)>, measures: Vec<String>) -> FiguresAsk {
        FiguresAsk {
            object: object.to_owned(),
            filter: some(&self.filter),
            segment: some(&self.segment),
            search: some(&self.search),
            group,
            measures,
            archived: self.archived(),
            least: 0,
        }
    }

    /// What the gate is asked for.
    #[must_use]
    pub fn ask(&self, object: &str, limit: u32) -> ListAsk {
        ListAsk {
            object: object.to_owned(),
            filter: some(&self.filter),
            segment: some(&self.segment),
            search: some(&self.search),
            sort: self.orders(),
            columns: self.columns(),
            after: read_cursor(&self.after),
            limit,
            archived: self.archived(),
            count: super::list::COUNTED,
        }
    }
}

/// The orders that a form sends: a field `by`, and a `way` for each, `down` or anything else.
fn orders(sent: &Sent) -> String {
    let values = |name: &'static str| sent.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim());
    let mut orders: Vec<String> = Vec::new();
    for (by, way) in values("by").zip(values("way").chain(std::iter::repeat(""))) {
        let known = orders.iter().any(|order| order.trim_start_matches('-') == by);
        if !by.is_empty() && !known {
            orders.push(format!("{}{by}", if way == "down" { "-" } else { "" }));
        }
    }
    orders.join(",")
}

/// Something of each column: the address says it in one word (`foot=amount:avg`), the form with a choice a column (`foot.amount`).
fn by_column(sent: &Sent, of: &str) -> String {
    let column = |name: &str| Some(name.strip_prefix(of)?.strip_prefix('.')?.to_owned());
    let chosen = sent.0.iter().filter_map(|(name, kind)| Some((column(name)?, kind.trim())));
    let chosen: Vec<String> =
        chosen.filter(|(_, kind)| !kind.is_empty()).map(|(column, kind)| format!("{column}:{kind}")).collect();
    let is_form = sent.0.iter().any(|(name, _)| column(name).is_some());
    if is_form { chosen.join(",") } else { sent.get(of).unwrap_or_default().to_owned() }
}

/// Columns and their words, as `by_column` writes them.
pub(super) fn words_of(by_column: &str) -> impl Iterator<Item = (&str, &str)> {
    by_column.split(',').filter_map(|part| part.split_once(':'))
}

/// A text that says something.
pub(super) fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A place in a list as one word of an address.
#[must_use]
pub fn write_cursor(cursor: &Cursor) -> String {
    serde_json::to_vec(cursor).map(|json| URL_SAFE_NO_PAD.encode(json)).unwrap_or_default()
}

/// A place in a list; what cannot be read starts at the beginning: the address was cut or is of another list.
#[must_use]
pub fn read_cursor(text: &str) -> Option<Cursor> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use catalogue::{Id, Value};

    use super::*;

    fn state(pairs: &[(&str, &str)]) -> ListState {
        ListState::read(&Sent(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()))
    }

    #[test]
    fn a_state_survives_its_address_and_a_change_starts_over() {
        let state =
            state(&[("where", "amount > 5"), ("sort", "-amount,name"), ("after", "abc"), ("pages", "2"), ("q", " ")]);
        assert_eq!(state.address("/deals"), "/deals?where=amount%20%3E%205&sort=-amount%2Cname&after=abc&pages=2");
        assert_eq!(state.sorts(), [("amount".to_owned(), true), ("name".to_owned(), false)]);
        let other = state.but(|other| other.segment = "open".into());
        assert_eq!((other.after, other.pages), (String::new(), String::new()));
        assert_eq!(state.query(), "where=amount%20%3E%205&sort=-amount%2Cname", "a view keeps no place");
    }

    #[test]
    fn ticked_columns_replace_the_written_ones() {
        assert_eq!(state(&[("columns", "a,b"), ("column", "c"), ("column", "d")]).columns(), ["c", "d"]);
    }

    #[test]
    fn a_place_in_a_list_survives_its_address() {
        let cursor = Cursor { values: vec![Value::text("ñ"), Value::Null], id: Id(7) };
        assert_eq!(read_cursor(&write_cursor(&cursor)), Some(cursor));
        assert_eq!(read_cursor("nonsense"), None);
    }
}
