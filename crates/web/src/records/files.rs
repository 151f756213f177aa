//! Files of records: taken out through the rights on their record, and added to a card, several at once.

use axum::body::Body;
use axum::extract::{Multipart, Path};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::IntoResponse as _;
use catalogue::{Action, Kind, Name};
use maud::{Markup, html};
use records::create::{IdempotencyKey, Once, create_all};
use records::files::{self, KeptFile, MOST_MEGABYTES};
use records::read::read;
use records::{Draft, Record};
use tokio::io::AsyncReadExt as _;
use ui::{file_field, paths};

use super::change::refusal;
use super::related::with_references;
use super::sending::{bytes_of, unreadable};
use super::subject::{Subject, id_of};
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::headers::Sandboxed;
use crate::visitor::Visitor;

/// Files in one drop.
const AT_ONCE: usize = 40;
/// Bytes read from the disk at a time.
pub const CHUNK: usize = 64 << 10;

/// `GET /{plural}/{id}/file/{field}`: the file, to be saved. Never shown in place: a page or drawing in it would speak with
/// our address.
pub async fn download_file(visitor: Visitor, Path((plural, id, field)): Path<(String, String, String)>) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let opened = files::open(&visitor.ctx, &subject.object.name, id_of(&id)?, &field).await?;
    let file = tokio::fs::File::open(&opened.path).await.map_err(disk)?;
    let mut response = Body::from_stream(stream(file)).into_response();
    let headers = response.headers_mut();
    let mut put = |name: HeaderName, value: String| {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(name, value);
        }
    };
    put(CONTENT_TYPE, told_media(opened.file.media()).to_owned());
    put(CONTENT_LENGTH, opened.file.size().to_string());
    put(CONTENT_DISPOSITION, disposition(opened.file.name()));
    response.extensions_mut().insert(Sandboxed);
    Ok(response)
}

fn disk(error: std::io::Error) -> Error {
    Error::Broken { what: "the shelf of files", source: Box::new(error) }
}

fn stream(file: tokio::fs::File) -> impl futures::Stream<Item = std::io::Result<Vec<u8>>> {
    futures::stream::try_unfold(file, async |mut file: tokio::fs::File| {
        let mut chunk = Vec::with_capacity(CHUNK);
        let read = file.read_buf(&mut chunk).await?;
        Ok((read > 0).then_some((chunk, file)))
    })
}

/// What a browser would run is told as bytes.
fn told_media(media: &str) -> &str {
    match media {
        "text/plain" => "text/plain; charset=utf-8",
        media if media.starts_with("text/") || media.ends_with("xml") => "application/octet-stream",
        media => media,
    }
}

/// `Content-Disposition` of RFC 6266: a plain name for old readers, and the whole one, percent-encoded (RFC 8187).
pub fn disposition(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || " -_.()".contains(c) { c } else { '_' };
    let ascii: String = name.chars().map(plain).collect();
    format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{}", paths::escape(name))
}

/// `POST /{plural}/{id}/files`: each file becomes a document of the record, named as the file. All of them, or none.
pub async fn add_files(visitor: Visitor, Path((plural, id)): Path<(String, String)>, parts: Multipart) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let record = read(&visitor.ctx, &subject.object.name, id_of(&id)?).await?;
    let Some((made, field)) = made_of(&subject) else { return Err(Error::NOT_FOUND) };
    records::rights::need(&visitor.ctx, Action::Create, &made.object.name)?;
    let card = subject.card(record.id);
    let (key, kept) = match keep_all(&made, &field, parts).await? {
        Ok(brought) => brought,
        Err(why) => return Ok(visitor.go_saying(&card, Saying::refused(why))),
    };
    if kept.is_empty() {
        return Ok(visitor.go_saying(&card, Saying::refused(visitor.text("file-none-chosen"))));
    }
    let request =
        format!("{plural} {id} {}", kept.iter().map(|kept| kept.file().to_string()).collect::<Vec<_>>().join("\n"));
    let count = i64::try_from(kept.len()).unwrap_or(i64::MAX);
    let draft = |kept| with_references(&subject, &record, made.object, Draft::default().with_file(&field, kept));
    let drafts = kept.into_iter().map(draft).collect();
    let once = Once { key: IdempotencyKey(key), request };
    let saying = match create_all(&visitor.ctx, &made.object.name, drafts, once).await {
        Ok(_) => Saying::done(visitor.reader.text_with("said-files-added", &[("count", count.into())])),
        Err(error) => Saying::refused(refusal(&made, error)?),
    };
    Ok(visitor.go_saying(&card, saying))
}

