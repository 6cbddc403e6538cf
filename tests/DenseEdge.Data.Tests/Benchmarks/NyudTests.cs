using DenseEdge.Data.Folder;

namespace DenseEdge.Data.Tests.Benchmarks;

public sealed class NyudTests
{
    private static readonly byte[] Segmentation = [255, 0, 1, 39, 39, 0];

    [Fact]
    public void Open_OfLayoutA_DecodesEveryLabel()
    {
        using BenchmarkFolder data = new BenchmarkFolder().NyudA();

        FolderDataset dataset = FolderDataset.Open(data.Root, "train");
        DenseSample sample = dataset.Load(0);

        Assert.Equal("nyud_v2_a", dataset.Descriptor.Name);
        Assert.Equal(["0001"], dataset.Ids);
        Assert.Equal(["0002"], FolderDataset.Open(data.Root, "test").Ids);
        Assert.Equal(40, dataset.Tasks[0].Classes.Count);
        Assert.Equal(("wall", "floor", "other prop"), (dataset.Tasks[0].Classes[0].Name, dataset.Tasks[0].Classes[1].Name, dataset.Tasks[0].Classes[39].Name));
        Assert.Equal(Segmentation, sample.Segmentation!.Labels);
        Assert.Equal([0f, 1, 2, 3, 4, 5], sample.Depth!.Meters);
        Assert.Equal([0, 1, 0, 1, 0, 0], sample.Boundaries!.Labels);

        // Stored x right, y up, z to the camera; ours y down, z away from it.
        float[] n = sample.Normals!.Components;
        Assert.Equal([0, 0, 1, 0, 0, 0], n[..6].Select(v => MathF.Round(v, 2) + 0f));
        Assert.Equal([0, -1, 0, 0, 0, 0], n[6..12].Select(v => MathF.Round(v, 2) + 0f));
        Assert.Equal([-1, 0, 0, 0, -1, -1], n[12..].Select(v => MathF.Round(v, 2) + 0f));
        Assert.Equal(1, (n[0] * n[0]) + (n[6] * n[6]) + (n[12] * n[12]), 1e-5f);
        Assert.Equal((0f, 0f, 0f), (n[3], n[9], n[15]));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("")]
    public void Open_OfLayoutB_DecodesEveryLabel(string lineEnd)
    {
        using BenchmarkFolder data = new BenchmarkFolder().NyudB(lineEnd);

        FolderDataset dataset = FolderDataset.Open(data.Root, "train");
        DenseSample sample = dataset.Load(0);

        Assert.Equal("nyud_v2_b", dataset.Descriptor.Name);
        Assert.Equal(Segmentation, sample.Segmentation!.Labels);
        Assert.Equal([0f, 1, 2, 3, 4, 5], sample.Depth!.Meters);
        Assert.Equal([0, 1, 0, 1, 0, 0], sample.Boundaries!.Labels);

        // Lengths 0.5 and 2 become 1; lengths 0 and 0.04 are no normals.
        float[] n = sample.Normals!.Components;
        Assert.Equal([0f, 0, 1, 0, 0, 0], n[..6]);
        Assert.Equal([0f, -1, 0, 0, 0, 0], n[6..12].Select(v => v + 0f));
        Assert.Equal([-1f, 0, 0, 0, 0, -1], n[12..].Select(v => v + 0f));
    }

    [Fact]
    public void Open_OfLayoutC_ReadsMatFiles()
    {
        using BenchmarkFolder data = new BenchmarkFolder().NyudC();

        FolderDataset dataset = FolderDataset.Open(data.Root, "train");
        DenseSample sample = dataset.Load(0);

        Assert.Equal("nyud_v2_c", dataset.Descriptor.Name);
        Assert.Equal(Segmentation, sample.Segmentation!.Labels);
        Assert.Equal([0f, 1, 2, 3, 4, 5], sample.Depth!.Meters);
        Assert.Equal([0, 1, 0, 1, 0, 0], sample.Boundaries!.Labels);
        Assert.All(sample.Normals!.Components, component => Assert.Equal(0, component));
    }

    [Fact]
    public void Find_OfTheFolderAround_FindsTheDownloadInIt()
    {
        using BenchmarkFolder data = new BenchmarkFolder().NyudB();

        FolderDescriptor found = FolderDescriptor.Find(Path.GetDirectoryName(data.Root)!);

        Assert.Equal(("nyud_v2_b", data.Root), (found.Name, found.Root));
    }

