use crate::{StoreError, engine::Engine};
use catalogue::Catalogue;
use std::path::Path;
pub(crate) async fn read(_e: &dyn Engine, _c: &Catalogue, _f: &Path) -> Result<(), StoreError> {
    Err(StoreError::Internal("to come".into()))
}
