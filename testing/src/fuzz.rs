//! Bytes that a parser must survive: arbitrary ones, and valid samples that were damaged.
//!
//! A target is a plain function of bytes that says what must hold and panics where it does not, so
//! it runs on stable Rust in every `make test`, and could be handed to another fuzzer as it is. A
//! failure names the seed and the smallest input found; `CREMA_SEED=<seed>` repeats it. With
//! `CREMA_PROOF=full`, as in `make proofs`, there are [`CASES_FULL`] cases.

use std::fmt;
use std::hash::{BuildHasher as _, RandomState};

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Cases of each target in `make test`: some tenths of a second.
pub const CASES: u32 = 400;
/// Cases of each target in `make proofs`.
pub const CASES_FULL: u32 = 50_000;
/// Largest arbitrary input, bytes: damaged samples are larger and get further.
const ARBITRARY_BYTES_MAX: usize = 400;
/// Damages that one sample gets.
const DAMAGES_MAX: usize = 6;
/// Tries to make a failing input smaller.
const SHRINKS_MAX: u32 = 4_000;

/// Runs `target` on bytes made of `samples`, which are valid for it.
///
/// # Panics
/// Where the target panics, with the seed and the smallest input that was found.
pub fn run<S: AsRef<[u8]>>(samples: &[S], target: impl Fn(&[u8])) {
    let seed = std::env::var("CREMA_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed: u64 = seed.unwrap_or_else(|| RandomState::new().hash_one(0));
    let full = std::env::var("CREMA_PROOF").is_ok_and(|proof| proof == "full");
    run_seeded(seed, if full { CASES_FULL } else { CASES }, samples, target);
}

/// The same from one seed, and so many cases.
///
/// # Panics
/// As [`run`].
pub fn run_seeded<S: AsRef<[u8]>>(seed: u64, cases: u32, samples: &[S], target: impl Fn(&[u8])) {
    let samples: Vec<Vec<u8>> = samples.iter().map(|sample| sample.as_ref().to_vec()).collect();
    for sample in &samples {
        target(sample);
    }
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases,
        max_shrink_iters: SHRINKS_MAX,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let result = TestRunner::new_with_rng(config, rng).run(&input(samples), |input| {
        target(&input.0);
        Ok(())
    });
    if let Err(failure) = result {
        panic!("CREMA_SEED={seed} makes it again: {failure}");
    }
}

/// An input, printed as text with escapes.
struct Input(Vec<u8>);

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "b\"{}\"", self.0.escape_ascii())
    }
}

/// One thing that is done to a sample.
#[derive(Debug, Clone)]
enum Damage {
    /// A byte becomes another.
    Byte(Index, u8),
    /// Bytes come between.
    Insert(Index, Vec<u8>),
    /// A part is gone.
    Remove(Index, Index),
    /// A part comes twice, or further on.
    Copy(Index, Index, Index),
    /// What follows is of another sample.
    Splice(Index, Index, Index),
}

impl Damage {
    fn apply(&self, input: &mut Vec<u8>, samples: &[Vec<u8>]) {
        let place = |index: &Index, length: usize| index.index(length + 1);
        let range = |from: &Index, to: &Index, length: usize| {
            let (from, to) = (place(from, length), place(to, length));
            from.min(to)..from.max(to)
        };
        let length = input.len();
        match self {
            Self::Byte(at, byte) if length > 0 => input[at.index(length)] = *byte,
            Self::Byte(_, byte) => input.push(*byte),
            Self::Insert(at, bytes) => {
                let at = place(at, length);
                input.splice(at..at, bytes.iter().copied());
            }
            Self::Remove(from, to) => drop(input.drain(range(from, to, length))),
            Self::Copy(from, to, at) => {
                let part = input[range(from, to, length)].to_vec();
                let at = place(at, length);
                input.splice(at..at, part);
            }
            Self::Splice(at, which, from) => {
                let other = &samples[which.index(samples.len())];
                input.truncate(place(at, length));
                input.extend_from_slice(&other[place(from, other.len())..]);
            }
        }
    }
}

fn damage() -> impl Strategy<Value = Damage> {
    let index = any::<Index>;
    // What parsers treat as special, more often than chance would bring it.
    let special = prop::sample::select(b"\0\t\n\r \"#$%',.:;=-+@[]{}\\\x1b\x1d\x7f\xff".to_vec());
    let byte = prop_oneof![special, any::<u8>()];
    prop_oneof![
        (index(), byte.clone()).prop_map(|(at, byte)| Damage::Byte(at, byte)),
        (index(), prop::collection::vec(byte, 1..6)).prop_map(|(at, to)| Damage::Insert(at, to)),
        (index(), index()).prop_map(|(from, to)| Damage::Remove(from, to)),
        (index(), index(), index()).prop_map(|(from, to, at)| Damage::Copy(from, to, at)),
        (index(), index(), index()).prop_map(|(at, which, from)| Damage::Splice(at, which, from)),
    ]
}

/// One arbitrary input to three damaged samples.
fn input(samples: Vec<Vec<u8>>) -> impl Strategy<Value = Input> {
    assert!(!samples.is_empty(), "a target has a valid sample");
    let arbitrary = prop::collection::vec(any::<u8>(), 0..ARBITRARY_BYTES_MAX);
    let damages = prop::collection::vec(damage(), 1..=DAMAGES_MAX);
    let damaged = (any::<Index>(), damages).prop_map(move |(which, damages)| {
        let mut input = samples[which.index(samples.len())].clone();
        for damage in &damages {
            damage.apply(&mut input, &samples);
        }
        input
    });
    prop_oneof![1 => arbitrary, 3 => damaged].prop_map(Input)
}
