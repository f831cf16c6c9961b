//! Means besides the budget: projects, calls, support of teachers.

use super::*;

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
