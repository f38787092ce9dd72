//! A code typed wrong, and typed again: with real taps and real keys, since what the boxes do with
//! a tap into their middle or with Ctrl+A is what a person runs into.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::{Context, Result, ensure};
use crema_tests::browser::Look;
use crema_tests::hands::Key;
use crema_tests::people::{Customer, live_code};
use crema_tests::{Client, Stage, Window};

/// A code that there is not, without the booth's letter: of the letters that codes are made of.
const WRONG: &str = "zzzzz";

/// The code on the board, in small letters and without the booth's letter.
async fn right_code(crew: &Client) -> Result<String> {
    let code = live_code(crew).await?.code.to_lowercase();
    Ok(code.strip_prefix('b').context("the booth's letter")?.to_owned())
}

/// Taps the box with this index, in its middle.
async fn taps_box(phone: &Window, index: usize) -> Result<()> {
    let place = format!(
        "const box = document.querySelectorAll('.boxes i')[{index}].getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2];"
    );
    let place: [f64; 2] = serde_json::from_value(phone.evaluates(&place).await?)?;
    phone.taps_at(place[0], place[1]).await
}

async fn shows(phone: &Window, code: &str, after: &str) -> Result<()> {
    let value = phone.value("#code").await?;
    ensure!(value == code, "after {after} the boxes show {value}, not {code}");
    Ok(())
}

