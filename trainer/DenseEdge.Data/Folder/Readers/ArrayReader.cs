using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary>Reads <c>npy</c> and <c>mat</c>.</summary>
internal sealed class ArrayReader : TaskReader
{
    private const float Threshold = 0.5f;

    private readonly ArrayTask _task;
    private readonly Func<string, ArrayFile> _open;
    private readonly ClassValues? _values;
    private readonly Lazy<(int Place, int Sign)[]> _axes;

    internal ArrayReader(ArrayTask task, FolderDescriptor descriptor, Func<string, ArrayFile> open)
        : base(task, descriptor)
    {
        _task = task;
        _open = open;
        bool hasClasses = task.Kind.HasClasses();
        Spec = new TaskSpec { Kind = task.Kind, Classes = hasClasses ? ClassList.Of(task, descriptor) : [] };
        _values = hasClasses ? new ClassValues(task, Spec.Classes.Count) : null;
        _axes = new Lazy<(int Place, int Sign)[]>(() => NormalAxes.Parse(
            NormalAxes.IsAutomatic(task.Axes) ? NormalAxesProbe.Find(task, descriptor, open) : task.Axes));
    }

    internal override TaskSpec Spec { get; }

    private protected override DenseSample ReadExisting(DenseSample sample, string? file)
    {
        ArrayFile array = _open(file!);
        int channels = Spec.Kind == TaskKind.SurfaceNormals ? 3 : 1;
        (int height, int width) = array.Size(file!, channels);
        T[] Fit<T>(T[] values) => FitToImage(sample, file!, height, width, values, channels);
        return Spec.Kind switch
        {
            TaskKind.Depth => sample with { Depth = Depth(sample, Fit(array.Singles())) },
            TaskKind.SurfaceNormals => sample with { Normals = Normals(sample, Fit(array.Singles())) },
            _ when _values is not null => Put(sample, _values.Apply(Fit(array.Labels()), file!)),
            _ => Put(sample, Array.ConvertAll(Fit(array.Singles()), v => v > Threshold ? (byte)1 : (byte)0)),
        };
    }

    private DepthMap Depth(DenseSample sample, float[] values)
    {
        double scale = _task.MetersPerUnit;
        float[] meters = Array.ConvertAll(values, v => v > 0 && float.IsFinite(v) ? (float)(v * scale) : 0);
        return new DepthMap(sample.Image.Height, sample.Image.Width, meters);
    }

    private NormalMap Normals(DenseSample sample, float[] interleaved)        // [H, W, 3]
    {
        var components = new float[interleaved.Length];                       // [3, H, W]
        (int Place, int Sign)[] axes = _axes.Value;
        int plane = interleaved.Length / 3;
        for (int i = 0; i < plane; i++)
        {
            for (int c = 0; c < 3; c++)
            {
                components[(axes[c].Place * plane) + i] = axes[c].Sign * interleaved[(3 * i) + c];
            }
        }

        NormalVectors.Normalize(components);
        return new NormalMap(sample.Image.Height, sample.Image.Width, components);
    }
}
