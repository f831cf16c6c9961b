//! Setting an installation up and running it.

use super::Machine;

#[test]
fn init_needs_an_e_mail_and_adds_one_first_administrator() {
    let machine = Machine::new();
    machine
        .run(&["init"])
        .refused(2, &["balsts init --email you@example.org"]);
    assert!(machine.files().is_empty(), "{:?}", machine.files());
    let machine = Machine::initialised();
    machine
        .run_with(
            &["init", "--email", "other@example.org"],
            &[],
            "correct horse battery\n",
        )
        .refused(1, &["there is an administrator already", "balsts user add"]);
    let list = machine.run(&["user", "list", "--format", "csv"]);
    assert_eq!(
        list.out,
        "email,name,roles,disabled,second_factor\nfirst@example.org,Administrators,administrator,false,false\n"
    );
    let text = machine.run(&["user", "list"]);
    assert!(
        text.out.starts_with("first@example.org ") && !text.out.contains(','),
        "{}",
        text.out
    );
}

#[test]
fn an_unknown_variable_is_said_and_ignored_but_an_unknown_setting_of_the_file_is_refused() {
    let machine = Machine::new();
    let environment = [
        ("BALSTS_TEST_POSTGRES", "x"),
        ("BALSTS_DATABASE", "sqlite:named.db"),
    ];
    let done = machine.run_with(&["migrate"], &environment, "");
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(
        done.err
            .contains("warning: BALSTS_TEST_POSTGRES in the environment is no setting"),
        "{}",
        done.err
    );
    assert!(machine.path("named.db").exists(), "the known one counts");
    machine.write("balsts.toml", "databse = \"sqlite:other.db\"\n");
    machine.run(&["migrate"]).refused(2, &["databse"]);
}

#[test]
fn a_mistyped_database_is_refused_and_not_created() {
    let machine = Machine::initialised();
    let before = machine.files();
    machine.write("pupils.csv", "personal_code,given_name,family_name\n");
    for command in [
        &["assess"][..],
        &["import", "pupils", "pupils.csv"],
        &["report", "staff"],
        &["user", "list"],
        &["municipality", "list"],
        &["audit", "verify"],
        &["backup", "copy.db"],
        &["serve", "--listen", "127.0.0.1:0"],
    ] {
        let args = [command, &["--database", "sqlite:balst.db"]].concat();
        machine
            .run(&args)
            .refused(1, &["there is no database balst.db", "--database"]);
    }
    std::fs::remove_file(machine.path("pupils.csv")).unwrap();
    assert_eq!(machine.files(), before);
}

#[test]
fn a_backup_comes_back_with_its_audit_log_and_an_export_proves_offline() {
    let machine = Machine::initialised();
    assert_eq!(machine.run(&["backup", "copy.db"]).code, Some(0));
    machine
        .run(&["backup", "copy.db"])
        .refused(1, &["copy.db exists already"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(machine.path("copy.db"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "a copy holds what the database holds");
    }
    machine
        .run(&["restore", "copi.db", "--force"])
        .refused(1, &["copi.db", "nothing was replaced"]);
    assert_eq!(
        machine
            .run(&["municipality", "add", "ogres-novads", "Ogres novads"])
            .code,
        Some(0)
    );
    machine
        .run(&["restore", "copy.db"])
        .refused(1, &["exists; --force replaces it"]);
    let restored = machine.run(&["restore", "copy.db", "--force"]);
    assert_eq!(restored.code, Some(0), "{}", restored.err);
    let list = machine.run(&["municipality", "list", "--format", "csv"]);
    assert_eq!(list.out, "code,name\npasvaldiba,\"Pašvaldība\"\n");
    assert_eq!(
        machine.run(&["audit", "export", "-o", "audit.jsonl"]).code,
        Some(0)
    );
    let proof = machine.run(&["audit", "verify", "--file", "audit.jsonl"]);
    assert_eq!(proof.code, Some(0), "{}", proof.err);
    assert!(proof.out.contains("\"broken_at\":null"), "{}", proof.out);
    let told = machine.run(&["audit", "verify", "--file", "audit.jsonl", "--format", "text"]);
    assert_eq!(told.code, Some(0), "{}", told.err);
    assert!(
        told.out.contains("entries, the chain holds: ") && !told.out.contains('{'),
        "{}",
        told.out
    );
    machine.write("nothing.jsonl", "");
    machine
        .run(&["audit", "verify", "--file", "nothing.jsonl"])
        .refused(1, &["nothing.jsonl", "nothing to verify", "audit export"]);
    let cut = std::fs::read_to_string(machine.path("audit.jsonl"))
        .unwrap()
        .replacen("account.added", "account.addad", 1);
    machine.write("audit.jsonl", &cut);
    machine
        .run(&["audit", "verify", "--file", "audit.jsonl"])
        .refused(1, &["does not hold"]);
}

/// `balsts assess | head`: whoever reads goes away before all is written.
#[test]
fn a_command_whose_reader_goes_away_ends_quietly() {
    let machine = Machine::initialised();
    for args in [
        &["assess"][..],
        &["assess", "--format", "json"],
        &["audit", "export"],
        &["audit", "verify"],
        &["calendar", "show", "2026"],
        &["municipality", "list"],
        &["user", "list", "--format", "csv"],
        &["loads", "list"],
        &["report", "staff"],
        &["openapi"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = machine.command(args, &[]);
        let output = command.stdout(writer).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}: {err}");
        assert!(
            !err.contains("panicked") && !err.contains("pipe"),
            "{args:?}: {err}"
        );
    }
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = machine.command(&["assess", "--institution", "OPX"], &[]);
    let output = command.stderr(writer).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "refused, though nobody hears why");
}

/// The database holds what its backups hold.
#[cfg(unix)]
#[test]
fn a_new_database_is_its_owner_s_alone() {
    use std::os::unix::fs::PermissionsExt;
    let machine = Machine::initialised();
    let journal = machine
        .run(&["municipality", "add", "ogres-novads", "Ogres novads"])
        .code;
    assert_eq!(journal, Some(0));
    for name in machine.files() {
        let mode = std::fs::metadata(machine.path(&name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn the_server_answers_and_stops_in_order_when_it_is_told_to() {
    use std::io::{BufRead, BufReader, Read, Write};

    let machine = Machine::initialised();
    let mut server = machine
        .command(&["serve", "--listen", "127.0.0.1:0"], &[])
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(server.stderr.take().unwrap()).lines();
    let address = lines
        .find_map(|line| Some(line.unwrap().strip_prefix("Balsts: http://")?.to_owned()))
        .unwrap();
    let get = |path: &str| {
        let mut stream = std::net::TcpStream::connect(&address).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let described: serde_json::Value = serde_json::from_str(&machine.run(&["openapi"]).out).unwrap();
    for path in ["/healthz", "/readyz", "/metrics"] {
        let answer = get(path);
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        let content = &described["paths"][path]["get"]["responses"]["200"]["content"];
        let kind = content.as_object().unwrap().keys().next().unwrap();
        assert!(
            answer.contains(&format!("content-type: {kind}\r\n")),
            "{kind}: {answer}"
        );
    }
    let told = std::process::Command::new("kill")
        .args(["-TERM", &server.id().to_string()])
        .status()
        .unwrap();
    assert!(told.success());
    let ended = server.wait().unwrap();
    assert_eq!(ended.code(), Some(0));
}
