//! The calendar of the programme's duties through a year: what is due, done and late, for the board school by school.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balsts_app::duty::CalendarDuty;
use balsts_domain::{
    access::{Action, Resource},
    calendar::SchoolYear,
    duties::{DutyStatus, ProgrammeDutyCode},
};
use balsts_reports::format::Language;
use jiff::civil::{Date, date};

use crate::{
    error::field_errors,
    kit::{
        Column, Empty, Failure, FieldErrors, Flash, Form, FormValues, Html, Layout, Page, Path, Row,
        RowAction, Sections, SummaryList, Table, Tag, Tone, redirect,
    },
    signed_in::SignedIn,
    texts::{Arg, Texts},
};

/// Years offered.
const YEARS: i16 = 3;

#[derive(Template)]
#[template(path = "duty_year.html")]
struct YearPage {
    layout: Layout,
    years: Sections,
    late: Option<String>,
    table: Table,
}

pub(in crate::pages) fn title(texts: Texts, duty: &CalendarDuty) -> String {
    if texts.language == Language::Latvian {
        duty.title.clone()
    } else {
        duty.english.clone()
    }
}

pub(in crate::pages) fn status(texts: Texts, duty: &CalendarDuty) -> Html {
    let key = format!("duty-status-{}", duty.status.code());
    let tone = match duty.status {
        DutyStatus::Overdue => Tone::Late,
        DutyStatus::Due => Tone::Neutral,
        DutyStatus::Done => Tone::Good,
    };
    let tag = Html::of(&Tag::new(texts.t(&key), tone));
    match (duty.done, &duty.deed) {
        (Some(done), Some(deed)) => tag
            .and(texts.date(done))
            .and(format!("{} ({})", deed.note, deed.user_name)),
        (Some(done), None) => tag.and(texts.date(done)),
        (None, _) => tag,
    }
}

/// On whom it falls, and about what.
pub(in crate::pages) fn who(texts: Texts, duty: &CalendarDuty) -> Html {
    let roles: Vec<String> = duty
        .who
        .iter()
        .map(|role| texts.t(&format!("duty-who-{}", role.replace('_', "-"))))
        .collect();
    let html = Html::text(&roles.join(", "));
    let word = |key: &str| duty.about.get(key).and_then(|value| value.as_str());
    match (word("body"), word("indicator"), word("title")) {
        (Some(body), ..) => html.and(body),
        (None, Some(id), Some(title)) => html.and(Html::link(
            &format!("/indicators/{id}"),
            &format!("{id}. {title}"),
        )),
        _ => html,
    }
}

/// The address at which a duty is marked as done: of what each school does for itself, that of the school.
pub(in crate::pages) fn done_href(duty: &CalendarDuty) -> String {
    let address = format!("/duties/year/{}/{}/done", duty.code, duty.due);
    match &duty.institution {
        Some((_, code)) => {
            let mut pairs = form_urlencoded::Serializer::new(String::new());
            pairs.append_pair("institution", code);
            format!("{address}?{}", pairs.finish())
        }
        None => address,
    }
}

/// So many schools are all named; of more only those that are late or have delivered, so that what is still to come stays short.
const NAMED: usize = 3;

/// The submissions of one day: how many schools have delivered, and which have not.
fn submissions(texts: Texts, duties: &[&CalendarDuty]) -> Html {
    let done = duties.iter().filter(|duty| duty.status == DutyStatus::Done);
    let args = [
        ("done".to_owned(), Arg::Number(done.count() as f64)),
        ("all".to_owned(), Arg::Number(duties.len() as f64)),
    ];
    let heading = Html::text(&texts.t_args("duty-submitted", &args));
    let few = duties.len() <= NAMED;
    let named = duties.iter().filter(|duty| few || duty.status != DutyStatus::Due);
    let schools = named.filter_map(|duty| {
        let (name, code) = duty.institution.as_ref()?;
        let link = Html::link(&format!("/submissions/{code}/{}", duty.due), name);
        Some(link.and(status(texts, duty)))
    });
    Html::lines(std::iter::once(heading).chain(schools))
}

