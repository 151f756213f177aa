//! A thin layer over the XML reader: elements by local name, text with entities resolved, no external entities, no DTD.

use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::{ReadError, Said};

pub(super) struct Xml<'a> {
    reader: Reader<&'a mut dyn BufRead>,
    buffer: Vec<u8>,
    file: &'a str,
}

pub(super) enum Node {
    Open(BytesStart<'static>),
    /// Local name.
    Close(String),
    Text(String),
    End,
}

impl<'a> Xml<'a> {
    pub(super) fn new(source: &'a mut dyn BufRead, file: &'a str) -> Self {
        let mut reader = Reader::from_reader(source);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), file }
    }

    /// The next thing; comments, declarations and instructions are passed over. A document type is refused: no spreadsheet
    /// has one, and entities are declared there.
    pub(super) fn next(&mut self) -> Result<Node, ReadError> {
        let damaged = ReadError::new(self.file, Said::new("intake-read-damaged"));
        loop {
            self.buffer.clear();
            let kind = match self.reader.read_event_into(&mut self.buffer) {
                Err(_) | Ok(Event::DocType(_)) => return Err(damaged),
                Ok(Event::Eof) => return Ok(Node::End),
                Ok(Event::Start(start)) => return Ok(Node::Open(start.into_owned())),
                Ok(Event::Empty(start)) => return Ok(Node::Open(start.into_owned())),
                Ok(Event::End(end)) => Some(Node::Close(end.local_name().as_ref().to_owned())),
                Ok(Event::Text(text)) => Some(Node::Text(text.xml10_content().into_owned())),
                Ok(Event::CData(text)) => Some(Node::Text(text.xml10_content().into_owned())),
                Ok(Event::GeneralRef(name)) => Some(Node::Text(entity(&name).ok_or(damaged.clone())?)),
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => None,
            };
            if let Some(node) = kind {
                return Ok(node);
            }
        }
    }

    /// All text up to the end of the element that was just opened, without text of elements named in `without`.
    pub(super) fn text_until(&mut self, close: &str, without: &[&str]) -> Result<String, ReadError> {
        let mut text = String::new();
        let mut depth = 0_usize;
        let mut silent = 0_usize;
        loop {
            match self.next()? {
                Node::Open(start) => {
                    depth += 1;
                    if silent > 0 || without.contains(&start.local_name().as_ref()) {
                        silent += 1;
                    }
                }
                Node::Close(name) if depth == 0 && name == close => return Ok(text),
                Node::Close(_) => {
                    depth = depth.saturating_sub(1);
                    silent = silent.saturating_sub(1);
                }
                Node::Text(part) if silent == 0 => text.push_str(&part),
                Node::Text(_) => {}
                Node::End => return Err(ReadError::new(self.file, Said::new("intake-read-damaged"))),
            }
        }
    }
}

/// An attribute by its qualified name (`r:id`, `office:value-type`) with entities resolved.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = start.try_get_attribute(name).ok().flatten()?;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// An attribute by its local name, whatever prefix the file gives the name space.
pub(super) fn attribute_local(start: &BytesStart<'_>, local: &str) -> Option<String> {
    let found = start.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == local)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// The five predefined entities and character references; `None` for any other.
fn entity(name: &quick_xml::events::BytesRef<'_>) -> Option<String> {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return Some(c.to_string());
    }
    quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned)
}
