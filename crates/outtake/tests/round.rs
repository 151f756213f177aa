//! A file that left, read back by the import: every column is known, and importing it over the same base changes nothing.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test without its ground must fail loudly")]

use std::io::{Read as _, Seek as _};

use catalogue::{Kind, Lang};
use intake::{CellValue, Workbook};
use outtake::Form;
use records::{Ctx, ListAsk, export};
use testkit::Company;

/// The file of this list as a person of the story would take it out.
async fn taken(ctx: &Ctx, columns: &[&str], object: &str, form: Form) -> Vec<u8> {
    let columns = columns.iter().map(|column| (*column).to_owned()).collect();
    let ask = ListAsk { object: object.to_owned(), columns, ..ListAsk::default() };
    let mut begun = export::begin(ctx, &ask, form.as_str()).await.unwrap();
    let mut file = outtake::write(&mut begun, form, tempfile::tempfile().unwrap()).await.unwrap();
    begun.finished();
    let mut bytes = Vec::new();
    file.rewind().unwrap();
    file.read_to_end(&mut bytes).unwrap();
    bytes
}

async fn owner(company: &Company, lang: Lang) -> Ctx {
    company.ctx("elena").await.speaking(lang)
}

fn read(ctx: &Ctx, bytes: &[u8], form: Form) -> Workbook {
    let name = outtake::file_name(ctx, "company", form);
    assert_eq!(name, format!("companies-2026-11-16.{}", form.as_str()));
    intake::read::read_bytes(bytes, &name).unwrap()
}

/// Fields of companies that a file can bring: those that are kept, and those that other records are named in.
const BROUGHT: [&str; 19] = [
    "name",
    "legal_name",
    "tax_id",
    "industry",
    "size",
    "employees",
    "founded_year",
    "annual_revenue",
    "life_cycle",
    "lead_source",
    "phone",
    "phone_other",
    "email",
    "website",
    "address_street",
    "address_city",
    "address_country",
    "description",
    "owner",
];

async fn comes_back(company: &Company, lang: Lang, form: Form, columns: &[&str]) {
    let ctx = owner(company, lang).await;
    let bytes = taken(&ctx, columns, "company", form).await;
    let books = [read(&ctx, &bytes, form)];
    let proposal = intake::propose(&ctx, &books).await.unwrap();
    let [sheet] = &proposal.plan.sheets[..] else { panic!("{:?}", proposal.plan.sheets) };
    let of = format!("{lang:?} {form:?}");
    assert!(sheet.included && sheet.branch.is_none(), "{of}: {sheet:?}");
    let object = &ctx.gate.catalogue.objects["company"];
    for (column, asked) in sheet.columns.iter().zip(columns) {
        let target = column.target.as_ref().map(|target| (target.part.as_str(), &*target.field));
        let field = &object.fields[*asked];
        let meant = match &field.kind {
            _ if *asked == "owner" => Some(("user", "name")),
            Kind::Rollup { .. } | Kind::Computed { .. } => None,
            _ => Some(("company", *asked)),
        };
        assert_eq!(target, meant, "{of}: {asked} under {:?}", column.header);
        assert!(target.is_none() || !column.reading.is_open(), "{of}: {asked} as {:?}", column.reading);
    }
    assert_eq!(sheet.columns.len(), columns.len());
    let before = company.gate.store.digest().await.unwrap();
    let batch = intake::begin(&ctx, &proposal.plan).await.unwrap();
    let report = intake::run(&ctx, batch, &proposal.plan, &books).await.unwrap();
    assert!(report.refused.is_empty(), "{of}: {:?}", report.refused);
    let told: Vec<_> =
        report.objects.iter().map(|o| (&o.object, o.created, o.updated, o.unchanged, o.in_doubt)).collect();
    assert!(told.iter().all(|(_, created, updated, ..)| (*created, *updated) == (0, 0)), "{of}: {told:?}");
    assert!(told.iter().any(|(object, _, _, unchanged, _)| *object == "company" && *unchanged > 30), "{of}: {told:?}");
    assert_eq!(company.gate.store.digest().await.unwrap(), before, "{of}");
}

