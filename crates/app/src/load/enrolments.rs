//! Enrolments of a file against one another and against those stored: who would be on two lists at once. A later enrolment at the same
//! institution ends the earlier open one; a stored one elsewhere that nobody has ended yet is remarked upon, not refused, or one
//! school's delay would hold up the other's whole file.

use std::collections::{BTreeSet, HashMap};

use balsts_domain::{
    calendar::{Validity, date_of, day_number},
    registry::StudyForm,
};
use balsts_intake::rows;
use balsts_store::load::{EnrolmentRow, KnownEnrolment};
use jiff::civil::Date;

use super::{
    check::{Check, code_text},
    problem::{LoadProblem, LoadRemark},
};

/// The enrolments of a file, as far as they are compared.
#[derive(Debug, Default)]
pub(super) struct FileEnrolments {
    of: HashMap<i64, Vec<FileEnrolment>>,
    institutions: BTreeSet<i64>,
    period: Option<(Date, Date)>,
}

#[derive(Debug, Clone)]
struct FileEnrolment {
    row: u64,
    institution: i64,
    validity: Validity,
    full_time: bool,
    who: String,
}

pub(super) fn validity(stored: &KnownEnrolment) -> Validity {
    Validity {
        from: date_of(stored.from_day as i32),
        to: stored.to_day.map(|day| date_of(day as i32)),
    }
}

/// Whether two stretches hold at once for more than the day on which a pupil is handed over.
fn overlap(a: Validity, b: Validity) -> bool {
    let (first, second) = if (a.from, a.period().to()) <= (b.from, b.period().to()) {
        (a, b)
    } else {
        (b, a)
    };
    let handed_over = first.to == Some(second.from) && first.from < second.from;
    !handed_over && first.overlaps(second)
}

impl Check {
    pub(super) fn enrolment(&mut self, row: u64, it: &rows::Enrolment<'_>) {
        let pupil = self.any_pupil(row, it.pupil);
        let institution = self.place(row, it.institution_code);
        let soon = self.soon(row, "from", it.from);
        let (Some(pupil), Some(institution), true) = (pupil, institution, soon) else {
            return;
        };
        self.rows.enrolment(
            row,
            EnrolmentRow {
                pupil,
                institution,
                class: &it.class.to_string(),
                class_key: &it.class.sort_key(),
                grade: it.class.grade(),
                from: it.from,
                to: it.to,
                programme_code: it.programme_code.map(|code| code.to_string()).as_deref(),
                study_form: it.study_form.map(StudyForm::code),
                repeats_year: it.repeats_year,
                leaving_reason: it
                    .leaving_reason
                    .map(balsts_domain::registry::LeavingReason::code),
            },
        );
        if let (Some(code), Some(name)) = (it.programme_code, it.programme) {
            let warnings = code.contradictions(name);
            if !warnings.is_empty() {
                self.findings
                    .remark(&LoadRemark::ProgrammeContradicted { row, code, warnings });
            }
        }
        let file = &mut self.enrolments;
        file.institutions.insert(institution);
        file.period = Some(file.period.map_or((it.from, it.from), |(first, last)| {
            (first.min(it.from), last.max(it.from))
        }));
        let counts = self
            .register
            .place_of(institution)
            .and_then(|place| place.kinds)
            .is_none_or(balsts_domain::registry::InstitutionKinds::provides_compulsory_education);
        if counts {
            file.of.entry(pupil).or_default().push(FileEnrolment {
                row,
                institution,
                validity: Validity {
                    from: it.from,
                    to: it.to,
                },
                full_time: it.study_form.is_none_or(|form| form == StudyForm::FullTime),
                who: code_text(it.pupil),
            });
        }
    }

    /// Gives the rows that are refused.
    pub(super) fn finish_enrolments(&mut self, snapshot: bool) -> Vec<u64> {
        let file = std::mem::take(&mut self.enrolments);
        let mut refused = BTreeSet::new();
        let mut pupils: Vec<(&i64, &Vec<FileEnrolment>)> = file.of.iter().collect();
        pupils.sort_by_key(|(_, rows)| rows.first().map(|row| row.row));
        for (pupil, rows) in pupils {
            self.within_the_file(rows, &mut refused);
            let stored: Vec<KnownEnrolment> = self
                .register
                .enrolments(*pupil)
                .iter()
                .filter(|stored| {
                    let replaced = rows.iter().any(|row| {
                        row.institution == stored.institution_id
                            && i64::from(day_number(row.validity.from)) == stored.from_day
                    });
                    let from = date_of(stored.from_day as i32);
                    let gone = snapshot
                        && file.institutions.contains(&stored.institution_id)
                        && file
                            .period
                            .is_some_and(|(first, last)| first <= from && from <= last);
                    let counts = self
                        .register
                        .place_of(stored.institution_id)
                        .and_then(|place| place.kinds)
                        .is_none_or(balsts_domain::registry::InstitutionKinds::provides_compulsory_education);
                    !replaced && !gone && counts
                })
                .cloned()
                .collect();
            for stored in &stored {
                self.with_stored(*pupil, rows, stored, &mut refused);
            }
        }
        refused.into_iter().collect()
    }

