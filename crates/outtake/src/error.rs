//! Why a file was not written.

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum OuttakeError {
    /// The gate gave no more rows.
    #[error("the rows could not be read")]
    Records(#[from] records::Error),
    /// The file could not be written.
    #[error("the file could not be written")]
    File(#[from] std::io::Error),
    /// The spreadsheet could not be put together.
    #[error("the spreadsheet could not be written")]
    Sheet(#[from] rust_xlsxwriter::XlsxError),
}

impl From<csv::Error> for OuttakeError {
    fn from(error: csv::Error) -> Self {
        Self::File(error.into())
    }
}
