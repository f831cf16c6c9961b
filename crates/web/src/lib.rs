//! Routes, forms and pages: what a browser sees of Balsts. Rules live in `balsts-domain`, decisions in `balsts-app`;
//! this crate turns requests into commands and answers into pages of the interface kit.

pub mod assets;
pub mod kit;
pub mod texts;
