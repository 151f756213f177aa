//! The stages of a pipeline as whoever sets the company up wants them: added, renamed, ordered, weighed, taken out of use. What
//! stands in a stage that goes out of use moves first, as an ordinary change of each record; without it, the stage stays.

use std::sync::Arc;

use catalogue::{
    Action, Catalogue, Field, Id, Kind, Lang, Name, OWN, Object, Outcome, Setup, Stage, StagesKept, Value,
};
use query::{Archived, Expr};

use super::draft::{LABEL, option_id};
use super::stages_effect::{Rest, rests_on};
use super::{change_over, checked, next};
use crate::several::{self, Step};
use crate::{Ctx, Draft, Error, Fault, ListAsk, list, rights, row};

/// The most stages of one pipeline: more than a board can show beside each other.
const STAGES: usize = 40;
/// Records that are judged and moved in one step: a page of a list.
const PAGE: u32 = 200;
/// The most records that an arrangement moves by itself: whoever waits for the page waits for them.
const MOVED: i64 = 5_000;

/// One stage, as typed; the place in the list is the place in the pipeline.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct StageDraft {
    /// `None` for a new one.
    pub id: Option<String>,
    /// What it is called, a language each; a blank one says what the product says, or what another language says.
    pub labels: Vec<(Lang, String)>,
    /// Whole percent.
    pub probability: String,
    pub retired: bool,
    /// The stage to which its records go when it is taken out of use.
    pub to: String,
}

/// What a new arrangement would do.
#[derive(Debug)]
pub struct StagesEffect {
    /// The catalogue as it would be.
    pub after: Arc<Catalogue>,
    pub stages: Vec<Stage>,
    /// Those that differ from what they are now.
    pub changes: Vec<StageChange>,
    /// Whether the order of those that were there changes.
    pub reordered: bool,
    /// Records of which a figure is weighed otherwise.
    pub weighed: i64,
}

/// What would become of one stage.
#[derive(Debug, Clone)]
pub struct StageChange {
    pub stage: Name,
    pub is_new: bool,
    /// Some language calls it otherwise.
    pub renamed: bool,
    /// Whole percent before and after.
    pub probability: Option<(u8, u8)>,
    /// `Some(true)` when it goes out of use, `Some(false)` when it comes back.
    pub retired: Option<bool>,
    /// Records that stand in it now.
    pub standing: i64,
    /// Where they go.
    pub to: Option<Name>,
    /// What rests on a stage that goes out of use.
    pub rests: Vec<Rest>,
}

impl StagesEffect {
    /// True when nothing would change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && !self.reordered
    }
}

/// A checked arrangement.
struct Plan {
    object: Arc<Object>,
    field: Field,
    stages: Vec<Stage>,
    labels: Vec<(Lang, Name, String)>,
    /// Stages that go out of use, with where their records go.
    moves: Vec<(Name, Option<Name>)>,
    /// The stages as the product has them; `None` for a field of the company's own.
    product: Option<Vec<Stage>>,
}

/// What this arrangement would do; nothing is written.
///
/// # Errors
/// `Invalid` with everything that keeps it from being taken over.
pub async fn survey_stages(ctx: &Ctx, object: &str, field: &str, drafts: &[StageDraft]) -> Result<StagesEffect, Error> {
    Plan::of(ctx, object, field, drafts)?.survey(ctx).await
}

/// Moves what stands in the stages that go out of use, and takes the arrangement over.
pub async fn arrange_stages(ctx: &Ctx, object: &str, field: &str, drafts: &[StageDraft]) -> Result<(), Error> {
    let plan = Plan::of(ctx, object, field, drafts)?;
    plan.survey(ctx).await?;
    for (from, to) in &plan.moves {
        if let Some(to) = to {
            plan.move_all(ctx, from, to).await?;
        }
    }
    let seen = ctx.gate.catalogue.setup.version;
    change_over(ctx, Some(seen), |setup| plan.write(setup)).await.map(drop)
}

