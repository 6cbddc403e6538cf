using DenseEdge.Contracts;
using DenseEdge.Data.Caching;
using DenseEdge.Data.Tests.Mat;
using DenseEdge.Imaging;

namespace DenseEdge.Data.Tests.Benchmarks;

/// <summary>Writes small data sets of the layouts that the benchmarks are downloaded in. The cache is its own too.</summary>
internal sealed class BenchmarkFolder : IDisposable
{
    internal const int Height = 2;
    internal const int Width = 3;

    private static readonly LabelClass[] NoColors = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("denseedge-benchmark-");

    internal BenchmarkFolder() => DataCache.Use(Path.Combine(_folder.FullName, "cache"));

    internal string Root => Path.Combine(_folder.FullName, "download");

    internal string Cache => Path.Combine(_folder.FullName, "cache");

    internal string Of(string name) => Path.Combine(Root, name);

    internal BenchmarkFolder Text(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Of(name))!);
        File.WriteAllText(Of(name), text);
        return this;
    }

    internal BenchmarkFolder Image(string name, int height = Height, int width = Width)
    {
        ImageFile.Write(Of(name), new Rgb24Image(height, width));
        return this;
    }

    internal BenchmarkFolder Colors(string name, params byte[] pixels)
    {
        ImageFile.Write(Of(name), new Rgb24Image(Height, Width, pixels));
        return this;
    }

    internal BenchmarkFolder Labels(string name, params byte[] labels)
    {
        IndexPng.Write(Of(name), labels, Height, Width, NoColors);
        return this;
    }

    internal BenchmarkFolder Array(string name, float[] values, params int[] shape)
    {
        NpyFile.Write(Of(name), values, shape);
        return this;
    }

    internal BenchmarkFolder Mat(string name, string variable, params int[] rows)
    {
        MatBuilder mat = new(compressed: true);
        mat.Add(mat.Rows(variable, Height, Width, rows, storage: 4)).Save(Of(name));
        return this;
    }

    /// <summary>Layout A with samples 0001 (train) and 0002 (val).</summary>
    internal BenchmarkFolder NyudA()
    {
        Splits();
        foreach (string id in new[] { "0001", "0002" })
        {
            Image($"images/{id}.png");
            Labels($"segmentation/{id}.png", 0, 1, 2, 40, 40, 1);
            Array($"depth/{id}.npy", [0, 1, 2, 3, 4, 5], Height, Width);

            // Towards the camera, up, to the right; middle grey is padding.
            Colors($"normals/{id}.png", 128, 128, 255, 128, 255, 128, 255, 128, 128, 127, 128, 127, 128, 128, 255, 128, 128, 255);
            Labels($"edge/{id}.png", 0, 255, 0, 255, 0, 0);
        }

        return this;
    }

    /// <summary>Layout B.</summary>
    internal BenchmarkFolder NyudB(string lineEnd = "\n")
    {
        Splits(lineEnd);
        foreach (string id in new[] { "0001", "0002" })
        {
            Image($"images/{id}.jpg");
            Labels($"segmentation/{id}.png", 0, 1, 2, 40, 40, 1);
            Array($"depth/{id}.npy", [0, 1, 2, 3, 4, 5], Height, Width);
            Array($"normals/{id}.npy", [0, 0, 0.5f, 0, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0.04f, 0, 0, 1], Height, Width, 3);
            Array($"edge/{id}.npy", [0, 1, 0, 1, 0, 0], Height, Width);
        }

        return this;
    }

    /// <summary>Layout C.</summary>
    internal BenchmarkFolder NyudC()
    {
        Splits();
        foreach (string id in new[] { "0001", "0002" })
        {
            Image($"images/{id}.jpg");
            Mat($"segmentation/{id}.mat", "segmentation", 0, 1, 2, 40, 40, 1);
            Mat($"depth/{id}.mat", "depth", 0, 1, 2, 3, 4, 5);
            Image($"normals/{id}.jpg");
            Labels($"edge/{id}.png", 0, 255, 0, 255, 0, 0);
        }

        return this;
    }

    /// <summary>PASCAL-Context with samples 2008_000001 (train, two persons) and 2008_000002 (val, a dog).</summary>
    internal BenchmarkFolder Pascal()
    {
        Text("ImageSets/Context/train.txt", "2008_000001\r\n");
        Text("ImageSets/Context/val.txt", "2008_000002");
        foreach (string id in new[] { "2008_000001", "2008_000002" })
        {
            Image($"JPEGImages/{id}.jpg");
            Labels($"semseg/pascal-context/{id}.png", 0, 15, 15, 255, 20, 0);
            Mat($"pascal-context/trainval/{id}.mat", "LabelMap", 284, 284, 31, 284, 284, 31);
            Colors($"normals_distill/{id}.png", 128, 128, 255, 128, 255, 128, 128, 128, 255, 127, 128, 127, 255, 128, 128, 128, 128, 255);
            Labels($"sal_distill/{id}.png", 0, 127, 128, 255, 0, 200);
        }

        Labels("semseg/VOC12/2008_000001.png", 1, 2, 3, 255, 0, 0);
        WriteParts("human_parts/2008_000001.mat", persons: true);
        WriteParts("human_parts/2008_000002.mat", persons: false);
        return this;
    }

    public void Dispose()
    {
        DataCache.Use(null);
        _folder.Delete(recursive: true);
    }

    private void Splits(string lineEnd = "\n")
    {
        Text("gt_sets/train.txt", "0001" + lineEnd);
        Text("gt_sets/val.txt", "0002");
    }

    private void WriteParts(string name, bool persons)
    {
        MatBuilder mat = new(compressed: true);
        byte[] Mask(params double[] columns) => mat.Numbers("", 9, 2, [Height, Width], columns, logical: true);
        string[] objectFields = ["class", "class_ind", "mask", "parts"];
        byte[][] first =
        [
            mat.Text("", "person"), mat.Numbers("", 6, 2, [1, 1], [15]), Mask(1, 1, 1, 1, 0, 0),
            mat.Struct("", [1, 2], ["part_name", "mask"],
                mat.Text("", "hair"), Mask(1, 1, 1, 0, 0, 0), mat.Text("", "torso"), Mask(0, 1, 1, 1, 0, 0)),
        ];
        byte[][] second =
        [
            mat.Text("", "person"), mat.Numbers("", 6, 2, [1, 1], [15]), Mask(0, 0, 0, 0, 0, 0),
            mat.Struct("", [1, 1], ["part_name", "mask"], mat.Text("", "rfoot"), Mask(0, 0, 0, 0, 0, 1)),
        ];
        byte[][] dog =
        [
            mat.Text("", "dog"), mat.Numbers("", 6, 2, [1, 1], [12]), Mask(1, 1, 1, 1, 1, 1),
            mat.Struct("", [1, 1], ["part_name", "mask"], mat.Text("", "tail"), Mask(1, 1, 1, 1, 1, 1)),
        ];
        byte[][] dogWithoutParts = [dog[0], dog[1], dog[2], mat.Element(14, [])];
        byte[] objects = persons
            ? mat.Struct("", [1, 3], objectFields, [.. first, .. second, .. dog])
            : mat.Struct("", [1, 1], objectFields, dogWithoutParts);
        mat.Add(mat.Struct("anno", [1, 1], ["imname", "objects"], mat.Text("", "x"), objects)).Save(Of(name));
    }
}
