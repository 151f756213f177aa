//! What a page is about: an object of the catalogue and the visitor who looks at it.

use access::decide;
use catalogue::{Action, Field, Id, Object};
use ui::{Fields, Reader};

use crate::error::Error;
use crate::visitor::Visitor;

/// An object as this visitor meets it.
#[derive(Clone, Copy)]
pub struct Subject<'v> {
    pub visitor: &'v Visitor,
    pub object: &'v Object,
}

impl<'v> Subject<'v> {
    /// The object of this plural; what the visitor may neither read nor count does not exist for them.
    pub fn of(visitor: &'v Visitor, plural: &str) -> Result<Self, Error> {
        let objects = &visitor.ctx.gate.catalogue.objects;
        let object = objects.values().find(|object| &*object.plural == plural).ok_or(Error::NOT_FOUND)?;
        let subject = Self { visitor, object };
        if subject.may(Action::Read) || subject.may(Action::Aggregate) { Ok(subject) } else { Err(Error::NOT_FOUND) }
    }

    /// An object by its own name.
    pub fn named(visitor: &'v Visitor, name: &str) -> Option<Self> {
        let object = visitor.ctx.gate.catalogue.objects.get(name)?;
        Some(Self { visitor, object })
    }

    /// An object by its own name, if the visitor may read some of its rows.
    pub fn seen(visitor: &'v Visitor, name: &str) -> Option<Self> {
        Self::named(visitor, name).filter(|subject| subject.may(Action::Read))
    }

    /// True when some row of the object may be acted on so.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        !decide(&self.visitor.ctx.gate.catalogue, &self.visitor.ctx.who, action, self.object).is_nothing()
    }

    /// Fields that the visitor may read on some record.
    pub fn readable(&self) -> impl Iterator<Item = &'v Field> + use<'v> {
        let ctx = &self.visitor.ctx;
        let decision = decide(&ctx.gate.catalogue, &ctx.who, Action::Read, self.object);
        self.object.fields.values().filter(move |field| decision.may_ever(field))
    }

    #[must_use]
    pub fn reader(&self) -> &'v Reader {
        &self.visitor.reader
    }

    #[must_use]
    pub fn fields(&self) -> Fields<'v> {
        Fields { reader: &self.visitor.reader, catalogue: &self.visitor.ctx.gate.catalogue, object: self.object }
    }

    /// "Deals".
    #[must_use]
    pub fn plural_label(&self) -> String {
        self.reader().words().object_plural(self.reader().lang, &self.object.name)
    }

    /// "Deal".
    #[must_use]
    pub fn label(&self) -> String {
        self.reader().words().object_label(self.reader().lang, &self.object.name)
    }

    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.reader().text(key)
    }

    /// The address of the list.
    #[must_use]
    pub fn list(&self) -> String {
        ui::paths::list(&self.object.plural)
    }

    /// The address of a record's card.
    #[must_use]
    pub fn card(&self, id: Id) -> String {
        ui::paths::record(&self.object.plural, id)
    }
}

/// What a request's query or form carries: names and values in order, names may repeat.
#[derive(Debug, Clone, Default)]
pub struct Sent(pub Vec<(String, String)>);

impl Sent {
    /// The last value of this name that is not blank.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(key, value)| key == name && !value.trim().is_empty()).map(|(_, value)| value.trim())
    }

    /// All values of this name that are not blank.
    pub fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        self.0.iter().filter(move |(key, value)| key == name && !value.trim().is_empty()).map(|(_, value)| value.trim())
    }

    /// True when the name was sent at all, blank or not.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }
}

/// Reads an id out of an address.
pub fn id_of(text: &str) -> Result<Id, Error> {
    text.parse().map(Id).map_err(|_| Error::NOT_FOUND)
}

/// The person that a lookup of this name chose, or the only one who is called what was typed.
pub async fn person(visitor: &Visitor, sent: &Sent, field: &str) -> Result<Option<Id>, Error> {
    if let Some(id) = sent.get(field) {
        return id_of(id).map(Some);
    }
    let name = sent.get(&format!("{field}.title")).unwrap_or_default();
    let hits = records::search::suggest(&visitor.ctx, "user", name, 2).await?;
    Ok(if let [hit] = hits.as_slice() { Some(hit.id) } else { None })
}
