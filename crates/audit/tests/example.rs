//! The example that every report is tested with must itself add up.

mod common;

use liyan_audit::figures::{Figures, Group};

#[test]
fn the_parts_of_the_example_add_up_to_the_whole() {
    for figures in [common::example(), common::tiny(), common::empty()] {
        let Figures { total, counts, about, .. } = &figures;
        for parts in [&figures.by_channel, &figures.by_unit] {
            let sum = |of: fn(&Group) -> u64| parts.iter().map(of).sum::<u64>();
            assert_eq!(sum(|group| group.replies), total.replies);
            assert_eq!(sum(|group| group.flagged), total.flagged);
            assert_eq!(
                sum(|group| group.findings.iter().sum()),
                total.findings.iter().sum::<u64>()
            );
            assert_eq!(sum(|group| group.verdicts[1]), total.verdicts[1]);
        }
        let rules = figures.by_rule.iter().map(|rule| rule.findings).sum::<u64>();
        assert_eq!(rules, total.findings.iter().sum::<u64>());
        assert_eq!(total.verdicts.iter().sum::<u64>(), total.findings[0] + total.findings[1]);
        let skipped = counts.skipped.values().map(|skipped| skipped.rows).sum::<u64>();
        let uncharged = counts.uncharged.values().sum::<u64>();
        assert_eq!(counts.judged + skipped + uncharged, counts.rows);
        assert_eq!(about.files.iter().map(|file| file.rows).sum::<u64>(), counts.rows);
    }
}
