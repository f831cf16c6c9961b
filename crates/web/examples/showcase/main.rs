//! Shows every component of the interface kit with invented people: `cargo run -p balsts-web --example showcase -- 8099`.

mod pages;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::get;
use balsts_web::assets;
use balsts_web::kit::security::protect;
use balsts_web::kit::{NavItem, Site, Viewer};

async fn sign_in(mut request: Request, next: Next) -> Response {
    let viewer = Viewer {
        draft_key: "showcase".to_owned(),
        name: "Ilze Bērziņa".to_owned(),
        role_key: "showcase-role".to_owned(),
        place: Some("Ogres novads".to_owned()),
        nav: vec![
            NavItem::new("/", "showcase-nav-home"),
            NavItem::new("/pupils", "showcase-nav-pupils"),
            NavItem::new("/concerns", "showcase-nav-concerns"),
            NavItem::new("/duties", "showcase-nav-duties"),
            NavItem::new("/imports", "showcase-nav-imports"),
            NavItem::new("/municipality", "showcase-nav-municipality"),
        ],
        session_seconds: Some(1800),
    };
    request.extensions_mut().insert(viewer.clone());
    let mut response = next.run(request).await;
    response.extensions_mut().insert(viewer);
    response
}

/// All pages of the showcase behind the layers of the real application.
fn router() -> Router {
    let pages = Router::new()
        .route("/", get(pages::components))
        .route("/pupils", get(pages::components))
        .route("/form", get(pages::form).post(pages::send))
        .route("/form/errors", get(pages::form_with_errors))
        .route("/form/check", axum::routing::post(pages::check))
        .route("/done", get(pages::done))
        .layer(from_fn(sign_in));
    protect(
        pages.merge(assets::routes()),
        Site {
            demonstration: true,
            ..Site::default()
        },
    )
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let port = std::env::args()
        .nth(1)
        .and_then(|port| port.parse().ok())
        .unwrap_or(8099);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    eprintln!("http://{}/", listener.local_addr()?);
    axum::serve(listener, router()).await
}
