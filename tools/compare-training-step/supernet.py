"""The network that ATRC searches in (Bruggemann et al., ICCV 2021) in plain PyTorch: every pair of tasks has all contexts.

Modules carry the names of DenseEdge's parameters, so that a state dict of the C# supernet loads strictly.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from network import GLOBAL, LOCAL, SOURCE_LABEL, TARGET_LABEL, ContextPooling, ConvNorm, resize

WINDOW = 9
FREEZING_GAP = 0.3


class ShiftedContextPooling(ContextPooling):
    """The local context as 81 shifted products, as a reader of the paper would write it first; the others as they are."""

    def __init__(self, context, channels, width):
        super().__init__(context, channels, width)
        self.value_project.bn = nn.BatchNorm2d(width, affine=False)

    def forward(self, target, source, target_maps, source_maps):
        if self.context != LOCAL:
            return super().forward(target, source, target_maps, source_maps)
        height, width = target.shape[-2:]
        padding = [WINDOW // 2] * 4
        query = self.query_project(target) * self.width ** -0.5
        key, value = F.pad(self.key_project(source), padding), F.pad(self.value_project(source), padding)

        def shifted(x, i):
            return x[..., i // WINDOW:i // WINDOW + height, i % WINDOW:i % WINDOW + width]

        weights = torch.stack([(query * shifted(key, i)).sum(1) for i in range(WINDOW ** 2)], 1).softmax(1)
        total = 0
        for i in range(WINDOW ** 2):
            total = total + weights[:, i:i + 1] * shifted(value, i)
        return total


class ContextMixture(nn.Module):
    def __init__(self, is_self, channels, width):
        super().__init__()
        contexts = (GLOBAL, LOCAL, TARGET_LABEL) if is_self else (GLOBAL, LOCAL, TARGET_LABEL, SOURCE_LABEL)
        self.op_list = nn.ModuleList(ShiftedContextPooling(context, channels, width) for context in contexts)
        self.arch_param = nn.Parameter(torch.zeros(len(contexts) + 1))
        self.temperature = 1.0

    def weights(self):
        if not self.training:
            # For the comparison of losses: every context counts the same.
            return torch.full_like(self.arch_param, 1 / len(self.arch_param))
        # No pair is decided in the few steps of a comparison; the check is part of a step's cost.
        first, second = self.arch_param.detach().softmax(0).topk(2).values
        assert first - second < FREEZING_GAP
        noise = -torch.empty_like(self.arch_param).exponential_().log()
        return ((self.arch_param + noise) / self.temperature).softmax(0)

    def forward(self, *pair):
        weights = self.weights()
        return sum(weight * context(*pair) for weight, context in zip(weights[1:], self.op_list))

    def entropy(self):
        return -(self.arch_param.softmax(0) * self.arch_param.log_softmax(0)).sum()


class SupernetModule(nn.Module):
    def __init__(self, tasks, channels, width):
        super().__init__()
        self.cp_blocks = nn.ModuleDict({target: nn.ModuleDict(
            {source: ContextMixture(source == target, channels, width) for source in tasks}) for target in tasks})
        self.out_proj = nn.ModuleDict(
            {task: ConvNorm(width * len(tasks), channels, rectifies=False) for task in tasks})
        self.bottleneck = nn.ModuleDict({task: ConvNorm(2 * channels, channels) for task in tasks})

    def forward(self, features, maps):
        refined = {}
        for target, own in features.items():
            pooled = [mixture(own, features[source], maps[target], maps[source])
                      for source, mixture in self.cp_blocks[target].items()]
            refined[target] = self.bottleneck[target](torch.cat([own, self.out_proj[target](torch.cat(pooled, 1))], 1))
        return refined

    def mixtures(self):
        return [mixture for row in self.cp_blocks.values() for mixture in row.values()]


class SupernetHead(nn.Module):
    def __init__(self, final_channels, auxiliary_channels, inputs, channels, width):
        super().__init__()
        self.bottleneck = nn.ModuleDict({task: ConvNorm(inputs, channels, 3) for task in final_channels})
        self.aux_conv = nn.ModuleDict({task: ConvNorm(inputs, inputs) for task in final_channels})
        self.aux_logits = nn.ModuleDict(
            {task: nn.Conv2d(inputs, outputs, 1) for task, outputs in auxiliary_channels.items()})
        self.atrc_module = SupernetModule(tuple(final_channels), channels, width)
        self.final_logits = nn.ModuleDict({task: nn.Conv2d(channels, outputs, 1) for task, outputs in final_channels.items()})

    def forward(self, fused):
        detached = fused.detach()
        auxiliary = {task: self.aux_logits[task](conv(detached)) for task, conv in self.aux_conv.items()}
        maps = {task: logits.flatten(2).softmax(2) for task, logits in auxiliary.items()}
        refined = self.atrc_module({task: conv(fused) for task, conv in self.bottleneck.items()}, maps)
        return {task: conv(refined[task]) for task, conv in self.final_logits.items()}, auxiliary


class Supernet(nn.Module):
    def __init__(self, backbone, neck, final_channels, auxiliary_channels, fused, channels, width):
        super().__init__()
        self.backbone, self.neck = backbone, neck
        self.head = SupernetHead(final_channels, auxiliary_channels, fused, channels, width)
        self.register_buffer("normal_centroids", torch.zeros(40, 3))

    def forward(self, image):
        final, auxiliary = self.head(self.neck(self.backbone(image)))
        return {task: resize(prediction, image.shape[-2:]) for task, prediction in final.items()}, auxiliary

    def mean_entropy(self):
        return torch.stack([mixture.entropy() for mixture in self.head.atrc_module.mixtures()]).mean()

    def preferences(self):
        return [mixture.arch_param for mixture in self.head.atrc_module.mixtures()]
