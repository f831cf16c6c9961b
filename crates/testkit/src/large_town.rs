//! A large municipality for measurements: its rows are made by SQL, so that building them takes seconds. SQLite only.

use balsts_store::{Key, Store};
use sea_orm::{ConnectOptions, ConnectionTrait, Database};

/// A Thursday at the end of the second semester of [`LargeTown`]: the school year is behind.
pub const LARGE_TOWN_NOW: &str = "2026-05-28T09:00:00Z";

/// The first of the days that [`LargeTown::load_day`] can load; earlier ones follow.
const LAST_DAY: i64 = 20_601;

/// Lessons missed by a pupil in a school year of 35 weeks: one day in five, six lessons each; marks in twelve subjects. Municipality,
/// institutions and pupils count from 1; the pupil's school is the pupil's number modulo 25, plus one.
const FILL: &str = "
INSERT INTO municipalities (code, name, demonstration, created_at) VALUES ('ogres-novads', 'Ogres novads', TRUE, 0);
INSERT INTO loads (municipality_id, kind, file_name, loaded_at)
  WITH k(kind) AS (VALUES ('institutions'), ('pupils'), ('enrolments'), ('lessons'), ('marks'), ('incidents'), ('extracurricular'))
  SELECT 1, kind, 'bench', 1779900000000000 FROM k;
INSERT INTO loads (municipality_id, kind, file_name, loaded_at)
  WITH RECURSIVE w(w) AS (SELECT 0 UNION ALL SELECT w + 1 FROM w WHERE w < 34) SELECT 1, 'absences', 'bench', 1757300000000000 + w * 604800000000 FROM w;
INSERT INTO institutions (municipality_id, code, created_load_id)
  WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 25) SELECT 1, 'S' || n, 1 FROM n;
INSERT INTO institution_records (institution_id, name, sort_key, kind, valid_from, load_id)
  SELECT id, code, code, 'secondary_school', 0, 1 FROM institutions;
INSERT INTO pupils (municipality_id, public_id, created_load_id)
  WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < @pupils) SELECT 1, 'p' || n, 2 FROM n;
INSERT INTO pupil_records (pupil_id, given_name, family_name, sort_key, search_key, birth_date, declared_municipality, home_language, load_id)
  SELECT id, 'Anna', 'Ozola', 'o' || id, 'ozola anna', 14600 - (id % 12) * 365, 'Ogres novads', 'lv', 2 FROM pupils;
INSERT INTO enrolments (pupil_id, institution_id, class, class_key, grade, from_day, study_form, load_id)
  SELECT id, id % 25 + 1, (id % 12 + 1) || '.a', 'k', id % 12 + 1, 20332, 'full_time', 3 FROM pupils;
INSERT INTO lessons (institution_id, class, from_day, to_day, lessons, load_id)
  WITH RECURSIVE w(w) AS (SELECT 0 UNION ALL SELECT w + 1 FROM w WHERE w < 38), g(g) AS (SELECT 1 UNION ALL SELECT g + 1 FROM g WHERE g < 12)
  SELECT i.id, g || '.a', 20332 + w * 7, 20332 + w * 7 + 4, 30, 4 FROM institutions i CROSS JOIN g CROSS JOIN w;
INSERT INTO absences (pupil_id, institution_id, day, lesson, subject, kind, load_id)
  WITH RECURSIVE w(w) AS (SELECT 0 UNION ALL SELECT w + 1 FROM w WHERE w < 34),
    d(d) AS (VALUES (0), (1), (2), (3), (4)), l(l) AS (VALUES (1), (2), (3), (4), (5), (6))
  SELECT p.id, p.id % 25 + 1, 20332 + w * 7 + d, l, 'Matemātika',
    CASE (p.id * 7 + w * 3 + d) % 40 WHEN 0 THEN 0 WHEN 1 THEN 1 WHEN 2 THEN 3 ELSE 2 END, 8 + w
  FROM w CROSS JOIN pupils p CROSS JOIN d CROSS JOIN l WHERE (p.id * 31 + w * 17 + d * 13 + (p.id * w) % 7) % 5 = 0;
