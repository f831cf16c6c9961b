use balsts_app::{
    AppError,
    annual::{WriteAnnual, WriteAnnualEvent},
    programme::{
        Which,
        achievement::WriteDown,
        policy_note::{AddPolicyNote, StepPolicyNote},
        report::ReportWork,
        version::TakeIn,
    },
};
use balsts_domain::{
    access::Role,
    programme::{
        AnnualEvent, AnnualYear, PolicyIssuer, PolicyState, Programme, ProgressState, Table, shipped_text,
    },
};
use balsts_reports::{
    annual::{Annual, Change},
    format::Language,
};
use balsts_testkit::{Town, on_both, town, town_of};
use jiff::civil::date;

async fn adopted(town: &Town) {
    adopted_of(town, "ogres-novads").await;
}

async fn adopted_of(town: &Town, municipality: &str) {
    let programme = Programme::from_toml(shipped_text(municipality).unwrap()).unwrap();
    town.operator()
        .take_in_programme(&programme, &TakeIn::default())
        .await
        .unwrap();
}

fn report(key: &str, on: jiff::civil::Date, state: ProgressState, note: &str) -> ReportWork {
    ReportWork {
        table: Table::Tasks,
        key: key.to_owned(),
        party: String::new(),
        state: Some(state),
        on: Some(on),
        note: note.to_owned(),
        evidence: String::new(),
    }
}

// covers: REP-01, REP-15, IND-20, PLN-24
#[test]
fn the_report_holds_what_was_reported_in_its_year_and_what_the_board_wrote() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        adopted(&town).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let year = board.annual_year();
        assert_eq!(year, AnnualYear::new(2026));
        let task = board
            .programme_work(false)
            .await
            .unwrap()
            .into_iter()
            .find(|line| line.table == Table::Tasks)
            .unwrap();
        for (on, state, note) in [
            (date(2025, 6, 2), ProgressState::InProgress, "pērn sagatavots"),
            (date(2026, 3, 2), ProgressState::InProgress, "notika divas grupas"),
            (date(2026, 10, 5), ProgressState::Done, "pēc pārskata"),
        ] {
            board
                .report_work(&report(&task.key, on, state, note), Vec::new())
                .await
                .unwrap();
        }
        let view = board.annual(year).await.unwrap().unwrap();
        let activity = view
            .programme
            .goals
            .iter()
            .flat_map(|goal| &goal.activities)
            .find(|one| one.work.iter().any(|line| line.key == task.key))
            .unwrap();
        let key = activity.key.clone();
        let write = WriteAnnual {
            key: key.clone(),
            version: 0,
            done: "Apmācīti 24 vecāki.".to_owned(),
            helped: "Bērnu pieskatīšana nodarbību laikā.".to_owned(),
            hindered: "Trūkst vadītāju.".to_owned(),
            changes: "Otra grupa rudenī.".to_owned(),
            ..WriteAnnual::default()
        };
        board.write_annual(year, &write).await.unwrap();
        let view = board.annual(year).await.unwrap().unwrap();
        let html = view.report.document(Language::Latvian).to_html();
        for text in [
            "2026. gada pārskats",
            "2026. gada 20. novembrī",
            "Sagatavoja (amats, vārds, uzvārds)",
            "02.03.2026.",
            "notika divas grupas",
            "Apmācīti 24 vecāki.",
            "Veicināja: Bērnu pieskatīšana",
            "Kavēja: Trūkst vadītāju.",
            "Otra grupa rudenī.",
            "❶ Universālā prevencija",
        ] {
            assert!(html.contains(text), "{text} in {html}");
        }
        for text in ["pērn sagatavots", "pēc pārskata"] {
            assert!(!html.contains(text), "{text} is of another year");
        }
        // What the State asks is told in every form, until it is settled and the year is over.
        let note = AddPolicyNote {
            title: "Jauni noteikumi par kavējumiem".to_owned(),
            issuer: Some(PolicyIssuer::State),
            day: Some(date(2026, 5, 4)),
            place: "https://likumi.lv/ta/id/1".to_owned(),
            asks: "Ziņot par katru mēnesi.".to_owned(),
            activity: String::new(),
        };
        let note = board.add_policy_note(&note).await.unwrap();
        let told = async |year: i16| {
            let report = board.annual(AnnualYear::new(year)).await.unwrap().unwrap().report;
            let html = report.document(Language::Latvian).to_html();
            let is_told = html.contains("Jauni noteikumi par kavējumiem");
            assert_eq!(is_told, !report.policies.is_empty(), "{html}");
            (is_told, html)
        };
        assert!(!told(2025).await.0, "it was issued later");
        let (is_told, html) = told(2026).await;
        assert!(is_told && html.contains("Pierakstīts") && html.contains("Ziņot par katru mēnesi."));
        let step = StepPolicyNote {
            to: Some(PolicyState::NotOurs),
            note: "Attiecas uz valsts skolām.".to_owned(),
            ..StepPolicyNote::default()
        };
        board.step_policy_note(note, &step).await.unwrap();
        let (is_told, html) = told(2027).await;
        assert!(is_told && html.contains("Attiecas uz valsts skolām."));
        let english = board.interim(year).await.unwrap().unwrap();
        let english = english.document(Language::English).to_html();
        assert!(english.contains("Policy notes and calls") && english.contains("Does not concern us"));
        // The year after has texts of its own.
        let next = board.annual(AnnualYear::new(2027)).await.unwrap().unwrap();
        assert!(next.texts.is_empty());
    });
}

