use balsts_app::{
    AppError,
    programme::{
        Which,
        achievement::{Basis, WriteDown},
        report::ReportWork,
        version::{Decision, TakeIn},
        work::WorkLine,
    },
};
use balsts_domain::{
    access::Role,
    programme::{
        FindingCode, Irregularity, PreventionLevel, Programme, ProgressState, Table, Timing, VersionEvent,
        VersionKind, shipped_text, template,
    },
};
use balsts_store::CaseFilter;
use balsts_testkit::{on_both, town};
use jiff::civil::date;

fn ogre() -> Programme {
    Programme::from_toml(shipped_text("ogres-novads").unwrap()).unwrap()
}

fn decision() -> Decision {
    Decision {
        number: "OND/27/12".to_owned(),
        on: Some(date(2026, 11, 19)),
    }
}

// covers: PLN-01, PLN-21
#[test]
fn what_is_taken_in_is_read_again_unchanged_and_the_same_twice_changes_nothing() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let operator = town.operator();
        let programme = ogre();
        let taken = operator
            .take_in_programme(&programme, &TakeIn::default())
            .await
            .unwrap();
        assert_eq!((taken.number, taken.is_refused()), (Some(1), false));
        let stored = operator.programme(Which::Current).await.unwrap().unwrap();
        assert_eq!(stored.programme, programme);
        assert_eq!(
            (stored.row.state.as_str(), stored.row.kind.as_str()),
            ("approved", "adopted")
        );
        let again = operator
            .take_in_programme(&programme, &TakeIn::default())
            .await
            .unwrap();
        assert_eq!((again.number, again.is_the_same()), (None, true));
        // The municipality's plan is known from it.
        let identity = operator.plan_identity().await.unwrap().unwrap();
        assert_eq!(
            (identity.years.from(), identity.years.to()),
            (Some(2024), Some(2027))
        );
        assert_eq!(identity.title, programme.document.title);
    });
}

// covers: PLN-21
#[test]
fn a_programme_with_errors_is_refused_whole() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let operator = town.operator();
        let mut programme = template("ogres-novads", 2027);
        programme.activities[1].years.clear();
        programme.tasks[0].activity_nr = "9.1".to_owned();
        let taken = operator
            .take_in_programme(&programme, &TakeIn::default())
            .await
            .unwrap();
        let codes: Vec<FindingCode> = taken
            .findings
            .iter()
            .filter(|one| one.is_error())
            .map(|one| one.code)
            .collect();
        assert_eq!(
            codes,
            [
                FindingCode::ActivityWithoutYears,
                FindingCode::TaskWithoutActivity
            ]
        );
        assert_eq!(taken.number, None);
        assert!(operator.programme(Which::Current).await.unwrap().is_none());
    });
}

