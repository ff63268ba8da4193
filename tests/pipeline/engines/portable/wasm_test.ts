import { openWasm } from "../../../../pipeline/engines/portable/wasm.ts";
import { primitiveContract } from "../contract.ts";

primitiveContract({ name: "wasm", engine: await openWasm() });
