using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Imaging;

namespace DenseEdge.Parity.Vectors;

/// <summary>Samples as the reference stores them, [H, W, channels] floats, and as DenseEdge's transforms take them.</summary>
internal static class SampleVectors
{
    /// <summary>Reads a sample; labels that the file lacks are missing in it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="prefix">Where the sample is, such as "in/".</param>
    public static DenseSample Read(VectorFile file, string prefix) => new()
    {
        Id = prefix,
        Image = Image(file[$"{prefix}image"]),
        Segmentation = Labels(file, prefix, TaskKind.SemanticSegmentation),
        HumanParts = Labels(file, prefix, TaskKind.HumanParts),
        Saliency = Labels(file, prefix, TaskKind.Saliency),
        Boundaries = Labels(file, prefix, TaskKind.Boundaries),
        Depth = Depth(file, prefix),
        Normals = Normals(file, prefix),
    };

    /// <summary>Reads an image of bytes.</summary>
    /// <param name="array">[H, W, 3], bytes or whole numbers from 0 to 255.</param>
    /// <exception cref="InvalidDataException">It has another shape or other values.</exception>
    public static Rgb24Image Image(NpyArray array)
    {
        if (array.Shape is not [int height, int width, 3])
        {
            throw new InvalidDataException($"expected an image [H, W, 3], found [{string.Join(", ", array.Shape)}]");
        }

        return new Rgb24Image(height, width, Bytes(array));
    }

    /// <summary>Reads class labels.</summary>
    /// <param name="array">[H, W, 1] or [H, W], whole numbers from 0 to 255.</param>
    /// <exception cref="InvalidDataException">It has other values.</exception>
    public static LabelMap LabelMap(NpyArray array) => new(array.Shape[0], array.Shape[1], Bytes(array));

    /// <summary>Gets a label as the reference stores it.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="task">The task.</param>
    /// <param name="planar">[channels, H, W] in place of [H, W, channels].</param>
    /// <returns>The numbers row by row; null if the sample has no such label.</returns>
    public static IEnumerable<double>? Label(DenseSample sample, TaskKind task, bool planar) => task switch
    {
        TaskKind.Depth => sample.Depth?.Meters.Select(value => (double)value),
        TaskKind.SurfaceNormals => sample.Normals is { } normals ? Components(normals, planar) : null,
        TaskKind.SemanticSegmentation => Numbers(sample.Segmentation),
        TaskKind.HumanParts => Numbers(sample.HumanParts),
        TaskKind.Saliency => Numbers(sample.Saliency),
        _ => Numbers(sample.Boundaries),
    };

    private static IEnumerable<double> Components(NormalMap normals, bool planar)
    {
        int plane = normals.Height * normals.Width;
        for (int i = 0; i < 3 * plane; i++)
        {
            yield return normals.Components[planar ? i : (i % 3 * plane) + (i / 3)];
        }
    }

    private static IEnumerable<double>? Numbers(LabelMap? map) => map?.Labels.Select(label => (double)label);

    private static LabelMap? Labels(VectorFile file, string prefix, TaskKind task)
        => file.Has(prefix + task.Key()) ? LabelMap(file[prefix + task.Key()]) : null;

    private static DepthMap? Depth(VectorFile file, string prefix)
    {
        string key = prefix + TaskKind.Depth.Key();
        return file.Has(key) ? new DepthMap(file[key].Shape[0], file[key].Shape[1], file[key].ToSingles()) : null;
    }

    private static NormalMap? Normals(VectorFile file, string prefix)
    {
        string key = prefix + TaskKind.SurfaceNormals.Key();
        if (!file.Has(key))
        {
            return null;
        }

        NpyArray array = file[key];
        float[] interleaved = array.ToSingles();
        int plane = interleaved.Length / 3;
        float[] components = new float[interleaved.Length];
        for (int i = 0; i < components.Length; i++)
        {
            components[(i % 3 * plane) + (i / 3)] = interleaved[i];
        }

        return new NormalMap(array.Shape[0], array.Shape[1], components);
    }

    private static byte[] Bytes(NpyArray array) => Array.ConvertAll(array.ToDoubles(), value =>
        value is >= 0 and <= 255 && Math.Floor(value) == value
            ? (byte)value
            : throw new InvalidDataException($"expected whole numbers from 0 to 255, found {value}"));
}
