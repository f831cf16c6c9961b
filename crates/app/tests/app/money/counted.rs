//! What is counted from lists: the school bag, posts of support staff.

use super::*;

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
