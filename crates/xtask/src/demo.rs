//! `cargo xtask demo`: the demo portal, built and served on this machine.

use std::time::Instant;

use crate::process::show;
use crate::tools::{FOR_TRUNK, Workshop};
use crate::{say, serve, trunk};

const FIRST_PORT: u16 = 8080;

/// Serves until the process is ended.
pub fn run() -> Result<(), String> {
    let mut workshop = Workshop::open()?;
    workshop.set_up(FOR_TRUNK)?;
    workshop.tidy()?;
    say::line("Building the demo portal …");
    let start = Instant::now();
    trunk::build(&workshop)?.iter_mut().try_for_each(show)?;
    let site = trunk::site(&workshop)?;
    let listener = serve::bind(FIRST_PORT)?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    say::line(format_args!("Built in {}.", say::duration(start.elapsed())));
    if address.port() != FIRST_PORT {
        say::line(format_args!("Port {FIRST_PORT} is taken; using {}.", address.port()));
    }
    say::line(format_args!("\nLiyan demo: http://{address}/  (Ctrl+C ends it)"));
    serve::run(&listener, &site);
    Ok(())
}
