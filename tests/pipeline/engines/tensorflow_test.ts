import { openTensorflow } from "../../../pipeline/engines/tensorflow/open.ts";
import { primitiveContract } from "./contract.ts";

const folder = Deno.env.get("WALT_TENSORFLOW")!;
const engine = await openTensorflow({
  core: folder + "/libtensorflow_cc.so.2",
  framework: folder + "/libtensorflow_framework.so.2",
}, "for a test");
console.log(engine.description);
primitiveContract({ name: "tensorflow", engine, live: engine.live });
