//! What a message says, as plain text and as HTML without any style of its own: it reads the same in every mail program, loads nothing
//! and tells nobody that it was opened.

use maud::{DOCTYPE, html};

/// One line: what, more about it, where it leads.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub title: String,
    pub note: String,
    pub link: String,
}

/// Lines under a heading, and the way to all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    pub title: String,
    pub items: Vec<Item>,
    pub all: Option<(String, String)>,
}

/// A whole message.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// Language code.
    pub lang: &'static str,
    pub title: String,
    pub lead: Vec<String>,
    pub sections: Vec<Section>,
    /// Texts with an address each, below everything.
    pub foot: Vec<(String, Option<String>)>,
}

/// Its HTML part.
#[must_use]
pub fn html_part(content: &Content) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(content.lang) {
            head { meta charset="utf-8"; title { (content.title) } }
            body {
                h1 { (content.title) }
                @for text in &content.lead { p { (text) } }
                @for section in &content.sections {
                    h2 { (section.title) }
                    ul { @for item in &section.items {
                        li { a href=(item.link) { (item.title) } @if !item.note.is_empty() { br; small { (item.note) } } }
                    } }
                    @if let Some((words, link)) = &section.all { p { a href=(link) { (words) } } }
                }
                @if !content.foot.is_empty() {
                    hr;
                    @for (text, link) in &content.foot {
                        p { small { @match link { Some(link) => a href=(link) { (text) }, None => (text) } } }
                    }
                }
            }
        }
    };
    page.into_string()
}

/// Its text part. A title keeps to its line, whatever stands in it.
#[must_use]
pub fn text_part(content: &Content) -> String {
    let mut out = vec![line(&content.title), String::new()];
    for text in &content.lead {
        out.extend([text.clone(), String::new()]);
    }
    for section in &content.sections {
        out.push(line(&section.title));
        for item in &section.items {
            let note = if item.note.is_empty() { String::new() } else { format!(" ({})", line(&item.note)) };
            out.extend([format!("- {}{note}", line(&item.title)), format!("  {}", item.link)]);
        }
        out.extend(section.all.iter().map(|(words, link)| format!("{words}: {link}")));
        out.push(String::new());
    }
    if !content.foot.is_empty() {
        out.push("-- ".to_owned());
    }
    for (text, link) in &content.foot {
        out.push(link.as_ref().map_or_else(|| text.clone(), |link| format!("{text}: {link}")));
    }
    out.push(String::new());
    out.join("\n")
}

fn line(text: &str) -> String {
    text.split(char::is_control).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_the_same_in_both_parts_and_runs_nothing() {
        let evil = "<script>x</script>\r\n-- \r\nhttp://evil.example";
        let item = Item { title: evil.into(), note: "Ana".into(), link: "https://crm.example/deals/1".into() };
        let section = Section {
            title: "Deals".into(),
            items: vec![item],
            all: Some(("All".into(), "https://crm.example/deals".into())),
        };
        let content = Content {
            lang: "en",
            title: "Your day".into(),
            lead: vec![],
            sections: vec![section],
            foot: vec![("No more".into(), Some("https://crm.example/mail/leave/x".into()))],
        };
        let html = html_part(&content);
        assert!(!html.contains("<script"), "{html}");
        assert!(!html.contains("src=") && !html.contains("style"), "nothing is loaded: {html}");
        let text = text_part(&content);
        assert!(
            text.contains("- <script>x</script> --  http://evil.example (Ana)\n  https://crm.example/deals/1\n"),
            "{text}"
        );
        assert_eq!(text.lines().filter(|line| *line == "-- ").count(), 1, "one foot: {text}");
    }
}
