use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use balsts_domain::access::Role;
use balsts_testkit::{Database, Town, on_both, town};

use crate::browser::{Answer, Browser};

const INSTITUTIONS: &str = "code;name;kind\nOP;Ogres pamatskola;pamatskola\nOV;Ogres vidusskola;vidusskola\n";
const PUPILS: &str = "personal_code;given_name;family_name;birth_date\n\
    010112-21234;Anna;Bērziņa;2012-01-01\n320000-00001;Jānis;Ozols;2012-02-02\n";
const ENROLMENTS: &str = "personal_code;institution_code;class;from\n\
    010112-21234;OP;8.b;2026-09-01\n320000-00001;OV;8.a;2026-09-01\n";

/// A file from the register of the state.
pub async fn send(browser: &mut Browser, kind: &str, name: &str, text: &str, boxes: &[&str]) -> Answer {
    let mut fields = vec![("source", "viis")];
    fields.extend(boxes.iter().map(|name| (*name, "yes")));
    send_with(browser, kind, (name, text), &fields, None).await
}

/// A file with what the form says of it, and a layout as a file.
pub async fn send_with(
    browser: &mut Browser,
    kind: &str,
    (name, text): (&str, &str),
    fields: &[(&str, &str)],
    profile: Option<(&str, &str)>,
) -> Answer {
    let mut body = format!("--cut\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\n{kind}\r\n");
    for (name, value) in fields {
        body += &format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    if let Some((name, text)) = profile {
        body += &format!(
            "--cut\r\nContent-Disposition: form-data; name=\"own_profile_file\"; filename=\"{name}\"\r\n\r\n{text}\r\n"
        );
    }
    body += &format!(
        "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n{text}\r\n--cut--\r\n"
    );
    let request = Request::post("/loads/new")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut")
        .header("sec-fetch-site", "same-origin");
    browser.send(request, Body::from(body)).await
}

/// Signs somebody in who has chosen a password.
pub async fn browser_of(town: &Town, role: Role, institution: Option<i64>) -> Browser {
    let user = town.person(role, institution, None).await;
    Browser::of(town, user).await
}

/// Uploads a file and loads it as the pages lead.
pub async fn load(browser: &mut Browser, kind: &str, text: &str) -> String {
    let place = send(browser, kind, "datne.csv", text, &[])
        .await
        .location
        .unwrap();
    let review = browser.get(&place).await;
    assert!(review.body.contains("What will change"), "{}", review.body);
    let loaded = browser.post(&format!("{place}/load"), &[]).await;
    assert_eq!(loaded.location.as_deref(), Some(place.as_str()));
    let done = browser.get(&place).await;
    assert!(done.body.contains("The file is loaded"), "{}", done.body);
    done.body
}

/// A town with two schools and two pupils, loaded in the browser.
pub async fn schools(database: &Database) -> (Town, Browser) {
    let town = town(&database.store, "2026-11-20T09:00:00Z").await;
    let mut board = browser_of(&town, Role::EducationBoard, None).await;
    for (kind, text) in [
        ("institutions", INSTITUTIONS),
        ("pupils", PUPILS),
        ("enrolments", ENROLMENTS),
    ] {
        load(&mut board, kind, text).await;
    }
    (town, board)
}

// covers: REG-31
#[test]
fn a_file_is_uploaded_reviewed_loaded_and_undone() {
    on_both(|database| async move {
        let (_, mut board) = schools(&database).await;
        let text = PUPILS.replace("Ozols", "Ozoliņš") + "150613-21230;Olena;Šmite;2013-06-15\n";
        let place = send(&mut board, "pupils", "berni.csv", &text, &[])
            .await
            .location
            .unwrap();
        let review = board.get(&place).await.body;
        for words in [
            "New 1, changed 1, gone 0, unchanged 1",
            "Ozols → Ozoliņš",
            "Šmite",
        ] {
            assert!(review.contains(words), "{words}\n{review}");
        }
        let before = board.get("/loads").await.body;
        assert!(before.contains("Your files that are not loaded yet"), "{before}");
        board
            .post(&format!("{place}/load"), &[("accept_large_change", "yes")])
            .await;
        assert!(board.get(&place).await.body.contains("Undo the load"));
        let list = board.get("/loads").await.body;
        assert!(
            list.contains("berni.csv") && !list.contains("Your files"),
            "{list}"
        );
        let undo = list.split("action=\"").nth(2).unwrap().split('"').next().unwrap();
        assert!(undo.ends_with("/undo"), "{undo}");
        let undone = board.post(undo, &[]).await;
        assert_eq!(undone.location.as_deref(), Some("/loads"));
        let again = board.post(undo, &[]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert!(
            again.body.contains("This load is already undone"),
            "{}",
            again.body
        );
        let same = send(&mut board, "pupils", "berni.csv", PUPILS, &[]).await;
        let nothing = board.get(same.location.as_deref().unwrap()).await.body;
        assert!(
            nothing.contains("Everything in the file is loaded already"),
            "{nothing}"
        );
    });
}

// covers: REG-31
#[test]
fn errors_are_a_table_that_goes_back_and_good_rows_can_go_in_without_them() {
    on_both(|database| async move {
        let (_, mut board) = schools(&database).await;
        let text = "personal_code;institution_code;date;lesson;kind\n\
            010112-21234;OP;2026-11-02;1;unexcused\n010112-21234;OP;2026-11-02;40;unexcused\n";
        let place = send(&mut board, "absences", "kavejumi.csv", text, &[])
            .await
            .location
            .unwrap();
        let review = board.get(&place).await.body;
        assert!(
            review.contains("1 error in all") && review.contains(">40<"),
            "{review}"
        );
        assert!(review.contains("Load without the row"), "{review}");
        let table = board.get(&format!("{place}/errors")).await;
        assert!(
            table.body.contains("rinda;kļūda") && table.body.contains(";40;"),
            "{}",
            table.body
        );
        // Without the box nothing is stored.
        board.post(&format!("{place}/load"), &[]).await;
        assert!(board.get(&place).await.body.contains("1 error in all"));
        board
            .post(&format!("{place}/load"), &[("skip_bad_rows", "yes")])
            .await;
        let done = board.get(&place).await.body;
        assert!(done.contains("New 1, changed 0, gone 0, unchanged 0"), "{done}");
        let gone = board.get(&format!("{place}/errors")).await;
        assert_eq!(gone.status, StatusCode::CONFLICT, "the file is gone");
    });
}

// covers: REG-31
#[test]
fn a_large_change_is_loaded_only_by_somebody_who_means_it() {
    on_both(|database| async move {
        let (_, mut board) = schools(&database).await;
        let text = "personal_code;given_name;family_name;birth_date\n010112-21234;Anna;Bērziņa;2012-01-01\n";
        let place = send(&mut board, "pupils", "berni.csv", text, &["snapshot"])
            .await
            .location
            .unwrap();
        let review = board.get(&place).await.body;
        assert!(review.contains("I have looked at it"), "{review}");
        assert!(review.contains("gone 1"), "{review}");
        board.post(&format!("{place}/load"), &[]).await;
        assert!(board.get(&place).await.body.contains("I have looked at it"));
        let discarded = board.post(&format!("{place}/discard"), &[]).await;
        assert_eq!(discarded.location.as_deref(), Some("/loads"));
        assert!(board.get(&place).await.body.contains("This file was not loaded"));
    });
}

// covers: REG-31
#[test]
fn a_school_loads_its_own_rows_only_and_sees_only_its_own_files() {
    on_both(|database| async move {
        let (town, mut board) = schools(&database).await;
        let school = database
            .store
            .institution_id(town.municipality, "OP")
            .await
            .unwrap();
        let mut head = browser_of(&town, Role::SchoolHead, Some(school)).await;
        let text =
            "personal_code;institution_code;date;lesson;kind\n320000-00001;OV;2026-11-02;1;unexcused\n";
        let place = send(&mut head, "absences", "k.csv", text, &[])
            .await
            .location
            .unwrap();
        let review = head.get(&place).await.body;
        assert!(review.contains("2 errors in all"), "{review}");
        assert_eq!(board.get(&place).await.status, StatusCode::NOT_FOUND);
        let kinds = head.get("/loads/new").await.body;
        assert!(kinds.contains("Lessons missed") && !kinds.contains("Declared children"));
        let declared = head.get("/loads/template/declared-children").await;
        assert_eq!(declared.status, StatusCode::NOT_FOUND);
        let mut leader = browser_of(&town, Role::MunicipalLeadership, None).await;
        assert_eq!(leader.get("/loads").await.status, StatusCode::NOT_FOUND);
    });
}

// covers: REG-31
#[test]
fn what_is_too_large_or_no_file_is_said_in_both_languages() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let mut small = board.with_options(
            &town.app,
            balsts_web::Options {
                secure_cookies: false,
                upload_limit: 1 << 20,
                ..balsts_web::Options::default()
            },
        );
        let large = "x".repeat(3 << 20);
        let answer = send(&mut small, "pupils", "berni.csv", &large, &[]).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(answer.body.contains("1 MB at most"), "{}", answer.body);
        small.get("/loads?lang=lv").await;
        let answer = send(&mut small, "pupils", "berni.csv", &large, &[]).await;
        assert!(answer.body.contains("ne vairāk kā 1 MB"), "{}", answer.body);
        let none = send(&mut board, "pupils", "", "", &[]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.body.contains("Choose a file"), "{}", none.body);
        let form = board.get("/loads/new?kind=pupils").await.body;
        assert!(
            form.contains("Izglītojamā personas kods") && form.contains("64 MB"),
            "{form}"
        );
        let template = board.get("/loads/template/pupils").await;
        assert!(template.body.contains("personal_code;pupil_code;given_name"));
    });
}

// covers: REG-31
#[test]
fn what_is_wrong_with_a_file_is_said_in_the_reader_s_language() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let mut board = browser_of(&town, Role::EducationBoard, None).await;
        let wrong = "code;name;kind\nOP;Ogres pamatskola;teltis\n";
        let place = send(&mut board, "institutions", "skolas.csv", wrong, &[])
            .await
            .location
            .unwrap();
        let english = board.get(&place).await.body;
        assert!(
            english.contains("Accepted:") && !english.contains("Pieņem:"),
            "{english}"
        );
        let mut board = board.in_latvian();
        let latvian = board.get(&place).await.body;
        assert!(
            latvian.contains("Pieņem:") && !latvian.contains("Accepted:"),
            "{latvian}"
        );
    });
}
