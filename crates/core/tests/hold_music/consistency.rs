//! What holds of every report, whatever the bytes. The fuzz target of hold music includes this file.

use dialin_core::{FactReport, FileFormat, HoldMusicFacts, Severity, rules};

/// Every byte is accounted for, and what is said fits together.
pub(crate) fn is_consistent(report: &FactReport<HoldMusicFacts>, size: usize) {
    let facts = report.value();
    assert_eq!(facts.audio_bytes + facts.tag_bytes + facts.junk_bytes, size as u64, "{facts:?}");
    assert!(facts.artwork_bytes <= facts.tag_bytes, "{facts:?}");
    let is_audio = matches!(facts.format, FileFormat::Mp3 | FileFormat::MpegLayer1 | FileFormat::MpegLayer2);
    let known = [
        facts.mpeg_version.is_some(),
        facts.layer.is_some(),
        facts.duration_ms.is_some(),
        facts.samples.is_some(),
        facts.frames.is_some_and(|frames| frames > 0),
        facts.sample_rate_hz.is_some(),
        facts.channels.is_some(),
        facts.bit_rate_mode.is_some(),
        facts.average_bit_rate.is_some(),
        facts.audio_bytes > 0,
    ];
    assert_eq!(known, [is_audio; 10], "{facts:?}");
    let refused = report.issues().iter().any(|issue| issue.severity == Severity::Error);
    assert_eq!(report.ok(), !refused);
    assert!(report.ok() <= (facts.format == FileFormat::Mp3), "{facts:?}");
    for issue in report.issues() {
        let rule = rules().find(|rule| rule.code() == issue.code).expect("a rule of that code");
        assert!(rule.severities().contains(&issue.severity), "{issue}");
        assert!(issue.help.is_some() && !issue.message.ends_with('.') && !issue.message.contains('\n'), "{issue}");
    }
}
