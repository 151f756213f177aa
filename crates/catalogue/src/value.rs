//! Exact typed values: what a cell of any record can hold, on both engines and in memory.
//! No floating point: quantities are integers with a declared scale. Must not know SQL or HTTP.

use std::fmt;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::FileRef;

/// A record's identity: made by the application, time-ordered, within 53 bits (safe in JSON).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(pub i64);

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An ISO 4217 alphabetic currency code, upper case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro, the default of a company that names none.
    pub const EUR: Self = Self(*b"EUR");

    /// Reads three ASCII letters, in either case. `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 3] = text.trim().as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| Self(bytes.map(|b| b.to_ascii_uppercase())))
    }

    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }

    /// Digits after the point of the minor unit, from ISO 4217 (0 for JPY, 3 for KWD, else 2).
    #[must_use]
    pub fn digits(&self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("a currency is three letters"))
    }
}

/// An amount of money: whole minor units (cents) and the currency they are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

impl Money {
    /// The amount in major units, exact.
    #[must_use]
    pub fn major(&self) -> Decimal {
        Decimal::new(self.minor, self.currency.digits())
    }

    /// From major units; `None` when the amount is finer than the minor unit or does not fit.
    #[must_use]
    pub fn from_major(amount: Decimal, currency: Currency) -> Option<Self> {
        let scaled = amount.checked_mul(Decimal::from(10_i64.pow(currency.digits())))?;
        if !scaled.fract().is_zero() {
            return None;
        }
        Some(Self {
            minor: i64::try_from(scaled.trunc().mantissa() / 10_i128.pow(scaled.trunc().scale())).ok()?,
            currency,
        })
    }
}

/// A typed cell. `Null` is "not known", never zero and never an empty text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(tag = "t", content = "v", rename_all = "snake_case")]
pub enum Value {
    #[default]
    Null,
    Bool(bool),
    Int(i64),
    /// Decimal and percent fields; a percent is the fraction (0.35 for 35 %).
    Decimal(Decimal),
    Money(Money),
    /// Sums of money, one entry a currency, sorted by code; only aggregates make it.
    Moneys(Vec<Money>),
    /// Text, long text, e-mail, phone, url and choice id.
    Text(Arc<str>),
    /// Days since 1970-01-01 in the company's calendar.
    Date(i32),
    /// Microseconds since 1970-01-01T00:00:00Z.
    Instant(i64),
    /// Microseconds.
    Duration(i64),
    /// Ids of several choices, in the catalogue's order.
    Choices(Vec<Arc<str>>),
    /// A reference to a record (also the person fields: a user).
    Ref(Id),
    File(Arc<FileRef>),
}

impl Value {
    /// Text from anything that becomes a string.
    pub fn text(text: impl Into<Arc<str>>) -> Self {
        Self::Text(text.into())
    }

    /// Whether it is not known.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The text, where it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The whole number, where it is one.
    #[must_use]
    pub fn as_int(&self) -> Option<i64> {
        if let Self::Int(int) = self { Some(*int) } else { None }
    }

    /// The file, where it is one.
    #[must_use]
    pub fn as_file(&self) -> Option<&Arc<FileRef>> {
        if let Self::File(file) = self { Some(file) } else { None }
    }

    /// The id of the record that it refers to, where it is a reference.
    #[must_use]
    pub fn as_ref_id(&self) -> Option<Id> {
        if let Self::Ref(id) = self { Some(*id) } else { None }
    }
}