// covers: REP-13
#[test]
fn the_chapter_on_the_situation_is_made_of_the_records_as_they_may_be_published() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        adopted(&town).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let year = AnnualYear::new(2026);
        let empty = board.annual(year).await.unwrap().unwrap();
        let told: Vec<&str> = empty
            .report
            .situation
            .iter()
            .map(|one| one.table.title.in_language(Language::English))
            .collect();
        // That none is in care is known of nobody and of all.
        assert_eq!(
            told,
            ["Children in out-of-family care"],
            "of nothing else it says anything"
        );
        let (school, pupils) = town.school_of("OP", 1, 6, date(2025, 9, 1)).await;
        town.support_plan(pupils[0], school, 2025, 1).await;
        let view = board.annual(year).await.unwrap().unwrap();
        let titles: Vec<&str> = view
            .report
            .situation
            .iter()
            .map(|one| one.table.title.in_language(Language::English))
            .collect();
        assert!(
            titles.contains(&"Individual support plans by institution"),
            "{titles:?}"
        );
        let plans = view.report.situation.iter().find(|one| {
            one.table
                .title
                .in_language(Language::English)
                .starts_with("Individual")
        });
        assert!(plans.unwrap().table.withholds(), "one child would be told");
        let html = view.report.document(Language::Latvian).to_html();
        assert!(html.contains("Situācijas analīze"));
    });
}

// covers: REP-01
#[test]
fn who_saves_second_does_not_write_over_who_saved_first() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        adopted(&town).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let year = AnnualYear::new(2026);
        let text = |version, done: &str| WriteAnnual {
            version,
            done: done.to_owned(),
            ..WriteAnnual::default()
        };
        board.write_annual(year, &text(0, "Pirmais.")).await.unwrap();
        let second = board.write_annual(year, &text(0, "Otrais.")).await;
        assert!(
            matches!(second, Err(AppError::Conflict("error-conflict"))),
            "{second:?}"
        );
        board
            .write_annual(year, &text(1, "Pirmais un otrais."))
            .await
            .unwrap();
        let view = board.annual(year).await.unwrap().unwrap();
        assert_eq!(view.report.whole.done, "Pirmais un otrais.");
        let unknown = WriteAnnual {
            key: "99.9".to_owned(),
            ..text(0, "Nekas.")
        };
        assert!(matches!(
            board.write_annual(year, &unknown).await,
            Err(AppError::NotFound)
        ));
        let long = text(2, &"a".repeat(4_001));
        assert!(matches!(
            board.write_annual(year, &long).await,
            Err(AppError::Invalid(_))
        ));
        let school = town.as_role(Role::SocialService, None, None).await;
        assert!(matches!(
            school.write_annual(year, &text(2, "Cits.")).await,
            Err(AppError::Forbidden)
        ));
        assert!(matches!(
            school.export_annual(year).await,
            Err(AppError::Forbidden)
        ));
    });
}

fn parents(value: &str) -> WriteDown {
    WriteDown {
        activity: "1.1".to_owned(),
        position: 0,
        year: 2026,
        party: String::new(),
        value: value.to_owned(),
        part: String::new(),
        base: String::new(),
        note: "Reģistrācijas lapas".to_owned(),
    }
}

