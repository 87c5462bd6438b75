//! Work that a large body makes long: kept off the workers, so that it holds up no other request.

use std::num::NonZeroUsize;
use std::sync::LazyLock;
use std::thread::available_parallelism;

use tokio::sync::Semaphore;

use crate::http::ApiError;

/// Checks that write nothing. Apart from [`WRITES`], so that nobody who saves a config waits behind all that others have checked.
pub(crate) static CHECKS: Turns = Turns::new();

/// What the rules say before something is written.
pub(crate) static WRITES: Turns = Turns::new();

/// Lets as much work of a kind run at once as there are cores: more of it would not be done sooner, and each piece needs memory.
pub(crate) struct Turns(LazyLock<Semaphore>);

impl Turns {
    const fn new() -> Self {
        Self(LazyLock::new(|| Semaphore::new(available_parallelism().map_or(1, NonZeroUsize::get))))
    }

    /// Runs `work` on a thread of its own, as soon as it is its turn. A mebibyte can keep the rules busy for a noticeable part of a
    /// second; on a worker of the runtime every connection of that worker would wait for it, `/healthz` too.
    pub(crate) async fn off_the_workers<T: Send + 'static>(
        &'static self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        // None is ever closed, so this cannot fail; and if it could, the work would have to be done all the same.
        let turn = self.0.acquire().await;
        // With the work: it goes on when nobody waits for it any more.
        Ok(tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        })
        .await?)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc;
    use std::time::Duration;

    use tokio::task::JoinSet;

    use super::*;

    #[tokio::test(flavor = "current_thread")]
    async fn the_only_worker_stays_free() {
        static TURNS: Turns = Turns::new();
        let (release, released) = mpsc::channel();
        let work = tokio::spawn(TURNS.off_the_workers(move || released.recv().unwrap()));
        tokio::task::yield_now().await;
        // On the worker itself, the work would wait for this line for ever.
        release.send("done").unwrap();
        assert_eq!(work.await.unwrap().unwrap(), "done");
    }

    #[tokio::test(flavor = "current_thread")]
    async fn no_more_run_at_once_than_there_are_cores() {
        static TURNS: Turns = Turns::new();
        static RUNNING: AtomicUsize = AtomicUsize::new(0);
        let cores = available_parallelism().unwrap().get();
        let mut all = JoinSet::new();
        for _ in 0..3 * cores {
            all.spawn(TURNS.off_the_workers(|| {
                let running = 1 + RUNNING.fetch_add(1, Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(20));
                RUNNING.fetch_sub(1, Ordering::SeqCst);
                running
            }));
        }
        let most = all.join_all().await.into_iter().map(Result::unwrap).max();
        assert!(most <= Some(cores), "{most:?}");
    }

    /// Whoever hangs up makes no room: the thread is still at work.
    #[tokio::test(flavor = "current_thread")]
    async fn work_that_nobody_waits_for_keeps_its_turn() {
        static TURNS: Turns = Turns::new();
        let cores = available_parallelism().unwrap().get();
        let (release, released) = mpsc::channel::<()>();
        let left = tokio::spawn(TURNS.off_the_workers(move || released.recv().unwrap()));
        tokio::task::yield_now().await;
        left.abort();
        assert!(left.await.unwrap_err().is_cancelled());
        assert_eq!(TURNS.0.available_permits(), cores - 1);
        release.send(()).unwrap();
        while TURNS.0.available_permits() < cores {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}
