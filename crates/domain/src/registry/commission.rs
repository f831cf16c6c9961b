//! The papers with which a child is referred to the pedagogical medical commission. Which ones a commission asks for differs from place to
//! place: the list is an assumption, and a paper not on it goes into the note.

/// A paper that the institution prepares or collects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CommissionPaper {
    /// Application of a parent or another representative.
    Application,
    /// Description of the child's learning, written by the teachers.
    TeachersDescription,
    /// Report of the speech therapist.
    SpeechTherapist,
    /// Report of the psychologist.
    Psychologist,
    /// Report of the special educator.
    SpecialEducator,
    /// The child's written work.
    WrittenWork,
    /// Statement of a doctor.
    Doctor,
    /// The year's marks.
    Marks,
}

impl CommissionPaper {
    /// Every paper, in the order in which they are collected.
    pub const ALL: [Self; 8] = [
        Self::Application,
        Self::TeachersDescription,
        Self::SpeechTherapist,
        Self::Psychologist,
        Self::SpecialEducator,
        Self::WrittenWork,
        Self::Marks,
        Self::Doctor,
    ];

    /// Code; a message key is made from it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::TeachersDescription => "teachers_description",
            Self::SpeechTherapist => "speech_therapist",
            Self::Psychologist => "psychologist",
            Self::SpecialEducator => "special_educator",
            Self::WrittenWork => "written_work",
            Self::Doctor => "doctor",
            Self::Marks => "marks",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.code() == code)
    }
}
