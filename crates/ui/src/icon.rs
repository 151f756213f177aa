//! Icons from the one sprite. They are decoration: the words beside them, or a hidden label, say what is meant.

use maud::{Markup, html};

/// An icon by its name in `islands/icons.txt` (or of an object of the catalogue).
#[must_use]
pub fn icon(name: &str) -> Markup {
    html! {
        svg class={ "icon icon-" (name) } aria-hidden="true" focusable="false" {
            use href={ (assets::ICONS_SVG) "#" (name) } {}
        }
    }
}
