//! The two programs on one disk that forgets: a hub, and a printer daemon with its spool and its paper.
//! A stroke cuts the power under both of them.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use crema_api::answers::Health;
use crema_api::commands::Role;
use crema_tests::booth::{free_port, program};
use crema_tests::devices::pair;
use crema_tests::forgetful::{Disk, Loss, Mounted};
use crema_tests::machine::Machine;
use crema_tests::robot::{Crowd, Plan};
use crema_tests::{Client, Refused};

use crate::strokes::{Moment, Stroke};

/// How long a hub may take to come up again, on a machine that builds something else meanwhile.
const UP_WITHIN: Duration = Duration::from_secs(30);
/// A cut that waits for changes comes after this in any case.
const CHANGES_WITHIN: Duration = Duration::from_secs(3);
/// The hub's folder on the disk.
const DATA: &str = "booth";
const BETWEEN: Duration = Duration::from_millis(2);

/// The programs, their disk, and the crew's look at them.
#[derive(Debug)]
pub struct Site {
    hub: Machine,
    printer: Option<Machine>,
    crew: Option<Client>,
    port: u16,
    url: String,
    // Last: the programs end before their disk does.
    mounted: Mounted,
}

impl Site {
    /// A new booth on a new disk, from its very first start. Nothing of it is synced but by itself.
    pub fn new() -> Result<Self> {
        let mut site = Self::of(Disk::default())?;
        site.hub.start()?;
        site.wait_until_up()?;
        Ok(site)
    }

    /// A hub that is not started yet, on this disk.
    pub fn of(disk: Disk) -> Result<Self> {
        let mounted = Mounted::new(disk)?;
        let port = free_port()?;
        let hub = hub("crema", port, &mounted)?;
        let url = format!("http://127.0.0.1:{port}");
        Ok(Self { hub, printer: None, crew: None, port, url, mounted })
    }

    /// From now on the hub is one that syncs nothing. What the real one has written so far is on disk.
    pub fn become_careless(&mut self) -> Result<()> {
        self.stop()?;
        self.hub = hub("careless", self.port, &self.mounted)?;
        self.hub.start()?;
        self.wait_until_up().map(drop)
    }

    /// The crowd comes, and then a crew that only looks, and the printer. With the crowd an occasion
    /// begins, and sessions from before have ended.
    pub fn gather(&mut self, plan: Plan) -> Result<Crowd> {
        let crowd = Crowd::gather(&self.url, &self.crew_pin()?, plan)?;
        let crew = self.customer().pair(&self.crew_pin()?, "Crew")?;
        let paired = pair(&crew, Role::Device, "Printer at the bar")?;
        let arguments = ["serve", "--hub", &self.url, "--name", "Printer at the bar"];
        let mut printer = Machine::of("crema-printer", &arguments)?;
        printer.argument("--data", self.mounted.join("printer/spool"));
        printer.argument("--virtual", self.paper());
        printer.variable("CREMA_TOKEN", paired.token.context("a new session without its token")?);
        printer.start()?;
        (self.crew, self.printer) = (Some(crew), Some(printer));
        Ok(crowd)
    }

    /// A crew that only looks.
    pub fn crew(&self) -> Result<&Client> {
        self.crew.as_ref().context("no crew yet")
    }

    /// The folder that the printer prints into.
    pub fn paper(&self) -> PathBuf {
        self.mounted.join("printer/paper")
    }

    /// The hub's folder.
    pub fn data(&self) -> PathBuf {
        self.mounted.join(DATA)
    }

    /// The disk.
    pub fn disk(&self) -> &Disk {
        self.mounted.disk()
    }

    /// A phone that was never here.
    pub fn customer(&self) -> Client {
        Client::new(&self.url)
    }

    /// The PIN of the crew, as whoever may read the data folder is told it.
    pub fn crew_pin(&self) -> Result<String> {
        let said =
            Command::new(program("crema")?).arg("pins").arg("--data").arg(self.data()).output()?;
        let lines = String::from_utf8_lossy(&said.stdout).into_owned();
        let pin = lines.lines().find_map(|line| line.strip_prefix("crew PIN "));
        let pin = pin.with_context(|| String::from_utf8_lossy(&said.stderr).into_owned())?;
        Ok(pin.trim().to_owned())
    }

