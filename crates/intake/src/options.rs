//! What a caller may say about a file, and the bounds it is read in.

use std::fmt;

use crate::profile::Profile;

/// What is known about a file beside its bytes. The default finds everything out.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The encoding of a text file; found out when None.
    pub encoding: Option<Encoding>,
    /// The separator of a text file; found out when None.
    pub separator: Option<Separator>,
    /// The sheet of a workbook; the only one with data when None.
    pub sheet: Option<String>,
    /// The mapping profile.
    pub profile: Option<Profile>,
    /// How large a file may be.
    pub limits: Limits,
}

/// The encoding of a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// Windows-1257, Baltic.
    Windows1257,
}

impl Encoding {
    /// The name shown and accepted.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Windows1257 => "Windows-1257",
        }
    }

    /// Reads a name such as `utf-8`, `windows-1257` or `cp1257`.
    pub fn parse(name: &str) -> Option<Self> {
        match name.trim().to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Some(Self::Utf8),
            "windows-1257" | "windows1257" | "cp1257" => Some(Self::Windows1257),
            _ => None,
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What stands between the values of a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// Tab.
    Tab,
}

impl Separator {
    /// All of them, the most usual in Latvia first.
    pub const ALL: [Self; 3] = [Self::Semicolon, Self::Comma, Self::Tab];

    /// The character.
    pub const fn character(self) -> char {
        self.byte() as char
    }

    pub(crate) const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }

    /// Reads `,`, `;`, a tab, or a name.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "," | "comma" => Some(Self::Comma),
            ";" | "semicolon" => Some(Self::Semicolon),
            "\t" | "\\t" | "tab" => Some(Self::Tab),
            _ => None,
        }
    }
}

/// How large a file may be. Everything is checked before it is held in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a text file.
    pub text_bytes: u64,
    /// Bytes of a workbook.
    pub workbook_bytes: u64,
    /// Bytes of all parts of a workbook when unpacked.
    pub unpacked_bytes: u64,
    /// Bytes of a workbook's table of texts when unpacked: the one part that is held whole.
    pub shared_texts_bytes: u64,
    /// Bytes of any other part beside the sheets when unpacked.
    pub part_bytes: u64,
    /// How many times its packed size a part may unpack to, once it is over a megabyte.
    pub ratio: u64,
    /// Parts of a workbook.
    pub parts: usize,
    /// Warnings kept; further ones are only counted.
    pub warnings: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            text_bytes: 64 << 20,
            workbook_bytes: 64 << 20,
            unpacked_bytes: 1 << 30,
            shared_texts_bytes: 48 << 20,
            part_bytes: 16 << 20,
            ratio: 200,
            parts: 2_000,
            warnings: 1_000,
        }
    }
}

impl Limits {
    /// The bounds of an upload of at most so many bytes.
    pub fn upload(bytes: u64) -> Self {
        Self {
            text_bytes: bytes,
            workbook_bytes: bytes,
            ..Self::default()
        }
    }

    /// The bounds of the command line: CSV of any size, since it streams.
    pub fn command_line() -> Self {
        Self {
            text_bytes: u64::MAX,
            ..Self::default()
        }
    }
}
