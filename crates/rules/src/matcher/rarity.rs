//! How common a character is, by which the rarest part of a phrase is chosen to search for.

/// The commonest characters of everyday and official Chinese, in falling order. Rank is all that is used, and a wrong
/// one costs time only. Not taken from any text that Liyan is measured on.
const COMMON: &str = "的一是不了您在有我人这请为理办他个中上到时大来以们说和要会出可也你对生能业地就下\
                      得过自之发后作里务事用所方多经么去法学如都同成日部工行前好面定无公开信问年看情件\
                      位电话通知系网关申已将相提交号本门心没给当其进与机服让想料单接线等处再复区需受查\
                      局市";

/// How many characters are ranked.
const RANKED: usize = COMMON.len() / 3;

/// The ranked characters in the order of their code points, each with its rank: looked up for every character of a pack.
const RANKS: [(u16, u16); RANKED] = {
    let bytes = COMMON.as_bytes();
    let mut ranks = [(0, 0); RANKED];
    let mut rank = 0;
    while rank < RANKED {
        // All are Han, three bytes each.
        let at = rank * 3;
        let high = (bytes[at] as u16 & 15) << 12;
        let ch = high | (bytes[at + 1] as u16 & 63) << 6 | (bytes[at + 2] as u16 & 63);
        let mut place = rank;
        while place > 0 && ranks[place - 1].0 > ch {
            ranks[place] = ranks[place - 1];
            place -= 1;
        }
        ranks[place] = (ch, rank as u16);
        rank += 1;
    }
    ranks
};

/// An estimate of how often `ch` stands at a given place: 1 is very often.
#[inline]
pub(super) fn share(ch: char) -> f32 {
    let found = u16::try_from(u32::from(ch))
        .ok()
        .and_then(|ch| RANKS.binary_search_by_key(&ch, |&(ranked, _)| ranked).ok());
    // Zipf's law with a flat head.
    0.25 / found.map_or(606.0, |place| f32::from(RANKS[place].1) + 6.0)
}

/// An estimate of how often `word` stands at a given place.
#[inline]
pub(super) fn share_of(word: &[char]) -> f32 {
    word.iter().map(|&ch| share(ch)).product()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ranked_character_is_found_with_the_share_of_its_rank() {
        for (place, ch) in COMMON.chars().enumerate() {
            assert_eq!(share(ch), 0.25 / (6 + place) as f32, "{ch}");
        }
        assert!(share('龘') < share('市') && share('龘') == share('a'));
        assert_eq!(COMMON.chars().count(), RANKED);
    }
}
