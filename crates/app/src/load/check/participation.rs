//! Participants of programmes and events, and answers of surveys.

use balsts_intake::rows::{self, Participants};
use balsts_store::load::{ParticipationRow, SurveyAnswerRow};

use super::{Check, HeldAnswers};

impl Check {
    pub(super) fn participation(&mut self, row: u64, it: &rows::Participation<'_>) {
        let institution = self.place(row, it.institution_code);
        let happened = self.happened(row, "date", it.date);
        let (pupil, people, known) = match it.participants {
            Participants::Count(people) => (None, people, true),
            Participants::Pupil(who) => {
                let pupil = self.known_pupil(row, who);
                (pupil, 1, pupil.is_some())
            }
        };
        if let (Some(institution), true, true) = (institution, happened, known) {
            self.rows.participation(
                row,
                ParticipationRow {
                    institution,
                    programme: it.programme,
                    date: it.date,
                    target_group: it.target_group.code(),
                    pupil,
                    people,
                },
            );
        }
    }

    /// Answers are held until all rows are read: some files count, others have a row an answer.
    pub(super) fn survey_answer(&mut self, row: u64, it: &rows::SurveyAnswer<'_>) {
        let institution = self.place(row, it.institution_code);
        let happened = self.happened(row, "date", it.date);
        if let (Some(institution), true) = (institution, happened) {
            let key = (
                institution,
                it.survey.to_owned(),
                it.question.to_owned(),
                it.date,
                it.answer.to_owned(),
            );
            let held = self.answers.entry(key).or_insert(HeldAnswers { row, given: 0 });
            held.given += i64::from(it.count);
        }
    }

    pub(super) fn finish_answers(&mut self) {
        for ((institution, survey, question, date, answer), held) in std::mem::take(&mut self.answers) {
            self.rows.survey_answer(
                held.row,
                SurveyAnswerRow {
                    institution,
                    survey: &survey,
                    question: &question,
                    date,
                    answer: &answer,
                    given: held.given,
                },
            );
        }
    }
}
