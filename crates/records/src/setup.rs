//! The company's own set-up: objects and fields of its own, at once usable like those of the product. Every change of it is
//! checked whole, against the product, against what stands in the database and against what already rests on it; then it is
//! one transaction with its tables and its evidence. Nothing is ever dropped: what is retired keeps its values.

mod draft;
mod guard;
mod layout;
mod menus;
mod roles;
mod stages;
mod stages_effect;

use std::collections::BTreeMap;
use std::sync::Arc;

use catalogue::{Catalogue, CatalogueFault, Name, Problem, Setup};
use serde_json::json;
use store::{Change, SetupError};

pub use draft::{FieldDraft, ObjectDraft, TYPES, add_field, add_object, add_option, rename_field, rename_object};
pub use roles::{Effect, FURTHER, Holder, Reach, RoleDraft, reach_of, remove_role, role_effect, save_role};

pub use layout::{LayoutDraft, SectionDraft, arrange_layout, can_be_column, reset_layout, survey_layout};
pub use menus::{MenuEffect, arrange_menu, menu_of_role, survey_menu};
pub use stages::{StageChange, StageDraft, StagesEffect, arrange_stages, survey_stages};
pub use stages_effect::Rest;

use crate::{Ctx, Error, Fault, Gate, Message, evidence, rights, searched, settings};

/// Files of a set-up, and bytes of all of them: far more than a company of five hundred people declares, and little enough to
/// be read at a start.
const MOST_FILES: usize = 200;
const MOST_BYTES: usize = 512 << 10;
/// How often a change is worked out anew when somebody else's came first.
const TRIES: u32 = 5;

/// The set-up that holds.
pub fn current(ctx: &Ctx) -> Result<Arc<Setup>, Error> {
    rights::need_set_up(ctx)?;
    Ok(Arc::clone(&ctx.gate.catalogue.setup))
}

/// What a set-up would change, and every fault that keeps it from being taken over; nothing is written.
pub async fn preview(ctx: &Ctx, files: BTreeMap<String, String>) -> Result<Vec<String>, Error> {
    rights::need_set_up(ctx)?;
    let gate = ctx.gate.fresh().await?;
    let setup = next(&gate, files);
    checked(ctx, &gate, &setup, &[]).await?;
    Ok(setup.changed_since(&gate.catalogue.setup))
}

/// Takes over a whole set-up in place of the one that holds. Answers the paths that changed; none when it is the same.
///
/// # Errors
/// `Invalid` with every fault, each with its file and line; `Conflict` never: whoever sends a whole set-up means it whole.
pub async fn replace(ctx: &Ctx, files: &BTreeMap<String, String>) -> Result<Vec<String>, Error> {
    change(ctx, |setup| files.clone_into(&mut setup.files)).await
}

/// Takes a field out of use; its values stay, and it can be restored.
pub async fn retire_field(ctx: &Ctx, object: &str, field: &str) -> Result<(), Error> {
    own_field(ctx, object, field, |o| o.fields.contains_key(field))?;
    change(ctx, |setup| setup.retire_field(object, field)).await.map(drop)
}

/// Takes a retired field into use again, with the values it had.
pub async fn restore_field(ctx: &Ctx, object: &str, field: &str) -> Result<(), Error> {
    own_field(ctx, object, field, |o| o.retired.contains_key(field))?;
    change(ctx, |setup| setup.restore_field(object, field)).await.map(drop)
}

/// Takes an own object out of use; its records stay.
pub async fn retire_object(ctx: &Ctx, object: &str) -> Result<(), Error> {
    rights::need_set_up(ctx)?;
    let known = ctx.gate.catalogue.objects.contains_key(object) && object.starts_with(catalogue::OWN);
    if !known {
        return Err(Error::NotFound);
    }
    change(ctx, |setup| setup.retire_object(object)).await.map(drop)
}

/// Takes a retired object into use again.
pub async fn restore_object(ctx: &Ctx, object: &str) -> Result<(), Error> {
    rights::need_set_up(ctx)?;
    if !ctx.gate.catalogue.retired.iter().any(|known| &*known.name == object) {
        return Err(Error::NotFound);
    }
    change(ctx, |setup| setup.restore_object(object)).await.map(drop)
}

/// Only fields that the company made are retired and restored: verbs of the product rest on those of the product.
fn own_field(ctx: &Ctx, object: &str, field: &str, is_there: impl Fn(&catalogue::Object) -> bool) -> Result<(), Error> {
    rights::need_set_up(ctx)?;
    let object = ctx.gate.catalogue.objects.get(object).ok_or(Error::NotFound)?;
    let is_own = field.starts_with(catalogue::OWN) || object.name.starts_with(catalogue::OWN);
    if is_own && is_there(object) { Ok(()) } else { Err(Error::NotFound) }
}

/// One change of the set-up, worked out anew when another one came first.
pub(crate) async fn change(ctx: &Ctx, edit: impl Fn(&mut Setup)) -> Result<Vec<String>, Error> {
    change_over(ctx, None, edit).await
}

