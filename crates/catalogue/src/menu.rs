//! The menu as data: which pages stand in which part of it, in which order, and the page that somebody begins with. A layer over
//! another one arranges it; what a layer does not name stays as it was, so a kind of record that a later version brings has a
//! place, and what is gone leaves no hole. It shows and hides links, and gives no right to anything.

use std::fmt;

use crate::{Catalogue, Id, Name, Object, Visible};

/// My day.
pub const MY_DAY: &str = "my_day";

/// A part of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MenuPart {
    /// Without a heading, above the others.
    Top,
    Clients,
    Company,
}

impl MenuPart {
    /// Every part, from above.
    pub const ALL: [Self; 3] = [Self::Top, Self::Clients, Self::Company];

    /// The word in TOML and in forms.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Top => "top",
            Self::Clients => "clients",
            Self::Company => "company",
        }
    }
}

/// The pages that are no kind of record, with the part in which each stands by itself.
pub const PAGES: [(&str, MenuPart); 8] = [
    (MY_DAY, MenuPart::Top),
    ("calendar", MenuPart::Top),
    ("truth", MenuPart::Top),
    ("import", MenuPart::Company),
    ("people", MenuPart::Company),
    ("evidence", MenuPart::Company),
    ("fields", MenuPart::Company),
    ("settings", MenuPart::Company),
];

/// The kind of record that stands in the menu as a page and not as a list.
pub(crate) const PEOPLE: &str = "user";

/// Pages that somebody can begin with, besides those of records.
pub const BEGINNINGS: [&str; 3] = [MY_DAY, "calendar", "truth"];

/// The page that opens first.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Begin {
    /// One of `BEGINNINGS`.
    Page(Name),
    /// The list of a kind of record.
    List(Name),
    Board(Name),
    /// A saved view of a list.
    View(Name, Id),
}

impl Begin {
    /// `my_day`, `deal`, `deal/board`, `deal/views/12`; whether there is such a thing is not looked at.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split('/');
        let first = words.next().filter(|word| !word.is_empty())?;
        match (words.next(), words.next(), words.next()) {
            (None, ..) if BEGINNINGS.contains(&first) => Some(Self::Page(first.into())),
            (None, ..) => Some(Self::List(first.into())),
            (Some("board"), None, _) => Some(Self::Board(first.into())),
            (Some("views"), Some(view), None) => view.parse().ok().map(|view| Self::View(first.into(), Id(view))),
            _ => None,
        }
    }

    /// The kind of record of whose pages it is one.
    #[must_use]
    pub fn object(&self) -> Option<&Name> {
        match self {
            Self::Page(_) => None,
            Self::List(object) | Self::Board(object) | Self::View(object, _) => Some(object),
        }
    }

    /// Whether there is such a page; of a view, whether there is its list.
    #[must_use]
    pub fn is_known(&self, catalogue: &Catalogue) -> bool {
        let listed = |object: &Name| catalogue.objects.get(object).filter(|object| object.has_menu_page());
        match self {
            Self::Page(page) => BEGINNINGS.contains(&&**page),
            Self::Board(object) => listed(object).is_some_and(|object| object.board.is_some()),
            Self::List(object) | Self::View(object, _) => listed(object).is_some(),
        }
    }
}

impl fmt::Display for Begin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(name) | Self::List(name) => f.write_str(name),
            Self::Board(object) => write!(f, "{object}/board"),
            Self::View(object, view) => write!(f, "{object}/views/{view}"),
        }
    }
}

/// A menu, or how somebody arranges one: pages by name, kinds of record by theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct MenuLayout {
    pub top: Vec<Name>,
    pub clients: Vec<Name>,
    pub company: Vec<Name>,
    /// What stands in no part.
    pub hidden: Vec<Name>,
    /// `None` in a layer that leaves it as it is.
    pub begins: Option<Begin>,
}

impl MenuLayout {
    /// What stands in a part, in order.
    #[must_use]
    pub fn part(&self, part: MenuPart) -> &[Name] {
        match part {
            MenuPart::Top => &self.top,
            MenuPart::Clients => &self.clients,
            MenuPart::Company => &self.company,
        }
    }

    /// The same, to be changed.
    pub fn part_mut(&mut self, part: MenuPart) -> &mut Vec<Name> {
        match part {
            MenuPart::Top => &mut self.top,
            MenuPart::Clients => &mut self.clients,
            MenuPart::Company => &mut self.company,
        }
    }

    /// Every page that stands in a part, with it.
    pub fn shown(&self) -> impl Iterator<Item = (MenuPart, &Name)> {
        MenuPart::ALL.into_iter().flat_map(|part| self.part(part).iter().map(move |page| (part, page)))
    }

