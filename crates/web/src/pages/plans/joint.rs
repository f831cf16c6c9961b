//! Parts of other institutions in a plan, as the school writes and reads them: who agreed, who has not yet, and why one declines.

use axum::response::{IntoResponse, Response};
use balsts_app::support_plan::{PartForm, PlanView, part_agreed_on, part_standing};
use balsts_domain::support::{Hours, PartStanding, Partner, PlanEvent};
use balsts_store::{PartRow, date};

use super::{
    FormPage, Outcome, WRITE, again, conflict_notice,
    draft::{draft, frame, go_on},
    measures::number,
    outcome,
    part::standing_tag,
    part_hours, sections, taken_away, words,
};
use crate::{
    kit::{
        Button, Choice, Column, Empty, Failure, FieldErrors, Flash, FormValues, Html, Layout, Notice, Page,
        Path, Row, RowAction, Table, Tone, redirect,
    },
    routes::Routes,
    signed_in::SignedIn,
    texts::Texts,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/plans/{id}/parts", WRITE, show)
        .post("/plans/{id}/parts", WRITE, put)
        .post("/plans/{id}/parts/remove", WRITE, remove)
}

/// Whose part it is: the institution, and the person to whom it is addressed.
fn whose(texts: Texts, row: &PartRow) -> String {
    let partner = words::coded(texts, "plans-partner-", &row.partner);
    match &row.addressee {
        Some(name) => format!("{partner}: {name}"),
        None => partner,
    }
}

/// Where a part stands: who answered, when, what was said.
fn answered(texts: Texts, row: &PartRow) -> Html {
    let tag = Html::of(&standing_tag(texts, part_standing(row)));
    let said = match (row.answered_at, &row.answered_by) {
        (Some(at), Some(by)) => words::said_by(texts, at, by, row.answer_words.as_deref()),
        _ => part_agreed_on(row).map_or_else(Html::default, |on| Html::text(&texts.date(on))),
    };
    if said.is_empty() {
        return tag;
    }
    Html::lines([tag, said])
}

/// Parts of other institutions, for those entitled.
fn table(texts: Texts, view: &PlanView, action: impl Fn(&PartRow) -> Option<Html>) -> Table {
    let acts = view.parts.iter().any(|row| action(row).is_some());
    let rows = view.parts.iter().map(|row| {
        let hours = match row.hours {
            Some(planned) => words::planned_and_given(texts, planned, row.given),
            None if row.given > 0 => words::hours(texts, row.given),
            None => "–".to_owned(),
        };
        let cells = Row::new()
            .cell(whose(texts, row))
            .cell(row.task.as_str())
            .cell(hours)
            .cell(row.contact.as_str())
            .cell(words::day(texts, row.due_day))
            .cell(answered(texts, row));
        match action(row) {
            Some(action) => cells.cell(action),
            None if acts => cells.cell(""),
            None => cells,
        }
    });
    let mut heads = words::columns(
        texts,
        [
            "plans-partner",
            "plans-task",
            "plans-hours",
            "plans-contact",
            "plans-due",
            "plans-part-answer",
        ],
    );
    if acts {
        heads.push(Column::text(texts.t("plans-change")).hidden());
    }
    Table::new(texts, texts.t("plans-joint"), heads)
        .rows(rows)
        .cards()
        .or_empty(Empty::new(texts.t("plans-joint-empty")))
}

/// All answers, to earlier words as well.
fn answers(texts: Texts, view: &PlanView) -> Table {
    let rows = view.part_answers.iter().map(|row| {
        Row::new()
            .cell(words::coded(texts, "plans-partner-", &row.partner))
            .cell(row.task.as_str())
            .cell(words::coded(texts, "plans-part-said-", &row.answer))
            .cell(words::said_by(
                texts,
                row.at,
                &row.user_name,
                Some(row.words.as_str()),
            ))
    });
    let heads = words::columns(
        texts,
        [
            "plans-partner",
            "plans-task",
            "plans-part-answer",
            "plans-part-answered",
        ],
    );
    Table::new(texts, texts.t("plans-part-history"), heads)
        .rows(rows)
        .cards()
}

