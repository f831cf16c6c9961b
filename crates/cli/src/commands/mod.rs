//! The commands, one file per noun.

mod assess;
mod audit;
mod backup;
mod calendar;
mod demo;
mod duties;
mod generate;
mod import;
mod indicators;
mod loads;
mod municipality;
mod plan;
mod report;
mod serve;
mod user;

use std::path::PathBuf;

use balsts_app::{App, Clock, Ctx};
use balsts_store::Store;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::{
    configuration::Configuration,
    failure::Failure,
    key_file,
    output::{errln, outln},
};

/// Balsts: the system by which a municipality keeps children from leaving school early.
#[derive(Debug, Parser)]
#[command(name = "balsts", version, about, propagate_version = true)]
pub struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// sqlite:PATH or postgres://… (default sqlite:balsts.db)
    #[arg(long, global = true, value_name = "URL")]
    database: Option<String>,
    /// Code of the municipality, ogres-novads; may be left out where there is only one
    #[arg(long, global = true, value_name = "CODE")]
    municipality: Option<String>,
    /// Configuration file (default balsts.toml, where there is one)
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// How data are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Create the database and the first administrator
    Init(user::Init),
    /// Create or upgrade the database
    Migrate,
    /// Build the demonstration (all people are invented) and serve it
    Demo(demo::Serve),
    /// Read a CSV or XLSX file
    Import(import::Import),
    /// The files that were loaded, and taking one back
    #[command(subcommand)]
    Loads(loads::Command),
    /// Write a report: absences, enrolment, staff, support-plans
    Report(report::Report),
    /// Write a synthetic municipality in the import formats
    Generate(generate::Generate),
    /// Serve the web application
    Serve(serve::Serve),
    /// The prevention programme: take it in, write it out, check and show it
    #[command(subcommand)]
    Plan(plan::Command),
    /// Evaluate the risk signals and print pupils at risk
    Assess(assess::Assess),
    /// The calendar of duties: due, overdue, done
    Duties(duties::Duties),
    /// Compute the indicators of the programme and print how they stand
    Indicators(indicators::Indicators),
    /// School years, holidays and terms in working days
    #[command(subcommand)]
    Calendar(calendar::Command),
    /// Municipalities of the installation
    #[command(subcommand)]
    Municipality(municipality::Command),
    /// Accounts of people
    #[command(subcommand)]
    User(user::Command),
    /// The audit log: who saw or changed what
    #[command(subcommand)]
    Audit(audit::Command),
    /// Write a consistent copy of an SQLite database while it is in use
    Backup(backup::Backup),
    /// Put a copy back in place of the database
    Restore(backup::Restore),
    /// Print what the server offers to programs, as OpenAPI 3.1
    Openapi,
}

/// Configuration and flags together.
pub struct Context {
    pub configuration: Configuration,
    municipality: Option<String>,
}

impl Context {
    fn new(common: Common) -> Result<Self, Failure> {
        let mut configuration = Configuration::read(common.config.as_deref())?;
        if let Some(database) = common.database {
            configuration.database = database;
        }
        Ok(Self {
            configuration,
            municipality: common.municipality,
        })
    }

    /// The application on the configured database. A database that is not there is said so, never created on the side: a mistyped name
    /// would leave an empty one behind.
    pub async fn app(&self) -> Result<App, Failure> {
        self.find().await?.map_err(Failure::Refused)
    }

    /// The application, where the configured database is there and of this version.
    pub async fn app_if_there(&self) -> Result<Option<App>, Failure> {
        Ok(self.find().await?.ok())
    }

    /// The application, or why the database cannot be used as it is.
    async fn find(&self) -> Result<Result<App, String>, Failure> {
        if let Some(file) = self.configuration.sqlite_file()
            && !file.exists()
        {
            return Ok(Err(format!(
                "there is no database {}: name the right one with --database, or create it with `balsts init`",
                file.display()
            )));
        }
        let store = Store::open(&self.configuration.database).await?;
        if !store.ready().await? {
            let address = store.address();
            store.close().await?;
            return Ok(Err(format!(
                "{address} is no database of this version yet: run `balsts migrate` or `balsts init` first"
            )));
        }
        let store = key_file::unlock(store, &self.configuration).await?;
        Ok(Ok(App::new(store, Clock::System)))
    }

    /// Creates or upgrades the configured database; one that never had a key gets it.
    pub async fn migrated(&self) -> Result<Store, Failure> {
        let store = Store::open(&self.configuration.database).await?;
        store.migrate().await?;
        key_file::unlock_or_create(store, &self.configuration).await
    }

    /// Whether `--municipality` was given.
    pub fn names_municipality(&self) -> bool {
        self.municipality.is_some()
    }

    /// The operator acting for the municipality of `--municipality`, or for the only one.
    pub async fn operator(&self, app: &App) -> Result<Ctx, Failure> {
        let code = if let Some(code) = &self.municipality {
            code.clone()
        } else {
            let mut all = app.store.municipalities().await?;
            match all.len() {
                0 => {
                    return Err(Failure::Refused(
                        "there is no municipality yet: balsts municipality add CODE NAME".into(),
                    ));
                }
                1 => all.remove(0).code,
                _ => {
                    let codes: Vec<String> = all.into_iter().map(|one| one.code).collect();
                    return Err(Failure::Usage(format!(
                        "say which with --municipality: {}",
                        codes.join(", ")
                    )));
                }
            }
        };
        app.operator(&code).await.map_err(|_| {
            Failure::Refused(format!(
                "there is no municipality {code}: see `balsts municipality list`"
            ))
        })
    }
}

/// Runs a command.
pub async fn run(cli: Cli) -> Result<(), Failure> {
    let database = cli.common.database.clone();
    let context = Context::new(cli.common)?;
    match cli.command {
        Command::Init(args) => user::init(&context, args).await,
        Command::Migrate => {
            let store = context.migrated().await?;
            errln!("{} is up to date", store.address());
            Ok(store.close().await?)
        }
        Command::Demo(args) => demo::demo(&context, args, database.as_deref()).await,
        Command::Import(args) => import::import(&context, args).await,
        Command::Loads(command) => loads::run(&context, command).await,
        Command::Report(args) => report::report(&context, args).await,
        Command::Generate(args) => generate::generate(&args),
        Command::Serve(args) => serve::serve(&context, args).await,
        Command::Assess(args) => assess::assess(&context, args).await,
        Command::Duties(args) => duties::duties(&context, args).await,
        Command::Indicators(args) => indicators::indicators(&context, args).await,
        Command::Plan(command) => plan::run(&context, command).await,
        Command::Calendar(command) => calendar::run(&context, command).await,
        Command::Municipality(command) => municipality::run(&context, command).await,
        Command::User(command) => user::run(&context, command).await,
        Command::Audit(command) => audit::run(&context, command).await,
        Command::Backup(args) => backup::backup(&context, args).await,
        Command::Restore(args) => backup::restore(&context, &args).await,
        Command::Openapi => {
            outln!("{}", serde_json::to_string_pretty(&balsts_web::openapi())?)?;
            Ok(())
        }
    }
}
