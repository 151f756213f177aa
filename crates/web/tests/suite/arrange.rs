//! The pages of stages and layouts: shown before they are applied, for whoever sets up alone, in the reader's language, and on
//! every node at the next request.

use testkit::{Company, Visitor};

use crate::shown::{pairs, seen};

/// The form of the stages as it stands, as a browser would send it.
fn stages(extra: &[(&str, &str)]) -> Vec<(String, String)> {
    let rows = [
        ("first_contact", "First contact", "10"),
        ("qualified", "Qualified", "25"),
        ("proposal", "Proposal", "50"),
        ("negotiation", "Negotiation", "75"),
        ("won", "Won", ""),
        ("lost", "Lost", ""),
    ];
    let mut out = Vec::new();
    for (id, label, probability) in rows {
        out.push(("row".to_owned(), id.to_owned()));
        out.push((format!("label-en.{id}"), label.to_owned()));
        out.push((format!("probability.{id}"), probability.to_owned()));
    }
    out.extend(extra.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    out
}

const DEMO: [(&str, &str); 4] =
    [("row", "+1"), ("label-en.+1", "Demo <b>"), ("label-es.+1", "Demostración"), ("probability.+1", "40")];

#[tokio::test]
async fn stages_are_shown_first_and_applied_then() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    elena.choose_language("en");
    let mut pedro = Visitor::signed_in(&company, "pedro").await.at(company.other_node().await);
    pedro.choose_language("es");
    let page = elena.get("/fields/deal/stage").await;
    assert_eq!(page.status.as_u16(), 200);
    assert!(page.text.contains("value=\"up:qualified\"") && page.text.contains("name=\"label-ru.won\""));

    let mut form = stages(&DEMO);
    form.push(("step".into(), "apply".into()));
    let unseen = elena.post("/fields/deal/stage/stages", &pairs(&form)).await;
    assert_eq!(unseen.status.as_u16(), 200, "what nobody has seen is shown first");
    assert!(unseen.text.contains("Demo &lt;b&gt;") && !unseen.text.contains("<b>"), "{}", unseen.text);
    assert!(!pedro.get("/deals/board").await.text.contains("Demostración"), "nothing was written");
    form.push(("seen".into(), seen(&unseen.text)));
    let applied = elena.post("/fields/deal/stage/stages", &pairs(&form)).await;
    assert!(applied.status.is_redirection(), "{} {}", applied.status, applied.text);
    assert!(pedro.get("/deals/board").await.text.contains("Demostración"), "the other node's board");
    assert!(pedro.get("/deals/new").await.text.contains("value=\"x_demo_b\""), "and its form");
    // The same mark serves once: the set-up is another now.
    let again = elena.post("/fields/deal/stage/stages", &pairs(&form)).await;
    assert_eq!(again.status.as_u16(), 422, "the name is taken: {}", again.text);
}

#[tokio::test]
async fn rows_are_moved_without_scripts_and_nothing_typed_is_lost() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    elena.choose_language("en");
    let mut form = stages(&DEMO);
    form.push(("step".into(), "up:+1".into()));
    let page = elena.post("/fields/deal/stage/stages", &pairs(&form)).await.text;
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(
        at("name=\"row\" value=\"proposal\"") < at("name=\"row\" value=\"+1\"")
            && at("name=\"row\" value=\"+1\"") < at("name=\"row\" value=\"negotiation\""),
        "up from the end"
    );
    form = stages(&[]);
    form.splice(3..3, DEMO.map(|(name, value)| (name.to_owned(), value.to_owned())));
    form.push(("step".into(), "down:+1".into()));
    let page = elena.post("/fields/deal/stage/stages", &pairs(&form)).await.text;
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(
        at("name=\"row\" value=\"qualified\"") < at("name=\"row\" value=\"+1\"")
            && at("name=\"row\" value=\"+1\"") < at("name=\"row\" value=\"proposal\"")
    );
    assert!(page.contains("value=\"Demostración\"") && page.contains("value=\"40\""));
    let bad = stages(&[("row", "+1"), ("label-en.+1", "Demo"), ("probability.+1", "often"), ("step", "show")]);
    let refused = elena.post("/fields/deal/stage/stages", &pairs(&bad)).await;
    assert_eq!(refused.status.as_u16(), 422);
    assert!(refused.text.contains("from 0 to 100") && refused.text.contains("value=\"often\""));
}

