//! Posts of support staff beside what norms ask for, school by school. Nothing of a child.

use std::collections::{BTreeMap, BTreeSet};

use balsts_domain::{
    access::{Action, Reach, Resource},
    calendar::{Period, SchoolYear, day_number},
    money::{CareerNorm, PostNorm},
    registry::{Fte, InstitutionKind, SupportRole},
};
use balsts_reports::{
    posts::{PostRow, Posts},
    table::Label,
};

use super::ReportPeriod;
use crate::{Ctx, Result};

/// Specialities that the norm of posts speaks of: support staff who work with children at every school.
const OF_NORM: [SupportRole; 4] = [
    SupportRole::SocialPedagogue,
    SupportRole::Psychologist,
    SupportRole::SpeechTherapist,
    SupportRole::SpecialEducator,
];

/// Specialities of which a municipality may fund so many posts at its preschools together, each with its setting.
const OF_PRESCHOOLS: [(SupportRole, &str); 2] = [
    (SupportRole::SocialPedagogue, "posts_preschool_social"),
    (SupportRole::SpeechTherapist, "posts_preschool_speech"),
];

impl Ctx {
    /// `posts`: posts at each school by speciality, what the norm asks for and what is missing; the load of career consultants by the number
    /// of pupils.
    pub async fn report_posts(&self, wanted: &ReportPeriod) -> Result<Posts> {
        let scope = self.scope(Action::Read, Resource::Statistics)?;
        let on = wanted
            .on
            .unwrap_or_else(|| wanted.school_year.map_or(self.today(), SchoolYear::last_day));
        let mut places = self.places(Period::day(on)).await?;
        // A school that was closed before lacks nobody; when one was opened, a registry that begins later does not know.
        let day = i64::from(day_number(on));
        let names = self.store.dated_names(self.actor.municipality).await?;
        let open: BTreeSet<i64> = names
            .iter()
            .filter(|one| one.valid_to.is_none_or(|to| to >= day))
            .map(|one| one.id)
            .collect();
        places.retain(|id, _| open.contains(id));
        let mut norms = [0; 5];
        let keys = [
            "post_secondary",
            "post_basic",
            "career_from",
            "career_step",
            "career_load",
        ];
        for (number, key) in norms.iter_mut().zip(keys) {
            *number = self.plain_number("money", None, key).await?.unwrap_or_default();
        }
        let [secondary, basic, from, step, load] = norms;
        let fte = |thousandths| {
            let thousandths = i32::try_from(thousandths).unwrap_or_default();
            Fte::from_thousandths(thousandths).unwrap_or_default()
        };
        let norm = PostNorm {
            secondary: fte(secondary),
            basic: fte(basic),
        };
        let career = CareerNorm { from, step, load };
        let mut posts: BTreeMap<(i64, SupportRole), i64> = BTreeMap::new();
        let mut told: BTreeSet<i64> = BTreeSet::new();
        for sum in self.store.staff_sums(&scope, on).await? {
            told.insert(sum.institution_id);
            if let Some(role) = SupportRole::parse(&sum.role) {
                *posts.entry((sum.institution_id, role)).or_default() += sum.fte;
            }
        }
        let mut pupils: BTreeMap<i64, i64> = BTreeMap::new();
        for sum in self.store.enrolment_sums(&scope, on).await? {
            *pupils.entry(sum.institution_id).or_default() += sum.pupils;
        }
        let mut rows = Vec::new();
        for (id, place) in &places {
            let Some(full) = norm.of(place.kinds.iter().copied()) else {
                continue;
            };
            let asked = OF_NORM.iter().map(|role| (*role, Some(full)));
            let consultant = career.of(pupils.get(id).copied().unwrap_or_default());
            for (role, asked) in asked.chain([(SupportRole::CareerConsultant, consultant)]) {
                rows.push(PostRow {
                    institution: Label::name(place.name.as_str()),
                    role: Label::new(role.latvian(), role.english()),
                    // A school whose staff nobody has told may have them all: that is no data, not none.
                    thousandths: told
                        .contains(id)
                        .then(|| posts.get(&(*id, role)).copied().unwrap_or_default()),
                    asked: asked.map(|fte| i64::from(fte.thousandths())),
                });
            }
        }
        if scope.reach().contains(&Reach::Municipality) {
            let preschools: Vec<i64> = places
                .iter()
                .filter(|(_, place)| {
                    let mut kinds = place.kinds.iter();
                    !place.kinds.is_empty() && kinds.all(|kind| *kind == InstitutionKind::Preschool)
                })
                .map(|(id, _)| *id)
                .collect();
            let all_told = !preschools.is_empty() && preschools.iter().all(|id| told.contains(id));
            for (role, key) in OF_PRESCHOOLS {
                let asked = self.plain_number("money", None, key).await?.unwrap_or_default();
                if asked == 0 {
                    continue;
                }
                let there = preschools.iter().filter_map(|id| posts.get(&(*id, role)));
                rows.push(PostRow {
                    institution: Label::new(
                        "Visas pirmsskolas izglītības iestādes kopā",
                        "All preschools together",
                    ),
                    role: Label::new(role.latvian(), role.english()),
                    thousandths: all_told.then(|| there.sum()),
                    asked: Some(asked),
                });
            }
        }
        Ok(Posts { on, rows })
    }
}
