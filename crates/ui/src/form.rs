//! Form fields by their kind. They keep what was typed, show what is wrong beside it, and work without a script.

use std::sync::Arc;

use catalogue::{Field, FileRef, Kind, Value};
use maud::{Markup, html};

use crate::fields::Fields;
use crate::{file_field, format, icon, paths};

/// What stands in a field: as typed, or as the record has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// The text of the field; the id for a reference; ids joined by commas for several choices; for a file the word that
    /// hands in what the form brought before.
    pub text: String,
    /// The title of the chosen record.
    pub title: String,
    /// The currency of an amount.
    pub currency: String,
    /// The file that the field holds, or that was brought with the form before.
    pub file: Option<Arc<FileRef>>,
}

impl Typed {
    /// As the record has it.
    #[must_use]
    pub fn of(fields: &Fields<'_>, field: &Field, value: &Value, title: Option<&str>) -> Self {
        let file = value.as_file().cloned();
        Self {
            text: if file.is_some() { String::new() } else { format::input(value, &field.kind, fields.reader) },
            title: title.unwrap_or_default().to_owned(),
            currency: if let Value::Money(money) = value { money.currency.code().to_owned() } else { String::new() },
            file,
        }
    }
}

/// True when a person may fill in the field on a form.
#[must_use]
pub fn is_typed(field: &Field) -> bool {
    field.kind.is_stored() && (!field.system || &*field.name == "owner") && !records::repeating::is_made(&field.name)
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Faults<'a> {
    pub texts: &'a [String],
    /// True for one field of a form: the page opens with the cursor in it, with or without scripts.
    pub focus: bool,
}

/// What an input says about itself to those who do not see it, and whether the page opens in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    pub faulty: bool,
    pub focus: bool,
    /// Ids of its fault and its hint.
    pub described_by: Option<String>,
}

impl Marks {
    pub(crate) fn invalid(&self) -> Option<&'static str> {
        self.faulty.then_some("true")
    }
}

/// A field with label, input, help and faults.
#[must_use]
pub fn form_field(fields: &Fields<'_>, field: &Field, typed: &Typed, faults: Faults<'_>) -> Markup {
    let help = fields.reader.words().field_help(fields.reader.lang, &fields.object.name, &field.name);
    let wide = matches!(field.kind, Kind::LongText | Kind::Choices { .. } | Kind::File);
    let id = format!("f-{}", field.name);
    let faulty = !faults.texts.is_empty();
    let (fault_id, hint_id) = (format!("{id}-fault"), format!("{id}-hint"));
    let told: Vec<&str> =
        [faulty.then_some(&*fault_id), help.is_some().then_some(&*hint_id)].into_iter().flatten().collect();
    let described_by = (!told.is_empty()).then(|| told.join(" "));
    html! {
        div.field.field-wide[wide].field-fault[faulty] {
            label.form-label for=(id) {
                (fields.label(&field.name))
                @if field.required { span.required-mark title=(fields.reader.text("form-required")) { "*" } }
            }
            (input(fields, field, typed, &id, &Marks { faulty, focus: faults.focus, described_by }))
            @if faulty { div id=(fault_id) { (field_faults(faults.texts)) } }
            @if let Some(help) = help { span.form-hint id=(hint_id) { (help) } }
        }
    }
}

/// The faults of one field.
#[must_use]
pub fn field_faults(faults: &[String]) -> Markup {
    html! { @for fault in faults { span.fault role="alert" { (icon("alert-circle")) (fault) } } }
}

/// The input alone, without label: also the value of a filter.
#[must_use]
pub fn input(fields: &Fields<'_>, field: &Field, typed: &Typed, id: &str, marks: &Marks) -> Markup {
    let name = &*field.name;
    let plain = |kind: &str, mode: Option<&str>| {
        html! { input .form-control type=(kind) id=(id) name=(name) value=(typed.text) inputmode=[mode] aria-invalid=[marks.invalid()] aria-describedby=[&marks.described_by] autofocus[marks.focus] aria-required=[field.required.then_some("true")] autocomplete="off"; }
    };
    match &field.kind {
        Kind::LongText => {
            html! { textarea .form-control id=(id) name=(name) rows="4" aria-invalid=[marks.invalid()] aria-describedby=[&marks.described_by] autofocus[marks.focus] { (typed.text) } }
        }
        Kind::Email => plain("email", None),
        Kind::Phone => plain("tel", None),
        Kind::Url => plain("url", None),
        Kind::Date => plain("date", None),
        Kind::Instant => plain("datetime-local", None),
        Kind::Integer { unit, .. } => with_unit(fields, plain("text", Some("numeric")), unit.as_deref()),
        Kind::Decimal { unit, .. } => with_unit(fields, plain("text", Some("decimal")), unit.as_deref()),
        Kind::Percent { .. } => html! { div.input-unit { (plain("text", Some("decimal"))) span { "%" } } },
        Kind::Money => {
            html! { div.input-unit { (plain("text", Some("decimal"))) (currencies(fields, name, &typed.currency)) } }
        }
        Kind::Boolean => yes_or_no(fields, field, typed, id, marks),
        Kind::Choice { options } => choice(fields, field, options.iter().map(|option| &**option), typed, id, marks),
        Kind::Stage { stages } => {
            let offered = stages.iter().filter(|stage| !stage.retired || *stage.id == *typed.text);
            choice(fields, field, offered.map(|stage| &*stage.id), typed, id, marks)
        }
        Kind::Choices { options } => several(fields, field, options.iter().map(|option| &**option), typed),
        Kind::Reference { to } => lookup(name, to, typed, id, &fields.reader.text("form-look-up"), marks),
        Kind::Person => lookup(name, "user", typed, id, &fields.reader.text("form-look-up-person"), marks),
        Kind::File => file_field::input(fields, field, typed, id, marks),
        _ => plain("text", None),
    }
}