/// The stages as the product has them; `None` for a field of the company's own.
fn product_stages(catalogue: &Catalogue, object: &str, field: &str) -> Result<Option<Vec<Stage>>, Error> {
    if object.starts_with(OWN) || field.starts_with(OWN) {
        return Ok(None);
    }
    let product = catalogue.with_setup(Setup::default()).map_err(|faults| Error::internal(format!("{faults:?}")))?;
    let field = product.object(object).and_then(|object| object.field(field)).ok_or(Error::NotFound)?;
    match &field.kind {
        Kind::Stage { stages } => Ok(Some(stages.clone())),
        _ => Err(Error::NotFound),
    }
}

impl Plan {
    fn of(ctx: &Ctx, object: &str, field: &str, drafts: &[StageDraft]) -> Result<Self, Error> {
        rights::need_set_up(ctx)?;
        let object = ctx.gate.catalogue.objects.get(object).ok_or(Error::NotFound)?;
        let field = object.field(field).filter(|field| !field.system).ok_or(Error::NotFound)?;
        let Kind::Stage { stages: known } = &field.kind else { return Err(Error::NotFound) };
        let mut plan = Self {
            object: Arc::clone(object),
            field: field.clone(),
            stages: Vec::new(),
            labels: Vec::new(),
            moves: Vec::new(),
            product: product_stages(&ctx.gate.catalogue, &object.name, &field.name)?,
        };
        let mut faults = Vec::new();
        for draft in drafts.iter().filter(|draft| draft.id.is_some() || !draft.is_blank()) {
            plan.take(ctx, known, draft, &mut faults);
        }
        // What somebody else added meanwhile stays.
        let missed: Vec<Stage> =
            known.iter().filter(|stage| plan.stages.iter().all(|other| other.id != stage.id)).cloned().collect();
        plan.stages.extend(missed);
        plan.stages.sort_by_key(|stage| stage.outcome != Outcome::Open);
        plan.check(ctx, &mut faults);
        if faults.is_empty() { Ok(plan) } else { Err(Error::Invalid(faults)) }
    }

    fn take(&mut self, ctx: &Ctx, known: &[Stage], draft: &StageDraft, faults: &mut Vec<Fault>) {
        let words = &ctx.gate.catalogue.words;
        let is_own = self.object.name.starts_with(OWN) || self.field.name.starts_with(OWN);
        let old = draft.id.as_ref().and_then(|id| known.iter().find(|stage| *stage.id == **id));
        if draft.id.is_some() && old.is_none() {
            return;
        }
        let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let labels: Vec<(Lang, String)> = draft.labels.iter().map(|(lang, text)| (*lang, tidy(text))).collect();
        let said = labels.iter().map(|(_, text)| text).find(|text| !text.is_empty());
        let needs_label = old.is_none_or(|old| is_own || old.id.starts_with(OWN));
        if needs_label && said.is_none() {
            faults.push(Fault::whole("fault-stage-label", Vec::new()));
            return;
        }
        let taken = |id: &str| known.iter().any(|s| &*s.id == id) || self.stages.iter().any(|stage| &*stage.id == id);
        let id: Name = match (old, said) {
            (Some(old), _) => old.id.clone(),
            (None, Some(label)) if is_own => option_id(label, &taken).into(),
            (None, label) => catalogue::own_name(label.map_or("", String::as_str), &taken).into(),
        };
        let shown =
            said.cloned().unwrap_or_else(|| words.option_label(ctx.lang, &self.object.name, &self.field.name, &id));
        if let Some((_, long)) = labels.iter().find(|(_, text)| text.chars().count() > LABEL) {
            faults.push(Fault::whole("fault-stage-long", vec![("text", long.clone()), ("limit", LABEL.to_string())]));
        }
        let outcome = old.map_or(Outcome::Open, |old| old.outcome);
        let probability = match (outcome, draft.probability.trim().trim_end_matches('%').trim().parse::<u8>()) {
            (Outcome::Open, Ok(percent)) if percent <= 100 => percent,
            (Outcome::Open, _) => {
                faults.push(Fault::whole("fault-stage-percent", vec![("text", shown)]));
                return;
            }
            _ => old.map_or(0, |old| old.probability),
        };
        if draft.retired && old.is_some_and(|old| !old.retired) {
            self.moves.push((id.clone(), Some(Name::from(draft.to.as_str())).filter(|to| !to.is_empty())));
        }
        for (lang, text) in labels {
            let product = words.of_product().option_label_in(lang, &self.object.name, &self.field.name, &id);
            let text = if product.as_ref() == Some(&text) { String::new() } else { text };
            self.labels.push((lang, id.clone(), text));
        }
        self.stages.push(Stage { id, outcome, probability, retired: draft.retired && old.is_some() });
    }

