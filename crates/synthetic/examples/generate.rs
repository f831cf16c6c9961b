//! `cargo run -p balsts-synthetic --example generate -- 10000 1 7 OUT`: what `balsts generate` does, without the rest.
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [pupils, years, seed, folder] = arguments.as_slice() else {
        return Err("PUPILS YEARS SEED FOLDER".into());
    };
    let spec = balsts_synthetic::Spec::new(pupils.parse()?, years.parse()?, seed.parse()?);
    for file in balsts_synthetic::write_to(&spec, std::path::Path::new(folder))? {
        println!("{:>9} {}", file.rows, file.kind.name());
    }
    Ok(())
}
