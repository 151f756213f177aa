//! Every kind of fault, through the public face: each is told with its file, its line and how to mend it, and all at once.

use catalogue::{CatalogueFault, Lang, Words, load, survey};

/// A small sound object; `{}` takes more lines, which begin at line 9.
const DEAL: &str = r#"title = "{name}"
visible = "owned"
[fields.name]
type = "text"
[fields.amount]
type = "money"
[fields.company]
type = "reference"
"#;

fn deal(more: &str) -> String {
    format!("{DEAL}to = \"company\"\n{more}")
}

const COMPANY: &str =
    "title = \"{name}\"\nvisible = \"owned\"\n[fields.name]\ntype = \"text\"\n[fields.since]\ntype = \"date\"\n";

fn faults(files: &[(&str, &str)]) -> Vec<CatalogueFault> {
    load(files).err().unwrap_or_default()
}

/// The faults of a `deal` with these lines after line 9, beside a sound `company`.
fn deal_faults(more: &str) -> Vec<String> {
    let text = deal(more);
    let found = faults(&[("objects/deal.toml", &text), ("objects/company.toml", COMPANY)]);
    found.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn expect_one(more: &str, line: u32, key: &str, said: &str) {
    let text = deal(more);
    let found = faults(&[("objects/deal.toml", &text), ("objects/company.toml", COMPANY)]);
    let told: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 1, "{told:#?}");
    assert_eq!((found[0].line, found[0].key()), (line, key), "{told:?}");
    assert!(told[0].contains(said), "{told:?} does not say {said:?}");
    assert!(told[0].starts_with(&format!("objects/deal.toml:{line}: ")), "{told:?}");
    expect_told_in_three_languages(&found[0]);
}

#[track_caller]
fn expect_told_in_three_languages(fault: &CatalogueFault) {
    let told = Lang::ALL.map(|lang| Words::shipped().message(lang, fault.key(), &fault.args()));
    for text in &told {
        assert!(!text.contains("{ $") && !text.contains("catalogue-"), "{told:#?}");
        assert!(fault.args().iter().all(|(name, value)| is_code(name) || text.contains(value)), "{told:#?}");
    }
    assert!(told[0] != told[1] && told[1] != told[2], "{told:#?}");
}

/// Arguments that choose a wording and are not shown themselves, and places that a wording may leave out.
fn is_code(argument: &str) -> bool {
    ["found", "wanted", "what", "by", "place"].contains(&argument)
}

#[test]
fn the_small_objects_are_sound() {
    assert_eq!(deal_faults(""), Vec::<String>::new());
}

#[test]
fn an_unknown_key_names_the_nearest() {
    expect_one("requird = true", 10, "catalogue-unknown-key", "use one of required, ");
    expect_one("[measure.count]\ncount = true", 10, "catalogue-unknown-key", "use one of measures, ");
}

#[test]
fn an_unknown_word_of_a_closed_vocabulary_names_the_nearest() {
    expect_one("[fields.x]\ntype = \"monye\"", 11, "catalogue-unknown-word", "use one of money, ");
}

#[test]
fn a_wrong_type_says_what_to_write() {
    expect_one("required = \"yes\"", 10, "catalogue-wrong-type", "`required` is a text in quotes: write true or false");
    expect_one("aliases = \"firm\"", 10, "catalogue-wrong-type", "a list");
}

#[test]
fn a_missing_key_is_told() {
    expect_one("[segments.big]", 10, "catalogue-missing-key", "[segments.big] lacks `where`");
    expect_one("[fields.x]\nrequired = true", 10, "catalogue-missing-key", "[fields.x] lacks `type`");
}

#[test]
fn an_unknown_object_field_or_relation_names_the_nearest() {
    expect_one(
        "[fields.x]\ntype = \"reference\"\nto = \"compny\"",
        12,
        "catalogue-unknown-name",
        "use one of company, ",
    );
    expect_one("[list]\ncolumns = [\"name\", \"amout\"]", 11, "catalogue-unknown-name", "use one of amount, ");
    expect_one(
        "[list]\ncolumns = [\"name\"]\nsort = [\"-amout\"]",
        12,
        "catalogue-unknown-name",
        "deal has no field `amout`",
    );
    expect_one("[card]\nrelated = [\"orders\"]", 11, "catalogue-unknown-name", "deal has no relation `orders`");
}

