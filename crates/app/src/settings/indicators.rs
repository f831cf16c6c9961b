//! How a municipality reads its targets, and the words by which questions of surveys and programmes are found.

use balsts_domain::indicators::Topic;

use super::plain::{Default, PlainEntry};

const fn words(topic: Topic, latvian: &'static str, english: &'static str) -> PlainEntry {
    PlainEntry {
        key: topic.code(),
        default: Default::Text(topic.words()),
        range: None,
        source: "assumption",
        assumption: true,
        latvian,
        english,
    }
}

/// The settings.
pub(super) const ENTRIES: [PlainEntry; 13] = [
    PlainEntry {
        key: "increase_in_points",
        default: Default::Switch(false),
        range: None,
        source: "assumption",
        assumption: true,
        latvian: "Vai mērķis “+10 %” nozīmē desmit procentpunktus; citādi tas ir par desmitdaļu vairāk nekā sākumā",
        english: "Whether the target “+10 %” means ten points; else it is a tenth more than the baseline",
    },
    PlainEntry {
        key: "straight_path",
        default: Default::Switch(true),
        range: None,
        source: "assumption",
        assumption: true,
        latvian: "Vai starp mērķu gadiem vērtībai jābūt uz taisnes no sākuma līdz mērķim; citādi pietiek, ja tā nav sliktāka par sākumu",
        english: "Whether a value between target years has to lie on the straight line from the start to the target; else no worse than the start is enough",
    },
    PlainEntry {
        key: "specialists",
        default: Default::Number(3),
        range: Some((1, 3)),
        source: "Ogre",
        assumption: true,
        latvian: "Cik no trim atbalsta speciālistiem (psihologs, sociālais pedagogs, logopēds) skolā jābūt, lai tie skaitītos pieejami",
        english: "How many of the three support specialists (psychologist, social pedagogue, speech therapist) a school needs to count as having them",
    },
    words(
        Topic::Safety,
        "Vārdi aptauju jautājumos par drošības sajūtu, atdalīti ar ;",
        "Words in questions of surveys about feeling safe, between ;",
    ),
    words(
        Topic::Violence,
        "Vārdi jautājumos par piedzīvotu vardarbību",
        "Words in questions about violence met with",
    ),
    words(
        Topic::ParentGroups,
        "Vārdi jautājumos par vecāku atbalsta grupām",
        "Words in questions about support groups of parents",
    ),
    words(
        Topic::HelpRating,
        "Vārdi jautājumos par saņemtā atbalsta vērtējumu",
        "Words in questions about how help received is rated",
    ),
    words(
        Topic::HelpAccess,
        "Vārdi jautājumos par atbalsta pieejamību",
        "Words in questions about how easily help is found",
    ),
    words(
        Topic::Wellbeing,
        "Vārdi jautājumos par emocionālo drošību un labbūtību",
        "Words in questions about emotional safety and well-being",
    ),
    words(
        Topic::TeacherWellbeing,
        "Vārdi jautājumos par pedagogu labbūtību",
        "Words in questions about the well-being of teachers",
    ),
    words(
        Topic::NonFormal,
        "Vārdi neformālās izglītības pasākumu nosaukumos",
        "Words in names of events of non-formal education",
    ),
    words(
        Topic::Therapy,
        "Vārdi terapeitisko programmu nosaukumos",
        "Words in names of therapeutic programmes",
    ),
    words(
        Topic::SocialEmotional,
        "Vārdi sociāli emocionālās audzināšanas apmācību nosaukumos",
        "Words in names of training in social and emotional education",
    ),
];
