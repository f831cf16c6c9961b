//! The documents that are made from the rules.

mod rules;
