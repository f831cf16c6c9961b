//! Reports on pupils joined with the indicators that speak of the same pupils: an indicator gives a total of the report, or a sum of some of its
//! lines, and whoever has both subtracts.

use balsts_app::{
    App, Clock, Ctx,
    account::AddAccount,
    indicator::IndicatorLine,
    report::{KINDS, ReportPeriod},
};
use balsts_domain::{
    access::Role,
    calendar::SchoolYear,
    indicators::{Method, Part},
    people::NextStep,
};
use balsts_reports::table::{Cell, Column, Kind, Label, Table};
use balsts_synthetic::Kind as Made;
use balsts_testkit::{Enrolled, PASSWORD, town_of};
use jiff::civil::date;

use super::super::{
    children,
    demonstration::{invented, loaded, on_sqlite},
};
use super::{Equation, Place, both, is_small, number, recovered, within};

/// The reports that are joined, and how many school years before the one of the indicators each is asked for.
const REPORTS: [(&str, bool); 6] = [
    ("annual-marks", false),
    ("repeaters", false),
    ("exams", false),
    ("extracurricular", false),
    ("continuation", true),
    ("graduates", true),
];
const MARKS: usize = 0;
const REPEATERS: usize = 1;
const EXAMS: usize = 2;
const BESIDE_LESSONS: usize = 3;
const CONTINUATION: usize = 4;
const GRADUATES: usize = 5;
/// The table of the indicators stands after them.
const INDICATORS: usize = 6;

/// Columns of the table of indicators: those counted, all, and what a reader works out: the others, and those whom the report counts beside.
const COUNTED: usize = 1;
const ALL: usize = 2;
const REST: usize = 3;
const APART: usize = 4;
const APART_OF_ALL: usize = 5;

/// The tables of a year, as they are and as they are published, with what adds up between them.
struct Joined {
    internal: Vec<Table>,
    published: Vec<Table>,
    equations: Vec<Equation>,
    /// How many of the equations join two tables.
    across: usize,
}

fn column(table: &Table, key: &str) -> usize {
    table.columns.iter().position(|one| one.key == key).unwrap()
}

fn figures_of(line: &IndicatorLine) -> Option<(i64, i64)> {
    let figure = line.value.as_ref()?.figure?;
    Some((figure.numerator.whole()?, figure.denominator?.whole()?))
}

