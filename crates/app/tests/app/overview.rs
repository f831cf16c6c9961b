//! The programme on one page for those who lead.

use balsts_app::{
    AppError,
    money::AddMoney,
    programme::{report::ReportWork, version::TakeIn},
    school_plan::AddMeasure,
};
use balsts_domain::{
    access::Role,
    money::{FundingSource, Purpose},
    programme::{ProgressState, SchoolPart, Table, shipped},
};
use balsts_testkit::{on_both, town_of};
use jiff::civil::date;

// covers: IND-21, ROL-16
#[test]
fn the_programme_on_one_page_tells_what_is_late_what_it_costs_and_which_school_has_not_reported() {
    on_both(|database| async move {
        let town = town_of(&database.store, "ogres-novads", "2028-03-20T09:00:00Z").await;
        let (one, _) = town.school_of("OGR1", 1, 4, date(2027, 9, 1)).await;
        let (two, _) = town.school_of("OGR2", 11, 2, date(2027, 9, 1)).await;
        town.operator().evaluate_all().await.unwrap();
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        assert!(leader.programme_overview().await.unwrap().is_none());
        let programme = shipped()
            .into_iter()
            .find(|one| one.municipality == "ogres-novads")
            .unwrap();
        town.operator()
            .take_in_programme(&programme, &TakeIn::default())
            .await
            .unwrap();
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let head = town.as_role(Role::SchoolHead, Some(one), None).await;
        let other = town.as_role(Role::SchoolHead, Some(two), None).await;

        let before = leader.programme_overview().await.unwrap().unwrap();
        assert_eq!(before.money.unknown, before.money.activities);
        assert!(before.money.planned.is_empty(), "no amount is not nought");
        let silent = before.schools.iter().filter(|school| school.is_silent());
        assert_eq!(silent.count(), 2);

        let late = before.late.first().expect("a term before this day").clone();
        assert!(
            before
                .late
                .windows(2)
                .all(|two| two[0].next_day <= two[1].next_day)
        );
        board
            .report_work(
                &ReportWork {
                    table: late.table,
                    key: late.key.clone(),
                    party: String::new(),
                    state: Some(ProgressState::Done),
                    on: Some(date(2028, 3, 19)),
                    note: "Izdarīts.".to_owned(),
                    evidence: String::new(),
                },
                Vec::new(),
            )
            .await
            .unwrap();
        let activity = programme.activity_keys().remove(0);
        board
            .add_money(&AddMoney {
                activity,
                year: "2028".to_owned(),
                source: Some(FundingSource::State),
                purpose: Some(Purpose::Planned),
                amount: "100".to_owned(),
                note: "Tāme".to_owned(),
            })
            .await
            .unwrap();
        head.send_submission("OGR1", date(2028, 3, 31), "Apmeklē regulāri.", "")
            .await
            .unwrap();
        head.add_school_measure(&AddMeasure {
            title: "Vecāku vakars".to_owned(),
            activity: String::new(),
            parts: vec![SchoolPart::Staff],
            due: Some(date(2028, 5, 1)),
        })
        .await
        .unwrap();

        let later = town.at("2028-04-05T09:00:00Z");
        let leader = later.ctx_of(&leader);
        let page = leader.programme_overview().await.unwrap().unwrap();
        let is_it =
            |line: &&balsts_app::programme::work::WorkLine| line.table == late.table && line.key == late.key;
        assert!(!page.late.iter().any(|line| is_it(&line)), "done is not late");
        assert!(page.late.iter().all(|line| line.table != Table::Goals));
        assert_eq!(page.money.planned.get(&FundingSource::State), Some(&10_000));
        assert_eq!(page.money.unknown + 1, page.money.activities);
        let of = |id: i64| {
            page.schools
                .iter()
                .find(|school| school.plan.institution == id)
                .unwrap()
        };
        assert_eq!((of(one).plan.settled(), of(one).plan.measures.len()), (0, 1));
        assert!(!of(one).is_silent() && of(two).is_silent());
        let first = of(two).late_since.expect("it has not reported");
        assert_eq!(of(two).submissions_sent, 0);
        assert_eq!(of(one).submissions_sent, 1);
        assert!(first == date(2027, 12, 20));
        assert!(
            page.duties.iter().all(|duty| duty.institution.is_none()),
            "what schools owe stands at the schools"
        );
        assert_eq!(page.indicators.year, 2028);

        // A school sees the programme and itself.
        let own = later.ctx_of(&other).programme_overview().await.unwrap().unwrap();
        let seen: Vec<i64> = own.schools.iter().map(|school| school.plan.institution).collect();
        assert_eq!(seen, [two]);
        let social = town.as_role(Role::SocialService, None, None).await;
        assert!(matches!(
            social.programme_overview().await,
            Err(AppError::Forbidden)
        ));
    });
}
