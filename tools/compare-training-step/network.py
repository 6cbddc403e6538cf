"""DenseEdge's default network in plain PyTorch: MobileNetV2, projected levels, ATRC head (Bruggemann et al., ICCV 2021).

Modules carry the names of DenseEdge's parameters, so that a state dict of the C# network loads strictly.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

GLOBAL, LOCAL, TARGET_LABEL, SOURCE_LABEL = 1, 2, 3, 4
LEVEL_CHANNELS = (24, 32, 96, 320)
LEVEL_ENDS = (3, 6, 13, 17)
# expansion, channels, blocks, stride of the first block
MOBILENET_STAGES = ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1))


def resize(x, size):
    if tuple(x.shape[-2:]) == tuple(size):
        return x
    return F.interpolate(x, size=size, mode="bilinear", align_corners=False)


class SameConv(nn.Conv2d):
    """TensorFlow's SAME padding: stride 2 on an even size pads below and to the right only."""

    def forward(self, x):
        if self.stride[0] == 1:
            return F.conv2d(x, self.weight, None, 1, self.kernel_size[0] // 2, 1, self.groups)
        height, width = x.shape[-2:]
        return F.conv2d(F.pad(x, (width % 2, 1, height % 2, 1)), self.weight, None, 2, 0, 1, self.groups)


def unit(inputs, outputs, kernel, stride=1, groups=1):
    return nn.Sequential(
        SameConv(inputs, outputs, kernel, stride, groups=groups, bias=False), nn.BatchNorm2d(outputs), nn.ReLU6(inplace=True))


class InvertedResidual(nn.Module):
    def __init__(self, inputs, outputs, stride, expansion):
        super().__init__()
        hidden = inputs * expansion
        layers = [unit(inputs, hidden, 1)] if expansion != 1 else []
        layers += [unit(hidden, hidden, 3, stride, hidden), SameConv(hidden, outputs, 1, bias=False), nn.BatchNorm2d(outputs)]
        self.conv = nn.Sequential(*layers)
        self.adds_input = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.conv(x) if self.adds_input else self.conv(x)


class MobileNetV2(nn.Module):
    def __init__(self):
        super().__init__()
        features, channels = [unit(3, 32, 3, 2)], 32
        for expansion, outputs, blocks, stride in MOBILENET_STAGES:
            for block in range(blocks):
                features.append(InvertedResidual(channels, outputs, stride if block == 0 else 1, expansion))
                channels = outputs
        self.features = nn.ModuleList(features)

    def forward(self, image):
        x, levels = image / 127.5 - 1, []
        for index, feature in enumerate(self.features):
            x = feature(x)
            if index in LEVEL_ENDS:
                levels.append(x)
        return levels


class ConvNorm(nn.Module):
    def __init__(self, inputs, outputs, kernel=1, rectifies=True):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2, bias=False)
        self.bn = nn.BatchNorm2d(outputs)
        self.rectifies = rectifies

    def forward(self, x):
        x = self.bn(self.conv(x))
        return F.relu_(x) if self.rectifies else x


class LevelProjection(nn.Module):
    def __init__(self, outputs):
        super().__init__()
        self.project = ConvNorm(sum(LEVEL_CHANNELS), outputs)

    def forward(self, levels):
        total, start = 0, 0
        for level, channels in zip(levels, LEVEL_CHANNELS):
            part = F.conv2d(level, self.project.conv.weight[:, start:start + channels])
            total = total + resize(part, levels[0].shape[-2:])
            start += channels
        return F.relu_(self.project.bn(total))