    /// Whether the layer says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.begins.is_none() && self.hidden.is_empty() && self.shown().next().is_none()
    }

    /// Whether the page stands in it, or among what is hidden.
    #[must_use]
    pub fn names(&self, page: &Name) -> bool {
        self.hidden.contains(page) || self.shown().any(|(_, shown)| shown == page)
    }

    /// This menu as the layer arranges it. What the layer names and is not here is left out.
    #[must_use]
    pub fn arranged(&self, catalogue: &Catalogue, layer: &Self) -> Self {
        let mut taken: Vec<Name> = Vec::new();
        let mut merge = |own: &[Name], base: &[Name]| -> Vec<Name> {
            let mut pages: Vec<Name> = Vec::new();
            for page in own.iter().filter(|page| self.names(page)) {
                if !taken.contains(page) {
                    taken.push(page.clone());
                    pages.push(page.clone());
                }
            }
            pages.extend(base.iter().filter(|page| !layer.names(page)).cloned());
            pages
        };
        Self {
            top: merge(&layer.top, &self.top),
            clients: merge(&layer.clients, &self.clients),
            company: merge(&layer.company, &self.company),
            hidden: merge(&layer.hidden, &self.hidden),
            begins: layer.begins.clone().filter(|begin| begin.is_known(catalogue)).or_else(|| self.begins.clone()),
        }
    }
}

impl Object {
    /// Whether a menu can have its list. Links stand on the cards of their ends, and people have a page that is no list.
    #[must_use]
    pub fn has_menu_page(&self) -> bool {
        self.visible != Visible::Linked && &*self.name != PEOPLE
    }
}

impl Catalogue {
    /// The menu as the product has it: everybody begins with My day.
    #[must_use]
    pub fn menu(&self) -> MenuLayout {
        let pages = |part: MenuPart| PAGES.into_iter().filter(move |(_, of)| *of == part).map(|(page, _)| page.into());
        let objects = |shown: bool| {
            let objects = self.objects.values().filter(|object| object.has_menu_page());
            objects.filter(move |object| object.menu == shown).map(|object| object.name.clone())
        };
        MenuLayout {
            top: pages(MenuPart::Top).collect(),
            clients: objects(true).collect(),
            company: pages(MenuPart::Company).collect(),
            hidden: objects(false).collect(),
            begins: Some(Begin::Page(MY_DAY.into())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{load, shipped_files};

    fn product() -> Catalogue {
        load(&shipped_files()).unwrap()
    }

    fn names(of: &[&str]) -> Vec<Name> {
        of.iter().map(|name| Name::from(*name)).collect()
    }

    #[test]
    fn no_kind_of_record_is_called_as_a_page() {
        let catalogue = product();
        assert!(PAGES.iter().all(|(page, _)| !catalogue.objects.contains_key(*page)));
    }

    #[test]
    fn what_a_layer_does_not_name_keeps_its_place_and_what_is_gone_leaves_none() {
        let catalogue = product();
        let base = catalogue.menu();
        let layer = MenuLayout {
            top: names(&["deal", "my_day", "deal", "x_gone"]),
            clients: names(&["task", "deal", "company"]),
            hidden: names(&["truth"]),
            begins: Some(Begin::Board("deal".into())),
            ..MenuLayout::default()
        };
        let menu = base.arranged(&catalogue, &layer);
        assert_eq!(menu.top, names(&["deal", "my_day", "calendar"]));
        assert_eq!(menu.clients[..2], names(&["task", "company"]));
        assert!(menu.clients.contains(&"contact".into()) && !menu.clients.contains(&"deal".into()));
        assert_eq!(menu.company, base.company);
        assert_eq!(menu.hidden.first(), Some(&Name::from("truth")));
        assert_eq!(menu.begins, Some(Begin::Board("deal".into())));
        let (all, before) = (menu.shown().count() + menu.hidden.len(), base.shown().count() + base.hidden.len());
        assert_eq!(all, before, "each page stands once");
    }

    #[test]
    fn a_first_page_that_is_gone_is_the_one_below() {
        let catalogue = product();
        for gone in [Begin::Board("x_gone".into()), Begin::List("x_gone".into())] {
            let layer = MenuLayout { begins: Some(gone), ..MenuLayout::default() };
            let menu = catalogue.menu().arranged(&catalogue, &layer);
            assert_eq!(menu.begins, Some(Begin::Page(MY_DAY.into())));
        }
    }

    #[test]
    fn a_first_page_is_written_as_it_is_read() {
        for text in ["my_day", "truth", "deal", "deal/board", "deal/views/12"] {
            assert_eq!(Begin::parse(text).map(|begin| begin.to_string()).as_deref(), Some(text));
        }
        for text in ["", "/", "deal/", "deal/list", "deal/views", "deal/views/x", "deal/views/1/2", "deal/board/1"] {
            assert_eq!(Begin::parse(text), None, "{text}");
        }
    }
}
