//! What is wrong with a row, or worth knowing about it, that only the stored records can tell. Texts in both languages stand here, in the
//! manner of `balsts_intake`: terminal, browser and the table of errors say the same.

use balsts_domain::registry::{ProgrammeCode, ProgrammeWarning};
use balsts_intake::Lang;
use jiff::civil::Date;

/// Why a row is refused although its values are well formed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadProblem {
    /// No pupil has this code, or none whom the sender may load.
    UnknownPupil,
    /// The personal code and the institution's code name two different pupils.
    TwoPupils,
    /// The pupil is on the list of an institution that the sender does not load for.
    PupilElsewhere,
    /// No institution has this code or name.
    UnknownInstitution {
        /// The most similar one, with its code.
        nearest: Option<String>,
    },
    /// The taxonomy has neither such a factor nor such a status.
    UnknownCircumstance {
        /// Codes that may be meant.
        nearest: Vec<&'static str>,
    },
    /// The taxonomy has no such risk factor.
    UnknownFactor {
        /// Codes that may be meant.
        nearest: Vec<&'static str>,
    },
    /// The sender does not load for this institution.
    InstitutionOutOfReach,
    /// An institution cannot be part of itself.
    OwnParent,
    /// The day is before the pupil's enrolment.
    BeforeEnrolment {
        /// First day of the next enrolment there.
        from: Date,
    },
    /// The day is after the pupil left.
    AfterLeaving {
        /// Last day there.
        to: Date,
    },
    /// The pupil was never on the institution's list.
    NeverEnrolled,
    /// The day lies in no semester.
    OutsideSemesters {
        /// First day of lessons in that school year.
        from: Date,
        /// Last day of lessons.
        to: Date,
    },
    /// The day is too far in the future.
    FarFuture {
        /// The last day accepted.
        last: Date,
    },
    /// Two enrolments hold at once.
    EnrolmentOverlap {
        /// The other row of the file; none of a stored enrolment.
        row: Option<u64>,
        /// Code of the other institution.
        institution: String,
        /// First day of the other.
        from: Date,
        /// Last day of the other.
        to: Option<Date>,
    },
    /// Another row of the file says something else about the same record.
    Contradiction {
        /// The other row.
        row: u64,
    },
}

/// What is worth knowing about a row that is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadRemark {
    /// The day is in a break.
    BreakDay {
        /// The row.
        row: u64,
        /// The day.
        date: Date,
    },
    /// The day is a public holiday.
    PublicHoliday {
        /// The row.
        row: u64,
        /// The day.
        date: Date,
    },
    /// The day is a Saturday or Sunday without lessons.
    Weekend {
        /// The row.
        row: u64,
        /// The day.
        date: Date,
    },
    /// What is said to have happened lies in the future.
    DayToCome {
        /// The row.
        row: u64,
        /// The day.
        date: Date,
    },
    /// The pupil was found by a former code.
    FormerCode {
        /// The row.
        row: u64,
    },
    /// The row repeats another one and is read once.
    Repeated {
        /// The row.
        row: u64,
        /// The other row.
        other: u64,
    },
    /// An earlier enrolment at the same institution ends the day before this one begins.
    EnrolmentEnded {
        /// The row.
        row: u64,
        /// Last day of the earlier one.
        on: Date,
    },
    /// The pupil is also on another institution's list.
    DoubleEnrolment {
        /// The row.
        row: u64,
        /// Code of the other institution.
        institution: String,
        /// Since when.
        from: Date,
    },
    /// What the programme is called says something else than its code, which wins.
    ProgrammeContradicted {
        /// The row.
        row: u64,
        /// The code.
        code: ProgrammeCode,
        /// In what they differ.
        warnings: Vec<ProgrammeWarning>,
    },
    /// Rows were refused, so that nothing can be said to be gone.
    NothingGone,
    /// The personal code of a pupil changed; the old one still finds the pupil.
    CodeChanged {
        /// The row.
        row: u64,
    },
}

