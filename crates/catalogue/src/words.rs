//! Every word a person reads, in English, Spanish and Russian: the files of `locales/`, embedded and parsed once.
//! A missing text falls back to English, then to its key, and is logged once. Must not know what a page looks like.

mod agreement;
pub(crate) mod labels;
mod lang;
mod source;

use std::collections::HashSet;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_decimal::Decimal;

use crate::{CatalogueFault, Problem};

pub use agreement::{Disagreement, disagreements};
pub use lang::{Lang, UnknownLang};
pub use source::{Shipped, shipped_files};

type Bundle = fluent_bundle::concurrent::FluentBundle<FluentResource>;

/// The texts of all languages. Immutable, shared by every thread.
pub struct Words {
    /// One a language, in the order of `Lang::ALL`.
    bundles: [Bundle; 3],
    /// What did not parse or stood twice, with file and line; empty for what is shipped (a test holds it).
    faults: Vec<Disagreement>,
    /// The words of the product, over which these lie; `None` for those themselves.
    product: Option<Arc<Words>>,
    /// Keys already reported as missing, so that a log line comes once.
    missing: Mutex<HashSet<(Lang, String)>>,
}

/// What is put into a place `{ $name }` of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    Text(String),
    /// A count: chooses the plural form and is written with the language's separators.
    Number(i64),
    /// A quantity with a fraction; Russian has a plural form of its own for it.
    Decimal(Decimal),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<Decimal> for Arg {
    fn from(number: Decimal) -> Self {
        Self::Decimal(number)
    }
}

impl From<usize> for Arg {
    /// More than `i64` holds cannot be counted here: it is written as the largest number.
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("faults", &self.faults).finish_non_exhaustive()
    }
}

impl Words {
    /// The words that come with the product.
    pub fn shipped() -> &'static Arc<Self> {
        static SHIPPED: LazyLock<Arc<Words>> = LazyLock::new(|| Arc::new(Words::from_files(&shipped_files())));
        &SHIPPED
    }

    /// The words of the product with a company's own over them; what does not parse is noted, the rest is used.
    #[must_use]
    pub fn with_own(files: &[Shipped], faults: &mut Vec<CatalogueFault>) -> Self {
        let own = Self::from_files(files);
        let fault = |found: &Disagreement| CatalogueFault {
            file: found.file.as_str().into(),
            line: u32::try_from(found.line).unwrap_or(u32::MAX),
            problem: Problem::Syntax { detail: found.text.clone() },
        };
        faults.extend(own.faults.iter().map(fault));
        Self { product: Some(Arc::clone(Self::shipped())), ..own }
    }

    /// Words from the given files; faults are kept, not lost (see `disagreements`).
    #[must_use]
    pub fn from_files(files: &[Shipped]) -> Self {
        let mut faults = Vec::new();
        let bundles = Lang::ALL.map(|lang| source::bundle(lang, files, &mut faults));
        Self { bundles, faults, product: None, missing: Mutex::default() }
    }

    /// The text of this key.
    #[must_use]
    pub fn text(&self, lang: Lang, key: &str) -> String {
        self.text_with(lang, key, &[])
    }

    /// The text of this key with its places filled.
    #[must_use]
    pub fn text_with(&self, lang: Lang, key: &str, args: &[(&str, Arg)]) -> String {
        if let Some(text) = self.find(lang, key, args) {
            return text;
        }
        self.report(lang, key, "no such text");
        self.find(Lang::En, key, args).unwrap_or_else(|| key.to_owned())
    }

    /// The text of a message whose arguments are all texts, as domain errors carry them: those named in `COUNTS` choose
    /// the plural form and are written as numbers, `OBJECT` is named in the reader's language.
    #[must_use]
    pub fn message<N: AsRef<str>>(&self, lang: Lang, key: &str, args: &[(N, String)]) -> String {
        let args: Vec<(&str, Arg)> =
            args.iter().map(|(name, text)| (name.as_ref(), self.message_arg(lang, name.as_ref(), text))).collect();
        self.text_with(lang, key, &args)
    }

    /// The text in this language alone: `None` when it has no such key.
    #[must_use]
    pub fn find(&self, lang: Lang, key: &str, args: &[(&str, Arg)]) -> Option<String> {
        let bundle = &self.bundles[lang as usize];
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return self.product.as_ref()?.find(lang, key, args);
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&fluent_args(args)), &mut errors).into_owned();
        if !errors.is_empty() {
            self.report(lang, key, "a place of the text was not filled");
        }
        Some(text)
    }

    /// The text that a company gave itself in this language: `None` when it says what the product says.
    pub(crate) fn own(&self, lang: Lang, key: &str) -> Option<String> {
        let product = self.product.as_ref()?;
        let text = self.find(lang, key, &[])?;
        (product.find(lang, key, &[]).as_deref() != Some(&*text)).then_some(text)
    }

    /// The words of the product alone.
    #[must_use]
    pub fn of_product(&self) -> &Self {
        self.product.as_deref().unwrap_or(self)
    }

    fn message_arg(&self, lang: Lang, name: &str, text: &str) -> Arg {
        if name == OBJECT {
            return Arg::Text(self.find(lang, text, &[]).unwrap_or_else(|| text.to_owned()));
        }
        match text.parse::<i64>() {
            Ok(number) if COUNTS.contains(&name) => Arg::Number(number),
            _ => Arg::Text(text.to_owned()),
        }
    }

    fn report(&self, lang: Lang, key: &str, fault: &str) {
        let mut missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
        if missing.insert((lang, key.to_owned())) {
            tracing::error!(lang = lang.code(), key, "{fault}");
        }
    }
}

/// Arguments of messages that are counts, whatever message they stand in.
pub const COUNTS: [&str; 7] = ["column", "count", "days", "digits", "limit", "line", "rows"];
/// The argument of messages that is the name of an object.
pub const OBJECT: &str = "object";

fn fluent_args<'a>(args: &'a [(&str, Arg)]) -> FluentArgs<'a> {
    let mut filled = FluentArgs::with_capacity(args.len());
    for (name, arg) in args {
        let value = match arg {
            Arg::Text(text) => FluentValue::from(text.as_str()),
            Arg::Number(number) => FluentValue::from(*number),
            Arg::Decimal(number) => FluentValue::try_number(&number.normalize().to_string()).into_owned(),
        };
        filled.set((*name).to_owned(), value);
    }
    filled
}

#[cfg(test)]
mod tests;
