//! Short forms of a case: minutes, letters, notices, handovers. One table says which there are, who writes them, whom they let take part, and
//! which fields they have; one page and one use case serve all of them.

use super::Party as P;
use super::code::codes;
use super::response::{Gravity, Measure, fits};
use super::{Party, Words};

codes! {
    /// A kind of short form.
    FormKind {
        /// ESC-13.
        CaseMeeting = "case_meeting", "Lietas dalībnieku sanāksme", "Meeting of those involved";
        /// ESC-18.
        ThreeParty = "three_party", "Trīspusēja tikšanās", "Three-party meeting";
        /// ESC-19.
        CourtLetter = "court_letter", "Informācijas vēstule bāriņtiesai", "Information letter to the orphans’ court";
        /// ESC-20.
        SchoolNotice = "school_notice", "Iestādes paziņojums sociālajam dienestam un pārvaldei", "School’s notice to social service and board";
        /// ESC-21.
        LocalHandover = "local_handover", "Nodošana no pagasta sadarbības padomei", "Handover from the parish to the cooperation council";
        /// ESC-22.
        SpecialistHandover = "specialist_handover", "Nodošana bērnu tiesību speciālistam", "Handover to the child rights specialist";
        /// ESC-25.
        NonAttendance = "non_attendance", "Ziņojums par neapmeklēšanu", "Report of non-attendance";
        /// ESC-14.
        Response = "response", "Pakāpeniska rīcība pēc pārkāpuma", "Gradual response to an offence";
        /// ESC-26.
        Mediation = "mediation", "Konflikta mediācija", "Mediation of a conflict";
        /// ESC-24.
        Correction = "correction", "Atbalsta vai uzvedības korekcijas programma", "Support or behaviour correction programme";
        /// ESC-28.
        Administrative = "administrative", "Administratīvās komisijas lēmums", "Decision of the administrative commission";
        /// ESC-29.
        Violence = "violence", "Ziņojums par vardarbību", "Notice of violence";
        /// ESC-30.
        CourtStep = "court_step", "Bāriņtiesas darbība", "Step of the orphans’ court";
        /// ESC-31.
        CrisisSupport = "crisis_support", "Atbalsts ģimenei krīzē", "Support of a family in crisis";
        /// ESC-32.
        Message = "message", "Ziņa dalībniekiem", "Message to those involved";
    }
}

/// How a field is filled in.
#[derive(Debug, Clone, Copy)]
pub enum Input {
    /// One line.
    Line,
    /// A text.
    Text,
    /// A day.
    Day,
    /// One of several: code and words.
    Choice(&'static [(&'static str, Words)]),
}

/// A field of a form.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name in the form.
    pub name: &'static str,
    /// Its words.
    pub words: Words,
    /// How it is filled in.
    pub input: Input,
    /// Whether the form is refused without it.
    pub required: bool,
    /// Who reads the form without this field: their task does not need it.
    pub kept_from: &'static [Party],
}

/// What belongs to a kind of form.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// The kind.
    pub kind: FormKind,
    /// Who writes it.
    pub by: &'static [Party],
    /// Who takes part in the case from then on.
    pub told: &'static [Party],
    /// Who reads it beside the institution that wrote it.
    pub read: &'static [Party],
    /// Its fields.
    pub fields: &'static [Field],
    /// Where it comes from.
    pub source: &'static str,
}

const fn words(latvian: &'static str, english: &'static str) -> Words {
    Words { latvian, english }
}

const fn field(name: &'static str, latvian: &'static str, english: &'static str, input: Input) -> Field {
    Field {
        name,
        words: words(latvian, english),
        input,
        required: true,
        kept_from: &[],
    }
}

const fn optional(name: &'static str, latvian: &'static str, english: &'static str, input: Input) -> Field {
    Field {
        name,
        words: words(latvian, english),
        input,
        required: false,
        kept_from: &[],
    }
}

/// The field, not read by some of those who read the form.
const fn kept_from(field: Field, parties: &'static [Party]) -> Field {
    Field {
        kept_from: parties,
        ..field
    }
}

/// The field of a form that tells institutions in an order: why the order is not kept. A form that has it is refused without a reason.
pub const OUT_OF_ORDER: &str = "override_reason";

