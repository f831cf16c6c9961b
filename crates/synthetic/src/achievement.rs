//! Marks as a pupil's ability and luck give them: letters in grades 1 to 3, the ten points from grade 4 on.

use crate::dice::Dice;

const POINTS: [&str; 11] = ["nv", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];

/// A mark as it is written. `slack` widens the spread of single marks against those of a semester.
pub(crate) fn mark(level: i8, ability: u32, subject: usize, slack: u32, dice: &mut Dice) -> &'static str {
    // Ability 0 to 999 spreads over 4.3 to 9.3; every pupil has easier and harder subjects.
    let leaning = (ability as usize * 7 + subject * 389) % 160;
    let mut tenths = 43 + ability / 20 + leaning as u32 / 10;
    if ability < 25 {
        tenths = tenths.saturating_sub(14);
    }
    let low = tenths.saturating_sub(8 + slack);
    let drawn = dice.between(low, low + 2 * slack + 8).clamp(10, 104);
    let points = (drawn + 5) / 10;
    if level <= 3 {
        return match points {
            0..=3 => "S",
            4..=5 => "T",
            6..=8 => "A",
            _ => "P",
        };
    }
    POINTS[points.min(10) as usize]
}

/// Per cent of a central exam with two decimals.
pub(crate) fn exam(ability: u32, subject: usize, dice: &mut Dice) -> String {
    let leaning = ((ability as usize * 7 + subject * 389) % 160) as u32;
    let hundredths = (1100 + ability * 7 + leaning * 6 + dice.below(1600))
        .saturating_sub(500)
        .min(10_000);
    let hundredths = if ability < 12 { hundredths / 2 } else { hundredths };
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
