//! Branches named after files: of several files with the same columns, the word that only one file's name has.

use std::collections::BTreeMap;

use crate::SheetPlan;
use crate::draft::Draft;
use crate::mapping::fold_words;

/// Files of the same columns are branches when a word of their names tells them apart.
pub(crate) fn name_branches(drafts: &mut [Draft<'_>]) {
    let mut groups: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate().filter(|(_, d)| d.plan.included) {
        let mut headers: Vec<String> = draft.plan.columns.iter().map(|c| fold_words(&c.header)).collect();
        headers.sort_unstable();
        groups.entry(headers).or_default().push(at);
    }
    for group in groups.into_values() {
        let stems: Vec<Vec<String>> =
            group.iter().filter_map(|at| drafts.get(*at)).map(|d| tokens(&d.plan.file)).collect();
        for (place, at) in group.iter().enumerate() {
            let branch = branch_of(&stems, place);
            if let Some(draft) = drafts.get_mut(*at).filter(|d| takes_branch(&d.plan)) {
                draft.plan.branch = branch;
            }
        }
    }
}

fn takes_branch(sheet: &SheetPlan) -> bool {
    sheet.parts.iter().any(|p| p.fills.iter().any(|f| f.from == crate::From::Branch))
}

/// Words of a file name without its ending.
fn tokens(file: &str) -> Vec<String> {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    stem.split(|c: char| !c.is_alphanumeric()).filter(|t| !t.is_empty()).map(str::to_owned).collect()
}

const BRANCH_WORDS: [&str; 9] =
    ["branch", "office", "shop", "region", "sucursal", "oficina", "delegacion", "филиал", "офис"];

/// Words that tell files of one branch apart: months, quarters and how finished a file is.
fn is_time_or_state(word: &str) -> bool {
    const WORDS: &str = "january february march april june july august september october november december \
        enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre \
        январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь \
        jan feb mar apr may jun jul aug sep oct nov dec ene abr ago dic янв фев апр авг сен окт ноя дек \
        old new final copy копия copia export";
    let folded = catalogue::fold(word);
    let bare = folded.trim_matches(|c: char| c.is_ascii_digit());
    bare.chars().count() < 2 || WORDS.split_whitespace().any(|w| catalogue::fold(w) == bare)
}

/// The word that only this file's name has, or the one behind `branch`.
fn branch_of(stems: &[Vec<String>], place: usize) -> Option<String> {
    let own = stems.get(place)?;
    let said =
        own.iter().position(|t| BRANCH_WORDS.contains(&catalogue::fold(t).as_str())).and_then(|at| own.get(at + 1));
    let others = || stems.iter().enumerate().filter(|(at, _)| *at != place).flat_map(|(_, s)| s);
    let is_word = |t: &&String| t.chars().filter(|c| c.is_alphabetic()).count() > 1 && !is_time_or_state(t);
    let only = || {
        own.iter().find(|t| is_word(t) && stems.len() > 1 && others().all(|o| catalogue::fold(o) != catalogue::fold(t)))
    };
    let word = said.filter(is_word).or_else(only)?;
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_versions_are_no_branches() {
        let stems = |files: &[&str]| files.iter().map(|f| tokens(f)).collect::<Vec<_>>();
        let of = |files: &[&str]| (0..files.len()).map(|at| branch_of(&stems(files), at)).collect::<Vec<_>>();
        assert_eq!(of(&["sales_jan.xlsx", "sales_feb.xlsx"]), [None, None]);
        assert_eq!(of(&["sales_2023_q1.csv", "sales_2024_q2.csv"]), [None, None]);
        assert_eq!(
            of(&["ventas madrid final.xls", "ventas BILBAO.xls"]),
            [Some("Madrid".into()), Some("Bilbao".into())]
        );
        assert_eq!(of(&["филиал_казань.ods"]), [Some("Казань".into())]);
    }
}
