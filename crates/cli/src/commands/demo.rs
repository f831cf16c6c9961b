//! `balsts demo`: the demonstration municipalities through the same doors as real ones (files, accounts, concerns), then the server.

mod annual;
mod cases;
mod cooperation;
mod next_step;
mod programme;
mod support;

use std::{collections::HashMap, io::Cursor, time::Instant};

use balsts_app::{
    App, Clock, Ctx,
    account::AddAccount,
    concern::{ConcernStep, SendConcern},
    demonstration::{Demonstration, SourceNote},
    load::LoadOptions,
    observation::AddObservation,
};
use balsts_domain::{
    access::{Actor, Role},
    calendar::SchoolYear,
    concern::Urgency,
    observation::Topic,
    registry::{CommissionPaper, Source, SupportRole},
    risk::Factor,
};
use balsts_intake::{Kind, Limits};
use balsts_store::Store;
use balsts_synthetic::demo::{self, Concern, Demo, Step};
use clap::Args;
use jiff::civil::Date;

use super::{Context, backup::remove_with_log};
use crate::{
    configuration::Configuration,
    failure::Failure,
    key_file, logging,
    output::{errln, outln},
};

const FILE: &str = "balsts-demo.db";

#[derive(Debug, Args)]
pub struct Serve {
    /// Port on this machine; 0 takes a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Begin anew: what was entered into the demonstration is gone
    #[arg(long)]
    reset: bool,
}

pub async fn demo(context: &Context, args: Serve, database: Option<&str>) -> Result<(), Failure> {
    let url = database.map_or_else(|| format!("sqlite:{FILE}"), str::to_owned);
    let mut configuration = context.configuration.clone();
    url.clone_into(&mut configuration.database);
    "warn".clone_into(&mut configuration.log);
    "text".clone_into(&mut configuration.log_format);
    logging::start(&configuration);
    let app = whole(&configuration, args.reset).await?;
    app.turn_of_day().await?;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", args.port))
        .await
        .map_err(|error| {
            Failure::Refused(format!(
                "cannot listen on port {}: {error}; try --port",
                args.port
            ))
        })?;
    outln!("\nBalsts: http://{}\n", listener.local_addr()?)?;
    outln!(
        "All people are invented. The password of everybody is {}\n",
        demo::PASSWORD
    )?;
    for account in demo::accounts() {
        outln!(
            "  {:<44} {:<24} {}",
            account.email,
            account.role.code(),
            account.post
        )?;
    }
    outln!("\nStop with Ctrl-C.")?;
    let options = balsts_web::Options {
        secure_cookies: false,
        demonstration: true,
        address: configuration.address(listener.local_addr()?),
        mailer: configuration.mailer()?,
        upload_limit: configuration.upload_megabytes * 1024 * 1024,
    };
    balsts_web::serve(app, options, listener).await?;
    Ok(())
}

/// The demonstration with all that belongs to it: the one that is there, else a new one. Half of one, left by a program that was killed, is
/// built anew; a database with real people is left alone.
async fn whole(configuration: &Configuration, reset: bool) -> Result<App, Failure> {
    if let Some(app) = there(configuration, reset).await? {
        errln!(
            "Using the demonstration in {}; --reset begins anew.",
            app.store.address()
        );
        return Ok(app);
    }
    let store = Store::open(&configuration.database).await?;
    store.migrate().await?;
    let store = key_file::unlock_or_create(store, configuration).await?;
    let app = App::new(store, Clock::System);
    build(&app).await?;
    Ok(app)
}

/// The demonstration that is there and to be used; what stands in the way of a new one is removed.
async fn there(configuration: &Configuration, reset: bool) -> Result<Option<App>, Failure> {
    let file = configuration.sqlite_file();
    if file.as_ref().is_some_and(|file| !file.exists()) {
        return Ok(None);
    }
    let app = App::new(Store::open(&configuration.database).await?, Clock::System);
    // Without tables there is nothing yet; whatever else is wrong, the migration will say.
    match app.demonstration().await.unwrap_or(Demonstration::Absent) {
        Demonstration::Whole if !reset => {
            app.store.migrate().await?;
            let store = key_file::unlock_or_create(app.store, configuration).await?;
            return Ok(Some(App::new(store, app.clock)));
        }
        Demonstration::Real => {
            return Err(Failure::Refused(format!(
                "{} holds a real municipality: nothing was changed. Leave --database out, or name a new file with it",
                app.store.address()
            )));
        }
        Demonstration::Absent => {
            app.store.close().await?;
            return Ok(None);
        }
        Demonstration::Half => errln!("The demonstration was never finished and is built anew."),
        Demonstration::Whole => {}
    }
    app.store.close().await?;
    let Some(file) = file else {
        return Err(Failure::Refused(
            "only an SQLite demonstration can be begun anew: create the PostgreSQL database again, empty"
                .to_owned(),
        ));
    };
    if Store::is_in_use(&configuration.database).await? {
        return Err(Failure::Refused(format!(
            "{} is in use by another program: stop that first; nothing was changed",
            file.display()
        )));
    }
    remove_with_log(&file)?;
    Ok(None)
}

