//! Delimited text: finds the encoding and the separator, keeps every cell as the text it is (without the apostrophe
//! that keeps spreadsheets from running it).

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{Builder, limits};
use crate::{Cell, CellValue, ReadError, Said, Sheet};

const SEPARATORS: [u8; 4] = [b';', b',', b'\t', b'|'];
/// Rows looked at to find the separator.
const ROWS_TRIED: usize = 200;

/// What was found out about the file, and its one sheet.
pub(super) fn read(bytes: &[u8], file: &str) -> Result<(String, Sheet), ReadError> {
    let (encoding, text) = decode(bytes).ok_or_else(|| ReadError::new(file, Said::new("intake-read-unknown")))?;
    let (separator, body) = separator(&text);
    let mut builder = Builder::new(file);
    let name = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    builder.sheet(name);
    let mut record = csv::StringRecord::new();
    let mut reader = reader(body, separator);
    let mut row = 0_u32;
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => row += 1,
            Ok(false) => break,
            Err(_) => {
                return Err(
                    ReadError::new(file, Said::new("intake-read-damaged")).at(name, Some(crate::address(0, row + 1)))
                );
            }
        }
        for (column, text) in record.iter().enumerate() {
            let column = u32::try_from(column).unwrap_or(u32::MAX);
            if text.chars().count() > limits::CELL_CHARACTERS {
                let what = Said::new("intake-read-cell-too-long").with("limit", limits::CELL_CHARACTERS);
                return Err(ReadError::new(file, what).at(name, Some(crate::address(column, row))));
            }
            let value = CellValue::Text(catalogue::unguard(text).into());
            builder.put(row, Cell { column, value, format: None, formula: None })?;
        }
    }
    let shown = if separator == b'\t' { "tab".to_owned() } else { char::from(separator).to_string() };
    let sheet = builder.finish().pop().unwrap_or_default();
    Ok((format!("{encoding} {shown}"), sheet))
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// The separator that cuts most rows into the same number of columns (more than one). A first line `sep=;` says it itself.
fn separator(text: &str) -> (u8, &str) {
    if let Some(rest) = text.strip_prefix("sep=")
        && let Some(said) = rest.bytes().next().filter(|b| SEPARATORS.contains(b))
    {
        let body = rest.find('\n').map_or("", |end| rest.get(end + 1..).unwrap_or(""));
        return (said, body);
    }
    let score = |separator: u8| {
        let mut counts = std::collections::HashMap::new();
        let mut rows = 0_usize;
        for record in reader(text, separator).records().take(ROWS_TRIED).flatten() {
            rows += 1;
            *counts.entry(record.len()).or_insert(0_usize) += 1;
        }
        let (columns, same) = counts.into_iter().max_by_key(|(columns, n)| (*n, *columns)).unwrap_or((1, 0));
        if columns < 2 { (0, 0) } else { (same * 100 / rows.max(1), columns) }
    };
    let best = SEPARATORS.into_iter().rev().max_by_key(|s| score(*s)).unwrap_or(b',');
    (best, text)
}

/// Name of the encoding and the text. `None` when the bytes are no text.
fn decode(bytes: &[u8]) -> Option<(&'static str, Cow<'_, str>)> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes.get(length..)?);
        return Some((encoding.name(), text));
    }
    if let Some(encoding) = wide(bytes) {
        return Some((encoding.name(), encoding.decode_without_bom_handling(bytes).0));
    }
    if bytes.contains(&0) {
        return None;
    }
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        return Some((UTF_8.name(), text));
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    if guess == WINDOWS_1252 || guess.name().starts_with("ISO-8859") {
        return Some(latin(bytes, guess));
    }
    Some((guess.name(), guess.decode_without_bom_handling(bytes).0))
}

/// UTF-16 without a mark: every other byte of Latin text is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |odd: usize| bytes.iter().take(2000).skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), bytes.len().min(2000) / 2);
    if pairs < 2 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    // Separators, digits and line ends are zero-high even in Cyrillic text.
    if odd * 5 > pairs && even == 0 {
        Some(UTF_16LE)
    } else if even * 5 > pairs && odd == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Western text of Windows, or of DOS (code page 850) when that makes more of the bytes letters inside words.
fn latin(bytes: &[u8], guess: &'static Encoding) -> (&'static str, Cow<'static, str>) {
    let windows = guess.decode_without_bom_handling(bytes).0.into_owned();
    let dos: String = bytes.iter().map(|b| dos_character(*b)).collect();
    if letters_in_words(&dos) > letters_in_words(&windows) {
        return ("CP850", Cow::Owned(dos));
    }
    // 0xA4 is the euro sign in ISO 8859-15 and the currency sign in Windows-1252, which nobody types.
    if windows.contains('\u{a4}') && !bytes.iter().any(|b| (0x80..0xA0).contains(b)) {
        let (text, _) = encoding_rs::ISO_8859_15.decode_without_bom_handling(bytes);
        return ("ISO-8859-15", Cow::Owned(text.into_owned()));
    }
    (guess.name(), Cow::Owned(windows))
}

/// How many letters beyond ASCII stand beside an ASCII letter, less the signs that do.
fn letters_in_words(text: &str) -> i64 {
    let chars: Vec<char> = text.chars().collect();
    let beside = |at: usize| {
        let before = at.checked_sub(1).and_then(|b| chars.get(b));
        [before, chars.get(at + 1)].into_iter().flatten().any(char::is_ascii_alphabetic)
    };
    let score = |c: char| {
        if c.is_lowercase() {
            2
        } else if c.is_alphabetic() {
            1
        } else {
            -2
        }
    };
    chars.iter().enumerate().filter(|(at, c)| !c.is_ascii() && beside(*at)).map(|(_, c)| score(*c)).sum()
}

/// Code page 850, upper half (the Unicode consortium's table CP850.TXT).
const CODE_PAGE_850: &str = concat!(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐",
    "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}"
);

fn dos_character(byte: u8) -> char {
    match byte.checked_sub(128) {
        None => char::from(byte),
        Some(high) => CODE_PAGE_850.chars().nth(usize::from(high)).unwrap_or('\u{fffd}'),
    }
}
