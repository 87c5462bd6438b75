//! Steps with a name, a number, a time, and a sign of life while they take long.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// How long a step may be silent before it says that it is still at work.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// One thing to do.
pub(crate) struct Step {
    name: &'static str,
    work: Box<dyn FnOnce() -> Result<Outcome>>,
}

/// What a step that did not fail has to say.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It did its work.
    Done,
    /// What it would make is there already.
    Unchanged,
}

impl Step {
    pub(crate) fn new(name: &'static str, work: impl FnOnce() -> Result<Outcome> + 'static) -> Self {
        Self { name, work: Box::new(work) }
    }

    /// A step that always has work to do.
    pub(crate) fn always(name: &'static str, work: impl FnOnce() -> Result<()> + 'static) -> Self {
        Self::new(name, || work().map(|()| Outcome::Done))
    }
}

/// Performs the steps in order, stops at the first that fails, and ends with a summary.
pub(crate) fn perform(steps: Vec<Step>) -> Result<()> {
    let count = steps.len();
    let started = Instant::now();
    let mut summary = Vec::with_capacity(count);
    let mut failure = None;
    for (position, step) in steps.into_iter().enumerate() {
        let label = format!("[{}/{count}] {}", position + 1, step.name);
        if failure.is_some() {
            summary.push(format!("{label}: not started"));
            continue;
        }
        let begun = Instant::now();
        eprintln!("{label}");
        let result = with_signs_of_life(&label, step.work);
        let seconds = begun.elapsed().as_secs_f64();
        summary.push(match &result {
            Ok(Outcome::Done) => format!("{label}: {seconds:.1} s"),
            Ok(Outcome::Unchanged) => format!("{label}: unchanged"),
            Err(_) => format!("{label}: FAILED after {seconds:.1} s"),
        });
        failure = result.err().map(|error| error.context(format!("step `{}` failed", step.name)));
    }
    eprintln!("\n{}\ntotal: {:.1} s", summary.join("\n"), started.elapsed().as_secs_f64());
    failure.map_or(Ok(()), Err)
}

fn with_signs_of_life(label: &str, work: Box<dyn FnOnce() -> Result<Outcome>>) -> Result<Outcome> {
    let begun = Instant::now();
    let (finished, wait) = channel::<()>();
    thread::scope(|scope| {
        let watch = thread::Builder::new()
            .spawn_scoped(scope, move || {
                while let Err(RecvTimeoutError::Timeout) = wait.recv_timeout(SIGN_OF_LIFE) {
                    eprintln!("{label}: still running after {} s", begun.elapsed().as_secs());
                }
            })
            .context("could not start a thread")?;
        let result = work();
        drop(finished);
        drop(watch.join());
        result
    })
}
