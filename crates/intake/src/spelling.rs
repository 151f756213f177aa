//! Names and choices that are spelled differently and probably mean the same: found once for all files, proposed, decided
//! by the person.

use std::collections::{BTreeMap, HashMap, HashSet};

use catalogue::{Field, Kind, Lang, Name, Object, Words, fold};

use crate::mapping::fold_words;

/// Letters and digits alone: `GTX Pro`, `gtx-pro` and `GTXPro` are one.
pub(crate) fn squeeze(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// True when one text is probably a misspelling of the other: the same letters, or one or two wrong ones in a long word.
pub(crate) fn is_near(written: &str, known: &str) -> bool {
    let (a, b) = (squeeze(written), squeeze(known));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    if a == b {
        return true;
    }
    let digits = |t: &str| t.chars().filter(char::is_ascii_digit).collect::<String>();
    let length = a.chars().count().min(b.chars().count());
    // Model 500 and model 600 are two things; short words differ by a letter too easily.
    if digits(&a) != digits(&b) || length < 6 || a.chars().next() != b.chars().next() {
        return false;
    }
    strsim::osa_distance(&a, &b) <= if length >= 9 { 2 } else { 1 }
}

/// For each name written in the files that no master list has: the master's name it probably means.
pub(crate) fn near_names<'a>(
    written: impl IntoIterator<Item = &'a str>,
    masters: &'a [String],
) -> BTreeMap<String, String> {
    let exact: HashSet<String> = masters.iter().map(|m| fold(m)).collect();
    let mut found = BTreeMap::new();
    let mut looked: HashSet<&str> = HashSet::new();
    for name in written {
        if !looked.insert(name) || exact.contains(&fold(name)) {
            continue;
        }
        let same = masters.iter().find(|m| squeeze(m) == squeeze(name));
        let mut near = masters.iter().filter(|m| is_near(name, m));
        // Two masters equally near: nobody can tell which.
        let near = same.or_else(|| near.next().filter(|_| near.next().is_none()));
        if let Some(master) = near {
            found.insert(name.to_owned(), master.clone());
        }
    }
    found
}

/// Without a master list: spellings that differ only in spaces, marks or case mean the most frequent one.
pub(crate) fn twins(counts: &HashMap<String, u64>) -> BTreeMap<String, String> {
    let mut groups: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for name in counts.keys() {
        groups.entry(squeeze(name)).or_default().push(name);
    }
    let mut found = BTreeMap::new();
    for (_, mut names) in groups {
        names.sort_by_key(|n| (std::cmp::Reverse(counts.get(*n)), (*n).clone()));
        let Some((first, rest)) = names.split_first() else { continue };
        for name in rest.iter().filter(|n| fold(n) != fold(first)) {
            found.insert((*name).clone(), (*first).clone());
        }
    }
    found
}

/// What a written choice means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Choice {
    Known(Name),
    /// Probably this one, by a misspelling.
    Near(Name),
    Unknown,
}

/// The option or stage that a text means: by id, label or alias, else by a near spelling of one of them.
pub(crate) fn choice(object: &Object, field: &Field, written: &str) -> Choice {
    let word = fold_words(written);
    let labels: Vec<(String, Name)> = options(field).into_iter().flat_map(|id| labels(object, field, id)).collect();
    if let Some((_, id)) = labels.iter().find(|(label, _)| *label == word) {
        return Choice::Known(id.clone());
    }
    let near = || labels.iter().find(|(label, _)| is_near(&word, label)).map(|(_, id)| id.clone());
    // A known misspelling is still one: it is shown, though what it means is certain.
    if let Some(id) = field.option_aliases.get(word.as_str()) {
        let misspelt = labels.iter().any(|(label, of)| of == id && is_near(&word, label));
        return if misspelt { Choice::Near(id.clone()) } else { Choice::Known(id.clone()) };
    }
    near().map_or(Choice::Unknown, Choice::Near)
}

fn options(field: &Field) -> Vec<&Name> {
    match &field.kind {
        Kind::Choice { options } | Kind::Choices { options } => options.iter().collect(),
        Kind::Stage { stages } => stages.iter().map(|s| &s.id).collect(),
        _ => Vec::new(),
    }
}

/// The id as words and its label in every language.
fn labels(object: &Object, field: &Field, id: &Name) -> Vec<(String, Name)> {
    let words = Words::shipped();
    let label = |lang| fold_words(&words.option_label(lang, &object.name, &field.name, id));
    let all = std::iter::once(fold_words(id)).chain(Lang::ALL.into_iter().map(label));
    all.map(|label| (label, id.clone())).collect()
}

/// Names of countries in English, for a column of countries: a near miss is a misspelling, anything else is left alone.
const COUNTRIES: [&str; 72] = [
    "Argentina",
    "Australia",
    "Austria",
    "Bangladesh",
    "Belarus",
    "Belgium",
    "Bolivia",
    "Brazil",
    "Bulgaria",
    "Canada",
    "Chile",
    "China",
    "Colombia",
    "Costa Rica",
    "Croatia",
    "Cuba",
    "Czech Republic",
    "Denmark",
    "Dominican Republic",
    "Ecuador",
    "Egypt",
    "Estonia",
    "Finland",
    "France",
    "Georgia",
    "Germany",
    "Greece",
    "Guatemala",
    "Hungary",
    "India",
    "Indonesia",
    "Ireland",
    "Israel",
    "Italy",
    "Japan",
    "Jordan",
    "Kazakhstan",
    "Kenya",
    "Korea",
    "Latvia",
    "Lithuania",
    "Malaysia",
    "Mexico",
    "Morocco",
    "Netherlands",
    "New Zealand",
    "Nigeria",
    "Norway",
    "Pakistan",
    "Panama",
    "Paraguay",
    "Peru",
    "Philippines",
    "Poland",
    "Portugal",
    "Romania",
    "Russia",
    "Saudi Arabia",
    "Serbia",
    "Singapore",
    "Slovakia",
    "Slovenia",
    "South Africa",
    "Spain",
    "Sweden",
    "Switzerland",
    "Thailand",
    "Turkey",
    "Ukraine",
    "United Kingdom",
    "United States",
    "Uruguay",
];

/// The country that a misspelt one means.
pub(crate) fn country(written: &str) -> Option<&'static str> {
    if COUNTRIES.iter().any(|c| fold(c) == fold(written)) {
        return None;
    }
    COUNTRIES.into_iter().find(|c| is_near(written, c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_marks_and_single_slips_are_near_and_models_are_not() {
        assert!(is_near("GTXPro", "GTX Pro"));
        assert!(is_near("Philipines", "Philippines"));
        assert!(is_near("technolgy", "technology"));
        assert!(!is_near("MG 500", "MG 600"));
        assert!(!is_near("Iran", "Iraq"));
        assert!(!is_near("GTX Basic", "GTX Plus Basic"));
    }

    #[test]
    fn a_name_near_two_masters_is_left_alone() {
        let masters = ["Martinez SL".to_owned(), "Martines SL".to_owned()];
        assert!(near_names(["Martinec SL"], &masters).is_empty());
        assert_eq!(near_names(["martinez-sl"], &masters).get("martinez-sl").map(String::as_str), Some("Martinez SL"));
    }
}
