import { findAdapter } from "../../../pipeline/engines/webgpu/adapter.ts";
import { openWebgpu } from "../../../pipeline/engines/webgpu/open.ts";
import { primitiveContract } from "./contract.ts";

const found = await findAdapter();

primitiveContract({ name: "webgpu", engine: found && await openWebgpu(found) });
