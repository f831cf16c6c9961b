//! One fast pass over a text file before it is read: is it text at all, and in which encoding. Reading it whole
//! settles what a sample can't: one Latvian letter after a million rows of digits.

use std::io::{Read, Seek, SeekFrom};

use crate::file_error::FileError;
use crate::options::Encoding;

/// What the pass found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Survey {
    pub encoding: Encoding,
    /// Bytes of a byte order mark and of a line `sep=;` to be skipped.
    pub mark: u64,
    /// Windows-1257 was concluded, not said.
    pub assumed: bool,
}

/// Bytes that Windows-1257 leaves without a meaning.
const UNDEFINED_1257: [u8; 12] = [
    0x81, 0x83, 0x88, 0x8a, 0x8c, 0x90, 0x98, 0x9a, 0x9c, 0x9f, 0xa1, 0xa5,
];

/// Looks at the whole source, from its beginning.
pub(crate) fn survey<S: Read + Seek>(source: &mut S, said: Option<Encoding>) -> Result<Survey, FileError> {
    source.seek(SeekFrom::Start(0))?;
    let mut count = Count::default();
    let mut chunk = vec![0; 64 * 1024 + 4];
    let mut carried = 0;
    let mut offset = 0;
    let mut mark = 0;
    loop {
        let read = read_full(source, &mut chunk[carried..])?;
        let bytes = &chunk[..carried + read];
        if offset == 0 {
            mark = begins(bytes)?;
        }
        if bytes.is_empty() {
            break;
        }
        let rest = count.take(bytes, offset, read == 0)?;
        offset += (bytes.len() - rest) as u64;
        let end = carried + read;
        chunk.copy_within(end - rest..end, 0);
        carried = rest;
        if read == 0 {
            break;
        }
    }
    let mut found = conclude(source, &count, mark, said)?;
    found.mark += separator_line(source, found.mark)?;
    Ok(found)
}

/// The first bytes tell UTF-16, web pages and the mark of UTF-8.
fn begins(bytes: &[u8]) -> Result<u64, FileError> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(FileError::Utf16);
    }
    if let [first, second, ..] = bytes
        && (*first == 0) != (*second == 0)
    {
        return Err(FileError::Utf16);
    }
    if bytes.starts_with(b"%PDF") {
        return Err(FileError::Binary { byte: 0 });
    }
    let mark = if bytes.starts_with(&[0xef, 0xbb, 0xbf]) {
        3
    } else {
        0
    };
    let head: Vec<u8> = bytes[mark..]
        .iter()
        .copied()
        .skip_while(u8::is_ascii_whitespace)
        .take(16)
        .map(|byte| byte.to_ascii_lowercase())
        .collect();
    if [&b"<html"[..], b"<!doctype", b"<table", b"<?xml", b"<meta"]
        .iter()
        .any(|tag| head.starts_with(tag))
    {
        return Err(FileError::Html);
    }
    Ok(mark as u64)
}

/// The length of a first line such as `sep=;`: spreadsheet programs write it for themselves and show it to nobody.
fn separator_line<S: Read + Seek>(source: &mut S, mark: u64) -> Result<u64, FileError> {
    source.seek(SeekFrom::Start(mark))?;
    let mut head = [0; 7];
    let read = read_full(source, &mut head)?;
    Ok(match &head[..read] {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', _, b'\r', b'\n'] => 7,
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', _, b'\n', ..] => 6,
        _ => 0,
    })
}

#[derive(Default)]
struct Count {
    /// Valid letters beyond ASCII in UTF-8.
    letters: u64,
    /// Bytes that are not UTF-8.
    invalid: u64,
    /// The first of them.
    first_invalid: Option<u64>,
    /// The first byte without meaning in Windows-1257.
    undefined: Option<u64>,
}

impl Count {
    /// Counts a piece and says how many bytes at its end belong to a letter that is not yet whole.
    fn take(&mut self, bytes: &[u8], offset: u64, last: bool) -> Result<usize, FileError> {
        // Without an early exit the loop runs on many bytes at once.
        let (least, high) = bytes.iter().fold((u8::MAX, 0), |(least, high), byte| {
            (least.min(*byte), high | byte)
        });
        if least == 0 && !bytes.is_empty() {
            let at = bytes.iter().position(|byte| *byte == 0).unwrap_or_default();
            return Err(FileError::Binary {
                byte: offset + at as u64,
            });
        }
        if high < 0x80 {
            return Ok(0);
        }
        if self.undefined.is_none() {
            let at = bytes.iter().position(|byte| UNDEFINED_1257.contains(byte));
            self.undefined = at.map(|at| offset + at as u64);
        }
        let mut at = 0;
        loop {
            match std::str::from_utf8(&bytes[at..]) {
                Ok(text) => {
                    self.letters += letters(text);
                    return Ok(0);
                }
                Err(error) => {
                    let valid = error.valid_up_to();
                    self.letters += letters(std::str::from_utf8(&bytes[at..at + valid]).unwrap_or_default());
                    at += valid;
                    match error.error_len() {
                        None if !last => return Ok(bytes.len() - at),
                        length => {
                            self.invalid += 1;
                            self.first_invalid.get_or_insert(offset + at as u64);
                            at += length.unwrap_or(bytes.len() - at);
                        }
                    }
                }
            }
        }
    }
}