/// Why a whole file is refused although it can be read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LoadRefusal {
    /// Some rows are wrong.
    BadRows {
        /// How many errors.
        errors: u64,
    },
    /// More than the set share of what is stored would change or go.
    LargeChange {
        /// Records that would change.
        changed: u64,
        /// Records that would go.
        gone: u64,
        /// Records stored.
        stored: u64,
        /// The most allowed, per cent.
        percent: u64,
    },
}

fn period(lang: Lang, from: Date, to: Option<Date>) -> String {
    match (lang, to) {
        (Lang::Lv, Some(to)) => format!("no {from} līdz {to}"),
        (Lang::Lv, None) => format!("no {from}, vēl ilgst"),
        (Lang::En, Some(to)) => format!("from {from} to {to}"),
        (Lang::En, None) => format!("from {from}, still open"),
    }
}

fn meant(lang: Lang, nearest: &[&str]) -> String {
    match (lang, nearest.join(", ")) {
        (_, names) if names.is_empty() => String::new(),
        (Lang::Lv, names) => format!("; vai domāts: {names}?"),
        (Lang::En, names) => format!("; is it {names}?"),
    }
}

impl LoadProblem {
    /// The stable key of the problem, the same in every language.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::UnknownPupil => "unknown-pupil",
            Self::TwoPupils => "two-pupils",
            Self::PupilElsewhere => "pupil-elsewhere",
            Self::UnknownInstitution { .. } => "unknown-institution",
            Self::UnknownCircumstance { .. } => "unknown-circumstance",
            Self::UnknownFactor { .. } => "unknown-factor",
            Self::InstitutionOutOfReach => "institution-out-of-reach",
            Self::OwnParent => "own-parent",
            Self::BeforeEnrolment { .. } => "before-enrolment",
            Self::AfterLeaving { .. } => "after-leaving",
            Self::NeverEnrolled => "never-enrolled",
            Self::OutsideSemesters { .. } => "outside-semesters",
            Self::FarFuture { .. } => "far-future",
            Self::EnrolmentOverlap { .. } => "enrolment-overlap",
            Self::Contradiction { .. } => "contradiction",
        }
    }

    /// What is wrong and what is accepted, as a sentence without row, column and value.
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::Lv => self.latvian(),
            Lang::En => self.english(),
        }
    }

    fn latvian(&self) -> String {
        match self {
            Self::UnknownPupil => {
                "tāda izglītojamā reģistrā nav. Pieņem: kodu, kas jau ielasīts ar izglītojamo sarakstu (pupils)".to_owned()
            }
            Self::TwoPupils => "personas kods un izglītojamā kods pieder diviem dažādiem izglītojamiem. Pieņem: viena izglītojamā \
                                kodus; ja tas ir viens bērns, vispirms apvienojiet ierakstus"
                .to_owned(),
            Self::PupilElsewhere => {
                "šo izglītojamo jūsu iestāde nevar ierakstīt vai mainīt. Pieņem: savas iestādes izglītojamo; ja viņš ir uzņemts pie jums, \
                 uzņemšanu ielasa izglītības pārvalde"
                    .to_owned()
            }
            Self::UnknownInstitution { nearest: Some(nearest) } => format!(
                "tādas izglītības iestādes reģistrā nav. Pieņem: reģistrētas iestādes kodu vai nosaukumu; vai domāta {nearest}?"
            ),
            Self::UnknownInstitution { nearest: None } => {
                "tādas izglītības iestādes reģistrā nav. Pieņem: reģistrētas iestādes kodu vai nosaukumu".to_owned()
            }
            Self::UnknownCircumstance { nearest } => format!(
                "tāda riska faktora vai statusa nav. Pieņem: faktora vai statusa kodu vai nosaukumu, piemēram, \
                 out_of_family_care{}",
                meant(Lang::Lv, nearest)
            ),
            Self::UnknownFactor { nearest } => format!(
                "tāda riska faktora nav. Pieņem: faktora kodu, numuru grupā (A1) vai nosaukumu, starp vairākiem „;”{}",
                meant(Lang::Lv, nearest)
            ),
            Self::InstitutionOutOfReach => {
                "jūsu loma neļauj ielasīt šīs iestādes datus. Pieņem: savas iestādes datus".to_owned()
            }
            Self::OwnParent => "iestāde nevar būt pati sev augstākā iestāde. Pieņem: citas iestādes kodu vai neko".to_owned(),
            Self::BeforeEnrolment { from } => {
                format!("diena ir pirms uzņemšanas šajā iestādē. Pieņem: {from} vai vēlāku dienu")
            }
            Self::AfterLeaving { to } => {
                format!("izglītojamais šajā iestādē vairs nav. Pieņem: {to} vai agrāku dienu")
            }
            Self::NeverEnrolled => {
                "izglītojamais nav bijis šīs iestādes sarakstā. Pieņem: vispirms uzņemšanu (enrolments)".to_owned()
            }
            Self::OutsideSemesters { from, to } => {
                format!("diena ir ārpus semestriem. Pieņem: mācību laiku no {from} līdz {to}")
            }
            Self::FarFuture { last } => format!("datums ir pārāk tālu nākotnē. Pieņem: ne vēlāk par {last}"),
            Self::EnrolmentOverlap { row, institution, from, to } => {
                let other = period(Lang::Lv, *from, *to);
                let place = row.map_or(String::new(), |row| format!(", {row}. rindā"));
                format!(
                    "izglītojamais tajā pašā laikā jau ir uzņemts iestādē {institution} ({other}{place}). Pieņem: vienu uzņemšanu \
                     vienā laikā; norādiet iepriekšējās beigu datumu"
                )
            }
            Self::Contradiction { row } => {
                format!("{row}. rinda par to pašu ierakstu saka citu. Pieņem: vienu no abām rindām")
            }
        }
    }

    fn english(&self) -> String {
        match self {
            Self::UnknownPupil => {
                "the registry has no such pupil. Accepted: a code already read with the list of pupils (pupils)".to_owned()
            }
            Self::TwoPupils => "the personal code and the pupil code belong to two different pupils. Accepted: codes of one pupil; if \
                                it is one child, merge the records first"
                .to_owned(),
            Self::PupilElsewhere => {
                "your institution can neither enter nor change this pupil. Accepted: a pupil of your own institution; if they were \
                 admitted to yours, the education board loads the enrolment"
                    .to_owned()
            }
            Self::UnknownInstitution { nearest: Some(nearest) } => format!(
                "the registry has no such institution. Accepted: code or name of a registered institution; is {nearest} meant?"
            ),
            Self::UnknownInstitution { nearest: None } => {
                "the registry has no such institution. Accepted: code or name of a registered institution".to_owned()
            }
            Self::UnknownCircumstance { nearest } => format!(
                "there is no such risk factor or status. Accepted: code or name of a factor or status such as out_of_family_care{}",
                meant(Lang::En, nearest)
            ),
            Self::UnknownFactor { nearest } => format!(
                "there is no such risk factor. Accepted: code of a factor, its number in its group (A1) or its name, `;` between \
                 several{}",
                meant(Lang::En, nearest)
            ),
            Self::InstitutionOutOfReach => {
                "your role does not load data of this institution. Accepted: data of your own institution".to_owned()
            }
            Self::OwnParent => {
                "an institution cannot be part of itself. Accepted: the code of another institution or nothing".to_owned()
            }
            Self::BeforeEnrolment { from } => {
                format!("the day is before the enrolment at this institution. Accepted: {from} or later")
            }
            Self::AfterLeaving { to } => format!("the pupil had left this institution. Accepted: {to} or earlier"),
            Self::NeverEnrolled => {
                "the pupil was never on this institution's list. Accepted: first the enrolment (enrolments)".to_owned()
            }
            Self::OutsideSemesters { from, to } => {
                format!("the day is outside the semesters. Accepted: lessons from {from} to {to}")
            }
            Self::FarFuture { last } => format!("the date is too far in the future. Accepted: {last} at the latest"),
            Self::EnrolmentOverlap { row, institution, from, to } => {
                let other = period(Lang::En, *from, *to);
                let place = row.map_or(String::new(), |row| format!(", row {row}"));
                format!(
                    "the pupil is enrolled at {institution} at the same time ({other}{place}). Accepted: one enrolment at a time; give \
                     the last day of the earlier one"
                )
            }
            Self::Contradiction { row } => {
                format!("row {row} says something else about the same record. Accepted: one of the two rows")
            }
        }
    }
}

