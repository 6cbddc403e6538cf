using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Data.Transforms;
using DenseEdge.Training.Encoders;
using DenseEdge.Training.Heads;
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
        => Apply(
            network.Encoder, network.Head, network.NormalCentroids is null ? null : network.SetNormalCentroids, configuration,
            samples);

    /// <summary>Loads the backbone's weights, finds the normal directions and centres the depth prediction.</summary>
    /// <param name="encoder">The network's way to features, with random parameters.</param>
    /// <param name="head">Its head.</param>
    /// <param name="setCentroids">Takes the normal directions, [40 x 3]; null if the network has no use for them.</param>
    /// <param name="configuration">The run.</param>
    /// <param name="samples">The training samples.</param>
    public static void Apply(
        Encoder encoder, DenseHead head, Action<float[]>? setCentroids, RunConfiguration configuration, ISampleSource samples)
    {
        NetworkOptions shape = configuration.Network;
        List<DenseSample> some = Spread(samples, shape);
        if (configuration.Weights is { } weights)
        {
            using DisposeScope scope = NewDisposeScope();
            encoder.LoadBackbone(weights, Images(some, shape));
        }

        setCentroids?.Invoke(NormalCentroids.SphericalKMeans(Normals(some), configuration.Training.Seed));

        if (shape.Tasks.Any(task => task.Kind == TaskKind.Depth) && MeanDepth(some) is { } meters)
        {
            // The head starts at the mean distance: from 0 the L1 loss needs hundreds of steps just to get there.
            using IDisposable noGradient = no_grad();
            foreach (Conv2d prediction in head.PredictionsOf(TaskKind.Depth))
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

    /// <summary>Makes a batch of images.</summary>
    /// <param name="samples">Samples of the input's size.</param>
    /// <param name="shape">The network.</param>
    /// <returns>[N, 3, H, W] float, RGB, 0 to 255.</returns>
    public static Tensor Images(IReadOnlyList<DenseSample> samples, NetworkOptions shape)
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
