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
    let runtime = match config.threads {
        // Handing work from thread to thread costs more than the work.
        1 => tokio::runtime::Builder::new_current_thread().max_blocking_threads(4).enable_all().build()?,
        threads => {
            let mut builder = tokio::runtime::Builder::new_multi_thread();
            builder.worker_threads(threads).max_blocking_threads(8).enable_all().build()?
        }
    };
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
