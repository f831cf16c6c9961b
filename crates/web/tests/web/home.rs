//! The home pages of those for whom no duties of children wait.

use axum::http::StatusCode;
use balsts_domain::access::Role;
use balsts_testkit::{Town, on_both, town};
use jiff::civil::date;

use crate::{
    annual::adopted,
    browser::{Browser, own_password},
    loads::{browser_of, load, schools, send},
    pupil::school,
};

async fn home(browser: &mut Browser) -> String {
    let page = browser.get("/").await;
    assert_eq!(page.status, StatusCode::OK, "{:?}", page.location);
    assert!(!page.body.contains('['), "a text is missing: {}", page.body);
    page.body
}

fn says(page: &str, all: &[&str]) {
    for words in all {
        assert!(page.contains(words), "{words} in {page}");
    }
}

/// The address of the link with these words.
fn link(page: &str, words: &str) -> String {
    let before = page.split(words).next().unwrap();
    let href = before.rsplit("href=\"").next().unwrap();
    href.split('"').next().unwrap().replace("&amp;", "&")
}

const ABSENCES: &str = "personal_code;institution_code;date;lesson;kind\n\
    010112-21234;OP;2026-10-02;1;unexcused\n010112-21234;OP;2026-10-02;40;unexcused\n";

#[test]
fn an_administrator_of_an_empty_installation_is_told_what_to_do_first() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let mut administrator = browser_of(&town, Role::Administrator, None).await;
        let page = home(&mut administrator).await;
        says(
            &page,
            &[
                "Load the institutions",
                "Make accounts for those who will work here",
            ],
        );
        assert!(!page.contains("never loaded"), "{page}");
        assert_eq!(
            link(&page, "Load the institutions"),
            "/loads/new?kind=institutions"
        );
        let institutions = "code;name;kind\nOP;Ogres pamatskola;pamatskola\n";
        load(&mut administrator, "institutions", institutions).await;
        town.person(Role::EducationBoard, None, None).await;
        let page = home(&mut administrator).await;
        assert!(
            !page.contains("Load the institutions") && !page.contains("Make accounts"),
            "{page}"
        );
        says(
            &page,
            &[
                "kinds of data were never loaded",
                "1 account waits for its first sign-in",
                "1 file was loaded",
            ],
        );
        assert_eq!(
            link(&page, "kinds of data were never loaded")
                .split('=')
                .next_back(),
            Some("staff"),
            "in the order in which the kinds build on one another"
        );
    });
}

#[test]
fn files_on_their_way_old_data_and_locked_accounts_wait_for_the_administrator() {
    on_both(|database| async move {
        let (town, _) = schools(&database).await;
        let mut administrator = browser_of(&town, Role::Administrator, None).await;
        let place = send(
            &mut administrator,
            "absences",
            "kavejumi.csv",
            ABSENCES,
            &["skip_bad_rows"],
        )
        .await
        .location
        .unwrap();
        administrator.get(&place).await;
        let teacher = town.person(Role::EducationBoard, None, None).await;
        let email = database.store.account(teacher).await.unwrap().email;
        for _ in 0..5 {
            let pairs = [("email", email.as_str()), ("password", "nepareiza")];
            Browser::new(&town.app).post("/sign-in", &pairs).await;
        }
        let page = home(&mut administrator).await;
        says(
            &page,
            &[
                "The file “kavejumi.csv” waits",
                "1 row with an error",
                "1 account is locked for a while",
                "Accounts and rights were changed",
            ],
        );
        assert_eq!(link(&page, "The file “kavejumi.csv”"), place);
        assert!(
            page.find("1 account is locked") < page.find("The file “kavejumi"),
            "the earlier deadline first: {page}"
        );
        administrator.post(&format!("{place}/load"), &[]).await;
        let page = home(&mut administrator).await;
        assert!(!page.contains("waits: load it"), "{page}");
        assert!(!page.contains("load the newest file"), "loaded today: {page}");
    });
}

// covers: PRV-07
#[test]
fn the_data_protection_officer_sees_what_was_done_since_and_goes_on_to_the_entries() {
    on_both(|database| async move {
        let school = school(&database).await;
        let mut pedagogue = school.browser(Role::SupportStaff, None).await;
        for _ in 0..3 {
            pedagogue.get(crate::pupil::ANNA).await;
        }
        pedagogue.get("/pupils.csv").await;
        let mut officer = school.browser(Role::DataProtectionOfficer, None).await;
        let page = home(&mut officer).await;
        says(
            &page,
            &[
                "Children’s data were looked at 3 times",
                "in the last seven days",
                "Children’s data were taken out as a file once",
                "entries of the audit log are whole",
            ],
        );
        let entries = officer
            .get(&link(&page, "Children’s data were looked at"))
            .await
            .body;
        assert_eq!(entries.matches("pupil.read").count(), 3, "{entries}");
        assert!(!entries.contains("account.added"), "{entries}");
        let tomorrow = officer.get("/audit?since=2025-11-21T00:00:00Z").await.body;
        assert!(tomorrow.contains("There are no such entries"), "{tomorrow}");
    });
}

/// A school in which each of so many pupils missed three days without excuse.
async fn absent(town: &Town, code: &str, first: usize, many: usize) {
    let (institution, pupils) = town.school_of(code, first, many, date(2025, 9, 1)).await;
    let days = [8, 9, 10].map(|day| date(2025, 9, day));
    town.unexcused(institution, &pupils, &days, 8).await;
}

