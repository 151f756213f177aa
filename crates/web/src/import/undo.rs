//! Takes a whole import back, after asking.

use axum::extract::Path;
use maud::html;
use ui::parts::confirm_page;

use super::{batch, refused};
use crate::error::Answer;
use crate::flash::Saying;
use crate::visitor::Visitor;

pub async fn ask_undo(visitor: Visitor, Path(name): Path<String>) -> Answer {
    let kept = records::bulk::batch(&visitor.ctx, batch::id(&name)?).await?;
    let address = format!("/import/{}", kept.id);
    let reader = &visitor.reader;
    let body = confirm_page(
        reader,
        &reader.text("import-undo-title"),
        &reader.text("import-undo-text"),
        &format!("{address}/undo"),
        &html! { p.strong { (batch::file_names(&kept).join(", ")) } },
        &reader.text("import-undo-confirm"),
        &address,
    );
    Ok(visitor.page(&reader.text("import-undo-title"), &body))
}

pub async fn undo_import(visitor: Visitor, Path(name): Path<String>) -> Answer {
    let id = batch::id(&name)?;
    let undone = intake::undo(&visitor.ctx, id).await.map_err(refused)?;
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let counts = [
        ("removed", number(undone.removed).into()),
        ("put_back", number(undone.put_back).into()),
        ("left", number(undone.left).into()),
    ];
    let said = visitor.reader.text_with("import-undone", &counts);
    let saying = if undone.left == 0 { Saying::done(said) } else { Saying::refused(said) };
    Ok(visitor.go_saying(&format!("/import/{id}"), saying))
}
