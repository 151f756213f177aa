//! The embedded files of `locales/` and their parsing into one bundle a language.

use std::borrow::Cow;

use fluent_bundle::{FluentError, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use super::{Bundle, Disagreement, Lang};
use crate::numerals::group_thousands;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../locales"]
#[include = "*.ftl"]
struct Files;

/// One file of words: its path below `locales/` (`en/objects/deal.ftl`) and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shipped {
    pub path: String,
    pub text: String,
}

impl Shipped {
    /// The language of the folder it lies in.
    #[must_use]
    pub fn lang(&self) -> Option<Lang> {
        Lang::from_tag(self.path.split('/').next()?)
    }

    /// The path without the language: the same for the three versions of a file.
    #[must_use]
    pub fn name(&self) -> &str {
        self.path.split_once('/').map_or(&self.path, |(_, name)| name)
    }
}

/// Every file that comes with the product, in the order of their paths.
#[must_use]
pub fn shipped_files() -> Vec<Shipped> {
    let mut paths: Vec<Cow<'static, str>> = Files::iter().collect();
    paths.sort_unstable();
    let read = |path: Cow<'static, str>| {
        let file = Files::get(&path)?;
        Some(Shipped { path: path.into_owned(), text: String::from_utf8_lossy(&file.data).into_owned() })
    };
    paths.into_iter().filter_map(read).collect()
}

/// The bundle of one language; what does not parse or stands twice is a fault, the rest is used.
pub(super) fn bundle(lang: Lang, files: &[Shipped], faults: &mut Vec<Disagreement>) -> Bundle {
    let identifier: LanguageIdentifier = lang.code().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![identifier]);
    // The marks that isolate the direction of writing are of no use here, and they break comparison and search in pages.
    bundle.set_use_isolating(false);
    write_numbers(&mut bundle, lang);
    for file in files.iter().filter(|file| file.lang() == Some(lang)) {
        let (resource, errors) = match FluentResource::try_new(file.text.clone()) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors),
        };
        for error in errors {
            let line = line_at(&file.text, error.pos.start);
            faults.push(Disagreement::at(file, line, format!("this is not Fluent: {error}")));
        }
        for error in bundle.add_resource(resource).err().unwrap_or_default() {
            let FluentError::Overriding { id, .. } = error else { continue };
            let line = line_of(&file.text, &id);
            faults.push(Disagreement::at(file, line, format!("`{id}` stands twice in this language: take one out")));
        }
    }
    bundle
}

/// The line, from 1, of the byte at `position`.
pub(super) fn line_at(text: &str, position: usize) -> usize {
    text.bytes().take(position).filter(|byte| *byte == b'\n').count() + 1
}

/// The last line, from 1, on which the key is defined.
pub(super) fn line_of(text: &str, key: &str) -> usize {
    let defines = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    text.lines().enumerate().filter(|(_, line)| defines(line)).last().map_or(1, |(index, _)| index + 1)
}

/// Fluent takes a plain function here, so each language has its own.
fn write_numbers(bundle: &mut Bundle, lang: Lang) {
    match lang {
        Lang::En => bundle.set_formatter(Some(|value, _| written(value, Lang::En))),
        Lang::Es => bundle.set_formatter(Some(|value, _| written(value, Lang::Es))),
        Lang::Ru => bundle.set_formatter(Some(|value, _| written(value, Lang::Ru))),
    }
}

fn written(value: &FluentValue, lang: Lang) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    Some(group_thousands(&number.as_string(), lang))
}
