/** Numbers in options: what evaluates their text. */
import { evaluateConstant, type Numbers } from "../../expression/constant.ts";
import { parseExpression } from "../../expression/parse.ts";
import { ExpressionError } from "../../expression/parts.ts";
import { AlreadyReported } from "../../expression/reported.ts";
import type { EvaluateConstant } from "../../options/fields.ts";

/** Evaluates the text of options; throws a RangeError, its cause the characters and what to do. */
export function evaluatorOf({ get, names }: Numbers): EvaluateConstant {
  return (text) => {
    try {
      return evaluateConstant(parseExpression(text), get, names);
    } catch (error) {
      if (error instanceof AlreadyReported) throw new RangeError("", { cause: { reported: true } });
      if (!(error instanceof ExpressionError)) throw error;
      throw new RangeError(error.message, {
        cause: { sentence: true, hint: error.hint, span: error.span },
      });
    }
  };
}
