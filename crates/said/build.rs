//! Makes constructors and tables of the language files; a language that says other things than English does not build.

use std::{env, fs, path::Path, process::ExitCode};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=lang");
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(faults) => {
            faults.iter().for_each(|fault| println!("cargo::error={}", fault.replace('\n', " ")));
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), Vec<String>> {
    let out = env::var("OUT_DIR").map_err(|why| vec![why.to_string()])?;
    let write = |name: &str, text: &str| {
        fs::write(Path::new(&out).join(name), text).map_err(|why| vec![format!("{name}: {why}")])
    };
    let english = language(Path::new("lang/en.toml"))?;
    write("words.rs", &lang::constructors(&english)?)?;
    let files = fs::read_dir("lang").map_err(|why| vec![why.to_string()])?;
    for file in files.filter_map(Result::ok).map(|file| file.path()) {
        let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let language = language(&file)?;
        let faults = lang::check(&english, &language);
        if !faults.is_empty() {
            return Err(faults.into_iter().map(|fault| format!("{name}: {fault}")).collect());
        }
        let (first, places) = lang::table(&english, &language);
        write(&format!("{name}.first"), &first)?;
        write(&format!("{name}.places"), &places)?;
    }
    Ok(())
}

fn language(file: &Path) -> Result<lang::Language, Vec<String>> {
    let text = fs::read_to_string(file).map_err(|why| vec![format!("{}: {why}", file.display())])?;
    lang::read(&text)
        .map_err(|faults| faults.into_iter().map(|fault| format!("{}: {fault}", file.display())).collect())
}
