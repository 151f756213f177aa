//! Random texts of the language about the objects of a setting: each is well typed, so that `condition` must take it.

use catalogue::{Catalogue, Field, Kind, Name, Object, SYSTEM_FIELDS};

use crate::random::{Dice, few, ids, is_told};
use crate::random_schema::Setting;

/// What a term is, as far as texts care.
#[derive(Clone)]
pub enum Sort {
    Text,
    Number,
    Money,
    Date,
    Instant,
    Duration,
    Choice(Vec<Name>),
    /// First id, whether it is a person, and whether the records are a tree.
    Reference {
        first: i64,
        person: bool,
        tree: bool,
    },
    Boolean,
    Choices(Vec<Name>),
}

use Sort::{Boolean, Choice, Choices, Date, Duration, Instant, Money, Number, Reference, Text};

type Term = (String, Sort);

/// What can be said of the records of an object.
pub struct Words {
    /// Its own fields, those of records it refers to, and figures over records that refer to it.
    groups: Vec<Vec<Term>>,
    /// Relations and what they lead to.
    relations: Vec<(String, Name)>,
}

impl Words {
    pub fn of(catalogue: &Catalogue, objects: &[Name], object: &Name) -> Self {
        let look = Look { catalogue, objects };
        let of = look.object(object);
        let first = ids(objects, object).start;
        let id = Reference { first, person: false, tree: of.hierarchy().is_some() };
        let mut own = look.own(of);
        own.push(("id".to_owned(), id));
        let (mut through, mut relations) = (Vec::new(), look.relations(of, ""));
        for (field, next) in look.references(of) {
            through
                .extend(look.own(next).into_iter().map(|(term, sort)| (prefixed(&term, &format!("{field}.")), sort)));
            relations.extend(look.relations(next, &format!("{field}.")));
            for (further, last) in look.references(next) {
                let prefix = format!("{field}.{further}.");
                through.extend(look.own(last).into_iter().map(|(term, sort)| (prefixed(&term, &prefix), sort)));
            }
        }
        let many = relations.iter().flat_map(|(relation, to)| look.figures(relation, to)).collect();
        let groups = [own, through, many].into_iter().filter(|terms: &Vec<Term>| !terms.is_empty()).collect();
        Self { groups, relations }
    }

    fn any(&self, dice: &mut Dice<'_>) -> Term {
        let group = dice.below(self.groups.len());
        dice.one(&self.groups[group])
    }

    fn like(&self, dice: &mut Dice<'_>, sort: &Sort) -> String {
        let kind = std::mem::discriminant(sort);
        let all: Vec<&Term> = self.groups.iter().flatten().filter(|(_, s)| std::mem::discriminant(s) == kind).collect();
        dice.one(&all).0.clone()
    }
}

struct Look<'c> {
    catalogue: &'c Catalogue,
    objects: &'c [Name],
}

