//! What each method computes, in words that stand beside every value: formula, records, source.

use super::{Better, Method, Need, Span, Unit};

/// A method in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// The method.
    pub method: Method,
    /// Name in Latvian.
    pub latvian: &'static str,
    /// Name in English.
    pub english: &'static str,
    /// Formula in words, in Latvian.
    pub formula_latvian: &'static str,
    /// Formula in words, in English.
    pub formula_english: &'static str,
    /// Unit of the value.
    pub unit: Unit,
    /// Which way is better.
    pub better: Better,
    /// For what stretch.
    pub span: Span,
    /// Records it reads.
    pub needs: &'static [Need],
    /// Where the indicator comes from.
    pub source: &'static str,
    /// Whether a source leaves part of the formula open.
    pub assumption: bool,
}

impl Method {
    /// The method in words.
    pub const fn definition(self) -> Definition {
        let (latvian, english, formula_latvian, formula_english) = self.words();
        let (unit, better, span, needs) = self.kind();
        let (source, assumption) = self.source();
        Definition {
            method: self,
            latvian,
            english,
            formula_latvian,
            formula_english,
            unit,
            better,
            span,
            needs,
            source,
            assumption,
        }
    }

    /// Unit of the value.
    pub const fn unit(self) -> Unit {
        self.kind().0
    }

    /// Which way is better.
    pub const fn better(self) -> Better {
        self.kind().1
    }

    /// For what stretch.
    pub const fn span(self) -> Span {
        self.kind().2
    }

