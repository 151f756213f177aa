//! The company's settings: name, zone, currency, country, language, first month of the fiscal year.

use std::sync::{Arc, PoisonError};

use catalogue::{Currency, Lang, Name};
use jiff::tz::TimeZone;
use store::{Change, SETTINGS_MARK, Store, TechnicalWrite, Write};

use crate::board::limits::{self, Limits};
use crate::post::{self, MailServer};
use crate::searched::{self, Searched};
use crate::{Ctx, Error, Fault, Gate, codes, evidence, rights};

/// What holds for the whole company.
#[derive(Debug, Clone)]
pub struct Settings {
    pub company: String,
    /// IANA name of the zone that turns instants into dates, the same for every viewer.
    pub zone_name: String,
    pub zone: TimeZone,
    pub currency: Currency,
    /// ISO 3166-1 alpha-2, upper case: the country of numbers without a prefix and of tax ids.
    pub country: String,
    /// `en`, `es` or `ru`: for people who chose none.
    pub language: String,
    /// 1 to 12.
    pub fiscal_month: i8,
    /// True in a demo company: a banner on every page.
    pub demo: bool,
    /// True when the guided start is not offered any more.
    pub guide_over: bool,
    /// By object, the fields that its search texts were made from, where that was kept.
    pub searched: Searched,
    /// How many records columns of boards should hold.
    pub limits: Limits,
    /// The mail server; `None` as long as no mail leaves.
    pub mail: Option<MailServer>,
    /// Changes with every change of the others; `None` when nobody made one yet.
    pub mark: Option<String>,
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
    pub guide_over: Option<bool>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            company: String::new(),
            zone_name: "Europe/Madrid".to_owned(),
            zone: TimeZone::get("Europe/Madrid").unwrap_or(TimeZone::UTC),
            currency: Currency::EUR,
            country: "ES".to_owned(),
            language: "en".to_owned(),
            fiscal_month: 1,
            demo: false,
            guide_over: false,
            searched: Searched::new(),
            limits: Limits::new(),
            mail: None,
            mark: None,
        }
    }
}

impl Settings {
    /// The language of people who chose none.
    #[must_use]
    pub fn lang(&self) -> Lang {
        Lang::from_tag(&self.language).unwrap_or(Lang::En)
    }

    /// How many records a column of a board should hold at most.
    #[must_use]
    pub fn limit(&self, object: &Name, field: &Name, option: &Name) -> Option<i64> {
        limits::of(&self.limits, object, field, option)
    }

    /// Takes one kept or typed value; false when it is no such thing.
    fn take(&mut self, key: &str, text: &str) -> bool {
        let text = text.trim();
        match key {
            "company" => text.clone_into(&mut self.company),
            "zone" => return self.take_zone(text),
            "currency" => return Currency::parse(text).map(|c| self.currency = c).is_some(),
            "country" => return self.take_country(text),
            "language" => return Lang::from_tag(text).map(|l| l.code().clone_into(&mut self.language)).is_some(),
            "fiscal_month" => return self.take_month(text),
            searched::SETTING => return serde_json::from_str(text).map(|kept| self.searched = kept).is_ok(),
            limits::SETTING => return limits::read(text).map(|kept| self.limits = kept).is_some(),
            post::SETTING => return self.take_mail(text),
            "demo" => self.demo = text == "true",
            "guide_over" => self.guide_over = text == "true",
            SETTINGS_MARK => self.mark = Some(text.to_owned()),
            _ => {}
        }
        true
    }

    fn take_mail(&mut self, text: &str) -> bool {
        self.mail = serde_json::from_str(text).ok();
        self.mail.is_some() || text.is_empty()
    }

    fn take_zone(&mut self, text: &str) -> bool {
        let Ok(zone) = TimeZone::get(text) else { return false };
        self.zone = zone;
        text.clone_into(&mut self.zone_name);
        true
    }

    fn take_country(&mut self, text: &str) -> bool {
        let code = text.to_ascii_uppercase();
        let is_code = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
        if is_code {
            self.country = code;
        }
        is_code
    }

    /// Whether a country or currency of this code exists. Asked of what is chosen: what is kept stays as it is.
    fn is_there(&self, key: &str) -> bool {
        match key {
            "currency" => codes::currencies().contains(self.currency.code()),
            "country" => codes::countries().contains(&self.country),
            _ => true,
        }
    }

    fn take_month(&mut self, text: &str) -> bool {
        let month = text.parse().ok().filter(|m| (1..=12).contains(m));
        month.map(|m| self.fiscal_month = m).is_some()
    }
}

pub(crate) async fn load(store: &Store) -> Result<Settings, Error> {
    let mut settings = Settings::default();
    for (key, value) in store.settings().await? {
        if !settings.take(&key, &value) {
            tracing::warn!(key = &*key, "a kept setting is not valid; the default holds");
        }
    }
    Ok(settings)
}

/// Reads them anew, for every request that begins from now on in this process.
pub(crate) async fn load_anew(gate: &Gate) -> Result<(), Error> {
    let fresh = Arc::new(load(&gate.store).await?);
    *gate.settings.write().unwrap_or_else(PoisonError::into_inner) = fresh;
    Ok(())
}

/// Checks and keeps new settings. Needs the right to set up.
pub async fn write(ctx: &Ctx, draft: &SettingsDraft) -> Result<(), Error> {
    rights::need_set_up(ctx)?;
    let mut settings = (*ctx.gate.settings()).clone();
    let mut faults = Vec::new();
    for (key, value) in draft.given() {
        if !settings.take(key, &value) || !settings.is_there(key) {
            let message = match key {
                "zone" => "fault-setting-zone",
                "currency" => "fault-setting-currency",
                "country" => "fault-setting-country",
                _ => "fault-setting",
            };
            faults.push(Fault::of(&key.into(), message, vec![("text", value)]));
        }
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let keys: Vec<_> = draft.given().into_iter().map(|(key, _)| key).collect();
    keep(ctx, draft.given(), &serde_json::json!({ "changed": keys })).await
}

/// Keeps these settings with their evidence; they hold from now on.
pub(crate) async fn keep(
    ctx: &Ctx,
    given: Vec<(&'static str, String)>,
    detail: &serde_json::Value,
) -> Result<(), Error> {
    let event = evidence::event(ctx, "settings", None, None, detail);
    let change = Change { writes: writes(&ctx.gate.store, given), evidence: vec![event], ..Change::default() };
    ctx.gate.store.apply(change).await.map_err(rights::plain)?;
    load_anew(&ctx.gate).await
}

/// The writes of these settings, with the mark by which every node learns of them.
pub(crate) fn writes(store: &Store, given: Vec<(&'static str, String)>) -> Vec<Write> {
    let mark = (SETTINGS_MARK, store.next_id().to_string());
    let put = |(key, value): (&str, String)| TechnicalWrite::PutSetting { key: key.into(), value };
    given.into_iter().chain([mark]).map(put).map(Write::Technical).collect()
}

impl SettingsDraft {
    fn given(&self) -> Vec<(&'static str, String)> {
        let texts = [
            ("company", &self.company),
            ("zone", &self.zone),
            ("currency", &self.currency),
            ("country", &self.country),
            ("language", &self.language),
            ("fiscal_month", &self.fiscal_month),
        ];
        let mut given: Vec<_> = texts.into_iter().filter_map(|(key, text)| Some((key, text.clone()?))).collect();
        let marks = [("demo", self.demo), ("guide_over", self.guide_over)];
        given.extend(marks.into_iter().filter_map(|(key, mark)| Some((key, mark?.to_string()))));
        given
    }
}
