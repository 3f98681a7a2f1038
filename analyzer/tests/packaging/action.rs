//! The action: its steps are run as GitHub runs them, with the shell and the variables that it gives.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::packaging::command::{Ended, done, ended};
use crate::packaging::place::{
    builds_quickly, copy_tracked, fresh, hooks, one_build, path_with, root, tool, wheels,
};

/// A YAML file as JSON.
pub(crate) fn yaml(text: &str) -> Value {
    let mut python = tool("python");
    python.args(["-c", "import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout)"]);
    let mut python = python.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    python.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    serde_json::from_slice(&python.wait_with_output().unwrap().stdout).unwrap()
}

/// A job on a runner that has checked out the outage and uses the action.
struct Job {
    workspace: PathBuf,
    temp: PathBuf,
    action: Value,
    inputs: BTreeMap<&'static str, &'static str>,
}

impl Job {
    fn new(name: &str, inputs: &[(&'static str, &'static str)]) -> Self {
        let temp = fresh(&format!("runner-of-{name}"));
        let workspace = temp.join("work");
        copy_tracked("testdata/outage", &workspace.join("orders"));
        for file in ["path", "output", "summary"] {
            fs::write(temp.join(file), "").unwrap();
        }
        let action = yaml(&fs::read_to_string(root().join("action.yml")).unwrap());
        Self { workspace, temp, action, inputs: inputs.iter().copied().collect() }
    }

    fn written(&self, file: &str) -> String {
        fs::read_to_string(self.temp.join(file)).unwrap()
    }

    fn step(&self, name: &str) -> &Value {
        let steps = self.action["runs"]["steps"].as_array().unwrap();
        steps.iter().find(|step| step["name"] == name).unwrap()
    }

    /// The step of a name that has a script, run.
    fn run(&self, name: &str) -> Ended {
        self.run_of(name, hooks())
    }

    /// The same, of an action that was checked out to a folder.
    fn run_of(&self, name: &str, action: &Path) -> Ended {
        let step = self.step(name);
        let script = self.temp.join("step.sh");
        fs::write(&script, step["run"].as_str().unwrap()).unwrap();
        assert_eq!(step["shell"], "bash");
        let mut bash = Command::new("bash");
        bash.args(["--noprofile", "--norc", "-e", "-o", "pipefail"]).arg(script);
        for (variable, value) in step["env"].as_object().into_iter().flatten() {
            bash.env(variable, self.input(value.as_str().unwrap()));
        }
        self.surround(&mut bash, action);
        let folder = step["working-directory"].as_str().map_or(".", |folder| self.input(folder));
        ended(bash.current_dir(self.workspace.join(folder)))
    }

    /// What `${{ inputs.name }}` stands for.
    fn input(&self, expression: &str) -> &str {
        let name = expression.strip_prefix("${{ inputs.").and_then(|rest| rest.strip_suffix(" }}"));
        let name = name.unwrap_or_else(|| panic!("{expression} is no input"));
        let default = self.action["inputs"][name]["default"].as_str().unwrap();
        self.inputs.get(name).copied().unwrap_or(default)
    }

    /// The variables that the runner gives, and the wheel as if it were published.
    fn surround(&self, bash: &mut Command, action: &Path) {
        builds_quickly(bash);
        let added = self.written("path");
        let added: Vec<&Path> = added.lines().map(Path::new).collect();
        bash.env("PATH", path_with(&added));
        bash.env("GITHUB_ACTION_PATH", action).env("RUNNER_TEMP", &self.temp);
        bash.envs([("RUNNER_OS", "Linux"), ("RUNNER_ARCH", "X64")]);
        for (variable, file) in [
            ("GITHUB_PATH", "path"),
            ("GITHUB_OUTPUT", "output"),
            ("GITHUB_STEP_SUMMARY", "summary"),
        ] {
            bash.env(variable, self.temp.join(file));
        }
        bash.env("PIP_FIND_LINKS", wheels());
    }
}

#[test]
fn the_action_is_well_formed() {
    let mut check = tool("check-jsonschema");
    done(check.args(["--builtin-schema", "vendor.github-actions"]).arg(root().join("action.yml")));
}

