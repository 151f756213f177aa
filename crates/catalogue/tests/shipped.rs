//! The catalogue that ships: it has no fault, and what it declares is read in review through golden files
//! (`CANDOR_GOLDEN=write` writes them anew).

use std::path::Path;

use catalogue::{Catalogue, Field, Finding, Kind, Object, Role, SYSTEM_FIELDS, fold_header, load, shipped_files};

#[test]
fn the_shipped_catalogue_has_no_fault() {
    let faults = load(&shipped_files()).err().unwrap_or_default();
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn objects_stand_in_menu_order() {
    let catalogue = Catalogue::shipped();
    let menu: Vec<&str> = catalogue.objects.values().filter(|o| o.menu).map(|o| &*o.name).collect();
    assert_eq!(menu[..4], ["company", "contact", "deal", "activity"]);
}

#[test]
fn every_object_has_the_system_fields_last() {
    for object in Catalogue::shipped().objects.values() {
        let last: Vec<&str> = object.fields.keys().rev().take(SYSTEM_FIELDS.len()).map(|name| &**name).collect();
        let expected: Vec<&str> = SYSTEM_FIELDS.into_iter().rev().collect();
        assert_eq!(last, expected, "{}", object.name);
    }
}

#[test]
fn a_stages_field_brings_since_and_days() {
    let catalogue = Catalogue::shipped();
    let deal = catalogue.object("deals").expect("by its plural");
    let since = deal.field("stage_since").expect("stored instant");
    let days = deal.field("stage_days").expect("computed days");
    assert_eq!((&since.kind, since.system), (&Kind::Instant, true));
    assert!(matches!(&days.kind, Kind::Computed { expr, .. } if &**expr == "days(stage_since, now)"));
}

#[test]
fn roles_of_people_are_the_roles_of_the_catalogue() {
    let catalogue = Catalogue::shipped();
    let field = catalogue.object("user").and_then(|user| user.field("roles")).expect("user.roles");
    let Kind::Choices { options } = &field.kind else { panic!("choices") };
    let mut options: Vec<&str> = options.iter().map(|name| &**name).collect();
    options.sort_unstable();
    let mut roles: Vec<&str> = catalogue.roles.keys().map(|name| &**name).collect();
    roles.sort_unstable();
    assert_eq!(options, roles);
}

/// The headers of the spreadsheets firms bring most often.
#[test]
fn headers_people_write_lead_to_fields() {
    let catalogue = Catalogue::shipped();
    let expected = [
        ("Customer", "company", "name"),
        ("office_location", "company", "address_country"),
        ("subsidiary_of", "company", "parent"),
        ("Контрагент", "company", "name"),
        ("Кол-во", "order_line", "quantity"),
        ("Скидка", "order_line", "discount"),
        ("Factura", "order", "number"),
        ("close_value", "deal", "amount"),
        ("engage_date", "deal", "opened_on"),
        ("sales_agent", "user", "name"),
        ("regional_office", "branch", "name"),
        ("series", "product", "category"),
    ];
    for (header, object, field) in expected {
        let found = catalogue.object(object).and_then(|o| o.field(field)).expect("a field");
        let folded = fold_header(header);
        assert!(found.aliases.iter().any(|alias| **alias == *folded), "{header} is no alias of {object}.{field}");
    }
}

#[test]
fn stages_are_known_by_the_words_people_write() {
    let catalogue = Catalogue::shipped();
    let stage = catalogue.object("deal").and_then(|deal| deal.field("stage")).expect("deal.stage");
    for (word, id) in
        [("Prospecting", "first_contact"), ("Engaging", "qualified"), ("Won", "won"), ("Проиграна", "lost")]
    {
        assert_eq!(stage.option_aliases.get(&*fold_header(word)).map(|id| &**id), Some(id), "{word}");
    }
}

#[test]
fn fields_with_data_of_natural_persons_are_decided_in_review() {
    let catalogue = Catalogue::shipped();
    let personal = catalogue.objects.values().flat_map(|object| {
        let fields = object.fields.values().filter(|field| field.personal);
        fields.map(|field| format!("{}.{}\n", object.name, field.name))
    });
    expect_golden("personal.txt", &personal.collect::<String>());
}

#[test]
fn the_summary_is_read_in_review() {
    let catalogue = Catalogue::shipped();
    let objects = catalogue.objects.values().map(|object| summary(object));
    let roles = catalogue.roles.values().map(role_lines);
    let findings = catalogue.findings.values().map(finding_line);
    expect_golden("summary.txt", &objects.chain(roles).chain(findings).collect::<String>());
}

fn role_lines(role: &Role) -> String {
    let grants = role.grants.iter().map(|grant| {
        let actions: Vec<&str> = grant.actions.iter().map(|action| action.as_str()).collect();
        let through =
            if grant.through.is_empty() { String::new() } else { format!(" through {}", grant.through.join(" ")) };
        format!("  {} {:?} {:?}: {}{through}\n", grant.object, grant.scope, grant.fields, actions.join(" "))
    });
    format!("role {} set_up={} evidence={}\n{}", role.name, role.set_up, role.evidence, grants.collect::<String>())
}

fn finding_line(finding: &Finding) -> String {
    let way = finding.filter.as_ref().or(finding.analysis.as_ref()).map_or("nothing", |way| &**way);
    format!("finding {} ({}) of {} by {}: {way}\n", finding.name, finding.truth, finding.object, finding.weight)
}

fn summary(object: &Object) -> String {
    let fields = object.fields.values().filter(|field| !SYSTEM_FIELDS.contains(&&*field.name)).map(field_line);
    let relations = object.relations.iter().map(|(name, end)| format!("many {name}: {}.{}", end.object, end.field));
    let segments = object.segments.values().map(|segment| format!("segment {}: {}", segment.name, segment.filter));
    let measures = object.measures.values().map(|measure| {
        let filter = measure.filter.as_deref().unwrap_or("all");
        format!("measure {}: {:?} in {:?} where {filter}", measure.name, measure.method, measure.unit)
    });
    let lines = fields.chain(relations).chain(segments).chain(measures).map(|line| format!("  {line}\n"));
    let head = format!("object {} ({}) {:?}\n", object.name, object.plural, object.visible);
    head + &lines.collect::<String>()
}

fn field_line(field: &Field) -> String {
    let marks = [
        ("required", field.required),
        ("unique", field.unique),
        ("search", field.search),
        ("indexed", field.indexed),
        ("system", field.system),
    ];
    let marks: Vec<&str> = marks.into_iter().filter(|(_, set)| *set).map(|(mark, _)| mark).collect();
    let what = match &field.kind {
        Kind::Reference { to } => format!("reference to {to}"),
        Kind::Choice { options } | Kind::Choices { options } => {
            format!("{} of {}", field.kind.as_str(), options.join(" "))
        }
        Kind::Stage { stages } => {
            stages.iter().map(|s| format!("{}:{:?}:{} ", s.id, s.outcome, s.probability)).collect()
        }
        Kind::Computed { expr, kind } => format!("{} = {expr}", kind.as_str()),
        Kind::Rollup { relation, function, kind, .. } => format!("{} = {function:?} over {relation}", kind.as_str()),
        other => other.as_str().to_owned(),
    };
    format!("{}: {} {}", field.name, what.trim(), marks.join(" ")).trim_end().to_owned()
}

#[track_caller]
fn expect_golden(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("CANDOR_GOLDEN").is_some_and(|how| how == "write") {
        assert!(std::fs::write(&path, found).is_ok(), "{} cannot be written", path.display());
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, golden, "{} differs: review it, then run with CANDOR_GOLDEN=write", path.display());
}
