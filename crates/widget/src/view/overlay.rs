//! The draft once more, invisible but for its marks. `page::mirror` lays it over the field.

use std::rc::Rc;

use yew::{Html, Properties, classes, component, html};

use crate::desk::{Paragraph, Piece};

#[derive(Properties, PartialEq)]
pub struct OverlayProps {
    pub paragraphs: Rc<[Paragraph]>,
}

/// One contained block a paragraph, so that typing lays out one of them and not the whole draft.
#[component]
pub fn Overlay(props: &OverlayProps) -> Html {
    html! {
        <div class="overlay" aria-hidden="true">
            <div class="sheet">
                { for props.paragraphs.iter().map(|paragraph| html! { <Line paragraph={paragraph.clone()} /> }) }
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct LineProps {
    paragraph: Paragraph,
}

#[component]
fn Line(props: &LineProps) -> Html {
    let pieces = &props.paragraph.pieces;
    html! {
        <div class="paragraph">
            if pieces.is_empty() { <br /> } else { { for pieces.iter().map(piece) } }
        </div>
    }
}

fn piece(piece: &Piece) -> Html {
    let text = piece.text.clone();
    match piece.tint {
        None => html! { { text } },
        Some(tint) => {
            let selected = tint.selected.then_some("selected");
            html! { <span class={classes!("mark", tint.severity.name(), selected)}>{ text }</span> }
        }
    }
}
