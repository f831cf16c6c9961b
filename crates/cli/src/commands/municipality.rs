//! `balsts municipality add|list`.

use clap::Subcommand;

use super::{Context, Format};
use crate::{
    failure::Failure,
    output::{errln, outln},
};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add a municipality
    Add {
        /// Code for the command line: small letters, digits and hyphens
        code: String,
        /// Name as people write it
        name: String,
    },
    /// List the municipalities
    List {
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
}

pub async fn run(context: &Context, command: Command) -> Result<(), Failure> {
    let app = context.app().await?;
    match command {
        Command::Add { code, name } => {
            app.add_municipality(&code, &name, false).await?;
            errln!("{code} added");
        }
        Command::List { format } => {
            let all = app.store.municipalities().await?;
            match format {
                Format::Json => {
                    let rows: Vec<_> = all
                        .iter()
                        .map(|one| serde_json::json!({"code": one.code, "name": one.name}))
                        .collect();
                    outln!("{}", serde_json::to_string_pretty(&rows)?)?;
                }
                Format::Csv => {
                    outln!("code,name")?;
                    for one in all {
                        outln!("{},\"{}\"", one.code, one.name.replace('"', "\"\""))?;
                    }
                }
                Format::Text => {
                    for one in all {
                        outln!("{:<24} {}", one.code, one.name)?;
                    }
                }
            }
        }
    }
    Ok(app.store.close().await?)
}
