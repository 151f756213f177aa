//! No statement of the gate is left without any index on PostgreSQL: each is explained with full scans made as dear as the planner
//! knows, so that one shows only where there is no index to walk. It does not show that the best index is there: without that of a
//! reference this small company's planner walks another one from end to end, which counts as served.
#![expect(clippy::expect_used, clippy::panic, reason = "a test whose ground is missing must fail loudly")]

mod asks;
mod explain;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use catalogue::Catalogue;
use records::{Clock, Ctx, Gate};
use store::Store;
use tracing::field::{Field, Visit};
use tracing_subscriber::layer::{Context, SubscriberExt as _};

use asks::{Answered, ask_everything};
use explain::{Asked, Explainer};

/// Statements as they are run, each with the types of its places, from the store's own trace.
#[derive(Clone, Default)]
struct Statements(Arc<Mutex<BTreeSet<Asked>>>);

impl<S: tracing::Subscriber> tracing_subscriber::Layer<S> for Statements {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let mut asked = Read::default();
        event.record(&mut asked);
        if !asked.0.sql.is_empty() {
            self.0.lock().expect("a lock").insert(asked.0);
        }
    }
}

#[derive(Default)]
struct Read(Asked);

impl Visit for Read {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "sql" => value.clone_into(&mut self.0.sql),
            "types" => value.clone_into(&mut self.0.types),
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_question_is_left_without_an_index() {
    let statements = Statements::default();
    let subscriber = tracing_subscriber::registry().with(statements.clone());
    tracing::subscriber::set_global_default(subscriber).expect("the first");
    let url = tokio::task::spawn_blocking(pgtest::fresh_url).await.expect("a thread").expect("a server");
    let store = Store::open(&url, Catalogue::shipped()).await.expect("a database");
    let gate = Gate::open(store, Clock::system()).await.expect("a gate");
    story::tell(&gate, story::plan(1, gate.clock.now(), story::Length::Short)).await.expect("the story");
    statements.0.lock().expect("a lock").clear();
    for (who, least) in [("elena", 200), ("marta", 150), ("pedro", 100)] {
        let principal = guard::principal::principal_by_email(&gate, &format!("{who}@vidal.example")).await;
        let ctx = Ctx::person(&gate, Arc::new(principal.expect("a person")), "page", "", "");
        let mut answered = Answered::default();
        ask_everything(&ctx, &mut answered).await;
        assert!(answered.0 >= least, "{who} was answered only {} times", answered.0);
    }
    let asked: Vec<Asked> = statements.0.lock().expect("a lock").iter().cloned().collect();
    assert!(asked.len() > 150, "only {} statements were seen", asked.len());

    let explainer = Explainer::connect(&url).await;
    let mut bad = Vec::new();
    for one in &asked {
        let found = explainer.full_reads(one).await;
        if !found.is_empty() {
            bad.push(format!("{}\n  {}", found.join("; "), one.sql));
        }
    }
    assert!(bad.is_empty(), "{} of {} statements read all:\n{}", bad.len(), asked.len(), bad.join("\n"));

    // The sabotage: without its indexes for reading the table of deals is read from end to end.
    let drop_all = "DO $$ DECLARE name text; BEGIN
        FOR name IN SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 'deals'::regclass AND NOT indisunique LOOP
            EXECUTE 'DROP INDEX ' || name;
        END LOOP; END $$";
    explainer.run(drop_all).await;
    let mut caught = false;
    for one in &asked {
        caught |= explainer.full_reads(one).await.iter().any(|line| line == "Seq Scan on deals");
    }
    assert!(caught, "a missing index was not found");
}
