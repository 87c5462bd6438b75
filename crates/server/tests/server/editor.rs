//! The editor's files and the headers they come with.

use reqwest::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, ETAG, IF_NONE_MATCH, REFERRER_POLICY};
use reqwest::{Method, Response};

use crate::started::{CONFIGS, Started};

const CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
                   connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
}

#[tokio::test]
async fn every_answer_has_the_strict_headers() {
    let server = Started::new().await;
    let paths = ["/", "/?token=wrong", "/nothing", "/healthz", CONFIGS, "/v1/nothing", "/api/session", "/api/check"];
    for path in paths {
        let response = server.request(Method::GET, path).send().await.unwrap();
        assert_eq!(header(&response, CONTENT_SECURITY_POLICY.as_str()), CSP, "{path}");
        assert_eq!(header(&response, REFERRER_POLICY.as_str()), "no-referrer", "{path}");
        assert_eq!(header(&response, "x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header(&response, "cross-origin-resource-policy"), "same-origin", "{path}");
        assert_eq!(header(&response, "cross-origin-opener-policy"), "same-origin", "{path}");
        if path != "/" {
            assert_eq!(header(&response, CACHE_CONTROL.as_str()), "no-store", "{path}");
        }
    }
    let foreign = server.request(Method::GET, "/").header("host", "evil.example").send().await.unwrap();
    assert_eq!(header(&foreign, CONTENT_SECURITY_POLICY.as_str()), CSP);
}

#[tokio::test]
async fn every_page_beside_the_editor_leads_to_it() {
    let server = Started::new().await;
    for (path, status) in [("/?token=wrong", 401), ("/nothing", 404)] {
        let response = server.anonymous(Method::GET, path).send().await.unwrap();
        assert_eq!(response.status(), status, "{path}");
        let page = response.text().await.unwrap();
        assert!(page.contains(r#"<a href="/">the editor</a>"#) && !page.contains("wrong"), "{page}");
    }
}

/// Whether the editor was built before this crate was decides which half of this is tested.
#[tokio::test]
async fn serves_the_editor_or_says_how_to_build_it() {
    let server = Started::new().await;
    let response = server.anonymous(Method::GET, "/").send().await.unwrap();
    assert_eq!(header(&response, "content-type").split(';').next(), Some("text/html"));
    if response.status() == 503 {
        assert!(response.text().await.unwrap().contains("<code>cargo xtask web</code>"));
        return;
    }
    assert_eq!(response.status(), 200);
    assert_eq!(header(&response, CACHE_CONTROL.as_str()), "no-cache");
    let tag = header(&response, ETAG.as_str()).to_owned();
    let again = server.anonymous(Method::GET, "/").header(IF_NONE_MATCH, &tag).send().await.unwrap();
    assert_eq!((again.status().as_u16(), header(&again, ETAG.as_str())), (304, &*tag));
    assert!(again.bytes().await.unwrap().is_empty());

    let page = response.text().await.unwrap();
    let scripts: Vec<_> = page.split('"').filter(|text| text.starts_with("/assets/")).collect();
    assert!(!scripts.is_empty(), "{page}");
    for path in scripts {
        let plain = server.anonymous(Method::GET, path).send().await.unwrap();
        assert_eq!(plain.status(), 200, "{path}");
        assert_eq!(header(&plain, CACHE_CONTROL.as_str()), "public, max-age=31536000, immutable", "{path}");
        let plain = plain.bytes().await.unwrap().len();
        for encoding in ["br", "gzip"] {
            let packed = server.anonymous(Method::GET, path).header("accept-encoding", encoding).send().await.unwrap();
            assert_eq!(header(&packed, "content-encoding"), encoding, "{path}");
            assert!(packed.bytes().await.unwrap().len() < plain, "{path}");
        }
    }
}

#[tokio::test]
async fn no_path_leads_out_of_the_embedded_files() {
    let server = Started::new().await;
    for path in
        ["/..%2fCargo.toml", "/%2e%2e/Cargo.toml", "//etc/passwd", "/assets/", "/assets/..%2findex.html", "/%00"]
    {
        let response = server.anonymous(Method::GET, path).send().await.unwrap();
        assert_eq!(response.status(), 404, "{path}");
        assert!(response.text().await.unwrap().contains("Page not found"), "{path}");
    }
}
