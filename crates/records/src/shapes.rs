//! Text of a field, tidied and held to its shape: e-mail, phone, web address, tax id, lengths.

use catalogue::{Field, Kind, Value};
use phonenumber::country::Id as Country;

use crate::tax_id::{self, TaxId};
use crate::values::Wrong;
use crate::working::{DAYS, read_hours, write_hours};

/// Characters.
const TEXT: usize = 500;
const LONG_TEXT: usize = 100_000;
/// RFC 5321, 4.5.3.1.3 (a path of 256 with its brackets).
const EMAIL: usize = 254;
const URL: usize = 2_000;

/// The tidied text, `Null` when nothing is left.
pub(crate) fn text(field: &Field, raw: &str, country: &str) -> Result<Value, Wrong> {
    let tidy = match field.kind {
        Kind::LongText => raw.trim().replace("\r\n", "\n").chars().filter(|c| !is_stray(*c)).collect(),
        _ => raw
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect::<String>()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    };
    if tidy.is_empty() {
        return Ok(Value::Null);
    }
    let most = match field.kind {
        Kind::LongText => LONG_TEXT,
        Kind::Email => EMAIL,
        Kind::Url => URL,
        _ => TEXT,
    };
    if tidy.chars().count() > most {
        return Err(("fault-too-long", vec![("most", most.to_string())]));
    }
    let tidy = match field.kind {
        Kind::Email => email(&tidy)?,
        Kind::Phone => phone(&tidy, country)?,
        Kind::Url => url(&tidy)?,
        Kind::Text if &*field.name == "tax_id" => tax_id(&tidy, country)?,
        Kind::Text if DAYS.contains(&&*field.name) => hours(&tidy)?,
        _ => tidy,
    };
    Ok(Value::text(tidy))
}

fn is_stray(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
}

fn wrong(key: &'static str, text: &str) -> Wrong {
    (key, vec![("text", text.to_owned())])
}

/// One `@`, something before it, a domain with a point behind it. More is known only when a mail arrives.
fn email(text: &str) -> Result<String, Wrong> {
    let text = text.strip_prefix("mailto:").unwrap_or(text).to_lowercase();
    let well_formed = text.split_once('@').is_some_and(|(local, domain)| {
        let labels: Vec<&str> = domain.split('.').collect();
        let is_label =
            |l: &&str| !l.is_empty() && !l.starts_with('-') && !l.ends_with('-') && l.chars().all(is_of_domain);
        let is_local = |c: char| !c.is_whitespace() && !"@,;:<>()[]\\\"".contains(c);
        !local.is_empty()
            && local.chars().all(is_local)
            && !local.starts_with('.')
            && !local.ends_with('.')
            && labels.len() >= 2
            && labels.iter().all(is_label)
    });
    if well_formed { Ok(text) } else { Err(wrong("fault-email", &text)) }
}

fn is_of_domain(c: char) -> bool {
    c.is_alphanumeric() || c == '-'
}

/// E.164; a number without a prefix is meant in the company's country.
fn phone(text: &str, country: &str) -> Result<String, Wrong> {
    let country: Option<Country> = country.parse().ok();
    let plain = text.strip_prefix("tel:").unwrap_or(text);
    let number = phonenumber::parse(country, plain).map_err(|_| wrong("fault-phone", text))?;
    if !phonenumber::is_valid(&number) {
        return Err(wrong("fault-phone", text));
    }
    Ok(number.format().mode(phonenumber::Mode::E164).to_string())
}

/// `http` and `https` only: a link is shown on pages, and other schemes run things. A bare domain gets `https`.
fn url(text: &str) -> Result<String, Wrong> {
    let bad = || wrong("fault-url", text);
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        None => ("https".to_owned(), text),
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let name = host.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    let is_host = name.contains('.') && name.split('.').all(|l| !l.is_empty() && l.chars().all(is_of_domain));
    let is_web = scheme == "http" || scheme == "https";
    let has_credentials = host.contains('@');
    let has_port_only =
        host.matches(':').count() <= 1 && host.split_once(':').is_none_or(|(_, p)| p.parse::<u16>().is_ok());
    if !is_web || !is_host || has_credentials || !has_port_only || rest.contains([' ', '<', '>', '"', '\\']) {
        return Err(bad());
    }
    Ok(format!("{scheme}://{rest}"))
}

fn hours(text: &str) -> Result<String, Wrong> {
    let hours = read_hours(text).ok_or_else(|| wrong("fault-hours", text))?;
    Ok(write_hours(&hours))
}

fn tax_id(text: &str, country: &str) -> Result<String, Wrong> {
    match tax_id::read(text, country) {
        TaxId::Good(plain) => Ok(plain),
        TaxId::Wrong => Err(wrong("fault-tax-id", text)),
    }
}
