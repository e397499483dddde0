//! The root: the overlay, and below it the panel or the gate in its place.

use yew::{Component, Context, Html, Properties, html};

use super::gate::Gate;
use super::overlay::Overlay;
use super::panel::Panel;
use crate::desk::Model;

/// What the view begins with.
#[derive(Properties, PartialEq)]
pub struct AppProps {
    pub model: Model,
}

/// Shows the model that it was sent last.
pub struct App {
    model: Model,
}

impl Component for App {
    type Message = Model;
    type Properties = AppProps;

    fn create(context: &Context<Self>) -> Self {
        Self { model: context.props().model.clone() }
    }

    fn update(&mut self, _: &Context<Self>, model: Model) -> bool {
        let changed = self.model != model;
        self.model = model;
        changed
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let lang = self.model.lang;
        html! {
            <>
                <Overlay paragraphs={self.model.paragraphs.clone()} />
                if let Some(gate) = &self.model.gate {
                    <Gate {lang} gate={gate.clone()} />
                } else {
                    <Panel model={self.model.clone()} />
                }
            </>
        }
    }
}
