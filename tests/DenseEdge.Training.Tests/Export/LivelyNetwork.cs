using DenseEdge.Contracts;
using DenseEdge.Training.Network;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Export;

/// <summary>Networks in which every parameter matters: fresh ones have normalisations that do nothing, projections that
/// are zero and predictions near zero, so that an export could leave them out unseen.</summary>
internal static class LivelyNetwork
{
    private const int WarmUpSteps = 12;

    public static MultiTaskNetwork Create(NetworkOptions options, int seed)
    {
        MultiTaskNetwork network = MultiTaskNetwork.Create(options, seed);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        int index = 0;
        foreach ((string name, Parameter parameter) in network.named_parameters())
        {
            index++;
            if (parameter.dim() == 1 && !name.Contains("logits", StringComparison.Ordinal))
            {
                double center = name.EndsWith("weight", StringComparison.Ordinal) ? 1 : 0;
                parameter.copy_(Numbers.Uniform(seed + index, parameter.shape).mul(0.3).add(center));
            }
        }

        // Running statistics that fit the features keep the depth of the network from blowing them up or fading them
        // out.
        using Tensor images = stack([.. Enumerable.Range(0, 2).Select(i => Planes(Picture(options, seed + i)).squeeze(0))]);
        network.train();
        for (int step = 0; step < WarmUpSteps; step++)
        {
            using NetworkOutput output = network.forward(images);
        }

        network.eval();
        SpreadPredictions(network, images);
        return network;
    }

    /// <summary>A picture with large and small things in it, of the network's input size.</summary>
    public static Rgb24Image Picture(NetworkOptions options, int seed)
    {
        Random random = new(seed);
        Rgb24Image picture = new(options.InputHeight, options.InputWidth);
        for (int patch = 0; patch < 60; patch++)
        {
            int side = 40 / (1 + (patch / 6));
            (int top, int left) = (random.Next(picture.Height), random.Next(picture.Width));
            byte[] color = new byte[3];
            random.NextBytes(color);
            for (int row = top; row < Math.Min(top + side, picture.Height); row++)
            {
                for (int column = left; column < Math.Min(left + side, picture.Width); column++)
                {
                    color.CopyTo(picture.Pixels[(((row * picture.Width) + column) * 3)..]);
                }
            }
        }

        return picture;
    }

    /// <summary>
    /// The network's answers in final form, by task, and for each pixel how far it is from where a small error changes
    /// the answer: the lead of the best class, the length of the normal before it is made a unit vector, 1 for other
    /// tasks.
    /// </summary>
    public static Dictionary<TaskKind, (float[] Values, float[] Margins)> Answers(MultiTaskNetwork network, Rgb24Image frame)
    {
        using DisposeScope scope = NewDisposeScope();
        return network.Predict(Planes(frame)).Final.ToDictionary(
            task => task.Key, task => (Values(Finish(task.Key, task.Value)), Margins(task.Key, task.Value)));
    }

    /// <summary>Makes every channel of the predictions spread around 0 by 1 or so, so that every class wins
    /// somewhere.</summary>
    private static void SpreadPredictions(MultiTaskNetwork network, Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        NetworkOutput output = network.Predict(images);
        foreach ((TaskKind task, Tensor prediction) in output.FinalLowResolution)
        {
            Conv2d logits = network.Head.FinalLogits[task];
            Tensor channels = prediction.transpose(0, 1).flatten(1);                                    // [C, Nhw]
            Tensor mean = channels.mean([1L], keepdim: true);                                           // [C, 1]
            Tensor scale = (channels - mean).pow(2).mean([1L]).add(1e-12).pow(-0.5);                    // [C]
            logits.bias!.copy_((logits.bias! - mean.squeeze(1)).mul(scale));
            logits.weight!.copy_(logits.weight!.mul(scale.reshape(-1, 1, 1, 1)));
        }
    }

    /// <summary>The frame as the network takes it, [1, 3, H, W].</summary>
    private static Tensor Planes(Rgb24Image frame)
        => tensor(frame.Pixels.ToArray()).reshape(1, frame.Height, frame.Width, 3)
            .permute(0, 3, 1, 2).to_type(ScalarType.Float32).contiguous();

    private static Tensor Finish(TaskKind task, Tensor prediction) => task switch
    {
        TaskKind.SemanticSegmentation or TaskKind.HumanParts => prediction.argmax(1),
        TaskKind.Depth => prediction.clamp_min(0),
        TaskKind.SurfaceNormals => nn.functional.normalize(prediction, 2, 1),
        TaskKind.Boundaries => prediction.sigmoid(),
        _ => prediction.softmax(1).narrow(1, 1, 1),
    };

    private static float[] Margins(TaskKind task, Tensor prediction)
    {
        float[] values = Values(prediction);
        int channels = (int)prediction.shape[1], pixels = values.Length / channels;
        return [.. Enumerable.Range(0, pixels).Select(pixel =>
        {
            float[] sorted = [.. Enumerable.Range(0, channels).Select(c => values[(c * pixels) + pixel]).OrderDescending()];
            return task switch
            {
                TaskKind.SemanticSegmentation or TaskKind.HumanParts => sorted[0] - sorted[1],
                TaskKind.SurfaceNormals => MathF.Sqrt(sorted.Sum(value => value * value)),
                _ => 1,
            };
        })];
    }

    private static float[] Values(Tensor tensor) => [.. Numbers.Values(tensor).Select(value => (float)value)];
}