class ContextPooling(nn.Module):
    def __init__(self, context, channels, width):
        super().__init__()
        self.context, self.width = context, width
        self.query_project = nn.Sequential(ConvNorm(channels, width), ConvNorm(width, width, rectifies=context != GLOBAL))
        self.key_project = nn.Sequential(ConvNorm(channels, width), ConvNorm(width, width, rectifies=context != GLOBAL))
        self.value_project = ConvNorm(channels, width)

    def forward(self, target, source, target_maps, source_maps):
        count, _, height, width = target.shape
        query = self.query_project(target)
        if self.context == GLOBAL:
            query = F.softplus(query).flatten(2)
            key = F.softplus(self.key_project(source)).flatten(2)
            value = self.value_project(source).flatten(2)
            pooled = torch.bmm(torch.bmm(value, key.transpose(1, 2)), query)
            norm = torch.bmm(key.sum(2).unsqueeze(1), query).clamp_min(1e-12)
            return (pooled / norm).view(count, self.width, height, width)
        if self.context == LOCAL:
            raise NotImplementedError("the default genotype has no local context, so this comparison needs none")
        maps = target_maps if self.context == TARGET_LABEL else source_maps
        regions = torch.bmm(source.flatten(2), maps.transpose(1, 2)).unsqueeze(3)
        key = self.key_project(regions).flatten(2)
        value = self.value_project(regions).flatten(2)
        weights = (torch.bmm(key.transpose(1, 2), query.flatten(2)) * self.width ** -0.5).softmax(1)
        return torch.bmm(value, weights).view(count, self.width, height, width)


class RelationalModule(nn.Module):
    def __init__(self, genotype, channels, width):
        super().__init__()
        self.cp_blocks, self.out_proj, self.bottleneck = nn.ModuleDict(), nn.ModuleDict(), nn.ModuleDict()
        for target, row in genotype.items():
            sources = {source: context for source, context in row.items() if context}
            self.cp_blocks[target] = nn.ModuleDict(
                {source: ContextPooling(context, channels, width) for source, context in sources.items()})
            self.out_proj[target] = ConvNorm(width * len(sources), channels, rectifies=False)
            self.bottleneck[target] = nn.Sequential(ConvNorm(2 * channels, channels), nn.Dropout2d(0.05))

    def forward(self, features, maps):
        refined = {}
        for target, own in features.items():
            pooled = [block(own, features[source], maps.get(target), maps.get(source))
                      for source, block in self.cp_blocks[target].items()]
            refined[target] = self.bottleneck[target](torch.cat([own, self.out_proj[target](torch.cat(pooled, 1))], 1))
        return refined


class Head(nn.Module):
    def __init__(self, genotype, final_channels, auxiliary_channels, inputs, channels, width):
        super().__init__()
        needs_maps = {target for target, row in genotype.items() if TARGET_LABEL in row.values()}
        needs_maps |= {source for row in genotype.values() for source, context in row.items() if context == SOURCE_LABEL}
        self.bottleneck = nn.ModuleDict({task: ConvNorm(inputs, channels, 3) for task in genotype})
        labelled = [task for task in genotype if task in needs_maps]
        self.aux_conv = nn.ModuleDict({task: ConvNorm(inputs, inputs) for task in labelled})
        self.aux_logits = nn.ModuleDict({task: nn.Conv2d(inputs, auxiliary_channels[task], 1) for task in labelled})
        self.atrc_module = RelationalModule(genotype, channels, width)
        self.final_logits = nn.ModuleDict({task: nn.Conv2d(channels, final_channels[task], 1) for task in genotype})

    def forward(self, fused):
        detached = fused.detach()
        auxiliary = {task: self.aux_logits[task](conv(detached)) for task, conv in self.aux_conv.items()}
        maps = {task: logits.flatten(2).softmax(2) for task, logits in auxiliary.items()}
        refined = self.atrc_module({task: conv(fused) for task, conv in self.bottleneck.items()}, maps)
        return {task: conv(refined[task]) for task, conv in self.final_logits.items()}, auxiliary


class Network(nn.Module):
    def __init__(self, backbone, neck, genotype, final_channels, auxiliary_channels, fused, channels, width):
        super().__init__()
        self.backbone, self.neck = backbone, neck
        self.head = Head(genotype, final_channels, auxiliary_channels, fused, channels, width)
        if "normals" in self.head.aux_logits:
            self.register_buffer("normal_centroids", torch.zeros(40, 3))

    def forward(self, image):
        final, auxiliary = self.head(self.neck(self.backbone(image)))
        return {task: resize(prediction, image.shape[-2:]) for task, prediction in final.items()}, auxiliary
