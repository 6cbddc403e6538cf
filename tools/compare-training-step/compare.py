#!/usr/bin/env python3
"""Times the training step of DenseEdge against the same step in plain PyTorch, in turn. See README.md."""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy
import torch

from losses import auxiliary_loss, final_loss
from network import Network

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "artifacts/bin/DenseEdge.TrainingStep/release/training-step"
TYPES = {"F32": numpy.float32, "I64": numpy.int64, "U8": numpy.uint8}


def read_safetensors(path):
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header, body = json.loads(data[8:8 + length]), data[8 + length:]
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            values = numpy.frombuffer(body[begin:end], TYPES[entry["dtype"]]).reshape(entry["shape"])
            tensors[name] = torch.from_numpy(values.copy())
    return tensors


class PythonStep:
    def __init__(self, folder, genotype, weights, recipe):
        batch = read_safetensors(folder / "batch.safetensors")
        state = read_safetensors(folder / "weights.safetensors")
        classes = state["head.final_logits.semseg.weight"].shape[0]
        self.network = Network(
            genotype, {"semseg": classes, "depth": 1, "normals": 3, "edge": 1},
            {"semseg": classes, "depth": 40, "normals": 40, "edge": 2}, state["neck.project.conv.weight"].shape[0],
            state["head.final_logits.semseg.weight"].shape[1],
            next(value for name, value in state.items() if name.endswith("value_project.conv.weight")).shape[0])
        self.network.load_state_dict(state, strict=True)
        self.weights = weights
        self.auxiliary_factor = recipe["auxiliary_factor"]
        self.images = batch.pop("images").contiguous(memory_format=torch.channels_last)
        self.labels = {task: value.long() if value.dtype == torch.uint8 else value for task, value in batch.items()}
        self.optimizer = torch.optim.AdamW(
            self.network.parameters(), lr=recipe["lr"], weight_decay=recipe["weight_decay"])

    def loss(self):
        final, auxiliary = self.network(self.images)
        total = 0
        for task, prediction in final.items():
            total = total + self.weights[task] * final_loss(task, prediction, self.labels)
            if task in auxiliary:
                total = total + self.weights[task] * self.auxiliary_factor * auxiliary_loss(
                    task, auxiliary[task], self.labels, getattr(self.network, "normal_centroids", None))
        return total

    def evaluation_loss(self):
        self.network.eval()
        with torch.no_grad():
            return self.loss().item()

    def train(self):
        start = time.perf_counter()
        self.network.train()
        self.optimizer.zero_grad()
        self.loss().backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 10)
        self.optimizer.step()
        return (time.perf_counter() - start) * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=15, help="counted pairs of steps (default 15)")
    parser.add_argument("--warm-up", type=int, default=3, help="pairs that are not counted (default 3)")
    arguments = parser.parse_args()
    if not PROGRAM.exists():
        sys.exit(f"compare: expected {PROGRAM}, found none. Build it: dotnet build -c Release tools/compare-training-step")
    torch.set_num_threads(os.cpu_count())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        other = subprocess.Popen([PROGRAM, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

        def ask(command):
            print(command, file=other.stdin, flush=True)
            return float(other.stdout.readline())

        if other.stdout.readline().strip() != "ready":
            sys.exit("compare: the C# side did not start; its message is above.")
        setup = json.loads((folder / "setup.json").read_text())
        step = PythonStep(folder, setup["genotype"], setup["weights"], setup)
        mine, theirs = step.evaluation_loss(), ask("eval")
        print(f"loss of the same weights and batch: Python {mine:.6f}, C# {theirs:.6f}")
        if abs(mine - theirs) > 1e-4 * abs(mine):
            sys.exit("compare: the two losses differ: this is not the same step.")
        pairs = [(ask("step"), step.train()) for _ in range(arguments.warm_up + arguments.pairs)][arguments.warm_up:]
        other.stdin.close()
        other.wait()
    ratios = [csharp / python for csharp, python in pairs]
    print(f"threads {torch.get_num_threads()}, torch {torch.__version__}, {len(pairs)} pairs")
    print(f"C#     ms/step: median {statistics.median(p[0] for p in pairs):.0f}, min {min(p[0] for p in pairs):.0f}")
    print(f"Python ms/step: median {statistics.median(p[1] for p in pairs):.0f}, min {min(p[1] for p in pairs):.0f}")
    print(f"ratio C#/Python: median {statistics.median(ratios):.3f}, min {min(ratios):.3f}, max {max(ratios):.3f}")


if __name__ == "__main__":
    main()
