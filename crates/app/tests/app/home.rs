//! What waits for those for whom no duties wait.

use balsts_app::{AppError, home::FirstStep};
use balsts_domain::access::Role;
use balsts_testkit::{Town, on_both, town};
use jiff::civil::date;

/// So many pupils of a school who each missed three days without excuse.
async fn absent(town: &Town, code: &str, first: usize, many: usize) -> i64 {
    let (institution, pupils) = town.school_of(code, first, many, date(2025, 9, 1)).await;
    let days = [8, 9, 10].map(|day| date(2025, 9, day));
    town.unexcused(institution, &pupils, &days, 8).await;
    institution
}

#[test]
fn an_administrator_is_reminded_of_what_is_missing_and_what_has_grown_old() {
    on_both(|database| async move {
        let town = town(&database.store, "2025-09-12T09:00:00Z").await;
        let administrator = town.person(Role::Administrator, None, None).await;
        let empty = town.ctx(administrator).await.administrator_home(0).await.unwrap();
        assert_eq!(empty.first, [FirstStep::Institutions, FirstStep::Accounts]);
        assert!(empty.never.is_empty(), "institutions come first");
        absent(&town, "OGR1", 0, 1).await;
        town.person(Role::EducationBoard, None, None).await;
        let home = town.ctx(administrator).await.administrator_home(0).await.unwrap();
        assert_eq!(home.first, []);
        assert_eq!(home.unused.len(), 2);
        let never: Vec<&str> = home.never.iter().map(|kind| kind.code()).collect();
        assert!(
            never.contains(&"marks") && !never.contains(&"absences"),
            "{never:?}"
        );
        assert!(
            !never.contains(&"absence-totals"),
            "lessons say the same: {never:?}"
        );
        assert!(home.old.is_empty(), "loaded today: {:?}", home.old);
        assert!(home.loaded > 0 && home.undone == 0);
        let ten_school_days = town.at("2025-09-26T09:00:00Z");
        let ctx = ten_school_days.ctx(administrator).await;
        let home = ctx.administrator_home(0).await.unwrap();
        assert!(home.old.is_empty(), "nine school days lie between");
        let later = town.at("2025-09-29T09:00:00Z");
        let home = later
            .ctx(administrator)
            .await
            .administrator_home(0)
            .await
            .unwrap();
        let old: Vec<&str> = home.old.iter().map(|age| age.kind.as_str()).collect();
        assert_eq!(old, ["absences"]);
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert!(matches!(
            board.administrator_home(0).await,
            Err(AppError::Forbidden)
        ));
    });
}

// covers: RSK-15, PRV-04
#[test]
fn the_leadership_sees_late_silent_and_old_institutions_and_no_small_counts_of_what_is_new() {
    on_both(|database| async move {
        let town = town(&database.store, "2025-11-20T09:00:00Z").await;
        let many = absent(&town, "OGR1", 0, 6).await;
        let few = absent(&town, "OGR2", 10, 2).await;
        town.institution("OGR3", "preschool").await;
        town.operator().evaluate_all().await.unwrap();
        let leadership = town.as_role(Role::MunicipalLeadership, None, None).await;
        let home = leadership.municipal_leadership_home(0).await.unwrap();
        let late: Vec<(i64, Option<u32>)> = home
            .late
            .iter()
            .map(|one| (one.institution.id, one.overdue))
            .collect();
        assert_eq!(
            late,
            [(many, None), (few, None)],
            "8 in all less 6 would be the two"
        );
        assert_eq!(home.overdue, Some(8));
        assert_eq!(home.late[0].earliest, date(2025, 9, 10));
        let silent: Vec<i64> = home.silent.iter().map(|(one, ..)| one.id).collect();
        assert_eq!(silent, [many], "two signals say little");
        let old: Vec<_> = home.old.iter().map(|(one, day)| (one.id, *day)).collect();
        let newest = Some(date(2025, 9, 10));
        assert_eq!(
            old,
            [(many, newest), (few, newest)],
            "preschools deliver no lessons"
        );
        assert_eq!(home.newly_late, Some(8));
        let since = balsts_store::instant("2025-09-11T09:00:00Z".parse().unwrap());
        let home = leadership.municipal_leadership_home(since).await.unwrap();
        assert_eq!((home.newly_late, home.reported), (Some(0), Some(0)));
        let setting = &home.smallest;
        assert_eq!(*setting, 5);
        let officer = town.as_role(Role::DataProtectionOfficer, None, None).await;
        assert!(matches!(
            officer.municipal_leadership_home(0).await,
            Err(AppError::Forbidden)
        ));
        assert!(matches!(
            leadership.data_protection_officer_home(0).await,
            Err(AppError::Forbidden)
        ));
    });
}

// covers: PRV-04
#[test]
fn what_is_new_is_withheld_while_few() {
    on_both(|database| async move {
        let town = town(&database.store, "2025-11-20T09:00:00Z").await;
        absent(&town, "OGR1", 0, 3).await;
        town.operator().evaluate_all().await.unwrap();
        let leadership = town.as_role(Role::MunicipalLeadership, None, None).await;
        let home = leadership.municipal_leadership_home(0).await.unwrap();
        assert_eq!(home.newly_late, None);
        assert_eq!(home.reported, Some(0));
    });
}
