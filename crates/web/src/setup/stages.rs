//! The stages of a pipeline: one form for all of them, which shows what would change before it does. Moving up and down is a
//! button that sends the form, so that it works without scripts.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use catalogue::{Field, Kind, Lang, Object, Outcome, Stage};
use maud::{Markup, html};
use records::setup::{self, StageDraft, StagesEffect};
use ui::fields::stage_badge;
use ui::parts::{button_link, card, fault_list, page_header};
use ui::{icon, paths};

use super::stages_effect::effect;
use super::{known, mark, moved_by, of_field, of_object, order_buttons, texts};
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::records::subject::Sent;
use crate::visitor::Visitor;

type Place = Path<(String, String)>;
type Pairs = Form<Vec<(String, String)>>;

/// A row of the form: what it is called there, and what was typed.
pub(super) struct Row {
    key: String,
    draft: StageDraft,
}

/// What the form was asked to do.
enum Asked {
    Up(String),
    Down(String),
    Show,
    Apply,
}

pub(super) fn find<'v>(
    visitor: &'v Visitor,
    place: &(String, String),
) -> Result<(&'v Object, &'v Field, &'v [Stage]), Error> {
    let object = known(visitor, &place.0)?;
    let field = object.field(&place.1).filter(|field| !field.system).ok_or(Error::NOT_FOUND)?;
    let Kind::Stage { stages } = &field.kind else { return Err(Error::NOT_FOUND) };
    Ok((object, field, stages))
}

pub async fn show_stages(visitor: Visitor, Path(place): Place) -> Answer {
    let (object, field, stages) = find(&visitor, &place)?;
    let rows = rows_of(&visitor, object, field, stages);
    page(&visitor, &place, &Shown { rows, ..Shown::default() })
}

pub async fn arrange_stages(visitor: Visitor, Path(place): Place, Form(sent): Pairs) -> Answer {
    let (_, _, stages) = find(&visitor, &place)?;
    let sent = Sent(sent);
    let mut rows = rows_sent(&sent);
    // As they are drawn: what is closed stands last.
    rows.sort_by_key(|row| stages.iter().any(|s| *s.id == *row.key && s.outcome != Outcome::Open));
    let mut shown = Shown::default();
    let asked = match sent.get("step").unwrap_or("show").split_once(':') {
        Some(("up", key)) => Asked::Up(key.to_owned()),
        Some(("down", key)) => Asked::Down(key.to_owned()),
        _ if sent.get("step") == Some("apply") => Asked::Apply,
        _ => Asked::Show,
    };
    match asked {
        Asked::Up(key) => shown.moved = moved_by(&mut rows, |row| row.key == key, -1).then_some(format!("up:{key}")),
        Asked::Down(key) => shown.moved = moved_by(&mut rows, |row| row.key == key, 1).then_some(format!("down:{key}")),
        Asked::Show => return survey(&visitor, &place, rows, shown).await,
        Asked::Apply => {
            let drafts = drafts(&rows);
            if sent.get("seen") != Some(mark(&visitor, &drafts).as_str()) {
                return survey(&visitor, &place, rows, shown).await;
            }
            match setup::arrange_stages(&visitor.ctx, &place.0, &place.1, &drafts).await {
                Ok(()) => {
                    return Ok(
                        visitor.go_saying(&of_field(&place.0, &place.1), Saying::done(visitor.text("stages-saved")))
                    );
                }
                Err(records::Error::Invalid(faults)) => shown.faults = texts(&visitor, &faults),
                Err(error) => return Err(Error::Records(error)),
            }
        }
    }
    shown.rows = with_blank(rows);
    answer(&visitor, &place, &shown)
}

/// The page with what would change, or with what keeps it from changing.
async fn survey(visitor: &Visitor, place: &(String, String), rows: Vec<Row>, mut shown: Shown) -> Answer {
    let drafts = drafts(&rows);
    match setup::survey_stages(&visitor.ctx, &place.0, &place.1, &drafts).await {
        Ok(effect) => {
            shown.seen = mark(visitor, &drafts);
            shown.effect = Some(effect);
        }
        Err(records::Error::Invalid(faults)) => shown.faults = texts(visitor, &faults),
        Err(error) => return Err(Error::Records(error)),
    }
    shown.rows = with_blank(rows);
    answer(visitor, place, &shown)
}

fn answer(visitor: &Visitor, place: &(String, String), shown: &Shown) -> Answer {
    let page = page(visitor, place, shown)?;
    let status = if shown.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, page).into_response())
}

