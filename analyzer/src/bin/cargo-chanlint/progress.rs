//! The line that says what a long run is doing. It is gone before anything else is printed.

use std::io::{self, IsTerminal as _, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};
use std::{env, thread};

use chanlint::Stage;

/// A run that is over before needs no line.
const PATIENCE: Duration = Duration::from_secs(1);

/// Whether a line can be drawn and somebody sees it. Terminals of CI keep what was overwritten.
pub(crate) fn has_a_reader() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let is = |name, said: &str| env::var_os(name).is_some_and(|value| value == said);
    io::stderr().is_terminal()
        && !is("TERM", "dumb")
        && !is_set("CI")
        && !is("CARGO_TERM_PROGRESS_WHEN", "never")
}

/// Does the work, which tells of its stages, with the line on the standard error.
pub(crate) fn shown<T>(work: impl FnOnce(&dyn Fn(Stage)) -> T) -> T {
    let (tell, told) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(move || draw(&told, PATIENCE, &mut io::stderr()));
        // The other end is closed with the closure, also when the work panics.
        work(&move |stage| tell.send(stage).unwrap_or_default())
    })
}

/// Draws what it is told until nobody can tell any more. A terminal that is gone is no reason to stop working.
fn draw(told: &Receiver<Stage>, patience: Duration, out: &mut impl Write) {
    let Some(first) = last_within(told, patience) else { return };
    let mut line = |text: &str| {
        let _ = out.write_all(format!("\r\x1b[K{text}").as_bytes()).and_then(|()| out.flush());
    };
    line(&text(first));
    for stage in told {
        line(&text(stage));
    }
    line("");
}

/// The stage when patience is over; none when the work is over before.
fn last_within(told: &Receiver<Stage>, patience: Duration) -> Option<Stage> {
    let start = Instant::now();
    let mut last = Stage::Discover;
    loop {
        match told.recv_timeout(patience.saturating_sub(start.elapsed())) {
            Ok(stage) => last = stage,
            Err(RecvTimeoutError::Timeout) => return Some(last),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

fn text(stage: Stage) -> String {
    match stage {
        Stage::Discover => "chanlint: looking for packages …".to_owned(),
        Stage::Load => "chanlint: reading files …".to_owned(),
        Stage::Parse(files) => format!("chanlint: parsing {files} files …"),
        Stage::Follow(files) => format!("chanlint: following channels through {files} files …"),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::Sender;

    use super::*;

    /// Gives each piece to whoever listens.
    struct Wire(Sender<String>);

    impl Write for Wire {
        fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
            let text = String::from_utf8_lossy(piece).into_owned();
            self.0.send(text).map_err(io::Error::other)?;
            Ok(piece.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            self.write(b"|").map(drop)
        }
    }

    #[test]
    fn a_run_that_outlasts_patience_is_told_and_the_line_goes_again() {
        let (tell, told) = mpsc::channel();
        let (wire, drawn) = mpsc::channel();
        let drawing = thread::spawn(move || draw(&told, Duration::ZERO, &mut Wire(wire)));
        let line = || drawn.iter().take_while(|piece| piece != "|").collect::<String>();
        assert_eq!(line(), "\r\x1b[Kchanlint: looking for packages …");
        tell.send(Stage::Follow(3)).unwrap();
        assert_eq!(line(), "\r\x1b[Kchanlint: following channels through 3 files …");
        drop(tell);
        assert_eq!(line(), "\r\x1b[K");
        drawing.join().unwrap();
    }

    #[test]
    fn a_short_run_draws_nothing() {
        let (tell, told) = mpsc::channel();
        tell.send(Stage::Load).unwrap();
        drop(tell);
        let mut out = Vec::new();
        draw(&told, Duration::MAX, &mut out);
        assert_eq!(out, b"");
    }
}
