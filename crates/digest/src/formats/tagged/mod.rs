//! Records whose lines begin with tags.

pub(crate) mod arxiv_mail;
