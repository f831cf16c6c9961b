//! What is planned in the plans of the demonstration: the usual measures, and between the plans every other kind.

use balsts_app::support_plan::MeasureForm;
use balsts_domain::{
    registry::SupportRole,
    support::{Economic, Hours, MeasureKind, Term},
};

use super::Stage;

fn form(term: Term, kind: MeasureKind, what: &str, hours: &str, responsible: &str) -> MeasureForm {
    MeasureForm {
        kind,
        subject_or_role: what.to_owned(),
        detail: String::new(),
        hours: hours.parse::<Hours>().ok(),
        amount_cents: None,
        responsible: responsible.to_owned(),
        from: None,
        due: Some(term.period.to()),
    }
}

/// The other kinds of measures, so that each stands in a plan of the demonstration.
pub(super) fn more(stage: Stage, grade: u8, term: Term) -> Vec<MeasureForm> {
    let plain = |kind| form(term, kind, "", "", "Baiba Strazda");
    let detailed = |kind, detail: &str| MeasureForm {
        detail: detail.to_owned(),
        ..plain(kind)
    };
    let from_start = |form: MeasureForm| MeasureForm {
        from: Some(term.period.from()),
        ..form
    };
    let costs = |kind, cents| MeasureForm {
        amount_cents: Some(cents),
        ..plain(MeasureKind::Economic(kind))
    };
    match stage {
        Stage::InForce => {
            let mut all = vec![
                form(term, MeasureKind::TeacherAssistant, "", "20", "Inga Kalēja"),
                detailed(MeasureKind::ReadingSupport, "Lasīšanas grupa otrdienās"),
            ];
            if grade >= 7 {
                all.push(form(term, MeasureKind::CareerConsultation, "", "2", "Dace Ozola"));
            }
            all
        }
        Stage::AwaitingHead => vec![
            plain(MeasureKind::CommunityMediator),
            costs(Economic::LearningMaterials, 2_500),
            detailed(MeasureKind::Other, "Atsevišķa vieta klusam darbam"),
        ],
        Stage::AwaitingCoordinator => {
            let mut all = vec![
                costs(Economic::Dormitory, 6_000),
                plain(MeasureKind::LanguageSupport),
            ];
            if grade <= 6 {
                all.push(detailed(
                    MeasureKind::HomeSchooling,
                    "Mēnesi mācās mājās pēc operācijas",
                ));
            }
            all
        }
        Stage::InForceWithChanges => vec![
            from_start(detailed(
                MeasureKind::BehaviourProgramme,
                "Sociāli emocionālo prasmju programma",
            )),
            from_start(detailed(
                MeasureKind::FamilyProgramme,
                "Bērnu emocionālā audzināšana",
            )),
            MeasureForm {
                hours: "6".parse::<Hours>().ok(),
                ..detailed(MeasureKind::Mentor, "Mentors Toms Ozols")
            },
            costs(Economic::Meals, 3_000),
        ],
        Stage::Evaluated => vec![
            form(term, MeasureKind::TeacherSupport, "", "4", "Aija Liepa"),
            detailed(MeasureKind::TrustPerson, "Sporta skolotājs"),
            plain(MeasureKind::YouthToYouth),
            plain(MeasureKind::FamilyTherapy),
            plain(MeasureKind::FamilyAssistant),
        ],
        Stage::Draft | Stage::Declined | Stage::SentBack => Vec::new(),
    }
}

pub(super) fn usual(term: Term) -> [MeasureForm; 3] {
    let form = |kind, what: &str, hours: &str, responsible: &str| form(term, kind, what, hours, responsible);
    [
        form(MeasureKind::SubjectConsultation, "Matemātika", "12", "Aija Liepa"),
        form(
            MeasureKind::SupportStaff,
            SupportRole::SocialPedagogue.code(),
            "8",
            "Baiba Strazda",
        ),
        MeasureForm {
            amount_cents: Some(4_500),
            ..form(
                MeasureKind::Economic(Economic::Transport),
                "",
                "",
                "Baiba Strazda",
            )
        },
    ]
}