impl<'c> Look<'c> {
    fn object(&self, name: &str) -> &'c Object {
        self.catalogue.object(name).expect("an object")
    }

    fn told(&self, object: &'c Object) -> impl Iterator<Item = &'c Field> {
        object.fields.values().filter(|field| !SYSTEM_FIELDS.contains(&&*field.name) || is_told(&field.name))
    }

    fn target(&self, kind: &'c Kind) -> Option<&'c Object> {
        kind.target().filter(|to| self.objects.iter().any(|name| &**name == *to)).map(|to| self.object(to))
    }

    fn references(&self, object: &'c Object) -> Vec<(&'c Name, &'c Object)> {
        self.told(object).filter_map(|field| Some((&field.name, self.target(&field.kind)?))).collect()
    }

    fn relations(&self, object: &Object, prefix: &str) -> Vec<(String, Name)> {
        let told = object.relations.iter().filter(|(_, relation)| self.objects.contains(&relation.object));
        told.map(|(name, relation)| (format!("{prefix}{name}"), relation.object.clone())).collect()
    }

    fn own(&self, object: &'c Object) -> Vec<Term> {
        self.told(object).flat_map(|field| self.terms(field)).collect()
    }

    fn terms(&self, field: &'c Field) -> Vec<Term> {
        let name = field.name.to_string();
        let Some(sort) = self.sort(field.kind.value_kind()) else { return Vec::new() };
        let more = match (&sort, &field.kind) {
            (_, Kind::Stage { .. }) => vec![
                (format!("{name}.outcome"), Choice(["open", "won", "lost"].map(Name::from).to_vec())),
                (format!("{name}.probability"), Number),
                (format!("{name}.order"), Number),
            ],
            (Date, _) => vec![(format!("{name} + 40"), Date)],
            (Instant, _) => vec![(format!("now - {name}"), Duration)],
            _ => Vec::new(),
        };
        std::iter::once((name, sort)).chain(more).collect()
    }

    fn sort(&self, kind: &'c Kind) -> Option<Sort> {
        Some(match kind {
            Kind::Text | Kind::LongText | Kind::Email | Kind::Phone | Kind::Url => Text,
            Kind::Integer { .. } | Kind::Decimal { .. } | Kind::Percent { .. } => Number,
            Kind::Money => Money,
            Kind::Date => Date,
            Kind::Instant => Instant,
            Kind::Duration => Duration,
            Kind::Boolean => Boolean,
            Kind::Choice { options } => Choice(few(options)),
            Kind::Stage { stages } => Choice(stages.iter().map(|stage| stage.id.clone()).collect()),
            Kind::Choices { options } => Choices(few(options)),
            Kind::Reference { .. } | Kind::Person => {
                let to = self.target(kind)?;
                let first = ids(self.objects, &to.name).start;
                Reference { first, person: &*to.name == "user", tree: to.hierarchy().is_some() }
            }
            Kind::File | Kind::Computed { .. } | Kind::Rollup { .. } => return None,
        })
    }

    /// Counts, sums, least and largest over a relation.
    fn figures(&self, relation: &str, to: &str) -> Vec<Term> {
        let object = self.object(to);
        let stored = self.told(object).filter(|field| field.kind.is_stored());
        let stored: Vec<Term> = stored.filter_map(|f| Some((format!("y.{}", f.name), self.sort(&f.kind)?))).collect();
        let mut out = vec![(format!("{relation}.size()"), Number)];
        let mut numbers = Vec::new();
        for (place, (field, sort)) in stored.iter().enumerate() {
            let narrowed = match sort {
                Choice(options) => format!("{field} == \"{}\"", options[0]),
                Boolean => format!("!{field}"),
                _ => format!("{field} != null"),
            };
            out.push((format!("{relation}.filter(y, {narrowed}).size()"), Number));
            if !matches!(sort, Number | Money | Date | Instant | Duration) {
                continue;
            }
            let from = if place % 2 == 0 { relation.to_owned() } else { format!("{relation}.filter(y, {narrowed})") };
            let adds = matches!(sort, Number | Money | Duration);
            for function in ["min", "max", "sum"].iter().filter(|name| adds || **name != "sum") {
                out.push((format!("{from}.map(y, {field}).{function}()"), sort.clone()));
            }
            if matches!(sort, Number) {
                numbers.push(field);
            }
        }
        for (field, sort) in stored.iter().filter(|(_, sort)| matches!(sort, Number | Money)) {
            for number in &numbers {
                out.push((format!("{relation}.map(y, {field} * {number}).sum()"), sort.clone()));
            }
        }
        out
    }
}

/// A condition on a record of `object`; `prefix` is the variable it is called by, with a point.
pub fn condition(dice: &mut Dice<'_>, setting: &Setting, object: &str, prefix: &str, depth: usize) -> String {
    if depth == 0 {
        return leaf(dice, setting.words(object), prefix);
    }
    match dice.below(8) {
        0 | 1 => leaf(dice, setting.words(object), prefix),
        2 | 3 => {
            let join = dice.one(&["&&", "||"]);
            let (a, b) = (
                condition(dice, setting, object, prefix, depth - 1),
                condition(dice, setting, object, prefix, depth - 1),
            );
            format!("({a}) {join} ({b})")
        }
        4 | 5 => format!("!({})", condition(dice, setting, object, prefix, depth - 1)),
        _ if setting.words(object).relations.is_empty() => leaf(dice, setting.words(object), prefix),
        _ => {
            let (relation, to) = dice.one(&setting.words(object).relations);
            let (test, var) = (dice.one(&["exists", "all", "filter"]), format!("x{depth}"));
            let body = condition(dice, setting, &to, &format!("{var}."), depth - 1);
            let whole = format!("{prefix}{relation}.{test}({var}, {body})");
            if test == "filter" { format!("{whole}.size() {} {}", order(dice), dice.below(3)) } else { whole }
        }
    }
}

fn order(dice: &mut Dice<'_>) -> &'static str {
    dice.one(&["==", "!=", "<", "<=", ">", ">="])
}

fn leaf(dice: &mut Dice<'_>, words: &Words, prefix: &str) -> String {
    let (term, sort) = words.any(dice);
    let term = prefixed(&term, prefix);
    if dice.below(8) == 0 && !matches!(sort, Boolean) {
        return format!("{term} {} null", dice.one(&["==", "!="]));
    }
    let same = |d: &mut Dice<'_>| prefixed(&words.like(d, &sort), prefix);
    match &sort {
        Text => text(dice, &term, same),
        Number => number(dice, &term, same),
        Money => money(dice, &term, same),
        Date => date(dice, &term, same),
        Instant => instant(dice, &term, same),
        Duration => match dice.below(2) {
            0 => format!("{term} {} duration(\"{}\")", order(dice), dice.one(&["0s", "1h", "90h", "-1h", "1us"])),
            _ => format!("{term} + duration(\"1h\") {} {}", order(dice), same(dice)),
        },
        Choice(options) => match dice.below(2) {
            0 => format!("{term} {} \"{}\"", dice.one(&["==", "!="]), dice.one(options)),
            _ => format!("{term} in [\"{}\", \"{}\"]", dice.one(options), dice.one(options)),
        },
        Reference { first, person, tree } => reference(dice, &term, *first, *person, *tree),
        Boolean => dice.one(&[term.clone(), format!("{term} == true"), format!("{term} != false")]),
        Choices(options) => match dice.below(2) {
            0 => format!("\"{}\" in {term}", dice.one(options)),
            _ => format!("{term}.has(\"{}\")", dice.one(options)),
        },
    }
}

/// The term as said of a variable: its first name, and every later one that starts a path of its own.
fn prefixed(term: &str, prefix: &str) -> String {
    match term.strip_prefix("now - ") {
        Some(rest) => format!("now - {prefix}{rest}"),
        None => format!("{prefix}{term}"),
    }
}

fn text(dice: &mut Dice<'_>, term: &str, same: impl Fn(&mut Dice<'_>) -> String) -> String {
    let word = dice.one(&["ana", "ANÁ", "иван", "Еж", "a", "", "%", "_", "m a"]);
    match dice.below(4) {
        0 => format!("{term} {} \"{word}\"", order(dice)),
        1 => format!("{term}.{}(\"{word}\")", dice.one(&["contains", "startsWith", "endsWith"])),
        2 => format!("{term} in [\"{word}\", \"b_b\"]"),
        _ => format!("{term} {} {}", order(dice), same(dice)),
    }
}

fn number(dice: &mut Dice<'_>, term: &str, same: impl Fn(&mut Dice<'_>) -> String) -> String {
    let (order, whole) = (order(dice), dice.one(&["0", "1", "2", "-3", "7"]));
    match dice.below(5) {
        0 => format!("{term} {order} {whole}"),
        1 => format!("{term} * 2 + 0.5 {order} {whole}"),
        2 => format!("{term} / 3 {order} {}", dice.one(&["0.333333", "0.666667", "-1"])),
        3 => format!("{term} - {} {order} {whole}", same(dice)),
        _ => format!("{term} {order} {}", same(dice)),
    }
}