// covers: PLN-01, PLN-14
#[test]
fn a_new_version_is_proposed_by_the_board_and_approved_by_the_council() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let operator = town.operator();
        operator
            .take_in_programme(&template("ogres-novads", 2024), &TakeIn::default())
            .await
            .unwrap();
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let council = town.as_role(Role::MunicipalLeadership, None, None).await;
        let mut changed = template("ogres-novads", 2024);
        changed.activities[0].expected_result = "2 pasākumi gadā katrā izglītības iestādē".to_owned();
        let taken = board
            .take_in_programme(&changed, &TakeIn::default())
            .await
            .unwrap();
        assert_eq!(taken.number, Some(2));
        assert_eq!(taken.changes.len(), 1);
        assert_eq!(taken.changes[0].fields[0].column, "expected_result");
        let step = async |ctx: &balsts_app::Ctx, event, decision: &Decision| {
            ctx.step_programme(2, event, decision, "").await
        };
        let none = Decision::default();
        // Not before it is proposed, not by the board, not without a decision, not tomorrow's.
        assert!(matches!(
            step(&council, VersionEvent::Approve, &decision()).await,
            Err(AppError::Conflict(_))
        ));
        assert!(matches!(
            step(&council, VersionEvent::Propose, &none).await,
            Err(AppError::Forbidden)
        ));
        step(&board, VersionEvent::Propose, &none).await.unwrap();
        assert!(matches!(
            step(&board, VersionEvent::Approve, &decision()).await,
            Err(AppError::Forbidden)
        ));
        assert!(matches!(
            step(&council, VersionEvent::Approve, &none).await,
            Err(AppError::Invalid(_))
        ));
        let tomorrow = Decision {
            on: Some(date(2026, 11, 21)),
            ..decision()
        };
        assert!(matches!(
            step(&council, VersionEvent::Approve, &tomorrow).await,
            Err(AppError::Invalid(_))
        ));
        step(&council, VersionEvent::Approve, &decision()).await.unwrap();
        let versions = board.programme_versions().await.unwrap();
        let states: Vec<(i64, &str)> = versions
            .iter()
            .map(|row| (row.number, row.state.as_str()))
            .collect();
        assert_eq!(states, [(2, "approved"), (1, "superseded")]);
        let steps = board.programme_steps(&versions[0]).await.unwrap();
        let events: Vec<&str> = steps.iter().map(|step| step.event.as_str()).collect();
        assert_eq!(events, ["propose", "approve"]);
        let changes = board.programme_changes(&versions[0]).await.unwrap();
        assert_eq!(changes.len(), 1);
        let identity = board.plan_identity().await.unwrap().unwrap();
        assert_eq!(identity.decision.as_deref(), Some("OND/27/12"));
        assert_eq!(
            board.programme(Which::Current).await.unwrap().unwrap().row.number,
            2
        );
    });
}

// covers: PLN-14, PLN-15
#[test]
fn goals_in_use_are_not_dropped_silently_and_a_mid_term_review_leaves_goals_alone() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        town.operator()
            .take_in_programme(&template("ogres-novads", 2024), &TakeIn::default())
            .await
            .unwrap();
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let mut without = template("ogres-novads", 2024);
        without.goals.remove(2);
        without.activities.remove(2);
        let refused = board
            .take_in_programme(&without, &TakeIn::default())
            .await
            .unwrap();
        let errors: Vec<FindingCode> = refused
            .findings
            .iter()
            .filter(|one| one.is_error())
            .map(|one| one.code)
            .collect();
        assert_eq!((errors, refused.number), (vec![FindingCode::GoalDropped], None));
        let meant = TakeIn {
            drop_goals: true,
            ..TakeIn::default()
        };
        assert_eq!(
            board.take_in_programme(&without, &meant).await.unwrap().number,
            Some(2)
        );
        let mut renamed = template("ogres-novads", 2024);
        renamed.goals[0].title.push_str(" visiem");
        let review = TakeIn {
            kind: Some(VersionKind::MidTerm),
            ..TakeIn::default()
        };
        let refused = board.take_in_programme(&renamed, &review).await.unwrap();
        let locked = refused
            .findings
            .iter()
            .find(|one| one.code == FindingCode::GoalLocked)
            .unwrap();
        assert_eq!(
            (locked.table, locked.row, locked.column),
            (Table::Goals, 1, "title")
        );
        assert!(refused.is_refused());
        let mut task = template("ogres-novads", 2024);
        task.tasks[0].title.push_str(" no jauna");
        assert_eq!(
            board.take_in_programme(&task, &review).await.unwrap().number,
            Some(3)
        );
    });
}