    /// Records it reads.
    pub const fn needs(self) -> &'static [Need] {
        self.kind().3
    }

    #[expect(clippy::match_same_arms, reason = "the table is read method by method")]
    const fn kind(self) -> (Unit, Better, Span, &'static [Need]) {
        use Better::{Less, More};
        use Span::{CalendarYear, Day, SchoolYear};
        use Unit::{Consultations, Meetings, Participants, Percent, Posts, Pupils, PupilsPerPost};
        match self {
            Self::EarlyLeaversShare => (Percent, Less, SchoolYear, &[Need::Enrolments, Need::Absences]),
            Self::EarlyLeavers => (Pupils, Less, SchoolYear, &[Need::Enrolments, Need::Absences]),
            Self::LongUnexcusedShare => (Percent, Less, SchoolYear, &[Need::Enrolments, Need::Absences]),
            Self::RepeatersShare | Self::MobilityShare => (Percent, Less, SchoolYear, &[Need::Enrolments]),
            Self::FirstYearLeaversShare | Self::NotContinuingShare => {
                (Percent, Less, SchoolYear, &[Need::Enrolments])
            }
            Self::ExamBelowShare => (Percent, Less, SchoolYear, &[Need::Exams]),
            Self::LowAchievementShare => (Percent, Less, SchoolYear, &[Need::Marks, Need::Enrolments]),
            Self::ExtracurricularShare => (
                Percent,
                More,
                SchoolYear,
                &[Need::Extracurricular, Need::Enrolments],
            ),
            Self::NoExtracurricularShare => (
                Percent,
                Less,
                SchoolYear,
                &[Need::Extracurricular, Need::Enrolments],
            ),
            Self::PupilsPerSupportPost => (PupilsPerPost, Less, Day, &[Need::Staff, Need::Enrolments]),
            Self::SupportPosts => (Posts, More, Day, &[Need::Staff]),
            Self::InstitutionsWithSystemShare => (Percent, More, Day, &[Need::SupportTeams]),
            Self::InstitutionsWithSpecialistsShare => (Percent, More, Day, &[Need::Staff]),
            Self::ConsultationsHeld => (Consultations, More, SchoolYear, &[Need::Consultations]),
            Self::SupportedShare => (Percent, More, SchoolYear, &[Need::SupportPlans, Need::Enrolments]),
            Self::SupportedPupils => (Pupils, More, SchoolYear, &[Need::SupportPlans]),
            Self::CareerConsultationShare => (
                Percent,
                More,
                SchoolYear,
                &[Need::Consultations, Need::Enrolments],
            ),
            Self::TrainedTeachersShare => (Percent, More, Day, &[Need::StaffSessions, Need::Teachers]),
            Self::CourseTeachersShare => (Percent, More, Day, &[Need::Participation, Need::Teachers]),
            Self::MeetingsHeld => (Meetings, More, CalendarYear, &[Need::Meetings]),
            Self::SurveyShare => (Percent, More, CalendarYear, &[Need::SurveyAnswers]),
            Self::ProgrammeParticipants => (Participants, More, SchoolYear, &[Need::Participation]),
        }
    }

    #[expect(clippy::match_same_arms, reason = "the table is read method by method")]
    const fn source(self) -> (&'static str, bool) {
        match self {
            Self::EarlyLeaversShare => ("Rēzeknes novads, Ogre", false),
            Self::EarlyLeavers => ("Tukums", false),
            Self::LongUnexcusedShare => ("Tukums, Ventspils", true),
            Self::RepeatersShare => ("Ventspils", false),
            Self::MobilityShare => ("Ventspils", true),
            Self::FirstYearLeaversShare => ("Ventspils", true),
            Self::NotContinuingShare => ("Rēzeknes novads, Ogre", true),
            Self::ExamBelowShare => ("Ventspils", false),
            Self::LowAchievementShare => ("Tukums", true),
            Self::ExtracurricularShare => ("Rēzeknes novads, Tukums, Rēzekne", false),
            Self::NoExtracurricularShare | Self::PupilsPerSupportPost => ("Tukums", false),
            Self::SupportPosts => ("Rēzekne", true),
            Self::InstitutionsWithSystemShare => ("Rēzeknes novads, Ogre", true),
            Self::InstitutionsWithSpecialistsShare => ("Ogre", true),
            Self::ConsultationsHeld | Self::SupportedPupils | Self::MeetingsHeld => ("Rēzekne", false),
            Self::SupportedShare | Self::TrainedTeachersShare | Self::CareerConsultationShare => {
                ("Rēzeknes novads, Ogre", false)
            }
            Self::CourseTeachersShare | Self::ProgrammeParticipants => ("Rēzekne", true),
            Self::SurveyShare => ("Rēzeknes novads, Ogre, Tukums, Rēzekne", true),
        }
    }

    const fn words(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Self::EarlyLeaversShare => (
                "Priekšlaicīgi mācības pārtraukušo īpatsvars",
                "Share of pupils who left early",
                "Izglītojamie, kuri vairāk nekā 6 mēnešus pēc kārtas nav apmeklējuši izglītības iestādi (sarakstā, bet kavē visas dienas bez attaisnojuma; \
                 vai atskaitīti, iestādē vairs neuzņemti un no atskaitīšanas pagājuši 6 mēneši), dalīti ar posma izglītojamiem mācību gada sarakstos.",
                "Pupils who attended no institution for more than 6 months in a row (on a list but absent all days without excuse; or struck off, on no \
                 list since, and 6 months have passed), divided by the pupils of the stage on the lists of the school year.",
            ),
            Self::EarlyLeavers => (
                "Priekšlaicīgi mācības pārtraukušo skaits",
                "Number of pupils who left early",
                "Izglītojamie, kuri mācību gadā vairāk nekā 6 mēnešus pēc kārtas nav apmeklējuši izglītības iestādi; skaita tāpat kā īpatsvarā.",
                "Pupils who attended no institution for more than 6 months in a row in the school year; counted as in the share.",
            ),
            Self::LongUnexcusedShare => (
                "Ilgstoši neattaisnoti kavējušo īpatsvars",
                "Share of pupils absent for long without excuse",
                "Izglītojamie, kuriem vairāk nekā 3 mēnešus vismaz pusē mācību dienu ir neattaisnoti kavētas stundas, dalīti ar visiem tā posma izglītojamiem \
                 iestādēs, kurās kavējumi ir zināmi.",
                "Pupils with unexcused lessons on at least half of the school days through more than 3 months, divided by all pupils of the stage at \
                 institutions whose absences are known.",
            ),
            Self::RepeatersShare => (
                "Otrgadnieku īpatsvars",
                "Share of pupils who repeat a grade",
                "Izglītojamie, kuri mācību gadā atkārtoti mācās tajā pašā klasē (kā norādīts sarakstā, citādi pēc iepriekšējā gada klases), dalīti ar visiem \
                 klašu izglītojamiem.",
                "Pupils in the same grade again in the school year (as the list says, else by the grade of the year before), divided by all pupils in grades.",
            ),
            Self::FirstYearLeaversShare => (
                "Izglītību pirmajā gadā pametušo īpatsvars",
                "Share who left in the first year of the next stage",
                "No tiem, kuri iepriekšējā mācību gadā beidza 9. klasi un turpināja mācības: tie, kuri mācību gada laikā no izglītības aizgāja un neatgriezās.",
                "Of those who ended grade 9 in the school year before and went on: those who left education within the school year and did not return.",
            ),
            Self::NotContinuingShare => (
                "Pēc pamatizglītības neturpinājušo īpatsvars",
                "Share who do not go on after basic education",
                "No tiem, kuri iepriekšējā mācību gadā beidza 9. klasi: tie, kuri mācību gadā nav nevienas iestādes sarakstā. Par mācībām ārpus \
                 pašvaldības programma zina tikai tad, ja tas ir datos, tāpēc tā ir augšējā robeža.",
                "Of those who ended grade 9 in the school year before: those on no institution's list in the school year. Of learning outside the \
                 municipality the program knows only what the records say, so this is an upper bound.",
            ),
            Self::MobilityShare => (
                "Izglītojamo mainība",
                "Mobility of pupils",
                "Izglītojamie, kuri mācību gadā ieradās iestādē no citurienes vai no tās aizgāja (posmu maiņu un beigšanu neskaita), dalīti ar klašu \
                 izglītojamiem pirmajā mācību dienā (1. septembrī, brīvdienā – nākamajā darbdienā).",
                "Pupils who came to an institution from elsewhere or left it within the school year (changes of stage and ends apart), divided by \
                 pupils in grades on the first day of lessons (1 September, or the working day after where it is none).",
            ),
            Self::ExamBelowShare => (
                "Zem valsts noteiktā līmeņa eksāmenos",
                "Share below the level set by the State in exams",
                "9. klases izglītojamie, kuru pēdējais rezultāts kādā centralizētajā eksāmenā ir zem tā gada sliekšņa, dalīti ar visiem 9. klases \
                 eksāmenu kārtotājiem.",
                "Pupils of grade 9 whose last result in a central exam is below the threshold of that year, divided by all of grade 9 who took an exam.",
            ),
            Self::LowAchievementShare => (
                "Izglītojamie ar zemiem sasniegumiem",
                "Share of pupils with low achievement",
                "1.–9. klases izglītojamie, kuriem kāda priekšmeta pēdējais gada vērtējums ir nepietiekams (1–3, nv, ni), dalīti ar visiem, kuriem ir gada \
                 vērtējums.",
                "Pupils of grades 1–9 whose last annual mark in a subject is insufficient (1–3, nv, ni), divided by all who have an annual mark.",
            ),
            Self::ExtracurricularShare => (
                "Vismaz vienā programmā",
                "Share in at least one programme",
                "Klašu izglītojamie, kuri mācību gadā piedalās vismaz vienā programmā, dalīti ar visiem klašu izglītojamiem; katru skaita vienreiz.",
                "Pupils in grades who take part in at least one programme in the school year, divided by all pupils in grades; each counted once.",
            ),
            Self::NoExtracurricularShare => (
                "Nevienā ārpusskolas programmā",
                "Share in no programme",
                "Klašu izglītojamie, kuri mācību gadā nepiedalās nevienā interešu, profesionālās ievirzes vai neformālās izglītības programmā, dalīti ar visiem.",
                "Pupils in grades who take part in no programme of interest, vocational orientation or non-formal education, divided by all.",
            ),
            Self::PupilsPerSupportPost => (
                "Izglītojamie uz vienu atbalsta personāla likmi",
                "Pupils to one post of support staff",
                "Izglītojamie iestāžu sarakstos, dalīti ar atbalsta personāla likmēm tajās pašās iestādēs pēdējā zināmajā dienā.",
                "Pupils on the lists of the institutions, divided by the posts of support staff there on the newest day known.",
            ),
            Self::SupportPosts => (
                "Atbalsta personāla likmes",
                "Posts of support staff",
                "Attiecīgā speciālista likmes pēdējā zināmajā dienā. Kāda vecuma bērniem likme paredzēta, ieraksti nesaka.",
                "Posts of the specialist on the newest day known. For children of what age a post is, the records do not say.",
            ),
            Self::InstitutionsWithSystemShare => (
                "Iestādes ar PMP mazināšanas sistēmu",
                "Institutions with a system against early leaving",
                "Skolas, kuru pašvērtējumā visi sistēmas pamatjautājumi ir ar “jā”; ja pašvērtējuma nav vai tas nav pabeigts – kurās ir spēkā rīkojums par atbalsta komandu; \
                 dalītas ar visām skolām. Ko uzskata par sistēmu, avoti nesaka.",
                "Schools that answered all core questions of their self-assessment with yes; where there is none or it is not finished, those with an order on a \
                 support team in force; divided by all schools. What counts as a system, the sources do not say.",
            ),
            Self::InstitutionsWithSpecialistsShare => (
                "Iestādes ar atbalsta speciālistiem",
                "Schools with the support specialists",
                "Vispārizglītojošās skolas, kurās ir vismaz iestatījumā norādītais skaits no trim speciālistiem (psihologs, sociālais pedagogs, logopēds), \
                 dalītas ar visām, kuru likmes ir zināmas.",
                "General schools with at least as many of the three specialists (psychologist, social pedagogue, speech therapist) as the setting says, \
                 divided by all whose posts are known.",
            ),
            Self::ConsultationsHeld => (
                "Mācību priekšmetu individuālās konsultācijas",
                "Individual consultations in subjects",
                "Notikušās mācību priekšmetu konsultācijas: failos un atbalsta plānos ierakstītās kopā, atsauktās un nenotikušās neskaita.",
                "Consultations in subjects that took place: those of files and of support plans together, withdrawn and missed ones apart.",
            ),
            Self::SupportedShare => (
                "Izglītojamie ar atbalsta pasākumiem",
                "Share of pupils with support",
                "Izglītojamie ar spēkā stājušos individuālā atbalsta plānu mācību gadā, dalīti ar visiem posma izglītojamiem sarakstos.",
                "Pupils with an individual support plan that came into force in the school year, divided by all pupils of the stage on the lists.",
            ),
            Self::SupportedPupils => (
                "Izglītojamie, kuriem sniegts atbalsts",
                "Number of pupils with support",
                "Izglītojamie ar spēkā stājušos individuālā atbalsta plānu mācību gadā; katru skaita vienreiz.",
                "Pupils with an individual support plan that came into force in the school year; each counted once.",
            ),
            Self::CareerConsultationShare => (
                "Karjeras konsultācijas 7.–12. klasē",
                "Career consultations in grades 7–12",
                "7.–12. klases izglītojamie, kuriem mācību gadā bija karjeras konsultanta konsultācija, dalīti ar visiem 7.–12. klases izglītojamiem.",
                "Pupils of grades 7–12 with a consultation by a career consultant in the school year, divided by all pupils of grades 7–12.",
            ),
            Self::TrainedTeachersShare => (
                "Pedagogi, kuri apguvuši risku atpazīšanu",
                "Teachers trained to recognise risks",
                "Risku atpazīšanas kursu dalībnieki līdz šai dienai, dalīti ar pedagogu skaitu iestāžu iestatījumos; iestādes daļa nevar pārsniegt tās \
                 pedagogu skaitu.",
                "Participants of courses on recognising risks up to the day, divided by the number of teachers in the institutions' settings; those \
                 of an institution count up to its number of teachers.",
            ),
            Self::CourseTeachersShare => (
                "Pedagogi apmācībās",
                "Teachers in training",
                "Pedagogi dalībnieku lapās par šo tēmu trijos mācību gados līdz šai dienai, dalīti ar pedagogu skaitu iestāžu iestatījumos.",
                "Teachers on lists of participants on the topic in three school years up to the day, divided by the number of teachers in the settings.",
            ),
            Self::MeetingsHeld => (
                "Starpinstitūciju sanāksmes",
                "Meetings of institutions",
                "Gada laikā notikušās un protokolētās sadarbības institūciju sanāksmes.",
                "Meetings of the bodies of cooperation that took place in the year and have minutes.",
            ),
            Self::SurveyShare => (
                "Labvēlīgo atbilžu īpatsvars",
                "Share of favourable answers",
                "Apstiprinošas vai labas atbildes (jā, drīzāk jā, piekrītu, apmierināts, 4 vai 5 no 5; par piedzīvotu vardarbību arī „reti” un „dažreiz”) \
                 uz jautājumiem par šo tēmu, dalītas ar visām atbildēm, kurās ir viedoklis.",
                "Affirmative or good answers (yes, rather yes, agree, satisfied, 4 or 5 of 5; of violence met with, seldom and sometimes too) to questions \
                 on the topic, divided by all answers with an opinion.",
            ),
            Self::ProgrammeParticipants => (
                "Programmu dalībnieki",
                "Participants of programmes",
                "Dalībnieki reģistrācijas lapās par šo tēmu mācību gadā: vārdā nosauktos skaita vienreiz, pārējos pēc norādītā skaita; neformālās izglītības \
                 pasākumos – tikai izglītojamos.",
                "Participants on lists on the topic in the school year: those by name counted once, the others as many as the list says; at events of \
                 non-formal education pupils alone.",
            ),
        }
    }
}

