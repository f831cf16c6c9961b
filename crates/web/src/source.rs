//! The names of sources, wherever it is said where something came from.

use balsts_domain::registry::Source;
use balsts_reports::format::Language;
use balsts_store::{RecordSource, SourcedPart};

use crate::texts::{Arg, Texts};

/// The name of a source.
pub(crate) fn name(texts: Texts, source: Source) -> &'static str {
    let entry = source.entry();
    match texts.language {
        Language::Latvian => entry.name_lv,
        Language::English => entry.name_en,
    }
}

/// What a source is.
pub(crate) fn about(texts: Texts, source: Source) -> &'static str {
    let entry = source.entry();
    match texts.language {
        Language::Latvian => entry.about_lv,
        Language::English => entry.about_en,
    }
}

/// A stored source: its name with the words that came with it, the words alone where they are all there is, or that nobody said.
pub(crate) fn words(texts: Texts, code: Option<&str>, note: Option<&str>) -> String {
    match (code.and_then(Source::parse), note) {
        (Some(source), Some(note)) if source.needs_words() => note.to_owned(),
        (Some(source), Some(note)) => format!("{} ({note})", name(texts, source)),
        (Some(source), None) => name(texts, source).to_owned(),
        (None, _) => texts.t("loads-source-unsaid"),
    }
}

/// Where the records of a part of a pupil's page come from, in one sentence; none where there are none.
pub(crate) fn sentence(texts: Texts, sources: &[RecordSource], part: SourcedPart) -> Option<String> {
    let of: Vec<String> = sources
        .iter()
        .filter(|one| one.part == part.code())
        .map(|one| {
            let source = if one.corrected {
                texts.t("pupil-source-here")
            } else {
                words(texts, one.source.as_deref(), one.source_note.as_deref())
            };
            let day = Arg::Date(balsts_store::date(one.as_of_day));
            texts.t_args(
                "pupil-source-of",
                &[("source".to_owned(), Arg::Text(source)), ("day".to_owned(), day)],
            )
        })
        .collect();
    (!of.is_empty()).then(|| texts.t1("pupil-sources", "sources", of.join("; ")))
}
