//! The money of the programme: amounts, the draft of the budget, means that are followed, posts and norms.

use balsts_app::{
    AppError, Ctx,
    load::LoadOptions,
    money::{
        AddMoney,
        means::{AddMeans, applications},
        school_bag::{BagShare, SchoolBag},
        sum,
    },
    programme::{Which, achievement::WriteDown, version::TakeIn},
    report::ReportPeriod,
    settings::PlainGroup,
};
use balsts_domain::{
    access::Role,
    money::{CallDoubt, FundingSource, MeansKind, MeansState, Purpose, SupportLimit},
};
use balsts_intake::Kind;
use balsts_testkit::{Database, Enrolled, NewPupil, Town, on_both, town, town_of};
use jiff::civil::date;
use serde_json::json;

async fn board(database: &Database) -> (Town, Ctx) {
    let town = town(&database.store, "2026-11-20T09:00:00Z").await;
    let board = town.as_role(Role::EducationBoard, None, None).await;
    let programme = balsts_domain::programme::shipped()
        .into_iter()
        .find(|one| one.municipality == "rezeknes-novads")
        .unwrap();
    take_in(&town.operator(), &programme).await;
    (town, board)
}

async fn take_in(ctx: &Ctx, programme: &balsts_domain::programme::Programme) {
    ctx.take_in_programme(programme, &TakeIn::default())
        .await
        .unwrap();
}

fn amount(activity: &str, year: &str, purpose: Purpose, euros: &str) -> AddMoney {
    AddMoney {
        activity: activity.to_owned(),
        year: year.to_owned(),
        source: Some(FundingSource::Municipality),
        purpose: Some(purpose),
        amount: euros.to_owned(),
        note: "Rēķins Nr. 5".to_owned(),
    }
}

fn fields<T: std::fmt::Debug>(result: Result<T, AppError>) -> Vec<String> {
    match result {
        Err(AppError::Invalid(errors)) => errors.0.into_iter().map(|error| error.field).collect(),
        other => panic!("{other:?}"),
    }
}

// covers: RES-01, RES-03, RES-04, RES-05, RES-16
#[test]
fn amounts_add_up_by_activity_and_next_years_plan_is_the_draft_of_its_budget() {
    on_both(|database| async move {
        let (_, board) = board(&database).await;
        let keys = {
            let version = board.programme(Which::Current).await.unwrap().unwrap();
            version.programme.activity_keys()
        };
        let first = keys[0].as_str();
        assert_eq!(
            fields(
                board
                    .add_money(&AddMoney {
                        activity: first.to_owned(),
                        ..AddMoney::default()
                    })
                    .await
            ),
            ["year", "source", "purpose", "amount"]
        );
        assert_eq!(
            fields(board.add_money(&amount(first, "2027", Purpose::Spent, "1")).await),
            ["year"]
        );
        let unknown = board
            .add_money(&amount("99.9", "2026", Purpose::Spent, "1"))
            .await;
        assert!(matches!(unknown, Err(AppError::NotFound)), "{unknown:?}");
        board
            .add_money(&amount(first, "2026", Purpose::Planned, "1 000"))
            .await
            .unwrap();
        board
            .add_money(&amount(first, "2026", Purpose::Spent, "250,50"))
            .await
            .unwrap();
        let wrong = board
            .add_money(&amount(first, "2026", Purpose::Spent, "9 999"))
            .await
            .unwrap();
        board
            .add_money(&amount(first, "2027", Purpose::Planned, "1 200"))
            .await
            .unwrap();
        assert_eq!(fields(board.withdraw_money(wrong, " ").await), ["reason"]);
        board.withdraw_money(wrong, "Cits rēķins").await.unwrap();
        let again = board.withdraw_money(wrong, "Cits rēķins").await;
        assert!(matches!(again, Err(AppError::NotFound)), "{again:?}");

        let view = board.money(2026).await.unwrap().unwrap();
        let line = &view.lines[0];
        assert_eq!(
            (sum([&line.planned]), sum([&line.spent]), sum([&line.next])),
            (100_000, 25_050, 120_000)
        );
        let named = view.lines.iter().filter(|line| !line.sources.is_empty()).count();
        assert_eq!(
            named, 17,
            "each row of the table of resources names who pays, and each is one activity's"
        );
        // The tables call it by somewhat different titles.
        assert_eq!(
            line.sources,
            [
                FundingSource::Municipality,
                FundingSource::EuProjects,
                FundingSource::National
            ]
        );
        assert!(
            view.lines[1].spent.is_empty(),
            "nothing written down is not nothing spent"
        );
        let (_, entries) = board.money_of(first, 2026).await.unwrap();
        assert_eq!(entries.len(), 4, "what was withdrawn stays");
        assert_eq!(entries[1].withdrawn_reason.as_deref(), Some("Cits rēķins"));
        let csv = board
            .report("money", &ReportPeriod::default())
            .await
            .unwrap()
            .to_csv()
            .unwrap();
        assert!(csv.contains(",1000,250.5,1200,"), "{csv}");
    });
}

