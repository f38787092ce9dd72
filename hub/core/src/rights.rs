//! Who may give which command: one table, asked once before any service runs. Whatever the way in
//! (HTTP, MQTT, the command line, the cloud), it is the same table.
//!
//! What a command is about is checked by its service, which alone knows it: whose the order is, who
//! makes it, whether a PIN fits.

use crema_api::commands::{Caller, Command, Role};
use crema_api::ids::SessionId;
use crema_api::problem::{Refusal, RefusalKind};

/// Who may use a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// Anyone: what it brings (a PIN, a pairing link) is its proof.
    Anyone,
    /// A customer.
    Customer,
    /// An order's customer, the holder of its link, staff.
    OwnerOrStaff,
    /// Staff, each at a tablet of their own: the order notes whose.
    Staff,
    /// Staff, and the booth itself.
    StaffOrBooth,
    /// The crew, and the booth itself.
    Crew,
    /// The crew, each at a tablet of their own: the event notes whose.
    CrewAlone,
    /// The crew, devices, and the booth itself.
    CrewOrDevice,
    /// Printers and other devices, and the booth itself.
    Device,
    /// This session, the crew, and the booth itself.
    SessionOrCrew(SessionId),
    /// The booth itself.
    Booth,
}

/// The table: who may use this command.
#[must_use]
pub fn right_to(command: &Command) -> Right {
    match command {
        Command::Start(_) => Right::Customer,
        Command::Place(_) | Command::PlaceShown(_) | Command::Cancel(_) => Right::OwnerOrStaff,
        Command::Claim(_)
        | Command::Release(_)
        | Command::Complete(_)
        | Command::Collect(_)
        | Command::Recall(_)
        | Command::Reprint(_)
        | Command::ClaimSeveral(_)
        | Command::CounterOrder(_)
        | Command::Remake(_)
        | Command::Requeue(_)
        | Command::Dismiss(_)
        | Command::CallAgain(_)
        | Command::PutBack(_)
        | Command::MoveToTop(_)
        | Command::TakeOver(_)
        | Command::HandOver(_)
        | Command::HideName(_)
        | Command::NameCup(_)
        | Command::Undo(_)
        | Command::SetStation(_) => Right::Staff,
        Command::SetStore(set) if set.settings.is_none() => Right::StaffOrBooth,
        Command::SetDrink(_) => Right::StaffOrBooth,
        Command::SetStore(_)
        | Command::EndDay
        | Command::SetBranding(_)
        | Command::CloseAndCancel
        | Command::StartOccasion(_)
        | Command::SetMenu(_)
        | Command::RenewPins(_)
        | Command::MakePairingLink(_)
        | Command::Redrive
        | Command::Discard(_) => Right::Crew,
        Command::StopExecution(_) => Right::CrewAlone,
        Command::OpenSession(_) | Command::UsePairingLink(_) => Right::Anyone,
        Command::CloseSession(close) => Right::SessionOrCrew(close.session_id),
        Command::Inject(_) => Right::CrewOrDevice,
        Command::Report(_) => Right::Device,
        Command::Notice(_) | Command::CorrectClock(_) => Right::Booth,
    }
}

/// Checks whether the caller may use this command. A session's role is the one that the core knows,
/// and not what the caller says.
///
/// # Errors
/// [`RefusalKind::NotAllowed`] if not.
pub fn may(caller: Caller, command: &Command) -> Result<(), Refusal> {
    let right = right_to(command);
    if right.includes(caller) {
        return Ok(());
    }
    Err(Refusal::new(RefusalKind::NotAllowed, sentence(right, command)))
}

impl Right {
    /// Whether this caller has it.
    #[must_use]
    pub fn includes(self, caller: Caller) -> bool {
        use Role::{Crew, Device};
        match caller {
            Caller::Customer(_) => {
                matches!(self, Self::Anyone | Self::Customer | Self::OwnerOrStaff)
            }
            Caller::Link(_) => matches!(self, Self::Anyone | Self::OwnerOrStaff),
            Caller::Hub => {
                let others = [Self::Customer, Self::OwnerOrStaff, Self::Staff, Self::CrewAlone];
                !others.contains(&self)
            }
            Caller::Session(session, role) => match self {
                Self::Anyone => true,
                Self::OwnerOrStaff | Self::Staff | Self::StaffOrBooth => role.is_staff(),
                Self::Crew | Self::CrewAlone => role == Crew,
                Self::CrewOrDevice => matches!(role, Crew | Device),
                Self::Device => role == Device,
                Self::SessionOrCrew(own) => session == own || role == Crew,
                Self::Customer | Self::Booth => false,
            },
        }
    }
}

/// The refusal in words, for people.
fn sentence(right: Right, command: &Command) -> &'static str {
    match (right, command) {
        (Right::Customer, _) => "Codes are for customers.",
        (Right::Crew, Command::SetStore(_)) => "Only the crew can change the limits.",
        (Right::Crew | Right::CrewAlone, _) => "That is for the crew to do.",
        (Right::CrewOrDevice, _) => "That is for the crew and for devices to do.",
        (Right::Device, _) => "That is for printers and other devices to report.",
        (Right::SessionOrCrew(_), _) => "Only the crew can end the pairing of another tablet.",
        (Right::Booth, _) => "This is the hub's own to notice.",
        (Right::OwnerOrStaff, _) => "That is for the order's customer and for baristas to do.",
        (Right::Anyone | Right::Staff | Right::StaffOrBooth, _) => {
            "That is for the baristas to do."
        }
    }
}
