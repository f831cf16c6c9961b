//! Where the rows go: CSV files in a folder, or bytes in memory. A file is begun with its first row, so that no file
//! of nothing but a header is left behind.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::rows::{Kind, Row};

/// Why nothing more could be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder or file refused the bytes.
    #[error("cannot write {file}: {source}")]
    Write {
        /// Which file.
        file: String,
        /// What the system says.
        source: io::Error,
    },
    /// A table shipped with the generator cannot be read.
    #[error("the shipped table {file} cannot be read: {reason}")]
    Table {
        /// Which table.
        file: &'static str,
        /// What is wrong with it.
        reason: String,
    },
}

/// Gives each kind of file a place to be written to.
pub trait Sink {
    /// What bytes are written to.
    type Out: Write;
    /// Begins the file of one kind.
    fn open(&mut self, kind: Kind) -> io::Result<Self::Out>;
}

/// A folder with one CSV file of each kind.
pub struct Folder(PathBuf);

impl Folder {
    /// Creates the folder if it is not there.
    pub fn create(path: &Path) -> Result<Self, Error> {
        std::fs::create_dir_all(path).map_err(|source| Error::Write {
            file: path.display().to_string(),
            source,
        })?;
        Ok(Self(path.to_owned()))
    }
}

impl Sink for Folder {
    type Out = BufWriter<File>;
    fn open(&mut self, kind: Kind) -> io::Result<Self::Out> {
        File::create(self.0.join(format!("{}.csv", kind.name())))
            .map(|file| BufWriter::with_capacity(1 << 16, file))
    }
}

/// Bytes in memory.
pub struct Memory;

impl Sink for Memory {
    type Out = Vec<u8>;
    fn open(&mut self, _: Kind) -> io::Result<Self::Out> {
        Ok(Vec::new())
    }
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written<O> {
    /// Its kind.
    pub kind: Kind,
    /// Rows without the header.
    pub rows: u64,
    /// Where its bytes went.
    pub out: O,
}

/// All files of a municipality being written.
pub(crate) struct Files<S: Sink> {
    sink: S,
    open: [Option<(csv::Writer<S::Out>, u64)>; Kind::ALL.len()],
}

impl<S: Sink> Files<S> {
    pub(crate) fn new(sink: S) -> Self {
        Self {
            sink,
            open: [const { None }; Kind::ALL.len()],
        }
    }

    pub(crate) fn put<R: Row>(&mut self, row: &R) -> Result<(), Error> {
        let slot = &mut self.open[R::KIND as usize];
        let (writer, rows) = match slot {
            Some(open) => open,
            None => slot.insert((
                csv::Writer::from_writer(self.sink.open(R::KIND).map_err(failed(R::KIND))?),
                0,
            )),
        };
        *rows += 1;
        writer
            .serialize(row)
            .map_err(|error| failed(R::KIND)(io::Error::other(error)))
    }

    /// Everything written, in the order in which it can be loaded.
    pub(crate) fn finish(self) -> Result<Vec<Written<S::Out>>, Error> {
        let mut done = Vec::new();
        for (kind, open) in Kind::ALL.into_iter().zip(self.open) {
            if let Some((writer, rows)) = open {
                let mut out = writer.into_inner().map_err(|error| {
                    failed(kind)(io::Error::new(error.error().kind(), error.error().to_string()))
                })?;
                out.flush().map_err(failed(kind))?;
                done.push(Written { kind, rows, out });
            }
        }
        Ok(done)
    }
}

fn failed(kind: Kind) -> impl Fn(io::Error) -> Error {
    move |source| Error::Write {
        file: format!("{}.csv", kind.name()),
        source,
    }
}
