//! Tasks of institutions and what they report of them.

use super::*;

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
