use balsts_domain::access::Role;
use balsts_testkit::on_both;

use super::meeting::{group, kinds};

// covers: ESC-32
#[test]
fn the_next_date_of_a_case_is_reminded_of_where_the_step_is_to_be_taken() {
    on_both(|database| async move {
        let group = group(&database).await;
        let police = group.town.as_role(Role::MunicipalPolice, None, None).await;
        let (case, _) = group.refer("010112-21234").await;
        let next = group.school.case(&case).await.unwrap().line.row.next_day;
        let next = balsts_store::date(next.unwrap());
        let app = group.town.at(&format!("{next}T09:00:00Z")).app;
        app.enqueue_reminders().await.unwrap();
        app.run_jobs("a", None, |_| unreachable!("there is no mail server"))
            .await
            .unwrap();
        assert!(kinds(&group.school).await.contains(&"duties_near".to_owned()));
        for other in [&police, &group.member] {
            assert!(!kinds(other).await.contains(&"duties_near".to_owned()));
        }
    });
}
