//! A file as a value: what its bytes are and what people call it. It never changes: another file is another value. One
//! text form, which lies in columns and in history; the bytes themselves lie on the store's shelf under the hash.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

/// The longest name, in characters.
const NAME: usize = 200;
/// The longest ending that a cut leaves whole (`.numbers`, `.docx`).
const ENDING: usize = 12;

/// Hash, size, media type and name of a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct FileRef {
    sha256: Arc<str>,
    size: u64,
    media: Arc<str>,
    name: Arc<str>,
}

impl FileRef {
    /// `None` when the hash is no SHA-256 in lower-case hex, the media type is none, or the name is not tidy.
    #[must_use]
    pub fn new(sha256: &str, size: u64, media: &str, name: &str) -> Option<Self> {
        let whole = is_sha256(sha256) && is_media(media) && !name.is_empty() && tidy_file_name(name) == name;
        whole.then(|| Self { sha256: sha256.into(), size, media: media.into(), name: name.into() })
    }

    /// Reads the text form: hash, size in bytes, media type and name, with one space between them.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, ' ');
        let (sha256, size, media, name) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let bytes: u64 = size.parse().ok().filter(|bytes: &u64| bytes.to_string() == size)?;
        Self::new(sha256, bytes, media, name)
    }

    /// SHA-256 of the bytes, lower-case hex: their place on the shelf.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// As the bytes themselves say it.
    #[must_use]
    pub fn media(&self) -> &str {
        &self.media
    }

    /// As people call it: never part of a path.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// The text form.
impl fmt::Display for FileRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} {}", self.sha256, self.size, self.media, self.name)
    }
}

impl From<FileRef> for String {
    fn from(file: FileRef) -> Self {
        file.to_string()
    }
}

impl TryFrom<String> for FileRef {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("this is no file")
    }
}

/// True for a SHA-256 in lower-case hex.
#[must_use]
pub fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// `type/subtype` of RFC 6838, without parameters.
fn is_media(text: &str) -> bool {
    let is_part = |part: &str| {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"!#$&-^_.+".contains(&b);
        !part.is_empty() && part.len() <= 127 && part.bytes().all(plain)
    };
    text.split_once('/').is_some_and(|(kind, rest)| is_part(kind) && is_part(rest))
}

/// A name as a person knows it: its last part, without folders, control characters and what turns or hides letters; at
/// most 200 characters, with the ending kept. Empty when nothing is left of it.
#[must_use]
pub fn tidy_file_name(raw: &str) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.nfc().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !is_trick(*c)).collect();
    let tidy = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if tidy.chars().all(|c| c == '.') { String::new() } else { cut(&tidy) }
}

/// Characters that show nothing or make others show elsewhere: `gpj.exe` must not be read as `exe.jpg` (Unicode
/// Technical Report 36, on bidirectional text). The joiners stay: Persian and emoji are written with them.
fn is_trick(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{e0fff}'
        )
}

fn cut(name: &str) -> String {
    let length = name.chars().count();
    if length <= NAME {
        return name.to_owned();
    }
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.chars().count() <= ENDING => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let room = NAME - ending.chars().count();
    let stem: String = stem.chars().take(room).collect();
    format!("{}{ending}", stem.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash() -> String {
        "0123456789abcdef".repeat(4)
    }

    #[test]
    fn a_file_survives_its_text_whatever_it_is_called() {
        let names = [
            "a.pdf",
            "Oferta nº 3 (final).docx",
            "'\";--.txt",
            "договор 2026.pdf",
            "1 2 text-html x",
            "=1+1",
            "👩‍👩‍👧.png",
        ];
        for name in names {
            let file = FileRef::new(&hash(), 12, "application/pdf", name).expect(name);
            assert_eq!(FileRef::parse(&file.to_string()).as_ref(), Some(&file), "{name}");
            let json = serde_json::to_string(&file).expect("JSON");
            assert_eq!(serde_json::from_str::<FileRef>(&json).expect("read back"), file);
        }
    }

    #[test]
    fn what_is_no_file_is_not_read() {
        let (hash, upper) = (hash(), hash().to_uppercase());
        for text in [
            "",
            &hash,
            &format!("{hash} 5 text/plain"),
            &format!("{hash} 5 text/plain "),
            &format!("{upper} 5 text/plain a"),
            &format!("{hash} 05 text/plain a"),
            &format!("{hash} +5 text/plain a"),
            &format!("{hash} -5 text/plain a"),
            &format!("{hash} 5 text a"),
            &format!("{hash} 5 text/pl\u{0}ain a"),
            &format!("{hash} 5 text/plain ../a"),
            &format!("{hash} 5 text/plain a\nb"),
            &format!("{hash} 5 text/plain a  b"),
            &format!("{hash} 5 text/plain \u{202e}fdp.exe"),
        ] {
            assert_eq!(FileRef::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_name_keeps_no_folder_and_no_trick() {
        for (raw, tidy) in [
            ("C:\\Users\\ana\\ventas 2024.xlsx", "ventas 2024.xlsx"),
            ("../../etc/passwd", "passwd"),
            ("a\r\nSet-Cookie: b=c.txt", "a Set-Cookie: b=c.txt"),
            ("a\u{0}b\u{7}.csv", "ab.csv"),
            ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
            ("\u{2066}x\u{2069}\u{feff}.pdf", "x.pdf"),
            ("  two   spaces\u{a0}.txt ", "two spaces .txt"),
            ("Cafe\u{301}.txt", "Café.txt"),
            ("..", ""),
            ("folder/", ""),
            ("", ""),
            (".env", ".env"),
        ] {
            assert_eq!(tidy_file_name(raw), tidy, "{raw:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_before_its_ending() {
        let cut = tidy_file_name(&format!("{}.docx", "я".repeat(300)));
        assert_eq!(cut.chars().count(), 200);
        assert!(cut.ends_with("я.docx"));
        assert_eq!(tidy_file_name(&cut), cut);
        let plain = tidy_file_name(&format!("{} x", "a.".repeat(300)));
        assert!(plain.chars().count() <= 200 && tidy_file_name(&plain) == plain, "{plain}");
    }
}
