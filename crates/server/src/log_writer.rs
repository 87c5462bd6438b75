//! The log on standard error, written by a thread of its own: if nobody reads it, that holds up neither requests nor the end.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// Lines that wait for a reader. A line is some 150 bytes.
const WAITING: usize = 1024;

/// How long the last lines may take at the end.
const GRACE: Duration = Duration::from_secs(1);

/// Takes whole lines, and never waits: those that find no space are left out, and counted.
#[derive(Clone)]
pub(crate) struct LogWriter {
    lines: SyncSender<Vec<u8>>,
    counts: Arc<Counts>,
}

#[derive(Default)]
struct Counts {
    waiting: AtomicUsize,
    left_out: AtomicUsize,
}

impl LogWriter {
    /// Starts the thread. The log ends when what is returned second is dropped.
    pub(crate) fn start(to: impl Write + Send + 'static) -> io::Result<(Self, LogEnd)> {
        let (sender, lines) = sync_channel(WAITING);
        let counts = Arc::new(Counts::default());
        let shared = Arc::clone(&counts);
        thread::Builder::new().name("log".to_owned()).spawn(move || write_lines(&lines, &shared, to))?;
        Ok((Self { lines: sender, counts: Arc::clone(&counts) }, LogEnd(counts)))
    }
}

impl Write for LogWriter {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.counts.waiting.fetch_add(1, Ordering::SeqCst);
        if self.lines.try_send(line.to_vec()).is_err() {
            self.counts.waiting.fetch_sub(1, Ordering::SeqCst);
            self.counts.left_out.fetch_add(1, Ordering::SeqCst);
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The reader may have closed the other end, or have no space left. That is not a reason to stop.
fn write_lines(lines: &Receiver<Vec<u8>>, counts: &Counts, mut to: impl Write) {
    for line in lines {
        let _ = to.write_all(&line);
        let left_out = counts.left_out.swap(0, Ordering::SeqCst);
        if left_out > 0 {
            let _ =
                writeln!(to, "{left_out} log lines were left out around here: standard error was not read fast enough");
        }
        counts.waiting.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Lets the last lines be written when it is dropped.
pub(crate) struct LogEnd(Arc<Counts>);

impl Drop for LogEnd {
    fn drop(&mut self) {
        let start = Instant::now();
        while self.0.waiting.load(Ordering::SeqCst) > 0 && start.elapsed() < GRACE {
            thread::sleep(Duration::from_millis(5));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::mpsc;

    use super::*;

    /// Writes nothing until told to.
    struct Held {
        until: Option<mpsc::Receiver<()>>,
        text: Arc<Mutex<String>>,
    }

    impl Write for Held {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if let Some(until) = self.until.take() {
                until.recv().unwrap();
            }
            self.text.lock().unwrap().push_str(str::from_utf8(bytes).unwrap());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn keeps_what_it_has_place_for_and_counts_the_rest() {
        let text = Arc::new(Mutex::new(String::new()));
        let (release, until) = mpsc::channel();
        let (mut writer, end) = LogWriter::start(Held { until: Some(until), text: Arc::clone(&text) }).unwrap();
        // The thread may have taken one of them already.
        for line in 0..WAITING + 11 {
            writer.write_all(format!("line {line}\n").as_bytes()).unwrap();
        }
        release.send(()).unwrap();
        drop(end);
        let text = text.lock().unwrap();
        let (note, lines): (Vec<_>, Vec<_>) = text.lines().partition(|line| line.contains("left out"));
        let [note] = note[..] else { panic!("{note:?}") };
        let left_out: usize = note.split(' ').next().unwrap().parse().unwrap();
        assert_eq!(lines.len() + left_out, WAITING + 11);
        assert!(left_out == 10 || left_out == 11, "{left_out}");
    }
}
