//! Mapping profiles: the ready ones, what they can do, and what is refused in them.

use balsts_domain::registry::Source;
use balsts_intake::{Kind, Lang, Options, Profile, ProfileError};

use crate::files::{CODE, Outcome, read_text, read_with, refusal, sheet};

fn with(profile: Profile, text: &str) -> Result<Outcome, balsts_intake::FileError> {
    let kind = profile.kind;
    read_with(
        kind,
        text.as_bytes(),
        &Options {
            profile: Some(profile),
            ..Options::default()
        },
    )
}

fn shipped(name: &str) -> Profile {
    Profile::shipped(name).unwrap()
}

// covers: REG-31
#[test]
fn a_lesson_journal_is_read() {
    let text = format!(
        "Personas kods;Skola;Datums;Stunda;Priekšmets;Kavējuma veids\n\
         {CODE};OVSK;03.09.2026;3;Matemātika;n\n\
         {CODE};OVSK;03.09.2026;4;Fizika;NS\n\
         {CODE};OVSK;04.09.2026;1;;nc\n\
         {CODE};OVSK;04.09.2026;2;;kav.\n\
         {CODE};OVSK;04.09.2026;3;;zz\n"
    );
    let found = with(shipped("journal-lessons"), &text).unwrap();
    let plain = format!(
        "personal_code,institution_code,date,lesson,subject,kind\n\
         {CODE},OVSK,2026-09-03,3,Matemātika,unexcused\n\
         {CODE},OVSK,2026-09-03,4,Fizika,illness\n\
         {CODE},OVSK,2026-09-04,1,,excused\n"
    );
    assert_eq!(found.good, read_text(Kind::Absences, &plain).unwrap().good);
    assert_eq!(found.summary.left_out, 1);
    assert_eq!(found.refused(), [(6, "Kavējuma veids", "zz", "not-accepted")]);
}

// covers: REG-31
#[test]
fn a_day_sheet_with_a_column_for_each_lesson_is_read() {
    let text = format!(
        "Personas kods;Skola;Datums;1. stunda;2. stunda;3. stunda\n\
         {CODE};OVSK;03.09.2026;n;;ns\n\
         {CODE};OVSK;04.09.2026;;;\n\
         {CODE};OVSK;05.09.2026;;q;n\n"
    );
    let found = with(shipped("journal-day"), &text).unwrap();
    let plain = format!(
        "personal_code,institution_code,date,lesson,kind\n\
         {CODE},OVSK,2026-09-03,1,unexcused\n\
         {CODE},OVSK,2026-09-03,3,illness\n\
         {CODE},OVSK,2026-09-05,3,unexcused\n"
    );
    assert_eq!(found.good, read_text(Kind::Absences, &plain).unwrap().good);
    assert_eq!(
        (found.summary.rows, found.summary.bad_rows, found.summary.records),
        (3, 1, 3)
    );
    assert_eq!(found.refused(), [(4, "2. stunda", "q", "not-accepted")]);
}

// covers: REG-31, REG-32
#[test]
fn period_totals_are_read_and_empty_cells_are_none() {
    let text = format!(
        "Personas kods;Skola;No;Līdz;Slimības dēļ;Attaisnoti;Neattaisnoti\n{CODE};OVSK;01.09.2026;18.12.2026;12;4;\n"
    );
    let found = with(shipped("period-totals"), &text).unwrap();
    assert!(
        found.good[0].contains("unexcused: 0, illness: 12, excused: 4"),
        "{:?}",
        found.good
    );
}

// covers: REG-31
#[test]
fn titles_constants_formats_and_sheets() {
    let toml = "kind = \"absences\"\nskip_rows = 2\nsheet = \"Dati\"\ndate_formats = [\"m/d/y\"]\n\
                ignored_columns = [\"Piezīmes\"]\n[columns]\n\"Kas\" = \"personal_code\"\n\"Kad\" = \"date\"\n\
                [constants]\ninstitution_code = \"OVSK\"\nkind = \"unknown\"\n";
    let profile = Profile::parse("mana", toml).unwrap();
    let rows: &[&[&str]] = &[
        &["Kas", "Kad", "Stunda"],
        &[],
        &["Kas", "Kad", "Stunda", "Piezīmes"],
        &[CODE, "09/03/2026", "2", "x"],
    ];
    let options = Options {
        profile: Some(profile),
        sheet: Some("Sheet1".to_owned()),
        ..Options::default()
    };
    let found = read_with(Kind::Absences, &sheet(rows), &options).unwrap();
    assert_eq!(
        (
            found.summary.header_row,
            found.good.len(),
            found.summary.warnings.len()
        ),
        (3, 1, 0)
    );
    assert!(
        found.good[0].contains("\"OVSK\"") && found.good[0].contains("2026-09-03"),
        "{:?}",
        found.good
    );
    let by_profile = Options {
        sheet: None,
        ..options
    };
    assert_eq!(
        refusal(read_with(Kind::Absences, &sheet(rows), &by_profile)),
        "file-sheet-not-found"
    );
}

// covers: REG-31
#[test]
fn a_profile_of_another_kind_is_refused() {
    let options = Options {
        profile: Some(shipped("period-totals")),
        ..Options::default()
    };
    assert_eq!(refusal(read_with(Kind::Absences, b"x", &options)), "file-profile");
}

