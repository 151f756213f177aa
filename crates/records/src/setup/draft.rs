//! A field or an object as a person asks for it on a page: labels, not names. Names are made here, and stay when labels change.

use catalogue::{NewField, NewObject, OWN, Object, own_name};

use super::change;
use crate::{Ctx, Error, Fault, rights};

/// Types that a page offers, in its order. What is computed is written in a file.
pub const TYPES: [&str; 18] = [
    "text",
    "long_text",
    "choice",
    "choices",
    "boolean",
    "integer",
    "decimal",
    "money",
    "percent",
    "date",
    "instant",
    "reference",
    "person",
    "email",
    "phone",
    "url",
    "file",
    "duration",
];

/// The longest label, in characters.
pub(super) const LABEL: usize = 60;
/// The longest help text, in characters.
pub(super) const HELP: usize = 300;
/// The most options that a page takes for one field.
const OPTIONS: usize = 200;

/// A new field, as typed.
#[derive(Debug, Clone, Default)]
pub struct FieldDraft {
    pub label: String,
    pub help: String,
    /// One of `TYPES`.
    pub kind: String,
    /// The object of a reference.
    pub to: String,
    /// One option a line.
    pub options: String,
    pub required: bool,
    pub unique: bool,
    pub search: bool,
    pub personal: bool,
    pub in_list: bool,
    pub hidden_from: Vec<String>,
}

/// A new object, as typed.
#[derive(Debug, Clone, Default)]
pub struct ObjectDraft {
    pub label: String,
    pub plural: String,
    /// What the name of a record is called: “Name”, “Number plate”.
    pub called: String,
    pub icon: String,
    pub owned: bool,
    /// Role and how far it reaches: `own`, `team`, `branch`, `all`; roles that are not named see nothing.
    pub roles: Vec<(String, String)>,
}

pub(super) fn fault(field: &str, key: &'static str, args: Vec<(&'static str, String)>) -> Fault {
    Fault::of(&field.into(), key, args)
}

/// A label of the asked length; a fault when it has none or too much.
pub(super) fn label(field: &str, text: &str, most: usize, faults: &mut Vec<Fault>) -> String {
    let tidy = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if tidy.is_empty() {
        faults.push(fault(field, "fault-required", Vec::new()));
    } else if tidy.chars().count() > most {
        faults.push(fault(field, "fault-setup-long", vec![("limit", most.to_string())]));
    }
    tidy
}

/// Adds a field; answers its name. It has its column and its place on lists and cards from the next request on.
pub async fn add_field(ctx: &Ctx, object: &str, draft: &FieldDraft) -> Result<String, Error> {
    rights::need_set_up(ctx)?;
    let known = ctx.gate.catalogue.objects.get(object).ok_or(Error::NotFound)?.clone();
    let field = checked_field(ctx, &known, draft)?;
    change(ctx, |setup| setup.add_field(ctx.lang, object, &field)).await?;
    Ok(field.name)
}

fn checked_field(ctx: &Ctx, object: &Object, draft: &FieldDraft) -> Result<NewField, Error> {
    let mut faults = Vec::new();
    let text = label("label", &draft.label, LABEL, &mut faults);
    if draft.help.chars().count() > HELP {
        faults.push(fault("help", "fault-setup-long", vec![("limit", HELP.to_string())]));
    }
    if !TYPES.contains(&draft.kind.as_str()) {
        faults.push(fault("kind", "fault-choice", vec![("text", draft.kind.clone())]));
    }
    let is_reference = draft.kind == "reference";
    if is_reference && !ctx.gate.catalogue.objects.contains_key(draft.to.as_str()) {
        faults.push(fault("to", "fault-choice", vec![("text", draft.to.clone())]));
    }
    let options =
        if matches!(draft.kind.as_str(), "choice" | "choices") { options(draft, &mut faults) } else { Vec::new() };
    let catalogue = &ctx.gate.catalogue;
    let unknown = draft.hidden_from.iter().any(|role| !catalogue.roles.contains_key(role.as_str()));
    if unknown {
        faults.push(fault("hidden_from", "fault-choice", vec![("text", draft.hidden_from.join(", "))]));
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let is_text = matches!(draft.kind.as_str(), "text" | "long_text" | "email" | "phone" | "url" | "file");
    let listed = !matches!(draft.kind.as_str(), "long_text" | "file" | "choices");
    let taken = |name: &str| {
        object.fields.contains_key(name) || object.retired.contains_key(name) || object.relations.contains_key(name)
    };
    Ok(NewField {
        name: own_name(&text, &taken),
        kind: draft.kind.clone(),
        to: is_reference.then(|| draft.to.clone()),
        options,
        required: draft.required,
        unique: draft.unique && !matches!(draft.kind.as_str(), "boolean" | "choices" | "file" | "long_text"),
        search: draft.search && is_text,
        personal: draft.personal,
        in_list: draft.in_list && listed,
        hidden_from: draft.hidden_from.clone(),
        label: text,
        help: draft.help.clone(),
    })
}

/// Ids and labels, from one a line.
fn options(draft: &FieldDraft, faults: &mut Vec<Fault>) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for line in draft.options.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let twice = out.iter().any(|(_, label)| catalogue::fold(label) == catalogue::fold(line));
        if twice || line.chars().count() > LABEL {
            let key = if twice { "fault-setup-twice" } else { "fault-setup-long" };
            faults.push(fault("options", key, vec![("text", line.to_owned()), ("limit", LABEL.to_string())]));
            continue;
        }
        out.push((option_id(line, &|id| out.iter().any(|(known, _)| known == id)), line.to_owned()));
    }
    if out.is_empty() {
        faults.push(fault("options", "fault-required", Vec::new()));
    } else if out.len() > OPTIONS {
        faults.push(fault("options", "fault-setup-many", vec![("limit", OPTIONS.to_string())]));
    }
    out
}

