//! Public holidays by rule, with the few dated days no rule yields.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::day::{date_of, day_number, is_weekend, plus_days, weekday_index};
use super::working::ShiftedDay;

/// Which public holiday a day is (Law on holidays, remembrance and celebration days, art. 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayKind {
    /// 1 January.
    NewYear,
    /// The Friday before Easter.
    GoodFriday,
    /// Easter Sunday.
    EasterSunday,
    /// The Monday after Easter.
    EasterMonday,
    /// 1 May.
    LabourDay,
    /// 4 May, restoration of independence.
    IndependenceRestoration,
    /// Second Sunday of May.
    MothersDay,
    /// Fiftieth day of Easter.
    WhitSunday,
    /// 23 June.
    MidsummerEve,
    /// 24 June.
    Midsummer,
    /// Closing day of the Song and Dance Festival.
    SongFestival,
    /// 18 November.
    ProclamationDay,
    /// 24 December.
    ChristmasEve,
    /// 25 December.
    Christmas,
    /// 26 December.
    SecondChristmas,
    /// 31 December.
    NewYearsEve,
}

impl HolidayKind {
    /// Every kind in the order of the year.
    pub const ALL: [Self; 16] = [
        Self::NewYear,
        Self::GoodFriday,
        Self::EasterSunday,
        Self::EasterMonday,
        Self::LabourDay,
        Self::IndependenceRestoration,
        Self::MothersDay,
        Self::WhitSunday,
        Self::MidsummerEve,
        Self::Midsummer,
        Self::SongFestival,
        Self::ProclamationDay,
        Self::ChristmasEve,
        Self::Christmas,
        Self::SecondChristmas,
        Self::NewYearsEve,
    ];

    /// Code, the same as in serialised form; a message key is made from it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NewYear => "new_year",
            Self::GoodFriday => "good_friday",
            Self::EasterSunday => "easter_sunday",
            Self::EasterMonday => "easter_monday",
            Self::LabourDay => "labour_day",
            Self::IndependenceRestoration => "independence_restoration",
            Self::MothersDay => "mothers_day",
            Self::WhitSunday => "whit_sunday",
            Self::MidsummerEve => "midsummer_eve",
            Self::Midsummer => "midsummer",
            Self::SongFestival => "song_festival",
            Self::ProclamationDay => "proclamation_day",
            Self::ChristmasEve => "christmas_eve",
            Self::Christmas => "christmas",
            Self::SecondChristmas => "second_christmas",
            Self::NewYearsEve => "new_years_eve",
        }
    }

    /// Whether the next working day is off when the holiday falls on a weekend.
    const fn moves(self) -> bool {
        matches!(
            self,
            Self::IndependenceRestoration | Self::ProclamationDay | Self::SongFestival
        )
    }
}

/// A day off for everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicHoliday {
    /// The day off.
    pub date: Date,
    /// Which holiday.
    pub kind: HolidayKind,
    /// The weekend day of the holiday itself when this is the day given instead of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_from: Option<Date>,
}

#[derive(Deserialize)]
pub(super) struct DatedDays {
    festival: Vec<Festival>,
    pub(super) shifted: Vec<ShiftedDay>,
}

#[derive(Deserialize)]
struct Festival {
    date: Date,
}

#[expect(
    clippy::expect_used,
    reason = "the file is part of the program and a test reads it"
)]
pub(super) static DATED: LazyLock<DatedDays> =
    LazyLock::new(|| toml::from_str(include_str!("holidays.toml")).expect("holidays.toml is well-formed"));

/// Easter Sunday of the Gregorian calendar (anonymous algorithm of Meeus, Jones and Butcher).
pub fn easter_sunday(year: i16) -> Date {
    let number = i32::from(year);
    let golden = number.rem_euclid(19);
    let (century, year_of_century) = (number.div_euclid(100), number.rem_euclid(100));
    let moon_correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - century.div_euclid(4) - moon_correction + 15).rem_euclid(30);
    let leap = 2 * century.rem_euclid(4) + 2 * (year_of_century / 4) - year_of_century % 4;
    let weekday = (32 + leap - epact).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    Date::new(year, (days / 31) as i8, (days % 31 + 1) as i8).unwrap_or(Date::MAX)
}

