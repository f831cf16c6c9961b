use balsts_app::{AppError, sign_in::SignIn};
use balsts_domain::access::Role;
use balsts_testkit::{PASSWORD, on_both, town};

#[test]
fn five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let user = town.person(Role::Administrator, None, None).await;
        let email = database.store.account(user).await.unwrap().email;
        assert_eq!(
            town.app.sign_in(&email, PASSWORD).await.unwrap(),
            SignIn::Done(user)
        );
        for _ in 0..4 {
            assert_eq!(
                town.app.sign_in(&email, "nepareiza").await.unwrap(),
                SignIn::Refused
            );
        }
        assert!(matches!(
            town.app.sign_in(&email, "nepareiza").await.unwrap(),
            SignIn::Locked(_)
        ));
        assert!(
            matches!(
                town.app.sign_in(&email, PASSWORD).await.unwrap(),
                SignIn::Locked(_)
            ),
            "the right one too"
        );
        let later = town.at("2026-11-20T09:15:01Z");
        assert_eq!(
            later.app.sign_in(&email, PASSWORD).await.unwrap(),
            SignIn::Done(user)
        );
        assert_eq!(
            later.app.sign_in("nobody@ogre.test", PASSWORD).await.unwrap(),
            SignIn::Refused
        );
    });
}

#[test]
fn a_one_time_code_is_accepted_once() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let ctx = town.as_role(Role::Administrator, None, None).await;
        let (secret, url) = ctx.propose_totp().await.unwrap();
        assert!(url.starts_with("otpauth://totp/"));
        let code = |at: i64| {
            let secret = totp_rs::Secret::try_from_base32(&secret).unwrap();
            totp_rs::Builder::new()
                .with_secret(secret)
                .build()
                .unwrap()
                .generate(at.unsigned_abs())
                .to_string()
        };
        assert!(matches!(
            ctx.confirm_totp(&secret, "000000", None).await,
            Err(AppError::Invalid(_))
        ));
        ctx.confirm_totp(&secret, &code(ctx.now.as_second()), None)
            .await
            .unwrap();

        let later = town.at("2026-11-20T09:05:00Z");
        let user = ctx.user().unwrap();
        let email = database.store.account(user).await.unwrap().email;
        assert_eq!(
            later.app.sign_in(&email, PASSWORD).await.unwrap(),
            SignIn::CodeNeeded(user)
        );
        let code = code(later.app.clock.now().as_second());
        assert_eq!(
            later.app.sign_in_code(user, &code).await.unwrap(),
            SignIn::Done(user)
        );
        assert_eq!(
            later.app.sign_in_code(user, &code).await.unwrap(),
            SignIn::Refused,
            "not twice"
        );
    });
}

// covers: ROL-01
#[test]
fn accounts_are_kept_by_the_administrator_alone() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        for role in Role::ALL {
            let class = (role == Role::ClassTeacher).then_some("8.b");
            if role.at_institution() {
                continue;
            }
            let ctx = town.as_role(role, None, class).await;
            assert_eq!(
                ctx.accounts().await.is_ok(),
                role == Role::Administrator,
                "{role:?}"
            );
        }
    });
}

#[test]
fn a_lock_does_not_tell_whether_there_is_an_account() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let user = town.person(Role::Administrator, None, None).await;
        let email = database.store.account(user).await.unwrap().email;
        let mut answers = Vec::new();
        for address in [email.as_str(), "Nobody@ogre.test"] {
            let mut seen = Vec::new();
            for _ in 0..6 {
                seen.push(town.app.sign_in(address, "nepareiza").await.unwrap());
            }
            answers.push(seen);
        }
        assert_eq!(answers[0], answers[1]);
        assert!(matches!(answers[0][5], SignIn::Locked(_)));
        let later = town.at("2026-11-21T09:15:01Z");
        assert_eq!(later.app.forget_ended().await.unwrap(), 0, "no session was open");
        let locked = database.store.address_locked_until("nobody@ogre.test").await;
        assert_eq!(locked.unwrap(), None, "forgotten after a day");
    });
}

