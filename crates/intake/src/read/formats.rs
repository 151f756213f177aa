//! What a number format says about the number under it (ECMA-376 part 1, 18.8.30 and 18.8.31).

/// The code of a built-in format, for those that matter.
#[must_use]
pub fn built_in(id: u32) -> Option<&'static str> {
    Some(match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        14 => "mm-dd-yy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "m/d/yy h:mm",
        37 => "#,##0 ;(#,##0)",
        38 => "#,##0 ;[Red](#,##0)",
        39 => "#,##0.00;(#,##0.00)",
        40 => "#,##0.00;[Red](#,##0.00)",
        // 27 to 36 and 50 to 58 are dates in East Asian locales.
        27..=31 | 36 | 50..=54 | 57 | 58 => "yyyy-mm-dd",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mmss.0",
        49 => "@",
        _ => return None,
    })
}

/// The first section without quoted text, escapes, fillers and bracketed parts, in lower case; `[h]` and the like are kept as `h`.
fn bare(code: &str) -> String {
    let mut bare = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '"' => while chars.next().is_some_and(|c| c != '"') {},
            '\\' | '_' | '*' => {
                chars.next();
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect::<String>().to_lowercase();
                if !inside.is_empty() && inside.chars().all(|c| matches!(c, 'h' | 'm' | 's')) {
                    bare.push('h');
                }
            }
            c => bare.extend(c.to_lowercase()),
        }
    }
    bare
}

/// True when the format shows the stored fraction as a percentage.
#[must_use]
pub fn is_percent(code: &str) -> bool {
    bare(code).contains('%')
}

/// What a date format shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    Date,
    DateTime,
    /// A time of day or an elapsed time: no date.
    Time,
}

/// `None` when the format is not one of dates and times.
#[must_use]
pub fn moment(code: &str) -> Option<Moment> {
    let bare = bare(code).replace("general", "").replace("am/pm", "h").replace("a/p", "h");
    if bare.contains(['0', '#', '?', '@', '%']) && !bare.contains("ss.0") {
        return None;
    }
    let day = bare.contains(['y', 'd']) || (bare.contains('m') && !bare.contains(['h', 's']));
    let time = bare.contains(['h', 's']);
    match (day, time) {
        (true, true) => Some(Moment::DateTime),
        (true, false) => Some(Moment::Date),
        (false, true) => Some(Moment::Time),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_formats_are_known_with_quotes_and_sections() {
        assert!(is_percent("0%"));
        assert!(is_percent("0.00 %;[Red]-0.00%"));
        assert!(!is_percent("0.00\"%\""), "a quoted sign is decoration, the number is not scaled");
        assert!(!is_percent("General"));
    }

    #[test]
    fn date_formats_are_told_from_numbers() {
        assert_eq!(moment("dd.mm.yyyy"), Some(Moment::Date));
        assert_eq!(moment("[$-419]d mmm yyyy;@"), Some(Moment::Date));
        assert_eq!(moment("m/d/yy h:mm"), Some(Moment::DateTime));
        assert_eq!(moment("[h]:mm:ss"), Some(Moment::Time));
        assert_eq!(moment("#,##0.00\" md\""), None);
        assert_eq!(moment("[Red]#,##0"), None);
        assert_eq!(moment("General"), None);
    }
}
