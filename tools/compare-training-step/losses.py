"""The losses of DenseEdge's default recipe in plain PyTorch (ATRC, ICCV 2021, the authors' code)."""
import math

import torch
import torch.nn.functional as F

IGNORE = 255
BOUNDARY_WEIGHT = 0.8


def cross_entropy(logits, labels, weight=None):
    total = F.cross_entropy(logits, labels, weight=weight, ignore_index=IGNORE, reduction="sum")
    return total / (labels != IGNORE).sum().clamp_min(1)


def final_loss(task, prediction, labels):
    if task == "semseg":
        return cross_entropy(prediction, labels[task])
    if task == "depth":
        truth = labels[task]
        valid = (truth > 0).float()
        return ((prediction - truth).abs() * valid).sum() / valid.sum().clamp_min(1)
    if task == "normals":
        truth = labels[task]
        valid = (truth != 0).any(1, keepdim=True).float()
        return ((F.normalize(prediction, dim=1) - truth).abs() * valid).sum() / valid.sum().clamp_min(1)
    truth = labels[task].unsqueeze(1)
    weight = (truth == 1).float() * BOUNDARY_WEIGHT + (truth == 0).float() * (1 - BOUNDARY_WEIGHT)
    loss = F.binary_cross_entropy_with_logits(prediction, (truth == 1).float(), weight=weight, reduction="sum")
    return loss / (truth != IGNORE).sum().clamp_min(1)


def auxiliary_loss(task, logits, labels, centroids, at_feature_size, depth_range=(0.7, 10.0)):
    truth = labels[task]
    if at_feature_size:
        height, width = logits.shape[-2:]
        rows = torch.tensor([(2 * i + 1) * truth.shape[-2] // (2 * height) for i in range(height)])
        columns = torch.tensor([(2 * i + 1) * truth.shape[-1] // (2 * width) for i in range(width)])
        truth = truth.index_select(-2, rows).index_select(-1, columns)
    else:
        height, width = truth.shape[-2:]
        logits = F.interpolate(logits, size=(height, width), mode="bilinear", align_corners=False)
    if task == "depth":
        truth = truth.squeeze(1)
        near, far = depth_range
        bins = (40 * (truth.clamp_min(1e-6) / near).log() / math.log(far / near)).floor().clamp(0, 39).long()
        return cross_entropy(logits, bins.masked_fill(truth <= 0, IGNORE))
    if task == "normals":
        nearest = torch.cdist(truth.flatten(2).transpose(1, 2), centroids.unsqueeze(0)).argmin(2).view(-1, height, width)
        return cross_entropy(logits, nearest.masked_fill((truth == 0).all(1), IGNORE))
    if task == "edge":
        return cross_entropy(logits, truth, torch.tensor([1 - BOUNDARY_WEIGHT, BOUNDARY_WEIGHT]))
    return cross_entropy(logits, truth)
