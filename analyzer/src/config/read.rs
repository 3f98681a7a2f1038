//! Finds and reads the configuration of each workspace: the only part that touches the file system.

use std::path::{Path, PathBuf};

use super::file::{self, Layer, Text};
use super::mistake::{Mistake, Mistakes};
use super::{Choice, Config, Settings};
use crate::discover::{Described, Home, written};
use crate::sources::shown_path;
use crate::territory::{Standing, Territory};

/// Where a workspace's configuration can stand, below its root.
pub const NAMES: [&str; 3] = ["chanlint.toml", ".chanlint.toml", ".config/chanlint.toml"];

/// Reads the configuration of workspaces. Fails with everything that is wrong with it.
pub fn read(choice: &Choice, homes: &[Home]) -> Result<Config, Mistakes> {
    let mut reader = Reader::default();
    match choice {
        Choice::Isolated => {}
        Choice::File(path) => reader.chosen(path, homes),
        Choice::Found => homes.iter().for_each(|home| reader.home(home)),
    }
    // A target's root may stand outside every package.
    reader.config.elsewhere =
        homes.first().map(|home| reader.config.settings(&home.dir).clone()).unwrap_or_default();
    reader.config.files.sort();
    reader.config.files.dedup();
    if reader.mistakes.is_empty() { Ok(reader.config) } else { Err(Mistakes(reader.mistakes)) }
}

#[derive(Default)]
struct Reader {
    config: Config,
    mistakes: Vec<Mistake>,
}

impl Reader {
    /// One file for all. Its patterns are relative to each workspace's root, wherever it stands.
    fn chosen(&mut self, path: &Path, homes: &[Home]) {
        let Some(file) = self.text(path) else { return };
        for home in homes {
            match file::whole(&file, &home.dir) {
                Ok(layer) => {
                    self.config.tables = layer.tables;
                    self.config.written = vec![(path.to_owned(), layer.written)];
                    self.config.scopes.insert(home.dir.clone(), layer.settings);
                }
                Err(mistakes) => return self.mistakes.extend(mistakes),
            }
        }
        self.config.files.push(path.to_owned());
    }

    fn home(&mut self, home: &Home) {
        self.mistakes.extend(strays(home));
        let files: Vec<PathBuf> =
            NAMES.iter().map(|name| home.dir.join(name)).filter(|path| is_there(path)).collect();
        if let Some(mistake) = files.iter().find_map(|path| no_ordinary_file(path, &home.dir)) {
            self.mistakes.push(mistake);
            return;
        }
        if let Some(mistake) = two_configurations(home, &files) {
            self.mistakes.push(mistake);
            return;
        }
        let root = home.root.as_ref().filter(|root| root.for_workspace || root.for_package);
        let (of_workspace, of_package) =
            root.map_or((None, None), |root| self.metadata(&root.manifest, &home.dir));
        let settings = match (files.first(), root) {
            (Some(path), _) => {
                let layer = self.whole(path, &home.dir);
                self.take(layer, path)
            }
            (None, Some(root)) => self.take(of_workspace, &root.manifest),
            (None, None) => Settings::default(),
        };
        self.members(home, &settings, of_package);
    }

    /// The packages' own settings over those of the workspace.
    fn members(&mut self, home: &Home, settings: &Settings, mut of_root_package: Option<Layer>) {
        self.config.scopes.insert(home.dir.clone(), settings.clone());
        for Described { manifest, for_package, .. } in &home.members {
            let dir = manifest.parent().unwrap_or(manifest);
            let own = match for_package {
                true if dir == home.dir => of_root_package.take(),
                true => self.metadata(manifest, dir).1,
                false => None,
            };
            let own = self.take(own, manifest);
            self.config.scopes.insert(dir.to_owned(), settings.clone().with(&own));
        }
    }

