//! What each of the five programmes asks in a year, and rules that a municipality sets for itself.

use super::*;

fn of(municipality: &str, from: Date, to: Date) -> Vec<(&'static str, Date)> {
    let days = month_days(SUBMISSION_DAYS).unwrap();
    let duties = programme_duties(&built_in_duty_rules(municipality), &days, from, to);
    duties.iter().map(|duty| (duty.code.code(), duty.due)).collect()
}

// covers: REP-01, REP-06, REP-07, IND-22
#[test]
fn a_year_of_each_of_the_five() {
    let (from, to) = (date(2026, 1, 1), date(2026, 12, 31));
    let submissions = |found: &[(&str, Date)]| {
        let of = found.iter().filter(|(code, _)| *code == "school_submission");
        of.count()
    };
    for municipality in [
        "rezeknes-novads",
        "tukuma-novads",
        "ogres-novads",
        "ventspils",
        "rezekne",
        "jauna",
    ] {
        let found = of(municipality, from, to);
        assert_eq!(submissions(&found), 3, "{municipality}");
        assert!(found.is_sorted_by_key(|(_, due)| *due));
    }
    let rn = of("rezeknes-novads", from, to);
    assert!(rn.contains(&("annual_report", date(2026, 8, 31))));
    assert!(rn.contains(&("mid_term_review", date(2026, 12, 31))));
    let vp = of("ventspils", from, to);
    assert!(vp.contains(&("annual_report", date(2026, 12, 31))));
    assert!(vp.contains(&("programme_update", date(2026, 12, 31))));
    assert_eq!(vp.len(), 5, "three submissions, the report and the update");
    let later = of("ventspils", date(2027, 1, 1), date(2027, 12, 31));
    assert!(later.contains(&("mid_term_review", date(2027, 12, 31))));
    let re = of("rezekne", from, to);
    // covers: REP-03, REP-08
    assert!(re.contains(&("publication", date(2026, 12, 31))));
    assert_eq!(re.iter().filter(|(code, _)| *code == "monthly_news").count(), 12);
    // covers: REP-09
    assert!(of("ogres-novads", from, to).contains(&("newspaper_article", date(2026, 12, 31))));
    let days = month_days(SUBMISSION_DAYS).unwrap();
    for duty in programme_duties(&built_in_duty_rules("ogres-novads"), &days, from, to) {
        let of_schools = matches!(
            duty.code,
            ProgrammeDutyCode::SchoolSubmission | ProgrammeDutyCode::NewspaperArticle
        );
        assert_eq!(duty.is_of_each_school(), of_schools, "{duty:?}");
    }
}

// covers: REP-10
#[test]
fn the_youth_house_of_ogre_makes_an_episode_each_month() {
    let (from, to) = (date(2026, 1, 1), date(2026, 12, 31));
    let of = |municipality: &str| -> Vec<ProgrammeDuty> {
        let days = month_days(SUBMISSION_DAYS).unwrap();
        let mut duties = programme_duties(&built_in_duty_rules(municipality), &days, from, to);
        duties.retain(|duty| duty.code == ProgrammeDutyCode::Podcast);
        duties
    };
    let episodes = of("ogres-novads");
    assert_eq!(episodes.len(), 12);
    let second = episodes[1];
    assert_eq!((second.from, second.due), (date(2026, 2, 1), date(2026, 2, 28)));
    assert_eq!(
        (second.who, second.assumption),
        ("youth_worker", false),
        "the programme says who and how often"
    );
    for other in [
        "rezeknes-novads",
        "tukuma-novads",
        "ventspils",
        "rezekne",
        "jauna",
    ] {
        assert!(of(other).is_empty(), "{other}");
    }
}

