//! The languages Candor speaks, and how the reader's one is found.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language of the product. English is the one every text falls back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    En,
    Es,
    Ru,
}

/// A language tag that names none of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown language `{0}`: one of en, es, ru")]
pub struct UnknownLang(pub String);

impl Lang {
    /// In the order shown to people.
    pub const ALL: [Self; 3] = [Self::En, Self::Es, Self::Ru];

    /// ISO 639-1: the folder in `locales/` and the `lang` attribute of a page.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::Ru => "ru",
        }
    }

    /// Its name in itself, for the language switch.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
            Self::Ru => "Русский",
        }
    }

    /// From a tag like `es`, `es-MX` or `ru_RU`: the primary subtag decides.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|lang| lang.code() == primary)
    }

    /// The best of ours for an `Accept-Language` header (RFC 9110, 12.5.4): the highest weight wins,
    /// the earlier of two equals; `None` when none of ours is wanted.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut best: Option<(u32, Self)> = None;
        for item in header.split(',') {
            let (tag, weight) = item.split_once(';').unwrap_or((item, "q=1"));
            let (Some(lang), Some(weight)) = (Self::from_tag(tag), thousandths(weight)) else { continue };
            if weight > 0 && best.is_none_or(|(highest, _)| weight > highest) {
                best = Some((weight, lang));
            }
        }
        best.map(|(_, lang)| lang)
    }
}

/// `q=0.8` as 800: a weight has at most three digits after the point.
fn thousandths(weight: &str) -> Option<u32> {
    let number = weight.trim().strip_prefix("q=")?;
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let whole: u32 = whole.parse().ok()?;
    let part: u32 = if part.is_empty() { 0 } else { format!("{part:0<3}").get(..3)?.parse().ok()? };
    Some(whole.min(1) * 1000 + part)
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        Self::from_tag(tag).ok_or_else(|| UnknownLang(tag.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn a_tag_names_a_language_by_its_first_part() {
        assert_eq!(Lang::from_tag("es-MX"), Some(Lang::Es));
        assert_eq!(Lang::from_tag("RU_ru"), Some(Lang::Ru));
        assert_eq!(Lang::from_tag("de"), None);
        assert!("eo".parse::<Lang>().is_err());
    }

    #[test]
    fn the_highest_weight_of_the_header_wins() {
        assert_eq!(Lang::from_accept_language("de, en;q=0.5, es;q=0.85"), Some(Lang::Es));
        assert_eq!(Lang::from_accept_language("ru-RU,ru;q=0.9,en;q=0.8"), Some(Lang::Ru));
        assert_eq!(Lang::from_accept_language("fr, en;q=0"), None);
        assert_eq!(Lang::from_accept_language(""), None);
    }
}
