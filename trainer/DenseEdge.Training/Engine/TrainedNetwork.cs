using DenseEdge.Contracts;
using DenseEdge.Training.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Engine;

/// <summary>The network of a run, ready to predict: the averaged weights of its newest checkpoint.</summary>
public sealed class TrainedNetwork : IDisposable
{
    private TrainedNetwork(RunConfiguration configuration, MultiTaskNetwork network) =>
        (Configuration, Network) = (configuration, network);

    /// <summary>What the run was started with.</summary>
    public RunConfiguration Configuration { get; }

    /// <summary>The network, in evaluation mode.</summary>
    public MultiTaskNetwork Network { get; }

    /// <summary>Loads the newest checkpoint of a run.</summary>
    /// <param name="runFolder">A folder that a training wrote.</param>
    /// <param name="inputSize">The size of the images that it shall predict for, in pixels; null for that of the
    /// training.</param>
    /// <exception cref="InvalidDataException">The folder is no run, or holds no checkpoint that can be read.</exception>
    public static TrainedNetwork Load(string runFolder, (int Height, int Width)? inputSize = null)
    {
        RunConfiguration configuration = RunConfiguration.Load(runFolder);
        if (inputSize is { } size)
        {
            NetworkOptions resized = configuration.Network with { InputHeight = size.Height, InputWidth = size.Width };
            configuration = configuration with { Network = resized };
        }

        string checkpoint = RunFolder.Checkpoints(runFolder) is [string newest, ..]
            ? newest
            : throw new InvalidDataException($"Expected a checkpoint in '{runFolder}', found none. Train first.");
        MultiTaskNetwork network = MultiTaskNetwork.Create(configuration.Network, configuration.Training.Seed);
        if (configuration.Training.AverageDecay > 0)
        {
            Checkpoint.LoadAveragedWeights(checkpoint, network);
        }
        else
        {
            Checkpoint.LoadWeights(checkpoint, network);
        }

        network.eval();
        return new TrainedNetwork(configuration, network);
    }

    /// <summary>Predicts every task for one image, in the same final form as the exported model.</summary>
    /// <param name="pixels">[H, W, 3] bytes, red first, of the network's input size.</param>
    /// <exception cref="ArgumentException">There are more or fewer bytes than the input needs.</exception>
    public DensePredictionArrays Predict(ReadOnlySpan<byte> pixels)
    {
        (int height, int width) = (Configuration.Network.InputHeight, Configuration.Network.InputWidth);
        if (pixels.Length != height * width * 3)
        {
            throw new ArgumentException(
                $"Expected {height * width * 3} bytes for {height}x{width} pixels, got {pixels.Length}.", nameof(pixels));
        }

        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor image = tensor(pixels.ToArray()).reshape(1, height, width, 3).permute(0, 3, 1, 2)
            .to_type(ScalarType.Float32).contiguous();                                                  // [1, 3, H, W]
        NetworkOutput output = Network.Predict(image);
        DensePredictionArrays result = new();
        foreach ((TaskKind task, Tensor prediction) in output.Final)
        {
            Store(result, task, prediction);
        }

        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();

    private static void Store(DensePredictionArrays result, TaskKind task, Tensor prediction)
    {
        switch (task)
        {
            case TaskKind.SemanticSegmentation or TaskKind.HumanParts:
                result.Labels[task] = prediction.argmax(1).to_type(ScalarType.Byte).contiguous().data<byte>().ToArray();
                break;
            case TaskKind.Depth:
                result.Values[task] = prediction.clamp_min(0).contiguous().data<float>().ToArray();
                break;
            case TaskKind.SurfaceNormals:
                result.Values[task] = nn.functional.normalize(prediction, 2, 1).contiguous().data<float>().ToArray();
                break;
            case TaskKind.Boundaries:
                result.Values[task] = prediction.sigmoid().contiguous().data<float>().ToArray();
                break;
            case TaskKind.Saliency:
                result.Values[task] = prediction.softmax(1).narrow(1, 1, 1).contiguous().data<float>().ToArray();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(task), task, "Expected a task that the network predicts.");
        }
    }
}
