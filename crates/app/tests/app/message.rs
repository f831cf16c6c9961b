use balsts_app::{
    App, Ctx,
    account::AddAccount,
    concern::{ConcernStep, ConfirmedFactor, SendConcern},
    mail::{Mail, MailServer, MailText, MailTls, Mailer},
};
use balsts_domain::{access::Role, concern::Urgency, message::Delivery, risk::Factor};
use balsts_testkit::{Database, NewPupil, Town, on_both, town};
use jiff::civil::date;

use super::smtp;

const CHILD: &str = "Bērziņa";

struct School {
    town: Town,
    school: i64,
    teacher: Ctx,
}

async fn school(database: &Database) -> School {
    let town = town(&database.store, "2026-11-20T09:00:00Z").await;
    let school = town.institution("OP", "basic_school").await;
    let pupils = town
        .pupils(&[NewPupil::named("010112-21234", "Anna", CHILD)])
        .await;
    town.enrol(&pupils, school, "8.b", date(2026, 9, 1), None).await;
    let teacher = town.as_role(Role::ClassTeacher, Some(school), Some("8.b")).await;
    School {
        town,
        school,
        teacher,
    }
}

fn concern(danger: bool) -> SendConcern {
    SendConcern {
        pupil: "p-010112-21234".to_owned(),
        factors: vec![Factor::LowAchievement],
        text: "Anna Bērziņa raud stundās".to_owned(),
        urgency: Urgency::Normal,
        danger,
    }
}

fn mailer(port: u16) -> Mailer {
    Mailer::new(&MailServer {
        host: "127.0.0.1".to_owned(),
        port,
        tls: MailTls::Never,
        from: "Balsts <balsts@ogre.test>".to_owned(),
        credentials: None,
    })
    .unwrap()
}

fn write(mail: &Mail) -> MailText {
    MailText {
        subject: format!("count={} urgent={}", mail.count, mail.urgent),
        body: format!(
            "https://balsts.test/messages/{}",
            mail.message.unwrap_or_default()
        ),
    }
}

async fn kinds(ctx: &Ctx) -> Vec<String> {
    let (messages, _) = ctx.messages(None, 50).await.unwrap();
    messages.into_iter().map(|message| message.kind).collect()
}

// covers: ESC-32
#[test]
fn a_report_reaches_the_support_team_and_its_answer_the_reporter() {
    on_both(|database| async move {
        let School {
            town,
            school,
            teacher,
        } = school(&database).await;
        let other = town.institution("OV", "basic_school").await;
        let team = town.as_role(Role::SupportStaff, Some(school), None).await;
        let stranger = town.as_role(Role::SupportStaff, Some(other), None).await;
        let head = town.as_role(Role::SchoolHead, Some(school), None).await;
        let id = teacher.send_concern(&concern(false)).await.unwrap();
        assert_eq!(kinds(&team).await, ["concern_sent"]);
        assert!(kinds(&stranger).await.is_empty() && kinds(&head).await.is_empty());
        assert!(kinds(&teacher).await.is_empty(), "who acts knows");
        let (messages, _) = team.messages(None, 1).await.unwrap();
        assert_eq!(
            team.open_message(messages[0].id).await.unwrap(),
            format!("/concerns/{id}")
        );
        assert!(team.messages(None, 1).await.unwrap().0[0].read_at.is_some());
        assert!(
            stranger.open_message(messages[0].id).await.is_err(),
            "a message is its reader's alone"
        );
        let version = |row: &balsts_store::ConcernRow| row.version;
        let row = team.concern(id).await.unwrap().row;
        team.step_concern(id, version(&row), ConcernStep::Examine("Runāju ar māti".into()))
            .await
            .unwrap();
        let row = team.concern(id).await.unwrap().row;
        let confirmed = ConfirmedFactor {
            factor: Factor::LowAchievement,
            note: String::new(),
        };
        let answer = ConcernStep::Confirm(vec![confirmed], "Sekosim".into());
        team.step_concern(id, version(&row), answer).await.unwrap();
        assert_eq!(kinds(&teacher).await, ["concern_answered"]);
    });
}

