/** A real VS Code, served to a browser: started with the packaged extension, and with nothing else. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const entry =
  process.env.CORDON_CODE_SERVER ??
  resolve(import.meta.dirname, "node_modules/code-server/out/node/entry.js");

/** Its entry; null: it is not installed, and what needs it is left out. */
export const codeServer: string | null = existsSync(entry) ? entry : null;

const SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.tips.enabled": false,
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "security.workspace.trust.enabled": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "git.openRepositoryInParentFolders": "never",
  "editor.cursorBlinking": "solid",
  "window.autoDetectColorScheme": false,
  "workbench.colorTheme": "Default Light Modern",
};

export class CodeServer {
  readonly address: string;
  readonly #process: ChildProcess;
  readonly #settings: string;

  private constructor(address: string, process: ChildProcess, settings: string) {
    this.address = address;
    this.#process = process;
    this.#settings = settings;
  }

  /** Installs the extension into a new profile below `folder`, and serves it. */
  static async start(folder: string, vsix: string): Promise<CodeServer> {
    const data = join(folder, "data");
    const extensions = join(folder, "extensions");
    const config = join(folder, "config.yaml");
    mkdirSync(join(data, "User"), { recursive: true });
    writeFileSync(config, "{}\n");
    const profile = ["--user-data-dir", data, "--extensions-dir", extensions, "--config", config];
    // what a person's editor would not be given
    const without = { VSCODE_IPC_HOOK_CLI: undefined, CORDON_DATA: undefined, NODE_COMPILE_CACHE: undefined };
    const env = { ...process.env, ...without };
    execFileSync(process.execPath, [codeServer!, ...profile, "--install-extension", vsix], {
      env,
      stdio: "pipe",
    });
    const child = spawn(
      process.execPath,
      [
        codeServer!,
        ...profile,
        "--auth",
        "none",
        "--bind-addr",
        "127.0.0.1:0",
        "--disable-telemetry",
        "--disable-update-check",
        // A window that was closed does not come back: nothing of it is to go on running.
        "--reconnection-grace-time",
        "5",
      ],
      { env, stdio: ["ignore", "pipe", "pipe"] },
    );
    const address = await new Promise<string>((resolve, reject) => {
      let said = "";
      const listen = (chunk: Buffer): void => {
        said += chunk.toString();
        const found = /HTTP server listening on (http:\/\/[\d.:]+)/.exec(said)?.[1];
        if (found !== undefined) resolve(found);
      };
      child.stdout!.on("data", listen);
      child.stderr!.on("data", listen);
      child.once("exit", (code) => reject(new Error(`code-server ended with ${code}: ${said}`)));
    });
    return new CodeServer(address, child, join(data, "User", "settings.json"));
  }

  /** The settings of the windows that are opened from now on, added to those of all tests. */
  configure(settings: object): void {
    writeFileSync(this.#settings, JSON.stringify({ ...SETTINGS, ...settings }));
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill();
    await ended;
  }
}
