//! What an MP3 holds beside, or instead of, the music.

use super::{FAMILY, bytes, issue};
use crate::hold_music::{Recording, Ticks};
use crate::report::Issue;
use crate::rules::rule::rule;
use crate::text::{join, join_with};

/// Twice this is 10 s, and a webhook that starts from cold may need that.
const SHORT: Ticks = Ticks::of_seconds(5);

/// Encoders count in frames, of which the longest plays 72 ms, and some count the first one, which is no audio.
const TOLERANCE: Ticks = Ticks::of_milliseconds(100);

rule! {
    /// A file with junk in it, or one that is cut.
    ///
    /// `params.junk_bytes` are those between frames, and those before or after them that are not all zeros. `params.lost_bytes`
    /// are those that the last frame or tag lacks (null if the file is whole, or if that cannot be told).
    ///
    /// # Why
    /// The download or the upload stopped early, or two files were put together. Players click, skip, or stop there.
    ///
    /// # Example
    /// ```json music
    /// {"file": "cut.mp3"}
    /// ```
    ///
    /// # Instead
    /// ```json music
    /// {"file": "ten-seconds.mp3"}
    /// ```
    HOLD_MUSIC_DAMAGED = "hold-music-damaged";
    severity Warning;
    source Policy;
    operations Music;
}

pub(super) fn damaged(recording: &Recording) -> Option<Issue> {
    let junk = recording.damage_bytes;
    let mut parts = Vec::new();
    if junk > 0 {
        let verb = if junk == 1 { "is" } else { "are" };
        parts.push(format!("{} in it {verb} neither audio nor tags", bytes(junk)));
    }
    if recording.facts.truncated {
        parts.push(match recording.lost_bytes {
            Some(lost) => format!("its last frame or tag is {} short", bytes(lost)),
            None => "it ends inside the header of a frame".to_owned(),
        });
    }
    (!parts.is_empty()).then(|| {
        let message = format!("the file is damaged: {}", join_with(", and ", &parts));
        let mut issue = issue(&HOLD_MUSIC_DAMAGED, recording, message)
            .param("junk_bytes", junk)
            .param("truncated", recording.facts.truncated)
            .param("lost_bytes", recording.lost_bytes);
        if recording.facts.truncated {
            // No command brings back what is missing.
            issue.help =
                issue.help.map(|help| join(&["upload the whole file again; if this is all there is, ", &help]));
        }
        issue
    })
}

rule! {
    /// A Xing, Info or VBRI header that claims another duration than the frames have.
    ///
    /// A tenth of a second is tolerated.
    ///
    /// # Why
    /// Some players believe it: they show a wrong length, or stop there. It is right in the file that an encoder wrote; cutting or
    /// joining files leaves it behind.
    ///
    /// # Example
    /// ```json music
    /// {"file": "joined.mp3"}
    /// ```
    ///
    /// # Instead
    /// ```json music
    /// {"file": "ten-seconds.mp3"}
    /// ```
    HOLD_MUSIC_HEADER_DISAGREES = "hold-music-header-disagrees";
    severity Warning;
    source Policy;
    operations Music;
}

pub(super) fn header_disagrees(recording: &Recording) -> Option<Issue> {
    let (name, claimed) = recording.claim?;
    let walked = recording.walked;
    (claimed.difference(walked) > TOLERANCE).then(|| {
        let message = format!("the file's {name} header claims {claimed}, but its frames play for {walked}");
        issue(&HOLD_MUSIC_HEADER_DISAGREES, recording, message)
            .param("header", name)
            .param("header_duration_ms", claimed.milliseconds())
            .param("duration_ms", walked.milliseconds())
    })
}

rule! {
    /// A file of which more than half is tags, artwork included.
    ///
    /// # Why
    /// A telephone shows no picture, but Daily has to fetch it.
    ///
    /// # Example
    /// ```json music
    /// {"file": "artwork.mp3"}
    /// ```
    ///
    /// # Instead
    /// ```json music
    /// {"file": "ten-seconds.mp3"}
    /// ```
    HOLD_MUSIC_TAG_HEAVY = "hold-music-tag-heavy";
    severity Info;
    source Policy;
    operations Music;
}

pub(super) fn tag_heavy(recording: &Recording) -> Option<Issue> {
    let facts = &recording.facts;
    (facts.tag_bytes > recording.size / 2).then(|| {
        let tags = format!("{} of the file's {} are tags", facts.tag_bytes, bytes(recording.size));
        let message =
            if facts.artwork_bytes > 0 { format!("{tags}, {} of them pictures", facts.artwork_bytes) } else { tags };
        issue(&HOLD_MUSIC_TAG_HEAVY, recording, message)
            .param("bytes", recording.size)
            .param("tag_bytes", facts.tag_bytes)
            .param("artwork_bytes", facts.artwork_bytes)
    })
}

rule! {
    /// A recording of less than five seconds.
    ///
    /// # Why
    /// Daily plays it twice, and that is probably all the time the webhook gets to answer. How long Daily waits is not published;
    /// this is inferred from what people report.
    ///
    /// # Example
    /// ```json music
    /// {"file": "tone.mp3"}
    /// ```
    ///
    /// # Instead
    /// ```json music
    /// {"file": "ten-seconds.mp3"}
    /// ```
    HOLD_MUSIC_SHORT = "hold-music-short";
    severity Warning;
    source Policy;
    operations Music;
}

pub(super) fn is_short(recording: &Recording) -> bool {
    recording.facts.duration_ms.is_some() && recording.walked < SHORT
}

pub(super) fn short(recording: &Recording) -> Option<Issue> {
    is_short(recording).then(|| {
        let walked = recording.walked;
        let message =
            format!("the recording plays for {walked}; twice that is probably all the time the webhook has to answer");
        issue(&HOLD_MUSIC_SHORT, recording, message).param("duration_ms", walked.milliseconds())
    })
}
