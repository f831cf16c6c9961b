//! Looks through the archive of a workbook before it is opened: sizes said, sizes true, and the few marks in its
//! parts by which a small file could make the reader hold a large one in memory.

use std::io::{Read, Seek, SeekFrom};

use zip::ZipArchive;

use crate::file_error::FileError;
use crate::options::Limits;

/// What was seen on the way.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Findings {
    /// Some part speaks of merged cells.
    pub merges: bool,
}

/// Parts below this size may unpack at any ratio: small tables of equal values do.
const RATIO_FROM: u64 = 1 << 20;
/// The longest text between two tags. Excel's longest cell has 32 767 characters.
const LONGEST_RUN: usize = 1 << 20;
/// More merged ranges than a table that is meant to be read.
const MOST_MERGES: u64 = 100_000;
const CHUNK: usize = 64 * 1024;
/// The longest start tag that is looked into across two pieces.
const CARRY: usize = 4 * 1024;

/// Refuses what would unpack to too much and what is no workbook at all.
pub(crate) fn inspect<S: Read + Seek>(source: &mut S, limits: &Limits) -> Result<Findings, FileError> {
    source.seek(SeekFrom::Start(0))?;
    let mut archive = ZipArchive::new(source).map_err(|_| FileError::Damaged)?;
    if archive.len() > limits.parts {
        return Err(bomb(format!("{} parts", archive.len()), limits.parts.to_string()));
    }
    let mut total = 0_u64;
    let mut workbook = false;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|_| FileError::Damaged)?;
        let name = part_name(part.name_raw());
        workbook |= name.ends_with("workbook.xml");
        let (size, packed) = (part.size(), part.compressed_size());
        total = total.saturating_add(size);
        if total > limits.unpacked_bytes {
            return Err(bomb(format!("{total} B"), format!("{} B", limits.unpacked_bytes)));
        }
        check_part(&name, size, packed, limits)?;
    }
    if !workbook {
        return Err(FileError::NotSpreadsheet);
    }
    unpack(&mut archive, limits)
}

fn check_part(name: &str, size: u64, packed: u64, limits: &Limits) -> Result<(), FileError> {
    if size > RATIO_FROM && size / packed.max(1) > limits.ratio {
        return Err(bomb(
            format!("{name} 1:{}", size / packed.max(1)),
            format!("1:{}", limits.ratio),
        ));
    }
    let most = allowed(name, limits);
    if size > most {
        return Err(bomb(format!("{name} {size} B"), format!("{most} B")));
    }
    Ok(())
}

fn allowed(name: &str, limits: &Limits) -> u64 {
    if name.ends_with("sharedstrings.xml") {
        limits.shared_texts_bytes
    } else if is_markup(name) && !name.contains("worksheets/") {
        limits.part_bytes
    } else {
        limits.unpacked_bytes
    }
}

fn is_markup(name: &str) -> bool {
    std::path::Path::new(name)
        .extension()
        .is_some_and(|extension| extension == "xml" || extension == "rels" || extension == "vml")
}

/// The sizes said may be lies: every part is unpacked once, piece by piece, and counted.
fn unpack<S: Read + Seek>(archive: &mut ZipArchive<S>, limits: &Limits) -> Result<Findings, FileError> {
    let mut findings = Findings::default();
    let mut total = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| FileError::Damaged)?;
        let name = part_name(part.name_raw());
        let packed = part.compressed_size();
        let most = allowed(&name, limits);
        let mut scan = Scan {
            name: &name,
            ..Scan::default()
        };
        let mut part = part.take(most.saturating_add(1));
        let mut buffer = vec![0; CARRY + CHUNK];
        let mut held = 0;
        loop {
            let read = part.read(&mut buffer[held..]).map_err(|_| FileError::Damaged)?;
            scan.size += read as u64;
            let end = held + read;
            let seen = scan.take(&buffer[..end], read == 0)?;
            buffer.copy_within(seen..end, 0);
            held = end - seen;
            if read == 0 {
                break;
            }
            total += read as u64;
            if total > limits.unpacked_bytes {
                return Err(bomb(
                    format!("> {total} B"),
                    format!("{} B", limits.unpacked_bytes),
                ));
            }
            check_part(&name, scan.size, packed, limits)?;
        }
        findings.merges |= scan.merges > 0;
        scan.conclude(limits)?;
    }
    Ok(findings)
}

