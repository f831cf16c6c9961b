//! A small town for tests: a municipality, a fixed moment and people with roles.

use balsts_app::{App, Clock, Ctx, account::AddAccount};
use balsts_domain::access::{Actor, Role};
use balsts_store::Store;
use jiff::Timestamp;

/// A municipality with a fixed clock.
#[derive(Debug, Clone)]
pub struct Town {
    /// The application on the store.
    pub app: App,
    /// The municipality's id.
    pub municipality: i64,
}

/// The password of everybody in town.
pub const PASSWORD: &str = "pareiza parole 1";

/// Makes the municipality `ogres-novads` at a moment (`2026-11-20T09:00:00Z`).
pub async fn town(store: &Store, now: &str) -> Town {
    town_of(store, "ogres-novads", now).await
}

/// Makes the municipality of a code at a moment; its name is its code.
pub async fn town_of(store: &Store, code: &str, now: &str) -> Town {
    let now: Timestamp = now.parse().expect("a moment such as 2026-11-20T09:00:00Z");
    let writing = store.write().await.expect("write");
    let municipality = writing
        .add_municipality(
            code,
            if code == "ogres-novads" {
                "Ogres novads"
            } else {
                code
            },
            false,
            balsts_store::instant(now),
        )
        .await
        .expect("add");
    writing.commit().await.expect("commit");
    Town {
        app: App::new(store.clone(), Clock::Fixed(now)),
        municipality,
    }
}

impl Town {
    /// The same town at another moment.
    pub fn at(&self, now: &str) -> Self {
        let now: Timestamp = now.parse().expect("a moment");
        Self {
            app: App::new(self.app.store.clone(), Clock::Fixed(now)),
            municipality: self.municipality,
        }
    }

    /// Whoever runs the command line.
    pub fn operator(&self) -> Ctx {
        self.app.ctx(Actor::operator(self.municipality, self.app.today()))
    }

    /// Adds a person with a role; gives the account's id. The e-mail is `<role>[.<n>]@ogre.test`.
    pub async fn person(&self, role: Role, institution: Option<i64>, class: Option<&str>) -> i64 {
        let operator = self.operator();
        let count = operator.accounts().await.expect("accounts").len();
        operator
            .add_account(&AddAccount {
                email: format!("{}.{count}@ogre.test", role.code()),
                name: format!("{} {count}", role.code()),
                password: PASSWORD.to_owned(),
                role,
                institution,
                class: class.map(str::to_owned),
                speciality: None,
            })
            .await
            .expect("account")
    }

    /// Adds a person and acts as them.
    pub async fn as_role(&self, role: Role, institution: Option<i64>, class: Option<&str>) -> Ctx {
        let id = self.person(role, institution, class).await;
        self.ctx(id).await
    }

    /// The same person in this town, whose clock may stand elsewhere.
    pub fn ctx_of(&self, ctx: &Ctx) -> Ctx {
        let mut actor = ctx.actor.clone();
        actor.on = self.app.today();
        self.app.ctx(actor)
    }

    /// Acts as a person.
    pub async fn ctx(&self, user: i64) -> Ctx {
        let (actor, _) = self.app.actor(user).await.expect("actor");
        self.app.ctx(actor)
    }
}
