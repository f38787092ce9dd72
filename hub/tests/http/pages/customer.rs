//! The customer's way with nothing but plain forms: no cookie, no script.

use axum::body::Body;
use axum::http::header;
use crema_api::answers::MenuView;
use crema_api::commands::Role;
use serde_json::json;

use crate::api::events::encoded;
use crate::booth::{Booth, Proof, Reply, request};

fn page(booth: &Booth, path: &str) -> Reply {
    booth.read(request(&Proof::Nothing, "GET", path).body(Body::empty()).unwrap())
}

#[test]
fn from_start_to_ready_without_a_cookie() {
    let booth = Booth::open();
    let code = booth.code();
    let start = page(&booth, &format!("/s/{code}"));
    assert_eq!(start.status, 200);
    assert!(start.text().contains(&code));

    let begun = booth.form("/start", &format!("code={code}&key=tap-1&lang=de"), None);
    assert_eq!(begun.status, 303, "{}", begun.text());
    let order = begun.header("location").unwrap().to_owned();
    assert!(order.starts_with("/o/") && order.ends_with("?lang=de"), "{order}");
    let twice = booth.form("/start", &format!("code={code}&key=tap-1&lang=de"), None);
    assert_eq!(twice.header("location"), Some(order.as_str()), "a second tap is the same order");

    let order = order.trim_end_matches("?lang=de").to_owned();
    let choose = page(&booth, &order);
    assert_eq!(choose.status, 200);
    assert!(choose.text().contains("Latte"));
    let check = page(&booth, &format!("{order}/check?drink=latte&m.Milk=Oat&name=Zo%C3%AB"));
    assert!(check.text().contains("Zoë"), "{}", check.text());
    let all = "drink=latte&m.Milk=Oat&m.Size=Regular&m.Shots=Single&m.Beans=Regular";
    let fields = format!("{all}&name=Zo%C3%AB&key=p1");
    let placed = booth.form(&format!("{order}/place"), &fields, None);
    assert_eq!((placed.status.as_u16(), placed.header("location")), (303, Some(order.as_str())));
    let waiting = page(&booth, &order);
    assert!(waiting.text().contains("B1"));

    let barista = booth.token(Role::Barista);
    let orders: crema_api::answers::Orders = booth.get(&barista, "/api/v1/orders").json();
    for press in ["claim", "complete"] {
        booth.post(&barista, &format!("/api/v1/orders/{}/{press}", orders.orders[0].id), json!({}));
    }
    let ready = page(&booth, &order);
    assert!(ready.text().contains("B1") && ready.text() != waiting.text());

    let mut fragment = request(&Proof::Nothing, "GET", &order);
    fragment = fragment.header("Crema-Fragment", "main");
    let fragment = booth.read(fragment.body(Body::empty()).unwrap()).text();
    assert!(fragment.trim_start().starts_with("<main"), "{fragment}");
    assert!(ready.text().contains(fragment.trim()));
}

#[test]
fn a_code_typed_full_width_is_taken_without_script() {
    let booth = Booth::open();
    let full_width: String =
        booth.code().chars().filter_map(|c| char::from_u32(u32::from(c) + 0xFEE0)).collect();
    let begun = booth.form("/start", &format!("code={}&key=a", encoded(&full_width)), None);
    assert_eq!(begun.status, 303, "{}", begun.text());
}

#[test]
fn a_refused_form_shows_its_page_with_the_reason() {
    let booth = Booth::open();
    let wrong = booth.form("/start", "code=ZZZZZ&key=a&lang=de", None);
    assert_eq!(wrong.status, 303, "Back must lead to a page, and to no form that is sent again");
    let to = wrong.header("location").unwrap();
    assert_eq!(to, "/?refused=no-such-code&code=ZZZZZ&lang=de");
    assert!(page(&booth, to).text().contains("BZZZZZ steht nicht auf dem Bildschirm."));

    let begun = booth.form("/start", &format!("code={}&key=b", booth.code()), None);
    let order = begun.header("location").unwrap().to_owned();
    let refused = booth.form(&format!("{order}/place"), "drink=tea&key=c", None);
    assert_eq!(refused.status, 422);
    assert!(refused.header("content-type").unwrap().starts_with("text/html"));
    let cancelled = booth.form(&format!("{order}/cancel"), "key=d", None);
    assert_eq!(cancelled.status, 303);
    assert_eq!(page(&booth, "/o/forged").status, 404);
}

#[test]
fn the_address_of_a_refused_form_leads_back_when_it_is_opened_again() {
    let booth = Booth::open();
    let goes_to = |path: &str| page(&booth, path).header("location").map(str::to_owned);
    assert_eq!(goes_to("/start").as_deref(), Some("/"));
    assert_eq!(goes_to("/start?lang=de").as_deref(), Some("/?lang=de"));
    let begun = booth.form("/start", &format!("code={}&key=b", booth.code()), None);
    let order = begun.header("location").unwrap().to_owned();
    assert_eq!(goes_to(&format!("{order}/place")), Some(order));
}

