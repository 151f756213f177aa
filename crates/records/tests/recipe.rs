//! The recipes of CONTRIBUTING.md, followed to the letter: what they say is enough, and it is few files.
#![expect(clippy::expect_used, clippy::panic, reason = "a test whose ground is missing must fail loudly")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catalogue::words::{Shipped, disagreements};
use catalogue::{Catalogue, Value};
use records::figures::{FiguresAsk, figures};
use records::{Clock, Ctx, Draft, Gate, ListAsk, create, list};

/// The files of the product, as somebody edits them.
struct Desk {
    catalogue: BTreeMap<String, String>,
    words: Vec<Shipped>,
    touched: BTreeSet<String>,
}

impl Desk {
    fn new() -> Self {
        let catalogue = catalogue::shipped_files().into_iter().collect();
        Self { catalogue, words: catalogue::words::shipped_files(), touched: BTreeSet::new() }
    }

    fn edit(&mut self, path: &str, change: impl FnOnce(&str) -> String) {
        let text = self.catalogue.entry(path.to_owned()).or_default();
        *text = change(text);
        self.touched.insert(path.to_owned());
    }

    /// One line a language, or several.
    fn say(&mut self, name: &str, lines: &str) {
        for lang in ["en", "es", "ru"] {
            let path = format!("{lang}/{name}");
            match self.words.iter_mut().find(|file| file.path == path) {
                Some(file) => file.text.push_str(lines),
                None => self.words.push(Shipped { path: path.clone(), text: lines.to_owned() }),
            }
            self.touched.insert(path);
        }
    }

    /// Catalogue and words hold, each against the other; no more than seven files were touched.
    fn holds(&self) -> Arc<Catalogue> {
        let files: Vec<(&String, &String)> = self.catalogue.iter().collect();
        let catalogue = catalogue::load(&files).unwrap_or_else(|faults| panic!("{faults:#?}"));
        assert_eq!(query::faults_of(&catalogue), []);
        let told: Vec<String> = disagreements(&catalogue, &self.words).iter().map(ToString::to_string).collect();
        assert_eq!(told, [""; 0]);
        assert!(self.touched.len() <= 7, "{} files: {:?}", self.touched.len(), self.touched);
        Arc::new(catalogue)
    }
}

async fn company(catalogue: Arc<Catalogue>, folder: &tempfile::TempDir) -> Gate {
    let url = format!("sqlite:{}", folder.path().join("recipe.db").display());
    let store = store::Store::open(&url, catalogue).await.expect("its tables follow");
    Gate::open(store, Clock::system()).await.expect("a gate")
}

#[tokio::test]
async fn a_field_is_one_table_and_a_line_a_language() {
    let mut desk = Desk::new();
    desk.edit("catalogue/objects/deal.toml", |text| {
        let text =
            text.replacen("[fields.amount]", "[fields.region]\ntype = \"text\"\nsearch = true\n\n[fields.amount]", 1);
        text.replacen("fields = [\"name\", ", "fields = [\"name\", \"region\", ", 1)
    });
    desk.say("objects/deal.ftl", "\ndeal-f-region = Region\n");
    let catalogue = desk.holds();
    assert_eq!(desk.touched.len(), 4);
    let folder = tempfile::tempdir().expect("a folder");
    let gate = company(catalogue, &folder).await;
    let ctx = Ctx::system(&gate, "a recipe");
    let client = create::create(&ctx, "company", Draft::default().with("name", "Acme"), None).await.expect("a client");
    let deal =
        Draft::default().with("name", "Ploughs").with("region", "Norte").with_value("company", Value::Ref(client.id));
    create::create(&ctx, "deal", deal, None).await.expect("the form takes it");
    let ask = ListAsk { object: "deal".into(), filter: Some("region == \"norte\"".into()), ..ListAsk::default() };
    assert_eq!(list::count(&ctx, &ask).await.expect("the filter knows it"), 1);
    assert_eq!(records::search::search(&ctx, "nort", 5).await.expect("the search finds it").len(), 1);
}

#[tokio::test]
async fn an_object_is_one_file_its_words_and_its_rights() {
    let mut desk = Desk::new();
    desk.edit("catalogue/objects/garage.toml", |_| {
        let fields = "[fields.name]\ntype = \"text\"\nrequired = true\nsearch = true\n[fields.client]\ntype = \"reference\"\nto = \"company\"\n";
        let views = "[measures.count]\ncount = true\n[list]\ncolumns = [\"name\", \"client\"]\nsort = [\"name\"]\n";
        let card = "[card]\nsections = [{ name = \"main\", fields = [\"name\", \"client\"] }]\n";
        format!("title = \"{{name}}\"\nvisible = \"owned\"\nicon = \"home\"\nmenu = true\n{fields}{views}{card}")
    });
    desk.edit("catalogue/roles/seller.toml", |text| {
        format!("{text}\n[[grants]]\nobject = \"garage\"\nactions = [\"read\", \"create\"]\nscope = \"own\"\n")
    });
    let words = "garage = Garage\ngarage-plural = Garages\ngarage-f-name = Name\ngarage-f-client = Client\ngarage-m-count = Garages\ngarage-c-main = Garage\n";
    desk.say("objects/garage.ftl", words);
    let catalogue = desk.holds();
    assert_eq!(desk.touched.len(), 5);
    let folder = tempfile::tempdir().expect("a folder");
    let gate = company(catalogue, &folder).await;
    let ctx = Ctx::system(&gate, "a recipe");
    create::create(&ctx, "garage", Draft::default().with("name", "Norte"), None).await.expect("a garage");
    let ask = ListAsk { object: "garages".into(), count: records::Counting::Exact, ..ListAsk::default() };
    assert_eq!(list::list(&ctx, &ask).await.expect("its list").total, Some(1));
    assert!(gate.catalogue.objects["company"].relations.contains_key("garages"), "clients list theirs");
}

#[tokio::test]
async fn a_figure_is_one_table_and_a_line_a_language() {
    let mut desk = Desk::new();
    desk.edit("catalogue/objects/deal.toml", |text| {
        let measure = "[measures.small_amount]\nsum = \"amount\"\nwhere = 'amount < 100'\nunit = \"money\"\n";
        text.replacen("[measures.count]", &format!("{measure}[measures.count]"), 1)
    });
    desk.say("objects/deal.ftl", "\ndeal-m-small_amount = Small change\n");
    let catalogue = desk.holds();
    assert_eq!(desk.touched.len(), 4);
    let folder = tempfile::tempdir().expect("a folder");
    let gate = company(catalogue, &folder).await;
    let ctx = Ctx::system(&gate, "a recipe");
    let client = create::create(&ctx, "company", Draft::default().with("name", "Acme"), None).await.expect("a client");
    for amount in ["5", "7", "700"] {
        let deal =
            Draft::default().with("name", amount).with("amount", amount).with_value("company", Value::Ref(client.id));
        create::create(&ctx, "deal", deal, None).await.expect("a deal");
    }
    let ask = FiguresAsk { object: "deal".into(), measures: vec!["small_amount".into()], ..FiguresAsk::default() };
    let answer = figures(&ctx, &ask).await.expect("the figure");
    let minor = |value: &Value| match value {
        Value::Money(money) => Some(money.minor),
        Value::Moneys(amounts) => amounts.first().map(|money| money.minor),
        _ => None,
    };
    assert_eq!(answer.total.first().and_then(minor), Some(1_200));
    assert_eq!(answer.measures[0].filter.as_deref(), Some("amount < 100"), "the way down to its records");
}