// covers: RES-01, RES-02
#[test]
fn people_that_an_activity_needs_are_those_of_its_row_of_the_table_of_resources() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let mut rezekne = balsts_domain::programme::shipped()
            .into_iter()
            .find(|one| one.municipality == "rezekne")
            .unwrap();
        // A row with the number of an activity is its own, whatever it is called; one of another level is not.
        rezekne.resources[11].nr = "6.3.".to_owned();
        rezekne.resources[11].activity = "Sadarbība".to_owned();
        rezekne.resources[11].resources_text = "Cilvēkresursi – supervizori (2)".to_owned();
        take_in(&town.operator(), &rezekne).await;
        let view = board.money(2026).await.unwrap().unwrap();
        let people = |key: &str| -> Vec<u32> {
            let line = view.lines.iter().find(|line| line.key == key).unwrap();
            line.needs.iter().map(|need| need.number).collect()
        };
        assert_eq!(people("1.1")[..2], [1, 5]);
        assert_eq!(people("6.3"), [2]);
        assert!(people("4.3").is_empty());
    });
}

// covers: RES-06, RES-07, RES-08, RES-12, RES-13, RES-14, RES-15
#[test]
fn means_are_followed_step_by_step_and_the_call_of_young_people_has_its_rules() {
    on_both(|database| async move {
        let (town, board) = board(&database).await;
        assert_eq!(
            fields(board.add_means(&AddMeans::default()).await),
            ["title", "kind"]
        );
        let young = AddMeans {
            kind: Some(MeansKind::YouthProject),
            title: "Skrituļparks".to_owned(),
            amount: "800".to_owned(),
            ages: "15, 16".to_owned(),
            ..AddMeans::default()
        };
        assert_eq!(
            fields(
                board
                    .add_means(&AddMeans {
                        ages: "piecpadsmit".to_owned(),
                        ..young.clone()
                    })
                    .await
            ),
            ["ages"]
        );
        let id = board.add_means(&young).await.unwrap();
        let view = board.one_means(id).await.unwrap();
        assert_eq!(
            view.doubts,
            [
                CallDoubt::TooFew(3),
                CallDoubt::NoAdult(18),
                CallDoubt::TooMuch(50_000)
            ]
        );
        // Tukums gives up to 500 euros to whoever applies.
        let group = PlainGroup::named("money").unwrap();
        let own = [
            ("team", json!(1)),
            ("adult", json!(0)),
            ("most_15_17", json!(900)),
        ];
        let own = own.map(|(key, value)| (key.to_owned(), value)).into();
        town.operator()
            .change_plain_settings(group, None, 0, &own, "Tukuma kārtība")
            .await
            .unwrap();
        assert!(board.one_means(id).await.unwrap().doubts.is_empty());

        let skipped = board.step_means(id, Some(MeansState::Done), "", "").await;
        assert!(matches!(skipped, Err(AppError::Conflict(_))), "{skipped:?}");
        assert_eq!(
            fields(board.step_means(id, Some(MeansState::Declined), "", "").await),
            ["note"]
        );
        board
            .step_means(id, Some(MeansState::Applied), "", "Iesniegts")
            .await
            .unwrap();
        board
            .step_means(id, Some(MeansState::Approved), "450", "Lēmums Nr. 3")
            .await
            .unwrap();
        let view = board.one_means(id).await.unwrap();
        assert_eq!(
            (view.state(), view.row.cents),
            (MeansState::Approved, Some(45_000))
        );
        assert_eq!(view.steps.len(), 3);
        for kind in MeansKind::ALL {
            let add = AddMeans {
                kind: Some(*kind),
                title: kind.code().to_owned(),
                ages: "12".to_owned(),
                number: "150".to_owned(),
                from: Some(date(2026, 7, 1)),
                ..AddMeans::default()
            };
            board.add_means(&add).await.unwrap();
        }
        let teacher = town.institution("OP", "basic_school").await;
        let teacher = town.as_role(Role::ClassTeacher, Some(teacher), Some("8.b")).await;
        assert_eq!(
            teacher.all_means().await.unwrap().len(),
            10,
            "the programme is public"
        );
        assert!(matches!(
            teacher.add_means(&young).await,
            Err(AppError::Forbidden)
        ));
        assert!(matches!(
            teacher.add_money(&amount("1", "2026", Purpose::Spent, "1")).await,
            Err(AppError::Forbidden)
        ));
    });
}

