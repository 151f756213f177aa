//! One sheet on its way to a proposal: its table, what its headers mean, how each column reads, and the arithmetic of its rows.

use catalogue::Catalogue;
use rust_decimal::Decimal;

use crate::dictionary::{Dictionary, unit_in};
use crate::mapping::{self, wants};
use crate::profile::{Profile, Series, Wants, profile};
use crate::reconcile::{Arithmetic, Factor, Tried, wrong_totals};
use crate::table::Table;
use crate::{
    ColumnPlan, Flag, PercentUnit, Plan, Reading, Said, Sheet, SheetPlan, SheetSeen, Target, Weight, Workbook, shape,
};

/// A sheet, its plan and what was seen. Profiles are in the order of the plan's columns.
pub(crate) struct Draft<'a> {
    pub(crate) table: Table<'a>,
    pub(crate) delimited: bool,
    pub(crate) plan: SheetPlan,
    pub(crate) profiles: Vec<Profile>,
    /// Why the percent column reads as it does, by column.
    pub(crate) proofs: Vec<(u32, Said)>,
}

/// The sheet's plan as the person left it, if there is one for this file and sheet.
pub(crate) fn earlier<'p>(plan: Option<&'p Plan>, book: &Workbook, sheet: &Sheet) -> Option<&'p SheetPlan> {
    plan?.sheets.iter().find(|s| s.sha256 == book.sha256 && s.file == book.name && s.sheet == sheet.name)
}

impl<'a> Draft<'a> {
    pub(crate) fn new(
        catalogue: &Catalogue,
        book: &'a Workbook,
        sheet: &'a Sheet,
        earlier: Option<&SheetPlan>,
    ) -> Option<Self> {
        let table = Table::find(&book.name, sheet, earlier.map(|e| e.header_row))?;
        let same = |e: &&SheetPlan| {
            e.columns.iter().map(|c| (c.column, &c.header)).eq(table.headers.iter().map(|(c, h)| (*c, h)))
        };
        let plan = match earlier.filter(same) {
            Some(earlier) => {
                SheetPlan { total_rows: table.totals.iter().map(|r| r.number).collect(), ..earlier.clone() }
            }
            None => fresh(catalogue, book, &table),
        };
        Some(Self { table, delimited: book.dialect.is_some(), plan, profiles: Vec::new(), proofs: Vec::new() })
    }

    /// Sets the sheet aside: it is no data.
    pub(crate) fn set_aside(&mut self, why: Said) {
        self.plan.included = false;
        self.plan.set_aside = Some(why);
    }

    /// Profiles every column under its reading, decided or proposed, and lets the arithmetic of the rows correct percentages.
    pub(crate) fn look(&mut self, catalogue: &Catalogue, dictionary: &Dictionary) {
        self.profiles = self.plan.columns.iter().map(|c| self.profile(catalogue, c)).collect();
        self.settle_by_arithmetic(catalogue);
        self.find_external_id(catalogue);
        self.apply_dictionary(catalogue, dictionary);
        for (column, profile) in self.plan.columns.iter_mut().zip(&self.profiles) {
            column.reading = profile.reading.clone();
        }
    }

    fn profile(&self, catalogue: &Catalogue, column: &ColumnPlan) -> Profile {
        let series = Series::of(&self.table, column.column, self.delimited);
        let wants = column.target.as_ref().map_or(Wants::Anything, |t| self.wants(catalogue, t));
        profile(&series, wants, column.decided.then_some(&column.reading))
    }

    fn wants(&self, catalogue: &Catalogue, target: &Target) -> Wants {
        let part = self.plan.parts.iter().find(|p| p.name == target.part);
        let field = part.and_then(|p| catalogue.object(&p.object)?.field(&target.field).cloned());
        field.map_or(Wants::Anything, |f| wants(&f))
    }