    fn within_the_file(&mut self, rows: &[FileEnrolment], refused: &mut BTreeSet<u64>) {
        for (index, a) in rows.iter().enumerate() {
            for b in &rows[index + 1..] {
                // The same record twice is a matter of duplicates, not of overlaps.
                let same = a.institution == b.institution && a.validity.from == b.validity.from;
                if same || !overlap(a.validity, b.validity) {
                    continue;
                }
                if a.institution != b.institution && !(a.full_time && b.full_time) {
                    self.doubly(b.row, a.institution, a.validity.from);
                    continue;
                }
                for (one, other) in [(a, b), (b, a)] {
                    refused.insert(one.row);
                    self.overlapping(one, Some(other.row), other.institution, other.validity);
                }
            }
        }
    }

    fn with_stored(
        &mut self,
        pupil: i64,
        rows: &[FileEnrolment],
        stored: &KnownEnrolment,
        refused: &mut BTreeSet<u64>,
    ) {
        let mut held = validity(stored);
        let mut in_order: Vec<&FileEnrolment> = rows.iter().collect();
        in_order.sort_by_key(|row| row.validity.from);
        for row in in_order {
            if !overlap(row.validity, held) {
                continue;
            }
            if !self.register.reaches(stored.institution_id) {
                // Who loads for one school is told nothing of others and cannot take a child from their lists into sight: a new enrolment beside
                // theirs is for the education board.
                if !self.is_stored(pupil, row) {
                    refused.insert(row.row);
                    self.refuse(row.row, "personal_code", &row.who, &LoadProblem::PupilElsewhere);
                }
                continue;
            }
            let open_before = held.to.is_none() && held.from < row.validity.from;
            if row.institution == stored.institution_id && open_before {
                if let Ok(last) = row.validity.from.yesterday() {
                    held.to = Some(last);
                    self.end_enrolment(pupil, stored, row.row, last);
                }
            } else if row.institution != stored.institution_id
                && (held.to.is_none() || !row.full_time || !is_full_time(stored))
            {
                self.doubly(row.row, stored.institution_id, held.from);
            } else {
                refused.insert(row.row);
                self.overlapping(row, None, stored.institution_id, held);
            }
        }
    }

    /// Stages the stored enrolment with its last day. It is no row of the file: the file's own row is counted.
    fn end_enrolment(&mut self, pupil: i64, stored: &KnownEnrolment, row: u64, last: Date) {
        self.findings
            .remark(&LoadRemark::EnrolmentEnded { row, on: last });
        self.ends_others = true;
        self.rows.enrolment(
            row,
            EnrolmentRow {
                pupil,
                institution: stored.institution_id,
                class: &stored.class,
                class_key: &stored.class_key,
                grade: stored.grade.and_then(|grade| u8::try_from(grade).ok()),
                from: date_of(stored.from_day as i32),
                to: Some(last),
                programme_code: stored.programme_code.as_deref(),
                study_form: stored.study_form.as_deref(),
                repeats_year: stored.repeats_year,
                leaving_reason: stored.leaving_reason.as_deref(),
            },
        );
    }

    fn is_stored(&self, pupil: i64, row: &FileEnrolment) -> bool {
        self.register.enrolments(pupil).iter().any(|stored| {
            stored.institution_id == row.institution
                && stored.from_day == i64::from(day_number(row.validity.from))
        })
    }

    fn doubly(&mut self, row: u64, institution: i64, from: Date) {
        let institution = self.code_of(institution);
        self.findings.remark(&LoadRemark::DoubleEnrolment {
            row,
            institution,
            from,
        });
    }

    fn overlapping(&mut self, row: &FileEnrolment, other: Option<u64>, institution: i64, held: Validity) {
        let problem = LoadProblem::EnrolmentOverlap {
            row: other,
            institution: self.code_of(institution),
            from: held.from,
            to: held.to,
        };
        self.refuse(row.row, "personal_code", &row.who, &problem);
    }

    fn code_of(&self, institution: i64) -> String {
        self.register
            .place_of(institution)
            .map_or_else(String::new, |place| place.code.clone())
    }
}

fn is_full_time(stored: &KnownEnrolment) -> bool {
    stored
        .study_form
        .as_deref()
        .is_none_or(|form| form == StudyForm::FullTime.code())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_day_of_a_transfer_belongs_to_both() {
        let held = |from, to| Validity { from, to };
        let first = held(date(2026, 9, 1), Some(date(2026, 10, 5)));
        let next = held(date(2026, 10, 5), None);
        assert!(!overlap(first, next) && !overlap(next, first));
        assert!(overlap(first, held(date(2026, 10, 4), None)));
        assert!(!overlap(first, held(date(2026, 10, 6), None)));
        assert!(overlap(first, first));
        assert!(overlap(held(date(2026, 9, 1), None), next));
    }
}
