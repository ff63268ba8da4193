"""Snippets through an ONNX model by the runtime's own Python, as walt's encoder `onnx` does them.

python3 onnx_python.py '{"file": ..., "frames": 16, "height": 112, "width": 112, "mean": [...], "deviation": [...], "snippets": 8}'

prints {"version": ..., "ms": [...]} or {"missing": ...}.
"""
import json
import sys
import time

try:
    import numpy as np
    import onnxruntime
except ImportError as error:
    print(json.dumps({"missing": f"python3 has no {error.name}"}))
    sys.exit()

settings = json.loads(sys.argv[1])
session = onnxruntime.InferenceSession(settings["file"], providers=["CPUExecutionProvider"])
shape = (settings["frames"], settings["height"], settings["width"], 3)
mean, deviation = (np.array(settings[key], np.float32) for key in ("mean", "deviation"))
rng = np.random.default_rng(0)
times = []
# The first ones warm it up.
for i in range(2 + settings["snippets"]):
    frames = rng.integers(0, 256, shape, np.uint8)
    began = time.perf_counter()
    values = (frames.astype(np.float32) / np.float32(255) - mean) / deviation
    clip = np.ascontiguousarray(values.transpose(3, 0, 1, 2)[None])
    features = session.run(None, {"frames": clip})[0]
    row = features.mean(axis=(0, 2, 3, 4))
    times.append(1000 * (time.perf_counter() - began))
print(json.dumps({"version": onnxruntime.__version__, "ms": times[2:]}))
