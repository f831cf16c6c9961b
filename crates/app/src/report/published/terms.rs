//! Reports that are asked for of all years together, of one, or of a semester: withheld together whichever is asked for, for the years add up to
//! all years, and the semesters to their year.

use balsts_domain::calendar::{SchoolDays, SchoolYear, Semester};
use balsts_domain::disclosure::Linked;
use balsts_reports::table::{Cell, Table};
use balsts_store::DatedName;

use super::{
    AMOUNT, Behind, PLANS, PUPILS, SUPPORTED, consultations, economic_support, risks, support_plans,
    withhold_shares,
};
use crate::report::{ReportPeriod, places_of};
use crate::{AppError, Ctx, Result};

/// How many school years back figures are taken to reach.
const YEARS: usize = 10;
/// The column that `risks` and `consultations` count in.
const COUNT: usize = 2;

/// A term with its table.
struct Term {
    wanted: ReportPeriod,
    table: Table,
    behind: Behind,
    /// The term that it is a part of, and the columns that add up to those of that term.
    whole: Option<(usize, &'static [usize])>,
}

/// What all terms of a report ask for, read once.
struct Shared {
    days: SchoolDays,
    names: Vec<DatedName>,
    plausible_plans: Option<u64>,
}

/// What a line is about: its words, and whether it is a total.
fn about(table: &Table, line: usize) -> (bool, Vec<String>) {
    let words = (0..table.columns.len()).filter_map(|column| match table.cell(line, column) {
        Cell::Text(text) => Some(text.clone()),
        Cell::Label(label) => Some(label.lv.clone()),
        Cell::Coded(code, _) => Some(code.clone()),
        _ => None,
    });
    (line >= table.rows.len(), words.collect())
}

fn linked(terms: &[Term]) -> Linked {
    let mut linked = Linked::new();
    for term in terms {
        linked.table(&term.behind.people, &term.behind.sums);
    }
    let lines: Vec<Vec<(bool, Vec<String>)>> = terms
        .iter()
        .map(|term| {
            (0..term.behind.lines())
                .map(|line| about(&term.table, line))
                .collect()
        })
        .collect();
    for (number, whole) in terms.iter().enumerate() {
        let parts: Vec<(usize, &Term, &[usize])> = terms
            .iter()
            .enumerate()
            .filter_map(|(at, term)| match term.whole {
                Some((of, columns)) if of == number => Some((at, term, columns)),
                _ => None,
            })
            .collect();
        let Some((_, _, columns)) = parts.first().copied() else {
            continue;
        };
        for (line, named) in lines[number].iter().enumerate() {
            for column in columns {
                let cells: Vec<(usize, usize)> = parts
                    .iter()
                    .filter_map(|(at, term, _)| {
                        let line = lines[*at].iter().position(|one| one == named)?;
                        Some((*at, term.behind.at(line, *column)))
                    })
                    .collect();
                if !cells.is_empty() {
                    linked.link((number, whole.behind.at(line, *column)), &cells);
                }
            }
        }
    }
    linked
}

impl Ctx {
    /// The school years that can be asked for: as far back as figures reach, and the one that is.
    pub(in crate::report) fn years_back(&self, wanted: &ReportPeriod) -> Vec<SchoolYear> {
        let this = SchoolYear::of(self.today());
        let mut years: Vec<SchoolYear> = std::iter::successors(Some(this), |year| Some(year.previous()))
            .take(YEARS)
            .collect();
        years.extend(wanted.school_year.filter(|year| !years.contains(year)));
        years
    }

    /// A report by terms as it may be published.
    pub(in crate::report) async fn published_terms(
        &self,
        kind: &str,
        wanted: &ReportPeriod,
        smallest: u32,
    ) -> Result<Table> {
        // A pupil may have plans in both semesters: only plans and money add up.
        let (of_years, of_semesters): (&'static [usize], &'static [usize]) = match kind {
            "support-plans" => (&[PLANS, PUPILS], &[PLANS]),
            "economic-support" => (&[SUPPORTED, AMOUNT], &[AMOUNT]),
            _ => (&[COUNT], &[COUNT]),
        };
        let all = ReportPeriod {
            school_year: None,
            semester: None,
            ..*wanted
        };
        let shared = Shared {
            days: self.calendar().await?.school_days(None, None),
            names: self.store.dated_names(self.actor.municipality).await?,
            plausible_plans: self.plausible_plans().await?,
        };
        let mut terms: Vec<Term> = Vec::new();
        terms.extend(self.term(&shared, kind, all, None, wanted).await?);
        for year in self.years_back(wanted) {
            let whole = terms.len();
            let of = ReportPeriod {
                school_year: Some(year),
                ..all
            };
            terms.extend(self.term(&shared, kind, of, Some((0, of_years)), wanted).await?);
            for semester in [Semester::First, Semester::Second] {
                let of = ReportPeriod {
                    semester: Some(semester),
                    ..of
                };
                terms.extend(
                    self.term(&shared, kind, of, Some((whole, of_semesters)), wanted)
                        .await?,
                );
            }
        }
        let mut asked = terms.iter().position(|term| same_term(&term.wanted, wanted));
        if asked.is_none() {
            // A semester of all years: on its own, for it is a part of what the years are parts of in another way.
            terms.extend(self.term(&shared, kind, *wanted, None, wanted).await?);
            asked = terms.len().checked_sub(1);
        }
        let shown = linked(&terms).withhold(smallest.into());
        let at = asked.ok_or(AppError::NotFound)?;
        let Term {
            mut table, behind, ..
        } = terms.swap_remove(at);
        behind.apply(&shown[at], &mut table, smallest);
        match kind {
            "risks" => withhold_shares(&mut table, COUNT, &[3, 4]),
            "consultations" => withhold_shares(&mut table, COUNT, &[3]),
            _ => {}
        }
        Ok(table)
    }

    /// A term with its table; none where the calendar of an earlier year knows no such semester, unless it is the one asked for.
    async fn term(
        &self,
        shared: &Shared,
        kind: &str,
        of: ReportPeriod,
        whole: Option<(usize, &'static [usize])>,
        wanted: &ReportPeriod,
    ) -> Result<Option<Term>> {
        let made = match kind {
            "risks" => self.report_risks(&of).await.map(|report| risks(&report)),
            "consultations" => {
                let period = of.school_year.map(|_| self.period_in(&shared.days, &of));
                match period.transpose() {
                    Ok(period) => self
                        .consultations_in(period)
                        .await
                        .map(|report| consultations(&report)),
                    Err(error) => Err(error),
                }
            }
            "economic-support" => self.report_economic_support(&of).await.map(|report| {
                let table = report.table();
                let behind = economic_support(&table);
                (table, behind)
            }),
            _ => {
                let names = places_of(&shared.names, self.plan_days(&of));
                self.support_plans_of(&of, &names, shared.plausible_plans)
                    .await
                    .map(|report| {
                        let mut table = report.table();
                        let behind = support_plans(&mut table);
                        (table, behind)
                    })
            }
        };
        match made {
            Ok((table, behind)) => Ok(Some(Term {
                wanted: of,
                table,
                behind,
                whole,
            })),
            Err(AppError::NotFound) if !same_term(&of, wanted) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn same_term(one: &ReportPeriod, other: &ReportPeriod) -> bool {
    (one.school_year, one.semester) == (other.school_year, other.semester)
}