    /// The power goes at the stroke's moment, and comes back; the hub may meet a second cut while it
    /// starts. Returns how many unsynced pieces were lost. Both programs are started again at the end,
    /// and not waited for.
    pub fn strike(&mut self, stroke: &Stroke) -> Result<usize> {
        let mut lost = self.cut(stroke.moment, stroke)?;
        if let Some(moment) = stroke.again {
            self.start()?;
            lost += self.cut(moment, stroke)?;
        }
        self.start()?;
        Ok(lost)
    }

    fn cut(&mut self, moment: Moment, stroke: &Stroke) -> Result<usize> {
        let disk = self.disk().clone();
        let before = disk.lost();
        match moment {
            Moment::After(time) => {
                std::thread::sleep(time);
            }
            Moment::AtChange(count) => {
                disk.cut_after(count, stroke.loss, stroke.seed);
                let deadline = Instant::now() + CHANGES_WITHIN;
                while disk.has_power() && Instant::now() < deadline {
                    std::thread::sleep(BETWEEN);
                }
            }
        }
        self.cut_now(stroke.loss, stroke.seed)?;
        Ok(disk.lost() - before)
    }

    /// The power goes now, if it has not already, and the disk is mounted anew. Nothing is started.
    pub fn cut_now(&mut self, loss: Loss, seed: u64) -> Result<()> {
        self.disk().cut(loss, seed);
        self.kill();
        self.mounted.mount_again()
    }

    /// The hub is asked to leave, and does.
    pub fn stop(&mut self) -> Result<()> {
        self.hub.stop(UP_WITHIN)
    }

    /// `crema restore`, to its end.
    pub fn restore(&self) -> Result<()> {
        let said = Command::new(program("crema")?)
            .arg("restore")
            .arg("--data")
            .arg(self.data())
            .output()?;
        ensure!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        Ok(())
    }

    /// SIGKILL for both.
    pub fn kill(&mut self) {
        self.hub.kill();
        if let Some(printer) = &mut self.printer {
            printer.kill();
        }
    }

    /// Starts both; neither is waited for.
    pub fn start(&mut self) -> Result<()> {
        self.hub.start()?;
        match &mut self.printer {
            Some(printer) => printer.start(),
            None => Ok(()),
        }
    }

    /// Waits until the hub answers. One that says that its data is damaged does not come up.
    pub fn wait_until_up(&mut self) -> Result<Health> {
        let deadline = Instant::now() + UP_WITHIN;
        loop {
            match self.customer().health() {
                Ok(health) => return Ok(health),
                Err(Refused::Problem(problem)) => bail!("the hub says: {}", problem.detail),
                Err(error) if Instant::now() > deadline => return Err(error.into()),
                Err(_) if self.hub.has_ended() => {
                    let last = self.hub.said().pop().unwrap_or_default();
                    // Somebody's short errand may have taken the port meanwhile.
                    if !last.contains("is taken") {
                        bail!("the hub ended at its start: {last}");
                    }
                    self.hub.start()?;
                }
                Err(_) => {}
            }
            std::thread::sleep(BETWEEN);
        }
    }

    /// What both have said last, also before they were killed.
    pub fn said(&self) -> String {
        let of = |machine: &Machine| machine.said().join("\n");
        let printer = self.printer.as_ref().map(of).unwrap_or_default();
        format!("the hub said:\n{}\nthe printer said:\n{printer}", of(&self.hub))
    }
}

fn hub(name: &str, port: u16, mounted: &Mounted) -> Result<Machine> {
    let mut hub =
        Machine::of(name, &["serve", "--listen", "127.0.0.1", "--requests-max", "100000"])?;
    hub.argument("--port", port.to_string());
    hub.argument("--data", mounted.join(DATA));
    Ok(hub)
}
