//! The files of records. Bytes that a caller brings are kept on the shelf and become a `KeptFile`, the only thing that sets
//! a file field; they are opened again through the rights on their record and field alone, never by their hash.

mod carried;
mod media;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use catalogue::{Action, FileRef, Id, Kind, Name, Object, TitlePart, Value, tidy_file_name};
use indexmap::IndexMap;
use serde_json::json;
use store::{Shelf, StoreError};

use crate::{Ctx, Error, Gate, evidence, read, rights};

pub use carried::{carry, recall};

/// The largest file.
pub const MOST_BYTES: usize = 25 << 20;
/// The same in the megabytes that people are told.
pub const MOST_MEGABYTES: usize = MOST_BYTES >> 20;
/// How long a file that no record names waits for one: a form that is filled in over a weekend.
const WAITS: Duration = Duration::from_secs(7 * 24 * 3_600);
/// What a file is called whose name was nothing but tricks.
const NAMELESS: &str = "file";

/// A file that a caller has brought and that lies on the shelf. Nothing outside this module makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile(Arc<FileRef>);

impl KeptFile {
    /// What the field will hold.
    #[must_use]
    pub fn file(&self) -> &FileRef {
        &self.0
    }

    pub(crate) fn value(&self) -> Value {
        Value::File(self.0.clone())
    }
}

/// Keeps these bytes for a field of the object, durably, under a tidied name. Its type is what the bytes say, not what the
/// caller says. Needs the right to write the field on some record.
pub async fn keep(ctx: &Ctx, object: &str, field: &str, name: &str, bytes: Vec<u8>) -> Result<KeptFile, Error> {
    let object = may_bring(ctx, object, field)?;
    let field = object.field(field).ok_or(Error::NotFound)?;
    if bytes.is_empty() {
        return Err(fault(&field.name, "fault-file-empty", Vec::new()));
    }
    if bytes.len() > MOST_BYTES {
        return Err(too_large(&field.name));
    }
    let shelf = shelf(&ctx.gate)?.clone();
    let size = bytes.len() as u64;
    let (sha256, media) = on_disk(move || Ok((shelf.put(&bytes)?, media::of(&bytes)))).await?;
    let tidy = Some(tidy_file_name(name)).filter(|name| !name.is_empty());
    let file = FileRef::new(&sha256, size, media, tidy.as_deref().unwrap_or(NAMELESS));
    file.map(|file| KeptFile(Arc::new(file))).ok_or_else(|| Error::internal("a kept file has no text form"))
}

/// The fault of a file beyond the limit, for whoever stops reading before its end.
#[must_use]
pub fn too_large(field: &Name) -> Error {
    fault(field, "fault-file-too-large", vec![("most", MOST_MEGABYTES.to_string())])
}

fn fault(field: &Name, key: &'static str, args: Vec<(&'static str, String)>) -> Error {
    Error::Invalid(vec![crate::Fault::of(field, key, args)])
}

/// The object, when the caller may write the file field on some record of it; the try of anybody else is evidence.
fn may_bring(ctx: &Ctx, object: &str, field: &str) -> Result<Arc<Object>, Error> {
    let found = rights::object(ctx, object, &[Action::Read, Action::Create]).and_then(|object| {
        let field = object.field(field).filter(|field| field.kind == Kind::File).ok_or(Error::NotFound)?;
        let may = |action| rights::decision(ctx, action, &object).may_ever(field);
        if may(Action::Create) || may(Action::Update) { Ok(object) } else { Err(Error::Forbidden) }
    });
    if let Err(error) = &found {
        evidence::note_refusal(ctx, "upload", object, None, error);
    }
    found
}

/// A file that a record holds, ready to be read.
#[derive(Debug, Clone)]
pub struct Opened {
    pub file: Arc<FileRef>,
    pub path: PathBuf,
}

/// The file of a record, through the rights on its row and field: what one may not see answers as what is not there. Leaves
/// `download` evidence, written before the answer.
pub async fn open(ctx: &Ctx, object: &str, id: Id, field: &str) -> Result<Opened, Error> {
    let found = find(ctx, object, id, field).await;
    let (object, file) = match found {
        Ok(found) => found,
        Err(error) => {
            evidence::note_refusal(ctx, "download", object, Some(id), &error);
            return Err(error);
        }
    };
    let path = shelf(&ctx.gate)?.path(file.sha256());
    let whole = path.filter(|path| std::fs::metadata(path).is_ok_and(|there| there.len() == file.size()));
    let path = whole.ok_or_else(|| {
        Error::internal(format!("the file {} of {object} {id} is missing or damaged on the shelf", file.sha256()))
    })?;
    let detail = json!({ "field": field, "name": file.name(), "size": file.size(), "sha256": file.sha256() });
    evidence::note(ctx, "download", Some(&object), Some(id), &detail);
    evidence::flush(&ctx.gate).await?;
    Ok(Opened { file, path })
}

async fn find(ctx: &Ctx, object: &str, id: Id, field: &str) -> Result<(Name, Arc<FileRef>), Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let record = read::fetch(ctx, &object, id).await?;
    let file = record.get(field).as_file().cloned().ok_or(Error::NotFound)?;
    Ok((object.name.clone(), file))
}

/// A new record that nobody named is called by its file, when its title is one text field.
pub(crate) fn name_by_file(object: &Object, values: &mut IndexMap<Name, Value>) {
    let [TitlePart::Field(name)] = object.title.as_slice() else { return };
    let is_text = object.field(name).is_some_and(|field| field.kind == Kind::Text);
    if !is_text || values.get(name).is_some_and(|value| !value.is_null()) {
        return;
    }
    if let Some(file) = values.values().find_map(Value::as_file) {
        values.insert(name.clone(), Value::text(file.name()));
    }
}

/// Removes files that were kept more than a week before `now` and that neither a record nor its history names; answers how
/// many. To be called daily. Without a shelf there is nothing to clear.
pub async fn clear(gate: &Gate, now: SystemTime) -> Result<usize, Error> {
    let Some(shelf) = gate.store.shelf().cloned() else { return Ok(0) };
    // By the set-up that holds now: a field that is newer than this process names files too.
    let needed = gate.fresh().await?.store.named_files().await?;
    on_disk(move || shelf.clear(now - WAITS, &needed)).await
}

fn shelf(gate: &Gate) -> Result<&Shelf, Error> {
    let missing = || StoreError::Unavailable("the folder of files is not known to this command".into());
    gate.store.shelf().ok_or_else(|| Error::Unavailable(missing()))
}

/// Work on the shelf, off the threads that answer requests. A full or broken disk is a matter of trying again later.
async fn on_disk<T: Send + 'static>(work: impl FnOnce() -> std::io::Result<T> + Send + 'static) -> Result<T, Error> {
    let done = tokio::task::spawn_blocking(work).await.map_err(std::io::Error::from);
    done.and_then(|done| done)
        .map_err(|e| Error::Unavailable(StoreError::Unavailable(format!("the shelf of files: {e}"))))
}
