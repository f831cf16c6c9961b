//! People that an activity needs, as the tables of resources write them: `lektori (5)`.

/// A role with how many are needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The role in the words of the programme.
    pub role: String,
    /// How many.
    pub number: u32,
}

/// The numbers in brackets of a cell, each with the words before it back to the last comma, semicolon, dash, colon or end of a sentence.
pub fn needs(cell: &str) -> Vec<Need> {
    let mut found = Vec::new();
    let mut from = 0;
    for (open, _) in cell.match_indices('(') {
        let rest = &cell[open + 1..];
        let Some(close) = rest.find(')') else { break };
        let Ok(number) = rest[..close].trim().parse() else {
            continue;
        };
        let before = &cell[from..open];
        let start = before
            .rfind([',', ';', ':', '–', '.'])
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let role = before[start..].trim();
        if !role.is_empty() {
            found.push(Need {
                role: role.to_owned(),
                number,
            });
        }
        from = open + 1 + close + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: RES-02
    #[test]
    fn numbers_in_brackets_are_people() {
        let cell = "Cilvēkresursi – vajadzību anketas veidotājs un datu apkopotājs (1); pasākumu plāna \
                    izstrādāji un atbalsta personāls (5), pasākumu vadītāji, lektori. Atbalsta resursi (telpas).";
        let read: Vec<(String, u32)> = needs(cell)
            .into_iter()
            .map(|need| (need.role, need.number))
            .collect();
        assert_eq!(
            read,
            [
                ("vajadzību anketas veidotājs un datu apkopotājs".to_owned(), 1),
                ("pasākumu plāna izstrādāji un atbalsta personāls".to_owned(), 5)
            ]
        );
        assert!(needs("").is_empty() && needs("(3)").is_empty() && needs("lektori (divi").is_empty());
    }

    // covers: RES-02
    #[test]
    fn rezekne_says_how_many_people_it_needs() {
        let rezekne = crate::programme::shipped()
            .into_iter()
            .find(|programme| programme.municipality == "rezekne")
            .unwrap();
        let all: u32 = rezekne
            .resources
            .iter()
            .flat_map(|resource| needs(&resource.resources_text))
            .map(|need| need.number)
            .sum();
        assert!(all > 10, "{all}");
    }
}
