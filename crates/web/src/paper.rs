//! Documents whose words stand among the texts of the pages, for whoever writes them elsewhere than on a page.

use balsts_app::meeting::MeetingView;
use balsts_reports::{document::Document, format::Language};
use balsts_store::{CaseReportRow, CaseRow};

use crate::{pages, texts::Texts};

/// The minutes of a meeting, without what is restricted.
pub fn minutes(language: Language, view: &MeetingView) -> Document {
    pages::meetings::minutes::written(Texts::of(language), view).document(language)
}

/// A report of a case as it was sent; none where its recipient is unknown to this program.
pub fn case_report(language: Language, case: &CaseRow, report: &CaseReportRow) -> Option<Document> {
    Some(pages::case::report::written(Texts::of(language), case, report)?.document(language))
}