// covers: REG-31
#[test]
fn mistakes_in_a_profile_are_not_taken_for_mistakes_in_a_file() {
    let key = |toml: &str| {
        let error = Profile::parse("p", toml).unwrap_err();
        for lang in Lang::ALL {
            assert!(!error.text(lang).contains('{'), "{}", error.text(lang));
        }
        error.key()
    };
    assert_eq!(key("kind = "), "profile-syntax");
    assert_eq!(key("kind = \"absences\"\nfields = 1"), "profile-syntax");
    assert_eq!(key("kind = \"kavējumi\""), "profile-kind");
    assert_eq!(
        key("kind = \"absences\"\n[columns]\nA = \"lesons\""),
        "profile-field"
    );
    assert_eq!(key("kind = \"absences\"\nseparator = \"|\""), "profile-field");
    assert_eq!(key("kind = \"absences\"\nencoding = \"latin1\""), "profile-field");
    assert_eq!(
        key("kind = \"absences\"\n[codes.kind]\nn = \"missed\""),
        "profile-code"
    );
    assert_eq!(
        key("kind = \"absences\"\n[constants]\nlesson = \"16\""),
        "profile-code"
    );
    assert_eq!(
        key("kind = \"absences\"\n[constants]\nlesson = \"1\"\n[columns]\nA = \"lesson\""),
        "profile-doubled"
    );
    assert_eq!(
        key("kind = \"absences\"\ndate_formats = [\"d/m\"]"),
        "profile-date-format"
    );
    let wide = "kind = \"absences\"\n[wide]\nkey = \"lesson\"\nvalue = \"lesson\"\n[wide.columns]\nA = \"1\"";
    assert_eq!(key(wide), "profile-wide");
    assert_eq!(
        key(&wide.replacen("\"lesson\"\nvalue", "\"date\"\nvalue", 1)),
        "profile-code"
    );
    assert_eq!(
        Profile::shipped("nav"),
        Err(ProfileError::Unknown {
            name: "nav".to_owned()
        })
    );
}

// covers: REG-31
#[test]
fn a_mistake_in_a_profile_is_named_with_its_line() {
    let line = |toml: &str| match Profile::parse("p", toml).unwrap_err() {
        ProfileError::Line { line, error } => (line, error.key()),
        other => panic!("{other:?}"),
    };
    let text = "kind = \"absences\"\nseparator = \"tab\"\n\n[columns]\nPK = \"personal_code\"\nSt = \"lesson\"\n\n\
                [codes.kind]\nn = \"unexcused\"\n\n[constants]\ninstitution_code = \"OVSK\"\n";
    assert!(Profile::parse("p", text).is_ok());
    for (from, to, found) in [
        ("[columns]", "[columns", (4, "profile-syntax")),
        ("separator", "seperator", (2, "profile-syntax")),
        ("absences", "kavējumi", (1, "profile-kind")),
        ("\"tab\"", "\"|\"", (2, "profile-field")),
        ("\"lesson\"", "\"lesons\"", (6, "profile-field")),
        ("codes.kind", "codes.kinds", (8, "profile-field")),
        ("unexcused", "missed", (9, "profile-code")),
        ("institution_code", "institution", (12, "profile-field")),
        ("institution_code", "lesson", (12, "profile-code")),
        (
            "institution_code = \"OVSK\"",
            "lesson = \"1\"",
            (12, "profile-doubled"),
        ),
    ] {
        assert_eq!(line(&text.replacen(from, to, 1)), found, "{to}");
    }
    let wrong = Profile::parse(
        "p",
        &text
            .replace("missed", "unexcused")
            .replace("lesson\"", "lesons\""),
    )
    .unwrap_err();
    assert!(wrong.text(Lang::Lv).starts_with("profila 6. rinda: "), "{wrong}");
    assert!(
        wrong.text(Lang::En).starts_with("line 6 of the profile: "),
        "{wrong}"
    );
}

// covers: REG-30
#[test]
fn a_profile_may_say_from_which_system_its_files_come() {
    let with_source =
        |source: &str| Profile::parse("p", &format!("kind = \"marks\"\nsource = \"{source}\"\n"));
    assert_eq!(with_source("mykoob").unwrap().source, Some(Source::Mykoob));
    let error = with_source("zurnals").unwrap_err();
    assert_eq!(error.key(), "profile-field");
    assert!(
        error.text(Lang::En).contains("line 2") && error.text(Lang::En).contains("e_klase"),
        "{error}"
    );
}

#[test]
fn the_ready_profiles_are_good() {
    for name in Profile::shipped_names() {
        assert_eq!(shipped(name).name, name);
        assert!(Profile::shipped_text(name).is_some());
    }
}

// covers: REG-31
#[test]
fn the_example_of_the_documentation_works() {
    let page = include_str!("../../../../docs/import-profiles.md");
    let block = |fence: &str| page.split(fence).nth(1).unwrap().split("```").next().unwrap();
    let profile = Profile::parse("my-school", block("```toml\n")).unwrap();
    let found = with(profile, block("```csv\n")).unwrap();
    assert_eq!(
        (
            found.summary.header_row,
            found.good.len(),
            found.summary.warnings.len()
        ),
        (3, 2, 2),
        "{found:?}"
    );
    assert_eq!(found.warnings(), ["check-digit", "check-digit"]);
    assert!(
        found.good[1].contains("2026-09-03") && found.good[1].contains("Illness"),
        "{:?}",
        found.good
    );
}
