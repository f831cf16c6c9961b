//! Incidents, what staff report, and the duty to protect a child.

use super::context::{Context, Days, state};
use crate::duties::{About, Duty, DutyCode};
use crate::risk::Level;
use crate::risk::records::{IncidentRecord, IncidentRole, ReportRecord};
use crate::risk::signal::{Amount, Evidence, Input, Item, MAX_EVIDENCE, Missing, Reading, SignalCode};

fn evidence(mut incidents: Vec<&IncidentRecord>) -> Vec<Evidence> {
    incidents.sort_unstable_by_key(|incident| (incident.day, incident.id));
    let newest = &incidents[incidents.len().saturating_sub(MAX_EVIDENCE)..];
    newest
        .iter()
        .map(|incident| Evidence::new(incident.day, Item::Record(incident.id)))
        .collect()
}

fn in_role<'a>(context: &Context<'a>, role: IncidentRole, days: Days) -> Vec<&'a IncidentRecord> {
    let incidents = context.records.incidents.iter();
    incidents
        .filter(|incident| incident.role == role && days.contains(incident.day))
        .collect()
}

fn is_loaded(context: &Context<'_>) -> bool {
    context.records.inputs.is_loaded(Input::Incidents, context.day)
}

/// Incidents in the role `involved` in the last sixty days.
pub(super) fn incidents(context: &Context<'_>) -> Reading {
    let settings = context.settings;
    let days = Days {
        from: context.day - i32::from(settings.incidents_days) + 1,
        to: context.day,
    };
    let involved = in_role(context, IncidentRole::Involved, days);
    let reaches = |threshold: u16| involved.len() >= usize::from(threshold);
    let level = if reaches(settings.incidents_high) {
        Some(Level::High)
    } else if reaches(settings.incidents) {
        Some(Level::Medium)
    } else {
        None
    };
    let state = state(level, || is_loaded(context), Missing::Incidents);
    let mut reading = context.reading(SignalCode::Incidents, days, state);
    reading.value = is_loaded(context).then(|| Amount::whole(involved.len() as i64));
    let threshold = if level == Some(Level::High) {
        settings.incidents_high
    } else {
        settings.incidents
    };
    reading.threshold = Amount::whole(i64::from(threshold));
    if level.is_some() {
        reading.value = Some(Amount::whole(involved.len() as i64));
        reading.evidence = evidence(involved);
    }
    reading
}

/// An incident in the role `victim`.
pub(super) fn victim(context: &Context<'_>) -> Reading {
    let days = Days {
        from: context.day - i32::from(context.settings.victim_days) + 1,
        to: context.day,
    };
    let suffered = in_role(context, IncidentRole::Victim, days);
    let level = (!suffered.is_empty()).then_some(Level::High);
    let state = state(level, || is_loaded(context), Missing::Incidents);
    let mut reading = context.reading(SignalCode::Victim, days, state);
    reading.value = (is_loaded(context) || level.is_some()).then(|| Amount::whole(suffered.len() as i64));
    reading.threshold = Amount::whole(1);
    reading.evidence = evidence(suffered);
    reading
}

/// Violence, self-harm or danger opens the duty of the same day, whatever else is going on: for the victim of an incident, for a child involved in
/// self-harm, and for a child of whom staff report it. What lies longer ago than a victim's incident speaks is history.
pub(super) fn protect(context: &Context<'_>, duties: &mut Vec<Duty>) {
    let days = Days {
        from: context.day - i32::from(context.settings.victim_days) + 1,
        to: context.day,
    };
    let mut protect = |about, due, restricted| {
        let duty = Duty::new(
            DutyCode::ProtectChild,
            about,
            due,
            context.records.done,
            context.day,
        );
        duties.push(Duty { restricted, ..duty });
    };
    for incident in context
        .records
        .incidents
        .iter()
        .filter(|incident| days.contains(incident.day))
    {
        let suffers = match incident.role {
            IncidentRole::Victim => incident.danger,
            IncidentRole::Involved => incident.self_harm,
            IncidentRole::Witness => false,
        };
        if suffers {
            protect(About::Incident(incident.id), incident.day, false);
        }
    }
    for report in context
        .records
        .reports
        .iter()
        .filter(|report| days.contains(report.day))
    {
        if report.danger {
            protect(About::Concern(report.id), report.day, report.restricted);
        }
    }
}

/// Reports of staff which the support team has not settled by the day asked.
pub(super) fn reported(context: &Context<'_>, readings: &mut Vec<Reading>) {
    let open = |report: &&ReportRecord| {
        report.day <= context.day && report.settled.is_none_or(|settled| settled > context.day)
    };
    let mut reports: Vec<_> = context.records.reports.iter().filter(open).collect();
    reports.sort_unstable_by_key(|report| (report.day, report.id));
    // What is reported only of health, means or family must not show to those who may not know of it.
    let restricted = reports.iter().any(|report| report.restricted);
    if restricted {
        let shown: Vec<_> = reports
            .iter()
            .copied()
            .filter(|report| !report.restricted)
            .collect();
        readings.push(Reading {
            stand_in: true,
            ..reading_of(context, &shown)
        });
    }
    readings.push(Reading {
        restricted,
        ..reading_of(context, &reports)
    });
}

fn reading_of(context: &Context<'_>, reports: &[&ReportRecord]) -> Reading {
    let level = (!reports.is_empty()).then_some(Level::Medium);
    let days = Days {
        from: reports.first().map_or(context.day, |report| report.day),
        to: context.day,
    };
    // Reports are written in this very program: none is none.
    let mut reading = context.reading(
        SignalCode::Reported,
        days,
        state(level, || true, Missing::Register),
    );
    reading.value = Some(Amount::whole(reports.len() as i64));
    reading.threshold = Amount::whole(1);
    if let Some(report) = reports.first() {
        reading.group = report.group;
    }
    let newest = &reports[reports.len().saturating_sub(MAX_EVIDENCE)..];
    reading.evidence = newest
        .iter()
        .map(|report| Evidence::new(report.day, Item::Record(report.id)))
        .collect();
    reading
}
