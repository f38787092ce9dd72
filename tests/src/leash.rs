//! A child process that cannot outlive its test, whatever becomes of the test.
//!
//! Between the test and the program stands a small shell with a process group of its own. It waits
//! on a pipe from the test: a line names a signal for the program, and the pipe's end (the test
//! has dropped it, panicked or was itself killed) is the death of the whole group. So no signal
//! handling and no `unsafe` is needed here, and a SIGKILL of the test leaves nothing behind.

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Lines of a program's output that are kept: a story's worth, with room for debug logs.
const LINES_MAX: usize = 20_000;

/// The shell's part. `exec` gives up the log pipes, so that their end means the program's end.
const SCRIPT: &str = r#"
"$@" </dev/null &
program=$!
exec >/dev/null 2>&1
while read -r signal; do kill -"$signal" "$program"; done
kill -KILL 0
"#;

/// A running program on its leash. Dropping it kills the program and all that it started.
#[derive(Debug)]
pub struct Leash {
    shell: Child,
    output: Output,
    readers: Vec<JoinHandle<()>>,
}

impl Leash {
    /// Starts a program with these arguments and environment variables beside the test's own.
    ///
    /// # Errors
    /// When there is no such program or no shell.
    pub fn start(
        program: &Path,
        arguments: &[&OsStr],
        environment: &[(String, String)],
    ) -> Result<Self> {
        let mut shell = Command::new("sh")
            .arg("-c")
            .arg(SCRIPT)
            .arg("leash")
            .arg(program)
            .args(arguments)
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let output = Output::default();
        let mut readers = Vec::new();
        if let Some(pipe) = shell.stdout.take() {
            readers.push(output.collect(pipe));
        }
        if let Some(pipe) = shell.stderr.take() {
            readers.push(output.collect(pipe));
        }
        Ok(Self { shell, output, readers })
    }

    /// Sends the program a signal (`TERM`, `INT`, `STOP`), and only the program.
    ///
    /// # Errors
    /// When the leash is gone.
    pub fn signal(&mut self, name: &str) -> Result<()> {
        let pipe = self.shell.stdin.as_mut().context("the leash has been let go")?;
        writeln!(pipe, "{name}").context("the leash has been cut")
    }

    /// What it has written so far, standard output and error as they came.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        self.output.state().lines.iter().cloned().collect()
    }

    /// Whether the program and all that it started have closed their output.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.output.state().open == 0
    }

    /// Waits until the program has ended by itself.
    ///
    /// # Errors
    /// When it has not within `patience`.
    pub fn wait_for_end(&self, patience: Duration) -> Result<()> {
        self.output
            .wait(patience, |state| (state.open == 0).then_some(()))
            .map_err(|seen| anyhow::anyhow!("still running after {patience:?}; it said:\n{seen}"))
    }

    /// Waits for a line from which `pick` takes something.
    ///
    /// # Errors
    /// When the program ended or time ran out without one.
    pub fn wait_for_line<T>(
        &self,
        patience: Duration,
        mut pick: impl FnMut(&str) -> Option<T>,
    ) -> Result<T> {
        let found = self.output.wait(patience, |state| {
            let found = state.lines.iter().find_map(|line| pick(line));
            match found {
                Some(found) => Some(Some(found)),
                None if state.open == 0 => Some(None),
                None => None,
            }
        });
        match found {
            Ok(Some(found)) => Ok(found),
            Ok(None) => bail!("it ended first; it said:\n{}", self.lines().join("\n")),
            Err(seen) => bail!("no such line within {patience:?}; it said:\n{seen}"),
        }
    }

    /// Kills the program and all that it started, at once and without a word: the power is out.
    pub fn kill(mut self) {
        self.cut();
    }

    fn cut(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
        for reader in self.readers.drain(..) {
            let _ = reader.join();
        }
    }
}

impl Drop for Leash {
    fn drop(&mut self) {
        self.cut();
    }
}

#[derive(Debug, Default)]
struct State {
    lines: VecDeque<String>,
    /// Pipes that still have a writer.
    open: usize,
}

/// What a program says, gathered by one thread a pipe.
#[derive(Debug, Clone, Default)]
struct Output {
    shared: Arc<(Mutex<State>, Condvar)>,
}

impl Output {
    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn collect(&self, pipe: impl Read + Send + 'static) -> JoinHandle<()> {
        self.state().open += 1;
        let output = self.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(pipe).split(b'\n').map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line).into_owned();
                let mut state = output.state();
                if state.lines.len() == LINES_MAX {
                    state.lines.pop_front();
                }
                state.lines.push_back(line);
                output.shared.1.notify_all();
            }
            output.state().open -= 1;
            output.shared.1.notify_all();
        })
    }

    /// Waits until `done` has an answer; what was said so far is the error.
    fn wait<T>(
        &self,
        patience: Duration,
        mut done: impl FnMut(&State) -> Option<T>,
    ) -> Result<T, String> {
        let deadline = Instant::now() + patience;
        let mut state = self.state();
        loop {
            if let Some(answer) = done(&state) {
                return Ok(answer);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(state.lines.iter().cloned().collect::<Vec<_>>().join("\n"));
            }
            let woken = self.shared.1.wait_timeout(state, left);
            state = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use std::ffi::OsStr;
    use std::path::Path;
    use std::time::{Duration, Instant};

    use super::Leash;

    const SOON: Duration = Duration::from_secs(20);

    fn sh(script: &str) -> Leash {
        Leash::start(Path::new("sh"), &[OsStr::new("-c"), OsStr::new(script)], &[]).unwrap()
    }

    fn alive(pid: &str) -> bool {
        // A zombie is dead: its parent just has not looked yet.
        std::fs::read_to_string(format!("/proc/{pid}/stat"))
            .is_ok_and(|stat| !stat.rsplit(')').next().unwrap_or("").trim_start().starts_with('Z'))
    }

    #[test]
    fn letting_go_kills_the_program_and_its_children() {
        let leash = sh("sleep 600 & echo child $!; echo self $$; wait");
        let number = |word: &'static str| {
            move |line: &str| line.strip_prefix(word).map(|pid| pid.trim().to_owned())
        };
        let child = leash.wait_for_line(SOON, number("child")).unwrap();
        let program = leash.wait_for_line(SOON, number("self")).unwrap();
        assert!(alive(&child) && alive(&program));

        drop(leash);

        // Its pipes are closed; the kernel may take a moment more to let go of the process.
        let deadline = Instant::now() + SOON;
        while alive(&child) || alive(&program) {
            assert!(Instant::now() < deadline, "the program or its child lives on");
            std::thread::yield_now();
        }
    }

    #[test]
    fn a_signal_reaches_the_program_which_ends_in_its_own_way() {
        let mut leash =
            sh("trap 'echo good night; exit' TERM; echo up; while :; do sleep 0.05; done");
        leash.wait_for_line(SOON, |line| (line == "up").then_some(())).unwrap();
        leash.signal("TERM").unwrap();
        leash.wait_for_end(SOON).unwrap();
        assert_eq!(leash.lines(), ["up", "good night"]);
    }

    #[test]
    fn a_program_that_ends_early_is_told_with_what_it_said() {
        let leash = sh("echo no room for me >&2; exit 3");
        let error = leash.wait_for_line(SOON, |line| (line == "up").then_some(())).unwrap_err();
        assert!(error.to_string().contains("no room for me"), "{error}");
    }
}
