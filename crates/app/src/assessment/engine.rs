//! What all pupils of a municipality share in an evaluation: settings, calendar, registers of classes, what was loaded; and the walk over
//! the pupils in chunks, reading ahead while the chunk at hand is judged.

use std::collections::{HashMap, HashSet, VecDeque};

use balsts_domain::access::Scope;
use balsts_domain::calendar::{Calendar, SchoolDays, SchoolDaysIndex, SchoolYear, day_number};
use balsts_domain::people::folded;
use balsts_domain::registry::{ClassLabel, InstitutionKind, InstitutionKinds, Stage};
use balsts_domain::risk::Settings;
use balsts_domain::risk::records::{InputSpan, Inputs, LessonsHeld, RegisterPeriod, register_of};
use balsts_domain::risk::signal::Input;
use balsts_store::{AssessedSpan, Known, LoadSpan, ReadPlan, Store, StoredPupil};
use jiff::{ToSpan, civil::Date};

use crate::{AppError, Result, clock};

/// Pupils read and judged at once: bounds memory.
const CHUNK: usize = 1_000;
/// Fewer at once are not worth a statement of their own.
const SMALL_CHUNK: usize = 100;
/// Chunks read ahead.
const AHEAD: usize = 2;

/// An institution as rules see it.
#[derive(Debug, Clone)]
pub(crate) struct Institution {
    pub code: String,
    pub name: String,
    /// Its kinds with first and last day.
    kinds: Vec<(i64, i64, InstitutionKinds)>,
}

impl Institution {
    /// Whether being enrolled here is going to school. Not known is taken for school.
    pub fn is_school(&self) -> bool {
        self.kinds.is_empty()
            || self
                .kinds
                .iter()
                .any(|(_, _, kinds)| kinds.provides_compulsory_education())
    }

    fn is_vocational(&self, day: i32) -> bool {
        let day = i64::from(day);
        self.kinds.iter().any(|(from, to, kinds)| {
            *from <= day && day <= *to && kinds.has(InstitutionKind::VocationalSchool)
        })
    }
}

/// What pupils of a class share.
#[derive(Debug)]
pub(crate) struct Class {
    pub school_days: SchoolDays,
    pub stage: Stage,
    pub register: Vec<RegisterPeriod>,
    pub lessons: Vec<LessonsHeld>,
    pub sort_key: String,
}

/// One evaluation of a municipality on a day.
#[derive(Debug)]
pub(crate) struct Engine {
    pub on: Date,
    pub day: i32,
    pub known: Option<Known>,
    pub settings: Settings,
    pub settings_version: i64,
    pub municipal: SchoolDays,
    pub institutions: HashMap<i64, Institution>,
    /// Absences and marks reach back further than rules need: for the view over several years.
    whole_history: bool,
    store: Store,
    names: Vec<String>,
    index: SchoolDaysIndex,
    spans: Vec<LoadSpan>,
    absences: HashMap<i64, (i32, i32)>,
    inputs: HashMap<Option<i64>, Inputs>,
    classes: HashMap<i64, HashMap<String, Class>>,
    lessons: HashMap<i64, HashMap<String, Vec<LessonsHeld>>>,
    lessons_read: HashSet<i64>,
}

impl Engine {
    /// Reads what pupils share.
    pub async fn new(
        store: &Store,
        municipality: i64,
        (settings_version, settings): (i64, Settings),
        calendar: Calendar,
        spans: Vec<LoadSpan>,
        on: Date,
        known: Option<Known>,
    ) -> Result<Self> {
        let place = store.municipality_of(municipality).await?;
        let mut index = SchoolDaysIndex::new(calendar);
        let mut engine = Self {
            on,
            day: day_number(on),
            known,
            settings,
            settings_version,
            municipal: index.school_days(None, None),
            institutions: HashMap::new(),
            whole_history: false,
            store: store.clone(),
            names: vec![folded(&place.code), folded(&place.name)],
            index,
            spans,
            absences: HashMap::new(),
            inputs: HashMap::new(),
            classes: HashMap::new(),
            lessons: HashMap::new(),
            lessons_read: HashSet::new(),
        };
        for row in store.institution_kinds(municipality).await? {
            let institution = engine.institutions.entry(row.id).or_insert_with(|| Institution {
                name: row.code.clone(),
                code: row.code,
                kinds: Vec::new(),
            });
            if let (Some(name), None) = (row.name, row.valid_to) {
                institution.name = name;
            }
            if let Some(kinds) = row.kind.as_deref().and_then(InstitutionKinds::parse) {
                let from = row.valid_from.unwrap_or(i64::MIN);
                institution
                    .kinds
                    .push((from, row.valid_to.unwrap_or(i64::MAX), kinds));
            }
        }
        engine.span_inputs();
        Ok(engine)
    }

