import assert from "node:assert/strict";
import { join } from "node:path";
import { hostName } from "../../../pipeline/files/libc.ts";
import { lockRun } from "../../../pipeline/runs/lock.ts";
import { RunError, UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { ROOT } from "../../shared.ts";
import { inFolder, temporaryFolder } from "../../temporary.ts";
import { namesIn } from "../training/small_run.ts";

const release = (lock: Disposable) => lock[Symbol.dispose]();

function refuses(folder: string, message: RegExp, hint: RegExp): void {
  assert.throws(() => lockRun(folder), (error) => {
    assert.ok(error instanceof UserError, `${error}`);
    assert.match(error.message, message);
    assert.match(error.diagnostics[0]!.hint!, hint);
    return true;
  });
}

/** Another process that takes the lock of a folder and says so. */
async function holder(folder: string): Promise<Deno.ChildProcess> {
  const code = `import { lockRun } from "./pipeline/runs/lock.ts";
    const lock = lockRun(${JSON.stringify(folder)});
    console.log("held");
    setInterval(() => lock, 1000);`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["eval", code],
    cwd: ROOT,
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.getReader();
  await reader.read();
  await reader.cancel();
  return child;
}

/** Writes the lock of a process on some machine, with its last sign of life. */
function leave(folder: string, host: string, secondsAgo: number): void {
  const path = join(folder, "lock.json");
  Deno.writeTextFileSync(path, JSON.stringify({ process: 7, host, since: "2026-01-02T03:04:05.000Z" }));
  const then = new Date(Date.now() - secondsAgo * 1000);
  Deno.utimeSync(path, then, then);
}

Deno.test("lockRun() refuses a second holder, names the first, and leaves nothing when it is released", () =>
  inFolder((folder) => {
    const lock = lockRun(folder);
    const message = new RegExp(`^Process ${Deno.pid} on ${hostName()} trains in ".*" since 20\\d\\d-.*Z$`);
    refuses(folder, message, new RegExp(`^wait until it has ended, or end it: kill ${Deno.pid}$`));
    release(lock);
    assert.deepEqual(namesIn(folder), []);
    release(lockRun(folder));
    return Promise.resolve();
  }));

Deno.test("lockRun() refuses while another process lives, stopped or not, and takes over once it is killed", () =>
  inFolder(async (folder) => {
    const child = await holder(folder);
    child.kill("SIGSTOP");
    const long = new Date(Date.now() - 3_600_000);
    Deno.utimeSync(join(folder, "lock.json"), long, long);
    refuses(folder, new RegExp(`^Process ${child.pid} on `), /kill/);
    child.kill("SIGKILL");
    await child.status;
    assert.deepEqual(namesIn(folder), ["lock.json"]);
    release(lockRun(folder));
    assert.deepEqual(namesIn(folder), []);
  }));

Deno.test("lockRun() waits a minute for a sign of life from another machine, and for none from this one", () =>
  inFolder((folder) => {
    leave(folder, "elsewhere", 50);
    refuses(folder, /^Process 7 on elsewhere trains in ".*" since 2026-01-02/, /free after a minute$/);
    leave(folder, "elsewhere", 70);
    release(lockRun(folder));
    // The number may be another process's now.
    leave(folder, hostName(), 0);
    release(lockRun(folder));
    Deno.writeTextFileSync(join(folder, "lock.json"), "{damaged");
    release(lockRun(folder));
    assert.deepEqual(namesIn(folder), []);
    for (const target of ["/dev/zero", "/dev/full", "."]) {
      Deno.symlinkSync(target, join(folder, "lock.json"));
      refuses(folder, /lock\.json" is no regular file$/, /^remove it/);
      Deno.removeSync(join(folder, "lock.json"));
    }
    return Promise.resolve();
  }));

Deno.test("A lock that is held gives a sign of life now and then, also where its file is gone", () =>
  inFolder((folder) => {
    const beats: (() => void)[] = [];
    const { setInterval } = globalThis;
    globalThis.setInterval = ((beat: () => void, every: number) => {
      assert.ok(every < 30_000);
      beats.push(beat);
      return setInterval(() => {}, 1_000_000);
    }) as typeof setInterval;
    try {
      const lock = lockRun(folder);
      const path = join(folder, "lock.json");
      Deno.utimeSync(path, 0, 0);
      beats[0]!();
      assert.ok(Date.now() - Deno.statSync(path).mtime!.getTime() < 10_000);
      Deno.removeSync(path);
      beats[0]!();
      release(lock);
    } finally {
      globalThis.setInterval = setInterval;
    }
    return Promise.resolve();
  }));

Deno.test("lockRun() lets one of many that begin at once have a stale lock", () =>
  inFolder((folder) => {
    leave(folder, hostName(), 600);
    const tries = Array.from({ length: 8 }, () => {
      try {
        return lockRun(folder);
      } catch {
        return undefined;
      }
    });
    const locks = tries.filter((lock) => lock !== undefined);
    assert.equal(locks.length, 1);
    locks.forEach(release);
    return Promise.resolve();
  }));

Deno.test("A lock that is released does not remove the one of a folder that has the name now", () =>
  inFolder((parent) => {
    const folder = join(parent, "run");
    Deno.mkdirSync(folder);
    const first = lockRun(folder);
    Deno.removeSync(folder, { recursive: true });
    Deno.mkdirSync(folder);
    const second = lockRun(folder);
    release(first);
    assert.deepEqual(namesIn(folder), ["lock.json"]);
    release(second);
    assert.deepEqual(namesIn(folder), []);
    return Promise.resolve();
  }));

Deno.test("lockRun() says where a folder cannot be written", () =>
  inFolder((parent) => {
    assert.throws(() => lockRun(join(parent, "absent")), (error) => {
      assert.ok(error instanceof RunError);
      assert.match(error.message, /^Cannot write ".*lock\.json": there is no folder/);
      return true;
    });
    return Promise.resolve();
  }));

for (const [what, target] of [["a file of another folder", "kept"], ["nothing", "absent"]] as const) {
  Deno.test(`lockRun() does not follow a link to ${what}`, () => {
    const [folder, other] = [temporaryFolder(), temporaryFolder()];
    Deno.writeTextFileSync(`${other}/kept`, "mine");
    Deno.symlinkSync(`${other}/${target}`, `${folder}/lock.json`);
    assert.throws(() => lockRun(folder), { name: "UserError", message: /lock\.json" is no regular file$/ });
    assert.deepEqual([...Deno.readDirSync(other)].map(({ name }) => name), ["kept"]);
    assert.equal(Deno.readTextFileSync(`${other}/kept`), "mine");
  });
}
