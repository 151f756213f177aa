//! The keys of the two keyboard layouts that people forget to switch: what was typed on the one, read as the other. The only
//! place that knows which key carries which letters; pages get the same rows.

/// What the keys say with the Latin layout, key by key; then the same with Shift.
pub const LATIN: &str = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?@#$^&";
/// What the same keys say with ЙЦУКЕН.
pub const CYRILLIC: &str = "ёйцукенгшщзхъфывапролджэячсмитьбю.ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,\"№;:?";
/// The Spanish layout has a letter where others have a sign.
const SPANISH: [(char, char); 2] = [('ñ', 'ж'), ('Ñ', 'Ж')];

/// The text as the same keys would have written it with the other layout. `None` where nobody can have typed it on the wrong one:
/// it has letters of both alphabets, of another, or none.
#[must_use]
pub fn other_layout(text: &str) -> Option<String> {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let is_cyrillic = |c: char| CYRILLIC.contains(c);
    let is_latin = |c: char| c.is_ascii() || SPANISH.iter().any(|(latin, _)| *latin == c);
    letters().next()?;
    if letters().all(is_cyrillic) {
        let typed = |c: char| pairs().find(|(_, cyrillic)| *cyrillic == c).map_or(c, |(latin, _)| latin);
        return Some(text.chars().map(typed).collect());
    }
    if !letters().all(is_latin) {
        return None;
    }
    let also = || SPANISH.into_iter();
    let typed = |c: char| pairs().chain(also()).find(|(latin, _)| *latin == c).map_or(c, |(_, cyrillic)| cyrillic);
    Some(text.chars().map(typed).collect())
}

fn pairs() -> impl Iterator<Item = (char, char)> {
    LATIN.chars().zip(CYRILLIC.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_on_the_wrong_layout_is_read_on_the_other() {
        let same_keys = [
            ("focus", "ащсгы"),
            ("Bdfyjd", "Иванов"),
            ("{fkbnjy", "Халитон"),
            ("jk]tr", "олъек"),
            (";tyz \"hm", "женя Эрь"),
            ("'ktrnhj <fkn>.", "электро БалтЮю"),
            ("`krf ~krf", "ёлка Ёлка"),
            ("Bdfyjd? Gtnh", "Иванов, Петр"),
            ("ana@vidal.example", "фтф\"мшвфдюучфьзду"),
        ];
        for (latin, cyrillic) in same_keys {
            assert_eq!(other_layout(latin).as_deref(), Some(cyrillic), "{latin}");
            assert_eq!(other_layout(cyrillic).as_deref(), Some(latin), "{cyrillic}");
        }
    }

    #[test]
    fn each_key_stands_at_the_same_place_in_both_rows() {
        assert_eq!(LATIN.chars().count(), CYRILLIC.chars().count());
        let letters = |row: &str| {
            let mut letters: Vec<char> = row.chars().filter(|c| c.is_alphabetic()).collect();
            letters.sort_unstable();
            letters
        };
        let whole = |small: std::ops::RangeInclusive<char>| {
            let mut all: Vec<char> = small.flat_map(|c| [c].into_iter().chain(c.to_uppercase())).collect();
            all.sort_unstable();
            all
        };
        assert_eq!(letters(LATIN), whole('a'..='z'));
        let mut cyrillic = whole('а'..='я');
        cyrillic.extend(['ё', 'Ё']);
        cyrillic.sort_unstable();
        assert_eq!(letters(CYRILLIC), cyrillic);
    }

    #[test]
    fn a_spanish_keyboard_has_its_own_letter_there() {
        assert_eq!(other_layout("ñtyz").as_deref(), Some("женя"));
    }

    #[test]
    fn a_text_of_no_layout_stays_what_it_is() {
        for text in ["", "12 34", "Иvan", "josé", "東京", "[]"] {
            assert_eq!(other_layout(text), None, "{text}");
        }
    }
}