async fn opens_start(stage: &Stage) -> Result<Customer> {
    let phone = stage.page(Look::PHONE, "/?lang=en").await?;
    phone.sees("#code").await?;
    Ok(Customer { phone })
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_wrong_code_the_right_one_is_simply_typed() -> Result<()> {
    let stage = Stage::open()?;
    for letter in ["", "b"] {
        let zoe = opens_start(&stage).await?;
        taps_box(&zoe.phone, 3).await?;
        zoe.phone.keys(WRONG).await?;
        shows(&zoe.phone, "BZZZZZ", "typing").await?;
        zoe.phone.presses("form[action='/start'] button").await?;
        zoe.phone.reads_in("#refusal", "BZZZZZ is not on the screen").await?;
        zoe.phone.picture(&format!("code-1-refused{letter}")).await?;
        shows(&zoe.phone, "B", "the refusal").await?;
        // The field has the focus: nothing is to be tapped or deleted first.
        let right = right_code(&stage.crew).await?;
        zoe.phone.keys(&format!("{letter}{right}")).await?;
        shows(&zoe.phone, &format!("B{}", right.to_uppercase()), "typing again").await?;
        zoe.phone.picture(&format!("code-2-again{letter}")).await?;
        zoe.starts().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn taps_and_keys_in_the_boxes_do_what_a_person_expects() -> Result<()> {
    let stage = Stage::open()?;
    let phone = opens_start(&stage).await?.phone;
    taps_box(&phone, 0).await?;
    phone.keys("h97va").await?;
    shows(&phone, "BH97VA", "a tap on the booth's letter and five letters").await?;
    phone.keys("q").await?;
    shows(&phone, "BH97VA", "a letter behind the last box").await?;

    taps_box(&phone, 3).await?;
    phone.keys("q").await?;
    shows(&phone, "BH9QVA", "a tap on the fourth box and a letter").await?;
    phone.keys("xyz").await?;
    shows(&phone, "BH9QXY", "two more, and one behind the last box").await?;
    // Another box: two taps on one are a double tap, which selects the word, here all of it.
    taps_box(&phone, 4).await?;
    phone.key(Key::Backspace).await?;
    shows(&phone, "BH9XY", "a letter deleted in the middle").await?;
    phone.keys("7").await?;
    shows(&phone, "BH97XY", "another in its place").await?;
    taps_box(&phone, 5).await?;
    phone.key(Key::Delete).await?;
    phone.keys("2").await?;
    shows(&phone, "BH97X2", "the last one replaced").await?;

    phone.control('a').await?;
    phone.keys("k4 q2z").await?;
    shows(&phone, "BK4Q2Z", "all selected, and five letters").await?;
    phone.control('a').await?;
    phone.keys("bk5q2z").await?;
    shows(&phone, "BK5Q2Z", "all selected, and six letters").await?;
    phone.control('a').await?;
    phone.key(Key::Backspace).await?;
    shows(&phone, "B", "all deleted").await?;
    phone.key(Key::Backspace).await?;
    shows(&phone, "B", "the booth's letter deleted").await?;
    phone.keys("k6q2z").await?;
    shows(&phone, "BK6Q2Z", "five letters after that").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_pasted_or_composed_however_it_is_written() -> Result<()> {
    let stage = Stage::open()?;
    let phone = opens_start(&stage).await?.phone;
    taps_box(&phone, 1).await?;
    phone.keys("zzzzz").await?;
    for (written, shown) in [
        ("7k4q2", "B7K4Q2"),
        ("bh9 7va", "BH97VA"),
        (" b7-k4-q3 ", "B7K4Q3"),
        ("７ｋ４ｑ４", "B7K4Q4"),
        ("Ｂ７Ｋ４Ｑ５", "B7K4Q5"),
    ] {
        // Over a whole code, over everything that is selected, and behind the booth's letter.
        phone.inserts(written).await?;
        shows(&phone, shown, &format!("`{written}` behind another code")).await?;
        phone.control('a').await?;
        phone.inserts(written).await?;
        shows(&phone, shown, &format!("`{written}` over all")).await?;
        phone.control('a').await?;
        phone.key(Key::Delete).await?;
        phone.inserts(written).await?;
        shows(&phone, shown, &format!("`{written}` behind the booth's letter")).await?;
        phone.control('a').await?;
        phone.key(Key::Delete).await?;
        phone.composes(written.trim()).await?;
        shows(&phone, shown, &format!("`{written}` composed")).await?;
    }
    // By the clipboard: what is copied has the booth's letter.
    phone.control('a').await?;
    phone.control('c').await?;
    phone.keys("yyyyy").await?;
    shows(&phone, "BYYYYY", "all replaced").await?;
    phone.control('v').await?;
    shows(&phone, "B7K4Q5", "a code pasted behind another").await?;
    phone.control('a').await?;
    phone.key(Key::Delete).await?;
    phone.control('v').await?;
    shows(&phone, "B7K4Q5", "a code pasted behind the booth's letter").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_came_by_link_stays_until_it_is_refused() -> Result<()> {
    let stage = Stage::open()?;
    let phone = stage.page(Look::PHONE, "/s/7k4q2?lang=ja").await?;
    shows(&phone, "B7K4Q2", "the link").await?;
    phone.presses("form[action='/start'] button").await?;
    phone.reads_in("#refusal", "B7K4Q2").await?;
    shows(&phone, "B", "the refusal").await?;
    // In another language the page asks for a code, and not for that one.
    phone.presses(".languages summary").await?;
    phone.presses(".languages a[lang=de]").await?;
    phone.arrives_at("/").await?;
    phone.reads("Code auf dem großen Bildschirm").await?;
    shows(&phone, "B", "another language").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn without_script_a_wrong_code_is_typed_again_as_well() -> Result<()> {
    let stage = Stage::open()?;
    for letter in ["", "b"] {
        let phone = stage.page(Look::PHONE.bare(), "/s/bzzzzz?lang=en").await?;
        let zoe = Customer { phone };
        zoe.phone.presses("form[action='/start'] button").await?;
        zoe.phone.reads_in("#refusal", "BZZZZZ is not on the screen").await?;
        zoe.phone.picture("code-3-no-script").await?;
        // The browser has put the caret into the field, before or behind the booth's letter.
        zoe.phone.keys(&format!("{letter}{}", right_code(&stage.crew).await?)).await?;
        zoe.starts().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn back_after_a_wrong_code_is_a_page_and_no_form_to_send_again() -> Result<()> {
    let stage = Stage::open()?;
    let with_cookie = (Look::PHONE, "You have already started an order.");
    let without = (Look::PHONE.bare(), "A coffee, made for you.");
    for (look, sentence) in [with_cookie, without] {
        let phone = stage.page(look, "/s/bzzzzz?lang=en").await?;
        let zoe = Customer { phone };
        zoe.phone.presses("form[action='/start'] button").await?;
        zoe.phone.reads_in("#refusal", "BZZZZZ is not on the screen").await?;
        zoe.phone.keys(&right_code(&stage.crew).await?).await?;
        zoe.starts().await?;
        zoe.phone.goes_back().await?;
        zoe.phone.reads(sentence).await?;
    }
    Ok(())
}
