//! The table of routes: every address of the booth, who may call it, its request and its answer.
//! The router, the access check and the API's description are all made from it, and a test tries
//! every role on every line.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::on;
use crema_api::alive::{SignOfLife, SignTaken};
use crema_api::answers::{
    CodeView, DeadLetters, Figures, Health, MenuView, Occasions, OrderView, Orders, PairingLink,
    Pins, SessionView, Sessions, StoreView,
};
use crema_api::commands::{
    ClaimSeveral, CounterOrder, HandOver, Inject, MakePairingLink, OpenSession, RenewPins, Report,
    SetBranding, SetDrink, SetStation, SetStore, Start, StartOccasion, UsePairingLink,
};

use super::api::booth::{Count, FiguresQuery, MenuBody};
use super::api::clock::{ClockView, TellClock};
use super::api::devices::Tickets;
use super::api::events::{Appended, EventsPage, EventsQuery};
use super::api::menu_files::{CSV, TOML};
use super::api::orders::{CancelBody, NameBody, OrderQuery, OrdersQuery, PlaceBody, StopBody};
use super::api::schemas::{SCHEMA, Schemas};
use super::api::stream::StreamQuery;
use super::api::{
    booth, branding, clock, counter, dead_letters, devices, events, menu_files, orders, scans,
    schemas, sessions, shift, stream,
};
use super::app::App;
use super::middleware::access::{self, Access};
use super::openapi;
use super::pages::{assets, board, context, customer, pairing, start};
use super::route::{RequestBody, ResponseBody, Route, Verb, schema_of};

/// A line: verb, path, who, sentence, `? query`, `[body]` or `: file`, answer, handler, and after a
/// comma the statuses of refusals that do not follow from these ([`Route::refusal_statuses`]).
macro_rules! routes {
    ($($verb:ident $path:literal $access:ident $summary:literal
        $(? $query:ty)? $([$body:ty])? $(: $file:ident)? ; $gives:ident $(($shape:expr))? => $handler:path $(, $($status:literal)+)?;)*) => {
        &[$(Route {
            verb: Verb::$verb,
            path: $path,
            summary: $summary,
            access: Access::$access,
            query: routes!(@schema $($query)?),
            takes: routes!(@takes $([$body])? $(: $file)?),
            gives: ResponseBody::$gives $(($shape))?,
            refuses: &[$($($status),+)?],
            handler: |filter| on(filter, $handler),
        },)*]
    };
    (@takes) => { None };
    (@takes [$shape:ty]) => { Some(RequestBody::Json(schema_of::<$shape>)) };
    (@takes : $file:ident) => { Some(RequestBody::Media($file)) };
    (@schema) => { None };
    (@schema $shape:ty) => { Some(schema_of::<$shape>) };
}

