//! `rapport-endpoint`.

use clap::Parser;
use endpoint::config::{Cli, Command, Config, LogFormat};
use endpoint::{operate, serve};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    let read = Cli::parse().read();
    match &read {
        Ok((config, _)) => log(config),
        Err(_) => log_plainly(),
    }
    let (config, command) = read?;
    // One provider for TLS in the whole process; a second attempt would be ours, too.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // One thread carries the sockets; SQLite has its own. More are worth it with TLS or Postgres on a large machine.
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(cores.min(8))
        .max_blocking_threads(4)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match command {
            Command::Serve => serve::serve(config).await,
            other => operate::operate(config, other).await,
        }
    })
}

fn log(config: &Config) {
    let builder =
        tracing_subscriber::fmt().with_max_level(config.log).with_target(false).with_writer(std::io::stderr);
    match config.log_format {
        LogFormat::Text => builder.with_ansi(false).init(),
        LogFormat::Json => builder.json().init(),
    }
}

fn log_plainly() {
    tracing_subscriber::fmt().with_target(false).with_ansi(false).with_writer(std::io::stderr).init();
}
