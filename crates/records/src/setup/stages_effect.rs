//! What rests on a stage: segments, figures, fields and findings whose conditions name it, and special rules. It is shown before
//! the stage goes out of use; none of it breaks, it only meets no record of that stage any more.

use catalogue::{Catalogue, ExpressionPlace, Name};

use crate::{Ctx, Error, rights};

/// Something whose condition names the stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rest {
    Segment {
        object: Name,
        name: Name,
    },
    Measure {
        object: Name,
        name: Name,
    },
    Field {
        object: Name,
        name: Name,
    },
    Finding {
        name: Name,
    },
    /// Why it was made. Told to owners alone, who alone see special rules.
    Rule {
        reason: String,
    },
}

pub(super) async fn rests_on(ctx: &Ctx, object: &str, field: &str, stage: &str) -> Result<Vec<Rest>, Error> {
    let catalogue = &ctx.gate.catalogue;
    let names = |text: &str| is_named(text, field, stage);
    let mut out: Vec<Rest> = Vec::new();
    for place in catalogue.expressions.iter().filter(|place| names(&place.text)) {
        out.extend(rest(catalogue, place));
    }
    let of_segments: Vec<Rest> = out.iter().filter_map(|rest| finding_of_segment(catalogue, rest)).collect();
    out.extend(of_segments);
    if rights::is_owner(ctx) {
        let rules = ctx.gate.store.rules_at(ctx.env.now).await?;
        let own = rules
            .into_iter()
            .filter(|rule| names(&rule.filter) && (&*rule.object == object || rule.filter.contains('.')));
        out.extend(own.map(|rule| Rest::Rule { reason: rule.reason }));
    }
    let mut seen: Vec<Rest> = Vec::new();
    for rest in out {
        if !seen.contains(&rest) {
            seen.push(rest);
        }
    }
    Ok(seen)
}

/// Whether the condition compares the field with this stage.
fn is_named(text: &str, field: &str, stage: &str) -> bool {
    let has_word = |word: &str| text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|part| part == word);
    has_word(field) && ['"', '\''].iter().any(|quote| text.contains(&format!("{quote}{stage}{quote}")))
}

/// What the expression at this place is of.
fn rest(catalogue: &Catalogue, place: &ExpressionPlace) -> Option<Rest> {
    let mut keys = place.key.split('.');
    let (kind, name) = (keys.next()?, keys.next());
    let object = place.object.clone();
    let named = |name: Option<&str>| name.map(Name::from);
    match kind {
        "segments" => Some(Rest::Segment { object, name: named(name)? }),
        "measures" => Some(Rest::Measure { object, name: named(name)? }),
        "fields" => Some(Rest::Field { object, name: named(name)? }),
        _ => {
            let stem = place.file.rsplit('/').next()?.strip_suffix(".toml")?;
            catalogue.findings.contains_key(stem).then(|| Rest::Finding { name: stem.into() })
        }
    }
}

/// A finding that finds the records of a segment rests on what the segment rests on.
fn finding_of_segment(catalogue: &Catalogue, rest: &Rest) -> Option<Rest> {
    let Rest::Segment { object, name } = rest else { return None };
    let condition = &catalogue.object(object)?.segments.get(name)?.filter;
    let same = |finding: &&catalogue::Finding| finding.object == *object && finding.filter.as_ref() == Some(condition);
    catalogue.findings.values().find(same).map(|finding| Rest::Finding { name: finding.name.clone() })
}
