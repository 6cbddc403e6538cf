using DenseEdge.Data.Folder;
using DenseEdge.Imaging;

namespace DenseEdge.Data.Tests.Benchmarks;

public sealed class PascalContextTests
{
    [Fact]
    public void Open_OfTheBenchmark_DecodesEveryLabel()
    {
        using BenchmarkFolder data = new BenchmarkFolder().Pascal();

        FolderDataset dataset = FolderDataset.Open(data.Root, "train");
        DenseSample sample = dataset.Load(0);

        Assert.Equal(("pascal_context", "2008_000001"), (dataset.Descriptor.Name, dataset.Ids[0]));
        Assert.Equal(["semseg", "human_parts", "sal", "normals", "edge"], dataset.Descriptor.Tasks.Select(task => task.Task));
        Assert.Equal(21, dataset.Tasks[0].Classes.Count);
        Assert.Equal("person", dataset.Tasks[0].Classes[15].Name);
        Assert.Equal(7, dataset.Tasks[1].Classes.Count);

        // VOC12 is preferred to pascal-context.
        Assert.Equal([1, 2, 3, 255, 0, 0], sample.Segmentation!.Labels);

        // Rows of the column-wise masks: hair 1 1 0 / 1 0 0, then torso 0 1 0 / 1 1 0 over it, the second person's foot last.
        Assert.Equal([1, 2, 0, 2, 2, 6], sample.HumanParts!.Labels);
        Assert.Equal([0, 0, 1, 1, 0, 1], sample.Saliency!.Labels);

        // Normals count on persons (284) but not on 31; middle grey has none.
        float[] n = sample.Normals!.Components;
        Assert.Equal([-1, 0, 0, 0, 0, 0], n[12..].Select(v => MathF.Round(v, 2) + 0f));
        Assert.Equal([0, -1, 0, 0, 0, 0], n[6..12].Select(v => MathF.Round(v, 2) + 0f));
        Assert.Equal([0, 0, 0, 0, 1, 0], n[..6].Select(v => MathF.Round(v, 2) + 0f));
    }

    [Fact]
    public void Load_WithoutVoc12_TakesPascalContext_AndAnImageWithoutPersonsIsBackground()
    {
        using BenchmarkFolder data = new BenchmarkFolder().Pascal();

        DenseSample sample = FolderDataset.Open(data.Root, "test").Load(0);

        Assert.Equal([0, 15, 15, 255, 20, 0], sample.Segmentation!.Labels);
        Assert.Equal(new byte[6], sample.HumanParts!.Labels);
    }

    [Fact]
    public void Load_OfEdges_KeepsThemInTheCacheAndNowhereElse()
    {
        using BenchmarkFolder data = new BenchmarkFolder().Pascal();
        string[] before = Directory.GetFiles(data.Root, "*", SearchOption.AllDirectories);

        byte[] first = FolderDataset.Open(data.Root, "train").Load(0).Boundaries!.Labels;

        string cached = Assert.Single(Directory.GetFiles(data.Cache, "*.png", SearchOption.AllDirectories));
        Assert.Equal(before, Directory.GetFiles(data.Root, "*", SearchOption.AllDirectories));

        // What is in the cache is used, what is damaged is made again, and another source has another file.
        IndexPng.Write(cached, [1, 1, 1, 1, 1, 1], 2, 3, []);
        Assert.Equal([1, 1, 1, 1, 1, 1], FolderDataset.Open(data.Root, "train").Load(0).Boundaries!.Labels);
        File.WriteAllText(cached, "no picture");
        Assert.Equal(first, FolderDataset.Open(data.Root, "train").Load(0).Boundaries!.Labels);
        data.Mat("pascal-context/trainval/2008_000001.mat", "LabelMap", 7, 7, 7, 7, 7, 700);
        Assert.NotEqual(first, FolderDataset.Open(data.Root, "train").Load(0).Boundaries!.Labels);
    }

