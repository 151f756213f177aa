//! A record's story drawn as a timeline: activities, changes from old to new, stages entered; narrowed to some kinds, part by part.

use catalogue::Value;
use maud::{Markup, html};
use records::Record;
use records::history::FieldChange;
use records::timeline::{Place, StoryKind, Timeline, TimelineAsk, TimelineEntry, TimelineWhat};
use ui::fields::record_link;
use ui::timeline::{Change, Happening, timeline};
use ui::{Fields, format, icon, paths};

use super::subject::{Sent, Subject};

/// Entries of one part of a story.
const PART: u32 = 40;

/// Which part of a story a card shows, as its address says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StoryState {
    kinds: Vec<StoryKind>,
    after: Option<Place>,
}

impl StoryState {
    pub fn read(sent: &Sent) -> Self {
        let words = sent.get("story").unwrap_or_default().split(',');
        Self { kinds: words.filter_map(StoryKind::read).collect(), after: sent.get("before").and_then(Place::read) }
    }

    pub fn ask(&self) -> TimelineAsk {
        TimelineAsk { kinds: self.kinds.clone(), after: self.after, limit: PART }
    }

    /// Whether this is the whole story from its newest entry.
    pub fn is_whole(&self) -> bool {
        *self == Self::default()
    }

    fn address(kinds: &[StoryKind], after: Option<Place>, card: &str) -> String {
        let words: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
        let place = after.map(Place::word).unwrap_or_default();
        format!("{}#story", paths::with_query(card, &[("story", words.join(",")), ("before", place)]))
    }

    /// The same with a kind put to the others, or taken from them.
    fn toggled(&self, kind: StoryKind) -> Vec<StoryKind> {
        let has = self.kinds.contains(&kind);
        StoryKind::ALL
            .into_iter()
            .filter(|other| if *other == kind { !has } else { self.kinds.contains(other) })
            .collect()
    }
}

/// The story with what narrows it and the ways through it; nothing where nothing ever happened.
pub fn section(
    subject: &Subject<'_>,
    record: &Record,
    (state, story): (&StoryState, &Timeline),
    may_undo: bool,
    since: Option<i64>,
) -> Markup {
    if story.entries.is_empty() && state.is_whole() {
        return html! {};
    }
    let card = subject.card(record.id);
    let kinds = kinds_of(subject);
    html! {
        section #story .stack.story aria-label=(subject.text("card-story")) {
            h2 { (subject.text("card-story")) }
            nav.chips aria-label=(subject.text("story-kinds")) {
                a.chip-link href=(StoryState::address(&[], None, &card)) aria-current=[state.kinds.is_empty().then_some("true")] { (subject.text("list-all")) }
                @for kind in kinds {
                    a.chip-link href=(StoryState::address(&state.toggled(kind), None, &card)) aria-current=[state.kinds.contains(&kind).then_some("true")] {
                        (subject.text(&format!("story-kind-{}", kind.as_str())))
                    }
                }
            }
            @if story.entries.is_empty() { p.soft { (subject.text("list-nothing-found")) } }
            (draw(subject, record, &story.entries, may_undo, since))
            @if state.after.is_some() || story.next.is_some() {
                nav.pager aria-label=(subject.text("list-pages")) {
                    div.cluster {
                        @if state.after.is_some() { a.btn.btn-small href=(StoryState::address(&state.kinds, None, &card)) { (icon("chevron-left")) (subject.text("story-newest")) } }
                        @if let Some(next) = story.next { a.btn.btn-small href=(StoryState::address(&state.kinds, Some(next), &card)) { (subject.text("story-older")) (icon("chevron-right")) } }
                    }
                }
            }
        }
    }
}

/// The kinds that the story of such a record can have.
fn kinds_of(subject: &Subject<'_>) -> Vec<StoryKind> {
    let has = |name: &str| {
        let related = subject.object.relations.values().any(|relation| &*relation.object == name);
        related && records::rights::may(&subject.visitor.ctx, catalogue::Action::Read, name)
    };
    let is_told = |kind: &StoryKind| match kind {
        StoryKind::Stage => subject.object.stage_field().is_some(),
        StoryKind::Change => true,
        StoryKind::Task => has("task"),
        _ => has("activity"),
    };
    StoryKind::ALL.into_iter().filter(is_told).collect()
}

/// How many of these came since the visitor was here last, by others.
pub fn news(subject: &Subject<'_>, entries: &[TimelineEntry], since: Option<i64>) -> usize {
    entries.iter().filter(|entry| is_new(subject, entry, since)).count()
}

fn is_new(subject: &Subject<'_>, entry: &TimelineEntry, since: Option<i64>) -> bool {
    since.is_some_and(|since| entry.at > since && entry.at <= subject.visitor.ctx.env.now)
        && entry.by != Some(subject.visitor.ctx.who.user)
}

