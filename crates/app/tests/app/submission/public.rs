//! What the programmes have told to the public: episodes, articles and news, by those on whom they fall.

use balsts_app::AppError;
use balsts_domain::{access::Role, duties::DutyStatus};
use balsts_testkit::{on_both, town_of};
use jiff::civil::{Date, date};

use super::owed;

// covers: REP-10
#[test]
fn a_month_without_an_episode_of_the_podcast_is_late() {
    on_both(|database| async move {
        let town = town_of(&database.store, "ogres-novads", "2026-10-20T09:00:00Z").await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let september = date(2026, 9, 30);
        let marked = board.mark_programme_duty(
            "podcast",
            september,
            Some(date(2026, 9, 17)),
            "Epizode par jauniešu centru",
        );
        marked.await.unwrap();
        let stands = |on: Date| {
            let board = &board;
            async move {
                let calendar = board
                    .programme_calendar(date(2026, 8, 1), date(2026, 10, 31), on)
                    .await
                    .unwrap();
                let mut episodes = Vec::new();
                for duty in calendar.iter().filter(|duty| duty.code == "podcast") {
                    assert_eq!(duty.who, ["youth_worker"]);
                    episodes.push((duty.due.month(), duty.status));
                }
                episodes
            }
        };
        assert_eq!(
            stands(date(2026, 10, 31)).await,
            [
                (8, DutyStatus::Overdue),
                (9, DutyStatus::Done),
                (10, DutyStatus::Due)
            ]
        );
        assert_eq!(
            stands(date(2026, 11, 1)).await[2],
            (10, DutyStatus::Overdue),
            "October passed without one"
        );
    });
}

// covers: REP-08, REP-09, REP-10
#[test]
fn episodes_articles_and_news_wait_for_those_who_owe_them() {
    on_both(|database| async move {
        let town = town_of(&database.store, "ogres-novads", "2026-10-20T09:00:00Z").await;
        let (school, _) = town.school_of("OGR1", 1, 2, date(2026, 9, 1)).await;
        let (second, _) = town.school_of("OGR2", 11, 2, date(2026, 9, 1)).await;
        let neighbour = town.as_role(Role::SchoolHead, Some(second), None).await;
        let youth = town.as_role(Role::YouthWorker, None, None).await;
        let head = town.as_role(Role::SchoolHead, Some(school), None).await;
        let teacher = town.as_role(Role::ClassTeacher, Some(school), Some("8.b")).await;
        let (september, october) = (date(2026, 9, 30), date(2026, 10, 31));
        let episode = |due, status| ("podcast".to_owned(), due, status);
        assert_eq!(
            owed(&youth).await,
            [
                episode(september, DutyStatus::Overdue),
                episode(october, DutyStatus::Due)
            ]
        );
        assert!(
            owed(&head).await.is_empty(),
            "the article has time until December"
        );
        assert!(owed(&teacher).await.is_empty());
        let year = youth
            .reader_calendar(date(2026, 1, 1), date(2026, 12, 31), youth.today())
            .await
            .unwrap();
        assert_eq!(
            year.len(),
            12,
            "an episode a month and nothing of others: {year:?}"
        );

        let done = Some(date(2026, 10, 2));
        youth
            .mark_programme_duty("podcast", september, done, "Epizode par centru")
            .await
            .unwrap();
        assert_eq!(owed(&youth).await, [episode(october, DutyStatus::Due)]);
        for (who, code, due) in [
            (&youth, "newspaper_article", date(2026, 12, 31)),
            (&head, "podcast", october),
        ] {
            let of_others = who.mark_programme_duty(code, due, done, "x").await;
            assert!(
                matches!(of_others, Err(AppError::NotFound)),
                "{code} falls on others: {of_others:?}"
            );
        }
        let by_teacher = teacher.mark_programme_duty("podcast", october, done, "x").await;
        assert!(matches!(by_teacher, Err(AppError::Forbidden)), "{by_teacher:?}");

        let december = town.at("2026-12-10T09:00:00Z");
        let head = december.ctx_of(&head);
        let article = date(2026, 12, 31);
        assert_eq!(
            owed(&head).await,
            [("newspaper_article".to_owned(), article, DutyStatus::Due)]
        );
        head.mark_programme_duty(
            "newspaper_article",
            article,
            Some(date(2026, 12, 4)),
            "Raksts «Savietī»",
        )
        .await
        .unwrap();
        assert!(owed(&head).await.is_empty());
        // What one school has done settles nothing for another.
        let neighbour = december.ctx_of(&neighbour);
        assert_eq!(
            owed(&neighbour).await,
            [("newspaper_article".to_owned(), article, DutyStatus::Due)]
        );
        let of_other = neighbour
            .mark_programme_duty_of(Some("OGR1"), ("newspaper_article", article), done, "x")
            .await;
        assert!(matches!(of_other, Err(AppError::NotFound)), "{of_other:?}");
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let board = december.ctx_of(&board);
        let either = board
            .mark_programme_duty("newspaper_article", article, done, "x")
            .await;
        assert!(
            matches!(either, Err(AppError::NotFound)),
            "of several it is said which: {either:?}"
        );
        let stands = async || {
            let calendar = board.programme_calendar(article, article, board.today()).await;
            let articles = calendar.unwrap().into_iter();
            let articles = articles.filter(|duty| duty.code == "newspaper_article");
            articles
                .map(|duty| (duty.institution.unwrap().1, duty.status))
                .collect::<Vec<_>>()
        };
        let of = |code: &str, status| (code.to_owned(), status);
        assert_eq!(
            stands().await,
            [of("OGR1", DutyStatus::Done), of("OGR2", DutyStatus::Due)]
        );
        board
            .mark_programme_duty_of(Some("OGR2"), ("newspaper_article", article), done, "Raksts")
            .await
            .unwrap();
        assert_eq!(stands().await[1], of("OGR2", DutyStatus::Done));
        assert!(owed(&neighbour).await.is_empty());
    });
}

// covers: REP-08
#[test]
fn the_news_of_the_month_wait_for_the_board_of_the_town_that_asks_for_them() {
    on_both(|database| async move {
        let town = town_of(&database.store, "rezekne", "2026-09-20T09:00:00Z").await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let youth = town.as_role(Role::YouthWorker, None, None).await;
        let news = |status| vec![("monthly_news".to_owned(), date(2026, 9, 30), status)];
        assert_eq!(owed(&board).await, news(DutyStatus::Due));
        assert!(owed(&youth).await.is_empty(), "this programme asks no episodes");
        let later = town.at("2026-10-01T09:00:00Z").ctx_of(&board);
        assert_eq!(owed(&later).await[0], news(DutyStatus::Overdue)[0]);
        let done = Some(date(2026, 9, 30));
        later
            .mark_programme_duty("monthly_news", date(2026, 9, 30), done, "Ieraksts tīklā")
            .await
            .unwrap();
        let next = owed(&later).await;
        assert!(
            next.iter().all(|(_, due, _)| *due == date(2026, 10, 31)),
            "{next:?}"
        );
    });
}