    fn check(&self, ctx: &Ctx, faults: &mut Vec<Fault>) {
        let words = &ctx.gate.catalogue.words;
        let label = |stage: &Stage| {
            let (object, field) = (&self.object.name, &self.field.name);
            match self.labels.iter().find(|(lang, id, _)| *lang == ctx.lang && *id == stage.id) {
                Some((_, _, text)) if !text.is_empty() => text.clone(),
                Some(_) => words.of_product().option_label(ctx.lang, object, field, &stage.id),
                // One that was made since the page was opened is not in its form.
                None => words.option_label(ctx.lang, object, field, &stage.id),
            }
        };
        let used: Vec<&Stage> = self.stages.iter().filter(|stage| !stage.retired).collect();
        for (at, stage) in used.iter().enumerate() {
            let twice =
                used.iter().take(at).any(|other| catalogue::fold(&label(other)) == catalogue::fold(&label(stage)));
            if twice {
                faults.push(Fault::whole("fault-setup-twice", vec![("text", label(stage))]));
            }
        }
        if self.stages.len() > STAGES {
            faults.push(Fault::whole("fault-stage-many", vec![("limit", STAGES.to_string())]));
        }
        for stage in self.stages.iter().filter(|stage| stage.retired) {
            let is_last = !used.iter().any(|other| other.outcome == stage.outcome);
            if is_last || self.field.default.as_deref() == Some(&*stage.id) {
                faults.push(Fault::whole("fault-stage-needed", vec![("text", label(stage))]));
            }
        }
    }

    fn write(&self, setup: &mut Setup) {
        let kept = self.product.as_deref().map_or(StagesKept::Own, StagesKept::Over);
        setup.arrange_stages(&self.object.name, &self.field.name, kept, &self.stages);
        for (lang, stage, text) in &self.labels {
            setup.name_option(*lang, &self.object.name, &self.field.name, stage, text);
        }
    }

    async fn survey(&self, ctx: &Ctx) -> Result<StagesEffect, Error> {
        let gate = &ctx.gate;
        let mut setup = next(gate, gate.catalogue.setup.files.clone());
        self.write(&mut setup);
        let after = Arc::new(checked(ctx, gate, &setup, &self.moves).await?);
        let mut faults = Vec::new();
        for (from, to) in &self.moves {
            faults.extend(self.unmovable(ctx, from, to.as_deref()).await?);
        }
        if !faults.is_empty() {
            return Err(Error::Invalid(faults));
        }
        self.effect(ctx, after).await
    }

    /// How many living records stand in it, whoever may see them.
    async fn standing(&self, ctx: &Ctx, stage: &str) -> Result<i64, Error> {
        let system = Ctx::system(&ctx.gate, "whether a stage is in use").at(ctx.env.now);
        let stands = Expr::equals(&self.object.name, &self.field.name, Value::text(stage));
        row::count_where(&system, &self.object, stands, Archived::Hide).await
    }

    /// Why what stands in the stage cannot be moved there.
    async fn unmovable(&self, ctx: &Ctx, from: &str, to: Option<&str>) -> Result<Option<Fault>, Error> {
        let standing = self.standing(ctx, from).await?;
        if standing == 0 {
            return Ok(None);
        }
        let words = &ctx.gate.catalogue.words;
        let label = words.option_label(ctx.lang, &self.object.name, &self.field.name, from);
        let args = vec![("text", label), ("count", standing.to_string())];
        if !rights::may(ctx, Action::Update, &self.object.name) {
            return Ok(Some(Fault::whole("fault-stage-standing", args)));
        }
        if standing > MOVED {
            let args = [args, vec![("limit", MOVED.to_string())]].concat();
            return Ok(Some(Fault::whole("fault-stage-full", args)));
        }
        let Some(to) = to.filter(|to| self.stages.iter().any(|s| &*s.id == *to && !s.retired && *to != from)) else {
            return Ok(Some(Fault::whole("fault-stage-where", args)));
        };
        let seen = list::count(ctx, &self.those_in(from)).await?;
        if seen < standing {
            return Ok(Some(Fault::whole("fault-stage-standing", args)));
        }
        // A new stage is not there to be judged by before it is there: any other open one asks for the same.
        let Some(judged) = self.field.kind.stage(to).map(|stage| &stage.id) else { return Ok(None) };
        let mut ask = self.those_in(from);
        let (mut first, mut count) = (None, 0);
        loop {
            let page = list::list(ctx, &ask).await?;
            let ids: Vec<Id> = page.rows.iter().map(|record| record.id).collect();
            let survey = several::survey(ctx, &self.object.name, &ids, &self.step(judged)).await?;
            count += survey.left.len();
            first = first.or(survey.left.into_iter().next());
            match page.next {
                Some(next) => ask.after = Some(next),
                None => break,
            }
        }
        let args = |title: &str| vec![("title", title.to_owned()), ("count", count.to_string())];
        Ok(first.map(|left| Fault::whole("fault-stage-stuck", args(&left.title))))
    }