#[test]
fn a_title_place_must_be_a_field_with_both_braces() {
    let text = deal("").replace("{name}", "{nme}");
    let found = faults(&[("objects/deal.toml", &text), ("objects/company.toml", COMPANY)]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].line, found[0].key()), (1, "catalogue-unknown-name"));
    let text = deal("").replace("{name}", "{name");
    let found = faults(&[("objects/deal.toml", &text), ("objects/company.toml", COMPANY)]);
    assert_eq!((found.len(), found[0].key()), (1, "catalogue-bad-title"));
}

#[test]
fn names_are_lower_case_words_and_none_that_is_taken() {
    expect_one("[fields.Amount]\ntype = \"money\"", 10, "catalogue-bad-name", "`Amount`");
    expect_one("[fields.owner]\ntype = \"person\"", 10, "catalogue-reserved", "every object has this field");
    expect_one("[fields.now]\ntype = \"date\"", 10, "catalogue-reserved", "a word of the query language");
}

#[test]
fn two_references_to_one_object_need_an_inverse() {
    let second = "[fields.payer]\ntype = \"reference\"\nto = \"company\"";
    expect_one(second, 10, "catalogue-twice", "its own `inverse`");
    assert_eq!(deal_faults(&format!("{second}\ninverse = \"paid_deals\"")), Vec::<String>::new());
}

#[test]
fn an_inverse_may_not_hide_a_field() {
    expect_one(
        "inverse = \"since\"",
        7,
        "catalogue-twice",
        "the relation `company.since` is there already, in company",
    );
}

#[test]
fn a_measure_adds_up_numbers_only() {
    expect_one(
        "[measures.m]\nsum = \"name\"",
        11,
        "catalogue-wrong-kind",
        "`name` is text, and `sum` needs a number or money",
    );
    expect_one("[measures.m]\nmax = \"company\"", 11, "catalogue-wrong-kind", "`company` is reference");
    assert_eq!(deal_faults("[measures.m]\nmax = \"created_at\""), Vec::<String>::new());
}

#[test]
fn a_measure_has_one_method_and_keeps_its_unit() {
    expect_one("[measures.m]\nwhere = \"amount > 1\"", 10, "catalogue-needs-one", "exactly one of count, sum");
    expect_one("[measures.m]\nsum = \"amount\"\nunit = \"days\"", 12, "catalogue-wrong-unit", "write `money`");
    expect_one(
        "[measures.m]\nratio = { of = \"a\", to = \"m\" }",
        11,
        "catalogue-unknown-name",
        "deal has no measure `a`",
    );
}

#[test]
fn a_key_that_means_nothing_for_the_type_is_refused() {
    expect_one("scale = 2", 10, "catalogue-not-for-kind", "`scale` means nothing for reference");
}

#[test]
fn a_stage_says_outcome_and_probability_within_bounds() {
    let stages = |stage: &str| format!("[fields.stage]\ntype = \"choice\"\nstages = [\n{stage},\n]");
    expect_one(
        &stages("{ id = \"a\", outcome = \"won\", probability = 101 }"),
        13,
        "catalogue-out-of-range",
        "from 0 to 100",
    );
    expect_one(
        &stages("{ id = \"a\", outcome = \"win\", probability = 1 }"),
        13,
        "catalogue-unknown-word",
        "use one of won, ",
    );
    expect_one(&stages("{ id = \"a\", outcome = \"won\" }"), 13, "catalogue-missing-key", "lacks `probability`");
}

