//! Installs programs by the system's own packages.

use std::path::Path;

use anyhow::{Context, bail};

use crate::run::{self, Result};

/// Installs packages if that needs no confirmation: on Debian and its relatives, as root or by
/// sudo. Fails with `wanted`, which says what to install by hand.
pub fn install(what: &str, packages: &[&str], time: &str, wanted: &'static str) -> Result {
    let apt = run::find("apt-get").filter(|_| Path::new("/etc/debian_version").exists());
    let sudo = match (apt, root(), passwordless_sudo()) {
        (Some(_), true, _) => false,
        (Some(_), false, true) => true,
        _ => bail!(wanted),
    };
    println!("Installing {what} by apt-get (about {time}, once)");
    let install = [&["install", "-y", "-q", "--no-install-recommends"], packages].concat();
    for step in [&["update", "-q"][..], &install] {
        let mut command = run::command(if sudo { "sudo" } else { "apt-get" }, wanted)?;
        if sudo {
            command.args(["-n", "apt-get"]);
        }
        run::run(command.args(step).env("DEBIAN_FRONTEND", "noninteractive")).context(wanted)?;
    }
    Ok(())
}

fn root() -> bool {
    run::command("id", "").and_then(|mut id| run::output(id.arg("-u"))).is_ok_and(|id| id == "0")
}

fn passwordless_sudo() -> bool {
    run::command("sudo", "").is_ok_and(|mut sudo| run::succeeds(sudo.args(["-n", "true"])))
}