    [Fact]
    public void Load_ByManyThreads_GivesTheSameEdges()
    {
        using BenchmarkFolder data = new BenchmarkFolder().Pascal();
        FolderDataset dataset = FolderDataset.Open(data.Root, "train");
        byte[][] edges = new byte[16][];

        Parallel.For(0, edges.Length, i => edges[i] = dataset.Load(0).Boundaries!.Labels);

        Assert.All(edges, map => Assert.Equal(edges[0], map));
        Assert.Single(Directory.GetFiles(data.Cache, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Open_OfHumanPartsAlone_LeavesOutImagesWithoutPersons()
    {
        using BenchmarkFolder data = new BenchmarkFolder().Pascal();
        data.Text("ImageSets/Context/train.txt", "2008_000001\n2008_000002");
        FolderDescriptor all = FolderDescriptor.Find(data.Root);
        FolderDescriptor parts = all with { Tasks = [all.Tasks[1]] };

        Assert.Equal(["2008_000001"], FolderDataset.Open(parts, "train").Ids);
        Assert.Equal(
            """{"2008_000001":[15,-1,12],"2008_000002":[12]}""",
            File.ReadAllText(Assert.Single(Directory.GetFiles(data.Cache, "*.json", SearchOption.AllDirectories))));
        Assert.False(Directory.Exists(data.Of("ImageSets/Parts")));

        // A list that comes with the data is used, one with other ids is not.
        data.Text("ImageSets/Parts/train.txt", """{"2008_000001": [12], "2008_000002": [15, 3]}""");
        Assert.Equal(["2008_000002"], FolderDataset.Open(parts, "train").Ids);
        data.Text("ImageSets/Parts/train.txt", """{"2008_000009": [15]}""");
        Assert.Equal(["2008_000001"], FolderDataset.Open(parts, "train").Ids);
        data.Text("ImageSets/Parts/train.txt", "2008_000001");
        Assert.Contains(
            "Delete it", Assert.Throws<InvalidDataException>(() => FolderDataset.Open(parts, "train")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfLabelsOfAnotherSize_ResizesThem()
    {
        using BenchmarkFolder data = new BenchmarkFolder().Pascal().Image("JPEGImages/2008_000001.jpg", 4, 6);

        DenseSample sample = FolderDataset.Open(data.Root, "train").Load(0);

        Assert.Equal([1, 1, 2, 2, 3, 3, 1, 1, 2, 2, 3, 3], sample.Segmentation!.Labels[..12]);
        Assert.Equal(24, sample.Boundaries!.Labels.Length);
        Assert.Equal(24, sample.HumanParts!.Labels.Length);
        Assert.Equal(72, sample.Normals!.Components.Length);
    }

    [Fact]
    public void Check_OfTheBenchmark_FindsNoErrors_AndEveryMissingFile()
    {
        using BenchmarkFolder data = new BenchmarkFolder().Pascal();
        Assert.False(DatasetCheck.Run(data.Root).HasErrors);

        File.Delete(data.Of("human_parts/2008_000001.mat"));
        File.Delete(data.Of("pascal-context/trainval/2008_000002.mat"));
        File.WriteAllText(data.Of("pascal-context/trainval/2008_000001.mat"), "<html>not found</html>");
        string text = string.Join('\n', DatasetCheck.Run(data.Root).Problems.Where(p => p.IsError).Select(p => p.Message));

        Assert.Contains("human_parts/2008_000001.mat' does not exist", text, StringComparison.Ordinal);
        Assert.Contains("trainval/2008_000002.mat' does not exist", text, StringComparison.Ordinal);
        Assert.Contains("trainval/2008_000001.mat' is no MAT file: it has 22 bytes", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_OfPlainVoc_SaysWhichArchiveHasTheLabels()
    {
        using BenchmarkFolder data = new BenchmarkFolder().Image("JPEGImages/a.jpg").Text("ImageSets/Main/train.txt", "a");

        string message = Assert.Throws<InvalidDataException>(() => FolderDescriptor.Find(data.Root)).Message;

        Assert.Contains("plain PASCAL VOC", message, StringComparison.Ordinal);
        Assert.Contains("PASCAL_MT.tgz", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_OfAPart_ListsTheMissingFolders()
    {
        using BenchmarkFolder data = new BenchmarkFolder().Pascal();
        Directory.Delete(data.Of("sal_distill"), recursive: true);
        Directory.Delete(data.Of("human_parts"), recursive: true);

        string message = Assert.Throws<InvalidDataException>(() => FolderDescriptor.Find(data.Root)).Message;

        Assert.Contains("lacks human_parts/, sal_distill/", message, StringComparison.Ordinal);
    }
}
