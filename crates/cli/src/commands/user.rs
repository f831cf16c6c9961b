//! `balsts init` and `balsts user add|list|disable|reset`.

use std::io::{BufRead, IsTerminal, Write};

use balsts_app::{App, Clock, account::AddAccount};
use balsts_domain::access::Role;
use clap::{Args, Subcommand};

use super::{Context, Format};
use crate::failure::Failure;

/// The first administrator.
#[derive(Debug, Args)]
pub struct Init {
    /// E-mail of the first administrator
    #[arg(long)]
    email: Option<String>,
    /// Name of the first administrator
    #[arg(long, default_value = "Administrators")]
    name: String,
    /// Code and name of the municipality, `ogres-novads=Ogres novads`
    #[arg(long, value_name = "CODE=NAME", default_value = "pasvaldiba=Pašvaldība")]
    first_municipality: String,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add a person; the password is asked for, or read from standard input
    Add {
        email: String,
        #[arg(long)]
        name: String,
        /// class_teacher, support_staff, school_head, education_board, child_rights_specialist, municipal_leadership,
        /// data_protection_officer or administrator
        #[arg(long)]
        role: String,
        /// Code of the institution, for roles held at one
        #[arg(long)]
        institution: Option<String>,
        /// Class, for class teachers
        #[arg(long)]
        class: Option<String>,
    },
    /// List the accounts
    List {
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Disable an account and end its sessions
    Disable { email: String },
    /// Set a new first password, remove the second factor, end the sessions
    Reset { email: String },
}

/// Asks on a terminal, reads a line otherwise. The password is never an argument: arguments show in process lists.
fn ask_password() -> Result<String, Failure> {
    let input = std::io::stdin();
    if input.is_terminal() {
        eprint!(
            "Password (at least {} characters): ",
            balsts_app::sign_in::PASSWORD_LENGTH
        );
        std::io::stderr().flush()?;
    }
    let mut line = String::new();
    input.lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

pub async fn init(context: &Context, args: Init) -> Result<(), Failure> {
    let app = App::new(context.migrated().await?, Clock::System);
    if app.store.municipalities().await?.is_empty() {
        let (code, name) = args
            .first_municipality
            .split_once('=')
            .ok_or_else(|| Failure::Usage("--first-municipality is CODE=NAME".to_owned()))?;
        app.add_municipality(code, name, false).await?;
    }
    let Some(email) = args.email else {
        eprintln!(
            "The database is ready. Add the first administrator with: balsts init --email you@example.org"
        );
        return Ok(app.store.close().await?);
    };
    let operator = context.operator(&app).await?;
    operator
        .add_account(&AddAccount {
            email,
            name: args.name,
            password: ask_password()?,
            role: Role::Administrator,
            institution: None,
            class: None,
            speciality: None,
        })
        .await?;
    eprintln!("The first administrator can sign in.");
    Ok(app.store.close().await?)
}

pub async fn run(context: &Context, command: Command) -> Result<(), Failure> {
    let app = context.app().await?;
    let operator = context.operator(&app).await?;
    let find = async |email: &str| -> Result<i64, Failure> {
        let all = operator.accounts().await?;
        all.into_iter()
            .find(|one| one.account.email == email.to_lowercase())
            .map(|one| one.account.id)
            .ok_or_else(|| Failure::Refused(format!("there is no account {email} in this municipality")))
    };
    match command {
        Command::Add {
            email,
            name,
            role,
            institution,
            class,
        } => {
            let role = Role::parse(&role).ok_or_else(|| {
                let codes: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
                Failure::Usage(format!("--role is one of {}", codes.join(", ")))
            })?;
            let institution = match institution {
                Some(code) => Some(operator.institution_id(&code).await?),
                None => None,
            };
            let new = AddAccount {
                email,
                name,
                password: ask_password()?,
                role,
                institution,
                class,
                speciality: None,
            };
            operator.add_account(&new).await?;
            eprintln!(
                "{} can sign in; the password is to be changed at the first sign-in",
                new.email
            );
        }
        Command::List { format } => {
            let all = operator.accounts().await?;
            let roles = |one: &balsts_app::account::AccountWithRoles| {
                one.roles
                    .iter()
                    .map(|role| role.role.clone())
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            match format {
                Format::Json => {
                    let rows: Vec<_> = all
                        .iter()
                        .map(|one| {
                            serde_json::json!({
                                "email": one.account.email, "name": one.account.name, "roles": roles(one),
                                "disabled": one.account.disabled_at.is_some(), "second_factor": one.account.has_totp,
                            })
                        })
                        .collect();
                    println!("{}", serde_json::to_string_pretty(&rows)?);
                }
                Format::Csv | Format::Text => {
                    for one in &all {
                        println!("{},{},{}", one.account.email, one.account.name, roles(one));
                    }
                }
            }
        }
        Command::Disable { email } => operator.set_account_disabled(find(&email).await?, true).await?,
        Command::Reset { email } => {
            operator
                .reset_account(find(&email).await?, &ask_password()?)
                .await?;
        }
    }
    Ok(app.store.close().await?)
}
