//! Reads the fields of one row by their type and collects what is wrong with them, all of it and not the first
//! alone.

use std::str::FromStr;

use balsts_domain::achievement::Mark;
use balsts_domain::calendar::{SchoolYear, Semester};
use balsts_domain::people::{CodeError, PersonalCode, PupilCode, PupilCodeError};
use balsts_domain::registry::{ClassLabel, ProgrammeCode};
use jiff::civil::Date;

use crate::cells::{CellKind, RawRow};
use crate::columns::{ColumnType, Need};
use crate::header::{Layout, Source};
use crate::problem::{Problem, RowError};
use crate::rows::PupilRef;
use crate::text::shown;
use crate::values::{self, DateFormat};
use crate::warning::Warning;

pub(crate) struct RowReader<'r> {
    raw: RawRow<'r>,
    layout: &'r Layout,
    /// In a wide table: the column being read and the value of its header.
    wide: Option<(usize, &'r str)>,
    pub errors: Vec<RowError>,
    pub warnings: Vec<Warning>,
}

impl<'r> RowReader<'r> {
    pub fn new(raw: RawRow<'r>, layout: &'r Layout, wide: Option<(usize, &'r str)>) -> Self {
        Self {
            raw,
            layout,
            wide,
            errors: Vec::new(),
            warnings: Vec::new(),
        }
    }

    #[inline]
    fn source(&self, index: usize) -> (&'r str, CellKind) {
        match self.layout.sources[index] {
            Source::Absent => ("", CellKind::Text),
            Source::Field(place) => self.raw.cell(place),
            Source::Constant => (
                self.layout
                    .profile
                    .constants
                    .get(&index)
                    .map_or("", String::as_str),
                CellKind::Text,
            ),
            Source::WideKey => (self.wide.map_or("", |wide| wide.1), CellKind::Text),
            Source::WideValue => self
                .wide
                .map_or(("", CellKind::Text), |wide| self.raw.cell(wide.0)),
        }
    }

    /// Whether the profile leaves the row out.
    pub fn left_out(&self) -> bool {
        self.layout.profile.left_out.iter().any(|(index, values)| {
            let value = self.source(*index).0.to_lowercase();
            values.contains(&value)
        })
    }

    /// The value of a field after the profile's codes; None when there is none, with an error where it is due.
    pub fn value(&mut self, index: usize) -> Option<&'r str> {
        let (mut text, of) = self.source(index);
        match of {
            CellKind::Text | CellKind::Made | CellKind::Number => {}
            CellKind::Formula => {
                self.refuse(index, Problem::Formula);
                return None;
            }
            CellKind::Error => {
                self.refuse(index, Problem::CellError(self.of(index)));
                return None;
            }
        }
        // Programs that write tables for spreadsheets put an apostrophe before what could be a formula.
        if let Some(rest) = text.strip_prefix('\'')
            && rest.starts_with(['=', '+', '-', '@'])
        {
            text = rest;
        }
        if !self.layout.profile.is_plain() {
            text = self.mapped(index, text);
        }
        if text.is_empty() {
            self.miss(index);
            return None;
        }
        Some(text)
    }

    fn mapped(&self, index: usize, text: &'r str) -> &'r str {
        let profile = &self.layout.profile;
        if text.is_empty() {
            return profile.when_empty.get(&index).map_or("", String::as_str);
        }
        let Some(codes) = profile.codes.get(&index) else {
            return text;
        };
        codes
            .get(text)
            .or_else(|| codes.get(&text.to_lowercase()))
            .map_or(text, String::as_str)
    }

    /// Like [`Self::value`] for fields where a dash or “Nav datu” means that there is none.
    fn figure(&mut self, index: usize) -> Option<&'r str> {
        let text = self.value(index)?;
        if values::means_nothing(text) {
            if self.layout.columns[index].need == Need::Required {
                self.refuse(index, Problem::NoFigure(self.of(index)));
            }
            return None;
        }
        Some(text)
    }

    fn of(&self, index: usize) -> ColumnType {
        self.layout.columns[index].of
    }

    fn miss(&mut self, index: usize) {
        if self.layout.columns[index].need == Need::Required {
            self.refuse(index, Problem::Required(self.of(index)));
        }
    }

    /// Records what is wrong with a field.
    pub fn refuse(&mut self, index: usize, problem: Problem) {
        self.errors.push(RowError {
            row: self.raw.row,
            column: shown(&self.layout.column_name(index, self.wide.map(|wide| wide.0))),
            field: self.layout.columns[index].name,
            value: shown(self.source(index).0),
            problem,
        });
    }

