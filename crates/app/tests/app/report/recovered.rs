//! Whoever has all published reports of a municipality tries to work out what they withhold: from totals within a table, from the year and its
//! semesters together, and from the indicators of the annual report beside its tables. What adds up is found in the internal tables, not asked of
//! the program; it is solved exactly, block by block, and then by the bounds of what is left.

mod joined;
mod solved;

use balsts_app::{
    App, Clock, Ctx,
    programme::version::TakeIn,
    report::{KINDS, Narrowing, ReportPeriod},
};
use balsts_domain::{
    access::Role,
    calendar::{SchoolYear, Semester},
    indicators::Method,
    programme::{AnnualYear, Programme, shipped_text},
};
use balsts_reports::table::{Cell, Column, Kind, Label, Table};
use balsts_synthetic::Kind as Made;
use balsts_testkit::Town;

use super::demonstration::{invented, loaded, on_sqlite};
use solved::recovered;

/// A cell: table, line, column.
type Place = (usize, usize, usize);

/// A sum of cells that is known, and how often each counts. Their sum is nought.
type Equation = Vec<(Place, i128)>;

/// A number in thousandths; nothing for what is not known or no number.
fn number(cell: &Cell) -> Option<i128> {
    match cell {
        Cell::Integer(value) => Some(i128::from(*value) * 1_000),
        Cell::Decimal(value) => value.to_fixed(3).replace('.', "").parse().ok(),
        _ => None,
    }
}

fn lines(table: &Table) -> usize {
    table.rows.len() + table.totals.len()
}

fn figures(table: &Table) -> Vec<usize> {
    let counts = |kind| matches!(kind, Kind::Integer | Kind::Decimal(_));
    (0..table.columns.len())
        .filter(|column| counts(table.columns[*column].kind))
        .collect()
}

/// The words of a line: what it is about.
fn words(table: &Table, line: usize) -> Vec<String> {
    (0..table.columns.len())
        .filter_map(|column| match table.cell(line, column) {
            Cell::Text(text) => Some(text.clone()),
            Cell::Label(label) => Some(label.lv.clone()),
            Cell::Coded(code, _) => Some(code.clone()),
            _ => None,
        })
        .collect()
}

/// All figures of a table, read once.
fn numbers(table: &Table) -> Vec<Vec<Option<i128>>> {
    (0..lines(table))
        .map(|line| {
            (0..table.columns.len())
                .map(|column| number(table.cell(line, column)))
                .collect()
        })
        .collect()
}

/// The sum of cells where all are known.
fn sum(known: &[Vec<Option<i128>>], cells: impl IntoIterator<Item = (usize, usize)>) -> Option<i128> {
    cells.into_iter().map(|(line, column)| known[line][column]).sum()
}

/// What adds up within a table, as anybody can see who knows what its lines and columns are.
fn within(number_of: usize, table: &Table) -> Vec<Equation> {
    let mut found = Vec::new();
    let known = numbers(table);
    let named: Vec<Vec<String>> = (0..lines(table)).map(|line| words(table, line)).collect();
    let cells = |total: (usize, usize), parts: &[(usize, usize)]| -> Equation {
        std::iter::once(((number_of, total.0, total.1), -1))
            .chain(
                parts
                    .iter()
                    .map(|(line, column)| ((number_of, *line, *column), 1)),
            )
            .collect()
    };
    for column in figures(table) {
        for total in table.rows.len()..lines(table) {
            let alike = |line: &usize| named[*line].iter().any(|word| named[total].contains(word));
            let all: Vec<usize> = (0..table.rows.len()).collect();
            let some: Vec<usize> = (0..table.rows.len()).filter(alike).collect();
            let totals: Vec<usize> = (table.rows.len()..total).collect();
            for of in [all, some, totals] {
                let parts: Vec<(usize, usize)> = of.into_iter().map(|line| (line, column)).collect();
                let added = sum(&known, parts.iter().copied());
                if parts.len() > 1 && added.is_some() && added == known[total][column] {
                    found.push(cells((total, column), &parts));
                }
            }
        }
    }
    let columns = figures(table);
    for total in &columns {
        for (from, first) in columns.iter().enumerate() {
            for last in &columns[from + 1..] {
                let parts: Vec<usize> = (*first..=*last).filter(|one| columns.contains(one)).collect();
                if parts.contains(total) {
                    continue;
                }
                let of = |line: usize| -> Vec<(usize, usize)> {
                    parts.iter().map(|column| (line, *column)).collect()
                };
                let holds = |line: &usize| {
                    let added = sum(&known, of(*line));
                    added.is_some() && added == known[*line][*total]
                };
                let says = (0..lines(table))
                    .filter(|line| known[*line][*total] > Some(0))
                    .count();
                if says > 2 && (0..lines(table)).all(|line| holds(&line)) {
                    found.extend((0..lines(table)).map(|line| cells((line, *total), &of(line))));
                }
            }
        }
    }
    found
}

