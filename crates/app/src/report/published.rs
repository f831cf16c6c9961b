//! The reports as they may be published: figures behind which few children stand are withheld, with what would give them back.

mod terms;

use std::collections::BTreeMap;

use balsts_domain::{
    access::{Action, Resource, Scope},
    calendar::Semester,
    disclosure::{Linked, Place, Sum},
};
use balsts_reports::{
    absences::Absences,
    consultations::Consultations,
    risks::Risks,
    table::{Cell, Label, Table},
};
use balsts_store::AbsentPupils;

use super::{
    ReportPeriod,
    institutions::{AbsenceGround, Span},
};
use crate::{AppError, Ctx, Result};

/// Columns of `enrolment` that are sums of others: all grades, all pupils.
const ENROLMENT_SUMS: [(usize, &[usize]); 2] = [(4, &[1, 2, 3]), (8, &[4, 5, 6, 7])];
/// What anybody knows of `enrolment`, few as they may be, for how many pupils a school has in a grade is published by the state: the sums of columns
/// for grades 1–6 and grades 7–9, which the page of an institution shows, and the size of the school. Few pupils of special programmes and of
/// vocational education must not follow from it.
const ENROLMENT_KNOWN: Known<'static> = Known {
    sums: &[&[1, 5], &[2, 6]],
    all: 8,
    guarded: &[5, 6, 7],
};
/// Columns of `preschool` for special programmes. How many children a preschool has is published by the state, too.
const PRESCHOOL_SPECIAL: [usize; 2] = [4, 5];
/// Columns of `absences` that are sums of others.
const ABSENCE_SUMS: [(usize, &[usize]); 1] = [(4, &[1, 2, 3])];
/// The columns of `support-plans` that name a year and count plans and pupils.
const YEAR: usize = 1;
const PLANS: usize = 2;
const PUPILS: usize = 3;
/// The columns of `economic-support` that count pupils and money.
const SUPPORTED: usize = 2;
const AMOUNT: usize = 3;

/// What everybody knows of the institutions of a table.
struct Known<'a> {
    /// Columns whose sums are known.
    sums: &'a [&'a [usize]],
    /// The column of all, which is known.
    all: usize,
    /// Columns that must not follow from what is known where they count few.
    guarded: &'a [usize],
}

/// Who stands behind the figures of a table, and what adds up to what. Lines are those of the table, totals last.
struct Behind {
    width: usize,
    people: Vec<u64>,
    sums: Vec<Sum>,
}

impl Behind {
    fn new(table: &Table) -> Self {
        let width = table.columns.len();
        Self {
            width,
            people: vec![0; width * (table.rows.len() + table.totals.len())],
            sums: Vec::new(),
        }
    }

    fn at(&self, line: usize, column: usize) -> usize {
        line * self.width + column
    }

    fn lines(&self) -> usize {
        self.people.len() / self.width.max(1)
    }

    fn set(&mut self, line: usize, column: usize, people: u64) {
        let at = self.at(line, column);
        self.people[at] = people;
    }

    /// At least as many people as behind the most of some lines.
    fn set_most(&mut self, line: usize, column: usize, of: &[usize]) {
        let most = of.iter().map(|one| self.people[self.at(*one, column)]).max();
        self.set(line, column, most.unwrap_or_default());
    }

    /// In every line, a column is the sum of others.
    fn across(&mut self, sums: &[(usize, &[usize])]) {
        for line in 0..self.lines() {
            for (total, parts) in sums {
                self.sums.push(Sum {
                    total: self.at(line, *total),
                    parts: parts.iter().map(|column| self.at(line, *column)).collect(),
                });
            }
        }
    }

    /// In a column, a line is the sum of others.
    fn down(&mut self, column: usize, total: usize, parts: impl Iterator<Item = usize>) {
        let sum = Sum {
            total: self.at(total, column),
            parts: parts.map(|line| self.at(line, column)).collect(),
        };
        self.sums.push(sum);
    }

    /// Withholds in the table, and says in a note what, so that none of what is guarded follows from what is known of each line but the totals.
    fn withhold(self, known: &Known<'_>, table: &mut Table, smallest: u32) {
        let mut beside = Linked::new();
        let own = beside.table(&self.people, &self.sums);
        for line in 0..table.rows.len() {
            let place = |column: &usize| (own, self.at(line, *column));
            for columns in known.sums {
                let parts: Vec<Place> = columns.iter().map(place).collect();
                let people: u64 = parts.iter().map(|(_, at)| self.people[*at]).sum();
                let sum = beside.table(&[people], &[]);
                beside.link((sum, 0), &parts);
                beside.tell((sum, 0));
            }
            beside.tell(place(&known.all));
            for column in known.guarded {
                beside.guard(place(column));
            }
        }
        // What is known is not shown here for that: a figure of few stands in no table.
        let mut linked = Linked::new();
        linked.table(&self.people, &self.sums);
        let first = beside.withhold(smallest.into());
        for at in (0..self.people.len()).filter(|at| !first[own][*at]) {
            linked.hide((0, at));
        }
        let shown = linked.withhold(smallest.into());
        self.apply(&shown[0], table, smallest);
    }

