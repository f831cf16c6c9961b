//! E-mail: what waits in the outbox is claimed, written by the caller in the person's language and handed to the mail server; what that does not
//! take is tried again later. An e-mail is a link and neutral words: what it is about stands in the application.

use std::{fmt, time::Duration};

use balsts_domain::message::{MessageKind, retry_in_seconds};
use balsts_store::{ClaimedJob, Job};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
    transport::smtp::{
        authentication::Credentials,
        client::{Tls, TlsParameters},
    },
};

use crate::{App, AppError, Result};

/// A copy that has claimed jobs and says nothing for so long has died.
const LEASE_SECONDS: i64 = 900;
/// Jobs claimed at once: with the longest wait for the server each is done within the lease.
const CLAIMED: u64 = 20;
/// Longest wait for the mail server.
const TIMEOUT: Duration = Duration::from_secs(20);
const MICROSECONDS: i64 = 1_000_000;

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MailTls {
    /// From the first byte (port 465).
    #[default]
    Always,
    /// Begun in the open, then protected, or not at all (port 587).
    StartTls,
    /// Never: for a server on the same machine.
    Never,
}

impl MailTls {
    /// Reads `always`, `starttls` or `never`.
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "always" => Some(Self::Always),
            "starttls" => Some(Self::StartTls),
            "never" => Some(Self::Never),
            _ => None,
        }
    }
}

/// The mail server of the installation.
#[derive(Clone)]
pub struct MailServer {
    /// Name.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Protection.
    pub tls: MailTls,
    /// Who sends: `Balsts <balsts@novads.lv>`.
    pub from: String,
    /// Name and password, where the server asks for them.
    pub credentials: Option<(String, String)>,
}

impl fmt::Debug for MailServer {
    // The password must reach no log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailServer")
            .field("host", &self.host)
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}

/// An e-mail to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Code of the person's language.
    pub language: String,
    /// The message it is about; none: several, of a digest.
    pub message: Option<i64>,
    /// How many messages.
    pub count: usize,
    /// It can't wait.
    pub urgent: bool,
}

/// What it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailText {
    /// Subject.
    pub subject: String,
    /// Text.
    pub body: String,
}

/// What one round did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Round {
    /// E-mails that the server took.
    pub sent: usize,
    /// E-mails to be tried again.
    pub failed: usize,
    /// Jobs of other kinds.
    pub other: usize,
}

/// The connection to the mail server; without one, messages stay in the application.
#[derive(Debug, Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

enum Sent {
    Taken,
    Failed { refused: bool, error: String },
}