// covers: PLN-01, PLN-14, PLN-15
#[test]
fn a_draft_does_not_undo_what_came_into_force_since_it_was_made() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let first = template("ogres-novads", 2024);
        town.operator()
            .take_in_programme(&first, &TakeIn::default())
            .await
            .unwrap();
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let council = town.as_role(Role::MunicipalLeadership, None, None).await;
        let mut review = first.clone();
        review.tasks[0].title.push_str(" no jauna");
        let mid_term = TakeIn {
            kind: Some(VersionKind::MidTerm),
            ..TakeIn::default()
        };
        let taken = board.take_in_programme(&review, &mid_term).await.unwrap();
        assert_eq!(taken.number, Some(2));
        let mut update = first.clone();
        update.goals[0].title.push_str(" visiem");
        let taken = board
            .take_in_programme(&update, &TakeIn::default())
            .await
            .unwrap();
        assert_eq!(taken.number, Some(3));
        let step = async |ctx: &balsts_app::Ctx, number, event| {
            ctx.step_programme(number, event, &decision(), "Vēlreiz").await
        };
        step(&board, 2, VersionEvent::Propose).await.unwrap();
        step(&board, 3, VersionEvent::Propose).await.unwrap();
        step(&council, 3, VersionEvent::Approve).await.unwrap();
        // The review was looked at against the first version: approved now, it would take the goal back.
        let overtaken = |result: Result<(), AppError>| {
            assert!(
                matches!(result, Err(AppError::Conflict("error-programme-overtaken"))),
                "{result:?}"
            );
        };
        overtaken(step(&council, 2, VersionEvent::Approve).await);
        step(&council, 2, VersionEvent::Return).await.unwrap();
        overtaken(step(&board, 2, VersionEvent::Propose).await);
        let in_force = board.programme(Which::Current).await.unwrap().unwrap();
        assert_eq!((in_force.row.number, &in_force.programme), (3, &update));
        // Taken in anew it is told what it would change, and as a review it is refused.
        let again = board.take_in_programme(&review, &mid_term).await.unwrap();
        assert_eq!((again.is_refused(), again.compared_with), (true, Some(3)));
        review.goals.clone_from(&update.goals);
        let again = board.take_in_programme(&review, &mid_term).await.unwrap();
        assert_eq!((again.number, again.changes.len()), (Some(4), 1));
        step(&board, 4, VersionEvent::Propose).await.unwrap();
        step(&council, 4, VersionEvent::Approve).await.unwrap();
    });
}

// covers: PLN-09, PLN-10, PLN-11
#[test]
fn an_institution_has_its_own_list_and_reports_its_tasks() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let school = town.institution("OP", "basic_school").await;
        town.operator()
            .take_in_programme(&ogre(), &TakeIn::default())
            .await
            .unwrap();
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let head = town.as_role(Role::SchoolHead, Some(school), None).await;
        let social = town.as_role(Role::SocialService, None, None).await;
        let teacher = town.as_role(Role::ClassTeacher, Some(school), Some("8.b")).await;
        let all = board.programme_work(false).await.unwrap();
        // 22 tasks, and the one activity that has none.
        assert_eq!(all.len(), 23);
        let own: Vec<WorkLine> = social.programme_work(true).await.unwrap();
        assert!(!own.is_empty() && own.len() < all.len());
        for line in &own {
            let mut names = line.executors.iter().chain(&line.supervisors);
            assert!(
                names.any(|name| name.starts_with("Sociālais dienests")),
                "{line:?}"
            );
        }
        let line = &own[0];
        let report = |state, note: &str| ReportWork {
            table: line.table,
            key: line.key.clone(),
            party: String::new(),
            state: Some(state),
            on: Some(date(2026, 11, 18)),
            note: note.to_owned(),
            evidence: "lapa.pdf".to_owned(),
        };
        social
            .report_work(&report(ProgressState::InProgress, ""), Vec::new())
            .await
            .unwrap();
        let refused = social
            .report_work(&report(ProgressState::Postponed, ""), Vec::new())
            .await;
        assert!(matches!(refused, Err(AppError::Invalid(_))));
        social
            .report_work(&report(ProgressState::Postponed, "Nav lektora"), Vec::new())
            .await
            .unwrap();
        // Whose task it is not, does not report of it; the board of everything.
        let foreign = head
            .report_work(&report(ProgressState::Done, ""), Vec::new())
            .await;
        assert!(matches!(foreign, Err(AppError::Forbidden)), "{foreign:?}");
        let nobody = teacher
            .report_work(&report(ProgressState::Done, ""), Vec::new())
            .await;
        assert!(matches!(nobody, Err(AppError::Forbidden)));
        board
            .report_work(&report(ProgressState::Done, "Izdarīts"), Vec::new())
            .await
            .unwrap();
        let after = board.programme_work(false).await.unwrap();
        let done = after.iter().find(|one| one.key == line.key).unwrap();
        assert_eq!((done.state, done.timing), (ProgressState::Done, Timing::Settled));
        let states: Vec<&str> = done.reports.iter().map(|one| one.state.as_str()).collect();
        assert_eq!(states, ["done", "postponed", "in_progress"]);
        // A year after the programme everything else is late.
        let later = town.at("2028-01-10T09:00:00Z").ctx_of(&board);
        let work = later.programme_work(false).await.unwrap();
        let late = work.iter().filter(|one| one.timing == Timing::Overdue).count();
        assert_eq!(late, 21);
        assert_eq!(work[0].timing, Timing::Overdue);
    });
}