/// Hours that the institutions wrote down, under parts that somebody else has now as well.
fn given(texts: Texts, view: &PlanView) -> Table {
    let heads = words::columns(
        texts,
        [
            "plans-day",
            "plans-partner",
            "plans-hours",
            "plans-part-done",
            "plans-by",
        ],
    );
    part_hours::table(texts, heads, &view.part_hours, |row| {
        Row::new()
            .cell(words::day(texts, Some(row.day)))
            .cell(words::coded(texts, "plans-partner-", &row.partner))
            .cell(words::hours(texts, row.hours))
            .cell(row.note.as_str())
            .cell(row.user_name.as_str())
    })
}

/// The parts with where they stand, and what was answered, for those entitled.
pub(super) fn content(texts: Texts, view: &PlanView) -> Vec<Html> {
    if !view.full {
        return Vec::new();
    }
    let mut all = vec![Html::of(&table(texts, view, |_| None))];
    if !view.part_answers.is_empty() {
        all.push(Html::of(&answers(texts, view)));
    }
    if !view.part_hours.is_empty() {
        all.push(Html::of(&given(texts, view)));
    }
    all
}

/// What whoever hands in or approves the plan has to know of parts that are not agreed; it forbids nothing.
pub(super) fn warning(texts: Texts, view: &PlanView) -> Option<Html> {
    let lines: Vec<Html> = view
        .unsettled_parts()
        .map(|row| {
            let standing = words::coded(texts, "plans-part-standing-", part_standing(row).code());
            Html::text(&format!("{}: {standing}", whose(texts, row)))
        })
        .collect();
    if lines.is_empty() {
        return None;
    }
    let text = Html::text(&texts.t("plans-part-warning")).and(Html::lines(lines));
    let notice = Notice::of(texts, Tone::Attention, text).named("unsettled");
    Some(Html::of(&notice))
}

/// A part as it stands in the form.
fn part_values(view: &PlanView, part: i64) -> FormValues {
    let Some(row) = view.parts.iter().find(|row| row.id == part) else {
        return FormValues::default();
    };
    let mut values = FormValues::default()
        .with("part", row.id.to_string())
        .with("partner", row.partner.clone())
        .with("task", row.task.clone())
        .with("contact", row.contact.clone());
    if let Some(user) = row.user_id {
        values = values.with("user", user.to_string());
    }
    if let Some(hours) = row.hours.and_then(Hours::from_thousandths) {
        values = values.with("hours", hours.to_string().replace('.', ","));
    }
    if let Some(due) = row.due_day {
        values = values.with_date("due", date(due));
    }
    if let Some(agreed) = row.agreed_day {
        values = values.with_date("agreed", date(agreed));
    }
    values
}

