//! The words of a plan's codes on paper. Documents leave the program without its pages, so they carry their words with them.

use crate::table::Label;

/// Kinds of plans.
const KINDS: &[(&str, &str, &str)] = &[
    (
        "individual",
        "individuālais atbalsta plāns",
        "individual support plan",
    ),
    (
        "behaviour_correction",
        "uzvedības korekcijas plāns",
        "behaviour correction plan",
    ),
    (
        "individual_curriculum",
        "individuālais izglītības programmas apguves plāns",
        "individual curriculum plan",
    ),
];

/// States.
const STATES: &[(&str, &str, &str)] = &[
    ("draft", "melnraksts", "draft"),
    ("awaiting_head", "gaida iestādes vadītāju", "waits for the head"),
    (
        "awaiting_coordinator",
        "gaida pašvaldības koordinatoru",
        "waits for the municipal coordinator",
    ),
    ("in_force", "spēkā", "in force"),
    ("evaluated", "izvērtēts", "evaluated"),
    ("declined", "atteikts", "declined"),
    ("withdrawn", "atsaukts", "withdrawn"),
    ("left", "beidzies, jo bērns aizgāja", "ended: the child left"),
];

/// Kinds of measures.
const MEASURES: &[(&str, &str, &str)] = &[
    (
        "subject_consultation",
        "konsultācijas mācību priekšmetā",
        "consultations in a subject",
    ),
    (
        "support_staff",
        "atbalsta personāla konsultācijas",
        "consultations of support staff",
    ),
    (
        "teacher_support",
        "pedagoga atbalsts ārpus priekšmeta",
        "a teacher's support not tied to a subject",
    ),
    (
        "teacher_assistant",
        "pedagoga palīgs vai otrs pedagogs",
        "teacher's assistant or second teacher",
    ),
    (
        "career_consultation",
        "karjeras konsultācija (7.–12. klase)",
        "career consultation (grades 7–12)",
    ),
    ("reading_support", "atbalsts lasīšanā", "reading support"),
    (
        "language_support",
        "atbalsts mācību valodas apguvē",
        "support in the language of instruction",
    ),
    (
        "home_schooling",
        "mācības mājās vai ģimenē (līdz 6. klasei)",
        "learning at home or in the family (up to grade 6)",
    ),
    ("transport", "ceļš uz skolu", "the way to school"),
    ("meals", "ēdināšana", "meals"),
    ("dormitory", "dienesta viesnīca", "dormitory"),
    ("learning_materials", "mācību līdzekļi", "learning materials"),
    ("trust_person", "uzticības persona", "trust person"),
    ("mentor", "mentors", "mentor"),
    ("youth_to_youth", "«jaunietis jaunietim»", "youth to youth"),
    ("family_therapy", "ģimenes terapija", "family therapy"),
    ("family_assistant", "ģimenes asistents", "family assistant"),
    (
        "family_programme",
        "ģimenes atbalsta programma",
        "family support programme",
    ),
    (
        "behaviour_programme",
        "uzvedības programma",
        "behaviour programme",
    ),
    (
        "community_mediator",
        "asistents vai mediators starp kopienu un skolu",
        "assistant or mediator between community and school",
    ),
    ("other", "cits pasākums", "another measure"),
];

/// Institutions beside the school.
const PARTNERS: &[(&str, &str, &str)] = &[
    ("social_service", "sociālais dienests", "social service"),
    ("orphans_court", "bāriņtiesa", "orphans' court"),
    ("municipal_police", "pašvaldības policija", "municipal police"),
    ("state_police", "Valsts policija", "State police"),
    ("youth_worker", "jaunatnes darbinieks", "youth worker"),
    (
        "pmk",
        "pedagoģiski medicīniskā komisija",
        "pedagogical medical commission",
    ),
    ("medical", "ārsts vai ārstniecības iestāde", "doctor or clinic"),
    (
        "youth_centre",
        "jauniešu centrs vai pieaugušo izglītība",
        "youth centre or adult education",
    ),
    ("support_centre", "atbalsta centrs", "support centre"),
    (
        "parish_board",
        "pagasta pārvalde vai apvienība",
        "parish board or association",
    ),
    ("ngo", "nevalstiska organizācija", "non-governmental organisation"),
    ("other", "cita iestāde", "another institution"),
];

/// What became of a risk.
const OUTCOMES: &[(&str, &str, &str)] = &[
    ("removed", "novērsts", "removed"),
    ("reduced", "mazināts", "reduced"),
    ("unchanged", "nemainīgs", "unchanged"),
    ("grown", "pieaudzis", "grown"),
];

/// Who signs.
const SIGNERS: &[(&str, &str, &str)] = &[
    ("guardian", "likumiskais pārstāvis", "guardian"),
    ("adult_pupil", "pilngadīgais bērns pats", "the adult pupil"),
];

/// Where the part of an institution stands.
const STANDINGS: &[(&str, &str, &str)] = &[
    (
        "waiting",
        "gaida iestādes atbildi",
        "waits for the institution’s answer",
    ),
    (
        "changed",
        "mainīts pēc saskaņošanas",
        "changed since it was agreed",
    ),
    ("agreed", "saskaņots", "agreed"),
    (
        "proposed",
        "iestāde lūdz mainīt",
        "the institution asks for a change",
    ),
    ("declined", "iestāde atsakās", "the institution declines"),
];

fn of(table: &[(&str, &str, &str)], code: &str) -> Label {
    table
        .iter()
        .find(|(known, ..)| *known == code)
        .map_or_else(|| Label::name(code), |(_, lv, en)| Label::new(*lv, *en))
}

/// A kind of plan, by its code.
pub fn kind(code: &str) -> Label {
    of(KINDS, code)
}

/// A state, by its code.
pub fn state(code: &str) -> Label {
    of(STATES, code)
}

/// A kind of measure, by its code.
pub fn measure(code: &str) -> Label {
    of(MEASURES, code)
}

/// An institution beside the school, by its code.
pub fn partner(code: &str) -> Label {
    of(PARTNERS, code)
}

/// Where the part of an institution stands, by its code.
pub fn standing(code: &str) -> Label {
    of(STANDINGS, code)
}

/// What became of a risk, by its code.
pub fn outcome(code: &str) -> Label {
    of(OUTCOMES, code)
}

/// Who signs, by its code.
pub fn signer(code: &str) -> Label {
    of(SIGNERS, code)
}

#[cfg(test)]
mod tests {
    use balsts_domain::support::{MeasureKind, Outcome, PartStanding, Partner, PlanKind, PlanState, Signer};

    use super::*;

    #[test]
    fn every_code_has_its_words() {
        let lacks = |label: Label, code: &str| label == Label::name(code);
        let missing: Vec<&str> = (MeasureKind::ALL
            .map(|one| (measure(one.code()), one.code()))
            .into_iter())
        .chain(PlanKind::ALL.map(|one| (kind(one.code()), one.code())))
        .chain(PlanState::ALL.map(|one| (state(one.code()), one.code())))
        .chain(Partner::ALL.map(|one| (partner(one.code()), one.code())))
        .chain(PartStanding::ALL.map(|one| (standing(one.code()), one.code())))
        .chain(Outcome::ALL.map(|one| (outcome(one.code()), one.code())))
        .chain(Signer::ALL.map(|one| (signer(one.code()), one.code())))
        .filter_map(|(label, code)| lacks(label, code).then_some(code))
        .collect();
        assert_eq!(missing, Vec::<&str>::new());
    }
}
