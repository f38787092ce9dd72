//! Tickets as people see them, and jobs as printers get them, through the crate's public interface.
//! Random tests print the failing case and keep it in `tickets.regressions`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crema_api::order::DrinkOrder;
use crema_printer::bitmap::Bitmap;
use crema_printer::characters::{code_page_byte, code_page_char, in_code_page, printable};
use crema_printer::job;
use crema_printer::layout::{Block, Layout};
use crema_printer::text_lines::TextLine;
use crema_printer::virtual_paper::commands::{self, Command};
use crema_printer::virtual_paper::{self, NotUnderstood, PaperError};
use crema_printer::{Mark, Paper, Part, Reader, Ticket, ticket_job, ticket_png};
use crema_testing::samples::{self, choice};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

fn ticket() -> Ticket {
    Ticket {
        label: "B42".into(),
        wall_time: "14:07".into(),
        place_in_line: 3,
        bar: "Bar 1".into(),
        drink: Some(samples::flat_white()),
        previous: None,
        name: Some("健二 Kenji".into()),
        occasion: samples::OCCASION.into(),
        mark: Mark::None,
        cancelled: false,
        part: Part { number: 1, of: 1 },
        reader: Reader::Barista,
    }
}

fn slip() -> Ticket {
    Ticket { reader: Reader::Guest { wait_min: 4 }, name: None, ..ticket() }
}

fn named(name: &str) -> Ticket {
    Ticket { name: Some(name.into()), ..ticket() }
}

fn paper_of(ticket: &Ticket, paper: Paper) -> Bitmap {
    virtual_paper::print_job(&ticket_job(ticket, paper).unwrap(), paper).unwrap()
}

fn commands_of(ticket: &Ticket, paper: Paper) -> Vec<Command> {
    commands::read_commands(&ticket_job(ticket, paper).unwrap()).map(Result::unwrap).collect()
}

fn texts(ticket: &Ticket, paper: Paper) -> Vec<String> {
    let texts = commands_of(ticket, paper).into_iter();
    texts
        .filter_map(|command| if let Command::Text(text) = command { Some(text) } else { None })
        .collect()
}

/// The rows of the picture that are black from one margin to the other.
fn full_rows(picture: &Bitmap, paper: Paper) -> usize {
    let (left, right) = (paper.margin(), paper.width() - paper.margin());
    (0..picture.height()).filter(|y| (left..right).all(|x| picture.is_black(x, *y))).count()
}

#[test]
fn the_number_is_a_third_of_the_papers_width() {
    for paper in Paper::ALL {
        for label in ["B1", "B42", "B142"] {
            let layout =
                Layout::from_ticket(&Ticket { label: label.into(), ..ticket() }, paper).unwrap();
            let first = layout.blocks.iter().find_map(|block| match block {
                Block::Raster(bitmap) => Some(bitmap),
                _ => None,
            });
            // Capitals of Inter are 0.727 em high.
            let em = f64::from(first.unwrap().height()) / 0.727;
            assert!(em >= f64::from(paper.width()) / 3.0 - 2.0, "{label} on {paper}: {em}");
        }
    }
}

#[test]
fn a_milk_other_than_the_default_is_a_bar_over_the_full_width() {
    for paper in Paper::ALL {
        let mut plain = ticket();
        plain.drink.as_mut().unwrap().choices[0].default = true;
        let rule = full_rows(&paper_of(&plain, paper), paper);
        let with_bar = full_rows(&paper_of(&ticket(), paper), paper);
        assert_eq!(rule, 3, "only the rule goes across");
        assert!(with_bar > rule + 10, "the bar's edges go across too: {with_bar}");
    }
}

#[test]
fn each_mark_and_each_name_gives_another_picture() {
    let mut tickets =
        vec![ticket(), named("Zoë"), named("محمد"), Ticket { name: None, ..ticket() }];
    tickets.push(Ticket { cancelled: true, ..ticket() });
    for mark in [Mark::Copy, Mark::PossibleCopy, Mark::Changed, Mark::Remake, Mark::RemakeChanged] {
        tickets.push(Ticket { mark, ..ticket() });
    }
    tickets.push(Ticket { mark: Mark::Changed, previous: ticket().drink, ..ticket() });
    tickets.push(slip());
    tickets.push(Ticket { cancelled: true, ..slip() });
    for paper in Paper::ALL {
        let pictures: Vec<Vec<u8>> =
            tickets.iter().map(|ticket| ticket_png(ticket, paper).unwrap()).collect();
        for (nth, picture) in pictures.iter().enumerate() {
            assert!(!pictures[..nth].contains(picture), "ticket {nth} looks like another");
        }
    }
}

#[test]
fn a_cancelled_ticket_says_nothing_that_could_be_made() {
    let slip = Ticket { cancelled: true, ..ticket() };
    assert_eq!(texts(&slip, Paper::Paper80).len(), 1, "the foot alone: no extras");
}

