//! `balsts serve`.

use clap::Args;

use super::Context;
use crate::{failure::Failure, logging, output::errln};

#[derive(Debug, Args)]
pub struct Serve {
    /// Address to listen on (default 127.0.0.1:8080)
    #[arg(long)]
    listen: Option<String>,
}

pub async fn serve(context: &Context, args: Serve) -> Result<(), Failure> {
    logging::start(&context.configuration);
    let app = context.app().await?;
    app.turn_of_day().await?;
    let listen = args
        .listen
        .unwrap_or_else(|| context.configuration.listen.clone());
    let listener = tokio::net::TcpListener::bind(&listen)
        .await
        .map_err(|error| Failure::Refused(format!("cannot listen on {listen}: {error}")))?;
    let options = balsts_web::Options {
        secure_cookies: context.configuration.secure_cookies,
        upload_limit: context.configuration.upload_megabytes * 1024 * 1024,
        demonstration: false,
        address: context.configuration.address(listener.local_addr()?),
        mailer: context.configuration.mailer()?,
    };
    errln!("Balsts: http://{}", listener.local_addr()?);
    balsts_web::serve(app, options, listener).await?;
    Ok(())
}
