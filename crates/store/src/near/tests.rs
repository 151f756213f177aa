//! Which texts are near, and that the pieces never miss a text that is.

use proptest::prelude::*;

use super::*;

fn distance(words: &str, text: &str) -> Option<usize> {
    let near = |reach| Words::of(words, reach).and_then(|words| words.distance(text));
    near(Reach::One).or_else(|| near(Reach::Two))
}

#[test]
fn one_fault_is_forgiven_and_two_in_a_long_word() {
    for (typed, text) in [
        ("gonzales", "ana gonzalez"),
        ("hardwear", "hardware norte"),
        ("gonzlez", "gonzalez"),
        ("gonzallez", "gonzalez"),
        ("gonazlez", "gonzalez"),
        ("ruis", "ruiz"),
        ("ivanof petr", "petr ivanov"),
        ("иваноф", "иванов петр"),
        ("consircio", "consorcio textil"),
        ("consirc", "consorcio textil"),
        ("elna", "elena@vidal.example"),
    ] {
        assert!(distance(typed, text).is_some(), "{typed} finds {text}");
    }
    for (typed, text) in [
        ("gomes", "gonzalez"),
        ("ana", "eva"),
        ("2024", "2025"),
        ("b12345674", "b12345675"),
        ("marta lopez", "marta diaz"),
        ("gonzalez", "gimenes"),
        ("caso", "casarse"),
    ] {
        assert_eq!(distance(typed, text), None, "{typed} does not find {text}");
    }
}

#[test]
fn a_whole_word_is_nearer_than_a_begun_one() {
    let whole = distance("martun", "martin");
    assert!(whole < distance("martun", "martinez") && whole.is_some());
}

#[test]
fn what_cannot_be_bounded_is_not_looked_for() {
    assert!(Words::of("uno 22 la", Reach::One).is_none());
    assert!(Words::of(&"a".repeat(LONGEST + 1), Reach::One).is_none());
    assert!(Words::of("uno dos tres cuatro cinco seis siete", Reach::One).is_none());
    assert!(Words::of("norte", Reach::Two).is_none(), "two faults in a short word are another word");
}

/// Whether the index would give the text, and what is looked at in it lets it through.
fn is_candidate(word: &Word, text: &str) -> bool {
    word.ways().is_some_and(|ways| ways.iter().any(|way| way.iter().all(|piece| text.contains(piece.as_str()))))
}

fn edited(word: &[char], (at, what, letter): (usize, u8, char)) -> String {
    let mut letters = word.to_vec();
    let at = at % letters.len();
    match what % 4 {
        0 => letters[at] = letter,
        1 => drop(letters.remove(at)),
        2 => letters.insert(at, letter),
        _ if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => letters[at] = letter,
    }
    letters.into_iter().collect()
}

proptest! {
    /// With one fault, wherever it is and whatever it is, the pieces find the word that was meant.
    #[test]
    fn the_pieces_find_every_word_with_one_fault(
        meant in "[a-z]{4,14}|[а-я]{4,14}",
        edit in (0_usize..14, 0_u8..4, prop_oneof![prop::char::range('a', 'z'), prop::char::range('а', 'я')]),
    ) {
        let typed = edited(&meant.chars().collect::<Vec<_>>(), edit);
        let mixed = typed.chars().any(|c| c.is_ascii()) && !typed.is_ascii();
        let word = Word::of(&typed, Reach::One);
        prop_assume!(word.faults == 1 && !mixed);
        prop_assert!(is_candidate(&word, &meant), "{typed} for {meant}: {:?}", word.ways());
        let long = Word::of(&typed, Reach::Two);
        prop_assert!(is_candidate(&long, &meant), "{typed} for {meant}: {:?}", long.ways());
        prop_assert!(distance(&typed, &meant).is_some(), "{typed} for {meant}");
    }
}
