//! All that a pack says of one rule, put together for people who never open the pack file.
//!
//! Names are resolved to what they stand for; the words around it are the caller's.

use super::example::{Example, Examples};
use super::load::LoadedPack;
use super::model::{FixPlan, Moment, Piece, Rule, Source, Words};
use super::reader::distance;
use crate::conversation::When;
use crate::time::Date;

pub use super::model::{Action, Apart, Place, Window};

/// One rule with everything that it refers to.
pub struct Explanation<'p> {
    /// The rule.
    pub rule: &'p Rule,
    /// The articles that it rests on.
    pub articles: Vec<&'p Source>,
    /// What people call its category.
    pub category: Option<&'p str>,
    /// From which moment on it speaks.
    pub when: When,
    /// Whether it speaks in chats.
    pub chat: bool,
    /// Whether it speaks in letters.
    pub letter: bool,
    /// Whether it speaks only of what anybody may read.
    pub public_only: bool,
    /// From which day on it is in force, if the pack or the rule says so.
    pub since: Option<Date>,
    /// The phrases as written.
    pub phrases: &'p [String],
    /// The word lists that the phrases name, each once.
    pub lists: Vec<List<'p>>,
    /// What redeems or eases a match.
    pub company: Option<Companions<'p>>,
    /// What the citizen must have said before, in words.
    pub after: Vec<&'p str>,
    /// What a reply may hold beside the phrases and still be empty, in words.
    pub fillers: Vec<&'p str>,
    /// Where something is required.
    pub place: Option<Place>,
    /// How often it may be said, and what makes two sayings two.
    pub limit: Option<(u8, Apart)>,
    /// The ways to mend.
    pub fixes: Vec<Mending<'p>>,
    /// The examples.
    pub examples: &'p Examples,
    /// When a match is no violation.
    pub guards: Vec<Guard<'p>>,
    /// What cancels all guards but the firm ones, in words.
    pub veto: Vec<&'p str>,
}

/// A word list by its name in the pack.
pub struct List<'p> {
    /// Its name.
    pub name: &'p str,
    /// Its words, in Simplified script.
    pub words: &'p [String],
}

/// What redeems or eases a match when it stands near.
pub struct Companions<'p> {
    /// Any of these, in words.
    pub any: Vec<&'p str>,
    /// How near.
    pub within: Window,
    /// What is left of the finding then; none: nothing.
    pub leaves: Option<crate::Severity>,
}

/// A way to mend.
pub struct Mending<'p> {
    /// What people call it.
    pub label: &'p str,
    /// What it does with its wording.
    pub action: Action,
    /// The wording, slots as `{name}`.
    pub wording: String,
    /// The same in Traditional script, where there is a twin.
    pub hant: Option<String>,
    /// Whether it states something that only the clerk can know.
    pub states_fact: bool,
}

/// A context in which a match is no violation.
pub struct Guard<'p> {
    /// Its name in the pack.
    pub name: &'p str,
    /// Why, in words.
    pub why: &'p str,
    /// Whether it holds even after a first-person subject.
    pub firm: bool,
    /// Silent because of it.
    pub ok: Vec<&'p Example>,
    /// Near misses, found all the same.
    pub but: Vec<&'p Example>,
}

/// Explains the rule with this id, if the pack has it.
pub fn rule<'p>(loaded: &'p LoadedPack, id: &str) -> Option<Explanation<'p>> {
    let pack = &loaded.pack;
    let at = pack.rules.iter().position(|rule| rule.id == id)?;
    let (rule, examples) = (&pack.rules[at], &loaded.examples[at]);
    let context = |index: &u16| &pack.contexts[usize::from(*index)];
    let whys = |list: &[u16]| list.iter().map(|index| context(index).why.as_str()).collect();
    let guard = |index: &u16| {
        let cases = || examples.cases.iter().filter(|case| case.guard == *index);
        let context = context(index);
        Guard {
            name: &context.name,
            why: &context.why,
            firm: context.firm,
            ok: cases().flat_map(|case| &case.ok).collect(),
            but: cases().flat_map(|case| &case.but).collect(),
        }
    };
    Some(Explanation {
        rule,
        articles: rule.cite.iter().map(|&source| &pack.sources[usize::from(source)]).collect(),
        category: rule.category.map(|at| pack.categories[usize::from(at)].label.as_str()),
        when: match rule.when {
            Moment::Typing => When::Typing,
            Moment::Sending => When::Sending,
            Moment::Closed => When::Closed,
        },
        chat: rule.channels.chat,
        letter: rule.channels.letter,
        public_only: rule.public_only,
        since: rule.effective_from.or(pack.info.effective_from),
        phrases: &examples.phrases,
        lists: lists(loaded, rule),
        company: rule.company.as_ref().map(|company| Companions {
            any: whys(&company.any),
            within: company.within,
            leaves: company.leaves,
        }),
        after: whys(&rule.after),
        fillers: whys(&rule.fillers),
        place: rule.place,
        limit: rule.limit.map(|limit| (limit.most, limit.apart)),
        fixes: mendings(loaded, rule),
        examples,
        guards: rule.unless.iter().map(guard).collect(),
        veto: whys(&pack.veto),
    })
}

/// The ids of the rules that `asked` may mean, the likeliest first: a slip in an id, a part of one, or of a title.
pub fn nearest_rules<'p>(loaded: &'p LoadedPack, asked: &str) -> Vec<&'p str> {
    let asked = asked.to_ascii_lowercase();
    let far = |rule: &Rule| match rule.id.contains(&asked) || rule.title.contains(&asked) {
        true => 0,
        false => distance(&asked, &rule.id),
    };
    let rules = loaded.rules().iter().map(|rule| (far(rule), rule.id.as_str()));
    let mut near: Vec<_> = rules.filter(|(far, id)| far * 2 <= id.chars().count()).collect();
    // Among equals the pack's own order.
    near.sort_by_key(|(far, _)| *far);
    near.into_iter().take(3).map(|(_, id)| id).collect()
}

fn mendings<'p>(loaded: &'p LoadedPack, rule: &'p Rule) -> Vec<Mending<'p>> {
    let spelled = |pieces: &[Piece]| -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Slot(name) => format!("{{{name}}}"),
        };
        pieces.iter().map(piece).collect()
    };
    let mending = |plan: &'p FixPlan| {
        let (wording, hant, states_fact) = match &plan.words {
            Words::Text(text, hant) => (text.clone(), hant.clone(), false),
            Words::Template(index) => {
                let template = &loaded.pack.templates[usize::from(*index)];
                let hant = (!template.hant.is_empty()).then(|| spelled(&template.hant));
                (spelled(&template.pieces), hant, template.states_fact)
            }
        };
        Mending { label: &plan.label, action: plan.action, wording, hant, states_fact }
    };
    rule.fixes.iter().map(mending).collect()
}

/// The word lists that a rule's phrases name, in their order.
fn lists<'p>(loaded: &'p LoadedPack, rule: &Rule) -> Vec<List<'p>> {
    let mut places = Vec::new();
    rule.phrases.iter().for_each(|phrase| phrase.sets(&mut places));
    let list =
        |place: usize| List { name: &loaded.set_names[place], words: &loaded.pack.sets[place] };
    places.into_iter().map(|place| list(usize::from(place))).collect()
}
