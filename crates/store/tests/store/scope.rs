//! No scope, no query: which reads of the store do without one is a list, and everything on it says nothing of a child.

use std::fs;
use std::path::{Path, PathBuf};

/// Reads without a scope. What they give: accounts and sessions, institutions, settings, the state of the database, and what the program itself
/// works with before anybody looks (files being loaded, the registers of classes). Of consultations the one whose key a pupil opens,
/// without whose it is. Of messages one's own, which name nobody; of meetings who comes, when and how many there were.
const WITHOUT_SCOPE: [&str; 72] = [
    "account",
    "account_by_email",
    "account_with_assignments",
    "accounts",
    "address",
    "address_locked_until",
    "analyze",
    "assessed_spans",
    "assignments",
    "audit_entries",
    "audit_lines",
    "awaits_evaluation",
    "backup",
    "calendar_owner",
    "called_between",
    "change_personal_code",
    "claim_jobs",
    "class_lessons",
    "confirmation",
    "dated_names",
    "declared_places",
    "draft",
    "has_calendar_link",
    "has_role",
    "institution_aliases",
    "institution_grades",
    "institution_history",
    "institution_id",
    "institution_kinds",
    "institution_names",
    "institution_staff",
    "institution_summaries",
    "is_audited",
    "is_enqueued",
    "is_sealed",
    "knew_declared",
    "known_until",
    "knows_extracurricular",
    "leaders",
    "load_spans",
    "mail_of",
    "meeting_counts",
    "merge_pupils",
    "message",
    "message_choice",
    "messages",
    "migrate",
    "municipalities",
    "municipality",
    "municipality_of",
    "plan_identity",
    "pupil_place",
    "ready",
    "reminded_before",
    "right_in_body",
    "session",
    "sessions",
    "setting",
    "setting_versions",
    "settings_of_institutions",
    "source_notes",
    "statements",
    "totp_secret",
    "turn_school_year",
    "undo_load",
    "upload",
    "upload_part",
    "uploads",
    "verify_audit",
    "verify_audit_end",
    "waiting_jobs",
    "write",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Names and parameters of the public functions of `impl Store`.
fn functions(source: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for block in source
        .split("\nimpl ")
        .skip(1)
        .filter(|block| block.starts_with("Store {"))
    {
        let block = block.split("\n}\n").next().unwrap_or(block);
        for function in block.split("\n    pub ").skip(1) {
            let Some((_, signature)) = function.split_once("fn ") else {
                continue;
            };
            let Some((head, _)) = signature.split_once(") ->") else {
                continue;
            };
            let Some((name, parameters)) = head.split_once('(') else {
                continue;
            };
            if parameters.trim_start().starts_with("&self") {
                found.push((name.to_owned(), parameters.to_owned()));
            }
        }
    }
    found
}

// covers: PRV-02, PRV-03
#[test]
fn what_is_read_of_children_is_read_with_a_scope() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let all: Vec<(String, String)> = files
        .iter()
        .flat_map(|file| functions(&fs::read_to_string(file).unwrap()))
        .collect();
    assert!(all.len() > 100, "{} functions were found", all.len());
    let mut without: Vec<&str> = all
        .iter()
        .filter(|(_, parameters)| !parameters.contains("Scope"))
        .map(|(name, _)| name.as_str())
        .collect();
    without.sort_unstable();
    let mut known = WITHOUT_SCOPE.to_vec();
    known.sort_unstable();
    assert_eq!(without, known);
}

/// What tells who a child is.
const IDENTIFYING: [&str; 9] = [
    "given_name",
    "family_name",
    "sort_key",
    "declared_address",
    "public_id",
    "pupil_codes",
    "phone",
    "email",
    "birth_date AS",
];

// covers: PRV-02, PRV-06
#[test]
fn statistics_count_children_by_a_number_of_ours_and_read_nothing_that_names_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![folder.join("statistics.rs")];
    sources(&folder.join("statistics"), &mut files);
    assert!(files.len() > 5, "{files:?}");
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for identifying in IDENTIFYING {
            assert!(
                !text.contains(identifying),
                "{} reads {identifying}",
                file.display()
            );
        }
    }
}