// covers: RES-07
#[test]
fn each_municipality_has_the_limits_of_its_own_call() {
    on_both(|database| async move {
        let call = async |code: &str| {
            let town = town_of(&database.store, code, "2026-11-20T09:00:00Z").await;
            let call = town.operator().youth_call().await.unwrap();
            (town, call)
        };
        let (_, ogre) = call("ogres-novads").await;
        assert!(ogre.doubts(&[13, 14, 18], 30_000).is_empty());
        assert_eq!(ogre.doubts(&[13, 14, 18], 50_000), [CallDoubt::TooMuch(30_000)]);
        assert_eq!(
            ogre.doubts(&[15], 50_000),
            [CallDoubt::TooFew(3), CallDoubt::NoAdult(18)]
        );
        let (tukums, own) = call("tukuma-novads").await;
        for ages in [&[13][..], &[16], &[24, 30]] {
            assert!(own.doubts(ages, 50_000).is_empty(), "{ages:?}");
            assert_eq!(own.doubts(ages, 50_001), [CallDoubt::TooMuch(50_000)], "{ages:?}");
        }
        // Both are data with their source, and a municipality may decide otherwise.
        let group = PlainGroup::named("money").unwrap();
        let operator = tukums.operator();
        let stands = operator.plain_settings(group, None).await.unwrap();
        let line = |key: &str| {
            let line = stands.body.iter().find(|line| line.entry.key == key).unwrap();
            (line.value.clone(), line.entry.source, line.entry.assumption)
        };
        assert_eq!(line("most_12_14"), (json!(500), "Tukums", false));
        assert_eq!(line("team"), (json!(1), "assumption", true));
        assert_eq!(line("school_bag"), (json!(14), "Rēzeknes novads", false));
        let more = [("most_15_17".to_owned(), json!(600))].into();
        operator
            .change_plain_settings(group, None, 0, &more, "Domes lēmums")
            .await
            .unwrap();
        let decided = operator.youth_call().await.unwrap();
        assert!(decided.doubts(&[16], 60_000).is_empty());
        assert_eq!(decided.doubts(&[13], 60_000), [CallDoubt::TooMuch(50_000)]);
    });
}

// covers: RES-14
#[test]
fn support_of_teachers_is_that_of_the_municipality_and_the_year() {
    on_both(|database| async move {
        let town = town_of(&database.store, "ogres-novads", "2026-11-20T09:00:00Z").await;
        let teacher = town.institution("OP", "basic_school").await;
        let teacher = town.as_role(Role::ClassTeacher, Some(teacher), Some("8.b")).await;
        let most: Vec<_> = teacher
            .teacher_support()
            .await
            .unwrap()
            .into_iter()
            .map(|one| one.most)
            .collect();
        assert_eq!(
            most,
            [
                Some(SupportLimit::EurosAMonth(200)),
                Some(SupportLimit::Percent(70)),
                None
            ]
        );
        let after = town.at("2028-01-10T09:00:00Z").operator();
        assert!(after.teacher_support().await.unwrap().is_empty());
        let novads = town_of(&database.store, "rezeknes-novads", "2026-11-20T09:00:00Z").await;
        let named = novads.operator().teacher_support().await.unwrap();
        let fee = named
            .iter()
            .find(|one| one.english.contains("study fee"))
            .unwrap();
        assert_eq!(fee.most, Some(SupportLimit::Percent(30)));
        // A municipality may name its own.
        let group = PlainGroup::named("money").unwrap();
        let set = async |text: &str| {
            let own = [("teacher_support".to_owned(), json!(text))].into();
            let operator = novads.operator();
            operator
                .change_plain_settings(group, None, 0, &own, "Domes lēmums")
                .await
        };
        let unread = set("Dzīvoklis; daudz; 2026").await;
        assert!(matches!(unread, Err(AppError::Invalid(_))), "{unread:?}");
        set("Dzīvoklis; 150 EUR mēnesī; 2026–2027").await.unwrap();
        let named = novads.operator().teacher_support().await.unwrap();
        let named: Vec<_> = named.iter().map(|one| (one.latvian.as_str(), one.most)).collect();
        assert_eq!(named, [("Dzīvoklis", Some(SupportLimit::EurosAMonth(150)))]);
    });
}

