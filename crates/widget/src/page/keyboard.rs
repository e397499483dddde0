//! Keys as the page hands them over.

use web_sys::KeyboardEvent;

use crate::desk::Key;

/// The old code of a key that an input method swallowed. Safari ends the composition first and sends Enter after it.
const SWALLOWED: u32 = 229;

/// Calls `read` with what matters of a key press.
pub fn with_key<T>(event: &KeyboardEvent, read: impl FnOnce(&Key) -> T) -> T {
    let code = event.code();
    read(&Key {
        code: &code,
        alt: event.alt_key(),
        ctrl: event.ctrl_key(),
        meta: event.meta_key(),
        shift: event.shift_key(),
        repeat: event.repeat(),
        composing: event.is_composing() || event.key_code() == SWALLOWED,
    })
}
