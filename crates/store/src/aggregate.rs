use catalogue::Catalogue;
use query::{Aggregate, Group, Scoped};
use crate::{StoreError, engine::Engine};
pub(crate) async fn run(_e: &dyn Engine, _c: &Catalogue, _a: &Scoped<Aggregate>) -> Result<Vec<Group>, StoreError> { Err(StoreError::Internal("to come".into())) }
