//! Every cell of role × object × action, read in review as a golden file (`CANDOR_GOLDEN=write` writes it anew).

use std::fmt::Write as _;
use std::path::Path;

use access::{Because, Decision, Principal, decide};
use catalogue::{Action, Catalogue, FieldSet, Id, Name, Object};

#[test]
fn the_matrix_of_the_shipped_roles_is_as_reviewed() {
    let catalogue = Catalogue::shipped();
    let mut found = String::from("# What each role may do: rows, then fields where not all of them.\n");
    for role in catalogue.roles.values() {
        let mut notes = Vec::new();
        let marks = [(role.set_up, " · sets up"), (role.evidence, " · reads evidence")];
        let marks: String = marks.iter().filter(|(has, _)| *has).map(|(_, mark)| *mark).collect();
        let _ = writeln!(found, "\n## {}{marks}", role.name);
        let _ = write!(found, "{:<12}", "");
        for action in Action::ALL {
            let _ = write!(found, " {:<11}", action.as_str());
        }
        let who = holder(&role.name);
        for object in catalogue.objects.values() {
            let _ = write!(found, "\n{:<12}", object.name);
            for action in Action::ALL {
                let _ = write!(found, " {:<11}", cell(&decide(&catalogue, &who, action, object), object, &mut notes));
            }
        }
        found.push('\n');
        for (i, note) in notes.iter().enumerate() {
            let _ = writeln!(found, "[{}] {note}", i + 1);
        }
    }
    let found: Vec<_> = found.lines().map(str::trim_end).collect();
    expect_golden(&(found.join("\n") + "\n"));
}

fn holder(role: &Name) -> Principal {
    Principal {
        user: Id(1),
        name: "Holder".into(),
        roles: vec![role.clone()],
        teams: vec![Id(2)],
        branches: vec![Id(3)],
        team: Some(Id(2)),
        branch: Some(Id(3)),
        denies: Vec::new(),
        shares: Vec::new(),
    }
}

/// The scopes that are granted, each with a note on its fields where they are not all.
fn cell(decision: &Decision, object: &Object, notes: &mut Vec<String>) -> String {
    let mut scopes = Vec::new();
    for allow in &decision.allows {
        let mut text = match &allow.because {
            Because::Role { through: Some(relation), .. } => format!("by_{relation}"),
            Because::Role { scope, .. } => format!("{scope:?}").to_lowercase(),
            Because::Ends { .. } => "ends".to_owned(),
            Because::Shares(_) => continue,
        };
        if let Some(note) = note(&allow.fields, object) {
            let place = notes.iter().position(|n| *n == note).unwrap_or_else(|| {
                notes.push(note);
                notes.len() - 1
            });
            let _ = write!(text, "[{}]", place + 1);
        }
        if !scopes.contains(&text) {
            scopes.push(text);
        }
    }
    if scopes.is_empty() { "none".to_owned() } else { scopes.join("+") }
}

fn note(fields: &FieldSet, object: &Object) -> Option<String> {
    let hidden: Vec<&str> = object.fields.values().filter(|f| !access::carries(fields, f)).map(|f| &*f.name).collect();
    (!hidden.is_empty()).then(|| format!("{} without {}", object.name, hidden.join(", ")))
}

fn expect_golden(found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/matrix.txt");
    if std::env::var_os("CANDOR_GOLDEN").is_some_and(|how| how == "write") {
        std::fs::write(&path, found).expect("the golden file can be written");
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, golden, "{} differs: review it, then run with CANDOR_GOLDEN=write", path.display());
}
