//! Which parts the report has, and their numbers.

/// The list of contents, filled as the parts are made.
#[derive(Default)]
pub struct Contents {
    /// What is there, in order.
    pub parts: Vec<Heading>,
    /// What is not there because there is nothing to tell.
    pub missing: Vec<&'static str>,
    /// What is not there because `--by` did not ask for it.
    pub left_out: Vec<&'static str>,
}

/// A part's heading.
#[derive(Clone)]
pub struct Heading {
    /// The anchor.
    pub id: &'static str,
    /// With its number: `三、人员`.
    pub title: String,
}

impl Contents {
    /// A part that is there if it has content.
    pub fn part(&mut self, id: &'static str, title: &'static str, there: bool) -> Option<Heading> {
        if !there {
            self.missing.push(title);
            return None;
        }
        Some(self.always(id, title))
    }

    /// A part that is there if it was asked for and has content.
    pub fn wanted(
        &mut self,
        id: &'static str,
        title: &'static str,
        wanted: bool,
        there: bool,
    ) -> Option<Heading> {
        if wanted || there {
            return self.part(id, title, there);
        }
        self.left_out.push(title);
        None
    }

    /// A part that is there in any case.
    pub fn always(&mut self, id: &'static str, title: &'static str) -> Heading {
        let title = format!("{}、{title}", number(self.parts.len() + 1));
        let heading = Heading { id, title };
        self.parts.push(heading.clone());
        heading
    }

    /// What is missing, in one breath.
    pub fn missing(&self) -> String {
        self.missing.join("、")
    }

    /// What was not asked for, in one breath.
    pub fn left_out(&self) -> String {
        self.left_out.join("、")
    }
}

/// A number up to 99 in Chinese.
fn number(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (number / 10 % 10, DIGITS[number % 10]);
    match tens {
        0 => ones.to_owned(),
        1 => format!("十{ones}"),
        _ => format!("{}十{ones}", DIGITS[tens]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_without_content_takes_no_number() {
        let mut contents = Contents::default();
        assert!(contents.part("a", "趋势", false).is_none());
        assert_eq!(contents.always("b", "方法").title, "一、方法");
        assert_eq!(contents.missing(), "趋势");
        assert!(contents.wanted("c", "人员", false, false).is_none());
        assert_eq!((contents.missing(), contents.left_out()), ("趋势".into(), "人员".into()));
        assert_eq!(
            (number(10), number(12), number(20)),
            ("十".into(), "十二".into(), "二十".into())
        );
    }
}
