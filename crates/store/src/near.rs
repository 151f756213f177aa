//! Search that forgives: texts that hold each word with a letter wrong, missing, too many or two of them swapped. The index gives
//! the texts that hold enough pieces of the words, rights before the limit; how near they are is decided here, by edit distance.

use catalogue::Catalogue;
use query::Scoped;
use sea_query::{Expr as Sea, ExprTrait, JoinType, LikeExpr, SelectStatement};

use crate::dialect::{Dialect, contains, contains_both};
use crate::render::{Renderer, column, constant};
use crate::sabotage::Sabotage;
use crate::search::{first_place, only_within};
use crate::sql::{Cells, Reader, Sql};
use crate::title::{self, Title};
use crate::{Found, SearchText, StoreError};

/// Pieces that are in every text in which a word stands, give or take its faults: all pieces of one of the ways.
pub(crate) type Ways = Vec<Vec<String>>;

/// How many texts of an object are compared letter by letter at most.
const COMPARED: u64 = 2_000;
/// The shortest word that may have a fault: of three letters every other word is near.
const SHORTEST: usize = 4;
/// From so many letters on a word may have two.
const LONG: usize = 8;
/// The longest word, and the most words, that are looked for.
const LONGEST: usize = 40;
const WORDS: usize = 6;
/// The shortest piece that the index finds on both engines.
const LEAST: usize = 3;
/// From so many letters on the beginning of a word is enough: it is still being typed.
const BEGUN: usize = 5;

/// How far from the words a text may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// One fault a word.
    One,
    /// Two in long words.
    Two,
}

/// A word that is looked for.
#[derive(Debug, Clone)]
struct Word {
    letters: Vec<char>,
    text: String,
    /// How many faults it may have.
    faults: usize,
}

/// The words of a text, with what may be wrong with each.
#[derive(Debug, Clone)]
pub(crate) struct Words(Vec<Word>);

impl Words {
    /// Of a folded text; `None` where no word of it could be found near.
    pub fn of(folded: &str, reach: Reach) -> Option<Self> {
        let words: Vec<Word> = folded.split(' ').map(|text| Word::of(text, reach)).collect();
        let most = match reach {
            Reach::One => words.iter().any(|word| word.faults > 0),
            Reach::Two => words.iter().any(|word| word.faults > 1),
        };
        let bounded = words.len() <= WORDS && words.iter().all(|word| word.letters.len() <= LONGEST);
        (most && bounded).then_some(Self(words))
    }

    /// How far the text is from all words, whole words before their beginnings; `None` where it is too far.
    pub fn distance(&self, text: &str) -> Option<usize> {
        let tokens: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()).collect();
        self.0.iter().try_fold(0, |sum, word| Some(sum + word.distance(text, &tokens)?))
    }
}

impl Word {
    fn of(text: &str, reach: Reach) -> Self {
        let letters: Vec<char> = text.chars().collect();
        // A number with another digit is another number.
        let is_word = letters.iter().all(|c| c.is_alphabetic());
        let faults = match (letters.len(), reach) {
            (length, _) if !is_word || length < SHORTEST => 0,
            (length, Reach::Two) if length >= LONG => 2,
            _ => 1,
        };
        Self { letters, text: text.to_owned(), faults }
    }

    fn distance(&self, text: &str, tokens: &[&str]) -> Option<usize> {
        if text.contains(&self.text) {
            return Some(0);
        }
        (self.faults > 0).then_some(())?;
        tokens.iter().filter_map(|token| self.from(token)).min()
    }

    /// Twice the faults, and one more where the word is only begun.
    fn from(&self, token: &str) -> Option<usize> {
        let ends: Vec<usize> = token.char_indices().map(|(at, _)| at).skip(1).chain([token.len()]).collect();
        let length = self.letters.len();
        let (least, most) = (length.saturating_sub(self.faults), length + self.faults);
        let lengths = (least.max(1)..=most.min(ends.len())).filter(|taken| *taken == ends.len() || length >= BEGUN);
        let distance = |taken: usize| {
            let faults = strsim::osa_distance(&self.text, token.get(..*ends.get(taken - 1)?)?);
            (faults <= self.faults).then_some(2 * faults + usize::from(taken < ends.len()))
        };
        lengths.filter_map(distance).min()
    }

