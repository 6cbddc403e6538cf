using DenseEdge.Contracts;
using DenseEdge.Training.Network;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Export;

/// <summary>Networks in which every parameter matters: fresh ones have normalisations that do nothing, projections that are
/// zero and predictions near zero, so that an export could leave them out unseen.</summary>
internal static class LivelyNetwork
{
    private const int WarmUpSteps = 4;

    public static MultiTaskNetwork Create(NetworkOptions options, int seed)
    {
        MultiTaskNetwork network = MultiTaskNetwork.Create(options, seed);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        int index = 0;
        foreach ((string name, Parameter parameter) in network.named_parameters())
        {
            index++;
            bool isNorm = name.Contains("bn", StringComparison.Ordinal) || parameter.dim() == 1;
            if (name.Contains("logits", StringComparison.Ordinal))
            {
                parameter.copy_(Numbers.Uniform(seed + index, parameter.shape));
            }
            else if (isNorm)
            {
                double center = name.EndsWith("weight", StringComparison.Ordinal) ? 1 : 0;
                parameter.copy_(Numbers.Uniform(seed + index, parameter.shape).mul(0.3).add(center));
            }
        }

        // Running statistics that fit the features keep the depth of the network from blowing them up or fading them out.
        network.train();
        for (int step = 0; step < WarmUpSteps; step++)
        {
            using DisposeScope inner = NewDisposeScope();
            network.forward(Networks.Images(seed + step, 2, options.InputHeight, options.InputWidth));
        }

        network.eval();
        return network;
    }

    /// <summary>The network's answers in final form, by task, and the margin of each pixel's class over the second.</summary>
    public static Dictionary<TaskKind, (float[] Values, float[]? Margins)> Answers(MultiTaskNetwork network, Rgb24Image frame)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor image = tensor(frame.Pixels.ToArray()).reshape(1, frame.Height, frame.Width, 3)
            .permute(0, 3, 1, 2).to_type(ScalarType.Float32).contiguous();
        return network.Predict(image).Final.ToDictionary(
            task => task.Key, task => (Values(Finish(task.Key, task.Value)), Margins(task.Key, task.Value)));
    }

    private static Tensor Finish(TaskKind task, Tensor prediction) => task switch
    {
        TaskKind.SemanticSegmentation or TaskKind.HumanParts => prediction.argmax(1),
        TaskKind.Depth => prediction.clamp_min(0),
        TaskKind.SurfaceNormals => nn.functional.normalize(prediction, 2, 1),
        TaskKind.Boundaries => prediction.sigmoid(),
        _ => prediction.softmax(1).narrow(1, 1, 1),
    };

    private static float[]? Margins(TaskKind task, Tensor prediction)
    {
        if (!task.HasClasses())
        {
            return null;
        }

        float[] logits = Values(prediction);
        int classes = (int)prediction.shape[1], pixels = logits.Length / classes;
        return [.. Enumerable.Range(0, pixels).Select(pixel =>
        {
            float[] sorted = [.. Enumerable.Range(0, classes).Select(c => logits[(c * pixels) + pixel]).OrderDescending()];
            return sorted[0] - sorted[1];
        })];
    }

    private static float[] Values(Tensor tensor) => [.. Numbers.Values(tensor).Select(value => (float)value)];
}
