//! What belongs to a workspace on disk. A link in a repository may lead anywhere, and whoever wrote it has no say there.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// The directories of workspaces, and of members that lie beside them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Territory {
    /// None inside another.
    dirs: Vec<PathBuf>,
}

/// Where a path leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The path without links, whether there is a file or not.
    pub real: PathBuf,
    /// What the territory has to do with it.
    pub standing: Standing,
}

/// What a territory has to do with a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It stands inside, and leads nowhere else.
    Inside,
    /// It stands inside, and a link leads out of it.
    LeadsOut,
    /// It stands outside, by its name already.
    Outside,
}

impl Territory {
    /// All that lies below some directories.
    pub fn new(dirs: impl IntoIterator<Item = PathBuf>) -> Self {
        let mut dirs: Vec<PathBuf> = dirs.into_iter().map(|dir| normalize(&dir)).collect();
        dirs.sort();
        // What lies below a directory follows it.
        dirs.dedup_by(|later, earlier| later.starts_with(&*earlier));
        Self { dirs }
    }

    /// Whether an absolute path stands inside by its name, wherever it leads.
    pub fn names(&self, path: &Path) -> bool {
        self.around(&normalize(path)).is_some()
    }

    /// Follows an absolute path. Fails when a link leads to nothing, or a directory cannot be looked into.
    pub fn target(&self, path: &Path) -> io::Result<Target> {
        let real = real(path)?;
        let standing = match self.around(&normalize(path)) {
            None => Standing::Outside,
            Some(dir) if real.starts_with(fs::canonicalize(dir)?) => Standing::Inside,
            Some(_) => Standing::LeadsOut,
        };
        Ok(Target { real, standing })
    }

    fn around(&self, path: &Path) -> Option<&PathBuf> {
        self.dirs.iter().find(|dir| path.starts_with(dir))
    }
}

/// Takes `.` and `..` out of a path by its text, as cargo does, so that equal directories compare equal.
pub fn normalize(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(out.components().next_back(), Some(Component::Normal(_))) =>
            {
                out.pop();
            }
            _ => out.push(part),
        }
    }
    out
}

/// A path without links. What is not there yet is appended to what is.
fn real(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if path.is_symlink() {
                return Err(io::Error::other("it is a link to a file that is not there"));
            }
            let (Some(dir), Some(name)) = (path.parent(), path.file_name()) else {
                return Err(error);
            };
            Ok(real(dir)?.join(name))
        }
        found => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parent_steps_go_and_a_leading_one_stays() {
        assert_eq!(normalize(Path::new("/a/./b/../c")), Path::new("/a/c"));
        assert_eq!(normalize(Path::new("../a")), Path::new("../a"));
    }

    #[test]
    fn a_directory_inside_of_another_adds_nothing() {
        let dirs = ["/w/a", "/w/b/../a/b", "/w/a-b", "/w/a"].map(PathBuf::from);
        let expected = ["/w/a", "/w/a-b"].map(PathBuf::from);
        assert_eq!(Territory::new(dirs).dirs, expected);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_what_is_not_there_yet_stands_where_it_would() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().expect("a place for files");
        let root = fs::canonicalize(dir.path()).expect("it is there");
        for folder in ["home/src", "other"] {
            fs::create_dir_all(root.join(folder)).expect("an empty folder");
        }
        for (to, from) in [("../../other", "out"), ("../src", "round"), ("nowhere", "dead")] {
            symlink(to, root.join("home/src").join(from)).expect("links can be made");
        }
        let territory = Territory::new([root.join("home")]);
        let target =
            |path: &str| territory.target(&root.join(path)).map(|it| (it.real, it.standing));
        for (path, real, standing) in [
            ("home/src/a.rs", "home/src/a.rs", Standing::Inside),
            ("home/src/new/b.rs", "home/src/new/b.rs", Standing::Inside),
            ("home/src/round/a.rs", "home/src/a.rs", Standing::Inside),
            ("home/src/out/new/a.rs", "other/new/a.rs", Standing::LeadsOut),
            ("home/src/out/../a.rs", "a.rs", Standing::LeadsOut),
            ("other/a.rs", "other/a.rs", Standing::Outside),
            ("home/../other/a.rs", "other/a.rs", Standing::Outside),
        ] {
            assert_eq!(target(path).expect(path), (root.join(real), standing), "{path}");
        }
        let dead = target("home/src/dead").expect_err("it leads nowhere");
        assert_eq!(dead.to_string(), "it is a link to a file that is not there");
    }
}