#[derive(Default)]
struct Shown {
    rows: Vec<Row>,
    effect: Option<StagesEffect>,
    seen: String,
    faults: Vec<String>,
    /// The button that was pressed last, where the page opens again.
    moved: Option<String>,
}

fn rows_of(visitor: &Visitor, object: &Object, field: &Field, stages: &[Stage]) -> Vec<Row> {
    let words = visitor.reader.words();
    let row = |stage: &Stage| Row {
        key: stage.id.to_string(),
        draft: StageDraft {
            id: Some(stage.id.to_string()),
            labels: Lang::ALL
                .into_iter()
                .map(|lang| {
                    (lang, words.option_label_in(lang, &object.name, &field.name, &stage.id).unwrap_or_default())
                })
                .collect(),
            probability: stage.probability.to_string(),
            retired: stage.retired,
            to: String::new(),
        },
    };
    with_blank(stages.iter().map(row).collect())
}

fn rows_sent(sent: &Sent) -> Vec<Row> {
    let row = |key: &str| {
        let word = |name: &str| sent.get(&format!("{name}.{key}")).unwrap_or_default().to_owned();
        Row {
            key: key.to_owned(),
            draft: StageDraft {
                id: (!key.starts_with('+')).then(|| key.to_owned()),
                labels: Lang::ALL.into_iter().map(|lang| (lang, word(&format!("label-{}", lang.code())))).collect(),
                probability: word("probability"),
                retired: sent.has(&format!("retired.{key}")),
                to: word("to"),
            },
        }
    };
    let mut keys: Vec<&str> = Vec::new();
    for key in sent.all("row") {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys.into_iter().map(row).collect()
}

/// One empty row for a new stage, behind the open ones.
fn with_blank(mut rows: Vec<Row>) -> Vec<Row> {
    rows.retain(|row| row.draft.id.is_some() || !row.draft.is_blank());
    let number = (1_u32..).find(|n| rows.iter().all(|row| row.key != format!("+{n}"))).unwrap_or(1);
    let labels = Lang::ALL.into_iter().map(|lang| (lang, String::new())).collect();
    rows.push(Row { key: format!("+{number}"), draft: StageDraft { labels, ..StageDraft::default() } });
    rows
}

fn drafts(rows: &[Row]) -> Vec<StageDraft> {
    rows.iter().map(|row| row.draft.clone()).filter(|draft| draft.id.is_some() || !draft.is_blank()).collect()
}

fn page(visitor: &Visitor, place: &(String, String), shown: &Shown) -> Result<Response, Error> {
    let (object, field, stages) = find(visitor, place)?;
    let reader = &visitor.reader;
    let words = reader.words();
    let plural = words.object_plural(reader.lang, &object.name);
    let title = reader.text_with("stages-title", &[("plural", plural.into())]);
    let actions = html! {
        (button_link(&of_object(&object.name), "arrow-left", &reader.text("fields-back")))
        (button_link(&paths::beside(&object.plural, "board"), "layout-kanban", &reader.text("stages-board")))
    };
    let outcome = |row: &Row| {
        let known = row.draft.id.as_ref().and_then(|id| stages.iter().find(|stage| *stage.id == **id));
        known.map_or(Outcome::Open, |stage| stage.outcome)
    };
    let (open, closed): (Vec<&Row>, Vec<&Row>) = shown.rows.iter().partition(|row| outcome(row) == Outcome::Open);
    let known: Vec<&Row> = open.iter().copied().filter(|row| !is_blank(row)).collect();
    let draw = |row: &Row, among: &[&Row]| {
        let at = among.iter().position(|other| other.key == row.key);
        let edges = at.map(|at| (at > 0, at + 1 < among.len()));
        draw_row(visitor, (object, field), row, outcome(row), edges, shown)
    };
    let list = html! {
        ol.card-list.card-list-whole.arranged {
            @for row in &open { (draw(row, &known)) }
            @for row in &closed { (draw(row, &closed)) }
        }
    };
    let address = format!("{}/stages", of_field(&object.name, &field.name));
    let body = html! {
        div.narrow.stack {
            (page_header(&title, Some(&reader.text("stages-lead")), &actions))
            (fault_list(reader, &shown.faults))
            form.form method="post" action=(address) novalidate {
                // Enter in a field shows what would change.
                button.visually-hidden type="submit" name="step" value="show" tabindex="-1" aria-hidden="true" {}
                @if !shown.seen.is_empty() { input type="hidden" name="seen" value=(shown.seen); }
                @if let Some(change) = &shown.effect { (effect(visitor, object, field, change)) }
                (card(&reader.text("stages-list"), None, &html! {}, &list))
                div.form-actions {
                    button.btn .btn-primary[shown.effect.is_none()] type="submit" name="step" value="show" data-key="s" { (reader.text("arrange-show")) }
                    a.btn href=(of_object(&object.name)) data-key="q" { (reader.text("action-cancel")) }
                }
            }
        }
    };
    Ok(visitor.page(&title, &body))
}

fn is_blank(row: &Row) -> bool {
    row.draft.id.is_none() && row.draft.is_blank()
}

fn label_of(visitor: &Visitor, object: &Object, field: &Field, row: &Row) -> String {
    let reader = &visitor.reader;
    let typed = row.draft.labels.iter().find(|(lang, text)| *lang == reader.lang && !text.is_empty());
    match (typed, &row.draft.id) {
        (Some((_, text)), _) => text.clone(),
        (None, Some(id)) => reader.words().option_label(reader.lang, &object.name, &field.name, id),
        (None, None) => reader.text("stages-new"),
    }
}

fn draw_row(
    visitor: &Visitor,
    (object, field): (&Object, &Field),
    row: &Row,
    outcome: Outcome,
    edges: Option<(bool, bool)>,
    shown: &Shown,
) -> Markup {
    let reader = &visitor.reader;
    let words = reader.words();
    let (key, draft) = (&row.key, &row.draft);
    let name = label_of(visitor, object, field, row);
    let typed =
        |lang: Lang| draft.labels.iter().find(|(l, _)| *l == lang).map(|(_, text)| text.as_str()).unwrap_or_default();
    let fallback = draft.id.as_ref().map(|id| words.option_label(reader.lang, &object.name, &field.name, id));
    let may_rest = outcome == Outcome::Open && draft.id.is_some() && field.default.as_deref() != draft.id.as_deref();
    let input = |lang: Lang, label: &str, here: bool| {
        let id = format!("label-{}.{key}", lang.code());
        html! {
            div.field {
                label.form-label .visually-hidden[here] for=(id) { (label) }
                input.form-control id=(id) name=(id) value=(typed(lang)) maxlength="60" autocomplete="off" lang=(lang.code()) placeholder=[fallback.as_deref().or(here.then_some(name.as_str()))];
            }
        }
    };
    let others = Lang::ALL.into_iter().filter(|lang| *lang != reader.lang);
    let label = |key: &str| reader.text_with(key, &[("label", name.as_str().into())]);
    let percent = format!("probability.{key}");
    let to = format!("to.{key}");
    html! {
        li.arranged-row .arranged-off[draft.retired] {
            input type="hidden" name="row" value=(key);
            (order_buttons(visitor, &name, key, edges, shown.moved.as_deref()))
            div.arranged-main { (input(reader.lang, &label("stages-label"), true)) }
            @if outcome == Outcome::Open {
                div.field.arranged-percent {
                    label.visually-hidden for=(percent) { (label("stages-probability")) }
                    div.input-unit { input.form-control id=(percent) name=(percent) type="text" inputmode="numeric" value=(draft.probability) maxlength="4" autocomplete="off"; span { "%" } }
                }
            } @else { span.arranged-percent { (stage_badge(&reader.text(&format!("stages-outcome-{}", outcome.as_str())), outcome, 0)) } }
            details.disclose.arranged-more open[draft.retired] {
                summary { (icon("chevron-right")) span { (reader.text(if draft.retired { "stages-off" } else { "stages-more" })) } span.visually-hidden { " " (name) } }
                div.form-grid { @for lang in others { (input(lang, lang.name(), false)) } }
                @if may_rest {
                    div.cluster.arranged-rest {
                        label.check { input type="checkbox" name={ "retired." (key) } value="yes" checked[draft.retired]; span { (reader.text("stages-retire")) } }
                        span.arranged-to {
                            label.soft.small for=(to) { (reader.text("stages-to")) }
                            select.form-select id=(to) name=(to) {
                                option value="" { "" }
                                @for other in shown.rows.iter().filter(|other| other.key != *key && !other.draft.retired) {
                                    @if let Some(id) = &other.draft.id { option value=(id) selected[draft.to == *id] { (label_of(visitor, object, field, other)) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