/// The public holidays of a calendar year in order, moved days included.
pub fn public_holidays(year: i16) -> Vec<PublicHoliday> {
    let fixed = |month, day| Date::new(year, month, day).unwrap_or(Date::MAX);
    let easter = easter_sunday(year);
    let first_of_may = day_number(fixed(5, 1));
    let second_sunday_of_may = date_of(first_of_may + (6 - weekday_index(first_of_may)) + 7);
    let mut days = vec![
        (fixed(1, 1), HolidayKind::NewYear),
        (plus_days(easter, -2), HolidayKind::GoodFriday),
        (easter, HolidayKind::EasterSunday),
        (plus_days(easter, 1), HolidayKind::EasterMonday),
        (fixed(5, 1), HolidayKind::LabourDay),
        (fixed(5, 4), HolidayKind::IndependenceRestoration),
        (second_sunday_of_may, HolidayKind::MothersDay),
        (plus_days(easter, 49), HolidayKind::WhitSunday),
        (fixed(6, 23), HolidayKind::MidsummerEve),
        (fixed(6, 24), HolidayKind::Midsummer),
        (fixed(11, 18), HolidayKind::ProclamationDay),
        (fixed(12, 24), HolidayKind::ChristmasEve),
        (fixed(12, 25), HolidayKind::Christmas),
        (fixed(12, 26), HolidayKind::SecondChristmas),
        (fixed(12, 31), HolidayKind::NewYearsEve),
    ];
    let festivals = DATED
        .festival
        .iter()
        .filter(|festival| festival.date.year() == year);
    days.extend(festivals.map(|festival| (festival.date, HolidayKind::SongFestival)));

    let mut holidays: Vec<_> = days
        .iter()
        .map(|&(date, kind)| PublicHoliday {
            date,
            kind,
            moved_from: None,
        })
        .collect();
    for (date, kind) in days.into_iter().filter(|(_, kind)| kind.moves()) {
        let mut day = day_number(date);
        if !is_weekend(day) {
            continue;
        }
        // Not simply the Monday: that may itself be a holiday.
        while is_weekend(day) || holidays.iter().any(|holiday| day_number(holiday.date) == day) {
            day += 1;
        }
        holidays.push(PublicHoliday {
            date: date_of(day),
            kind,
            moved_from: Some(date),
        });
    }
    holidays.sort_by_key(|holiday| holiday.date);
    holidays
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{Weekday, date};

    fn dates(year: i16) -> Vec<Date> {
        public_holidays(year)
            .into_iter()
            .map(|holiday| holiday.date)
            .collect()
    }

    #[test]
    fn easter_of_known_years() {
        for (year, month, day) in [
            (2008, 3, 23),
            (2011, 4, 24),
            (2022, 4, 17),
            (2023, 4, 9),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
        ] {
            assert_eq!(easter_sunday(year), date(year, month, day));
        }
        for year in 1900..2200 {
            let easter = easter_sunday(year);
            assert_eq!(easter.weekday(), Weekday::Sunday);
            assert!((date(year, 3, 22)..=date(year, 4, 25)).contains(&easter));
        }
    }

    #[test]
    fn holidays_on_a_weekend_give_the_next_working_day_off() {
        // 18.11.2023 is a Saturday, 9.7.2023 a Sunday, 4.5.2024 a Saturday.
        assert!(dates(2023).contains(&date(2023, 11, 20)));
        assert!(dates(2023).contains(&date(2023, 7, 10)));
        assert!(dates(2024).contains(&date(2024, 5, 6)));
        // 4.5.2026 is a Monday: nothing moves. 1.5.2027 is a Saturday and never moves.
        assert_eq!(
            public_holidays(2026)
                .iter()
                .filter(|holiday| holiday.moved_from.is_some())
                .count(),
            0
        );
        assert!(!dates(2027).contains(&date(2027, 5, 3)));
    }

    #[test]
    fn the_year_2026_is_complete() {
        let expected = [
            (1, 1),
            (4, 3),
            (4, 5),
            (4, 6),
            (5, 1),
            (5, 4),
            (5, 10),
            (5, 24),
            (6, 23),
            (6, 24),
            (11, 18),
            (12, 24),
            (12, 25),
            (12, 26),
            (12, 31),
        ];
        assert_eq!(dates(2026), expected.map(|(month, day)| date(2026, month, day)));
    }
}
