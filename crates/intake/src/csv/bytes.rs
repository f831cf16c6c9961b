//! The bytes of a text file as UTF-8, whatever it is stored in, with a count of what was read.

use std::io::{ErrorKind, Read, Result};

use encoding_rs::{Decoder, WINDOWS_1257};

use crate::options::Encoding;

const CHUNK: usize = 64 * 1024;

pub(crate) struct Bytes<R> {
    source: R,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    /// Bytes taken from the source.
    pub read: u64,
}

impl<R: Read> Bytes<R> {
    pub fn new(source: R, encoding: Encoding) -> Self {
        let decoder = match encoding {
            Encoding::Utf8 => None,
            Encoding::Windows1257 => Some(WINDOWS_1257.new_decoder_without_bom_handling()),
        };
        Self {
            source,
            decoder,
            raw: Vec::new(),
            read: 0,
        }
    }

    /// Appends the next piece to `out`; false at the end.
    pub fn fill(&mut self, out: &mut Vec<u8>) -> Result<bool> {
        let Some(decoder) = &mut self.decoder else {
            let start = out.len();
            out.resize(start + CHUNK, 0);
            let count = read_some(&mut self.source, &mut out[start..]);
            out.truncate(start + *count.as_ref().unwrap_or(&0));
            let count = count?;
            self.read += count as u64;
            return Ok(count > 0);
        };
        self.raw.resize(CHUNK, 0);
        let count = read_some(&mut self.source, &mut self.raw)?;
        self.read += count as u64;
        if count == 0 {
            return Ok(false);
        }
        // A byte of a one-byte encoding becomes at most three bytes of UTF-8, so one call takes all.
        let start = out.len();
        out.resize(start + 3 * count + 16, 0);
        let (_, _, written, _) = decoder.decode_to_utf8(&self.raw[..count], &mut out[start..], false);
        out.truncate(start + written);
        Ok(true)
    }
}

fn read_some<R: Read>(source: &mut R, buffer: &mut [u8]) -> Result<usize> {
    loop {
        match source.read(buffer) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}
