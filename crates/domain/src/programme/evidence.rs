//! Files that prove how far something is: which kinds are taken, how a kind is told from what a file holds, and under which name it is kept.

use std::ops::Range;

/// Most bytes of a file.
///
/// An assumption: no source says how large. A scanned list of participants or a photograph stays below 10 MB; everything larger is a film or a
/// folder, and files lie in the database that is backed up every night.
pub const LARGEST_EVIDENCE: usize = 10 << 20;
/// Most files of a report.
///
/// An assumption: what five files do not prove, a link to a folder does.
pub const MOST_EVIDENCE: usize = 5;
/// Most letters of a name.
const LONGEST_NAME: usize = 120;

/// What a file is, as told from its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EvidenceKind {
    /// PDF.
    Pdf,
    /// Document of Word.
    Docx,
    /// Workbook of Excel.
    Xlsx,
    /// Document of LibreOffice.
    Odt,
    /// Photograph.
    Jpeg,
    /// Picture.
    Png,
    /// Plain text.
    Text,
}

impl EvidenceKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Pdf,
        Self::Docx,
        Self::Xlsx,
        Self::Odt,
        Self::Jpeg,
        Self::Png,
        Self::Text,
    ];

    /// How the names of its files end, in small letters; the first is the usual one.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Odt => &["odt"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::Text => &["txt"],
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Text => "text/plain",
        }
    }

    /// The kind of some content; none where it is none of these.
    pub fn of(content: &[u8]) -> Option<Self> {
        if content.starts_with(b"%PDF-") {
            return Some(Self::Pdf);
        }
        if content.starts_with(b"\xFF\xD8\xFF") {
            return Some(Self::Jpeg);
        }
        if content.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Some(Self::Png);
        }
        if content.starts_with(b"PK\x03\x04") {
            return of_archive(content);
        }
        is_text(content).then_some(Self::Text)
    }
}

/// Office documents are archives. That of LibreOffice says first what it is; those of Microsoft are told apart by a file that each of them has.
fn of_archive(content: &[u8]) -> Option<EvidenceKind> {
    // The name of the first file and, as it is not packed, its content follow a head of 30 bytes.
    let odt = b"mimetypeapplication/vnd.oasis.opendocument.text";
    if content.get(30..).is_some_and(|rest| {
        rest.starts_with(odt)
            // A template or a master document is something else: its type goes on.
            && rest.get(odt.len()).is_none_or(|next| *next != b'-')
    }) {
        return Some(EvidenceKind::Odt);
    }
    let names = names_in(content)?;
    let has = |name: &[u8]| names.iter().any(|place| content.get(place.clone()) == Some(name));
    // A document that runs programs of its own is no evidence.
    let runs = names.iter().any(|place| {
        content
            .get(place.clone())
            .is_some_and(|name| name.ends_with(b"vbaProject.bin"))
    });
    if runs || !has(b"[Content_Types].xml") {
        None
    } else if has(b"word/document.xml") {
        Some(EvidenceKind::Docx)
    } else if has(b"xl/workbook.xml") {
        Some(EvidenceKind::Xlsx)
    } else {
        None
    }
}

/// Where the names of an archive's files stand in its directory; none where there is no directory.
fn names_in(content: &[u8]) -> Option<Vec<Range<usize>>> {
    let number = |at: usize, bytes: usize| {
        let part = content.get(at..at.checked_add(bytes)?)?;
        Some(
            part.iter()
                .rev()
                .fold(0_usize, |sum, byte| (sum << 8) | usize::from(*byte)),
        )
    };
    // The end of the directory is 22 bytes and a remark of at most 65 535.
    let from = content.len().saturating_sub(22 + 0xFFFF);
    let end = from
        + content
            .get(from..)?
            .windows(4)
            .rposition(|window| window == b"PK\x05\x06")?;
    let mut at = number(end + 16, 4)?;
    let mut names = Vec::new();
    while content.get(at..)?.starts_with(b"PK\x01\x02") {
        let name = at + 46..at + 46 + number(at + 28, 2)?;
        at = name.end + number(at + 30, 2)? + number(at + 32, 2)?;
        names.push(name);
    }
    Some(names)
}