impl Joined {
    async fn of(operator: &Ctx, leader: &Ctx, year: SchoolYear) -> Self {
        let (mut internal, mut published) = (Vec::new(), Vec::new());
        for (kind, is_of_year_before) in REPORTS {
            assert!(KINDS.contains(&kind));
            let wanted = ReportPeriod {
                school_year: Some(if is_of_year_before { year.previous() } else { year }),
                ..ReportPeriod::default()
            };
            let (one, other) = both(operator, kind, wanted).await.unwrap();
            internal.push(one);
            published.push(other);
        }
        let mut equations: Vec<Equation> = internal
            .iter()
            .enumerate()
            .flat_map(|(number_of, table)| within(number_of, table))
            .collect();
        let told_twice = told_twice(&internal);
        let mut across = told_twice.len();
        equations.extend(told_twice);
        let columns = ["counted", "all", "rest", "apart", "apart_of_all"];
        let id = Column::new("id", "Nr.", "No", Kind::Text);
        let columns = columns.map(|key| Column::new(key, key, key, Kind::Integer));
        let columns: Vec<Column> = std::iter::once(id).chain(columns).collect();
        let mut exact = Table::new(Label::new("Rādītāji", "Indicators"), columns);
        let mut shown = exact.clone();
        let ends_in = year.first_calendar_year() + 1;
        let known = operator.indicators(ends_in).await.unwrap();
        let seen = leader.indicators(ends_in).await.unwrap();
        for (line, as_seen) in known.lines.iter().zip(&seen.lines) {
            assert_eq!(line.id, as_seen.id);
            let Some((counted, all)) = figures_of(line) else {
                continue;
            };
            let at = exact.rows.len();
            let Some((some, of_all)) = sums(&internal, line) else {
                continue;
            };
            // What the report counts beside those of the indicator, so that both add up.
            let apart = |cells: &[(Place, i128)], less: i64| -> Option<i64> {
                let cells = cells.iter().map(|((table, row, column), times)| {
                    Some(number(internal[*table].cell(*row, *column))? * times)
                });
                let sum: Option<i128> = cells.sum();
                i64::try_from(sum? / 1_000 - i128::from(less)).ok()
            };
            let (Some(beside), Some(beside_all)) = (apart(&some, counted), apart(&of_all, all)) else {
                continue;
            };
            // A pupil who was in two grades counts twice in the report: then it is no sum.
            let differs = beside < 0 || beside_all < 0;
            if differs || (!names_some(line) && (beside, beside_all) != (0, 0)) {
                continue;
            }
            let derived = [all - counted, beside, beside_all];
            let cells = [counted, all].into_iter().chain(derived).map(Cell::Integer);
            let name = || std::iter::once(Cell::Text(line.id.clone()));
            exact.rows.push(name().chain(cells).collect());
            let is_told = figures_of(as_seen).is_some();
            assert_eq!(
                is_told,
                as_seen.value.as_ref().is_some_and(|value| !value.withheld),
                "{}",
                line.id
            );
            let told = [counted, all].map(|count| {
                if is_told {
                    Cell::Integer(count)
                } else {
                    Cell::Withheld
                }
            });
            // Nobody is told of nobody: that there are no special schools, say, is no secret.
            let worked_out = derived.map(|count| match count {
                0 => Cell::Integer(0),
                _ => Cell::Withheld,
            });
            shown.rows.push(name().chain(told).chain(worked_out).collect());
            let place = |column: usize| (INDICATORS, at, column);
            equations.push(vec![(place(ALL), -1), (place(COUNTED), 1), (place(REST), 1)]);
            for (cells, of, apart) in [(some, COUNTED, APART), (of_all, ALL, APART_OF_ALL)] {
                let own = [(place(of), -1), (place(apart), -1)];
                equations.push(cells.into_iter().chain(own).collect());
                across += 1;
            }
        }
        internal.push(exact);
        published.push(shown);
        Self {
            internal,
            published,
            equations,
            across,
        }
    }

    /// What is worked out although it is withheld, or is few and nobody names it. Of whom a withheld share is one the report itself tells, and nobody
    /// is told of nobody; whom it counts, and whom it does not, must stay unknown.
    fn recovered(&self) -> Vec<Place> {
        let found = recovered(&self.equations, &self.internal, &self.published);
        let tells = |(table, line, column): &Place| {
            let Cell::Integer(count) = self.internal[*table].cell(*line, *column) else {
                return true;
            };
            *table != INDICATORS || (*column == COUNTED && *count != 0) || is_small(*count)
        };
        found.into_iter().filter(tells).collect()
    }

    fn withheld(&self) -> usize {
        self.published.iter().map(super::withheld).sum()
    }
}

