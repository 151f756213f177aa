//! Paths of fields (`company.city`) as lists, pages and exports name them: where one ends, and what it is called.

use crate::{Catalogue, Field, Lang, Object};

impl Catalogue {
    /// The field that a name or a path from `object` ends at, with its object.
    #[must_use]
    pub fn field_at<'c>(&'c self, object: &'c Object, path: &str) -> Option<(&'c Object, &'c Field)> {
        let mut object = object;
        let mut steps = path.split('.').peekable();
        while let Some(step) = steps.next() {
            let field = object.field(step)?;
            if steps.peek().is_none() {
                return Some((object, field));
            }
            object = self.objects.get(field.kind.target()?)?;
        }
        None
    }

    /// "City", or "Company: City" for a path.
    #[must_use]
    pub fn path_label(&self, lang: Lang, object: &Object, path: &str) -> String {
        let own = |object: &Object, field: &str| self.words.field_label(lang, &object.name, field);
        match (path.split_once('.'), self.field_at(object, path)) {
            (Some((first, _)), Some((last, field))) => format!("{}: {}", own(object, first), own(last, &field.name)),
            _ => own(object, path),
        }
    }
}
