/** The Prettier plugin: `plugins: ["cordon/prettier"]`. It has no options. */
export { defaultOptions, languages, parsers, printers } from "./plugin.ts";
