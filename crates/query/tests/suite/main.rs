//! The language through its public face.

mod language;
mod shipped;
mod world;
