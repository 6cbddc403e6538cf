using DenseEdge.Contracts;
using DenseEdge.Imaging;

namespace DenseEdge.Data.Folder;

/// <summary>Reads <c>normals_rgb8</c>.</summary>
internal sealed class NormalsReader : TaskReader
{
    /// <summary>Eight bits change a length of 1 by less than a hundredth; black decodes to 1.7.</summary>
    private const float LongestLength = 1.5f;

    private readonly (int Place, int Sign)[] _axes;
    private readonly float[] _levels;
    private readonly HashSet<Rgb> _invalid;
    private readonly LabelMaskReader? _mask;

    internal NormalsReader(NormalsPngTask task, FolderDescriptor descriptor)
        : base(task, descriptor)
    {
        _invalid = [.. task.Invalid.Select(color => new Rgb((byte)color[0], (byte)color[1], (byte)color[2]))];
        _axes = NormalAxes.Parse(task.Axes);
        _mask = task.Mask is { } mask ? new LabelMaskReader(mask, descriptor) : null;
        _levels = [.. Enumerable.Range(0, 256).Select(v => Decode(v, task.Divisor))];
    }

    internal override TaskSpec Spec { get; } = new() { Kind = TaskKind.SurfaceNormals };

    /// <summary>Decodes one byte of a normal.</summary>
    /// <param name="value">0 to 255.</param>
    /// <param name="divisor">The byte that stands for 0; 127.5 spreads all bytes over -1 to 1.</param>
    internal static float Decode(int value, double divisor) => (float)((value / divisor) - 1);

    private protected override DenseSample ReadExisting(DenseSample sample, string? file)
    {
        Rgb24Image image = ImageFile.Read(file!);
        byte[] pixels = FitToImage(sample, file!, image.Height, image.Width, image.Pixels.ToArray(), channels: 3);
        bool[]? keep = _mask?.Read(sample.Id, sample.Image.Height, sample.Image.Width);
        int plane = pixels.Length / 3;
        var components = new float[pixels.Length];                            // [3, H, W]
        for (int i = 0; i < plane; i++)
        {
            var color = new Rgb(pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]);
            if ((keep is null || keep[i]) && (_invalid.Count == 0 || !_invalid.Contains(color)))
            {
                for (int c = 0; c < 3; c++)
                {
                    components[(_axes[c].Place * plane) + i] = _axes[c].Sign * _levels[pixels[(3 * i) + c]];
                }
            }
        }

        NormalVectors.Normalize(components, LongestLength);
        return sample with { Normals = new NormalMap(sample.Image.Height, sample.Image.Width, components) };
    }
}
