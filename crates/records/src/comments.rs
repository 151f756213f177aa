//! What people say to each other about a record: a thread that whoever reads the record reads and adds to. One's own words are changed
//! and taken back; what stood before is kept. People are mentioned by who they are, and only those who may read the record.

mod find;
mod mentions;

use std::collections::BTreeSet;
use std::sync::Arc;

use catalogue::{Action, Id, Name, Object};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{Comment as Kept, TechnicalWrite, Write};

use crate::history::{Titles, titles_of};
use crate::writing::{self, Writing};
use crate::{Ctx, Error, evidence, notify, read, rights};

pub use find::{Found, find};
pub use mentions::readers;

/// The longest comment, in letters.
pub const LONGEST: usize = 4_000;

/// A comment as one reader meets it.
#[derive(Debug, Clone, PartialEq)]
pub struct Comment {
    pub id: Id,
    pub by: Id,
    pub by_name: Option<Arc<str>>,
    /// UTC microseconds.
    pub at: i64,
    /// Empty when it was taken back.
    pub text: Vec<Said>,
    pub standing: Standing,
    /// What stood before, the newest first: when it was written, and its text.
    pub earlier: Vec<(i64, Vec<Said>)>,
    pub may_change: bool,
    pub may_remove: bool,
    /// Grows whenever something in the thread is said, changed or taken back.
    pub newest: Id,
}

/// Whether a comment stands as it was first said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Said,
    Changed(i64),
    Removed(i64),
}

/// A piece of a comment.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    Text(String),
    Person { id: Id, name: Option<Arc<str>> },
}

/// A comment as typed: people stand in it as `@Ana Ruiz`.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    pub text: String,
    /// The people that were chosen from proposals: which of those who are called so is meant.
    pub chosen: Vec<Id>,
}

/// A piece of a comment as it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Piece {
    Text(String),
    Person(i64),
}

/// How a row of the table stands to its comment.
pub(crate) const SAID: &str = "said";
const CHANGED: &str = "changed";
const REMOVED: &str = "removed";

/// The thread of a record, oldest first.
pub async fn comments(ctx: &Ctx, object: &str, id: Id) -> Result<Vec<Comment>, Error> {
    let object = seen(ctx, object, id).await?;
    let rows = ctx.gate.store.comments_of(&object.name, id).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let names = names(ctx, &rows).await?;
    let mut threads: Vec<Vec<Kept>> = Vec::new();
    for row in rows {
        match threads.iter_mut().find(|thread| thread[0].comment == row.comment) {
            Some(thread) => thread.push(row),
            None => threads.push(vec![row]),
        }
    }
    let comments: Vec<Comment> = threads.iter().filter_map(|thread| comment(ctx, thread, &names)).collect();
    evidence::note(ctx, "comments", Some(&object.name), Some(id), &json!({ "rows": comments.len() }));
    Ok(comments)
}

/// Adds to the thread; gives the comment.
pub async fn say(ctx: &Ctx, object: &str, id: Id, draft: &Draft) -> Result<Id, Error> {
    let object = seen(ctx, object, id).await?;
    let pieces = checked(ctx, &object, id, draft).await?;
    let comment = ctx.gate.store.next_id();
    let row = row(ctx, (&object.name, id), (comment, ctx.who.user), SAID, &pieces).await?;
    write(ctx, Kept { id: comment, ..row }, &mentioned(&pieces)).await?;
    Ok(comment)
}

/// Other words for one's own comment. Whoever was mentioned before is not told again.
pub async fn change(ctx: &Ctx, object: &str, id: Id, comment: Id, draft: &Draft) -> Result<(), Error> {
    let object = seen(ctx, object, id).await?;
    let rows = living(ctx, &object, id, comment).await?;
    if rows[0].author != ctx.who.user {
        return Err(refused(ctx, &object, id));
    }
    let pieces = checked(ctx, &object, id, draft).await?;
    if rows.last().is_some_and(|last| read_pieces(&last.text) == pieces) {
        return Ok(());
    }
    let told: BTreeSet<Id> = rows.iter().flat_map(|row| mentioned(&read_pieces(&row.text))).collect();
    let news = mentioned(&pieces).difference(&told).copied().collect();
    let row = row(ctx, (&object.name, id), (comment, ctx.who.user), CHANGED, &pieces).await?;
    write(ctx, row, &news).await
}

/// Takes a comment back: one's own, or as an owner of the firm anybody's. What it said is kept and not shown.
pub async fn remove(ctx: &Ctx, object: &str, id: Id, comment: Id) -> Result<(), Error> {
    let object = seen(ctx, object, id).await?;
    let rows = living(ctx, &object, id, comment).await?;
    if rows[0].author != ctx.who.user && !rights::is_owner(ctx) {
        return Err(refused(ctx, &object, id));
    }
    let row = row(ctx, (&object.name, id), (comment, ctx.who.user), REMOVED, &[]).await?;
    write(ctx, row, &BTreeSet::new()).await
}

/// The object of a record that the caller sees.
async fn seen(ctx: &Ctx, object: &str, id: Id) -> Result<Arc<Object>, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let seen = read::fetch_fields(ctx, &object, id, &[]).await;
    if let Err(error) = &seen {
        evidence::note_refusal(ctx, "comments", &object.name, Some(id), error);
    }
    seen.map(|_| object)
}

