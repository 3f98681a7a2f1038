//! A broker of a test's own: private, on loopback, gone with the test.
//!
//! The node has its own name, ports, epmd, cookie, data and logs, all in one folder of the
//! temporary directory. It is stopped when the `Broker` is dropped, and also when the test process
//! ends in any other way: a keeper process waits for the other end of its pipe to close. With
//! `CHANLINT_AMQP_URL` set, that node is used and left as it is.
//!
//! Takes nothing but std, so that other crates' tests can include this file. It must not know what
//! is tested.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Where packages put the scripts that take their settings from the environment, before any
/// wrapper.
const SCRIPTS: &str = "/usr/lib/rabbitmq/bin";
/// A start takes two seconds on an idle machine.
const START_LIMIT: Duration = Duration::from_secs(60);
const CTL_LIMIT: Duration = Duration::from_secs(60);

const CONFIG: &str = "loopback_users.guest = true
vm_memory_high_watermark.absolute = 1GB
disk_free_limit.absolute = 50MB
log.console = false
log.file.level = info
";

/// Waits until nobody holds its standard input, then stops the node and removes its folder.
const KEEPER: &str = r#"
cat > /dev/null
node=$(cat "$DIR/pid" 2> /dev/null || echo "$LAUNCHED")
kill -TERM "$node"
for _ in $(seq 100); do kill -0 "$node" || break; sleep 0.1; done
kill -KILL "$node"
epmd -port "$ERL_EPMD_PORT" -kill
rm -rf "$DIR"
"#;

/// A running node.
pub(crate) struct Broker {
    url: String,
    node: Option<Node>,
}

struct Node {
    dir: PathBuf,
    port: u16,
    settings: Vec<(&'static str, String)>,
    server: Child,
    keeper: Option<Child>,
}

impl Broker {
    /// Starts a node, or takes the one of `CHANLINT_AMQP_URL`.
    ///
    /// Where neither can be had, it says why: a reason for a test to fail, never to be skipped.
    pub(crate) fn start() -> Result<Broker, String> {
        if let Ok(url) = std::env::var("CHANLINT_AMQP_URL") {
            return Ok(Broker { url, node: None });
        }
        if !Path::new(SCRIPTS).join("rabbitmq-server").exists() {
            return Err(format!(
                "no broker to test against: {SCRIPTS} has no rabbitmq-server; install the package \
                 `rabbitmq-server`, or name a running node in CHANLINT_AMQP_URL"
            ));
        }
        // Ports that were free a moment ago may be taken when the node wants them.
        let mut failures = String::new();
        for _ in 0..3 {
            match Node::start() {
                Ok(node) => {
                    let url = format!("amqp://guest:guest@127.0.0.1:{}/%2f", node.port);
                    return Ok(Broker { url, node: Some(node) });
                }
                Err(failure) => failures += &failure,
            }
        }
        Err(format!("no broker to test against: three starts failed\n{failures}"))
    }

    /// Where it listens, with credentials and the virtual host `/`.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The output of `rabbitmqctl` with these arguments; panics where it fails.
    pub(crate) fn ctl(&self, args: &[&str]) -> String {
        let mut command = match &self.node {
            Some(node) => node.command("rabbitmqctl"),
            None => Command::new("rabbitmqctl"),
        };
        command.args(["-q", "--timeout", "30"]).args(args);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child =
            command.spawn().unwrap_or_else(|error| panic!("rabbitmqctl does not run: {error}"));
        let (stdout, stderr) = (drain(child.stdout.take()), drain(child.stderr.take()));
        let status = wait(&mut child, CTL_LIMIT);
        if status != Some(true) {
            // Lets go of the pipes, so that the readers end.
            let _ = child.kill();
            let _ = child.wait();
        }
        let (stdout, stderr) =
            (stdout.join().unwrap_or_default(), stderr.join().unwrap_or_default());
        match status {
            Some(true) => stdout,
            Some(false) => panic!("rabbitmqctl {args:?} failed\n{stdout}{stderr}"),
            None => panic!("rabbitmqctl {args:?} took more than {CTL_LIMIT:?}\n{stdout}{stderr}"),
        }
    }
}

impl Node {
    fn start() -> Result<Node, String> {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let [port, dist_port, epmd_port] =
            free_ports().map_err(|error| format!("no free port: {error}"))?;
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let dir =
            std::env::temp_dir().join(format!("chanlint-broker-{}-{number}", std::process::id()));
        let settings = settings(&dir, port, dist_port, epmd_port);
        lay_out(&dir).map_err(|error| format!("{}: {error}", dir.display()))?;
        let server = command("rabbitmq-server", &settings)
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(log_file(&dir, "stdout"))
            .stderr(log_file(&dir, "stderr"))
            .spawn()
            .map_err(|error| format!("rabbitmq-server does not run: {error}"))?;
        let keeper = Command::new("sh")
            .args(["-c", KEEPER])
            .envs(settings.iter().map(|(name, value)| (name, value)))
            .env("DIR", &dir)
            .env("LAUNCHED", server.id().to_string())
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let mut node = Node { dir, port, settings, server, keeper: None };
        node.keeper = Some(keeper.map_err(|error| format!("sh does not run: {error}"))?);
        node.await_start()?;
        Ok(node)
    }

