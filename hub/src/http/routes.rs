//! The table of routes: every address of the booth, who may call it, what it takes and gives. The
//! router, the access check and the API's description are all made from it, and a test tries every
//! role on every line.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, MethodRouter, on};
use crema_api::alive::{SignOfLife, SignTaken};
use crema_api::answers::{
    CodeView, Figures, Health, MenuView, Occasions, OrderView, Orders, PairingLink, Pins,
    SessionView, Sessions, StoreView,
};
use crema_api::commands::{
    ClaimSeveral, CounterOrder, HandOver, Inject, MakePairingLink, OpenSession, RenewPins, Report,
    SetBranding, SetDrink, SetMenu, SetStation, SetStore, Start, StartOccasion, UsePairingLink,
};
use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::access::{self, Access};
use super::booth::{Count, FiguresQuery};
use super::clock::{ClockView, TellClock};
use super::devices::Tickets;
use super::events::{Appended, EventsPage, EventsQuery};
use super::menu_files::{CSV, TOML};
use super::orders::{CancelBody, NameBody, OrdersQuery, PlaceBody};
use super::stream::StreamQuery;
use super::{
    assets, board, booth, branding, clock, counter, customer, devices, events, menu_files, openapi,
    orders, scans, sessions, shift, stream,
};
use crate::app::App;

/// Writes down a type's schema.
pub type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// A method (RFC 9110, section 9; PATCH is RFC 5789).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Verb {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Verb {
    /// The method's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    fn filter(self) -> MethodFilter {
        match self {
            Self::Get => MethodFilter::GET,
            Self::Post => MethodFilter::POST,
            Self::Put => MethodFilter::PUT,
            Self::Patch => MethodFilter::PATCH,
            Self::Delete => MethodFilter::DELETE,
        }
    }
}

/// What a route takes.
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    /// JSON of this shape.
    Json(SchemaOf),
    /// A file of this media type.
    Media(&'static str),
}

/// What a route gives.
#[derive(Debug, Clone, Copy)]
pub enum Gives {
    /// JSON of this shape.
    Json(SchemaOf),
    /// Nothing (204).
    Nothing,
    /// Something of this media type.
    Media(&'static str),
    /// A page for people; not in the API's description.
    Page,
}

/// One line of the table.
#[derive(Clone, Copy)]
pub struct Route {
    /// How it is called.
    pub verb: Verb,
    /// Where; `{name}` is a parameter.
    pub path: &'static str,
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// Who may call it.
    pub access: Access,
    /// Its query.
    pub query: Option<SchemaOf>,
    /// Its body.
    pub takes: Option<Takes>,
    /// Its answer.
    pub gives: Gives,
    handler: fn(MethodFilter) -> MethodRouter<App>,
}

impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.verb.name(), self.path)
    }
}

fn shape<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// A line: verb, path, who, sentence, `? query`, `[body]` or `: file`, answer, handler.
macro_rules! routes {
    ($($verb:ident $path:literal $access:ident $summary:literal
        $(? $query:ty)? $([$body:ty])? $(: $file:ident)? ; $gives:ident $(($shape:expr))? => $handler:path;)*) => {
        &[$(Route {
            verb: Verb::$verb,
            path: $path,
            summary: $summary,
            access: Access::$access,
            query: routes!(@schema $($query)?),
            takes: routes!(@takes $([$body])? $(: $file)?),
            gives: Gives::$gives $(($shape))?,
            handler: |filter| on(filter, $handler),
        },)*]
    };
    (@takes) => { None };
    (@takes [$shape:ty]) => { Some(Takes::Json(shape::<$shape>)) };
    (@takes : $file:ident) => { Some(Takes::Media($file)) };
    (@schema) => { None };
    (@schema $shape:ty) => { Some(shape::<$shape>) };
}

