import { locateTensorflow } from "../../../pipeline/engines/tensorflow/locate.ts";
import { openTensorflow } from "../../../pipeline/engines/tensorflow/open.ts";
import { primitiveContract } from "./contract.ts";

const found = locateTensorflow();
const engine = found && await openTensorflow(found.paths);

primitiveContract({ name: "tensorflow", engine, ...(engine && { live: engine.live }) });
