//! Who may call what: the words for that in the table of routes, and the check that every request
//! passes before its handler.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use crema_api::commands::Role;
use crema_api::problem::RefusalKind;

use crate::http::app::App;
use crate::http::error::ApiError;
use crate::http::extract::{Identity, not_signed_in};

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everyone. What they get may still depend on who they are.
    Anyone,
    /// A phone that has its cookie, or the link of an order.
    Customer,
    /// Anyone who has the order's link or is its customer; staff. The core checks whether the order
    /// is theirs.
    OrderOwnerOrStaff,
    /// The same, and boards and devices: for reading.
    OrderOwnerOrPaired,
    /// Everything paired: tablets, boards, devices.
    Paired,
    /// Baristas and crew.
    Staff,
    /// Staff, and the boards that show the code.
    StaffOrBoard,
    /// The crew.
    Crew,
    /// The crew, and devices: to put events on the bus.
    CrewOrDevice,
    /// Printers and other devices.
    Device,
}

impl Access {
    /// Every word of the table.
    pub const ALL: [Self; 10] = [
        Self::Anyone,
        Self::Customer,
        Self::OrderOwnerOrStaff,
        Self::OrderOwnerOrPaired,
        Self::Paired,
        Self::Staff,
        Self::StaffOrBoard,
        Self::Crew,
        Self::CrewOrDevice,
        Self::Device,
    ];

    /// Whether a session of this role may call the route.
    #[must_use]
    pub fn allows_role(self, role: Role) -> bool {
        match self {
            Self::Anyone | Self::OrderOwnerOrPaired | Self::Paired => true,
            Self::Customer => false,
            Self::OrderOwnerOrStaff | Self::Staff => role.is_staff(),
            Self::StaffOrBoard => role.is_staff() || role == Role::Board,
            Self::Crew => role == Role::Crew,
            Self::CrewOrDevice => matches!(role, Role::Crew | Role::Device),
            Self::Device => role == Role::Device,
        }
    }

    /// Whether a customer's cookie or an order's link is enough.
    #[must_use]
    pub fn allows_customers(self) -> bool {
        matches!(
            self,
            Self::Anyone | Self::Customer | Self::OrderOwnerOrStaff | Self::OrderOwnerOrPaired
        )
    }

    /// Whether there are known callers who may not call the route.
    #[must_use]
    pub fn turns_away(self) -> bool {
        let roles = [Role::Barista, Role::Crew, Role::Board, Role::Device];
        !self.allows_customers() || !roles.into_iter().all(|role| self.allows_role(role))
    }

    /// Returns the callers in words, for the API's description.
    #[must_use]
    pub fn as_words(self) -> &'static str {
        match self {
            Self::Anyone => "everyone",
            Self::Customer => "a customer's phone",
            Self::OrderOwnerOrStaff => "the order's customer, staff",
            Self::OrderOwnerOrPaired => "the order's customer, staff, boards, devices",
            Self::Paired => "staff, boards, devices",
            Self::Staff => "staff",
            Self::StaffOrBoard => "staff, boards",
            Self::Crew => "crew",
            Self::CrewOrDevice => "crew, devices",
            Self::Device => "devices",
        }
    }

    /// Checks whether `who` may call the route.
    ///
    /// # Errors
    /// [`RefusalKind::NotSignedIn`] for callers who have shown no proof,
    /// [`RefusalKind::NotAllowed`] for the others.
    pub fn check_identity(self, who: &Identity) -> Result<(), ApiError> {
        let known = who.customer.is_some() || who.link.is_some();
        if self == Self::Anyone
            || who.role().is_some_and(|role| self.allows_role(role))
            || (known && self.allows_customers())
        {
            return Ok(());
        }
        if who.session.is_none() && !known {
            return Err(not_signed_in());
        }
        Err(ApiError::new(RefusalKind::NotAllowed, format!("This is for: {}.", self.as_words())))
    }
}

/// The check before a route's handler; it leaves [`Identity`] there for the handler.
pub async fn check_access(
    State((app, access)): State<(App, Access)>,
    mut request: Request,
    next: Next,
) -> Response {
    let who = match Identity::from_headers(&app, request.headers(), request.uri().query()).await {
        Ok(who) => who,
        Err(refusal) => return ApiError::from(refusal).into_response(),
    };
    if let Some(session) = &who.session {
        app.presence().note_request(session.session_id);
    }
    if let Err(refused) = access.check_identity(&who) {
        return refused.into_response();
    }
    request.extensions_mut().insert(who);
    next.run(request).await
}