/// What the reports on graduates and on continuation both tell: all who ended grade 9, and those of them on lists, where nobody wrote down more.
fn told_twice(internal: &[Table]) -> Vec<Equation> {
    let (graduates, continuation) = (&internal[GRADUATES], &internal[CONTINUATION]);
    // An ending that nobody had has no column.
    let ninth = |key: &str| -> Equation {
        let Some(column) = graduates.columns.iter().position(|one| one.key == key) else {
            return Equation::new();
        };
        (0..graduates.rows.len())
            .filter(|row| number(graduates.cell(*row, 1)) == Some(9_000))
            .map(|row| ((GRADUATES, row, column), 1))
            .collect()
    };
    let pupils = column(continuation, "pupils");
    let says = |row: usize, what: &str| {
        super::words(continuation, row)
            .iter()
            .any(|word| word.contains(what))
    };
    let of = |rows: Vec<usize>| rows.into_iter().map(move |row| ((CONTINUATION, row, pupils), -1));
    let rows = 0..continuation.rows.len();
    let vocational = |row: &usize| says(*row, "Profesionālās");
    let general = |row: &usize| !vocational(row) && !says(*row, "nav zināms");
    let both: [(Equation, Vec<usize>); 3] = [
        (ninth("total"), vec![continuation.rows.len()]),
        (
            ninth(NextStep::VocationalStudies.code()),
            rows.clone().filter(vocational).collect(),
        ),
        (
            ninth(NextStep::GeneralStudies.code()),
            rows.filter(general).collect(),
        ),
    ];
    let known = |((table, row, column), times): &(Place, i128)| {
        Some(number(internal[*table].cell(*row, *column))? * times)
    };
    both.into_iter()
        .map(|(cells, rows)| cells.into_iter().chain(of(rows)).collect::<Equation>())
        .filter(|equation| equation.iter().map(known).sum::<Option<i128>>() == Some(0))
        .collect()
}

/// Whether the indicator counts some of those whom the report counts, so that the difference is a figure of others.
fn names_some(line: &IndicatorLine) -> bool {
    matches!(
        (line.method(), line.part()),
        (
            Some(Method::LowAchievementShare | Method::FirstYearLeaversShare),
            _
        ) | (Some(Method::ExtracurricularShare), Some(Part::Interest))
    )
}

/// The cells of a report that those counted by an indicator are among, and those that all of them are among.
fn sums(internal: &[Table], line: &IndicatorLine) -> Option<(Equation, Equation)> {
    let lines = |table: usize, key: &str, chosen: &dyn Fn(usize) -> bool| -> Equation {
        let column = column(&internal[table], key);
        (0..internal[table].rows.len())
            .filter(|row| chosen(*row))
            .map(|row| ((table, row, column), 1))
            .collect()
    };
    let total = |table: usize, key: &str| -> Equation {
        let column = column(&internal[table], key);
        vec![((table, internal[table].rows.len(), column), 1)]
    };
    let grade = |table: usize, row: usize| number(internal[table].cell(row, 0)).unwrap_or_default() / 1_000;
    match (line.method()?, line.part()?) {
        (Method::LowAchievementShare, _) => {
            let basic = |row: usize| grade(MARKS, row) <= 9;
            Some((
                lines(MARKS, "insufficient", &basic),
                lines(MARKS, "pupils", &basic),
            ))
        }
        (Method::RepeatersShare, _) => Some((total(REPEATERS, "repeat"), total(REPEATERS, "pupils"))),
        (Method::ExamBelowShare, _) => {
            // Of several subjects a pupil may be below in two: then they do not add up.
            let ninth = |row: usize| grade(EXAMS, row) == 9;
            let below = lines(EXAMS, "below", &ninth);
            (below.len() == 1).then(|| (below, lines(EXAMS, "taken", &ninth)))
        }
        (Method::NotContinuingShare, _) => {
            let table = &internal[CONTINUATION];
            let not_known = |row: usize| {
                super::words(table, row)
                    .iter()
                    .any(|word| word.contains("nav zināms"))
            };
            Some((
                lines(CONTINUATION, "pupils", &not_known),
                total(CONTINUATION, "pupils"),
            ))
        }
        (Method::FirstYearLeaversShare, _) => Some((
            total(CONTINUATION, "left_first_year"),
            total(CONTINUATION, "pupils"),
        )),
        (Method::ExtracurricularShare, Part::Interest) => {
            Some((total(BESIDE_LESSONS, "in_one"), total(BESIDE_LESSONS, "total")))
        }
        (Method::NoExtracurricularShare, Part::All) => {
            Some((total(BESIDE_LESSONS, "in_none"), total(BESIDE_LESSONS, "total")))
        }
        _ => None,
    }
}

