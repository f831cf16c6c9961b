//! Living cases of the demonstration, in all steps: entered through the use cases by the people of the demonstration, on days before today.

use std::collections::BTreeMap;

use balsts_app::{
    App, Clock, Ctx,
    case::{AddForm, OpenCase, SendReport},
};
use balsts_domain::{
    access::{Actor, Role},
    cases::{CaseEvent, CaseKind, Event, FormKind, Party, ReportField, form::Input},
};
use balsts_store::PupilFilter;
use balsts_synthetic::demo;

use crate::failure::Failure;

/// How far a case goes: for each step who takes it, how many days before today, and which step it is.
const LIVES: &[&[(Role, i64, Step)]] = {
    use CaseEvent::{CallTeam, DecideSupport, NotSolved, Override, Solved};
    use Role::{
        Medical as Clinic, MunicipalPolice as Police, OrphansCourt as Court, SchoolHead as Head,
        SocialService as Social,
    };
    use Step::{Answer, Cause, Fill, Of, Open, Take, Tell};
    const SCHOOL: Step = Open(
        CaseKind::School,
        "Katru nedēļu kavē vairākas dienas; sarunas ar bērnu un vecākiem nav palīdzējušas.",
    );
    &[
        &[(Head, 3, SCHOOL)],
        &[
            (Head, 12, SCHOOL),
            (Head, 8, Of(CallTeam, "Komanda sanāk trešdien.")),
        ],
        &[
            (Head, 25, SCHOOL),
            (Head, 22, Of(CallTeam, "Komanda sanāk trešdien.")),
            (
                Head,
                18,
                Of(
                    DecideSupport,
                    "Divas konsultācijas nedēļā matemātikā, sarunas ar psihologu.",
                ),
            ),
        ],
        &[
            (Head, 30, SCHOOL),
            (Head, 28, Of(CallTeam, "Komanda sanāk pirmdien.")),
            (
                Head,
                26,
                Of(DecideSupport, "Uzticības persona un pagarināta grupa."),
            ),
            (
                Head,
                6,
                Of(
                    Override,
                    "Kavējumu nav mazāk; vecāki uz sarunu par plānu neierodas.",
                ),
            ),
            (Head, 5, Tell(Party::EducationBoard)),
            (Head, 5, Tell(Party::SocialService)),
        ],
        &[
            (Head, 45, SCHOOL),
            (Head, 44, Of(CallTeam, "Komanda sanāk pirmdien.")),
            (Head, 43, Of(DecideSupport, "Individuālas nodarbības un mentors.")),
            (
                Head,
                32,
                Of(Override, "Bērns mentoru satika reizi; plānam ģimene neatbild."),
            ),
            (Head, 31, Tell(Party::EducationBoard)),
            (Head, 31, Tell(Party::SocialService)),
            (
                Social,
                28,
                Answer("Ģimene apmeklēta divreiz; vienojāmies par ģimenes asistentu."),
            ),
            (
                Head,
                12,
                Of(
                    NotSolved,
                    "Asistents strādā, bet bērns skolā ir divas dienas nedēļā.",
                ),
            ),
        ],
        &[
            (Head, 60, SCHOOL),
            (Head, 59, Of(CallTeam, "Komanda sanāk pirmdien.")),
            (Head, 58, Of(DecideSupport, "Individuālas nodarbības un mentors.")),
            (
                Head,
                46,
                Of(Override, "Uzlabojuma nav, un ģimene plānu neparaksta."),
            ),
            (Head, 45, Tell(Party::EducationBoard)),
            (Head, 45, Tell(Party::SocialService)),
            (Social, 40, Answer("Ģimenei piešķirts pabalsts un asistents.")),
            (Head, 30, Of(NotSolved, "Vajadzīga vairāku institūciju rīcība.")),
            (
                Social,
                38,
                Cause(
                    "low_functioning_family",
                    "Ģimenē trīs vizītes; māte strādā naktīs.",
                ),
            ),
            (
                Social,
                37,
                Fill(
                    FormKind::ThreeParty,
                    &[
                        ("present", "Sociālā darbiniece, skolas vadītāja, māte"),
                        (
                            "agreed",
                            "Māte katru rītu zvana skolai; asistents nāk divreiz nedēļā.",
                        ),
                    ],
                ),
            ),
            (
                Head,
                29,
                Take(Party::MunicipalPolice, "Bērns naktīs ir ārpus mājām."),
            ),
            (
                Police,
                27,
                Fill(
                    FormKind::Response,
                    &[
                        ("facts", "Divreiz atrasts tirdzniecības centrā pēc 22."),
                        ("gravity", "repeated"),
                        ("measure", "talk"),
                    ],
                ),
            ),
        ],
        &[
            (
                Social,
                10,
                Open(
                    CaseKind::Social,
                    "Ģimene nevar nodrošināt mācību līdzekļus un siltumu mājās.",
                ),
            ),
            (
                Social,
                8,
                Fill(
                    FormKind::CrisisSupport,
                    &[("service", "mediator"), ("result", "Malka un pārtikas paka.")],
                ),
            ),
            (
                Social,
                6,
                Fill(
                    FormKind::CourtLetter,
                    &[
                        ("ground", "not_cooperating"),
                        ("facts", "Vecāki durvis neatver; bērns nedēļu nav bijis skolā."),
                        ("done", "Trīs vizītes, uzaicinājums, saruna ar skolu."),
                    ],
                ),
            ),
            (Court, 4, Fill(FormKind::CourtStep, &[("step", "talk")])),
            (
                Social,
                3,
                Take(Party::YouthWorker, "Zēns grib iet uz jauniešu centru."),
            ),
        ],
        &[
            (
                Clinic,
                9,
                Open(
                    CaseKind::Social,
                    "Obligātā pārbaude kavēta trīs reizes; uz zvaniem neatbild.",
                ),
            ),
            (
                Clinic,
                9,
                Fill(
                    FormKind::NonAttendance,
                    &[("place", "clinic"), ("facts", "Neierodas, iemeslu nav.")],
                ),
            ),
        ],
        &[
            (Head, 50, SCHOOL),
            (Head, 49, Of(CallTeam, "Komanda sanāk pirmdien.")),
            (Head, 48, Of(DecideSupport, "Konsultācijas un autobusa biļete.")),
            (Head, 4, Of(Solved, "Mēnesi nav neattaisnotu kavējumu.")),
        ],
    ]
};

