//! Reminders of the programme: its tasks to those who carry them out, submissions to schools, and what the board has to see to. Each is counted once
//! when it comes near and once when it falls overdue.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use balsts_domain::{
    access::{Action, Resource, Role, grant},
    duties::{DutyStatus, ProgrammeDutyCode},
    message::MessageKind,
    programme::{ProgressState, Timing},
};
use balsts_store::{DueCount, Recipients, Writing};
use jiff::{ToSpan, civil::Date};

use crate::{
    Ctx, Result,
    duty::CalendarDuty,
    programme::{Which, is_in_force, party::PartyView, work::WorkLine},
};

/// Who sends in what a school reports.
const OF_SCHOOL: [Role; 2] = [Role::SchoolHead, Role::SupportStaff];
const BOARD: [Role; 1] = [Role::EducationBoard];
/// How one is told of what the programme asks through the year: near, and overdue.
const DUTIES: (MessageKind, MessageKind) = (
    MessageKind::ProgrammeDutiesNear,
    MessageKind::ProgrammeDutiesOverdue,
);

/// Where a day stands on the day of the reminders, seen from the reminders before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// It came near.
    Near,
    /// It passed.
    Overdue,
}

/// The day of the reminders, that of those before, and how many days ahead is near.
#[derive(Debug, Clone, Copy)]
struct Turn {
    before: Option<Date>,
    day: Date,
    ahead: i32,
}

impl Turn {
    /// What is new of something due on a day that can be done from another on; none where it was told before or is still far.
    fn stage(self, from: Option<Date>, due: Date) -> Option<Stage> {
        if due < self.day {
            return self
                .before
                .is_none_or(|before| due >= before)
                .then_some(Stage::Overdue);
        }
        let near = due.checked_sub(self.ahead.days()).unwrap_or(due);
        let begins = from.map_or(near, |from| from.max(near));
        let is_new = begins <= self.day && self.before.is_none_or(|before| begins > before);
        is_new.then_some(Stage::Near)
    }
}

/// On whom something falls.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Whose {
    /// A task, with those who have not done their part of it.
    Task(Vec<Holders>),
    /// What a school has to send in.
    School(i64),
    /// What falls on a role of somebody else than the board: episodes, articles.
    Owed(Holders),
    /// What the board sees to.
    Board,
}

/// Who is told: those who speak for one that has a part in a task, or on whom a duty falls.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Holders {
    /// The institution at which the roles are held; none: wherever they are held.
    institution: Option<i64>,
    roles: Vec<Role>,
}

/// Something that came near or fell overdue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Due {
    whose: Whose,
    stage: Stage,
}

/// Those who speak for one that has a part in a task, and may report of it.
fn holders_of(view: &PartyView) -> Holders {
    let party = &view.party;
    let roles = Role::ALL
        .into_iter()
        .filter(|role| grant(*role, Action::Write, Resource::ProgrammeReport).is_some())
        .filter(|role| party.is_of(*role, party.institution));
    Holders {
        institution: party.institution,
        roles: roles.collect(),
    }
}

/// Those on whose own list an open task stands as open on a day: whose part is not settled, and whoever supervises it. Who did their part is left
/// alone while others are still at theirs.
fn open_parts(line: &WorkLine, day: Date) -> Vec<Holders> {
    let is_settled = |view: &&PartyView| {
        let state = view.state.unwrap_or(ProgressState::NotStarted);
        view.party.counts && Timing::of(line.start, line.end, state, day) == Timing::Settled
    };
    let open = line.parties.iter().filter(|view| !is_settled(view));
    open.map(holders_of).collect()
}

/// On whom a duty of the calendar falls. A working group is no role: the board sees to what it has to do.
fn whose(duty: &CalendarDuty) -> Whose {
    let role = duty.who.first().and_then(|who| Role::parse(who));
    match (duty.institution_id, role) {
        (Some(institution), _) if duty.is_submission() => Whose::School(institution),
        (institution, Some(role)) if role != Role::EducationBoard => Whose::Owed(Holders {
            institution,
            roles: vec![role],
        }),
        _ => Whose::Board,
    }
}

