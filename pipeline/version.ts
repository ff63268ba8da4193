/** The version of walt. */
import config from "../deno.json" with { type: "json" };

/** The version of walt. */
export const VERSION: string = config.version;