/// A step of a life.
#[derive(Clone, Copy)]
enum Step {
    /// Opens the case.
    Open(CaseKind, &'static str),
    /// An event of the table.
    Of(CaseEvent, &'static str),
    /// Tells an institution and sends the report.
    Tell(Party),
    /// Answers the report to one's own institution.
    Answer(&'static str),
    /// Lets an institution take part.
    Take(Party, &'static str),
    /// Fills in a short form of the day.
    Fill(FormKind, &'static [(&'static str, &'static str)]),
    /// Adds a circumstance.
    Cause(&'static str, &'static str),
}

/// The values of a form that is filled in on the day of `ctx`.
fn values(ctx: &Ctx, kind: FormKind, given: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    for field in kind.form().map_or(&[][..], |form| form.fields) {
        if matches!(field.input, Input::Day) {
            let days = if matches!(field.name, "day" | "since") {
                0
            } else {
                30
            };
            let day = ctx.today().saturating_add(jiff::Span::new().days(days));
            values.insert(field.name.to_owned(), day.to_string());
        }
    }
    values.extend(
        given
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    values
}

/// Enters the cases of a municipality.
pub(super) async fn add(app: &App, municipality: i64, code: &str) -> Result<(), Failure> {
    let mut people: BTreeMap<&str, Actor> = BTreeMap::new();
    let accounts = app.operator(code).await?.accounts().await?;
    for account in demo::accounts().iter().filter(|one| one.municipality == code) {
        if let Some(found) = accounts.iter().find(|one| one.account.email == account.email) {
            let (actor, _) = app.actor(found.account.id).await?;
            people.insert(account.role.code(), actor);
        }
    }
    // The histories of the other municipalities have nobody who works on cases.
    let mut roles = LIVES
        .iter()
        .flat_map(|life| life.iter())
        .map(|(role, ..)| role.code());
    if roles.any(|role| !people.contains_key(role)) {
        return Ok(());
    }
    let act = |role: Role, days: i64| -> Result<Ctx, Failure> {
        let mut actor = people
            .get(role.code())
            .cloned()
            .ok_or_else(|| Failure::Failed(format!("nobody is {}", role.code())))?;
        let then = app.clock.now() - jiff::SignedDuration::from_hours(24 * days);
        let past = App::new(app.store.clone(), Clock::Fixed(then));
        actor.on = past.today();
        Ok(past.ctx(actor))
    };
    let list = act(Role::SchoolHead, 0)?
        .pupils(&PupilFilter::default(), LIVES.len())
        .await?;
    for (life, pupil) in LIVES.iter().zip(&list.pupils) {
        let mut case = String::new();
        for (role, days, step) in *life {
            let ctx = act(*role, *days)?;
            match step {
                Step::Open(kind, words) => {
                    let open = OpenCase {
                        pupil: pupil.public_id.clone(),
                        kind: *kind,
                        words: (*words).to_owned(),
                        concern: None,
                    };
                    case = match ctx.open_case(&open).await {
                        Ok(case) => case,
                        // Early in the school year the pupil was not yet in the school on that day.
                        Err(balsts_app::AppError::NotFound) => break,
                        Err(error) => return Err(error.into()),
                    };
                }
                Step::Of(event, words) => {
                    let version = ctx.case(&case).await?.line.row.version;
                    let event = Event::new(*event, *words);
                    ctx.step_case(&case, version, &event).await?;
                }
                Step::Take(party, words) => {
                    let version = ctx.case(&case).await?.line.row.version;
                    let event = Event {
                        party: Some(*party),
                        ..Event::new(CaseEvent::Invite, *words)
                    };
                    ctx.step_case(&case, version, &event).await?;
                }
                Step::Fill(kind, given) => {
                    let form = AddForm {
                        kind: *kind,
                        values: values(&ctx, *kind, given),
                    };
                    ctx.add_case_form(&case, &form).await?;
                }
                Step::Cause(kind, words) => {
                    ctx.add_case_circumstance(&case, kind, words).await?;
                }
                Step::Tell(party) => {
                    let report = ctx.tell(&case, *party).await?;
                    let written = [
                        (
                            ReportField::Problem,
                            "Bērns neapmeklē izglītības iestādi; vecāki nesadarbojas.",
                        ),
                        (
                            ReportField::Done,
                            "Atbalsta komanda, konsultācijas, sarunas ar ģimeni.",
                        ),
                        (
                            ReportField::Asked,
                            "Apmeklēt ģimeni un atbildēt, kādu palīdzību sniegsiet.",
                        ),
                    ]
                    .map(|(field, words)| (field, words.to_owned()));
                    let send = SendReport {
                        written: BTreeMap::from(written),
                        override_reason: String::new(),
                    };
                    ctx.send_case_report(&case, report, &send).await?;
                }
                Step::Answer(words) => {
                    let view = ctx.case(&case).await?;
                    if let Some(report) = view
                        .reports
                        .iter()
                        .find(|one| one.recipient == Party::SocialService.code())
                    {
                        ctx.answer_report(&case, report.id, words).await?;
                    }
                }
            }
        }
    }
    app.program(municipality).turn_cases().await?;
    Ok(())
}
