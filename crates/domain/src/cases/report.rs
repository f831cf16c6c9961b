//! A written report to an institution: what each needs, and no more; and which of them is told first.

use super::code::codes;
use super::{CaseSettings, Party};

codes! {
    /// A field that a report can hold.
    ReportField {
        /// Given and family name.
        Name = "name", "Vārds, uzvārds", "Name";
        /// Birth date.
        BirthDate = "birth_date", "Dzimšanas datums", "Date of birth";
        /// School and class.
        Class = "class", "Izglītības iestāde un klase", "School and class";
        /// Declared address, unless it is protected.
        Address = "address", "Deklarētā adrese", "Declared address";
        /// Guardians with their telephone numbers.
        Guardians = "guardians", "Likumiskie pārstāvji un tālrunis", "Guardians and telephone";
        /// Lessons missed this semester.
        Absences = "absences", "Kavētās stundas šajā semestrī", "Lessons missed this semester";
        /// What is the problem.
        Problem = "problem", "Kas notiek", "What is happening";
        /// What was done already.
        Done = "done", "Kas jau darīts", "What has been done";
        /// What the recipient is asked to do.
        Asked = "asked", "Ko lūdz darīt", "What is asked for";
    }
}

impl ReportField {
    /// Whether a person writes it; the others come from the records.
    pub const fn is_written(self) -> bool {
        matches!(self, Self::Problem | Self::Done | Self::Asked)
    }
}

/// What each recipient gets.
pub const RECIPIENTS: &[(Party, &[ReportField])] = {
    use ReportField::{Absences, Address, Asked, BirthDate, Class, Done, Guardians, Name, Problem};
    &[
        (Party::EducationBoard, &[Name, Class, Absences, Done, Asked]),
        (
            Party::SocialService,
            &[
                Name, BirthDate, Class, Address, Guardians, Absences, Problem, Done, Asked,
            ],
        ),
        (
            Party::OrphansCourt,
            &[Name, BirthDate, Address, Guardians, Problem, Done, Asked],
        ),
        (
            Party::MunicipalPolice,
            &[Name, BirthDate, Address, Guardians, Problem, Asked],
        ),
        (Party::StatePolice, &[Name, BirthDate, Address, Problem, Asked]),
        (Party::ChildRights, &[Name, Class, Absences, Problem, Done, Asked]),
        (Party::Pmk, &[Name, BirthDate, Class, Problem, Asked]),
        (Party::Medical, &[Name, BirthDate, Problem, Asked]),
    ]
};

/// What the records give for the report to the Child Protection Centre, the last step (Ogre): who the child is, and where it is found.
pub const CENTRE: &[ReportField] = &[
    ReportField::Name,
    ReportField::BirthDate,
    ReportField::Class,
    ReportField::Address,
    ReportField::Guardians,
];

/// The fields of a report to an institution; `None`: no report goes there.
pub fn fields_for(recipient: Party) -> Option<&'static [ReportField]> {
    RECIPIENTS
        .iter()
        .find(|(party, _)| *party == recipient)
        .map(|(_, fields)| *fields)
}

/// Who has to be told before `recipient`, given who was told already (Rēzeknes novads: the education board before the social service).
pub fn first_tell(settings: &CaseSettings, recipient: Party, told: &[Party]) -> Option<Party> {
    let waits = settings.board_first && recipient == Party::SocialService;
    (waits && !told.contains(&Party::EducationBoard)).then_some(Party::EducationBoard)
}

/// Whether the reports of the step are complete: the board, and one institution that can act (Ogre).
pub fn are_told(told: &[Party]) -> bool {
    told.contains(&Party::EducationBoard) && told.iter().any(|party| *party != Party::EducationBoard)
}