fn letters(text: &str) -> u64 {
    text.bytes().filter(|byte| *byte >= 0xc0).count() as u64
}

fn conclude<S: Read + Seek>(
    source: &mut S,
    count: &Count,
    mark: u64,
    said: Option<Encoding>,
) -> Result<Survey, FileError> {
    let letters = count.letters.saturating_sub(u64::from(mark > 0));
    if said == Some(Encoding::Windows1257) {
        if mark > 0 || (count.invalid == 0 && letters > 0) {
            return Err(FileError::EncodingMismatch {
                said: Encoding::Windows1257.name(),
                found: Encoding::Utf8.name(),
            });
        }
        if let Some(byte) = count.undefined {
            return Err(not_in(source, Encoding::Windows1257, byte)?);
        }
        return Ok(Survey {
            encoding: Encoding::Windows1257,
            mark,
            assumed: false,
        });
    }
    let Some(byte) = count.first_invalid else {
        return Ok(Survey {
            encoding: Encoding::Utf8,
            mark,
            assumed: false,
        });
    };
    // Latvian in Windows-1257 hardly ever looks like letters of UTF-8: when both occur, UTF-8 is broken.
    let broken = mark > 0 || said.is_some() || letters >= count.invalid || count.undefined.is_some();
    if broken {
        return Err(not_in(source, Encoding::Utf8, byte)?);
    }
    Ok(Survey {
        encoding: Encoding::Windows1257,
        mark: 0,
        assumed: true,
    })
}

fn not_in<S: Read + Seek>(source: &mut S, said: Encoding, byte: u64) -> Result<FileError, FileError> {
    source.seek(SeekFrom::Start(0))?;
    let mut lines = 0;
    let mut left = byte;
    let mut chunk = vec![0; 64 * 1024];
    while left > 0 {
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(chunk.len());
        let read = read_full(source, &mut chunk[..most])?;
        if read == 0 {
            break;
        }
        lines += chunk[..read].split(|byte| *byte == b'\n').count() as u64 - 1;
        left -= read as u64;
    }
    Ok(FileError::Encoding {
        row: lines + 1,
        byte,
        said: said.name(),
    })
}

/// Reads until the buffer is full or the source ends.
fn read_full<S: Read>(source: &mut S, buffer: &mut [u8]) -> Result<usize, FileError> {
    let mut filled = 0;
    while filled < buffer.len() {
        match source.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn of(bytes: &[u8], said: Option<Encoding>) -> Result<Survey, FileError> {
        survey(&mut Cursor::new(bytes), said)
    }

    // covers: REG-31
    #[test]
    fn encodings_are_told_apart_by_the_whole_file() {
        let utf8 = Survey {
            encoding: Encoding::Utf8,
            mark: 0,
            assumed: false,
        };
        assert_eq!(of(b"a;b\n1;2\n", None), Ok(utf8));
        assert_eq!(of("ā;b".as_bytes(), None), Ok(utf8));
        assert_eq!(of(b"\xef\xbb\xbfa;b", None), Ok(Survey { mark: 3, ..utf8 }));
        let mut late = vec![b'x'; 200_000];
        late.extend(*b"\nMa\xf0a\n");
        assert_eq!(
            of(&late, None),
            Ok(Survey {
                encoding: Encoding::Windows1257,
                mark: 0,
                assumed: true
            })
        );
        assert_eq!(
            of(&late, Some(Encoding::Utf8)),
            Err(FileError::Encoding {
                row: 2,
                byte: 200_003,
                said: "UTF-8"
            })
        );
    }

    // covers: REG-31
    #[test]
    fn wrong_and_broken_encodings_are_refused() {
        assert_eq!(of(b"\xff\xfea\0", None), Err(FileError::Utf16));
        assert_eq!(of(b"a\0b\0", None), Err(FileError::Utf16));
        assert_eq!(of(b"ab\0b", None), Err(FileError::Binary { byte: 2 }));
        assert_eq!(of(b"  <HTML><table>", None), Err(FileError::Html));
        assert_eq!(
            of(b"a\nM\xc4\x81ra \xc4\n", None),
            Err(FileError::Encoding {
                row: 2,
                byte: 8,
                said: "UTF-8"
            })
        );
        assert_eq!(
            of("Māra".as_bytes(), Some(Encoding::Windows1257)),
            Err(FileError::EncodingMismatch {
                said: "Windows-1257",
                found: "UTF-8"
            })
        );
        assert!(matches!(
            of(b"a\n\x81\xa1", None),
            Err(FileError::Encoding { row: 2, .. })
        ));
    }

    #[test]
    fn a_letter_cut_by_a_piece_s_edge_is_whole() {
        for before in 65_500..65_560 {
            let mut bytes = vec![b'x'; before];
            bytes.extend("āžč€ā".as_bytes());
            assert!(of(&bytes, None).is_ok(), "{before}");
        }
    }
}