fn with_unit(fields: &Fields<'_>, input: Markup, unit: Option<&str>) -> Markup {
    let Some(unit) = unit else { return input };
    html! { div.input-unit { (input) span { (unit_name(fields, unit)) } } }
}

/// The unit's word without its count: the plural text with the figure taken away.
fn unit_name(fields: &Fields<'_>, unit: &str) -> String {
    let said = format::quantity(5_i64, unit, fields.reader.lang);
    said.replace('5', "").trim().to_owned()
}

/// The company's own currency first; others that a small firm meets; the one the amount is in.
fn currencies(fields: &Fields<'_>, name: &str, chosen: &str) -> Markup {
    let own = fields.reader.currency.code().to_owned();
    let chosen = if chosen.is_empty() { own.clone() } else { chosen.to_owned() };
    let mut codes = vec![own];
    for code in ["EUR", "USD", "GBP", "CHF", "MXN", "COP", "RUB", &chosen] {
        if !codes.iter().any(|known| known == code) {
            codes.push(code.to_owned());
        }
    }
    html! {
        select name={ (name) ".currency" } aria-label=(fields.reader.text("form-currency")) {
            @for code in codes { option selected[code == chosen] { (code) } }
        }
    }
}

fn yes_or_no(fields: &Fields<'_>, field: &Field, typed: &Typed, id: &str, marks: &Marks) -> Markup {
    html! {
        select .form-select id=(id) name=(field.name) aria-invalid=[marks.invalid()] aria-describedby=[&marks.described_by] autofocus[marks.focus] {
            @if !field.required { option value="" { "" } }
            option value="true" selected[typed.text == "true"] { (fields.reader.text("value-yes")) }
            option value="false" selected[typed.text == "false"] { (fields.reader.text("value-no")) }
        }
    }
}

fn choice<'o>(
    fields: &Fields<'_>,
    field: &Field,
    options: impl Iterator<Item = &'o str>,
    typed: &Typed,
    id: &str,
    marks: &Marks,
) -> Markup {
    html! {
        select .form-select id=(id) name=(field.name) aria-invalid=[marks.invalid()] aria-describedby=[&marks.described_by] aria-required=[field.required.then_some("true")] autofocus[marks.focus] {
            @if !field.required || typed.text.is_empty() { option value="" { "" } }
            @for option in options { option value=(option) selected[typed.text == option] { (fields.option(&field.name, option)) } }
        }
    }
}

fn several<'o>(fields: &Fields<'_>, field: &Field, options: impl Iterator<Item = &'o str>, typed: &Typed) -> Markup {
    let chosen: Vec<&str> = typed.text.split(',').collect();
    html! {
        // Says that the field was in the form even when nothing is ticked.
        input type="hidden" name=(field.name) value="";
        div.checks {
            @for option in options {
                label.check {
                    input type="checkbox" name=(field.name) value=(option) checked[chosen.contains(&option)];
                    (fields.option(&field.name, option))
                }
            }
        }
    }
}

/// A record of another object: the name is typed, the id goes with it. The server finds the record by the name when no
/// script filled the id.
#[must_use]
pub fn lookup(name: &str, object: &str, typed: &Typed, id: &str, hint: &str, marks: &Marks) -> Markup {
    html! {
        candor-lookup source=(paths::suggest(object)) {
            input type="hidden" name=(name) value=(typed.text);
            input .form-control type="text" id=(id) name={ (name) ".title" } value=(typed.title) placeholder=(hint) autocomplete="off" aria-invalid=[marks.invalid()] aria-describedby=[&marks.described_by] autofocus[marks.focus];
        }
    }
}