// covers: RES-08, RES-12, RES-13, RES-14, RES-15
#[test]
fn what_each_kind_of_means_is_for_stays_written_down_with_its_steps() {
    on_both(|database| async move {
        let (_, board) = board(&database).await;
        let activity = {
            let version = board.programme(Which::Current).await.unwrap().unwrap();
            version.programme.activity_keys()[0].clone()
        };
        let known = [
            (
                MeansKind::Provider,
                "Biedrība, nodarbības vecākiem",
                "4 500,50",
                "",
            ),
            (MeansKind::Booking, "MOT licence", "1200", "3"),
            (MeansKind::Camp, "Vasaras nometne", "9000", "150"),
            (MeansKind::TeacherSupport, "Studiju maksas daļa", "210", "1"),
            (MeansKind::Posts, "Sociālie pedagogi pirmsskolās", "60000", "5"),
        ];
        let (from, to) = (date(2026, 9, 1), date(2028, 6, 30));
        let mut ids = Vec::new();
        for (kind, title, amount, number) in known {
            let add = AddMeans {
                kind: Some(kind),
                title: title.to_owned(),
                activity: activity.clone(),
                amount: amount.to_owned(),
                number: number.to_owned(),
                from: Some(from),
                to: Some(to),
                note: "Domes lēmums".to_owned(),
                ..AddMeans::default()
            };
            ids.push(board.add_means(&add).await.unwrap());
        }
        for (id, (kind, title, amount, number)) in ids.iter().zip(known) {
            let view = board.one_means(*id).await.unwrap();
            let day = |day| Some(i64::from(balsts_domain::calendar::day_number(day)));
            assert_eq!(view.row.kind, kind.code());
            assert_eq!(view.row.title, title);
            assert_eq!(view.row.cents, balsts_domain::money::cents(amount));
            assert_eq!(view.row.number, number.parse().ok(), "{title}");
            assert_eq!((view.row.from_day, view.row.to_day), (day(from), day(to)));
            assert_eq!(view.row.activity_key.as_deref(), Some(activity.as_str()));
            assert_eq!(view.row.note, "Domes lēmums");
            assert!(
                view.doubts.is_empty(),
                "the rules of young people's projects hold for these alone"
            );
        }
        // A procurement: announced, a contract at another price, under way, done.
        for (to, amount, note) in [
            (MeansState::Applied, "", "Iepirkums izsludināts"),
            (MeansState::Approved, "4 100", "Līgums Nr. 12"),
            (MeansState::UnderWay, "", ""),
            (MeansState::Done, "", "Pieņemšanas akts"),
        ] {
            board.step_means(ids[0], Some(to), amount, note).await.unwrap();
        }
        let provider = board.one_means(ids[0]).await.unwrap();
        assert_eq!(
            (provider.state(), provider.row.cents),
            (MeansState::Done, Some(410_000))
        );
        let notes: Vec<&str> = provider.steps.iter().map(|step| step.note.as_str()).collect();
        assert!(notes.ends_with(&["Iepirkums izsludināts", "Līgums Nr. 12", "", "Pieņemšanas akts"]));
        let reversed = AddMeans {
            kind: Some(MeansKind::Camp),
            title: "Nometne".to_owned(),
            from: Some(to),
            to: Some(from),
            number: "daudz".to_owned(),
            amount: "12,345".to_owned(),
            ..AddMeans::default()
        };
        assert_eq!(
            fields(board.add_means(&reversed).await),
            ["amount", "number", "to"]
        );
    });
}