// covers: PLN-10, PLN-11
#[test]
fn an_association_reports_its_own_tasks_and_sees_no_case() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let mut programme = ogre();
        programme.tasks[0].executor = vec!["NVO".to_owned()];
        programme.tasks[0].supervisor = Vec::new();
        programme.tasks[1].executor = vec!["Sociālais dienests".to_owned()];
        programme.tasks[1].supervisor = Vec::new();
        town.operator()
            .take_in_programme(&programme, &TakeIn::default())
            .await
            .unwrap();
        let ngo = town.as_role(Role::Ngo, None, None).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let report = |line: &WorkLine| ReportWork {
            table: line.table,
            key: line.key.clone(),
            party: String::new(),
            state: Some(ProgressState::InProgress),
            on: Some(date(2026, 11, 18)),
            note: String::new(),
            evidence: String::new(),
        };
        let all = ngo.programme_work(false).await.unwrap();
        let is_by = |line: &&WorkLine, name: &str| line.executors == [name] && line.supervisors.is_empty();
        let own = all.iter().find(|line| is_by(line, "NVO")).unwrap();
        let foreign = all.iter().find(|line| is_by(line, "Sociālais dienests")).unwrap();
        let listed = ngo.programme_work(true).await.unwrap();
        assert!(listed.iter().any(|line| line.key == own.key));
        assert!(!listed.iter().any(|line| line.key == foreign.key));
        let of_board = board.programme_work(true).await.unwrap();
        assert!(!of_board.iter().any(|line| line.key == own.key));
        ngo.report_work(&report(own), Vec::new()).await.unwrap();
        let refused = ngo.report_work(&report(foreign), Vec::new()).await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
        let after = ngo.programme_work(true).await.unwrap();
        let reported = after.iter().find(|line| line.key == own.key).unwrap();
        assert_eq!(reported.state, ProgressState::InProgress);
        assert!(ngo.cases(&CaseFilter::default(), 10).await.is_err());
    });
}

// covers: PLN-02, PLN-05
#[test]
fn the_page_has_every_activity_under_the_goal_that_it_is_linked_to() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let operator = town.operator();
        operator
            .take_in_programme(&ogre(), &TakeIn::default())
            .await
            .unwrap();
        let view = operator.programme_view(Which::Current).await.unwrap().unwrap();
        let goals: Vec<(PreventionLevel, &str, usize)> = view
            .goals
            .iter()
            .map(|goal| (goal.goal.level, goal.goal.nr.as_str(), goal.activities.len()))
            .collect();
        use PreventionLevel::{Tailored, Targeted, Universal};
        assert_eq!(
            goals,
            [
                (Universal, "1", 4),
                // Two of them are in the table of tasks only.
                (Universal, "2", 5),
                (Universal, "3", 3),
                (Targeted, "3", 5),
                (Targeted, "4", 2),
                (Tailored, "5", 4),
                (Tailored, "6", 0),
            ]
        );
        let peers = &view.goals[3];
        assert_eq!(peers.other_names[0].nr, "4");
        assert_eq!(view.irregularities().len(), 31);
    });
}

