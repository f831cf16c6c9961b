//! What stands behind an indicator that counts no children by name: answers question by question, participants list by list. Sums of the same
//! statements as the figure, and what few people stand behind is withheld here, too.

use balsts_domain::{
    access::{Action, Reach, Resource},
    disclosure::{Shown, withhold_rows},
    indicators::{Method, Part, Topic, is_about, met_with, opinion},
};
use balsts_reports::table::{Cell, Column, Kind, Label, Table};
use balsts_store::ParticipationSum;

use super::{
    IndicatorLine,
    measure::Measuring,
    support::SchoolSystem,
    survey::{AskedQuestion, questions},
};
use crate::{Ctx, Result, report::Places};

/// The columns of a table of two words and two counts with their sum.
fn columns(words: [(&'static str, &str, &str); 2], counts: [(&'static str, &str, &str); 2]) -> Vec<Column> {
    let all = [("all", "Kopā", "Total")];
    let text = words
        .into_iter()
        .map(|(key, latvian, english)| Column::new(key, latvian, english, Kind::Text));
    let figures = counts
        .into_iter()
        .chain(all)
        .map(|(key, latvian, english)| Column::new(key, latvian, english, Kind::Integer));
    text.chain(figures).collect()
}

/// Fills the table with rows, each of two words and two counts of people: what stands for fewer than `smallest` is withheld.
fn fill(table: &mut Table, rows: &[([&str; 2], [i64; 2])], smallest: u32) {
    let people = |count: &i64| u32::try_from(*count).unwrap_or_default();
    let counts: Vec<Vec<u32>> = rows
        .iter()
        .map(|(_, counts)| counts.iter().map(people).collect())
        .collect();
    let shown = withhold_rows(&counts, smallest);
    let line = |words: [Cell; 2], row: &Shown| -> Vec<Cell> {
        let counts = row.counts.iter().chain([&row.total]);
        let cells = counts.map(|count| Cell::shown(*count));
        words.into_iter().chain(cells).collect()
    };
    table.rows = rows
        .iter()
        .zip(&shown.rows)
        .map(|(([one, other], _), row)| line([Cell::text(*one), Cell::text(*other)], row))
        .collect();
    let total = Cell::Label(Label::new("Kopā", "Total"));
    table.totals = vec![line([total, Cell::text("")], &shown.totals)];
}

/// Answers by question. Who answered was promised not to be known: fewer than `smallest` are shown to nobody.
fn answers(asked: &[AskedQuestion], smallest: u32) -> Table {
    let mut table = Table::new(
        Label::new(
            "Jautājumi, kuru atbildes ir skaitītas",
            "Questions whose answers are counted",
        ),
        columns(
            [
                ("question", "Jautājums", "Question"),
                ("survey", "Aptauja", "Survey"),
            ],
            [
                ("favourable", "Labvēlīgas atbildes", "Favourable answers"),
                ("other", "Pārējās", "Others"),
            ],
        ),
    );
    let rows: Vec<([&str; 2], [i64; 2])> = asked
        .iter()
        .map(|one| {
            (
                [one.question.as_str(), one.survey.as_str()],
                [one.good, one.other],
            )
        })
        .collect();
    fill(&mut table, &rows, smallest);
    table
}

/// Schools by what is known of their system against early leaving.
fn systems(schools: &[SchoolSystem], places: &Places) -> Table {
    let mut table = Table::new(
        Label::new("Skolas un to sistēma", "Schools and their system"),
        [
            ("institution", "Iestāde", "Institution"),
            ("self_assessment", "Pašvērtējumā", "By its self-assessment"),
            (
                "order",
                "Rīkojums par atbalsta komandu",
                "Order on a support team",
            ),
            ("counted", "Ieskaitīta", "Counted"),
        ]
        .map(|(key, latvian, english)| Column::new(key, latvian, english, Kind::Text))
        .to_vec(),
    );
    let yes_no = |yes: bool| {
        Cell::Label(if yes {
            Label::new("jā", "yes")
        } else {
            Label::new("nē", "no")
        })
    };
    table.rows = schools
        .iter()
        .map(|school| {
            vec![
                Cell::text(places.name(school.institution)),
                school.said.map_or(Cell::Missing, yes_no),
                yes_no(school.has_order),
                yes_no(school.counts()),
            ]
        })
        .collect();
    table
}

