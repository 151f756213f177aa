//! A company's own set-up: the differences it keeps to the catalogue of the product, as files of the same form, and the words
//! for them. What it may say is checked where it is laid over the product (`Catalogue::with_setup`).

mod arrange;
mod edit;
mod role;

use std::collections::BTreeMap;

pub use arrange::StagesKept;
pub use edit::{NewField, NewObject, own_name};
pub use role::OwnRole;

use crate::Lang;
use crate::load::place;
use crate::words::Shipped;

/// The files of a set-up by their path: `objects/deal.toml`, `roles/seller.toml`, `findings/x_late.toml`, and one file of words
/// a language, `locales/es.ftl`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Setup {
    /// Grows with each change; 0 when there never was one.
    pub version: i64,
    pub files: BTreeMap<String, String>,
}

impl Setup {
    /// True for a path at which a set-up may have a file.
    #[must_use]
    pub fn may_hold(path: &str) -> bool {
        let depth = path.matches('/').count();
        depth == 1 && !path.contains(['\\', ':']) && (place(path).is_some() || lang_of(path).is_some())
    }

    /// The TOML files, by path.
    pub(crate) fn declarations(&self) -> Vec<(String, String)> {
        let declared = self.files.iter().filter(|(path, _)| lang_of(path).is_none());
        declared.map(|(path, text)| (path.clone(), text.clone())).collect()
    }

    /// The files of words.
    pub(crate) fn words(&self) -> Vec<Shipped> {
        let words = self.files.iter().filter_map(|(path, text)| {
            let lang = lang_of(path)?;
            Some(Shipped { path: format!("{}/{}.ftl", lang.code(), lang.code()), text: text.clone() })
        });
        words.collect()
    }

    /// The paths at which this set-up differs from an earlier one.
    #[must_use]
    pub fn changed_since(&self, earlier: &Setup) -> Vec<String> {
        let paths = self.files.keys().chain(earlier.files.keys().filter(|path| !self.files.contains_key(*path)));
        let mut changed: Vec<String> =
            paths.filter(|path| self.files.get(*path) != earlier.files.get(*path)).cloned().collect();
        changed.sort();
        changed
    }
}

/// `locales/es.ftl` is of Spanish.
fn lang_of(path: &str) -> Option<Lang> {
    let code = path.strip_prefix("locales/")?.strip_suffix(".ftl")?;
    Lang::ALL.into_iter().find(|lang| lang.code() == code)
}
