//! From an export to a file of its form, page by page.

use std::fs::File;
use std::io::BufWriter;
use std::sync::Arc;

use catalogue::Object;
use query::calendar;
use records::export::Export;
use records::{Ctx, Error, json};

use crate::cell::Voice;
use crate::delimited::Delimited;
use crate::heads::{Head, heads};
use crate::sheet::{About, Sheet};
use crate::{Form, OuttakeError};

/// Writes every row into the file, under the headings and with the words of the request's language. Answers the file, at its end.
///
/// # Errors
/// The gate's refusals; what keeps the file from being written. What stands in it then is not whole.
pub async fn write(export: &mut Export, form: Form, file: File) -> Result<File, OuttakeError> {
    let ctx = export.ctx().clone();
    let object = object(&ctx, export)?;
    let columns = export.columns().to_vec();
    let heads = heads(&ctx.gate.catalogue, &object, &columns, (ctx.lang, ctx.env.currency));
    let voice = Voice { words: &ctx.gate.catalogue.words, lang: ctx.lang, zone: &ctx.env.zone };
    match form {
        Form::Csv => delimited(export, &heads, &voice, file).await,
        Form::Xlsx => sheet(export, &heads, &voice, (about(&ctx, export, &object), file)).await,
    }
}

async fn delimited(
    export: &mut Export,
    heads: &[Head<'_>],
    voice: &Voice<'_>,
    file: File,
) -> Result<File, OuttakeError> {
    let mut written = Delimited::new(BufWriter::new(file), voice.lang, heads)?;
    while let Some(page) = export.next_page().await? {
        for record in &page {
            written.row(&voice.cells(heads, record))?;
        }
    }
    written.end()?.into_inner().map_err(|error| OuttakeError::File(error.into_error()))
}

async fn sheet(
    export: &mut Export,
    heads: &[Head<'_>],
    voice: &Voice<'_>,
    (about, file): (About, File),
) -> Result<File, OuttakeError> {
    let mut sheet = Sheet::new(&about, heads)?;
    while let Some(page) = export.next_page().await? {
        for record in &page {
            sheet.row(&voice.cells(heads, record))?;
        }
    }
    let whole = tokio::task::spawn_blocking(move || {
        sheet.end(BufWriter::new(&file))?;
        Ok(file)
    });
    whole.await.map_err(|error| OuttakeError::File(std::io::Error::other(error)))?
}

fn object(ctx: &Ctx, export: &Export) -> Result<Arc<Object>, Error> {
    ctx.gate.catalogue.objects.get(&export.survey().object).cloned().ok_or(Error::NotFound)
}

fn about(ctx: &Ctx, export: &Export, object: &Object) -> About {
    let words = &ctx.gate.catalogue.words;
    let args = [
        ("person", ctx.who.name.to_string().into()),
        ("day", day(ctx).into()),
        ("number", export.noted().to_string().into()),
    ];
    About {
        title: words.object_plural(ctx.lang, &object.name),
        author: ctx.who.name.to_string(),
        note: words.text_with(ctx.lang, "export-note", &args),
    }
}

/// Today in the company's calendar.
fn day(ctx: &Ctx) -> String {
    calendar::day_of(ctx.env.now, &ctx.env.zone).map(json::date_text).unwrap_or_default()
}

/// What the file of an export is called: `companies-2026-11-27.xlsx`.
#[must_use]
pub fn file_name(ctx: &Ctx, object: &str, form: Form) -> String {
    let plural = ctx.gate.catalogue.object(object).map_or(object, |object| &object.plural);
    format!("{plural}-{}.{}", day(ctx), form.as_str())
}
