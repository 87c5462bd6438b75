//! Work that a large body makes long: kept off the workers, so that it holds up no other request.

use crate::http::ApiError;

/// Runs `work` on a thread of its own. A mebibyte can keep the rules busy for a noticeable part of a second; on a worker
/// of the runtime every connection of that worker would wait for it, `/healthz` too.
pub(crate) async fn off_the_workers<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ApiError> {
    Ok(tokio::task::spawn_blocking(work).await?)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test(flavor = "current_thread")]
    async fn the_only_worker_stays_free() {
        let (release, released) = mpsc::channel();
        let work = tokio::spawn(off_the_workers(move || released.recv().unwrap()));
        tokio::task::yield_now().await;
        // On the worker itself, the work would wait for this line for ever.
        release.send("done").unwrap();
        assert_eq!(work.await.unwrap().unwrap(), "done");
    }
}
