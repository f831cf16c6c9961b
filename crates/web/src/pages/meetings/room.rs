//! Meeting mode: left the agenda, in the middle one case, right its minutes with decision lines. Everything is a link or a form, so the keyboard
//! is enough; minutes are saved while they are typed. Before the screen is shared, one link leaves out what is restricted: it is not sent at all.

mod acts;

use std::collections::BTreeMap;

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_app::{Ctx, meeting::MeetingView};
use balsts_domain::{
    access::{Action, Resource},
    cases::{FormKind, event::Criterion},
    cooperation::{Addressee, MeetingEvent, MemberRight},
};
use balsts_store::{CaseRow, ItemRow, MeetingDecisionRow};

use super::item_title;
use crate::{
    kit::{Choice, Failure, FieldErrors, Form, FormValues, Html, Layout, Page, Path, SummaryList},
    pages::{bodies::code_words, case::words as said},
    routes::{Access, Routes},
    signed_in::SignedIn,
    texts::Texts,
};

pub(super) fn routes() -> Routes {
    let read = Access::Needs(Action::Read, Resource::Meeting);
    Routes::new()
        .get("/meetings/{id}", read, show)
        .with(acts::routes())
}

/// An item of the agenda on the left.
struct Entry {
    href: String,
    title: String,
    state: String,
    current: bool,
}

/// What is typed and kept: the hidden version and the word on how it stands, renewed after every save.
#[derive(Template)]
#[template(path = "meeting_kept.html")]
struct KeptPart {
    version: i64,
    said: String,
}

impl askama::filters::HtmlSafe for KeptPart {}

#[derive(Template)]
#[template(path = "meeting.html")]
struct RoomPage {
    layout: Layout,
    form: Form,
    id: i64,
    version: i64,
    heading: String,
    state: String,
    events: Vec<(&'static str, String)>,
    cases: Vec<Entry>,
    questions: Vec<Entry>,
    item: Option<ItemRow>,
    item_facts: Option<SummaryList>,
    item_heading: String,
    /// Minutes that the reader typed and that could not be kept, because somebody else wrote there or the meeting was over.
    refused: Option<String>,
    /// What else the reader typed when the meeting was over.
    late: Option<String>,
    kept: Option<KeptPart>,
    decisions: Vec<MeetingDecisionRow>,
    members: Vec<Choice>,
    present: Vec<Choice>,
    guests: Vec<Choice>,
    /// For what a guest is invited.
    guest_items: Vec<Choice>,
    waiting: Vec<Choice>,
    waiting_cases: Vec<Choice>,
    criteria: Vec<Choice>,
    case_href: Option<String>,
    returnable: Vec<Choice>,
    addressees: Vec<Choice>,
    shared: bool,
    share_href: String,
    previous: Option<String>,
    next: Option<String>,
    may_write: bool,
    may_move: bool,
    leads: bool,
}

impl RoomPage {
    fn days(&self, decision: &MeetingDecisionRow) -> String {
        let day = balsts_store::date;
        let (due, judge) = (("due", day(decision.due_day)), ("judge", day(decision.judge_day)));
        self.layout.t2("meeting-decision-days", due, judge)
    }
}

fn case_title(case: &CaseRow) -> String {
    let class = case.class.as_deref().map(|class| format!(", {class}"));
    format!(
        "{} {}{}",
        case.family_name,
        case.given_name,
        class.unwrap_or_default()
    )
}

fn href(id: i64, item: i64, shared: bool) -> String {
    let shared = if shared { "&screen=shared" } else { "" };
    format!("/meetings/{id}?item={item}{shared}")
}

fn refused_draft(item: i64) -> String {
    format!("minutes-{item}-refused")
}

/// What was typed in other forms of the room when the meeting was over.
fn late_draft(meeting: i64) -> String {
    format!("meeting-{meeting}-late")
}

/// The text of a draft that the room itself keeps.
async fn draft_text(ctx: &Ctx, draft: &str) -> Result<Option<String>, Failure> {
    let Some(body) = ctx.draft(draft).await? else {
        return Ok(None);
    };
    let values: BTreeMap<String, Vec<String>> = serde_json::from_str(&body).unwrap_or_default();
    Ok(values.get("text").and_then(|texts| texts.first()).cloned())
}

/// Why the group hears a case, or that an item is a report about one.
fn reason_words(texts: Texts, reason: &str) -> Option<&'static str> {
    let words = Criterion::from_code(reason).map(Criterion::words);
    let report = FormKind::from_code(reason).map(FormKind::words);
    Some(said(texts, words.or(report)?))
}

