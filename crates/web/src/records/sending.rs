//! A form as it comes in: plain pairs, or parts with files in them. It is read only after it is known who sends it and what
//! for; a file goes to the shelf as it comes, and one that is too large is read past, so that the form can come back with
//! everything else that was typed.

use std::collections::HashMap;

use axum::Form;
use axum::body::{Body, to_bytes};
use axum::extract::multipart::{Field as Part, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use catalogue::{Action, Field, Kind, Name};
use records::files::{KeptFile, MOST_BYTES, carry, keep, recall, too_large};
use records::{Fault, Input};
use ui::file_field::{KEPT, REMOVE};
use ui::form::Typed;

use super::subject::{Sent, Subject};
use crate::app::App;
use crate::error::Error;
use crate::router::FORM_BYTES;

/// Not read yet.
pub enum Sending {
    Pairs(Vec<(String, String)>),
    Parts(Multipart),
}

impl FromRequest<App> for Sending {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.starts_with("multipart/form-data") {
            let parts = Multipart::from_request(request, app).await;
            return parts.map(Self::Parts).map_err(|refusal| refusal.into_response());
        }
        // A form without files is as small here as anywhere.
        let (mut head, body) = request.into_parts();
        let Ok(bytes) = to_bytes(body, FORM_BYTES).await else { return Err(Error::TooLarge.into_response()) };
        head.headers.remove(CONTENT_LENGTH);
        let whole = Request::from_parts(head, Body::from(bytes));
        let form = Form::<Vec<(String, String)>>::from_request(whole, app).await;
        form.map(|Form(pairs)| Self::Pairs(pairs)).map_err(|refusal| refusal.into_response())
    }
}

/// The files of a form: what was brought now or with the form before, and what is wrong with the rest.
#[derive(Default)]
pub struct Brought {
    kept: HashMap<Name, KeptFile>,
    pub faults: Vec<Fault>,
}

impl Sending {
    /// Reads it whole, and keeps its files for those file fields that the visitor may write.
    pub async fn read(self, subject: &Subject<'_>) -> Result<(Sent, Brought), Error> {
        let mut brought = Brought::default();
        let mut pairs = Vec::new();
        match self {
            Self::Pairs(all) => pairs = all,
            Self::Parts(mut parts) => {
                while let Some(part) = parts.next_field().await.map_err(unreadable)? {
                    let name = part.name().unwrap_or_default().to_owned();
                    let Some(file) = part.file_name().map(str::to_owned) else {
                        pairs.push((name, text_of(part, pairs_size(&pairs)).await?));
                        continue;
                    };
                    if let Some(field) = subject.object.field(&name).filter(|field| field.kind == Kind::File) {
                        brought.take(subject, field, &file, part).await?;
                    }
                }
            }
        }
        let sent = Sent(pairs);
        brought.recall(subject, &sent).await?;
        Ok((sent, brought))
    }
}

fn pairs_size(pairs: &[(String, String)]) -> usize {
    pairs.iter().map(|(name, value)| name.len() + value.len()).sum()
}

/// A text part, within what a form may have in all.
async fn text_of(part: Part<'_>, so_far: usize) -> Result<String, Error> {
    let text = part.text().await.map_err(unreadable)?;
    if text.len() + so_far > FORM_BYTES { Err(Error::TooLarge) } else { Ok(text) }
}

impl Brought {
    /// An input in which nothing was chosen sends a part without name and bytes.
    async fn take(&mut self, subject: &Subject<'_>, field: &Field, name: &str, part: Part<'_>) -> Result<(), Error> {
        let Some(bytes) = bytes_of(part).await? else {
            return self.refused(too_large(&field.name));
        };
        if name.is_empty() && bytes.is_empty() {
            return Ok(());
        }
        match keep(&subject.visitor.ctx, &subject.object.name, &field.name, name, bytes).await {
            Ok(kept) => drop(self.kept.insert(field.name.clone(), kept)),
            Err(error) => self.refused(error)?,
        }
        Ok(())
    }

    fn refused(&mut self, error: records::Error) -> Result<(), Error> {
        let records::Error::Invalid(faults) = error else { return Err(error.into()) };
        self.faults.extend(faults);
        Ok(())
    }

    /// Files that came with the form before, where no other one was chosen now.
    async fn recall(&mut self, subject: &Subject<'_>, sent: &Sent) -> Result<(), Error> {
        let ctx = &subject.visitor.ctx;
        for field in subject.object.fields.values().filter(|field| field.kind == Kind::File) {
            let Some(word) = sent.get(&format!("{}.{KEPT}", field.name)) else { continue };
            if self.kept.contains_key(&field.name) || self.faults.iter().any(|f| f.field.as_ref() == Some(&field.name))
            {
                continue;
            }
            match recall(ctx, &subject.object.name, &field.name, word, &subject.visitor.token).await? {
                Some(kept) => drop(self.kept.insert(field.name.clone(), kept)),
                None => self.faults.push(Fault::of(&field.name, "fault-file-again", Vec::new())),
            }
        }
        Ok(())
    }

    /// What a file field is to be: the file brought, nothing, or as it is. Text in its place goes to the gate, which refuses
    /// it.
    #[must_use]
    pub fn input(&self, sent: &Sent, field: &Field) -> Option<Input> {
        if sent.get(&format!("{}.{REMOVE}", field.name)).is_some() {
            return Some(Input::Text(String::new()));
        }
        let kept = self.kept.get(&field.name).cloned().map(Input::File);
        kept.or_else(|| {
            sent.has(&field.name).then(|| Input::Text(sent.get(&field.name).unwrap_or_default().to_owned()))
        })
    }

    /// What stands in the field when the form comes back: the file just brought, else the one that the record has.
    #[must_use]
    pub fn again(&self, subject: &Subject<'_>, field: &Field, own: Typed) -> Typed {
        let Some(kept) = self.kept.get(&field.name) else { return own };
        let text = carry(&subject.visitor.ctx, &subject.object.name, &field.name, kept, &subject.visitor.token);
        Typed { text, file: Some(kept.file().clone().into()), ..Typed::default() }
    }
}

/// The bytes of a part; `None` when there are more than a file may have. Then the rest is read past: a browser shows no
/// answer to a request that it could not send.
pub async fn bytes_of(mut part: Part<'_>) -> Result<Option<Vec<u8>>, Error> {
    let mut bytes = Vec::new();
    let mut is_beyond = false;
    while let Some(chunk) = part.chunk().await.map_err(unreadable)? {
        is_beyond |= bytes.len() + chunk.len() > MOST_BYTES;
        if is_beyond {
            bytes = Vec::new();
        } else {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok((!is_beyond).then_some(bytes))
}

/// Why a form cannot be read.
pub fn unreadable(error: MultipartError) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => Error::Bad(error.body_text()),
    }
}

/// True when forms of the object take files.
#[must_use]
pub fn takes_files(subject: &Subject<'_>, action: Action) -> bool {
    let mut files = subject.object.fields.values().filter(|field| field.kind == Kind::File);
    files.any(|field| super::typed::may_write(subject, action, field))
}