async fn build(app: &App) -> Result<(), Failure> {
    let started = Instant::now();
    let today = app.today();
    // The people are made while the database has nothing to do yet.
    let towns = tokio::task::spawn_blocking(move || {
        let mut towns = demo::all(today, demo::SEED)?;
        towns.extend(demo::histories(today, demo::SEED)?);
        Ok::<_, balsts_synthetic::Error>(towns)
    })
    .await
    .map_err(|error| Failure::Failed(error.to_string()))?
    .map_err(|error| Failure::Failed(error.to_string()))?;
    for town in towns {
        errln!("{}: loading", town.name);
        let id = app.add_municipality(&town.municipality, &town.name, true).await?;
        fill(app, app.operator(&town.municipality).await?, id, town).await?;
    }
    let (code, name) = demo::PROGRAMME_ONLY;
    errln!("{name}: loading");
    app.add_municipality(code, name, true).await?;
    let users = accounts(&app.operator(code).await?, code).await?;
    programme::adopt(app, code, &users).await?;
    app.store.analyze().await?;
    app.demonstration_built().await?;
    errln!(
        "The demonstration was built in {:.1} s.",
        started.elapsed().as_secs_f64()
    );
    Ok(())
}

/// The system that such a file would come from in a municipality.
const fn source(kind: Kind) -> Source {
    match kind {
        Kind::Absences | Kind::AbsenceTotals | Kind::Lessons | Kind::Marks => Source::EKlase,
        Kind::Guardians | Kind::ClassTeachers | Kind::Incidents | Kind::SupportPlans => Source::Institution,
        Kind::Circumstances => Source::SocialService,
        Kind::Consultations | Kind::Participation => Source::RegistrationSheets,
        Kind::SurveyAnswers => Source::Edurio,
        Kind::Institutions
        | Kind::Staff
        | Kind::Pupils
        | Kind::Enrolments
        | Kind::Exams
        | Kind::Extracurricular
        | Kind::DeclaredChildren => Source::Viis,
    }
}

async fn fill(app: &App, operator: Ctx, municipality: i64, mut town: Demo) -> Result<(), Failure> {
    for file in std::mem::take(&mut town.files) {
        let name = format!("{}.csv", file.kind.name());
        let kind =
            Kind::parse(file.kind.name()).ok_or_else(|| Failure::Failed(format!("unknown kind {name}")))?;
        let options = LoadOptions {
            limits: Limits {
                text_bytes: u64::MAX,
                ..Limits::default()
            },
            evaluate_later: true,
            source: Some(source(kind)),
            source_note: Some("izdomāts demonstrācijai".to_owned()),
            ..LoadOptions::default()
        };
        let report = operator
            .load(kind, Cursor::new(file.out), &name, &options, |_| {})
            .await?;
        if let Some(refused) = &report.refused {
            let first = report
                .rejected
                .first()
                .map(|one| format!("row {}: {} {:?}: {}", one.row, one.column, one.value, one.error));
            return Err(Failure::Failed(format!(
                "{name}: {}; {}",
                refused.text,
                first.unwrap_or_default()
            )));
        }
    }
    let notes: Vec<SourceNote> = demo::irregularities(&town.municipality)
        .map_err(|error| Failure::Failed(error.to_string()))?
        .into_iter()
        .map(|one| SourceNote {
            topic: one.table,
            place_lv: one.place.lv,
            place_en: one.place.en,
            unit: one.unit,
            says: one.says,
            computed: one.computed,
            explanation_lv: one.lv,
            explanation_en: one.en,
            assumption: one.assumption,
        })
        .collect();
    operator.add_source_notes(&notes).await?;
    let printed: Vec<SourceNote> = demo::printed(&town.municipality)
        .map_err(|error| Failure::Failed(error.to_string()))?
        .into_iter()
        .map(|one| SourceNote {
            topic: one.table.to_owned(),
            place_lv: one.place.lv,
            place_en: one.place.en,
            unit: "percent".to_owned(),
            says: Some(one.says),
            computed: Some(one.computed),
            explanation_lv: String::new(),
            explanation_en: String::new(),
            assumption: false,
        })
        .collect();
    operator.add_source_notes(&printed).await?;
    let users = accounts(&operator, &town.municipality).await?;
    for concern in &town.concerns {
        let user = |role| {
            demo::account_at(&concern.institution, role)
                .and_then(|account| users.get(account.email))
                .copied()
                .ok_or_else(|| Failure::Failed(format!("nobody of {} reports concerns", concern.institution)))
        };
        let (reporter, team) = (user(Role::ClassTeacher)?, user(Role::SupportStaff)?);
        tell(app, &operator, concern, reporter, team).await?;
    }
    let board = demo::accounts()
        .iter()
        .find(|account| account.municipality == town.municipality && account.role == Role::EducationBoard)
        .and_then(|account| users.get(account.email))
        .ok_or_else(|| Failure::Failed("nobody of the education board".to_owned()))?;
    let board = app.ctx(app.actor(*board).await?.0);
    for one in demo::observations(&town.municipality) {
        let observation = AddObservation {
            day: Some(one.on(app.today())),
            place: one.place.to_owned(),
            topic: Topic::from_code(one.topic),
            text: one.text.to_owned(),
            no_name: false,
        };
        board.add_observation(&observation).await?;
    }
    next_step::record(&board).await?;
    app.program(municipality).evaluate_all().await?;
    support::fill(app, &town.municipality, &users).await?;
    cases::add(app, municipality, &town.municipality).await?;
    programme::adopt(app, &town.municipality, &users).await?;
    cooperation::cooperate(app, &town, &users).await?;
    indicators(app, municipality).await
}