// covers: PLN-12
#[test]
fn numbers_promised_are_followed() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let op = town.institution("OP", "basic_school").await;
        town.operator()
            .take_in_programme(&ogre(), &TakeIn::default())
            .await
            .unwrap();
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let head = town.as_role(Role::SchoolHead, Some(op), None).await;
        let promised = board.promised_numbers(2026).await.unwrap();
        let parents = promised.iter().find(|one| one.activity == "1.1").unwrap();
        assert_eq!((parents.value, parents.is_reached), (None, None));
        let write = |value: &str, year| WriteDown {
            activity: "1.1".to_owned(),
            position: 0,
            year,
            party: String::new(),
            value: value.to_owned(),
            part: String::new(),
            base: String::new(),
            note: "Reģistrācijas lapas".to_owned(),
        };
        board.write_down(&write("12,5", 2025)).await.unwrap();
        head.write_down(&write("31", 2026)).await.unwrap();
        for wrong in [write("131", 2026), write("daudz", 2026), write("5", 2027)] {
            assert!(matches!(
                board.write_down(&wrong).await,
                Err(AppError::Invalid(_))
            ));
        }
        let number = async |ctx: &balsts_app::Ctx, year| {
            let promised = ctx.promised_numbers(year).await.unwrap();
            promised.into_iter().find(|one| one.activity == "1.1").unwrap()
        };
        // What the board wrote for all stands, whatever one school reached.
        let parents = number(&board, 2026).await;
        assert_eq!((parents.value, parents.is_reached), (Some(12_500), Some(false)));
        assert_eq!(parents.basis, Basis::Whole);
        assert_eq!(parents.reached.len(), 2);
        assert_eq!((parents.told.len(), parents.told[0].value), (1, 31_000));
        let parents = number(&board, 2025).await;
        assert_eq!((parents.value, parents.is_reached), (Some(12_500), Some(false)));
        assert!(parents.told.is_empty());
    });
}

// covers: PLN-12
#[test]
fn one_school_s_share_is_not_the_municipality_s() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let one = town.institution("OP", "basic_school").await;
        let other = town.institution("OV", "secondary_school").await;
        town.operator()
            .take_in_programme(&ogre(), &TakeIn::default())
            .await
            .unwrap();
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let head = town.as_role(Role::SchoolHead, Some(one), None).await;
        let of_other = town.as_role(Role::SchoolHead, Some(other), None).await;
        let ngo = town.as_role(Role::Ngo, None, None).await;
        let write = |party: &str, value: &str, part: &str, base: &str| WriteDown {
            activity: "1.1".to_owned(),
            position: 0,
            year: 2026,
            party: party.to_owned(),
            value: value.to_owned(),
            part: part.to_owned(),
            base: base.to_owned(),
            note: String::new(),
        };
        let parents = async || {
            let promised = board.promised_numbers(2026).await.unwrap();
            promised.into_iter().find(|one| one.activity == "1.1").unwrap()
        };
        head.write_down(&write("", "90", "", "")).await.unwrap();
        let told = parents().await;
        assert_eq!((told.value, told.basis), (None, Basis::NotFormed));
        assert_eq!(told.is_reached, None);
        head.write_down(&write("OP", "", "90", "100")).await.unwrap();
        let told = parents().await;
        assert_eq!((told.value, told.basis), (Some(90_000), Basis::Fractions));
        assert_eq!(told.is_reached, None, "the other school told nothing");
        of_other.write_down(&write("", "", "10", "300")).await.unwrap();
        let told = parents().await;
        assert_eq!((told.value, told.basis), (Some(25_000), Basis::Fractions));
        assert_eq!(told.is_reached, Some(false));
        assert_eq!(told.told.len(), 2);
        // Not more than all, not of nothing, not words.
        for (part, base) in [("101", "100"), ("1", "0"), ("1", ""), ("-1", "5"), ("daudz", "5")] {
            let refused = head.write_down(&write("", "", part, base)).await;
            assert!(matches!(refused, Err(AppError::Invalid(_))), "{part} of {base}");
        }
        // Nobody writes for another institution, or for all, but the board.
        for party in ["OV", "all", "Sociālais dienests"] {
            let refused = head.write_down(&write(party, "90", "", "")).await;
            assert!(
                matches!(refused, Err(AppError::Forbidden)),
                "{party}: {refused:?}"
            );
        }
        board.write_down(&write("OP", "", "0", "100")).await.unwrap();
        assert_eq!(parents().await.value, Some(2_500));
        board.write_down(&write("", "33", "", "")).await.unwrap();
        let told = parents().await;
        assert_eq!((told.value, told.basis), (Some(33_000), Basis::Whole));
        // Who has no part in an activity reaches no number of it.
        let promised = board.promised_numbers(2026).await.unwrap();
        let foreign = promised
            .iter()
            .find(|one| !one.parties.iter().any(|view| view.party.is_of(Role::Ngo, None)))
            .unwrap();
        let refused = ngo
            .write_down(&WriteDown {
                activity: foreign.activity.clone(),
                position: foreign.position,
                ..write("", "5", "", "")
            })
            .await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
    });
}