    fn await_start(&mut self) -> Result<(), String> {
        let start = Instant::now();
        while start.elapsed() < START_LIMIT {
            if let Ok(Some(status)) = self.server.try_wait() {
                return Err(format!("rabbitmq-server ended with {status}\n{}", self.log()));
            }
            if answers(self.port) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(100));
        }
        Err(format!("the node did not answer within {START_LIMIT:?}\n{}", self.log()))
    }

    fn command(&self, script: &str) -> Command {
        command(script, &self.settings)
    }

    /// What the node said when it did not start.
    fn log(&self) -> String {
        ["stdout", "stderr"]
            .map(|it| fs::read_to_string(self.dir.join("log").join(it)).unwrap_or_default())
            .concat()
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let Some(mut keeper) = self.keeper.take() else {
            let _ = self.server.kill();
            let _ = self.server.wait();
            return;
        };
        drop(keeper.stdin.take());
        // A stopped node is gone for the keeper only when its parent has taken note.
        wait(&mut self.server, Duration::from_secs(15));
        wait(&mut keeper, Duration::from_secs(15));
    }
}

fn settings(dir: &Path, port: u16, dist_port: u16, epmd_port: u16) -> Vec<(&'static str, String)> {
    let path = |name: &str| dir.join(name).display().to_string();
    vec![
        ("HOME", path("home")),
        ("LANG", "C.UTF-8".to_owned()),
        ("RABBITMQ_NODENAME", format!("chanlint{port}@localhost")),
        ("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1".to_owned()),
        ("RABBITMQ_NODE_PORT", port.to_string()),
        ("RABBITMQ_DIST_PORT", dist_port.to_string()),
        (
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
            "-kernel inet_dist_use_interface {127,0,0,1}".to_owned(),
        ),
        ("ERL_EPMD_ADDRESS", "127.0.0.1".to_owned()),
        ("ERL_EPMD_PORT", epmd_port.to_string()),
        ("RABBITMQ_CONFIG_FILE", path("rabbitmq.conf")),
        ("RABBITMQ_ENABLED_PLUGINS_FILE", path("enabled_plugins")),
        ("RABBITMQ_MNESIA_BASE", path("mnesia")),
        ("RABBITMQ_LOG_BASE", path("log")),
        ("RABBITMQ_GENERATED_CONFIG_DIR", path("generated")),
        ("RABBITMQ_PID_FILE", path("pid")),
        // Neither exists: what the machine has set up for its own node stays out.
        ("RABBITMQ_CONF_ENV_FILE", path("no-env.conf")),
        ("RABBITMQ_ADVANCED_CONFIG_FILE", path("no-advanced.config")),
    ]
}

fn lay_out(dir: &Path) -> std::io::Result<()> {
    for name in ["home", "mnesia", "log", "generated"] {
        fs::create_dir_all(dir.join(name))?;
    }
    fs::write(dir.join("enabled_plugins"), "[].")?;
    fs::write(dir.join("rabbitmq.conf"), CONFIG)
}

fn command(script: &str, settings: &[(&'static str, String)]) -> Command {
    let mut command = Command::new(Path::new(SCRIPTS).join(script));
    command.envs(settings.iter().map(|(name, value)| (name, value)));
    command
}

fn log_file(dir: &Path, name: &str) -> Stdio {
    fs::File::create(dir.join("log").join(name)).map_or_else(|_| Stdio::null(), Stdio::from)
}

fn free_ports() -> std::io::Result<[u16; 3]> {
    // All are held until each is known, so that they differ.
    let held = [(); 3].map(|()| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)));
    let mut ports = [0; 3];
    for (port, listener) in ports.iter_mut().zip(held) {
        *port = listener?.local_addr()?.port();
    }
    Ok(ports)
}

/// Whether the port takes the protocol header and answers with a method frame.
fn answers(port: u16) -> bool {
    let limit = Duration::from_secs(2);
    let Ok(mut stream) =
        TcpStream::connect_timeout(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)), limit)
    else {
        return false;
    };
    let mut first = [0];
    stream.set_read_timeout(Some(limit)).is_ok()
        && stream.write_all(b"AMQP\x00\x00\x09\x01").is_ok()
        && stream.read_exact(&mut first).is_ok()
        && first == [1]
}

/// Whether the process succeeded, or `None` where it is still running after that time.
fn wait(child: &mut Child, limit: Duration) -> Option<bool> {
    let start = Instant::now();
    loop {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status.success());
        }
        if start.elapsed() > limit {
            return None;
        }
        thread::sleep(Duration::from_millis(20));
    }
}

fn drain(pipe: Option<impl std::io::Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut text = String::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.read_to_string(&mut text);
        }
        text
    })
}
