using DenseEdge.Contracts;
using DenseEdge.Data.Folder;
using DenseEdge.Imaging;

namespace DenseEdge.Data.Tests.Folder;

public sealed class FolderDatasetTests
{
    private const string Semseg = """{ "task": "semseg", "encoding": "index_png", "file": "labels/{id}.png", """;

    [Fact]
    public void Load_OfListedValues_NumbersTheClassesFromZero()
    {
        using SmallDataset data = new SmallDataset().Image("a").Labels("labels/a.png", 0, 40, 93, 93, 7, 40).Descriptor(
            Semseg + """ "ignore": [0], "values": [40, 93, 7], "classes": ["floor", "wall", "bin"] }""");

        FolderDataset dataset = FolderDataset.Open(data.Root, "train");
        DenseSample sample = dataset.Load(0);

        Assert.Equal([255, 0, 1, 1, 2, 0], sample.Segmentation!.Labels);
        Assert.Equal((2, 3), (sample.Segmentation.Height, sample.Segmentation.Width));
        Assert.Equal(["floor", "wall", "bin"], dataset.Tasks[0].Classes.Select(c => c.Name));
        Assert.Equal("a", sample.Id);
        Assert.Equal(1, dataset.Count);
    }

    [Fact]
    public void Load_OfAMap_GroupsValues()
    {
        using SmallDataset data = new SmallDataset().Image("a").Labels("labels/a.png", 1, 2, 3, 9, 9, 9).Descriptor(
            Semseg + """ "map": { "1": 0, "2": 1, "3": 1 }, "ignore_others": true, "classes": ["a", "b"] }""");

        Assert.Equal([0, 1, 1, 255, 255, 255], FolderDataset.Open(data.Root, "train").Load(0).Segmentation!.Labels);
    }

    [Fact]
    public void Load_WithAnOffset_SubtractsIt()
    {
        using SmallDataset data = new SmallDataset().Image("a").Labels("labels/a.png", 1, 2, 3, 0, 2, 1).Descriptor(
            Semseg + """ "offset": 1, "ignore": [0], "classes": ["a", "b", "c"], "colors": [[1, 2, 3], [4, 5, 6], [7, 8, 9]] }""");

        FolderDataset dataset = FolderDataset.Open(data.Root, "train");

        Assert.Equal([0, 1, 2, 255, 1, 0], dataset.Load(0).Segmentation!.Labels);
        Assert.Equal(new LabelClass("b", 4, 5, 6), dataset.Tasks[0].Classes[1]);
    }

    [Fact]
    public void Load_OfAWrongValue_NamesFileValueCountAndAllowed()
    {
        using SmallDataset data = new SmallDataset().Image("a").Labels("labels/a.png", 0, 1, 8, 8, 7, 1).Descriptor(
            Semseg + """ "classes": ["a", "b", "c"] }""");

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => FolderDataset.Open(data.Root, "train").Load(0));