#[test]
fn what_a_page_cannot_read_it_says_in_words_and_shortly() {
    let booth = Booth::open();
    let ask = |method: &str, path: &str, body: String| {
        let request = request(&Proof::Nothing, method, path)
            .header(header::ACCEPT, "text/html")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        booth.read(request.body(Body::from(body)).unwrap())
    };
    for (method, path, body, status) in [
        ("GET", "/s/%FF", String::new(), 404),
        ("POST", "/start", "code=A&code=B".to_owned(), 422),
        ("POST", "/start", format!("code={}", "A".repeat(300 * 1024)), 413),
    ] {
        let reply = ask(method, path, body);
        assert_eq!(reply.status, status, "{path}: {}", reply.text());
        assert!(reply.header("content-type").unwrap().starts_with("text/html"), "{path}");
    }
    let long = ask("GET", &format!("/s/{}", "A".repeat(8_000)), String::new());
    assert!(long.body.len() < 20_000, "{}", long.body.len());
    let typed = ask("POST", "/start", format!("key=a&code={}", "A".repeat(8_000)));
    assert!(typed.body.len() < 20_000, "{}", typed.body.len());
}

#[test]
fn a_phone_with_a_cookie_finds_its_order_again() {
    let booth = Booth::open();
    let code = booth.code();
    let begun = booth.form("/start", &format!("code={code}&key=a"), None);
    let cookie = format!("crema_customer={}", begun.cookie("crema_customer").unwrap());
    let again = request(&Proof::Nothing, "GET", "/").header(header::COOKIE, &cookie);
    let start = booth.read(again.body(Body::empty()).unwrap());
    assert!(start.text().contains(begun.header("location").unwrap()), "its link is on the page");
    let second = booth.form("/start", &format!("code={code}&key=b"), Some(&cookie));
    assert!(second.header("location").unwrap().starts_with("/?refused=open-order&"));
}

#[test]
fn the_journey_is_told_without_the_name() {
    let booth = Booth::open();
    let (_, order) = booth.place("Zebulon");
    let journey = page(&booth, order.journey.as_deref().unwrap());
    assert_eq!(journey.status, 200);
    assert!(journey.text().contains("B1") && !journey.text().contains("Zebulon"));
    let as_order = order.journey.unwrap().replace("/j/", "/o/");
    assert_eq!(page(&booth, &as_order).status, 404, "one link is not the other");
}

#[test]
fn a_board_is_paired_by_its_link_and_shows_the_code() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let body = json!({ "role": "board", "name": "Board" });
    let link: crema_api::answers::PairingLink =
        booth.post(&crew, "/api/v1/pairing-links", body).json();
    let paired = page(&booth, &link.path);
    assert_eq!((paired.status.as_u16(), paired.header("location")), (303, Some("/board")));
    let cookie = format!("crema_session={}", paired.cookie("crema_session").unwrap());
    assert_eq!(page(&booth, &link.path).status, 403, "it is good once");
    let secret = link.path.trim_start_matches("/pair/");
    let used = booth.post(&Proof::Nothing, "/api/v1/sessions/pair", json!({ "secret": secret }));
    assert_eq!(used.refusal(), "link-used");
    let again = request(&Proof::Nothing, "GET", &link.path).header(header::COOKIE, &cookie);
    let again = booth.read(again.body(Body::empty()).unwrap());
    assert_eq!(again.header("location"), Some("/board"), "a board that is paired may reload it");

    let scene = request(&Proof::Nothing, "GET", "/board/scene.svg?w=1920&h=1080");
    let scene = booth.read(scene.header(header::COOKIE, &cookie).body(Body::empty()).unwrap());
    assert_eq!(scene.header("content-type"), Some("image/svg+xml"));
    assert!(scene.text().starts_with("<svg"));
    assert!(scene.text().contains("id=\"ring\""), "a code that runs down");
}

#[test]
fn an_empty_board_invites_until_there_is_an_order_on_it() {
    let booth = Booth::open();
    let board = booth.token(Role::Board);
    let scene = || booth.get(&board, "/board/scene.svg?w=1920&h=1080");
    let drink = booth.get(&Proof::Nothing, "/api/v1/menu").json::<MenuView>().menu.drinks.remove(0);
    let empty = scene().text();
    assert!(empty.contains("Nobody is waiting."), "{empty}");
    assert!(empty.contains(&format!(">{}<", drink.name)), "the menu is on it: {empty}");
    booth.place("Zoë");
    let busy = scene().text();
    assert!(busy.contains(">B1<") && !busy.contains("invitation"), "{busy}");
}
