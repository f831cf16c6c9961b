//! Care of the registry in the browser: the turn of the year, duplicates, codes, contact, the commission.

use axum::http::StatusCode;
use balsts_domain::access::Role;
use balsts_testkit::{Database, NewPupil, Town, on_both};
use jiff::civil::date;

use crate::{browser::Browser, loads::browser_of};

const ANNA: &str = "/pupils/p-140311-21234";

async fn town(database: &Database) -> (Town, i64) {
    let town = balsts_testkit::town(&database.store, "2026-06-20T09:00:00Z").await;
    let school = town.institution("OGR1", "basic_school").await;
    let ids = town
        .pupils(&[
            NewPupil::named("140311-21234", "Anna", "Bērziņa"),
            NewPupil::named("320000-00001", "Anna", "Berzina"),
        ])
        .await;
    town.enrol(&ids[..1], school, "8.b", date(2025, 9, 1), None).await;
    (town, school)
}

async fn saved(browser: &mut Browser, path: &str, pairs: &[(&str, &str)], to: &str) {
    let answer = browser.post(path, pairs).await;
    assert_eq!(answer.location.as_deref(), Some(to), "{}", answer.body);
}

// covers: REG-15
#[test]
fn the_head_turns_the_year_of_a_class() {
    on_both(|database| async move {
        let (town, school) = town(&database).await;
        town.institution("OGR2", "basic_school").await;
        let mut head = browser_of(&town, Role::SchoolHead, Some(school)).await;
        let place = "/school-year-turn/2025/OGR1/8.b";
        let list = head.get("/school-year-turn").await.body;
        assert!(
            list.contains(place) && list.contains("1 child still to be decided"),
            "{list}"
        );
        let class = head.get(place).await.body;
        assert!(
            class.contains("Bērziņa Anna") && class.contains("there are no annual marks"),
            "{class}"
        );
        let nobody = head.post(place, &[("p-140311-21234", "")]).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            nobody.body.contains("Choose a decision for at least one"),
            "{}",
            nobody.body
        );
        let promoted = [("p-140311-21234", "promoted"), ("reason", "Rīkojums 17")];
        saved(&mut head, place, &promoted, "/school-year-turn?year=2025").await;
        let class = head.get(place).await.body;
        assert!(class.contains("moves up") && class.contains("9.b"), "{class}");
        let log = head.get("/registry").await.body;
        assert!(
            log.contains("Turn of the school year") && log.contains("Rīkojums 17"),
            "{log}"
        );
        assert!(!log.contains("/duplicates"), "{log}");
        assert_eq!(head.get("/duplicates").await.status, StatusCode::NOT_FOUND);
        for wrong in [
            "/school-year-turn/2025/OGR1/7.a",
            "/school-year-turn/20250/OGR1/8.b",
        ] {
            assert_eq!(head.get(wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
        }
        let mut leader = browser_of(&town, Role::MunicipalLeadership, None).await;
        assert_eq!(leader.get(place).await.status, StatusCode::NOT_FOUND);
    });
}

// covers: REG-07, PRV-13
#[test]
fn the_board_settles_duplicates_and_codes_with_a_reason() {
    on_both(|database| async move {
        let (town, _) = town(&database).await;
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let pair = "/duplicates/p-140311-21234/p-320000-00001";
        assert!(board.get("/duplicates").await.body.contains(pair));
        let both = board.get(pair).await.body;
        assert!(
            both.contains("140311-21234") && both.contains("320000-00001"),
            "{both}"
        );
        let refused = board.post(pair, &[("reason", "zvanīju")]).await;
        assert!(
            refused.body.contains("one child or two") && refused.body.contains("zvanīju"),
            "{}",
            refused.body
        );
        let kept = [("verdict", "p-140311-21234"), ("reason", "zvanīju skolai")];
        saved(&mut board, pair, &kept, "/duplicates").await;
        assert!(!board.get("/duplicates").await.body.contains(pair));
        let code = format!("{ANNA}/code");
        let page = board.get(&code).await.body;
        assert!(page.contains("320000-00001 (formerly)"), "{page}");
        let wrong = board
            .post(&code, &[("personal_code", "310211-21234"), ("reason", "jauns")])
            .await;
        assert!(wrong.body.contains("This is no personal code"), "{}", wrong.body);
        let right = [("personal_code", "320000-00005"), ("reason", "piešķirts jauns")];
        saved(&mut board, &code, &right, ANNA).await;
        let log = board.get("/registry").await.body;
        assert!(
            log.contains("piešķirts jauns") && log.contains("zvanīju skolai"),
            "{log}"
        );
        assert!(!log.contains("Anna"), "the log names no child");
    });
}

// covers: PRV-11, REG-23
#[test]
fn contact_and_commission_are_for_those_who_know_the_circumstances() {
    on_both(|database| async move {
        let (town, school) = town(&database).await;
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        crate::loads::load(
            &mut board,
            "guardians",
            "personal_code;given_name;family_name;relation;phone\n140311-21234;Māris;Bērziņš;tēvs;29111111\n",
        )
        .await;
        let mut head = browser_of(&town, Role::SchoolHead, Some(school)).await;
        let contact = format!("{ANNA}/contact");
        let support = head.get(&format!("{ANNA}?part=support")).await.body;
        assert!(
            support.contains(&contact) && support.contains("is informed"),
            "{support}"
        );
        let page = head.get(&contact).await.body;
        let guardian = page
            .split("name=\"guardian\"")
            .nth(1)
            .and_then(|rest| rest.split("value=\"").nth(1))
            .and_then(|rest| rest.split('"').next())
            .unwrap()
            .to_owned();
        let refused = head.post(&contact, &[("guardian", &guardian)]).await;
        assert!(refused.body.contains("Say why"), "{}", refused.body);
        let bar = [("guardian", guardian.as_str()), ("reason", "Tiesas lēmums")];
        saved(&mut head, &contact, &bar, &contact).await;
        let page = head.get(&contact).await.body;
        assert!(
            page.contains("safety forbids it") && page.contains("Tiesas lēmums"),
            "{page}"
        );
        let commission = format!("{ANNA}/commission");
        let part = head.get(&format!("{ANNA}?part=circumstances")).await.body;
        assert!(part.contains(&commission), "{part}");
        let referral = [
            ("papers", "application"),
            ("papers", "written_work"),
            ("note", ""),
        ];
        saved(&mut head, &commission, &referral, &commission).await;
        let page = head.get(&commission).await.body;
        let record = page
            .split("href=\"")
            .map(|rest| rest.split('"').next().unwrap())
            .find(|href| href.starts_with(&format!("{commission}/")))
            .unwrap()
            .to_owned();
        let form = head.get(&record).await.body;
        assert!(
            form.contains("checked") && form.contains("written work"),
            "{form}"
        );
        let early = [("version", "1"), ("finding", "runas traucējumi")];
        let refused = head.post(&record, &early).await;
        assert!(
            refused.body.contains("Enter the day of the opinion")
                && refused.body.contains("runas traucējumi"),
            "{}",
            refused.body
        );
        let outcome = [
            ("version", "1"),
            ("papers", "application"),
            ("assessed-day", "20"),
            ("assessed-month", "6"),
            ("assessed-year", "2026"),
            ("programme_code", "21015611"),
            ("finding", "runas traucējumi"),
        ];
        saved(&mut head, &record, &outcome, &commission).await;
        for path in [&contact, &commission, &record] {
            assert_eq!(board.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let counts = board.get("/municipality/commission").await.body;
        assert!(counts.matches("withheld").count() == 4, "{counts}");
        let own = head.get("/municipality/commission").await.body;
        assert!(!own.contains("withheld"), "{own}");
    });
}

// covers: REG-01
#[test]
fn the_board_writes_down_the_plan_and_the_municipality_s_page_shows_it() {
    on_both(|database| async move {
        let (town, school) = town(&database).await;
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let before = board.get("/municipality").await.body;
        assert!(before.contains("has not been written down yet"), "{before}");
        let mut form = vec![
            ("title", "PMP prevencijas rīcības programma"),
            ("kind", "action"),
            ("from", "2027"),
            ("to", "2023"),
        ];
        let reversed = board.post("/settings/plan", &form).await;
        assert_eq!(reversed.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            reversed.body.contains("The last year is before the first") && reversed.body.contains("2027"),
            "{}",
            reversed.body
        );
        form[2] = ("from", "");
        form[3] = ("to", "");
        saved(&mut board, "/settings/plan", &form, "/settings").await;
        let blank = board.get("/municipality").await.body;
        assert!(
            blank.contains("PMP prevencijas rīcības programma") && blank.contains("action programme"),
            "{blank}"
        );
        form[2] = ("from", "2023");
        form[3] = ("to", "2027");
        form.extend([
            ("decision", "2023/17-4"),
            ("decided-day", "29"),
            ("decided-month", "6"),
            ("decided-year", "2023"),
        ]);
        let mut administrator = browser_of(&town, Role::Administrator, None).await;
        saved(&mut administrator, "/settings/plan", &form, "/settings").await;
        let full = board.get("/municipality").await.body;
        assert!(full.contains("2023–2027") && full.contains("2023/17-4"), "{full}");
        let mut head = browser_of(&town, Role::SchoolHead, Some(school)).await;
        assert_eq!(head.get("/settings/plan").await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            head.post("/settings/plan", &form).await.status,
            StatusCode::NOT_FOUND
        );
    });
}

// covers: ROL-21, REG-02
#[test]
fn the_head_names_the_institution_as_documents_do() {
    on_both(|database| async move {
        let (town, school) = town(&database).await;
        town.institution("OGR2", "basic_school").await;
        let mut head = browser_of(&town, Role::SchoolHead, Some(school)).await;
        let place = "/institutions/OGR1/aliases";
        saved(&mut head, place, &[("alias", "Ogres sākumskola")], place).await;
        let page = head.get("/institutions/OGR1").await.body;
        assert!(
            page.contains("Ogres sākumskola") && page.contains(place),
            "{page}"
        );
        let twice = head.post(place, &[("alias", "ogres  SĀKUMSKOLA")]).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            twice.body.contains("already stands for an institution")
                && twice.body.contains("ogres  SĀKUMSKOLA"),
            "{}",
            twice.body
        );
        let other = "/institutions/OGR2/aliases";
        assert_eq!(head.get(other).await.status, StatusCode::NOT_FOUND);
        let foreign = head.post(other, &[("alias", "Sveša")]).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
        let list = head.get(place).await.body;
        let remove = list
            .split('"')
            .find(|part| part.starts_with(place) && part.ends_with("/remove"))
            .unwrap()
            .to_owned();
        // A second press finds the name gone, as was wanted.
        for _ in 0..2 {
            saved(&mut head, &remove, &[], place).await;
        }
        assert!(!head.get(place).await.body.contains("Ogres sākumskola"));
        let log = town
            .operator()
            .store
            .audit_lines(town.municipality, &balsts_store::AuditFilter::default(), 20)
            .await
            .unwrap();
        for action in ["institution.alias_added", "institution.alias_removed"] {
            assert!(log.iter().any(|line| line.action == action), "{action}");
        }
    });
}