// covers: PLN-09, PLN-10, PLN-11
#[test]
fn a_task_of_schools_is_done_when_each_of_them_did_it() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let one = town.institution("OP", "basic_school").await;
        let other = town.institution("OV", "secondary_school").await;
        // A music school beside the general one is not meant.
        town.institution("OM", "vocational_orientation").await;
        let mut programme = ogre();
        programme.tasks[0].executor = vec!["Izglītības iestādes".to_owned()];
        programme.tasks[0].start = date(2026, 1, 1);
        programme.tasks[0].end = date(2026, 12, 15);
        town.operator()
            .take_in_programme(&programme, &TakeIn::default())
            .await
            .unwrap();
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let head = town.as_role(Role::SchoolHead, Some(one), None).await;
        let of_other = town.as_role(Role::SchoolHead, Some(other), None).await;
        let report = |party: &str, state| ReportWork {
            table: Table::Tasks,
            key: "1.1".to_owned(),
            party: party.to_owned(),
            state: Some(state),
            on: Some(date(2026, 11, 18)),
            note: String::new(),
            evidence: String::new(),
        };
        let task = async |ctx: &balsts_app::Ctx, own| {
            let work = ctx.programme_work(own).await.unwrap();
            work.into_iter()
                .find(|line| line.table == Table::Tasks && line.key == "1.1")
                .unwrap()
        };
        let counts = |line: &WorkLine| {
            let counts = line.party_counts().unwrap();
            (counts.settled, counts.silent, counts.all)
        };
        assert_eq!(counts(&task(&board, false).await), (0, 2, 2));
        head.report_work(&report("", ProgressState::Done), Vec::new())
            .await
            .unwrap();
        let line = task(&board, false).await;
        assert_eq!(counts(&line), (1, 1, 2));
        assert_eq!(
            (line.state, line.timing),
            (ProgressState::InProgress, Timing::EndsSoon)
        );
        // Who did it has nothing more to do; who said nothing has.
        assert_eq!(task(&head, true).await.timing, Timing::Settled);
        assert_eq!(task(&of_other, true).await.timing, Timing::EndsSoon);
        let late = town.at("2026-12-16T09:00:00Z");
        assert_eq!(task(&late.ctx_of(&board), false).await.timing, Timing::Overdue);
        assert_eq!(task(&late.ctx_of(&head), true).await.timing, Timing::Settled);
        let on_the_day = town.at("2026-12-15T09:00:00Z");
        assert_eq!(
            task(&on_the_day.ctx_of(&of_other), true).await.timing,
            Timing::EndsSoon
        );
        // The board reads what any institution has to do.
        let of = async |code: &str| {
            let view = board.programme_view(Which::Current).await.unwrap().unwrap();
            let work = view.work_of_party(code);
            work.into_iter()
                .find(|line| line.key == "1.1")
                .map(|line| line.state)
        };
        assert_eq!(of("OP").await, Some(ProgressState::Done));
        assert_eq!(of("OV").await, Some(ProgressState::NotStarted));
        assert_eq!(of("OM").await, None);
        for party in ["OV", "all", "OM"] {
            let refused = head
                .report_work(&report(party, ProgressState::Done), Vec::new())
                .await;
            assert!(
                matches!(refused, Err(AppError::Forbidden)),
                "{party}: {refused:?}"
            );
        }
        of_other
            .report_work(&report("OV", ProgressState::Done), Vec::new())
            .await
            .unwrap();
        let line = task(&board, false).await;
        assert_eq!((line.state, line.timing), (ProgressState::Done, Timing::Settled));
        // The board says for one of them, and for all; what was said before stays.
        board
            .report_work(&report("OP", ProgressState::InProgress), Vec::new())
            .await
            .unwrap();
        assert_eq!(counts(&task(&board, false).await), (1, 0, 2));
        board
            .report_work(&report("", ProgressState::Done), Vec::new())
            .await
            .unwrap();
        let line = task(&board, false).await;
        assert_eq!((line.state, counts(&line)), (ProgressState::Done, (2, 0, 2)));
        assert_eq!(line.reports.len(), 4);
    });
}

