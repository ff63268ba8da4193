/** Registers the gradients of TensorFlow.js's operations, which its core alone does not bring, and quiets its advice. */
import "@tensorflow/tfjs";
import { enableProdMode } from "@tensorflow/tfjs-core";

// The mode's only effect is that no advertisement for another backend goes to stderr.
enableProdMode();