impl LoadRemark {
    /// The remark as a sentence.
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::BreakDay { row, date }, Lang::Lv) => format!("{row}. rinda: {date} ir brīvlaiks"),
            (Self::BreakDay { row, date }, Lang::En) => format!("Row {row}: {date} is in a break"),
            (Self::PublicHoliday { row, date }, Lang::Lv) => format!("{row}. rinda: {date} ir svētku diena"),
            (Self::PublicHoliday { row, date }, Lang::En) => format!("Row {row}: {date} is a public holiday"),
            (Self::Weekend { row, date }, Lang::Lv) => format!("{row}. rinda: {date} ir brīvdiena"),
            (Self::Weekend { row, date }, Lang::En) => format!("Row {row}: {date} is a weekend"),
            (Self::DayToCome { row, date }, Lang::Lv) => format!("{row}. rinda: {date} vēl nav pienācis"),
            (Self::DayToCome { row, date }, Lang::En) => format!("Row {row}: {date} has not come yet"),
            (Self::FormerCode { row }, Lang::Lv) => {
                format!("{row}. rinda: izglītojamais atrasts pēc iepriekšējā koda")
            }
            (Self::FormerCode { row }, Lang::En) => {
                format!("Row {row}: the pupil was found by a former code")
            }
            (Self::Repeated { row, other }, Lang::Lv) => {
                format!("{row}. rinda atkārto {other}. rindu; ielasīta vienreiz")
            }
            (Self::Repeated { row, other }, Lang::En) => format!("Row {row} repeats row {other}; read once"),
            (Self::EnrolmentEnded { row, on }, Lang::Lv) => {
                format!("{row}. rinda: iepriekšējā uzņemšana šajā iestādē beidzas {on}, jo sākas nākamā")
            }
            (Self::EnrolmentEnded { row, on }, Lang::En) => {
                format!(
                    "Row {row}: the earlier enrolment at this institution ends on {on}, because the next one begins"
                )
            }
            (
                Self::DoubleEnrolment {
                    row,
                    institution,
                    from,
                },
                Lang::Lv,
            ) => {
                format!("{row}. rinda: izglītojamais kopš {from} ir arī iestādes {institution} sarakstā")
            }
            (
                Self::DoubleEnrolment {
                    row,
                    institution,
                    from,
                },
                Lang::En,
            ) => {
                format!("Row {row}: the pupil has also been on the list of {institution} since {from}")
            }
            (Self::ProgrammeContradicted { row, code, warnings }, Lang::Lv) => format!(
                "{row}. rinda: programmas nosaukums nesaskan ar kodu {code} ({}); spēkā ir kods",
                contradicted(warnings, lang)
            ),
            (Self::ProgrammeContradicted { row, code, warnings }, Lang::En) => format!(
                "Row {row}: the programme's name contradicts its code {code} ({}); the code counts",
                contradicted(warnings, lang)
            ),
            (Self::NothingGone, Lang::Lv) => {
                "dažas rindas ir noraidītas, tāpēc neko nevar uzskatīt par zudušu".to_owned()
            }
            (Self::NothingGone, Lang::En) => "some rows were refused, so nothing counts as gone".to_owned(),
            (Self::CodeChanged { row }, Lang::Lv) => {
                format!("{row}. rinda: izglītojamam ir jauns personas kods; vecais paliek kā iepriekšējais")
            }
            (Self::CodeChanged { row }, Lang::En) => {
                format!("Row {row}: the pupil has a new personal code; the old one stays as a former code")
            }
        }
    }
}