/// A rule of indicators that no record holds: shown with its source on the page of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// In Latvian.
    pub latvian: &'static str,
    /// In English.
    pub english: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    /// Whether no source confirms it.
    pub assumption: bool,
}

/// How targets are read.
pub const METHOD_RULES: [Rule; 6] = [
    Rule {
        latvian: "Spēkā ir šī gada vai nākamais mērķis; pēc pēdējā mērķa gada – pēdējais.",
        english: "In force is the target of the year or the next one; after the last, the last.",
        source: "Rēzeknes novads, Ogre, Tukums, Ventspils, Rēzekne",
        assumption: false,
    },
    Rule {
        latvian: "Starp mērķu gadiem vērtībai jābūt uz taisnes no sākuma līdz mērķim vai labākai; iestatījumos var izvēlēties, ka pietiek nebūt sliktākai par sākumu.",
        english: "Between target years a value has to lie on the straight line from the start to the target, or better; by a setting it is enough to be no \
                  worse than the start.",
        source: "assumption",
        assumption: true,
    },
    Rule {
        latvian: "Bultiņai vajag divas vērtības; virziens ir sasniegts tikai pēdējā mērķa gadā, līdz tam tas ir ceļā.",
        english: "An arrow needs two values; a direction is met only in the year of the last target, until then it is on track.",
        source: "Tukums, Rēzekne",
        assumption: true,
    },
    Rule {
        latvian: "Bultiņu, kas pagriežas pretēji iepriekšējai, mēra no iepriekšējā mērķa gada vērtības.",
        english: "An arrow that turns the one before around is measured from the value of that target's year.",
        source: "Rēzekne",
        assumption: true,
    },
    Rule {
        latvian: "“+10 %” ir desmitā daļa no sākuma vērtības vai desmit procentpunkti: to izlemj pašvaldība.",
        english: "“+10 %” is a tenth of the baseline or ten points: the municipality decides.",
        source: "Rēzekne",
        assumption: true,
    },
    Rule {
        latvian: "Ja sākuma vērtību vēl tikai noteiks, par to kļūst pirmā vērtība no paredzētā gada.",
        english: "Where the baseline is still to be set, the first value from the year named on becomes it.",
        source: "Rēzeknes novads, Ogre, Tukums, Rēzekne",
        assumption: true,
    },
];
