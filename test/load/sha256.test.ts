import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { NodeHost } from "../../compiler/host/node-host.ts";
import { contentHash, Sha256, sha256 } from "../../compiler/load/sha256.ts";

const platform = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const bytesOf = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * 31 + length) % 256);

describe("SHA-256", () => {
  it("is that of the platform, at every length around the ends of blocks", () => {
    for (let length = 0; length <= 200; length++) {
      const bytes = bytesOf(length);
      expect(sha256(bytes), `${length} bytes`).toBe(platform(bytes));
    }
  });

  it("is the same however the bytes are cut", () => {
    const bytes = bytesOf(1000);
    for (const size of [1, 3, 55, 56, 63, 64, 65, 127, 128, 999]) {
      const hash = new Sha256();
      for (let at = 0; at < bytes.length; at += size) hash.update(bytes.subarray(at, at + size));
      expect(hash.digest(), `in parts of ${size}`).toBe(platform(bytes));
    }
  });

  it("is what the host of Node says of a text", () => {
    for (const text of ["", "Verordnung (EU) 2021/821\n", "出口管制", "a lone \ud800 half"])
      expect(new NodeHost(".").contentHash(text)).toBe(contentHash(text));
  });
});
