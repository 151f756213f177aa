//! Rights through the public face: the matrix of the shipped roles, an independent oracle on random worlds, writes.

mod matrix;
mod oracle;
mod random;
mod writes;
