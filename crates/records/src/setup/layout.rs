//! How the list and the card of a kind of record are laid out: which columns stand in which order, which fields stand in which
//! section, and which a form keeps back until they are asked for. It arranges and hides nothing from anybody: rights do that.

use std::sync::Arc;

use catalogue::{Catalogue, Field, Kind, Name, OWN, Object, Section, Setup, own_name};

use super::draft::LABEL;
use super::{change, checked, next};
use crate::{Ctx, Error, Fault, rights};

/// The most columns of a list and the most sections of a card: more cannot be taken in.
const COLUMNS: usize = 30;
const SECTIONS: usize = 30;
/// Fields of every record that no list needs.
const BOOKKEEPING: [&str; 3] = ["version", "archived_at", "external_id"];

/// A layout as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct LayoutDraft {
    pub columns: Vec<String>,
    pub sections: Vec<SectionDraft>,
    /// Fields that a form keeps back.
    pub folded: Vec<String>,
}

/// A section as typed. One without fields is not kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct SectionDraft {
    /// `None` for a new one.
    pub name: Option<String>,
    /// In the reader's language; a blank one says what the product says.
    pub label: String,
    pub fields: Vec<String>,
}

/// Whether a list can have a column of the field.
#[must_use]
pub fn can_be_column(field: &Field) -> bool {
    let is_long = matches!(field.kind, Kind::LongText | Kind::File | Kind::Choices { .. });
    let is_kept_by_the_gate = field.system && BOOKKEEPING.contains(&&*field.name);
    !is_long && !is_kept_by_the_gate
}

/// The catalogue as it would be with this layout; nothing is written.
pub async fn survey_layout(ctx: &Ctx, object: &str, draft: &LayoutDraft) -> Result<Arc<Catalogue>, Error> {
    let plan = Plan::of(ctx, object, draft)?;
    let gate = &ctx.gate;
    let mut setup = next(gate, gate.catalogue.setup.files.clone());
    plan.write(ctx, &mut setup);
    Ok(Arc::new(checked(ctx, gate, &setup, &[]).await?))
}

/// Takes the layout over.
pub async fn arrange_layout(ctx: &Ctx, object: &str, draft: &LayoutDraft) -> Result<(), Error> {
    let plan = Plan::of(ctx, object, draft)?;
    change(ctx, |setup| plan.write(ctx, setup)).await.map(drop)
}

/// Gives back the layout of the product, with the names of its sections; what the company added itself keeps a place.
pub async fn reset_layout(ctx: &Ctx, object: &str) -> Result<(), Error> {
    rights::need_set_up(ctx)?;
    let known = ctx.gate.catalogue.objects.get(object).ok_or(Error::NotFound)?;
    let bare = |setup: &mut Setup| {
        setup.arrange_list(object, &[]);
        setup.arrange_card(object, &[], &[]);
    };
    let mut plain = next(&ctx.gate, ctx.gate.catalogue.setup.files.clone());
    bare(&mut plain);
    let plain = ctx.gate.catalogue.survey_setup(plain).0;
    let declared = plain.objects.get(object).map(|object| object.card.sections.clone()).unwrap_or_default();
    // A section that the company declared keeps its name.
    let is_own = |section: &Section| section.name.starts_with(OWN) && declared.iter().any(|s| s.name == section.name);
    change(ctx, |setup| {
        bare(setup);
        for section in known.card.sections.iter().filter(|section| !is_own(section)) {
            for lang in catalogue::Lang::ALL {
                setup.name_section(lang, object, &section.name, "");
            }
        }
    })
    .await
    .map(drop)
}

/// A checked layout.
struct Plan {
    object: Name,
    /// `None` where the columns are as they are declared.
    columns: Option<Vec<Name>>,
    sections: Option<Vec<Section>>,
    folded: Vec<Name>,
    labels: Vec<(Name, String)>,
}

