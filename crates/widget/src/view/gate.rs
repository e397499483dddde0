//! The gate: what stopped a send, the way back, and three reasons to send in spite of it.

use std::rc::Rc;

use yew::{Html, Properties, component, html};

use super::say;
use crate::desk::{GateModel, Label, Lang, Reason, Stopped};

#[derive(Properties, PartialEq)]
pub struct GateProps {
    pub lang: Lang,
    pub gate: Rc<GateModel>,
}

#[component]
pub fn Gate(props: &GateProps) -> Html {
    let (gate, lang) = (&*props.gate, props.lang);
    let reasons =
        Reason::ALL.iter().zip([Label::Quote, Label::Statutory, Label::FalseAlarm]).enumerate();
    html! {
        <section class="panel gate" lang={lang.tag()} role="alertdialog" aria-labelledby="title" aria-describedby="why">
            <h2 id="title">{ &gate.title }</h2>
            <ul id="why">{ for gate.stopped_by.iter().map(stopped) }</ul>
            <div class="ways">
                <button type="button" class="primary" data-act="return">{ say(Label::Return, lang) }<kbd>{ "Esc" }</kbd></button>
                if gate.may_be_newline {
                    <button type="button" data-act="newline">{ say(Label::OnlyNewline, lang) }</button>
                }
            </div>
            <div class="anyway" role="group" aria-labelledby="anyway">
                <span id="anyway">{ say(Label::SendAnyway, lang) }</span>
                { for reasons.map(|(place, (reason, label))| html! {
                    <button type="button" data-act="send-anyway" data-reason={reason.name()}>
                        <kbd>{ place + 1 }</kbd>{ say(label, lang) }
                    </button>
                }) }
                <input class="note" type="text" maxlength="200" autocomplete="off"
                    placeholder={say(Label::Note, lang)} aria-label={say(Label::Note, lang)} />
            </div>
        </section>
    }
}

fn stopped(stopped: &Stopped) -> Html {
    html! {
        <li lang="zh">
            <q class="words">{ &stopped.words }</q>
            <span class="message">{ &stopped.message }</span>
            <span class="basis">{ &stopped.ground }</span>
        </li>
    }
}