/// An option of an own field needs no mark: no later version of the product adds one to it.
pub(super) fn option_id(label: &str, taken: &dyn Fn(&str) -> bool) -> String {
    let strip = |name: &str| name.strip_prefix(OWN).unwrap_or(name).to_owned();
    let made = strip(&own_name(label, &|name| taken(&strip(name))));
    // A name begins with a letter.
    if made.starts_with(|c: char| c.is_ascii_lowercase()) { made } else { format!("o_{made}") }
}

/// Gives an own field another label in the reader's language. Its name, its values and what rests on them stay.
pub async fn rename_field(ctx: &Ctx, object: &str, field: &str, text: &str, help: &str) -> Result<(), Error> {
    rights::need_set_up(ctx)?;
    let known = ctx.gate.catalogue.objects.get(object).ok_or(Error::NotFound)?;
    let is_own = field.starts_with(OWN) || object.starts_with(OWN);
    if !is_own || !(known.fields.get(field).is_some_and(|f| !f.system) || known.retired.contains_key(field)) {
        return Err(Error::NotFound);
    }
    let mut faults = Vec::new();
    let text = label("label", text, LABEL, &mut faults);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    change(ctx, |setup| setup.rename_field(ctx.lang, object, field, &text, help)).await.map(drop)
}

/// Adds an option to a choice, an own one or one of the product. Answers its id.
pub async fn add_option(ctx: &Ctx, object: &str, field: &str, text: &str) -> Result<String, Error> {
    rights::need_set_up(ctx)?;
    let known = ctx.gate.catalogue.objects.get(object).ok_or(Error::NotFound)?;
    let (catalogue::Kind::Choice { options } | catalogue::Kind::Choices { options }) =
        &known.fields.get(field).ok_or(Error::NotFound)?.kind
    else {
        return Err(Error::NotFound);
    };
    let mut faults = Vec::new();
    let text = label("option", text, LABEL, &mut faults);
    let folded = catalogue::fold(&text);
    let words = &ctx.gate.catalogue.words;
    if options.iter().any(|o| catalogue::fold(&words.option_label(ctx.lang, object, field, o)) == folded) {
        faults.push(fault("option", "fault-setup-twice", vec![("text", text.clone())]));
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let taken = |id: &str| options.iter().any(|o| &**o == id);
    let is_own = field.starts_with(OWN) || object.starts_with(OWN);
    let id = if is_own { option_id(&text, &taken) } else { own_name(&text, &taken) };
    change(ctx, |setup| setup.add_option(ctx.lang, object, field, (&id, &text))).await?;
    Ok(id)
}

/// Adds an object; answers its name.
pub async fn add_object(ctx: &Ctx, draft: &ObjectDraft) -> Result<String, Error> {
    rights::need_set_up(ctx)?;
    let mut faults = Vec::new();
    let text = label("label", &draft.label, LABEL, &mut faults);
    let plural = label("plural", &draft.plural, LABEL, &mut faults);
    let called = label("called", &draft.called, LABEL, &mut faults);
    let catalogue = &ctx.gate.catalogue;
    for (role, scope) in &draft.roles {
        let known = catalogue.roles.contains_key(role.as_str());
        if !known || !matches!(scope.as_str(), "own" | "team" | "branch" | "all") {
            faults.push(fault("roles", "fault-choice", vec![("text", role.clone())]));
        }
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let taken = |name: &str| catalogue.kept_objects().any(|object| &*object.name == name || &*object.plural == name);
    let actions = ["read", "aggregate", "create", "update", "archive", "import"].map(str::to_owned).to_vec();
    let grant = |(role, scope): &(String, String)| (role.clone(), actions.clone(), scope.clone());
    let object = NewObject {
        name: own_name(&text, &taken),
        label: text,
        plural,
        called,
        icon: if draft.icon.is_empty() { "folder".to_owned() } else { draft.icon.clone() },
        owned: draft.owned,
        grants: draft.roles.iter().map(grant).collect(),
    };
    change(ctx, |setup| setup.add_object(ctx.lang, &object)).await?;
    Ok(object.name)
}

/// Gives an own object other names in the reader's language.
pub async fn rename_object(ctx: &Ctx, object: &str, text: &str, plural: &str) -> Result<(), Error> {
    rights::need_set_up(ctx)?;
    if !object.starts_with(OWN) || !ctx.gate.catalogue.kept_objects().any(|known| &*known.name == object) {
        return Err(Error::NotFound);
    }
    let mut faults = Vec::new();
    let text = label("label", text, LABEL, &mut faults);
    let plural = label("plural", plural, LABEL, &mut faults);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    change(ctx, |setup| setup.rename_object(ctx.lang, object, &text, &plural)).await.map(drop)
}