#[test]
fn an_open_session_is_no_place_to_guess_the_password() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let ctx = town.as_role(Role::Administrator, None, None).await;
        let key = |result: Result<(), AppError>| match result {
            Err(AppError::Invalid(errors)) => errors.0[0].key,
            other => panic!("{other:?}"),
        };
        let same = ctx.change_password(PASSWORD, PASSWORD, None).await;
        assert_eq!(key(same), "error-password-same");
        for attempt in 0..5 {
            let wrong = if attempt % 2 == 0 {
                ctx.change_password("nepareiza", "zirgs baterija skava", None)
                    .await
            } else {
                ctx.remove_totp("nepareiza").await
            };
            assert_eq!(key(wrong), "error-password-wrong");
        }
        let right = ctx.change_password(PASSWORD, "zirgs baterija skava", None).await;
        assert_eq!(key(right), "error-account-locked", "the right one too");
    });
}

#[test]
fn the_same_address_twice_is_said_at_its_field() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let ctx = town.as_role(Role::Administrator, None, None).await;
        let email = database.store.account(ctx.user().unwrap()).await.unwrap().email;
        let again = ctx
            .add_account(&balsts_app::account::AddAccount {
                email,
                name: "Zane".to_owned(),
                password: PASSWORD.to_owned(),
                role: Role::Administrator,
                institution: None,
                class: None,
                speciality: None,
            })
            .await;
        let Err(AppError::Invalid(errors)) = again else {
            panic!("{again:?}");
        };
        assert_eq!(
            (errors.0[0].field.as_str(), errors.0[0].key),
            ("email", "error-email-taken")
        );
    });
}

// covers: ROL-05
#[test]
fn the_last_administrator_can_neither_be_disabled_nor_lose_the_role() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let first = town.person(Role::Administrator, None, None).await;
        let ctx = town.ctx(first).await;
        let role_of = async |user: i64| {
            let all = ctx.accounts().await.unwrap();
            all.iter().find(|one| one.account.id == user).unwrap().roles[0].id
        };
        let last = AppError::Conflict("error-account-last-administrator");
        let same = |found: Result<(), AppError>| assert_eq!(found.unwrap_err().to_string(), last.to_string());
        same(ctx.set_account_disabled(first, true).await);
        same(ctx.end_role(first, role_of(first).await).await);
        let second = town.person(Role::Administrator, None, None).await;
        // Another one who cannot sign in does not count.
        ctx.set_account_disabled(second, true).await.unwrap();
        same(ctx.set_account_disabled(first, true).await);
        ctx.set_account_disabled(second, false).await.unwrap();
        ctx.end_role(first, role_of(first).await).await.unwrap();
        let second = town.ctx(second).await;
        same(
            second
                .set_account_disabled(second.actor.user().unwrap(), true)
                .await,
        );
        second.set_account_disabled(first, true).await.unwrap();
    });
}

#[test]
fn a_password_of_few_characters_or_equal_to_the_email_is_refused() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let user = town
            .person(
                Role::SchoolHead,
                Some(town.institution("OGR1", "basic_school").await),
                None,
            )
            .await;
        let email = database.store.account(user).await.unwrap().email;
        let ctx = town.ctx(user).await;
        for (password, key) in [
            ("aaaaaaaaaaaa", "error-password-alike"),
            ("abcdabcdabcd", "error-password-alike"),
            (email.as_str(), "error-password-like-email"),
            (&email.to_uppercase(), "error-password-like-email"),
        ] {
            match ctx.change_password(PASSWORD, password, None).await {
                Err(AppError::Invalid(errors)) => assert_eq!(errors.0[0].key, key, "{password}"),
                other => panic!("{password}: {other:?}"),
            }
        }
        ctx.change_password(PASSWORD, "abcdeabcdeab", None).await.unwrap();
    });
}
