//! The language through its public face.

mod language;
mod meaning;
mod plain;
mod random;
mod random_text;
mod shipped;
mod world;
