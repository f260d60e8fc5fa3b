//! Takes the pictures of the documents, and the preview that other sites show of the page.

use crate::pages::serve;
use crate::run::{self, Result};
use crate::{browser, dist};

/// Builds the page, serves it and takes the pictures.
pub fn take() -> Result {
    dist::build()?;
    let browser = browser::path()?;
    let address = serve::in_background("/skimmark/")?;
    let mut node = run::node()?;
    node.args(["screenshots/take.mjs", &address]).env("SKIMMARK_BROWSER", browser);
    run::run(&mut node)
}