/// Puts the columns and lines of the published table where the internal one has them.
fn placed(internal: &Table, published: &Table) -> Table {
    assert_eq!(lines(internal), lines(published), "{:?}", internal.title);
    let mut same = internal.clone();
    for (column, of) in internal.columns.iter().enumerate() {
        let Some(from) = published.columns.iter().position(|one| one.key == of.key) else {
            continue;
        };
        for line in 0..lines(internal) {
            same.set(line, column, published.cell(line, from).clone());
        }
    }
    same
}

/// The internal and the published table of a kind.
async fn both(ctx: &Ctx, kind: &str, wanted: ReportPeriod) -> Option<(Table, Table)> {
    let public = ReportPeriod {
        published: true,
        ..wanted
    };
    let internal = ctx.report(kind, &wanted).await.ok()?;
    let published = ctx.report(kind, &public).await.ok()?;
    let published = placed(&internal, &published);
    Some((internal, published))
}

fn withheld(table: &Table) -> usize {
    (0..lines(table))
        .flat_map(|line| (0..table.columns.len()).map(move |column| (line, column)))
        .filter(|(line, column)| *table.cell(*line, *column) == Cell::Withheld)
        .count()
}

/// What equal lines of a year and its semesters add up to: columns that do so in every line.
fn across(tables: &[Table]) -> Vec<Equation> {
    let Some((year, semesters)) = tables.split_first() else {
        return Vec::new();
    };
    let named: Vec<Vec<Vec<String>>> = tables
        .iter()
        .map(|table| (0..lines(table)).map(|line| words(table, line)).collect())
        .collect();
    let mut found = Vec::new();
    for column in figures(year) {
        let mut of_column: Vec<Equation> = Vec::new();
        let mut adds_up = true;
        for line in 0..lines(year) {
            let places: Vec<Place> = (1..)
                .zip(semesters)
                .filter_map(|(table, _)| {
                    let line = named[table].iter().position(|one| *one == named[0][line])?;
                    Some((table, line, column))
                })
                .collect();
            let added: Option<i128> = places
                .iter()
                .map(|(table, line, column)| number(tables[*table].cell(*line, *column)))
                .sum();
            if places.is_empty() {
                continue;
            }
            adds_up &= added.is_some() && added == number(year.cell(line, column));
            let parts = places.into_iter().map(|place| (place, 1));
            of_column.push(std::iter::once(((0, line, column), -1)).chain(parts).collect());
        }
        if adds_up {
            found.extend(of_column);
        }
    }
    found
}

/// How many cells the reports of a year withhold; none of them follows from the others.
async fn no_report_gives_back_what_it_withholds(ctx: &Ctx, year: SchoolYear) -> usize {
    let mut all = 0;
    for kind in KINDS {
        let wanted = ReportPeriod {
            school_year: Some(year),
            ..ReportPeriod::default()
        };
        let Some((internal, published)) = both(ctx, kind, wanted).await else {
            continue;
        };
        all += withheld(&published);
        let (mut internals, mut publisheds) = (vec![internal], vec![published]);
        if Narrowing::of(kind) == Narrowing::Semester {
            for semester in [Semester::First, Semester::Second] {
                let wanted = ReportPeriod {
                    semester: Some(semester),
                    ..wanted
                };
                if let Some((internal, published)) = both(ctx, kind, wanted).await {
                    internals.push(internal);
                    publisheds.push(published);
                }
            }
        }
        let equations: Vec<Equation> = internals
            .iter()
            .enumerate()
            .flat_map(|(number, table)| within(number, table))
            .chain(across(&internals))
            .collect();
        let found = recovered(&equations, &internals, &publisheds);
        assert!(
            found.is_empty(),
            "{kind} of {year}: {found:?} follow from the rest of\n{}",
            publisheds
                .iter()
                .map(|table| table.to_csv().unwrap())
                .collect::<Vec<_>>()
                .join("\n")
        );
    }
    all
}

/// The smallest count that is shown.
const SMALLEST: i64 = 5;

fn is_small(count: i64) -> bool {
    (1..SMALLEST).contains(&count)
}

/// In the annual report no indicator is shown behind which few children stand, alone or together with the table of support plans; and of none that
/// is not shown it is told how it stands. Gives how many are withheld.
async fn no_indicator_of_the_annual_report_tells_of_few(board: &Ctx, year: AnnualYear) -> usize {
    let seen = board.indicators(year.year()).await.unwrap();
    let report = board.annual(year).await.unwrap().unwrap().report;
    let plans = report
        .situation
        .iter()
        .map(|one| &one.table)
        .find(|table| table.columns.iter().any(|column| column.key == "plans"));
    let supported = plans.and_then(|table| match table.totals.last()?.last()? {
        Cell::Integer(pupils) => Some(*pupils),
        _ => None,
    });
    assert_eq!(seen.lines.len(), report.indicators.len());
    let mut withheld = 0;
    for (line, row) in seen.lines.iter().zip(&report.indicators) {
        let id = line.id.as_str();
        if row.is_withheld {
            withheld += 1;
            assert!(row.value.is_none(), "{id}");
            assert_eq!(row.status.en, "not shown", "{id}");
        }
        let Some(figure) = line.value.as_ref().and_then(|value| value.figure) else {
            continue;
        };
        if !figure.of_children || row.is_withheld {
            continue;
        }
        let some = figure.numerator.whole().unwrap();
        assert!(!is_small(some), "{id}: {some}");
        if let Some(all) = figure.denominator {
            let rest = all.whole().unwrap() - some;
            assert!(!is_small(rest), "{id}: all but {rest}");
        }
        if let (Some(Method::SupportedShare), Some(supported)) = (line.method(), supported) {
            assert!(
                !is_small(supported - some),
                "{id}: {some} of {supported} with a plan"
            );
        }
    }
    withheld
}

