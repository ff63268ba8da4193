/** The pages whose commands tests run, and the commands that they do not. */

/** In the order of the guide. */
export const PAGES = [
  "README.md",
  "docs/write_a_recipe.md",
  "docs/mix_methods.md",
  "docs/methods.md",
  "docs/mining.md",
  "docs/experiments.md",
  "docs/your_own_features.md",
  "docs/serve.md",
  "docs/times.md",
  "docs/diagnose.md",
  "docs/report.md",
  "docs/exchange.md",
  "docs/formats.md",
  "docs/how_it_works.md",
  "docs/speed.md",
  "docs/compare.md",
  "docs/films.md",
  "docs/playground.md",
  "CONTRIBUTING.md",
];
/** Not run from within itself, run on every engine by the test of the verb, too slow, and of data that are not ours to give. */
export const SKIPPED = [
  "deno task test",
  "deno task parity tests/fixtures/cola tests/fixtures/siblings",
  "deno task site",
  "deno task bench",
  "bench/gpu.sh gpu.json",
  "deno task sweep --grid sweeps/demo_ablation.yaml --seeds 0:4 --out runs/ablation",
  "deno task sweep recipes/um_thumos.yaml recipes/asl_thumos.yaml --patch recipes/base/demo_data.yaml --seeds 0:4",
  "deno task sweep recipes/hybrids/cola_suppressed.yaml --patch recipes/base/demo_data.yaml --seeds 0:4",
  "deno task video draw demo_films --seed 1",
  "deno task video features demo_films/films --out demo_films",
  "deno task run recipes/demo_video.yaml",
  "deno task video watch RUN demo_films/films/test_0001.mp4 --top 8",
  "deno task sweep --grid sweeps/demo_video.yaml",
  "deno task data split shrec21/split_train.txt --out shrec21/held_out --test 0.185",
  "deno task sweep recipes/hybrids/cola_two_layers.yaml --patch recipes/base/shrec21.yaml --seeds 0:1 --set data.root=shrec21 --set data.splits.train.list=held_out/split_train.txt --set data.splits.test.list=held_out/split_test.txt --set data.splits.test.folder=train --set evaluation.videos=listed",
  "deno task sweep recipes/*_thumos.yaml --patch recipes/base/shrec21.yaml --seeds 0:4 --set data.root=/path/to/shrec21",
];
