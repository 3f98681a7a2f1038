//! What the tests share: a virtual environment with the tools, the wheel, a repository with the hooks.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{LazyLock, Mutex, MutexGuard};

use crate::packaging::command::done;

/// What the tests get from the package index.
const TOOLS: &[&str] = &["check-jsonschema==0.39.0", "maturin==1.16.0", "pre-commit==4.7.0"];

static VENV: LazyLock<PathBuf> = LazyLock::new(|| {
    let (venv, stamp) = (scratch().join("tools"), scratch().join("tools.txt"));
    let wanted = TOOLS.join("\n");
    if fs::read_to_string(&stamp).is_ok_and(|made_for| made_for == wanted) {
        return venv;
    }
    new_venv(&venv);
    done(pip(&venv).arg("install").args(TOOLS));
    fs::write(stamp, wanted).unwrap();
    venv
});

/// Dependencies stay from run to run. What was built of ourselves goes: pre-commit builds in a folder that is never used again.
static BUILT: LazyLock<PathBuf> = LazyLock::new(|| {
    let built = scratch().join("target");
    let mut clean = Command::new("cargo");
    clean.args(["clean", "--quiet", "--package", "cargo-chanlint", "--target-dir"]).arg(&built);
    done(clean.current_dir(root()));
    built
});

static WHEELS: LazyLock<PathBuf> = LazyLock::new(|| {
    let wheels = fresh("wheels");
    let mut maturin = tool("maturin");
    maturin.args(["build", "--profile", "dev", "--auditwheel", "skip", "--out"]).arg(&wheels);
    done(maturin.arg("--manifest-path").arg(hooks().join("analyzer/Cargo.toml")));
    wheels
});

static HOOKS: LazyLock<PathBuf> = LazyLock::new(|| {
    let hooks = fresh("hooks");
    copy_tracked("", &hooks);
    commit_all(&hooks);
    done(git(&hooks).args(["tag", concat!("v", env!("CARGO_PKG_VERSION"))]));
    hooks
});

/// The workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn scratch() -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packaging");
    fs::create_dir_all(&dir).unwrap();
    dir
}

/// An empty directory.
pub(crate) fn fresh(name: &str) -> PathBuf {
    let dir = scratch().join(name);
    if dir.exists() {
        fs::remove_dir_all(&dir).unwrap();
    }
    fs::create_dir_all(&dir).unwrap();
    dir
}

/// A virtual environment with nothing but pip.
pub(crate) fn new_venv(dir: &Path) {
    done(Command::new("python3").args(["-m", "venv", "--clear"]).arg(dir));
}

/// A virtual environment's pip.
pub(crate) fn pip(venv: &Path) -> Command {
    let mut pip = Command::new(venv.join("bin/pip"));
    pip.env("PIP_DISABLE_PIP_VERSION_CHECK", "1");
    pip
}

/// A program of the tools' environment.
pub(crate) fn tool(name: &str) -> Command {
    let mut tool = Command::new(VENV.join("bin").join(name));
    builds_quickly(&mut tool);
    tool
}

/// Whatever maturin builds, also below pip, is built quickly and away from the program that other tests run.
pub(crate) fn builds_quickly(command: &mut Command) {
    command.env("MATURIN_PEP517_ARGS", "--profile dev").env("CARGO_TARGET_DIR", &*BUILT);
    command.envs([("CARGO_PROFILE_DEV_DEBUG", "0"), ("CARGO_INCREMENTAL", "0")]);
}

/// Where that is built.
pub(crate) fn built() -> &'static Path {
    &BUILT
}

/// A folder with the wheel of this revision.
pub(crate) fn wheels() -> &'static Path {
    &WHEELS
}

/// Only one build at a time may put its program into the target directory, where maturin takes it away.
pub(crate) fn one_build() -> MutexGuard<'static, ()> {
    static BUILDS: Mutex<()> = Mutex::new(());
    wheels();
    BUILDS.lock().unwrap()
}

/// A repository with this revision, committed and tagged: what users name in their configuration.
pub(crate) fn hooks() -> &'static Path {
    &HOOKS
}

/// Copies the files below a folder of the workspace that git knows or would add.
pub(crate) fn copy_tracked(folder: &str, to: &Path) {
    let from = root().join(folder);
    let mut list = git(&from);
    list.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    for file in done(&mut list).split_terminator('\0').filter(|file| from.join(file).exists()) {
        let copy = to.join(file);
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(from.join(file), copy).unwrap();
    }
}

/// Makes a directory a repository with one commit.
pub(crate) fn commit_all(dir: &Path) {
    done(git(dir).args(["init", "--quiet"]));
    done(git(dir).args(["add", "--all"]));
    done(git(dir).args(["commit", "--quiet", "--message", "all"]));
}

/// Git without anything that the user has set.
pub(crate) fn git(dir: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(dir);
    without_git_settings(&mut git);
    git
}

/// Leaves out what the user and the caller have set for git.
pub(crate) fn without_git_settings(command: &mut Command) {
    for place in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(place);
    }
    command.envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")]);
    for role in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{role}_NAME"), "Somebody");
        command.env(format!("GIT_{role}_EMAIL"), "somebody@example.org");
    }
}

/// A search path on which some directories come first.
pub(crate) fn path_with(first: &[&Path]) -> std::ffi::OsString {
    let others = std::env::var_os("PATH").unwrap_or_default();
    let others = std::env::split_paths(&others).collect::<Vec<_>>();
    let first = first.iter().map(|dir| dir.as_os_str());
    std::env::join_paths(first.chain(others.iter().map(OsStr::new))).unwrap()
}
