use balsts_domain::access::{Action, Resource, Role};
use balsts_store::{ConcernChange, ConcernRow, Key, NewConcern, Store, StoreError};
use balsts_testkit::{Database, NewPupil, Town, on_both, town};
use jiff::civil::date;
use sea_orm::ConnectionTrait;

const TEXT: &str = "raud gaitenī katru rītu";
const FINDINGS: &str = "mājās vardarbība";
const ANSWER: &str = "runājām ar māti";
const DRAFT: &str = "melnraksts par Annu";
const SECRET: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const ALL: [&str; 5] = [TEXT, FINDINGS, ANSWER, DRAFT, SECRET];

fn key() -> Key {
    Key::parse(&Key::generate().unwrap()).unwrap()
}

struct Written {
    town: Town,
    user: i64,
    concern: i64,
}

/// One text of each kind.
async fn write(database: &Database) -> Written {
    let town = town(&database.store, "2026-11-20T09:00:00Z").await;
    let school = town.institution("ogres-1", "school").await;
    let user = town.person(Role::SupportStaff, Some(school), None).await;
    let pupils = town
        .pupils(&[NewPupil::named("010112-21234", "Anna", "Ozola")])
        .await;
    town.enrol(&pupils[..1], school, "8.b", date(2026, 9, 1), None)
        .await;
    let writing = database.store.write().await.unwrap();
    let concern = writing
        .add_concern(
            &NewConcern {
                pupil: pupils[0],
                institution: school,
                reporter: user,
                factors: String::new(),
                text: TEXT.to_owned(),
                urgency: "normal",
                restricted: false,
                danger: false,
            },
            1,
        )
        .await
        .unwrap();
    let change = ConcernChange {
        state: "confirmed",
        version: 1,
        findings: Some(FINDINGS.to_owned()),
        answer: Some(("confirmed", ANSWER.to_owned())),
        settled: false,
    };
    writing.change_concern(concern, &change, user, 2).await.unwrap();
    writing.keep_draft(user, "concern", DRAFT, 3).await.unwrap();
    writing.set_totp(user, Some(SECRET)).await.unwrap();
    writing.commit().await.unwrap();
    Written { town, user, concern }
}

async fn read(written: &Written, store: &Store) -> Result<ConcernRow, StoreError> {
    let ctx = written.town.ctx(written.user).await;
    let scope = ctx.scope(Action::Read, Resource::Concern).unwrap();
    store.concern(&scope, written.concern).await
}

async fn assert_opens(written: &Written, store: &Store) {
    let row = read(written, store).await.unwrap();
    assert_eq!(
        (row.text.as_str(), row.findings.as_deref(), row.answer.as_deref()),
        (TEXT, Some(FINDINGS), Some(ANSWER))
    );
    let draft = store.draft(written.user, "concern").await.unwrap();
    assert_eq!(draft.as_deref(), Some(DRAFT));
    let secret = store.totp_secret(written.user).await.unwrap();
    assert_eq!(secret.as_deref(), Some(SECRET));
}

async fn run(database: &Database, statements: &[String]) {
    let raw = sea_orm::Database::connect(&database.url).await.unwrap();
    for statement in statements {
        raw.execute_unprepared(statement).await.unwrap();
    }
    raw.close().await.unwrap();
}

/// What somebody finds who copies the files of an SQLite database.
fn stolen(database: &Database) -> Vec<u8> {
    let path = database.url.strip_prefix("sqlite:").unwrap();
    ["", "-wal"]
        .iter()
        .filter_map(|ending| std::fs::read(format!("{path}{ending}")).ok())
        .flatten()
        .collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn sealed_texts_are_read_back_and_stand_in_no_file() {
    on_both(|database| async move {
        let written = write(&database).await;
        assert_opens(&written, &database.store).await;
        if database.name == "sqlite" {
            let bytes = stolen(&database);
            assert!(
                holds(&bytes, "Ozola"),
                "the files are looked at where records stand"
            );
            for text in ALL {
                assert!(!holds(&bytes, text), "{text}");
            }
        }
    });
}

#[test]
fn a_text_moved_to_another_column_or_row_does_not_open() {
    on_both(|database| async move {
        let written = write(&database).await;
        run(&database, &["UPDATE concerns SET text = findings".to_owned()]).await;
        let moved = read(&written, &database.store).await;
        assert!(matches!(moved, Err(StoreError::Corrupt(_))), "{moved:?}");

        let other = written.town.person(Role::Administrator, None, None).await;
        let statement = format!(
            "UPDATE users SET totp_secret = (SELECT totp_secret FROM users WHERE id = {}) WHERE id = {other}",
            written.user
        );
        run(&database, &[statement]).await;
        let moved = database.store.totp_secret(other).await;
        assert!(matches!(moved, Err(StoreError::Corrupt(_))), "{moved:?}");
    });
}

#[test]
fn another_key_is_refused_and_without_one_sealed_texts_stay_closed() {
    on_both(|database| async move {
        let written = write(&database).await;
        let wrong = Store::open(&database.url).await.unwrap().unlock(key()).await;
        assert!(matches!(wrong, Err(StoreError::WrongKey)), "{wrong:?}");
        let without = Store::open(&database.url).await.unwrap();
        let closed = read(&written, &without).await;
        assert!(matches!(closed, Err(StoreError::Locked)), "{closed:?}");
    });
}

#[test]
fn the_first_key_seals_what_was_kept_plainly() {
    on_both(|database| async move {
        let written = write(&database).await;
        run(
            &database,
            &[
                "DELETE FROM sealing".to_owned(),
                format!("UPDATE concerns SET text = '{TEXT}', findings = '{FINDINGS}', answer = '{ANSWER}'"),
                format!("UPDATE drafts SET body = '{DRAFT}'"),
                format!("UPDATE users SET totp_secret = '{SECRET}' WHERE totp_secret IS NOT NULL"),
            ],
        )
        .await;
        if database.name == "sqlite" {
            assert!(holds(&stolen(&database), TEXT), "plain before");
        }
        let key = key();
        let store = Store::open(&database.url).await.unwrap();
        assert!(!store.is_sealed().await.unwrap());
        let store = store.unlock(key.clone()).await.unwrap();
        assert_opens(&written, &store).await;
        if database.name == "sqlite" {
            let bytes = stolen(&database);
            for text in ALL {
                assert!(!holds(&bytes, text), "{text}");
            }
        }
        // The second start seals nothing twice.
        let again = Store::open(&database.url)
            .await
            .unwrap()
            .unlock(key)
            .await
            .unwrap();
        assert_opens(&written, &again).await;
    });
}
