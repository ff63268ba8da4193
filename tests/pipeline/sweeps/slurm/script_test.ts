import assert from "node:assert/strict";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { arrayWords, refuseOptions, scriptText } from "../../../../pipeline/sweeps/slurm/script.ts";

const array = { name: "walt-1-abc", folder: "/out/a", tasks: 4, atOnce: undefined, memory: 1e9, options: [] };

Deno.test("An option replaces what sweeps ask for, but not what they need", () => {
  const words = arrayWords({ ...array, options: ["--signal=B:TERM@300", "--time=5"], atOnce: 2 });
  assert.deepEqual(words, [
    "--requeue",
    "--signal=B:TERM@120",
    "--mem=1145M",
    "--signal=B:TERM@300",
    "--time=5",
    "--open-mode=append",
    "--job-name=walt-1-abc",
    "--array=0-3%2",
    "--output=/out/a/%a.txt",
    "/out/a/task.sh",
  ]);
  assert.ok(arrayWords({ ...array, folder: "/100%a" }).includes("--output=/100%%a/%a.txt"));
  // Slurm takes one of them alone.
  for (const option of ["--mem=3G", "--mem-per-cpu=3G"]) {
    assert.deepEqual(
      arrayWords({ ...array, options: [option] }).filter((word) => word.startsWith("--mem")),
      [option],
    );
  }
});

Deno.test("Options that sweeps set themselves, and what is none, are refused with a remedy", () => {
  const refusal = (option: string) => {
    try {
      refuseOptions(["--time=10", option]);
    } catch (error) {
      assert.ok(error instanceof UserError);
      const [{ message, hint }] = error.diagnostics as [UserError["diagnostics"][number]];
      return `${message}; ${hint}`;
    }
    return undefined;
  };
  assert.equal(refusal("--partition=gpu"), undefined);
  assert.equal(refusal("-pgpu"), undefined);
  assert.equal(refusal("--signal=B:TERM@300"), undefined);
  assert.equal(
    refusal("time=5"),
    '--slurm-option is "time=5", and no option of sbatch; write one option with its value, such as --slurm-option --time=2:00:00',
  );
  assert.match(refusal("--signal=USR1@60")!, /checkpoint on the signal B:TERM; write .*--signal=B:TERM@120/);
  for (const option of ["--array=1-3", "-a1-3", "--output=x", "-ox", "--wait", "-Jname", "--parsable"]) {
    assert.equal(refusal(option), `--slurm-option is "${option}", which the sweep sets itself; leave it out`);
  }
});

Deno.test("A script is read by a shell as it is meant", async () => {
  const text = scriptText("/it's $HOME", ["--as-walt"], "/a `b`").replace("exec deno", "echo");
  const env = { SLURM_ARRAY_TASK_ID: "3", SLURM_CPUS_ON_NODE: "6" };
  const words = ["-c", `${text}echo $TF_NUM_INTRAOP_THREADS $TF_NUM_INTEROP_THREADS\n`];
  const { stdout } = await new Deno.Command("sh", { args: words, env }).output();
  const printed = new TextDecoder().decode(stdout);
  assert.match(
    printed,
    / --config=\/it's \$HOME\/deno\.json \/it's \$HOME\/pipeline\/cli\/main\.ts --as-walt /,
  );
  assert.match(printed, /^6 6$/m);
  assert.match(printed, / sweep-task \/a `b`\/submission\.json 3 $/m);
});