    /// Reads all school years, for the view over several.
    pub fn over_years(mut self) -> Self {
        self.whole_history = true;
        self
    }

    /// What each input speaks for, in the order in which it is kept.
    pub fn assessed_spans(&self) -> Vec<AssessedSpan> {
        let mut all: Vec<AssessedSpan> = self
            .spans
            .iter()
            .map(|span| AssessedSpan {
                institution_id: span.institution.unwrap_or(0),
                input: span.input.code().to_owned(),
                first_day: span.days.map(|(first, _)| i64::from(first)),
                newest_day: span.days.map(|(_, newest)| i64::from(newest)),
            })
            .collect();
        all.sort_by(|a, b| (a.institution_id, &a.input).cmp(&(b.institution_id, &b.input)));
        all
    }

    fn span_inputs(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        let mut common = Inputs::default();
        // Reports are written in this very program: they are always complete.
        let ever = InputSpan {
            first: i32::MIN / 2,
            newest: self.day,
        };
        common.set(Input::Reports, Some(ever));
        for span in spans.iter().filter(|span| span.institution.is_none()) {
            let (first, newest) = span.days.unwrap_or((span.as_of, span.as_of));
            let span_of_days = match span.input {
                // A register of who is or does what: as new as its file.
                Input::Enrolments | Input::Extracurricular | Input::Circumstances => InputSpan {
                    first,
                    newest: newest.max(span.as_of),
                },
                Input::DeclaredChildren => InputSpan {
                    first: i32::MIN / 2,
                    newest: span.as_of,
                },
                _ => InputSpan { first, newest },
            };
            // Of absence and lessons an institution knows its own only.
            let of_all = !matches!(
                span.input,
                Input::Absences | Input::AbsenceTotals | Input::Lessons | Input::Marks
            );
            // An institution's own incidents speak for it; a file without any speaks for all.
            let held_rows = span.input == Input::Incidents && span.days.is_some();
            if of_all && !held_rows {
                common.set(span.input, Some(span_of_days));
            }
        }
        self.inputs.insert(None, common);
        for span in &spans {
            let (Some(institution), Some((first, newest))) = (span.institution, span.days) else {
                continue;
            };
            let inputs = self.inputs.entry(Some(institution)).or_insert(common);
            inputs.set(span.input, Some(InputSpan { first, newest }));
            if span.input == Input::Absences {
                self.absences.insert(institution, (first, newest));
            }
        }
        self.spans = spans;
    }

    /// What was loaded for an institution.
    pub fn inputs(&self, institution: Option<i64>) -> Inputs {
        self.inputs
            .get(&institution)
            .or_else(|| self.inputs.get(&None))
            .copied()
            .unwrap_or_default()
    }

    /// Whether a declared address, by code or name of a municipality, lies here.
    pub fn is_here(&self, declared: &str) -> bool {
        self.names.contains(&folded(declared))
    }

    /// Until when what people wrote counts, microseconds: records dated later, or not yet known, do not.
    pub fn until(&self) -> i64 {
        let end = clock::end_of_day_in_riga(self.on).as_microsecond();
        self.known.map_or(end, |known| known.until.min(end))
    }

    /// What is read of each pupil.
    pub fn plan(&self, results: bool) -> ReadPlan {
        let early = Date::constant(1990, 1, 1);
        let (absences_since, marks_since) = if self.whole_history {
            (early, early)
        } else {
            let months = i64::from(self.settings.marks_months.max(12)) + 1;
            (
                SchoolYear::of(self.on).previous().first_day(),
                self.on.checked_sub(months.months()).unwrap_or(early),
            )
        };
        ReadPlan {
            on: self.on,
            until: self.until(),
            absences_since,
            marks_since,
            subjects: self.settings.latvian_subjects.clone(),
            known: self.known,
            results,
            attendance_only: false,
        }
    }

    /// Walks over pupils chunk by chunk: `next` reads ahead, the caller judges.
    pub fn walk(&self, scope: &Scope, ids: &[i64], results: bool) -> Walk {
        self.walk_by(self.plan(results), scope, ids)
    }

