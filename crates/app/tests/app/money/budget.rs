//! Amounts by activity, the budget of the next year, and what they reached.

use super::*;

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