fn money(dice: &mut Dice<'_>, term: &str, same: impl Fn(&mut Dice<'_>) -> String) -> String {
    let (order, amount) = (order(dice), dice.one(&["0", "0.05", "2.50", "100", "-3.33", "0.02"]));
    match dice.below(6) {
        0 => format!("{term} {order} {amount}"),
        1 => format!("{term} * 0.333 {order} {amount}"),
        2 => format!("{term} / 3 {order} {amount}"),
        3 => format!("{term} + {} {order} {amount}", same(dice)),
        4 => format!("{term} / {} {order} 0.5", same(dice)),
        _ => format!("{term} - 1 {order} {}", same(dice)),
    }
}

fn date(dice: &mut Dice<'_>, term: &str, same: impl Fn(&mut Dice<'_>) -> String) -> String {
    let order = order(dice);
    match dice.below(5) {
        0 => format!("{term} {order} \"2026-11-23\""),
        1 => format!("{term} {order} today - {}", dice.below(3)),
        2 => format!("{term} - {} {order} 1", same(dice)),
        3 => format!("days({term}, now) {order} 40"),
        _ => format!("{term} {order} {}", same(dice)),
    }
}

fn instant(dice: &mut Dice<'_>, term: &str, same: impl Fn(&mut Dice<'_>) -> String) -> String {
    let order = order(dice);
    match dice.below(6) {
        0 => format!("{term} {order} \"2026-11-23\""),
        1 => format!("{term} {order} today"),
        2 => format!("{term} {order} now - duration(\"24h\")"),
        3 => format!("days({term}, today) {order} {}", dice.below(3)),
        4 => format!("{term} - {} {order} duration(\"1us\")", same(dice)),
        _ => format!("{term} {order} {}", same(dice)),
    }
}

fn reference(dice: &mut Dice<'_>, term: &str, first: i64, person: bool, tree: bool) -> String {
    let equality = dice.one(&["==", "!="]);
    // The last root is none of them.
    if tree && dice.below(2) == 0 {
        return format!("{term}.within({})", dice.one(&[first, first, first + 1, first + 2, 99]));
    }
    match dice.below(3) {
        0 if person => format!("{term} {equality} me"),
        1 => format!("{term} in [{}, {}]", first, first + 2),
        _ => format!("{term} {equality} {}", first + 1),
    }
}

/// A value of a record of `object`.
pub fn term(dice: &mut Dice<'_>, setting: &Setting, object: &str) -> String {
    typed(dice, setting, object).0
}

/// The same with what it is.
pub fn typed(dice: &mut Dice<'_>, setting: &Setting, object: &str) -> Term {
    let (term, sort) = setting.words(object).any(dice);
    let term = match (&sort, dice.below(3)) {
        (Number | Money, 1) => format!("{term} * 2.5"),
        (Number | Money, 2) => format!("{term} / 3"),
        (Date, 1) => return (format!("days({term}, now)"), Number),
        (Instant, 1) => return (format!("days({term}, today)"), Number),
        _ => term,
    };
    (term, sort)
}
