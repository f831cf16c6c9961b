use balsts_app::{
    Ctx,
    programme::{report::ReportWork, version::TakeIn},
};
use balsts_domain::{
    access::Role,
    programme::{Programme, ProgressState, Table, shipped_text},
};
use balsts_testkit::{Town, on_both, town, town_of};
use jiff::{
    ToSpan,
    civil::{Date, date},
};

use super::meeting::{group, kinds};

// covers: ESC-32
#[test]
fn the_next_date_of_a_case_is_reminded_of_where_the_step_is_to_be_taken() {
    on_both(|database| async move {
        let group = group(&database).await;
        let police = group.town.as_role(Role::MunicipalPolice, None, None).await;
        let (case, _) = group.refer("010112-21234").await;
        let next = group.school.case(&case).await.unwrap().line.row.next_day;
        let next = balsts_store::date(next.unwrap());
        let app = group.town.at(&format!("{next}T09:00:00Z")).app;
        app.enqueue_reminders().await.unwrap();
        app.run_jobs("a", None, |_| unreachable!("there is no mail server"))
            .await
            .unwrap();
        assert!(kinds(&group.school).await.contains(&"duties_near".to_owned()));
        for other in [&police, &group.member] {
            assert!(!kinds(other).await.contains(&"duties_near".to_owned()));
        }
    });
}

/// Has the reminders of a day made.
async fn remind(town: &Town, day: Date) {
    let app = town.at(&format!("{day}T09:00:00Z")).app;
    app.enqueue_reminders().await.unwrap();
    app.run_jobs("a", None, |_| unreachable!("there is no mail server"))
        .await
        .unwrap();
}

/// What a person is told, the first first: kind and number.
async fn told(ctx: &Ctx) -> Vec<(String, i64)> {
    let (messages, _) = ctx.messages(None, 50).await.unwrap();
    let mut told: Vec<_> = messages
        .into_iter()
        .map(|message| (message.kind, message.number.unwrap()))
        .collect();
    told.reverse();
    told
}

/// Has the reminders of every day of a stretch made; gives each day on which a person was told something, with what.
async fn through(town: &Town, from: Date, to: Date, ctx: &Ctx) -> Vec<(Date, String, i64)> {
    let mut found = Vec::new();
    let mut known = told(ctx).await.len();
    let mut day = from;
    while day <= to {
        remind(town, day).await;
        let now = told(ctx).await;
        found.extend(
            now[known..]
                .iter()
                .map(|(kind, number)| (day, kind.clone(), *number)),
        );
        known = now.len();
        day = day.tomorrow().unwrap();
    }
    found
}

const END: Date = date(2026, 12, 15);

/// The programme of Ogre with six tasks that end on a day, and all others later.
fn programme() -> Programme {
    let mut programme = Programme::from_toml(shipped_text("ogres-novads").unwrap()).unwrap();
    let executors = [
        "Sociālais dienests",
        "Sociālais dienests",
        "Valsts policija",
        "Izglītības iestādes",
        "NVO",
        "Izglītības pārvalde",
    ];
    for (at, task) in programme.tasks.iter_mut().enumerate() {
        task.start = date(2026, 1, 1);
        task.end = date(2027, 12, 31);
        if let Some(executor) = executors.get(at) {
            task.end = END;
            task.executor = vec![(*executor).to_owned()];
            task.supervisor = Vec::new();
        }
    }
    programme
}

