#!/usr/bin/env bash
# Everything that a machine with a GPU has to show, each part within a limit of time, in one JSON file: for each engine of a GPU its
# contract tests, parity with the reference numbers, the speed of training steps beside PyTorch's (exact float32, and TF32 for
# both), and a short run on the GPU and on the CPU. Without a GPU everything runs on the CPU and Mesa's driver.
#
# Usage: bench/gpu.sh [OUT.json] [FOLDER OF SHREC'21]
set -uo pipefail
cd "$(dirname "$0")/.."
out=${1:-gpu.json}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# part NAME SECONDS COMMAND...: keeps what the command prints, its exit code and its seconds.
part() {
  local name=$1 limit=$2 began=$SECONDS
  shift 2
  timeout "$limit" "$@" >"$work/$name.out" 2>"$work/$name.err"
  echo "$? $((SECONDS - began))" >"$work/$name.status"
  echo "$name: exit code and seconds $(cat "$work/$name.status")"
}

walt() { deno task -q "$@"; }
export -f walt
export DENO_NO_UPDATE_CHECK=1 NO_COLOR=1

part gpu 10 nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader
part engine 900 bash -c 'walt engine --gpu'
if [ -n "${2:-}" ]; then
  run=(recipes/cola_shrec21.yaml --set "data.root=$2" --set training.steps=300 --set training.evaluate_every=300)
else
  run=(recipes/demo.yaml)
fi
for engine in ${WALT_GPU_ENGINES:-tensorflow webgpu}; do
  export WALT_ENGINE=$engine
  part "$engine.contract" 120 deno test -q -P --no-check \
    "tests/pipeline/engines/${engine}_test.ts" "tests/pipeline/engines/$engine/recorder"
  part "$engine.parity" 120 bash -c 'walt parity tests/fixtures/cola'
  part "$engine.bench" 150 bash -c 'walt bench --json --rounds 3 step dense small infer'
  part "$engine.run" 120 bash -c 'walt run "$@"' - "${run[@]}"
done
export WALT_ENGINE=tensorflow
part tensorflow.tf32 100 env NVIDIA_TF32_OVERRIDE=1 bash -c 'walt bench --json --rounds 3 step dense small'
part cpu.run 120 env CUDA_VISIBLE_DEVICES= bash -c 'walt run "$@"' - "${run[@]}"

deno run -q --no-prompt --allow-read="$work" --allow-sys=cpus,systemMemoryInfo bench/gpu_report.ts "$work" >"$out" && echo "Wrote $out"
