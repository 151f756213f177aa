//! The least of HTTP/1.1 that a browser or a program needs: one request, one answer, and the truth about what was heard. An
//! answer that was cut off is no answer.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// The longest a request may take, a restarted database included.
const WITHIN: Duration = Duration::from_secs(40);

/// What is sent.
#[derive(Debug, Clone, Default)]
pub struct Request {
    pub path: String,
    /// `None` for a GET.
    pub body: Option<Vec<u8>>,
    /// Of the body; a form's where it is empty.
    pub kind: String,
    pub cookie: String,
    /// `Idempotency-Key`.
    pub key: Option<String>,
    /// Ask for JSON, or for a page in this language.
    pub accept: Accept,
}

/// How the answer is wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Accept {
    #[default]
    Json,
    Page(&'static str),
}

/// What was heard, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub location: String,
    pub cookies: Vec<String>,
    pub body: String,
}

impl Request {
    /// A GET.
    #[must_use]
    pub fn get(path: &str, cookie: &str) -> Self {
        Self { path: path.to_owned(), cookie: cookie.to_owned(), ..Self::default() }
    }

    /// A form.
    #[must_use]
    pub fn form(path: &str, cookie: &str, fields: &[(&str, String)]) -> Self {
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", escape(value))).collect();
        Self { body: Some(pairs.join("&").into_bytes()), ..Self::get(path, cookie) }
    }

    /// Files, each with its name.
    #[must_use]
    pub fn upload(path: &str, cookie: &str, files: &[(String, String)]) -> Self {
        const EDGE: &str = "candor-torture-edge";
        let part = |(name, text): &(String, String)| {
            let head = format!("Content-Disposition: form-data; name=\"files\"; filename=\"{name}\"");
            format!("--{EDGE}\r\n{head}\r\nContent-Type: text/csv\r\n\r\n{text}\r\n")
        };
        let body = format!("{}--{EDGE}--\r\n", files.iter().map(part).collect::<String>());
        let kind = format!("multipart/form-data; boundary={EDGE}");
        Self { body: Some(body.into_bytes()), kind, accept: Accept::Page("en"), ..Self::get(path, cookie) }
    }

    fn bytes(&self) -> Vec<u8> {
        let method = if self.body.is_some() { "POST" } else { "GET" };
        let mut head = format!("{method} {} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n", self.path);
        head.push_str("Sec-Fetch-Site: same-origin\r\n");
        if !self.cookie.is_empty() {
            head.push_str(&format!("Cookie: {}\r\n", self.cookie));
        }
        match self.accept {
            Accept::Json => head.push_str("Accept: application/json\r\n"),
            Accept::Page(language) => {
                head.push_str(&format!("Accept: text/html\r\nAccept-Language: {language}\r\n"));
            }
        }
        if let Some(key) = &self.key {
            head.push_str(&format!("Idempotency-Key: {key}\r\n"));
        }
        let body = self.body.as_deref().unwrap_or_default();
        if self.body.is_some() {
            let kind = if self.kind.is_empty() { "application/x-www-form-urlencoded" } else { &self.kind };
            head.push_str(&format!("Content-Type: {kind}\r\nContent-Length: {}\r\n", body.len()));
        }
        head.push_str("\r\n");
        [head.as_bytes(), body].concat()
    }
}

/// Sends and hears the answer; `None` when none came whole: whether anything was done is not known.
#[must_use]
pub fn send(to: SocketAddr, request: &Request) -> Option<Answer> {
    let mut stream = TcpStream::connect_timeout(&to, WITHIN).ok()?;
    stream.set_read_timeout(Some(WITHIN)).ok()?;
    stream.set_nodelay(true).ok()?;
    stream.write_all(&request.bytes()).ok()?;
    let mut heard = Vec::new();
    stream.read_to_end(&mut heard).ok()?;
    parse(&heard)
}

fn parse(heard: &[u8]) -> Option<Answer> {
    let end = heard.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(heard.get(..end)?).ok()?;
    let body = heard.get(end + 4..)?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers: Vec<(String, &str)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value))
        .collect();
    let header = |name: &str| headers.iter().find(|(known, _)| known == name).map(|(_, value)| *value);
    let body = match header("content-length") {
        Some(length) => body.get(..length.parse().ok()?)?.to_vec(),
        None if header("transfer-encoding") == Some("chunked") => unchunk(body)?,
        None => body.to_vec(),
    };
    let cookies = headers.iter().filter(|(name, _)| name == "set-cookie").map(|(_, value)| (*value).to_owned());
    Some(Answer {
        status,
        location: header("location").unwrap_or_default().to_owned(),
        cookies: cookies.collect(),
        body: String::from_utf8_lossy(&body).into_owned(),
    })
}

/// Chunks to the last one, which is empty; without it the answer was cut off.
fn unchunk(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let line = rest.windows(2).position(|two| two == b"\r\n")?;
        let length = usize::from_str_radix(std::str::from_utf8(rest.get(..line)?).ok()?.trim(), 16).ok()?;
        rest = rest.get(line + 2..)?;
        if length == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(rest.get(..length)?);
        rest = rest.get(length + 2..)?;
    }
}

/// Percent-encoding of everything but letters, digits and `-_.~` (RFC 3986).
fn escape(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_was_cut_off_is_none() {
        let whole = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcd";
        assert_eq!(parse(whole).map(|answer| answer.body), Some("abcd".to_owned()));
        assert_eq!(parse(&whole[..whole.len() - 1]), None);
        let chunks = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n";
        assert_eq!(parse(chunks).map(|answer| answer.body), Some("abcd".to_owned()));
        assert_eq!(parse(&chunks[..chunks.len() - 5]), None);
    }
}