/// Height of the highest run of rows in which the first raster has ink between its frame's edges.
fn number_on_a_slip(paper: Paper) -> u32 {
    let layout = Layout::from_ticket(&slip(), paper).unwrap();
    let framed = layout.blocks.iter().find_map(|block| match block {
        Block::Raster(bitmap) => Some(bitmap),
        _ => None,
    });
    let framed = framed.unwrap();
    let inside = paper.margin() + 8..paper.width() - paper.margin() - 8;
    let inked = |y: u32| inside.clone().any(|x| framed.is_black(x, y));
    let mut highest = 0;
    let mut run = 0;
    for y in 8..framed.height() - 8 {
        run = if inked(y) { run + 1 } else { 0 };
        highest = highest.max(run);
    }
    highest
}

#[test]
fn a_slips_number_is_larger_than_any_tickets() {
    for paper in Paper::ALL {
        let on_a_ticket = 0.727 * f64::from(paper.width()) / 3.0;
        let height = f64::from(number_on_a_slip(paper));
        assert!(height > 1.2 * on_a_ticket, "{height} on {paper}");
    }
}

#[test]
fn a_slip_has_no_black_bar_that_a_barista_would_read() {
    for paper in Paper::ALL {
        let rows = full_rows(&paper_of(&slip(), paper), paper);
        let frame_and_rule = full_rows(&paper_of(&Ticket { drink: None, ..slip() }, paper), paper);
        assert_eq!(rows, frame_and_rule);
    }
}

#[test]
fn what_the_code_page_has_is_text_and_what_it_lacks_is_drawn() {
    let mut ticket = ticket();
    ticket.drink.as_mut().unwrap().choices = vec![
        choice("Syrup", "Crème brûlée – 1 €"),
        choice("Topping", "きなこ"),
        choice("Cup", "Žluťoučký"),
    ];
    let said = texts(&ticket, Paper::Paper80);
    assert_eq!(said.len(), 2, "{said:?}");
    assert_eq!(said[0], "+ Crème brûlée – 1 €");
}

#[test]
fn an_e_with_loose_dots_is_composed_before_it_is_looked_up() {
    let mut ticket = ticket();
    ticket.drink.as_mut().unwrap().choices = vec![choice("Syrup", "noe\u{308}l")];
    assert_eq!(texts(&ticket, Paper::Paper80)[0], "+ noël");
}

#[test]
fn a_note_that_holds_commands_is_words() {
    let mut ticket = named("Eve\u{1b}@\u{1d}V\u{0}\u{202e}");
    ticket.drink.as_mut().unwrap().choices =
        vec![choice("Syrup", "x\u{1b}@\u{1d}VA\u{0}\n\u{7f}\u{9b}2J")];
    let commands = commands_of(&ticket, Paper::Paper80);
    let count = |wanted: &Command| commands.iter().filter(|command| *command == wanted).count();
    assert_eq!((count(&Command::Initialise), count(&Command::Cut)), (1, 1));
    assert!(texts(&ticket, Paper::Paper80).contains(&"+ x@VA 2J".to_owned()));
    assert_eq!(printable("Eve\u{1b}@\u{202e}\u{0}"), "Eve@");
}

#[test]
fn the_crate_encodes_every_character_as_our_table_says() {
    let page: String = (0x20..=0xFF_u8).filter_map(code_page_char).collect();
    assert_eq!(page.chars().count(), 95 + 27 + 94, "ASCII, the rows of quotes, and Latin-1");
    for c in page.chars() {
        let line = TextLine { text: format!("<{c}>"), magnification: 1, bold: false, pitch: 24 };
        let layout =
            Layout { paper: Paper::Paper80, blocks: vec![Block::Text(line)], uncovered: 0 };
        let bytes = job::encode_layout(&layout).unwrap();
        let ours = [b'<', code_page_byte(c).unwrap(), b'>'];
        assert!(bytes.windows(3).any(|three| three == ours), "{c:?} goes out as something else");
    }
}

#[test]
fn a_line_that_the_page_lacks_never_becomes_a_job() {
    let line = TextLine { text: "日".into(), magnification: 1, bold: false, pitch: 24 };
    let layout = Layout { paper: Paper::Paper80, blocks: vec![Block::Text(line)], uncovered: 0 };
    assert!(matches!(job::encode_layout(&layout), Err(job::JobError::NotInCodePage)));
}

#[test]
fn the_virtual_printer_takes_nothing_it_does_not_know() {
    let job = ticket_job(&ticket(), Paper::Paper80).unwrap();
    let print = |job: &[u8]| virtual_paper::print_job(job, Paper::Paper80);
    // ESC p, the cash drawer's pulse as the crate sends it, two bytes short.
    let drawer = [b"\x1b@\x1bp\0".as_slice(), &job].concat();
    assert!(matches!(
        print(&drawer),
        Err(PaperError::NotUnderstood(NotUnderstood::Unknown { at: 2, .. }))
    ));
    // A Japanese name sent as UTF-8: 0x9d is no character of Windows-1252.
    assert!(matches!(
        print("健太 朝\n".as_bytes()),
        Err(PaperError::NotUnderstood(NotUnderstood::NoCharacter { .. }))
    ));
    assert!(matches!(
        print(&job[..job.len() - 1]),
        Err(PaperError::NotUnderstood(NotUnderstood::Short { .. }))
    ));
    assert!(matches!(print(&job[..job.len() - 4]), Err(PaperError::NotCut)));
    assert!(matches!(print(&[&job[..], b"x"].concat()), Err(PaperError::NotCut)));
    // A job for wide paper on narrow.
    assert!(matches!(
        virtual_paper::print_job(&job, Paper::Paper58),
        Err(PaperError::TooWide { right: 576, width: 384 })
    ));
    // Paper without end.
    let endless = b"\x1bJ\xff".repeat(100);
    assert!(matches!(print(&endless), Err(PaperError::TooLong)));
}

