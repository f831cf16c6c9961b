//! The yardstick: SQL run by the `sqlite3` shell, timed by its own timer, so that the start of the program does not count.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

/// What the shell's timer prints before the seconds.
const TIMER: &str = "Run Time: real ";

/// Runs `setup` once, untimed, then `query` `runs` times in the same shell with its result thrown away, and gives the best time:
/// the cache is warm from the second run on. `query` is one statement or one dot command that the timer times.
pub fn best_of(runs: u32, database: &Path, setup: &str, query: &str) -> Result<Duration> {
    // The shell takes a line for a command of its own only when the point is its first character.
    let mut script: String = setup.lines().flat_map(|line| [line.trim_start(), "\n"]).collect();
    script.push_str(".timer on\n");
    for _ in 0..runs {
        script.push_str(&format!(".once /dev/null\n{query}\n"));
    }
    let printed = shell(database, &script)?;
    let times = times(&printed);
    if times.len() != runs as usize {
        bail!(
            "the sqlite3 shell timed {} of {runs} runs: {printed}",
            times.len()
        );
    }
    times.into_iter().min().context("no run")
}

/// Runs a script from the start of the shell to its end and gives what it printed; an error of the script is an error.
pub fn shell(database: &Path, script: &str) -> Result<String> {
    let mut child = Command::new("sqlite3")
        .arg("-bail")
        .arg("-batch")
        .arg(database)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("could not start the sqlite3 shell")?;
    let mut input = child.stdin.take().context("the shell has no input")?;
    input.write_all(script.as_bytes())?;
    drop(input);
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!(
            "the sqlite3 shell: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn times(printed: &str) -> Vec<Duration> {
    printed
        .lines()
        .filter_map(|line| line.strip_prefix(TIMER)?.split_whitespace().next()?.parse().ok())
        .map(Duration::from_secs_f64)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_timer_is_read_and_other_lines_are_not() {
        let printed = "a row\nRun Time: real 0.125 user 0.1 sys 0.0\nRun Time: real 0.050 user 0.0 sys 0.0\n";
        assert_eq!(
            times(printed),
            [Duration::from_millis(125), Duration::from_millis(50)]
        );
    }
}
