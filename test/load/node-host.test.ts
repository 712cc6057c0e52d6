import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findWorkspaceRoot, hostPath, NodeHost } from "../../compiler/host/node-host.ts";

let root = "";
const write = (path: string, content: string | Uint8Array): void => {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), content);
};

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "cordon-host-"));
  write("w/cordon.json", "{}");
  write("w/us/b.cordon", "\uFEFFmodule us.b\r\n");
  write("w/us/a.cordon", "module us.a 北京\n");
  write("w/.git/x.cordon", "");
  write("w/node_modules/@ministry/v/cordon.json", "{}");
  write("w/node_modules/@ministry/v/v.cordon", "");
  write("w/node_modules/bare/package.json", "{}");
  write("w/latin.csv", Uint8Array.from([0x69, 0x64, 0x0a, 0xe9]));
  symlinkSync(join(root, "w"), join(root, "w/us/loop"));
});
afterAll(() => rmSync(root, { recursive: true }));

const host = () => new NodeHost(join(root, "w"));

describe("the host on the file system", () => {
  it("reads text as it is, and null where there is no file", () => {
    expect(host().readFile("us/a.cordon")).toBe("module us.a 北京\n");
    expect(host().readFile("us/b.cordon")).toBe("\uFEFFmodule us.b\r\n");
    expect(host().readFile("us/none.cordon")).toBeNull();
    expect(host().readFile("us")).toBeNull();
    expect(host().readFile("us/a.cordon/x")).toBeNull();
  });

  it("does not replace bytes that are no UTF-8", () => {
    expect(() => host().readFile("latin.csv")).toThrow("it is not UTF-8 text");
  });

  it("lists files below a folder, sorted, without packages and linked folders", () => {
    expect(host().listFiles(".", [".cordon"])).toEqual(["us/a.cordon", "us/b.cordon"]);
    expect(host().listFiles("us", [".cordon", ".csv"])).toEqual(["us/a.cordon", "us/b.cordon"]);
    expect(host().listFiles("none", [".cordon"])).toEqual([]);
  });

  it("lists the sources of a package when asked for its folder", () => {
    const folder = host().resolvePackage("@ministry/v");
    expect(folder).toBe("node_modules/@ministry/v");
    expect(host().listFiles(folder!, [".cordon"])).toEqual(["node_modules/@ministry/v/v.cordon"]);
  });

  it("finds policy packages only by their manifest and by a proper name", () => {
    expect(host().resolvePackage("bare")).toBeNull();
    expect(host().resolvePackage("none")).toBeNull();
    expect(host().resolvePackage("../../w")).toBeNull();
    expect(host().resolvePackage("..")).toBeNull();
  });

  it("finds packages of folders above", () => {
    const inner = new NodeHost(join(root, "w/us"));
    expect(inner.resolvePackage("@ministry/v")).toBe("../node_modules/@ministry/v");
  });

  it("finds the workspace around a folder", () => {
    expect(findWorkspaceRoot(join(root, "w/us"))).toBe(join(root, "w"));
    expect(findWorkspaceRoot(root)).toBe(root);
    expect(hostPath(host(), "a.cordon", join(root, "w/us"))).toBe("us/a.cordon");
    expect(hostPath(host(), join(root, "w"), "/")).toBe("");
  });
});
