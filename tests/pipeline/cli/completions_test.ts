import assert from "node:assert/strict";
import { join } from "node:path";
import { needs } from "../../needs.ts";
import { temporaryFolder } from "../../temporary.ts";
import { ROOT } from "../../shared.ts";

/** How each shell is asked what may follow the words of a line, the last of which is being typed. */
const ASK = {
  bash: [
    "bash",
    "-c",
    'source "$1"; COMP_WORDS=(${@:2}); COMP_CWORD=$(($# - 2)); _walt; printf "%s\\n" "${COMPREPLY[@]}"',
  ],
  zsh: [
    "zsh",
    "-fc",
    'compdef() { : }; _files() { : }; compadd() { shift; print -l -- ${(M)@:#$words[-1]*} }; source "$1"; words=("${@:2}"); CURRENT=$#words; _walt',
  ],
  fish: ["fish", "--no-config", "-c", 'source $argv[1]; complete -C "$argv[2..]" | string split -f 1 \\t'],
} as const;

const isThere = (shell: string) =>
  new Deno.Command(shell, { args: ["--version"], stdout: "null", stderr: "null" }).output().then(
    () => true,
    () => false,
  );

const folder = temporaryFolder();
Deno.writeTextFileSync(join(folder, "my recipe.yaml"), "");

for (const [shell, [program, ...args]] of Object.entries(ASK)) {
  Deno.test({
    ...needs(shell, await isThere(shell), `walt completions ${shell}: verbs, options and names of recipes`),
    async fn() {
      const printed = await new Deno.Command(join(ROOT, "walt.ts"), { args: ["completions", shell] })
        .output();
      const script = join(folder, shell);
      Deno.writeFileSync(script, printed.stdout);
      const completed = async (line: string) => {
        const words = shell === "bash" ? ["_", script] : shell === "zsh" ? ["_", script] : [script];
        const command = new Deno.Command(program, {
          args: [...args, ...words, ...line.split(" ")],
          cwd: folder,
        });
        const { stdout, stderr } = await command.output();
        assert.equal(new TextDecoder().decode(stderr), "");
        return new TextDecoder().decode(stdout).trim().split("\n").sort();
      };
      assert.deepEqual(await completed("walt di"), ["diagnose", "diff"]);
      assert.deepEqual(await completed("walt run --se"), ["--seed", "--set"]);
      assert.ok((await completed("walt run cola_th")).includes("cola_thumos"));
      assert.deepEqual(await completed("walt new mine --fr"), ["--from"]);
      assert.deepEqual(await completed("walt data sy"), ["synth"]);
      assert.deepEqual(await completed("walt video export --merge"), ["--merge-gap"]);
      assert.deepEqual(await completed("walt completions "), ["bash", "fish", "zsh"]);
      // What zsh and fish know of files is theirs.
      if (shell === "bash") assert.deepEqual(await completed("walt check my"), ["my recipe.yaml"]);
    },
  });
}