    /// Notes what a layer adds to the tables, and gives its settings.
    fn take(&mut self, layer: Option<Layer>, path: &Path) -> Settings {
        let Some(layer) = layer else { return Settings::default() };
        let Layer { settings, tables, written, notes } = layer;
        self.config.notes.extend(notes);
        self.config.files.push(path.to_owned());
        // Several workspaces may hold a copy of the same tables.
        if !self.config.written.iter().any(|(_, known)| *known == written) {
            self.config.written.push((path.to_owned(), written));
            self.config.tables.extend(tables);
        }
        settings
    }

    fn whole(&mut self, path: &Path, base: &Path) -> Option<Layer> {
        let file = self.text(path)?;
        file::whole(&file, base).map_err(|mistakes| self.mistakes.extend(mistakes)).ok()
    }

    fn metadata(&mut self, manifest: &Path, base: &Path) -> (Option<Layer>, Option<Layer>) {
        let Some(file) = self.text(manifest) else { return (None, None) };
        let read = file::metadata(&file, base);
        read.unwrap_or_else(|mistakes| {
            self.mistakes.extend(mistakes);
            (None, None)
        })
    }

    fn text(&mut self, path: &Path) -> Option<Text> {
        let bytes = written::read(path).map_err(|error| format!("cannot be read: {error}"));
        let text = bytes.and_then(|bytes| {
            String::from_utf8(bytes).map_err(|_| "this configuration is not UTF-8".to_owned())
        });
        let path = path.to_owned();
        match text {
            Ok(text) => Some(Text { path, text: text.into() }),
            Err(message) => {
                self.mistakes.push(Mistake { path, message, place: None, help: None });
                None
            }
        }
    }
}

/// A link that leads nowhere is there, too: who made it wants it to count.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// What speaks against reading a file that was found: what is wrong in it would be shown, and a link may lead to anybody's.
fn no_ordinary_file(path: &Path, workspace: &Path) -> Option<Mistake> {
    let mistake = |message: &str, help: &str| Mistake {
        path: path.to_owned(),
        message: message.to_owned(),
        place: None,
        help: Some(help.to_owned()),
    };
    if !path.is_file() {
        let message = "this configuration is not a file, nor a link to one";
        return Some(mistake(message, "repair it, or remove it"));
    }
    let target = Territory::new([workspace.to_owned()]).target(path);
    target.is_ok_and(|target| target.standing == Standing::LeadsOut).then(|| {
        mistake("a link leads to it out of the workspace", "name the file with `--config`")
    })
}

/// A workspace says things in one place: of two, the reader of one would not know of the other.
fn two_configurations(home: &Home, files: &[PathBuf]) -> Option<Mistake> {
    let mut places: Vec<String> = files.iter().map(|path| shown_path(path, &home.dir)).collect();
    if home.root.as_ref().is_some_and(|root| root.for_workspace) {
        places.push("[workspace.metadata.chanlint]".to_owned());
    }
    let [first, second, ..] = &places[..] else { return None };
    Some(Mistake {
        path: files.last()?.clone(),
        message: format!("the workspace has two configurations: `{first}` and `{second}`"),
        place: None,
        help: Some("keep one, and move what the other says into it".to_owned()),
    })
}

/// Files of packages that nobody would read, and whose writers would wonder.
fn strays(home: &Home) -> Vec<Mistake> {
    let dirs = home.members.iter().filter_map(|member| member.manifest.parent());
    let others = dirs.filter(|dir| *dir != home.dir);
    let paths = others.flat_map(|dir| NAMES.map(|name| dir.join(name)));
    let help = format!(
        "move it to the workspace's root `{}`, or into `[package.metadata.chanlint]` of the package's manifest",
        home.dir.display()
    );
    let stray = |path| Mistake {
        path,
        message: "a package has no configuration file of its own".to_owned(),
        place: None,
        help: Some(help.clone()),
    };
    paths.filter(|path| path.is_file()).map(stray).collect()
}
