using DenseEdge.Contracts;
using DenseEdge.Data.Folder;

namespace DenseEdge.Data.Tests.Folder;

public sealed class DatasetCheckTests
{
    private const string Tasks =
        """
        { "task": "semseg", "encoding": "index_png", "file": "labels/{id}.png", "classes": ["a", "b"], "ignore": [9] },
        { "task": "depth", "encoding": "depth_png16", "file": "depth/{id}.png", "meters_per_unit": 0.5, "optional": true },
        { "task": "edge", "encoding": "label_changes", "file": "labels/{id}.png" }
        """;

    [Fact]
    public void Run_OfAGoodDataSet_CountsClassesAndDepth()
    {
        using SmallDataset data = new SmallDataset().Image("a").Image("b")
            .Labels("labels/a.png", 0, 0, 0, 1, 9, 9).Labels("labels/b.png", 1, 1, 1, 1, 0, 0)
            .Numbers16("depth/a.png", 0, 2, 4, 6, 0, 0)
            .Descriptor(Tasks, splits: """{ "train": { "ids": ["a"] }, "test": { "ids": ["b"] } }""");

        DatasetReport report = DatasetCheck.Run(data.Root);

        Assert.Empty(report.Problems);
        Assert.False(report.HasErrors);
        Assert.Equal((1, 1), (report.SplitSamples["train"], report.SplitSamples["test"]));
        TaskStatistics semseg = report.Tasks[0];
        Assert.Equal([0.5, 0.5], semseg.ClassShares);
        Assert.Equal(2 / 12.0, semseg.UnlabelledShare);
        Assert.Equal(2, semseg.LabelledSamples);
        TaskStatistics depth = report.Tasks[1];
        Assert.Equal(new DepthRange(1, 3), depth.DepthMeters);
        Assert.Equal(1, depth.LabelledSamples);
        Assert.Equal(TaskKind.Boundaries, report.Tasks[2].Task.Kind);
    }

    [Fact]
    public void Run_OfABadDataSet_ListsEveryProblemOnceByFile()
    {
        using SmallDataset data = new SmallDataset().Image("a").Image("b", 4, 4).Image("c").Image("d")
            .Text("images/e.png", "no image")
            .Labels("labels/a.png", 0, 5, 5, 0, 0, 0)
            .Labels("labels/b.png", new byte[6])
            .Text("labels/c.png", "no image")
            .Labels("labels/e.png", new byte[6])
            .Descriptor(
                Tasks,
                splits: """{ "train": { "ids": ["a", "b", "c", "d", "e", "f", "a"] }, "test": { "ids": ["a"] }, "val": { "ids": [] } }""");

        DatasetReport report = DatasetCheck.Run(data.Root);

        string text = string.Join('\n', report.Problems.Select(problem => problem.Message));
        Assert.Contains("a.png' holds numbers that are no class: 5 (2 pixels); expected 0, 1, or 9 for unknown", text, StringComparison.Ordinal);
        Assert.Contains("b.png' is 2x3 pixels (height x width), expected 4x4", text, StringComparison.Ordinal);
        Assert.Contains("c.png' is not a PNG file", text, StringComparison.Ordinal);
        Assert.Contains("d.png' does not exist (semseg of sample 'd')", text, StringComparison.Ordinal);
        Assert.Contains("e.png' is not an image", text, StringComparison.Ordinal);
        Assert.Contains("f.png' does not exist (sample 'f')", text, StringComparison.Ordinal);
        Assert.Contains("sample 'a' stands in split 'train' twice", text, StringComparison.Ordinal);
        Assert.Contains("split 'val' is empty", text, StringComparison.Ordinal);
        DatasetProblem warning = Assert.Single(report.Problems, problem => !problem.IsError);
        Assert.Contains("1 samples are in both 'train' and 'test': a", warning.Message, StringComparison.Ordinal);
        Assert.Equal(9, report.Problems.Count);
        Assert.True(report.HasErrors);
    }

    [Fact]
    public void Run_OfADescriptorWithFaults_ListsThem()
    {
        using SmallDataset data = new SmallDataset().Descriptor(
            """{ "task": "x", "encoding": "mask_png", "file": "{id}.png" }, { "task": "sal", "encoding": "mask_png", "file": "y.png" }""");

        DatasetReport report = DatasetCheck.Run(data.Root);

        Assert.Equal(2, report.Problems.Count);
        Assert.All(report.Problems, problem => Assert.EndsWith("denseedge.json", problem.File, StringComparison.Ordinal));
    }

    [Fact]
    public void Run_OfAnUnknownMember_IsOneProblem()
    {
        using SmallDataset data = new SmallDataset().Text("denseedge.json", """{ "nmae": "x" }""");

        DatasetProblem problem = Assert.Single(DatasetCheck.Run(data.Root).Problems);

        Assert.Contains("nmae", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithoutItsClassFile_NamesIt()
    {
        using SmallDataset data = new SmallDataset().Image("a").Labels("labels/a.png", new byte[6]).Descriptor(
            """{ "task": "semseg", "encoding": "index_png", "file": "labels/{id}.png", "classes_from": { "file": "names.json" } }""");

        DatasetProblem problem = Assert.Single(DatasetCheck.Run(data.Root).Problems);

        Assert.Contains("names.json' does not exist", problem.Message, StringComparison.Ordinal);
    }
}
