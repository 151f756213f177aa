//! Text that a spreadsheet would run as a formula when it reads delimited text (OWASP, "CSV injection"): made harmless by an
//! apostrophe on its way out, and read back as it was. Both ways in one place, so that nothing is lost between them.

use std::borrow::Cow;

const MARK: char = '\'';
/// What begins a formula, or makes a reader look further for one; also the full-width signs that some readers fold.
const STARTS: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];

/// The text with an apostrophe before it where it could be run. What had one already gets another, so that
/// [`unguard`] gives back each text as it was.
#[must_use]
pub fn guard(text: &str) -> Cow<'_, str> {
    if is_run(text) { Cow::Owned(format!("{MARK}{text}")) } else { Cow::Borrowed(text) }
}

/// The text without the apostrophe that [`guard`] put before it; any other is left as it is.
#[must_use]
pub fn unguard(text: &str) -> &str {
    text.strip_prefix(MARK).filter(|rest| is_run(rest)).unwrap_or(text)
}

fn is_run(text: &str) -> bool {
    text.trim_start_matches(MARK).starts_with(STARTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_run_is_guarded_and_comes_back_as_it_was() {
        for text in ["=1+1", "+34 600 000 000", "-5", "@SUM(A1)", "\tx", "\r=1", "＝1", "'=1", "''-5", "\0"] {
            assert!(guard(text).starts_with('\''), "{text:?}");
            assert_eq!(unguard(&guard(text)), text, "{text:?}");
        }
        for text in ["", "Acme SL", "'t Hooft", "5-5", "a=b", "O'Neill", "'"] {
            assert_eq!((guard(text).as_ref(), unguard(text)), (text, text), "{text:?}");
        }
    }
}
