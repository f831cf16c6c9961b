//! Where files come from: what a load says of its source and of the day it stands for, what an unchanged file leaves, and the list of sources.

use std::io::Cursor;

use balsts_app::{
    AppError, FieldErrors,
    load::{ErrorTable, LoadOptions, OwnProfile, SourceListed, UploadChoices},
    pupil::PupilPart,
};
use balsts_domain::{
    access::{Action, Resource, Role},
    registry::Source,
    risk::signal::{Input, SignalCode},
};
use balsts_intake::{Kind, Lang, Profile};
use balsts_store::SourcedPart;
use balsts_testkit::on_both;
use jiff::civil::date;

use super::{Registry, errors, files::ALL, load, options, upload::file};

const MARKS: &str = ALL[6].1;

fn from(source: Source) -> LoadOptions {
    LoadOptions {
        source: Some(source),
        ..options()
    }
}

impl Registry {
    /// The part of the address of Anna's page.
    async fn anna(&self) -> String {
        self.text("SELECT p.public_id FROM pupils p JOIN pupil_records r ON r.pupil_id = p.id WHERE r.given_name = 'Anna'")
            .await
    }
}

/// Fields and keys of what is wrong.
fn wrong<T: std::fmt::Debug>(result: Result<T, AppError>) -> Vec<(String, &'static str)> {
    match result {
        Err(AppError::Invalid(FieldErrors(errors))) => {
            errors.into_iter().map(|one| (one.field, one.key)).collect()
        }
        other => panic!("{other:?}"),
    }
}

/// Codes of sources from which something was read, with the kinds.
fn read(sources: &[SourceListed]) -> Vec<(Option<Source>, Vec<&str>)> {
    sources
        .iter()
        .filter(|one| !one.read.is_empty())
        .map(|one| {
            let kinds = one.read.iter().map(|read| read.kind.as_str());
            (one.source, kinds.collect())
        })
        .collect()
}

// covers: REG-30
#[test]
fn a_load_says_where_its_file_came_from_and_as_of_when() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let said = LoadOptions {
            source_note: Some("  izdruka  ".to_owned()),
            as_of: Some(date(2026, 11, 16)),
            ..from(Source::EKlase)
        };
        registry.load_with(Kind::Marks, MARKS, &said).await;
        let profile = Profile::parse("zurnals", "kind = \"absences\"\nsource = \"mykoob\"\n").unwrap();
        let by_profile = LoadOptions {
            profile: Some(profile),
            ..options()
        };
        registry.load_with(Kind::Absences, ALL[3].1, &by_profile).await;
        registry.load(Kind::Lessons, ALL[5].1).await;
        let loads = registry.operator.loads(3).await.unwrap();
        let origins: Vec<_> = loads
            .iter()
            .map(|one| {
                let load = &one.load;
                (
                    load.source.as_deref(),
                    load.source_note.as_deref(),
                    balsts_store::date(load.as_of_day),
                )
            })
            .collect();
        let today = date(2026, 11, 20);
        assert_eq!(
            origins,
            [
                (None, None, today),
                (Some("mykoob"), None, today),
                (Some("e_klase"), Some("izdruka"), date(2026, 11, 16)),
            ]
        );
        let audited = "audit_entries WHERE detail LIKE 'kind=marks source=e_klase as_of=2026-11-16 %'";
        assert_eq!(registry.count(audited).await, 1);
        let ages = registry.operator.load_ages().await.unwrap();
        let marks = ages.iter().find(|age| age.kind == "marks").unwrap();
        assert_eq!(balsts_store::date(marks.as_of_day), date(2026, 11, 16));
    });
}

