//! A company of a size rather than with a story: as many clients, contacts, deals, activities and payments as one likes, given to
//! the gate in parts, as an import gives them. The same seed makes the same company.

use std::sync::Arc;

use catalogue::{Currency, Id, Money, Name, Value};
use records::bulk::{self, BulkOutcome, BulkRow, Target};
use records::{Ctx, Draft, Error, Gate};

use crate::pen::DAY;

/// How much: rows of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Companies, and as many contacts and deals.
    pub companies: u64,
    pub activities: u64,
    pub payments: u64,
    pub people: u64,
}

impl Size {
    /// A thousand clients: to try the same on.
    pub const SMALL: Self = Self { companies: 1_000, activities: 10_000, payments: 5_000, people: 50 };
    /// What the budgets of the design are measured on.
    pub const MEDIUM: Self = Self { companies: 100_000, activities: 1_000_000, payments: 500_000, people: 50 };
    /// Ten times that.
    pub const LARGE: Self = Self { companies: 1_000_000, activities: 10_000_000, payments: 5_000_000, people: 50 };

    /// `small`, `medium` or `large`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "small" => Some(Self::SMALL),
            "medium" => Some(Self::MEDIUM),
            "large" => Some(Self::LARGE),
            _ => None,
        }
    }

    /// Rows of all kinds.
    #[must_use]
    pub fn rows(self) -> u64 {
        self.companies * 3 + self.activities + self.payments
    }
}

/// The owner of such a company.
pub const OWNER: &str = "owner@size.example";
/// The head of one of its five branches.
pub const HEAD: &str = "head@size.example";

const REASON: &str = "a company of a size";
/// Rows given to the gate at once: what an import holds in memory.
const AT_ONCE: u64 = 5_000;
const BRANCHES: [&str; 5] = ["Madrid", "Bilbao", "Sevilla", "Київ", "Zürich"];
const STAGES: [&str; 6] = ["first_contact", "qualified", "proposal", "negotiation", "won", "lost"];
const CITIES: [&str; 8] = ["Madrid", "Barcelona", "Bilbao", "Sevilla", "València", "Zaragoza", "Málaga", "Київ"];
const TRADES: [&str; 6] = ["Suministros", "Talleres", "Comercial", "Технологии", "Logística", "Gärtnerei"];
const NAMES: [&str; 8] = ["Ana", "Luis", "Íñigo", "Ольга", "Иван", "María José", "Zoë", "Jürgen"];
const KINDS: [&str; 4] = ["call", "meeting", "mail", "note"];
const INDUSTRIES: [&str; 5] = ["retail", "medical", "software", "finance", "logistics"];

/// Fills an empty company. `told` hears of each part: the kind, how many of it are in, how many come.
///
/// # Errors
/// The gate's; what is in by then stays.
pub async fn fill(gate: &Gate, size: Size, seed: u64, told: &mut dyn FnMut(&str, u64, u64)) -> Result<(), Error> {
    let system = Ctx::system(gate, REASON);
    let people = Maker::people(&system, size.people).await?;
    let owner = guard::principal::principal_by_email(gate, OWNER).await?;
    let ctx = Ctx::person(gate, Arc::new(owner), "import", "", "");
    let first = |count: u64| (0..count).map(|_| bulk::new_id(&ctx)).collect::<Vec<Id>>();
    let (companies, deals) = (first(size.companies), first(size.companies));
    let maker = Maker { ctx: &ctx, people, companies, deals, seed };
    maker.write("company", size.companies, told, &|n| maker.company(n)).await?;
    maker.write("contact", size.companies, told, &|n| maker.contact(n)).await?;
    maker.write("deal", size.companies, told, &|n| maker.deal(n)).await?;
    maker.write("activity", size.activities, told, &|n| maker.activity(n)).await?;
    maker.write("payment", size.payments, told, &|n| maker.payment(n)).await
}

struct Maker<'a> {
    ctx: &'a Ctx,
    people: Vec<Id>,
    companies: Vec<Id>,
    deals: Vec<Id>,
    seed: u64,
}

