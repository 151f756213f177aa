//! A few clients to look round with, in the reader's language and around today's date. They come in by the import, as a drop of files
//! would, so throwing them away is taking that import back.

use catalogue::{Id, Kind, Lang, Name};
use intake::Workbook;
use query::calendar::day_text;
use ui::paths;

use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::import::{batch::file_names, draft::run, refused};
use crate::visitor::Visitor;

/// How its files are called.
const PREFIX: &str = "candor-sample-";
/// Imports that are looked through for it.
const LOOKED_THROUGH: u32 = 50;

/// One kind of record a block: its name and fields, then a record a line. Choices by their ids; days from today with a sign.
fn texts(lang: Lang) -> &'static str {
    match lang {
        Lang::En => include_str!("sample/en.txt"),
        Lang::Es => include_str!("sample/es.txt"),
        Lang::Ru => include_str!("sample/ru.txt"),
    }
}

/// The import that brought it in, if it was not taken back.
pub async fn kept(visitor: &Visitor) -> Result<Option<Id>, Error> {
    let batches = match records::bulk::batches(&visitor.ctx, LOOKED_THROUGH).await {
        Ok(batches) => batches,
        Err(records::Error::Forbidden) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let is_it = |batch: &records::Batch| {
        &*batch.state != "undone" && file_names(batch).first().is_some_and(|name| name.starts_with(PREFIX))
    };
    Ok(batches.iter().find(|batch| is_it(batch)).map(|batch| batch.id))
}

/// `POST /start/sample`.
pub async fn add_sample(visitor: Visitor) -> Answer {
    records::rights::need_set_up(&visitor.ctx)?;
    records::rights::need_import(&visitor.ctx)?;
    if kept(&visitor).await?.is_some() {
        return Ok(visitor.go(paths::START));
    }
    let books = books(&visitor)?;
    let proposal = intake::propose(&visitor.ctx, &books).await.map_err(refused)?;
    let mut ctx = visitor.ctx.clone();
    ctx.channel = "import".into();
    let batch = intake::begin(&ctx, &proposal.plan).await.map_err(refused)?;
    run(&ctx, batch, &proposal.plan, &books).await.map_err(refused)?;
    Ok(visitor.go_saying(paths::START, Saying::done(visitor.text("start-sample-added"))))
}

fn books(visitor: &Visitor) -> Result<Vec<Workbook>, Error> {
    let mut books = Vec::new();
    for block in texts(visitor.reader.lang).split("\n\n") {
        let mut lines = block.lines();
        let Some((object, fields)) = lines.next().and_then(|head| head.split_once(": ")) else { continue };
        let Some(known) = visitor.ctx.gate.catalogue.object(object) else { continue };
        let fields: Vec<Name> = fields.split(',').map(Name::from).collect();
        let reader = &visitor.reader;
        let mut text = line(fields.iter().map(|field| reader.words().field_label(reader.lang, object, field)));
        for record in lines {
            text.push_str(&line(
                fields.iter().zip(record.split(',')).map(|(field, said)| cell(visitor, known, field, said)),
            ));
        }
        let name = format!("{PREFIX}{}.csv", known.plural);
        books.push(intake::read::read_bytes(text.as_bytes(), &name).map_err(|error| Error::Bad(error.to_string()))?);
    }
    Ok(books)
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|cell| format!("\"{cell}\"")).collect();
    format!("{}\n", cells.join(","))
}

/// As somebody would have written it into a spreadsheet.
fn cell(visitor: &Visitor, object: &catalogue::Object, field: &str, said: &str) -> String {
    let reader = &visitor.reader;
    match object.field(field).map(|field| &field.kind) {
        Some(Kind::Choice { .. } | Kind::Stage { .. }) => {
            reader.words().option_label(reader.lang, &object.name, field, said)
        }
        Some(Kind::Date | Kind::Instant) => {
            let days = said.parse::<i32>().unwrap_or_default();
            day_text(reader.today() + days)
        }
        _ => said.to_owned(),
    }
}
