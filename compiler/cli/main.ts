#!/usr/bin/env node
/**
 * The entry of the command. It imports nothing, so that an older Node reaches the check below instead of failing on
 * syntax or on a missing module; everything else is loaded after it.
 */
const [major, minor] = process.versions.node.split(".").map(Number) as [number, number];

if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(
    `cordon needs Node 22.12 or newer, and this is Node ${process.versions.node}; install a current Node, or add the npm package \`node\` to your project and run \`npx cordon\`.\n`,
  );
  process.exitCode = 2;
} else {
  const { guardProcess, run } = await import("./program.ts");
  guardProcess();
  process.exitCode = await run(process.argv.slice(2));
}

export {};
