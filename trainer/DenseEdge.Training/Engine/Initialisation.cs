using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Data.Transforms;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Engine;

/// <summary>What a new network takes from the training data and from pretrained weights before the first step.</summary>
internal static class Initialisation
{
    private const int CalibrationImages = 16;
    private const int NormalsPerImage = 2000;

    /// <summary>Loads the backbone's weights, finds the normal directions and centres the depth prediction.</summary>
    /// <param name="network">A network with random parameters.</param>
    /// <param name="configuration">The run.</param>
    /// <param name="samples">The training samples.</param>
    public static void Apply(MultiTaskNetwork network, RunConfiguration configuration, ISampleSource samples)
    {
        NetworkOptions shape = configuration.Network;
        List<DenseSample> some = Spread(samples, shape);
        if (configuration.Weights is { } weights)
        {
            using DisposeScope scope = NewDisposeScope();
            network.LoadBackbone(weights, Images(some, shape));
        }

        if (network.NormalCentroids is not null)
        {
            network.SetNormalCentroids(NormalCentroids.SphericalKMeans(Normals(some), configuration.Training.Seed));
        }

        if (shape.Tasks.Any(task => task.Kind == TaskKind.Depth) && MeanDepth(some) is { } meters)
        {
            // The head starts at the mean distance: from 0 the L1 loss needs hundreds of steps just to get there.
            using IDisposable noGradient = no_grad();
            foreach (Conv2d prediction in network.Head.PredictionsOf(TaskKind.Depth))
            {
                prediction.bias!.fill_(meters);
            }
        }
    }

    private static List<DenseSample> Spread(ISampleSource samples, NetworkOptions shape)
    {
        int count = Math.Min(CalibrationImages, samples.Count);
        return [.. Enumerable.Range(0, count).Select(i => ResizeSample.Apply(
            samples.Load((int)((long)i * samples.Count / count)), shape.InputHeight, shape.InputWidth))];
    }

    private static Tensor Images(List<DenseSample> samples, NetworkOptions shape)
    {
        TrainingBatch batch = new([], samples.Count, shape.InputHeight, shape.InputWidth);
        for (int i = 0; i < samples.Count; i++)
        {
            batch.Set(i, samples[i]);
        }

        return BatchTensors.Images(batch);
    }

    private static float[] Normals(List<DenseSample> samples)
    {
        List<float> normals = [];
        foreach (NormalMap map in samples.Select(sample => sample.Normals).OfType<NormalMap>())
        {
            int plane = map.Height * map.Width;
            int stride = Math.Max(1, plane / NormalsPerImage);
            for (int i = 0; i < plane; i += stride)
            {
                normals.AddRange([map.Components[i], map.Components[plane + i], map.Components[(2 * plane) + i]]);
            }
        }

        return [.. normals];
    }

    private static float? MeanDepth(List<DenseSample> samples)
    {
        List<float> meters = [.. samples.SelectMany(sample => sample.Depth?.Meters ?? []).Where(value => value > 0)];
        return meters.Count == 0 ? null : meters.Average();
    }
}
