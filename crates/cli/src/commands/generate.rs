//! `balsts generate`: a synthetic municipality in the import formats, the same bytes for the same seed.

use std::path::PathBuf;

use balsts_synthetic::{Spec, write_to};
use clap::Args;

use crate::{failure::Failure, output::errln};

#[derive(Debug, Args)]
pub struct Generate {
    /// Pupils on 1 September of the first school year
    #[arg(long, default_value_t = 1_000)]
    pupils: u32,
    /// School years, the last being the one in which --until lies
    #[arg(long, default_value_t = 1)]
    school_years: u16,
    /// The same seed gives the same bytes
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Last day that is told of (default: the end of the last school year that is known in full)
    #[arg(long)]
    until: Option<jiff::civil::Date>,
    /// Folder for the files
    #[arg(short, long)]
    output: PathBuf,
}

pub fn generate(args: &Generate) -> Result<(), Failure> {
    let mut spec = Spec::new(args.pupils, args.school_years, args.seed);
    if let Some(until) = args.until {
        spec.until = until;
    }
    let written = write_to(&spec, &args.output).map_err(|error| Failure::Failed(error.to_string()))?;
    for file in written {
        errln!("{:>9} rows  {}.csv", file.rows, file.kind.name());
    }
    Ok(())
}
