/** Memory of the values that are read from files. */
import { createPool } from "../../release.ts";

/** Bytes that wait for the next file. */
const WAITING_BYTES = 32 * 2 ** 20;

/** What values are read into that are used for a short time, and where they go then. */
export const MEMORY = createPool(WAITING_BYTES);
