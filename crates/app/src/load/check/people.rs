//! Institutions and people: what a file may announce, and what it says about those already known.

use balsts_domain::{
    people::{NameKey, sort_key},
    registry::DeclaredStatus,
};
use balsts_intake::{PupilRef, rows};
use balsts_store::load::{
    ClassTeacherRow, DeclaredChildRow, GuardianRow, InstitutionRow, PupilCodeRow, PupilRow, StaffRow,
};

use super::{Check, HeldInstitution};
use crate::load::{
    problem::{LoadProblem, LoadRemark},
    register::Found,
};

impl Check {
    pub(super) fn institution(&mut self, row: u64, it: &rows::Institution<'_>) {
        let known = self.register.place_by_code(it.code).map(|place| place.id);
        let id = match known {
            Some(id) => id,
            None if self.register.reaches_all() => {
                let id = self.register.announce_place(it.code, it.name);
                self.rows.announce_institution(id, it.code);
                id
            }
            None => return self.refuse(row, "code", &it.code, &LoadProblem::InstitutionOutOfReach),
        };
        if id > 0 && !self.register.reaches(id) {
            return self.refuse(row, "code", &it.code, &LoadProblem::InstitutionOutOfReach);
        }
        self.institutions.push(HeldInstitution {
            row,
            id,
            name: it.name.to_owned(),
            kinds: it.kinds.code(),
            parent_code: it.parent_code.map(str::to_owned),
            address: it.address.map(str::to_owned),
            email: it.email.map(str::to_lowercase),
        });
    }

    pub(super) fn finish_institutions(&mut self) {
        for it in std::mem::take(&mut self.institutions) {
            let mut parent = None;
            if let Some(code) = &it.parent_code {
                parent = self.register.place(code).map(|place| place.id);
                if parent.is_none() {
                    let nearest = self.nearest(code);
                    self.refuse(
                        it.row,
                        "parent_code",
                        &code,
                        &LoadProblem::UnknownInstitution { nearest },
                    );
                    continue;
                }
                if parent == Some(it.id) {
                    self.refuse(it.row, "parent_code", &code, &LoadProblem::OwnParent);
                    continue;
                }
            }
            self.rows.institution(
                it.row,
                InstitutionRow {
                    institution: it.id,
                    name: &it.name,
                    sort_key: sort_key(&it.name),
                    kind: &it.kinds,
                    parent,
                    address: it.address.as_deref(),
                    email: it.email.as_deref(),
                },
            );
        }
    }

    pub(super) fn staff(&mut self, row: u64, it: &rows::Staff<'_>) {
        let institution = self.place(row, it.institution_code);
        let soon = self.soon(row, "as_of", it.as_of);
        if let (Some(institution), true) = (institution, soon) {
            let (role, fte, as_of) = (it.role.code(), it.fte.thousandths(), it.as_of);
            self.rows.staff(
                row,
                StaffRow {
                    institution,
                    role,
                    fte,
                    as_of,
                },
            );
        }
    }

    pub(super) fn class_teacher(&mut self, row: u64, it: &rows::ClassTeacher<'_>) {
        if let Some(institution) = self.place(row, it.institution_code) {
            self.rows.class_teacher(
                row,
                ClassTeacherRow {
                    institution,
                    class: &it.class.to_string(),
                    email: &it.email.to_lowercase(),
                    from: it.from,
                    to: it.to,
                },
            );
        }
    }

    pub(super) fn guardian(&mut self, row: u64, it: &rows::Guardian<'_>) {
        if let Some(pupil) = self.known_pupil(row, it.pupil) {
            self.rows.guardian(
                row,
                GuardianRow {
                    pupil,
                    given_name: it.given_name,
                    family_name: it.family_name,
                    relation: it.relation.code(),
                    phone: it.phone,
                    email: it.email,
                    from: it.from,
                    to: it.to,
                },
            );
        }
    }

    /// The pupil of a row that may be about somebody new, with the codes that are new.
    pub(super) fn pupil_to_be(&mut self, row: u64, who: PupilRef<'_>) -> Option<(i64, bool)> {
        let municipality = self.register.municipality;
        let (pupil, is_new) = match self.register.find(who) {
            Found::Nobody => {
                self.announced -= 1;
                self.rows.announce_pupil(self.announced, (self.new_public_id)());
                (self.announced, true)
            }
            Found::Pupil { .. } | Found::TwoPupils => (self.any_pupil(row, who)?, false),
        };
        if pupil > 0 && !self.register.reaches_pupil(pupil) && self.register.is_enrolled_anywhere(pupil) {
            self.refuse_pupil(row, who, &LoadProblem::PupilElsewhere);
            return None;
        }
        if let Some(new) = who.personal_code
            && !self.register.knows_personal(new)
        {
            if let Some(old) = (!is_new).then(|| self.register.personal_code_of(pupil)).flatten() {
                self.findings.remark(&LoadRemark::CodeChanged { row });
                self.rows.pupil_code(
                    municipality,
                    row,
                    pupil_code(pupil, "personal", &old.to_string(), false),
                );
            }
            self.rows.pupil_code(
                municipality,
                row,
                pupil_code(pupil, "personal", &new.to_string(), true),
            );
        }
        if let Some(new) = who.pupil_code
            && !self.register.knows_given(new)
        {
            self.rows
                .pupil_code(municipality, row, pupil_code(pupil, "institution", new, true));
        }
        self.register.learn(who, pupil);
        Some((pupil, is_new))
    }

    pub(super) fn pupil(&mut self, row: u64, it: &rows::Pupil<'_>) {
        let Some((pupil, _)) = self.pupil_to_be(row, it.pupil) else {
            return;
        };
        let key = NameKey::new(it.family_name, it.given_name);
        self.rows.pupil(
            row,
            PupilRow {
                pupil,
                given_name: it.given_name,
                family_name: it.family_name,
                sort_key: key.sort,
                search_key: key.folded,
                birth_date: it.birth_date,
                sex: it.sex.map(rows::pupil::Sex::code),
                declared_municipality: it.declared_municipality,
                declared_address: it.declared_address,
                home_language: it.home_language,
                special_programme_code: it.special_programme_code.map(|code| code.to_string()).as_deref(),
            },
        );
    }

    pub(super) fn declared_child(&mut self, row: u64, it: &rows::DeclaredChild<'_>) {
        let Some((pupil, is_new)) = self.pupil_to_be(row, it.pupil) else {
            return;
        };
        if is_new {
            let key = NameKey::new(it.family_name, it.given_name);
            self.rows.pupil(
                row,
                PupilRow {
                    pupil,
                    given_name: it.given_name,
                    family_name: it.family_name,
                    sort_key: key.sort,
                    search_key: key.folded,
                    birth_date: it.birth_date,
                    sex: None,
                    declared_municipality: None,
                    declared_address: it.declared_address,
                    home_language: None,
                    special_programme_code: None,
                },
            );
        }
        self.rows.declared_child(
            row,
            DeclaredChildRow {
                pupil,
                declared_address: it.declared_address,
                status: it.status.map(DeclaredStatus::code),
                basic_education_completed: it.basic_education_completed,
            },
        );
    }
}

fn pupil_code<'a>(pupil: i64, kind: &'a str, code: &'a str, current: bool) -> PupilCodeRow<'a> {
    PupilCodeRow {
        pupil,
        kind,
        code,
        current,
    }
}
