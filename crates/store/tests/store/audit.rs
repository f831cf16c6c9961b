use balsts_domain::access::{Action, Resource};
use balsts_store::{AuditEvent, AuditFilter, verify_entries};
use balsts_testkit::on_both;
use sea_orm::ConnectionTrait;

fn event(detail: &str) -> AuditEvent {
    AuditEvent {
        municipality: None,
        user: None,
        actor: "program",
        action: "test.done".to_owned(),
        subject: "test",
        subject_id: Some(7),
        detail: detail.to_owned(),
    }
}

// covers: PRV-07
#[test]
fn the_chain_proves_itself_and_shows_where_it_was_changed() {
    on_both(|database| async move {
        let store = database.store;
        for round in 0..3 {
            let writing = store.write().await.unwrap();
            writing.audit(round, &[event("a=1"), event("a=2")]).await.unwrap();
            writing.commit().await.unwrap();
        }
        let proof = store.verify_audit().await.unwrap();
        assert_eq!((proof.entries, proof.broken_at), (6, None));

        let mut entries = store.audit_entries(0, 100).await.unwrap();
        assert_eq!(
            verify_entries(entries.clone()),
            proof,
            "an exported chain proves the same"
        );
        entries[3].detail = "a=3".to_owned();
        assert_eq!(verify_entries(entries.clone()).broken_at, Some(4));
        entries.remove(3);
        assert_eq!(
            verify_entries(entries).broken_at,
            Some(5),
            "a missing entry is noticed"
        );
    });
}

// covers: PRV-07
#[test]
fn the_end_of_the_chain_proves_itself_by_what_stands_before() {
    on_both(|database| async move {
        let store = &database.store;
        for round in 0..3 {
            let writing = store.write().await.unwrap();
            writing.audit(round, &[event("a=1"), event("a=2")]).await.unwrap();
            writing.commit().await.unwrap();
        }
        let whole = store.verify_audit().await.unwrap();
        for (most, entries) in [(1, 1), (4, 4), (6, 6), (100, 6)] {
            let proof = store.verify_audit_end(most).await.unwrap();
            assert_eq!((proof.entries, proof.broken_at), (entries, None), "{most}");
            assert_eq!(proof.head, whole.head);
        }
        let raw = sea_orm::Database::connect(&database.url).await.unwrap();
        raw.execute_unprepared("UPDATE audit_entries SET detail = 'a=3' WHERE seq = 4")
            .await
            .unwrap();
        assert_eq!(store.verify_audit_end(3).await.unwrap().broken_at, Some(4));
        assert_eq!(store.verify_audit_end(2).await.unwrap().broken_at, None);
        raw.execute_unprepared("DELETE FROM audit_entries WHERE seq = 6")
            .await
            .unwrap();
        assert_eq!(
            store.verify_audit_end(2).await.unwrap().broken_at,
            Some(6),
            "the head is missing"
        );
    });
}

#[test]
fn entries_are_chosen_and_counted_by_what_happened_and_when() {
    on_both(|database| async move {
        let town = balsts_testkit::town(&database.store, "2026-11-20T09:00:00Z").await;
        let of = |action: &str| AuditEvent {
            municipality: Some(town.municipality),
            action: action.to_owned(),
            ..event("")
        };
        let writing = database.store.write().await.unwrap();
        writing.audit(10, &[of("a.read"), of("b.read")]).await.unwrap();
        writing
            .audit(20, &[of("a.read"), event("elsewhere")])
            .await
            .unwrap();
        writing.commit().await.unwrap();
        let filter = AuditFilter {
            actions: &["a.read"],
            since: Some(10),
            before: None,
        };
        let lines = |filter| {
            let store = database.store.clone();
            async move { store.audit_lines(town.municipality, &filter, 50).await.unwrap() }
        };
        let all = lines(filter.clone()).await;
        assert_eq!(all.iter().map(|line| line.at).collect::<Vec<_>>(), [20, 10]);
        let before = Some(all[0].seq);
        assert_eq!(
            lines(AuditFilter {
                before,
                ..filter.clone()
            })
            .await
            .len(),
            1
        );
        let since = Some(11);
        assert_eq!(lines(AuditFilter { since, ..filter }).await.len(), 1);
        let scope = town.operator().scope(Action::Read, Resource::Audit).unwrap();
        let sums = database.store.audit_sums(&scope, 10).await.unwrap();
        let counted: Vec<(&str, i64)> = sums
            .iter()
            .map(|sum| (sum.action.as_str(), sum.entries))
            .collect();
        assert!(
            counted.contains(&("a.read", 2)) && counted.contains(&("b.read", 1)),
            "{counted:?}"
        );
        assert!(
            !counted.iter().any(|(action, _)| *action == "test.done"),
            "another municipality's"
        );
    });
}

#[test]
fn a_transaction_that_is_dropped_leaves_no_entry() {
    on_both(|database| async move {
        let writing = database.store.write().await.unwrap();
        writing.audit(0, &[event("gone")]).await.unwrap();
        drop(writing);
        assert_eq!(database.store.verify_audit().await.unwrap().entries, 0);
    });
}
