//! The small form that a step to another stage asks for: only the fields that it wants and that are empty. A dialog over the page
//! where a script runs, else a page of its own.

use catalogue::Field;
use maud::{Markup, html};

use crate::fields::Fields;
use crate::form::{Faults, Typed, form_field};
use crate::parts::{cancel_link, primary_button};

/// One field of the form.
#[derive(Debug, Clone)]
pub struct Asked<'f> {
    pub field: &'f Field,
    pub typed: Typed,
    /// Without it the step is refused.
    pub must: bool,
    pub faults: Vec<String>,
}

/// The form with what it is about.
#[derive(Debug, Clone)]
pub struct Gate<'f> {
    /// "Move “Fleet” to Lost".
    pub question: String,
    pub action: String,
    pub back: String,
    /// What is sent along as it is.
    pub kept: Vec<(&'static str, String)>,
    pub asked: Vec<Asked<'f>>,
}

/// The form by itself.
#[must_use]
pub fn form(fields: &Fields<'_>, gate: &Gate<'_>) -> Markup {
    let reader = fields.reader;
    let first_faulty = gate.asked.iter().position(|asked| !asked.faults.is_empty()).unwrap_or(0);
    let names: Vec<&str> = gate.asked.iter().map(|asked| &*asked.field.name).collect();
    html! {
        form.gate-form.stack method="post" action=(gate.action) data-moves hx-post=(gate.action) hx-target="#move-answer" hx-swap="innerHTML" {
            h1 #gate-title { (gate.question) }
            p.soft { (reader.text("gate-lead")) }
            @for (name, value) in &gate.kept { input type="hidden" name=(name) value=(value); }
            input type="hidden" name="back" value=(gate.back);
            input type="hidden" name="asked" value=(names.join(","));
            @for (place, asked) in gate.asked.iter().enumerate() {
                @let field = Field { required: asked.must, ..asked.field.clone() };
                div.gate-field {
                    (form_field(fields, &field, &asked.typed, Faults { texts: &asked.faults, focus: place == first_faulty }))
                    span.form-hint { (reader.text(if asked.must { "gate-must" } else { "gate-may" })) }
                }
            }
            div.form-actions {
                (primary_button(&reader.text("board-move-do")))
                span data-close { (cancel_link(reader, &gate.back)) }
            }
        }
    }
}

/// The form over the page that asked for the step.
#[must_use]
pub fn dialog(fields: &Fields<'_>, gate: &Gate<'_>) -> Markup {
    html! { dialog.gate aria-labelledby="gate-title" { (form(fields, gate)) } }
}
