"""The training step of recipes/cola_thumos.yaml in PyTorch, for `deno task bench`.

Usage: pytorch_step.py '{"B": 16, "T": 750, "D": 2048, "H": 2048, "C": 20, ...}'. Prints one JSON object when it is
ready, then runs one step for every line of standard input and prints its time in ms. Features need no gradient and lie
on the device already; no use is made of repeated snippets. Of a recipe in mixed precision the forward pass is under
autocast to bfloat16.
"""

import json
import os
import resource
import sys
import time

try:
    import torch
    import torch.nn.functional as F
except ImportError:
    print(json.dumps({"missing": "python3 has no torch"}), flush=True)
    sys.exit(0)


def top(values, k):
    """Columns of the k largest of every row, largest first, of equal ones the first."""
    return torch.sort(values, dim=1, descending=True, stable=True)[1][:, :k]


def gather(x, indices):
    """[B, T, H] and [B, K] -> [B, K, H]."""
    return torch.gather(x, 1, indices.unsqueeze(2).expand(-1, -1, x.shape[2]))


def dilate(mask, size):
    """Dilation of a 0/1 mask [B, T]: 1 where any of mask[t - (size - 1 - size // 2) .. t + size // 2] is 1."""
    left, right = size - 1 - size // 2, size // 2
    return F.max_pool1d(F.pad(mask, (left, right)).unsqueeze(1), size, stride=1).squeeze(1)


def erode(mask, size):
    """Erosion: 1 where all of mask[t - size // 2 .. t + size - 1 - size // 2] are 1, 0 standing beyond the ends."""
    left, right = size // 2, size - 1 - size // 2
    return -F.max_pool1d(-F.pad(mask, (left, right)).unsqueeze(1), size, stride=1).squeeze(1)


def contrast(query, positive, negatives, temperature):
    """InfoNCE: the mean query against the mean positive and every negative, mean over B."""
    q = F.normalize(query.mean(1), dim=1)
    p = F.normalize(positive.mean(1), dim=1)
    n = F.normalize(negatives, dim=2)
    near = (q * p).sum(1, keepdim=True)
    far = torch.einsum("bd,bkd->bk", q, n)
    logits = torch.cat([near, far], dim=1) / temperature
    return F.cross_entropy(logits, torch.zeros(len(logits), dtype=torch.long, device=logits.device))


class Model(torch.nn.Module):
    """Embedding and head; with `depthwise` a depthwise convolution follows the head's own."""

    def __init__(self, o):
        super().__init__()
        k, h = o["kernel"], o["head_kernel"]
        self.embedding = torch.nn.Conv1d(o["D"], o["H"], k, padding=k // 2)
        self.head = torch.nn.Conv1d(o["H"], o["C"], h, padding=h // 2, bias=False)
        d = o.get("depthwise", 0)
        self.after = (
            torch.nn.Conv1d(o["C"], o["C"], d, padding=d - 1, dilation=2, groups=o["C"], bias=False) if d else None
        )
        self.dropped = o["dropped"]

    def forward(self, features):
        """[B, D, T] -> embedding [B, T, H], class activation sequence [B, T, C]."""
        x = F.relu(self.embedding(features))
        cas = self.head(F.dropout(x, self.dropped, training=True))
        if self.after is not None:
            cas = self.after(cas)
        return x.permute(0, 2, 1), F.relu(cas).permute(0, 2, 1)


def loss_of(model, features, labels, o):
    """The weighted sum of the action loss and, with a weight, both contrasts."""
    x, cas = model(features)
    length = cas.shape[1]
    easy, hard = max(1, length // o["r_easy"]), max(1, length // o["r_hard"])
    scores = torch.softmax(torch.topk(cas, easy, dim=1)[0].mean(1), dim=1)
    # Not for autocast.
    with torch.autocast(scores.device.type, enabled=False):
        loss = F.binary_cross_entropy(scores.float(), labels / labels.sum(1, keepdim=True))
    if o["contrast"] == 0:
        return loss
    with torch.no_grad():
        actionness = cas.sum(2)
        ordered = torch.sort(actionness, dim=1)[0]
        median = (ordered[:, (length - 1) // 2] + ordered[:, length // 2]) / 2
        binary = (actionness > median.unsqueeze(1)).float()
        inner = erode(binary, o["m"]) - erode(binary, o["M"])
        outer = dilate(binary, o["M"]) - dilate(binary, o["m"])
        kept = (torch.rand_like(actionness) < o["keep"]).float()
        easy_action = top(actionness * kept, easy)
        easy_background = top((actionness.max(1, keepdim=True)[0] - actionness) * kept, easy)
        hard_action = top(actionness * inner, hard)
        hard_background = top(actionness * outer, hard)
    ea, eb = gather(x, easy_action), gather(x, easy_background)
    ha, hb = gather(x, hard_action), gather(x, hard_background)
    t = o["temperature"]
    return loss + o["contrast"] * (contrast(ha, ea, eb, t) + contrast(hb, eb, ea, t))


def device_of(processor):
    """The device and its name; None where PyTorch has no GPU that it should compute on."""
    if processor == "cpu":
        return torch.device("cpu"), "CPU"
    if torch.cuda.is_available():
        return torch.device("cuda"), torch.cuda.get_device_name()
    if torch.backends.mps.is_available():
        return torch.device("mps"), "Metal"
    return None, None


def main():
    o = json.loads(sys.argv[1])
    device, name = device_of(o["processor"])
    if device is None:
        print(json.dumps({"missing": "torch finds no GPU"}), flush=True)
        return
    # Exact float32, as walt computes, unless both are told otherwise.
    tf32 = os.environ.get("NVIDIA_TF32_OVERRIDE") == "1"
    torch.backends.cuda.matmul.allow_tf32 = tf32
    torch.backends.cudnn.allow_tf32 = tf32
    torch.set_num_threads(o["threads"])
    torch.manual_seed(0)
    model = Model(o).to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=o["rate"], weight_decay=o["weight_decay"])
    features = torch.rand(o["B"], o["D"], o["T"]).to(device)
    labels = F.one_hot(torch.arange(o["B"]) % o["C"], o["C"]).float().to(device)
    version = torch.__version__ if o["processor"] == "cpu" else f"{torch.__version__} on {name}"
    print(json.dumps({"version": version, "threads": torch.get_num_threads()}), flush=True)
    for _ in sys.stdin:
        began = time.perf_counter()
        optimizer.zero_grad()
        with torch.autocast(device.type, torch.bfloat16, enabled=o.get("precision") == "mixed"):
            loss = loss_of(model, features, labels, o)
        loss.backward()
        optimizer.step()
        value = loss.item()
        took = (time.perf_counter() - began) * 1000
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9
        print(json.dumps({"ms": took, "loss": value, "peak_rss_gb": peak}), flush=True)


main()
