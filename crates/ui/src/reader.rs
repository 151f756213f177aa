//! Who reads the page: language, time zone and the moment. Every text and every formatted value goes through it.

use std::sync::Arc;

use catalogue::{Arg, Currency, Id, Lang, Words};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use records::{Fault, Message};

/// The reader of a page.
#[derive(Debug, Clone)]
pub struct Reader {
    pub lang: Lang,
    /// The words of the product with the company's own over them.
    pub words: Arc<Words>,
    /// The company's zone: all viewers see the same dates.
    pub zone: TimeZone,
    /// UTC microseconds, one for the whole page.
    pub now: i64,
    /// The company's currency.
    pub currency: Currency,
    /// `None` before sign-in.
    pub me: Option<Id>,
}

impl Reader {
    /// Somebody who has not signed in: no dates or money are shown to them.
    #[must_use]
    pub fn stranger(lang: Lang) -> Self {
        let words = Arc::clone(Words::shipped());
        Self { lang, words, zone: TimeZone::UTC, now: 0, currency: Currency::EUR, me: None }
    }

    /// Today in the company's calendar, in days since 1970-01-01.
    #[must_use]
    pub fn today(&self) -> i32 {
        catalogue::reading::days_of_date(self.local(self.now).unwrap_or_default().date())
    }

    /// The date and the time of day of an instant (UTC microseconds) in the company's zone; `None` beyond the years that exist.
    #[must_use]
    pub fn local(&self, micros: i64) -> Option<DateTime> {
        Some(self.zone.to_datetime(Timestamp::from_microsecond(micros).ok()?))
    }

    /// The words of the product and of the company.
    #[must_use]
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// The text of a key of `locales/`.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.words().text(self.lang, key)
    }

    /// The text of a key with its places filled.
    #[must_use]
    pub fn text_with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.words().text_with(self.lang, key, args)
    }

    /// What a domain error says.
    #[must_use]
    pub fn message(&self, message: &Message) -> String {
        self.words().message(self.lang, message.key, &message.args)
    }

    /// What is wrong, each in words.
    #[must_use]
    pub fn faults(&self, faults: &[Fault]) -> Vec<String> {
        faults.iter().map(|fault| self.message(&fault.message)).collect()
    }
}
