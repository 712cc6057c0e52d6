/** The language server that comes with the extension. It is a chunk of its own, as in the command, below which its threads stand. */
declare const CORDON_VERSION: string;

const { serveStdio } = await import("../../node.ts");
await serveStdio(CORDON_VERSION);
