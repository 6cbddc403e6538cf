using DenseEdge.Contracts;
using DenseEdge.Imaging;

namespace DenseEdge.Data.Folder;

/// <summary>Reads <c>npy</c>.</summary>
internal sealed class NpyReader : TaskReader
{
    private const float Threshold = 0.5f;

    private readonly NpyTask _task;
    private readonly ClassValues? _values;

    internal NpyReader(NpyTask task, FolderDescriptor descriptor)
        : base(task, descriptor)
    {
        _task = task;
        bool hasClasses = task.Kind.HasClasses();
        Spec = new TaskSpec { Kind = task.Kind, Classes = hasClasses ? ClassList.Of(task, descriptor) : [] };
        _values = hasClasses ? new ClassValues(task, Spec.Classes.Count) : null;
    }

    internal override TaskSpec Spec { get; }

    private protected override DenseSample ReadExisting(DenseSample sample, string? file)
    {
        NpyArray array = NpyFile.Read(file!);
        bool normals = Spec.Kind == TaskKind.SurfaceNormals;
        if (array.Shape.Count != (normals ? 3 : 2) || (normals && array.Shape[2] != 3))
        {
            string expected = normals ? "[H, W, 3]" : "[H, W]";
            throw new InvalidDataException(
                $"'{file}' has the shape ({string.Join(", ", array.Shape)}), expected {expected}.");
        }

        CheckSize(sample, file!, array.Shape[0], array.Shape[1]);
        return Spec.Kind switch
        {
            TaskKind.Depth => sample with { Depth = Depth(array) },
            TaskKind.SurfaceNormals => sample with { Normals = Normals(array) },
            _ when _values is not null => Put(sample, _values.Apply(array.ToInt32s(), file!)),
            _ => Put(sample, Array.ConvertAll(array.ToSingles(), v => v > Threshold ? (byte)1 : (byte)0)),
        };
    }

    private DepthMap Depth(NpyArray array)
    {
        double scale = _task.MetersPerUnit;
        float[] meters = Array.ConvertAll(
            array.ToSingles(), v => v > 0 && float.IsFinite(v) ? (float)(v * scale) : 0);
        return new DepthMap(array.Shape[0], array.Shape[1], meters);
    }

    private NormalMap Normals(NpyArray array)
    {
        float[] interleaved = array.ToSingles();                              // [H, W, 3]
        var components = new float[interleaved.Length];                       // [3, H, W]
        (int Place, int Sign)[] axes = NormalAxes.Parse(_task.Axes);
        int plane = interleaved.Length / 3;
        for (int i = 0; i < plane; i++)
        {
            for (int c = 0; c < 3; c++)
            {
                components[(axes[c].Place * plane) + i] = axes[c].Sign * interleaved[(3 * i) + c];
            }
        }

        NormalVectors.Normalize(components);
        return new NormalMap(array.Shape[0], array.Shape[1], components);
    }
}
