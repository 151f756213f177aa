//! The input of a file, alone on a form and for several at once on a card. A file can be dropped on it where scripts run;
//! the input itself stays, so that it works without.

use catalogue::Field;
use maud::{Markup, html};

use crate::fields::Fields;
use crate::form::{Marks, Typed};
use crate::{Reader, format, icon};

/// What the name of a file field ends with, for the word that hands in a file which the form brought before.
pub const KEPT: &str = "kept";
/// And for the wish to have the field empty.
pub const REMOVE: &str = "remove";

/// The largest file, in megabytes, as the pages say it.
const MOST: usize = records::files::MOST_MEGABYTES;

/// The file that is there, the wish to take it away, and the place for another one.
#[must_use]
pub fn input(fields: &Fields<'_>, field: &Field, typed: &Typed, id: &str, marks: &Marks) -> Markup {
    let reader = fields.reader;
    let name = &*field.name;
    html! {
        div.file-field {
            @if let Some(file) = &typed.file {
                div.file-there {
                    span.file-name { (icon("file")) (file.name()) }
                    span.faint.nowrap { (format::file_size(file.size(), reader.lang)) }
                    @if !typed.text.is_empty() {
                        input type="hidden" name={ (name) "." (KEPT) } value=(typed.text);
                        span.small.soft { (reader.text("file-kept")) }
                    }
                    @if !field.required {
                        label.check.small { input type="checkbox" name={ (name) "." (REMOVE) } value="true"; (reader.text("file-remove")) }
                    }
                }
            }
            label.drop-zone.drop-zone-slim {
                span.drop-words { (icon("upload")) (reader.text(if typed.file.is_some() { "file-replace" } else { "file-choose" })) }
                input type="file" id=(id) name=(name) aria-invalid=[marks.invalid()] aria-describedby=[&marks.described_by] aria-required=[field.required.then_some("true")] autofocus[marks.focus];
                (said(reader))
            }
        }
    }
}

/// Several files for the record of a card; `action` takes them.
#[must_use]
pub fn add_files(reader: &Reader, action: &str, key: &str) -> Markup {
    html! {
        form.add-files method="post" action=(action) enctype="multipart/form-data" {
            input type="hidden" name="key" value=(key);
            label.drop-zone.drop-zone-slim {
                span.drop-words { (icon("upload")) (reader.text("file-add-here")) }
                input type="file" name="files" data-key="f" multiple required aria-label=(reader.text("file-add-choose"));
                (said(reader))
            }
            button.btn.btn-small type="submit" { (icon("plus")) (reader.text("file-add")) }
        }
    }
}

/// Where a script names what was chosen, and says at once what the server would refuse.
fn said(reader: &Reader) -> Markup {
    let limit = [("most", i64::try_from(MOST).unwrap_or_default().into())];
    let fault = reader.text_with("file-beyond", &limit);
    html! { span.small.faint data-names="" data-most=(records::files::MOST_BYTES) data-beyond=(fault) aria-live="polite" { (reader.text_with("file-most", &limit)) } }
}