impl Ctx {
    /// What of the programme came near or fell overdue since the reminders before.
    pub(super) async fn due_of_programme(&self, before: Option<Date>, day: Date) -> Result<Vec<Due>> {
        let ahead = self.plain_number("message", None, "programme_days_ahead").await?;
        let ahead = ahead
            .and_then(|days| i32::try_from(days).ok())
            .unwrap_or(Timing::NOTICE);
        let turn = Turn { before, day, ahead };
        let mut found = self.due_tasks(turn).await?;
        found.extend(self.due_through_the_year(turn).await?);
        Ok(found)
    }

    /// Tasks of the programme in force; a draft binds nobody yet.
    async fn due_tasks(&self, turn: Turn) -> Result<Vec<Due>> {
        let view = self.programme_view_on(Which::Current, turn.day).await?;
        let Some(view) = view.filter(|view| is_in_force(&view.version)) else {
            return Ok(Vec::new());
        };
        let open = view.work().filter(|line| line.timing != Timing::Settled);
        Ok(open
            .filter_map(|line| {
                Some(Due {
                    stage: turn.stage(line.start, line.end?)?,
                    whose: Whose::Task(open_parts(line, turn.day)),
                })
            })
            .collect())
    }

    /// Submissions, reports, publications and baselines. Of the meetings of a body those who lead it are reminded on their own; where no body is entered
    /// the board sees to them.
    async fn due_through_the_year(&self, turn: Turn) -> Result<Vec<Due>> {
        let to = turn.day.checked_add(turn.ahead.days()).unwrap_or(turn.day);
        let calendar = match turn.before {
            Some(before) => self.programme_calendar(before, to, turn.day).await?,
            None => self.standing_calendar(to, turn.day).await?,
        };
        let mut found = Vec::new();
        for duty in calendar {
            let is_meeting = matches!(
                ProgrammeDutyCode::from_code(&duty.code),
                Some(ProgrammeDutyCode::WorkingGroupMeeting | ProgrammeDutyCode::BudgetMeeting)
            );
            let is_of_body = is_meeting && !duty.is_marked_by_hand();
            if duty.status == DutyStatus::Done || is_of_body {
                continue;
            }
            let Some(stage) = turn.stage(duty.from, duty.due) else {
                continue;
            };
            found.push(Due {
                whose: whose(&duty),
                stage,
            });
        }
        Ok(found)
    }

    /// Tells each person how many of each kind there are.
    pub(super) async fn tell_of_programme(&self, writing: &Writing, found: &[Due], day: Date) -> Result<()> {
        let mut counts: BTreeMap<(MessageKind, i64), i64> = BTreeMap::new();
        let mut known: HashMap<Holders, Vec<i64>> = HashMap::new();
        let board = Holders {
            institution: None,
            roles: BOARD.to_vec(),
        };
        for due in found {
            let (mut kinds, mut people) = match &due.whose {
                Whose::Task(parts) => {
                    // Whoever speaks for several is told of the task once.
                    let mut people: BTreeSet<i64> = BTreeSet::new();
                    for part in parts {
                        people.extend(self.holders_of_part(writing, part, &mut known).await?);
                    }
                    (
                        (
                            MessageKind::ProgrammeTasksNear,
                            MessageKind::ProgrammeTasksOverdue,
                        ),
                        people.into_iter().collect::<Vec<i64>>(),
                    )
                }
                Whose::School(institution) => {
                    let school = Holders {
                        institution: Some(*institution),
                        roles: OF_SCHOOL.to_vec(),
                    };
                    (
                        (MessageKind::SubmissionsNear, MessageKind::SubmissionsOverdue),
                        self.holders_of_part(writing, &school, &mut known).await?,
                    )
                }
                Whose::Owed(holders) => (DUTIES, self.holders_of_part(writing, holders, &mut known).await?),
                Whose::Board => (DUTIES, self.holders_of_part(writing, &board, &mut known).await?),
            };
            if matches!(due.whose, Whose::Task(_) | Whose::Owed(_)) && people.is_empty() {
                // Nobody has an account for it: the board has to ask, and its own list of tasks does not show it.
                if matches!(due.whose, Whose::Task(_)) {
                    kinds = (
                        MessageKind::UnclaimedTasksNear,
                        MessageKind::UnclaimedTasksOverdue,
                    );
                }
                people = self.holders_of_part(writing, &board, &mut known).await?;
            }
            let kind = match due.stage {
                Stage::Near => kinds.0,
                Stage::Overdue => kinds.1,
            };
            for person in people {
                *counts.entry((kind, person)).or_default() += 1;
            }
        }
        for ((kind, user_id), number) in counts {
            self.tell_counts(writing, kind, &[DueCount { user_id, number }], day)
                .await?;
        }
        Ok(())
    }