// covers: RES-06, RES-08
#[test]
fn a_call_has_its_programme_and_its_last_day_of_applications() {
    on_both(|database| async move {
        let (town, board) = board(&database).await;
        let add = AddMeans {
            kind: Some(MeansKind::Project),
            title: "Skola kopienā".to_owned(),
            call: " ESF+ 4.2.3.1., 2. kārta ".to_owned(),
            partner: "Biedrība “Tilts”".to_owned(),
            apply_by: Some(date(2026, 12, 15)),
            to: Some(date(2027, 6, 30)),
            ..AddMeans::default()
        };
        let early = AddMeans {
            to: Some(date(2026, 12, 14)),
            ..add.clone()
        };
        assert_eq!(fields(board.add_means(&early).await), ["apply_by"]);
        let long = AddMeans {
            call: "x".repeat(301),
            partner: "x".repeat(301),
            ..add.clone()
        };
        assert_eq!(fields(board.add_means(&long).await), ["call", "partner"]);
        let id = board.add_means(&add).await.unwrap();
        let row = board.one_means(id).await.unwrap().row;
        assert_eq!(
            (row.call_name.as_str(), row.partner.as_str()),
            ("ESF+ 4.2.3.1., 2. kārta", "Biedrība “Tilts”")
        );
        let last = date(2026, 12, 15);
        assert_eq!(
            applications(&row, last),
            Some((last, true)),
            "the day itself counts"
        );
        assert_eq!(applications(&row, date(2026, 12, 16)), Some((last, false)));
        board
            .step_means(id, Some(MeansState::Applied), "", "Iesniegts")
            .await
            .unwrap();
        let applied = town.operator().one_means(id).await.unwrap().row;
        assert_eq!(applications(&applied, last), None, "it was applied for");
        let open = AddMeans {
            apply_by: None,
            ..add
        };
        let id = board.add_means(&open).await.unwrap();
        let row = board.one_means(id).await.unwrap().row;
        assert_eq!((row.apply_day, applications(&row, last)), (None, None));
    });
}

// covers: PLN-23
#[test]
fn early_measures_and_projects_of_school_and_community_are_followed_like_other_projects() {
    on_both(|database| async move {
        let (_, board) = board(&database).await;
        let activity = {
            let version = board.programme(Which::Current).await.unwrap().unwrap();
            version.programme.activity_keys()[0].clone()
        };
        let add = |kind, title: &str| AddMeans {
            kind: Some(kind),
            title: title.to_owned(),
            state: Some(MeansState::Applied),
            activity: activity.clone(),
            amount: "12 000".to_owned(),
            number: "40".to_owned(),
            ..AddMeans::default()
        };
        let early = add(MeansKind::EarlyMeasure, "Lasītprasme pirmsskolā");
        board.add_means(&early).await.unwrap();
        let project = add(MeansKind::SchoolCommunity, "Skola kā kopienas centrs");
        let project = board.add_means(&project).await.unwrap();
        board
            .step_means(project, Some(MeansState::Approved), "10 000", "Līgums Nr. 7")
            .await
            .unwrap();
        let listed: Vec<_> = board
            .all_means()
            .await
            .unwrap()
            .into_iter()
            .map(|row| (row.kind, row.state, row.cents, row.activity_key))
            .collect();
        let row = |kind: &str, state: &str, cents| {
            (
                kind.to_owned(),
                state.to_owned(),
                Some(cents),
                Some(activity.clone()),
            )
        };
        assert_eq!(
            listed,
            [
                row("school_community", "approved", 1_000_000),
                row("early_measure", "applied", 1_200_000)
            ]
        );
    });
}

/// Lists of participants at a school: programme, day, and of whom it tells.
async fn lists(town: &Town, rows: &[(&str, &str, &str)]) {
    let mut text = "programme;date;target_group;institution_code;personal_code;count\n".to_owned();
    for (programme, day, of) in rows {
        text += &format!("{programme};{day};pupils;OP;{of}\n");
    }
    let file = std::io::Cursor::new(text.into_bytes());
    let loaded = town
        .operator()
        .load(
            Kind::Participation,
            file,
            "participation.csv",
            &LoadOptions::default(),
            |_| {},
        )
        .await
        .unwrap();
    assert!(!loaded.is_refused(), "{:?}", loaded.rejected);
}