const DAY: Field = field("day", "Kad", "When", Input::Day);
const PRESENT: Field = field("present", "Kas piedalījās", "Who was present", Input::Line);
const FACTS: Field = field("facts", "Kas notiek", "What is happening", Input::Text);
const DONE: Field = field(
    "done",
    "Kas jau darīts un kas no tā iznāca",
    "What was done and what came of it",
    Input::Text,
);
const AGREED: Field = field(
    "agreed",
    "Par ko vienojās: kas, ko, līdz kuram datumam",
    "What was agreed: who, what, until when",
    Input::Text,
);
const WHY: Field = field(
    "why",
    "Kāpēc šeit neizdevās atrisināt",
    "Why it could not be solved here",
    Input::Text,
);

const NEGLECT: Input = Input::Choice(&[
    (
        "neglect",
        words("Aizdomas par nolaidību pret bērnu", "Suspicion of neglect"),
    ),
    (
        "not_cooperating",
        words("Vecāki nesadarbojas", "The parents do not cooperate"),
    ),
]);
const GROUND: Input = Input::Choice(&[
    (
        "absence",
        words("Ilgstoši neattaisnoti kavējumi", "Long unexcused absence"),
    ),
    (
        "rules",
        words(
            "Rupji vai ilgstoši noteikumu pārkāpumi",
            "Gross or lasting breaches of rules",
        ),
    ),
    (
        "no_improvement",
        words(
            "Pēc iestādes pasākumiem nav uzlabojuma",
            "No improvement after the school’s own measures",
        ),
    ),
]);
const REPORTER: Input = Input::Choice(&[
    (
        "school",
        words("Izglītības iestādi neapmeklē", "Does not attend school"),
    ),
    (
        "preschool",
        words(
            "Obligāto pirmsskolu neapmeklē",
            "Does not attend compulsory preschool",
        ),
    ),
    (
        "clinic",
        words("Pie ārsta neierodas", "Does not come to the doctor"),
    ),
]);
const VIOLENCE: Input = Input::Choice(&[
    ("peers", words("Vienaudžu vardarbība", "Violence among peers")),
    ("family", words("Vardarbība ģimenē", "Violence in the family")),
    ("other", words("Cita vardarbība", "Other violence")),
]);
const COURT: Input = Input::Choice(&[
    ("doctor", words("Nosūtījums pie ārsta", "Referral to a doctor")),
    (
        "talk",
        words("Saruna ar bērnu bez vecākiem", "Talk with the child alone"),
    ),
    (
        "invitation",
        words("Personu uzaicinājums", "Invitation of persons"),
    ),
]);
const CRISIS: Input = Input::Choice(&[
    ("lessons", words("Nodarbības", "Lessons")),
    ("psychologist", words("Psihologs", "Psychologist")),
    (
        "mediator",
        words(
            "Mediators vai asistents ģimenē",
            "Mediator or assistant in the family",
        ),
    ),
]);

const RESULT: Input = Input::Choice(&[
    ("agreed", words("Vienojās", "An agreement was reached")),
    (
        "partly",
        words("Vienojās par daļu", "An agreement was reached in part"),
    ),
    ("not_agreed", words("Nevienojās", "No agreement was reached")),
]);
const PROGRAMME: Input = Input::Choice(&[
    (SUPPORT, words("Atbalsta programma", "Support programme")),
    (
        CORRECTION,
        words(
            "Uzvedības sociālās korekcijas programma (ir profilakses lieta)",
            "Behaviour correction programme (there is a prevention file)",
        ),
    ),
]);
const SUPPORT: &str = "support";
const CORRECTION: &str = "correction";
const GRAVITY: Input = Input::Choice(&gravity());
const MEASURE: Input = Input::Choice(&measures());

