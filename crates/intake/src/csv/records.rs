//! Splits UTF-8 bytes into records. Lenient where spreadsheets are (text after a closing quotation mark, `\n`,
//! `\r\n` or `\r` as line ends), strict where a mistake would change meaning (an open quotation mark).

use std::io::Read;

use crate::cells::{CellKind, RawRow, Span};
use crate::csv::bytes::Bytes;
use crate::file_error::FileError;

/// No row of any table comes near; an unclosed quotation mark does.
pub(crate) const LONGEST_RECORD: usize = 256 * 1024;

pub(crate) struct Records<R> {
    bytes: Bytes<R>,
    separator: u8,
    /// The bytes at which the search stops outside quotation marks.
    stops: [bool; 256],
    buffer: Vec<u8>,
    /// Where the next record begins in the buffer.
    start: usize,
    ended: bool,
    row: u64,
    /// The fields of the record, relative to its start.
    spans: Vec<Span>,
    /// Which of them begin with a quotation mark.
    quoted: Vec<usize>,
    arena: String,
}

/// How a record ends and where the next begins, both relative to its start.
struct End {
    len: usize,
    next: usize,
}

impl<R: Read> Records<R> {
    pub fn new(bytes: Bytes<R>, separator: u8) -> Self {
        let mut stops = [false; 256];
        for stop in [separator, b'\n', b'\r', b'"'] {
            stops[usize::from(stop)] = true;
        }
        Self {
            bytes,
            separator,
            stops,
            buffer: Vec::new(),
            start: 0,
            ended: false,
            row: 0,
            spans: Vec::new(),
            quoted: Vec::new(),
            arena: String::new(),
        }
    }

    /// Bytes taken from the source so far.
    pub fn bytes_read(&self) -> u64 {
        self.bytes.read
    }

    /// Bytes held in memory, which must not grow with the file.
    pub fn bytes_held(&self) -> usize {
        self.buffer.capacity()
            + self.arena.capacity()
            + self.spans.capacity() * size_of::<Span>()
            + self.quoted.capacity() * size_of::<usize>()
    }

    /// The next record, blank ones too; None at the end.
    pub fn next(&mut self) -> Result<Option<RawRow<'_>>, FileError> {
        let Some(end) = self.find_end()? else {
            return Ok(None);
        };
        self.row += 1;
        let record = &self.buffer[self.start..self.start + end.len];
        let text = std::str::from_utf8(record).map_err(|error| FileError::Encoding {
            row: self.row,
            byte: error.valid_up_to() as u64,
            said: "UTF-8",
        })?;
        self.start += end.next;
        self.arena.clear();
        for index in &self.quoted {
            self.spans[*index] = unquoted(text, self.spans[*index], &mut self.arena);
        }
        Ok(Some(RawRow::new(self.row, text, &self.arena, &self.spans)))
    }

    /// Finds the end of the record at `start` and its fields, reading more as needed.
    fn find_end(&mut self) -> Result<Option<End>, FileError> {
        self.spans.clear();
        self.quoted.clear();
        let mut at = 0;
        let mut field = 0;
        let mut inside = false;
        let mut closed = usize::MAX;
        loop {
            let record = &self.buffer[self.start..];
            while at < record.len() {
                let stops = &self.stops;
                let rest = record[at..].iter();
                let stop = if inside {
                    rest.copied().position(|byte| byte == b'"')
                } else {
                    rest.copied().position(|byte| stops[usize::from(byte)])
                };
                let Some(stop) = stop else {
                    at = record.len();
                    break;
                };
                at += stop;
                let byte = record[at];
                if byte == b'"' {
                    if inside {
                        inside = false;
                        closed = at + 1;
                    } else if at == field {
                        inside = true;
                        self.quoted.push(self.spans.len());
                    } else if at == closed {
                        // Right after a closing mark it opens again: that is the escape `""`.
                        inside = true;
                    }
                    at += 1;
                    continue;
                }
                if byte == b'\r' && at + 1 == record.len() && !self.ended {
                    break; // the line feed may be in the next piece
                }
                self.spans.push(Span {
                    start: field as u32,
                    len: (at - field) as u32,
                    of: CellKind::Text,
                });
                if byte != self.separator {
                    let wide = byte == b'\r' && record.get(at + 1) == Some(&b'\n');
                    return Ok(Some(End {
                        len: at,
                        next: at + 1 + usize::from(wide),
                    }));
                }
                at += 1;
                field = at;
            }
            if self.ended {
                if inside {
                    return Err(FileError::QuoteOpen { row: self.row + 1 });
                }
                if self.buffer.len() == self.start {
                    return Ok(None);
                }
                self.spans.push(Span {
                    start: field as u32,
                    len: (at - field) as u32,
                    of: CellKind::Text,
                });
                return Ok(Some(End { len: at, next: at }));
            }
            if at > LONGEST_RECORD {
                let row = self.row + 1;
                return Err(if inside {
                    FileError::QuoteOpen { row }
                } else {
                    FileError::RowTooLong {
                        row,
                        limit: LONGEST_RECORD,
                    }
                });
            }
            self.buffer.drain(..self.start);
            self.start = 0;
            self.ended = !self.bytes.fill(&mut self.buffer)?;
        }
    }
}

