//! A throw-away PostgreSQL cluster: made in a temporary folder, run as an ordinary user on a free port of the loopback address,
//! without caring for durability, and removed when the run ends.

use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::{process, tools};

/// Settings for speed: nothing of this cluster outlives the run.
const SETTINGS: &str = "
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_connections = 400
max_wal_size = 256MB
shared_buffers = 128MB
max_parallel_workers_per_gather = 0
log_min_messages = fatal
";

/// Stops the cluster and removes its folder as soon as the pipe from the run closes: also when the run is killed.
const KEEPER: &str = r#"read -r _; "$1/pg_ctl" stop -D "$2/data" -m immediate -s; rm -rf "$2""#;

/// A running cluster, stopped and removed when dropped.
pub struct Cluster {
    url: String,
    keeper: Child,
}

impl Cluster {
    pub fn start() -> Result<Self> {
        let programs = tools::postgres_folder().context("PostgreSQL's programs were not found")?;
        let user = ordinary_user()?;
        let folder = process::output(
            as_user(user.as_deref(), "mktemp")
                .arg("-d")
                .arg(place().join("balsts-pg.XXXXXX")),
        )?;
        let folder = folder.trim().to_owned();
        // The keeper comes first: from here on nothing is left behind, whatever fails.
        let keeper = as_user(user.as_deref(), "sh")
            .args(["-c", KEEPER, "keeper"])
            .arg(&programs)
            .arg(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .context("could not start the keeper of the cluster")?;
        let mut cluster = Self {
            url: String::new(),
            keeper,
        };
        cluster.url = launch(&programs, user.as_deref(), &folder)?;
        println!("PostgreSQL: a throw-away cluster at {}", cluster.url);
        Ok(cluster)
    }

    /// The URL of an existing database whose user may create others.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        if let Err(error) = self.keeper.wait() {
            eprintln!("the PostgreSQL cluster may still be there: {error}");
        }
    }
}

fn launch(programs: &Path, user: Option<&str>, folder: &str) -> Result<String> {
    let data = format!("{folder}/data");
    process::output(
        as_user(user, programs.join("initdb"))
            .args([
                "-D",
                &data,
                "--username=balsts",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
            ])
            .args(["--no-sync", "--no-instructions"]),
    )?;
    let settings = format!("cat >> '{data}/postgresql.conf' <<'END'\n{SETTINGS}END");
    process::output(as_user(user, "sh").args(["-c", &settings]))?;
    // Another program may take the port between asking and starting: a few tries with a new one.
    let mut last = None;
    for _ in 0..3 {
        let port = free_port()?;
        let options = format!("-h 127.0.0.1 -p {port} -k '{folder}'");
        // The log goes to a file, and pg_ctl must not keep our pipes: `output` would wait for the server's end.
        let started = as_user(user, programs.join("pg_ctl"))
            .args(["start", "-s", "-w", "-t", "60", "-D", &data, "-l"])
            .arg(format!("{folder}/log"))
            .args(["-o", &options])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .status()?;
        if started.success() {
            process::output(
                as_user(user, programs.join("createdb"))
                    .args(["-h", "127.0.0.1", "-p"])
                    .arg(port.to_string())
                    .args(["-U", "balsts", "balsts"]),
            )?;
            return Ok(format!("postgres://balsts@127.0.0.1:{port}/balsts"));
        }
        last = process::output(
            as_user(user, "tail")
                .args(["-n", "20"])
                .arg(format!("{folder}/log")),
        )
        .ok();
    }
    bail!("PostgreSQL did not start: {}", last.unwrap_or_default());
}

/// Room that must be free in memory for the cluster to lie there, KiB: a database for each test that runs, and the log of what is written.
const ROOM: u64 = 4 << 20;

/// Where the cluster lies. A database is many small files, made and removed for every test: in memory that costs nothing.
fn place() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let free = process::output(Command::new("df").args(["--output=avail", "-k"]).arg(memory)).ok();
    let free = free.and_then(|told| told.lines().last()?.trim().parse::<u64>().ok());
    match free {
        Some(free) if free >= ROOM => memory.to_owned(),
        _ => std::env::temp_dir(),
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// PostgreSQL refuses to run as root: then it runs as the system's `postgres`, else as `nobody`.
fn ordinary_user() -> Result<Option<String>> {
    if !tools::is_root() {
        return Ok(None);
    }
    ["postgres", "nobody"]
        .into_iter()
        .find(|user| process::succeeds("id", &["-u", user]))
        .map(|user| Some(user.to_owned()))
        .context("as root, a user `postgres` or `nobody` is needed to run PostgreSQL")
}

/// A command as that user, in a folder that everyone may enter.
fn as_user(user: Option<&str>, program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = match user {
        None => Command::new(program),
        Some(user) => {
            let mut command = Command::new("runuser");
            command.args(["-u", user, "--"]).arg(program);
            command
        }
    };
    command.current_dir("/");
    command
}
