//! Check digits of tax ids where the rule is public; of other countries the id is only trimmed. The country of a company
//! record is free text, so an id is refused only when it has the shape of its country's id and fails its check.
//!
//! Sources: Spain, Orden EHA/451/2008 (entities) and Real Decreto 1553/2005 (persons: letter by remainder of 23);
//! Russia, order ММВ-7-6/435@ of the Federal Tax Service (weights, modulo 11, then modulo 10);
//! Germany, ISO 7064 MOD 11,10; France, SIREN by Luhn and key (12 + 3 × (SIREN mod 97)) mod 97;
//! Italy, Luhn over eleven digits; Portugal, weights 9 to 2, modulo 11.

/// What became of an id as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaxId {
    /// In upper case without separators; its check digits are right, or its country has no rule here.
    Good(String),
    /// Shaped like an id of the country, with a wrong check digit.
    Wrong,
}

/// Reads an id of a firm of this country (ISO 3166-1 alpha-2).
#[must_use]
pub fn read(text: &str, country: &str) -> TaxId {
    let plain = plain(text);
    let (country, number) = split_prefix(&plain, country);
    let verdict = match country {
        "ES" => spain(number),
        "RU" => russia(number),
        "DE" => germany(number),
        "FR" => france(number),
        "IT" => italy(number),
        "PT" => portugal(number),
        _ => None,
    };
    if verdict == Some(false) { TaxId::Wrong } else { TaxId::Good(plain) }
}

/// An id in upper case without separators, as it is kept: `b-1234.5674` is `B12345674`.
#[must_use]
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// A VAT number begins with its country: `ESB12345674`.
fn split_prefix<'a>(plain: &'a str, country: &'a str) -> (&'a str, &'a str) {
    for known in ["ES", "DE", "FR", "IT", "PT"] {
        if let Some(rest) = plain.strip_prefix(known)
            && rest.len() >= 8
            && rest.chars().filter(char::is_ascii_digit).count() >= 7
        {
            return (known, rest);
        }
    }
    (country, plain)
}

fn digits(text: &str) -> Option<Vec<u32>> {
    text.chars().map(|c| c.to_digit(10)).collect()
}

/// `None` when it has not the shape of a Spanish id.
fn spain(id: &str) -> Option<bool> {
    let chars: Vec<char> = id.chars().collect();
    if chars.len() != 9 || !id.is_ascii() {
        return None;
    }
    let body: String = chars[1..8].iter().collect();
    let (first, last) = (chars[0], chars[8]);
    // Nine digits are an id of some other country.
    if first.is_ascii_digit() && last.is_ascii_digit() {
        return None;
    }
    match first {
        '0'..='9' => Some(person_letter(&id[..8])? == last),
        'X' | 'Y' | 'Z' => {
            let lead = match first {
                'X' => '0',
                'Y' => '1',
                _ => '2',
            };
            Some(person_letter(&format!("{lead}{body}"))? == last)
        }
        'K' | 'L' | 'M' => Some(person_letter(&body)? == last),
        'A'..='J' | 'N' | 'P'..='S' | 'U'..='W' => entity(first, &body, last),
        _ => None,
    }
}

fn person_letter(number: &str) -> Option<char> {
    let letters = b"TRWAGMYFPDXBNJZSQVHLCKE";
    let number: usize = number.parse().ok()?;
    Some(char::from(letters[number % 23]))
}

fn entity(kind: char, body: &str, last: char) -> Option<bool> {
    let mut sum = 0;
    for (at, digit) in digits(body)?.into_iter().enumerate() {
        let value = if at % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { digit };
        sum += value;
    }
    let check = (10 - sum % 10) % 10;
    let letter = char::from(b"JABCDEFGHI"[check as usize]);
    let digit = char::from_digit(check, 10)?;
    Some(match kind {
        'P' | 'Q' | 'R' | 'S' | 'N' | 'W' => last == letter,
        'A' | 'B' | 'E' | 'H' => last == digit,
        _ => last == letter || last == digit,
    })
}

/// Ten digits for firms, twelve for persons.
fn russia(id: &str) -> Option<bool> {
    let digits = digits(id)?;
    let check = |weights: &[u32]| {
        let sum: u32 = weights.iter().zip(&digits).map(|(w, d)| w * d).sum();
        sum % 11 % 10
    };
    match digits.len() {
        10 => Some(check(&[2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[9]),
        12 => {
            let first = check(&[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[10];
            Some(first && check(&[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[11])
        }
        _ => None,
    }
}

fn germany(id: &str) -> Option<bool> {
    let digits = digits(id).filter(|d| d.len() == 9)?;
    let mut product = 10;
    for digit in &digits[..8] {
        let sum = (digit + product) % 10;
        product = (if sum == 0 { 10 } else { sum }) * 2 % 11;
    }
    Some((11 - product) % 10 == digits[8])
}

/// Nine digits (SIREN), fourteen (SIRET: only its SIREN is checked), or a two-digit key before the SIREN (VAT).
fn france(id: &str) -> Option<bool> {
    if !id.is_ascii() {
        return None;
    }
    match id.len() {
        9 | 14 => Some(luhn(&digits(id)?[..9])),
        11 => {
            let siren: u32 = id[2..].parse().ok()?;
            let Ok(key) = id[..2].parse::<u32>() else { return Some(luhn(&digits(&id[2..])?)) };
            Some((12 + 3 * (siren % 97)) % 97 == key)
        }
        _ => None,
    }
}

fn italy(id: &str) -> Option<bool> {
    let digits = digits(id).filter(|d| d.len() == 11)?;
    Some(luhn(&digits))
}

fn portugal(id: &str) -> Option<bool> {
    let digits = digits(id).filter(|d| d.len() == 9)?;
    let sum: u32 = digits.iter().zip((2..=9).rev()).map(|(d, w)| d * w).sum();
    let check = 11 - sum % 11;
    Some(if check >= 10 { 0 } else { check } == digits[8])
}

fn luhn(digits: &[u32]) -> bool {
    let double = |d: u32| if d * 2 > 9 { d * 2 - 9 } else { d * 2 };
    let sum: u32 = digits.iter().rev().enumerate().map(|(at, d)| if at % 2 == 1 { double(*d) } else { *d }).sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good(text: &str, country: &str) -> bool {
        matches!(read(text, country), TaxId::Good(_))
    }

    #[test]
    fn public_examples_pass() {
        for (text, country) in [
            ("12345678Z", "ES"),
            ("X1234567L", "ES"),
            ("B-65410011", "ES"),
            ("A58818501", "ES"),
            ("7707083893", "RU"),
            ("500100732259", "RU"),
            ("DE136695976", "DE"),
            ("732 829 320", "FR"),
            ("FR 40 303 265 045", "FR"),
            ("00743110157", "IT"),
            ("PT 501 964 843", "PT"),
        ] {
            assert!(good(text, country), "{text}");
        }
    }

    #[test]
    fn every_other_check_digit_fails() {
        for (stem, country) in [("6541001", "ES"), ("770708389", "RU"), ("13669597", "DE"), ("0074311015", "IT")] {
            let lead = if country == "ES" { "B" } else { "" };
            let passing = (0..10).filter(|digit| good(&format!("{lead}{stem}{digit}"), country)).count();
            assert_eq!(passing, 1, "{country}");
        }
        assert_eq!(read("12345678A", "ES"), TaxId::Wrong);
    }

    #[test]
    fn other_countries_are_only_tidied() {
        assert_eq!(read(" ab-12.34 ", "MX"), TaxId::Good("AB1234".to_owned()));
    }
}
