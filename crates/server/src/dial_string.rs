//! `dialin dial-string`: a number, pauses and a PIN in one string, by core.

use std::borrow::Cow;
use std::io::{self, Read, Write};

use clap::{Args, Subcommand};
use dialin_core::{DialString, DialStringFacts, parse_dial_string, suggested_pauses};

use crate::terminal::{Outcome, outcome, plain, write_issues};
use crate::usage::whole_number;

/// Build or read a dial string: a number, pauses and a PIN in one string
#[derive(Args)]
pub(crate) struct DialStringArgs {
    #[command(subcommand)]
    command: DialStringCommand,
}

#[derive(Subcommand)]
enum DialStringCommand {
    Build(BuildArgs),
    Read(ReadArgs),
}

/// Build a dial string: text, link, tel URI, vCard and calendar lines
///
/// Exit code: 0 when it is built, 1 when the number, the PIN or the pauses are wrong, 2 for wrong usage, or if something
/// could not be read or written.
#[derive(Args)]
struct BuildArgs {
    /// The number, in E.164: +12095038039
    #[arg(allow_hyphen_values = true)]
    number: String,

    /// The digits to dial after the pauses; - for standard input, so that no process list shows them
    #[arg(allow_hyphen_values = true)]
    pin: String,

    /// How many pauses, of about two seconds each: 1 to 30. Default: as many as the greeting takes, or 2
    #[arg(long, value_name = "COUNT", value_parser = whole_number::<usize>)]
    pauses: Option<usize>,

    /// What callers hear first, the config's `ivr_greeting`: digits dialled while it plays may be lost. Its length is
    /// estimated at 13 letters a second, where a sign of Chinese, Japanese or Korean counts as three
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true, allow_hyphen_values = true)]
    greeting: String,
}

/// Read any dial string: with separators, `p` and `w`, `%2C`, a final `#`
///
/// Exit code: 0 when it can be dialled, 1 when not, 2 for wrong usage, or if something could not be read or written.
#[derive(Args)]
struct ReadArgs {
    /// The dial string, in quotes where a shell would split it; - for standard input, so that no process list shows it
    #[arg(allow_hyphen_values = true)]
    text: String,
}

/// Prints to `out` what was made or read; what is wrong goes to `err`, so that a script can take the output as it is.
pub(crate) fn run(args: &DialStringArgs, out: &mut impl Write, err: &mut impl Write) -> Outcome {
    let (DialStringCommand::Build(BuildArgs { pin: typed, .. }) | DialStringCommand::Read(ReadArgs { text: typed })) =
        &args.command;
    let text = match or_standard_input(typed) {
        Ok(text) => text,
        Err(error) => {
            // Nobody may be left to tell; the exit code also says it.
            let _ = writeln!(err, "dialin: cannot read standard input: {error}");
            return Outcome::Unknown;
        }
    };
    let (ok, written) = match &args.command {
        DialStringCommand::Build(BuildArgs { number, pauses, greeting, .. }) => {
            let report = DialString::build(number, &text, pauses.unwrap_or_else(|| suggested_pauses(greeting)));
            let written = write_issues(err, report.issues());
            (report.ok(), written.and_then(|()| report.value().map_or(Ok(()), |made| write_made(out, made))))
        }
        DialStringCommand::Read(_) => {
            let report = parse_dial_string(&text);
            let written = write_issues(err, report.issues());
            (report.ok(), written.and_then(|()| write_facts(out, report.value())))
        }
    };
    outcome(ok, written.and_then(|()| out.flush()))
}

/// What was typed, or for `-` standard input without its last line break.
fn or_standard_input(typed: &str) -> io::Result<Cow<'_, str>> {
    if typed != "-" {
        return Ok(typed.into());
    }
    let mut text = String::new();
    io::stdin().lock().read_to_string(&mut text)?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned().into())
}

fn write_made(out: &mut impl Write, made: &DialString) -> io::Result<()> {
    writeln!(out, "Text:       {}", made.text())?;
    writeln!(out, "Link:       {}", made.link())?;
    writeln!(out, "Tel URI:    {}", made.tel_uri())?;
    writeln!(out, "For people: {}", made.human_text())?;
    write_lines(out, "vCard:", &[made.vcard_tel()])?;
    write_lines(out, "Calendar:", &[made.ics_location(), made.ics_description()])
}

/// From the first column on, because a space in front means that a line goes on.
fn write_lines(out: &mut impl Write, title: &str, lines: &[String]) -> io::Result<()> {
    writeln!(out, "{title}")?;
    lines.iter().flat_map(|line| line.lines()).try_for_each(|line| writeln!(out, "{line}"))
}

fn write_facts(out: &mut impl Write, facts: &DialStringFacts) -> io::Result<()> {
    let number = facts.phone_number.map(|number| number.to_string());
    writeln!(out, "Number: {}", number.as_deref().unwrap_or("none"))?;
    writeln!(out, "PIN:    {}", facts.pin.as_deref().unwrap_or("none"))?;
    writeln!(out, "Pauses: {}", facts.pauses)?;
    writeln!(out, "Waits:  {}", facts.waits)?;
    if let Some(terminator) = facts.terminator {
        writeln!(out, "Ends with {terminator}")?;
    }
    match &facts.rest {
        Some(rest) => writeln!(out, "Rest:   {}", plain(rest)),
        None => Ok(()),
    }
}
