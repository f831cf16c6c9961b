//! Time as schools and offices count it: periods, school years, semesters, public holidays, school days and
//! working days. Holidays follow by rule; semesters and breaks come from dated tables which a municipality may
//! edit. Nothing here asks what day it is.

mod day;
mod exceptions;
mod holidays;
mod index;
mod overview;
mod period;
mod school_days;
mod school_year;
mod tables;
mod working;

pub use day::{date_of, day_number};
pub use exceptions::{Change, Exception};
pub use holidays::{HolidayKind, PublicHoliday, easter_sunday, public_holidays};
pub use index::SchoolDaysIndex;
pub use overview::{HolidayEntry, YearOverview};
pub use period::{Period, PeriodError, Validity};
pub use school_days::{DayKind, SchoolDays, SemesterSpan};
pub use school_year::{SchoolYear, SchoolYearError, Semester, SemesterError};
pub use tables::{Break, BreakKind, Calendar, GradeEnd, TableError, YearTable};
pub use working::{InstitutionWays, ShiftedDay, WorkingCalendar, shifted_days};