// covers: PLN-14
#[test]
fn who_has_none_starts_from_the_template() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(board.start_programme().await.unwrap(), 1);
        let started = board.programme(Which::Current).await.unwrap().unwrap();
        assert_eq!(
            (started.row.state.as_str(), started.row.from_year),
            ("draft", 2027)
        );
        assert!(matches!(
            board.start_programme().await,
            Err(AppError::Conflict(_))
        ));
        let council = town.as_role(Role::MunicipalLeadership, None, None).await;
        assert!(matches!(
            council.start_programme().await,
            Err(AppError::Forbidden)
        ));
        let mut noted = started.programme;
        noted.irregularities.push(Irregularity {
            place: "3.1".to_owned(),
            kind: "markup".to_owned(),
            text: "Svītra aiz nosaukuma.".to_owned(),
        });
        let taken = board.take_in_programme(&noted, &TakeIn::default()).await.unwrap();
        assert_eq!(taken.changes.len(), 1);
    });
}

// covers: IND-01, IND-06
#[test]
fn an_indicator_numbered_anew_keeps_its_method_and_a_new_one_takes_no_other_ones() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let operator = town.operator();
        let mut programme = ogre();
        let methods = async || -> Vec<(String, Option<&'static str>)> {
            let year = operator.indicators(2026).await.unwrap();
            year.lines
                .iter()
                .map(|line| {
                    let method = line.method().map(balsts_domain::indicators::Method::code);
                    (line.indicator.title.clone(), method)
                })
                .collect()
        };
        // Nothing is taken in yet: the programme that ships.
        let before = methods().await;
        assert!(before.iter().all(|(_, method)| method.is_some()), "{before:?}");

        // The first two change places, the third is about something else under its old number, the fourth says its method itself.
        programme.indicators[0].nr = "2".to_owned();
        programme.indicators[1].nr = "1".to_owned();
        programme.indicators[2].title = "Dalībnieku skaits karjeras dienās".to_owned();
        programme.indicators[3].title = "Atbalsta speciālisti skolās".to_owned();
        programme.indicators[3].method = Some("institutions_with_specialists_share".to_owned());
        let taken = operator
            .take_in_programme(&programme, &TakeIn::default())
            .await
            .unwrap();
        assert!(!taken.is_refused(), "{:?}", taken.findings);
        let changed = operator.programme(Which::Current).await.unwrap().unwrap();
        assert_eq!(changed.programme.indicators[0].nr, "2");
        let after = methods().await;
        assert_eq!(after[..2], before[..2], "the method goes with the title");
        assert_eq!(
            after[2].1, None,
            "what nobody assigned a method is typed by a person"
        );
        assert_eq!(after[3].1, Some("institutions_with_specialists_share"));
        assert_eq!(after[4..], before[4..]);
    });
}
