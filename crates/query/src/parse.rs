//! From text to the parser's own tree, with the place of every part. Macros (`exists`, `filter`...) stay as they are
//! written: this language gives them its own meaning.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use cel::common::ast::{CallExpr, Expr as Part, IdedExpr, SelectExpr, SourceInfo};
use cel::parser::ParseErrors;

use crate::QueryFault;
use crate::fault::position;
use crate::scan::{MAX_DEPTH, MAX_NODES, scan};

/// A parsed text.
pub(crate) struct Parsed {
    pub root: IdedExpr,
    source: SourceInfo,
}

impl Parsed {
    /// Where a part stands. For a chain `a.b` that is its last name.
    pub fn place(&self, part: &IdedExpr) -> Option<(u32, u32)> {
        let start = self.start(part)?;
        let text = &self.source.source;
        let named = matches!(part.expr, Part::Select(_)) && text.get(start..)?.starts_with('.');
        position(text, if named { start + 1 } else { start })
    }

    /// The source text from where the part starts.
    pub fn from(&self, part: &IdedExpr) -> Option<&str> {
        self.source.source.get(self.start(part)?..)
    }

    fn start(&self, part: &IdedExpr) -> Option<usize> {
        usize::try_from(self.source.offset_for(part.id)?.0).ok()
    }
}

/// The parser goes this deep on the caller's own stack. It takes up to 200 kB for a bracket in an unoptimised build
/// (measured), and a worker thread has 2 MB.
const SHALLOW: usize = 6;

/// Enough for `MAX_DEPTH` brackets; only what is touched of it is ever used.
const STACK: usize = 48 * 1024 * 1024;

/// Parsed texts by themselves: what a text parses to depends on nothing else, and a parse costs a hundred times a look.
static KNOWN: LazyLock<RwLock<HashMap<Box<str>, Arc<Parsed>>>> = LazyLock::new(RwLock::default);
/// How many are kept; then all are forgotten. The catalogue's own texts are fewer.
const KEPT: usize = 2_048;
/// Bytes of the longest text that is kept.
const SHORT: usize = 400;

/// Parses the text, within the limits, or remembers it.
pub(crate) fn parse(text: &str) -> Result<Arc<Parsed>, Vec<QueryFault>> {
    if let Some(parsed) = KNOWN.read().unwrap_or_else(PoisonError::into_inner).get(text) {
        return Ok(Arc::clone(parsed));
    }
    let parsed = Arc::new(parse_new(text)?);
    if text.len() <= SHORT {
        let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= KEPT {
            known.clear();
        }
        known.insert(text.into(), Arc::clone(&parsed));
    }
    Ok(parsed)
}

fn parse_new(text: &str) -> Result<Parsed, Vec<QueryFault>> {
    let deepest = scan(text).map_err(|fault| vec![fault])?;
    let (root, source) = if deepest <= SHALLOW { parts(text) } else { apart(text) }?;
    let mut nodes = 0;
    if depth(&root, &mut nodes) > MAX_DEPTH {
        return Err(too_deep());
    }
    if nodes > MAX_NODES {
        return Err(vec![QueryFault::new(None, "query-too-large", [("limit", MAX_NODES.to_string())])]);
    }
    Ok(Parsed { root, source })
}

fn parts(text: &str) -> Result<(IdedExpr, SourceInfo), Vec<QueryFault>> {
    let parser = cel::Env::default().parser();
    parser.parse_with_source_info(text).map_err(|errors| syntax(text, &errors))
}

/// On a stack of its own, whatever the caller's is.
fn apart(text: &str) -> Result<(IdedExpr, SourceInfo), Vec<QueryFault>> {
    std::thread::scope(|scope| {
        let parsing = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || parts(text));
        parsing.map_err(|_| too_deep())?.join().map_err(|_| too_deep())?
    })
}

fn too_deep() -> Vec<QueryFault> {
    vec![QueryFault::new(None, "query-too-deep", [("limit", MAX_DEPTH.to_string())])]
}

/// The first syntax error: the ones behind it are mostly its echo.
fn syntax(text: &str, errors: &ParseErrors) -> Vec<QueryFault> {
    let Some(error) = errors.errors.first() else { return vec![QueryFault::new(None, "query-syntax", [])] };
    let place = |n: isize| u32::try_from(n).ok().filter(|n| *n > 0);
    let at = place(error.pos.0).zip(place(error.pos.1));
    let near = at.map_or_else(String::new, |(line, column)| {
        let skip = |n: u32| usize::try_from(n).unwrap_or_default().saturating_sub(1);
        let line = text.lines().nth(skip(line)).unwrap_or_default();
        line.chars().skip(skip(column)).take(20).collect()
    });
    let key = if near.trim().is_empty() { "query-syntax-end" } else { "query-syntax" };
    vec![QueryFault::new(at, key, [("near", near)])]
}

/// The depth below this part, counting all parts on the way.
fn depth(part: &IdedExpr, nodes: &mut usize) -> usize {
    *nodes += 1;
    let deepest = match &part.expr {
        Part::Call(CallExpr { target, args, .. }) => {
            target.iter().map(|t| &**t).chain(args).map(|p| depth(p, nodes)).max()
        }
        Part::Select(SelectExpr { operand, .. }) => Some(depth(operand, nodes)),
        Part::List(list) => list.elements.iter().map(|p| depth(p, nodes)).max(),
        _ => None,
    };
    1 + deepest.unwrap_or(0)
}