#[tokio::test]
async fn only_who_sets_up_arranges() {
    let company = Company::told().await;
    for who in ["pedro", "marta", "tomas"] {
        let mut visitor = Visitor::signed_in(&company, who).await;
        for page in
            ["/fields/deal/stage", "/fields/deal/stage/stages", "/kinds/deal/layout", "/kinds/deal/layout/reset"]
        {
            assert_eq!(visitor.get(page).await.status.as_u16(), 403, "{who} at {page}");
        }
        for page in ["/fields/deal/stage/stages", "/kinds/deal/layout", "/kinds/deal/layout/reset"] {
            let answer = visitor.post(page, &pairs(&stages(&[("step", "apply")]))).await;
            assert_eq!(answer.status.as_u16(), 403, "{who} posts to {page}");
        }
    }
    let mut raquel = Visitor::signed_in(&company, "raquel").await;
    assert_eq!(raquel.get("/kinds/deal/layout").await.status.as_u16(), 200, "the administrator");
    for nowhere in ["/fields/deal/amount/stages", "/fields/nothing/stage/stages", "/kinds/nothing/layout"] {
        assert_eq!(raquel.get(nowhere).await.status.as_u16(), 404, "{nowhere}");
    }
    // She sets up, and moves no deal: what stands in a stage keeps it in use.
    raquel.choose_language("en");
    let form = stages(&[("retired.proposal", "yes"), ("to.proposal", "negotiation"), ("step", "show")]);
    let refused = raquel.post("/fields/deal/stage/stages", &pairs(&form)).await;
    assert_eq!(refused.status.as_u16(), 422);
    assert!(refused.text.contains("you may not move"), "{}", refused.text);
}

/// The form of the layout of deals with these columns, and the amount in a section of its own.
fn layout(columns: &[&str], extra: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = columns.iter().map(|name| ("column".to_owned(), (*name).to_owned())).collect();
    for (key, label) in [("main", "Main"), ("+1", "Money & more")] {
        out.push(("section".into(), key.into()));
        out.push((format!("label.{key}"), label.into()));
    }
    for (field, section) in [("name", "main"), ("company", "main"), ("amount", "+1"), ("description", "+1")] {
        out.push(("field".into(), field.into()));
        out.push((format!("in.{field}"), section.into()));
    }
    out.extend(extra.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    out
}

#[tokio::test]
async fn a_layout_is_shown_applied_and_given_back() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    elena.choose_language("en");
    let mut pedro = Visitor::signed_in(&company, "pedro").await.at(company.other_node().await);
    pedro.choose_language("en");
    let before = pedro.get("/deals/new").await.text;
    let mut form = layout(&["amount", "stage"], &[("folded", "description"), ("folded", "name"), ("step", "show")]);
    let shown = elena.post("/kinds/deal/layout", &pairs(&form)).await;
    assert_eq!(shown.status.as_u16(), 200, "{}", shown.text);
    assert!(shown.text.contains("Money &amp; more"));
    assert_eq!(pedro.get("/deals/new").await.text.matches("<legend>").count(), before.matches("<legend>").count());
    form.retain(|(name, _)| name != "step");
    form.extend([("step".to_owned(), "apply".to_owned()), ("seen".to_owned(), seen(&shown.text))]);
    let applied = elena.post("/kinds/deal/layout", &pairs(&form)).await;
    assert!(applied.status.is_redirection(), "{} {}", applied.status, applied.text);

    let new = pedro.get("/deals/new").await.text;
    let at = |text: &str| new.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(at("Money &amp; more") < at("name=\"amount\"") && at("name=\"company\"") < at("Money &amp; more"));
    assert!(at("name=\"description\"") > at("data-folded"), "it is asked for");
    assert!(at("name=\"name\"") < at("data-folded"), "what must be filled in is not kept back");
    assert!(new.contains("name=\"expected_close\""), "what the layout does not name stays");
    let head = pedro.get("/deals").await.text;
    let head = &head[head.find("<thead").unwrap()..head.find("</thead>").unwrap()];
    let place = |text: &str| head.find(text).unwrap_or_else(|| panic!("{text} in {head}"));
    assert!(place("Amount") < place("Stage") && !head.contains("Expected close"));

    let ctx = company.ctx("elena").await;
    let files = &records::setup::current(&ctx).expect("the set-up").files;
    assert!(files["objects/deal.toml"].contains("folded") && files["locales/en.ftl"].contains("Money & more"));
    assert!(elena.post("/kinds/deal/layout/reset", &[]).await.status.is_redirection());
    let after = pedro.get("/deals/new").await.text;
    assert!(!after.contains("Money &amp; more") && !after.contains("data-folded"));
    let ctx = company.ctx("elena").await;
    assert!(records::setup::current(&ctx).expect("the set-up").files.is_empty(), "nothing of it is left");
}

#[tokio::test]
async fn a_folded_field_with_a_fault_or_a_value_is_in_sight() {
    let company = Company::told().await;
    let mut elena = Visitor::signed_in(&company, "elena").await;
    let mut form = layout(&["stage"], &[("folded", "amount"), ("step", "show")]);
    let shown = elena.post("/kinds/deal/layout", &pairs(&form)).await;
    form.retain(|(name, _)| name != "step");
    form.extend([("step".to_owned(), "apply".to_owned()), ("seen".to_owned(), seen(&shown.text))]);
    assert!(elena.post("/kinds/deal/layout", &pairs(&form)).await.status.is_redirection());
    let open = |page: &str| page.contains("data-folded open");
    assert!(!open(&elena.get("/deals/new").await.text));
    let faulty = elena.post("/deals", &[("name", "A"), ("amount", "lots"), ("amount.currency", "EUR")]).await;
    assert_eq!(faulty.status.as_u16(), 422);
    assert!(open(&faulty.text), "the fault is seen");
}