impl Mailer {
    /// Connects when the first e-mail is sent.
    ///
    /// # Errors
    /// Invalid when the sender is no address or the name of the server can't be used for TLS.
    pub fn new(server: &MailServer) -> Result<Self> {
        let internal = |error: String| AppError::Internal(format!("mail server: {error}"));
        let from = server
            .from
            .parse::<Mailbox>()
            .map_err(|error| internal(error.to_string()))?;
        let parameters =
            || TlsParameters::new(server.host.clone()).map_err(|error| internal(error.to_string()));
        let tls = match server.tls {
            MailTls::Always => Tls::Wrapper(parameters()?),
            MailTls::StartTls => Tls::Required(parameters()?),
            MailTls::Never => Tls::None,
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&server.host)
            .port(server.port)
            .tls(tls)
            .timeout(Some(TIMEOUT));
        if let Some((user, password)) = &server.credentials {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(Self {
            transport: builder.build(),
            from,
        })
    }

    async fn send(&self, job: i64, to: &str, text: MailText) -> Sent {
        let Ok(mailbox) = to.parse::<Mailbox>() else {
            return Sent::Failed {
                refused: true,
                error: "the address is no address".to_owned(),
            };
        };
        let message = Message::builder()
            .from(self.from.clone())
            .to(mailbox)
            // The same e-mail sent twice, after a copy died between sending and noting it, carries the same name.
            .message_id(Some(format!("<balsts-{job}@{}>", self.from.email.domain())))
            .subject(text.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(text.body);
        let message = match message {
            Ok(message) => message,
            Err(error) => {
                return Sent::Failed {
                    refused: true,
                    error: error.to_string(),
                };
            }
        };
        match self.transport.send(message).await {
            Ok(_) => Sent::Taken,
            Err(error) => {
                // The server's own words may repeat the address.
                let what = match error.status() {
                    Some(code) => format!("the mail server answered {code}"),
                    None if error.is_timeout() => "the mail server did not answer in time".to_owned(),
                    None => "the mail server cannot be reached".to_owned(),
                };
                Sent::Failed {
                    refused: error.is_permanent(),
                    error: what,
                }
            }
        }
    }
}

impl App {
    /// Does the jobs that are due; `copy` names this copy of the program, `write` finds the words of an e-mail.
    ///
    /// # Errors
    /// Internal when the database fails; what was claimed is done by the next copy that asks after the lease.
    pub async fn run_jobs(
        &self,
        copy: &str,
        mailer: Option<&Mailer>,
        write: impl Fn(&Mail) -> MailText,
    ) -> Result<Round> {
        let mut round = Round::default();
        loop {
            let now = balsts_store::instant(self.clock.now());
            let claimed = self
                .store
                .claim_jobs(copy, now, LEASE_SECONDS * MICROSECONDS, CLAIMED)
                .await?;
            if claimed.is_empty() {
                return Ok(round);
            }
            for job in claimed {
                self.run_job(copy, mailer, &write, &job, &mut round).await?;
            }
        }
    }

    async fn run_job(
        &self,
        copy: &str,
        mailer: Option<&Mailer>,
        write: &impl Fn(&Mail) -> MailText,
        job: &ClaimedJob,
        round: &mut Round,
    ) -> Result<()> {
        if let (Job::Remind { day }, Some(municipality)) = (&job.job, job.municipality) {
            round.other += 1;
            let result = self
                .program(municipality)
                .remind(job.id, balsts_store::date(*day))
                .await;
            return match result {
                Ok(()) => self.finish(copy, job, &[], None).await,
                Err(error) => {
                    tracing::error!(%error, "reminders could not be made");
                    self.postpone(copy, job, false, "reminders could not be made")
                        .await
                }
            };
        }
        let rows = self.store.mail_of(&job.job).await?;
        let (Some(first), Some(mailer)) = (rows.first(), mailer) else {
            let note = if rows.is_empty() {
                "nothing is left to tell"
            } else {
                "no mail server is set"
            };
            return self.finish(copy, job, &[], Some(note)).await;
        };
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let urgent = |code: &str| MessageKind::from_code(code).is_some_and(MessageKind::is_urgent);
        let text = write(&Mail {
            language: first.language.clone(),
            message: matches!(job.job, Job::Mail { .. }).then_some(first.id),
            count: rows.len(),
            urgent: rows.iter().any(|row| urgent(&row.kind)),
        });
        match mailer.send(job.id, &first.email, text).await {
            Sent::Taken => {
                round.sent += 1;
                self.finish(copy, job, &ids, None).await
            }
            Sent::Failed { refused, error } => {
                round.failed += 1;
                tracing::warn!(
                    job = job.id,
                    attempts = job.attempts,
                    error,
                    "an e-mail was not sent"
                );
                self.postpone(copy, job, refused, &error).await
            }
        }
    }

    async fn finish(&self, copy: &str, job: &ClaimedJob, mailed: &[i64], note: Option<&str>) -> Result<()> {
        let now = balsts_store::instant(self.clock.now());
        let writing = self.store.write().await?;
        writing.mark_mailed(mailed, now).await?;
        writing.finish_job(job.id, copy, now, note).await?;
        Ok(writing.commit().await?)
    }

    async fn postpone(&self, copy: &str, job: &ClaimedJob, refused: bool, error: &str) -> Result<()> {
        let Some(wait) = retry_in_seconds(job.attempts, refused) else {
            return self.finish(copy, job, &[], Some(error)).await;
        };
        let due = balsts_store::instant(self.clock.now()) + wait * MICROSECONDS;
        let writing = self.store.write().await?;
        writing.postpone_job(job.id, copy, due, error).await?;
        Ok(writing.commit().await?)
    }

    /// A name for this copy of the program, for its claims.
    pub fn copy_name() -> String {
        format!("{}-{:08x}", std::process::id(), rand::random::<u32>())
    }
}
