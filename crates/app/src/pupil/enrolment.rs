//! How the enrolments of one pupil follow one another: transfers, passages between stages, returns, two lists at once.

use balsts_domain::{
    calendar::Validity,
    registry::{
        ClassLabel, Enrolment, History, InstitutionKind, InstitutionKinds, LeavingReason, MoveKind,
        OverlapKind, Stage, StudyForm,
    },
};
use balsts_store::EnrolmentNote;

/// How an enrolment followed the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A move from one enrolment to the next.
    Move(MoveKind),
    /// On the lists of two institutions at once.
    Double,
}

impl Step {
    /// The code of its text.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Move(MoveKind::WithinInstitution) => "within",
            Self::Move(MoveKind::StageTransition) => "stage",
            Self::Move(MoveKind::Transfer) => "transfer",
            Self::Move(MoveKind::Return) => "return",
            Self::Double => "double",
        }
    }
}

/// For each enrolment, in the order given, how it followed the one before; nothing for the first one and for institutions beside the general one.
pub(super) fn steps(rows: &[EnrolmentNote]) -> Vec<Option<Step>> {
    let known: Vec<(usize, Enrolment)> = rows
        .iter()
        .enumerate()
        .filter_map(|(index, row)| Some((index, enrolment(row)?)))
        .collect();
    let history = History::new(known.iter().map(|(_, enrolment)| enrolment.clone()).collect());
    let place = |position: usize| {
        let of = history.enrolments().get(position)?;
        known
            .iter()
            .find(|(_, enrolment)| enrolment == of)
            .map(|(index, _)| *index)
    };
    let mut steps = vec![None; rows.len()];
    for step in history.moves() {
        if let Some(index) = place(step.after) {
            steps[index] = Some(Step::Move(step.kind));
        }
    }
    for overlap in history.overlaps() {
        if overlap.kind == OverlapKind::DoubleEnrolment
            && let Some(index) = place(overlap.second)
        {
            steps[index] = Some(Step::Double);
        }
    }
    steps
}

fn enrolment(row: &EnrolmentNote) -> Option<Enrolment> {
    let kinds = InstitutionKinds::parse(&row.kind);
    if kinds.is_some_and(|kinds| !kinds.provides_compulsory_education()) {
        return None;
    }
    let stage = match row.grade.and_then(|grade| u8::try_from(grade).ok()) {
        Some(grade) => Stage::of_grade(grade),
        None if kinds.is_some_and(|kinds| kinds.has(InstitutionKind::VocationalSchool)) => Stage::Secondary,
        None => Stage::Preschool,
    };
    Some(Enrolment {
        institution: row.institution_id,
        class: row.class.parse::<ClassLabel>().ok()?,
        validity: Validity::new(
            balsts_store::date(row.from_day),
            row.to_day.map(balsts_store::date),
        )
        .ok()?,
        stage,
        form: row.study_form.as_deref().and_then(StudyForm::parse),
        leaving: row.leaving_reason.as_deref().and_then(LeavingReason::parse),
    })
}

#[cfg(test)]
mod tests {
    use balsts_domain::calendar::day_number;
    use jiff::civil::{Date, date};

    use super::*;

    fn note(
        institution_id: i64,
        class: &str,
        grade: Option<i64>,
        from: Date,
        to: Option<Date>,
    ) -> EnrolmentNote {
        EnrolmentNote {
            institution_id,
            institution_code: institution_id.to_string(),
            institution: institution_id.to_string(),
            kind: "basic_school".to_owned(),
            class: class.to_owned(),
            grade,
            from_day: i64::from(day_number(from)),
            to_day: to.map(|to| i64::from(day_number(to))),
            programme_code: None,
            study_form: None,
            repeats_year: None,
            leaving_reason: None,
        }
    }

    // covers: REG-18
    #[test]
    fn what_a_pupil_did_after_basic_school_is_told_from_a_transfer() {
        let rows = [
            note(3, "10.a", Some(10), date(2026, 9, 1), None),
            note(2, "9.b", Some(9), date(2026, 1, 5), Some(date(2026, 6, 12))),
            note(1, "9.a", Some(9), date(2025, 9, 1), Some(date(2025, 12, 19))),
        ];
        assert_eq!(
            steps(&rows),
            [
                Some(Step::Move(MoveKind::StageTransition)),
                Some(Step::Move(MoveKind::Transfer)),
                None
            ]
        );
    }

    #[test]
    fn two_lists_at_once_are_said() {
        let rows = [
            note(2, "8.b", Some(8), date(2026, 10, 1), None),
            note(1, "8.a", Some(8), date(2026, 9, 1), None),
        ];
        assert_eq!(steps(&rows)[0], Some(Step::Double));
    }
}