/// Text is letters and breaks: nothing of it is a sign that only machines read. Windows-1257 is text too.
fn is_text(content: &[u8]) -> bool {
    !content.is_empty()
        && content
            .iter()
            .all(|byte| *byte >= 0x20 && *byte != 0x7F || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C))
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceRefused {
    /// There is nothing in it.
    Empty,
    /// It is larger than [`LARGEST_EVIDENCE`].
    TooLarge,
    /// It is of no kind that is taken.
    UnknownKind,
    /// It is what its name does not say.
    OtherName(EvidenceKind),
}

/// The name under which a file is kept: without folders, without letters that nobody sees, not too long, and with its ending.
pub fn evidence_name(typed: &str) -> String {
    let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String = last.chars().filter(|letter| !is_unseen(*letter)).collect();
    let name = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_start_matches('.');
    if name.chars().count() <= LONGEST_NAME {
        return name.to_owned();
    }
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let ending: String = ending.chars().take(10).collect();
    let stem: String = stem
        .chars()
        .take(LONGEST_NAME - 1 - ending.chars().count())
        .collect();
    format!("{stem}.{ending}")
}

/// Signs of control, and those that turn the direction of writing round: `gpj.exe` would be read as something else.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// The kind of a file that is taken.
///
/// # Errors
/// Why it is not.
pub fn checked_evidence(name: &str, content: &[u8]) -> Result<EvidenceKind, EvidenceRefused> {
    if content.is_empty() {
        return Err(EvidenceRefused::Empty);
    }
    if content.len() > LARGEST_EVIDENCE {
        return Err(EvidenceRefused::TooLarge);
    }
    let kind = EvidenceKind::of(content).ok_or(EvidenceRefused::UnknownKind)?;
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase())
        .unwrap_or_default();
    if kind.endings().contains(&ending.as_str()) {
        Ok(kind)
    } else if kind == EvidenceKind::Text {
        // Everything written in letters is text to a machine: pages, programs and tables of data too, and none of them is taken.
        Err(EvidenceRefused::UnknownKind)
    } else {
        Err(EvidenceRefused::OtherName(kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An archive that holds nothing but its directory.
    fn archive(names: &[&str]) -> Vec<u8> {
        let mut content = b"PK\x03\x04".to_vec();
        content.extend([0; 26]);
        let directory = content.len() as u32;
        for name in names {
            let mut entry = b"PK\x01\x02".to_vec();
            entry.extend([0; 24]);
            entry.extend((name.len() as u16).to_le_bytes());
            entry.extend([0; 16]);
            entry.extend(name.as_bytes());
            content.extend(entry);
        }
        content.extend(b"PK\x05\x06");
        content.extend([0; 12]);
        content.extend(directory.to_le_bytes());
        content.extend([0; 2]);
        content
    }

    fn odt(kind: &str) -> Vec<u8> {
        let mut content = b"PK\x03\x04".to_vec();
        content.extend([0; 26]);
        content.extend(b"mimetype");
        content.extend(kind.as_bytes());
        content.extend(b"PK\x01\x02");
        content
    }

    // covers: PLN-09
    #[test]
    fn a_file_is_what_it_holds_and_has_to_be_called_so() {
        let docx = archive(&["[Content_Types].xml", "word/document.xml"]);
        let xlsx = archive(&["[Content_Types].xml", "xl/workbook.xml"]);
        let taken: [(&str, &[u8], EvidenceKind); 8] = [
            ("lapa.pdf", b"%PDF-1.7\n\0\x01", EvidenceKind::Pdf),
            ("Attels.JPEG", b"\xFF\xD8\xFF\xE0\0", EvidenceKind::Jpeg),
            ("attels.png", b"\x89PNG\r\n\x1a\n\0", EvidenceKind::Png),
            ("saraksts.docx", &docx, EvidenceKind::Docx),
            ("saraksts.xlsx", &xlsx, EvidenceKind::Xlsx),
            (
                "saraksts.odt",
                &odt("application/vnd.oasis.opendocument.text"),
                EvidenceKind::Odt,
            ),
            (
                "piezimes.txt",
                "Nodarbība notika.\r\n".as_bytes(),
                EvidenceKind::Text,
            ),
            ("vecs.txt", b"Nodarb\xeeba", EvidenceKind::Text),
        ];
        for (name, content, kind) in taken {
            assert_eq!(checked_evidence(name, content), Ok(kind), "{name}");
        }
        let macros = archive(&["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]);
        let refused: [(&str, &[u8], EvidenceRefused); 11] = [
            ("tukss.pdf", b"", EvidenceRefused::Empty),
            (
                "liels.txt",
                &vec![b'a'; LARGEST_EVIDENCE + 1],
                EvidenceRefused::TooLarge,
            ),
            (
                "lapa.png",
                b"%PDF-1.7",
                EvidenceRefused::OtherName(EvidenceKind::Pdf),
            ),
            (
                "saraksts.xlsx",
                &docx,
                EvidenceRefused::OtherName(EvidenceKind::Docx),
            ),
            ("bez", b"%PDF-1.7", EvidenceRefused::OtherName(EvidenceKind::Pdf)),
            ("lapa.html", b"<script></script>", EvidenceRefused::UnknownKind),
            ("lapa.pdf", b"<script></script>", EvidenceRefused::UnknownKind),
            ("programma.exe", b"MZ\0\x01", EvidenceRefused::UnknownKind),
            ("dati.docx", b"PK\x03\x04", EvidenceRefused::UnknownKind),
            ("makro.docx", &macros, EvidenceRefused::UnknownKind),
            (
                "veidne.odt",
                &odt("application/vnd.oasis.opendocument.text-template"),
                EvidenceRefused::UnknownKind,
            ),
        ];
        for (name, content, why) in refused {
            assert_eq!(checked_evidence(name, content), Err(why), "{name}");
        }
        let largest = vec![b'a'; LARGEST_EVIDENCE];
        assert_eq!(checked_evidence("a.txt", &largest), Ok(EvidenceKind::Text));
    }

    // covers: PLN-09
    #[test]
    fn a_name_has_no_folders_and_nothing_that_nobody_sees() {
        for (typed, kept) in [
            ("lapa.pdf", "lapa.pdf"),
            ("C:\\Users\\anna\\Jauna  lapa.pdf", "Jauna lapa.pdf"),
            ("../../etc/passwd", "passwd"),
            ("..", ""),
            ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie: b.pdf"),
            ("attels\u{202E}fdp.exe", "attelsfdp.exe"),
            ("Nodarbība “Ceļš”.pdf", "Nodarbība “Ceļš”.pdf"),
        ] {
            assert_eq!(evidence_name(typed), kept);
        }
        let long = evidence_name(&format!("{}.docx", "ā".repeat(300)));
        assert_eq!(long.chars().count(), LONGEST_NAME);
        assert!(long.ends_with("ā.docx"));
    }

    // A broken archive is a file like any other: it must not be able to stop the program.
    #[test]
    fn no_content_stops_the_program() {
        let whole = archive(&["[Content_Types].xml", "xl/workbook.xml"]);
        // Without the place of the directory, which stands six bytes before the end, nothing is known of it.
        for end in 0..whole.len() - 5 {
            assert_ne!(EvidenceKind::of(&whole[..end]), Some(EvidenceKind::Xlsx));
        }
        for at in 0..whole.len() {
            let mut broken = whole.clone();
            broken[at] = 0xFF;
            assert_ne!(EvidenceKind::of(&broken), Some(EvidenceKind::Odt));
        }
    }
}
