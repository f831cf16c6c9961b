//! Gradual response: which measures fit what a child did and how old the child is (Rēzeknes novads, 3.1: social-psychological, pedagogical and
//! administrative methods fitting the offence and the age). Data with its sources; people choose among what it allows.

use super::code::codes;

codes! {
    /// How grave it is.
    Gravity {
        /// Absences, breaches of the school's rules.
        Minor = "minor", "Kavējumi, iekšējās kārtības pārkāpumi", "Absences, breaches of the school’s rules";
        /// Again and again, or gross.
        Repeated = "repeated", "Atkārtoti vai rupji pārkāpumi", "Repeated or gross breaches";
        /// An administrative offence.
        Offence = "offence", "Administratīvs pārkāpums", "Administrative offence";
        /// An act that the criminal law names.
        Crime = "crime", "Krimināllikumā paredzēts nodarījums", "Act named in the criminal law";
    }
}

codes! {
    /// What is done about it.
    Measure {
        /// Pedagogical.
        Talk = "talk", "Saruna ar bērnu un likumiskajiem pārstāvjiem", "Talk with the child and the guardians";
        /// Social-psychological.
        Specialist = "specialist", "Psihologa vai sociālā pedagoga darbs", "Work of a psychologist or social pedagogue";
        /// Pedagogical.
        Plan = "plan", "Individuālā atbalsta plāns", "Individual support plan";
        /// Social-psychological.
        Mediation = "mediation", "Konflikta mediācija", "Mediation of the conflict";
        /// Social-psychological, by several institutions.
        Correction = "correction", "Uzvedības sociālās korekcijas programma", "Behaviour correction programme";
        /// Administrative.
        Coercive = "coercive", "Audzinoša rakstura piespiedu līdzeklis", "Compulsory educational measure";
        /// Administrative, where the educational measure serves no purpose.
        Penalty = "penalty", "Administratīvais sods, ja piespiedu līdzeklis nav lietderīgs", "Administrative penalty, where the educational measure serves no purpose";
        /// For the State police to judge.
        Police = "police", "Iesniegums Valsts policijai", "Report to the State police";
    }
}

codes! {
    /// Who looks at it.
    Reviewer {
        /// The school's support team.
        Team = "team", "izglītības iestādes atbalsta komanda", "the school’s support team";
        /// The head, with the social service.
        Head = "head", "iestādes vadītājs kopā ar sociālo dienestu", "the head together with the social service";
        /// The administrative commission.
        Commission = "commission", "administratīvā komisija", "the administrative commission";
        /// The State police.
        StatePolice = "state_police", "Valsts policija", "the State police";
    }
}

impl Gravity {
    /// Who looks at what is this grave.
    pub const fn reviewed_by(self) -> Reviewer {
        match self {
            Self::Minor => Reviewer::Team,
            Self::Repeated => Reviewer::Head,
            Self::Offence => Reviewer::Commission,
            Self::Crime => Reviewer::StatePolice,
        }
    }
}

/// For what and at which age a measure is open.
#[derive(Debug, Clone, Copy)]
pub struct Fitting {
    /// The measure.
    pub measure: Measure,
    /// For what.
    pub gravity: &'static [Gravity],
    /// From and to which age in years, both included; `None`: at every age.
    pub ages: Option<(u8, u8)>,
    /// Where it comes from.
    pub source: &'static str,
}

const REZEKNE: &str = "Rēzeknes novads, 3.1";
const CHILDREN: &str = "Bērnu tiesību aizsardzības likums, 58. pants";
const COERCIVE: &str =
    "Likums „Par audzinoša rakstura piespiedu līdzekļu piemērošanu bērniem”, 2. un 3. pants";
const PENALTY: &str = "Administratīvās atbildības likums, 6. pants";

const ALL: &[Gravity] = Gravity::ALL;
const GRAVE: &[Gravity] = &[Gravity::Repeated, Gravity::Offence, Gravity::Crime];

/// Which measure fits what.
#[rustfmt::skip]
pub const FITTING: &[Fitting] = &[
    Fitting { measure: Measure::Talk,       gravity: ALL,                                  ages: None,           source: REZEKNE },
    Fitting { measure: Measure::Specialist, gravity: ALL,                                  ages: None,           source: REZEKNE },
    Fitting { measure: Measure::Plan,       gravity: ALL,                                  ages: None,           source: REZEKNE },
    Fitting { measure: Measure::Mediation,  gravity: ALL,                                  ages: None,           source: REZEKNE },
    Fitting { measure: Measure::Correction, gravity: GRAVE,                                ages: None,           source: CHILDREN },
    Fitting { measure: Measure::Coercive,   gravity: &[Gravity::Offence, Gravity::Crime],  ages: Some((11, 17)), source: COERCIVE },
    Fitting { measure: Measure::Penalty,    gravity: &[Gravity::Offence],                  ages: Some((14, 17)), source: PENALTY },
    Fitting { measure: Measure::Police,     gravity: &[Gravity::Crime],                    ages: None,           source: CHILDREN },
];

/// The measures that fit. Where the age is not known, those are left out that depend on it.
pub fn fitting(gravity: Gravity, age: Option<u8>) -> impl Iterator<Item = &'static Fitting> {
    FITTING.iter().filter(move |one| {
        let of_age = match (one.ages, age) {
            (None, _) => true,
            (Some((from, to)), Some(age)) => (from..=to).contains(&age),
            (Some(_), None) => false,
        };
        of_age && one.gravity.contains(&gravity)
    })
}

/// Whether a measure fits.
pub fn fits(measure: Measure, gravity: Gravity, age: Option<u8>) -> bool {
    fitting(gravity, age).any(|one| one.measure == measure)
}
