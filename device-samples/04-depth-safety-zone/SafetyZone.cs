using DenseEdge.Contracts;
using DenseEdge.Imaging;
using DenseEdge.Sdk;
using DenseEdge.Sdk.Results;

namespace DenseEdge.Samples.DepthSafetyZone;

/// <summary>The part of the picture that the robot drives into: the middle half, and there every pixel whose class
/// counts.</summary>
internal sealed class SafetyZone
{
    // Of the zone's pixels: what covers less is noise, such as a wrong pixel on an edge.
    private const double SmallestShare = 0.005;
    private const double MaxMeters = 20;
    private const double BinMeters = 0.02;

    private readonly bool[] _ignored;
    private readonly PixelRectangle _zone;
    private readonly int[] _bins = new int[(int)(MaxMeters / BinMeters) + 1];
    private readonly byte[] _lastLabels;

    /// <exception cref="ArgumentException">The model has no metric depth, or a class to ignore isn't one of its own.</exception>
    public SafetyZone(ModelMetadata model, IReadOnlyList<string> ignored)
    {
        ModelTask depth = model.Find(TaskKind.Depth) ?? throw new ArgumentException("Expected a model that answers depth.");
        if (!depth.IsMetric)
        {
            throw new ArgumentException("Expected a model whose depth is in metres; this one knows distances up to a factor.");
        }

        IReadOnlyList<LabelClass> classes = model.Find(TaskKind.SemanticSegmentation)?.Spec.Classes ?? [];
        _ignored = new bool[Math.Max(1, classes.Count)];
        foreach (string name in ignored)
        {
            int label = classes.ToList().FindIndex(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            _ignored[label >= 0 ? label : throw new ArgumentException(
                $"--ignore expects classes of the model ({string.Join(", ", classes.Select(known => known.Name))}), got '{name}'.")]
                = true;
        }

        (int height, int width) = (model.OutputHeight, model.OutputWidth);
        _zone = new PixelRectangle(width / 4, 0, width / 2, height);
        _lastLabels = new byte[_bins.Length];
    }

    /// <summary>Finds what is nearest; null if nothing that counts is in the zone.</summary>
    public Obstacle? Nearest(DensePrediction prediction)
    {
        Array.Clear(_bins);
        DepthResult depth = prediction.Depth!.Value;
        LabelResult? segmentation = prediction.Segmentation;
        for (int y = _zone.Top; y < _zone.Bottom; y++)
        {
            ReadOnlySpan<float> meters = depth.Meters.Row(y);
            ReadOnlySpan<byte> labels = segmentation is { } result ? result.Labels.Row(y) : default;
            for (int x = _zone.Left; x < _zone.Right; x++)
            {
                byte label = labels.IsEmpty ? (byte)0 : labels[x];
                if (meters[x] > 0 && !_ignored[label])              // 0: no distance there
                {
                    int bin = (int)(Math.Min(meters[x], MaxMeters) / BinMeters);
                    _bins[bin]++;
                    _lastLabels[bin] = label;
                }
            }
        }

        return NearestBin() is { } nearest
            ? new Obstacle(nearest * BinMeters, segmentation?.Classes[_lastLabels[nearest]].Name)
            : null;
    }

    /// <summary>Paints frame and depth side by side, the zone between red lines when stopped, else green ones.</summary>
    public Rgb24Image Draw(DensePrediction prediction, bool stopped) => PictureRow.Of(
    [
        (stopped ? "STOP" : "GO", WithLines(prediction.FramePicture(), stopped)),
        ("depth", WithLines(prediction.Picture(TaskKind.Depth), stopped)),
    ]);

    private Rgb24Image WithLines(Rgb24Image picture, bool stopped)
    {
        (byte red, byte green) = stopped ? ((byte)230, (byte)40) : ((byte)40, (byte)200);
        for (int y = 0; y < picture.Height; y++)
        {
            foreach (int x in (int[])[_zone.Left, _zone.Left + 1, _zone.Right - 2, _zone.Right - 1])
            {
                int at = ((y * picture.Width) + x) * 3;
                (picture.Pixels[at], picture.Pixels[at + 1], picture.Pixels[at + 2]) = (red, green, 40);
            }
        }

        return picture;
    }

    // The distance that the nearest SmallestShare of the zone's pixels don't exceed.
    private int? NearestBin()
    {
        int enough = Math.Max(1, (int)(SmallestShare * _zone.Width * _zone.Height));
        int pixels = 0;
        for (int bin = 0; bin < _bins.Length; bin++)
        {
            pixels += _bins[bin];
            if (pixels >= enough)
            {
                return bin;
            }
        }

        return null;
    }
}
