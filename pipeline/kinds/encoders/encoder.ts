/** What encoders do: rows of features from the frames of a film. */

/** How the frames of a film are made for an encoder: RGB, a byte a channel. */
export interface FrameForm {
  /** Pixels of a row. */
  readonly width: number;
  /** Rows of pixels. */
  readonly height: number;
  /** What becomes of another aspect ratio: black bars, cut edges, or a distorted picture. */
  readonly fit: "pad" | "crop" | "stretch";
  /** What the shorter side is scaled to before the middle is cut out; the smallest that fills the frame by default. */
  readonly shortSide?: number | undefined;
}

/** The frames of a snippet that an encoder looks at. */
export interface SnippetPixels {
  /** In order, each [height, width, 3] RGB. */
  readonly pixels: readonly Uint8Array[];
  /** From the first of them to the last. */
  readonly seconds: number;
}

/** A row of features. */
export type FeatureRow = Float32Array<ArrayBuffer>;

/** How frames are looked at one by one, so that a frame of several snippets is looked at once. */
export interface FrameLooks {
  /** What each frame gives; frames are [height, width, 3] RGB. */
  look(pixels: readonly Uint8Array[]): readonly Float32Array[] | Promise<readonly Float32Array[]>;
  /** The row of a snippet from what its frames gave, with the seconds between the first and the last. */
  join(looks: readonly Float32Array[], seconds: number): FeatureRow;
}

/** An encoder whose model is loaded. */
export interface Encoder {
  /** How frames are made for it. */
  readonly form: FrameForm;
  /** How many frames of a snippet it looks at. */
  readonly frames: number;
  /** SHA-256 of the model, hexadecimal. */
  readonly hash: string;
  /** A row of features, always of the same width. */
  encode(snippet: SnippetPixels): FeatureRow | Promise<FeatureRow>;
  /** What `encode` does in two steps; absent where a network sees a snippet as a whole. */
  readonly looks?: FrameLooks | undefined;
  /** Frees what it holds. */
  close(): void | Promise<void>;
}

/**
 * Loads the model. `folder` is that of the description, to which its files are relative; `useEngine` makes walt's engine
 * current, for those that compute on it.
 *
 * @throws {UserError} When the model cannot be read, or is none that the kind can use.
 */
export type OpenEncoder = (folder: string, useEngine: () => Promise<unknown>) => Promise<Encoder>;

/** How an encoder encodes that looks at frames one by one. */
export function byFrames(looks: FrameLooks): Pick<Encoder, "encode" | "looks"> {
  return {
    looks,
    encode: async ({ pixels, seconds }) => looks.join(await looks.look(pixels), seconds),
  };
}
