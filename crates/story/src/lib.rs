//! The seed company: one story, used by the demo, the tests and the screenshots.
