//! One finding: what was written, why it matters, which article says so, and what to write instead.

use std::rc::Rc;

use liyan_rules::Severity;
use yew::{Html, Properties, classes, component, html};

use super::say;
use crate::desk::{Article, Card, FixButton, Label, Lang};

#[derive(Properties, PartialEq)]
pub struct CardProps {
    pub lang: Lang,
    pub card: Rc<Card>,
}

#[component]
pub fn CardView(props: &CardProps) -> Html {
    let (card, lang) = (&*props.card, props.lang);
    let severity = match card.severity {
        Severity::Block => Label::Block,
        Severity::Warn => Label::Warn,
        Severity::Suggest => Label::Suggest,
    };
    let mark = card.index.to_string();
    let state = (card.selected.then_some("selected"), card.open.then_some("open"));
    html! {
        <li class={classes!("card", card.severity.name(), state.0, state.1)}>
            <button type="button" class="pick" data-act="pick" data-mark={mark.clone()}
                aria-current={card.selected.then_some("true")}>
                <span class="badge">{ say(severity, lang) }</span>
                if !card.words.is_empty() { <q class="words" lang="zh">{ &card.words }</q> }
                <span class="message" lang="zh">{ &card.message }</span>
            </button>
            if card.open {
                <div class="ground">
                    <span class="basis">{ card.basis }</span>
                    if let Some(category) = &card.category { <span class="category" lang="zh">{ category }</span> }
                    { for card.articles.iter().map(article) }
                </div>
                if !card.fixes.is_empty() {
                    <div class="fixes" role="group" aria-label={say(Label::Fixes, lang)}>
                        { for card.fixes.iter().enumerate().map(|(place, fix)| button(card, place, fix, lang)) }
                    </div>
                }
                if card.selected && card.may_be_ignored {
                    <button type="button" class="link ignore" data-act="ignore" data-mark={mark}
                        title={Label::IgnoreMeans.with_words(lang, &card.words)}>
                        { say(Label::Ignore, lang) }<kbd>{ "Alt+0" }</kbd>
                    </button>
                }
            }
        </li>
    }
}

fn article(article: &Article) -> Html {
    html! {
        <details lang="zh">
            <summary>{ &article.label }</summary>
            <p>{ &article.text }</p>
        </details>
    }
}

fn button(card: &Card, place: usize, fix: &FixButton, lang: Lang) -> Html {
    let mark = card.index.to_string();
    let key = fix.key.map(|key| html! { <kbd>{ format!("Alt+{key}") }</kbd> });
    if fix.asks {
        return html! {
            <div class="confirm">
                <p role="status">{ say(Label::ConfirmWhy, lang) }</p>
                <button type="button" class="fix" data-act="fix" data-mark={mark} data-fix={place.to_string()}>
                    { for key }
                    <span class="wording">{ Label::Confirm.with_words(lang, &fix.words) }</span>
                </button>
                <button type="button" class="link" data-act="cancel">{ say(Label::Cancel, lang) }<kbd>{ "Esc" }</kbd></button>
            </div>
        };
    }
    // The longer one says more: a whole sentence, or else what is done to a single word.
    let longer = fix.words.chars().count() > fix.label.chars().count();
    let wording = if longer { &fix.words } else { &fix.label };
    html! {
        <button type="button" class="fix" title={fix.label.clone()} data-act="fix" data-mark={mark} data-fix={place.to_string()}>
            { for key }
            <span class="wording" lang="zh">{ wording }</span>
        </button>
    }
}
