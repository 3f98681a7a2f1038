//! The few words of the Language Server Protocol that an editor says to have a file checked.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// An editor with one server, which ends with it.
pub(crate) struct Client {
    server: Child,
    said: ChildStdin,
    heard: BufReader<ChildStdout>,
    dir: PathBuf,
    settings: Value,
    requests: u64,
}

impl Client {
    /// Starts a server on a workspace.
    pub(crate) fn start(program: &Path, dir: &Path, settings: &Value) -> Self {
        let mut server = Command::new(program);
        server.current_dir(dir).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut server = server.spawn().unwrap();
        let said = server.stdin.take().unwrap();
        let heard = BufReader::new(server.stdout.take().unwrap());
        let mut client =
            Self { server, said, heard, dir: dir.into(), settings: settings.clone(), requests: 0 };
        let knows = json!({
            "textDocument": {
                "publishDiagnostics": { "relatedInformation": true, "codeDescriptionSupport": true },
                "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } } },
            },
            "experimental": { "serverStatusNotification": true },
        });
        client.ask(
            "initialize",
            &json!({
                "processId": std::process::id(), "rootUri": client.uri(""), "capabilities": knows,
                "initializationOptions": settings,
            }),
        );
        client.tell("initialized", &json!({}));
        client.wait(|message| (message["params"]["quiescent"] == true).then_some(()));
        client
    }

    /// Opens and saves a file, and waits until there is a diagnostic of each of some codes.
    pub(crate) fn diagnostics_after_save(
        &mut self,
        file: &str,
        text: &str,
        codes: &[&str],
    ) -> Vec<Value> {
        let uri = self.uri(file);
        let document = json!({ "uri": uri, "languageId": "rust", "version": 1, "text": text });
        self.tell("textDocument/didOpen", &json!({ "textDocument": document }));
        self.tell("textDocument/didSave", &json!({ "textDocument": { "uri": uri } }));
        self.wait(|message| {
            let params = &message["params"];
            let shown = params["diagnostics"].as_array().filter(|_| params["uri"] == uri)?;
            let is_there = |code: &&str| shown.iter().any(|diagnostic| diagnostic["code"] == *code);
            codes.iter().all(is_there).then(|| shown.clone())
        })
    }

    /// The quick fixes for a whole line, counted from 0.
    pub(crate) fn quick_fixes(&mut self, file: &str, line: u32) -> Vec<Value> {
        let place = |line| json!({ "line": line, "character": 0 });
        let asked = json!({
            "textDocument": { "uri": self.uri(file) },
            "range": { "start": place(line), "end": place(line + 1) },
            "context": { "diagnostics": [], "only": ["quickfix"] },
        });
        let fixes = self.ask("textDocument/codeAction", &asked);
        fixes.as_array().cloned().unwrap_or_default()
    }

    fn uri(&self, file: &str) -> String {
        format!("file://{}", self.dir.join(file).display())
    }

    fn tell(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.requests += 1;
        let id = self.requests;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        self.wait(|message| {
            let is_answer = message["id"] == id && message["method"].is_null();
            is_answer.then(|| message["result"].clone())
        })
    }

    /// Reads what the server says until something is found in it, and answers what it asks.
    fn wait<T>(&mut self, mut find: impl FnMut(&Value) -> Option<T>) -> T {
        loop {
            let message = self.receive();
            if !message["id"].is_null() && !message["method"].is_null() {
                self.answer(&message);
            }
            if let Some(found) = find(&message) {
                return found;
            }
        }
    }

    /// The server asks for settings, and for leave to show progress.
    fn answer(&mut self, asked: &Value) {
        let result = match asked["method"].as_str() {
            Some("workspace/configuration") => json!([self.settings]),
            _ => Value::Null,
        };
        self.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": result }));
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.said, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.said.flush().unwrap();
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            let read = self.heard.read_line(&mut line).unwrap();
            assert_ne!(read, 0, "the server has gone");
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            if name == "Content-Length" {
                length = value.parse().unwrap();
            }
        }
        let mut text = vec![0; length];
        self.heard.read_exact(&mut text).unwrap();
        serde_json::from_slice(&text).unwrap()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
