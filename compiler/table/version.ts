/** The version a manifest names as its writer; a test keeps it equal to that of the package. */
export const CORDON_VERSION = "0.1.0";