/// What waits for a meeting: a report is told from a case by its name.
fn waiting_title(texts: Texts, item: &ItemRow) -> String {
    let title = item_title(item);
    let report = item.reason.as_deref().filter(|_| item.is_report());
    match report.and_then(|reason| reason_words(texts, reason)) {
        Some(words) => format!("{title}; {words}"),
        None => title,
    }
}

fn facts(texts: Texts, view: &MeetingView, item: &ItemRow) -> SummaryList {
    let day = |day: i64| texts.date(balsts_store::date(day));
    let mut facts = SummaryList::new(texts);
    if item.pupil_id.is_some() {
        // Members see the date; on a shared screen, and for others, nothing says that there is one.
        if let Some(born) = item.birth_day {
            facts = facts.row(texts.t("meeting-born"), day(born));
        }
        facts = facts.maybe(texts.t("meeting-institution"), item.institution.clone());
    }
    if let Some(reason) = &item.reason {
        facts = facts.row(
            texts.t("meeting-reason"),
            reason_words(texts, reason).unwrap_or_default(),
        );
    }
    if item.carried_from_id.is_some() {
        facts = facts.row(texts.t("meeting-carried"), texts.t("meeting-carried-text"));
    }
    if view.row.budget {
        // The list that the meeting speaks of: planned and spent this year, planned for the next.
        let year = balsts_store::date(view.row.day).year();
        let list = format!("/programme/money?year={year}");
        facts = facts.row(
            texts.t("meeting-budget"),
            Html::link(&list, &texts.t("meeting-budget-yes")),
        );
    }
    facts
}

