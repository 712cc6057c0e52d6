import fc from "fast-check";

// The plain test command asks the same questions every time; the long suite, or a seed of one's own, asks new ones.
const { CORDON_SEED, CORDON_LONG } = process.env;
if (CORDON_SEED !== undefined) fc.configureGlobal({ seed: Number(CORDON_SEED) });
else if (CORDON_LONG === undefined) fc.configureGlobal({ seed: 20261125 });
