//! The clients: companies of the three cities with their contacts, each held by a seller.

use std::sync::Arc;

use crate::cast::find_person;
use crate::pen::{Cell, HOUR, Pen, day, euros, link, text};

/// A client as later chapters need it.
#[derive(Debug, Clone)]
pub struct Client {
    pub key: Arc<str>,
    pub name: String,
    pub seller: &'static str,
    pub since: i64,
    pub contacts: Vec<Arc<str>>,
    /// Days between its orders.
    pub rhythm: i64,
    /// 1 (small) to 4 (large): scales its purchases.
    pub weight: i64,
}

const TRADES: [(&str, &str); 14] = [
    ("Talleres", "manufacturing"),
    ("Clínica", "medical"),
    ("Ferretería", "retail"),
    ("Hotel", "hospitality"),
    ("Transportes", "logistics"),
    ("Bodegas", "agriculture"),
    ("Gestoría", "services"),
    ("Academia", "education"),
    ("Construcciones", "construction"),
    ("Librería", "retail"),
    ("Laboratorios", "medical"),
    ("Estudio", "marketing"),
    ("Informática", "technology"),
    ("Seguros", "finance"),
];

const HOUSES: [&str; 24] = [
    "Aranda",
    "Belmonte",
    "Casals",
    "Duero",
    "Echevarría",
    "Ferrer",
    "Galdós",
    "Huerta",
    "Ibarra",
    "Júcar",
    "Larra",
    "Montseny",
    "Nogales",
    "Olmedo",
    "Pereda",
    "Quintana",
    "Robledo",
    "Sagasta",
    "Tormes",
    "Urdaneta",
    "Velarde",
    "Yuste",
    "Zamora",
    "Guadarrama",
];

const FIRST: [&str; 20] = [
    "Lucía", "Javier", "Carmen", "Diego", "Irene", "Pablo", "Rocío", "Andrés", "Laura", "Sergio", "Elisa", "Óscar",
    "Beatriz", "Rubén", "Clara", "Manuel", "Teresa", "Víctor", "Alba", "Ignacio",
];
const LAST: [&str; 16] = [
    "Moreno", "Castro", "Iglesias", "Rubio", "Molina", "Serrano", "Blanco", "Suárez", "Ramos", "Prieto", "Vega",
    "Cano", "Méndez", "Cruz", "Peña", "Lorenzo",
];
const JOBS: [&str; 5] = ["Compras", "Gerente", "Responsable de informática", "Administración", "Director financiero"];

/// A Spanish CIF of a limited company: `B`, seven digits and the control digit (Orden EHA/451/2008).
#[must_use]
pub fn cif(number: i64) -> String {
    let digits = format!("{number:07}");
    let sum: u32 = digits
        .bytes()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0');
            if place % 2 == 0 { (digit * 2) / 10 + (digit * 2) % 10 } else { digit }
        })
        .sum();
    format!("B{digits}{}", (10 - sum % 10) % 10)
}

fn city(branch: &str) -> (&'static str, &'static str, &'static str) {
    match branch {
        "barcelona" => ("Barcelona", "93", "08"),
        "bilbao" => ("Bilbao", "94", "48"),
        _ => ("Madrid", "91", "28"),
    }
}

/// About `count` companies, taken on over the year, older ones first.
pub fn write_clients(pen: &mut Pen, count: i64) -> Vec<Client> {
    let mut clients = Vec::new();
    for number in 0..count {
        let seller = *pen.pick(&crate::cast::SELLERS);
        let since = {
            let days = if pen.chance(60) { pen.between(300, 390) } else { pen.between(20, 299) };
            pen.days_ago(days)
        };
        clients.push(write_client(pen, number, seller, since));
    }
    clients
}

