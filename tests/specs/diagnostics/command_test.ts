import assert from "node:assert/strict";
import { command, setCommand } from "../../../specs/diagnostics/command.ts";

Deno.test("command() says what was typed, and quotes words that a shell would divide or change", async () => {
  assert.equal(command("engine", "--check"), "walt engine --check");
  setCommand("deno", "task", "--config", "/my walt/deno.json");
  try {
    assert.equal(command(), "deno task --config '/my walt/deno.json'");
    const words = ["run", "--resume", "my runs/a-1", "it's", "$HOME", "a*", ""];
    const script = command(...words).replace("deno task", "printf '%s\\n'");
    const { stdout } = await new Deno.Command("sh", { args: ["-c", script] }).output();
    const printed = new TextDecoder().decode(stdout).split("\n").slice(0, -1);
    assert.deepEqual(printed, ["--config", "/my walt/deno.json", ...words]);
  } finally {
    setCommand("walt");
  }
});
