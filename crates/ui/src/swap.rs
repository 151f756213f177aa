//! Links and forms that change one region of the page: ordinary ones that htmx, when it runs, turns into a swap of the
//! region by the same region of the answered page. The address bar follows, so that every state has its address.

use maud::{Markup, html};

/// A part of a page with an id of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region(pub &'static str);

impl Region {
    /// The list with its filters and pager.
    pub const LIST: Self = Self("list");

    fn selector(self) -> String {
        format!("#{}", self.0)
    }
}

/// A link that swaps the region.
#[must_use]
pub fn swap_link(region: Region, class: &str, address: &str, body: &Markup) -> Markup {
    link(region, class, address, false, body)
}

/// The same, marked as what is shown now when `current`.
#[must_use]
pub fn link(region: Region, class: &str, address: &str, current: bool, body: &Markup) -> Markup {
    keyed_link(region, (class, None), address, current, body)
}

/// The same with the key that follows it.
#[must_use]
pub fn keyed_link(
    region: Region,
    (class, key): (&str, Option<&str>),
    address: &str,
    current: bool,
    body: &Markup,
) -> Markup {
    let id = region.selector();
    html! {
        a class=[(!class.is_empty()).then_some(class)] href=(address) aria-current=[current.then_some("true")] data-key=[key]
            hx-get=(address) hx-target=(id) hx-select=(id) hx-swap="outerHTML" hx-push-url="true" { (body) }
    }
}

/// A form that asks (GET) and swaps the region; `auto` sends it as soon as a choice in it changes.
#[must_use]
pub fn swap_form(region: Region, class: &str, action: &str, body: &Markup) -> Markup {
    let id = region.selector();
    html! {
        form class=(class) method="get" action=(action)
            hx-get=(action) hx-target=(id) hx-select=(id) hx-swap="outerHTML" hx-push-url="true" { (body) }
    }
}
