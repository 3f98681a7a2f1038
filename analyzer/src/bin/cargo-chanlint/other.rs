//! The check that `--with` runs beside ours: an editor asks one command only, and wants to hear clippy as well.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context as _, bail};
use serde_json::Value;

/// A check that is running.
pub(crate) struct Other {
    command: String,
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Other {
    /// Starts a command; its words are told apart as a shell does it, and no shell is needed.
    pub(crate) fn start(command: &str) -> anyhow::Result<Self> {
        let words = shlex::split(command).unwrap_or_default();
        let Some((program, arguments)) = words.split_first() else {
            bail!("`--with` needs a command with closed quotes, not `{command}`");
        };
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("`{command}` could not be started"))?;
        let lines = BufReader::new(child.stdout.take().expect("it was asked for above"));
        Ok(Self { command: command.to_owned(), child, lines })
    }

    /// Hands its lines on while they come. Tells at its end whether it succeeded.
    ///
    /// Its `build-finished` is kept back, as readers take that for the end of everything.
    pub(crate) fn forward(mut self) -> anyhow::Result<bool> {
        let mut line = Vec::new();
        while self.lines.read_until(b'\n', &mut line)? > 0 {
            if !is_end(&line) {
                let mut out = io::stdout().lock();
                out.write_all(&line)?;
                out.flush()?;
            }
            line.clear();
        }
        let status = self.child.wait()?;
        if status.code().is_none() {
            bail!("`{}` was ended: {status}", self.command);
        }
        Ok(status.success())
    }
}

/// Whoever stops listening to us has no use for the other check either.
impl Drop for Other {
    fn drop(&mut self) {
        // It may be over.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn is_end(line: &[u8]) -> bool {
    let message: Option<Value> = serde_json::from_slice(line).ok();
    message.is_some_and(|message| message["reason"] == "build-finished")
}
