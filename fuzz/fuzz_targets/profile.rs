//! Any text as a profile: read or refused, never a panic. `cargo +nightly fuzz run profile`
#![no_main]

use balsts_intake::Profile;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    _ = Profile::parse("fuzzed", text);
});