// covers: RES-09
#[test]
fn the_school_bag_goes_by_pupils_semester_by_semester_and_tells_who_took_part() {
    on_both(|database| async move {
        let (town, board) = board(&database).await;
        let school = town.institution("OP", "basic_school").await;
        let codes: Vec<String> = (0..22).map(balsts_testkit::code_of).collect();
        let pupils: Vec<NewPupil<'_>> = codes
            .iter()
            .map(|code| NewPupil::named(code, "Anna", "Ozola"))
            .collect();
        let pupils = town.pupils(&pupils).await;
        let listed: Vec<Enrolled<'_>> = pupils[..20]
            .iter()
            .enumerate()
            .map(|(at, id)| {
                // One came in October: the first semester goes by its first day, the second by today while it has not begun.
                let from = if at < 19 {
                    date(2026, 9, 1)
                } else {
                    date(2026, 10, 1)
                };
                Enrolled::new(*id, school, "1.a", from)
            })
            .collect();
        town.enrolments(&listed).await;
        let bag = board.school_bag().await.unwrap().unwrap();
        let halves: Vec<(i64, i64)> = bag.semesters.iter().map(|one| (one.pupils, one.cents)).collect();
        assert_eq!(halves, [(19, 13_300), (20, 14_000)]);
        assert_eq!(bag.semesters[1].on, date(2026, 11, 20));
        assert_eq!(
            (bag.share, bag.by_number),
            (BagShare::NoData, false),
            "no list is no nought"
        );
        let named: Vec<String> = codes.iter().map(|code| format!("{code};")).collect();
        let (museum, concert) = ("Latvijas skolas soma: muzejs", "Koncerts “Latvijas skolas somā”");
        let mut rows: Vec<(&str, &str, &str)> = named[..14]
            .iter()
            .map(|of| (museum, "2026-10-05", of.as_str()))
            .collect();
        // Twice the same pupil, somebody on no list of a class, another programme, the school year before.
        rows.extend([
            (concert, "2026-10-12", named[0].as_str()),
            (concert, "2026-10-12", named[20].as_str()),
            ("Koris", "2026-10-12", named[14].as_str()),
            (museum, "2026-05-04", named[15].as_str()),
        ]);
        lists(&town, &rows).await;
        let council = town.as_role(Role::MunicipalLeadership, None, None).await;
        let share = |bag: &SchoolBag| match bag.share {
            BagShare::Share(share) => share.trimmed().to_string(),
            other => panic!("{other:?}"),
        };
        for reader in [&board, &council] {
            let bag = reader.school_bag().await.unwrap().unwrap();
            assert_eq!((share(&bag).as_str(), bag.by_number), ("70", false), "14 of 20");
        }
        // Two are left: who reads figures alone would know who did not take part.
        rows.extend(
            named[14..18]
                .iter()
                .map(|of| (concert, "2026-11-02", of.as_str())),
        );
        rows.push((concert, "2026-11-03", ";30"));
        lists(&town, &rows).await;
        let bag = council.school_bag().await.unwrap().unwrap();
        assert_eq!((bag.share, bag.by_number), (BagShare::Withheld, true));
        let teacher = town.as_role(Role::ClassTeacher, Some(school), Some("1.a")).await;
        assert_eq!(teacher.school_bag().await.unwrap(), None);
    });
}

