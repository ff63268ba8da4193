/** The words of the forms of a comparison beside the terminal's: known before a form is needed. */

export const TABLE_FORM_NAMES = ["csv", "markdown", "latex"] as const;

/** The word of a form. */
export type TableForm = typeof TABLE_FORM_NAMES[number];