// covers: REP-11, PLN-10
#[test]
fn tasks_of_the_programme_are_told_to_those_who_carry_them_out() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-10T09:00:00Z").await;
        let school = town.institution("OP", "basic_school").await;
        let social = town.as_role(Role::SocialService, None, None).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let head = town.as_role(Role::SchoolHead, Some(school), None).await;
        let ngo = town.as_role(Role::Ngo, None, None).await;
        let teacher = town.as_role(Role::ClassTeacher, Some(school), Some("8.b")).await;
        let operator = town.operator();
        operator
            .take_in_programme(&programme(), &TakeIn::default())
            .await
            .unwrap();
        let near = END.checked_sub(28.days()).unwrap();
        for day in [date(2026, 11, 10), near.yesterday().unwrap()] {
            remind(&town, day).await;
            assert!(told(&social).await.is_empty(), "{day}");
        }
        // Four weeks before, each once, however often the day turns afterwards.
        let first = through(&town, near, near.checked_add(3.days()).unwrap(), &social).await;
        assert_eq!(first, [(near, "programme_tasks_near".to_owned(), 2)]);
        let of_board = [
            ("programme_tasks_near".to_owned(), 1),
            ("unclaimed_tasks_near".to_owned(), 1),
        ];
        let mut to_board = told(&board).await;
        to_board.retain(|(kind, _)| kind.contains("_tasks_"));
        assert_eq!(to_board, of_board, "its own, and that of the police");
        for carries_out in [&head, &ngo] {
            assert_eq!(told(carries_out).await, [("programme_tasks_near".to_owned(), 1)]);
        }
        assert!(told(&teacher).await.is_empty(), "who may not report is not asked");
        // One is done in between: the other alone is late.
        let later = town.at("2026-12-10T09:00:00Z").ctx_of(&social);
        let mine = later.programme_work(true).await.unwrap();
        let done = mine.iter().find(|line| line.end == Some(END)).unwrap();
        let report = ReportWork {
            table: Table::Tasks,
            key: done.key.clone(),
            party: String::new(),
            state: Some(ProgressState::Done),
            on: Some(date(2026, 12, 10)),
            note: String::new(),
            evidence: String::new(),
        };
        later.report_work(&report, Vec::new()).await.unwrap();
        let late = END.tomorrow().unwrap();
        let second = through(&town, END, END.checked_add(4.days()).unwrap(), &social).await;
        assert_eq!(second, [(late, "programme_tasks_overdue".to_owned(), 1)]);
        assert!(
            told(&board)
                .await
                .contains(&("unclaimed_tasks_overdue".to_owned(), 1))
        );
        // It leads to where the task stands, with the same number.
        let page = town.at("2026-12-16T09:00:00Z").ctx_of(&social);
        let (messages, _) = page.messages(None, 1).await.unwrap();
        assert_eq!(
            page.open_message(messages[0].id).await.unwrap(),
            "/programme/tasks?when=overdue"
        );
    });
}

// covers: REP-11, PLN-09, PLN-10
#[test]
fn a_school_that_did_its_part_is_left_alone_while_others_are_late() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-10T09:00:00Z").await;
        let first = town.institution("OP", "basic_school").await;
        let second = town.institution("OV", "secondary_school").await;
        let ready = town.as_role(Role::SchoolHead, Some(first), None).await;
        let late = town.as_role(Role::SchoolHead, Some(second), None).await;
        let operator = town.operator();
        operator
            .take_in_programme(&programme(), &TakeIn::default())
            .await
            .unwrap();
        remind(&town, END.checked_sub(28.days()).unwrap()).await;
        for head in [&ready, &late] {
            assert_eq!(told(head).await, [("programme_tasks_near".to_owned(), 1)]);
        }
        let done = town.at("2026-12-10T09:00:00Z").ctx_of(&ready);
        let mine = done.programme_work(true).await.unwrap();
        let task = mine.iter().find(|line| line.end == Some(END)).unwrap();
        let report = ReportWork {
            table: Table::Tasks,
            key: task.key.clone(),
            party: String::new(),
            state: Some(ProgressState::Done),
            on: Some(date(2026, 12, 10)),
            note: String::new(),
            evidence: String::new(),
        };
        done.report_work(&report, Vec::new()).await.unwrap();
        remind(&town, END.tomorrow().unwrap()).await;
        assert_eq!(told(&ready).await.len(), 1, "its own part is done");
        assert_eq!(
            told(&late).await.last(),
            Some(&("programme_tasks_overdue".to_owned(), 1))
        );
    });
}

// covers: REP-11, PLN-10
#[test]
fn a_programme_that_no_council_approved_reminds_nobody() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-10T09:00:00Z").await;
        let social = town.as_role(Role::SocialService, None, None).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let taken = board
            .take_in_programme(&programme(), &TakeIn::default())
            .await
            .unwrap();
        assert_eq!(taken.number, Some(1));
        remind(&town, date(2026, 12, 20)).await;
        assert!(told(&social).await.is_empty());
    });
}

// covers: REP-11, REP-07
#[test]
fn a_school_is_told_of_what_it_has_to_send_in() {
    on_both(|database| async move {
        let town = town_of(&database.store, "rezeknes-novads", "2026-03-01T09:00:00Z").await;
        let (one, _) = town.school_of("RN1", 1, 4, date(2025, 9, 1)).await;
        let (two, _) = town.school_of("RN2", 11, 2, date(2025, 9, 1)).await;
        town.operator().evaluate_all().await.unwrap();
        let sends = town.as_role(Role::SchoolHead, Some(one), None).await;
        let waits = town.as_role(Role::SupportStaff, Some(two), None).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let due = date(2026, 3, 31);
        // The first reminder tells what has been open since December.
        remind(&town, date(2026, 3, 1)).await;
        for school in [&sends, &waits] {
            assert_eq!(told(school).await, [("submissions_overdue".to_owned(), 1)]);
        }
        let near = through(&town, date(2026, 3, 2), date(2026, 3, 6), &sends).await;
        assert_eq!(near, [(date(2026, 3, 3), "submissions_near".to_owned(), 1)]);
        let on = town.at("2026-03-20T09:00:00Z").ctx_of(&sends);
        on.send_submission("RN1", due, "Divi apmeklē regulāri.", "")
            .await
            .unwrap();
        let late = through(&town, date(2026, 3, 31), date(2026, 4, 3), &waits).await;
        assert_eq!(late, [(date(2026, 4, 1), "submissions_overdue".to_owned(), 1)]);
        assert_eq!(told(&sends).await.len(), 2, "what was sent in is not asked for");
        let of_schools = |kind: &str| kind.starts_with("submissions");
        assert!(!told(&board).await.iter().any(|(kind, _)| of_schools(kind)));
        let (messages, _) = waits.messages(None, 1).await.unwrap();
        assert_eq!(waits.open_message(messages[0].id).await.unwrap(), "/duties/year");
    });
}

