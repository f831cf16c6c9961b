//! The words of e-mails, and the rounds in which the outbox is emptied. An e-mail names nobody and says nothing of what happened: it leads to the
//! application, where the access table is asked.

use std::time::Duration;

use balsts_app::{
    App,
    mail::{Mail, MailText, Mailer},
};
use balsts_reports::format::Language;

use crate::texts::Texts;

/// How often the outbox is looked into: one look into an index where nothing waits.
const PAUSE: Duration = Duration::from_secs(5);

/// The words of an e-mail; `address` is where people reach the application.
pub fn text(mail: &Mail, address: &str) -> MailText {
    let texts = Texts::of(Language::parse(&mail.language).unwrap_or_default());
    let address = address.trim_end_matches('/');
    let link = match mail.message {
        Some(id) => format!("{address}/messages/{id}"),
        None => format!("{address}/messages"),
    };
    let subject = if mail.urgent {
        texts.t("message-mail-subject-urgent")
    } else {
        texts.t1("message-mail-subject", "count", mail.count)
    };
    MailText {
        subject,
        body: format!(
            "{}\r\n\r\n{link}\r\n\r\n{}\r\n",
            texts.t1("message-mail-text", "count", mail.count),
            texts.t1(
                "message-mail-choose",
                "link",
                format!("{address}/account/messages")
            )
        ),
    }
}

/// Empties the outbox again and again.
pub(crate) async fn rounds(app: App, mailer: Option<Mailer>, address: String) {
    let copy = App::copy_name();
    loop {
        match app
            .run_jobs(&copy, mailer.as_ref(), |mail| text(mail, &address))
            .await
        {
            Ok(round) => {
                metrics::counter!("mail_sent_total").increment(round.sent as u64);
                metrics::counter!("mail_failed_total").increment(round.failed as u64);
            }
            Err(error) => tracing::error!(%error, "the outbox could not be emptied"),
        }
        match app.store.waiting_jobs().await {
            Ok(waiting) => metrics::gauge!("jobs_waiting").set(waiting as f64),
            Err(error) => tracing::error!(%error, "the outbox could not be counted"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}