// covers: REG-30
#[test]
fn a_source_that_makes_no_sense_is_refused_before_the_file_is_read() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let refused = |options: LoadOptions| {
            let operator = registry.operator.clone();
            async move {
                let source = Cursor::new(MARKS.as_bytes());
                wrong(
                    operator
                        .load(Kind::Marks, source, "m.csv", &options, |_| {})
                        .await,
                )
            }
        };
        let one = |field: &str, key| vec![(field.to_owned(), key)];
        assert_eq!(
            refused(LoadOptions {
                source_note: Some("  ".to_owned()),
                ..from(Source::Other)
            })
            .await,
            one("source_note", "error-load-source-words")
        );
        assert_eq!(
            refused(LoadOptions {
                source_note: Some("grāmatvedība".to_owned()),
                ..options()
            })
            .await,
            one("source", "error-load-source")
        );
        assert_eq!(
            refused(LoadOptions {
                source_note: Some("x".repeat(201)),
                ..from(Source::Viis)
            })
            .await,
            one("source_note", "error-too-long")
        );
        assert_eq!(
            refused(LoadOptions {
                as_of: Some(date(2026, 11, 21)),
                ..from(Source::Viis)
            })
            .await,
            one("as_of", "error-date-future")
        );
        assert_eq!(registry.count("loads").await, 3, "those of the registry");
    });
}

// covers: REG-02, REG-30
#[test]
fn an_institution_is_what_the_file_says_from_the_day_as_of_which_it_stands() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let file = "code;name;kind\nOV;Ogres Valsts ģimnāzija;valsts ģimnāzija\n";
        let said = LoadOptions {
            as_of: Some(date(2026, 9, 1)),
            ..from(Source::Viis)
        };
        let report = registry.load_with(Kind::Institutions, file, &said).await;
        assert_eq!(report.changed, 1, "{report:?}");
        let day = i64::from(balsts_domain::calendar::day_number(date(2026, 9, 1)));
        for (from, name) in [
            (format!("valid_from = {day}"), "Ogres Valsts ģimnāzija"),
            (format!("valid_to = {}", day - 1), "Ogres 1. vidusskola"),
        ] {
            let found =
                format!("institution_records WHERE ended_load_id IS NULL AND {from} AND name = '{name}'");
            assert_eq!(registry.count(&found).await, 1, "{found}");
        }
        assert_eq!(registry.count("loads WHERE source = 'viis'").await, 1);
    });
}

// covers: REG-30
#[test]
fn an_unchanged_file_renews_the_age_of_its_input_and_nothing_else() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        registry.load(Kind::Extracurricular, ALL[9].1).await;
        let rows = "extracurricular WHERE ended_load_id IS NULL";
        let later = registry.town.at("2026-12-01T09:00:00Z").operator();
        let newest = || async {
            let spans = later
                .store
                .load_spans(registry.town.municipality, None)
                .await
                .unwrap();
            let span = spans.iter().find(|span| span.input == Input::Extracurricular);
            balsts_domain::calendar::date_of(span.unwrap().as_of)
        };
        assert_eq!(newest().await, date(2026, 11, 20));
        let dry = LoadOptions {
            dry_run: true,
            ..from(Source::Viis)
        };
        let checked = load(&later, Kind::Extracurricular, ALL[9].1, &dry).await;
        assert_eq!((checked.unchanged, checked.load_id), (1, None));
        assert_eq!(newest().await, date(2026, 11, 20), "a check confirms nothing");

        let again = load(&later, Kind::Extracurricular, ALL[9].1, &from(Source::Viis)).await;
        assert_eq!((again.accepted, again.unchanged, again.touched), (0, 1, 0));
        assert!(!again.is_refused());
        assert_eq!(newest().await, date(2026, 12, 1));
        assert_eq!(registry.count(rows).await, 1);
        let listed = &later.loads(1).await.unwrap()[0];
        assert_eq!(Some(listed.load.id), again.load_id);
        assert_eq!(
            (
                listed.load.new_count,
                listed.load.changed_count,
                listed.load.gone_count,
                listed.load.unchanged_count
            ),
            (0, 0, 0, 1)
        );
        let age = |ages: Vec<balsts_store::load::LoadAge>| {
            let age = ages.into_iter().find(|age| age.kind == "extracurricular");
            balsts_store::date(age.unwrap().as_of_day)
        };
        assert_eq!(age(later.load_ages().await.unwrap()), date(2026, 12, 1));
        let school = later
            .store
            .institution_id(registry.town.municipality, "OP")
            .await
            .unwrap();
        let town = registry.town.at("2026-12-01T09:00:00Z");
        let staff = town.as_role(Role::SupportStaff, Some(school), None).await;
        let anna = registry.anna().await;
        let answered = || async {
            let support = staff.assessment(&anna).await.unwrap().1;
            let reading = support.assessment.reading(SignalCode::NoExtracurricular).cloned();
            reading.unwrap().newest
        };
        assert_eq!(
            answered().await,
            Some(date(2026, 12, 1)),
            "the age beside an answer"
        );

        // Taken back, the confirmation is gone and the record stands.
        let undone = later.undo_load(again.load_id.unwrap()).await.unwrap();
        assert!(undone.touched_pupils.is_empty());
        assert_eq!(registry.count(rows).await, 1);
        assert_eq!(newest().await, date(2026, 11, 20));
        assert_eq!(age(later.load_ages().await.unwrap()), date(2026, 11, 20));
        assert_eq!(answered().await, Some(date(2026, 11, 20)));
    });
}