/// The same of what was worked out over the set-up of this version: over another one it would undo what somebody else did.
async fn change_over(ctx: &Ctx, version: Option<i64>, edit: impl Fn(&mut Setup)) -> Result<Vec<String>, Error> {
    rights::need_set_up(ctx)?;
    for _ in 0..TRIES {
        let gate = ctx.gate.fresh().await?;
        if version.is_some_and(|version| version != gate.catalogue.setup.version) {
            break;
        }
        let before = Arc::clone(&gate.catalogue.setup);
        let mut setup = next(&gate, before.files.clone());
        edit(&mut setup);
        setup.files.retain(|_, text| !text.trim().is_empty());
        let changed = setup.changed_since(&before);
        if changed.is_empty() {
            return Ok(changed);
        }
        checked(ctx, &gate, &setup, &[]).await?;
        let detail = json!({ "version": setup.version, "changed": changed, "difference": difference(&before, &setup) });
        let event = evidence::event(ctx, "setup", None, None, &detail);
        let after = gate
            .catalogue
            .with_setup(setup.clone())
            .map_err(|faults| Error::Invalid(faults.iter().map(told).collect()))?;
        let writes = searched::left_behind(&gate, &after).await?;
        let change = Change { writes, evidence: vec![event], ..Change::default() };
        match gate.store.change_setup(setup, ctx.actor(), ctx.env.now, change).await {
            Ok(_) => {
                settings::load_anew(&gate).await?;
                searched::catch_up_soon(&gate);
                return Ok(changed);
            }
            Err(SetupError::Changed) => {}
            Err(SetupError::Faults(faults)) => return Err(Error::Invalid(faults.iter().map(told).collect())),
            Err(SetupError::Apply(error)) => return Err(rights::plain(error)),
        }
    }
    Err(Error::invalid("fault-setup-busy", Vec::new()))
}

fn next(gate: &Gate, files: BTreeMap<String, String>) -> Setup {
    Setup { version: gate.catalogue.setup.version + 1, files }
}

/// The lines that went and came, so that the evidence alone tells what was done.
fn difference(before: &Setup, after: &Setup) -> BTreeMap<String, (Vec<String>, Vec<String>)> {
    let lines = |setup: &Setup, path: &str| -> Vec<String> {
        setup.files.get(path).map_or_else(Vec::new, |text| text.lines().map(str::to_owned).collect())
    };
    let only = |those: &[String], others: &[String]| -> Vec<String> {
        those.iter().filter(|line| !line.trim().is_empty() && !others.contains(line)).cloned().collect()
    };
    let changed = after.changed_since(before).into_iter().map(|path| {
        let (old, new) = (lines(before, &path), lines(after, &path));
        let gone_and_come = (only(&old, &new), only(&new, &old));
        (path, gone_and_come)
    });
    changed.collect()
}

/// The catalogue that a set-up makes, or every fault of it: its form, its expressions, and what it would take from what is there.
/// What stands in a stage of `emptied` moves before it holds.
async fn checked(ctx: &Ctx, gate: &Gate, setup: &Setup, emptied: &[(Name, Option<Name>)]) -> Result<Catalogue, Error> {
    let mut faults = form(setup);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let (catalogue, found) = gate.catalogue.survey_setup(setup.clone());
    // What an earlier version of the product left behind is nothing that this change says.
    let left: Vec<Problem> = if found.iter().any(CatalogueFault::is_outlived) {
        let (_, known) = gate.catalogue.survey_setup((*gate.catalogue.setup).clone());
        known.into_iter().filter(CatalogueFault::is_outlived).map(|fault| fault.problem).collect()
    } else {
        Vec::new()
    };
    faults.extend(found.iter().filter(|fault| !left.contains(&fault.problem)).map(told));
    for (place, fault) in query::faults_of(&catalogue) {
        faults.push(at(&place.file, place.line, Message { key: fault.key, args: fault.args }));
    }
    if faults.is_empty() {
        faults.extend(guard::of_kept(gate, &catalogue));
        faults.extend(guard::of_options(ctx, gate, &catalogue).await?);
        faults.extend(guard::of_stages(ctx, gate, &catalogue, emptied).await?);
        faults.extend(guard::of_rules(ctx, gate, &catalogue).await?);
        faults.extend(menus::of_first_pages(gate, &catalogue).await?);
    }
    if faults.is_empty() { Ok(catalogue) } else { Err(Error::Invalid(faults)) }
}

fn form(setup: &Setup) -> Vec<Fault> {
    let bytes: usize = setup.files.values().map(String::len).sum();
    let mut faults: Vec<Fault> = Vec::new();
    for path in setup.files.keys().filter(|path| !Setup::may_hold(path)) {
        faults.push(at(path, 1, Message { key: "fault-setup-path", args: vec![("path", path.clone())] }));
    }
    if bytes > MOST_BYTES || setup.files.len() > MOST_FILES {
        let args = vec![("files", MOST_FILES.to_string()), ("kilobytes", (MOST_BYTES >> 10).to_string())];
        faults.push(Fault { field: None, message: Message { key: "fault-setup-large", args } });
    }
    faults
}

fn told(fault: &CatalogueFault) -> Fault {
    at(&fault.file, fault.line, Message { key: fault.key(), args: fault.args() })
}

/// A fault of one place in a file.
fn at(file: &str, line: u32, message: Message) -> Fault {
    let place: Name = format!("{file}:{line}").into();
    Fault { field: Some(place), message }
}
