use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use balsts_domain::support::PlanEvent;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};

use super::*;

#[derive(Default, Debug)]
struct Text {
    variables: BTreeSet<String>,
    /// Categories of each plural choice in it.
    plurals: Vec<BTreeSet<String>>,
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|kind| kind == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn read(language: &str) -> BTreeMap<String, Text> {
    let mut texts = BTreeMap::new();
    for file in files(&here().join("locales").join(language), "ftl") {
        let source = fs::read_to_string(&file).unwrap();
        let resource = fluent_syntax::parser::parse(source.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.display()));
        let noun = file.file_stem().unwrap().to_str().unwrap().replace('_', "-");
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let key = message.id.name.to_owned();
            assert!(
                key.starts_with(&format!("{noun}-")),
                "{key} stands in {}",
                file.display()
            );
            let mut text = Text::default();
            walk(
                &message.value.unwrap_or_else(|| panic!("{key} has no text")),
                &mut text,
            );
            assert!(
                texts.insert(key.clone(), text).is_none(),
                "{key} stands twice in {language}"
            );
        }
    }
    texts
}

fn walk(pattern: &Pattern<&str>, text: &mut Text) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(inline) => inline_variable(inline, text),
            Expression::Select { selector, variants } => {
                inline_variable(selector, text);
                let names: BTreeSet<String> = variants
                    .iter()
                    .filter_map(|variant| match variant.key {
                        VariantKey::Identifier { name } => Some(name.to_owned()),
                        VariantKey::NumberLiteral { .. } => None,
                    })
                    .collect();
                if names
                    .iter()
                    .all(|name| matches!(name.as_str(), "zero" | "one" | "other"))
                {
                    text.plurals.push(names);
                }
                for variant in variants {
                    walk(&variant.value, text);
                }
            }
        }
    }
}

fn inline_variable(inline: &InlineExpression<&str>, text: &mut Text) {
    if let InlineExpression::VariableReference { id } = inline {
        text.variables.insert(id.name.to_owned());
    }
}

#[test]
fn both_languages_hold_the_same_texts() {
    let latvian = read("lv");
    let english = read("en");
    let keys = |texts: &BTreeMap<String, Text>| texts.keys().cloned().collect::<BTreeSet<_>>();
    let lacking: Vec<_> = keys(&latvian)
        .symmetric_difference(&keys(&english))
        .cloned()
        .collect();
    assert!(lacking.is_empty(), "in one language only: {lacking:?}");
    for (key, text) in &latvian {
        assert_eq!(text.variables, english[key].variables, "variables of {key}");
    }
}

#[test]
fn plurals_have_all_forms_of_the_language() {
    for (language, forms) in [("lv", &["zero", "one", "other"][..]), ("en", &["one", "other"])] {
        for (key, text) in read(language) {
            for plural in &text.plurals {
                assert_eq!(
                    plural.iter().map(String::as_str).collect::<BTreeSet<_>>(),
                    forms.iter().copied().collect(),
                    "{key}"
                );
            }
        }
    }
}