fn write_client(pen: &mut Pen, number: i64, seller: &'static str, since: i64) -> Client {
    let (trade, industry) = *pen.pick(&TRADES);
    let trades = i64::try_from(HOUSES.len()).unwrap_or(1);
    let house = HOUSES[usize::try_from(number % trades).unwrap_or(0)];
    let ending = ["S.L.", "S.A.", "e Hijos", "Hermanos", "Norte", "Sur", "Centro"]
        [usize::try_from(number / trades % 7).unwrap_or(0)];
    let name = format!("{trade} {house} {ending}");
    let (town, area, post) = city(find_person(seller).map_or("madrid", |p| p.branch));
    let key = pen.key("company");
    let mut fields = vec![("name", text(name.as_str())), ("life_cycle", text("customer"))];
    // Luis fills in nothing that is not asked for: the missing facts of truth 1.
    let lazy = seller == "luis";
    if !lazy {
        fields.push(("tax_id", text(cif(2_000_000 + number * 7919))));
        fields.push(("industry", text(industry)));
        fields.push(("lead_source", text(*pen.pick(&["referral", "website", "event", "call"]))));
    }
    if !lazy || pen.chance(30) {
        fields.push(("phone", text(format!("+34 {area} {:07}", 4_000_000 + number * 1013))));
        fields.push(("email", text(format!("info@{}.example", slug(&name)))));
    }
    fields.push(("address_city", text(town)));
    fields.push(("address_postcode", text(format!("{post}{:03}", number % 50))));
    fields.push(("address_country", text("ES")));
    pen.create(since, Some(seller), &key, "company", fields);
    let wanted = if lazy { i64::from(pen.chance(40)) } else { pen.between(1, 2) };
    let contacts =
        (0..wanted).map(|place| write_contact(pen, &key, &name, number * 2 + place, seller, since)).collect();
    let weight = pen.between(1, 4);
    Client { key, name, seller, since, contacts, rhythm: pen.between(20, 75), weight }
}

fn write_contact(
    pen: &mut Pen,
    company: &Arc<str>,
    firm: &str,
    number: i64,
    seller: &'static str,
    since: i64,
) -> Arc<str> {
    let (first, last) = (*pen.pick(&FIRST), *pen.pick(&LAST));
    let key = pen.key("contact");
    let fields = vec![
        ("name", text(format!("{first} {last}"))),
        ("company", link(company.clone())),
        ("job_title", text(*pen.pick(&JOBS))),
        ("email", text(format!("{}.{}{number}@{}.example", slug(first), slug(last), slug(firm)))),
        ("mobile", text(format!("+34 6{:08}", 10_000_000 + number * 104_729))),
    ];
    pen.create(since + HOUR / 2, Some(seller), &key, "contact", fields);
    key
}

/// Letters and digits of the folded name, for e-mail addresses.
fn slug(name: &str) -> String {
    catalogue::fold(name).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Products: key, name, price in cents, cost in cents, whether it is sold by the piece only.
pub const PRODUCTS: [(&str, &str, i64, i64); 12] = [
    ("laptop", "Portátil 15\"", 120_000, 98_000),
    ("screen", "Pantalla 27\"", 31_050, 24_000),
    ("dock", "Base de conexión USB-C", 19_000, 13_500),
    ("mouse", "Ratón inalámbrico", 1_990, 900),
    ("cable", "Cable HDMI 2 m", 825, 210),
    ("ssd", "SSD 1 TB", 9_500, 7_100),
    ("printer", "Impresora láser", 45_900, 38_000),
    ("toner", "Tóner negro", 8_450, 5_200),
    ("paper", "Papel A4, caja", 2_490, 1_900),
    ("chair", "Silla de oficina", 18_900, 11_000),
    ("desk", "Mesa elevable", 52_000, 36_500),
    ("support", "Soporte anual", 36_000, 9_000),
];

/// The campaigns of the year.
pub const CAMPAIGNS: [(&str, &str, i64, i64); 3] = [
    ("fair", "Feria de Oficina", 350, 480_000),
    ("autumn", "Vuelta a la oficina", 75, 150_000),
    ("mailing", "Boletín de renovación", 160, 60_000),
];

/// Products and campaigns, before any sale.
pub fn write_goods(pen: &mut Pen) {
    let at = pen.end - 395 * crate::pen::DAY;
    for (key, name, price, cost) in PRODUCTS {
        let fields: Vec<(&'static str, Cell)> =
            vec![("name", text(name)), ("price", euros(price)), ("cost", euros(cost))];
        pen.create(at, None, &key.into(), "product", fields);
    }
    for (key, name, ago, budget) in CAMPAIGNS {
        let starts = pen.days_ago(ago);
        let fields = vec![
            ("name", text(name)),
            ("starts_on", day(starts)),
            ("ends_on", day(starts + 20 * crate::pen::DAY)),
            ("budget", euros(budget)),
        ];
        pen.create(starts - 10 * crate::pen::DAY, Some("hugo"), &key.into(), "campaign", fields);
    }
}