/// Draws the entries, newest first as they come.
fn draw(
    subject: &Subject<'_>,
    record: &Record,
    entries: &[TimelineEntry],
    may_undo: bool,
    since: Option<i64>,
) -> Markup {
    let mut happenings: Vec<Happening> = entries
        .iter()
        .map(|entry| Happening { is_new: is_new(subject, entry, since), ..happening(subject, record, entry) })
        .collect();
    if !may_undo {
        happenings.iter_mut().for_each(|happening| happening.action = None);
    }
    offer_undo_once(entries, &mut happenings);
    let newest = entries.iter().zip(&mut happenings).find(|(_, shown)| shown.action.is_some());
    if let Some((entry, shown)) = newest {
        let change = match &entry.what {
            TimelineWhat::Changed { change, .. } => Some(*change),
            TimelineWhat::Stage { change, .. } => *change,
            _ => None,
        };
        shown.action = change.map(|change| undo_form(subject, record, change, Some("z")));
    }
    let said = since.map(|since| {
        subject.reader().text_with("story-since", &[("when", format::ago(since, subject.reader()).into())])
    });
    timeline(&happenings, &subject.text("value-none"), said.as_deref())
}

/// A move that wrote other fields too stands twice in the story: what takes it back stands at its stage alone.
fn offer_undo_once(entries: &[TimelineEntry], happenings: &mut [Happening]) {
    let moved: Vec<_> = entries
        .iter()
        .zip(&*happenings)
        .filter_map(|(entry, shown)| match entry.what {
            TimelineWhat::Stage { change, .. } if shown.action.is_some() => change,
            _ => None,
        })
        .collect();
    for (entry, shown) in entries.iter().zip(happenings) {
        if matches!(&entry.what, TimelineWhat::Changed { change, .. } if moved.contains(change)) {
            shown.action = None;
        }
    }
}

fn happening(subject: &Subject<'_>, record: &Record, entry: &TimelineEntry) -> Happening {
    let reader = subject.reader();
    let mut happening = Happening {
        icon: "pencil".to_owned(),
        who: entry.by_name.as_deref().map(str::to_owned),
        what: html! {},
        when: format::ago(entry.at, reader),
        exactly: format::instant(entry.at, reader),
        changes: Vec::new(),
        note: None,
        action: None,
        is_new: false,
    };
    match &entry.what {
        TimelineWhat::Created => {
            happening.icon = "plus".to_owned();
            happening.what = html! { (subject.text("story-created")) };
        }
        TimelineWhat::Changed { change, fields } => {
            happening.what = html! { (subject.text("story-changed")) };
            happening.changes = fields.iter().filter_map(|field| change_of(&subject.fields(), field)).collect();
            happening.action = undoable(subject, record, *change);
        }
        TimelineWhat::Stage { change, field, stage, until } => {
            happening.icon = "arrow-right".to_owned();
            happening.what = stage_entered(subject, field, stage, entry.at, *until);
            // Only the stage that it stands in can be taken back: an older one was left by a move of its own.
            let lasting = change.filter(|_| until.is_none());
            happening.action = lasting.and_then(|change| undoable(subject, record, change));
        }
        TimelineWhat::Activity(activity) => tell(subject, activity, &mut happening),
    }
    happening
}

fn change_of(fields: &Fields<'_>, change: &FieldChange) -> Option<Change> {
    let (_, field) = fields.find(&change.field)?;
    Some(Change {
        field: fields.label(&change.field),
        old: fields.value(field, &change.old, change.old_title.as_deref()),
        new: fields.value(field, &change.new, change.new_title.as_deref()),
    })
}

fn undoable(subject: &Subject<'_>, record: &Record, change: catalogue::Id) -> Option<Markup> {
    Some(undo_form(subject, record, change, None))
}

/// With a key that leads to its button: to undo takes one more.
fn undo_form(subject: &Subject<'_>, record: &Record, change: catalogue::Id, key: Option<&str>) -> Markup {
    let address = format!("{}/undo/{change}", paths::record(&subject.object.plural, record.id));
    html! {
        form method="post" action=(address) {
            button.btn-link.small type="submit" data-key=[key] data-focus[key.is_some()] { (subject.text("story-undo")) }
        }
    }
}

/// "entered Proposal · 12 days there".
fn stage_entered(subject: &Subject<'_>, field: &str, stage: &str, since: i64, until: Option<i64>) -> Markup {
    let fields = subject.fields();
    let shown = fields
        .find(field)
        .map_or_else(|| html! { (stage) }, |(_, field)| fields.value(field, &Value::text(stage), None));
    let stayed = until.map(|until| format::duration(until - since, subject.reader().lang));
    html! {
        (subject.text("story-entered")) " " (shown)
        @if let Some(stayed) = stayed { span.faint { " · " (stayed) } }
    }
}

fn tell(subject: &Subject<'_>, activity: &Record, happening: &mut Happening) {
    let Some(about) = Subject::named(subject.visitor, &activity.object) else { return };
    let kind = activity.get("kind").as_text();
    let shape = super::related::KINDS.iter().find(|(name, ..)| Some(*name) == kind).map(|(_, shape, _)| *shape);
    happening.icon = shape.unwrap_or(&about.object.icon).to_owned();
    // A task has no kind: it is said by its own name.
    let label = kind.map_or_else(|| about.label(), |kind| about.fields().option("kind", kind));
    happening.what = html! {
        (label) ": " (record_link(&about.object.plural, activity.id, &activity.title))
        @if let Value::Text(outcome) = activity.get("outcome") { " " (icon("arrow-right")) " " (about.fields().option("outcome", outcome)) }
    };
    let body = activity.get("body").as_text().map(str::trim).filter(|body| !body.is_empty());
    happening.note = body.filter(|body| **body != *activity.title).map(str::to_owned);
}
