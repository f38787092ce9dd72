//! Names on cups, codes and task tokens are in no byte of the data folder 30 minutes after the
//! last order and code are over. PINs and session tokens never are.

use std::fs;
use std::path::Path;

use crema_api::commands::{Command, Role};
use crema_api::events::names;
use crema_api::store::StoreState;
use crema_core::{Core, Purpose, SqliteStorage};
use rusqlite::Connection;

use crate::booth::crowd::Crowd;

/// Every file of the folder, as bytes.
fn bytes_of(folder: &Path) -> Vec<u8> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files
        .filter(|path| !path.ends_with("booth.db-shm"))
        .flat_map(|path| fs::read(path).unwrap())
        .collect()
}

fn holds(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}

#[test]
fn what_people_left_is_gone_from_every_byte() {
    let seed = 7;
    let mut crowd = Crowd::new(seed);
    crowd.moody = false;
    let mut tokens: Vec<Vec<u8>> = Vec::new();
    for step in 0..3_000 {
        crowd.act();
        crowd.booth.core.settle(step % 50 == 0);
        if step % 40 == 0 {
            let connection = Connection::open(crowd.booth.path()).unwrap();
            let mut statement =
                connection.prepare("SELECT secret FROM secrets WHERE kind = 'task_token'").unwrap();
            let now = statement.query_map([], |row| row.get(0)).unwrap();
            tokens.extend(now.map(|token| token.unwrap()));
        }
    }
    let folder = crowd.booth.folder.path().to_owned();
    let before = bytes_of(&folder);
    let names = ["Quibble", "健二", "Xylander", "Ыкш", "Vzqk", "قظغ", "ξψ", "Wyzzk"];
    // Planted: they are there to be found, each in many that people gave.
    for name in names {
        assert!(holds(&before, name.as_bytes()), "{name} was never there");
    }
    assert!(tokens.iter().any(|token| holds(&before, token)), "no token was ever there");
    let live = crowd.codes_seen.last().unwrap()[1..].to_owned();
    assert!(holds(&before, live.as_bytes()), "no code was ever there");

    finish(&mut crowd);
    let after = bytes_of(&folder);
    for name in names {
        assert!(!holds(&after, name.as_bytes()), "{name} is left (seed {seed})");
    }
    for token in &tokens {
        assert!(!holds(&after, token), "a task token is left (seed {seed})");
    }
    // A code is five bytes; in the table of secrets it follows its kind.
    for code in &crowd.codes_seen {
        let kept = format!("code{}", &code[1..]);
        assert!(!holds(&after, kept.as_bytes()), "{code} is left (seed {seed})");
        assert!(!holds(&after, code.as_bytes()), "{code} is left (seed {seed})");
    }
    never_there(&crowd, &[before, after]);
}

/// Everyone goes home; half an hour later everything that they left is erased: names were given
/// before the last erasure only, and none, no code and no token has a row.
fn finish(crowd: &mut Crowd) {
    crowd.go_home();
    for _ in 0..8 {
        crowd.booth.pass(600_000);
        crowd.booth.core.settle(true);
    }
    let told = crowd.booth.events_after(crema_api::Seq(0), 1_000_000);
    let last_of = |of: &dyn Fn(&str) -> bool| {
        let found = told.iter().rev().find(|event| of(event.fact.detail_type()));
        found.map(|event| event.seq)
    };
    let named =
        [names::OrderPlaced, names::OrderChanged, names::CounterOrderTaken, names::CupNamed];
    let named = last_of(&|name| named.contains(&name)).expect("names were given");
    let erased = last_of(&|name| name == names::NamesErased).expect("the erasure never came");
    assert!(erased > named, "erased at {erased}, and names given at {named}");
    let connection = Connection::open(crowd.booth.path()).unwrap();
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap();
    assert_eq!(count("SELECT count(*) FROM names_on_cups"), 0);
    assert_eq!(count("SELECT count(*) FROM secrets WHERE kind IN ('code', 'task_token')"), 0);
}

fn never_there(crowd: &Crowd, folders: &[Vec<u8>]) {
    let (pins, tokens) = crowd.booth.read(|s| {
        let signer = s.booth_signer()?.unwrap();
        let sessions = s.sessions()?.sessions;
        let tokens = sessions
            .iter()
            .map(|session| signer.sign(Purpose::Session, session.session_id.0))
            .collect::<Vec<_>>();
        Ok((s.pins()?.pins, tokens))
    });
    assert!(pins.len() == 2 && tokens.len() >= 3, "{} tokens", tokens.len());
    for bytes in folders {
        for pin in &pins {
            // Six digits may stand in a time by chance; as a text of its own they do not.
            let quoted = format!("\"{}\"", pin.pin);
            assert!(!holds(bytes, quoted.as_bytes()), "a PIN");
        }
        for token in &tokens {
            assert!(!holds(bytes, token.as_bytes()), "a session token");
        }
    }
}

#[test]
fn the_erasure_survives_a_crash_before_the_log_is_cut() {
    let mut crowd = Crowd::new(9);
    crowd.booth.settles = false;
    crowd.moody = false;
    for _ in 0..200 {
        crowd.act();
    }
    crowd.booth.set_store(StoreState::Closed);
    crowd.look();
    crowd.go_home();
    for _ in 0..8 {
        crowd.booth.pass(600_000);
    }
    let path = crowd.booth.path();
    let folder = crowd.booth.folder.path().to_owned();
    assert!(holds(&bytes_of(&folder), "Wyzzk".as_bytes()), "the log was cut already");
    // The core is never told to settle: it dies here, and is started again.
    drop(crowd.booth.core);
    let mut core = Core::open(SqliteStorage::open(&path).unwrap()).unwrap();
    core.settle(true);
    assert!(!holds(&bytes_of(&folder), "Wyzzk".as_bytes()));
}

#[test]
fn names_stay_while_someone_may_still_come() {
    let mut crowd = Crowd::new(11);
    let guest = crowd.booth.customer();
    let barista = crowd.booth.staff(Role::Barista, "Mia");
    let order = crowd.booth.start(guest).unwrap();
    crowd.booth.place(guest, order, "Zoë").unwrap();
    crowd.booth.step(barista, order, Command::Claim).unwrap();
    crowd.booth.set_store(StoreState::Closed);
    for _ in 0..20 {
        crowd.booth.pass(600_000);
    }
    let name = crowd.booth.view(order).name;
    assert_eq!(name.as_deref(), Some("Zoë"), "a drink is still being made for her");
}