// covers: REP-01, PLN-12
#[test]
fn numbers_are_written_as_the_language_of_the_report_writes_them() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        adopted(&town).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        board.write_down(&parents("12,5")).await.unwrap();
        let view = board.annual(AnnualYear::new(2026)).await.unwrap().unwrap();
        for (language, written, other) in [
            (Language::Latvian, "→ 12,5\u{a0}%", "→ 12.5"),
            (Language::English, "→ 12.5%", "→ 12,5"),
        ] {
            let html = view.report.document(language).to_html();
            assert!(html.contains(written), "{written} in {html}");
            assert!(!html.contains(other), "{other} in {html}");
        }
        let english = view.report.document(Language::English).to_html();
        assert!(
            english.contains("2023.g.. 0.02%"),
            "a baseline as printed: {english}"
        );
        assert!(!english.contains("0,02%"), "{english}");
    });
}

// covers: REP-02, REP-03
#[test]
fn it_is_kept_to_whom_the_report_was_presented_and_where_it_was_published() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        adopted(&town).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let year = AnnualYear::new(2026);
        let event = |kind, place: &str, on| WriteAnnualEvent {
            kind,
            place: place.to_owned(),
            on: Some(on),
            note: String::new(),
        };
        let presented = event(
            Some(AnnualEvent::Presented),
            "Izglītības komiteja",
            date(2026, 8, 27),
        );
        board.write_annual_event(year, &presented).await.unwrap();
        let published = event(
            Some(AnnualEvent::Published),
            "https://example.org/parskats",
            date(2026, 11, 2),
        );
        board.write_annual_event(year, &published).await.unwrap();
        for wrong in [
            event(None, "Komiteja", date(2026, 8, 27)),
            event(Some(AnnualEvent::Presented), " ", date(2026, 8, 27)),
            event(Some(AnnualEvent::Presented), "Komiteja", date(2027, 8, 27)),
        ] {
            let refused = board.write_annual_event(year, &wrong).await;
            assert!(matches!(refused, Err(AppError::Invalid(_))), "{refused:?}");
        }
        let view = board.annual(year).await.unwrap().unwrap();
        let html = view.report.document(Language::Latvian).to_html();
        for text in [
            "27.08.2026.: Izglītības komiteja",
            "02.11.2026.: https://example.org/parskats",
        ] {
            assert!(html.contains(text), "{text} in {html}");
        }
        assert_eq!(view.events.len(), 2);
    });
}

// covers: PLN-22, REP-12
#[test]
fn the_programme_in_force_is_a_document() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let operator = town.operator();
        let none = operator
            .programme_document(Which::Current, Language::Latvian)
            .await;
        assert!(none.unwrap().is_none());
        assert!(operator.annual(AnnualYear::new(2026)).await.unwrap().is_none());
        adopted(&town).await;
        let document = operator
            .programme_document(Which::Current, Language::Latvian)
            .await;
        let html = document.unwrap().unwrap().to_html();
        assert!(html.contains("1 (spēkā)"), "{html}");
    });
}

// covers: IND-20, REP-15
#[test]
fn the_results_of_the_programme_s_document_say_what_was_reached_and_why() {
    on_both(|database| async move {
        let town = town_of(&database.store, "rezeknes-novads", "2026-11-20T09:00:00Z").await;
        adopted_of(&town, "rezeknes-novads").await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let paper = async |which, language| {
            let document = board.programme_document(which, language).await;
            document.unwrap().unwrap().to_html()
        };
        let empty = paper(Which::Current, Language::Latvian).await;
        assert!(empty.contains("Rezultātu uzskaite un analīze"), "{empty}");
        assert!(!empty.contains('→'), "nothing was reached yet: {empty}");
        board.write_down(&parents("12,5")).await.unwrap();
        let write = |year, done: &str, helped: &str| {
            let text = WriteAnnual {
                key: "1.1".to_owned(),
                done: done.to_owned(),
                helped: helped.to_owned(),
                ..WriteAnnual::default()
            };
            (AnnualYear::new(year), text)
        };
        for (year, text) in [
            write(2025, "Pērn apmācīti 12 vecāki.", "Pērn vēl nekas."),
            write(2026, "Apmācīti 24 vecāki.", "Bērnu pieskatīšana."),
        ] {
            board.write_annual(year, &text).await.unwrap();
        }
        for which in [Which::Current, Which::Number(1)] {
            let latvian = paper(which, Language::Latvian).await;
            for text in [
                "→ 12,5\u{a0}%",
                "Apmācīti 24 vecāki. (2026)",
                "Veicināja: Bērnu pieskatīšana. (2026)",
            ] {
                assert!(latvian.contains(text), "{text} in {latvian}");
            }
            assert!(!latvian.contains("Pērn"), "the last report counts: {latvian}");
            let english = paper(which, Language::English).await;
            for text in ["→ 12.5%", "Helped: Bērnu pieskatīšana. (2026)"] {
                assert!(english.contains(text), "{text} in {english}");
            }
        }
    });
}

