//! Everything that begins comes to an end, also where a delivery or a timer that would have ended it was
//! given up: nothing holds room, a guest or a name for ever.

mod unreadable;
