//! Pauses grow, never beyond their limits, and differ between devices.

use std::time::Duration;

use crema_client::{Backoff, ClientError, PAUSE_FIRST, PAUSE_LONGEST, RETRY_AFTER_LONGEST};

fn busy(retry_after: Option<Duration>) -> ClientError {
    ClientError::Busy { status: 503, path: "store".into(), retry_after }
}

#[test]
fn each_pause_is_in_the_upper_half_of_a_step_that_doubles() {
    let mut backoff = Backoff::default();
    let mut step = PAUSE_FIRST;
    for _ in 0..40 {
        let pause = backoff.next_pause();
        assert!(step / 2 <= pause && pause <= step, "{pause:?} of {step:?}");
        step = (step * 2).min(PAUSE_LONGEST);
    }
    backoff.reset();
    assert!(backoff.next_pause() <= PAUSE_FIRST);
}

#[test]
fn pauses_of_two_devices_differ() {
    let pauses = || {
        let mut backoff = Backoff::default();
        (0..20).map(|_| backoff.next_pause()).collect::<Vec<_>>()
    };
    assert_ne!(pauses(), pauses());
}

#[test]
fn a_hub_that_names_a_pause_is_obeyed_up_to_a_limit() {
    let asked = Duration::from_secs(2);
    let pause = Backoff::default().pause_after(&busy(Some(asked)));
    assert!(asked < pause && pause <= asked + PAUSE_FIRST, "{pause:?}");
    assert!(RETRY_AFTER_LONGEST + PAUSE_LONGEST < crema_api::alive::GONE_AFTER);
    let pause = Backoff::default().pause_after(&busy(Some(Duration::from_secs(u64::MAX))));
    assert!(pause <= RETRY_AFTER_LONGEST + PAUSE_FIRST, "{pause:?}");
    let pause = Backoff::default().pause_after(&busy(None));
    assert!(pause <= PAUSE_FIRST, "{pause:?}");
}