    /// What of the word the index looks for; `None` where it is too short to be looked for there.
    fn ways(&self) -> Option<Ways> {
        match self.faults {
            0 => (self.letters.len() >= LEAST).then(|| vec![vec![self.text.clone()]]),
            1 => Some(weakest(self.one_fault())),
            _ => Some(weakest(self.two_faults())),
        }
    }

    fn piece(&self, from: usize, to: usize) -> String {
        self.letters.get(from..to).unwrap_or_default().iter().collect()
    }

    /// A fault leaves what stands before and after it. Where both are too short for the index, each letter that can have
    /// been meant is tried.
    fn one_fault(&self) -> Ways {
        let length = self.letters.len();
        let mut ways = Vec::new();
        for at in 0..length {
            self.put(&mut ways, at, Meant::Letter, at + 1);
            self.put(&mut ways, at, Meant::Nothing, at + 1);
            self.put(&mut ways, at, Meant::Letter, at);
            if let Some([one, other]) = self.letters.get(at..at + 2) {
                self.put(&mut ways, at, Meant::These(*other, *one), at + 2);
            }
        }
        ways
    }

    fn put(&self, ways: &mut Ways, to: usize, meant: Meant, from: usize) {
        let (left, right) = (self.piece(0, to), self.piece(from, self.letters.len()));
        let known: Vec<String> = [&left, &right].into_iter().filter(|p| p.chars().count() >= LEAST).cloned().collect();
        match meant {
            _ if !known.is_empty() => ways.push(known),
            Meant::Nothing => ways.push(vec![format!("{left}{right}")]),
            Meant::These(one, other) => ways.push(vec![format!("{left}{one}{other}{right}")]),
            Meant::Letter => ways.extend(self.alphabet().map(|letter| vec![format!("{left}{letter}{right}")])),
        }
        ways.retain(|way| way.iter().all(|piece| piece.chars().count() >= LEAST));
    }

    /// The letters of folded texts in the word's own alphabet.
    fn alphabet(&self) -> std::ops::RangeInclusive<char> {
        if self.letters.iter().any(|c| ('а'..='я').contains(c)) { 'а'..='я' } else { 'a'..='z' }
    }

    /// Two faults leave one of the halves, or what is before and after both, or one of three parts.
    fn two_faults(&self) -> Ways {
        let length = self.letters.len();
        let cut =
            |parts: usize| (0..parts).map(move |n| vec![self.piece(n * length / parts, (n + 1) * length / parts)]);
        let ends = vec![self.piece(0, LEAST), self.piece(length - LEAST, length)];
        let thirds = (length >= 3 * SHORTEST).then(|| cut(3));
        cut(2).chain([ends]).chain(thirds.into_iter().flatten()).collect()
    }

    /// What a text with one fault in this word must look like: keeps from comparing what only shares a piece.
    fn patterns(&self) -> Vec<LikeExpr> {
        let length = self.letters.len();
        let swapped = |at: usize| {
            let mut letters = self.letters.clone();
            letters.swap(at, at + 1);
            contains(&letters.into_iter().collect::<String>())
        };
        let around = |at: usize| contains_both(&self.piece(0, at), &self.piece(at + 1, length));
        match self.faults {
            0 if length < LEAST => vec![contains(&self.text)],
            1 => (0..length).map(around).chain((0..length - 1).map(swapped)).collect(),
            _ => Vec::new(),
        }
    }
}

/// What stands in the text where the word has a fault.
#[derive(Clone, Copy)]
enum Meant {
    Letter,
    Nothing,
    These(char, char),
}

/// Without the ways that another one finds anyway.
fn weakest(mut ways: Ways) -> Ways {
    ways.sort();
    ways.dedup();
    let finds = |weak: &Vec<String>, strong: &Vec<String>| {
        weak.iter().all(|piece| strong.iter().any(|other| other.contains(piece.as_str())))
    };
    let is_found = |way: &Vec<String>| ways.iter().any(|other| other != way && finds(other, way));
    ways.iter().filter(|way| !is_found(way)).cloned().collect()
}

