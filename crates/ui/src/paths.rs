//! Every address of the product, written once: the router's patterns (constants) and the links of pages (functions).

use std::fmt::Display;

use catalogue::Id;

/// The page that the person begins with.
pub const HOME: &str = "/";
/// My day: `of`.
pub const DAY: &str = "/day";
/// GET shows the form, POST signs in.
pub const SIGN_IN: &str = "/sign-in";
/// POST ends the session.
pub const SIGN_OUT: &str = "/sign-out";
/// POST `language` and `back`.
pub const LANGUAGE: &str = "/preferences/language";
/// POST `theme` and `back`.
pub const THEME: &str = "/preferences/theme";
/// One's own account: password and sessions.
pub const ACCOUNT: &str = "/account";
/// What is wrong in the company, and what mends it.
pub const TRUTH: &str = "/truth";
/// Files are dropped, reconciled and imported.
pub const IMPORT: &str = "/import";
/// Who may sign in, and as what.
pub const PEOPLE: &str = "/people";
/// Days, weeks, months, people beside each other: `view`, `on`, `people`.
pub const CALENDAR: &str = "/calendar";
/// One entry of the calendar: GET shows the form that moves it, POST moves it.
pub const CALENDAR_ENTRY: &str = "/calendar/{plural}/{id}";
/// One's own calendar for other programs, opened by the secret in its address.
pub const FEED: &str = "/feed/{file}";
/// Where such an address is made.
pub const CALENDAR_FEED: &str = "/account#calendar-feed";
/// The audit log.
pub const EVIDENCE: &str = "/evidence";
/// The company's own fields and kinds of record.
pub const FIELDS: &str = "/fields";
/// Tokens and components of the pages, for whoever builds them.
pub const LOOK: &str = "/look";
/// Currency, time zone, country, language of the company.
pub const SETTINGS: &str = "/settings";
/// The company's mail server: GET shows, POST keeps.
pub const MAIL: &str = "/settings/mail";
/// POST: a message to oneself.
pub const MAIL_TEST: &str = "/settings/mail/test";
/// POST: no mail leaves any more.
pub const MAIL_FORGET: &str = "/settings/mail/forget";
/// What was sent, waits or failed: GET shows, POST `message` tries one again.
pub const MAIL_SENT: &str = "/settings/mail/sent";
/// The link in a message that ends such messages: GET asks, POST does.
pub const LEAVE: &str = "/mail/leave/{token}";
/// The guided start of a new company.
pub const START: &str = "/start";
/// GET `q`.
pub const SEARCH: &str = "/search";
/// The records part of the palette.
pub const PALETTE: &str = "/search/palette";

/// What others change, as server-sent events: GET `list` or `card`, and `since`.
pub const LIVE: &str = "/live";

/// What I was told: GET shows, POST `read` or `upto` marks as read.
pub const NOTIFICATIONS: &str = "/notifications";
/// The bell with what is new after `after`.
pub const BELL: &str = "/notifications/bell";
/// GET: marks one as read and goes to what it is about.
pub const NOTIFICATION: &str = "/notifications/{notification}";

/// JSON proposals for a reference field: `q`.
pub const SUGGEST: &str = "/suggest/{object}";
/// The list of an object: GET shows, POST creates.
pub const LIST: &str = "/{plural}";
/// The part of a list after `from`, with what is after it.
pub const MORE: &str = "/{plural}/more";
/// What a filter offers of the records that a reference leads to.
pub const REACH: &str = "/{plural}/reach/{reference}";
/// The form of a new record.
pub const NEW: &str = "/{plural}/new";
/// Records by stage.
pub const BOARD: &str = "/{plural}/board";
/// More cards of a column of the board.
pub const BOARD_CARDS: &str = "/{plural}/board/cards";
/// POST: how many a column of the board should hold.
pub const BOARD_LIMIT: &str = "/{plural}/board/limit";
/// How records go through their stages.
pub const FUNNEL: &str = "/{plural}/funnel";
/// Figures by groups.
pub const FIGURES: &str = "/{plural}/figures";
/// The list as a file: GET says what would leave, POST sends it.
pub const EXPORT: &str = "/{plural}/export";
/// GET: the filter builder's rows turned into an expression, and on to the list.
pub const FILTER: &str = "/{plural}/filter";
/// POST keeps the list as it stands under a name.
pub const VIEWS: &str = "/{plural}/views";
/// A saved view: GET opens it, POST changes how near it is kept.
pub const VIEW: &str = "/{plural}/views/{view}";
/// Takes a saved view away: GET asks, POST does.
pub const REMOVE_VIEW: &str = "/{plural}/views/{view}/remove";
/// The card: GET shows, POST changes.
pub const RECORD: &str = "/{plural}/{id}";
/// The form of a record.
pub const EDIT: &str = "/{plural}/{id}/edit";
/// One row of a list: GET draws it, POST changes one of its fields in place.
pub const ROW: &str = "/{plural}/{id}/row";
/// POST `version`.
pub const ARCHIVE: &str = "/{plural}/{id}/archive";
/// POST `version`: the later ones of a series are made like this one.
pub const LATER: &str = "/{plural}/{id}/later";
/// POST `version`.
pub const RESTORE: &str = "/{plural}/{id}/restore";
/// To whom the record goes.
pub const TRANSFER: &str = "/{plural}/{id}/transfer";
/// POST the stage, or the other choice, that the record goes to.
pub const STAGE: &str = "/{plural}/{id}/stage";
/// POST: a note, call, meeting or task on the record.
pub const ADD: &str = "/{plural}/{id}/add";
/// POST: a comment on the record.
pub const COMMENTS: &str = "/{plural}/{id}/comments";
/// One comment: GET shows its form, POST changes it.
pub const COMMENT: &str = "/{plural}/{id}/comments/{comment}";
/// Takes a comment back: GET asks, POST does.
pub const REMOVE_COMMENT: &str = "/{plural}/{id}/comments/{comment}/remove";
/// JSON proposals of people who can be mentioned on the record: `q`.
pub const MENTION: &str = "/{plural}/{id}/mention";
/// POST: files that become documents of the record.
pub const FILES: &str = "/{plural}/{id}/files";
/// The file that a field of the record holds.
pub const FILE: &str = "/{plural}/{id}/file/{field}";
/// POST: one step on several records of the list.
pub const SEVERAL: &str = "/{plural}/several";
/// Takes such a step back: GET asks, POST does.
pub const SEVERAL_UNDO: &str = "/{plural}/several/{change}";
/// What was done with all records of a list: its changes.
pub const BULK: &str = "/{plural}/bulk";
/// One of them.
pub const BULK_WORK: &str = "/{plural}/bulk/{batch}";
/// How far it is.
pub const BULK_PROGRESS: &str = "/{plural}/bulk/{batch}/progress";
/// POST.
pub const BULK_STOP: &str = "/{plural}/bulk/{batch}/stop";
/// POST.
pub const BULK_GO_ON: &str = "/{plural}/bulk/{batch}/go-on";
/// GET asks, POST does.
pub const BULK_UNDO: &str = "/{plural}/bulk/{batch}/undo";
/// POST: one change is taken back.
pub const UNDO: &str = "/{plural}/{id}/undo/{change}";
/// Why somebody can see the record.
pub const WHY: &str = "/{plural}/{id}/why";
/// Who else has the card open.
pub const HERE: &str = "/{plural}/{id}/here";
/// POST `follow`: whether one is told what others change in it.
pub const FOLLOW: &str = "/{plural}/{id}/follow";
/// To whom the record is given: GET shows, POST gives.
pub const SHARE: &str = "/{plural}/{id}/share";
/// POST `share`.
pub const END_SHARE: &str = "/{plural}/{id}/share/end";

