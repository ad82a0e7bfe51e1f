//! Hints between nodes: "something was appended to these vaults". On connections of their own, outside of every append, collected
//! for a few milliseconds. They only wake who waits; one that gets lost costs a few seconds (the slow poll).

use super::pool::Connector;
use std::collections::HashSet;
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_postgres::AsyncMessage;
use vault::VaultId;
use vault::wire::text;

const CHANNEL: &str = "rapport";
/// So long hints are collected.
const GATHER: Duration = Duration::from_millis(3);
/// A notification carries at most 8,000 bytes.
const IDS: usize = 150;

pub(super) struct Hints {
    told: UnboundedSender<VaultId>,
}

impl Hints {
    /// The receiver hears of appends on all nodes, this one's too. An empty list says that hints may have been lost.
    pub(super) fn start(connector: Connector) -> (Self, UnboundedReceiver<Vec<VaultId>>) {
        let (told, to_tell) = unbounded_channel();
        let (hear, heard) = unbounded_channel();
        tokio::spawn(tell(connector.clone(), to_tell));
        tokio::spawn(listen(connector, hear));
        (Self { told }, heard)
    }

    pub(super) fn tell(&self, vault: VaultId) {
        let _ = self.told.send(vault);
    }
}

async fn tell(connector: Connector, mut to_tell: UnboundedReceiver<VaultId>) {
    let mut client: Option<tokio_postgres::Client> = None;
    while let Some(first) = to_tell.recv().await {
        tokio::time::sleep(GATHER).await;
        let mut vaults = HashSet::from([first]);
        while let Ok(next) = to_tell.try_recv() {
            vaults.insert(next);
        }
        if client.as_ref().is_none_or(tokio_postgres::Client::is_closed) {
            client = match connector.connect().await {
                Ok((client, connection)) => {
                    tokio::spawn(connection);
                    Some(client)
                }
                Err(_) => {
                    tokio::time::sleep(Duration::from_secs(1)).await;
                    continue;
                }
            };
        }
        let Some(client) = &client else { continue };
        let names: Vec<String> = vaults.iter().map(|vault| text::encode(&vault.0)).collect();
        for names in names.chunks(IDS) {
            let payload = names.join(",");
            if let Err(error) = client.execute("SELECT pg_notify($1, $2)", &[&CHANNEL, &payload]).await {
                tracing::debug!(%error, "a hint was lost");
            }
        }
    }
}

async fn listen(connector: Connector, hear: UnboundedSender<Vec<VaultId>>) {
    while !hear.is_closed() {
        if let Ok((client, mut connection)) = connector.connect().await {
            let messages = async {
                while let Some(Ok(message)) =
                    std::future::poll_fn(|context| connection.poll_message(context)).await
                {
                    if let AsyncMessage::Notification(note) = message {
                        let names = note.payload().split(',');
                        let vaults = names.filter_map(|name| text::decode(name).map(VaultId)).collect();
                        if hear.send(vaults).is_err() {
                            return;
                        }
                    }
                }
            };
            let ask = async {
                let _ = client.batch_execute(&format!("LISTEN {CHANNEL}")).await;
                // What was appended while nobody listened.
                let _ = hear.send(Vec::new());
                std::future::pending::<()>().await;
            };
            tokio::select! {
                () = messages => {}
                () = ask => {}
            }
        }
        tracing::debug!("hints are interrupted");
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}