    [Fact]
    public void Find_OfAPartOfAnArchive_SaysWhatWasLookedFor()
    {
        using BenchmarkFolder data = new BenchmarkFolder().NyudB();
        Directory.Delete(data.Of("normals"), recursive: true);

        string message = Assert.Throws<InvalidDataException>(() => FolderDescriptor.Find(data.Root)).Message;

        Assert.Contains("looks like NYUD-v2", message, StringComparison.Ordinal);
        Assert.Contains("images/ with *.jpg, no normals/, segmentation/ with *.png", message, StringComparison.Ordinal);
        Assert.Contains("images/*.jpg with normals/*.npy (layout B", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_OfMixedArchives_RefusesThem()
    {
        using BenchmarkFolder data = new BenchmarkFolder().NyudA().NyudB();

        string message = Assert.Throws<InvalidDataException>(() => FolderDescriptor.Find(data.Root)).Message;

        Assert.Contains("images/ with *.jpg and *.png", message, StringComparison.Ordinal);
        Assert.Contains("Archives may have been mixed", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OfASmallCopy_WarnsOfSizeAndCountOnly()
    {
        using BenchmarkFolder data = new BenchmarkFolder().NyudB();

        DatasetReport report = DatasetCheck.Run(data.Root);

        Assert.False(report.HasErrors);
        Assert.Contains("Layout B", report.Description, StringComparison.Ordinal);
        string text = string.Join('\n', report.Problems.Select(problem => problem.Message));
        Assert.Contains("2 images are 2x3 pixels (height x width), nyud_v2_b has 480x640", text, StringComparison.Ordinal);
        Assert.Contains("split 'train' has 1 samples, the complete data set 795", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OfTheDriveImagesInLayoutA_NamesTheirVersion()
    {
        using BenchmarkFolder data = new BenchmarkFolder().NyudA().Image("images/0001.png", 480, 640);

        string text = string.Join('\n', DatasetCheck.Run(data.Root).Problems.Select(problem => problem.Message));

        Assert.Contains("1 images are 480x640", text, StringComparison.Ordinal);
        Assert.Contains("Google Drive version (layout B)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_WithoutAFolder_TellsItInOneLine()
    {
        using BenchmarkFolder data = new BenchmarkFolder().NyudA();
        string ids = string.Join('\n', Enumerable.Range(1, 40).Select(i => $"{i:D4}"));
        data.Text("gt_sets/train.txt", ids);
        foreach (int i in Enumerable.Range(3, 38))
        {
            data.Image($"images/{i:D4}.png");
        }

        Directory.Delete(data.Of("depth"), recursive: true);

        DatasetReport report = DatasetCheck.Run(data.Root);

        Assert.True(report.HasErrors);
        DatasetProblem depth = Assert.Single(report.Problems, problem => problem.Message.Contains("label of depth", StringComparison.Ordinal));
        Assert.Contains("the folder is missing, 40 samples have no label of depth: 0001.npy", depth.Message, StringComparison.Ordinal);
        DatasetProblem edge = Assert.Single(report.Problems, problem => problem.Message.Contains("label of edge", StringComparison.Ordinal));
        Assert.Contains("files are missing, 38 samples have no label of edge: 0003.png", edge.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OfNormalsThatFaceAway_Warns()
    {
        using BenchmarkFolder data = new BenchmarkFolder().NyudB();
        float[] away = new float[18];
        for (int i = 2; i < 18; i += 3)
        {
            away[i] = -1;
        }

        data.Array("normals/0001.npy", away, 2, 3, 3).Array("normals/0002.npy", away, 2, 3, 3);

        Assert.Contains(
            DatasetCheck.Run(data.Root).Problems,
            problem => !problem.IsError && problem.Message.Contains("100 % of the normals face away", StringComparison.Ordinal));
    }

    [Fact]
    public void Find_OfAnArchive_SaysToUnpackIt()
    {
        using BenchmarkFolder data = new BenchmarkFolder().Text("NYUD_MT.tgz", "x");

        Assert.Contains(
            "unpack it", Assert.Throws<InvalidDataException>(() => FolderDescriptor.Find(data.Of("NYUD_MT.tgz"))).Message, StringComparison.Ordinal);
        Assert.Contains(
            "unpack them first", Assert.Throws<InvalidDataException>(() => FolderDescriptor.Find(data.Root)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 2, -1, -1)]
    [InlineData(2, 1, 1, -1)]
    [InlineData(1, 2, 1, 1)]
    public void Load_OfThirteenClasses_FindsTheAxesByTheSurfaces(int up, int depth, int upSign, int depthSign)
    {
        // The upper half is a wall that faces the camera and a ceiling, the lower half a wall and a floor.
        using BenchmarkFolder data = new();
        float[] normals = new float[4 * 3 * 3];
        for (int i = 0; i < 12; i++)
        {
            bool wall = i % 3 != 0;
            normals[(3 * i) + (wall ? depth : up)] = wall ? -depthSign : i < 6 ? upSign : -upSign;
        }

        foreach (string id in new[] { "train/{0}/0", "train/{0}/10", "train/{0}/9", "val/{0}/0" })
        {
            string Of(string kind) => id.Replace("{0}", kind, StringComparison.Ordinal) + ".npy";
            data.Array(Of("image"), [.. Enumerable.Repeat(0.5f, 36)], 4, 3, 3);
            data.Array(Of("label"), [-1, 0, 12, .. new float[9]], 4, 3);
            data.Array(Of("depth"), new float[12], 4, 3, 1);
            data.Array(Of("normal"), normals, 4, 3, 3);
        }

        FolderDataset dataset = FolderDataset.Open(data.Root, "train");
        DenseSample sample = dataset.Load(0);

        Assert.Equal("nyuv2_13", dataset.Descriptor.Name);
        Assert.Equal(["train/0", "train/9", "train/10"], dataset.Ids);
        Assert.Equal(13, dataset.Tasks[0].Classes.Count);
        Assert.Equal(128, sample.Image.Pixels[0]);
        Assert.Equal([255, 0, 12, 0], sample.Segmentation!.Labels[..4]);
        float[] n = sample.Normals!.Components;
        Assert.Equal(-1, n[24 + 1]);            // the wall faces the camera
        Assert.Equal(1, n[12]);                 // the ceiling faces down
        Assert.Equal(-1, n[12 + 9]);            // the floor faces up
        Assert.False(DatasetCheck.Run(data.Root).HasErrors);
    }
}
