//! How long a file and a function may be: a file over 600 lines fails, one over 400 and a function over 60 ask for a look.

use crate::fault::Fault;
use crate::rust::{Kind, pieces};
use crate::tree::{File, Tree};

const FILE_FAILS: usize = 600;
const FILE_LOOK: usize = 400;
const FUNCTION_LOOK: usize = 60;

pub fn check(tree: &Tree) -> Vec<Fault> {
    tree.with_ending(&["rs", "ts", "css", "mjs", "sh"]).flat_map(check_file).collect()
}

fn check_file(file: &File) -> Vec<Fault> {
    let lines = file.text.lines().count();
    let mut faults = Vec::new();
    if lines > FILE_FAILS {
        faults.push(Fault::new(
            &file.path,
            1,
            format!("{lines} lines, {FILE_FAILS} are the end: part it by what it does"),
        ));
    } else if lines > FILE_LOOK {
        faults.push(Fault::look(&file.path, 1, format!("{lines} lines: does it do more than one thing?")));
    }
    if file.ending() == "rs" {
        faults.extend(long_functions(file));
    }
    faults
}

fn long_functions(file: &File) -> Vec<Fault> {
    let lines = code_lines(&file.text);
    let begins = |line: &str| {
        line.split_whitespace().take_while(|word| !word.contains('(')).any(|word| word == "fn")
            || line.trim_start().starts_with("fn ")
    };
    let mut faults = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if !begins(line) {
            continue;
        }
        let length = body_length(&lines[index..]);
        if length > FUNCTION_LOOK {
            let text = format!("a function of {length} lines: name its steps as functions of their own");
            faults.push(Fault::look(&file.path, index + 1, text));
        }
    }
    faults
}

/// The lines of the file with everything that is not code left out.
fn code_lines(text: &str) -> Vec<String> {
    let mut lines = vec![String::new(); text.lines().count() + 1];
    for piece in pieces(text).iter().filter(|piece| piece.kind == Kind::Code) {
        for (index, part) in piece.text.split('\n').enumerate() {
            if let Some(line) = lines.get_mut(piece.line - 1 + index) {
                line.push_str(part);
            }
        }
    }
    lines
}

/// Lines until the braces opened here are closed; 0 for a declaration without a body.
fn body_length(lines: &[String]) -> usize {
    let mut depth = 0_usize;
    for (index, line) in lines.iter().enumerate() {
        for c in line.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                ';' if depth == 0 => return 0,
                _ => continue,
            }
            if depth == 0 {
                return index + 1;
            }
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::fault::Weight;
    use crate::tree::Tree;

    #[test]
    fn a_file_of_601_lines_fails_and_one_of_600_does_not() {
        let long = "//\n".repeat(601);
        let tree = Tree::of(&[
            ("crates/a/src/long.rs", &long),
            ("islands/src/fits.ts", &long[3..]),
            ("locales/en/all.ftl", &long),
        ]);
        let found: Vec<(Weight, String)> = check(&tree).into_iter().map(|fault| (fault.weight, fault.file)).collect();
        assert_eq!(
            found,
            [(Weight::Fault, "crates/a/src/long.rs".to_owned()), (Weight::Look, "islands/src/fits.ts".to_owned())]
        );
    }

    #[test]
    fn a_long_function_asks_for_a_look() {
        let body = "    step(\"}\");\n".repeat(60);
        let text = format!("fn short() {{}}\npub async fn long() {{\n{body}}}\n");
        let found = check(&Tree::of(&[("crates/a/src/lib.rs", &text)]));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].line, found[0].weight), (2, Weight::Look));
    }
}
