//! The address, and what is refused at the start.

use deadpool_postgres::{Object, PoolError};
use tokio_postgres::Config;

use super::{chain, fault};
use crate::StoreError;
use crate::dialect::quoted;

/// Milliseconds that a read may take.
const TIME_OUT: u32 = 2_000;
const LEAST_VERSION: i32 = 130_000;
/// Any number, the same in all of our processes: only one of them makes the extension at a time.
const EXTENSION_LOCK: i64 = 0x6361_6e64_6f72;

/// A database address with the parts that are ours taken out.
pub(super) struct Address {
    plain: String,
    pub schema: String,
    allow_superuser: bool,
}

impl Address {
    pub fn read(url: &str) -> Result<Self, StoreError> {
        let (plain, asked) = url.split_once('?').unwrap_or((url, ""));
        let mut address = Self { plain: plain.to_owned(), schema: "public".into(), allow_superuser: false };
        let mut others = Vec::new();
        for part in asked.split('&').filter(|part| !part.is_empty()) {
            match part.split_once('=') {
                Some(("schema", name)) => name.clone_into(&mut address.schema),
                Some(("allow_superuser", flag)) => address.allow_superuser = flag == "1",
                _ => others.push(part),
            }
        }
        if !others.is_empty() {
            address.plain = format!("{plain}?{}", others.join("&"));
        }
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if address.schema.is_empty() || address.schema.len() > 60 || !address.schema.chars().all(good) {
            return Err(StoreError::Refused(
                "The schema's name may have small Latin letters, digits and _, up to 60 of them.".into(),
            ));
        }
        Ok(address)
    }

    pub fn config(&self) -> Result<Config, StoreError> {
        let mut config: Config = self.plain.parse().map_err(|e: tokio_postgres::Error| {
            StoreError::Refused(format!(
                "The database address cannot be read ({}). Write postgres://USER@HOST/DATABASE.",
                chain(&e)
            ))
        })?;
        let path = if self.schema == "public" { "public".to_owned() } else { format!("{},public", self.schema) };
        config.options(format!(
            "-c search_path={path} -c statement_timeout={TIME_OUT} -c client_min_messages=warning -c timezone=UTC"
        ));
        config.application_name("candor");
        Ok(config)
    }
}

pub(super) fn cannot_connect(error: &PoolError) -> StoreError {
    StoreError::Refused(format!(
        "PostgreSQL cannot be reached ({}). Check the address, that the server runs, and the user's right to connect.",
        chain(error)
    ))
}

/// Durability must be on, and the role must not be one for which rights do not count.
pub(super) async fn check(client: &Object, address: &Address) -> Result<(), StoreError> {
    let row = client
        .query_typed(
            "SELECT current_setting('server_version_num')::int4, current_setting('fsync'), \
             current_setting('synchronous_commit'), current_setting('server_encoding'), r.rolsuper, r.rolbypassrls \
             FROM pg_roles r WHERE r.rolname = current_user",
            &[],
        )
        .await
        .map_err(|e| fault(&e))?
        .into_iter()
        .next()
        .ok_or_else(|| StoreError::Internal("the current role is not there".into()))?;
    let refuse = |text: &str| Err(StoreError::Refused(text.to_owned()));
    if row.get::<_, i32>(0) < LEAST_VERSION {
        return refuse("PostgreSQL is older than 13. Use a newer one.");
    }
    if row.get::<_, &str>(1) != "on" {
        return refuse("PostgreSQL runs with fsync=off and can lose what was saved. Set fsync=on and restart it.");
    }
    if matches!(row.get::<_, &str>(2), "off" | "local") {
        return refuse("PostgreSQL answers before a change is durable. Set synchronous_commit=on.");
    }
    if row.get::<_, &str>(3) != "UTF8" {
        return refuse("The database is not in UTF8. Create one with ENCODING 'UTF8'.");
    }
    if (row.get(4) || row.get(5)) && !address.allow_superuser {
        return refuse(
            "The database role is a superuser or passes by row security. Use a role without these rights that owns the database, \
             or add allow_superuser=1 to the address.",
        );
    }
    Ok(())
}

/// Whether our schema is there: without it every name would be looked up in `public`, where another company may be.
pub(super) async fn has_schema(client: &Object, address: &Address) -> Result<bool, StoreError> {
    let text = tokio_postgres::types::Type::TEXT;
    let found = client.query_typed("SELECT 1 FROM pg_namespace WHERE nspname = $1", &[(&address.schema, text)]).await;
    Ok(!found.map_err(|e| fault(&e))?.is_empty())
}

/// Our schema, and the extension that search needs.
pub(super) async fn make_schema(client: &Object, address: &Address) -> Result<(), StoreError> {
    let schema = quoted(&address.schema);
    let statements = format!(
        "BEGIN; SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock({EXTENSION_LOCK}); \
         CREATE SCHEMA IF NOT EXISTS {schema}; CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public; COMMIT"
    );
    let made = client.batch_execute(&statements).await;
    if let Err(e) = made {
        client.batch_execute("ROLLBACK").await.map_err(|e| fault(&e))?;
        return Err(StoreError::Refused(format!(
            "The schema {} or the extension pg_trgm cannot be made ({}). As the database's owner run: CREATE SCHEMA {schema}; \
             CREATE EXTENSION pg_trgm;",
            address.schema,
            chain(&e)
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_parts_are_taken_out_of_the_address() {
        let address = Address::read("postgres://a@h/b?schema=one&connect_timeout=3&allow_superuser=1").unwrap();
        assert_eq!((&*address.plain, &*address.schema), ("postgres://a@h/b?connect_timeout=3", "one"));
        assert!(address.allow_superuser);
        assert_eq!(Address::read("postgres://a@h/b").unwrap().schema, "public");
        for bad in ["", "a b", "x;y", "Ё", "A"] {
            assert!(Address::read(&format!("postgres://a@h/b?schema={bad}")).is_err(), "{bad}");
        }
    }
}
