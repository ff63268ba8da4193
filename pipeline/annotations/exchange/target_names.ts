/** What `--to` calls the forms of `EXCHANGE_TARGETS`; these need libraries that the command line does without. */

/** Every name. */
export const EXCHANGE_NAMES = ["boris", "elan", "datavyu", "label-studio", "vtt", "otio"] as const;

/** The name of a form. */
export type ExchangeName = typeof EXCHANGE_NAMES[number];
