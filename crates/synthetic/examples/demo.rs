//! `cargo run -p balsts-synthetic --example demo -- 2026-11-22 OUT`: the demonstration's files.
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [today, folder] = arguments.as_slice() else {
        return Err("DATE FOLDER".into());
    };
    for demo in balsts_synthetic::demo::all(today.parse()?, balsts_synthetic::demo::SEED)? {
        let folder = std::path::Path::new(folder).join(&demo.municipality);
        std::fs::create_dir_all(&folder)?;
        println!("{}", demo.name);
        for file in &demo.files {
            println!("{:>9} {}", file.rows, file.kind.name());
            std::fs::write(folder.join(format!("{}.csv", file.kind.name())), &file.out)?;
        }
        for planted in &demo.planted {
            println!(
                "{} {:?} {}: {:?}",
                planted.personal_code, planted.institution, planted.story, planted.signals
            );
        }
    }
    Ok(())
}