#[derive(Default)]
struct Scan<'a> {
    name: &'a str,
    size: u64,
    /// Bytes since the last `<`.
    run: usize,
    merges: u64,
    texts_said: u64,
    declarations: bool,
}

impl Scan<'_> {
    /// Looks at the tags of a piece; says up to where it has seen them whole.
    fn take(&mut self, bytes: &[u8], last: bool) -> Result<usize, FileError> {
        let until = if last {
            bytes.len()
        } else {
            bytes.len().saturating_sub(CARRY)
        };
        let mut at = 0;
        while let Some(found) = bytes[at..until].iter().position(|byte| *byte == b'<') {
            if self.run + found > LONGEST_RUN && self.is_markup() {
                return Err(FileError::Damaged);
            }
            at += found;
            self.run = 0;
            self.tag(&bytes[at + 1..])?;
            at += 1;
        }
        self.run += until - at;
        if self.run > LONGEST_RUN && self.is_markup() {
            return Err(FileError::Damaged);
        }
        Ok(until)
    }

    fn is_markup(&self) -> bool {
        is_markup(self.name)
    }

    fn tag(&mut self, rest: &[u8]) -> Result<(), FileError> {
        let end = rest
            .iter()
            .take(64)
            .position(|byte| matches!(byte, b' ' | b'>' | b'/' | b'\t' | b'\r' | b'\n'));
        let name = &rest[..end.unwrap_or(0)];
        let local = name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
        if rest.first() == Some(&b'!') {
            self.declarations = true;
        } else if local == b"mergeCell" {
            self.merges += 1;
        } else if local == b"sst" {
            let Some(close) = rest.iter().take(CARRY).position(|byte| *byte == b'>') else {
                return Err(FileError::Damaged);
            };
            self.texts_said = self.texts_said.max(number_after(&rest[..close], b"uniqueCount"));
        }
        Ok(())
    }

    fn conclude(&self, limits: &Limits) -> Result<(), FileError> {
        // The reader makes room for as many texts as are said; each takes more than 8 bytes of the part.
        if self.texts_said > self.size / 8 {
            return Err(bomb(
                format!("uniqueCount {}", self.texts_said),
                (self.size / 8).to_string(),
            ));
        }
        if self.merges > MOST_MERGES {
            return Err(bomb(
                format!("{} mergeCell", self.merges),
                MOST_MERGES.to_string(),
            ));
        }
        // A comment is held whole by the reader; no spreadsheet program writes one into a large part.
        if self.declarations && self.size > limits.part_bytes && self.is_markup() {
            return Err(FileError::Damaged);
        }
        Ok(())
    }
}

fn number_after(tag: &[u8], attribute: &[u8]) -> u64 {
    let Some(at) = tag
        .windows(attribute.len())
        .position(|window| window == attribute)
    else {
        return 0;
    };
    tag[at + attribute.len()..]
        .iter()
        .skip_while(|byte| !byte.is_ascii_digit())
        .take_while(|byte| byte.is_ascii_digit())
        .fold(0_u64, |number, digit| {
            number.saturating_mul(10).saturating_add(u64::from(digit - b'0'))
        })
}

fn part_name(raw: &[u8]) -> String {
    String::from_utf8_lossy(raw)
        .chars()
        .take(120)
        .collect::<String>()
        .replace('\\', "/")
        .to_lowercase()
}

fn bomb(detail: String, limit: String) -> FileError {
    FileError::Bomb { detail, limit }
}