// covers: COOP-05, COOP-06, REP-04, REP-05
#[test]
fn a_programme_asks_for_its_own_meetings() {
    let of = |municipality: &str| -> Vec<(&'static str, Date, bool)> {
        let duties = group_meetings(&built_in_duty_rules(municipality), 2026);
        let of = duties.iter();
        of.map(|duty| (duty.code.code(), duty.due, duty.assumption))
            .collect()
    };
    let (june, december) = (date(2026, 6, 30), date(2026, 12, 31));
    for municipality in ["rezeknes-novads", "tukuma-novads"] {
        let asked = [
            ("working_group_meeting", june, false),
            ("working_group_meeting", december, false),
            ("budget_meeting", december, false),
        ];
        assert_eq!(of(municipality), asked, "{municipality}");
    }
    for (municipality, assumption) in [("ogres-novads", false), ("rezekne", false), ("jauna", true)] {
        let asked = [
            ("working_group_meeting", june, assumption),
            ("working_group_meeting", december, assumption),
        ];
        assert_eq!(of(municipality), asked, "{municipality}");
    }
    assert!(of("ventspils").is_empty(), "the board reports without a group");
    let entered = meeting_duties(BodyKind::WorkingGroup, 2026, date(2026, 1, 1), &[]);
    for (municipality, asked) in [
        ("rezeknes-novads", [true, true, true]),
        ("tukuma-novads", [true, true, true]),
        ("ogres-novads", [true, true, false]),
        ("rezekne", [true, true, false]),
        ("ventspils", [false, false, false]),
    ] {
        let rules = built_in_duty_rules(municipality);
        let found = entered.iter().map(|duty| group_meeting(&rules, duty).is_some());
        assert_eq!(found.collect::<Vec<_>>(), asked, "{municipality}");
    }
    let budget = group_meetings(&built_in_duty_rules("tukuma-novads"), 2026)[2];
    assert_eq!((budget.from, budget.who), (date(2026, 11, 1), "working_group"));
}

#[test]
fn the_days_of_submissions_are_a_setting() {
    assert_eq!(
        month_days("20.12.; 31.03.; 15.6"),
        Some(vec![(3, 31), (6, 15), (12, 20)])
    );
    for wrong in ["", "31.02.", "2026-12-20", "12", "20.13."] {
        assert_eq!(month_days(wrong), None, "{wrong}");
    }
    let duties = programme_duties(
        &built_in_duty_rules("rezeknes-novads"),
        &[(3, 31), (12, 20)],
        date(2026, 1, 1),
        date(2026, 12, 31),
    );
    let first = duties
        .iter()
        .find(|duty| duty.code == ProgrammeDutyCode::SchoolSubmission)
        .unwrap();
    assert_eq!((first.from, first.due), (date(2025, 12, 21), date(2026, 3, 31)));
}

// covers: REP-09, REP-10
#[test]
fn a_municipality_may_ask_otherwise_than_its_programme_that_ships() {
    for (municipality, text) in ASKED {
        let rules = duty_rules(text).unwrap();
        assert_eq!(rules.len(), text.lines().count(), "{municipality}");
    }
    assert_eq!(duty_rules(ASKED_BY_MOST).map(|rules| rules.len()), Some(4));
    let own = duty_rules(
        "Publicēt rakstu pašvaldības laikrakstā; 01.03.–31.05.; iestādes vadītājs\r\n\nPodkasts; katru mēnesi; jaunatnes darbinieks",
    );
    assert_eq!(own, None, "one of the lines names nothing that is known");
    let own = duty_rules(
            "Publicēt rakstu pašvaldības laikrakstā; 01.03.-31.05.; Iestādes vadītājs\r\n\nPublish the results of the year on the web page; 2028; Izglītības pārvalde; pieņēmums",
        )
        .unwrap();
    let found = programme_duties(&own, &[], date(2028, 1, 1), date(2028, 12, 31));
    let told: Vec<_> = found
        .iter()
        .map(|duty| (duty.code.code(), duty.from, duty.due, duty.who, duty.assumption))
        .collect();
    assert_eq!(
        told,
        [
            (
                "newspaper_article",
                date(2028, 3, 1),
                date(2028, 5, 31),
                "school_head",
                false
            ),
            (
                "publication",
                date(2028, 1, 1),
                date(2028, 12, 31),
                "education_board",
                true
            ),
        ]
    );
    assert!(group_meetings(&own, 2028).is_empty());
    for wrong in [
        "",
        "Publicēt rakstu pašvaldības laikrakstā",
        "Publicēt rakstu pašvaldības laikrakstā; reizi gadā; iestādes vadītājs",
        "Publicēt rakstu pašvaldības laikrakstā; 31.12.–01.01.; iestādes vadītājs",
        "Publicēt rakstu pašvaldības laikrakstā; 2027; mērs",
        "Publicēt rakstu pašvaldības laikrakstā; 2027; iestādes vadītājs; noteikti",
        "Publicēt rakstu pašvaldības laikrakstā; sanāksmēs; iestādes vadītājs",
        "Noturēt darba grupas sanāksmi; katru mēnesi; darba grupa",
        "Noteikt rādītāja sākuma vērtību; 2027; Izglītības pārvalde",
    ] {
        assert_eq!(duty_rules(wrong), None, "{wrong}");
    }
}

#[test]
fn codes_are_read_back() {
    for code in ProgrammeDutyCode::ALL {
        assert_eq!(ProgrammeDutyCode::from_code(code.code()), Some(code));
        assert!(!code.latvian().is_empty() && !code.english().is_empty());
    }
}