/// Everything in quotes inside code or template tags that begins like a key must be one.
#[test]
fn every_key_in_use_has_a_text() {
    let texts = read("lv");
    let nouns: BTreeSet<String> = files(&here().join("locales/lv"), "ftl")
        .iter()
        .map(|file| file.file_stem().unwrap().to_str().unwrap().replace('_', "-"))
        .collect();
    let tag = regex::Regex::new(r"(?s)\{\{.*?\}\}|\{%.*?%\}").unwrap();
    let quoted = regex::Regex::new(r#""([a-z][a-z0-9_]*(?:-[a-z0-9_]+)+)""#).unwrap();
    let mut unknown = Vec::new();
    let mut check = |file: &Path, source: &str| {
        for found in quoted.captures_iter(source) {
            let key = &found[1];
            let is_key = nouns.iter().any(|noun| {
                key.strip_prefix(noun.as_str())
                    .is_some_and(|rest| rest.starts_with('-'))
            });
            if is_key && !texts.contains_key(key) {
                unknown.push(format!("{key} in {}", file.display()));
            }
        }
    };
    for file in files(&here().join("templates"), "html") {
        let source = fs::read_to_string(&file).unwrap();
        for found in tag.find_iter(&source) {
            check(&file, found.as_str());
        }
    }
    for folder in ["src", "examples", "../cli/src"] {
        for file in files(&here().join(folder), "rs") {
            if !file.ends_with("texts/tests.rs") {
                check(&file, &fs::read_to_string(&file).unwrap());
            }
        }
    }
    assert!(unknown.is_empty(), "no text for {unknown:#?}");
}

/// What use cases refuse is said here and on the command line by the keys that they give.
#[test]
fn every_refusal_of_a_use_case_has_a_text() {
    let texts = read("lv");
    let quoted = regex::Regex::new(r#""(error-[a-z0-9-]+)""#).unwrap();
    let mut unknown = Vec::new();
    for file in files(&here().join("../app/src"), "rs") {
        let source = fs::read_to_string(&file).unwrap();
        let keys = quoted.captures_iter(&source).map(|found| found[1].to_owned());
        unknown.extend(keys.filter(|key| !texts.contains_key(key)));
    }
    assert!(unknown.is_empty(), "no text for {unknown:#?}");
}

#[test]
fn numbers_choose_the_plural_and_are_written_in_the_language() {
    let latvian = Texts::of(Language::Latvian);
    assert_eq!(latvian.t1("kit-rows", "count", 0), "0 rindu");
    assert_eq!(latvian.t1("kit-rows", "count", 1), "1 rinda");
    assert_eq!(latvian.t1("kit-rows", "count", 11), "11 rindu");
    assert_eq!(latvian.t1("kit-rows", "count", 21), "21 rinda");
    assert_eq!(latvian.t1("kit-rows", "count", 1232), "1\u{a0}232 rindas");
    assert_eq!(
        Texts::of(Language::English).t1("kit-rows", "count", 1232),
        "1,232 rows"
    );
}

#[test]
fn a_text_that_lacks_shows_its_key() {
    assert_eq!(Texts::default().t("no-such"), "[no-such]");
}

/// A source of the program is a name that needs no words, or has words in both languages.
#[test]
fn sources_of_rules_are_named_in_the_language() {
    use balsts_app::settings::PlainGroup;
    use balsts_domain::{
        achievement::exam_thresholds,
        calendar::{Calendar, shifted_days},
        risk::{settings::REGISTRY, signal::DEFINITIONS},
    };
    let calendar = Calendar::built_in();
    let sources: BTreeSet<String> = (REGISTRY.iter().map(|entry| entry.source.to_owned()))
        .chain(DEFINITIONS.iter().map(|one| one.source.to_owned()))
        .chain(
            PlainGroup::ALL
                .iter()
                .flat_map(|group| group.entries)
                .map(|entry| entry.source.to_owned()),
        )
        .chain(
            calendar
                .known_years()
                .into_iter()
                .map(|year| calendar.table(year).source),
        )
        .chain(["2022/23", "2035/36"].map(|year| calendar.table(year.parse().unwrap()).source))
        .chain(exam_thresholds().iter().map(|one| one.source.clone()))
        .chain(shifted_days().iter().map(|day| day.source.clone()))
        .collect();
    let name =
        regex::Regex::new(r"^(assumption|(MK [\d/]+|Ogre|Rēzekne|Rēzeknes novads|Tukums|Ventspils|Bērnu tiesību aizsardzības likums|Valsts pārbaudījumu slieksnis)([,;] |$))+$")
            .unwrap();
    let latvian = Texts::of(Language::Latvian);
    let wordless: Vec<_> = sources
        .iter()
        .filter(|source| !name.is_match(source) && latvian.rule_source(source) == **source)
        .collect();
    assert!(wordless.is_empty(), "no Latvian words for {wordless:#?}");
    assert_eq!(latvian.rule_source("order of the head"), "order of the head");
}

/// Whoever keeps watch over the audit log reads what was done, not how the program calls it.
#[test]
fn every_logged_action_has_words() {
    let texts = read("lv");
    // Whatever looks like one: a verb given to a helper of the log must not slip through.
    let logged = regex::Regex::new(r#""([a-z_]+\.[a-z_]+)""#).unwrap();
    let mut actions = BTreeSet::new();
    for file in files(&here().join("../app/src"), "rs") {
        let source = fs::read_to_string(&file).unwrap();
        actions.extend(logged.captures_iter(&source).map(|found| found[1].to_owned()));
    }
    let steps = PlanEvent::ALL.into_iter();
    let steps = steps.filter(|event| !matches!(event, PlanEvent::Change | PlanEvent::Record));
    actions.extend(steps.map(|step| format!("support_plan.{}", step.code())));
    assert!(actions.len() > 30, "{actions:?}");
    let wordless: Vec<_> = actions
        .iter()
        .filter(|action| !texts.contains_key(&format!("audit-action-{}", action.replace(['.', '_'], "-"))))
        .collect();
    assert!(wordless.is_empty(), "no words for {wordless:?}");
}

#[test]
fn every_kind_of_record_in_the_log_has_words() {
    let logged =
        regex::Regex::new(r#"event\(\s*(?:"[a-z_.]+"|&?\w+|&format!\([^)]*\)),\s*"([a-z_]+)","#).unwrap();
    let mut subjects = BTreeSet::new();
    for file in files(&here().join("../app/src"), "rs") {
        let source = fs::read_to_string(&file).unwrap();
        subjects.extend(logged.captures_iter(&source).map(|found| found[1].to_owned()));
    }
    assert!(subjects.len() > 25, "{subjects:?}");
    for language in ["lv", "en"] {
        let texts = read(language);
        let wordless: Vec<_> = subjects
            .iter()
            .map(|subject| format!("audit-subject-{}", subject.replace('_', "-")))
            .filter(|key| !texts.contains_key(key))
            .collect();
        assert!(wordless.is_empty(), "no words for {wordless:?}");
    }
}
