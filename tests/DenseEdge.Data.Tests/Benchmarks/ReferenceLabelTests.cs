using DenseEdge.Data.Folder;
using DenseEdge.Imaging;

namespace DenseEdge.Data.Tests.Benchmarks;

/// <summary>Compares label preparation with what the reference implementation gives, where its vectors are present.</summary>
public sealed class ReferenceLabelTests
{
    private static readonly string? Vectors = SharedFolder.Find("reference/vectors/pascal_labels.npz");

    [Fact]
    public void LabelContours_OfTheReferenceMap_AreItsBoundaries()
    {
        if (Vectors is null)
        {
            return;
        }

        NpyArray map = SharedFolder.ReadNpz(Vectors, "edge/label_map");
        (int height, int width) = (map.Shape[0], map.Shape[1]);
        int[] labels = map.ToInt32s();

        bool[] marked = LabelContours.LaplacianNotZero(labels, height, width);

        Assert.Equal(SharedFolder.ReadNpz(Vectors, "edge/boundary_before_thinning").ToInt32s(), marked.Select(v => v ? 1 : 0));
        Assert.Equal(
            SharedFolder.ReadNpz(Vectors, "edge/boundary").ToInt32s(),
            LabelContours.Find(labels, height, width).Select(v => v ? 1 : 0));
    }

    [Fact]
    public void Normals_OfTheReferencePicture_AreItsNormalsInOurFrame()
    {
        if (Vectors is null)
        {
            return;
        }

        using BenchmarkFolder data = new BenchmarkFolder().Pascal();
        NpyArray map = SharedFolder.ReadNpz(Vectors, "edge/label_map");
        (int height, int width) = (map.Shape[0], map.Shape[1]);
        byte[] png = Array.ConvertAll(SharedFolder.ReadNpz(Vectors, "normals/png_rgb").ToInt32s(), v => (byte)v);
        const string id = "2008_000001";
        data.Image($"JPEGImages/{id}.jpg", height, width);
        ImageFile.Write(data.Of($"normals_distill/{id}.png"), new Contracts.Rgb24Image(height, width, png));
        Mat.MatBuilder mat = new(bigEndian: true);
        mat.Add(mat.Rows("LabelMap", height, width, map.ToInt32s(), kind: 11, storage: 4));
        mat.Save(data.Of($"pascal-context/trainval/{id}.mat"));

        float[] actual = FolderDataset.Open(data.Root, "train").Load(0).Normals!.Components;

        // The reference does not bring the vectors to length 1; ours are, and y and z point the other way.
        float[] expected = SharedFolder.ReadNpz(Vectors, "normals/decoded_masked").ToSingles();
        int plane = height * width;
        int valid = 0;
        for (int i = 0; i < plane; i++)
        {
            (float x, float y, float z) = (expected[3 * i], expected[(3 * i) + 1], expected[(3 * i) + 2]);
            float length = MathF.Sqrt((x * x) + (y * y) + (z * z));
            bool isNormal = length is > 0.05f and < 1.5f;
            valid += isNormal ? 1 : 0;
            float scale = isNormal ? 1 / length : 0;
            Assert.Equal(x * scale, actual[i], 1e-5f);
            Assert.Equal(-y * scale, actual[plane + i], 1e-5f);
            Assert.Equal(-z * scale, actual[(2 * plane) + i], 1e-5f);
        }

        Assert.True(valid > 0);
    }

    [Fact]
    public void VocParts_HaveTheReferencesNumbers()
    {
        if (Vectors is null)
        {
            return;
        }

        Assert.Equal(
            SharedFolder.ReadNpz(Vectors, "human_parts/ids_6part").ToInt32s(),
            VocParts.Parts.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => (int)part.Value));
    }

    [Fact]
    public void NyudSamples_AreReadWithoutErrors_AndFaceTheCamera()
    {
        if (SharedFolder.Find("data/nyud_samples") is not { } folder)
        {
            return;
        }

        DatasetReport report = DatasetCheck.Run(folder);
        Assert.False(report.HasErrors);
        Assert.DoesNotContain(report.Problems, problem => problem.Message.Contains("face away", StringComparison.Ordinal));
    }
}
