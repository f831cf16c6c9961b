use balsts_testkit::on_both;

use crate::loads::schools;

// covers: PRV-04
#[test]
fn a_report_is_also_there_as_it_may_be_published() {
    on_both(|database| async move {
        let (_, mut board) = schools(&database).await;
        let page = board.get("/reports/enrolment").await.body;
        assert!(
            page.contains("href=\"/reports/enrolment?published=1\"") && page.contains("As published"),
            "{page}"
        );
        assert!(!page.contains("withheld</td>"), "{page}");
        let public = board.get("/reports/enrolment?published=1").await.body;
        assert!(
            public.contains("withheld</td>") && public.contains("figures are withheld"),
            "{public}"
        );
        assert!(
            public.contains("/reports/enrolment/csv?published=1")
                && public.contains("href=\"/reports/enrolment\""),
            "{public}"
        );
        let internal = board.get("/reports/enrolment/csv").await.body;
        let sheet = board.get("/reports/enrolment/csv?published=1").await.body;
        assert!(!internal.contains("nerāda"), "{internal}");
        assert!(
            sheet.lines().skip(1).all(|line| line.contains("nerāda")),
            "two children in two schools: {sheet}"
        );
    });
}
