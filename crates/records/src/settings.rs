//! The company's settings: name, zone, currency, country, language, first month of the fiscal year.

use catalogue::Currency;
use store::Store;

use crate::{Ctx, Error};

/// What holds for the whole company.
#[derive(Debug, Clone)]
pub struct Settings {
    pub company: String,
    /// IANA name of the zone that turns instants into dates, the same for every viewer.
    pub zone_name: String,
    pub zone: jiff::tz::TimeZone,
    pub currency: Currency,
    /// ISO 3166-1 alpha-2, upper case: the country of numbers without a prefix and of tax ids.
    pub country: String,
    /// `en`, `es` or `ru`: for people who chose none.
    pub language: String,
    /// 1 to 12.
    pub fiscal_month: i8,
    /// True in a demo company: a banner on every page.
    pub demo: bool,
}

/// New values as typed; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct SettingsDraft {
    pub company: Option<String>,
    pub zone: Option<String>,
    pub currency: Option<String>,
    pub country: Option<String>,
    pub language: Option<String>,
    pub fiscal_month: Option<String>,
    pub demo: Option<bool>,
}

pub(crate) async fn load(store: &Store) -> Result<Settings, Error> {
    let _ = store;
    Err(Error::internal("not yet"))
}

/// Checks and keeps new settings. Needs the right to set up.
pub async fn write(ctx: &Ctx, draft: &SettingsDraft) -> Result<(), Error> {
    let _ = (ctx, draft);
    Err(Error::internal("not yet"))
}