#[tokio::test]
async fn clients_come_back_as_they_were_in_each_language_and_form() {
    let company = Company::told().await;
    let own = company.gate.catalogue.objects["company"].list.columns.clone();
    let own: Vec<&str> = own.iter().map(|name| &**name).collect();
    for lang in Lang::ALL {
        for form in Form::ALL {
            comes_back(&company, lang, form, &BROUGHT).await;
            comes_back(&company, lang, form, &own).await;
        }
    }
}

#[tokio::test]
async fn cells_are_typed_and_told_in_the_language_of_the_reader() {
    let company = Company::told().await;
    let ctx = owner(&company, Lang::Es).await;
    let columns = ["name", "stage", "amount", "expected_close", "created_at", "company", "id"];
    let bytes = taken(&ctx, &columns, "deal", Form::Xlsx).await;
    let book = read_as(&bytes, "deals.xlsx");
    let rows = &book.sheets[0].rows;
    let head: Vec<String> = rows[0].cells.iter().map(|cell| cell.value.shown()).collect();
    assert_eq!(head[..3], ["Nombre", "Fase", "Importe"]);
    assert!(rows.len() > 10, "{rows:?}");
    let won = rows.iter().find(|row| row.cells.len() == columns.len() && row.cells[1].value.shown() == "Ganada");
    let won = won.unwrap_or_else(|| panic!("{:?}", &rows[..5]));
    let cell = |column: u32| won.cells.iter().find(|cell| cell.column == column).unwrap();
    assert!(matches!(cell(2).value, CellValue::Number(_)), "{:?}", cell(2));
    assert_eq!(cell(2).format.as_deref(), Some("#,##0.00\\ \"EUR\""));
    assert!(matches!(cell(3).value, CellValue::Date(_)), "{:?}", cell(3));
    assert!(matches!(cell(4).value, CellValue::DateTime(_)), "{:?}", cell(4));
    assert!(matches!(cell(6).value, CellValue::Number(_)), "{:?}", cell(6));
    let text = String::from_utf8(taken(&ctx, &columns, "deal", Form::Csv).await).unwrap();
    let mut lines = text.lines();
    assert!(lines.next().unwrap().starts_with("\u{feff}Nombre;Fase;Importe;"), "{text}");
    assert!(text.contains(";Ganada;") && text.contains(",00;") || text.contains(",50;"), "{text}");
}

fn read_as(bytes: &[u8], name: &str) -> Workbook {
    intake::read::read_bytes(bytes, name).unwrap()
}

/// What a client is called is never run, and comes back to the letter.
#[tokio::test]
async fn a_name_that_is_a_formula_is_text_in_both_forms() {
    let company = Company::told().await;
    let ctx = owner(&company, Lang::En).await;
    for name in ["=cmd|' /C calc'!A0", "+34 600 (old)", "-Acme-", "@home", "'=quoted"] {
        let draft = records::Draft::default().with("name", name);
        records::create::create(&ctx, "company", draft, None).await.unwrap();
    }
    let text = String::from_utf8(taken(&ctx, &["name"], "company", Form::Csv).await).unwrap();
    for line in text.lines().skip(1) {
        let cell = line.trim_matches('"');
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{line}");
    }
    for form in Form::ALL {
        let bytes = taken(&ctx, &["name", "phone"], "company", form).await;
        let book = read_as(&bytes, &format!("companies.{}", form.as_str()));
        let cells: Vec<_> = book.sheets[0].rows.iter().flat_map(|row| &row.cells).collect();
        assert!(cells.iter().all(|cell| cell.formula.is_none()));
        for name in ["=cmd|' /C calc'!A0", "+34 600 (old)", "-Acme-", "@home", "'=quoted"] {
            assert!(cells.iter().any(|cell| cell.value.shown() == name), "{form:?}: {name}");
        }
    }
}