    fn those_in(&self, stage: &str) -> ListAsk {
        let filter = Some(format!("{} == \"{stage}\"", self.field.name));
        ListAsk { object: self.object.name.to_string(), filter, limit: PAGE, ..ListAsk::default() }
    }

    fn step(&self, to: &str) -> Step {
        Step::Set(Draft::default().with(&self.field.name, to))
    }

    async fn move_all(&self, ctx: &Ctx, from: &str, to: &str) -> Result<(), Error> {
        loop {
            let page = list::list(ctx, &self.those_in(from)).await?;
            let ids: Vec<Id> = page.rows.iter().map(|record| record.id).collect();
            if ids.is_empty() {
                return Ok(());
            }
            let done = several::carry_out(ctx, &self.object.name, &ids, &self.step(to)).await?;
            if done.records == 0 {
                return Ok(());
            }
        }
    }

    async fn effect(&self, ctx: &Ctx, after: Arc<Catalogue>) -> Result<StagesEffect, Error> {
        let known = match &self.field.kind {
            Kind::Stage { stages } => stages.clone(),
            _ => Vec::new(),
        };
        let stages = match after.objects.get(&self.object.name).and_then(|o| o.field(&self.field.name)).map(|f| &f.kind)
        {
            Some(Kind::Stage { stages }) => stages.clone(),
            _ => return Err(Error::internal("the stages are gone")),
        };
        let (object, field) = (&*self.object.name, &*self.field.name);
        let label = |words: &catalogue::Words, lang, id: &str| words.option_label(lang, object, field, id);
        let mut effect =
            StagesEffect { after: Arc::clone(&after), stages, changes: Vec::new(), reordered: false, weighed: 0 };
        for stage in &effect.stages {
            let old = known.iter().find(|old| old.id == stage.id);
            let before = &ctx.gate.catalogue.words;
            let renamed = old.is_some()
                && Lang::ALL.into_iter().any(|l| label(before, l, &stage.id) != label(&after.words, l, &stage.id));
            let probability = old.map(|old| (old.probability, stage.probability)).filter(|(old, new)| old != new);
            let retired = old.filter(|old| old.retired != stage.retired).map(|_| stage.retired);
            if old.is_some() && !renamed && probability.is_none() && retired.is_none() {
                continue;
            }
            let standing = if old.is_some() { self.standing(ctx, &stage.id).await? } else { 0 };
            if probability.is_some() {
                effect.weighed += standing;
            }
            let to = self.moves.iter().find(|(from, _)| *from == stage.id).and_then(|(_, to)| to.clone());
            let rests = if retired == Some(true) { rests_on(ctx, object, field, &stage.id).await? } else { Vec::new() };
            effect.changes.push(StageChange {
                stage: stage.id.clone(),
                is_new: old.is_none(),
                renamed,
                probability,
                retired,
                standing,
                to: to.filter(|_| standing > 0),
                rests,
            });
        }
        let order = |stages: &[Stage]| -> Vec<Name> {
            stages.iter().map(|s| &s.id).filter(|id| known.iter().any(|k| k.id == **id)).cloned().collect()
        };
        effect.reordered = order(&effect.stages) != order(&known);
        Ok(effect)
    }
}

impl StageDraft {
    /// Nothing was typed into it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.probability.trim().is_empty() && self.labels.iter().all(|(_, text)| text.trim().is_empty())
    }
}
