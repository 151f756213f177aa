//! A letter as the bytes that are sent: headers that end no line but their own, text and HTML beside each other.

use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};

use crate::Failure;

/// Somebody in a header: a name as people write it, and an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    pub name: String,
    pub address: String,
}

/// What is written to one person.
#[derive(Debug, Clone)]
pub struct Letter {
    pub from: Party,
    pub to: Party,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// `left@right` without brackets: the same whenever the same letter is sent again, so that a mailbox shows it once.
    pub id: String,
    /// Where whoever reads it takes it off (RFC 2369); with a server behind it that takes a POST (RFC 8058).
    pub leave: Option<String>,
}

impl Letter {
    /// The message, ready for a relay.
    pub(crate) fn message(&self) -> Result<Message, Failure> {
        let mut made = Message::builder()
            .from(self.from.mailbox()?)
            .to(self.to.mailbox()?)
            .subject(one_line(&self.subject))
            .message_id(Some(format!("<{}>", one_line(&self.id))))
            .multipart(MultiPart::alternative_plain_html(self.text.clone(), self.html.clone()))
            .map_err(|error| Failure::Letter(error.to_string()))?;
        // RFC 3834: no machine answers this.
        put(&mut made, "Auto-Submitted", "auto-generated");
        if let Some(leave) = &self.leave {
            put(&mut made, "List-Unsubscribe", &format!("<{}>", one_line(leave)));
            put(&mut made, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        Ok(made)
    }

    /// The bytes as they go over the line.
    ///
    /// # Errors
    /// `Letter` when an address is none.
    pub fn bytes(&self) -> Result<Vec<u8>, Failure> {
        Ok(self.message()?.formatted())
    }
}

fn put(message: &mut Message, name: &'static str, value: &str) {
    message.headers_mut().insert_raw(HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned()));
}

impl Party {
    fn mailbox(&self) -> Result<Mailbox, Failure> {
        let address: Address = self.address.parse().map_err(|_| Failure::Letter(one_line(&self.address)))?;
        let name = one_line(&self.name);
        Ok(Mailbox::new((!name.is_empty()).then_some(name), address))
    }
}

/// The text without anything that would end a line: what comes after it in a header stays ours.
#[must_use]
pub fn one_line(text: &str) -> String {
    let is_end = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    text.split(is_end).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use mail_parser::{MessageParser, MimeHeaders as _};

    use super::*;

    fn letter() -> Letter {
        let party = |name: &str, address: &str| Party { name: name.to_owned(), address: address.to_owned() };
        Letter {
            from: party("Suministros Vidal, S.L.", "crm@vidal.example"),
            to: party("Íñigo Ñúñez «Жанна»", "inigo@vidal.example"),
            subject: "Сегодня: 3 просроченные задачи".to_owned(),
            text: format!("Línea\n.\n{}\nfin", "largo ".repeat(400)),
            html: format!("<p>{}</p>", "ñ".repeat(3_000)),
            id: "17@crm.vidal.example".to_owned(),
            leave: Some("https://crm.vidal.example/mail/leave/abc".to_owned()),
        }
    }

    #[test]
    fn a_letter_reads_as_it_was_written_and_no_line_is_too_long() {
        let bytes = letter().bytes().unwrap();
        for line in bytes.split(|byte| *byte == b'\n') {
            assert!(line.len() <= 998, "{} bytes in a line", line.len());
            assert!(line.is_ascii(), "every server takes it");
        }
        let read = MessageParser::default().parse(&bytes).unwrap();
        let to = read.to().unwrap().first().unwrap();
        assert_eq!((to.name(), to.address()), (Some("Íñigo Ñúñez «Жанна»"), Some("inigo@vidal.example")));
        assert_eq!(read.from().unwrap().first().unwrap().name(), Some("Suministros Vidal, S.L."));
        assert_eq!(read.subject(), Some("Сегодня: 3 просроченные задачи"));
        assert_eq!(read.message_id(), Some("17@crm.vidal.example"));
        let plain = |text: &str| text.replace("\r\n", "\n").trim_end().to_owned();
        assert_eq!(plain(&read.body_text(0).unwrap()), letter().text);
        assert_eq!(plain(&read.body_html(0).unwrap()), letter().html);
        assert!(read.content_type().is_some_and(|kind| kind.subtype() == Some("alternative")));
        let raw = String::from_utf8(bytes).unwrap();
        assert!(raw.contains("List-Unsubscribe: <https://crm.vidal.example/mail/leave/abc>"), "{raw}");
    }

    #[test]
    fn nothing_that_a_person_typed_makes_a_header_of_its_own() {
        let mut letter = letter();
        for evil in
            ["Ana\r\nBcc: all@vidal.example", "Ana\nBcc: all@vidal.example", "Ana\u{2028}Bcc: a", "Ana\r\n\r\nhello"]
        {
            letter.to.name = evil.to_owned();
            letter.from.name = evil.to_owned();
            letter.subject = evil.to_owned();
            letter.id = format!("{evil}@a");
            letter.leave = Some(evil.to_owned());
            let bytes = letter.bytes().unwrap();
            let read = MessageParser::default().parse(&bytes).unwrap();
            assert!(read.bcc().is_none(), "{evil:?}");
            assert_eq!(read.to().unwrap().as_list().unwrap().len(), 1, "{evil:?}");
            assert!(read.body_text(0).unwrap().starts_with("Línea"), "{evil:?}");
        }
        letter.to.address = "a@b.example\r\nBcc: all@vidal.example".to_owned();
        assert!(matches!(letter.bytes(), Err(Failure::Letter(_))));
    }
}
