//! A random walk of accounts over children to whom things happen. In every field of a child's record stands a text of its own; whatever a reader
//! is given is searched for these texts, and each of them has to be one that the access table grants this reader.

mod events;
mod grants;
mod reads;

use std::collections::BTreeSet;

use balsts_domain::calendar::day_number;
use balsts_store::{
    NewScreening,
    load::{GuardianRow, IncidentRow, LoadKind, Rows},
};
use balsts_testkit::code_of;
use events::{Happening, walk};
use grants::{Facts, Reader, at, case_granted, rows};
use jiff::ToSpan;
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use sea_orm::DatabaseConnection;

use super::*;

/// Begins every text that is looked for.
const MARK: &str = "zq";
/// The class of each school.
const CLASSES: [&str; 2] = ["8.b", "8.a"];

/// Where a text stands, and so who may read it.
#[derive(Debug, Clone)]
enum Place {
    Name,
    /// In the part of the child's record that one of these opens.
    Record(&'static [Resource]),
    /// There, for those who may know the child's circumstances.
    Restricted(Resource),
    Guardian,
    Address,
    /// In the report of a person about a child.
    Concern(i64),
    /// In the case of this address.
    Case(Resource, String),
    Report(i64),
    Form(i64),
    /// On no page.
    Nowhere,
}

#[derive(Debug, Clone)]
struct Secret {
    pupil: i64,
    place: Place,
}

struct Person {
    reader: Reader,
    ctx: Ctx,
    /// The secret address of their calendar.
    calendar: String,
}

#[derive(Debug, Clone)]
struct Child {
    id: i64,
    public_id: String,
    family_name: String,
    /// The school on whose list it is, and since when.
    school: Option<(usize, Date)>,
    plans: Vec<i64>,
}

struct World {
    /// The town today.
    town: Town,
    raw: DatabaseConnection,
    schools: [i64; 2],
    people: Vec<Person>,
    child: Child,
    children: usize,
    secrets: BTreeMap<String, Secret>,
    /// Birth dates as they are stored, with whose they are.
    births: BTreeMap<i64, i64>,
    /// Kinds of texts that somebody was given.
    seen: BTreeSet<String>,
}

impl World {
    async fn new(database: &Database) -> Self {
        let town = town(&database.store, "2026-09-07T09:00:00Z").await;
        let schools = [
            town.institution("OGR1", "basic_school").await,
            town.institution("OGR2", "basic_school").await,
        ];
        let mut people = Vec::new();
        for role in Role::ALL {
            for (school, class) in schools.into_iter().zip(CLASSES) {
                let institution = role.at_institution().then_some(school);
                let class = (role == Role::ClassTeacher).then_some(class);
                let ctx = town.as_role(role, institution, class).await;
                let reader = Reader {
                    role,
                    institution,
                    class,
                    user: ctx.actor.user().unwrap(),
                };
                let calendar = ctx.renew_calendar_link().await.unwrap();
                people.push(Person {
                    reader,
                    ctx,
                    calendar,
                });
                if institution.is_none() {
                    break;
                }
            }
        }
        Self {
            raw: sea_orm::Database::connect(&database.url).await.unwrap(),
            town,
            schools,
            people,
            child: Child {
                id: 0,
                public_id: String::new(),
                family_name: String::new(),
                school: None,
                plans: Vec::new(),
            },
            children: 0,
            secrets: BTreeMap::new(),
            births: BTreeMap::new(),
            seen: BTreeSet::new(),
        }
    }

    fn today(&self) -> Date {
        self.town.app.today()
    }

    fn next_day(&mut self) {
        let day = self.today().tomorrow().unwrap();
        self.town = self.town.at(&format!("{day}T09:00:00Z"));
    }

    async fn facts(&self) -> Facts {
        Facts::on(&self.raw, self.today()).await
    }

    /// The first of a role, at one of the schools where it is held at one, as they are today.
    fn person(&self, role: Role, school: usize) -> usize {
        let institution = role.at_institution().then_some(self.schools[school]);
        self.people
            .iter()
            .position(|one| one.reader.role == role && one.reader.institution == institution)
            .unwrap()
    }

    fn acting(&self, role: Role, school: usize) -> Ctx {
        self.town.ctx_of(&self.people[self.person(role, school)].ctx)
    }

    /// A text that stands nowhere else yet.
    fn text(&self, kind: &str) -> String {
        format!("{MARK}{kind}{}x", self.secrets.len())
    }

    /// Remembers where a text stands.
    fn stands(&mut self, text: &str, place: Place) {
        let pupil = self.child.id;
        self.secrets.insert(text.to_owned(), Secret { pupil, place });
    }

    fn record(&mut self, kind: &str, resources: &'static [Resource]) -> String {
        let text = self.text(kind);
        self.stands(&text, Place::Record(resources));
        text
    }