#[test]
fn where_nobody_is_in_the_support_team_the_head_is_told() {
    on_both(|database| async move {
        let School {
            town,
            school,
            teacher,
        } = school(&database).await;
        let head = town.as_role(Role::SchoolHead, Some(school), None).await;
        teacher.send_concern(&concern(false)).await.unwrap();
        assert_eq!(kinds(&head).await, ["concern_sent"]);
    });
}

// covers: ESC-32
#[test]
fn danger_is_mailed_at_once_to_head_and_specialist_whatever_they_chose() {
    on_both(|database| async move {
        let School {
            town,
            school,
            teacher,
        } = school(&database).await;
        let head = town.as_role(Role::SchoolHead, Some(school), None).await;
        let specialist = town.as_role(Role::ChildRightsSpecialist, None, None).await;
        head.choose_delivery(Delivery::None).await.unwrap();
        specialist.choose_delivery(Delivery::Daily).await.unwrap();
        teacher.send_concern(&concern(true)).await.unwrap();
        assert_eq!(kinds(&head).await, ["child_in_danger"]);
        assert_eq!(kinds(&specialist).await, ["child_in_danger"]);
        let port = smtp::free_port();
        let server = smtp::MailServer::start(port);
        let round = town.app.run_jobs("a", Some(&mailer(port)), write).await.unwrap();
        assert_eq!((round.sent, round.failed), (2, 0));
        let mails = server.mails(2);
        assert_eq!(mails.len(), 2);
        for mail in mails {
            assert!(mail.contains("urgent=true"), "{mail}");
            assert!(
                !mail.contains("Anna") && !mail.contains("Berz") && !mail.contains("raud"),
                "{mail}"
            );
        }
    });
}

#[test]
fn nothing_is_lost_and_nothing_comes_twice_while_the_mail_server_is_down_and_up_again() {
    on_both(|database| async move {
        let School {
            town,
            school,
            teacher,
        } = school(&database).await;
        town.as_role(Role::SupportStaff, Some(school), None).await;
        town.as_role(Role::SupportStaff, Some(school), None).await;
        teacher.send_concern(&concern(false)).await.unwrap();
        let port = smtp::free_port();
        let mailer = mailer(port);
        let down = town.app.run_jobs("a", Some(&mailer), write).await.unwrap();
        assert_eq!((down.sent, down.failed), (0, 2));
        let waiting = town.app.run_jobs("a", Some(&mailer), write).await.unwrap();
        assert_eq!(
            (waiting.sent, waiting.failed),
            (0, 0),
            "each waits before it is tried again"
        );
        let server = smtp::MailServer::start(port);
        let later = town.at("2026-11-20T09:01:01Z");
        let up = later.app.run_jobs("b", Some(&mailer), write).await.unwrap();
        assert_eq!((up.sent, up.failed), (2, 0));
        let again = town.at("2026-11-21T09:00:00Z").app;
        assert_eq!(again.run_jobs("a", Some(&mailer), write).await.unwrap().sent, 0);
        assert_eq!(server.mails(2).len(), 2);
        assert_eq!(database.store.waiting_jobs().await.unwrap(), 0);
    });
}

#[test]
fn copies_that_ask_at_once_share_the_work_and_send_nothing_twice() {
    on_both(|database| async move {
        let School {
            town,
            school,
            teacher,
        } = school(&database).await;
        for _ in 0..6 {
            town.as_role(Role::SupportStaff, Some(school), None).await;
        }
        for _ in 0..5 {
            teacher.send_concern(&concern(false)).await.unwrap();
        }
        let port = smtp::free_port();
        let server = smtp::MailServer::start(port);
        let (one, two) = (mailer(port), mailer(port));
        let (app, other) = (town.app.clone(), App::clone(&town.app));
        let (first, second) = tokio::join!(
            app.run_jobs("a", Some(&one), write),
            other.run_jobs("b", Some(&two), write)
        );
        assert_eq!(first.unwrap().sent + second.unwrap().sent, 30);
        let mut mails = server.mails(30);
        assert_eq!(mails.len(), 30);
        mails.sort();
        mails.dedup();
        assert_eq!(mails.len(), 30);
    });
}

