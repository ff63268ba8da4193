#!/usr/bin/env -S deno run -A
/**
 * The command `walt`: `deno install -g -A walt.ts` installs it from a checkout.
 *
 * @module
 */
import process from "node:process";
import { launch } from "./pipeline/cli/launch/launch.ts";

process.exitCode = await launch(process.argv.slice(2), import.meta.dirname!);