impl Maker<'_> {
    async fn people(system: &Ctx, count: u64) -> Result<Vec<Id>, Error> {
        let mut branches = Vec::new();
        for name in BRANCHES {
            branches
                .push(records::create::create(system, "branch", Draft::default().with("name", name), None).await?.id);
        }
        let person = |name: String, email: String, role: &str, branch: Id| {
            let draft = Draft::default().with("name", name).with("email", email).with("status", "active");
            draft.with_value("roles", Value::Choices(vec![role.into()])).with_value("branch", Value::Ref(branch))
        };
        let home = branches.first().copied().unwrap_or(Id(0));
        records::people::add(system, person("Owner".into(), OWNER.into(), "owner", home)).await?;
        records::people::add(system, person("Head".into(), HEAD.into(), "branch_head", home)).await?;
        let mut ids = Vec::new();
        for (number, branch) in (0..count).zip(branches.iter().cycle()) {
            let email = format!("seller{number}@size.example");
            let name = format!("{} {number}", of(&NAMES, number));
            ids.push(records::people::add(system, person(name, email, "seller", *branch)).await?.id);
        }
        Ok(ids)
    }

    async fn write(
        &self,
        object: &str,
        count: u64,
        told: &mut dyn FnMut(&str, u64, u64),
        make: &dyn Fn(u64) -> BulkRow,
    ) -> Result<(), Error> {
        let batch = bulk::new_id(self.ctx);
        let mut done = 0;
        while done < count {
            let part = (count - done).min(AT_ONCE);
            let rows = (done..done + part).map(make).collect();
            let outcomes = bulk::write(self.ctx, rows, batch).await?;
            if let Some(BulkOutcome::Refused(faults)) = outcomes.iter().find(|o| !matches!(o, BulkOutcome::Created(_)))
            {
                return Err(Error::Invalid(faults.clone()));
            }
            done += part;
            told(object, done, count);
        }
        Ok(())
    }

    /// A number that looks like chance and is the same in each run (SplitMix64, public domain, Vigna 2015).
    fn chance(&self, n: u64, salt: u64) -> u64 {
        let z = self.seed.wrapping_add(n.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_add(salt << 32);
        let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn seller(&self, n: u64) -> Value {
        at(&self.people, n).map_or(Value::Null, |id| Value::Ref(*id))
    }

    fn client(&self, n: u64) -> (Value, Value) {
        let company = at(&self.companies, n).map_or(Value::Null, |id| Value::Ref(*id));
        (company, self.seller(n % u64::try_from(self.companies.len()).unwrap_or(1)))
    }

    /// A day of the last three years, in days since 1970-01-01.
    fn day(&self, n: u64, salt: u64) -> i32 {
        let today = i32::try_from(self.ctx.env.now / DAY).unwrap_or(20_000);
        today - i32::try_from(self.chance(n, salt) % 1_095).unwrap_or(0)
    }

    fn money(&self, n: u64, salt: u64) -> Value {
        let minor = i64::try_from(1_000 + self.chance(n, salt) % 5_000_000).unwrap_or(0);
        Value::Money(Money { minor, currency: Currency::EUR })
    }

    fn company(&self, n: u64) -> BulkRow {
        let name = format!("{} {} {n}", of(&TRADES, self.chance(n, 1)), self.chance(n, 2) % 99_991);
        let fields = [
            ("name", Value::text(name)),
            ("address_city", Value::text(of(&CITIES, self.chance(n, 3)))),
            ("industry", Value::text(of(&INDUSTRIES, self.chance(n, 4)))),
            ("email", Value::text(format!("info{n}@client.example"))),
            ("life_cycle", Value::text(if n.is_multiple_of(3) { "customer" } else { "prospect" })),
            ("owner", self.seller(n)),
        ];
        row("company", at(&self.companies, n).copied().unwrap_or(Id(0)), fields)
    }

    fn contact(&self, n: u64) -> BulkRow {
        let name = format!("{} {} {n}", of(&NAMES, self.chance(n, 5)), self.chance(n, 6) % 99_991);
        let (company, seller) = self.client(n);
        let fields = [
            ("name", Value::text(name)),
            ("company", company),
            ("email", Value::text(format!("person{n}@client.example"))),
            ("owner", seller),
        ];
        row("contact", bulk::new_id(self.ctx), fields)
    }

    fn deal(&self, n: u64) -> BulkRow {
        let opened = self.day(n, 7);
        // Every tenth is sold by somebody else than the client's own seller.
        let (company, own) = self.client(n);
        let seller = if n.is_multiple_of(10) { self.seller(self.chance(n, 8)) } else { own };
        let stage = of(&STAGES, self.chance(n, 9));
        let closed = if matches!(stage, "won" | "lost") { Value::Date(opened + 40) } else { Value::Null };
        let fields = [
            ("name", Value::text(format!("Oferta {n}"))),
            ("company", company),
            ("stage", Value::text(stage)),
            ("amount", self.money(n, 10)),
            ("opened_on", Value::Date(opened)),
            ("closed_on", closed),
            ("lost_reason", if stage == "lost" { Value::text("price") } else { Value::Null }),
            ("owner", seller),
        ];
        row("deal", at(&self.deals, n).copied().unwrap_or(Id(0)), fields)
    }

    fn activity(&self, n: u64) -> BulkRow {
        let (company, seller) = self.client(n);
        let kind = of(&KINDS, self.chance(n, 11));
        let fields = [
            ("kind", Value::text(kind)),
            ("subject", Value::text(format!("{kind} {}", self.chance(n, 12) % 9_973))),
            (
                "at",
                Value::Instant(i64::from(self.day(n, 13)) * DAY + i64::try_from(n % 86_400).unwrap_or(0) * 1_000_000),
            ),
            ("company", company),
            ("deal", at(&self.deals, n).map_or(Value::Null, |id| Value::Ref(*id))),
            ("owner", seller),
        ];
        row("activity", bulk::new_id(self.ctx), fields)
    }

    fn payment(&self, n: u64) -> BulkRow {
        let (company, seller) = self.client(n);
        let fields = [
            ("company", company),
            ("paid_on", Value::Date(self.day(n, 14))),
            ("amount", self.money(n, 15)),
            ("method", Value::text("transfer")),
            ("owner", seller),
        ];
        row("payment", bulk::new_id(self.ctx), fields)
    }
}

fn of(words: &[&'static str], n: u64) -> &'static str {
    at(words, n).copied().unwrap_or_default()
}

/// The n-th, beginning again after the last.
fn at<T>(all: &[T], n: u64) -> Option<&T> {
    let length = u64::try_from(all.len()).ok().filter(|length| *length > 0)?;
    all.get(usize::try_from(n % length).ok()?)
}

fn row<const N: usize>(object: &str, id: Id, fields: [(&str, Value); N]) -> BulkRow {
    let known = fields.into_iter().filter(|(_, value)| !value.is_null());
    let fields = known.map(|(name, value)| (Name::from(name), value)).collect();
    BulkRow { object: object.into(), target: Target::New(id), fields }
}
