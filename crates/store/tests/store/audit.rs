use balsts_store::{AuditEvent, verify_entries};
use balsts_testkit::on_both;

fn event(detail: &str) -> AuditEvent {
    AuditEvent {
        municipality: Some(1),
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

#[test]
fn a_transaction_that_is_dropped_leaves_no_entry() {
    on_both(|database| async move {
        let writing = database.store.write().await.unwrap();
        writing.audit(0, &[event("gone")]).await.unwrap();
        drop(writing);
        assert_eq!(database.store.verify_audit().await.unwrap().entries, 0);
    });
}