    fn kept<T>(&mut self, index: usize, read: Result<T, Problem>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(problem) => {
                self.refuse(index, problem);
                None
            }
        }
    }

    /// The pupil of the row: columns 0 and 1 of every table about pupils.
    pub fn pupil(&mut self) -> Option<PupilRef<'r>> {
        let found = self.pupil_if_any();
        if found.is_none() && self.errors.is_empty() {
            self.refuse(0, Problem::PupilMissing);
        }
        found
    }

    /// The pupil of the row, if it names one.
    pub fn pupil_if_any(&mut self) -> Option<PupilRef<'r>> {
        let before = self.errors.len();
        let personal_code = self.personal_code(0);
        let pupil_code = match self.value(1) {
            None => None,
            Some(text) => {
                let read = PupilCode::from_str(text)
                    .map(|_| text)
                    .map_err(pupil_code_problem);
                self.kept(1, read)
            }
        };
        let some = personal_code.is_some() || pupil_code.is_some();
        (some && self.errors.len() == before).then_some(PupilRef {
            personal_code,
            pupil_code,
        })
    }

    fn personal_code(&mut self, index: usize) -> Option<PersonalCode> {
        let text = self.value(index)?;
        let number = self.source(index).1 == CellKind::Number;
        let read = if number && (9..=10).contains(&text.len()) {
            // A spreadsheet keeps a code without hyphen as a number and loses the zero in front.
            PersonalCode::parse(&format!("{text:0>11}"))
        } else {
            PersonalCode::parse(text)
        };
        match read {
            Ok((code, check)) => {
                if check.check_digit_fails {
                    self.warnings.push(Warning::CheckDigit {
                        row: self.raw.row,
                        column: self.layout.column_name(index, None),
                        value: text.to_owned(),
                    });
                }
                Some(code)
            }
            Err(error) => {
                self.refuse(index, code_problem(error));
                None
            }
        }
    }

    /// A remark where the birth date is not that of an old personal code.
    pub fn compare_birth_date(
        &mut self,
        index: usize,
        pupil: Option<PupilRef<'r>>,
        birth_date: Option<Date>,
    ) {
        let of_code = pupil
            .and_then(|pupil| pupil.personal_code)
            .and_then(PersonalCode::birth_date);
        if let (Some(of_code), Some(given)) = (of_code, birth_date)
            && of_code != given
            && self.warnings.is_empty()
        {
            self.warnings.push(Warning::BirthDate {
                row: self.raw.row,
                column: self.layout.column_name(index, None),
                value: self.source(index).0.to_owned(),
            });
        }
    }

    pub fn code(&mut self, index: usize) -> Option<&'r str> {
        let text = self.value(index)?;
        self.kept(index, values::code(text))
    }

    pub fn text(&mut self, index: usize) -> Option<&'r str> {
        let text = self.value(index)?;
        let max = if let ColumnType::Text(max) = self.of(index) {
            max
        } else {
            values::LONGEST_CODE
        };
        self.kept(index, values::text(max, text))
    }

    pub fn email(&mut self, index: usize) -> Option<&'r str> {
        let text = self.value(index)?;
        self.kept(index, values::email(text))
    }

    pub fn date(&mut self, index: usize) -> Option<Date> {
        let text = self.figure(index)?;
        let formats: &[DateFormat] = &self.layout.profile.date_formats;
        let of = self.of(index);
        let read = match of {
            ColumnType::PeriodStart | ColumnType::PeriodEnd => values::parse_period(of, text, formats),
            _ => values::parse_date(of, text, formats),
        };
        self.kept(index, read)
    }

    /// A start and an end that is not before it.
    pub fn period(&mut self, from: usize, to: usize) -> (Option<Date>, Option<Date>) {
        let (start, end) = (self.date(from), self.date(to));
        if let (Some(start), Some(end)) = (start, end)
            && end < start
        {
            self.refuse(to, Problem::PeriodReversed { from: start });
        }
        (start, end)
    }

    pub fn whole(&mut self, index: usize) -> Option<i64> {
        let text = self.figure(index)?;
        let read = values::whole(self.of(index), text);
        self.kept(index, read)
    }

    pub fn thousandths(&mut self, index: usize) -> Option<i64> {
        let text = self.figure(index)?;
        let read = values::thousandths(self.of(index), text);
        self.kept(index, read)
    }

    pub fn yes_no(&mut self, index: usize) -> Option<bool> {
        let text = self.value(index)?;
        self.kept(index, values::yes_no(text))
    }

    /// The canonical code of one of the column's choices.
    pub fn choice(&mut self, index: usize) -> Option<&'static str> {
        let text = self.value(index)?;
        let ColumnType::Choice(choices) = self.of(index) else {
            return None;
        };
        self.kept(index, values::choice(choices, text))
    }

    /// One of the column's choices as the domain names it.
    pub fn chosen<T>(&mut self, index: usize, find: impl FnOnce(&'static str) -> Option<T>) -> Option<T> {
        let code = self.choice(index)?;
        let found = find(code).ok_or(Problem::NotAccepted(self.of(index)));
        self.kept(index, found)
    }

    /// One of the column's choices, or another spelling that the domain knows.
    pub fn known<T>(&mut self, index: usize, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.value(index)?;
        let of = self.of(index);
        let listed = if let ColumnType::Choice(choices) = of {
            values::choice(choices, text).ok()
        } else {
            None
        };
        let found = listed
            .and_then(&parse)
            .or_else(|| parse(text))
            .ok_or(Problem::NotAccepted(of));
        self.kept(index, found)
    }

    /// A value that the domain itself reads.
    pub fn parsed<T>(&mut self, index: usize, parse: impl FnOnce(&'r str) -> Option<T>) -> Option<T> {
        let text = self.value(index)?;
        let read = parse(text).ok_or(Problem::NotAccepted(self.of(index)));
        self.kept(index, read)
    }

    pub fn class(&mut self, index: usize) -> Option<ClassLabel> {
        self.parsed(index, values::class)
    }

    /// A mark: a number that is none is told apart from a word that is none.
    pub fn mark(&mut self, index: usize) -> Option<Mark> {
        let text = self.value(index)?;
        let number = values::parse_thousandths(text).is_some();
        let of = self.of(index);
        let read = values::mark(text).ok_or(if number {
            Problem::OutOfRange(of)
        } else {
            Problem::NotAccepted(of)
        });
        self.kept(index, read)
    }

    pub fn programme_code(&mut self, index: usize) -> Option<ProgrammeCode> {
        self.parsed(index, values::programme_code)
    }

    /// Codes with `;` between them, as they stand.
    pub fn list(&mut self, index: usize) -> Option<&'r str> {
        let text = self.value(index)?;
        self.kept(index, values::text(2_000, text))
    }

    pub fn school_year(&mut self, index: usize) -> Option<SchoolYear> {
        self.parsed(index, |text| SchoolYear::from_str(text).ok())
    }

    pub fn semester(&mut self, index: usize) -> Option<Semester> {
        self.parsed(index, values::semester)
    }

    /// Whether the row is without an error so far: then every required field has its value.
    pub fn is_good(&self) -> bool {
        self.errors.is_empty()
    }
}