    /// Withholds in the table what is not shown, and says in a note what.
    fn apply(&self, shown: &[bool], table: &mut Table, smallest: u32) {
        let hidden: Vec<usize> = (0..shown.len()).filter(|at| !shown[*at]).collect();
        for at in &hidden {
            table.set(at / self.width, at % self.width, Cell::Withheld);
        }
        let count = hidden.len();
        table.notes.push(if count == 0 {
            Label::new(
                format!("Publicējams: aiz katra skaitļa ir vismaz {smallest} bērni vai neviens; nekas nav slēpts."),
                format!("For publication: at least {smallest} children or none stand behind each figure; nothing is withheld."),
            )
        } else {
            Label::new(
                format!(
                    "Publicējams: nerādīti skaitļi – {count}. Aiz tiem ir mazāk nekā {smallest} bērni, vai arī pēc tiem varētu aprēķināt \
                     šādus skaitļus."
                ),
                format!(
                    "For publication: {count} figures are withheld. Fewer than {smallest} children stand behind them, or such figures could \
                     be worked out from them."
                ),
            )
        });
    }
}

/// A count in a cell; nobody stands behind what is not known.
fn count(table: &Table, line: usize, column: usize) -> u64 {
    match table.cell(line, column) {
        Cell::Integer(number) => number.unsigned_abs(),
        _ => 0,
    }
}

impl Ctx {
    /// `absences` as it may be published: lessons are withheld behind which few children stand, and the column of reasons not known yet is left
    /// out, which is of use inside alone. A year and its semesters are withheld together whichever of them is asked for: each is published in
    /// its turn, and the one would give back what the others withhold.
    pub(super) async fn published_absences(&self, wanted: &ReportPeriod, smallest: u32) -> Result<Table> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let days = self.calendar().await?.school_days(None, None);
        let dated = self.store.dated_names(self.actor.municipality).await?;
        let on = AbsenceGround {
            scope: &scope,
            days: &days,
            dated: &dated,
        };
        Ok(self.absences_together(on, wanted, smallest).await?.1)
    }

    /// The same where the ground is known already, with the identifiers of the institutions row by row.
    pub(super) async fn absences_together(
        &self,
        on: AbsenceGround<'_>,
        wanted: &ReportPeriod,
        smallest: u32,
    ) -> Result<(Vec<i64>, Table)> {
        let mut asked = None;
        let mut tables = Vec::new();
        for semester in [None, Some(Semester::First), Some(Semester::Second)] {
            let of = ReportPeriod { semester, ..*wanted };
            let is_asked = semester == wanted.semester;
            match self.absences_of(on, &of).await {
                Ok((span, ids, absences)) => {
                    if is_asked {
                        asked = Some(tables.len());
                    }
                    let (table, behind) = self.absences_behind(on.scope, span, &ids, absences).await?;
                    tables.push((ids, table, behind));
                }
                // The calendar of earlier years may know no semesters.
                Err(AppError::NotFound) if !is_asked => {}
                Err(error) => return Err(error),
            }
        }
        let mut linked = Linked::new();
        for (_, _, behind) in &tables {
            linked.table(&behind.people, &behind.sums);
        }
        if let Some(((ids, _, year), semesters)) = tables.split_first() {
            // Lines of institutions under their identifiers; the line of totals under none.
            let lines = ids.iter().copied().map(Some).chain([None]).enumerate();
            for (line, id) in lines {
                for column in 1..year.width {
                    let parts: Vec<_> = (1..)
                        .zip(semesters)
                        .filter_map(|(table, (ids, _, behind))| {
                            let line = match id {
                                Some(id) => ids.iter().position(|one| *one == id)?,
                                None => ids.len(),
                            };
                            Some((table, behind.at(line, column)))
                        })
                        .collect();
                    if !parts.is_empty() {
                        linked.link((0, year.at(line, column)), &parts);
                    }
                }
            }
        }
        let shown = linked.withhold(smallest.into());
        let at = asked.ok_or(AppError::NotFound)?;
        let (ids, mut table, behind) = tables.swap_remove(at);
        behind.apply(&shown[at], &mut table, smallest);
        Ok((ids, table))
    }

    /// Missed lessons in a period with those who missed them.
    async fn absences_behind(
        &self,
        scope: &Scope,
        span: Span,
        institutions: &[i64],
        mut absences: Absences,
    ) -> Result<(Table, Behind)> {
        let behind = self.store.absent_pupils(scope, span.period, span.around).await?;
        let by_institution: BTreeMap<i64, AbsentPupils> =
            behind.into_iter().map(|one| (one.institution_id, one)).collect();
        for row in &mut absences.rows {
            row.unknown = None;
        }
        let table = absences.table();
        let mut behind = Behind::new(&table);
        let total = table.rows.len();
        let mut all = [0; 4];
        for (line, institution) in institutions.iter().enumerate() {
            let pupils = by_institution.get(institution).map_or([0; 4], |one| {
                [one.illness, one.excused, one.unexcused, one.all_reasons].map(i64::unsigned_abs)
            });
            for (column, pupils) in (1..).zip(pupils) {
                behind.set(line, column, pupils);
                all[column - 1] += pupils;
            }
        }
        for (column, pupils) in (1..).zip(all) {
            behind.set(total, column, pupils);
            behind.down(column, total, 0..total);
        }
        behind.across(&ABSENCE_SUMS);
        Ok((table, behind))
    }
}