#[test]
fn a_copy_that_died_leaves_its_work_to_the_others() {
    on_both(|database| async move {
        let School {
            town,
            school,
            teacher,
        } = school(&database).await;
        town.as_role(Role::SupportStaff, Some(school), None).await;
        teacher.send_concern(&concern(false)).await.unwrap();
        let now = balsts_store::instant(town.app.clock.now());
        let claimed = database
            .store
            .claim_jobs("dead", now, 900_000_000, 20)
            .await
            .unwrap();
        assert_eq!(claimed.len(), 1);
        let port = smtp::free_port();
        let server = smtp::MailServer::start(port);
        let mailer = mailer(port);
        assert_eq!(
            town.app.run_jobs("b", Some(&mailer), write).await.unwrap().sent,
            0
        );
        let later = town.at("2026-11-20T09:16:00Z").app;
        assert_eq!(later.run_jobs("b", Some(&mailer), write).await.unwrap().sent, 1);
        assert_eq!(server.mails(1).len(), 1);
    });
}

#[test]
fn a_refused_address_is_given_up_in_the_end_and_the_message_stays() {
    on_both(|database| async move {
        let School {
            town,
            school,
            teacher,
        } = school(&database).await;
        let new = AddAccount {
            email: "refused@ogre.test".to_owned(),
            name: "Ilze Kalniņa".to_owned(),
            password: balsts_testkit::PASSWORD.to_owned(),
            role: Role::SupportStaff,
            institution: Some(school),
            class: None,
            speciality: None,
        };
        let member = town.operator().add_account(&new).await.unwrap();
        let member = town.ctx(member).await;
        teacher.send_concern(&concern(false)).await.unwrap();
        let port = smtp::free_port();
        let _server = smtp::MailServer::start(port);
        let mailer = mailer(port);
        let mut failed = 0;
        for hour in 0..20 {
            let app = town.at(&format!("2026-11-22T{hour:02}:00:00Z")).app;
            failed += app.run_jobs("a", Some(&mailer), write).await.unwrap().failed;
        }
        assert_eq!(failed, 8);
        assert_eq!(database.store.waiting_jobs().await.unwrap(), 0);
        assert_eq!(kinds(&member).await, ["concern_sent"]);
    });
}

#[test]
fn a_digest_is_one_mail_a_day_at_its_hour_and_none_is_none() {
    on_both(|database| async move {
        let School {
            town,
            school,
            teacher,
        } = school(&database).await;
        let daily = town.as_role(Role::SupportStaff, Some(school), None).await;
        let never = town.as_role(Role::SupportStaff, Some(school), None).await;
        daily.choose_delivery(Delivery::Daily).await.unwrap();
        never.choose_delivery(Delivery::None).await.unwrap();
        for _ in 0..3 {
            teacher.send_concern(&concern(false)).await.unwrap();
        }
        let port = smtp::free_port();
        let server = smtp::MailServer::start(port);
        let mailer = mailer(port);
        assert_eq!(
            town.app.run_jobs("a", Some(&mailer), write).await.unwrap().sent,
            0
        );
        // One is read before the digest goes: it need not be told again.
        let (messages, _) = daily.messages(None, 1).await.unwrap();
        daily.open_message(messages[0].id).await.unwrap();
        // Seven in the morning in Riga.
        let early = town.at("2026-11-21T04:59:00Z").app;
        assert_eq!(early.run_jobs("a", Some(&mailer), write).await.unwrap().sent, 0);
        let seven = town.at("2026-11-21T05:00:00Z").app;
        assert_eq!(seven.run_jobs("a", Some(&mailer), write).await.unwrap().sent, 1);
        let mails = server.mails(1);
        assert!(mails.len() == 1 && mails[0].contains("count=2"), "{mails:?}");
        assert_eq!(kinds(&never).await.len(), 3);
    });
}

