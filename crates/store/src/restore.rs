use std::path::Path;
use catalogue::Catalogue;
use crate::{StoreError, engine::Engine};
pub(crate) async fn read(_e: &dyn Engine, _c: &Catalogue, _f: &Path) -> Result<(), StoreError> { Err(StoreError::Internal("to come".into())) }
