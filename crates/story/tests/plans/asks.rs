//! What people ask of a company day by day, through the gate.

use query::{Archived, Bucket};
use records::calendar::{CalendarAsk, calendar, unplanned};
use records::figures::{FiguresAsk, figures};
use records::timeline::{TimelineAsk, timeline};
use records::{Counting, Ctx, Error, ListAsk};

/// Counts what was answered; what somebody may not do is no question of theirs.
#[derive(Default)]
pub struct Answered(pub usize);

impl Answered {
    fn told<T>(&mut self, what: &str, answer: Result<T, Error>) -> Option<T> {
        match answer {
            Ok(answer) => {
                self.0 += 1;
                Some(answer)
            }
            Err(Error::NotFound | Error::Forbidden | Error::Invalid(_)) => None,
            Err(error) => panic!("{what}: {error:?}"),
        }
    }
}

/// Every list in every order it shows, its segments, a second page, what hangs on a card, boards, sums, searches.
pub async fn ask_everything(ctx: &Ctx, answered: &mut Answered) {
    for people in [vec![ctx.who.user], (1..=20).map(catalogue::Id).collect()] {
        let month = CalendarAsk { first: 20_700, last: 20_741, people };
        answered.told("calendar", calendar(ctx, &month).await);
    }
    answered.told("unplanned", unplanned(ctx, 20).await);
    let catalogue = ctx.gate.catalogue.clone();
    for object in catalogue.objects.values() {
        let name = object.name.to_string();
        let whole = ListAsk { object: name.clone(), limit: 2, count: Counting::UpTo(10_000), ..ListAsk::default() };
        let mut asks = vec![
            // As the command line counts, to the end.
            ListAsk { archived: Archived::Only, count: Counting::Exact, ..whole.clone() },
            ListAsk { search: Some("sumin".into()), ..whole.clone() },
        ];
        asks.extend(object.segments.keys().map(|s| ListAsk { segment: Some(s.to_string()), ..whole.clone() }));
        for field in &object.list.columns {
            let sorted = |down| ListAsk { sort: vec![(field.to_string(), down)], count: Counting::No, ..whole.clone() };
            asks.extend([sorted(false), sorted(true)]);
        }
        for ask in &asks {
            answered.told(&name, records::list::list(ctx, ask).await);
        }
        let Some(page) = answered.told(&name, records::list::list(ctx, &whole).await) else { continue };
        if page.next.is_some() {
            let second = ListAsk { after: page.next.clone(), ..whole.clone() };
            answered.told(&name, records::list::list(ctx, &second).await);
        }
        answered.told(&name, records::search::suggest(ctx, &name, "sumin", 10).await);
        answered.told(&name, records::board::board(ctx, &records::board::BoardAsk::of(&name)).await);
        if let Some((field, _)) = object.stage_field() {
            for group in [(field.name.to_string(), None), ("created_at".to_owned(), Some(Bucket::Month))] {
                let ask = FiguresAsk { object: name.clone(), group: vec![group], ..FiguresAsk::default() };
                answered.told(&name, figures(ctx, &FiguresAsk { measures: vec!["count".into()], ..ask }).await);
            }
        }
        let Some(first) = page.rows.first() else { continue };
        answered.told(&name, records::read::read(ctx, &name, first.id).await);
        answered
            .told(&name, timeline(ctx, &name, first.id, &TimelineAsk { limit: 50, ..TimelineAsk::default() }).await);
        for relation in object.relations.keys() {
            let ask = ListAsk { limit: 8, count: Counting::UpTo(10_000), ..ListAsk::default() };
            answered.told(&name, records::related::related(ctx, &name, first.id, relation, &ask).await);
        }
    }
    answered.told("search", records::search::search(ctx, "sumin", 20).await);
    answered.told("search", records::search::search(ctx, "sumin mad", 20).await);
}
