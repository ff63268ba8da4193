/**
 * Pass: convolutions of sampled batches multiply every row once.
 *
 * Short videos are stretched to T by repetition, and y[t] = sum over o of W_o x[index[t + o]] needs every product
 * W_o x[u] once per row u, whatever the kernel. Which rows there are is up to the batch, so the rows and the
 * plan by which their products are added up are inputs of the program.
 */
import { inputOf, type Node, type Program } from "../../../specs/program.ts";
import { axisOf, type Dim, elements } from "../../../specs/types.ts";
import type { Convolution } from "../../../specs/kinds/traits.ts";
import type { SampledPlanner } from "../../engines/sampled.ts";
import { rewrite } from "./rewrite.ts";

/** The columns begin .. begin + size - 1 of the features. */
export interface Columns {
  readonly begin: number;
  readonly size: number;
}

/** What the program reads instead of `features`, by the names of its inputs. */
export interface SampledInputs {
  /** [U, size]: the rows, some of their columns. */
  readonly rows: ReadonlyMap<string, Columns>;
  /** [B, T] int32: the row of every snippet. Undefined where the program has no rows. */
  readonly index: string | undefined;
  /** The plans of its convolutions. */
  readonly plans: readonly PlanInputs[];
  /** The inputs whose first axis has another size at every step. */
  readonly varying: ReadonlySet<string>;
}

/** What an input of rows is told. */
interface RowsOptions extends Columns {
  readonly name: string;
  readonly varies: boolean;
}

/** The plan of a convolution. */
export interface PlanInputs {
  readonly conv: Convolution;
  /** The inputs that its parts are, in order. */
  readonly parts: readonly string[];
}

const INDEX = "features.index";
/** Before the name of a part of a plan. */
const PLAN = "features.plan.";

/**
 * The program with every convolution that reads `features`, or some columns of them, computed from the rows of a sampled
 * batch. Equal to rounding. What else reads `features` goes on doing so.
 *
 * @param planner That of the engine.
 */
export function sampleConvolutions(
  program: Program,
  planner: Pick<SampledPlanner, "parts" | "rowCounts">,
): Program {
  const added = new Map<string, number>();
  return rewrite(program, (node, original, add) => {
    const columns = sampledColumns(original, program.nodes);
    if (!columns) return node;
    const [B, T, D] = program.nodes[original.inputs[0]!]!.type.dims as [Dim, Dim, Dim];
    const input = (name: string, dims: readonly Dim[], options: Node["options"] = {}) => {
      const known = added.get(name);
      if (known !== undefined) return known;
      const id = add({
        family: "structure",
        op: "input",
        inputs: [],
        options: { name, ...options },
        type: { dims },
        signal: "features",
        parameters: [],
        detached: false,
        multiplyAdds: 0,
        traits: {},
      });
      added.set(name, id);
      return id;
    };
    const { begin, size } = columns;
    const U: Dim = { axis: "U", size: "U", count: B.count * T.count };
    // What a part holds, and how many axes it has, is between the engine and its plan.
    const N: Dim = { axis: "N", size: "N", count: B.count * T.count };
    const inputs = [
      input(`features.rows.${begin}.${size}`, [U, D], { begin, size, varies: !planner.rowCounts }),
      input(INDEX, [B, T]),
      ...planner.parts(node.traits.convolution!).map(({ name, varies }) =>
        input(PLAN + name, [N], { varies })
      ),
    ];
    return { ...node, inputs, sampled: true };
  });
}

/** The inputs of a program for sampled batches. */
export function sampledInputs({ nodes }: Program): SampledInputs {
  const rows = new Map<string, Columns>();
  const plans = new Map<string, PlanInputs>();
  const varying = new Set<string>();
  for (const node of nodes.filter(({ sampled }) => sampled)) {
    const [own, , ...rest] = node.inputs.map((id) => nodes[id]!.options);
    const { name, begin, size, varies } = own as unknown as RowsOptions;
    rows.set(name, { begin, size });
    if (varies) varying.add(name);
    const parts = rest.map((options) => String(options["name"]));
    rest.forEach(({ varies }, i) => varies && varying.add(parts[i]!));
    plans.set(parts.join(), { conv: node.traits.convolution!, parts });
  }
  return { rows, index: rows.size > 0 ? INDEX : undefined, plans: [...plans.values()], varying };
}

/** A convolution that the pass applies to. */
export interface SampledConvolution {
  readonly signal: string;
  /** `features`, or one of its sources. */
  readonly reads: string;
  /** Multiply-adds over a full training batch of which no snippet repeats another. */
  readonly multiply_adds: number;
  /** What every repeated snippet saves of them. */
  readonly saved_per_repeat: number;
}

/** Where `sampleConvolutions` applies, and what that saves. */
export function describeSampled({ nodes }: Program): SampledConvolution[] {
  return nodes.filter((node) => sampledColumns(node, nodes)).map(({ signal, inputs, type, multiplyAdds }) => {
    const time = type.dims.slice(0, axisOf(type, "T") + 1);
    return {
      signal,
      reads: nodes[inputs[0]!]!.signal,
      multiply_adds: multiplyAdds,
      saved_per_repeat: multiplyAdds / elements({ dims: time }),
    };
  });
}

/** The columns of the features that a convolution reads as they are. */
function sampledColumns({ inputs, traits }: Node, nodes: readonly Node[]): Columns | undefined {
  return traits.convolution ? columnsOf(nodes[inputs[0]!]!, nodes) : undefined;
}

/** The columns of the features that a node is. */
function columnsOf(node: Node, nodes: readonly Node[]): Columns | undefined {
  const { inputs, traits, type } = node;
  const size = type.dims.at(-1)?.count ?? 1;
  if (inputOf(node) === "features") return { begin: 0, size };
  if (traits.columnsFrom === undefined) return undefined;
  const whole = columnsOf(nodes[inputs[0]!]!, nodes);
  return whole && { begin: whole.begin + traits.columnsFrom, size };
}
