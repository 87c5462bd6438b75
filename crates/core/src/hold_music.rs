//! Hold music: what an MP3 file really holds. Every frame is walked; what headers claim about the whole is compared, never
//! believed. Duration is the sum over all frames, exact at every sample rate.

mod artwork;
mod facts;
mod format;
mod header;
mod info_frame;
mod lengths;
mod sums;
mod sync;
mod tags;
mod ticks;
mod walker;
mod window;

pub(crate) use facts::Recording;
pub use facts::{BitRateMode, HoldMusicFacts};
pub use format::FileFormat;
pub use header::{MpegLayer, MpegVersion};
pub(crate) use ticks::Ticks;
pub(crate) use walker::Walker;
