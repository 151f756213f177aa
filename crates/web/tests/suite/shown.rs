//! Forms that show what would change before it does: what a test sends, and the mark of what it was shown.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

/// A form as the visitor sends it.
pub fn pairs(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// The mark of what was shown.
pub fn seen(page: &str) -> String {
    let at = page.find("name=\"seen\" value=\"").expect("what was shown") + 19;
    page[at..].chars().take_while(|c| *c != '"').collect()
}
