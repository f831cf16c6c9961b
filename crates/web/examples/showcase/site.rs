//! The showcase as a router: its pages behind the layers of the real application, with somebody signed in.

mod charts;
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
        unread: 2,
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
pub fn router() -> Router {
    let pages = Router::new()
        .route("/", get(pages::components))
        .route("/pupils", get(pages::components))
        .route("/form", get(pages::form).post(pages::send))
        .route("/form/errors", get(pages::form_with_errors))
        .route("/form/check", axum::routing::post(pages::check))
        .route("/done", get(pages::done))
        .route("/charts", get(charts::charts))
        .layer(from_fn(sign_in));
    protect(
        pages.merge(assets::routes()),
        Site {
            demonstration: true,
            ..Site::default()
        },
    )
}
