use crate::{StoreError, engine::Engine};
use catalogue::Catalogue;
use std::path::Path;
pub(crate) async fn write(_e: &dyn Engine, _c: &Catalogue, _to: &Path) -> Result<(), StoreError> {
    Err(StoreError::Internal("to come".into()))
}
pub(crate) async fn digest(_e: &dyn Engine, _c: &Catalogue) -> Result<String, StoreError> {
    Err(StoreError::Internal("to come".into()))
}
