//! Takes the pictures of the documents and the preview that other sites show, of the release page.

use crate::run::{self, Result};
use crate::{browser, dist, serve};

/// Builds, serves and takes them.
pub fn take() -> Result {
    dist::build()?;
    let browser = browser::path()?;
    let address = serve::in_background("/skimmark/")?;
    let mut node = run::node()?;
    node.args(["screenshots/take.mjs", &address]).env("SKIMMARK_BROWSER", browser);
    run::run(&mut node)
}