INSERT INTO absence_day_sums (institution_id, day, illness, excused, unexcused, unexplained)
  SELECT institution_id, day, SUM(kind = 2), SUM(kind = 3), SUM(kind < 2), SUM(kind = 1) FROM absences GROUP BY institution_id, day;
INSERT INTO marks (pupil_id, institution_id, subject, day, kind, number, value, load_id)
  WITH RECURSIVE s(s) AS (SELECT 1 UNION ALL SELECT s + 1 FROM s WHERE s < 12), m(m) AS (VALUES (0), (1), (2), (3), (4))
  SELECT p.id, p.id % 25 + 1, 'Priekšmets ' || s, 20440 + m * 40, CASE WHEN m IN (0, 4) THEN 'semester' ELSE 'current' END, 1,
    CASE WHEN (p.id * 13 + s * 7 + m) % 29 = 0 THEN '3' ELSE 4 + (p.id + s + m) % 6 || '' END, 5
  FROM pupils p CROSS JOIN s CROSS JOIN m;
INSERT INTO incidents (pupil_id, institution_id, day, kind, role, load_id)
  SELECT id, id % 25 + 1, 20580, 'kautiņš', 'involved', 6 FROM pupils WHERE id % 40 = 0;
INSERT INTO extracurricular (pupil_id, programme, kind, from_day, load_id)
  SELECT id, 'Koris', 'interešu', 20332, 7 FROM pupils WHERE id % 3 > 0;
";

/// One day's load: a tenth of the pupils miss its lessons.
const DAY: &str = "
INSERT INTO loads (municipality_id, kind, file_name, loaded_at)
  SELECT 1, 'absences', 'day', MAX(loaded_at) + 1000000 FROM loads;
INSERT INTO absences (pupil_id, institution_id, day, lesson, subject, kind, load_id)
  WITH l(l) AS (VALUES (1), (2), (3), (4), (5), (6))
  SELECT p.id, p.id % 25 + 1, @day, l, 'Matemātika', 1, (SELECT MAX(id) FROM loads) FROM pupils p CROSS JOIN l WHERE p.id % 10 = 3;
";

/// Copies everybody outside the first institution, with what the pages read of them. Copies have greater numbers and are not copied.
const GROW: &str = "
CREATE TEMP TABLE grown AS SELECT id FROM pupils WHERE id % 25 <> 0 AND id < 10000000;
INSERT INTO pupils (id, municipality_id, public_id, created_load_id)
  SELECT p.id + @step, 1, p.public_id || '-@copy', 2 FROM pupils p JOIN grown USING (id);
INSERT INTO pupil_records (pupil_id, given_name, family_name, sort_key, search_key, birth_date, declared_municipality, home_language, load_id)
  SELECT pupil_id + @step, given_name, family_name, sort_key, search_key, birth_date, declared_municipality, home_language, load_id
  FROM pupil_records JOIN grown ON grown.id = pupil_id WHERE ended_load_id IS NULL;
INSERT INTO enrolments (pupil_id, institution_id, class, class_key, grade, from_day, study_form, load_id)
  SELECT pupil_id + @step, institution_id, class, class_key, grade, from_day, study_form, load_id
  FROM enrolments JOIN grown ON grown.id = pupil_id WHERE ended_load_id IS NULL;
INSERT INTO assessments (pupil_id, municipality_id, institution_id, on_day, settings_version, level_open, level_full, open_since_day,
    full_since_day, unknown_count, trend, body, computed_at, shown_open, shown_full)
  SELECT pupil_id + @step, municipality_id, institution_id, on_day, settings_version, level_open, level_full, open_since_day,
    full_since_day, unknown_count, trend, body, computed_at, shown_open, shown_full FROM assessments JOIN grown ON grown.id = pupil_id;
