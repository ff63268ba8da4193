/** What to write instead of functions that the language does not have, by the names that they have elsewhere. */

/** What to write, and the names that it stands for. */
const INSTEAD: readonly (readonly [write: string, names: string])[] = [
  [
    "top(x, axis, count=n) lists the n largest in order, -top(-x, axis, count=n) the smallest",
    "sort sorted topk",
  ],
  ["write order(x, axis), or top_indices(x, axis, count=n) for the places of the n largest", "argsort"],
  ["top_indices(x, axis, count=1) is the place of the largest", "argmax"],
  ["top_indices(-x, axis, count=1) is the place of the smallest", "argmin"],
  ["top_mask(x, axis, count=n) is 1 at the n largest", "topk_mask"],
  [
    "dot(a, b, axis) sums a product over an axis, other axes are aligned by name",
    "einsum matmul bmm mm tensordot",
  ],
  [
    "axes are aligned by name, leave it out; where their order counts, write arrange(x, [B, T, D])",
    "reshape view transpose permute squeeze unsqueeze expand_dims flatten",
  ],
  ["a constant and missing axes broadcast, leave it out", "broadcast_to expand repeat tile"],
  [
    "write a function of your own, see section use",
    "cumsum cumprod cummax inverse det erf gelu randn normal",
  ],
  ["write max(x, axis), or maximum(a, b) for the larger of two", "amax fmax"],
  ["write min(x, axis), or minimum(a, b) for the smaller of two", "amin fmin"],
  ["write mean(x, axis)", "average avg"],
  ["write mean((x - mean(x, axis)) ^ 2, axis)", "var variance"],
  ["write sqrt(mean((x - mean(x, axis)) ^ 2, axis))", "std stddev"],
  ["write x ^ 2", "square"],
  ["write x ^ y", "pow"],
  ["write 1 / x", "reciprocal"],
  ["write 1 / sqrt(x)", "rsqrt"],
  ["write floor(x + 0.5)", "round"],
  ["write (x > 0) - (x < 0)", "sign sgn"],
  ["write log(1 + x)", "log1p"],
  ["write exp(x) - 1", "expm1"],
  ["write log(1 + exp(x))", "softplus"],
  ["write x * sigmoid(x)", "silu swish"],
  ["write clamp(x, low, high)", "clip relu6 hardtanh"],
  ["write where(condition, a, b)", "if ifelse cond select masked_fill"],
  ["write concat([a, b], axis)", "cat stack concatenate hstack vstack"],
  ["write slice(x, axis, from, to)", "split narrow chunk crop"],
  ["write gather(x, indices)", "take take_along_axis index_select"],
  ["write shift(x, axis, by)", "roll"],
  ["write index(x, axis): 0, 1, 2 ... along an axis of x", "arange range iota"],
  ["write ones(x)", "ones_like"],
  ["write zeros(x)", "zeros_like"],
  ["write number * ones(x), or the number alone where it broadcasts", "full full_like fill"],
  ["write stop_gradient(x)", "detach sg no_grad"],
  ["write beta(x, 1, 1), which is uniform in (0, 1)", "uniform rand random"],
  ["write l1_normalize(x, axis) or l2_normalize(x, axis)", "normalize normalise"],
  ["write norm(x, axis)", "magnitude l2_norm l2norm"],
  ["write sum(abs(x), axis)", "l1_norm"],
  ["write and(a, b)", "logical_and"],
  ["write or(a, b)", "logical_or"],
  ["write not(x)", "logical_not invert"],
  ["write min(x, axis) of 0/1 values", "all"],
  ["write max(x, axis) of 0/1 values", "any"],
  ["write cosine(a, b, axis)", "cosine_similarity cos_sim"],
  ["write mean((a - b) ^ 2, [B, T])", "mse mse_loss"],
  ["write mean(abs(a - b), [B, T])", "mae l1_loss"],
  ["write mean(-sum(target * log_softmax(x, C), C), B)", "cross_entropy ce nll nll_loss"],
  ["write bce(sigmoid(x), target)", "bce_with_logits"],
  ["write bce(probability, target)", "binary_cross_entropy"],
  ["write sum(p * log(p / q), C)", "kl kl_div"],
  ["write dilate(x, size) for 0/1 values", "max_pool max_pool1d"],
  ["write avg_pool1d(x, size)", "average_pool avgpool smooth moving_average"],
  ["write size(x, axis)", "len count shape numel"],
  ["write a > b", "gt"],
  ["write a >= b", "ge gte"],
  ["write a < b", "lt"],
  ["write a <= b", "le lte"],
  ["write a == b", "eq"],
  ["write a != b", "ne neq"],
];

/** What to write instead of a function, by its name elsewhere. */
export const INSTEAD_OF: ReadonlyMap<string, string> = new Map(
  INSTEAD.flatMap(([write, names]) => names.split(" ").map((name) => [name, write] as const)),
);

/** What does with two operands what a reduction does along an axis, by the name of the reduction. */
export const OF_TWO: ReadonlyMap<string, string> = new Map([
  ["max", "maximum(a, b) is the larger of two"],
  ["min", "minimum(a, b) is the smaller of two"],
]);
