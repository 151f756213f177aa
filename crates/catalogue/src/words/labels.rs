//! The words for what the catalogue declares: labels, help texts and questions, by the one key scheme.
//! An object's words stand in `locales/<language>/objects/<object>.ftl`; those of system fields once in `system.ftl`. What a
//! company named in one language only is called so in all; what it gave no name is called by its id, made readable.

use super::{Arg, Lang, Words};
use crate::{OWN, SYSTEM_FIELDS};

impl Words {
    /// One of them: "Deal".
    #[must_use]
    pub fn object_label(&self, lang: Lang, object: &str) -> String {
        self.named(lang, object, object)
    }

    /// Several of them: "Deals".
    #[must_use]
    pub fn object_plural(&self, lang: Lang, object: &str) -> String {
        self.named(lang, &plural_key(object), object)
    }

    /// The name of a field.
    #[must_use]
    pub fn field_label(&self, lang: Lang, object: &str, field: &str) -> String {
        let key = field_key(object, field);
        self.find(lang, &key, &[])
            .or_else(|| self.system_label(lang, object, field))
            .unwrap_or_else(|| self.named(lang, &key, field))
    }

    /// What to fill in and why, where the label alone does not say it.
    #[must_use]
    pub fn field_help(&self, lang: Lang, object: &str, field: &str) -> Option<String> {
        let own = format!("{}-help", field_key(object, field));
        let system = format!("system-f-{field}-help");
        self.find_or_english(lang, &own).or_else(|| self.find_or_english(lang, &system))
    }

    /// The name of a choice or of a stage.
    #[must_use]
    pub fn option_label(&self, lang: Lang, object: &str, field: &str, option: &str) -> String {
        self.named(lang, &option_key(object, field, option), option)
    }

    /// The same, where this language says it.
    #[must_use]
    pub fn option_label_in(&self, lang: Lang, object: &str, field: &str, option: &str) -> Option<String> {
        self.find(lang, &option_key(object, field, option), &[])
    }

    /// The same, where the company itself said it in this language.
    #[must_use]
    pub fn own_option_label(&self, lang: Lang, object: &str, field: &str, option: &str) -> Option<String> {
        self.own(lang, &option_key(object, field, option))
    }

    /// The heading of a section, where the company itself said it in this language.
    #[must_use]
    pub fn own_section_label(&self, lang: Lang, object: &str, section: &str) -> Option<String> {
        self.own(lang, &section_key(object, section))
    }

    /// The chip above a list: "Stuck".
    #[must_use]
    pub fn segment_label(&self, lang: Lang, object: &str, segment: &str) -> String {
        self.named(lang, &format!("{object}-s-{segment}"), segment)
    }

    /// The name of a figure: "Open amount".
    #[must_use]
    pub fn measure_label(&self, lang: Lang, object: &str, measure: &str) -> String {
        self.named(lang, &format!("{object}-m-{measure}"), measure)
    }

    /// By which method the figure is taken, where its name does not say it.
    #[must_use]
    pub fn measure_help(&self, lang: Lang, object: &str, measure: &str) -> Option<String> {
        self.find_or_english(lang, &format!("{object}-m-{measure}-help"))
    }

    /// The heading of a related list; `target` is the object in it, whose plural serves when nothing better is said.
    #[must_use]
    pub fn relation_label(&self, lang: Lang, object: &str, relation: &str, target: &str) -> String {
        let key = format!("{object}-r-{relation}");
        self.find_or_english(lang, &key).unwrap_or_else(|| self.object_plural(lang, target))
    }

    /// The heading of a section of the card and the form.
    #[must_use]
    pub fn section_label(&self, lang: Lang, object: &str, section: &str) -> String {
        let key = section_key(object, section);
        let shared = || self.find(lang, &format!("system-c-{section}"), &[]);
        self.find(lang, &key, &[]).or_else(shared).unwrap_or_else(|| self.named(lang, &key, section))
    }

    /// The name of a role: "Branch head".
    #[must_use]
    pub fn role_label(&self, lang: Lang, role: &str) -> String {
        self.text(lang, &format!("role-{role}"))
    }

    /// What a person with this role may do, in a sentence.
    #[must_use]
    pub fn role_help(&self, lang: Lang, role: &str) -> String {
        self.text(lang, &format!("role-{role}-help"))
    }

    /// The question a finding answers, in a full sentence.
    #[must_use]
    pub fn finding_question(&self, lang: Lang, finding: &str) -> String {
        self.text(lang, &format!("finding-{finding}"))
    }

    /// Why it matters and what mends it.
    #[must_use]
    pub fn finding_help(&self, lang: Lang, finding: &str) -> String {
        self.text(lang, &format!("finding-{finding}-help"))
    }

    /// The button of the one action that mends it.
    #[must_use]
    pub fn finding_action_label(&self, lang: Lang, finding: &str) -> String {
        self.text(lang, &format!("finding-{finding}-action"))
    }

    /// The text of the key; a company's own may stand in another language, or in none: then its name is made readable. The
    /// product's own words are all there, and a missing one is told.
    fn named(&self, lang: Lang, key: &str, name: &str) -> String {
        let anywhere = || Lang::ALL.into_iter().find_map(|other| self.find(other, key, &[]));
        let found = self.find_or_english(lang, key).or_else(anywhere);
        match found {
            Some(text) => text,
            None if key.contains(OWN) => readable(name),
            None => self.text(lang, key),
        }
    }

    fn find_or_english(&self, lang: Lang, key: &str) -> Option<String> {
        self.find(lang, key, &[]).or_else(|| self.find(Lang::En, key, &[]))
    }

    /// Fields that every object has, and the two that a field with stages brings along.
    fn system_label(&self, lang: Lang, object: &str, field: &str) -> Option<String> {
        if SYSTEM_FIELDS.contains(&field) || field == "id" {
            return Some(self.text(lang, &format!("system-f-{field}")));
        }
        let (base, key) = stage_part(field)?;
        let stage = self.find(lang, &field_key(object, base), &[])?;
        Some(self.text_with(lang, key, &[("stage", Arg::Text(stage))]))
    }
}

/// `x_delivery_day` as `Delivery day`.
fn readable(name: &str) -> String {
    let plain = name.strip_prefix(OWN).unwrap_or(name).replace('_', " ");
    let mut letters = plain.chars();
    letters.next().map_or(plain.clone(), |first| first.to_uppercase().chain(letters).collect())
}

/// `stage_days` is the field `stage` and the key of its pattern.
pub(super) fn stage_part(field: &str) -> Option<(&str, &'static str)> {
    let since = field.strip_suffix("_since").map(|base| (base, "system-stage-since"));
    since.or_else(|| field.strip_suffix("_days").map(|base| (base, "system-stage-days")))
}

pub(crate) fn plural_key(object: &str) -> String {
    format!("{object}-plural")
}

pub(crate) fn field_key(object: &str, field: &str) -> String {
    format!("{object}-f-{field}")
}

pub(crate) fn option_key(object: &str, field: &str, option: &str) -> String {
    format!("{object}-f-{field}-o-{option}")
}

pub(crate) fn section_key(object: &str, section: &str) -> String {
    format!("{object}-c-{section}")
}
