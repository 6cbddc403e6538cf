using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;
using DenseEdge.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Search;

/// <summary>The folder of a search: a run folder whose checkpoints hold a supernet, and search.json.</summary>
internal static class SupernetFolder
{
    private const string OptionsFile = "search.json";

    /// <summary>Writes what a search is started with.</summary>
    /// <param name="folder">The folder; made if it does not exist.</param>
    /// <param name="configuration">Network, training and data.</param>
    /// <param name="options">The search.</param>
    public static void Save(string folder, RunConfiguration configuration, SupernetOptions options)
    {
        configuration.Save(folder);
        RunFolder.WriteText(Path.Combine(folder, OptionsFile), ConfigurationJson.Write(options));
    }

    /// <summary>Reads what a search was started with.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InvalidDataException">The folder is no search's, or its files are wrong; the message lists every
    /// fault.</exception>
    public static (RunConfiguration Configuration, SupernetOptions Options) Load(string folder)
    {
        string path = Path.Combine(folder, OptionsFile);
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"Expected the folder of a supernet, found no '{path}'. Train the supernet first.");
        }

        SupernetOptions options = ConfigurationJson.Read<SupernetOptions>(File.ReadAllText(path), $"'{path}'");
        return options.Format == 1
            ? (RunConfiguration.Load(folder), options)
            : throw new InvalidDataException($"'{path}': expected format 1, found {options.Format}.");
    }

    /// <summary>Finds the newest checkpoint.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static string NewestCheckpoint(string folder) => RunFolder.Checkpoints(folder) is [string newest, ..]
        ? newest
        : throw new InvalidDataException($"Expected a checkpoint in '{folder}', found none. Train the supernet anew.");

    /// <summary>Makes the supernet of a configuration with random weights.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="options">The search.</param>
    public static Supernet Make(RunConfiguration configuration, SupernetOptions options)
    {
        Supernet network = Supernet.Create(configuration.Network, configuration.Training.Seed);
        if (options.Contexts is { } contexts)
        {
            network.Restrict([.. contexts]);
        }

        return network;
    }

    /// <summary>Freezes the pairs that were decided when a checkpoint was written: their choice is a tensor of its own.</summary>
    /// <param name="checkpoint">A checkpoint's folder.</param>
    /// <param name="network">A supernet of the same options, no pair of which is frozen.</param>
    public static void Freeze(string checkpoint, Supernet network)
    {
        using DisposeScope scope = NewDisposeScope();
        IReadOnlyDictionary<string, SafeTensor> tensors = SafeTensors.Read(Path.Combine(checkpoint, Checkpoint.Weights)).Tensors;
        foreach ((string name, nn.Module module) in network.named_modules())
        {
            if (module is ContextMixture pair
                && tensors.TryGetValue($"{name}.{ContextMixture.FixedWeightsName}", out SafeTensor? decided))
            {
                pair.Freeze((int)decided.ToTensor().argmax().item<long>());
            }
        }
    }
}
