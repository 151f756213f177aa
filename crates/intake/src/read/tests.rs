//! Reading: the three formats of one file say the same, exact values, encodings, and files that mean harm.

use std::io::Write as _;

use rust_decimal::Decimal;

use super::{number, read_bytes, read_file, shared};
use crate::{CellValue, Workbook};

fn branch(name: &str) -> Workbook {
    read_file(&shared(&format!("branches/t01_branch_{name}")), name).unwrap()
}

fn column(book: &Workbook, column: u32) -> Vec<CellValue> {
    book.sheets[0].rows[1..].iter().map(|r| r.value(column).clone()).collect()
}

#[test]
fn xls_and_ods_say_what_xlsx_says() {
    let xlsx = branch("north.xlsx");
    for other in ["north.xls", "north.ods"] {
        let other = branch(other);
        assert_eq!(other.sheets[0].name, "Sales");
        assert_eq!(other.sheets[0].rows.len(), 31);
        for at in 0..8 {
            assert_eq!(column(&xlsx, at), column(&other, at), "column {at} of {}", other.name);
        }
    }
}

#[test]
fn a_cell_says_its_format_and_formula() {
    let north = branch("north.xlsx");
    let row = &north.sheets[0].rows[1];
    assert_eq!(*row.value(0), CellValue::Date(crate::day::days(2024, 2, 27).unwrap()));
    assert!(row.cell(6).unwrap().is_percent());
    assert_eq!(row.cell(7).unwrap().formula.as_deref(), Some("ROUND(E2*F2*(1-G2),2)"));
    let ods = branch("north.ods");
    assert!(ods.sheets[0].rows[1].cell(6).unwrap().is_percent());
    let south = branch("south.xlsx");
    assert!(!south.sheets[0].rows[1].cell(6).unwrap().is_percent());
    let east = branch("east.xlsx");
    assert_eq!(*east.sheets[0].rows[2].value(6), CellValue::Text("15 %".into()));
}

#[test]
fn stored_numbers_are_exact() {
    assert_eq!(number("0.34999999999999998"), Some(Decimal::new(35, 2)));
    assert_eq!(number("63.11"), Some(Decimal::new(6311, 2)));
    assert_eq!(number("1E-3"), Some(Decimal::new(1, 3)));
    assert_eq!(number("1.2345678901234567E+20"), Some(Decimal::from_scientific("1.2345678901234567E20").unwrap()));
    assert_eq!(number("NaN"), None);
    assert_eq!(number("1e400"), None);
}

#[test]
fn encodings_and_separators_are_found() {
    let text = "Клиент;Сумма\nРомашка;12,5\nЁлка и сыновья;7\n";
    let cyrillic = encoding_rs::WINDOWS_1251.encode(text).0.into_owned();
    let utf16: Vec<u8> = "a,b\r\n1,ж\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut marked = vec![0xEF, 0xBB, 0xBF];
    marked.extend(text.as_bytes());
    let cases = [
        (cyrillic, "windows-1251 ;", "Ромашка", (0, 1)),
        (marked, "UTF-8 ;", "Клиент", (0, 0)),
        (utf16, "UTF-16LE ,", "ж", (1, 1)),
        (b"Nombre\tCiudad\nMu\xF1oz\tM\xE1laga\n".to_vec(), "windows-1252 tab", "Málaga", (1, 1)),
        (b"Nombre|Ciudad\nMu\xA4oz|M\xA0laga\nJos\x82|Le\xA2n\n".to_vec(), "CP850 |", "Muñoz", (0, 1)),
        (b"Precio;Pa\xEDs\n5 \xA4;Espa\xF1a\n".to_vec(), "ISO-8859-15 ;", "5 €", (0, 1)),
        (b"sep=;\na,b;c\n1;2\n".to_vec(), "UTF-8 ;", "a,b", (0, 0)),
    ];
    for (bytes, dialect, shown, (column, row)) in cases {
        let book = read_bytes(&bytes, "file.csv").unwrap();
        assert_eq!(book.dialect.as_deref(), Some(dialect));
        assert_eq!(*book.sheets[0].rows[row].value(column), CellValue::Text(shown.into()), "{dialect}");
    }
}

fn package(sheet: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let parts = [
        ("[Content_Types].xml", "<Types/>"),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="S" r:id="a"/></sheets></workbook>"#,
        ),
        ("xl/_rels/workbook.xml.rels", r#"<R><Relationship Id="a" Type="x/worksheet" Target="s.xml"/></R>"#),
        ("xl/s.xml", sheet),
    ];
    for (name, body) in parts {
        zip.start_file(name, options).unwrap();
        zip.write_all(body.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn two_cells_in_opposite_corners_cost_two_cells() {
    let bytes = package(
        r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData></worksheet>"#,
    );
    let book = read_bytes(&bytes, "bomb.xlsx").unwrap();
    let rows = &book.sheets[0].rows;
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[1].number, rows[1].cells[0].column), (1_048_576, 16_383));
}

#[test]
fn what_unpacks_beyond_the_ratio_is_refused() {
    let bytes = package(&format!("<worksheet><sheetData>{}</sheetData></worksheet>", " ".repeat(40_000_000)));
    assert!(bytes.len() < 200_000);
    let error = read_bytes(&bytes, "bomb.xlsx").unwrap_err();
    assert_eq!(error.what.key, "intake-read-unpacks-too-large");
}

#[test]
fn document_types_and_damage_are_refused_with_a_reason() {
    let entity = package(r#"<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>"#);
    assert_eq!(read_bytes(&entity, "x.xlsx").unwrap_err().what.key, "intake-read-damaged");
    assert_eq!(read_bytes(b"PK\x03\x04nonsense", "x.xlsx").unwrap_err().what.key, "intake-read-damaged");
    assert_eq!(read_bytes(b"", "x.csv").unwrap_err().what.key, "intake-read-empty");
    assert_eq!(read_bytes(&[7, 0, 1, 0, 0, 0, 9, 9, 9], "x.bin").unwrap_err().what.key, "intake-read-unknown");
}

#[test]
fn the_date_system_of_1904_is_kept() {
    use super::{Epoch, formats::Moment, moment};
    let day = |serial: i64, epoch| moment(Decimal::from(serial), Moment::Date, epoch);
    let expected = Some(CellValue::Date(crate::day::days(2024, 2, 27).unwrap()));
    assert_eq!(day(45_349, Epoch::From1900), expected);
    assert_eq!(day(43_887, Epoch::From1904), expected);
    assert_eq!(day(1, Epoch::From1900), Some(CellValue::Date(crate::day::days(1900, 1, 1).unwrap())));
}