/// Participants by programme and institution; fewer than `smallest` are withheld.
fn participants(lists: &[ParticipationSum], places: &Places, smallest: u32) -> Table {
    let mut table = Table::new(
        Label::new("Skaitītās dalībnieku lapas", "Lists of participants counted"),
        columns(
            [
                ("programme", "Programma vai pasākums", "Programme or event"),
                ("institution", "Iestāde", "Institution"),
            ],
            [
                ("named", "Vārdā nosaukti", "By name"),
                ("counted", "Pēc skaita", "By number"),
            ],
        ),
    );
    let names: Vec<String> = lists.iter().map(|one| places.name(one.institution_id)).collect();
    let rows: Vec<([&str; 2], [i64; 2])> = lists
        .iter()
        .zip(&names)
        .map(|(one, name)| ([one.programme.as_str(), name.as_str()], [one.named, one.counted]))
        .collect();
    fill(&mut table, &rows, smallest);
    table.notes = vec![Label::new(
        "Kas vārdā nosaukts vairākās lapās, rādītājā skaitīts vienreiz; no tiem, kas zināmi pēc skaita, skaitīta pilnākā diena.",
        "Who stands by name on several lists counts once in the indicator; of those known by number the fullest day counts.",
    )];
    table
}

impl Measuring {
    /// The questions of surveys of the year that a part is about.
    pub(super) async fn questions(&self, part: Part) -> Result<Vec<AskedQuestion>> {
        let words = self.words(part).await?;
        let store = &self.ctx.store;
        let answers = store.answer_sums(&self.scope, self.calendar_year()).await?;
        let read = if part == Part::About(Topic::Violence) {
            met_with
        } else {
            opinion
        };
        Ok(questions(&answers, |question| is_about(question, &words), read))
    }

    /// The programme speaks of the pupils at events; help is given to families, too.
    pub(super) fn participating(part: Part) -> Option<&'static str> {
        (part == Part::About(Topic::NonFormal)).then_some("pupils")
    }

    /// Lists of participants of the school year that a part is about, by programme and institution.
    pub(super) async fn participant_lists(&self, part: Part) -> Result<Vec<ParticipationSum>> {
        let words = self.words(part).await?;
        let group = Self::participating(part);
        let store = &self.ctx.store;
        let mut sums = store
            .participation_sums(&self.scope, group, self.passed())
            .await?;
        sums.retain(|sum| is_about(&sum.programme, &words));
        Ok(sums)
    }
}

impl Ctx {
    /// The records behind an indicator of a year as a table, where it counts answers, participants or schools with a system; `None` for all others,
    /// for a value that a person typed, and where the value is withheld. What is said of an institution is for those who see the figures of all.
    ///
    /// # Errors
    /// Forbidden for those who may not read indicators.
    pub async fn records_behind(&self, line: &IndicatorLine, year: i16) -> Result<Option<Table>> {
        self.scope(Action::Read, Resource::Indicator)?;
        let value = line.value.as_ref();
        let is_computed = value.is_some_and(|value| value.typed.is_none() && !value.withheld);
        let (Some(method), Some(part), true) = (line.method(), line.part(), is_computed) else {
            return Ok(None);
        };
        if method == Method::SurveyShare {
            let asked = self.measuring(year).await?.questions(part).await?;
            return Ok(Some(answers(&asked, self.smallest_cell().await?)));
        }
        let sees_all = self
            .actor
            .scope(Action::Read, Resource::Statistics)
            .is_ok_and(|scope| scope.reach().contains(&Reach::Municipality));
        if !sees_all {
            return Ok(None);
        }
        let measuring = self.measuring(year).await?;
        let (lists, smallest) = match method {
            Method::ProgrammeParticipants => {
                let lists = measuring.participant_lists(part).await?;
                (lists, self.smallest_indicator().await?)
            }
            // Teachers in training are staff at work: nothing is withheld of them, as in the indicator itself.
            Method::CourseTeachersShare => (measuring.course_lists(part).await?, 1),
            Method::InstitutionsWithSystemShare => {
                let schools = measuring.systems().await?;
                return Ok(schools.map(|schools| systems(&schools, &measuring.places)));
            }
            _ => return Ok(None),
        };
        Ok(Some(participants(&lists, &measuring.places, smallest)))
    }
}