/// In what a programme's name and its code differ.
fn contradicted(warnings: &[ProgrammeWarning], lang: Lang) -> String {
    let words = warnings.iter().map(|warning| match (warning, lang) {
        (ProgrammeWarning::SpecialType { .. }, Lang::Lv) => "attīstības traucējumu veids",
        (ProgrammeWarning::SpecialType { .. }, Lang::En) => "the special need",
        (ProgrammeWarning::NotSpecial, Lang::Lv) => "kods nav speciālās programmas kods",
        (ProgrammeWarning::NotSpecial, Lang::En) => "the code is none of a special programme",
        (ProgrammeWarning::Language, Lang::Lv) => "mācību valoda",
        (ProgrammeWarning::Language, Lang::En) => "the language",
        (ProgrammeWarning::Level, Lang::Lv) => "izglītības pakāpe",
        (ProgrammeWarning::Level, Lang::En) => "the level of education",
    });
    words.collect::<Vec<_>>().join(", ")
}

impl LoadRefusal {
    /// The stable key of the refusal.
    pub const fn key(self) -> &'static str {
        match self {
            Self::BadRows { .. } => "load-bad-rows",
            Self::LargeChange { .. } => "load-large-change",
        }
    }

    /// Why, and what can be done.
    pub fn text(self, lang: Lang) -> String {
        match (self, lang) {
            (Self::BadRows { errors }, Lang::Lv) => {
                format!("nekas nav ielasīts: kļūdu skaits {errors}. Salabojiet rindas vai ielasiet bez tām")
            }
            (Self::BadRows { errors }, Lang::En) => {
                format!(
                    "nothing was stored: {errors} errors. Mend the rows or load without them (--skip-bad-rows)"
                )
            }
            (
                Self::LargeChange {
                    changed,
                    gone,
                    stored,
                    percent,
                },
                Lang::Lv,
            ) => format!(
                "nekas nav ielasīts: no {stored} ierakstiem mainītos {changed} un zustu {gone}, vairāk nekā {percent} %. \
                 Ja tā ir domāts, apstipriniet lielas izmaiņas"
            ),
            (
                Self::LargeChange {
                    changed,
                    gone,
                    stored,
                    percent,
                },
                Lang::En,
            ) => format!(
                "nothing was stored: of {stored} records {changed} would change and {gone} would go, more than {percent} %. \
                 If that is meant, accept the large change (--accept-large-change)"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    // covers: REG-31
    #[test]
    fn every_problem_says_what_is_accepted_in_both_languages() {
        let (from, to) = (date(2026, 9, 1), date(2026, 12, 18));
        let all = [
            LoadProblem::UnknownPupil,
            LoadProblem::TwoPupils,
            LoadProblem::PupilElsewhere,
            LoadProblem::UnknownInstitution {
                nearest: Some("Ogres pamatskola (OP)".to_owned()),
            },
            LoadProblem::UnknownInstitution { nearest: None },
            LoadProblem::UnknownCircumstance {
                nearest: vec!["addiction"],
            },
            LoadProblem::UnknownFactor { nearest: Vec::new() },
            LoadProblem::InstitutionOutOfReach,
            LoadProblem::OwnParent,
            LoadProblem::BeforeEnrolment { from },
            LoadProblem::AfterLeaving { to },
            LoadProblem::NeverEnrolled,
            LoadProblem::OutsideSemesters { from, to },
            LoadProblem::FarFuture { last: to },
            LoadProblem::EnrolmentOverlap {
                row: Some(3),
                institution: "A".to_owned(),
                from,
                to: None,
            },
            LoadProblem::Contradiction { row: 7 },
        ];
        for problem in all {
            assert!(problem.text(Lang::Lv).contains("Pieņem:"), "{}", problem.key());
            assert!(problem.text(Lang::En).contains("Accepted:"), "{}", problem.key());
        }
    }
}
