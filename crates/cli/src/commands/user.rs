//! `balsts init` and `balsts user add|list|disable|reset`.

use std::io::{BufRead, IsTerminal, Write};

use balsts_app::{
    App, Clock,
    account::{AccountWithRoles, AddAccount},
};
use balsts_domain::{access::Role, registry::SupportRole};
use balsts_reports::table::{Cell, Column, Kind, Label, Table};
use clap::{Args, Subcommand};

use super::{Context, Format};
use crate::{
    failure::Failure,
    output::{self, errln, outln},
};

/// The first administrator.
#[derive(Debug, Args)]
pub struct Init {
    /// E-mail of the first administrator; asked for on a terminal
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
        /// For support staff: social_pedagogue, psychologist, speech_therapist, special_educator, nurse, teacher_assistant,
        /// career_consultant and others of the staff table
        #[arg(long)]
        speciality: Option<String>,
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

/// Asks on a terminal, reads a line otherwise.
fn ask(question: &str) -> Result<String, Failure> {
    let input = std::io::stdin();
    if input.is_terminal() {
        // Who pipes standard error away types without being asked.
        let _ = write!(std::io::stderr(), "{question}: ");
        std::io::stderr().flush()?;
    }
    let mut line = String::new();
    input.lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// The password is never an argument: arguments show in process lists.
fn ask_password() -> Result<String, Failure> {
    ask(&format!(
        "Password (at least {} characters)",
        balsts_app::sign_in::PASSWORD_LENGTH
    ))
}

pub async fn init(context: &Context, args: Init) -> Result<(), Failure> {
    // Said before anything is created: a script would take a database without anybody who can sign in for a whole one.
    if args.email.is_none() && !std::io::stdin().is_terminal() {
        return Err(Failure::Usage(
            "say who the first administrator is: balsts init --email you@example.org".to_owned(),
        ));
    }
    let app = App::new(context.migrated().await?, Clock::System);
    if app.has_administrator().await? {
        return Err(Failure::Refused(
            "there is an administrator already, who adds everybody else in the browser; \
             another one is added with `balsts user add EMAIL --name NAME --role administrator`"
                .to_owned(),
        ));
    }
    if app.store.municipalities().await?.is_empty() {
        let (code, name) = args
            .first_municipality
            .split_once('=')
            .ok_or_else(|| Failure::Usage("--first-municipality is CODE=NAME".to_owned()))?;
        app.add_municipality(code, name, false).await?;
    }
    let email = match args.email {
        Some(email) => email,
        None => ask("E-mail of the first administrator")?,
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
    errln!("The first administrator can sign in.");
    Ok(app.store.close().await?)
}

/// Codes of the roles that a person holds or held.
fn roles(one: &AccountWithRoles) -> String {
    let roles: Vec<&str> = one.roles.iter().map(|role| role.role.as_str()).collect();
    roles.join(" ")
}

/// One row an account, with the fields of the JSON.
fn csv(all: &[AccountWithRoles]) -> Result<String, Failure> {
    let column = |key| Column::new(key, key, key, Kind::Text);
    let columns = ["email", "name", "roles", "disabled", "second_factor"].map(column);
    let mut table = Table::new(Label::name("accounts"), columns.to_vec());
    for one in all {
        table.rows.push(vec![
            Cell::text(&one.account.email),
            Cell::text(&one.account.name),
            Cell::text(roles(one)),
            Cell::text(one.account.disabled_at.is_some().to_string()),
            Cell::text(one.account.has_totp.to_string()),
        ]);
    }
    table.to_csv().map_err(|error| Failure::Failed(error.to_string()))
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
            speciality,
        } => {
            let speciality = speciality
                .map(|code| {
                    SupportRole::parse(&code).ok_or_else(|| {
                        let codes: Vec<&str> = SupportRole::ALL.iter().map(|role| role.code()).collect();
                        Failure::Usage(format!("--speciality is one of {}", codes.join(", ")))
                    })
                })
                .transpose()?;
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
                speciality,
            };
            operator.add_account(&new).await?;
            errln!(
                "{} can sign in; the password is to be changed at the first sign-in",
                new.email
            );
        }
        Command::List { format } => {
            let all = operator.accounts().await?;
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
                    outln!("{}", serde_json::to_string_pretty(&rows)?)?;
                }
                Format::Csv => output::bytes(csv(&all)?.as_bytes())?,
                Format::Text => {
                    for one in &all {
                        let disabled = if one.account.disabled_at.is_some() {
                            " (disabled)"
                        } else {
                            ""
                        };
                        outln!(
                            "{:<40} {:<28} {}{disabled}",
                            one.account.email,
                            one.account.name,
                            roles(one)
                        )?;
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