    /// The same for who asks of absence alone: whatever the other signals would need is not read, and what they say is worth nothing.
    pub fn walk_attendance(&self, scope: &Scope, ids: &[i64]) -> Walk {
        let plan = ReadPlan {
            attendance_only: true,
            ..self.plan(false)
        };
        self.walk_by(plan, scope, ids)
    }

    fn walk_by(&self, plan: ReadPlan, scope: &Scope, ids: &[i64]) -> Walk {
        // Few pupils come in several chunks, too, so that there is something to read ahead.
        let chunk = (ids.len() / 10).clamp(SMALL_CHUNK, CHUNK);
        Walk {
            store: self.store.clone(),
            scope: scope.clone(),
            plan,
            waiting: ids.chunks(chunk).map(<[i64]>::to_vec).collect(),
            reading: VecDeque::new(),
        }
    }

    /// Makes the classes of these pupils known.
    pub async fn prepare(&mut self, pupils: &[StoredPupil]) -> Result<()> {
        let enrolments = || pupils.iter().flat_map(|pupil| &pupil.enrolments);
        let mut missing: Vec<i64> = enrolments()
            .map(|enrolment| enrolment.institution)
            .filter(|institution| !self.lessons_read.contains(institution))
            .collect();
        missing.sort_unstable();
        missing.dedup();
        if !missing.is_empty() {
            let since = self.plan(false).absences_since;
            let rows = self
                .store
                .class_lessons(&missing, since, self.on, self.known)
                .await?;
            for row in rows {
                self.lessons
                    .entry(row.institution)
                    .or_default()
                    .insert(row.class, row.lessons);
            }
            self.lessons_read.extend(missing);
        }
        for enrolment in enrolments() {
            let known = self.classes.get(&enrolment.institution);
            if known.is_some_and(|classes| classes.contains_key(&enrolment.class)) {
                continue;
            }
            let place = self.institutions.get(&enrolment.institution);
            let school_days = self
                .index
                .school_days(place.map(|place| place.code.as_str()), enrolment.grade);
            let lessons = self
                .lessons
                .get_mut(&enrolment.institution)
                .and_then(|classes| classes.remove(&enrolment.class))
                .unwrap_or_default();
            let absences = self.absences.get(&enrolment.institution).copied();
            let vocational = place.is_some_and(|place| place.is_vocational(self.day));
            let label = enrolment.class.parse::<ClassLabel>();
            let class = Class {
                register: register_of(&lessons, absences, &school_days),
                stage: match (&label, enrolment.grade) {
                    (Ok(label), _) => Stage::of_class(label, vocational),
                    (Err(_), Some(grade)) if !vocational => Stage::of_grade(grade),
                    (Err(_), _) => Stage::Secondary,
                },
                sort_key: label.map_or_else(|_| enrolment.class.clone(), |label| label.sort_key()),
                school_days,
                lessons,
            };
            self.classes
                .entry(enrolment.institution)
                .or_default()
                .insert(enrolment.class.clone(), class);
        }
        Ok(())
    }

    /// A class that [`Engine::prepare`] has made known.
    pub fn class(&self, institution: i64, class: &str) -> Option<&Class> {
        self.classes.get(&institution)?.get(class)
    }
}

/// Pupils chunk by chunk.
#[derive(Debug)]
pub(crate) struct Walk {
    store: Store,
    scope: Scope,
    plan: ReadPlan,
    waiting: VecDeque<Vec<i64>>,
    reading: VecDeque<tokio::task::JoinHandle<balsts_store::Result<Vec<StoredPupil>>>>,
}

impl Walk {
    /// The next chunk, in the order of ids; `None` after the last.
    pub async fn next(&mut self) -> Result<Option<Vec<StoredPupil>>> {
        while self.reading.len() < AHEAD
            && let Some(ids) = self.waiting.pop_front()
        {
            let (store, scope, plan) = (self.store.clone(), self.scope.clone(), self.plan.clone());
            self.reading.push_back(tokio::spawn(async move {
                store.stored_pupils(&scope, &plan, &ids).await
            }));
        }
        match self.reading.pop_front() {
            None => Ok(None),
            Some(task) => {
                let read = task
                    .await
                    .map_err(|error| AppError::Internal(error.to_string()))?;
                Ok(Some(read?))
            }
        }
    }
}
