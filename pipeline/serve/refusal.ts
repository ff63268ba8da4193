/** What a client is told when its request cannot be answered. */
import { RunError, UserError } from "../../specs/diagnostics/diagnostics.ts";

/** The body of an answer that refuses a request. */
export interface RefusalBody {
  /** What is wrong: the state found. */
  readonly error: string;
  /** The state wanted. */
  readonly expected: string;
  /** What to do. */
  readonly remedy: string;
  /** Every mistake, where there are several. */
  readonly problems?: readonly { readonly error: string; readonly remedy?: string | undefined }[] | undefined;
}

/** A request that is refused, by a status of HTTP. */
export class Refusal extends Error {
  override name = "Refusal";

  constructor(
    readonly status: number,
    readonly body: RefusalBody,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(body.error);
  }

  /** The answer. */
  response(): Response {
    return Response.json(this.body, { status: this.status, headers: { ...this.headers } });
  }
}

/** What stands in messages for people at a terminal, and what it is over HTTP. */
const WORDS: readonly (readonly [typed: RegExp, sent: string])[] = [
  [/--fps (\S+)/g, "?fps=$1"],
  [/--fps/g, "?fps"],
];

/**
 * What a mistake in features or in a film is told as; undefined where the failure is none of the client's.
 *
 * @param folder Where the files of the request lie: clients are told of them without it.
 * @param expected What is wanted of a request.
 */
export function refusalOf(error: unknown, folder: string, expected: string): Refusal | undefined {
  if (!(error instanceof UserError || error instanceof RunError)) return undefined;
  const told = (text: string) =>
    WORDS.reduce((said, [typed, sent]) => said.replace(typed, sent), text.replaceAll(`${folder}/`, ""));
  const found = error instanceof UserError
    ? error.diagnostics.map(({ message, hint }) => ({ error: told(message), remedy: hint && told(hint) }))
    : [{ error: told(error.message), remedy: error.hint && told(error.hint) }];
  const [first] = found;
  return new Refusal(422, {
    error: found.length === 1 ? first!.error : `${found.length} problems: ${first!.error}`,
    expected,
    remedy: first?.remedy ?? "send what is expected; GET /openapi.json describes it",
    problems: found.length === 1 ? undefined : found,
  });
}
