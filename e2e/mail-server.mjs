// A real mail server for the browser tests: the same Exim as in the tests in Rust, on the loopback, gone with the test.
import { spawn } from "node:child_process";
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const script = readFileSync(resolve(import.meta.dirname, "../crates/mailtest/src/server.sh"), "utf8");

/** A port that nobody has at present. */
function freePort() {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Starts one: `{ port, certificate, inbox(), stop() }`; user `crm`, password `right`. */
export async function mailServer() {
  const [port, tls] = [await freePort(), await freePort()];
  const shell = ["bash", "-c", script, "server", String(port), String(tls)];
  // As everybody else would run it: what root started would change to another user by itself.
  const line = process.getuid() === 0 ? ["setpriv", "--reuid=mail", "--regid=mail", "--groups=mail", ...shell] : shell;
  const child = spawn(line[0], line.slice(1), { cwd: "/", stdio: ["pipe", "pipe", "inherit"] });
  const folder = await new Promise((done, fail) => {
    child.once("exit", (code) => fail(new Error(`the mail server ended with ${code}: is exim4-daemon-light installed?`)));
    createInterface({ input: child.stdout }).once("line", done);
  });
  const fresh = join(folder, "inbox/new");
  const inbox = () => (existsSync(fresh) ? readdirSync(fresh).sort().map((name) => readFileSync(join(fresh, name), "utf8")) : []);
  const ended = new Promise((done) => child.once("exit", done));
  return {
    port,
    certificate: readFileSync(join(folder, "cert.pem"), "utf8"),
    inbox,
    /** The messages when there are so many. */
    waitFor: async (count) => {
      for (let tries = 0; tries < 200 && inbox().length < count; tries += 1) await new Promise((done) => setTimeout(done, 100));
      return inbox();
    },
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