// covers: PRV-04
#[test]
fn no_published_report_gives_back_what_it_withholds() {
    const KINDS: [Made; 13] = [
        Made::Institutions,
        Made::Staff,
        Made::Pupils,
        Made::Enrolments,
        Made::Lessons,
        Made::Absences,
        Made::AbsenceTotals,
        Made::Exams,
        Made::Incidents,
        Made::Extracurricular,
        Made::Circumstances,
        Made::SupportPlans,
        Made::Marks,
    ];
    on_sqlite(|database| async move {
        let ctx = loaded(&database, invented("ogres-novads", 220, 21), &KINDS).await;
        for year in [2024, 2025] {
            let all = no_report_gives_back_what_it_withholds(&ctx, SchoolYear::new(year)).await;
            assert!(
                all > 0,
                "nothing is withheld in {year}: the test has nothing to find"
            );
        }
        let programme = Programme::from_toml(shipped_text("ogres-novads").unwrap()).unwrap();
        ctx.take_in_programme(&programme, &TakeIn::default())
            .await
            .unwrap();
        let town = Town {
            app: App::new(
                database.store.clone(),
                Clock::Fixed("2026-11-22T09:00:00Z".parse().unwrap()),
            ),
            municipality: ctx.actor.municipality,
        };
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let withheld = no_indicator_of_the_annual_report_tells_of_few(&board, AnnualYear::new(2026)).await;
        assert!(
            withheld > 0,
            "no indicator is withheld: the test has nothing to find"
        );
    });
}

/// A table of counts by school with totals in lines and columns.
fn counts(rows: &[[i64; 3]]) -> Table {
    let columns = vec![
        Column::new("institution", "Iestāde", "Institution", Kind::Text),
        Column::new("a", "A", "A", Kind::Integer),
        Column::new("b", "B", "B", Kind::Integer),
        Column::new("c", "C", "C", Kind::Integer),
        Column::new("total", "Kopā", "Total", Kind::Integer),
    ];
    let line = |name: String, [a, b, c]: [i64; 3]| {
        let cells = [a, b, c, a + b + c].map(Cell::Integer);
        std::iter::once(Cell::Text(name))
            .chain(cells)
            .collect::<Vec<Cell>>()
    };
    let mut table = Table::new(Label::new("Skaits", "Count"), columns);
    table.rows = (1..)
        .zip(rows)
        .map(|(number, row)| line(format!("{number}. skola"), *row))
        .collect();
    let sum = |column: usize| rows.iter().map(|row| row[column]).sum();
    table.totals = vec![line("Kopā".to_owned(), [sum(0), sum(1), sum(2)])];
    table
}

fn recovered_from(internal: &Table, hidden: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut published = internal.clone();
    for (line, column) in hidden {
        published.set(*line, *column, Cell::Withheld);
    }
    let found = recovered(
        &within(0, internal),
        std::slice::from_ref(internal),
        std::slice::from_ref(&published),
    );
    found
        .into_iter()
        .map(|(_, line, column)| (line, column))
        .collect()
}

// covers: PRV-04
#[test]
fn weak_suppression_is_found() {
    let table = counts(&[[3, 20, 30], [25, 9, 40], [50, 60, 70]]);
    assert_eq!(
        recovered_from(&table, &[(0, 1)]),
        [(0, 1)],
        "alone in its line and its column"
    );
    assert_eq!(
        recovered_from(&table, &[(0, 1), (0, 2)]),
        [(0, 1), (0, 2)],
        "two in a line, each alone in its column"
    );
    assert_eq!(
        recovered_from(&table, &[(0, 1), (0, 2), (1, 1), (1, 2)]),
        [],
        "a square of four keeps them"
    );
    // Two squares and a cell between them: only all sums together give that one back.
    let wide = counts(&[[3, 4, 30], [4, 6, 7], [40, 8, 9]]);
    let between = [(0, 1), (0, 2), (1, 1), (1, 2), (1, 3), (2, 3)];
    assert!(recovered_from(&wide, &between).contains(&(1, 3)));
    // One each: elimination is left without an answer, and counting is not.
    let ones = counts(&[[1, 1, 1], [1, 1, 1], [20, 30, 40]]);
    let hidden = [(0, 1), (0, 2), (0, 3), (1, 1), (1, 2), (1, 3)];
    assert_eq!(recovered_from(&ones, &hidden), hidden, "three in three cells");
}