impl Plan {
    fn of(ctx: &Ctx, object: &str, draft: &LayoutDraft) -> Result<Self, Error> {
        rights::need_set_up(ctx)?;
        let object = ctx.gate.catalogue.objects.get(object).ok_or(Error::NotFound)?;
        let mut faults = Vec::new();
        let columns = columns(object, &draft.columns);
        if columns.len() > COLUMNS {
            faults.push(Fault::whole("fault-layout-columns", vec![("limit", COLUMNS.to_string())]));
        }
        let (sections, labels) = sections(ctx, object, &draft.sections, &mut faults);
        if sections.len() > SECTIONS {
            faults.push(Fault::whole("fault-layout-sections", vec![("limit", SECTIONS.to_string())]));
        }
        let may_be_folded = |field: &&Field| !field.required && !field.system;
        let folded = draft.folded.iter().filter_map(|name| object.field(name)).filter(may_be_folded);
        let folded: Vec<Name> = folded.map(|field| field.name.clone()).collect();
        if !faults.is_empty() {
            return Err(Error::Invalid(faults));
        }
        // What is not said differs from nothing: the product goes on saying it.
        let same_columns = columns == object.list.columns && !is_arranged(ctx, object, "list");
        let same_sections = sections == object.card.sections && !is_arranged(ctx, object, "card");
        Ok(Self {
            object: object.name.clone(),
            columns: (!same_columns).then_some(columns),
            sections: (!same_sections).then_some(sections),
            folded,
            labels,
        })
    }

    fn write(&self, ctx: &Ctx, setup: &mut Setup) {
        setup.arrange_list(&self.object, self.columns.as_deref().unwrap_or_default());
        setup.arrange_card(&self.object, self.sections.as_deref().unwrap_or_default(), &self.folded);
        for (section, label) in &self.labels {
            setup.name_section(ctx.lang, &self.object, section, label);
        }
    }
}

/// Whether the company arranged this view of the object already.
fn is_arranged(ctx: &Ctx, object: &Object, view: &str) -> bool {
    ctx.gate.catalogue.setup.arranges(&object.name, view)
}

/// Each column once; the one that leads to the record is there whatever was ticked.
fn columns(object: &Object, names: &[String]) -> Vec<Name> {
    let mut out: Vec<Name> = object.list.columns.first().cloned().into_iter().collect();
    let known = names.iter().filter_map(|name| object.field(name)).filter(|field| can_be_column(field));
    for field in known {
        if !out.contains(&field.name) {
            out.push(field.name.clone());
        }
    }
    out
}

fn sections(
    ctx: &Ctx,
    object: &Object,
    drafts: &[SectionDraft],
    faults: &mut Vec<Fault>,
) -> (Vec<Section>, Vec<(Name, String)>) {
    let words = &ctx.gate.catalogue.words;
    let mut out: Vec<Section> = Vec::new();
    let mut labels: Vec<(Name, String)> = Vec::new();
    let mut taken: Vec<Name> = Vec::new();
    for draft in drafts {
        let known = draft.name.as_ref().and_then(|name| object.card.sections.iter().find(|s| *s.name == **name));
        let label = draft.label.split_whitespace().collect::<Vec<_>>().join(" ");
        let fields: Vec<Name> =
            draft.fields.iter().filter_map(|name| object.field(name)).map(|f| f.name.clone()).collect();
        let fields: Vec<Name> = fields.into_iter().filter(|field| !taken.contains(field)).collect();
        if fields.is_empty() {
            continue;
        }
        taken.extend(fields.iter().cloned());
        if label.chars().count() > LABEL {
            faults.push(Fault::whole("fault-stage-long", vec![("text", label.clone()), ("limit", LABEL.to_string())]));
        }
        if known.is_none() && label.is_empty() {
            faults.push(Fault::whole("fault-layout-label", Vec::new()));
        }
        let is_taken = |name: &str| out.iter().chain(&object.card.sections).any(|section| &*section.name == name);
        let name: Name = known.map_or_else(|| own_name(&label, &is_taken).into(), |known| known.name.clone());
        let product = words.of_product();
        let says_same = !name.starts_with(OWN)
            && !object.name.starts_with(OWN)
            && product.section_label(ctx.lang, &object.name, &name) == label;
        labels.push((name.clone(), if says_same { String::new() } else { label }));
        out.push(Section { name, fields });
    }
    // A field that was not in the form stays where it stands.
    for section in &object.card.sections {
        let rest = section.fields.iter().filter(|field| !taken.contains(field)).cloned();
        let rest: Vec<Name> = rest.collect();
        match out.iter_mut().find(|known| known.name == section.name) {
            Some(known) => known.fields.extend(rest),
            None if rest.is_empty() => {}
            None => out.push(Section { name: section.name.clone(), fields: rest }),
        }
    }
    (out, labels)
}