/// The rows of a comment of this record that was not taken back, oldest first: at least one.
async fn living(ctx: &Ctx, object: &Object, id: Id, comment: Id) -> Result<Vec<Kept>, Error> {
    let rows = ctx.gate.store.comment(comment).await?;
    let is_own = rows.first().is_some_and(|row| row.object == object.name && row.record == id);
    let lives = rows.last().is_some_and(|row| &*row.state != REMOVED);
    if is_own && lives { Ok(rows) } else { Err(Error::NotFound) }
}

fn refused(ctx: &Ctx, object: &Object, id: Id) -> Error {
    evidence::note_refusal(ctx, "comment", &object.name, Some(id), &Error::Forbidden);
    Error::Forbidden
}

/// The pieces of what was typed, or what is wrong with it.
async fn checked(ctx: &Ctx, object: &Arc<Object>, id: Id, draft: &Draft) -> Result<Vec<Piece>, Error> {
    let text = draft.text.trim();
    if text.is_empty() {
        return Err(Error::invalid("fault-comment-empty", Vec::new()));
    }
    if text.chars().count() > LONGEST {
        return Err(Error::invalid("fault-comment-long", vec![("most", LONGEST.to_string())]));
    }
    mentions::pieces(ctx, (object, id), text, &draft.chosen).await
}

fn mentioned(pieces: &[Piece]) -> BTreeSet<Id> {
    pieces.iter().filter_map(|piece| if let Piece::Person(id) = piece { Some(Id(*id)) } else { None }).collect()
}

/// A row that says how the comment stands from now on.
async fn row(
    ctx: &Ctx,
    (object, record): (&Name, Id),
    (comment, author): (Id, Id),
    state: &str,
    pieces: &[Piece],
) -> Result<Kept, Error> {
    let people = mentioned(pieces).into_iter().map(|id| ("user".into(), id)).collect();
    let names = titles_of(ctx, people).await?;
    let text = serde_json::to_string(pieces).map_err(|error| Error::internal(error.to_string()))?;
    Ok(Kept {
        id: ctx.gate.store.next_id(),
        comment,
        object: object.clone(),
        record,
        author,
        at: ctx.env.now,
        state: state.into(),
        text,
        folded: catalogue::fold(&plain(&shown(pieces, &names))),
    })
}

/// The row with its evidence; subscribers are told of it, and of whom it names.
async fn write(ctx: &Ctx, row: Kept, news: &BTreeSet<Id>) -> Result<(), Error> {
    let (object, record) = (row.object.clone(), row.record);
    let mut writing = Writing::new(ctx);
    let people: Vec<i64> = news.iter().filter(|id| **id != ctx.who.user).map(|id| id.0).collect();
    let detail = json!({ "change": writing.id.0, "comment": row.comment.0, "did": row.state, "mentioned": people });
    writing.change.evidence.push(evidence::event(ctx, "comment", Some(&object), Some(record), &detail));
    let by = ctx.who.user.0;
    let told =
        json!({ "change": writing.id.0, "comment": row.comment.0, "did": row.state, "by": by, "mentioned": people });
    writing.message("comment", &object, record, &told);
    if !people.is_empty() {
        let people: Vec<Id> = people.into_iter().map(Id).collect();
        let mention = notify::mention(ctx, (&object, record), &people, writing.id);
        writing.change.outbox.push(mention);
    }
    writing.change.writes.push(Write::Technical(TechnicalWrite::AddComment(row)));
    writing.apply().await.map_err(|error| writing::refused(ctx, error))
}

async fn names(ctx: &Ctx, rows: &[Kept]) -> Result<Titles, Error> {
    let people = |row: &Kept| mentioned(&read_pieces(&row.text)).into_iter().chain([row.author]).collect::<Vec<_>>();
    titles_of(ctx, rows.iter().flat_map(people).map(|id| ("user".into(), id)).collect()).await
}

fn comment(ctx: &Ctx, rows: &[Kept], names: &Titles) -> Option<Comment> {
    let (first, last) = (rows.first()?, rows.last()?);
    let is_removed = &*last.state == REMOVED;
    let mine = first.author == ctx.who.user;
    let standing = match &*last.state {
        REMOVED => Standing::Removed(last.at),
        CHANGED => Standing::Changed(last.at),
        _ => Standing::Said,
    };
    let said = |row: &Kept| shown(&read_pieces(&row.text), names);
    let before = rows[..rows.len() - 1].iter().rev();
    Some(Comment {
        id: first.comment,
        by: first.author,
        by_name: names.get(&("user".into(), first.author)).cloned(),
        at: first.at,
        text: if is_removed { Vec::new() } else { said(last) },
        standing,
        earlier: if is_removed { Vec::new() } else { before.map(|row| (row.at, said(row))).collect() },
        may_change: mine && !is_removed,
        may_remove: (mine || rights::is_owner(ctx)) && !is_removed,
        newest: last.id,
    })
}

fn read_pieces(text: &str) -> Vec<Piece> {
    serde_json::from_str(text).unwrap_or_default()
}

fn shown(pieces: &[Piece], names: &Titles) -> Vec<Said> {
    let said = |piece: &Piece| match piece {
        Piece::Text(text) => Said::Text(text.clone()),
        Piece::Person(id) => Said::Person { id: Id(*id), name: names.get(&("user".into(), Id(*id))).cloned() },
    };
    pieces.iter().map(said).collect()
}

/// A comment as one types it.
#[must_use]
pub fn plain(said: &[Said]) -> String {
    let word = |said: &Said| match said {
        Said::Text(text) => text.clone(),
        Said::Person { name, .. } => format!("@{}", name.as_deref().unwrap_or_default()),
    };
    said.iter().map(word).collect()
}
