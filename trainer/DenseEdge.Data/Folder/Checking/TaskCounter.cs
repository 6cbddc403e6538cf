using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary>Sums up the labels of one task. Samples may be added by several threads.</summary>
internal sealed class TaskCounter(TaskSpec task)
{
    private readonly Lock _lock = new();
    private readonly long[] _classPixels = new long[task.Kind.HasClasses() ? task.Classes.Count : 2];
    private long _pixels;
    private long _unlabelled;
    private int _samples;
    private float _near = float.PositiveInfinity;
    private float _far;
    private long _facingAway;

    internal void Add(DenseSample sample)
    {
        switch (task.Kind)
        {
            case TaskKind.Depth when sample.Depth is { } depth:
                AddDepth(depth.Meters);
                break;
            case TaskKind.SurfaceNormals when sample.Normals is { } normals:
                AddNormals(normals.Components);
                break;
            case TaskKind.SemanticSegmentation when sample.Segmentation is { } map:
                AddClasses(map.Labels);
                break;
            case TaskKind.HumanParts when sample.HumanParts is { } map:
                AddClasses(map.Labels);
                break;
            case TaskKind.Boundaries when sample.Boundaries is { } map:
                AddClasses(map.Labels);
                break;
            case TaskKind.Saliency when sample.Saliency is { } map:
                AddClasses(map.Labels);
                break;
            default:
                break;
        }
    }

    internal TaskStatistics Statistics()
    {
        long labelled = Math.Max(1, _pixels - _unlabelled);
        bool regression = task.Kind is TaskKind.Depth or TaskKind.SurfaceNormals;
        return new TaskStatistics
        {
            Task = task,
            LabelledSamples = _samples,
            UnlabelledShare = _pixels == 0 ? 0 : (double)_unlabelled / _pixels,
            ClassShares = regression ? [] : [.. _classPixels.Select(count => (double)count / labelled)],
            DepthMeters = task.Kind == TaskKind.Depth && _far > 0 ? new DepthRange(_near, _far) : null,
        };
    }

    /// <summary>What is odd about all labels together.</summary>
    internal IEnumerable<DatasetProblem> Warnings(FolderDescriptor descriptor)
    {
        // What a camera sees faces it.
        if (task.Kind == TaskKind.SurfaceNormals && _facingAway * 2 > _pixels - _unlabelled)
        {
            yield return new DatasetProblem(
                false,
                descriptor.File,
                $"'{descriptor.File}': {100.0 * _facingAway / (_pixels - _unlabelled):F0} % of the normals face away from the "
                + "camera: the axes of this data set differ from what its descriptor says.");
        }

        if (_samples > 0 && _unlabelled == _pixels && _pixels > 0)
        {
            yield return new DatasetProblem(
                false, descriptor.File, $"'{descriptor.Root}': no pixel of any sample has a label of {task.Kind.Key()}.");
        }
    }

    private void AddClasses(byte[] labels)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (byte label in labels)
        {
            counts[label]++;
        }

        lock (_lock)
        {
            for (int c = 0; c < _classPixels.Length; c++)
            {
                _classPixels[c] += counts[c];
            }

            Count(labels.Length, counts[DenseSample.Ignore]);
        }
    }

    private void AddDepth(float[] meters)
    {
        float near = float.PositiveInfinity;
        float far = 0;
        int missing = 0;
        foreach (float value in meters)
        {
            if (value > 0)
            {
                near = Math.Min(near, value);
                far = Math.Max(far, value);
            }
            else
            {
                missing++;
            }
        }

        lock (_lock)
        {
            _near = Math.Min(_near, near);
            _far = Math.Max(_far, far);
            Count(meters.Length, missing);
        }
    }

    private void AddNormals(float[] components)
    {
        int plane = components.Length / 3;
        int missing = 0;
        int facingAway = 0;
        for (int i = 0; i < plane; i++)
        {
            facingAway += components[(2 * plane) + i] > 0 ? 1 : 0;
            missing += components[i] == 0 && components[plane + i] == 0 && components[(2 * plane) + i] == 0 ? 1 : 0;
        }

        lock (_lock)
        {
            _facingAway += facingAway;
            Count(plane, missing);
        }
    }

    private void Count(int pixels, int unlabelled)
    {
        _pixels += pixels;
        _unlabelled += unlabelled;
        _samples++;
    }
}