fn code_problem(error: CodeError) -> Problem {
    match error {
        CodeError::Century(digit) => Problem::PersonalCodeCentury {
            digit: char::from_digit(digit.into(), 10).unwrap_or('?'),
        },
        CodeError::ImpossibleDate => Problem::PersonalCodeDate,
        CodeError::Empty | CodeError::Format | CodeError::Length(_) => Problem::PersonalCodeFormat,
    }
}

fn pupil_code_problem(error: PupilCodeError) -> Problem {
    match error {
        PupilCodeError::PersonalCode => Problem::PersonalCodeAsPupilCode,
        PupilCodeError::Empty | PupilCodeError::TooLong | PupilCodeError::Character(_) => {
            Problem::PupilCodeFormat
        }
    }
}

/// Whether a field of this type accepts a value: constants and codes of profiles are checked by it.
pub(crate) fn check_value(of: ColumnType, value: &str, formats: &[DateFormat]) -> Result<(), Problem> {
    match of {
        ColumnType::PersonalCode => PersonalCode::parse(value).map(|_| ()).map_err(code_problem),
        ColumnType::PupilCode => PupilCode::from_str(value).map(|_| ()).map_err(pupil_code_problem),
        ColumnType::Code | ColumnType::List => values::code(value).map(|_| ()),
        ColumnType::Text(max) => values::text(max, value).map(|_| ()),
        ColumnType::Email => values::email(value).map(|_| ()),
        ColumnType::Date => values::parse_date(of, value, formats).map(|_| ()),
        ColumnType::PeriodStart | ColumnType::PeriodEnd => {
            values::parse_period(of, value, formats).map(|_| ())
        }
        ColumnType::Whole(..) => values::whole(of, value).map(|_| ()),
        ColumnType::Decimal(..) | ColumnType::Positive(_) => values::thousandths(of, value).map(|_| ()),
        ColumnType::YesNo => values::yes_no(value).map(|_| ()),
        ColumnType::Choice(choices) => values::choice(choices, value).map(|_| ()),
        ColumnType::Choices(choices) => value
            .split(';')
            .try_for_each(|one| values::choice(choices, one.trim()).map(|_| ()))
            .map_err(|_| Problem::NotAccepted(of)),
        ColumnType::Class
        | ColumnType::Mark
        | ColumnType::ProgrammeCode
        | ColumnType::SchoolYear
        | ColumnType::Semester => {
            let known = match of {
                ColumnType::Class => values::class(value).is_some(),
                ColumnType::Mark => values::mark(value).is_some(),
                ColumnType::ProgrammeCode => values::programme_code(value).is_some(),
                ColumnType::SchoolYear => SchoolYear::from_str(value).is_ok(),
                _ => values::semester(value).is_some(),
            };
            if known {
                Ok(())
            } else {
                Err(Problem::NotAccepted(of))
            }
        }
    }
}