    /// A child of the first school, which comes of age in three days, with a text in every field of its record.
    async fn is_born(&mut self) {
        self.children += 1;
        let today = self.today();
        let code = code_of(self.children);
        let (family_name, address) = (self.text("name"), format!("{MARK}address{}x", self.children));
        let born = today.saturating_add(3.days()).saturating_sub(18.years());
        let new = NewPupil {
            born: Some(born),
            address: Some(&address),
            ..NewPupil::named(&code, "Anna", &family_name)
        };
        let id = self.town.pupils(&[new]).await[0];
        let since = date(2026, 9, 1);
        self.child = Child {
            id,
            public_id: format!("p-{code}"),
            family_name: family_name.clone(),
            school: Some((0, since)),
            plans: Vec::new(),
        };
        self.births.insert(i64::from(day_number(born)), id);
        self.stands(&family_name, Place::Name);
        self.stands(&address, Place::Address);
        let school = self.schools[0];
        self.town.enrol(&[id], school, CLASSES[0], since, None).await;
        self.has_records(id, school).await;
    }

    async fn has_records(&mut self, id: i64, school: i64) {
        let on = date(2026, 9, 3);
        let guardian = self.text("guardian");
        self.stands(&guardian, Place::Guardian);
        let phone = self.text("guardian");
        self.stands(&phone, Place::Guardian);
        let mut rows = Rows::new(LoadKind::Guardians);
        let row = GuardianRow {
            pupil: id,
            given_name: "Ilze",
            family_name: &guardian,
            relation: "mother",
            phone: Some(&phone),
            email: None,
            from: None,
            to: None,
        };
        rows.guardian(2, row);
        self.town.load(rows, false).await;

        let note = self.record("incident", &[Resource::Incidents]);
        let mut rows = Rows::new(LoadKind::Incidents);
        let row = IncidentRow {
            pupil: id,
            institution: school,
            date: on,
            kind: "kautiņš",
            role: "involved",
            note: Some(&note),
        };
        rows.incident(2, row);
        self.town.load(rows, false).await;

        let source = self.record("circumstance", &[Resource::Circumstances]);
        self.town
            .circumstance_said_by(id, "substance_use", on, &source)
            .await;
        // A reason of a level may name a subject.
        let subject = self.record("mark", &[Resource::Marks, Resource::Assessment]);
        let mark = (id, subject.as_str(), on, "current", "8");
        self.town.marks(school, &[mark]).await;

        let note = self.record("screening", &[Resource::Screening]);
        let writing = self.town.app.store.write().await.unwrap();
        let screening = NewScreening {
            pupil: id,
            institution: school,
            on,
            area: "reading",
            result: "difficulty",
            note: Some(&note),
        };
        let head = self.acting(Role::SchoolHead, 0);
        let by = head.actor.user().unwrap();
        writing.add_screening(&screening, by, 1).await.unwrap();
        writing.commit().await.unwrap();

        let note = self.record("referral", &[Resource::CommissionReferral]);
        let child = self.child.public_id.clone();
        head.refer(&child, None, &[], &note).await.unwrap();
    }

    /// Every case has a lead that answers for the child, a person who does, and until it is closed with an outcome a next date, which is owed.
    async fn no_case_is_left(&self, after: &str) {
        let sql = "SELECT state, lead, owner_id, next_day, outcome FROM cases";
        for row in rows(&self.raw, sql).await {
            let closed = at::<String>(&row, 0) == "closed";
            let lead = Party::from_code(&at::<String>(&row, 1));
            assert!(lead.is_some_and(Party::can_lead), "{after}");
            assert!(at::<i64>(&row, 2) > 0, "{after}");
            assert_eq!(at::<Option<i64>>(&row, 3).is_none(), closed, "{after}");
            assert_eq!(at::<Option<String>>(&row, 4).is_some(), closed, "{after}");
        }
        let sql = "SELECT COUNT(*) FROM cases c WHERE c.state <> 'closed' AND 1 <> (SELECT COUNT(*) FROM duties d WHERE d.case_id = c.id \
                   AND d.code IN ('case_step', 'assess_decision') AND d.done_at IS NULL AND d.withdrawn_at IS NULL AND d.due_day = c.next_day)";
        let without_duty = at::<i64>(&rows(&self.raw, sql).await[0], 0);
        assert_eq!(without_duty, 0, "{after}: a next date that nobody owes");
    }
}

// covers: PRV-03, PRV-09, PRV-12, ESC-33, ESC-35, REG-26, RSK-11
// covers: ROL-05, ROL-06, ROL-07, ROL-08, ROL-15, ROL-16
#[test]
fn a_random_walk_of_accounts_reads_no_field_that_the_table_does_not_grant() {
    on_both(|database| async move {
        let walks = if database.name == "sqlite" { 12 } else { 3 };
        let mut world = World::new(&database).await;
        let mut runner = TestRunner::deterministic();
        let head = world.person(Role::SchoolHead, 0);
        for number in 0..walks {
            let (kind, steps) = walk(world.people.len()).new_tree(&mut runner).unwrap().current();
            world.is_born().await;
            Box::pin(world.happens(Happening::Open(kind))).await;
            let after = format!("walk {number}: opened as {kind:?}");
            Box::pin(world.reads(head, &after)).await;
            for (happening, readers) in steps {
                world.next_day();
                Box::pin(world.happens(happening)).await;
                let after = format!("walk {number}: {happening:?}");
                world.no_case_is_left(&after).await;
                for reader in readers {
                    Box::pin(world.reads(reader, &after)).await;
                }
            }
        }
        for kind in [
            "address",
            "birth",
            "circumstance",
            "guardian",
            "incident",
            "mark",
            "name",
            "referral",
            "screening",
            "words",
        ] {
            assert!(world.seen.contains(kind), "nobody was given any {kind}");
        }
    });
}