/// What each school does for itself and marks: how many have done it, and who has not.
fn of_schools(texts: Texts, duties: &[&CalendarDuty], may: &May<'_>) -> Html {
    let done = duties.iter().filter(|duty| duty.status == DutyStatus::Done);
    let args = [
        ("done".to_owned(), Arg::Number(done.count() as f64)),
        ("all".to_owned(), Arg::Number(duties.len() as f64)),
    ];
    let heading = Html::text(&texts.t_args("duty-done-by-schools", &args));
    let few = duties.len() <= NAMED;
    let named = duties.iter().filter(|duty| few || duty.status != DutyStatus::Due);
    let schools = named.filter_map(|duty| {
        let (name, _) = duty.institution.as_ref()?;
        Some(Html::text(name).and(marked(texts, duty, may)))
    });
    Html::lines(std::iter::once(heading).chain(schools))
}

/// How a duty stands that is marked by hand, with the way to mark it or to take the mark back.
fn marked(texts: Texts, duty: &CalendarDuty, may: &May<'_>) -> Html {
    let state = status(texts, duty);
    match &duty.deed {
        Some(deed) if may.reopen => state.and(RowAction::new(
            texts.t("duty-reopen"),
            format!("/duties/year/{}/reopen", deed.id),
        )),
        None if duty.done.is_none() && (may.mark)(duty) => {
            state.and(Html::link(&done_href(duty), &texts.t("duty-do")))
        }
        _ => state,
    }
}

/// The page on which what is asked is made, where the program makes it.
fn made_at(duty: &CalendarDuty) -> Option<String> {
    let year = duty.due.year();
    match ProgrammeDutyCode::from_code(&duty.code)? {
        ProgrammeDutyCode::MidTermReview => Some(format!("/programme/interim?year={year}")),
        ProgrammeDutyCode::AnnualReport | ProgrammeDutyCode::Publication => {
            Some(format!("/programme/annual?year={year}"))
        }
        ProgrammeDutyCode::ProgrammeUpdate => Some("/programme/versions".to_owned()),
        ProgrammeDutyCode::BudgetMeeting => Some(format!("/programme/money?year={}", year + 1)),
        _ => None,
    }
}

/// What a reader may do in the calendar.
struct May<'a> {
    /// Mark a duty as done.
    mark: &'a dyn Fn(&CalendarDuty) -> bool,
    /// Take back that a duty is done.
    reopen: bool,
    /// Open the pages of the programme.
    read_programme: bool,
}

fn row(texts: Texts, duties: &[&CalendarDuty], may: &May<'_>) -> Option<Row> {
    let first = duties.first()?;
    let words = title(texts, first);
    let mut what = match made_at(first) {
        Some(href) if may.read_programme => Html::link(&href, &words),
        _ => Html::text(&words),
    };
    if first.assumption {
        what = what.and(Tag::new(texts.t("duty-assumption"), Tone::Neutral));
    }
    let state = if first.is_submission() {
        submissions(texts, duties)
    } else if first.institution.is_some() {
        of_schools(texts, duties, may)
    } else if first.is_marked_by_hand() {
        marked(texts, first, may)
    } else {
        status(texts, first)
    };
    Some(
        Row::new()
            .cell(texts.date(first.due))
            .cell(what)
            .cell(who(texts, first))
            .cell(state),
    )
}

