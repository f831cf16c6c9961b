//! A mail server in a process of its own: it takes what it is sent, tells it on its standard output, and can be killed and begun again.

use std::{
    io::{BufRead, BufReader, Write},
    net::{IpAddr, Ipv4Addr, TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
};

use mailin::{Action, Handler, Response, SessionBuilder, response};

const PORT: &str = "BALSTS_TEST_SMTP_PORT";

#[derive(Default)]
struct Taken(String);

impl Handler for Taken {
    fn rcpt(&mut self, to: &str) -> Response {
        if to.starts_with("refused") {
            response::NO_MAILBOX
        } else {
            response::OK
        }
    }

    fn data(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.0.push_str(&String::from_utf8_lossy(bytes));
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let mail = std::mem::take(&mut self.0);
        println!("mail {}", mail.escape_default());
        response::OK
    }
}

fn serve(stream: &mut TcpStream) -> std::io::Result<()> {
    let mut session =
        SessionBuilder::new("smtp.test").build(IpAddr::V4(Ipv4Addr::LOCALHOST), Taken::default());
    session.greeting().write_to(stream)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        let answer = session.process(&line);
        line.clear();
        if answer.action != Action::NoReply {
            answer.write_to(stream)?;
            stream.flush()?;
        }
        if answer.action == Action::Close {
            break;
        }
    }
    Ok(())
}

/// Nothing by itself: the tests run it in a process of its own and kill it.
#[test]
#[ignore = "run by other tests in a process of its own"]
#[expect(
    clippy::disallowed_methods,
    reason = "the parent process says here what to do"
)]
fn the_mail_server() {
    let Ok(port) = std::env::var(PORT) else { return };
    let listener = TcpListener::bind(("127.0.0.1", port.parse().unwrap())).unwrap();
    println!("listening");
    for stream in listener.incoming() {
        std::thread::spawn(move || serve(&mut stream.unwrap()));
    }
}

/// A running mail server.
pub struct MailServer {
    process: Child,
    mails: Arc<Mutex<Vec<String>>>,
}

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

impl MailServer {
    /// Begins one on a port and waits until it listens.
    pub fn start(port: u16) -> Self {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "smtp::the_mail_server", "--nocapture"])
            .env(PORT, port.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        while !lines.next().unwrap().unwrap().ends_with("listening") {}
        let mails = Arc::<Mutex<Vec<String>>>::default();
        let kept = Arc::clone(&mails);
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if let Some(mail) = line.strip_prefix("mail ") {
                    kept.lock().unwrap().push(mail.to_owned());
                }
            }
        });
        Self { process, mails }
    }

    /// All mails taken, once there are at least so many or five seconds are over.
    pub fn mails(&self, at_least: usize) -> Vec<String> {
        for _ in 0..100 {
            if self.mails.lock().unwrap().len() >= at_least {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        self.mails.lock().unwrap().clone()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}
