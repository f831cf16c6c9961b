//! The list of pupils at risk on any day, from what is known or was known then: evaluated when asked, not stored.

use std::collections::{HashMap, HashSet};

use balsts_domain::access::{Action, Resource};
use balsts_domain::risk::{Assessment, Level, Standing, View};
use balsts_store::{Listed, Selection};
use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::{AppError, Ctx, FieldErrors, Result, clock};

/// Which day, whose eyes, which pupils.
#[derive(Debug, Clone, Default)]
pub struct AssessOptions {
    /// Records dated up to this day; today otherwise.
    pub on: Option<Date>,
    /// Without what was loaded after this day.
    pub known_on: Option<Date>,
    /// Code of an institution.
    pub institution: Option<String>,
    /// Personal code, former code or an institution's code of a pupil.
    pub pupil: Option<String>,
}

/// Pupils at risk, as the contract prints them.
#[derive(Debug, Clone, Serialize)]
pub struct AssessReport {
    /// The day.
    pub on: Date,
    /// Without what was loaded after this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known_on: Option<Date>,
    /// Code of the municipality.
    pub municipality: String,
    /// Version of the settings; 0: the defaults of the product.
    pub settings_version: i64,
    /// Pupils looked at.
    pub pupils_assessed: usize,
    /// Those with a signal: highest level first, then class, then name.
    pub pupils: Vec<AssessedLine>,
}

/// One pupil at risk.
#[derive(Debug, Clone, Serialize)]
pub struct AssessedLine {
    /// Identifier in addresses.
    pub pupil: String,
    /// Personal code.
    pub personal_code: Option<String>,
    /// An institution's code, for a pupil without a personal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pupil_code: Option<String>,
    /// Given name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Code of the institution.
    pub institution: Option<String>,
    /// Class.
    pub class: Option<String>,
    /// Level, signals, duties.
    #[serde(flatten)]
    pub support: Support,
}

/// An assessment with the view of its reader.
#[derive(Debug, Clone)]
pub struct Support {
    /// The assessment.
    pub assessment: Assessment,
    /// What the reader may see of it.
    pub view: View,
}

impl Serialize for Support {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        self.assessment.listing(self.view).serialize(serializer)
    }
}

struct Found {
    id: i64,
    level: Option<Level>,
    institution: Option<i64>,
    class: Option<String>,
    class_key: String,
    support: Support,
}

impl Ctx {
    /// Evaluates pupils within the actor's scope on a day. Nothing is stored but who looked.
    ///
    /// # Errors
    /// Invalid where the institution or the pupil is not known or not visible.
    pub async fn assess(&self, options: &AssessOptions) -> Result<AssessReport> {
        let scope = self.scope(Action::Read, Resource::Assessment)?;
        let on = options.on.unwrap_or(self.today());
        let known = match options.known_on {
            Some(day) => {
                let end = clock::end_of_day_in_riga(day);
                Some(
                    self.store
                        .known_until(scope.municipality(), balsts_store::instant(end))
                        .await?,
                )
            }
            None => None,
        };
        let institution = match &options.institution {
            Some(code) => Some(self.institution_id(code).await?),
            None => None,
        };
        let one = match &options.pupil {
            Some(code) => Some([self.store.pupil_of_code(&scope, &spellings(code)).await.map_err(
                |error| match error {
                    balsts_store::StoreError::NotFound => {
                        FieldErrors::one_with("pupil", "error-pupil-unknown", "value", code)
                    }
                    other => AppError::from(other),
                },
            )?]),
            None => None,
        };
        let mut engine = self.engine(on, known).await?;
        let selection = Selection {
            institution,
            pupils: one.as_ref().map(<[i64; 1]>::as_slice),
        };
        let ids = self.store.selected_pupils(&scope, selection, on, known).await?;
        let full: HashSet<i64> = match self.scope(Action::Read, Resource::Circumstances) {
            Ok(scope) => {
                let ids = self.store.selected_pupils(&scope, selection, on, known).await?;
                ids.into_iter().collect()
            }
            Err(_) => HashSet::new(),
        };
        let mut assessed = 0;
        let mut found: Vec<Found> = Vec::new();
        let mut walk = engine.walk(&scope, &ids, false);
        while let Some(chunk) = walk.next().await? {
            engine.prepare(&chunk).await?;
            for pupil in &chunk {
                let judged = engine.judge(pupil);
                let assessment = judged.assessment;
                if institution.is_some() && assessment.institution != institution {
                    continue;
                }
                let view = if full.contains(&pupil.id) {
                    View::Full
                } else {
                    View::Open
                };
                let listed = assessment.is_listed(view);
                assessed += usize::from(listed || assessment.standing != Standing::Left);
                if listed {
                    let class = judged.enrolment.map(|enrolment| enrolment.class.clone());
                    let class_key = judged
                        .enrolment
                        .and_then(|enrolment| engine.class(enrolment.institution, &enrolment.class))
                        .map_or_else(String::new, |class| class.sort_key.clone());
                    found.push(Found {
                        id: pupil.id,
                        level: assessment.level(view),
                        institution: assessment.institution,
                        class,
                        class_key,
                        support: Support { assessment, view },
                    });
                }
            }
        }
        let ids: Vec<i64> = found.iter().map(|one| one.id).collect();
        let listed = self.store.listed_pupils(&scope, &ids).await?;
        let names: HashMap<i64, Listed> = listed.into_iter().map(|one| (one.id, one)).collect();
        found.sort_by(|a, b| {
            let name = |one: &Found| names.get(&one.id).and_then(|name| name.sort_key.as_deref());
            (b.level.cmp(&a.level))
                .then_with(|| a.class_key.cmp(&b.class_key))
                .then_with(|| name(a).cmp(&name(b)))
                .then_with(|| a.id.cmp(&b.id))
        });
        let pupils = found
            .into_iter()
            .filter_map(|one| {
                let name = names.get(&one.id)?;
                Some(AssessedLine {
                    pupil: name.public_id.clone(),
                    personal_code: name.personal_code.clone(),
                    pupil_code: name.pupil_code.clone(),
                    given_name: name.given_name.clone(),
                    family_name: name.family_name.clone(),
                    institution: one
                        .institution
                        .and_then(|id| Some(engine.institutions.get(&id)?.code.clone())),
                    class: one.class,
                    support: one.support,
                })
            })
            .collect();
        let writing = self.store.write().await?;
        let detail = format!("on={on} assessed={assessed} listed={}", ids.len());
        let event = self.event(
            "assessment.listed",
            "municipality",
            Some(scope.municipality()),
            detail,
        );
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(AssessReport {
            on,
            known_on: options.known_on,
            municipality: self.store.municipality_of(scope.municipality()).await?.code,
            settings_version: engine.settings_version,
            pupils_assessed: assessed,
            pupils,
        })
    }
}

/// The spellings in which a code may be stored: as typed, and a personal code with and without its hyphen.
fn spellings(code: &str) -> Vec<String> {
    let mut all = vec![code.trim().to_owned()];
    if let Ok((personal, _)) = balsts_domain::people::PersonalCode::parse(code) {
        all.extend([personal.to_string(), personal.digits()]);
    }
    all
}
