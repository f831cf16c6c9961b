//! What happens beside lessons: incidents, clubs, circumstances that a person recorded, support plans, and the
//! municipality's list of declared children.

use balsts_domain::calendar::SchoolYear;
use jiff::civil::Date;

use super::Chronicle;
use crate::dice::Dice;
use crate::names::{Origin, Sex, of};
use crate::rows::{self, Kind};
use crate::sink::{Error, Sink};
use crate::town::Pupil;

const INCIDENTS: &[&str] = &[
    "Konflikts",
    "Verbāla agresija",
    "Fiziska agresija",
    "Īpašuma bojāšana",
    "Kārtības noteikumu pārkāpums",
];

/// Programme and its kind.
const CLUBS: &[(&str, &str)] = &[
    ("Tautas dejas", "interešu"),
    ("Koris", "interešu"),
    ("Robotika", "interešu"),
    ("Teātra studija", "interešu"),
    ("Vizuālās mākslas pulciņš", "interešu"),
    ("Jaunsardze", "interešu"),
    ("Šahs", "interešu"),
    ("Sporta spēles", "interešu"),
    ("Keramika", "interešu"),
    ("Mazpulks", "interešu"),
    ("Debašu klubs", "interešu"),
    ("Skolas avīze", "interešu"),
    ("Futbols", "profesionālās ievirzes"),
    ("Vieglatlētika", "profesionālās ievirzes"),
    ("Basketbols", "profesionālās ievirzes"),
    ("Klavierspēle", "profesionālās ievirzes"),
    ("Vijoļspēle", "profesionālās ievirzes"),
    ("Vizuāli plastiskā māksla", "profesionālās ievirzes"),
    ("Jauniešu centra darbnīca", "neformālā"),
    ("Programmēšanas nometne", "neformālā"),
    ("Brīvprātīgo klubs", "neformālā"),
];

/// Factors of groups B, C and D that a person may record, commonest first.
pub(crate) const CIRCUMSTANCES: &[&str] = &[
    "parents_work_elsewhere",
    "parental_support_out_of_balance",
    "basic_needs_not_met",
    "parents_do_not_support_learning",
    "special_needs",
    "difficult_journey",
    "long_illness",
    "family_conflict_or_violence",
    "out_of_family_care",
    "ill_parent_or_relative",
    "duties_at_home",
    "parents_addiction",
    "cares_for_family",
    "disability",
    "no_learning_materials",
    "addiction",
];

/// Risks for which plans are made.
pub(crate) const RISKS: &[&str] = &[
    "learning_difficulties",
    "low_achievement",
    "unexcused_absence",
    "behaviour_problems",
    "language_barrier",
    "lagging_from_earlier_stage",
    "conflicts_with_peers",
    "parents_do_not_support_learning",
    "parents_work_elsewhere",
    "basic_needs_not_met",
    "long_illness",
    "poor_school_family_cooperation",
];

const EVALUATIONS: &[&str] = &[
    "Riski mazināti",
    "Riski novērsti",
    "Bez izmaiņām, atbalsts turpinās",
    "Riski mazināti, atbalsts turpinās",
];

/// Statuses that explain why a declared child is on no list here.
const EXPLAINED: &[&str] = &[
    "enrolled_elsewhere",
    "left_country",
    "long_illness",
    "being_clarified",
    "no_information",
    "foreign_citizen",
];

/// Kinds of consultations with subject or specialist.
const HELP: &[(&str, &str)] = &[
    ("subject", "Matemātika"),
    ("subject", "Latviešu valoda"),
    ("subject", "Angļu valoda"),
    ("support_staff", "sociālais pedagogs"),
    ("support_staff", "psihologs"),
    ("teacher", ""),
];

