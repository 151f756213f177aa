//! People in a comment: from `@Ana Ruiz` to who she is.

use std::sync::Arc;

use catalogue::{Id, Object};

use super::Piece;
use crate::history::titles_of;
use crate::search::{Hit, suggest};
use crate::{Ctx, Error, Fault, people, read};

/// People of one first name that are looked at.
const CALLED: u32 = 50;

/// The text with its mentions found. Whoever is named and may not read the record is refused; a name that nobody has stays text.
pub(super) async fn pieces(
    ctx: &Ctx,
    record: (&Arc<Object>, Id),
    text: &str,
    chosen: &[Id],
) -> Result<Vec<Piece>, Error> {
    let wanted = chosen.iter().map(|id| ("user".into(), *id)).collect();
    let chosen: Vec<(Id, Arc<str>)> =
        titles_of(ctx, wanted).await?.into_iter().map(|((_, id), name)| (id, name)).collect();
    let (mut pieces, mut faults, mut said, mut rest) = (Vec::new(), Vec::new(), String::new(), text);
    while let Some(at) = rest.find('@') {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        said.push_str(before);
        let begins = !said.ends_with(char::is_alphanumeric);
        match if begins { person(ctx, after, &chosen).await? } else { Named::Nobody } {
            Named::One(id, length) => {
                if !may_read(ctx, record, id).await? {
                    faults.push(fault("fault-mention-unread", &after[..length]));
                }
                if !said.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut said)));
                }
                pieces.push(Piece::Person(id.0));
                rest = &after[length..];
            }
            Named::Several(length) => {
                faults.push(fault("fault-mention-several", &after[..length]));
                rest = &after[length..];
            }
            Named::Nobody => {
                said.push('@');
                rest = after;
            }
        }
    }
    said.push_str(rest);
    if !said.is_empty() {
        pieces.push(Piece::Text(said));
    }
    if faults.is_empty() { Ok(pieces) } else { Err(Error::Invalid(faults)) }
}

fn fault(key: &'static str, name: &str) -> Fault {
    let Error::Invalid(mut faults) = Error::invalid(key, vec![("name", name.to_owned())]) else {
        return Fault::of(&"text".into(), key, Vec::new());
    };
    faults.remove(0)
}

/// Who is named, and how many bytes of the text the name is.
enum Named {
    One(Id, usize),
    Several(usize),
    Nobody,
}

/// The longest name that the text begins with; of those who are called so the one that was chosen.
async fn person(ctx: &Ctx, text: &str, chosen: &[(Id, Arc<str>)]) -> Result<Named, Error> {
    let first: String = text.chars().take_while(|letter| letter.is_alphanumeric()).collect();
    if first.is_empty() {
        return Ok(Named::Nobody);
    }
    let hits = suggest(ctx, "user", &first, CALLED).await?;
    let known = chosen.iter().cloned().chain(hits.into_iter().map(|hit| (hit.id, hit.title)));
    let mut named: Vec<(usize, Id)> = known.filter_map(|(id, name)| Some((begins_with(text, &name)?, id))).collect();
    named.sort_unstable();
    named.dedup();
    let Some((length, _)) = named.last().copied() else { return Ok(Named::Nobody) };
    named.retain(|(other, _)| *other == length);
    let is_chosen = |id: &Id| chosen.iter().any(|(other, _)| other == id);
    Ok(match named.as_slice() {
        [(_, id)] => Named::One(*id, length),
        several => match several.iter().filter(|(_, id)| is_chosen(id)).collect::<Vec<_>>().as_slice() {
            [(_, id)] => Named::One(*id, length),
            _ => Named::Several(length),
        },
    })
}

/// How many bytes of the text are this name; `None` when it does not begin with it as a whole.
fn begins_with(text: &str, name: &str) -> Option<usize> {
    let letters = name.chars().count();
    let end = text.char_indices().nth(letters).map_or(text.len(), |(at, _)| at);
    let (own, rest) = text.split_at(end);
    let is_whole = !rest.starts_with(char::is_alphanumeric);
    (letters > 0 && is_whole && catalogue::fold(own) == catalogue::fold(name)).then_some(end)
}

async fn may_read(ctx: &Ctx, (object, id): (&Arc<Object>, Id), person: Id) -> Result<bool, Error> {
    let who = match people::principal(&ctx.gate, person).await {
        Ok(who) => Arc::new(who),
        Err(Error::NotFound) => return Ok(false),
        Err(error) => return Err(error),
    };
    match read::fetch_fields(&ctx.on_behalf(who), object, id, &[]).await {
        Ok(_) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// People who are called so and may read the record: who can be mentioned on it.
pub async fn readers(ctx: &Ctx, object: &str, id: Id, text: &str, most: usize) -> Result<Vec<Hit>, Error> {
    let object = super::seen(ctx, object, id).await?;
    let mut readers = Vec::new();
    for hit in suggest(ctx, "user", text, CALLED).await? {
        if readers.len() < most && may_read(ctx, (&object, id), hit.id).await? {
            readers.push(hit);
        }
    }
    Ok(readers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_whole_and_whatever_its_accents() {
        assert_eq!(begins_with("Ana Ruíz, mira", "Ana Ruiz"), Some("Ana Ruíz".len()));
        assert_eq!(begins_with("Anabel", "Ana"), None);
        assert_eq!(begins_with("Ольга", "ольга"), Some("Ольга".len()));
        assert_eq!(begins_with("An", "Ana"), None);
    }
}
