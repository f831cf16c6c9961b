//! Workbooks: the archive is looked through before anything of it is believed, then cells are read one by one.
//! Nothing is sized by what the file says about itself: one cell at XFD1048576 costs one cell.

pub(crate) mod guard;
pub(crate) mod merged;
pub(crate) mod rows;
pub(crate) mod sheets;
