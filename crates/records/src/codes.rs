//! The countries and currencies that a company can be of: ISO 3166-1 alpha-2, and ISO 4217 without funds, metals and what is out of use.

use std::collections::BTreeSet;

use iso_currency::{Currency, IntoEnumIterator as _};

fn in_use() -> impl Iterator<Item = Currency> {
    Currency::iter().filter(|one| !one.is_fund() && !one.is_special() && one.is_superseded().is_none())
}

/// The codes of the currencies, in their order.
#[must_use]
pub fn currencies() -> BTreeSet<String> {
    in_use().map(|one| one.code().to_owned()).collect()
}

/// The codes of the countries, in their order.
#[must_use]
pub fn countries() -> BTreeSet<String> {
    in_use().flat_map(|one| one.used_by()).map(|country| country.to_string()).collect()
}
