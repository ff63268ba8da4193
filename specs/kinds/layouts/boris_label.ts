/** What both layouts of BORIS take for the class of an event. */
import { z } from "zod";

/** What the class of an event is, in both. */
export const eventLabel = z.enum(["behavior", "behavior_and_modifiers", "subject_and_behavior"]).default(
  "behavior",
)
  .describe(
    "What the class of an event is: its behaviour, `behaviour: modifiers`, or `subject: behaviour`",
  );
