using DenseEdge.Contracts;
using DenseEdge.Data.Caching;
using DenseEdge.Data.Mat;
using DenseEdge.Imaging;

namespace DenseEdge.Data.Folder;

/// <summary>Reads <c>label_contours</c>.</summary>
internal sealed class LabelContoursReader(LabelContoursTask task, FolderDescriptor descriptor)
    : TaskReader(task, descriptor)
{
    // A cached edge map is a palette picture of 0 and 1.
    private static readonly LabelClass[] Shown = [new("none", 0, 0, 0), new("boundary", 255, 255, 255)];

    private readonly string _variable = task.Variable;

    internal override TaskSpec Spec { get; } = new() { Kind = TaskKind.Boundaries };

    private protected override DenseSample ReadExisting(DenseSample sample, string? file)
    {
        string cached = DataCache.PathFor(Descriptor.Root, "contours", file!, ".png");
        (int height, int width, byte[] edges) = ReadCached(cached) ?? ComputeAndKeep(file!, cached);
        return Put(sample, FitToImage(sample, file!, height, width, edges));
    }

    private static (int Height, int Width, byte[] Edges)? ReadCached(string cached)
    {
        if (!File.Exists(cached))
        {
            return null;
        }

        try
        {
            IndexImage image = IndexPng.Read(cached);
            return (image.Height, image.Width, Array.ConvertAll(image.Values, value => (byte)value));
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // Damaged on disk or deleted meanwhile: it is computed and written again.
            return null;
        }
    }

    private (int Height, int Width, byte[] Edges) ComputeAndKeep(string file, string cached)
    {
        MatNumeric labels = MatFile.ReadVariable(file, _variable).Numbers;
        if (labels.Shape.Count != 2 || labels.Count == 0)
        {
            throw new InvalidDataException(
                $"{labels.Place} has the shape [{string.Join(", ", labels.Shape)}], expected [H, W].");
        }

        (int height, int width) = (labels.Shape[0], labels.Shape[1]);
        bool[] lines = LabelContours.Find(labels.ToInt32s(), height, width);
        byte[] edges = Array.ConvertAll(lines, line => line ? (byte)1 : (byte)0);
        try
        {
            IndexPng.Write(cached, edges, height, width, Shown);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException(
                $"The cache folder '{DataCache.Root}' can't be written ({e.Message}); name another one with --cache or "
                + "DENSEEDGE_CACHE.", e);
        }

        return (height, width, edges);
    }
}
