//! `init` and `show-config`: a configuration to begin with, and the one that counts.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use chanlint::called;
use chanlint::config::{Config, NAMES, TEMPLATE};
use chanlint::discover::{self, Described, Home};
use chanlint::report::{Lines, settings, shown_path};
use chanlint::{suggest, territory};

use crate::args::Input;
use crate::write;

/// Writes a commented configuration to the root of the workspace around a directory, unless there is one. Gives its path.
pub(crate) fn init(directory: &Path) -> Result<PathBuf> {
    let homes = discover::survey(&discover::Request::new(directory)).homes();
    let home = match &homes[..] {
        [home] => home,
        [] => bail!("there is no `Cargo.toml` and no `.rs` file here to write a configuration for"),
        several => {
            bail!("there are several workspaces here: {}; run it in one", dirs(several, directory))
        }
    };
    if let Some(found) = NAMES.iter().map(|name| home.dir.join(name)).find(|path| path.exists()) {
        bail!("the workspace has a configuration: {}", shown_path(&found, directory));
    }
    if let Some(root) = home.root.as_ref().filter(|root| root.for_workspace) {
        let manifest = shown_path(&root.manifest, directory);
        bail!("the workspace has a configuration: `[workspace.metadata.chanlint]` in {manifest}");
    }
    let path = home.dir.join(NAMES[0]);
    write::create(&path, called::in_words(TEMPLATE).as_bytes())
        .with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(path)
}

/// The settings that count for the package, path or working directory of a request, as TOML.
pub(crate) fn show(
    input: &Input,
    request: &chanlint::Request,
    config: &Config,
    homes: &[Home],
) -> Result<Lines> {
    let directory = &request.discovery.directory;
    let at = place(input, directory, homes)?;
    let typed = settings::Typed { levels: &request.levels, kinds: &request.discovery.kinds };
    let mut text = settings::render(config, &at, &typed, directory);
    let is_other =
        |member: &&Described| member.for_package && member.manifest.parent() != Some(&*at);
    let members = homes.iter().flat_map(|home| &home.members).filter(is_other);
    for name in members.filter_map(|member| member.package.as_deref()) {
        text.line(format_args!(""));
        text.line(format_args!(
            "# `{name}` has settings of its own: {} show-config -p {name}",
            called::command()
        ));
    }
    Ok(text)
}

/// Whose settings are asked for.
fn place(input: &Input, directory: &Path, homes: &[Home]) -> Result<PathBuf> {
    if let [name] = &input.package[..] {
        return package_dir(name, homes);
    }
    if input.package.len() + input.paths.len() > 1 {
        bail!("settings are shown for one package or path at a time");
    }
    if let Some(path) = input.paths.first().or(input.manifest_path.as_ref()) {
        let at = territory::normalize(&directory.join(path));
        if !at.exists() {
            bail!("{}: there is no such file or directory", shown_path(&at, directory));
        }
        return Ok(at);
    }
    match homes {
        [] => bail!("there is no `Cargo.toml` and no `.rs` file here to show settings for"),
        [home] if !directory.starts_with(&home.dir) => Ok(home.dir.clone()),
        [_] => Ok(directory.to_owned()),
        several => {
            bail!("there are several workspaces here: {}; name one", dirs(several, directory))
        }
    }
}

fn package_dir(name: &str, homes: &[Home]) -> Result<PathBuf> {
    let members = || homes.iter().flat_map(|home| &home.members);
    let found = members().find(|member| member.package.as_deref() == Some(name));
    if let Some(dir) = found.and_then(|member| member.manifest.parent()) {
        return Ok(dir.to_owned());
    }
    let names: Vec<&str> = members().filter_map(|member| member.package.as_deref()).collect();
    bail!("there is no package `{name}` in the workspace{}", suggest::did_you_mean(name, &names))
}

fn dirs(homes: &[Home], directory: &Path) -> String {
    homes.iter().map(|home| shown_path(&home.dir, directory)).collect::<Vec<_>>().join(", ")
}
