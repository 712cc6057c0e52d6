/** The package of the extension: what is in it, and that its manifest promises nothing that is not there. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pngSize, unzip } from "./unzip.ts";

const root = resolve(import.meta.dirname, "../..");

describe("the package of the extension", () => {
  const folder = mkdtempSync(join(tmpdir(), "cordon-vsix-"));
  const vsix = join(folder, "cordon.vsix");
  let files: ReadonlyMap<string, Buffer>;
  let manifest: Manifest;

  beforeAll(() => {
    pack(vsix);
    files = unzip(readFileSync(vsix));
    manifest = JSON.parse(text("package.json"));
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const pack = (file: string, env: NodeJS.ProcessEnv = {}): void => {
    execFileSync(process.execPath, [join(root, "lsp/vscode/package.ts"), file], {
      stdio: "pipe",
      env: { ...process.env, ...env },
    });
  };

  const text = (name: string): string => {
    const file = files.get(`extension/${name}`);
    if (file === undefined) throw new Error(`${name} is not in the package`);
    return file.toString("utf8");
  };

  it("is under three megabytes, and holds no sources, no maps and no modules of others", () => {
    expect(statSync(vsix).size).toBeLessThan(3_000_000);
    const names = [...files.keys()];
    expect(names.filter((name) => /\.tsx?$|\.map$|node_modules|\.test\./.test(name))).toEqual([]);
    for (const name of names.filter((one) => /\.[cm]?js$/.test(one)))
      expect(files.get(name)!.toString("utf8"), name).not.toContain("sourceMappingURL=");
  });

  it("is the same, byte for byte, when it is packaged again elsewhere", () => {
    const again = join(folder, "again.vsix");
    pack(again, { TZ: "Asia/Seoul", LANG: "de_DE.UTF-8" });
    expect(readFileSync(again).equals(readFileSync(vsix))).toBe(true);
  });

  it("has the version of Cordon, and every file that the manifest names", () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(manifest.version).toBe(version);
    expect(manifest).not.toHaveProperty("private");
    const { languages, grammars, snippets, jsonValidation, walkthroughs } = manifest.contributes;
    const named = [
      manifest.icon,
      manifest.main,
      manifest.browser,
      ...languages.flatMap((language) => [language.configuration, language.icon.light, language.icon.dark]),
      ...grammars.map(({ path }) => path),
      ...snippets.map(({ path }) => path),
      ...jsonValidation.map(({ url }) => url),
      ...walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown)),
    ];
    for (const name of named) expect(text(name.replace(/^\.\//, "")).length, name).toBeGreaterThan(0);
  });

  it("has the grammar and the language configuration of the token table", () => {
    const generated = (name: string) => readFileSync(join(root, "grammar/highlight", name), "utf8");
    expect(text("cordon.tmLanguage.json")).toBe(generated("cordon.tmLanguage.gen.json"));
    expect(text("language-configuration.json")).toBe(generated("language-configuration.gen.json"));
  });

  it("has the threads that the server starts, where it looks for them", () => {
    const asked = readdirSync(join(root, "lsp"))
      .filter((name) => name.endsWith(".ts"))
      .flatMap((name) => [
        ...readFileSync(join(root, "lsp", name), "utf8").matchAll(/"\.\.\/(lsp-[\w-]+\.js)"/g),
      ])
      .map((match) => match[1]!);
    expect(asked).toContain("lsp-checker.js");
    for (const name of asked) expect(text(`server/${name}`).length, name).toBeGreaterThan(0);
  });

  it("has an icon that the marketplace takes", () => {
    const { width, height } = pngSize(files.get("extension/icon.png")!);
    expect(width).toBe(height);
    expect(width).toBeGreaterThanOrEqual(128);
  });

  it("handles each command of the manifest, and gives each a title", () => {
    const sources = readdirSync(join(root, "lsp/vscode/src")).map((name) =>
      readFileSync(join(root, "lsp/vscode/src", name), "utf8"),
    );
    const handled = new Set(
      sources
        .flatMap((source) => [...source.matchAll(/registerCommand\(\s*(?:"([\w.]+)"|(\w+))/g)])
        .flatMap((match) => {
          if (match[1] !== undefined) return [match[1]];
          const constant = new RegExp(`const ${match[2]} = "([\\w.]+)"`);
          return sources.flatMap((source) => constant.exec(source)?.[1] ?? []);
        }),
    );
    const { commands, menus, keybindings, walkthroughs } = manifest.contributes;
    const offered = commands.map(({ command }) => command);
    for (const { command, title, category } of commands) {
      expect(handled, command).toContain(command);
      expect(title).toMatch(/^[A-Z]/);
      expect(category).toBe("Cordon");
    }
    const used = [
      ...Object.values(menus).flat(),
      ...keybindings,
      ...walkthroughs.flatMap(({ steps }) =>
        steps.flatMap(({ description }) =>
          [...description.matchAll(/\(command:([\w.]+)\)/g)].map((match) => ({ command: match[1]! })),
        ),
      ),
    ].map(({ command }) => command);
    for (const command of used) expect(offered).toContain(command);
  });

  it("describes every setting, and reads no other", () => {
    const { properties } = manifest.contributes.configuration;
    for (const [name, setting] of Object.entries(properties)) {
      expect(name).toMatch(/^cordon\./);
      expect(setting.description ?? setting.markdownDescription, name).toMatch(/\.$/);
      expect(setting, name).toHaveProperty("default");
      expect(text("readme.md"), name).toContain(`\`${name}\``);
    }
    const read = readdirSync(join(root, "lsp/vscode/src")).flatMap((name) =>
      [
        ...readFileSync(join(root, "lsp/vscode/src", name), "utf8").matchAll(
          /getConfiguration\(LANGUAGE\)\s*\.get(?:<[^>]+>)?\(\s*"([\w.]+)"/g,
        ),
      ].map((match) => `cordon.${match[1]}`),
    );
    expect(read.length).toBeGreaterThan(0);
    for (const name of read) expect(Object.keys(properties)).toContain(name);
  });

  it("runs nothing of a workspace that is not trusted", () => {
    const { untrustedWorkspaces } = manifest.capabilities;
    expect(untrustedWorkspaces.supported).toBe("limited");
    expect(untrustedWorkspaces.restrictedConfigurations).toEqual(["cordon.server.path"]);
  });

  it("needs no module of Node in a browser", () => {
    const asked = [...text("dist/browser.cjs").matchAll(/\brequire\("([^"]+)"\)/g)].map((match) => match[1]);
    expect([...new Set(asked)]).toEqual(["vscode"]);
  });
});

interface Manifest {
  readonly version: string;
  readonly icon: string;
  readonly main: string;
  readonly browser: string;
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: string;
      readonly restrictedConfigurations: readonly string[];
    };
  };
  readonly contributes: {
    readonly languages: readonly {
      readonly configuration: string;
      readonly icon: { readonly light: string; readonly dark: string };
    }[];
    readonly grammars: readonly { readonly path: string }[];
    readonly snippets: readonly { readonly path: string }[];
    readonly jsonValidation: readonly { readonly url: string }[];
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
    }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly keybindings: readonly { readonly command: string }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly description: string;
        readonly media: { readonly markdown: string };
      }[];
    }[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly description?: string; readonly markdownDescription?: string }>
      >;
    };
  };
}
