//! Large files: what is held does not grow with the rows, progress is told, the sink can stop.

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;

use balsts_intake::{FileSummary, Kind, Limits, Options, Row, read, read_with_progress};

use crate::files::{CODE, workbook};

/// A file of so many absences that is made while it is read, so that the test holds none of it.
struct Endless {
    rows: u64,
    at: u64,
}

const HEADER: &[u8] = b"personal_code;institution_code;date;lesson;kind\r\n";
const ROW: &[u8] = b"010101-20010;OVSK;2026-09-01;1;illness\r\n";

impl Endless {
    fn len(&self) -> u64 {
        HEADER.len() as u64 + self.rows * ROW.len() as u64
    }
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while filled < buffer.len() && self.at < self.len() {
            let rest = match self.at.checked_sub(HEADER.len() as u64) {
                None => &HEADER[usize::try_from(self.at).unwrap()..],
                Some(body) => &ROW[usize::try_from(body % ROW.len() as u64).unwrap()..],
            };
            let count = rest.len().min(buffer.len() - filled);
            buffer[filled..filled + count].copy_from_slice(&rest[..count]);
            filled += count;
            self.at += count as u64;
        }
        Ok(filled)
    }
}

impl Seek for Endless {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(by) => self.len().checked_add_signed(by).unwrap(),
            SeekFrom::Current(by) => self.at.checked_add_signed(by).unwrap(),
        };
        Ok(self.at)
    }
}

fn stream(rows: u64) -> FileSummary {
    let mut seen = 0;
    let options = Options {
        limits: Limits::command_line(),
        ..Options::default()
    };
    let summary = read(
        Kind::Absences,
        Endless { rows, at: 0 },
        &options,
        &mut |row, result| {
            seen += 1;
            assert_eq!(row, seen + 1);
            assert!(matches!(result, Ok(Row::Absence(_))));
            ControlFlow::Continue(())
        },
    )
    .unwrap();
    assert_eq!((seen, summary.rows, summary.bad_rows), (rows, rows, 0));
    summary
}

// covers: REG-31
#[test]
fn what_is_held_does_not_grow_with_the_rows() {
    let few = stream(3_000);
    let many = stream(300_000);
    assert_eq!(few.bytes_held, many.bytes_held);
    assert!(many.bytes_held < 512 * 1024, "{}", many.bytes_held);
    // No row is larger than a few pointers: ten thousand in a batch are a megabyte or two.
    assert!(size_of::<balsts_intake::rows::Absence<'_>>() <= 96);
    assert!(size_of::<Row<'_>>() <= 256, "{}", size_of::<Row<'_>>());
}

// covers: REG-31
#[test]
fn progress_reaches_the_end_and_never_goes_back() {
    let mut last = 0;
    let mut total = 0;
    let mut reports = 0;
    let source = Endless { rows: 20_000, at: 0 };
    let length = source.len();
    read_with_progress(
        Kind::Absences,
        source,
        &Options::default(),
        &mut |progress| {
            assert!(progress.read >= last);
            (last, total) = (progress.read, progress.total);
            reports += 1;
        },
        &mut |_, _| ControlFlow::Continue(()),
    )
    .unwrap();
    assert_eq!((last, total), (length, length));
    assert!(reports > 5, "{reports}");
}

#[test]
fn the_sink_stops_the_reading() {
    let mut seen = 0;
    let summary = read(
        Kind::Absences,
        Endless { rows: 1_000, at: 0 },
        &Options::default(),
        &mut |_, _| {
            seen += 1;
            if seen == 10 {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        },
    )
    .unwrap();
    assert_eq!((seen, summary.stopped), (10, true));
}

// covers: REG-31
#[test]
fn a_large_sheet_streams_and_tells_progress() {
    const ROWS: u32 = 6_000;
    let book = workbook(|book| {
        let sheet = book.add_worksheet();
        sheet
            .write_row(
                0,
                0,
                ["personal_code", "institution_code", "date", "lesson", "kind"],
            )
            .unwrap();
        for row in 1..=ROWS {
            sheet
                .write_row(row, 0, [CODE, "OVSK", "2026-09-01", "3", "illness"])
                .unwrap();
        }
    });
    let mut last = 0;
    let mut seen = 0;
    let summary = read_with_progress(
        Kind::Absences,
        Cursor::new(&book),
        &Options::default(),
        &mut |progress| {
            assert!(progress.read >= last && progress.read <= progress.total);
            last = progress.read;
        },
        &mut |_, row| {
            seen += u32::from(row.is_ok());
            ControlFlow::Continue(())
        },
    )
    .unwrap();
    assert_eq!((seen, last), (ROWS, book.len() as u64));
    assert!(summary.bytes_held < 10_000, "{}", summary.bytes_held);
}