#[test]
fn a_file_all_of_whose_rows_are_refused_confirms_nothing() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let skipping = LoadOptions {
            skip_bad_rows: true,
            ..options()
        };
        let file =
            "personal_code;institution_code;date;lesson;kind\n010112-21234;OP;2026-11-02;40;unexcused\n";
        let report = registry.load_with(Kind::Absences, file, &skipping).await;
        assert_eq!(
            (report.rejected_total, report.load_id, report.is_refused()),
            (1, None, false)
        );
        assert_eq!(registry.count("loads").await, 3);
    });
}

// covers: REG-30
#[test]
fn the_list_has_every_source_and_says_which_were_never_read() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let board = registry.town.as_role(Role::EducationBoard, None, None).await;
        load(&board, Kind::Marks, MARKS, &from(Source::EKlase)).await;
        load(&board, Kind::Absences, ALL[3].1, &from(Source::EKlase)).await;
        for (kind, note) in [(Kind::Lessons, "vecais žurnāls"), (Kind::Exams, "VISC izdruka")] {
            let text = ALL.iter().find(|one| one.0 == kind).unwrap().1;
            let other = LoadOptions {
                source_note: Some(note.to_owned()),
                ..from(Source::Other)
            };
            load(&board, kind, text, &other).await;
        }
        let sources = board.sources().await.unwrap();
        for source in Source::ALL {
            assert!(
                sources.iter().any(|one| one.source == Some(source)),
                "{source:?} is missing"
            );
        }
        assert_eq!(
            read(&sources),
            [
                (Some(Source::EKlase), vec!["absences", "marks"]),
                (Some(Source::Other), vec!["exams", "lessons"]),
                (None, vec!["enrolments", "pupils", "institutions"]),
            ]
        );
        let name = |sources: &[SourceListed]| {
            let e_klase = sources.iter().find(|one| one.source == Some(Source::EKlase));
            e_klase.unwrap().read[0].user_name.clone()
        };
        assert!(name(&sources).unwrap().starts_with("education_board"));
        let school = database
            .store
            .institution_id(registry.town.municipality, "OP")
            .await
            .unwrap();
        let head = registry.town.as_role(Role::SchoolHead, Some(school), None).await;
        let seen = head.sources().await.unwrap();
        assert_eq!(seen.len(), sources.len(), "the sources are no secret");
        assert_eq!(name(&seen), None, "who loads for others is");
        // What was undone was not read.
        let last = board.loads(1).await.unwrap()[0].load.id;
        board.undo_load(last).await.unwrap();
        let left = board.sources().await.unwrap();
        assert_eq!(read(&left)[1], (Some(Source::Other), vec!["lessons"]));
    });
}

