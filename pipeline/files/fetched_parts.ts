/** Parts of walt that are fetched where they are needed alone. Named for what starts walt, too, which has no packages. */

/** By the verb and task that fetches each, into the folder of `runtimes` of that name. */
export const FETCHED_PARTS = {
  films: {
    what: "what draws films and finds people in them",
    size: "53 MB",
    packages: ["@vladmandic/human", "canvaskit-wasm"],
  },
  onnx: { what: "the runtime of ONNX models", size: "114 MB", packages: ["onnxruntime-node"] },
} as const;

/** Such a part. */
export type FetchedPart = keyof typeof FETCHED_PARTS;