/// Every route.
pub const ROUTES: &[Route] = routes! {
    // The booth.
    Get "/healthz" Anyone "Whether the hub is well and can write, the log's end, and the printers and boards that are gone."; Json(schema_of::<Health>) => booth::health;
    Get "/api/openapi.json" Anyone "This description."; Media("application/json") => openapi::document;
    Get "/api/v1/menu" Anyone "The current menu."; Json(schema_of::<MenuView>) => booth::menu;
    Put "/api/v1/menu" Crew "Replaces the whole menu." [MenuBody]; Json(schema_of::<MenuView>) => booth::set_menu;
    Get "/api/v1/menu.csv" Crew "The menu as a table for spreadsheets."; Media(CSV) => menu_files::get_csv;
    Put "/api/v1/menu.csv" Crew "Replaces the whole menu by a table; every mistake in it is reported with its line." : CSV; Json(schema_of::<MenuView>) => menu_files::put_csv;
    Get "/api/v1/menu.toml" Crew "The menu as TOML."; Media(TOML) => menu_files::get_toml;
    Put "/api/v1/menu.toml" Crew "Replaces the whole menu by TOML; every mistake in it is reported with its line." : TOML; Json(schema_of::<MenuView>) => menu_files::put_toml;
    Patch "/api/v1/menu/{drink}" Staff "Marks a drink or its options as available or sold out." [SetDrink]; Json(schema_of::<MenuView>) => booth::set_drink;
    Get "/api/v1/store" Anyone "The store: its state, its limits and the expected wait."; Json(schema_of::<StoreView>) => booth::store;
    Put "/api/v1/store" Staff "Opens, closes or pauses the store, or calls last orders; the crew also sets limits." [SetStore]; Json(schema_of::<StoreView>) => booth::set_store;
    Post "/api/v1/store/close-and-cancel" Crew "Closes the store and cancels every order that is not ready."; Json(schema_of::<StoreView>) => booth::close_and_cancel;
    Post "/api/v1/store/end-day" Crew "Ends the day: ready orders leave the board, the store closes, names are erased."; Json(schema_of::<Count>) => shift::end_day, 409;
    Put "/api/v1/branding" Crew "Changes logo, colour and sponsors." [SetBranding]; Json(schema_of::<StoreView>) => branding::set;
    Get "/assets/logo.png" Anyone "The booth's logo; with its digest as `v=` it may be cached."; Media("image/png") => branding::logo, 404;
    Get "/api/v1/occasions" Crew "Every occasion, with its figures."; Json(schema_of::<Occasions>) => booth::occasions;
    Post "/api/v1/occasions" Crew "Begins a new occasion." [StartOccasion]; Json(schema_of::<StoreView>) => booth::start_occasion;
    Post "/api/v1/redrive" Crew "Delivers dead letters again."; Json(schema_of::<Count>) => dead_letters::redrive;
    Get "/api/v1/dead-letters" Crew "Deliveries and timers that failed, and what waits behind them."; Json(schema_of::<DeadLetters>) => dead_letters::list;
    Post "/api/v1/dead-letters/{consumer}/{seq}/discard" Crew "Gives up one dead letter; returns how many deliveries that waited behind it were made."; Json(schema_of::<Count>) => dead_letters::discard;
    Get "/api/v1/code" StaffOrBoard "The code that the board shows."; Json(schema_of::<CodeView>) => booth::code;
    Put "/api/v1/clock" Staff "Sends the time of a tablet's clock; the booth takes it while its own time of day is unsure." [TellClock]; Json(schema_of::<ClockView>) => clock::set_clock;
    Get "/api/v1/figures" Staff "The figures of an occasion."? FiguresQuery; Json(schema_of::<Figures>) => booth::figures;

    // Orders.
    Post "/api/v1/scans" Anyone "Takes one drink of a code and starts an order." [Start]; Json(schema_of::<OrderView>) => scans::scan, 404 409 410;
    Get "/api/v1/me/orders" Customer "The customer's own orders."; Json(schema_of::<Orders>) => orders::mine;
    Get "/api/v1/orders" Paired "Orders by state."? OrdersQuery; Json(schema_of::<Orders>) => orders::list;
    Post "/api/v1/counter-orders" Staff "Takes an order for a guest without a phone." [CounterOrder]; Json(schema_of::<OrderView>) => counter::take_order, 409;
    Post "/api/v1/orders/claim-several" Staff "Claims several queued orders, or none of them; returns the open orders." [ClaimSeveral]; Json(schema_of::<Orders>) => counter::claim_several, 404 409;
    Get "/api/v1/orders/{id}" OrderOwnerOrPaired "An order in its current state; for staff also as it was after an event."? OrderQuery; Json(schema_of::<OrderView>) => orders::get, 403;
    Put "/api/v1/orders/{id}" OrderOwnerOrStaff "Places a started order, or changes a queued one." [PlaceBody]; Json(schema_of::<OrderView>) => orders::place, 409;
    Post "/api/v1/orders/{id}/cancel" OrderOwnerOrStaff "Cancels an order; a cancel by staff may be held, so that it can be undone for 11 s." [CancelBody]; Json(schema_of::<OrderView>) => orders::cancel, 409;
    Post "/api/v1/orders/{id}/claim" Staff "Claims a queued order for the caller to make."; Json(schema_of::<OrderView>) => orders::claim, 409;
    Post "/api/v1/orders/{id}/release" Staff "Releases a claimed order; it keeps its place in the queue."; Json(schema_of::<OrderView>) => orders::release, 409;
    Post "/api/v1/orders/{id}/complete" Staff "Completes an order: it is on the counter."; Json(schema_of::<OrderView>) => orders::complete, 409;
    Post "/api/v1/orders/{id}/collect" Staff "Marks an order as handed over."; Json(schema_of::<OrderView>) => orders::collect, 409;
    Post "/api/v1/orders/{id}/recall" Staff "Returns a ready or collected order to making."; Json(schema_of::<OrderView>) => orders::recall, 409;
    Post "/api/v1/orders/{id}/reprint" Staff "Prints a further ticket, marked as a copy."; Json(schema_of::<OrderView>) => orders::reprint, 409;
    Post "/api/v1/orders/{id}/remake" Staff "Returns a spoiled drink to the top of the queue."; Json(schema_of::<OrderView>) => orders::remake, 409;
    Post "/api/v1/orders/{id}/requeue" Staff "Returns an order that was given up today to the top of the queue, also in a full booth."; Json(schema_of::<OrderView>) => orders::requeue, 409;
    Post "/api/v1/orders/{id}/dismiss" Staff "Dismisses the notice, on every tablet, that an order was given up."; Json(schema_of::<OrderView>) => orders::dismiss, 409;
    Post "/api/v1/orders/{id}/call-again" Staff "Calls a ready order again."; Json(schema_of::<OrderView>) => orders::call_again, 409;
    Post "/api/v1/orders/{id}/put-back" Staff "Returns a collected order to the counter."; Json(schema_of::<OrderView>) => orders::put_back, 409;
    Post "/api/v1/orders/{id}/move-to-top" Staff "Moves a queued order to the top of the queue."; Json(schema_of::<OrderView>) => orders::move_to_top, 409;
    Post "/api/v1/orders/{id}/take-over" Staff "Takes over an order that another barista is making."; Json(schema_of::<OrderView>) => orders::take_over, 409;
    Post "/api/v1/orders/{id}/hide-name" Staff "Removes an order's name from board, cards and tickets."; Json(schema_of::<OrderView>) => orders::hide_name;
    Put "/api/v1/orders/{id}/name" Staff "Changes the name on the cup." [NameBody]; Json(schema_of::<OrderView>) => orders::name_cup, 409;
    Post "/api/v1/orders/{id}/undo" Staff "Undoes an order's last move, within 11 s: a held cancel, release, recall, remake, requeue, take over, move to top."; Json(schema_of::<OrderView>) => orders::undo, 409;
    Post "/api/v1/orders/{id}/stop" Crew "Ends an order's workflow, wherever it is, and cancels the order: the last resort for one that is stuck." [StopBody]; Json(schema_of::<OrderView>) => orders::stop, 409;

    // Pairing.
    Post "/api/v1/sessions" Anyone "Pairs by PIN; the role follows from the PIN." [OpenSession]; Json(schema_of::<SessionView>) => sessions::open, 401;
    Post "/api/v1/sessions/pair" Anyone "Pairs a board or a device by the secret of a link." [UsePairingLink]; Json(schema_of::<SessionView>) => sessions::open_by_link, 401;
    Get "/api/v1/sessions" Crew "Every paired session."; Json(schema_of::<Sessions>) => sessions::list;
    Get "/api/v1/sessions/me" Paired "The caller's own session."; Json(schema_of::<SessionView>) => sessions::me;
    Put "/api/v1/sessions/me/station" Staff "Sets the drinks that the caller's tablet makes." [SetStation]; Json(schema_of::<SessionView>) => shift::set_station;
    Post "/api/v1/sessions/me/hand-over" Staff "Hands everything that the caller is making to another barista." [HandOver]; Json(schema_of::<Count>) => shift::hand_over;
    Get "/api/v1/roster" Staff "Baristas and crew, and whether each was active lately."; Json(schema_of::<Sessions>) => shift::roster;
    Delete "/api/v1/sessions/{id}" Paired "Ends a session: the caller's own, or, for the crew, any."; Nothing => sessions::close;
    Get "/api/v1/pins" Crew "The PINs."; Json(schema_of::<Pins>) => sessions::pins;
    Post "/api/v1/pins" Crew "Makes new PINs." [RenewPins]; Json(schema_of::<Pins>) => sessions::renew_pins;
    Post "/api/v1/pairing-links" Crew "Makes a link that pairs one board or device once." [MakePairingLink]; Json(schema_of::<PairingLink>) => sessions::make_link;

    // The bus.
    Get "/api/v1/stream" Anyone "The live stream (server-sent events) of these topics."? StreamQuery; Stream => stream::follow, 401;
    Get "/api/v1/events" Paired "A page of the log."? EventsQuery; Json(schema_of::<EventsPage>) => events::list, 410;
    Post "/api/v1/events" CrewOrDevice "Appends a custom event." [Inject]; Json(schema_of::<Appended>) => events::inject;

    Get "/api/v1/schemas" Anyone "Every type of event, with the address of its schema."; Json(schema_of::<Schemas>) => schemas::list;
    Get "/api/v1/schemas/{detail_type}/{version}" Anyone "The schema of an event's detail (JSON Schema 2020-12), with an example."; Media(SCHEMA) => schemas::get;

    // Devices.
    Post "/api/v1/alive" Paired "A sign of life of a printer or a board, every 2 s; a device that is silent for 10 s is gone." [SignOfLife]; Json(schema_of::<SignTaken>) => devices::alive;
    Post "/api/v1/devices/{id}/reports" Device "Reports of a printer." [Report]; Json(schema_of::<Appended>) => devices::report;
    Get "/api/v1/tickets" Crew "The last tickets that were requested."; Json(schema_of::<Tickets>) => devices::tickets;
    Get "/api/v1/tickets/{file}" Crew "The picture of a ticket: `<seq>.png`."; Media("image/png") => devices::ticket_png;

    // Pages.
    Get "/" Anyone "Start."; Page => start::page;
    Get "/s/{code}" Anyone "Start, with the code of the QR."; Page => start::page_with_code;
    Get "/start" Anyone "The address of a refused form of Start, opened again: goes to Start."; Page => start::form_again;
    Post "/start" Anyone "The form of Start."; Page => start::form;
    Get "/o/{secret}" Anyone "An order, for anyone with its link."; Page => customer::order;
    Get "/o/{secret}/check" Anyone "The choice, shown once more before it is placed."; Page => customer::check;
    Get "/o/{secret}/place" Anyone "The address of a refused form, opened again: goes to the order."; Page => customer::place_again;
    Post "/o/{secret}/place" Anyone "The form that places or changes an order."; Page => customer::place_form;
    Get "/o/{secret}/cancel" Anyone "Asks whether to cancel."; Page => customer::cancel;
    Post "/o/{secret}/cancel" Anyone "The form that cancels an order."; Page => customer::cancel_form;
    Get "/j/{secret}" Anyone "An order's journey, for anyone with that link."; Page => customer::journey;
    Get "/pair/{secret}" Anyone "Pairs the browser that opens it."; Page => pairing::follow_link;
    Get "/barista" Anyone "The barista's tablet."; Page => assets::barista;
    Get "/crew" Anyone "The crew's page."; Page => assets::crew;
    Get "/board" Anyone "The board as a page."; Page => assets::board;
    Get "/board/scene.svg" StaffOrBoard "The board's picture."; Page => board::scene;
    Get "/assets/{file}" Anyone "Scripts and styles."; Page => assets::asset;
};

/// The router of the table, each route behind its access check.
pub fn router(app: &App) -> Router<App> {
    ROUTES.iter().fold(Router::new(), |router, route| {
        let check = from_fn_with_state((app.clone(), route.access), access::check_access);
        let mut handler = (route.handler)(route.verb.method_filter());
        if matches!(route.gives, ResponseBody::Page) {
            handler = handler.route_layer(from_fn_with_state(app.clone(), context::show_in_words));
        }
        router.route(route.path, handler.route_layer(check))
    })
}
