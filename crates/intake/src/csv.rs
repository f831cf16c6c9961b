//! Text files: which encoding, then records. A tokenizer of its own instead of the `csv` crate's, because a row
//! here has a number as spreadsheets count it (blank rows count), a bounded length (an unclosed quotation mark
//! would otherwise swallow the file) and fields that borrow from the buffer.

pub(crate) mod bytes;
pub(crate) mod records;
pub(crate) mod survey;