/// Withholds small counts of pupils by grade and programme.
pub(super) fn enrolment(table: &mut Table, smallest: u32) {
    children(table, &ENROLMENT_SUMS, &ENROLMENT_KNOWN, smallest);
}

/// Withholds small counts of children by age and programme. Their ages are not known of all: then there is one column more.
pub(super) fn preschool(table: &mut Table, smallest: u32) {
    let total = table.columns.len() - 1;
    let parts: Vec<usize> = (3..total).collect();
    let known = Known {
        sums: &[],
        all: total,
        guarded: &PRESCHOOL_SPECIAL,
    };
    children(
        table,
        &[(3, &[1, 2][..]), (total, parts.as_slice())],
        &known,
        smallest,
    );
}

/// Withholds small counts of children; some columns are sums of others, the last line is that of the lines above, and of each institution
/// everybody knows what is `known`.
fn children(table: &mut Table, sums: &[(usize, &[usize])], known: &Known<'_>, smallest: u32) {
    let mut behind = Behind::new(table);
    let total = table.rows.len();
    for column in 1..table.columns.len() {
        for line in 0..=total {
            behind.set(line, column, count(table, line, column));
        }
        behind.down(column, total, 0..total);
    }
    behind.across(sums);
    behind.withhold(known, table, smallest);
}

/// Two columns by school year behind which the pupils of one of them stand. One pupil counts once in the total of a year and may stand in two lines:
/// the total is taken for the sum all the same, which withholds rather more than less.
fn by_year(table: &Table, year: usize, columns: [usize; 2], pupils: usize) -> Behind {
    let mut behind = Behind::new(table);
    let rows = table.rows.len();
    for line in 0..rows + table.totals.len() {
        for column in columns {
            behind.set(line, column, count(table, line, pupils));
        }
    }
    for total in rows..rows + table.totals.len() {
        let of_year: Vec<usize> = (0..rows)
            .filter(|line| table.cell(*line, year) == table.cell(total, year))
            .collect();
        for column in columns {
            behind.down(column, total, of_year.iter().copied());
        }
    }
    behind
}

/// Behind a number of plans stand their pupils.
fn support_plans(table: &mut Table) -> Behind {
    // What is said of implausible figures names them.
    table.notes.clear();
    by_year(table, YEAR, [PLANS, PUPILS], PUPILS)
}

/// Behind a sum of money stand the pupils whose plans promise it.
fn economic_support(table: &Table) -> Behind {
    by_year(table, 0, [SUPPORTED, AMOUNT], SUPPORTED)
}

/// Behind a factor stand the pupils whose plans name it. Mentions of a group add up to its total; a share tells its count.
fn risks(risks: &Risks) -> (Table, Behind) {
    const GROUP: usize = 0;
    const COUNT: usize = 2;
    let table = risks.table();
    let mut behind = Behind::new(&table);
    let (rows, total) = (table.rows.len(), table.rows.len() + table.totals.len() - 1);
    for (line, row) in risks.rows.iter().enumerate() {
        behind.set(line, COUNT, row.pupils);
    }
    for group in rows..total {
        let of_group: Vec<usize> = (0..rows)
            .filter(|line| table.cell(*line, GROUP) == table.cell(group, GROUP))
            .collect();
        // One pupil may stand behind several factors: at least as many as behind the most frequent one.
        behind.set_most(group, COUNT, &of_group);
        behind.down(COUNT, group, of_group.into_iter());
    }
    let groups: Vec<usize> = (rows..total).collect();
    behind.set_most(total, COUNT, &groups);
    behind.down(COUNT, total, groups.into_iter());
    (table, behind)
}

/// Behind hours stand the pupils who got them. Hours of all add up; a share tells its hours.
fn consultations(consultations: &Consultations) -> (Table, Behind) {
    const HOURS: usize = 2;
    let table = consultations.table();
    let mut behind = Behind::new(&table);
    let total = table.rows.len();
    for (line, row) in consultations.rows.iter().enumerate() {
        behind.set(line, HOURS, row.pupils);
    }
    let lines: Vec<usize> = (0..total).collect();
    behind.set_most(total, HOURS, &lines);
    behind.down(HOURS, total, lines.into_iter());
    (table, behind)
}

/// Withholds the shares of what is withheld.
fn withhold_shares(table: &mut Table, of: usize, shares: &[usize]) {
    for line in 0..table.rows.len() + table.totals.len() {
        if matches!(table.cell(line, of), Cell::Withheld) {
            for share in shares {
                table.set(line, *share, Cell::Withheld);
            }
        }
    }
}
