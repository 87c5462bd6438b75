//! What a caller reads off a URL.

use dialin_core::{Host, NotWebUrl, WebUrl};

#[test]
fn a_url_and_its_parts() {
    let text = "HTTPS://u:p@Example.COM:8443/a/b?X=1&y=&X=2#f?g";
    let url = WebUrl::parse(text).unwrap();
    assert!(url.is_https() && url.has_credentials());
    assert_eq!((url.as_str(), url.to_string().as_str()), (text, text));
    assert_eq!(serde_json::to_value(&url).unwrap(), text);
    assert_eq!((url.host().to_string(), url.port()), ("example.com".to_owned(), Some(8443)));
    assert_eq!((url.path(), url.query(), url.fragment()), ("/a/b", Some("X=1&y=&X=2"), Some("f?g")));
    assert_eq!((url.parameter("x"), url.parameter("Y"), url.parameter("z")), (Some("1"), Some(""), None));
    let url = WebUrl::parse("http://[2001:DB8::1]").unwrap();
    assert!(!url.is_https() && !url.has_credentials());
    assert_eq!((url.host().to_string(), url.port()), ("[2001:db8::1]".to_owned(), None));
    assert_eq!((url.path(), url.query(), url.fragment(), url.parameter("a")), ("", None, None, None));
    let url = WebUrl::parse("http://8.8.8.8#").unwrap();
    assert_eq!(url.host(), &Host::V4("8.8.8.8".parse().unwrap()));
    assert_eq!((url.host().to_string(), url.fragment()), ("8.8.8.8".to_owned(), Some("")));

    let reasons = [
        (" ", NotWebUrl::Empty, "empty"),
        ("example.com", NotWebUrl::SchemeMissing, "scheme-missing"),
        ("FTP://a", NotWebUrl::SchemeOther("ftp".to_owned()), "scheme-other"),
        ("https:/a", NotWebUrl::SlashesMissing, "slashes-missing"),
        ("https://a/ ", NotWebUrl::BadCharacter { character: ' ', position: 11 }, "bad-character"),
        ("https://a/%2", NotWebUrl::BadPercent { position: 11 }, "bad-percent"),
        ("https:///a", NotWebUrl::HostMissing, "host-missing"),
        ("https://ä/", NotWebUrl::HostNotAscii, "host-not-ascii"),
        ("https://a..b/", NotWebUrl::HostInvalid("has an empty label: one dot too many"), "host-invalid"),
        ("https://a:0/", NotWebUrl::PortInvalid, "port-invalid"),
    ];
    for (text, why, reason) in reasons {
        let found = WebUrl::parse(text).unwrap_err();
        assert_eq!((found.reason(), found), (reason, why), "{text}");
    }
    let messages = [
        (NotWebUrl::Empty, "it is empty"),
        (NotWebUrl::SchemeMissing, "it does not start with `https://`"),
        (NotWebUrl::SchemeOther("ftp".to_owned()), "its scheme is `ftp`; only `https` and `http` work"),
        (NotWebUrl::SlashesMissing, "`//` does not follow the scheme"),
        (NotWebUrl::BadCharacter { character: ' ', position: 11 }, "a space (character 11) is not allowed in a URL"),
        (NotWebUrl::BadPercent { position: 11 }, "the `%` (character 11) is not followed by two hex digits"),
        (NotWebUrl::HostMissing, "it has no host"),
        (NotWebUrl::HostNotAscii, "its host is not written in ASCII"),
        (NotWebUrl::HostInvalid("goes on after the `]`"), "its host goes on after the `]`"),
        (NotWebUrl::PortInvalid, "its port is not a number from 1 to 65535"),
    ];
    for (why, message) in messages {
        assert_eq!(why.to_string(), message);
    }
}
