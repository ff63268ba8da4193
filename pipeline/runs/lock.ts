/** The lock of a run folder: one process trains in it at a time. */
import { join } from "node:path";
import { z } from "zod";
import { UserError, userError } from "../../specs/diagnostics/diagnostics.ts";
import { cannotWrite } from "../files/write.ts";
import { hostName } from "../files/libc.ts";
import { isThere } from "../files/reading.ts";

/** Milliseconds from one sign of life to the next. */
const HEARTBEAT = 10_000;
/** Milliseconds without one after which a lock that the system does not hold is stale. */
const STALE = 60_000;

/** Who holds a lock. */
const holderSchema = z.object({ process: z.int(), host: z.string(), since: z.iso.datetime() });
type Holder = z.output<typeof holderSchema>;

/**
 * Takes the lock of a run folder, `lock.json`; disposing of it releases it. The system holds it and lets go when the
 * process ends in any way: what a killed process leaves is free at once, whoever has its number now. Where a file system
 * does not share locks between machines, the host in the file and the time of its last change, the heartbeat, decide; two
 * machines that take it in the same instant are not told apart there.
 *
 * @throws {UserError} When another process holds it, with its number, machine and beginning.
 * @throws {RunError} When the folder cannot be written.
 */
export function lockRun(folder: string): Disposable {
  const path = join(folder, "lock.json");
  const mine: Holder = { process: Deno.pid, host: hostName(), since: new Date().toISOString() };
  const { file, held } = take(path);
  try {
    const before = readHolder(file);
    if (held === false) throw isHeld(folder, before);
    const systemKnows = held && before?.host === mine.host;
    if (before && !systemKnows && !isStale(file)) throw isHeld(folder, before);
    write(file, mine, path);
  } catch (error) {
    file.close();
    throw error;
  }
  const beat = setInterval(() => signOfLife(file), HEARTBEAT);
  Deno.unrefTimer(beat);
  return {
    [Symbol.dispose]() {
      clearInterval(beat);
      release(file, path);
    },
  };
}

/** Which process of this machine trains in a run folder, in a sentence; undefined where none does, or no locks are. */
export function lockHolder(folder: string): string | undefined {
  const path = join(folder, "lock.json");
  if (!isThere(path)) return undefined;
  try {
    using file = Deno.openSync(path, { read: true, write: true });
    return tryLock(file) === false ? isHeld(folder, readHolder(file)).message : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw cannotWrite(path, error);
  }
}

/** The file, and whether this process holds its lock now; undefined where the file system has no locks. */
function take(path: string): { file: Deno.FsFile; held: boolean | undefined } {
  for (;;) {
    const file = open(path);
    const held = tryLock(file);
    // The one before removes the file while it holds the lock: then this is no longer the file at the path.
    if (!held || isAt(file, path)) return { file, held };
    file.close();
  }
}

function open(path: string): Deno.FsFile {
  try {
    // A link is not followed: what it leads to would be overwritten.
    if (isThere(path) && !Deno.lstatSync(path).isFile) {
      throw userError(`"${path}" is no regular file`, "remove it: it is the lock of the run folder");
    }
    return Deno.openSync(path, { read: true, write: true, create: true });
  } catch (error) {
    throw error instanceof UserError ? error : cannotWrite(path, error);
  }
}

function tryLock(file: Deno.FsFile): boolean | undefined {
  try {
    return file.tryLockSync(true);
  } catch {
    return undefined;
  }
}

function isAt(file: Deno.FsFile, path: string): boolean {
  try {
    const [opened, there] = [file.statSync(), Deno.statSync(path)];
    return opened.ino === there.ino && opened.dev === there.dev;
  } catch {
    return false;
  }
}

/** Who the file names; undefined where it is new or unreadable. */
function readHolder(file: Deno.FsFile): Holder | undefined {
  const bytes = new Uint8Array(4096);
  try {
    const length = file.readSync(bytes) ?? 0;
    return holderSchema.parse(JSON.parse(new TextDecoder().decode(bytes.subarray(0, length))));
  } catch {
    return undefined;
  }
}

function isStale(file: Deno.FsFile): boolean {
  const { mtime } = file.statSync();
  return mtime === null || Date.now() - mtime.getTime() > STALE;
}

function isHeld(folder: string, holder: Holder | undefined): UserError {
  if (!holder) return userError(`Another process trains in "${folder}"`, "wait until it has ended");
  const { process, host, since } = holder;
  const here = host === hostName();
  return userError(
    `Process ${process} on ${host} trains in "${folder}" since ${since}`,
    here
      ? `wait until it has ended, or end it: kill ${process}`
      : "wait until it has ended; where it was ended at once, the run is free after a minute",
  );
}

function write(file: Deno.FsFile, holder: Holder, path: string): void {
  const bytes = new TextEncoder().encode(`${JSON.stringify(holder)}\n`);
  try {
    file.truncateSync();
    file.seekSync(0, Deno.SeekMode.Start);
    for (let at = 0; at < bytes.length;) at += file.writeSync(bytes.subarray(at));
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

/** A run does not fail because it cannot say that it goes on. */
function signOfLife(file: Deno.FsFile): void {
  const now = new Date();
  try {
    file.utimeSync(now, now);
  } catch {
    // The folder may be gone; the run finds out when it writes.
  }
}

function release(file: Deno.FsFile, path: string): void {
  try {
    if (isAt(file, path)) Deno.removeSync(path);
  } catch {
    // It is stale then, and the next one takes it over.
  }
  file.close();
}
