//! Describes the machine a measurement was made on, without naming it.

use std::thread::available_parallelism;

/// As in "2 cores (Some CPU at 2.5 GHz), 24 GiB memory, Linux".
pub fn description() -> String {
    let cores = available_parallelism().map_or(1, std::num::NonZero::get);
    let processor = std::fs::read_to_string("/proc/cpuinfo")
        .ok()
        .and_then(|text| processor(&text));
    let memory = std::fs::read_to_string("/proc/meminfo")
        .ok()
        .and_then(|text| memory_gib(&text));
    let noun = if cores == 1 { "core" } else { "cores" };
    let mut out = format!("{cores} {noun}");
    if let Some(processor) = processor {
        out.push_str(&format!(" ({processor})"));
    }
    if let Some(memory) = memory {
        out.push_str(&format!(", {memory} GiB memory"));
    }
    out.push_str(&format!(", {}", std::env::consts::OS));
    out
}

fn processor(cpuinfo: &str) -> Option<String> {
    let line = cpuinfo.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn memory_gib(meminfo: &str) -> Option<u64> {
    let line = meminfo.lines().find(|line| line.starts_with("MemTotal:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some((kib + 512 * 1024) / (1024 * 1024))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_kernel_says() {
        assert_eq!(
            processor("processor : 0\nmodel name\t: Some CPU\n"),
            Some("Some CPU".to_owned())
        );
        assert_eq!(memory_gib("MemTotal:       25165824 kB\n"), Some(24));
        assert_eq!(memory_gib("nothing"), None);
        assert!(description().contains("core"));
    }
}