INSERT INTO listed_enrolments (enrolment_id, pupil_id, municipality_id, institution_id, class_key, sort_key, open_order, full_order)
  SELECT e.id, e.pupil_id, 1, e.institution_id, e.class_key, r.sort_key, -a.shown_open, -a.shown_full FROM enrolments e
  JOIN pupil_records r ON r.pupil_id = e.pupil_id AND r.ended_load_id IS NULL JOIN assessments a ON a.pupil_id = e.pupil_id
  WHERE e.pupil_id > @step AND e.ended_load_id IS NULL;
INSERT INTO signals (pupil_id, code, level, restricted, stand_in, since_day, body)
  SELECT pupil_id + @step, code, level, restricted, stand_in, since_day, body FROM signals JOIN grown ON grown.id = pupil_id;
INSERT INTO duties (municipality_id, institution_id, pupil_id, code, about, detail, due_day, opened_at, withdrawn_at, done_at, restricted)
  SELECT municipality_id, institution_id, pupil_id + @step, code, about || ' @copy', detail, due_day, opened_at, withdrawn_at, done_at, restricted
  FROM duties JOIN grown ON grown.id = pupil_id;
DROP TABLE grown;
";

/// A file with a large municipality.
#[derive(Debug, Clone)]
pub struct LargeTown {
    url: String,
}

impl LargeTown {
    /// Makes the file, which must not exist, with so many pupils in 25 schools and a school year of absences by lesson.
    pub async fn build(file: &str, pupils: u64) -> Self {
        let town = Self::open(file);
        let store = town.store().await;
        store.migrate().await.expect("the migrations run");
        town.run(&FILL.replace("@pupils", &pupils.to_string())).await;
        store.analyze().await.expect("analyze");
        store.close().await.expect("close");
        town
    }

    /// A file that was made before.
    pub fn open(file: &str) -> Self {
        Self {
            url: format!("sqlite:{file}"),
        }
    }

    /// An open store on it.
    pub async fn store(&self) -> Store {
        Store::open(&self.url).await.expect("the database opens")
    }

    /// The same with the key that opens sealed texts; it is no secret, for nothing in the file is.
    pub async fn unlocked(&self) -> Store {
        let key = Key::parse(&format!("balsts-key-1 {}", "0b".repeat(32))).expect("a key");
        self.store().await.unlock(key).await.expect("the key opens")
    }

    /// The absences of one day more; `back` counts days back from today, at most 20. Gives the pupils who missed lessons.
    pub async fn load_day(&self, back: u32, pupils: u64) -> Vec<i64> {
        let day = LAST_DAY - i64::from(back);
        self.run(&DAY.replace("@day", &day.to_string())).await;
        (1..=pupils.cast_signed()).filter(|id| id % 10 == 3).collect()
    }

    /// Copies everybody outside the first institution so many times.
    pub async fn grow_outside_first_institution(&self, copies: u32) {
        for copy in 1..=copies {
            let script = GROW
                .replace("@copy", &copy.to_string())
                .replace("@step", &(u64::from(copy) * 10_000_000).to_string());
            self.run(&script).await;
        }
        let store = self.store().await;
        store.analyze().await.expect("analyze");
        store.close().await.expect("close");
    }

    async fn run(&self, sql: &str) {
        let mut options = ConnectOptions::new(format!("{}?mode=rw", self.url));
        options
            .max_connections(1)
            .sqlx_logging(false)
            .map_sqlx_sqlite_opts(|sqlite| {
                sqlite
                    .pragma("synchronous", "OFF")
                    .pragma("journal_mode", "WAL")
                    .pragma("cache_size", "-200000")
            });
        let connection = Database::connect(options).await.expect("a connection");
        connection.execute_unprepared("BEGIN").await.expect("begin");
        for statement in sql.split(';').filter(|statement| !statement.trim().is_empty()) {
            connection.execute_unprepared(statement).await.expect(statement);
        }
        connection.execute_unprepared("COMMIT").await.expect("commit");
        connection.close().await.expect("close");
    }
}
