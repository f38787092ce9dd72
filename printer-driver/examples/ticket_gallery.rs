//! Writes one picture of every kind of ticket into a folder, to be looked at.
//!
//! `cargo run -p crema-printer --example ticket_gallery -- FOLDER`

use crema_printer::{Mark, Paper, Part, Reader, Ticket, ticket_png};
use crema_testing::samples::{self, choice};

fn ticket() -> Ticket {
    let mut drink = samples::flat_white();
    drink.choices.push(choice("Temperature", "extra hot"));
    Ticket {
        label: "B42".into(),
        wall_time: "14:07".into(),
        place_in_line: 3,
        bar: "Bar 1".into(),
        drink: Some(drink),
        previous: None,
        name: Some("健二 Kenji".into()),
        occasion: samples::OCCASION.into(),
        mark: Mark::None,
        cancelled: false,
        part: Part { number: 1, of: 1 },
        reader: Reader::Barista,
    }
}

/// An order that was something else on its first ticket.
fn changed() -> Ticket {
    let mut changed = Ticket { mark: Mark::Changed, previous: ticket().drink, ..ticket() };
    if let Some(drink) = &mut changed.drink {
        drink.drink = "Latte".into();
        drink.choices = vec![choice("Milk", "Soy")];
    }
    changed
}

/// What a guest without a phone gets.
fn slip(wait_min: u32) -> Ticket {
    Ticket { reader: Reader::Guest { wait_min }, name: None, ..ticket() }
}

fn kinds() -> Vec<(&'static str, Ticket)> {
    let named = |name: &str| Ticket { name: Some(name.into()), ..ticket() };
    let mut long = named("サクラ健二郎アレクサンダーファン・デル・ヴァールト");
    long.label = "B1042".into();
    long.wall_time = "23:59".into();
    long.place_in_line = 112;
    long.occasion = "第十二回 国際コーヒー博覧会 オープニングパーティー 特設会場".into();
    if let Some(drink) = &mut long.drink {
        drink.drink = "Iced caramel macchiato with whipped cream and cinnamon".into();
        drink.choices = vec![
            choice("Milk", "Lactose-free semi-skimmed"),
            choice("Syrup", "two pumps of sugar-free Madagascar vanilla, and one of hazelnut"),
            choice("Topping", "きなこと黒蜜"),
            choice("Cup", "your own"),
        ];
    }
    let mut plain = named("Zoë");
    plain.label = "B142".into();
    if let Some(drink) = &mut plain.drink {
        drink.choices.clear();
    }
    vec![
        ("first", ticket()),
        ("possible-copy", Ticket { mark: Mark::PossibleCopy, ..ticket() }),
        ("copy", Ticket { mark: Mark::Copy, ..named("Zoë") }),
        ("changed", Ticket { mark: Mark::Changed, ..named("محمد عبد الرحمن") }),
        ("changed-from", changed()),
        ("remake", Ticket { mark: Mark::Remake, ..ticket() }),
        ("slip", slip(4)),
        (
            "slip-long",
            Ticket { reader: Reader::Guest { wait_min: 12 }, name: None, ..long.clone() },
        ),
        ("slip-cancelled", Ticket { cancelled: true, ..slip(1) }),
        ("cancelled", Ticket { cancelled: true, ..named("Łukasz & Søren") }),
        ("long", long),
        ("plain", plain),
        ("unnamed", Ticket { name: None, bar: String::new(), ..ticket() }),
        ("hebrew", named("אברהם (Avi) 🎉")),
    ]
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("which folder?")?;
    for (kind, ticket) in kinds() {
        for paper in Paper::ALL {
            let file = std::path::Path::new(&folder).join(format!("{kind}-{paper}.png"));
            std::fs::write(file, ticket_png(&ticket, paper)?)?;
        }
    }
    Ok(())
}