    /// Those who hold the roles, asked for once.
    async fn holders_of_part(
        &self,
        writing: &Writing,
        part: &Holders,
        known: &mut HashMap<Holders, Vec<i64>>,
    ) -> Result<Vec<i64>> {
        if let Some(found) = known.get(part) {
            return Ok(found.clone());
        }
        let roles = &part.roles;
        let found = match part.institution {
            _ if roles.is_empty() => Vec::new(),
            Some(institution) => {
                self.holders(writing, Recipients::Institution { institution, roles })
                    .await?
            }
            None => self.holders(writing, Recipients::Municipality { roles }).await?,
        };
        known.insert(part.clone(), found.clone());
        Ok(found)
    }

    async fn holders(&self, writing: &Writing, to: Recipients<'_>) -> Result<Vec<i64>> {
        let people = writing
            .recipients(self.actor.municipality, to, self.today())
            .await?;
        Ok(people.into_iter().map(|person| person.id).collect())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    // covers: REP-11, PLN-10
    #[test]
    fn a_day_is_told_once_near_and_once_overdue() {
        let due = date(2026, 8, 31);
        let told = |from: Option<Date>, ahead: i32, skips: &[Date]| {
            let mut found = Vec::new();
            let (mut before, mut day) = (Some(date(2026, 5, 1)), date(2026, 5, 2));
            while day < date(2026, 10, 1) {
                if !skips.contains(&day) {
                    let turn = Turn { before, day, ahead };
                    found.extend(turn.stage(from, due).map(|stage| (stage, day)));
                    before = Some(day);
                }
                day = day.tomorrow().unwrap();
            }
            found
        };
        let both = [
            (Stage::Near, date(2026, 8, 3)),
            (Stage::Overdue, date(2026, 9, 1)),
        ];
        assert_eq!(told(None, 28, &[]), both);
        assert_eq!(told(Some(date(2026, 6, 1)), 28, &[]), both);
        // What cannot be done yet is not near.
        assert_eq!(
            told(Some(date(2026, 6, 1)), 180, &[])[0],
            (Stage::Near, date(2026, 6, 1))
        );
        // Days on which the program did not run are made up for.
        let away = [date(2026, 8, 3), date(2026, 8, 4), date(2026, 9, 1)];
        assert_eq!(
            told(None, 28, &away),
            [
                (Stage::Near, date(2026, 8, 5)),
                (Stage::Overdue, date(2026, 9, 2))
            ]
        );
        assert_eq!(told(None, 0, &[])[0], (Stage::Near, due));
        let first = Turn {
            before: None,
            day: date(2026, 9, 20),
            ahead: 28,
        };
        assert_eq!(first.stage(None, due), Some(Stage::Overdue));
        assert_eq!(first.stage(None, date(2026, 12, 31)), None);
    }
}