/// The list of an object by its plural.
#[must_use]
pub fn list(plural: &str) -> String {
    format!("/{plural}")
}

/// Whether an address that came from outside leads to a page of ours. Browsers drop tabs and line ends from an address and read a
/// backslash as a slash, so that either could hide another host.
#[must_use]
pub fn is_ours(address: &str) -> bool {
    let hides = |letter: char| letter == '\\' || letter.is_control();
    address.starts_with('/') && !address.starts_with("//") && !address.contains(hides)
}

/// A page beside the list: `new`, `board`, `funnel`, `figures`, `export`, `filter`.
#[must_use]
pub fn beside(plural: &str, page: &str) -> String {
    format!("/{plural}/{page}")
}

/// A saved view of a list.
#[must_use]
pub fn view(plural: &str, view: Id) -> String {
    format!("/{plural}/views/{view}")
}

/// The card of a record.
#[must_use]
pub fn record(plural: &str, id: Id) -> String {
    format!("/{plural}/{id}")
}

/// A page or action of a record: `edit`, `archive`, `restore`, `transfer`, `stage`, `add`, `files`, `row`, `why`.
#[must_use]
pub fn of_record(plural: &str, id: Id, page: &str) -> String {
    format!("/{plural}/{id}/{page}")
}

/// The form that moves an entry of the calendar.
#[must_use]
pub fn calendar_entry(plural: &str, id: Id) -> String {
    format!("{CALENDAR}/{plural}/{id}")
}

/// The calendar that this token opens.
#[must_use]
pub fn feed(token: &str) -> String {
    format!("/feed/{token}.ics")
}

/// The link that ends messages to whoever got this token.
#[must_use]
pub fn leave(token: &str) -> String {
    format!("/mail/leave/{token}")
}

/// A path as logs may tell it: what opens something stands in none.
#[must_use]
pub fn told_in_logs(path: &str) -> &str {
    match path {
        _ if path.starts_with("/feed/") => FEED,
        _ if path.starts_with("/mail/leave/") => LEAVE,
        _ => path,
    }
}

/// The file of a field of a record.
#[must_use]
pub fn file(plural: &str, id: Id, field: &str) -> String {
    format!("/{plural}/{id}/file/{field}")
}

/// What a notification is about.
#[must_use]
pub fn notification(id: Id) -> String {
    format!("{NOTIFICATIONS}/{id}")
}

/// Proposals for a reference to this object.
#[must_use]
pub fn suggest(object: &str) -> String {
    format!("/suggest/{object}")
}

/// An address with a query; parts whose value is empty are left out.
#[must_use]
pub fn with_query<V: Display>(path: &str, parts: &[(&str, V)]) -> String {
    let mut address = path.to_owned();
    let mut mark = if path.contains('?') { '&' } else { '?' };
    for (name, value) in parts {
        let value = value.to_string();
        if !value.is_empty() {
            address.push(mark);
            address.push_str(&escape(name));
            address.push('=');
            address.push_str(&escape(&value));
            mark = '&';
        }
    }
    address
}

/// Percent-encodes all but the unreserved characters of RFC 3986.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_escaped_and_leaves_out_what_is_empty() {
        let address = with_query("/deals", &[("where", "amount >= 5 && name == \"ñ\""), ("q", "")]);
        assert_eq!(address, "/deals?where=amount%20%3E%3D%205%20%26%26%20name%20%3D%3D%20%22%C3%B1%22");
        assert_eq!(with_query("/deals?q=a", &[("sort", "-amount")]), "/deals?q=a&sort=-amount");
    }
}
