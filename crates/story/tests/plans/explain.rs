//! Plans of statements as PostgreSQL makes them without looking at values, read from EXPLAIN's JSON.

use serde_json::Value;
use tokio_postgres::{Client, NoTls};

/// Tables that grow with the company.
const LARGE: [&str; 17] = [
    "companies",
    "contacts",
    "deals",
    "deal_lines",
    "orders",
    "order_lines",
    "payments",
    "activities",
    "tasks",
    "documents",
    "tickets",
    "candor_search",
    "candor_history",
    "candor_stays",
    "candor_evidence",
    "candor_leaves",
    "candor_batch_rows",
];

/// A statement as it was run.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asked {
    pub sql: String,
    /// Of its places, in order.
    pub types: String,
}

pub struct Explainer(Client);

impl Explainer {
    /// A connection in the schema that the address names, which plans for any value and shuns full scans.
    pub async fn connect(url: &str) -> Self {
        let (plain, schema) = url.split_once("?schema=").expect("a schema");
        let (client, connection) = tokio_postgres::connect(plain, NoTls).await.expect("the server");
        tokio::spawn(connection);
        let explainer = Self(client);
        explainer.run(&format!("SET search_path = {schema}, public; ANALYZE")).await;
        explainer.run("SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET jit = off").await;
        explainer
    }

    pub async fn run(&self, sql: &str) {
        self.0.batch_execute(sql).await.unwrap_or_else(|error| panic!("{error:?} in: {sql}"));
    }

    /// The nodes of the plan that read a large table from end to end, because no index serves them.
    pub async fn full_reads(&self, asked: &Asked) -> Vec<String> {
        let Asked { sql, types } = asked;
        let typed = if types.is_empty() { String::new() } else { format!("({types})") };
        self.run(&format!("PREPARE asked {typed} AS {sql}")).await;
        let nothing: Vec<&str> = types.split(", ").filter(|name| !name.is_empty()).map(|_| "NULL").collect();
        let values = if nothing.is_empty() { String::new() } else { format!("({})", nothing.join(", ")) };
        let explain = format!("EXPLAIN (FORMAT JSON) EXECUTE asked{values}");
        let messages = self.0.simple_query(&explain).await.unwrap_or_else(|error| panic!("{error:?} in: {sql}"));
        let text: String = messages
            .iter()
            .filter_map(|message| match message {
                tokio_postgres::SimpleQueryMessage::Row(row) => row.get(0),
                _ => None,
            })
            .collect();
        self.run("DEALLOCATE asked").await;
        let plan: Value = serde_json::from_str(&text).expect("a plan");
        let mut found = Vec::new();
        look(&plan[0]["Plan"], &mut found);
        found
    }
}

fn look(node: &Value, found: &mut Vec<String>) {
    let table = node["Relation Name"].as_str().unwrap_or_default();
    if node["Node Type"] == "Seq Scan" && LARGE.contains(&table) {
        found.push(format!("Seq Scan on {table}"));
    }
    for part in node["Plans"].as_array().into_iter().flatten() {
        look(part, found);
    }
}
