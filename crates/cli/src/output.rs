//! What the program prints. `println!` panics when the reader goes away (`balsts assess | head`); here what nobody reads any more is not
//! missed, and the command goes on to its end and its exit code.

use std::{
    fmt,
    io::{ErrorKind, Write},
};

use crate::failure::Failure;

fn unless_gone(written: std::io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// Writes bytes to standard output.
pub fn bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    unless_gone(out.write_all(bytes).and_then(|()| out.flush()))
}

/// Writes to standard output.
pub fn out(text: fmt::Arguments<'_>) -> Result<(), Failure> {
    bytes(text.to_string().as_bytes())
}

/// Writes a line to standard error.
pub fn err(text: fmt::Arguments<'_>) {
    // There is no other place to say that it cannot be said.
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// `println!` for a reader who may go away.
macro_rules! outln {
    ($($arg:tt)*) => { $crate::output::out(format_args!("{}\n", format_args!($($arg)*))) };
}

/// `eprintln!` for a reader who may go away.
macro_rules! errln {
    ($($arg:tt)*) => { $crate::output::err(format_args!($($arg)*)) };
}

pub(crate) use {errln, outln};
