//! `participation`: who took part in events and programmes, by name or by number.

use jiff::civil::Date;

use super::PupilRef;
use crate::Problem;
use crate::columns::{
    Choice, Column, ColumnType, DATE, Group, INSTITUTION_CODE, Need, PERSONAL_CODE, PUPIL_CODE, choice,
    required,
};
use crate::row_reader::RowReader;

const GROUPS: &[Choice] = &[
    choice("pupils", &["izglītojamie", "skolēni", "bērni"]),
    choice("parents", &["vecāki"]),
    choice("teachers", &["pedagogi", "skolotāji"]),
    choice("residents", &["iedzīvotāji"]),
];

pub(crate) const COLUMNS: &[Column] = &[
    Column {
        need: Need::OneOf(Group::PupilOrCount),
        ..PERSONAL_CODE
    },
    Column {
        need: Need::OneOf(Group::PupilOrCount),
        ..PUPIL_CODE
    },
    required("programme", &["Programma", "Pasākums"], ColumnType::Text(300)),
    DATE,
    required("target_group", &["Mērķgrupa"], ColumnType::Choice(GROUPS)),
    INSTITUTION_CODE,
    Column {
        name: "count",
        aliases: &["Skaits", "Dalībnieku skaits"],
        need: Need::OneOf(Group::PupilOrCount),
        of: ColumnType::Whole(0, 100_000),
    },
];

/// Participation in an event or a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Participation<'a> {
    /// In what.
    pub programme: &'a str,
    /// When.
    pub date: Date,
    /// Of which group.
    pub target_group: TargetGroup,
    /// Organised by, or pupils of.
    pub institution_code: &'a str,
    /// Who or how many.
    pub participants: Participants<'a>,
}

/// Who or how many took part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Participants<'a> {
    /// One pupil, by name.
    Pupil(PupilRef<'a>),
    /// So many people, without names.
    Count(u32),
}

/// For whom an event or a programme is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TargetGroup {
    /// Pupils.
    Pupils,
    /// Parents.
    Parents,
    /// Teachers.
    Teachers,
    /// Residents.
    Residents,
}

impl TargetGroup {
    /// All groups.
    pub const ALL: [Self; 4] = [Self::Pupils, Self::Parents, Self::Teachers, Self::Residents];

    /// The code of the contract.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pupils => "pupils",
            Self::Parents => "parents",
            Self::Teachers => "teachers",
            Self::Residents => "residents",
        }
    }
}

impl<'a> Participation<'a> {
    pub(crate) fn read(row: &mut RowReader<'a>) -> Option<Self> {
        let pupil = row.pupil_if_any();
        let count = row.whole(6).and_then(|number| u32::try_from(number).ok());
        let participants = pupil.map(Participants::Pupil).or(count.map(Participants::Count));
        if participants.is_none() && row.is_good() {
            row.refuse(
                6,
                Problem::OneOfTwo {
                    first: "personal_code",
                    second: "count",
                },
            );
        }
        let (programme, date) = (row.text(2), row.date(3));
        let target_group = row.chosen(4, |code| {
            TargetGroup::ALL.into_iter().find(|group| group.code() == code)
        });
        let institution_code = row.code(5);
        row.is_good().then_some(())?;
        Some(Self {
            programme: programme?,
            date: date?,
            target_group: target_group?,
            institution_code: institution_code?,
            participants: participants?,
        })
    }
}
