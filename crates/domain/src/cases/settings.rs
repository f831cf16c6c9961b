//! Terms, order and criteria of cases: settings of the municipality. What no source states is an assumption and says so where it is shown.

use serde::{Deserialize, Serialize};

use super::event::Criterion;

/// How a municipality runs its cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CaseSettings {
    /// Working days until the support team meets.
    pub team_working_days: u32,
    /// Days after which given support is judged.
    pub support_days: u32,
    /// Working days until the written report (Rēzeknes novads: 2).
    pub report_working_days: u32,
    /// Working days until an institution answers.
    pub answer_working_days: u32,
    /// Days after which what the institutions did is judged.
    pub reported_days: u32,
    /// Working days until the cooperation group takes or returns a case.
    pub group_working_days: u32,
    /// Days until the group decides.
    pub decision_days: u32,
    /// Days after which the group's decision is judged, where it sets none itself.
    pub result_days: u32,
    /// Days after which what the Child Protection Centre did is asked for.
    pub centre_days: u32,
    /// Working days before a deadline on which it is shown as near.
    pub reminder_working_days: u32,
    /// Whether the education board is told before the social service (Rēzeknes novads).
    pub board_first: bool,
    /// Whether support has a plan before institutions outside the school are told that it did not help (Ogre).
    pub plan_first: bool,
    /// Unexcused lessons in the semester from which, with a social problem, the social service is involved.
    pub social_lessons: u32,
    /// Whether noticed use of substances involves the social service.
    pub social_substances: bool,
    /// Days on no institution's list from which the social service is involved.
    pub social_not_enrolled_days: u32,
    /// Days a case is open from which it counts as long unsolved.
    pub long_unsolved_days: u32,
    /// Whether the group takes cases that need quick action of several institutions.
    pub admit_quick_action: bool,
    /// Whether the group takes cases that one institution cannot solve.
    pub admit_one_cannot: bool,
    /// Whether the group takes cases that are long unsolved.
    pub admit_long_unsolved: bool,
}

impl CaseSettings {
    /// The built-in defaults.
    pub const DEFAULT: Self = Self {
        team_working_days: 5,
        support_days: 30,
        report_working_days: 2,
        answer_working_days: 10,
        reported_days: 30,
        group_working_days: 10,
        decision_days: 30,
        result_days: 60,
        centre_days: 30,
        reminder_working_days: 2,
        board_first: true,
        plan_first: true,
        social_lessons: 40,
        social_substances: true,
        social_not_enrolled_days: 30,
        long_unsolved_days: 90,
        admit_quick_action: true,
        admit_one_cannot: true,
        admit_long_unsolved: true,
    };

    /// Whether the group takes cases on this ground.
    pub const fn admits(&self, criterion: Criterion) -> bool {
        match criterion {
            Criterion::QuickAction => self.admit_quick_action,
            Criterion::OneCannot => self.admit_one_cannot,
            Criterion::LongUnsolved => self.admit_long_unsolved,
        }
    }
}

impl Default for CaseSettings {
    fn default() -> Self {
        Self::DEFAULT
    }
}
