//! What bytes are, by how they begin: the media type of a file is never the word of whoever sends it. Only a label: nothing
//! is run, shown or opened by it.

/// Of what nobody recognises.
const BYTES: &str = "application/octet-stream";

/// Beginnings, from the formats' own documents (also listed in the WHATWG's MIME Sniffing standard).
const BEGINNINGS: [(&[u8], &str); 16] = [
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"OggS\0", "application/ogg"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
];

/// Folders of Office Open XML (ECMA-376, part 1) with what they make of the package.
const OFFICE: [(&[u8], &str); 3] = [
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
];

/// Packages of OpenDocument say their type at a fixed place (ODF 1.3, part 2, 3.3).
const OPEN_DOCUMENT: [&str; 3] = [
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
];

/// The media type of these bytes.
pub(super) fn of(bytes: &[u8]) -> &'static str {
    if let Some((_, media)) = BEGINNINGS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return media;
    }
    let at = |from: usize, word: &[u8]| bytes.get(from..from + word.len()) == Some(word);
    if at(0, b"RIFF") && at(8, b"WEBP") {
        return "image/webp";
    }
    if at(0, b"RIFF") && at(8, b"WAVE") {
        return "audio/wav";
    }
    if at(4, b"ftyp") {
        return if at(8, b"heic") || at(8, b"mif1") { "image/heic" } else { "video/mp4" };
    }
    if at(0, b"PK\x03\x04") {
        return package(bytes);
    }
    text(bytes)
}

fn package(bytes: &[u8]) -> &'static str {
    const TYPE_AT: usize = 38;
    let said = bytes.get(TYPE_AT..).unwrap_or_default();
    let is_open_document = bytes.get(30..TYPE_AT) == Some(b"mimetype");
    if let Some(media) = OPEN_DOCUMENT.iter().find(|media| is_open_document && said.starts_with(media.as_bytes())) {
        return media;
    }
    // The list of contents stands at the end of a package, the names of its parts in it in plain letters.
    let holds = |word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
    let office = || OFFICE.iter().find(|(folder, _)| holds(folder));
    if holds(b"[Content_Types].xml") {
        office().map_or("application/zip", |(_, media)| media)
    } else {
        "application/zip"
    }
}

/// Text is what is UTF-8 without control characters; a page or drawing that a browser would run is told apart.
fn text(bytes: &[u8]) -> &'static str {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else { return BYTES };
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')) {
        return BYTES;
    }
    let head: String = text.trim_start().chars().take(1_000).collect::<String>().to_ascii_lowercase();
    match head {
        head if head.contains("<svg") => "image/svg+xml",
        head if head.starts_with("<!doctype html") || head.contains("<html") || head.contains("<script") => "text/html",
        head if head.starts_with("<?xml") => "application/xml",
        _ => "text/plain",
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn bytes_say_what_they_are() {
        let odt = [b"PK\x03\x04".as_slice(), &[0; 26], b"mimetypeapplication/vnd.oasis.opendocument.textPK"].concat();
        let docx =
            [b"PK\x03\x04".as_slice(), &[0; 26], b"[Content_Types].xml", &[0; 40], b"word/document.xml"].concat();
        for (bytes, media) in [
            (b"%PDF-1.7\n".as_slice(), "application/pdf"),
            (b"\x89PNG\r\n\x1a\n\0\0", "image/png"),
            (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
            (&odt, "application/vnd.oasis.opendocument.text"),
            (&docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            (b"PK\x03\x04 something", "application/zip"),
            ("Договор № 5\r\n".as_bytes(), "text/plain"),
            (b"\xef\xbb\xbfname;sum\n", "text/plain"),
            (b"\n<!DOCTYPE html><script>alert(1)</script>", "text/html"),
            (b"<?xml version=\"1.0\"?><svg onload='x'/>", "image/svg+xml"),
            (b"MZ\x90\0\x03", "application/octet-stream"),
            (b"\xff\xfe\x00", "application/octet-stream"),
            (b"a", "text/plain"),
        ] {
            assert_eq!(of(bytes), media, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn bytes_that_end_early_are_no_fault() {
        for length in 0..64 {
            let cut: Vec<u8> = b"PK\x03\x04RIFF\0\0ftypmimetype".iter().copied().cycle().take(length).collect();
            assert!(of(&cut).contains('/'));
        }
    }
}
