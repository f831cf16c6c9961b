//! Shows every component of the interface kit with invented people: `cargo run -p balsts-web --example showcase -- 8099`.

// By path, so that the tests can take the same file from another place.
#[path = "site.rs"]
mod site;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let port = std::env::args()
        .nth(1)
        .and_then(|port| port.parse().ok())
        .unwrap_or(8099);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    eprintln!("http://{}/", listener.local_addr()?);
    axum::serve(listener, site::router()).await
}