/// Every route.
pub const ROUTES: &[Route] = routes! {
    // The booth.
    Get "/healthz" Anyone "Whether the hub is well, the log's end, and which printers and boards are gone."; Json(shape::<Health>) => booth::health;
    Get "/api/openapi.json" Anyone "This description."; Media("application/json") => openapi::document;
    Get "/api/v1/menu" Anyone "The menu as it is now."; Json(shape::<MenuView>) => booth::menu;
    Put "/api/v1/menu" Crew "Takes a whole new menu." [SetMenu]; Json(shape::<MenuView>) => booth::set_menu;
    Get "/api/v1/menu.csv" Crew "The menu as a table for spreadsheets."; Media(CSV) => menu_files::get_csv;
    Put "/api/v1/menu.csv" Crew "Takes a whole new menu from a table; every mistake in it is named by its line." : CSV; Json(shape::<MenuView>) => menu_files::put_csv;
    Get "/api/v1/menu.toml" Crew "The menu as TOML."; Media(TOML) => menu_files::get_toml;
    Put "/api/v1/menu.toml" Crew "Takes a whole new menu from TOML; every mistake in it is named by its line." : TOML; Json(shape::<MenuView>) => menu_files::put_toml;
    Patch "/api/v1/menu/{drink}" Staff "Makes a drink or options of it available or sold out." [SetDrink]; Json(shape::<MenuView>) => booth::set_drink;
    Get "/api/v1/store" Anyone "The store: whether it serves, its limits, the wait."; Json(shape::<StoreView>) => booth::store;
    Put "/api/v1/store" Staff "Opens, closes, pauses, calls last orders; the crew also sets limits." [SetStore]; Json(shape::<StoreView>) => booth::set_store;
    Post "/api/v1/store/close-and-cancel" Crew "Closes, and cancels everything that is not ready."; Json(shape::<StoreView>) => booth::close_and_cancel;
    Post "/api/v1/store/end-day" Crew "Ends the day: what is ready leaves the board, the store closes, names are erased."; Json(shape::<Count>) => shift::end_day;
    Put "/api/v1/branding" Crew "Changes logo, colour and sponsors." [SetBranding]; Json(shape::<StoreView>) => branding::set;
    Get "/assets/logo.png" Anyone "The booth's logo; with `v=` and its digest it may be kept."; Media("image/png") => branding::logo;
    Get "/api/v1/occasions" Crew "Every occasion, with what was counted in it."; Json(shape::<Occasions>) => booth::occasions;
    Post "/api/v1/occasions" Crew "Begins a new occasion." [StartOccasion]; Json(shape::<StoreView>) => booth::start_occasion;
    Post "/api/v1/redrive" Crew "Delivers again what was set aside."; Json(shape::<Count>) => booth::redrive;
    Get "/api/v1/code" StaffOrBoard "The code on the board."; Json(shape::<CodeView>) => booth::code;
    Put "/api/v1/clock" Staff "Tells the time of day, by the tablet's clock; taken while the booth's own is unsure." [TellClock]; Json(shape::<ClockView>) => clock::tell;
    Get "/api/v1/figures" Staff "Counted figures of an occasion."? FiguresQuery; Json(shape::<Figures>) => booth::figures;

    // Orders.
    Post "/api/v1/scans" Anyone "Takes one drink from a code and starts an order." [Start]; Json(shape::<OrderView>) => scans::scan;
    Get "/api/v1/me/orders" Customer "The customer's own orders."; Json(shape::<Orders>) => orders::mine;
    Get "/api/v1/orders" Paired "Orders by state."? OrdersQuery; Json(shape::<Orders>) => orders::list;
    Post "/api/v1/counter-orders" Staff "Takes an order for a guest without a phone." [CounterOrder]; Json(shape::<OrderView>) => counter::take;
    Post "/api/v1/orders/claim-several" Staff "Claims several queued orders, all or none; gives the open ones." [ClaimSeveral]; Json(shape::<Orders>) => counter::claim_several;
    Get "/api/v1/orders/{id}" OrderOwnerOrPaired "An order as it is now."; Json(shape::<OrderView>) => orders::get;
    Put "/api/v1/orders/{id}" OrderOwnerOrStaff "Places a started order; changes a queued one." [PlaceBody]; Json(shape::<OrderView>) => orders::place;
    Post "/api/v1/orders/{id}/cancel" OrderOwnerOrStaff "Calls an order off; staff may hold it for a moment in which it can be taken back." [CancelBody]; Json(shape::<OrderView>) => orders::cancel;
    Post "/api/v1/orders/{id}/claim" Staff "Claims a queued order, to make it."; Json(shape::<OrderView>) => orders::claim;
    Post "/api/v1/orders/{id}/release" Staff "Lets a claimed order go again; it keeps its place."; Json(shape::<OrderView>) => orders::release;
    Post "/api/v1/orders/{id}/complete" Staff "Says that it is on the counter."; Json(shape::<OrderView>) => orders::complete;
    Post "/api/v1/orders/{id}/collect" Staff "Says that it was handed over."; Json(shape::<OrderView>) => orders::collect;
    Post "/api/v1/orders/{id}/recall" Staff "Takes a ready or collected order back into making."; Json(shape::<OrderView>) => orders::recall;
    Post "/api/v1/orders/{id}/reprint" Staff "Prints a further ticket, marked as a copy."; Json(shape::<OrderView>) => orders::reprint;
    Post "/api/v1/orders/{id}/remake" Staff "Puts a spoiled drink back to the top of the queue."; Json(shape::<OrderView>) => orders::remake;
    Post "/api/v1/orders/{id}/requeue" Staff "Takes an order that was given up today back to the top of the queue, also into a full booth."; Json(shape::<OrderView>) => orders::requeue;
    Post "/api/v1/orders/{id}/dismiss" Staff "Dismisses the notice, on every tablet, that an order was given up."; Json(shape::<OrderView>) => orders::dismiss;
    Post "/api/v1/orders/{id}/call-again" Staff "Calls a ready order again."; Json(shape::<OrderView>) => orders::call_again;
    Post "/api/v1/orders/{id}/put-back" Staff "Puts a collected order back on the counter."; Json(shape::<OrderView>) => orders::put_back;
    Post "/api/v1/orders/{id}/move-to-top" Staff "Puts a queued order at the top."; Json(shape::<OrderView>) => orders::move_to_top;
    Post "/api/v1/orders/{id}/take-over" Staff "Goes on with what another is making."; Json(shape::<OrderView>) => orders::take_over;
    Post "/api/v1/orders/{id}/hide-name" Staff "Takes an order's name from board, cards and tickets."; Json(shape::<OrderView>) => orders::hide_name;
    Put "/api/v1/orders/{id}/name" Staff "Writes another name on the cup." [NameBody]; Json(shape::<OrderView>) => orders::name_cup;
    Post "/api/v1/orders/{id}/take-back" Staff "Takes an order's last move back, for 11 s: a held cancel, release, recall, remake, requeue, take over, move to top."; Json(shape::<OrderView>) => orders::take_back;

    // Pairing.
    Post "/api/v1/sessions" Anyone "Pairs by PIN; the PIN says the role." [OpenSession]; Json(shape::<SessionView>) => sessions::open;
    Post "/api/v1/sessions/pair" Anyone "Pairs a board or a device by the secret of a link." [UsePairingLink]; Json(shape::<SessionView>) => sessions::open_by_link;
    Get "/api/v1/sessions" Crew "Everyone paired."; Json(shape::<Sessions>) => sessions::list;
    Get "/api/v1/sessions/me" Paired "The caller's own session."; Json(shape::<SessionView>) => sessions::me;
    Put "/api/v1/sessions/me/station" Staff "Says which drinks this tablet makes." [SetStation]; Json(shape::<SessionView>) => shift::set_station;
    Post "/api/v1/sessions/me/hand-over" Staff "Gives everything that one is making to another." [HandOver]; Json(shape::<Count>) => shift::hand_over;
    Get "/api/v1/roster" Staff "Baristas and crew, and whether they were heard of lately."; Json(shape::<Sessions>) => shift::roster;
    Delete "/api/v1/sessions/{id}" Paired "Ends a session: one's own, or for the crew any."; Nothing => sessions::close;
    Get "/api/v1/pins" Crew "The PINs."; Json(shape::<Pins>) => sessions::pins;
    Post "/api/v1/pins" Crew "Makes new PINs." [RenewPins]; Json(shape::<Pins>) => sessions::renew_pins;
    Post "/api/v1/pairing-links" Crew "Makes a link that pairs one board or device, once." [MakePairingLink]; Json(shape::<PairingLink>) => sessions::make_link;

    // The bus.
    Get "/api/v1/stream" Anyone "The live stream (server-sent events) of these topics."? StreamQuery; Media("text/event-stream") => stream::follow;
    Get "/api/v1/events" Paired "A stretch of the log."? EventsQuery; Json(shape::<EventsPage>) => events::list;
    Post "/api/v1/events" CrewOrDevice "Puts a custom event on the bus." [Inject]; Json(shape::<Appended>) => events::inject;

    // Devices.
    Post "/api/v1/alive" Paired "A sign of life of a printer or a board, every 2 s; one that sends none for 10 s is gone." [SignOfLife]; Json(shape::<SignTaken>) => devices::alive;
    Post "/api/v1/devices/{id}/reports" Device "What a printer tells." [Report]; Json(shape::<Appended>) => devices::report;
    Get "/api/v1/tickets" Crew "The last tickets that were asked for."; Json(shape::<Tickets>) => devices::tickets;
    Get "/api/v1/tickets/{file}" Crew "A ticket's picture: `<seq>.png`."; Media("image/png") => devices::ticket_png;

    // Pages.
    Get "/" Anyone "Start."; Page => customer::start;
    Get "/s/{code}" Anyone "Start, with the code of the QR."; Page => customer::start_with_code;
    Post "/start" Anyone "The form of Start."; Page => customer::start_form;
    Get "/o/{secret}" Anyone "An order, for whoever has its link."; Page => customer::order;
    Get "/o/{secret}/check" Anyone "The choice once more."; Page => customer::check;
    Post "/o/{secret}/place" Anyone "The form that places or changes."; Page => customer::place_form;
    Get "/o/{secret}/cancel" Anyone "Asks whether to cancel."; Page => customer::cancel;
    Post "/o/{secret}/cancel" Anyone "The form that cancels."; Page => customer::cancel_form;
    Get "/j/{secret}" Anyone "An order's journey, for whoever has that link."; Page => customer::journey;
    Get "/pair/{secret}" Anyone "Pairs the browser that opens it."; Page => sessions::follow_link;
    Get "/barista" Anyone "The tablet."; Page => assets::barista;
    Get "/crew" Anyone "The crew's page."; Page => assets::crew;
    Get "/board" Anyone "The board in a page."; Page => assets::board;
    Get "/board/scene.svg" StaffOrBoard "The board's picture."; Page => board::scene;
    Get "/assets/{file}" Anyone "Scripts and styles."; Page => assets::asset;
};

/// The router of the table, each route behind its access check.
pub fn router(app: &App) -> Router<App> {
    ROUTES.iter().fold(Router::new(), |router, route| {
        let check = from_fn_with_state((app.clone(), route.access), access::check);
        router.route(route.path, (route.handler)(route.verb.filter()).route_layer(check))
    })
}
