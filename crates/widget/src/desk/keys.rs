//! Which key means what. Digits go by their place on the keyboard: with Alt, many layouts write other characters.

use super::act::{Act, Reason};

/// A key press, as far as it matters here.
#[derive(Debug, Clone, Copy, Default)]
pub struct Key<'a> {
    /// `KeyboardEvent.code`.
    pub code: &'a str,
    /// Modifier.
    pub alt: bool,
    /// Modifier.
    pub ctrl: bool,
    /// Modifier.
    pub meta: bool,
    /// Modifier.
    pub shift: bool,
    /// Held down, not pressed anew.
    pub repeat: bool,
    /// Part of an input method's composition: never ours.
    pub composing: bool,
}

/// What a key in the field asks for. Whether that can be done now, and so whether the key is taken from the page, is
/// the state's to say.
pub fn act_in_field(key: &Key) -> Option<Act> {
    if key.composing || key.ctrl || key.meta {
        return None;
    }
    match (key.alt, key.shift, key.code) {
        (true, false, "ArrowDown") => Some(Act::Next),
        (true, false, "ArrowUp") => Some(Act::Previous),
        (true, false, "Digit0") => Some(Act::IgnoreSelected),
        (true, false, code) => digit(code).map(|digit| Act::FixSelected(digit - 1)),
        (false, false, "Tab") => Some(Act::NextSlot),
        (false, true, "Tab") => Some(Act::PreviousSlot),
        (false, false, "Escape") => Some(Act::Cancel),
        _ => None,
    }
}

/// What a key at the gate does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GateKey {
    /// Back to the field.
    Return,
    /// Send for this reason.
    Reason(Reason),
    /// Nothing: Enter sends from nowhere, and one that is still held down presses no button.
    Nothing,
}

/// What a key at the gate does; none if it does what it always does. Digits type themselves `in_note`.
pub fn act_at_gate(key: &Key, in_note: bool, on_return: bool) -> Option<GateKey> {
    if key.composing || key.alt || key.ctrl || key.meta {
        return None;
    }
    match key.code {
        "Escape" => Some(GateKey::Return),
        "Enter" | "NumpadEnter" => (key.repeat || !on_return).then_some(GateKey::Nothing),
        _ if in_note || key.repeat => None,
        code => {
            let place = digit(code).or_else(|| code.strip_prefix("Numpad").and_then(one_digit))?;
            Reason::ALL.get(place - 1).copied().map(GateKey::Reason)
        }
    }
}

/// 1 to 9 of the main row. With Alt, Windows takes the number pad for character codes.
fn digit(code: &str) -> Option<usize> {
    code.strip_prefix("Digit").and_then(one_digit)
}

fn one_digit(rest: &str) -> Option<usize> {
    match rest.as_bytes() {
        [byte @ b'1'..=b'9'] => Some(usize::from(byte - b'0')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alt(code: &str) -> Key<'_> {
        Key { code, alt: true, ..Key::default() }
    }

    fn plain(code: &str) -> Key<'_> {
        Key { code, ..Key::default() }
    }

    #[test]
    fn alt_and_a_digit_is_a_fix_and_zero_sets_aside() {
        assert_eq!(act_in_field(&alt("Digit1")), Some(Act::FixSelected(0)));
        assert_eq!(act_in_field(&alt("Digit9")), Some(Act::FixSelected(8)));
        assert_eq!(act_in_field(&alt("Digit0")), Some(Act::IgnoreSelected));
        assert_eq!(act_in_field(&alt("Numpad1")), None);
        assert_eq!(act_in_field(&plain("Digit1")), None);
        assert_eq!(
            act_in_field(&Key { ctrl: true, ..alt("Digit1") }),
            None,
            "AltGr types a character"
        );
    }

    #[test]
    fn nothing_is_ours_during_a_composition() {
        for code in ["Tab", "Escape", "Enter"] {
            let key = Key { composing: true, ..plain(code) };
            assert_eq!((act_in_field(&key), act_at_gate(&key, true, false)), (None, None));
        }
    }

    #[test]
    fn enter_at_the_gate_does_nothing_but_press_return() {
        assert_eq!(act_at_gate(&plain("Enter"), false, true), None);
        assert_eq!(
            act_at_gate(&Key { repeat: true, ..plain("Enter") }, false, true),
            Some(GateKey::Nothing)
        );
        assert_eq!(act_at_gate(&plain("Enter"), false, false), Some(GateKey::Nothing));
        assert_eq!(act_at_gate(&plain("NumpadEnter"), true, false), Some(GateKey::Nothing));
    }

    #[test]
    fn digits_at_the_gate_give_reasons_except_in_the_note() {
        assert_eq!(
            act_at_gate(&plain("Digit1"), false, true),
            Some(GateKey::Reason(Reason::Quote))
        );
        assert_eq!(
            act_at_gate(&plain("Numpad3"), false, true),
            Some(GateKey::Reason(Reason::FalseAlarm))
        );
        assert_eq!(act_at_gate(&plain("Digit4"), false, true), None);
        assert_eq!(act_at_gate(&plain("Digit1"), true, false), None);
        assert_eq!(act_at_gate(&plain("Escape"), true, false), Some(GateKey::Return));
    }
}
