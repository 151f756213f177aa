//! The catalogue: objects, fields, roles, measures, views and findings, from TOML to checked types,
//! with the words for them in three languages. All faults are reported at once, each with file, line and
//! how to mend it. Must not know any SQL, HTTP or IO (the shipped files are embedded in the binary).

mod fault;
mod figure;
mod file;
mod finding;
mod formula;
pub mod keyboard;
mod kind;
mod load;
mod menu;
mod model;
pub mod numerals;
mod path;
pub mod reading;
mod role;
mod setup;
mod shipped;
pub mod value;
mod view;
pub mod words;

pub use fault::*;
pub use figure::*;
pub use file::{FileRef, is_sha256, tidy_file_name};
pub use finding::*;
pub use formula::{guard, unguard};
pub use keyboard::other_layout;
pub use kind::*;
pub use load::{OWN, load, survey};
pub use menu::*;
pub use model::*;
pub use reading::{Unread, parse_date, parse_money, parse_number, parse_percent};
pub use role::*;
pub use setup::*;
pub use shipped::shipped_files;
pub use value::*;
pub use view::*;
pub use words::{Arg, Lang, Words};

/// The form by which text is compared, sorted and searched: NFKD, marks stripped, lower case, `ё` as `е`, white space collapsed.
/// One function for memory and for the shadow columns.
#[must_use]
pub fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    use unicode_normalization::char::is_combining_mark;
    let folded: String = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The form by which column headers and the words of choices are compared: folded, with everything that is no letter
/// or digit read as a space (`Sales_Agent`, `кол-во`, `Tax ID:` become `sales agent`, `кол во`, `tax id`).
#[must_use]
pub fn fold_header(text: &str) -> String {
    let spaced: String = fold(text).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
