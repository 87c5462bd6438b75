//! Hold music against other people's code: `lame` and `ffmpeg` write the files, `mpg123` and `ffmpeg` decode them as a whole,
//! and what core counted has to be what they decoded.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot ask its oracles has to stop")]

mod broken;
mod intact;
mod limits;
mod readers;
mod sound;
mod tags;
mod tools;