#[test]
fn options_are_there_once_and_an_alias_means_one_of_them() {
    let options = |list: &str| format!("[fields.kind]\ntype = \"choice\"\noptions = {list}");
    expect_one(&options("[]"), 12, "catalogue-empty", "`options` is empty");
    expect_one(&options("[\"a\", \"a\"]"), 12, "catalogue-twice", "the option `a`");
    let shared = "[{ id = \"a\", aliases = [\"x\"] }, { id = \"b\", aliases = [\"X\"] }]";
    expect_one(&options(shared), 12, "catalogue-twice", "the alias `X` is there already, in a");
}

#[test]
fn a_default_fits_its_kind() {
    expect_one(
        "[fields.at]\ntype = \"date\"\ndefault = \"soon\"",
        12,
        "catalogue-bad-default",
        "such as today, 2026-01-31",
    );
    let choice = "[fields.kind]\ntype = \"choice\"\noptions = [\"call\"]\ndefault = \"cal\"";
    expect_one(choice, 13, "catalogue-bad-default", "such as call");
}

#[test]
fn a_choice_has_options_or_stages() {
    expect_one("[fields.kind]\ntype = \"choice\"", 10, "catalogue-needs-one", "options, stages");
}

#[test]
fn a_rollup_is_checked_against_the_related_object() {
    let rollup = |inner: &str| format!("[fields.lines]\ntype = \"computed\"\nrollup = {{ {inner} }}");
    let company = |inner: &str| format!("{COMPANY}{}", rollup(inner));
    let run = |inner: &str| {
        let deal = deal("");
        let company = company(inner);
        let found = faults(&[("objects/deal.toml", deal.as_str()), ("objects/company.toml", &company)]);
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(run("function = \"sum\", relation = \"deals\", field = \"amount\""), Vec::<String>::new());
    let told = run("function = \"sum\", relation = \"deals\", field = \"name\"");
    assert!(told.len() == 1 && told[0].starts_with("objects/company.toml:9: `name` is text"), "{told:?}");
    let told = run("function = \"count\", relation = \"deal\"");
    assert!(told.len() == 1 && told[0].contains("use one of deals"), "{told:?}");
}

#[test]
fn a_file_that_is_no_toml_does_not_hide_the_faults_of_others() {
    let broken = "title = \"{name}\nvisible = ";
    let company = format!("{COMPANY}[list]\ncolumns = [\"nmae\"]");
    let found = faults(&[("objects/deal.toml", broken), ("objects/company.toml", &company), ("readme.toml", "")]);
    let told: Vec<(&str, &str)> = found.iter().map(|f| (&*f.file, f.key())).collect();
    assert!(told.contains(&("objects/deal.toml", "catalogue-syntax")), "{told:?}");
    assert!(told.contains(&("objects/company.toml", "catalogue-unknown-name")), "{told:?}");
    assert!(told.contains(&("readme.toml", "catalogue-folder")), "{told:?}");
}

#[test]
fn all_faults_are_told_at_once_in_the_order_of_the_files() {
    let text = deal("requird = true\n[list]\ncolumns = [\"nam\"]\n[measures.m]\nsum = \"name\"");
    let company = COMPANY.replace("date", "dat");
    let role = "[[grants]]\nobject = \"deals\"\nactions = [\"reed\"]\nscope = \"everyone\"";
    let found =
        faults(&[("roles/seller.toml", role), ("objects/deal.toml", &text), ("objects/company.toml", &company)]);
    let told: Vec<(&str, u32)> = found.iter().map(|f| (&*f.file, f.line)).collect();
    let expected = [
        ("objects/company.toml", 6),
        ("objects/deal.toml", 10),
        ("objects/deal.toml", 12),
        ("objects/deal.toml", 14),
        ("roles/seller.toml", 2),
        ("roles/seller.toml", 3),
        ("roles/seller.toml", 4),
    ];
    assert_eq!(told, expected, "{found:#?}");
}

#[test]
fn a_role_names_known_objects_actions_scopes_and_fields() {
    let role = "[[grants]]\nobject = \"company\"\nactions = [\"read\"]\nscope = \"all\"\nfields = [\"nme\"]";
    let found = faults(&[("roles/seller.toml", role), ("objects/company.toml", COMPANY)]);
    assert_eq!((found.len(), found[0].line, found[0].key()), (1, 5, "catalogue-unknown-name"));
}

#[test]
fn a_role_reaches_through_relations_that_are_there() {
    let role =
        "[[grants]]\nobject = \"company\"\nactions = [\"read\"]\nscope = \"own\"\nthrough = [\"deals\", \"dels\"]";
    let text = deal("");
    let found = faults(&[("roles/seller.toml", role), ("objects/deal.toml", &text), ("objects/company.toml", COMPANY)]);
    assert_eq!((found.len(), found[0].line, found[0].key()), (1, 5, "catalogue-unknown-name"));
    assert!(found[0].to_string().contains("deals"), "{}", found[0]);
}

#[test]
fn a_finding_names_known_things() {
    let finding = "truth = 11\nobject = \"company\"\nsegment = \"old\"\nweight = \"sum\"\nsince = \"name\"\nby = \"since\"\n\
                   severity = \"bad\"\naction = \"panic\"\nowner = \"boss\"";
    let found = faults(&[("findings/old.toml", finding), ("objects/company.toml", COMPANY)]);
    let lines: Vec<u32> = found.iter().map(|f| f.line).collect();
    assert_eq!(lines, [1, 3, 4, 5, 6, 7, 8, 9], "{found:#?}");
}

#[test]
fn a_finding_is_found_in_one_way() {
    let finding =
        "truth = 1\nobject = \"company\"\nweight = \"n\"\nseverity = \"note\"\naction = \"merge\"\nowner = \"r\"";
    let company = format!("{COMPANY}[measures.n]\ncount = true");
    let role = ("roles/r.toml", "set_up = true");
    let found = faults(&[("findings/f.toml", finding), ("objects/company.toml", &company), role]);
    assert_eq!((found.len(), found[0].key()), (1, "catalogue-needs-one"));
}

#[test]
fn a_column_header_leads_to_one_field() {
    let second = "aliases = [\"Client-Name\"]\n[fields.x]\ntype = \"text\"\naliases = [\"client name\"]";
    expect_one(second, 11, "catalogue-twice", "the alias `client name` is there already, in company");
}

#[test]
fn a_survey_keeps_the_expressions_that_meet_nothing_faulty() {
    let text =
        deal("[segments.a]\nwhere = \"amount > 1\"\n[segments.b]\nwhere = \"x > 1\"\n[fields.x]\ntype = \"monye\"");
    let (catalogue, faults) = survey(&[("objects/deal.toml", text.as_str()), ("objects/company.toml", COMPANY)]);
    let kept: Vec<(&str, u32)> = catalogue.expressions.iter().map(|place| (place.key.as_str(), place.line)).collect();
    assert_eq!((kept, faults.len()), (vec![("segments.a.where", 11)], 1));
}

#[test]
fn a_misspelt_key_is_blamed_once_and_not_for_being_missing_too() {
    expect_one("[segments.a]\nwhre = \"amount > 1\"", 11, "catalogue-unknown-key", "use one of where");
    expect_one("[measures.a]\nsumm = \"amount\"", 11, "catalogue-unknown-key", "use one of sum, ");
}

/// A link between a deal and a company, with these ends.
fn link_faults(visible: &str, ends: &str) -> Vec<CatalogueFault> {
    let link = format!(
        "title = \"{{deal}}\"\nvisible = \"{visible}\"\n{ends}\n[fields.deal]\ntype = \"reference\"\nto = \"deal\"\nrequired = true\n\
         [fields.company]\ntype = \"reference\"\nto = \"company\"\nrequired = true\n[fields.other]\ntype = \"reference\"\n\
         to = \"deal\"\ninverse = \"others\"\n[fields.note]\ntype = \"text\"\nrequired = true\n"
    );
    let deal = deal("");
    faults(&[("objects/deal.toml", &deal), ("objects/company.toml", COMPANY), ("objects/part.toml", &link)])
}

#[test]
fn a_link_has_two_ends_that_are_always_there() {
    assert!(link_faults("linked", "ends = [\"deal\", \"company\"]").is_empty());
    for (ends, key) in [
        ("", "catalogue-missing-key"),
        ("ends = [\"deal\"]", "catalogue-no-end"),
        ("ends = [\"deal\", \"deal\"]", "catalogue-no-end"),
        ("ends = [\"deal\", \"other\"]", "catalogue-no-end"),
        ("ends = [\"deal\", \"note\"]", "catalogue-no-end"),
        ("ends = [\"deal\", \"nothing\"]", "catalogue-unknown-name"),
    ] {
        let found = link_faults("linked", ends);
        assert!(found.iter().any(|fault| fault.key() == key && fault.line <= 3), "{ends}: {found:#?}");
        found.iter().for_each(expect_told_in_three_languages);
    }
    let found = link_faults("owned", "ends = [\"deal\", \"company\"]");
    assert_eq!((found.len(), found[0].key(), found[0].line), (1, "catalogue-not-for-kind", 3));
}

#[test]
fn a_link_is_neither_linked_itself_nor_a_way_to_rights() {
    let part = "title = \"{deal}\"\nvisible = \"linked\"\nends = [\"deal\", \"company\"]\n[fields.deal]\ntype = \"reference\"\n\
        to = \"deal\"\nrequired = true\n[fields.company]\ntype = \"reference\"\nto = \"company\"\nrequired = true\n";
    let over = "title = \"{part}\"\nvisible = \"linked\"\nends = [\"part\", \"deal\"]\n[fields.part]\ntype = \"reference\"\n\
        to = \"part\"\nrequired = true\n[fields.deal]\ntype = \"reference\"\nto = \"deal\"\nrequired = true\n";
    let role = "[[grants]]\nobject = \"company\"\nactions = [\"read\"]\nscope = \"own\"\nthrough = [\"parts\"]\n";
    let deal = deal("");
    let files = [("objects/deal.toml", &*deal), ("objects/company.toml", COMPANY), ("objects/part.toml", part)];
    let with = |more: (&'static str, &'static str)| faults(&[files[0], files[1], files[2], more]);
    for (found, key, line) in [
        (with(("objects/over.toml", over)), "catalogue-no-end", 3),
        (with(("roles/seller.toml", role)), "catalogue-through-links", 5),
    ] {
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!((found[0].key(), found[0].line), (key, line));
        expect_told_in_three_languages(&found[0]);
    }
}

#[test]
fn a_calendar_names_fields_that_fit_it() {
    let calendar = |lines: &str| {
        format!(
            "[fields.at]\ntype = \"instant\"\n[fields.long]\ntype = \"duration\"\n[fields.day]\ntype = \"date\"\n[calendar]\n{lines}"
        )
    };
    assert_eq!(deal_faults(&calendar("start = \"at\"\nlength = \"long\"\n")), Vec::<String>::new());
    assert_eq!(deal_faults(&calendar("start = \"day\"\nend = \"day\"\nground = true\n")), Vec::<String>::new());
    expect_one(&calendar(""), 16, "catalogue-missing-key", "start");
    expect_one(&calendar("start = \"amount\"\n"), 17, "catalogue-wrong-kind", "a date or an instant");
    expect_one(&calendar("start = \"at\"\nend = \"at\"\n"), 18, "catalogue-wrong-kind", "a date");
    expect_one(&calendar("start = \"day\"\nlength = \"long\"\n"), 18, "catalogue-wrong-kind", "beside a moment");
    expect_one(&calendar("start = \"at\"\nkind = \"name\"\n"), 18, "catalogue-wrong-kind", "a choice");
    expect_one(&calendar("start = \"at\"\nsegment = \"open\"\n"), 18, "catalogue-unknown-name", "segment");
    expect_one(&calendar("start = \"at\"\ncolour = \"red\"\n"), 18, "catalogue-unknown-key", "colour");
}
