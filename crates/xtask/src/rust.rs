//! Rust text in pieces: code, comments and string literals, so that a check looks only where it must.
//! A reader of tokens, not of syntax: it knows what the checks need and no more.

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Code,
    Comment,
    /// The inside of a string literal, as written.
    Text,
}

/// Consecutive text of one kind.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    pub kind: Kind,
    /// The line, from 1, on which it begins.
    pub line: usize,
    pub text: &'a str,
    /// Within the tests at the end of the file.
    pub in_tests: bool,
}

impl Piece<'_> {
    /// The lines, from 1, on which the word stands.
    pub fn lines_with<'w>(&self, is_found: impl Fn(&str) -> bool + 'w) -> impl Iterator<Item = usize> {
        let first = self.line;
        self.text.lines().enumerate().filter(move |(_, line)| is_found(line)).map(move |(index, _)| first + index)
    }
}

/// Cuts a file into its pieces. Tests begin at `#[cfg(test)]` before a `mod` and go on to the end, as the house has it.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < text.len() {
        let (kind, skipped, length, closing) = next(&text[at..]);
        let inside = &text[at + skipped..at + length - closing];
        line += newlines(&text[at..at + skipped]);
        if !inside.is_empty() {
            pieces.push(Piece { kind, line, text: inside, in_tests: false });
        }
        line += newlines(&text[at + skipped..at + length]);
        at += length;
    }
    mark_tests(text, &mut pieces);
    pieces
}

fn mark_tests(text: &str, pieces: &mut [Piece]) {
    let lines: Vec<&str> = text.lines().collect();
    let begins = |pair: &[&str]| pair[0].trim() == "#[cfg(test)]" && pair[1].trim_start().starts_with("mod ");
    let Some(first) = lines.windows(2).position(begins) else { return };
    pieces.iter_mut().filter(|piece| piece.line > first).for_each(|piece| piece.in_tests = true);
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// The kind of what begins here, how much opens it, its whole length and how much closes it.
fn next(rest: &str) -> (Kind, usize, usize, usize) {
    if rest.starts_with("//") {
        return (Kind::Comment, 0, rest.find('\n').unwrap_or(rest.len()), 0);
    }
    if rest.starts_with("/*") {
        return (Kind::Comment, 0, block_comment(rest), 0);
    }
    if let Some((opening, length, closing)) = literal(rest) {
        return (Kind::Text, opening, length, closing);
    }
    (Kind::Code, 0, code(rest), 0)
}

/// Code until the next comment or literal; at least one character. A literal's prefix (`r#`, `b`) begins a word.
fn code(rest: &str) -> usize {
    let mut before = ' ';
    let mut chars = rest.char_indices();
    while let Some((at, c)) = chars.next() {
        let tail = &rest[at..];
        let begins_word = !before.is_alphanumeric() && before != '_';
        let ends =
            tail.starts_with("//") || tail.starts_with("/*") || c == '"' || (begins_word && literal(tail).is_some());
        if at > 0 && ends {
            return at;
        }
        if c == '\'' {
            let skip = char_literal(tail);
            for _ in 1..tail[..skip].chars().count() {
                chars.next();
            }
        }
        before = c;
    }
    rest.len()
}

/// The length of a character literal; 1 for the mark of a lifetime.
fn char_literal(tail: &str) -> usize {
    let mut chars = tail.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some((at, escaped))) => {
            let from = at + escaped.len_utf8();
            tail[from..].find('\'').map_or(1, |end| from + end + 1)
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

/// A string literal that begins here: the lengths of its opening, of the whole and of its closing.
fn literal(rest: &str) -> Option<(usize, usize, usize)> {
    let prefix = rest.find(|c: char| !matches!(c, 'r' | 'b' | 'c')).filter(|length| *length <= 2)?;
    let is_raw = rest[..prefix].contains('r');
    let hashes = rest[prefix..].bytes().take_while(|byte| *byte == b'#').count();
    if !rest[prefix + hashes..].starts_with('"') || (hashes > 0 && !is_raw) {
        return None;
    }
    let opening = prefix + hashes + 1;
    let closing = 1 + hashes;
    let body = &rest[opening..];
    let end = if is_raw { body.find(&format!("\"{}", "#".repeat(hashes))) } else { plain_end(body) };
    // An unfinished literal does not compile: everything to the end of the file is taken as its inside.
    Some(end.map_or((opening, rest.len(), 0), |end| (opening, opening + end + closing, closing)))
}

fn plain_end(body: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        match c {
            '"' if !escaped => return Some(at),
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    None
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::{Kind, pieces};

    fn of(kind: Kind, text: &str) -> Vec<(usize, String)> {
        pieces(text)
            .into_iter()
            .filter(|piece| piece.kind == kind)
            .map(|piece| (piece.line, piece.text.to_owned()))
            .collect()
    }

    #[test]
    fn literals_are_found_in_every_form() {
        let text = "let a = \"one\\\"1\";\nlet b = r#\"two \"2\"#;\nlet c = b\"three\";\nlet d = '\"';\nlet e: &'a str = \"four\nfive\";";
        let expected = [(1, "one\\\"1"), (2, "two \"2"), (3, "three"), (5, "four\nfive")];
        assert_eq!(of(Kind::Text, text), expected.map(|(line, text)| (line, text.to_owned())));
    }

    #[test]
    fn comments_are_no_code() {
        let text = "code();// \"no text\"\n/* a /* b */ c */ more();\nlet bar = \"// no comment\";";
        let comments = of(Kind::Comment, text);
        assert_eq!(comments, [(1, "// \"no text\"".to_owned()), (2, "/* a /* b */ c */".to_owned())]);
        assert_eq!(of(Kind::Text, text), [(3, "// no comment".to_owned())]);
    }

    #[test]
    fn escaped_characters_and_lifetimes_do_not_open_a_text() {
        assert_eq!(of(Kind::Text, r#"f('\'', '\\', 'x', &'static "t")"#), [(1, "t".to_owned())]);
    }

    #[test]
    fn tests_are_told_apart() {
        let found = pieces("fn a() { \"x\" }\n#[cfg(test)]\nmod tests { \"y\" }");
        let texts: Vec<(&str, bool)> =
            found.iter().filter(|piece| piece.kind == Kind::Text).map(|piece| (piece.text, piece.in_tests)).collect();
        assert_eq!(texts, [("x", false), ("y", true)]);
    }
}
