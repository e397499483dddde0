//! An Aho–Corasick automaton over classes, for where looking for pairs does not pay: its time is linear in the text and in
//! what it finds, whatever they are. Made when first needed; most packs and texts never do.

use super::scanner::Spelling;

const ROOT: u32 = 0;
const NONE: u32 = u32::MAX;

pub(super) struct Automaton {
    /// Transitions of the tree, in a hash table: node and class, and where it leads. `NONE` leads nowhere.
    steps: Vec<(u64, u32)>,
    nodes: Vec<Node>,
    /// For each word the next one that is spelled alike.
    alike: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Node {
    /// Where the longest proper ending of what was read here is read.
    fail: u32,
    /// The first word that ends here, and the nearest such ending at which another does.
    word: u32,
    shorter: u32,
}

/// How far it has read.
pub(super) struct State(u32);

impl Automaton {
    pub(super) fn new(spelling: &Spelling) -> Self {
        let words = 0..spelling.count() as u32;
        let most: usize = words.clone().map(|word| spelling.of(word).len()).sum();
        let mut made = Self {
            steps: vec![(0, NONE); (most * 2 + 2).next_power_of_two()],
            nodes: vec![Node { fail: ROOT, word: NONE, shorter: NONE }],
            alike: vec![NONE; spelling.count()],
        };
        // For each node its parent, the class that leads to it, and its depth.
        let mut origins = vec![(ROOT, 0, 0)];
        for word in words.filter(|&word| !spelling.of(word).is_empty()) {
            let mut node = ROOT;
            for (depth, &class) in spelling.of(word).iter().enumerate() {
                let place = made.place(node, class);
                if made.steps[place].1 == NONE {
                    made.steps[place] = (key(node, class), made.nodes.len() as u32);
                    made.nodes.push(Node { fail: ROOT, word: NONE, shorter: NONE });
                    origins.push((node, class, depth + 1));
                }
                node = made.steps[place].1;
            }
            made.alike[word as usize] = made.nodes[node as usize].word;
            made.nodes[node as usize].word = word;
        }
        let mut order: Vec<u32> = (1..origins.len() as u32).collect();
        order.sort_by_key(|&node| origins[node as usize].2);
        for node in order {
            let (parent, class, depth) = origins[node as usize];
            let fail = match depth {
                1 => ROOT,
                _ => made.next(made.nodes[parent as usize].fail, class),
            };
            let ending = made.nodes[fail as usize];
            let here = &mut made.nodes[node as usize];
            here.fail = fail;
            here.shorter = if ending.word == NONE { ending.shorter } else { fail };
        }
        made
    }

    pub(super) fn start(&self) -> State {
        State(ROOT)
    }

    /// Whether nothing that was read can become a part of a word.
    pub(super) fn is_at_start(&self, state: &State) -> bool {
        state.0 == ROOT
    }

    pub(super) fn step(&self, state: &mut State, class: u16) {
        state.0 = self.next(state.0, class);
    }

    /// The words that end here.
    pub(super) fn words(&self, state: &State) -> impl Iterator<Item = u32> {
        let node = |at: u32| self.nodes.get(at as usize);
        let nodes = core::iter::successors(node(state.0), move |here| node(here.shorter));
        let next = |word: u32| Some(word).filter(|&word| word != NONE);
        nodes.flat_map(move |here| {
            core::iter::successors(next(here.word), move |&word| next(self.alike[word as usize]))
        })
    }

    fn next(&self, mut node: u32, class: u16) -> u32 {
        loop {
            match self.steps[self.place(node, class)].1 {
                NONE if node == ROOT => return ROOT,
                NONE => node = self.nodes[node as usize].fail,
                next => return next,
            }
        }
    }

    /// Where the transition is, or would be, in the table, which is never more than half full.
    fn place(&self, node: u32, class: u16) -> usize {
        let key = key(node, class);
        let mask = self.steps.len() - 1;
        let mut place = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & mask;
        while self.steps[place].1 != NONE && self.steps[place].0 != key {
            place = (place + 1) & mask;
        }
        place
    }
}

fn key(node: u32, class: u16) -> u64 {
    u64::from(node) << 16 | u64::from(class)
}
