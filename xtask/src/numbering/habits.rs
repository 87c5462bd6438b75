//! What core keeps as text: how each plan's numbers are dialled inside the country, and how they are grouped.
//!
//! Patterns are written shorter than regular expressions: `(…)` is a group, `<…>` one that is captured, and a class of digits is
//! two bytes from 0x80 on, five of its ten bits in each. (0.8 KB less in a browser's download than as they come.)

use anyhow::{Context, Result, bail, ensure};

use super::metadata::{Format, Plans};

/// A line for each calling code: trunk prefix, its replacement and the groupings, separated by tabs.
pub(super) fn of(plans: &Plans) -> Result<Vec<u8>> {
    let mut text = Vec::new();
    for (code, regions) in plans {
        let (main, others) = regions.split_first().context("a calling code without a region")?;
        ensure!(
            others.iter().all(|region| region.formats.is_empty()),
            "+{code}: only the main region may have formats"
        );
        text.extend(pattern(main.trunk_prefix.as_deref().unwrap_or_default())?);
        text.push(b'\t');
        text.extend(main.trunk_replacement.as_deref().unwrap_or_default().bytes());
        text.push(b'\t');
        for format in &main.formats {
            text.extend(grouping(format).with_context(|| format!("+{code}"))?);
        }
        text.push(b'\n');
    }
    Ok(text)
}

/// How many digits each group has, as letters from `a` for 0 (`h-i` for 7 to 8), then the pattern of what a number begins with
/// that is written so. Nothing for a format that is not used in international form.
fn grouping(format: &Format) -> Result<Vec<u8>> {
    if format.international == "NA" {
        return Ok(Vec::new());
    }
    let mut sizes = Vec::new();
    let mut groups = String::new();
    let mut rest = format.pattern.as_str();
    while !rest.is_empty() {
        let group = rest.strip_prefix("(\\d").and_then(|rest| rest.split_once(')'));
        let (count, behind) = group.context("a format of another form")?;
        let count = count.trim_start_matches('{').trim_end_matches('}');
        for (place, number) in count.split(',').enumerate() {
            if place > 0 {
                sizes.push(b'-');
            }
            sizes.push(b'a' + if number.is_empty() { 1 } else { number.parse::<u8>()? });
        }
        groups.push_str(&(groups.len() + 1).to_string());
        rest = behind;
    }
    // Every group once, in order, with nothing but punctuation between: then spaces can stand there as well.
    let digits: String = format.international.chars().filter(char::is_ascii_digit).collect();
    let plain = format.international.chars().all(|each| each.is_ascii_digit() || "$ -./()".contains(each));
    ensure!(digits == groups && plain, "a format that is more than grouping: {}", format.international);
    sizes.extend(pattern(format.leading_digits.as_deref().unwrap_or_default())?);
    Ok(sizes)
}

/// A regular expression of the metadata, in the writing of core's `phone/pattern.rs`.
fn pattern(expression: &str) -> Result<Vec<u8>> {
    let mut written = Vec::new();
    let mut open = Vec::new();
    let mut rest = expression;
    while !rest.is_empty() {
        if let Some(behind) = rest.strip_prefix("(?:") {
            open.push(b')');
            written.push(b'(');
            rest = behind;
        } else if let Some(behind) = rest.strip_prefix("\\d") {
            written.extend(class("0-9")?);
            rest = behind;
        } else if let Some(behind) = rest.strip_prefix('[') {
            let (members, behind) = behind.split_once(']').context("a class without an end")?;
            written.extend(class(members)?);
            rest = behind;
        } else {
            let (first, behind) = rest.split_at(1);
            match first {
                "(" => {
                    open.push(b'>');
                    written.push(b'<');
                }
                ")" => written.push(open.pop().context("a group without a beginning")?),
                _ if "0123456789|?${},".contains(first) => written.extend(first.bytes()),
                _ => bail!("a pattern of another form: {expression}"),
            }
            rest = behind;
        }
    }
    ensure!(open.is_empty(), "a group without an end: {expression}");
    Ok(written)
}

/// `2-46` as ten bits in two bytes.
fn class(members: &str) -> Result<[u8; 2]> {
    let mut mask = 0_u16;
    let mut digits = members.chars().peekable();
    let digit = |character: char| character.to_digit(10).context("a class of something else than digits");
    while let Some(first) = digits.next() {
        let first = digit(first)?;
        let last = match digits.next_if_eq(&'-') {
            Some(_) => digit(digits.next().context("a range without an end")?)?,
            None => first,
        };
        for member in first..=last {
            mask |= 1 << member;
        }
    }
    Ok([0x80 | u8::try_from(mask >> 5)?, 0x80 | u8::try_from(mask & 0x1F)?])
}
