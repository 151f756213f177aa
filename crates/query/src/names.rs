//! Names against the catalogue: from `company.parent.name` to a path, a relation, a stage's property or the
//! expression of a computed field.

use std::sync::Arc;

use catalogue::{Catalogue, Field, Kind, Name, Object};

use crate::{Hop, Path, StageProperty, ToOne};

/// Where names start: the record a variable stands for, and the references already followed from it.
#[derive(Clone)]
pub(crate) struct Base {
    pub var: u8,
    /// The object that `var` is of.
    pub object: Name,
    pub hops: Vec<ToOne>,
    /// The object at the end of the hops.
    pub last: Arc<Object>,
}

/// The names that stand at one place of an expression.
#[derive(Clone)]
pub(crate) struct Names {
    pub root: Base,
    /// Bound by `exists` and the like, the innermost last.
    pub vars: Vec<(String, Base)>,
    /// How many variables are bound around this place, also outside of a computed field's own text.
    pub bound: u8,
}

/// What a chain of names stands for.
pub(crate) enum Named {
    /// A stored field or `id`.
    Field(Path, Kind),
    Stage(Path, StageProperty),
    Relation(Hop, Arc<Object>),
    /// A computed or rollup field, with the place its own names start from.
    Derived(Base, Box<Field>),
}

/// Why a chain of names stands for nothing.
pub(crate) enum Unnamed {
    Unknown {
        name: String,
        object: Name,
        near: Option<String>,
    },
    /// `name` is no reference, so nothing comes after it.
    NotReference {
        name: String,
    },
    /// `name` leads to many records.
    ToMany {
        name: String,
    },
}

impl Base {
    /// The record itself.
    pub fn record(object: &Arc<Object>, var: u8) -> Self {
        Self { var, object: object.name.clone(), hops: Vec::new(), last: object.clone() }
    }

    pub fn path(&self, field: &Name) -> Path {
        Path { var: self.var, object: self.object.clone(), hops: self.hops.clone(), field: field.clone() }
    }

    pub fn relation(&self, catalogue: &Catalogue, name: &str) -> Option<(Hop, Arc<Object>)> {
        let (name, relation) = self.last.relations.get_key_value(name)?;
        let object = catalogue.objects.get(&relation.object)?.clone();
        let (from, hops) = (self.object.clone(), self.hops.clone());
        Some((Hop { var: self.var, from, hops, name: name.clone(), to: relation.into() }, object))
    }

    /// The place at the end of one more reference; `None` when the field is none.
    pub fn follow(&self, catalogue: &Catalogue, field: &Field) -> Option<Self> {
        let last = catalogue.objects.get(field.kind.target()?)?.clone();
        let mut hops = self.hops.clone();
        hops.push(ToOne { field: field.name.clone(), object: last.name.clone() });
        Some(Self { var: self.var, object: self.object.clone(), hops, last })
    }
}

impl Names {
    /// The names inside a body whose element is called `name`, and the element's variable.
    pub fn with(&self, name: &str, object: &Arc<Object>) -> (Self, u8) {
        let bound = self.bound.saturating_add(1);
        let mut vars = self.vars.clone();
        vars.push((name.to_owned(), Base::record(object, bound)));
        (Self { root: self.root.clone(), vars, bound }, bound)
    }

    /// The names of a derived field's own text, which starts at `base`.
    pub fn inside(&self, base: &Base) -> Self {
        Self { root: base.clone(), vars: Vec::new(), bound: self.bound }
    }

    pub fn find(&self, catalogue: &Catalogue, chain: &[&str]) -> Result<Named, Unnamed> {
        let var = chain.first().and_then(|first| self.vars.iter().rev().find(|(name, _)| name == first));
        match (var, chain) {
            (Some((_, base)), [_]) => Ok(id(base)),
            (Some((_, base)), [_, rest @ ..]) => walk(catalogue, base.clone(), rest),
            (None, chain) => walk(catalogue, self.root.clone(), chain),
            (Some(_), []) => Err(unknown(&self.root, "")),
        }
    }
}

fn walk(catalogue: &Catalogue, mut base: Base, chain: &[&str]) -> Result<Named, Unnamed> {
    for (i, name) in chain.iter().enumerate() {
        let rest = chain.get(i + 1..).unwrap_or_default();
        let Some(field) = base.last.field(name) else { return outside(catalogue, &base, name, rest) };
        let next = base.follow(catalogue, field);
        match (rest, next) {
            ([], _) if field.kind.is_stored() => return Ok(Named::Field(base.path(&field.name), field.kind.clone())),
            ([], _) => return Ok(Named::Derived(base.clone(), Box::new(field.clone()))),
            (_, Some(next)) => base = next,
            ([property], None) => return stage(&base, field, property),
            (_, None) => return Err(Unnamed::NotReference { name: (*name).to_owned() }),
        }
    }
    Err(unknown(&base, ""))
}

/// A name that is no field: the id or a relation.
fn outside(catalogue: &Catalogue, base: &Base, name: &str, rest: &[&str]) -> Result<Named, Unnamed> {
    let relation = base.relation(catalogue, name);
    match (relation, rest) {
        (Some((hop, object)), []) => Ok(Named::Relation(hop, object)),
        (Some(_), _) => Err(Unnamed::ToMany { name: name.to_owned() }),
        (None, []) if name == "id" => Ok(id(base)),
        (None, _) if name == "id" => Err(Unnamed::NotReference { name: name.to_owned() }),
        (None, _) => Err(unknown(base, name)),
    }
}

fn id(base: &Base) -> Named {
    Named::Field(base.path(&"id".into()), Kind::Reference { to: base.last.name.clone() })
}

fn stage(base: &Base, field: &Field, property: &str) -> Result<Named, Unnamed> {
    if !matches!(field.kind, Kind::Stage { .. }) {
        return Err(Unnamed::NotReference { name: field.name.to_string() });
    }
    let property = match property {
        "outcome" => StageProperty::Outcome,
        "probability" => StageProperty::Probability,
        "order" => StageProperty::Order,
        other => {
            let near = near(other, ["outcome", "probability", "order"].into_iter());
            return Err(Unnamed::Unknown { name: other.to_owned(), object: field.name.clone(), near });
        }
    };
    Ok(Named::Stage(base.path(&field.name), property))
}

fn unknown(base: &Base, name: &str) -> Unnamed {
    let known = base.last.fields.keys().chain(base.last.relations.keys()).map(|n| &**n);
    Unnamed::Unknown { name: name.to_owned(), object: base.last.name.clone(), near: near(name, known) }
}

/// The known name that is most like this one, if any is.
pub(crate) fn near<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    let scored = known.map(|k| (k, strsim::damerau_levenshtein(&name.to_lowercase(), k)));
    let (best, distance) = scored.min_by_key(|(_, distance)| *distance)?;
    (distance <= 1 + name.chars().count() / 4).then(|| best.to_owned())
}
