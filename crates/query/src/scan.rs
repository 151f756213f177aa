//! A look over the text before the parser sees it: length, closed texts and brackets, and how deep the parser would
//! have to go. The parser calls itself for each bracket and each link of a chain (`a.b.c`, `1 + 2 + 3`), so depth is
//! bounded here, by the same tokens that it knows (grammar: github.com/google/cel-spec, doc/langdef.md, "Syntax").

use crate::QueryFault;
use crate::fault::position;

/// The longest text, in characters.
pub const MAX_LENGTH: usize = 4_000;
/// The deepest nesting of brackets and chains.
pub const MAX_DEPTH: usize = 64;
/// The most parts an expression may have.
pub const MAX_NODES: usize = 2_000;

/// How deep the parser will have to go, when the text may be given to it.
pub(crate) fn scan(text: &str) -> Result<usize, QueryFault> {
    if text.chars().count() > MAX_LENGTH {
        return Err(QueryFault::new(None, "query-too-long", [("limit", MAX_LENGTH.to_string())]));
    }
    Scan { text, at: 0, levels: vec![(0, 0)], depth: 0, deepest: 0 }.run()
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    /// Each open bracket: its place, and the links of the chain at its level since the last separator.
    levels: Vec<(usize, usize)>,
    /// Open brackets and links over all levels, now and at the most.
    depth: usize,
    deepest: usize,
}

impl Scan<'_> {
    fn run(mut self) -> Result<usize, QueryFault> {
        while let Some(c) = self.rest().chars().next() {
            match c {
                '"' | '\'' => self.quoted(c)?,
                '/' if self.rest().starts_with("//") => self.at += self.rest().find('\n').unwrap_or(self.rest().len()),
                '(' | '[' | '{' => self.open()?,
                ')' | ']' | '}' => self.close()?,
                '&' | '|' | ',' => self.separator(c),
                '.' | '+' | '-' | '*' | '/' | '%' | '<' | '>' | '=' | '!' | '?' | ':' => self.link(c.len_utf8())?,
                c if c.is_alphanumeric() || c == '_' => self.word()?,
                c => self.at += c.len_utf8(),
            }
        }
        match self.levels.last() {
            Some((place, _)) if self.levels.len() > 1 => Err(self.fault(*place, "query-open-bracket")),
            _ => Ok(self.deepest),
        }
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn fault(&self, at: usize, key: &'static str) -> QueryFault {
        QueryFault::new(position(self.text, at), key, [])
    }

    fn open(&mut self) -> Result<(), QueryFault> {
        self.link(0)?;
        self.levels.push((self.at, 0));
        self.at += 1;
        Ok(())
    }

    fn close(&mut self) -> Result<(), QueryFault> {
        if self.levels.len() < 2 {
            return Err(self.fault(self.at, "query-closing-bracket"));
        }
        if let Some((_, links)) = self.levels.pop() {
            self.depth -= links;
        }
        self.at += 1;
        Ok(())
    }

    /// One more step down, which lasts until the separator of its level.
    fn link(&mut self, length: usize) -> Result<(), QueryFault> {
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
        if let Some((_, links)) = self.levels.last_mut() {
            *links += 1;
        }
        if self.depth > MAX_DEPTH {
            let at = position(self.text, self.at);
            return Err(QueryFault::new(at, "query-too-deep", [("limit", MAX_DEPTH.to_string())]));
        }
        self.at += length;
        Ok(())
    }

    fn separator(&mut self, c: char) {
        if let Some((_, links)) = self.levels.last_mut() {
            self.depth -= *links;
            *links = 0;
        }
        self.at += c.len_utf8();
    }

    /// A name, a number, or the prefix of a raw text; `in` is a link of a chain as any operator is.
    fn word(&mut self) -> Result<(), QueryFault> {
        let rest = self.rest();
        let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let (word, next) = rest.split_at(length);
        let quote = next.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (is_in, raw) = (word == "in", matches!(word, "r" | "R" | "br" | "bR" | "Br" | "BR"));
        self.at += length;
        match quote {
            Some(quote) if raw => self.raw(quote),
            _ if is_in => self.link(0),
            _ => Ok(()),
        }
    }

    /// A text in quotes. What the parser would not take as one closed text is refused here, so that both agree on
    /// where it ends.
    fn quoted(&mut self, quote: char) -> Result<(), QueryFault> {
        let start = self.at;
        self.at += 1;
        loop {
            match self.rest().chars().next() {
                Some(c) if c == quote => break,
                Some('\\') => self.escape()?,
                None | Some('\n' | '\r') => return Err(self.fault(start, "query-open-text")),
                Some(c) => self.at += c.len_utf8(),
            }
        }
        self.closed(start, quote)
    }

    fn raw(&mut self, quote: char) -> Result<(), QueryFault> {
        let start = self.at;
        self.at += 1;
        let end = self.rest().find([quote, '\n', '\r']);
        match end {
            Some(end) if self.rest().get(end..).is_some_and(|r| r.starts_with(quote)) => self.at += end,
            _ => return Err(self.fault(start, "query-open-text")),
        }
        self.closed(start, quote)
    }

    /// Past the closing quote. A second text right behind it would make it a text in triple quotes.
    fn closed(&mut self, start: usize, quote: char) -> Result<(), QueryFault> {
        self.at += 1;
        if self.rest().starts_with(quote) { Err(self.fault(start, "query-open-text")) } else { Ok(()) }
    }

    fn escape(&mut self) -> Result<(), QueryFault> {
        let rest = self.rest().get(1..).unwrap_or_default();
        let digits = |skip: usize, count: usize, radix: u32| {
            rest.chars().skip(skip).take(count).filter(|c| c.is_digit(radix)).count() == count
        };
        let length = match rest.chars().next() {
            Some('a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | '"' | '\'' | '\\' | '?' | '`') => 2,
            Some('x' | 'X') if digits(1, 2, 16) => 4,
            Some('u') if digits(1, 4, 16) => 6,
            Some('U') if digits(1, 8, 16) => 10,
            Some('0'..='3') if digits(0, 3, 8) => 4,
            _ => return Err(self.fault(self.at, "query-escape")),
        };
        self.at += length;
        Ok(())
    }
}
