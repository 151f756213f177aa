//! A record's story drawn as a timeline: activities, changes from old to new, stages entered.

use catalogue::Value;
use maud::{Markup, html};
use records::Record;
use records::history::FieldChange;
use records::timeline::{TimelineEntry, TimelineWhat};
use ui::fields::record_link;
use ui::timeline::{Change, Happening, timeline};
use ui::{Fields, format, icon, paths};

use super::subject::Subject;

/// Draws the entries, newest first as they come.
pub fn draw(subject: &Subject<'_>, record: &Record, entries: &[TimelineEntry], may_undo: bool) -> Markup {
    let mut happenings: Vec<Happening> = entries.iter().map(|entry| happening(subject, record, entry)).collect();
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
    timeline(&happenings, &subject.text("value-none"))
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
