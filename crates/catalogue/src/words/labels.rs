//! The words for what the catalogue declares: labels, help texts and questions, by the one key scheme.
//! An object's words stand in `locales/<language>/objects/<object>.ftl`; those of system fields once in `system.ftl`.

use super::{Arg, Lang, Words};
use crate::SYSTEM_FIELDS;

impl Words {
    /// One of them: "Deal".
    #[must_use]
    pub fn object_label(&self, lang: Lang, object: &str) -> String {
        self.text(lang, object)
    }

    /// Several of them: "Deals".
    #[must_use]
    pub fn object_plural(&self, lang: Lang, object: &str) -> String {
        self.text(lang, &plural_key(object))
    }

    /// The name of a field.
    #[must_use]
    pub fn field_label(&self, lang: Lang, object: &str, field: &str) -> String {
        let key = field_key(object, field);
        self.find(lang, &key, &[])
            .or_else(|| self.system_label(lang, object, field))
            .unwrap_or_else(|| self.text(lang, &key))
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
        self.text(lang, &option_key(object, field, option))
    }

    /// The chip above a list: "Stuck".
    #[must_use]
    pub fn segment_label(&self, lang: Lang, object: &str, segment: &str) -> String {
        self.text(lang, &format!("{object}-s-{segment}"))
    }

    /// The name of a figure: "Open amount".
    #[must_use]
    pub fn measure_label(&self, lang: Lang, object: &str, measure: &str) -> String {
        self.text(lang, &format!("{object}-m-{measure}"))
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
        self.text(lang, &format!("{object}-c-{section}"))
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

/// `stage_days` is the field `stage` and the key of its pattern.
pub(super) fn stage_part(field: &str) -> Option<(&str, &'static str)> {
    let since = field.strip_suffix("_since").map(|base| (base, "system-stage-since"));
    since.or_else(|| field.strip_suffix("_days").map(|base| (base, "system-stage-days")))
}

pub(super) fn plural_key(object: &str) -> String {
    format!("{object}-plural")
}

pub(super) fn field_key(object: &str, field: &str) -> String {
    format!("{object}-f-{field}")
}

pub(super) fn option_key(object: &str, field: &str, option: &str) -> String {
    format!("{object}-f-{field}-o-{option}")
}