impl<S: Sink> Chronicle<'_, S> {
    pub(crate) fn incidents(&mut self, year: i16, per_mille: u32) -> Result<(), Error> {
        let days = self.days(year);
        let mut dice = self.dice(Kind::Incidents, year);
        for index in 0..self.town.pupils.len() {
            let pupil = &self.town.pupils[index];
            let Some(stay) = pupil.in_year(year).next() else {
                continue;
            };
            let restless = if pupil.truancy >= 970 { 8 } else { 1 };
            if stay.class.level < 1 || self.spared.contains(&index) || !dice.per_mille(per_mille * restless) {
                continue;
            }
            let days = days.of(stay.class.level);
            let told = &days.days[days.range(stay.from, stay.to.unwrap_or(self.until))];
            for number in 0..if told.is_empty() {
                0
            } else {
                1 + dice.weighted(&[80, 15, 5])
            } {
                let date = told[dice.below(told.len() as u32) as usize].date;
                let role = ["involved", "witness", "victim"][dice.weighted(&[60, 30, 10])];
                let kind = INCIDENTS[(index + number) % INCIDENTS.len()];
                self.put_incident(index, date, kind, role)?;
            }
        }
        Ok(())
    }

    pub(crate) fn put_incident(
        &mut self,
        pupil: usize,
        date: Date,
        kind: &str,
        role: &str,
    ) -> Result<(), Error> {
        let pupil = &self.town.pupils[pupil];
        let Some(stay) = pupil.on(date) else { return Ok(()) };
        let institution_code = self.code_of(stay.class.school);
        self.files.put(&rows::Incidents {
            personal_code: pupil.code,
            institution_code,
            date,
            kind,
            role,
            note: "",
        })
    }

    /// Who takes part in what outside lessons; `per_mille` of pupils in one programme at least.
    pub(crate) fn extracurricular(&mut self, year: i16, per_mille: u32) -> Result<(), Error> {
        let mut dice = self.dice(Kind::Extracurricular, year);
        let from = Date::constant(year, 9, 15);
        if from > self.until {
            return Ok(());
        }
        let to = Some(Date::constant(year + 1, 5, 31)).filter(|to| *to < self.until);
        for index in 0..self.town.pupils.len() {
            let pupil = &self.town.pupils[index];
            let Some(stay) = pupil.in_year(year).next_back() else {
                continue;
            };
            if stay.class.level < 1 || self.spared.contains(&index) || !dice.per_mille(per_mille) {
                continue;
            }
            let first = dice.below(CLUBS.len() as u32) as usize;
            for club in 0..if dice.per_mille(220) { 2 } else { 1 } {
                let (programme, kind) = CLUBS[(first + club * 5) % CLUBS.len()];
                self.files.put(&rows::Extracurricular {
                    personal_code: pupil.code,
                    programme,
                    kind,
                    from,
                    to,
                })?;
            }
        }
        Ok(())
    }

    pub(crate) fn circumstances(&mut self, year: i16, per_mille: u32) -> Result<(), Error> {
        let mut dice = self.dice(Kind::Circumstances, year);
        let weights: Vec<u32> = (0..CIRCUMSTANCES.len() as u32).map(|rank| 20 - rank).collect();
        for index in 0..self.town.pupils.len() {
            let pupil = &self.town.pupils[index];
            let Some(stay) = pupil.in_year(year).next_back() else {
                continue;
            };
            let likely = if pupil.truancy >= 970 { 10 } else { 1 };
            if stay.class.level < 1 || self.spared.contains(&index) || !dice.per_mille(per_mille * likely) {
                continue;
            }
            let from = Date::constant(year, 9, 5) + jiff::Span::new().days(i64::from(dice.below(200)));
            if from > self.until || stay.from > from || stay.to.is_some_and(|to| to < from) {
                continue;
            }
            let kind = CIRCUMSTANCES[dice.weighted(&weights)];
            let to = dice
                .per_mille(300)
                .then(|| from + jiff::Span::new().days(90))
                .filter(|to| *to <= self.until);
            self.put_circumstance(index, kind, from, to)?;
        }
        Ok(())
    }

    pub(crate) fn put_circumstance(
        &mut self,
        pupil: usize,
        kind: &str,
        from: Date,
        to: Option<Date>,
    ) -> Result<(), Error> {
        let pupil = &self.town.pupils[pupil];
        let Some(stay) = pupil.on(from) else { return Ok(()) };
        let source_institution = self.code_of(stay.class.school);
        self.files.put(&rows::Circumstances {
            personal_code: pupil.code,
            kind,
            from,
            to,
            source_institution,
        })
    }

    /// Support plans of a school year: for a share of pupils, the weaker and more often absent first.
    pub(crate) fn support_plans(&mut self, year: i16, per_mille: u32) -> Result<(), Error> {
        let mut dice = self.dice(Kind::SupportPlans, year);
        for index in 0..self.town.pupils.len() {
            let pupil = &self.town.pupils[index];
            let Some(stay) = pupil.in_year(year).next() else {
                continue;
            };
            let need = if pupil.ability < 120 || pupil.truancy >= 970 {
                5
            } else {
                1
            };
            if stay.class.level < 1 || self.spared.contains(&index) || !dice.per_mille(per_mille * need) {
                continue;
            }
            let school = stay.class.school;
            for semester in 1..=if dice.per_mille(400) { 2 } else { 1 } {
                self.put_support_plan(index, school, year, semester, &mut dice)?;
                self.consultations(index, school, year, semester)?;
            }
        }
        Ok(())
    }

    /// Some hours of help under a plan, each on another school day of its semester.
    fn consultations(&mut self, pupil: usize, school: u16, year: i16, semester: u8) -> Result<(), Error> {
        // A stream of its own: what else is told of the year stays as it is.
        let mut dice = Dice::new(
            self.town.people.seed,
            ((Kind::Consultations as u64 + 2) << 48)
                + ((pupil as u64) << 16)
                + (year as u64) * 2
                + u64::from(semester),
        );
        let level = self.town.pupils[pupil]
            .in_year(year)
            .next()
            .map_or(1, |stay| stay.class.level);
        let days = self.days(year);
        let days: Vec<Date> = days
            .of(level)
            .days
            .iter()
            .filter(|day| day.semester == semester)
            .map(|day| day.date)
            .collect();
        if days.is_empty() {
            return Ok(());
        }
        let (kind, what) = dice.pick(HELP);
        let count = dice.between(2, 8) as usize;
        let (first, step) = (dice.below(5) as usize, 7);
        for on in days.into_iter().skip(first).step_by(step).take(count) {
            self.files.put(&rows::Consultations {
                personal_code: self.town.pupils[pupil].code,
                institution_code: self.code_of(school),
                date: on,
                kind,
                subject_or_role: what,
                hours: dice.between(1, 2),
            })?;
        }
        Ok(())
    }

    pub(crate) fn put_support_plan(
        &mut self,
        pupil: usize,
        school: u16,
        year: i16,
        semester: u8,
        dice: &mut Dice,
    ) -> Result<(), Error> {
        let first = dice.weighted(&[40, 25, 18, 14, 8, 6, 6, 6, 5, 5, 4, 4]);
        let second = dice.below(RISKS.len() as u32) as usize;
        let risks = if second == first || dice.per_mille(450) {
            RISKS[first].to_owned()
        } else {
            format!("{};{}", RISKS[first], RISKS[second])
        };
        self.files.put(&rows::SupportPlans {
            personal_code: self.town.pupils[pupil].code,
            institution_code: self.code_of(school),
            school_year: &SchoolYear::new(year).to_string(),
            semester,
            risks: &risks,
            evaluation: dice.pick(EVALUATIONS),
        })
    }

    /// Children of compulsory age with a declared address here: those on a list, those whom a status explains, and the
    /// few whom nothing does (their codes are given back).
    pub(crate) fn declared_children(&mut self, unexplained: u32) -> Result<Vec<crate::PersonalCode>, Error> {
        let mut dice = self.dice(Kind::DeclaredChildren, 0);
        let year = SchoolYear::of(self.until).first_calendar_year();
        let (eldest, youngest) = (year - 18, year - 5);
        for pupil in &self.town.pupils {
            let on_list = pupil.on(self.until).is_some();
            let born = pupil.birth.year();
            let moved_away = pupil
                .stays
                .last()
                .is_some_and(|stay| stay.leaving == Some(crate::town::leaving::MOVED_AWAY));
            if !pupil.declared_here || born <= eldest || born > youngest || (!on_list && moved_away) {
                continue;
            }
            let basic = finished_basic(pupil);
            let status = if on_list {
                ""
            } else {
                EXPLAINED[dice.weighted(&[90, 5, 1, 1, 1, 2])]
            };
            self.put_declared(
                pupil.code,
                pupil.given,
                pupil.family_name(),
                pupil.birth,
                &pupil.address,
                status,
                basic,
            )?;
        }
        let mut codes = Vec::new();
        for number in 0..unexplained {
            let sex = if dice.per_mille(500) {
                Sex::Male
            } else {
                Sex::Female
            };
            let birth = Date::constant(
                year - 7 - dice.below(8) as i16,
                dice.between(1, 12) as i8,
                dice.between(1, 28) as i8,
            );
            let code =
                crate::PersonalCode::new_kind(self.town.people.first_number + 900_000 + number, &mut dice);
            let family = of(Origin::Latvian.family(&mut dice), sex);
            let given = Origin::Latvian.given(sex, &mut dice);
            let address = format!(
                "Rīgas iela {}, {}",
                dice.between(1, 90),
                dice.pick(self.town.people.towns)
            );
            self.put_declared(code, given, family, birth, &address, "", false)?;
            codes.push(code);
        }
        Ok(codes)
    }

    #[expect(clippy::too_many_arguments, reason = "one row of a file")]
    fn put_declared(
        &mut self,
        personal_code: crate::PersonalCode,
        given_name: &str,
        family_name: &str,
        birth_date: Date,
        declared_address: &str,
        status: &str,
        basic: bool,
    ) -> Result<(), Error> {
        let basic_education_completed = if basic { "jā" } else { "nē" };
        self.files.put(&rows::DeclaredChildren {
            personal_code,
            given_name,
            family_name,
            birth_date,
            declared_address,
            status,
            basic_education_completed,
        })
    }
}

fn finished_basic(pupil: &Pupil) -> bool {
    let finished = |stay: &crate::town::Stay| {
        stay.class.level == 9 && stay.leaving == Some(crate::town::leaving::COMPLETED)
    };
    pupil
        .stays
        .iter()
        .any(|stay| stay.class.level >= 10 || finished(stay))
}
