//! `GET /look`: tokens and components of the pages, for whoever builds or changes them. Not in the menu: nobody sells with it.

use ui::{Fields, look};

use crate::error::{Answer, Error};
use crate::visitor::Visitor;

/// What the samples are of.
const SAMPLE: &str = "deal";

pub async fn show_look(visitor: Visitor) -> Answer {
    records::rights::need_set_up(&visitor.ctx)?;
    let catalogue = &visitor.ctx.gate.catalogue;
    let object = catalogue.object(SAMPLE).ok_or(Error::NOT_FOUND)?;
    let fields = Fields { reader: &visitor.reader, catalogue, object };
    Ok(visitor.page(&visitor.text("look-title"), &look::look(&fields)))
}