// covers: REG-30
#[test]
fn a_pupils_page_says_where_its_records_come_from_with_one_statement() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let as_of = |day| LoadOptions {
            as_of: Some(date(2026, 11, day)),
            ..from(Source::EKlase)
        };
        registry.load_with(Kind::Marks, MARKS, &as_of(16)).await;
        registry.load_with(Kind::Absences, ALL[3].1, &as_of(12)).await;
        let more = "personal_code;institution_code;date;lesson;kind\n010112-21234;OP;2026-11-17;1;illness\n\
                    320000-00001;OV;2026-11-09;1;illness\n";
        registry.load_with(Kind::Absences, more, &as_of(18)).await;
        let school = database
            .store
            .institution_id(registry.town.municipality, "OP")
            .await
            .unwrap();
        let staff = registry
            .town
            .as_role(Role::SupportStaff, Some(school), None)
            .await;
        let anna = registry.anna().await;
        let view = staff.pupil(&anna, Some(PupilPart::Overview)).await.unwrap();
        let of = |sources: &[balsts_store::RecordSource]| -> Vec<(String, Option<String>, bool, jiff::civil::Date)> {
            sources
                .iter()
                .map(|one| {
                    (
                        one.part.clone(),
                        one.source.clone(),
                        one.corrected,
                        balsts_store::date(one.as_of_day),
                    )
                })
                .collect()
        };
        let e_klase = |part: &str, day| {
            (
                part.to_owned(),
                Some("e_klase".to_owned()),
                false,
                date(2026, 11, day),
            )
        };
        assert_eq!(
            of(&view.sources),
            [e_klase("attendance", 18), e_klase("marks", 16)]
        );
        let history = staff.pupil(&anna, Some(PupilPart::History)).await.unwrap();
        let unsaid = ("enrolments".to_owned(), None, false, date(2026, 11, 20));
        assert_eq!(of(&history.sources), [unsaid]);

        let scopes = [Resource::Attendance, Resource::Marks]
            .map(|resource| staff.actor.scope(Action::Read, resource).unwrap());
        let parts = [
            (SourcedPart::Attendance, &scopes[0], date(2026, 9, 1)),
            (SourcedPart::Marks, &scopes[1], date(2026, 9, 1)),
        ];
        let before = database.store.statements();
        let sources = database
            .store
            .pupil_sources(&parts, view.identity.id)
            .await
            .unwrap();
        assert_eq!((sources.len(), database.store.statements() - before), (2, 1));
        // Another school's staff is not told that there are records.
        let other = registry.town.institution("X1", "basic_school").await;
        let stranger = registry.town.as_role(Role::SupportStaff, Some(other), None).await;
        let scope = stranger.actor.scope(Action::Read, Resource::Attendance).unwrap();
        let parts = [(SourcedPart::Attendance, &scope, date(2026, 9, 1))];
        let none = database
            .store
            .pupil_sources(&parts, view.identity.id)
            .await
            .unwrap();
        assert_eq!(none, []);

        // Records that were put right here say so.
        let board = registry.town.as_role(Role::EducationBoard, None, None).await;
        let second = registry
            .text("SELECT CAST(pupil_id AS TEXT) FROM pupil_records WHERE given_name = 'Jānis'")
            .await;
        board
            .merge_pupils(view.identity.id, second.parse().unwrap(), "viens bērns")
            .await
            .unwrap();
        let merged = staff.pupil(&anna, Some(PupilPart::Overview)).await.unwrap();
        let corrected: Vec<bool> = merged.sources.iter().map(|one| one.corrected).collect();
        assert_eq!(corrected, [true, false, false], "{:?}", merged.sources);
    });
}

// covers: REG-31
#[test]
fn the_table_of_errors_is_a_workbook_too_and_comes_back_mended() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let text = "personal_code;institution_code;date;lesson;subject;kind\n\
                    010112-21234;OP;2026-11-02;1;Sports;unexcused\n010112-21234;OP;2026-11-02;40;=1+1;unexcused\n";
        let report = registry.load(Kind::Absences, text).await;
        assert_eq!(errors(&report).len(), 1);
        let table = |table: ErrorTable| {
            table
                .write(Kind::Absences, Cursor::new(text.as_bytes()), &options(), &report)
                .unwrap()
        };
        let csv = String::from_utf8(table(ErrorTable::Csv)).unwrap();
        assert!(
            csv.contains(";40;") && csv.contains("rinda;kļūda") && !csv.contains("Sports"),
            "{csv}"
        );
        let book = table(ErrorTable::Xlsx);
        assert!(book.starts_with(b"PK"));
        let again = registry
            .operator
            .load(
                Kind::Absences,
                Cursor::new(book),
                "kludas.xlsx",
                &options(),
                |_| {},
            )
            .await
            .unwrap();
        assert_eq!(
            errors(&again),
            [(2, "lesson", errors(&report)[0].2)],
            "{:?}",
            again.refused
        );
        assert_eq!(again.rejected[0].value, "40");
        assert_eq!(ErrorTable::of_name("K.XLSX"), Some(ErrorTable::Xlsx));
        assert_eq!(ErrorTable::of_name("k.txt"), None);
    });
}