/// Puts what the words ask for into the statement, as `f` and, where texts are looked at, as `s`; returns the place.
fn put_words(dialect: Dialect, statement: &mut SelectStatement, words: &Words) -> Option<Sea> {
    let ways: Vec<Ways> = words.0.iter().filter_map(Word::ways).collect();
    (!ways.is_empty()).then_some(())?;
    let place = dialect.put_ways(statement, &ways.iter().collect::<Vec<_>>());
    let looked_at: Vec<Vec<LikeExpr>> = words.0.iter().map(Word::patterns).filter(|all| !all.is_empty()).collect();
    if !looked_at.is_empty() {
        statement.from_as("candor_search", "s").and_where(column("s", "place").eq(place.clone()));
        for patterns in looked_at {
            let any = patterns.into_iter().map(|like| column("s", "text").like(like)).reduce(ExprTrait::or);
            statement.and_where_option(any);
        }
    }
    Some(place)
}

/// See `search::glance`: which objects hold any candidate at all.
pub(crate) fn glance(dialect: Dialect, words: &Words) -> Result<Option<Sql>, StoreError> {
    let mut statement = SelectStatement::new();
    match put_words(dialect, &mut statement, words) {
        Some(place) if dialect.finds_all_first() => crate::search::parts_of(dialect, statement, place).map(Some),
        _ => Ok(None),
    }
}

/// The statement that gives the candidates of one object which may be seen, with their texts; `None` where no word can be looked
/// for.
pub(crate) fn one(
    catalogue: &Catalogue,
    dialect: Dialect,
    ask: &Scoped<SearchText>,
    object: &str,
    words: &Words,
) -> Result<Option<(Sql, Title)>, StoreError> {
    let mut renderer = Renderer::new(catalogue, &ask.scope, &ask.env).freely(Sabotage::SearchFree);
    let object = renderer.object(object)?;
    let alias = renderer.open(0, &object);
    let mut statement = SelectStatement::new();
    let hide = query::Archived::Hide;
    let (mut matches, _, inner) = crate::select::rows(&mut renderer, &object.name, &query::Expr::True, hide)?;
    let Some(place) = put_words(dialect, &mut matches, words) else { return Ok(None) };
    matches.and_where(only_within(&place, &object.name));
    matches.and_where(column(&inner, "id").eq(place.sub(constant(first_place(&object.name)))));
    matches.expr(column(&inner, "id")).limit(COMPARED);
    renderer.close(&mut matches)?;
    statement.expr(column(&alias, "id")).expr(column("s", "text"));
    let title = title::put(&mut renderer, &query::Path::own(&object.name, &"id".into()), &mut statement)?;
    statement.and_where(column(&alias, "id").in_subquery(matches));
    renderer.close(&mut statement)?;
    let found = column("s", "place").eq(column(&alias, "id").add(constant(first_place(&object.name))));
    statement.join_as(JoinType::InnerJoin, "candor_search", "s", found);
    Ok(Some((dialect.select(&statement)?, title)))
}

/// The nearest of the candidates, shorter texts first among equals.
pub(crate) fn nearest(
    object: &str,
    (words, limit): (&Words, u32),
    title: &Title,
    rows: Vec<Cells>,
) -> Result<Vec<Found>, StoreError> {
    let mut near = Vec::new();
    for cells in rows {
        let mut cells = Reader::new(cells);
        let id = catalogue::Id(cells.some_int()?);
        let text = cells.some_text()?;
        let Some(distance) = words.distance(&text) else { continue };
        let title = title.read(&mut cells)?.as_text().unwrap_or_default().into();
        near.push(((distance, text.chars().count(), id), Found { object: object.into(), id, title }));
    }
    near.sort_by_key(|(place, _)| *place);
    near.truncate(limit as usize);
    Ok(near.into_iter().map(|(_, found)| found).collect())
}

#[cfg(test)]
mod tests;
