/** Layout `class_files`: a text file for each class. */
import { z } from "zod";
import { layout } from "./layout.ts";

/** Names of files say the class and the subset. */
export const classFiles = layout({
  kind: "class_files",
  summary:
    "A folder with a text file for each class, named <class>_val.txt or <class>_test.txt, of lines `video start end`",
  endings: [".txt"],
  options: () => z.strictObject({}),
});
