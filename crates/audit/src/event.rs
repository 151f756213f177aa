//! One event and its canonical bytes: what the leaf hash is taken over.
//!
//! Encoding, version 1: the byte `1`, then every field in the order of the struct. A number is 8 bytes, big-endian,
//! two's complement. A text is its length in bytes as a number, then its UTF-8. An optional field is the byte `0` when
//! absent, or the byte `1` and the value. So no two different events share their bytes.

/// What happened: the audit's own view of a row of the evidence table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub id: i64,
    /// UTC microseconds.
    pub at: i64,
    /// `None` for the system itself and for somebody who is not signed in.
    pub actor: Option<i64>,
    pub kind: String,
    pub object: Option<String>,
    pub record: Option<i64>,
    /// A JSON object, byte for byte as stored.
    pub detail: String,
    pub channel: String,
    pub address: String,
    pub request: String,
}

const VERSION: u8 = 1;

impl Event {
    /// The canonical bytes.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = vec![VERSION];
        number(&mut out, self.id);
        number(&mut out, self.at);
        optional(&mut out, self.actor, number);
        text(&mut out, &self.kind);
        optional(&mut out, self.object.as_deref(), text);
        optional(&mut out, self.record, number);
        for field in [&self.detail, &self.channel, &self.address, &self.request] {
            text(&mut out, field);
        }
        out
    }
}

fn number(out: &mut Vec<u8>, value: i64) {
    out.extend_from_slice(&value.to_be_bytes());
}

fn text(out: &mut Vec<u8>, value: &str) {
    out.extend_from_slice(&(value.len() as u64).to_be_bytes());
    out.extend_from_slice(value.as_bytes());
}

fn optional<T>(out: &mut Vec<u8>, value: Option<T>, write: impl Fn(&mut Vec<u8>, T)) {
    match value {
        None => out.push(0),
        Some(value) => {
            out.push(1);
            write(out, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event() -> Event {
        Event {
            id: 1,
            at: 2,
            actor: None,
            kind: "open".into(),
            object: Some("deal".into()),
            record: Some(3),
            detail: "{}".into(),
            channel: "page".into(),
            address: String::new(),
            request: "r".into(),
        }
    }

    #[test]
    fn text_that_moves_between_fields_changes_the_bytes() {
        let one = Event { channel: "pa".into(), address: "ge".into(), ..event() };
        let two = Event { channel: "page".into(), address: String::new(), ..event() };
        assert_ne!(one.bytes(), two.bytes());
    }

    #[test]
    fn absent_differs_from_empty_and_zero() {
        assert_ne!(Event { object: None, ..event() }.bytes(), Event { object: Some(String::new()), ..event() }.bytes());
        assert_ne!(Event { actor: None, ..event() }.bytes(), Event { actor: Some(0), ..event() }.bytes());
    }

    #[test]
    fn the_encoding_stays_as_documented() {
        let bytes = event().bytes();
        assert_eq!(bytes[0], 1);
        assert_eq!(bytes[1..9], 1_i64.to_be_bytes());
        assert_eq!(bytes[17], 0, "no actor");
        assert_eq!(bytes[18..26], 4_u64.to_be_bytes());
        assert_eq!(&bytes[26..30], b"open");
    }
}