async fn room_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: FormValues,
    errors: FieldErrors,
) -> Result<RoomPage, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let mut view = ctx.meeting(id).await?;
    let address = &layout.address;
    let shared = address.get("screen") == Some("shared") || values.get("screen") == "shared";
    if shared {
        // Children who wait stand on no agenda yet: those who look at the screen do not know of them.
        view.waiting.clear();
        view.cases.clear();
    }
    let asked: Option<i64> = address
        .get("item")
        .or_else(|| values.some("item"))
        .and_then(|item| item.parse().ok());
    let place = asked
        .and_then(|asked| view.agenda.iter().position(|item| item.id == asked))
        .or((!view.agenda.is_empty()).then_some(0));
    let entry = |item: &ItemRow| Entry {
        href: href(id, item.id, shared),
        title: item_title(item),
        state: code_words(texts, "meeting-item-", &item.state),
        current: place.is_some_and(|place| view.agenda[place].id == item.id),
    };
    let (cases, questions) = view
        .agenda
        .iter()
        .partition::<Vec<_>, _>(|item| item.pupil_id.is_some());
    let neighbour = |place: Option<usize>| {
        place
            .and_then(|place| view.agenda.get(place))
            .map(|item| href(id, item.id, shared))
    };
    let mut item = place.map(|place| view.agenda[place].clone());
    if let Some(item) = item.as_mut().filter(|_| shared) {
        item.restricted_text.clear();
        item.birth_day = None;
    }
    // Minutes that were refused stay in their field.
    if let Some(item) = item.as_mut().filter(|_| values.some("text").is_some()) {
        values.raw("text").clone_into(&mut item.minutes);
    }
    let may_write = view.may_write();
    let mut refused = None;
    if let Some(item) = item.as_ref().filter(|_| view.leads) {
        refused = draft_text(&ctx, &refused_draft(item.id)).await?;
    }
    // It may hold what only members see.
    let mut late = None;
    if view.leads && !shared {
        late = draft_text(&ctx, &late_draft(id)).await?;
    }
    let state = view.state();
    let events = MeetingEvent::ALL
        .iter()
        .filter(|event| view.leads && state.next(**event).is_ok())
        .map(|event| (event.code(), code_words(texts, "meeting-do-", event.code())))
        .collect();
    let people = |present: Option<bool>| -> Vec<Choice> {
        let people = view.participants.iter();
        people
            .filter(|one| present.is_none_or(|present| one.present == present))
            .map(|one| {
                let limit = one.by_item.then(|| format!(" ({})", texts.t("meeting-by-item")));
                Choice::new(
                    one.member_id.to_string(),
                    format!("{}, {}{}", one.name, one.organisation, limit.unwrap_or_default()),
                )
            })
            .collect()
    };
    let guests = if may_write {
        let body = ctx.body(view.row.body_id).await?;
        let there = |id: i64| view.participants.iter().any(|one| one.member_id == id);
        body.members
            .iter()
            .filter(|one| {
                let further = one.right_code == MemberRight::Invited.code();
                one.to_day.is_none() && (further || !there(one.id))
            })
            .map(|one| Choice::new(one.id.to_string(), format!("{}, {}", one.name, one.organisation)))
            .collect()
    } else {
        Vec::new()
    };
    let waiting_cases: Vec<Choice> = view
        .cases
        .iter()
        .map(|case| {
            let since = balsts_store::date(case.state_day);
            let words = layout.t2("meeting-case-since", ("name", case_title(case)), ("since", since));
            Choice::new(case.id.to_string(), words)
        })
        .collect();
    let heard = view.waiting.iter().chain(
        view.agenda
            .iter()
            .filter(|one| !shared && one.state == "on_agenda" && one.decisions == 0),
    );
    let returnable = view
        .cases
        .iter()
        .map(|case| Choice::new(format!("case-{}", case.id), case_title(case)))
        .chain(
            heard
                .filter(|one| one.pupil_id.is_some())
                .map(|one| Choice::new(format!("item-{}", one.id), waiting_title(texts, one))),
        )
        .collect();
    let current = item.as_ref().map(|item| item.id);
    let day = texts.date(balsts_store::date(view.row.day));
    let layout = layout
        .titled_as(format!("{}, {day}", view.row.body))
        .with_errors(&errors)
        .back("/meetings", "meeting-title");
    let mut filled = values;
    if let Some(item) = item.as_ref().filter(|_| filled.some("brief").is_none()) {
        filled = filled
            .with("brief", item.text.as_str())
            .with("brief_restricted", item.restricted_text.as_str());
    }
    if let Some(current) = current.filter(|_| filled.some("for_item").is_none()) {
        filled = filled.with("for_item", current.to_string());
    }
    if filled.some("present").is_none() {
        for one in view.participants.iter().filter(|one| one.present) {
            filled = filled.with("present", one.member_id.to_string());
        }
    }
    Ok(RoomPage {
        id,
        version: view.row.version,
        heading: format!("{}, {}", view.row.begins, view.row.place),
        state: code_words(texts, "meeting-state-", &view.row.state),
        events,
        cases: cases.into_iter().map(entry).collect(),
        questions: questions.into_iter().map(entry).collect(),
        item_facts: item.as_ref().map(|item| facts(texts, &view, item)),
        item_heading: item.as_ref().map(item_title).unwrap_or_default(),
        kept: item.as_ref().map(|item| KeptPart {
            version: item.version,
            said: String::new(),
        }),
        refused,
        late,
        decisions: view
            .decisions
            .iter()
            .filter(|one| Some(one.item_id) == current)
            .cloned()
            .collect(),
        members: people(None),
        present: people(None),
        guests,
        guest_items: view
            .agenda
            .iter()
            .map(|one| Choice::new(one.id.to_string(), waiting_title(texts, one)))
            .collect(),
        waiting: view
            .waiting
            .iter()
            .map(|one| Choice::new(one.id.to_string(), waiting_title(texts, one)))
            .collect(),
        waiting_cases,
        criteria: Criterion::ALL
            .iter()
            .map(|one| Choice::new(one.code(), said(texts, one.words())))
            .collect(),
        case_href: item
            .as_ref()
            .and_then(|item| item.case_public_id.as_deref())
            .filter(|_| signed_in.actor.may(Action::Read, Resource::Case))
            .map(|case| format!("/cases/{case}")),
        returnable,
        addressees: Addressee::ALL
            .iter()
            .map(|one| Choice::new(one.code(), code_words(texts, "body-addressee-", one.code())))
            .collect(),
        shared,
        share_href: href(id, current.unwrap_or_default(), !shared),
        previous: neighbour(place.and_then(|place| place.checked_sub(1))),
        next: neighbour(place.map(|place| place + 1)),
        may_write,
        may_move: state.may_move(),
        leads: view.leads,
        form: layout
            .filled_form(filled, errors)
            .anchor("due", "due-day")
            .anchor("judge", "judge-day"),
        item,
        layout,
    })
}

async fn show(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let page = room_page(&signed_in, layout, id, FormValues::default(), FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}