// covers: REP-11, REP-01, IND-02
#[test]
fn the_board_is_told_of_the_august_report_and_of_baselines_to_be_set() {
    on_both(|database| async move {
        let town = town_of(&database.store, "tukuma-novads", "2026-07-20T09:00:00Z").await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        // At the first reminder all five baselines that should have been set long ago, and what was left undone since September two years ago: the report
        // and the update of one August, and six meetings of a working group that nobody has entered.
        remind(&town, date(2026, 7, 20)).await;
        assert_eq!(told(&board).await, [("programme_duties_overdue".to_owned(), 13)]);
        // The report and the update of the programme are due on 31 August; one of them is done in time.
        let near = through(&town, date(2026, 8, 2), date(2026, 8, 5), &board).await;
        assert_eq!(near, [(date(2026, 8, 3), "programme_duties_near".to_owned(), 2)]);
        let on = town.at("2026-08-20T09:00:00Z").ctx_of(&board);
        on.mark_programme_duty(
            "annual_report",
            date(2026, 8, 31),
            Some(date(2026, 8, 20)),
            "Iesniegts",
        )
        .await
        .unwrap();
        let late = through(&town, date(2026, 8, 31), date(2026, 9, 3), &board).await;
        assert_eq!(
            late,
            [(date(2026, 9, 1), "programme_duties_overdue".to_owned(), 1)]
        );
        assert!(told(&leader).await.is_empty());
    });
}

// covers: REP-11, REP-09, REP-10
#[test]
fn whoever_owes_an_episode_or_an_article_is_told_of_it() {
    on_both(|database| async move {
        let town = town_of(&database.store, "ogres-novads", "2026-11-20T09:00:00Z").await;
        let (one, _) = town.school_of("OGR1", 1, 2, date(2026, 9, 1)).await;
        let (two, _) = town.school_of("OGR2", 11, 2, date(2026, 9, 1)).await;
        let youth = town.as_role(Role::YouthWorker, None, None).await;
        let head = town.as_role(Role::SchoolHead, Some(one), None).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        remind(&town, date(2026, 11, 20)).await;
        assert!(
            told(&youth)
                .await
                .iter()
                .any(|(kind, _)| kind == "programme_duties_overdue"),
            "the episodes of September and October"
        );
        let is_article = |(day, kind, _): &(Date, String, i64)| {
            *day == date(2026, 12, 3) && kind == "programme_duties_near"
        };
        let of_head = through(&town, date(2026, 12, 1), date(2026, 12, 3), &head).await;
        assert_eq!(
            of_head.iter().filter(|one| is_article(one)).count(),
            1,
            "{of_head:?}"
        );
        let done = Some(date(2026, 12, 10));
        let article = date(2026, 12, 31);
        town.at("2026-12-10T09:00:00Z")
            .ctx_of(&head)
            .mark_programme_duty("newspaper_article", article, done, "Raksts")
            .await
            .unwrap();
        let other = town.as_role(Role::SchoolHead, Some(two), None).await;
        let is_late = |told: &[(Date, String, i64)]| {
            told.iter()
                .any(|(day, kind, _)| *day == date(2027, 1, 1) && kind == "programme_duties_overdue")
        };
        let late = through(&town, date(2026, 12, 31), date(2027, 1, 1), &other).await;
        assert!(is_late(&late), "{late:?}");
        let of_done = told(&head).await;
        assert!(
            !of_done.iter().any(|(kind, _)| kind == "programme_duties_overdue"),
            "{of_done:?}"
        );
        let (messages, _) = youth.messages(None, 1).await.unwrap();
        assert_eq!(youth.open_message(messages[0].id).await.unwrap(), "/duties/year");
        assert!(!told(&board).await.is_empty());
    });
}
