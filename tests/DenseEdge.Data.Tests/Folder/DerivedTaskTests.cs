using DenseEdge.Contracts;
using DenseEdge.Data.Folder;

namespace DenseEdge.Data.Tests.Folder;

public sealed class DerivedTaskTests
{
    [Fact]
    public void LabelChanges_OfInstances_MarksPixelsLeftOfAndAboveAChange()
    {
        using SmallDataset data = new SmallDataset().Image("a").Labels("instance/a.png", 1, 1, 2, 1, 3, 2).Descriptor(
            """{ "task": "edge", "encoding": "label_changes", "file": "instance/{id}.png" }""");

        LabelMap edges = FolderDataset.Open(data.Root, "train").Load(0).Boundaries!;

        Assert.Equal([0, 1, 0, 1, 1, 0], edges.Labels);
    }

    [Fact]
    public void LabelChanges_FromAnotherTask_LeavesUnknownPixelsUnknown()
    {
        using SmallDataset data = new SmallDataset().Image("a").Labels("labels/a.png", 0, 0, 1, 9, 1, 1).Descriptor(
            """
            { "task": "edge", "encoding": "label_changes", "from": "semseg" },
            { "task": "semseg", "encoding": "index_png", "file": "labels/{id}.png", "classes": ["a", "b"], "ignore": [9] }
            """);

        FolderDataset dataset = FolderDataset.Open(data.Root, "train");

        Assert.Equal([0, 1, 0, 255, 0, 0], dataset.Load(0).Boundaries!.Labels);
        Assert.Equal([TaskKind.Boundaries, TaskKind.SemanticSegmentation], dataset.Tasks.Select(task => task.Kind));
    }

    [Fact]
    public void LabelPositive_OfParts_IsOneAboveZero()
    {
        using SmallDataset data = new SmallDataset().Image("a").Labels("parts/a.png", 0, 1, 7, 255, 0, 2).Descriptor(
            """{ "task": "sal", "encoding": "label_positive", "file": "parts/{id}.png", "ignore": [255] }""");

        Assert.Equal([0, 1, 1, 255, 0, 1], FolderDataset.Open(data.Root, "train").Load(0).Saliency!.Labels);
    }

    [Fact]
    public void MaskPng_AboveANumber_IsOne()
    {
        using SmallDataset data = new SmallDataset().Image("a").Labels("mask/a.png", 0, 127, 128, 255, 5, 200).Descriptor(
            """{ "task": "sal", "encoding": "mask_png", "file": "mask/{id}.png", "above": 127, "ignore": [5] }""");

        Assert.Equal([0, 0, 1, 1, 255, 1], FolderDataset.Open(data.Root, "train").Load(0).Saliency!.Labels);
    }
}
