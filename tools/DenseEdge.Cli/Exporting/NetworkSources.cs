using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;
using DenseEdge.Training.Presets;

namespace DenseEdge.Cli.Exporting;

/// <summary>Finds the network that a user wants to export.</summary>
internal static class NetworkSources
{
    private const string BasePreset = "nyud-mobilenet-atrc";

    /// <summary>Finds the network.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <param name="size">The size that the user wants; null for the network's own.</param>
    /// <param name="faults">Gets what is wrong, a sentence each.</param>
    /// <returns>The network, or null if there is none.</returns>
    public static NetworkSource? Find(ExportArguments arguments, (int Height, int Width)? size, List<string> faults)
    {
        (string Words, string? Value)[] given =
        [
            .. new[] { ("a run folder", arguments.Run), ("--preset", arguments.Preset), ("--config", arguments.Config) }
                .Where(source => source.Item2 is not null),
        ];
        if (given.Length != 1)
        {
            faults.Add("Expected one of a run folder, --preset and --config, found "
                + (given.Length == 0 ? "none." : $"{string.Join(" and ", given.Select(source => source.Words))}."));
            return null;
        }

        RequireWeights(arguments, faults);
        return arguments.Run is { } run ? OfRun(run, size, faults) : Untrained(arguments, size, faults);
    }

    private static void RequireWeights(ExportArguments arguments, List<string> faults)
    {
        if (arguments.Run is not null && (arguments.RandomWeights || arguments.Seed is not null))
        {
            faults.Add("Expected --random-weights and --seed with --preset or --config only: a run has weights.");
        }
        else if (arguments.Run is null && !arguments.RandomWeights)
        {
            faults.Add("Expected --random-weights: a preset and a configuration have no weights.");
        }
    }

    private static NetworkSource? OfRun(string run, (int Height, int Width)? size, List<string> faults)
    {
        try
        {
            RunConfiguration configuration = RunConfiguration.Load(run);
            string stem = Path.ChangeExtension(RunFolder.ModelPath(run), null);
            return new NetworkSource(
                $"run {run}", stem, Resized(configuration.Network, size), HasRandomWeights: false, configuration.DataName,
                () => TrainedNetwork.Load(run, size).Network);
        }
        catch (InvalidDataException fault)
        {
            faults.Add(fault.Message);
            return null;
        }
    }

    private static NetworkSource? Untrained(ExportArguments arguments, (int Height, int Width)? size, List<string> faults)
    {
        if ((arguments.Preset is { } name ? OfPreset(name, faults) : OfFile(arguments.Config!, faults)) is not { } network)
        {
            return null;
        }

        string title = arguments.Preset is null ? $"configuration {arguments.Config}" : $"preset {arguments.Preset}";
        string stem = arguments.Preset ?? Path.GetFileNameWithoutExtension(arguments.Config!);
        NetworkOptions resized = Resized(network, size);
        int seed = arguments.Seed ?? 0;
        return new NetworkSource(
            $"{title}, random weights of seed {seed}", stem, resized, HasRandomWeights: true, DataName: null,
            () => RandomWeights.Create(resized, seed));
    }

    private static NetworkOptions? OfPreset(string name, List<string> faults)
    {
        NetworkPreset? preset = NetworkPresets.Find(name);
        if (preset is null)
        {
            faults.Add($"Expected a preset ('denseedge presets' lists them), found '{name}'.");
        }

        return preset?.Network;
    }

    /// <summary>Reads the network of a file; what the file leaves out is DenseEdge's own network for NYUD-v2.</summary>
    private static NetworkOptions? OfFile(string path, List<string> faults)
    {
        if (!File.Exists(path))
        {
            faults.Add($"Expected a configuration (JSON) for --config, found no file '{path}'.");
            return null;
        }

        NetworkOptions network = NetworkPresets.Find(BasePreset)!.Network;
        RunConfiguration whole = new()
        {
            Data = "",
            DataName = "",
            Network = network,
            Training = DefaultRecipe.Training(network, pretrained: false),
        };
        try
        {
            return whole.With(File.ReadAllText(path), $"'{path}'").Network.Validated();
        }
        catch (Exception fault) when (fault is InvalidDataException or ArgumentException)
        {
            faults.Add(fault.Message);
            return null;
        }
    }

    private static NetworkOptions Resized(NetworkOptions network, (int Height, int Width)? size) => size is { } wanted
        ? network with { InputHeight = wanted.Height, InputWidth = wanted.Width }
        : network;
}