pub(super) async fn show(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let today = ctx.today();
    let asked = layout.address.get("year").and_then(|year| year.parse().ok());
    let year = asked
        .filter(|year| (2000..=2100).contains(year))
        .unwrap_or_else(|| today.year());
    let first = date(year, 1, 1);
    let reads_all = signed_in.actor.may(Action::Read, Resource::Submission);
    let mut duties = Vec::new();
    if year == today.year() {
        // What was left undone does not vanish with the turn of the year, be it of this school year or of the one before.
        if reads_all {
            duties = ctx.left_undone(today).await?;
        }
        let since = SchoolYear::of(today).first_day();
        if since < first {
            duties.extend(ctx.reader_calendar(since, today, today).await?);
        }
        // Baselines stand in every calendar until they are set: in that of this year, too.
        let baseline = ProgrammeDutyCode::IndicatorBaseline.code();
        duties.retain(|duty| duty.due < first && duty.status == DutyStatus::Overdue && duty.code != baseline);
    }
    duties.extend(ctx.reader_calendar(first, date(year, 12, 31), today).await?);
    let may = May {
        mark: &|duty| ctx.may_mark_duty(duty),
        reopen: signed_in.actor.may(Action::Write, Resource::Programme),
        read_programme: signed_in.actor.may(Action::Read, Resource::Programme),
    };
    // Submissions of a day stand together; every other duty by itself.
    let mut grouped: BTreeMap<(Date, String), Vec<&CalendarDuty>> = BTreeMap::new();
    for (at, duty) in duties.iter().enumerate() {
        let key = match duty.institution {
            Some(_) => duty.code.clone(),
            None => format!("{}-{at:04}", duty.code),
        };
        grouped.entry((duty.due, key)).or_default().push(duty);
    }
    let columns = ["duty-due", "duty-what", "duty-who", "duty-done"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    let late = duties
        .iter()
        .filter(|duty| duty.status == DutyStatus::Overdue)
        .count();
    let address = |year: i16| layout.address.with("year", year).to_string();
    let sections = Sections::new(texts.t("duty-years"), address(year));
    let page = YearPage {
        years: (0..YEARS).fold(sections, |sections, ahead| {
            let year = today.year() - 1 + ahead;
            sections.part(address(year), year.to_string())
        }),
        late: (late > 0).then(|| texts.t1("duty-year-late", "count", late as f64)),
        table: Table::new(texts, texts.t("duty-year"), columns)
            .hidden_caption()
            .rows(grouped.values().filter_map(|duties| row(texts, duties, &may)))
            .cards()
            .or_empty(Empty::new(texts.t("duty-year-empty"))),
        layout: if signed_in.actor.may(Action::Read, Resource::Duty) {
            layout.titled("duty-year").back("/duties", "duty-title")
        } else {
            layout.titled("duty-year")
        },
    };
    Ok(Page(page).into_response())
}

#[derive(Template)]
#[template(path = "duty_year_done.html")]
struct DonePage {
    layout: Layout,
    form: Form,
    facts: SummaryList,
    address: String,
}

/// The school whose duty an address is about; none for what is owed once.
fn institution_of(layout: &Layout) -> Option<String> {
    layout.address.get("institution").map(str::to_owned)
}

async fn done_page(
    signed_in: &SignedIn,
    layout: Layout,
    (code, due): (&str, Date),
    values: FormValues,
    errors: FieldErrors,
) -> Result<DonePage, Failure> {
    let ctx = signed_in.ctx();
    let texts = layout.texts;
    let duty = ctx
        .markable_duty(institution_of(&layout).as_deref(), (code, due))
        .await?
        .ok_or_else(Failure::not_found)?;
    let layout = layout
        .narrow()
        .titled("duty-do-title")
        .with_errors(&errors)
        .back("/duties/year", "duty-year");
    Ok(DonePage {
        facts: SummaryList::new(texts)
            .row(texts.t("duty-what"), title(texts, &duty))
            .maybe(
                texts.t("duty-institution"),
                duty.institution.as_ref().map(|(name, _)| name.clone()),
            )
            .row(texts.t("duty-due"), texts.date(due)),
        address: done_href(&duty),
        form: layout.filled_form(values, errors),
        layout,
    })
}

pub(super) async fn show_done(
    signed_in: SignedIn,
    layout: Layout,
    Path((code, due)): Path<(String, Date)>,
) -> Result<Response, Failure> {
    let values = FormValues::default().with_date("done", signed_in.ctx().today());
    let page = done_page(&signed_in, layout, (&code, due), values, FieldErrors::new()).await?;
    Ok(Page(page).into_response())
}

pub(super) async fn mark(
    signed_in: SignedIn,
    layout: Layout,
    Path((code, due)): Path<(String, Date)>,
    values: FormValues,
) -> Result<Response, Failure> {
    let ctx = signed_in.ctx();
    let institution = institution_of(&layout);
    let marked = ctx
        .mark_programme_duty_of(
            institution.as_deref(),
            (&code, due),
            values.day("done"),
            values.get("note"),
        )
        .await;
    match field_errors(marked)? {
        Ok(()) => {
            let flash = Flash::success("duty-is-done").draft_done(&format!("duty-{code}-{due}"));
            Ok(redirect(
                &format!("/duties/year?year={}", due.year()),
                Some(&flash),
            ))
        }
        Err(errors) => {
            let page = done_page(&signed_in, layout, (&code, due), values, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

pub(super) async fn reopen(signed_in: SignedIn, Path(id): Path<i64>) -> Result<Response, Failure> {
    signed_in.ctx().reopen_programme_duty(id).await?;
    Ok(redirect("/duties/year", Some(&Flash::success("duty-is-open"))))
}