const fn gravity() -> [(&'static str, Words); Gravity::ALL.len()] {
    let mut choices = [("", words("", "")); Gravity::ALL.len()];
    let mut at = 0;
    while at < choices.len() {
        choices[at] = (Gravity::ALL[at].code(), Gravity::ALL[at].words());
        at += 1;
    }
    choices
}

const fn measures() -> [(&'static str, Words); Measure::ALL.len()] {
    let mut choices = [("", words("", "")); Measure::ALL.len()];
    let mut at = 0;
    while at < choices.len() {
        choices[at] = (Measure::ALL[at].code(), Measure::ALL[at].words());
        at += 1;
    }
    choices
}

const EVERYBODY: &[Party] = Party::ALL;

/// The forms.
#[rustfmt::skip]
pub const FORMS: &[Form] = &[
    Form { kind: FormKind::CaseMeeting, by: &[Party::School, Party::SocialService, Party::OrphansCourt, Party::ChildRights], told: &[], read: EVERYBODY,
        fields: &[DAY, PRESENT, AGREED], source: "Rēzeknes novads" },
    Form { kind: FormKind::ThreeParty, by: &[Party::SocialService, Party::School], told: &[], read: &[P::School, P::SocialService, P::OrphansCourt, P::ChildRights],
        fields: &[DAY, field("present", "Sociālais darbinieks, iestāde, likumiskie pārstāvji: kas piedalījās", "Social worker, school, guardians: who was present", Input::Line), AGREED,
            optional("again", "Kad tiekas nākamreiz", "When they meet again", Input::Day)], source: "Rēzeknes novads" },
    Form { kind: FormKind::CourtLetter, by: &[Party::SocialService], told: &[Party::OrphansCourt], read: &[P::SocialService, P::OrphansCourt],
        fields: &[field("ground", "Pamats", "Ground", NEGLECT), FACTS, DONE], source: "Rēzeknes novads, Ogre" },
    Form { kind: FormKind::SchoolNotice, by: &[Party::School], told: &[Party::EducationBoard, Party::SocialService], read: &[P::School, P::EducationBoard, P::SocialService, P::ChildRights],
        fields: &[field("ground", "Pamats", "Ground", GROUND), kept_from(FACTS, &[P::EducationBoard]), DONE,
            optional(OUT_OF_ORDER, "Kāpēc sociālajam dienestam ziņo, pirms to zina izglītības pārvalde (ja tas ir steidzami)", "Why the social service is told before the education board knows (if it is urgent)", Input::Text)], source: "Rēzeknes novads, Ogre" },
    Form { kind: FormKind::LocalHandover, by: &[Party::SocialService, Party::YouthWorker, Party::School], told: &[Party::ChildRights], read: &[P::School, P::SocialService, P::ChildRights],
        fields: &[field("unit", "Pagasts vai apvienība", "Parish or association", Input::Line), DONE, WHY], source: "Rēzeknes novads" },
    Form { kind: FormKind::SpecialistHandover, by: &[Party::School], told: &[Party::ChildRights], read: &[P::School, P::SocialService, P::ChildRights],
        fields: &[DONE, WHY], source: "Tukums" },
    Form { kind: FormKind::NonAttendance, by: &[Party::School, Party::Medical], told: &[Party::ChildRights], read: &[P::School, P::SocialService, P::ChildRights],
        fields: &[field("place", "Par ko ziņo", "What is reported", REPORTER), field("since", "Kopš kura datuma", "Since when", Input::Day), FACTS], source: "Tukums" },
    Form { kind: FormKind::Response, by: &[Party::School, Party::SocialService, Party::ChildRights, Party::MunicipalPolice, Party::StatePolice], told: &[], read: &[P::School, P::SocialService, P::ChildRights, P::MunicipalPolice],
        fields: &[DAY, field("facts", "Kas noticis", "What happened", Input::Text), field("gravity", "Pārkāpuma smagums", "How grave it is", GRAVITY), field("measure", "Ko dara", "What is done", MEASURE),
            optional("again", "Kad izvērtē, vai palīdzējis", "When it is judged whether it helped", Input::Day)], source: "Rēzeknes novads, 3.1" },
    Form { kind: FormKind::Mediation, by: &[Party::ChildRights, Party::OrphansCourt, Party::School], told: &[], read: &[P::School, P::SocialService, P::OrphansCourt, P::ChildRights],
        fields: &[DAY, field("sides", "Kas iesaistīts konfliktā", "Who is in conflict", Input::Line), field("result", "Iznākums", "Result", RESULT), AGREED], source: "Tukums, Rēzeknes novads, Ogre" },
    Form { kind: FormKind::Correction, by: &[Party::SocialService, Party::ChildRights], told: &[], read: &[P::School, P::SocialService, P::OrphansCourt, P::ChildRights, P::MunicipalPolice],
        fields: &[field("programme", "Kāda programma", "Which programme", PROGRAMME), optional("file", "Profilakses lietas numurs", "Number of the prevention file", Input::Line), field("measures", "Pasākumi un kura institūcija par ko atbild", "Measures, and which institution answers for what", Input::Text),
            field("until", "Līdz kuram datumam", "Until when", Input::Day)], source: "Tukums, Rēzeknes novads" },
    Form { kind: FormKind::Administrative, by: &[Party::MunicipalPolice, Party::ChildRights, Party::StatePolice], told: &[Party::SocialService], read: &[P::SocialService, P::ChildRights, P::MunicipalPolice],
        fields: &[DAY, field("decision", "Lēmums", "Decision", Input::Text)], source: "Rēzeknes novads" },
    Form { kind: FormKind::Violence, by: &[Party::School, Party::SocialService], told: &[Party::SocialService, Party::StatePolice], read: &[P::SocialService, P::OrphansCourt, P::StatePolice, P::ChildRights],
        fields: &[field("sort", "Kāda vardarbība", "What violence", VIOLENCE), FACTS], source: "Rēzeknes novads, Tukums" },
    Form { kind: FormKind::CourtStep, by: &[Party::OrphansCourt], told: &[], read: &[P::SocialService, P::OrphansCourt],
        fields: &[DAY, field("step", "Darbība", "Step", COURT), optional("result", "Rezultāts", "Result", Input::Text)], source: "Rēzeknes novads, Ogre" },
    Form { kind: FormKind::CrisisSupport, by: &[Party::SocialService], told: &[], read: &[P::SocialService, P::OrphansCourt, P::ChildRights],
        fields: &[DAY, field("service", "Pakalpojums", "Service", CRISIS), optional("result", "Kas darīts", "What was done", Input::Text)], source: "Ventspils" },
    Form { kind: FormKind::Message, by: EVERYBODY, told: &[], read: EVERYBODY,
        fields: &[field("text", "Ziņa", "Message", Input::Text)], source: "Rēzekne, Rēzeknes novads" },
];

/// What waits for the next meeting of the cooperation group as an item of its own, while the case goes its own way: reports of non-attendance
/// (Tukums), and what a parish could not solve on the spot (Rēzeknes novads).
pub const FOR_GROUP: [FormKind; 2] = [FormKind::NonAttendance, FormKind::LocalHandover];

/// The forms that a party reads whoever wrote them.
pub fn read_by(party: Party) -> impl Iterator<Item = FormKind> {
    FORMS
        .iter()
        .filter(move |form| form.read.contains(&party))
        .map(|form| form.kind)
}

/// Of the forms that a party reads, those of which it reads every field.
pub fn read_whole_by(party: Party) -> impl Iterator<Item = FormKind> {
    read_by(party).filter(move |kind| {
        let fields = kind.form().map_or(&[][..], |form| form.fields);
        !fields.iter().any(|field| field.kept_from.contains(&party))
    })
}

impl FormKind {
    /// What belongs to it.
    pub fn form(self) -> Option<&'static Form> {
        FORMS.iter().find(|form| form.kind == self)
    }

    /// Whether a field is kept from some of those who read the form.
    pub fn keeps(self, field: &str) -> bool {
        let fields = self.form().map_or(&[][..], |form| form.fields);
        fields
            .iter()
            .any(|one| one.name == field && !one.kept_from.is_empty())
    }
}

/// What is wrong with a form whose fields are filled in, each for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mismatch {
    /// The measure does not fit the offence or the age.
    Measure,
    /// A correction programme rests on a prevention file.
    File,
}

impl Mismatch {
    /// The field to be changed.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Measure => "measure",
            Self::File => "file",
        }
    }
}

/// What the fields of a form have to do with each other, and with the child's age.
pub fn mismatch<'a>(kind: FormKind, value: impl Fn(&str) -> &'a str, age: Option<u8>) -> Option<Mismatch> {
    match kind {
        FormKind::Response => {
            let gravity = Gravity::from_code(value("gravity"))?;
            let measure = Measure::from_code(value("measure"))?;
            (!fits(measure, gravity, age)).then_some(Mismatch::Measure)
        }
        FormKind::Correction => {
            (value("programme") == CORRECTION && value("file").is_empty()).then_some(Mismatch::File)
        }
        _ => None,
    }
}
