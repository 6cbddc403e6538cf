using DenseEdge.Data.Folder;

namespace DenseEdge.Data.Tests.Folder;

public sealed class DescriptorTests
{
    private const string Edge = """{ "task": "edge", "encoding": "label_changes", "file": "labels/{id}.png" }""";

    [Fact]
    public void Find_OfAnUnknownMember_NamesIt()
    {
        using SmallDataset data = new SmallDataset().Descriptor(Edge, more: """ "depht_range": 3, """);

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => FolderDescriptor.Find(data.Root));

        Assert.Contains("depht_range", e.Message, StringComparison.Ordinal);
        Assert.Contains("denseedge.json", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_OfAMemberOfAnotherEncoding_NamesIt()
    {
        using SmallDataset data = new SmallDataset().Descriptor(
            """{ "task": "edge", "encoding": "mask_png", "file": "labels/{id}.png", "meters_per_unit": 1 }""");

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => FolderDescriptor.Find(data.Root));

        Assert.Contains("meters_per_unit", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "task": "edge", "file": "labels/{id}.png" }""", "index_png")]
    [InlineData("""{ "task": "edge", "encoding": "index_pgn", "file": "labels/{id}.png" }""", "index_pgn")]
    [InlineData("""{ "encoding": "mask_png", "file": "labels/{id}.png" }""", "task")]
    public void Find_OfATaskWithoutItsKind_SaysWhatIsMissing(string task, string expected)
    {
        using SmallDataset data = new SmallDataset().Descriptor(task);

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => FolderDescriptor.Find(data.Root));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_OfSeveralFaults_ListsThemAll()
    {
        using SmallDataset data = new SmallDataset().Descriptor(
            """
            { "task": "semseg", "encoding": "index_png", "file": "labels.png" },
            { "task": "seg", "encoding": "mask_png", "file": "{id}.png" },
            { "task": "depth", "encoding": "mask_png", "file": "{id}.png" },
            { "task": "edge", "encoding": "label_changes", "from": "human_parts" }
            """,
            splits: """{ "train": { "ids": ["a"], "every": 2 }, "test": { "all_but": "val" } }""",
            more: """ "network_input": { "height": 0, "width": 5 }, """);

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => FolderDescriptor.Find(data.Root));

        Assert.Contains("tasks[0] (semseg): file: expected a path with {id}, found 'labels.png'", e.Message, StringComparison.Ordinal);
        Assert.Contains("tasks[0] (semseg): expected either classes or classes_from", e.Message, StringComparison.Ordinal);
        Assert.Contains("tasks[1] (seg): expected a task (semseg", e.Message, StringComparison.Ordinal);
        Assert.Contains("tasks[2] (depth): this encoding holds edge, sal", e.Message, StringComparison.Ordinal);
        Assert.Contains("from: expected a task of this data set", e.Message, StringComparison.Ordinal);
        Assert.Contains("splits.train: expected exactly one of", e.Message, StringComparison.Ordinal);
        Assert.Contains("splits.test: all_but", e.Message, StringComparison.Ordinal);
        Assert.Contains("network_input", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_InAFolderWithoutDescriptor_TellsWhatToDo()
    {
        using var data = new SmallDataset();

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => FolderDescriptor.Find(data.Root));

        Assert.Contains("has no denseedge.json", e.Message, StringComparison.Ordinal);
        Assert.Contains("replica_office0", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_OfAMissingPath_SaysSo()
    {
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => FolderDescriptor.Find("/nonexistent/folder"));

        Assert.Contains("/nonexistent/folder", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_InAFolderLikeAKnownDataSet_UsesTheShippedDescriptor()
    {
        using SmallDataset data = new SmallDataset().Text("splits/train.txt", "0001\n").Text("splits/test.txt", "0002\n")
            .Text("classes.json", "{}");
        foreach (string id in new[] { "0001", "0002" })
        {
            data.Text($"images/{id}.jpg", "x").Text($"parsing59/{id}.png", "x").Text($"parts8/{id}.png", "x");
        }

        FolderDescriptor descriptor = FolderDescriptor.Find(data.Root);

        Assert.Equal("ccp", descriptor.Name);
        Assert.Equal(data.Root, descriptor.Root);
        Assert.Equal(new NetworkInput(288, 192), descriptor.NetworkInput);
    }

    [Fact]
    public void Find_OfAFileElsewhere_TakesItsRoot()
    {
        using SmallDataset data = new SmallDataset().Image("a").Labels("labels/a.png", new byte[6]).Text(
            "descriptions/small.json",
            $$"""{ "name": "small", "root": "..", "images": "images/{id}.png", "splits": { "train": { "all": true } }, "tasks": [{{Edge}}] }""");

        FolderDataset dataset = FolderDataset.Open(data.Of("descriptions/small.json"), "train");

        Assert.Equal("a", dataset.Load(0).Id);
        Assert.Equal(data.Root, dataset.Descriptor.Root);
    }

    [Theory]
    [InlineData("""{ "file": "ids.txt" }""", "b d")]
    [InlineData("""{ "ids": ["c", "a"] }""", "c a")]
    [InlineData("""{ "every": 2, "offset": 1 }""", "b d")]
    [InlineData("""{ "all_but": "other" }""", "a b d")]
    [InlineData("""{ "all": true }""", "a b c d")]
    public void Open_OfASplit_HasItsIdsInOrder(string rule, string expected)
    {
        using SmallDataset data = new SmallDataset().Image("d").Image("b").Image("a").Image("c")
            .Text("ids.txt", "b\n\n# a comment\n d \n")
            .Descriptor(Edge, splits: $$"""{ "train": {{rule}}, "other": { "ids": ["c"] } }""");

        Assert.Equal(expected, string.Join(' ', FolderDataset.Open(data.Root, "train").Ids));
    }

    [Fact]
    public void Open_OfAnUnknownSplit_ListsTheKnown()
    {
        using SmallDataset data = new SmallDataset().Descriptor(Edge, splits: """{ "train": { "ids": ["a"] }, "test": { "ids": [] } }""");

        Assert.Contains("train, test", Assert.Throws<InvalidDataException>(() => FolderDataset.Open(data.Root, "val")).Message, StringComparison.Ordinal);
        Assert.Contains("is empty", Assert.Throws<InvalidDataException>(() => FolderDataset.Open(data.Root, "test")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ShippedDescriptors_HaveNoFaults()
    {
        string[] files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "descriptors"), "*.json");

        Assert.Equal(8, files.Length);
        Assert.All(files, file => Assert.Empty(FolderDescriptor.Find(file).Faults()));
    }
}