        Assert.Contains(Path.Combine("labels", "a.png"), e.Message, StringComparison.Ordinal);
        Assert.Contains("7 (1 pixels), 8 (2 pixels); expected 0 to 2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfClassNamesInAFile_FollowsThePath()
    {
        using SmallDataset data = new SmallDataset().Image("a").Labels("labels/a.png", 5, 5, 5, 9, 9, 9)
            .Text("names.json", """{ "all": { "semantic": { "0": "none", "5": "sofa", "9": "rug" } } }""")
            .Descriptor(Semseg + """ "values": [9, 5], "classes_from": { "file": "names.json", "path": "all.semantic" } }""");

        FolderDataset dataset = FolderDataset.Open(data.Root, "train");

        Assert.Equal(["rug", "sofa"], dataset.Tasks[0].Classes.Select(c => c.Name));
        Assert.Equal([1, 1, 1, 0, 0, 0], dataset.Load(0).Segmentation!.Labels);
    }

    [Fact]
    public void Load_OfColours_FindsTheirClasses()
    {
        byte[] pixels = [255, 0, 0, 0, 255, 0, 9, 9, 9, 0, 255, 0, 255, 0, 0, 255, 0, 0];
        using SmallDataset data = new SmallDataset().Image("a").Colors("labels/a.png", pixels).Descriptor(
            """
            { "task": "human_parts", "encoding": "color_png", "file": "labels/{id}.png", "classes": ["a", "b"],
              "colors": [[255, 0, 0], [0, 255, 0]], "ignore_colors": [[9, 9, 9]] }
            """);

        DenseSample sample = FolderDataset.Open(data.Root, "train").Load(0);

        Assert.Equal([0, 1, 255, 1, 0, 0], sample.HumanParts!.Labels);
    }

    [Fact]
    public void Load_OfAnUnknownColour_NamesItAndItsCount()
    {
        byte[] pixels = [255, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 255, 0, 0, 255, 0, 0];
        using SmallDataset data = new SmallDataset().Image("a").Colors("labels/a.png", pixels).Descriptor(
            """{ "task": "semseg", "encoding": "color_png", "file": "labels/{id}.png", "classes": ["a"], "colors": [[255, 0, 0]] }""");

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => FolderDataset.Open(data.Root, "train").Load(0));

        Assert.Contains("[0, 0, 0] (2 pixels), [1, 2, 3] (1 pixels)", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfDepth_ScalesToMetres()
    {
        using SmallDataset data = new SmallDataset().Image("a").Numbers16("depth/a.png", 0, 1500, 2500, 65535, 1, 4000).Descriptor(
            """{ "task": "depth", "encoding": "depth_png16", "file": "depth/{id}.png", "meters_per_unit": 0.001, "invalid": [65535] }""");

        DepthMap depth = FolderDataset.Open(data.Root, "train").Load(0).Depth!;

        Assert.Equal([0, 1.5f, 2.5f, 0, 0.001f, 4], depth.Meters);
    }

    [Fact]
    public void Load_OfNormals_TurnsTheAxesAndDropsGreyAndBlack()
    {
        byte[] pixels = [255, 128, 128, 128, 255, 128, 128, 128, 255, 127, 128, 127, 0, 0, 0, 128, 0, 128];
        using SmallDataset data = new SmallDataset().Image("a").Colors("normals/a.png", pixels).Descriptor(
            """{ "task": "normals", "encoding": "normals_rgb8", "file": "normals/{id}.png", "axes": ["x", "z", "-y"] }""");

        float[] c = FolderDataset.Open(data.Root, "train").Load(0).Normals!.Components;

        // 8 bits: a component of 0 is stored as 128, which decodes to 0.004.
        Assert.Equal([1, 0, 0, 0, 0, 0], c[..6].Select(v => MathF.Round(v, 2)));
        Assert.Equal([0, 0, -1, 0, 0, 0], c[6..12].Select(v => MathF.Round(v, 2) + 0f));
        Assert.Equal([0, 1, 0, 0, 0, -1], c[12..].Select(v => MathF.Round(v, 2)));
        Assert.Equal(0, c[3]);
        Assert.Equal(0, c[4]);
        Assert.Equal(1, (c[0] * c[0]) + (c[6] * c[6]) + (c[12] * c[12]), 1e-5f);
    }

    [Fact]
    public void Load_OfNpyFiles_ReadsEveryTask()
    {
        using SmallDataset data = new SmallDataset().Image("a").Descriptor(
            """
            { "task": "depth", "encoding": "npy", "file": "depth/{id}.npy", "meters_per_unit": 2 },
            { "task": "normals", "encoding": "npy", "file": "normals/{id}.npy", "axes": ["x", "-y", "z"] },
            { "task": "edge", "encoding": "npy", "file": "edge/{id}.npy" }
            """);
        NpyFile.Write(data.Of("depth/a.npy"), [1, 2, float.NaN, -1, 0, 3], 2, 3);
        NpyFile.Write(data.Of("edge/a.npy"), [0, 1, 0.4f, 0.6f, 0, 1], 2, 3);
        float[] normals = new float[18];
        normals[1] = 2;
        NpyFile.Write(data.Of("normals/a.npy"), normals, 2, 3, 3);

        DenseSample sample = FolderDataset.Open(data.Root, "train").Load(0);

        Assert.Equal([2, 4, 0, 0, 0, 6], sample.Depth!.Meters);
        Assert.Equal([0, 1, 0, 1, 0, 1], sample.Boundaries!.Labels);
        Assert.Equal(-1, sample.Normals!.Components[6]);
    }

    [Fact]
    public void Load_OfALabelOfAnotherSize_TellsBothSizes()
    {
        using SmallDataset data = new SmallDataset().Image("a", 4, 5).Labels("labels/a.png", new byte[6])
            .Descriptor(Semseg + """ "classes": ["a"] }""");

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => FolderDataset.Open(data.Root, "train").Load(0));

        Assert.Contains("is 2x3 pixels (height x width), expected 4x5", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAMissingLabel_ThrowsUnlessItIsOptional()
    {
        using SmallDataset data = new SmallDataset().Image("a");
        data.Descriptor(Semseg + """ "classes": ["a"] }""");
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => FolderDataset.Open(data.Root, "train").Load(0));
        Assert.Contains("does not exist (semseg of sample 'a')", e.Message, StringComparison.Ordinal);

        data.Descriptor(Semseg + """ "classes": ["a"], "optional": true }""");
        Assert.Null(FolderDataset.Open(data.Root, "train").Load(0).Segmentation);
    }

    [Fact]
    public void Load_BeyondTheEnd_Throws()
    {
        using SmallDataset data = new SmallDataset().Image("a").Labels("labels/a.png", new byte[6])
            .Descriptor(Semseg + """ "classes": ["a"] }""");
        FolderDataset dataset = FolderDataset.Open(data.Root, "train");

        Assert.Throws<ArgumentOutOfRangeException>(() => dataset.Load(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => dataset.Load(-1));
    }
}
