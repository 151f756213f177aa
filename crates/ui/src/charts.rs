//! Small charts as SVG: no canvas, no script, they print. Widths are attributes, because the page allows no inline style.

use catalogue::Outcome;
use maud::{Markup, html};

use crate::parts::Tone;
use crate::{Reader, icon};

/// A share of a whole as a bar; `share` is of `whole`, both not negative.
#[must_use]
pub fn bar(share: i64, whole: i64, tone: Tone, label: &str) -> Markup {
    let class = match tone {
        Tone::Plain => "bar-fill",
        Tone::Good => "bar-fill bar-fill-good",
        Tone::Warn => "bar-fill bar-fill-warn",
        Tone::Bad => "bar-fill bar-fill-bad",
    };
    html! {
        svg.bar role=[(!label.is_empty()).then_some("img")] aria-label=[(!label.is_empty()).then_some(label)] aria-hidden=[label.is_empty().then_some("true")] {
            rect.bar-ground width="100%" height="100%" {}
            rect class=(class) width=(percent_of(share, whole)) height="100%" {}
        }
    }
}

/// "37.5%": the width of a bar, in tenths of a percent.
fn percent_of(share: i64, whole: i64) -> String {
    let thousandths = if whole <= 0 { 0 } else { i128::from(share.clamp(0, whole)) * 1000 / i128::from(whole) };
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

/// A line through a few values, oldest first; nothing for fewer than two.
#[must_use]
pub fn sparkline(values: &[i64], label: &str) -> Markup {
    let (Some(low), Some(high)) = (values.iter().min(), values.iter().max()) else { return html! {} };
    if values.len() < 2 {
        return html! {};
    }
    let last = values.len() - 1;
    let span = i128::from((high - low).max(1));
    let point = |(place, value): (usize, &i64)| {
        let x = place * 960 / last;
        let y = 240 - i128::from(value - low) * 220 / span;
        format!("{}.{} {}.{}", x / 10, x % 10, y / 10, y % 10)
    };
    let line = values.iter().enumerate().map(point).collect::<Vec<_>>().join(" L");
    html! {
        svg.spark viewBox="0 0 96 26" preserveAspectRatio="none" role="img" aria-label=(label) {
            path.spark-ground d={ "M0 26 L" (line) " L96 26 Z" } {}
            path d={ "M" (line) } {}
        }
    }
}

/// One step of a funnel as it is drawn.
#[derive(Debug, Clone)]
pub struct FunnelStep {
    pub label: Markup,
    pub outcome: Option<Outcome>,
    pub reached: i64,
    /// The count as written, and the address of its records.
    pub reached_text: String,
    pub address: String,
    /// "62 %": of the step before.
    pub conversion: Option<String>,
    /// "12 days": the median stay.
    pub stay: Option<String>,
}

/// The funnel: a bar a step, and between two steps the share that went on.
#[must_use]
pub fn funnel_chart(reader: &Reader, steps: &[FunnelStep]) -> Markup {
    let whole = steps.iter().map(|step| step.reached).max().unwrap_or(0);
    html! {
        div.funnel {
            div.funnel-step.funnel-head.only-wide aria-hidden="true" {
                span {} span {} span { (reader.text("funnel-reached")) } span { (reader.text("funnel-stay")) }
            }
            @for (place, step) in steps.iter().enumerate() {
                @if let (true, Some(conversion)) = (place > 0, &step.conversion) {
                    div.funnel-between { (icon("arrow-down")) (reader.text_with("funnel-went-on", &[("share", conversion.as_str().into())])) }
                }
                div.funnel-step.step-won[step.outcome == Some(Outcome::Won)].step-lost[step.outcome == Some(Outcome::Lost)] {
                    div { (step.label) }
                    (funnel_bar(step, whole))
                    a.number.strong href=(step.address) { (step.reached_text) }
                    span.soft.small { @if let Some(stay) = &step.stay { (stay) } }
                }
            }
        }
    }
}

fn funnel_bar(step: &FunnelStep, whole: i64) -> Markup {
    html! {
        svg role="img" aria-label=(step.reached_text) {
            rect.bar-ground width="100%" height="100%" {}
            rect.funnel-bar width=(percent_of(step.reached, whole)) height="100%" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_written_in_tenths_of_a_percent() {
        assert_eq!(percent_of(3, 8), "37.5%");
        assert_eq!(percent_of(9, 8), "100.0%");
        assert_eq!(percent_of(-1, 8), "0.0%");
        assert_eq!(percent_of(1, 0), "0.0%");
        assert_eq!(percent_of(i64::MAX - 1, i64::MAX), "99.9%");
    }

    #[test]
    fn one_value_draws_no_line() {
        assert!(sparkline(&[4], "x").0.is_empty());
        assert!(sparkline(&[4, 9, 1], "x").0.contains("M0.0 "));
    }
}