/// The field without its quotation marks; a slice where it can be, else put together in the arena.
fn unquoted(text: &str, span: Span, arena: &mut String) -> Span {
    let raw = text
        .get(span.start as usize..(span.start + span.len) as usize)
        .unwrap_or_default();
    if let Some(inner) = raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'))
        && !inner.contains('"')
    {
        return Span {
            start: span.start + 1,
            len: inner.len() as u32,
            of: CellKind::Text,
        };
    }
    // As above: the first mark opens, the next closes, one right after a closing one is a mark of the text.
    let start = arena.len();
    let mut inside = false;
    let mut closed = false;
    for (at, character) in raw.char_indices() {
        match character {
            '"' if inside => (inside, closed) = (false, true),
            '"' if at == 0 => inside = true,
            '"' if closed => {
                arena.push('"');
                (inside, closed) = (true, false);
            }
            other => {
                arena.push(other);
                closed = false;
            }
        }
    }
    Span {
        start: start as u32,
        len: (arena.len() - start) as u32,
        of: CellKind::Made,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::options::Encoding;

    fn rows(text: &[u8], separator: u8) -> Result<Vec<Vec<String>>, FileError> {
        let mut records = Records::new(Bytes::new(text, Encoding::Utf8), separator);
        let mut out = Vec::new();
        while let Some(row) = records.next()? {
            out.push(row.cells().map(str::to_owned).collect());
        }
        Ok(out)
    }

    #[test]
    fn quotes_line_ends_and_blank_rows() {
        let read = rows(b"a;\"b;\"\"c\"\"\nd\";e\r\n\r\nf; \"g\" ;\rlast", b';').unwrap();
        assert_eq!(
            read,
            vec![
                vec!["a", "b;\"c\"\nd", "e"],
                vec![""],
                vec!["f", "\"g\"", ""],
                vec!["last"]
            ]
        );
    }

    #[test]
    fn an_open_quote_names_the_row_where_it_opens() {
        assert_eq!(
            rows(b"a,b\nc,\"d\ne,f\n", b','),
            Err(FileError::QuoteOpen { row: 2 })
        );
        let mut long = b"a,b\nc,\"d\n".to_vec();
        long.extend(std::iter::repeat_n(b"e,f\n", 200_000).flatten());
        assert_eq!(rows(&long, b','), Err(FileError::QuoteOpen { row: 2 }));
    }

    #[test]
    fn a_row_without_end_is_refused_before_it_fills_memory() {
        let mut records = Records::new(Bytes::new(std::io::repeat(b'x'), Encoding::Utf8), b',');
        assert!(matches!(
            records.next(),
            Err(FileError::RowTooLong { row: 1, .. })
        ));
        assert!(records.bytes_held() < 4 * LONGEST_RECORD);
    }

    proptest! {
        // The csv crate is the yardstick: what it writes is read back to the cell.
        #[test]
        fn what_the_csv_crate_writes_is_read_back(
            table in proptest::collection::vec(proptest::collection::vec("[a-zāž0-9 ,;\"\t\r\n]{0,12}", 2..5), 1..8),
            separator in prop_oneof![Just(b','), Just(b';'), Just(b'\t')],
        ) {
            let mut writer = ::csv::WriterBuilder::new().delimiter(separator).flexible(true).from_writer(Vec::new());
            for row in &table {
                writer.write_record(row).unwrap();
            }
            let bytes = writer.into_inner().unwrap();
            let wanted: Vec<Vec<String>> =
                table.iter().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).collect();
            prop_assert_eq!(rows(&bytes, separator).unwrap(), wanted);
        }
    }
}
