//! A report is written once and reaches each institution with what its task needs.

use balsts_domain::cases::report::RECIPIENTS;

use super::*;

// covers: PRV-12
#[test]
fn each_recipient_of_a_report_gets_its_own_fields_and_no_other() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let case = unsolved(&head).await;
        for (party, fields) in RECIPIENTS {
            let told = head.tell(&case, *party).await.unwrap();
            head.send_case_report(&case, told, &report()).await.unwrap();
            let (_, sent) = head.case_report(&case, told).await.unwrap();
            for (field, text) in [
                (ReportField::Name, "Bērziņa"),
                (ReportField::Class, "8.b"),
                (ReportField::Address, ADDRESS),
                (ReportField::Problem, "Teksts: problem"),
                (ReportField::Done, "Teksts: done"),
                (ReportField::Asked, "Teksts: asked"),
            ] {
                assert_eq!(
                    sent.body.contains(text),
                    fields.contains(&field),
                    "{party:?} {field:?}: {}",
                    sent.body
                );
            }
        }
        // Whoever gets a report of its own reads that one alone.
        for (party, role) in [
            (Party::MunicipalPolice, Role::MunicipalPolice),
            (Party::Pmk, Role::Pmk),
            (Party::Medical, Role::Medical),
        ] {
            let reader = school.town.as_role(role, None, None).await;
            let reports = reader.case(&case).await.unwrap().reports;
            let recipients: Vec<&str> = reports.iter().map(|one| one.recipient.as_str()).collect();
            assert_eq!(recipients, [party.code()]);
        }
    });
}
