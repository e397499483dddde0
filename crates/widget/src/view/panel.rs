//! The panel: how things stand, the findings in reading order, and the promise.

use yew::{Html, Properties, classes, component, html};

use super::card::CardView;
use super::say;
use crate::desk::{Label, Model, Phase};

#[derive(Properties, PartialEq)]
pub struct PanelProps {
    pub model: Model,
}

#[component]
pub fn Panel(props: &PanelProps) -> Html {
    let model = &props.model;
    let lang = model.lang;
    let phase = match model.phase {
        Phase::Quiet => "quiet",
        Phase::Clear => "clear",
        Phase::Found => "found",
    };
    html! {
        <section class={classes!("panel", phase)} lang={lang.tag()} aria-label={say(Label::Region, lang)}>
            <header>
                <b class="brand">{ say(Label::Brand, lang) }</b>
                <span class="headline" role="status">{ &model.headline }</span>
            </header>
            if !model.cards.is_empty() {
                <ol class="cards">
                    { for model.cards.iter().map(|card| html! { <CardView key={&*card.key} {lang} card={card.clone()} /> }) }
                </ol>
            }
            if model.unlisted > 0 {
                <p class="remark">
                    { Label::More.with_count(lang, model.unlisted) }
                    if model.may_list_all {
                        { " " }
                        <button type="button" class="link" data-act="list-all">{ say(Label::ListAll, lang) }</button>
                    }
                </p>
            }
            { for model.remarks.iter().map(|remark| html! { <p class="remark" role="status">{ remark }</p> }) }
            if model.ignored > 0 {
                <p class="remark">
                    { Label::Ignored.with_count(lang, model.ignored) }
                    { " · " }
                    <button type="button" class="link" data-act="restore">{ say(Label::Restore, lang) }</button>
                </p>
            }
            <footer>
                <p>{ say(Label::Foot, lang) }</p>
                if model.phase == Phase::Found {
                    <p class="keys">{ say(Label::Keys, lang) }</p>
                }
                <p class="pack" title={model.notice.clone()}>{ &model.pack }</p>
            </footer>
        </section>
    }
}