/// Keeps every file of the form; answers the form's key and the files, or what is wrong with one of them.
async fn keep_all(
    made: &Subject<'_>,
    field: &Name,
    mut parts: Multipart,
) -> Result<Result<(String, Vec<KeptFile>), String>, Error> {
    let reader = made.reader();
    let mut key = super::form::fresh_key();
    let mut kept = Vec::new();
    let mut wrong = None;
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        let Some(name) = part.file_name().map(str::to_owned) else {
            if part.name() == Some("key") {
                key = part.text().await.map_err(unreadable)?;
            }
            continue;
        };
        let beyond = || {
            let most = i64::try_from(MOST_MEGABYTES).unwrap_or_default();
            let name = catalogue::tidy_file_name(&name);
            reader.text_with("file-named-beyond", &[("name", name.into()), ("most", most.into())])
        };
        match bytes_of(part).await? {
            None => wrong = wrong.or_else(|| Some(beyond())),
            Some(bytes) if name.is_empty() && bytes.is_empty() => {}
            Some(_) if kept.len() == AT_ONCE => return Err(Error::TooLarge),
            Some(bytes) => match files::keep(&made.visitor.ctx, &made.object.name, field, &name, bytes).await {
                Ok(file) => kept.push(file),
                Err(error) => {
                    let why = format!("{}: {}", catalogue::tidy_file_name(&name), refusal(made, error)?);
                    wrong = wrong.or(Some(why));
                }
            },
        }
    }
    Ok(wrong.map_or(Ok((key, kept)), Err))
}

/// The object whose records keep files for records like this one, and the field that holds them.
pub fn made_of<'v>(subject: &Subject<'v>) -> Option<(Subject<'v>, Name)> {
    let related = subject.object.card.related.iter().filter_map(|name| subject.object.relations.get(name));
    related.filter_map(|relation| Subject::named(subject.visitor, &relation.object)).find_map(|made| {
        let field = made.object.fields.values().find(|field| field.kind == Kind::File)?;
        Some((made, field.name.clone()))
    })
}

/// The form that adds files to the record, where the visitor may.
pub fn add_form(subject: &Subject<'_>, record: &Record) -> Markup {
    let may = made_of(subject).is_some_and(|(made, field)| {
        let field = made.object.field(&field);
        field.is_some_and(|field| super::typed::may_write(&made, Action::Create, field))
    });
    html! {
        @if may && !record.archived {
            (file_field::add_files(subject.reader(), &paths::of_record(&subject.object.plural, record.id, "files"), &super::form::fresh_key()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{disposition, told_media};

    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(
            disposition("a\"; x=\r\ny.pdf"),
            "attachment; filename=\"a__ x___y.pdf\"; filename*=UTF-8''a%22%3B%20x%3D%0D%0Ay.pdf"
        );
        assert_eq!(
            disposition("Договор.pdf"),
            "attachment; filename=\"_______.pdf\"; filename*=UTF-8''%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80.pdf"
        );
    }

    #[test]
    fn what_would_run_is_told_as_bytes() {
        for media in ["text/html", "image/svg+xml", "application/xml", "text/css"] {
            assert_eq!(told_media(media), "application/octet-stream", "{media}");
        }
        assert_eq!(told_media("application/pdf"), "application/pdf");
    }
}