#[test]
fn the_steps_install_and_run_the_version_of_the_revision() {
    let job = Job::new("version", &[("args", "orders\n  --color never"), ("sarif", "true")]);
    let Ended { code, said } = job.run("Install chanlint");
    assert_eq!(code, Some(0), "{said}");
    let Ended { code, said } = job.run("Run chanlint");
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("::error title=chanlint"), "{said}");
    assert!(job.written("summary").contains("shared_channel_rpc"), "{}", job.written("summary"));
    let output = job.written("output");
    let sarif = output.strip_prefix("sarif-file=").unwrap().trim_end();
    let sarif: Value = serde_json::from_slice(&fs::read(sarif).unwrap()).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "shared_channel_rpc");
}

#[test]
fn words_in_quotes_are_one_argument_and_nothing_in_them_runs() {
    let arguments =
        "--output-file 'html:of $(touch owned) orders.html' \"src/bus.rs\" src/main.rs --exit-zero";
    let job = Job::new("quotes", &[("args", arguments), ("working-directory", "orders")]);
    let Ended { code, said } = job.run("Install chanlint");
    assert_eq!(code, Some(0), "{said}");
    let Ended { code, said } = job.run("Run chanlint");
    assert_eq!(code, Some(0), "{said}");
    let page = job.workspace.join("orders/of $(touch owned) orders.html");
    assert!(fs::read_to_string(page).unwrap().contains("</html>"));
    assert!(!job.workspace.join("orders/owned").exists());
}

/// A job that has the program built of this revision.
fn from_source(name: &str) -> Job {
    let inputs = [("version", "source"), ("args", "orders"), ("output-format", "human")];
    Job::new(name, &inputs)
}

#[test]
fn the_steps_build_the_revision_where_that_is_asked_for_and_only_once() {
    let _only = one_build();
    let built = from_source("source");
    let Ended { code, said } = built.run("Install chanlint");
    assert_eq!(code, Some(0), "{said}");
    let Ended { code, said } = built.run("Run chanlint");
    assert_eq!(code, Some(1), "{said}");
    assert!(said.starts_with("error: ") && said.contains("[shared_channel_rpc]"), "{said}");
    assert_eq!(built.written("output"), "");

    // What the cache brings to another job.
    let kept = &built.step("Keep the build")["with"]["path"];
    let folder = kept.as_str().unwrap().strip_prefix("${{ runner.temp }}/").unwrap();
    let again = from_source("kept");
    fs::rename(built.temp.join(folder), again.temp.join(folder)).unwrap();
    let nothing_to_build = again.temp.join("action");
    let Ended { code, said } = again.run_of("Install chanlint", &nothing_to_build);
    assert_eq!(code, Some(0), "{said}");
    let Ended { code, said } = again.run("Run chanlint");
    assert!(code == Some(1) && said.contains("[shared_channel_rpc]"), "{said}");
}

#[test]
fn a_build_is_named_by_what_it_is_built_of() {
    let key = |action: &Path| {
        let job = from_source("named");
        let Ended { code, said } = job.run_of("Name the build", action);
        assert_eq!(code, Some(0), "{said}");
        job.written("output").strip_prefix("key=").unwrap().trim_end().to_owned()
    };
    let action = fresh("action");
    for folder in ["analyzer/src/language.rs", "Cargo.toml", "Cargo.lock", "README.md"] {
        fs::create_dir_all(action.join(folder).parent().unwrap()).unwrap();
        fs::copy(root().join(folder), action.join(folder)).unwrap();
    }
    let (first, again) = (key(&action), key(&action));
    assert!(first == again && first.starts_with("chanlint-Linux-X64-"), "{first}");
    fs::write(action.join("README.md"), "").unwrap();
    assert_eq!(key(&action), first);
    for file in ["analyzer/src/language.rs", "Cargo.lock"] {
        let text = fs::read_to_string(action.join(file)).unwrap();
        fs::write(action.join(file), text + "\n").unwrap();
        assert_ne!(key(&action), first, "{file}");
    }
    let cache = from_source("cached");
    let cache = cache.step("Keep the build");
    assert_eq!(cache["with"]["key"], "${{ steps.build.outputs.key }}");
    assert_eq!(cache["if"], "inputs.version == 'source'");
}
