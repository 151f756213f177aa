//! Builds the crate anew when a file of the catalogue or of the words is added or taken away, not only when one changes.

fn main() {
    println!("cargo::rerun-if-changed=../../catalogue");
    println!("cargo::rerun-if-changed=../../locales");
}