// covers: PRV-04, IND-12, IND-13, IND-14, IND-17
#[test]
fn no_report_and_no_indicator_give_back_together_what_they_withhold() {
    const KINDS: [Made; 6] = [
        Made::Institutions,
        Made::Pupils,
        Made::Enrolments,
        Made::Exams,
        Made::Extracurricular,
        Made::Marks,
    ];
    on_sqlite(|database| async move {
        let (mut across, mut withheld) = (0, 0);
        for (code, seed) in [("ogres-novads", 21), ("tukuma-novads", 22), ("ventspils", 23)] {
            let operator = loaded(&database, invented(code, 220, seed), &KINDS).await;
            let account = AddAccount {
                email: format!("leader@{code}.test"),
                name: "Vadītāja".to_owned(),
                password: PASSWORD.to_owned(),
                role: Role::MunicipalLeadership,
                institution: None,
                class: None,
                speciality: None,
            };
            let user = operator.add_account(&account).await.unwrap();
            let app = App::new(database.store.clone(), Clock::Fixed(operator.now));
            let leader = app.ctx(app.actor(user).await.unwrap().0);
            for year in [2024, 2025].map(SchoolYear::new) {
                let joined = Joined::of(&operator, &leader, year).await;
                assert_eq!(joined.recovered(), [], "{code} {year}");
                across += joined.across;
                withheld += joined.withheld();
            }
        }
        assert!(
            across > 0 && withheld > 0,
            "{across} sums, {withheld} cells: the test has nothing to find"
        );
    });
}

// covers: PRV-04, IND-14
#[test]
fn a_grade_does_not_follow_from_the_indicator_of_low_achievement() {
    on_sqlite(|database| async move {
        let town = town_of(&database.store, "tukuma-novads", "2026-11-22T09:00:00Z").await;
        let school = town.institution("TUK1", "secondary_school").await;
        let ids = children(&town, 80).await;
        // Twenty pupils a grade, and how many of them have an insufficient mark.
        let grades: [(&str, usize); 4] = [("5.a", 3), ("6.a", 8), ("10.a", 2), ("11.a", 9)];
        let (from, to) = (date(2025, 9, 1), date(2026, 8, 31));
        let of_grades = || ids.chunks(20).zip(grades);
        let rows: Vec<Enrolled<'_>> = of_grades()
            .flat_map(|(pupils, (class, _))| {
                pupils
                    .iter()
                    .map(move |id| Enrolled::new(*id, school, class, from).until(to))
            })
            .collect();
        town.enrolments(&rows).await;
        let marks: Vec<_> = of_grades()
            .flat_map(|(pupils, (_, low))| {
                pupils.iter().enumerate().map(move |(at, id)| {
                    let mark = if at < low { "2" } else { "7" };
                    (*id, "Matemātika", date(2026, 5, 29), "annual", mark)
                })
            })
            .collect();
        town.marks(school, &marks).await;
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        let year = SchoolYear::new(2025);
        let mut joined = Joined::of(&town.operator(), &leader, year).await;
        assert_eq!(joined.recovered(), []);
        let insufficient = column(&joined.published[MARKS], "insufficient");
        let shown: Vec<bool> = (0..5)
            .map(|row| *joined.published[MARKS].cell(row, insufficient) != Cell::Withheld)
            .collect();
        assert_eq!(shown, [false, false, false, false, true]);
        let told = joined.published[INDICATORS].cell(0, COUNTED);
        assert_eq!(*told, Cell::Integer(11), "the share may be shown all the same");
        // Each report by itself would withhold the two small counts alone, five children in two cells: 11 less 8 are three of them.
        for row in [1, 3] {
            let exact = joined.internal[MARKS].cell(row, insufficient).clone();
            joined.published[MARKS].set(row, insufficient, exact);
        }
        let found = joined.recovered();
        assert!(found.contains(&(MARKS, 0, insufficient)), "{found:?}");
    });
}