// covers: REG-12
#[test]
fn duties_that_come_near_or_are_overdue_are_told_once_to_those_on_whom_they_fall() {
    on_both(|database| async move {
        let School {
            town,
            school,
            teacher,
        } = school(&database).await;
        let team = town.as_role(Role::SupportStaff, Some(school), None).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        teacher.send_concern(&concern(false)).await.unwrap();
        let due = balsts_store::date(
            team.duties(&balsts_store::DutyFilter::default(), 9)
                .await
                .unwrap()
                .0[0]
                .due_day,
        );
        let mut told = Vec::new();
        // Every day once, the second copy asks in vain.
        let mut day = date(2026, 11, 20);
        while day <= due.checked_add(jiff::Span::new().days(5)).unwrap() {
            let app = town.at(&format!("{day}T09:00:00Z")).app;
            for copy in ["a", "b"] {
                app.enqueue_reminders().await.unwrap();
                app.run_jobs(copy, None, write).await.unwrap();
            }
            for kind in kinds(&team)
                .await
                .into_iter()
                .filter(|kind| kind.starts_with("duties"))
            {
                if told.iter().all(|(known, _)| *known != kind) {
                    told.push((kind, day));
                }
            }
            day = day.tomorrow().unwrap();
        }
        let count = kinds(&team)
            .await
            .iter()
            .filter(|kind| kind.starts_with("duties"))
            .count();
        assert_eq!(count, 2, "each once");
        assert_eq!(told[0].0, "duties_near");
        assert!(told[0].1 < due, "{told:?} {due}");
        assert_eq!(told[1], ("duties_overdue".to_owned(), due.tomorrow().unwrap()));
        // What the programme asks of the board is told apart.
        let of_duties = |kind: &String| kind.starts_with("duties");
        assert!(!kinds(&board).await.iter().any(of_duties));
    });
}

#[test]
fn a_calendar_has_a_secret_address_that_can_be_taken_back() {
    on_both(|database| async move {
        let School {
            town,
            school,
            teacher,
        } = school(&database).await;
        let team = town.as_role(Role::SupportStaff, Some(school), None).await;
        teacher.send_concern(&concern(false)).await.unwrap();
        let first = team.renew_calendar_link().await.unwrap();
        let feed = town.app.calendar_feed(&first).await.unwrap();
        assert_eq!(feed.deadlines.values().sum::<usize>(), 1);
        let second = team.renew_calendar_link().await.unwrap();
        assert!(town.app.calendar_feed(&first).await.is_err());
        assert!(town.app.calendar_feed(&second).await.is_ok());
        team.drop_calendar_link().await.unwrap();
        assert!(town.app.calendar_feed(&second).await.is_err());
        assert!(town.app.calendar_feed("").await.is_err());
        // Who is shut out keeps no way in, not even when they are let in again.
        let third = team.renew_calendar_link().await.unwrap();
        let administrator = town.as_role(Role::Administrator, None, None).await;
        let person = team.user().unwrap();
        for disabled in [true, false] {
            administrator
                .set_account_disabled(person, disabled)
                .await
                .unwrap();
            assert!(town.app.calendar_feed(&third).await.is_err(), "{disabled}");
        }
    });
}

// covers: ROL-18
#[test]
fn a_message_about_what_is_the_readers_no_more_leads_to_no_missing_page() {
    on_both(|database| async move {
        let School {
            town,
            school,
            teacher,
        } = school(&database).await;
        let other = town.institution("OV", "basic_school").await;
        let pupils = town
            .pupils(&[NewPupil::named("010112-21235", "Līga", "Kalna")])
            .await;
        let last = Some(date(2026, 11, 24));
        town.enrol(&pupils, school, "8.b", date(2026, 9, 1), last).await;
        town.enrol(&pupils, other, "8.b", date(2026, 11, 25), None).await;
        let team = town.as_role(Role::SupportStaff, Some(school), None).await;
        let sent = SendConcern {
            pupil: "p-010112-21235".to_owned(),
            ..concern(false)
        };
        let id = teacher.send_concern(&sent).await.unwrap();
        let message = team.messages(None, 1).await.unwrap().0[0].id;
        assert_eq!(
            team.open_message(message).await.unwrap(),
            format!("/concerns/{id}")
        );
        let moved = town.at("2026-11-27T09:00:00Z").ctx_of(&team);
        assert_eq!(
            moved.open_message(message).await.unwrap(),
            "/messages",
            "another school has the child"
        );
    });
}
