//! The papers of the year: a few contracts, offers and notes with their files, so that the page of documents is not empty and
//! a card shows what hangs on it. The files are made here, letter by letter; none is a stranger's.

use std::fmt::Write as _;

use crate::clients::Client;
use crate::pen::{Cell, DAY, Pen, day, link, text};

/// Writes them at the end of the story: they draw no lots, so that the rest of it stays as it was.
pub fn write_documents(pen: &mut Pen, clients: &[Client]) {
    write_big_client(pen);
    let sellers = ["sofia", "nerea", "ana", "jordi"];
    let of = |seller: &str| clients.iter().find(|client| client.seller == seller && pen.age(client.since) > 120);
    let chosen: Vec<Client> = sellers.iter().filter_map(|seller| of(seller)).cloned().collect();
    for (place, client) in (0_i64..).zip(&chosen) {
        write_offer(pen, client, 60 + place * 9);
    }
    if let Some(client) = chosen.first() {
        write_note(pen, client);
    }
}

fn at(pen: &Pen, days: i64) -> i64 {
    (pen.end / DAY - days) * DAY + 10 * DAY / 24
}

fn write_big_client(pen: &mut Pen) {
    let (signed, lines) = (
        at(pen, 300),
        [
            "CONTRATO MARCO DE SUMINISTRO",
            "",
            "Entre Suministros Vidal, S.L. y el Consorcio Sanitario del Ebro.",
            "Objeto: equipos informáticos y material de oficina, por trimestres.",
            "Plazo de pago: 60 días. Duración: doce meses, prorrogables.",
        ],
    );
    let key = pen.key("document");
    let ends = pen.end + 20 * DAY;
    let fields = vec![
        ("name", text("Contrato marco de suministro")),
        ("kind", text("contract")),
        ("file", pdf("Contrato marco Consorcio Ebro.pdf", &lines)),
        ("company", link("big")),
        ("signed_on", day(signed)),
        ("expires_on", day(ends)),
    ];
    pen.create(signed, Some("marta"), &key, "document", fields);
    let delivered = at(pen, 40);
    let note = "Albarán de entrega 2026-041\r\nConsorcio Sanitario del Ebro\r\n80 portátiles, 80 bases USB-C\r\nRecibido conforme.\r\n";
    let key = pen.key("document");
    let fields = vec![
        ("kind", text("act")),
        ("file", file("albarán 2026-041.txt", note.as_bytes().to_vec())),
        ("company", link("big")),
        ("signed_on", day(delivered)),
    ];
    pen.create(delivered, Some("marta"), &key, "document", fields);
}

fn write_offer(pen: &mut Pen, client: &Client, ago: i64) {
    let made = at(pen, ago);
    let lines = [
        "OFERTA",
        "",
        client.name.as_str(),
        "Renovación de puestos: pantalla, base USB-C y ratón.",
        "Validez: 30 días.",
    ];
    let key = pen.key("document");
    let fields = vec![
        ("name", text(format!("Oferta de renovación – {}", client.name))),
        ("kind", text("offer")),
        ("file", pdf("oferta renovación.pdf", &lines)),
        ("company", link(client.key.clone())),
        ("expires_on", day(made + 30 * DAY)),
    ];
    pen.create(made, Some(client.seller), &key, "document", fields);
}

/// Promised, and not there yet: what the segment of documents without a file shows.
fn write_note(pen: &mut Pen, client: &Client) {
    let key = pen.key("document");
    let fields = vec![
        ("name", text("Poder de representación")),
        ("kind", text("letter")),
        ("company", link(client.key.clone())),
    ];
    pen.create(at(pen, 12), Some(client.seller), &key, "document", fields);
}

fn file(name: &str, bytes: Vec<u8>) -> Cell {
    Cell::File { name: name.into(), bytes: bytes.into() }
}

/// One page of plain lines as PDF 1.4 (ISO 32000-1, 7.5: objects, cross-reference table, trailer).
fn pdf(name: &str, lines: &[&str]) -> Cell {
    let mut page = String::from("BT /F1 12 Tf 16 TL 72 760 Td\n");
    for line in lines {
        let escaped = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        // Writing to a String cannot fail.
        let _written = writeln!(page, "({escaped}) Tj T*");
    }
    page.push_str("ET");
    let page = latin(&page);
    let objects: [Vec<u8>; 5] = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>".to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        [format!("<< /Length {} >>\nstream\n", page.len()).into_bytes(), page, b"\nendstream".to_vec()].concat(),
    ];
    let mut bytes = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut table = String::from("0000000000 65535 f \n");
    for (number, object) in (1..).zip(&objects) {
        let _written = writeln!(table, "{:010} 00000 n ", bytes.len());
        bytes.extend(format!("{number} 0 obj\n").into_bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    let end = format!("xref\n0 6\n{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    bytes.extend(end.into_bytes());
    file(name, bytes)
}

/// The letters of Western Europe in one byte each, as the font of the page wants them; a dash for what has none.
fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'-')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_a_pdf_whose_table_leads_to_its_objects() {
        let Cell::File { bytes, .. } = pdf("a.pdf", &["Señor (1)"]) else { panic!("a file") };
        let place = |word: &[u8]| bytes.windows(word.len()).position(|window| window == word).expect("there");
        let table = String::from_utf8_lossy(&bytes[place(b"xref\n0 6")..]).into_owned();
        for (number, line) in (1..=5).zip(table.lines().skip(3)) {
            let at: usize = line[..10].parse().expect("a place");
            assert!(bytes[at..].starts_with(format!("{number} 0 obj").as_bytes()), "{line}");
        }
        assert!(bytes.windows(9).any(|window| window == b"Se\xf1or \\(1"));
    }
}
