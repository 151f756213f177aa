//! What a new arrangement of stages would do, said before it does it: how the board's heads will look, which records move or are
//! weighed otherwise, and what rests on a stage that goes.

use catalogue::{Field, Object};
use maud::{Markup, html};
use records::setup::{Rest, StageChange, StagesEffect};
use ui::fields::stage_badge;
use ui::parts::{Tone, badge, card, notice};

use crate::visitor::Visitor;

pub(super) fn effect(visitor: &Visitor, object: &Object, field: &Field, effect: &StagesEffect) -> Markup {
    let reader = &visitor.reader;
    if effect.is_empty() {
        return notice(Tone::Plain, &html! { (reader.text("arrange-nothing")) });
    }
    let label = |id: &str| effect.after.words.option_label(reader.lang, &object.name, &field.name, id);
    let is_new = |id: &str| effect.changes.iter().any(|change| change.is_new && *change.stage == *id);
    let heads = html! {
        p.soft.small { (reader.text("stages-heads")) }
        ol.arranged-heads aria-label=(reader.text("stages-heads")) {
            @for stage in effect.stages.iter().filter(|stage| !stage.retired) {
                li {
                    (stage_badge(&label(&stage.id), stage.outcome, stage.probability))
                    @if stage.outcome == catalogue::Outcome::Open { span.faint.small { (stage.probability) " %" } }
                    @if is_new(&stage.id) { (badge(Tone::Good, &reader.text("arrange-new"))) }
                }
            }
        }
    };
    let lines = effect.changes.iter().flat_map(|change| lines(visitor, object, field, effect, change));
    let body = html! {
        div.card-body.stack role="status" {
            (heads)
            ul.arranged-lines {
                @for line in lines { li { (line) } }
                @if effect.reordered { li { (reader.text("stages-reordered")) } }
            }
            div.form-actions {
                button.btn.btn-primary type="submit" name="step" value="apply" autofocus { (reader.text("arrange-apply")) }
            }
        }
    };
    card(&reader.text("arrange-effect"), None, &html! {}, &body)
}

fn lines(
    visitor: &Visitor,
    object: &Object,
    field: &Field,
    effect: &StagesEffect,
    change: &StageChange,
) -> Vec<Markup> {
    let reader = &visitor.reader;
    let after = |id: &str| effect.after.words.option_label(reader.lang, &object.name, &field.name, id);
    let (label, before) =
        (after(&change.stage), reader.words().option_label(reader.lang, &object.name, &field.name, &change.stage));
    let mut out = Vec::new();
    let text = |key: &str, args: &[(&str, catalogue::Arg)]| html! { (reader.text_with(key, args)) };
    if change.is_new {
        out.push(text("stages-line-new", &[("label", label.as_str().into())]));
    }
    if change.renamed && before != label {
        out.push(text("stages-line-renamed", &[("before", before.as_str().into()), ("label", label.as_str().into())]));
    } else if change.renamed {
        out.push(text("stages-line-renamed-elsewhere", &[("label", label.as_str().into())]));
    }
    if let Some((old, new)) = change.probability {
        let args = [
            ("label", label.as_str().into()),
            ("before", i64::from(old).into()),
            ("after", i64::from(new).into()),
            ("count", change.standing.into()),
        ];
        out.push(text("stages-line-probability", &args));
    }
    match change.retired {
        Some(true) => {
            let label = label.as_str();
            out.push(match &change.to {
                Some(to) => {
                    let args = [("label", label.into()), ("count", change.standing.into()), ("to", after(to).into())];
                    text("stages-line-moves", &args)
                }
                None => text("stages-line-retired", &[("label", label.into())]),
            });
            if !change.rests.is_empty() {
                out.push(html! {
                    (reader.text("stages-rests"))
                    ul { @for rest in &change.rests { li { (rest_text(visitor, rest)) } } }
                });
            }
        }
        Some(false) => out.push(text("stages-line-restored", &[("label", label.as_str().into())])),
        None => {}
    }
    out
}

fn rest_text(visitor: &Visitor, rest: &Rest) -> String {
    let reader = &visitor.reader;
    let words = reader.words();
    let lang = reader.lang;
    let (key, object, name) = match rest {
        Rest::Segment { object, name } => {
            ("stages-rest-segment", Some(object), words.segment_label(lang, object, name))
        }
        Rest::Measure { object, name } => {
            ("stages-rest-measure", Some(object), words.measure_label(lang, object, name))
        }
        Rest::Field { object, name } => ("stages-rest-field", Some(object), words.field_label(lang, object, name)),
        Rest::Finding { name } => ("stages-rest-finding", None, words.finding_question(lang, name)),
        Rest::Rule { reason } => ("stages-rest-rule", None, reason.clone()),
    };
    let of = object.map(|object| words.object_plural(lang, object)).unwrap_or_default();
    reader.text_with(key, &[("name", name.into()), ("of", of.into())])
}
