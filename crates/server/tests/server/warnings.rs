//! What the log warns of when a server starts.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::Path;
use std::process::Stdio;

use crate::process::{Served, dialin};

/// The warnings of a start, without their time.
fn warnings(folder: &Path, token: Option<&str>, args: &[&str]) -> Vec<String> {
    let file = folder.join("log");
    let mut command = dialin();
    command.stderr(Stdio::from(File::create(&file).unwrap()));
    if let Some(token) = token {
        command.env("DIALIN_TOKEN", token);
    }
    command.arg("serve").args(args).arg("--store").arg(format!("sqlite:{}", folder.join("dialin.db").display()));
    let mut served = Served::of(&mut command);
    served.signal("TERM");
    served.child.wait().unwrap();
    let log = fs::read_to_string(file).unwrap();
    assert!(token.is_none_or(|token| !log.contains(token)), "{log}");
    log.lines().filter_map(|line| line.split_once(" WARN ")).map(|(_, warning)| warning.to_owned()).collect()
}

#[test]
fn a_data_file_of_others() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dialin.db");
    let start = || warnings(folder.path(), None, &["--listen", "127.0.0.1:0"]);
    assert_eq!(start(), [""; 0]);
    for mode in [0o640, 0o604, 0o666] {
        fs::set_permissions(&file, Permissions::from_mode(mode)).unwrap();
        let expected =
            format!(r"other users may read the data file and its secrets: `chmod 600 '{}'*`", file.display());
        assert_eq!(start(), [expected], "{mode:o}");
    }
    fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
    assert_eq!(start(), [""; 0]);
    // Only root can give a file away.
    if chown(&file, Some(12_345), None).is_ok() {
        let expected = format!(
            r#"the data file belongs to another user, who can read its secrets: `chown "$(id -u)" '{}'*`"#,
            file.display()
        );
        assert_eq!(start(), [expected]);
    }
}

#[test]
fn a_server_that_others_reach() {
    let folder = tempfile::tempdir().unwrap();
    let short = "`DIALIN_TOKEN` has fewer than 20 characters and can be guessed from other machines: \
                 take a long random one, for example of `openssl rand -hex 32`";
    let plain = "other machines send the token and get signing secrets unencrypted: \
                 put a proxy with https in front and start with its `--public-url https://…`";
    let (loopback, all) = (["--listen", "127.0.0.1:0"], ["--listen", "0.0.0.0:0"]);
    let (https, http) = (["--public-url", "https://dialin.example.com"], ["--public-url", "http://dialin.example.com"]);
    let (few, enough) = (Some("abcdefghij123456789"), Some("abcdefghij1234567890"));
    for (token, args, expected) in [
        (few, [loopback, https], &[] as &[&str]),
        (few, [all, https], &[short]),
        (few, [all, http], &[short, plain]),
        (enough, [all, https], &[]),
        (enough, [all, http], &[plain]),
        (None, [all, https], &[]),
        (None, [all, http], &[plain]),
    ] {
        assert_eq!(warnings(folder.path(), token, args.as_flattened()), expected, "{token:?} {args:?}");
    }
}
