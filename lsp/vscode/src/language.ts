/** The language's id, and the section of its settings. */
export const LANGUAGE = "cordon";
