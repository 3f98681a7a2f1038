//! The wheel: pip installs it, and what it installs is the program.

use std::process::Command;

use crate::packaging::command::{done, ended};
use crate::packaging::place::{fresh, new_venv, path_with, pip, root, wheels};

#[test]
fn pip_installs_the_program_and_cargo_finds_it() {
    let venv = fresh("installed");
    new_venv(&venv);
    done(pip(&venv).args(["install", "--no-index", "chanlint", "--find-links"]).arg(wheels()));
    let program = venv.join("bin/cargo-chanlint");
    let version = done(Command::new(&program).arg("--version").env("PATH", ""));
    assert_eq!(version, concat!("cargo-chanlint ", env!("CARGO_PKG_VERSION"), "\n"));

    let direct = Command::new(&program).arg("-q").current_dir(outage()).env("PATH", "").output();
    let direct = String::from_utf8(direct.unwrap().stdout).unwrap();
    assert!(direct.contains("[shared_channel_rpc]"), "{direct}");
    let mut cargo = Command::new("cargo");
    cargo.args(["chanlint", "-q"]).current_dir(outage());
    let by_cargo = ended(cargo.env("PATH", path_with(&[&venv.join("bin")])));
    assert_eq!((by_cargo.code, &by_cargo.said), (Some(1), &direct));

    let mut second = Command::new(venv.join("bin/chanlint"));
    let by_second = ended(second.arg("-q").current_dir(outage()).env("PATH", ""));
    let plainly = by_cargo.said.replace("cargo chanlint ", "chanlint ");
    assert_eq!((by_second.code, by_second.said), (Some(1), plainly));

    let about = done(pip(&venv).args(["show", "chanlint"]));
    let version = concat!("\nVersion: ", env!("CARGO_PKG_VERSION"), "\n");
    assert!(about.contains(version) && about.contains(": MIT OR Apache-2.0\n"), "{about}");
}

fn outage() -> std::path::PathBuf {
    root().join("testdata/outage")
}
