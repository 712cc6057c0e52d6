// Installs a real VS Code, served to a browser, for the tests of this folder. Nothing in it is compiled: what it would compile
// (terminals, logs in files, Kerberos) the tests do not need, and no script of any package is run.
import { execFileSync } from "node:child_process";
import { existsSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const here = import.meta.dirname;
const server = join(here, "node_modules", "code-server");
const done = join(server, ".installed");

if (!existsSync(done)) {
  const npm = (folder, ...args) =>
    execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", ...args], {
      cwd: folder,
      stdio: "inherit",
    });
  npm(here, "--no-save", "--no-package-lock");
  const editor = join(server, "lib", "vscode");
  npm(editor, "--omit=dev");
  npm(join(editor, "extensions"), "--omit=dev");
  link(join(editor, "bin", "remote-cli"), "code-linux.sh", "code-server");
  link(join(editor, "bin", "helpers"), "browser-linux.sh", "browser.sh");
  writeFileSync(done, "");
}

/** What its own installation would link. */
function link(folder, target, name) {
  rmSync(join(folder, name), { force: true });
  symlinkSync(target, join(folder, name));
}
