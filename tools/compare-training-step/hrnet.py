"""HRNetV2p-W18-Small (Sun et al., CVPR 2019) in plain PyTorch, with the parameter names of the published weights."""
import torch
import torch.nn as nn
import torch.nn.functional as F

from network import resize

CHANNELS = (18, 36, 72, 144)
MODULES = (1, 3, 2)
BLOCKS = 2


def unit(inputs, outputs, kernel, stride, rectifies=True):
    layers = [nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(outputs)]
    return nn.Sequential(*layers, *([nn.ReLU(inplace=True)] if rectifies else []))


class Bottleneck(nn.Module):
    def __init__(self, inputs, width):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(inputs, width, 1, bias=False), nn.BatchNorm2d(width)
        self.conv2, self.bn2 = nn.Conv2d(width, width, 3, padding=1, bias=False), nn.BatchNorm2d(width)
        self.conv3, self.bn3 = nn.Conv2d(width, 4 * width, 1, bias=False), nn.BatchNorm2d(4 * width)
        self.downsample = unit(inputs, 4 * width, 1, 1, rectifies=False) if inputs != 4 * width else None

    def forward(self, x):
        out = F.relu_(self.bn1(self.conv1(x)))
        out = F.relu_(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        out += x if self.downsample is None else self.downsample(x)
        return F.relu_(out)


class BasicBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels)
        self.conv2, self.bn2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels)

    def forward(self, x):
        out = F.relu_(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        out += x
        return F.relu_(out)


class Exchange(nn.Module):
    """Blocks on every branch, then the fusion of each branch with all others."""

    def __init__(self, channels):
        super().__init__()
        self.branches = nn.ModuleList(
            nn.Sequential(*(BasicBlock(width) for _ in range(BLOCKS))) for width in channels)
        self.fuse_layers = nn.ModuleList(
            nn.ModuleDict({str(source): self.link(channels, source, target)
                           for source in range(len(channels)) if source != target})
            for target in range(len(channels)))

    @staticmethod
    def link(channels, source, target):
        if source > target:
            return unit(channels[source], channels[target], 1, 1, rectifies=False)
        return nn.Sequential(*(
            unit(channels[source], channels[target] if step == target else channels[source], 3, 2, rectifies=step != target)
            for step in range(source + 1, target + 1)))

    def forward(self, inputs):
        maps = [branch(x) for branch, x in zip(self.branches, inputs)]
        return [F.relu_(sum(self.term(maps, source, target) for source in range(len(maps)))) for target in range(len(maps))]

    def term(self, maps, source, target):
        if source == target:
            return maps[target]
        out = self.fuse_layers[target][str(source)](maps[source])
        if source > target:
            # To a power of two first, then to the size itself: two different resamplings for odd sizes.
            factor = 2 ** (source - target)
            out = resize(out, (out.shape[-2] * factor, out.shape[-1] * factor))
            out = resize(out, maps[target].shape[-2:])
        return out


class HrNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(3, 64, 3, 2, 1, bias=False), nn.BatchNorm2d(64)
        self.conv2, self.bn2 = nn.Conv2d(64, 64, 3, 2, 1, bias=False), nn.BatchNorm2d(64)
        self.layer1 = nn.Sequential(Bottleneck(64, 64), Bottleneck(256, 64))
        self.transition1 = nn.ModuleDict(
            {"0": unit(256, CHANNELS[0], 3, 1), "1": nn.Sequential(unit(256, CHANNELS[1], 3, 2))})
        self.transition2 = nn.ModuleDict({"2": nn.Sequential(unit(CHANNELS[1], CHANNELS[2], 3, 2))})
        self.transition3 = nn.ModuleDict({"3": nn.Sequential(unit(CHANNELS[2], CHANNELS[3], 3, 2))})
        self.stage2, self.stage3, self.stage4 = (
            nn.Sequential(*(Exchange(CHANNELS[:stage + 2]) for _ in range(MODULES[stage]))) for stage in range(3))
        self.register_buffer("mean", torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1), persistent=False)
        self.register_buffer("deviation", torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1), persistent=False)

    def forward(self, image):
        x = (image / 255 - self.mean) / self.deviation
        x = F.relu_(self.bn1(self.conv1(x)))
        x = F.relu_(self.bn2(self.conv2(x)))
        x = self.layer1(x)
        maps = self.stage2([self.transition1["0"](x), self.transition1["1"](x)])
        maps = self.stage3([*maps, self.transition2["2"](maps[-1])])
        return self.stage4([*maps, self.transition3["3"](maps[-1])])


class LevelConcat(nn.Module):
    def forward(self, levels):
        return torch.cat([resize(level, levels[0].shape[-2:]) for level in levels], 1)
