//! Reminders at the turn of the day: duties and decisions that come near or are overdue, meetings that are near, meetings that have to be held, and
//! what the programme asks.

mod programme;

use balsts_domain::{
    access::{Action, Resource, Role},
    calendar::WorkingCalendar,
    message::MessageKind,
};
use balsts_store::{DueCount, Job, Recipients, Writing};
use jiff::civil::Date;

use crate::{App, Ctx, Result, body::duties_of, clock, message::Notice};

/// A meeting that a body has to hold, and whether its day has passed.
struct Unheld {
    body: i64,
    leaders: Vec<i64>,
    about: String,
}

impl Ctx {
    /// The last day of which duties are reminded on a day.
    async fn reminded_until(&self, day: Date) -> Result<Date> {
        let ahead = self.plain_number("message", None, "near_working_days").await?;
        let ahead = ahead.and_then(|days| u32::try_from(days).ok()).unwrap_or(2);
        Ok(WorkingCalendar::default().due_in_working_days(day, ahead))
    }

    /// Tells the responsible of what came near or fell overdue since the reminders before, and of all at the first reminder.
    pub(crate) async fn remind(&self, job: i64, day: Date) -> Result<()> {
        let scope = self.scope(Action::Read, Resource::Duty)?;
        let before = self
            .store
            .reminded_before(self.actor.municipality, job)
            .await?
            .map(|at| clock::day_in_riga(balsts_store::timestamp(at)));
        let yesterday = day.yesterday().unwrap_or(day);
        let near_until = self.reminded_until(day).await?;
        let near_from = match before {
            Some(before) => {
                let told = self.reminded_until(before).await?;
                told.tomorrow().unwrap_or(told).max(day)
            }
            None => day,
        };
        let mut counted = vec![
            (
                MessageKind::DutiesOverdue,
                self.store.due_counts(&scope, before, yesterday).await?,
            ),
            (
                MessageKind::DecisionsOverdue,
                self.store.decision_counts(&scope, before, yesterday).await?,
            ),
        ];
        if near_from <= near_until {
            let from = Some(near_from);
            counted.push((
                MessageKind::DutiesNear,
                self.store.due_counts(&scope, from, near_until).await?,
            ));
            counted.push((
                MessageKind::DecisionsNear,
                self.store.decision_counts(&scope, from, near_until).await?,
            ));
        }
        let called = self
            .store
            .called_between(self.actor.municipality, day, near_until)
            .await?;
        let unheld = self.unheld_meetings(day).await?;
        let of_programme = self.due_of_programme(before, day).await?;
        let writing = self.store.write().await?;
        for (kind, counts) in counted {
            self.tell_counts(&writing, kind, &counts, day).await?;
        }
        self.tell_of_programme(&writing, &of_programme, day).await?;
        for one in called {
            // A meeting that has moved is near once more.
            let about = format!("meeting-near={} day={}", one.meeting_id, one.day);
            let to = [one.user_id];
            let notice = Notice {
                about: Some(&about),
                ..Notice::new(MessageKind::MeetingNear, one.meeting_id, Recipients::Users(&to))
            };
            self.notify(&writing, &notice).await?;
        }
        for one in unheld {
            let to = if one.leaders.is_empty() {
                // A body that nobody leads is the board's to look after.
                Recipients::Municipality {
                    roles: &[Role::EducationBoard],
                }
            } else {
                Recipients::Users(&one.leaders)
            };
            let notice = Notice {
                about: Some(&one.about),
                ..Notice::new(MessageKind::MeetingDue, one.body, to)
            };
            self.notify(&writing, &notice).await?;
        }
        Ok(writing.commit().await?)
    }

    async fn tell_counts(
        &self,
        writing: &Writing,
        kind: MessageKind,
        counts: &[DueCount],
        day: Date,
    ) -> Result<()> {
        let about = format!("{} day={day}", kind.code());
        for count in counts {
            let notice = Notice {
                kind,
                subject: None,
                number: Some(count.number),
                about: Some(&about),
                to: Recipients::Users(&[count.user_id]),
            };
            self.notify(writing, &notice).await?;
        }
        Ok(())
    }

    /// Meetings that bodies have to hold and have not held: told once when the day comes near and once when it has passed.
    async fn unheld_meetings(&self, day: Date) -> Result<Vec<Unheld>> {
        let scope = self.scope(Action::Read, Resource::Body)?;
        let ahead = self.plain_number("message", None, "meeting_days_ahead").await?;
        let ahead = ahead.and_then(|days| i32::try_from(days).ok()).unwrap_or(30);
        let rules = self.duty_rules().await?;
        let mut unheld = Vec::new();
        // In January the year before still counts.
        for year in [day.year() - 1, day.year()] {
            let held = self.store.meeting_counts(scope.municipality(), year).await?;
            for body in self.store.bodies(&scope).await? {
                for duty in duties_of(&body, year, &held, &rules) {
                    // Meetings from before the body was entered here may have taken place.
                    if !duty.reminds_on(day, ahead) || duty.due < balsts_store::date(body.from_day) {
                        continue;
                    }
                    let when = if duty.due < day { "late" } else { "near" };
                    unheld.push(Unheld {
                        body: body.id,
                        leaders: self.store.leaders(body.id).await?,
                        about: format!("meeting-{when} body={} {}={}", body.id, duty.code, duty.due),
                    });
                }
            }
        }
        Ok(unheld)
    }
}

impl App {
    /// Has the reminders of today made, once a day for each municipality, whichever copy of the program asks first.
    pub async fn enqueue_reminders(&self) -> Result<()> {
        let today = self.today();
        for municipality in self.store.municipalities().await? {
            let about = format!("remind={} day={today}", municipality.id);
            if self.store.is_enqueued(&about).await? {
                continue;
            }
            let job = Job::Remind {
                day: i64::from(balsts_domain::calendar::day_number(today)),
            };
            let writing = self.store.write().await?;
            writing
                .enqueue(
                    municipality.id,
                    &job,
                    balsts_store::instant(self.clock.now()),
                    Some(&about),
                )
                .await?;
            writing.commit().await?;
        }
        Ok(())
    }
}