async fn parts_page(
    signed_in: &SignedIn,
    layout: Layout,
    id: i64,
    values: FormValues,
    errors: FieldErrors,
    conflict: bool,
) -> Result<FormPage, Failure> {
    let view = draft(signed_in, id, PlanEvent::Rearrange).await?;
    if !view.full {
        return Err(Failure::not_found());
    }
    let texts = layout.texts;
    let drafting = view.allows(PlanEvent::Change);
    let mut people = vec![Choice::new("", texts.t("plans-part-everybody"))];
    people.extend(signed_in.ctx().part_people().await?.into_iter().map(|person| {
        let role = texts.t(&format!("role-{}", person.role.replace('_', "-")));
        Choice::new(person.id.to_string(), format!("{} ({role})", person.name))
    }));
    let table = table(texts, &view, |row| {
        if !drafting && part_standing(row) == PartStanding::Agreed {
            return None;
        }
        let change = Button::link(
            texts.t("plans-change"),
            format!("/plans/{id}/parts?part={}", row.id),
        );
        if !drafting {
            return Some(Html::of(&change.secondary().small()));
        }
        let remove = RowAction::new(texts.t("plans-remove"), format!("/plans/{id}/parts/remove"))
            .with("part", row.id.to_string());
        Some(Html::of(&change.secondary().small()).and(&remove))
    });
    let partners: Vec<Choice> = Partner::ALL
        .map(|partner| {
            Choice::new(
                partner.code(),
                words::coded(texts, "plans-partner-", partner.code()),
            )
        })
        .to_vec();
    let mut above = vec![Html::of(&table)];
    if drafting {
        above.insert(0, sections(texts, &view, "measures"));
    }
    // Changed or removed by somebody else: what was typed becomes a new part if it is sent again.
    if conflict {
        above.push(conflict_notice(texts, &texts.t("plans-check-again")));
    }
    let part: Option<i64> = values.get("part").parse().ok();
    let open = |row: &PartRow| drafting || part_standing(row) != PartStanding::Agreed;
    let changing = part.filter(|part| view.parts.iter().any(|row| row.id == *part && open(row)));
    // What was typed is shown with the reason, though nothing can be changed any more.
    let writes = drafting || changing.is_some() || !errors.is_empty() || conflict;
    let layout = frame(layout, &view, "plans-joint", &errors);
    let form = layout.filled_form(values, errors);
    Ok(FormPage {
        above,
        action: format!("/plans/{id}/parts"),
        draft: format!("plan-{id}-part"),
        hidden: changing
            .map(|part| ("part", part.to_string()))
            .into_iter()
            .collect(),
        fields: if writes {
            vec![
                form.select("partner", "plans-partner", &partners),
                form.select("user", "plans-part-person", &people),
                form.textarea("task", "plans-task").lines(3),
                form.text("hours", "plans-planned-hours").width(5).optional(),
                form.text("contact", "plans-contact").optional(),
                form.date("due", "plans-due").optional(),
                form.date("agreed", "plans-agreed").optional(),
            ]
        } else {
            Vec::new()
        },
        submit: if writes {
            let key = if changing.is_some() {
                "plans-save"
            } else {
                "plans-add-part"
            };
            form.submit(key).secondary()
        } else {
            Button::link(texts.t("plans-one"), format!("/plans/{id}"))
        },
        below: if drafting {
            vec![go_on(&layout, id, "family")]
        } else {
            Vec::new()
        },
        form,
        layout,
    })
}

async fn show(signed_in: SignedIn, layout: Layout, Path(id): Path<i64>) -> Result<Response, Failure> {
    let values = match layout.address.get("part").and_then(|text| text.parse().ok()) {
        Some(part) => part_values(&draft(&signed_in, id, PlanEvent::Rearrange).await?, part),
        None => FormValues::default(),
    };
    let page = parts_page(&signed_in, layout, id, values, FieldErrors::new(), false).await?;
    Ok(Page(page).into_response())
}

async fn put(
    signed_in: SignedIn,
    layout: Layout,
    Path(id): Path<i64>,
    values: FormValues,
) -> Result<Response, Failure> {
    let mut errors = FieldErrors::new();
    let due = errors.take("due", values.date("due")).flatten();
    let agreed = errors.take("agreed", values.date("agreed")).flatten();
    let hours = number(&mut errors, &values, "hours", "error-plan-hours", |text| {
        text.parse::<Hours>().ok()
    });
    let mut conflict = false;
    if errors.is_empty() {
        let form = PartForm {
            partner: Partner::from_code(values.get("partner")).unwrap_or(Partner::Other),
            user: values.get("user").parse().ok(),
            contact: values.get("contact").to_owned(),
            task: values.get("task").to_owned(),
            hours,
            due,
            agreed,
        };
        let part = values.get("part").parse().ok();
        match outcome(signed_in.ctx().put_plan_part(id, part, &form).await)? {
            Outcome::Done(()) => {
                let flash = Flash::success("plans-saved").draft_done(&format!("plan-{id}-part"));
                return Ok(redirect(&format!("/plans/{id}/parts"), Some(&flash)));
            }
            Outcome::Wrong(found) => errors = found,
            Outcome::Conflict => conflict = true,
        }
    }
    let page = parts_page(&signed_in, layout, id, values, errors, conflict).await?;
    Ok(again(page, conflict))
}

async fn remove(signed_in: SignedIn, Path(id): Path<i64>, values: FormValues) -> Result<Response, Failure> {
    let part = values.get("part").parse().unwrap_or_default();
    let removed = signed_in.ctx().remove_plan_part(id, part).await;
    taken_away(
        removed,
        &format!("/plans/{id}/parts"),
        &Flash::success("plans-removed"),
    )
}