    fn factor(&self, field: &str) -> Option<Factor<'_>> {
        let lines = ["order_line", "deal_line"];
        let is_it =
            |c: &ColumnPlan| c.target.as_ref().is_some_and(|t| lines.contains(&t.part.as_str()) && &*t.field == field);
        let at = self.plan.columns.iter().position(is_it)?;
        let profile = self.profiles.get(at)?;
        Some(Factor { column: self.plan.columns.get(at)?.column, reading: &profile.reading, mark: profile.mark })
    }

    /// The columns whose product the amount must be, if the sheet has them.
    pub(crate) fn arithmetic(&self) -> Option<Arithmetic<'_>> {
        Some(Arithmetic {
            quantity: self.factor("quantity")?,
            price: self.factor("price")?,
            discount: self.factor("discount"),
            amount: self.factor("amount")?,
        })
    }

    fn settle_by_arithmetic(&mut self, catalogue: &Catalogue) {
        let Some(arithmetic) = self.arithmetic() else { return };
        // Cells that say their unit themselves read the same under every unit: then the arithmetic confirms.
        let confirmed = || match arithmetic.discount?.reading {
            Reading::Percent { unit } => arithmetic.holds(&self.table).then_some(*unit),
            _ => None,
        };
        let proven = arithmetic.prove(&self.table).or_else(confirmed);
        let discount = arithmetic.discount.map(|d| d.column);
        let Some((unit, column)) = proven.zip(discount) else { return self.note_format() };
        let tried: Tried = arithmetic.try_rows(&self.table, Some(unit));
        let Some(at) = self.plan.columns.iter().position(|c| c.column == column) else { return };
        let (Some(plan), Some(profile)) = (self.plan.columns.get(at), self.profiles.get(at)) else { return };
        // A percent sign says the unit itself; the arithmetic then only confirms it.
        let says_itself = profile.reading == Reading::Percent { unit: PercentUnit::Text };
        let settled = says_itself || profile.reading == Reading::Percent { unit } || plan.decided;
        let key = match unit {
            _ if says_itself => "intake-proof-sign",
            PercentUnit::Points => "intake-proof-points",
            _ if profile.seen.format.as_deref().is_some_and(crate::read::formats::is_percent) => "intake-proof-format",
            _ => "intake-proof-fraction",
        };
        self.proofs.push((column, Said::new(key).with("rows", tried.holds)));
        if !settled {
            let series = Series::of(&self.table, column, self.delimited);
            let wants = plan.target.as_ref().map_or(Wants::Percent, |t| self.wants(catalogue, t));
            let proven = self::profile(&series, wants, Some(&Reading::Percent { unit }));
            if let Some(profile) = self.profiles.get_mut(at) {
                *profile = proven;
            }
        }
    }

    /// Without arithmetic, the format or the sign is the only proof.
    fn note_format(&mut self) {
        for profile in &self.profiles {
            let key = match profile.reading {
                Reading::Percent { unit: PercentUnit::Text } => "intake-proof-sign-alone",
                Reading::Percent { unit: PercentUnit::Fraction } if profile.seen.format.is_some() => {
                    "intake-proof-format-alone"
                }
                _ => continue,
            };
            self.proofs.push((profile.seen.column, Said::new(key)));
        }
    }

    /// A column of its own identifiers (`opportunity_id`) is the external id of the sheet's object.
    fn find_external_id(&mut self, catalogue: &Catalogue) {
        let Some(main) = self.plan.parts.last().map(|p| p.name.clone()) else { return };
        let has = self.plan.columns.iter().any(|c| c.target.as_ref().is_some_and(|t| &*t.field == "external_id"));
        if has || self.plan.columns.iter().any(|c| c.decided) {
            return;
        }
        let rows = u64::try_from(self.table.data.len()).unwrap_or(0);
        let is_id = |(plan, profile): (&ColumnPlan, &Profile)| {
            let word = mapping::fold_words(&plan.header);
            let says = word == "id"
                || word.ends_with(" id")
                || ["uuid", "guid", "код", "ид", "identificador"].contains(&word.as_str());
            says && plan.target.is_none() && profile.seen.blanks == 0 && profile.seen.distinct == rows
        };
        let Some(at) = self.plan.columns.iter().zip(&self.profiles).position(is_id) else { return };
        let Some(plan) = self.plan.columns.get_mut(at) else { return };
        plan.target = Some(Target { part: main, field: "external_id".into() });
        self.complete(catalogue);
    }

    /// Fills that the sheet's object implies; run again when a column found its target late.
    fn complete(&mut self, catalogue: &Catalogue) {
        let Some(main) = self.plan.parts.last().map(|p| p.object.clone()) else { return };
        let targets = self.plan.columns.iter().map(|c| c.target.clone()).collect();
        let mut parts = std::mem::take(&mut self.plan.parts);
        for part in &mut parts {
            part.fills.retain(|f| !matches!(f.from, crate::From::Title { .. }));
        }
        let mut mapped = mapping::Mapped::new(main, parts, targets);
        shape::complete(catalogue, &mut mapped, &self.table.headers);
        self.plan.parts = mapped.parts;
    }

    fn apply_dictionary(&mut self, catalogue: &Catalogue, dictionary: &Dictionary) {
        for at in 0..self.profiles.len() {
            let (Some(plan), Some(profile)) = (self.plan.columns.get(at), self.profiles.get(at)) else { continue };
            let described = dictionary.describe(self.table.file, self.table.sheet, &plan.header).map(str::to_owned);
            let said = unit_in(described.as_deref().unwrap_or(&plan.header));
            let is_plain = profile.reading == Reading::Number { scale: Decimal::ONE };
            let rescaled = (said.scale != Decimal::ONE && is_plain && !plan.decided).then(|| {
                let wants = plan.target.as_ref().map_or(Wants::Number, |t| self.wants(catalogue, t));
                let series = Series::of(&self.table, plan.column, self.delimited);
                self::profile(&series, wants, Some(&Reading::Number { scale: said.scale }))
            });
            let header = plan.header.clone();
            let Some(profile) = self.profiles.get_mut(at) else { continue };
            if let Some(rescaled) = rescaled {
                let what =
                    Said::new("intake-flag-scaled-by-description").with("header", &header).with("scale", said.scale);
                let flag = Flag::new("scaled_by_description", Weight::Check, what);
                *profile = rescaled;
                profile.flags.push(flag.at(self.table.file, self.table.sheet, Some(&header)));
            }
            if profile.seen.unit.is_none() {
                profile.seen.unit = said.currency.map(|c| c.code().to_owned());
            }
            profile.seen.description = described;
        }
    }

    /// Flags of the columns, the arithmetic and the totals.
    pub(crate) fn flags(&self) -> Vec<Flag> {
        let mut flags: Vec<Flag> = self.profiles.iter().flat_map(|p| p.flags.iter().cloned()).collect();
        flags.extend(self.arithmetic().and_then(|a| a.faults(&self.table)));
        let sums: Vec<(u32, Option<Decimal>)> = self.profiles.iter().map(|p| (p.seen.column, p.seen.sum)).collect();
        flags.extend(wrong_totals(&self.table, &sums));
        if !self.table.totals.is_empty() {
            let count = self.table.totals.len();
            let what = Said::new("intake-flag-total-rows-set-apart").with("count", count);
            let rows = self.table.totals.iter().map(|r| crate::address(0, r.number));
            flags.push(
                Flag::new("total_rows_set_apart", Weight::Note, what)
                    .at(self.table.file, self.table.sheet, None)
                    .cells(rows),
            );
        }
        flags
    }

    pub(crate) fn seen(&self) -> SheetSeen {
        SheetSeen {
            file: self.plan.file.clone(),
            sheet: self.plan.sheet.clone(),
            rows: u64::try_from(self.table.data.len()).unwrap_or(u64::MAX),
            columns: self.profiles.iter().map(|p| p.seen.clone()).collect(),
        }
    }

    /// Why a percentage reads as it does.
    pub(crate) fn proof(&self, column: u32) -> Option<Said> {
        self.proofs.iter().find(|(c, _)| *c == column).map(|(_, said)| said.clone())
    }
}

/// A plan proposed from the headers alone; readings follow from the profiles.
fn fresh(catalogue: &Catalogue, book: &Workbook, table: &Table<'_>) -> SheetPlan {
    let mapped = mapping::map(catalogue, &table.headers).map(|mut mapped| {
        shape::complete(catalogue, &mut mapped, &table.headers);
        mapped
    });
    let column = |(at, (column, header)): (usize, &(u32, String))| ColumnPlan {
        column: *column,
        header: header.clone(),
        target: mapped.as_ref().and_then(|m| m.targets.get(at).cloned().flatten()),
        reading: Reading::Text,
        decided: false,
    };
    SheetPlan {
        file: book.name.clone(),
        sha256: book.sha256.clone(),
        sheet: table.sheet.to_owned(),
        included: mapped.is_some(),
        set_aside: mapped.is_none().then(|| Said::new("intake-aside-unknown")),
        header_row: table.header_row,
        total_rows: table.totals.iter().map(|r| r.number).collect(),
        columns: table.headers.iter().enumerate().map(column).collect(),
        parts: mapped.map(|m| m.parts).unwrap_or_default(),
        branch: None,
    }
}