// covers: IND-22
#[test]
fn the_evaluation_halfway_tells_how_far_the_whole_programme_is() {
    on_both(|database| async move {
        let town = town_of(&database.store, "rezeknes-novads", "2026-11-20T09:00:00Z").await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let year = AnnualYear::new(2026);
        assert!(board.interim(year).await.unwrap().is_none());
        adopted_of(&town, "rezeknes-novads").await;
        let (school, pupils) = town.school_of("OP", 1, 6, date(2025, 9, 1)).await;
        town.support_plan(pupils[0], school, 2025, 1).await;
        let before = board.annual(year).await.unwrap().unwrap();
        let activity = &before.programme.goals[0].activities[0];
        // After the school year of the report, before the end of the year of the evaluation.
        for line in &activity.work {
            let done = ReportWork {
                table: line.table,
                ..report(&line.key, date(2026, 10, 5), ProgressState::Done, "pabeigts")
            };
            board.report_work(&done, Vec::new()).await.unwrap();
        }
        let propose = |key: &str, changes: &str| WriteAnnual {
            key: key.to_owned(),
            changes: changes.to_owned(),
            ..WriteAnnual::default()
        };
        let earlier = propose(&activity.key, "Divas grupas rudenī.");
        board.write_annual(AnnualYear::new(2025), &earlier).await.unwrap();
        board
            .write_annual(year, &propose("", "Jauns rādītājs."))
            .await
            .unwrap();
        let annual = board.annual(year).await.unwrap().unwrap().report;
        let interim = board.interim(year).await.unwrap().unwrap();
        assert_eq!(interim.due, Some(date(2026, 12, 31)));
        assert_eq!(interim.report.as_of, date(2026, 11, 20));
        let state = |report: &Annual| report.goals[0].activities[0].state;
        assert_eq!(state(&interim.report), ProgressState::Done);
        assert_ne!(state(&annual), ProgressState::Done);
        let [whole, of_activity] = &interim.changes[..] else {
            panic!("{:?}", interim.changes)
        };
        let of_whole = Change {
            year: 2026,
            activity: None,
            text: "Jauns rādītājs.".to_owned(),
        };
        assert_eq!(*whole, of_whole);
        assert_eq!(
            (of_activity.year, of_activity.text.as_str()),
            (2025, "Divas grupas rudenī.")
        );
        let name = of_activity.activity.as_deref().unwrap_or_default();
        assert!(name.ends_with(activity.activity.title.trim()), "{name}");
        // What is withheld in the one report is withheld in the other.
        let shown = |report: &Annual| -> Vec<_> {
            let indicators = report.indicators.iter();
            indicators
                .map(|one| (one.value, one.is_withheld, one.values.clone()))
                .collect()
        };
        assert!(!interim.report.indicators.is_empty());
        assert_eq!(shown(&interim.report), shown(&annual));
        // The page leaves the chapter out, and shows no indicator that the report withholds.
        let outline = board.annual_outline(year).await.unwrap().unwrap().report;
        assert_eq!(shown(&outline), shown(&annual));
        assert!(outline.situation.is_empty() && !annual.situation.is_empty());
        let latvian = interim.document(Language::Latvian).to_html();
        for text in [
            "starpposma izvērtējums, 2026. gads",
            "Programmā noteiktais termiņš",
            "31.12.2026.",
            "Rādītāji pēc stāvokļa",
            "Pēdējā vērtība",
            "Tendence",
            "Aktivitātes pēc mērķa un stāvokļa",
            "Solītie un sasniegtie skaitļi",
            "Divas grupas rudenī.",
            "Programma kopumā",
            "Apstiprināja (amats, vārds, uzvārds)",
        ] {
            assert!(latvian.contains(text), "{text} in {latvian}");
        }
        let english = interim.document(Language::English).to_html();
        for text in ["Mid-term evaluation", "31 December 2026", "Latest value", "Trend"] {
            assert!(english.contains(text), "{text} in {english}");
        }
        // The evaluation of an earlier year is as of its end.
        let earlier = board.interim(AnnualYear::new(2025)).await.unwrap().unwrap();
        assert_eq!(earlier.report.as_of, date(2025, 12, 31));
        assert_eq!(earlier.changes.len(), 1);
        board.export_interim(year).await.unwrap();
        let service = town.as_role(Role::SocialService, None, None).await;
        assert!(matches!(
            service.export_interim(year).await,
            Err(AppError::Forbidden)
        ));
    });
}
