using System.Text.Json;
using DenseEdge.Training.Contrast;
using DenseEdge.Training.Network;
using DenseEdge.Training.Weights;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Engine;

/// <summary>
/// A folder with everything that a training needs to go on: weights.safetensors, average.safetensors, optimizer.bin and
/// progress.json. It appears under its name only when it is complete.
/// </summary>
internal static class Checkpoint
{
    /// <summary>The file with the weights of the step.</summary>
    public const string Weights = "weights.safetensors";

    private const string Average = "average.safetensors";
    private const string Optimizer = "optimizer.bin";
    private const string Progress = "progress.json";

    // The one before stays until the next is complete: a power cut leaves at least one.
    private const int Kept = 1;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Writes a checkpoint and removes older ones.</summary>
    /// <param name="runFolder">The run's folder.</param>
    /// <param name="network">The network in training.</param>
    /// <param name="average">Its average.</param>
    /// <param name="optimizer">Its optimiser.</param>
    /// <param name="state">Where the training stands.</param>
    /// <param name="contrast">Its regulariser, if it has one: two more files.</param>
    public static void Save(
        string runFolder, MultiTaskNetwork network, WeightAverage average, AdamW optimizer, TrainingState state,
        ContrastTraining? contrast = null)
        => Save(runFolder, state, folder =>
        {
            SaveWeights(folder, average);
            optimizer.save_state_dict(Path.Combine(folder, Optimizer));
            contrast?.Save(folder);
        });

    /// <summary>Writes a checkpoint of any parts and removes older ones.</summary>
    /// <param name="runFolder">The run's folder.</param>
    /// <param name="state">Where the training stands.</param>
    /// <param name="saveParts">Writes the parts into the folder that it is given.</param>
    public static void Save(string runFolder, TrainingState state, Action<string> saveParts)
    {
        string target = RunFolder.CheckpointPath(runFolder, state.Step);
        string temporary = target + ".tmp";
        if (Directory.Exists(temporary))
        {
            Directory.Delete(temporary, recursive: true);
        }

        Directory.CreateDirectory(temporary);
        saveParts(temporary);
        RunFolder.WriteText(Path.Combine(temporary, Progress), JsonSerializer.Serialize(state, Json));
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.Move(temporary, target);
        foreach (string old in RunFolder.Checkpoints(runFolder).Skip(Kept))
        {
            Directory.Delete(old, recursive: true);
        }
    }

    /// <summary>Writes the weights of the step and the averaged ones.</summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <param name="average">The average of the network's parameters.</param>
    public static void SaveWeights(string folder, WeightAverage average)
    {
        SaveTensors(Path.Combine(folder, Weights), average.Network);
        using (average.Apply())
        {
            SaveTensors(Path.Combine(folder, Average), average.Network);
        }
    }

    /// <summary>Writes a checkpoint of step 0 that holds nothing but weights: one can predict with it, not train on.</summary>
    /// <param name="runFolder">The run's folder.</param>
    /// <param name="network">The network.</param>
    public static void SaveWeightsAlone(string runFolder, MultiTaskNetwork network)
    {
        string target = RunFolder.CheckpointPath(runFolder, 0);
        Directory.CreateDirectory(target);
        SaveTensors(Path.Combine(target, Weights), network);
    }

    /// <summary>Reads where the training stands.</summary>
    /// <param name="checkpoint">A checkpoint's folder.</param>
    public static TrainingState LoadState(string checkpoint)
    {
        string path = Path.Combine(checkpoint, Progress);
        try
        {
            return JsonSerializer.Deserialize<TrainingState>(File.ReadAllText(path), Json)
                ?? throw new InvalidDataException($"'{path}': expected a JSON object, found null.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"'{path}': {fault.Message}", fault);
        }
    }

    /// <summary>Reads the weights of the step.</summary>
    /// <param name="checkpoint">A checkpoint's folder.</param>
    /// <param name="network">A network of the same options.</param>
    public static void LoadWeights(string checkpoint, nn.Module network) =>
        LoadInto(Path.Combine(checkpoint, Weights), network);

    /// <summary>Reads the averaged weights.</summary>
    /// <param name="checkpoint">A checkpoint's folder.</param>
    /// <param name="network">A network of the same options.</param>
    public static void LoadAveragedWeights(string checkpoint, nn.Module network) =>
        LoadInto(Path.Combine(checkpoint, Average), network);

    /// <summary>Reads the averaged weights into the average of a network, whose own weights stay as they are.</summary>
    /// <param name="checkpoint">A checkpoint's folder.</param>
    /// <param name="average">The average.</param>
    public static void LoadAverage(string checkpoint, WeightAverage average)
    {
        // While the average is applied, the network's parameters are its storage.
        using (average.Apply())
        {
            LoadInto(Path.Combine(checkpoint, Average), average.Network, parametersOnly: true);
        }
    }

    /// <summary>Reads the optimiser's moments.</summary>
    /// <param name="checkpoint">A checkpoint's folder.</param>
    /// <param name="optimizer">An optimiser of the same network.</param>
    public static void LoadOptimizer(string checkpoint, AdamW optimizer) =>
        optimizer.load_state_dict(Path.Combine(checkpoint, Optimizer));

    private static void SaveTensors(string path, nn.Module network)
    {
        using DisposeScope scope = NewDisposeScope();
        SafeTensors.Write(path, network.state_dict().ToDictionary(entry => entry.Key, entry => SafeTensor.FromTensor(entry.Value)));
    }

    /// <summary>Copies the tensors of a file into a network.</summary>
    /// <param name="path">A safetensors file with exactly the network's names.</param>
    /// <param name="network">The network.</param>
    /// <param name="parametersOnly">Whether its buffers stay as they are.</param>
    /// <exception cref="InvalidDataException">Names or shapes differ; the message lists them.</exception>
    internal static void LoadInto(string path, nn.Module network, bool parametersOnly = false)
        => LoadInto(path, network.state_dict(), parametersOnly ? [.. network.named_parameters().Select(named => named.name)] : null);

    /// <summary>Copies the tensors of a file into others.</summary>
    /// <param name="path">A safetensors file with exactly these names.</param>
    /// <param name="wanted">The tensors by name.</param>
    /// <param name="only">The names that are copied; null for all.</param>
    /// <exception cref="InvalidDataException">Names or shapes differ; the message lists them.</exception>
    internal static void LoadInto(string path, IReadOnlyDictionary<string, Tensor> wanted, HashSet<string>? only = null)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        IReadOnlyDictionary<string, SafeTensor> read = SafeTensors.Read(path).Tensors;
        new WeightMatch(wanted.ToDictionary(entry => entry.Key, entry => entry.Value.shape), read, _ => false, _ => false).Require(path);
        foreach ((string name, Tensor target) in wanted)
        {
            if (only is null || only.Contains(name))
            {
                target.copy_(read[name].ToTensor());
            }
        }
    }
}
