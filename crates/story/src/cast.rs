//! The people, teams and branches of Suministros Vidal, a supplier of office and computer goods.

use std::sync::Arc;

use catalogue::Value;

use crate::pen::{Cell, DAY, Pen, link, text};

/// Somebody in the company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    pub key: &'static str,
    pub name: &'static str,
    pub email: &'static str,
    pub job: &'static str,
    pub role: &'static str,
    pub branch: &'static str,
    pub team: Option<&'static str>,
    pub manager: Option<&'static str>,
    pub language: &'static str,
}

const fn person(
    key: &'static str,
    name: &'static str,
    email: &'static str,
    job: &'static str,
    role: &'static str,
    place: (&'static str, Option<&'static str>),
    manager: Option<&'static str>,
) -> Person {
    Person { key, name, email, job, role, branch: place.0, team: place.1, manager, language: "es" }
}

/// Branches: key, name, city.
pub const BRANCHES: [(&str, &str, &str); 3] =
    [("madrid", "Madrid", "Madrid"), ("barcelona", "Barcelona", "Barcelona"), ("bilbao", "Bilbao", "Bilbao")];

/// Teams: key, name, branch, lead.
pub const TEAMS: [(&str, &str, &str, &str); 4] = [
    ("madrid_firms", "Madrid Empresas", "madrid", "ana"),
    ("madrid_public", "Madrid Sector Público", "madrid", "marta"),
    ("barcelona_sales", "Barcelona Ventas", "barcelona", "jordi"),
    ("bilbao_sales", "Bilbao Ventas", "bilbao", "iker"),
];

/// The cast, in the order they are created: whoever is somebody's manager comes first.
pub const PEOPLE: [Person; 15] = [
    person("elena", "Elena Vidal", "elena@vidal.example", "Directora general", "owner", ("madrid", None), None),
    person(
        "marta",
        "Marta Ruiz",
        "marta@vidal.example",
        "Delegada Madrid",
        "branch_head",
        ("madrid", Some("madrid_public")),
        Some("elena"),
    ),
    person(
        "jordi",
        "Jordi Puig",
        "jordi@vidal.example",
        "Delegado Barcelona",
        "branch_head",
        ("barcelona", Some("barcelona_sales")),
        Some("elena"),
    ),
    person(
        "iker",
        "Iker Etxeberria",
        "iker@vidal.example",
        "Delegado Bilbao",
        "branch_head",
        ("bilbao", Some("bilbao_sales")),
        Some("elena"),
    ),
    person(
        "ana",
        "Ana Beltrán",
        "ana@vidal.example",
        "Jefa de equipo",
        "team_lead",
        ("madrid", Some("madrid_firms")),
        Some("marta"),
    ),
    person(
        "pedro",
        "Pedro Salas",
        "pedro@vidal.example",
        "Comercial",
        "seller",
        ("madrid", Some("madrid_firms")),
        Some("ana"),
    ),
    person(
        "luis",
        "Luis Ortega",
        "luis@vidal.example",
        "Comercial",
        "seller",
        ("madrid", Some("madrid_public")),
        Some("marta"),
    ),
    person(
        "sofia",
        "Sofía Navarro",
        "sofia@vidal.example",
        "Comercial",
        "seller",
        ("barcelona", Some("barcelona_sales")),
        Some("jordi"),
    ),
    person(
        "oksana",
        "Oksana Kovalenko",
        "oksana@vidal.example",
        "Comercial",
        "seller",
        ("barcelona", Some("barcelona_sales")),
        Some("jordi"),
    ),
    person(
        "nerea",
        "Nerea Agirre",
        "nerea@vidal.example",
        "Comercial",
        "seller",
        ("bilbao", Some("bilbao_sales")),
        Some("iker"),
    ),
    person(
        "ramon",
        "Ramón Gil",
        "ramon@vidal.example",
        "Comercial",
        "seller",
        ("bilbao", Some("bilbao_sales")),
        Some("iker"),
    ),
    person(
        "carla",
        "Carla Soler",
        "carla@vidal.example",
        "Atención al cliente",
        "support",
        ("barcelona", None),
        Some("jordi"),
    ),
    person("hugo", "Hugo Marín", "hugo@vidal.example", "Marketing", "marketing", ("madrid", None), Some("elena")),
    person("tomas", "Tomás León", "tomas@vidal.example", "Auditor interno", "auditor", ("madrid", None), Some("elena")),
    person(
        "raquel",
        "Raquel Díaz",
        "raquel@vidal.example",
        "Administración",
        "administrator",
        ("madrid", None),
        Some("elena"),
    ),
];

/// Those who sell, with their branch: they hold the clients.
pub const SELLERS: [&str; 7] = ["ana", "pedro", "luis", "sofia", "oksana", "nerea", "ramon"];

/// The person of this key.
#[must_use]
pub fn find_person(key: &str) -> Option<&'static Person> {
    PEOPLE.iter().find(|p| p.key == key)
}

/// Branches, then people, then teams with their leads, then everybody's place. A year and a bit before the end.
pub fn write_cast(pen: &mut Pen) {
    let at = pen.end - 400 * DAY;
    for (key, name, city) in BRANCHES {
        pen.create(at, None, &key.into(), "branch", vec![("name", text(name)), ("city", text(city))]);
    }
    for person in &PEOPLE {
        let roles = Cell::Is(Value::Choices(vec![person.role.into()]));
        let mut fields = vec![
            ("name", text(person.name)),
            ("email", text(person.email)),
            ("job_title", text(person.job)),
            ("language", text(person.language)),
            ("status", text("active")),
            ("roles", roles),
            ("branch", link(person.branch)),
        ];
        if let Some(manager) = person.manager {
            fields.push(("manager", link(manager)));
        }
        pen.create(at, None, &person.key.into(), "user", fields);
    }
    for (key, name, branch, lead) in TEAMS {
        let fields = vec![("name", text(name)), ("lead", link(lead)), ("branch", link(branch))];
        pen.create(at, None, &key.into(), "team", fields);
    }
    for person in &PEOPLE {
        if let Some(team) = person.team {
            pen.update(at, None, &Arc::from(person.key), vec![("team", link(team))]);
        }
    }
    for (branch, _, _) in BRANCHES {
        pen.update(at, None, &Arc::from(branch), vec![("head", link(head_of(branch)))]);
    }
}

/// The head of a branch.
#[must_use]
pub fn head_of(branch: &str) -> &'static str {
    match branch {
        "barcelona" => "jordi",
        "bilbao" => "iker",
        _ => "marta",
    }
}