/// One ticket whole, as the commands that the printer gets. How high pictures are, and so how far
/// paper is fed between them, depends on the fonts of the machine, and is not said.
#[test]
fn one_ticket_is_these_commands() {
    let ticket = Ticket { mark: Mark::Changed, previous: ticket().drink, ..named("Zoë") };
    let lines = commands_of(&ticket, Paper::Paper80).into_iter().map(|command| match command {
        Command::Raster { row_bytes, .. } => format!("Raster of {} dots a row", row_bytes * 8),
        Command::Feed(_) => "Feed".to_owned(),
        command => format!("{command:?}"),
    });
    let commands = lines.collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!(commands);
}

/// Anything that a keyboard, a phone or an attacker can put into a name.
fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        proptest::collection::vec(any::<char>(), 0..40).prop_map(String::from_iter),
        "[\\x00-\\xff]{0,30}",
        "\\PC{0,24}",
        "[a-z]{0,80}",
        "[ぁ-ん一-龠]{1,40}",
        "[\u{600}-\u{6ff} ]{1,40}",
        "(e[\u{300}-\u{36f}]{0,30}){0,6}",
    ]
}

fn any_ticket() -> impl Strategy<Value = Ticket> {
    let words = proptest::collection::vec(anything(), 7);
    let marks = prop_oneof![
        Just(Mark::None),
        Just(Mark::Copy),
        Just(Mark::PossibleCopy),
        Just(Mark::Changed),
        Just(Mark::Remake),
        Just(Mark::RemakeChanged)
    ];
    let readers = prop_oneof![
        Just(Reader::Barista),
        any::<u32>().prop_map(|wait_min| Reader::Guest { wait_min })
    ];
    let rest = (marks, readers, any::<bool>(), any::<u32>());
    (words, rest).prop_map(|(words, (mark, reader, cancelled, place))| Ticket {
        label: words[0].clone(),
        wall_time: words[1].chars().take(5).collect(),
        place_in_line: place,
        bar: words[1].clone(),
        drink: Some(DrinkOrder {
            drink: words[2].clone(),
            drink_id: String::new(),
            icon: String::new(),
            modifiers: Vec::new(),
            choices: vec![
                choice("Milk", &words[3]),
                choice("a", &words[4]),
                choice("b", &words[5]),
            ],
            remembered: Vec::new(),
        }),
        previous: (mark == Mark::Changed).then(|| DrinkOrder {
            drink: words[5].clone(),
            choices: vec![choice("Milk", &words[2])],
            ..ticket().drink.unwrap()
        }),
        name: Some(words[6].clone()),
        occasion: words[4].clone(),
        mark,
        cancelled,
        part: Part { number: 1, of: 1 },
        reader,
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        // Shrinking draws hundreds of tickets; the failing case says enough.
        max_shrink_iters: 40,
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))),
        ..ProptestConfig::default()
    })]

    /// Whatever is typed: the virtual printer takes the job, all text is of the code page, there is
    /// one reset and one cut, and nothing reaches the right edge of the paper.
    #[test]
    fn every_ticket_prints(ticket in any_ticket(), narrow in any::<bool>()) {
        let paper = if narrow { Paper::Paper58 } else { Paper::Paper80 };
        let bytes = ticket_job(&ticket, paper).unwrap();
        let commands: Vec<Command> =
            commands::read_commands(&bytes).collect::<Result<_, _>>().unwrap();
        for command in &commands {
            if let Command::Text(text) = command {
                prop_assert!(in_code_page(text));
            }
        }
        let count = |wanted: &Command| commands.iter().filter(|command| *command == wanted).count();
        prop_assert_eq!(count(&Command::Initialise), 1);
        prop_assert_eq!(count(&Command::Cut), 1);
        let picture = virtual_paper::print_job(&bytes, paper).unwrap();
        let edge = paper.width() - paper.margin() / 2;
        for y in 0..picture.height() {
            for x in edge..paper.width() {
                prop_assert!(!picture.is_black(x, y), "ink at {}, {}", x, y);
            }
        }
    }

    /// Bytes from anywhere are printed or refused; they never bring the printer down.
    #[test]
    fn any_bytes_are_printed_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = virtual_paper::print_job(&bytes, Paper::Paper80);
    }

    /// What is printable stays as it is when cleaned again, and holds no control.
    #[test]
    fn cleaning_twice_is_cleaning_once(text in anything()) {
        let once = printable(&text);
        prop_assert!(!once.chars().any(char::is_control));
        prop_assert_eq!(printable(&once), once);
    }
}
