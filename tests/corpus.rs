//! Real service replies.