// covers: RSK-15, PRV-04
#[test]
fn the_leadership_sees_institutions_and_no_children() {
    on_both(|database| async move {
        let town = town(&database.store, "2025-11-20T09:00:00Z").await;
        absent(&town, "OGR1", 0, 6).await;
        absent(&town, "OGR2", 10, 1).await;
        town.operator().evaluate_all().await.unwrap();
        let mut leadership = browser_of(&town, Role::MunicipalLeadership, None).await;
        let page = home(&mut leadership).await;
        says(
            &page,
            &[
                "OGR1: overdue duties, their number is withheld",
                "OGR2: overdue duties, their number is withheld",
                "OGR1: there are children with signs, and nobody has reported",
                "OGR1: its data on absences have grown old",
                "New data were loaded:",
            ],
        );
        assert_eq!(link(&page, "OGR1: overdue duties"), "/institutions/OGR1");
        assert!(
            !page.contains("6 overdue"),
            "7 in all less 6 would be one child: {page}"
        );
        assert!(
            !page.contains("OGR2: there are children"),
            "too few signals: {page}"
        );
        assert!(!page.contains("Anna") && !page.contains("Bērziņa"), "{page}");
    });
}

#[test]
fn whoever_holds_two_roles_finds_both_and_whoever_holds_none_their_account() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school
            .town
            .person(Role::SchoolHead, Some(school.institution), None)
            .await;
        let role = balsts_domain::access::Assignment {
            role: Role::Administrator,
            institution: None,
            class: None,
            from: None,
            to: None,
        };
        let operator = school.town.operator();
        operator.add_role(head, &role, None).await.unwrap();
        let email = database.store.account(head).await.unwrap().email;
        let mut browser = Browser::new(&school.town.app);
        browser.sign_in(&email).await;
        own_password(&school.town, head).await;
        let page = home(&mut browser).await;
        says(&page, &["Anna Bērziņa", "kinds of data were never loaded"]);
        let roles = database.store.assignments(head).await.unwrap();
        let yesterday = date(2025, 11, 19);
        let writing = database.store.write().await.unwrap();
        for role in roles {
            writing.end_assignment(head, role.id, yesterday).await.unwrap();
        }
        writing.commit().await.unwrap();
        assert_eq!(browser.get("/").await.location.as_deref(), Some("/account"));
    });
}

// covers: REP-07, REP-11, REG-34, REP-01
#[test]
fn what_the_programme_asks_waits_at_home_until_it_is_done() {
    on_both(|database| async move {
        let town = town(&database.store, "2025-12-10T09:00:00Z").await;
        let (school, _) = town.school_of("OP", 1, 2, date(2025, 9, 1)).await;
        let mut head = browser_of(&town, Role::SchoolHead, Some(school)).await;
        let page = home(&mut head).await;
        assert_eq!(
            link(&page, "How the pupils at risk are learning"),
            "/submissions/OP/2025-12-20"
        );
        let sent = head
            .post("/submissions/OP/2025-12-20", &[("progress", "Apmeklē biežāk.")])
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        assert!(!home(&mut head).await.contains("/submissions/"));

        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let report = "Prepare the yearly report on the programme";
        assert!(
            !home(&mut board).await.contains(report),
            "without a programme nothing is asked"
        );
        adopted(&town).await;
        let page = home(&mut board).await;
        assert_eq!(link(&page, report), "/duties/year?year=2025");
        says(&page, &["Bring the programme up to date"]);
        let typed = [
            ("done-day", "3"),
            ("done-month", "12"),
            ("done-year", "2025"),
            ("note", "Iesniegts"),
        ];
        let marked = board
            .post("/duties/year/annual_report/2025-08-31/done", &typed)
            .await;
        assert_eq!(marked.status, StatusCode::SEE_OTHER, "{}", marked.body);
        let page = home(&mut board).await;
        assert!(!page.contains(report), "{page}");
        says(&page, &["Bring the programme up to date"]);
    });
}

// covers: REP-10
#[test]
fn a_youth_worker_finds_the_episode_at_home_and_in_the_calendar_and_marks_it() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-09-20T09:00:00Z").await;
        let mut youth = browser_of(&town, Role::YouthWorker, None).await;
        let page = home(&mut youth).await;
        assert_eq!(
            link(&page, "Publish an episode"),
            "/duties/year/podcast/2026-09-30/done"
        );
        let calendar = youth.get("/duties/year?year=2026").await;
        assert_eq!(calendar.status, StatusCode::OK);
        says(&calendar.body, &["Publish an episode"]);
        assert!(
            !calendar.body.contains("annual_report") && !calendar.body.contains("schools have delivered"),
            "what others owe is not this person’s list: {}",
            calendar.body
        );
        let of_others = youth.get("/duties/year/annual_report/2026-08-31/done").await;
        assert_eq!(of_others.status, StatusCode::NOT_FOUND);
        let form = youth.get("/duties/year/podcast/2026-09-30/done").await;
        assert_eq!(form.status, StatusCode::OK);
        let typed = [
            ("done-day", "18"),
            ("done-month", "9"),
            ("done-year", "2026"),
            ("note", "Epizode par jauniešu centru"),
        ];
        let marked = youth.post("/duties/year/podcast/2026-09-30/done", &typed).await;
        assert_eq!(marked.status, StatusCode::SEE_OTHER, "{}", marked.body);
        assert!(!home(&mut youth).await.contains("Publish an episode"));
        let calendar = youth.get("/duties/year?year=2026").await.body;
        assert!(
            calendar.contains("Epizode par jauniešu centru") && !calendar.contains("/reopen"),
            "{calendar}"
        );
    });
}