// covers: REG-30, REG-31
#[test]
fn a_profile_of_ones_own_reads_an_upload_and_names_its_source() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let board = registry.town.as_role(Role::EducationBoard, None, None).await;
        let text = "PK;Kur;Kad;St.;Kods\n010112-21234;OP;2026-11-02;1;n\n";
        let toml = "kind = \"absences\"\nsource = \"mykoob\"\n\n[columns]\nPK = \"personal_code\"\n\
                    Kur = \"institution_code\"\nKad = \"date\"\n\"St.\" = \"lesson\"\nKods = \"kind\"\n\n[codes.kind]\nn = \"unexcused\"\n";
        let choices = |toml: &str| UploadChoices {
            own_profile: Some(OwnProfile {
                name: "mans.toml".to_owned(),
                text: toml.to_owned(),
            }),
            // What is one's own goes before what ships.
            profile: Some("journal-day".to_owned()),
            as_of: Some(date(2026, 11, 3)),
            ..UploadChoices::default()
        };
        let sent = |kind, choices: UploadChoices, lang| {
            let board = board.clone();
            async move {
                board
                    .upload(kind, "k.csv", file(text), &choices, 1 << 20, lang)
                    .await
            }
        };
        for (toml, kind, lv, en) in [
            (
                toml.replace("\"date\"", "\"datums\""),
                Kind::Absences,
                "profila 7. rinda: ",
                "line 7 of the profile: ",
            ),
            (
                toml.to_owned(),
                Kind::Marks,
                "profils ir datu veidam “absences”",
                "the profile is for “absences”",
            ),
        ] {
            for (lang, begins) in [(Lang::Lv, lv), (Lang::En, en)] {
                match sent(kind, choices(&toml), lang).await {
                    Err(AppError::Invalid(errors)) => {
                        let error = &errors.0[0];
                        assert_eq!(
                            (error.field.as_str(), error.key),
                            ("own_profile", "error-load-own-profile")
                        );
                        assert!(error.args[0].1.starts_with(begins), "{error:?}");
                    }
                    other => panic!("{other:?}"),
                }
            }
        }
        let future = UploadChoices {
            as_of: Some(date(2026, 11, 21)),
            ..choices(toml)
        };
        assert_eq!(
            wrong(sent(Kind::Absences, future, Lang::Lv).await),
            [("as_of".to_owned(), "error-date-future")]
        );
        let unknown = UploadChoices {
            source: Some("telepātija".to_owned()),
            ..choices(toml)
        };
        assert_eq!(
            wrong(sent(Kind::Absences, unknown, Lang::Lv).await),
            [("source".to_owned(), "error-load-source")]
        );

        let id = sent(Kind::Absences, choices(toml), Lang::Lv).await.unwrap();
        let kept = board.upload_of(id).await.unwrap().choices;
        assert_eq!(
            (kept.profile_name(), kept.source()),
            (Some("mans.toml"), Some(Source::Mykoob))
        );
        let checked = board.check_upload(id, None, Lang::Lv, |_| {}).await.unwrap();
        assert_eq!((checked.new, checked.rejected_total), (1, 0), "{checked:?}");
        board.load_upload(id, Lang::Lv, |_| {}).await.unwrap();
        let listed = &board.loads(1).await.unwrap()[0].load;
        assert_eq!(
            (
                listed.source.as_deref(),
                listed.profile.as_deref(),
                balsts_store::date(listed.as_of_day)
            ),
            (Some("mykoob"), Some("mans.toml"), date(2026, 11, 3))
        );
    });
}
