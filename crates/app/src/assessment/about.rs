//! Which stored duty is the one that records ask for: the key that tells two of a kind apart stays the same when figures or rows change.

use balsts_domain::calendar::day_number;
use balsts_domain::duties::{About, Duty, DutyCode};
use balsts_store::{StoredDuty, StoredPupil};
use jiff::civil::Date;

use super::engine::Engine;
use crate::clock;

impl Engine {
    /// The key of a duty. A VIIS report is one a semester, a contact with the parents one a day, a danger one an incident or report.
    pub fn about(&self, pupil: &StoredPupil, duty: &Duty) -> String {
        match (duty.about, duty.code) {
            (About::Concern(id), _) => format!("concern={id}"),
            (About::Incident(id), _) => match pupil.incidents.iter().find(|incident| incident.id == id) {
                // A load may replace the row by another of the same incident.
                Some(incident) => format!(
                    "pupil={} incident={} {} {}",
                    pupil.id, incident.institution, incident.day, incident.kind
                ),
                None => format!("pupil={} incident={id}", pupil.id),
            },
            (About::Pupil, DutyCode::ViisReport) => match self.municipal.semester_or_last(duty.due) {
                Some(span) => format!(
                    "pupil={} semester={}-{}",
                    pupil.id,
                    span.year,
                    span.semester.number()
                ),
                None => format!("pupil={} day={}", pupil.id, duty.due),
            },
            (About::Pupil, _) => format!("pupil={} day={}", pupil.id, duty.due),
        }
    }

    /// The stored duty that is this one.
    pub fn stored_duty<'a>(&self, pupil: &'a StoredPupil, duty: &Duty) -> Option<&'a StoredDuty> {
        let of_code = || {
            pupil
                .duties
                .iter()
                .filter(|stored| stored.code == duty.code.code())
        };
        of_code().next()?;
        let about = self.about(pupil, duty);
        of_code().find(|stored| stored.about == about)
    }

    /// When a person did it, as known by the day asked.
    pub fn done_on(&self, pupil: &StoredPupil, duty: &Duty) -> Option<Date> {
        let done_at = self.stored_duty(pupil, duty)?.done_at?;
        if self.known.is_some_and(|known| done_at > known.until) {
            return None;
        }
        let done = clock::day_in_riga(balsts_store::timestamp(done_at));
        (day_number(done) <= self.day).then_some(done)
    }
}