/// The indicators of the school years of the demonstration, so that they have a way behind them.
async fn indicators(app: &App, municipality: i64) -> Result<(), Failure> {
    const YEARS: i16 = 3;
    let program = app.program(municipality);
    let running = SchoolYear::of(app.today()).first_calendar_year() + 1;
    for year in running + 1 - YEARS..=running {
        program.compute_indicators(year).await?;
    }
    Ok(())
}

/// Adds the ready accounts of a municipality. Gives their identifiers by e-mail.
async fn accounts(operator: &Ctx, municipality: &str) -> Result<HashMap<&'static str, i64>, Failure> {
    let mut users = HashMap::new();
    for account in demo::accounts()
        .iter()
        .filter(|account| account.municipality == municipality)
    {
        let institution = match account.institution {
            Some(code) => Some(operator.institution_id(code).await?),
            None => None,
        };
        let id = operator
            .add_account(&AddAccount {
                email: account.email.to_owned(),
                name: account.name.to_owned(),
                password: demo::PASSWORD.to_owned(),
                role: account.role,
                institution,
                class: account.class.map(str::to_owned),
                speciality: (account.role == Role::SupportStaff).then_some(SupportRole::SocialPedagogue),
            })
            .await?;
        operator.keep_password(id).await?;
        users.insert(account.email, id);
    }
    Ok(users)
}

/// The concern as the class teacher sent it on its day, and what the support team has done with it since.
async fn tell(app: &App, operator: &Ctx, concern: &Concern, reporter: i64, team: i64) -> Result<(), Failure> {
    let (teacher, _) = app.actor(reporter).await?;
    let (team, _) = app.actor(team).await?;
    let on = |actor: &Actor, day: Date, hour: i8| -> Result<Ctx, Failure> {
        let mut ctx = app.ctx(actor.clone());
        let told = day
            .at(hour, 20, 0, 0)
            .to_zoned(balsts_app::clock::riga())
            .map_err(|error| Failure::Failed(error.to_string()))?;
        // Early in the morning the day's report is of this minute, not of what is to come.
        ctx.now = told.timestamp().min(ctx.now);
        Ok(ctx)
    };
    let send = SendConcern {
        pupil: operator.public_id_of(&concern.personal_code.to_string()).await?,
        factors: concern
            .factors
            .iter()
            .filter_map(|code| Factor::from_code(code))
            .collect(),
        text: concern.text.to_owned(),
        urgency: Urgency::Normal,
        danger: false,
    };
    let id = on(&teacher, concern.observed_on, 11)?.send_concern(&send).await?;
    for (day, step) in &concern.steps {
        let ctx = on(&team, *day, 14)?;
        // To look at it is a step, too: from then on it counts as read.
        let version = ctx.concern(id).await?.row.version;
        let step = match *step {
            Step::Read => continue,
            Step::Examine(text) => ConcernStep::Examine(text.to_owned()),
            Step::Confirm(text) => {
                let factors = send.factors.iter().copied().map(Into::into).collect();
                ConcernStep::Confirm(factors, text.to_owned())
            }
            Step::NotConfirm(text) => ConcernStep::NotConfirm(text.to_owned()),
            Step::Settle => ConcernStep::Settle,
            Step::Refer => {
                let papers = [
                    CommissionPaper::Application,
                    CommissionPaper::TeachersDescription,
                    CommissionPaper::SpeechTherapist,
                ];
                ctx.refer(&send.pupil, None, &papers, "").await?;
                continue;
            }
        };
        ctx.step_concern(id, version, step).await?;
    }
    Ok(())
}
