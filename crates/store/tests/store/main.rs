//! The store on both databases.

mod audit;
mod load;
mod sealed;
