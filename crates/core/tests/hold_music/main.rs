//! Hold music by hand: every case is built byte by byte. Whole files by real encoders are in `hold_music_oracle`.

#![expect(clippy::expect_used, reason = "a test stops where what it needs is missing")]

mod built;
mod consistency;
mod formats;
mod hostile;
mod limits;
mod streams;
mod tags;