// covers: RES-10, RES-11
#[test]
fn schools_without_the_posts_of_the_norm_are_named() {
    on_both(|database| async move {
        let (town, board) = board(&database).await;
        town.institution("OV", "secondary_school").await;
        town.institution("OP", "basic_school").await;
        town.institution("PII", "preschool").await;
        let posts = async || {
            let report = board.report("posts", &ReportPeriod::default()).await.unwrap();
            report.to_csv().unwrap()
        };
        let csv = posts().await;
        assert_eq!(
            csv.matches(",psihologs,,1,\n").count(),
            1,
            "no file of staff is no data, not none: {csv}"
        );
        assert_eq!(csv.matches(",psihologs,,0.5,\n").count(), 1, "{csv}");
        assert!(csv.ends_with("Kopā,,,6,\n"), "{csv}");

        let staff = "institution_code,role,fte,as_of\nOV,sociālais pedagogs,0.5,2026-09-01\n";
        let file = std::io::Cursor::new(staff.as_bytes().to_vec());
        let loaded = town
            .operator()
            .load(Kind::Staff, file, "staff.csv", &LoadOptions::default(), |_| {})
            .await
            .unwrap();
        assert!(!loaded.is_refused(), "{:?}", loaded.rejected);
        let csv = posts().await;
        assert_eq!(
            csv.matches(",psihologs,0,1,1\n").count(),
            1,
            "a school that told its staff and named no psychologist has none: {csv}"
        );
        assert_eq!(
            csv.matches(",psihologs,,0.5,\n").count(),
            1,
            "the other school still told nothing: {csv}"
        );
        assert!(csv.ends_with("Kopā,,0.5,6,3.5\n"), "{csv}");
    });
}

// covers: RES-10, RES-15
#[test]
fn posts_that_a_municipality_funds_at_its_preschools_are_counted_of_all_of_them_together() {
    on_both(|database| async move {
        let town = town_of(&database.store, "rezekne", "2026-11-20T09:00:00Z").await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        for code in ["P1", "P2"] {
            town.institution(code, "preschool").await;
        }
        let posts = async || {
            let report = board.report("posts", &ReportPeriod::default()).await.unwrap();
            report.to_csv().unwrap()
        };
        let staff = async |rows: &str| {
            let text = format!("institution_code,role,fte,as_of\n{rows}");
            let file = std::io::Cursor::new(text.into_bytes());
            let loaded = town
                .operator()
                .load(Kind::Staff, file, "staff.csv", &LoadOptions::default(), |_| {})
                .await
                .unwrap();
            assert!(!loaded.is_refused(), "{:?}", loaded.rejected);
        };
        let together = "Visas pirmsskolas izglītības iestādes kopā";
        staff("P1,logopēds,2.5,2026-09-01\n").await;
        let csv = posts().await;
        assert!(
            csv.contains(&format!("{together},logopēds,,12,\n")),
            "the other preschool told nothing: {csv}"
        );
        staff("P2,logopēds,1,2026-09-01\nP2,sociālais pedagogs,6,2026-09-01\n").await;
        let csv = posts().await;
        assert!(
            csv.contains(&format!("{together},logopēds,3.5,12,8.5\n")),
            "{csv}"
        );
        assert!(
            csv.contains(&format!("{together},sociālais pedagogs,6,5,0\n")),
            "{csv}"
        );
    });
}

// covers: RES-16
#[test]
fn what_was_spent_stands_beside_what_was_promised_and_reached() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let ogre = balsts_domain::programme::shipped()
            .into_iter()
            .find(|one| one.municipality == "ogres-novads")
            .unwrap();
        take_in(&town.operator(), &ogre).await;
        for (purpose, euros) in [(Purpose::Planned, "1000"), (Purpose::Spent, "250")] {
            board
                .add_money(&amount("1.1", "2026", purpose, euros))
                .await
                .unwrap();
        }
        let line = async || {
            let view = board.money(2026).await.unwrap().unwrap();
            view.lines.into_iter().find(|line| line.key == "1.1").unwrap()
        };
        let before = line().await;
        assert_eq!(
            (sum([&before.planned]), sum([&before.spent]), before.reached),
            (100_000, 25_000, None),
            "what nobody has written down is not missed"
        );
        let parents = WriteDown {
            activity: "1.1".to_owned(),
            position: 0,
            year: 2026,
            party: String::new(),
            value: "100".to_owned(),
            part: String::new(),
            base: String::new(),
            note: "Reģistrācijas lapas".to_owned(),
        };
        board.write_down(&parents).await.unwrap();
        assert_eq!(line().await.reached, Some((1, 1)));
        let csv = board
            .report("money", &ReportPeriod::default())
            .await
            .unwrap()
            .to_csv()
            .unwrap();
        assert!(csv.contains(",1000,250,,1,1\n"), "{csv}");
    });
}
