using System.Globalization;
using DenseEdge.Contracts;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;
using DenseEdge.Training.Weights;

namespace DenseEdge.Cli.Running;

/// <summary>The parts of a network as words on the command line.</summary>
internal static class NetworkArguments
{
    private const int DefaultProjection = 64;

    private static readonly Dictionary<string, RefinementKind> Refinements = new(StringComparer.Ordinal)
    {
        ["none"] = RefinementKind.None,
        ["atrc"] = RefinementKind.Atrc,
        ["pad-net"] = RefinementKind.PadNet,
        ["cross-stitch"] = RefinementKind.CrossStitch,
    };

    private static readonly Dictionary<string, ContextType> Contexts = new(StringComparer.Ordinal)
    {
        ["global"] = ContextType.Global,
        ["local"] = ContextType.Local,
        ["tlabel"] = ContextType.TargetLabel,
        ["slabel"] = ContextType.SourceLabel,
    };

    /// <summary>Names for help texts.</summary>
    public static string RefinementNames => string.Join(", ", Refinements.Keys);

    /// <summary>Chooses tasks of a data set.</summary>
    /// <param name="value">Keys with commas between them; null for all.</param>
    /// <param name="available">The tasks that have labels.</param>
    /// <param name="faults">Gets what is wrong.</param>
    /// <returns>The tasks in the order that the user gave.</returns>
    public static IReadOnlyList<TaskSpec> Tasks(string? value, IReadOnlyList<TaskSpec> available, List<string> faults)
    {
        if (value is null)
        {
            return available;
        }

        List<TaskSpec> chosen = [];
        foreach (string key in value.Split(','))
        {
            TaskSpec? found = available.FirstOrDefault(task => task.Kind.Key() == key);
            if (found is null)
            {
                faults.Add($"Expected tasks of the data ({string.Join(", ", available.Select(task => task.Kind.Key()))}) for "
                    + $"--tasks, found '{key}'.");
            }
            else
            {
                chosen.Add(found);
            }
        }

        return chosen.Count == 0 ? available : chosen;
    }

    /// <summary>Changes a network as the user said.</summary>
    /// <param name="network">The network so far.</param>
    /// <param name="arguments">What the user said.</param>
    /// <param name="faults">Gets what is wrong, a sentence each.</param>
    public static NetworkOptions Apply(NetworkOptions network, TrainArguments arguments, List<string> faults)
    {
        network = WithBackbone(network, arguments, faults);
        network = WithNeck(network, arguments.Neck, faults);
        network = network with { OutputStride = arguments.OutputStride ?? network.OutputStride };
        network = arguments.Encoder is { } encoder ? network with { Split = Split(encoder, faults) } : network;
        network = WithRefinement(network, arguments.Refinement, faults);
        return WithGenotype(network, arguments.Genotype, faults);
    }

    private static NetworkOptions WithBackbone(NetworkOptions network, TrainArguments arguments, List<string> faults)
    {
        if (arguments.Backbone is not { } name)
        {
            return network;
        }

        if (BackboneNames.Find(name) is not { } kind)
        {
            faults.Add($"Expected {string.Join(", ", BackboneNames.All)} for --backbone, found '{name}'.");
            return network;
        }

        // The paper's own networks: plain concatenation, widths by its rules; unless a file gives widths.
        return kind is BackboneKind.HrNetW18Small or BackboneKind.HrNetW48 && arguments.Config is null
            ? PaperWidths(network) with { Backbone = kind }
            : network with { Backbone = kind };
    }

    private static NetworkOptions WithNeck(NetworkOptions network, string? name, List<string> faults)
    {
        switch (name)
        {
            case null:
                return network;
            case "concat":
                return PaperWidths(network) with { Neck = NeckKind.MultiLevel };
            case "projection":
                return network with
                {
                    Neck = NeckKind.MultiLevel,
                    NeckChannels = network.NeckChannels > 0 ? network.NeckChannels : DefaultProjection,
                };
            case "aspp":
                return network with { Neck = NeckKind.Aspp };
            default:
                faults.Add($"Expected concat, projection or aspp for --neck, found '{name}'.");
                return network;
        }
    }

    private static NetworkOptions PaperWidths(NetworkOptions network)
        => network with { NeckChannels = 0, TaskChannels = 0, ContextChannels = 0 };

    private static EncoderSplit? Split(string value, List<string> faults)
    {
        if (value == "shared")
        {
            return null;
        }

        string[] parts = value.Split(':');
        if (parts.Length != 3 || parts[0] != "branched"
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int stage))
        {
            faults.Add("Expected shared or branched:STAGE:GROUP;GROUP for --encoder, such as "
                + $"'branched:3:semseg;depth,normals', found '{value}'.");
            return null;
        }

        try
        {
            return new EncoderSplit
            {
                AfterStage = stage,
                Groups = [.. parts[2].Split(';').Select(group => group.Split(',').Select(TaskKinds.Parse).ToArray())],
            };
        }
        catch (FormatException fault)
        {
            faults.Add($"--encoder: {fault.Message}");
            return null;
        }
    }

    private static NetworkOptions WithRefinement(NetworkOptions network, string? name, List<string> faults)
    {
        if (name is null)
        {
            return network;
        }

        if (!Refinements.TryGetValue(name, out RefinementKind kind))
        {
            faults.Add($"Expected {RefinementNames} for --refinement, found '{name}'.");
            return network;
        }

        TaskKind[] tasks = [.. network.Tasks.Select(task => task.Kind)];
        return network with
        {
            Refinement = kind,
            Genotype = kind == RefinementKind.Atrc ? network.Genotype ?? DefaultRecipe.Genotype(tasks) : null,
        };
    }

    private static NetworkOptions WithGenotype(NetworkOptions network, string? value, List<string> faults)
    {
        if (value is null)
        {
            return network;
        }

        if (value == "none")
        {
            return network with
            {
                Refinement = network.Refinement == RefinementKind.Atrc ? RefinementKind.None : network.Refinement,
                Genotype = null,
            };
        }

        TaskKind[] tasks = [.. network.Tasks.Select(task => task.Kind)];
        if (Contexts.TryGetValue(value, out ContextType type))
        {
            return network with { Genotype = Genotype.Uniform(tasks, type) };
        }

        if (!File.Exists(value))
        {
            faults.Add($"Expected a genotype file, {string.Join(", ", Contexts.Keys)} or none for --genotype, found '{value}'.");
            return network;
        }

        try
        {
            return network with { Genotype = Read(value, tasks) };
        }
        catch (FormatException fault)
        {
            faults.Add($"'{value}': {fault.Message}");
            return network;
        }
    }

    /// <summary>Reads a genotype and puts it into the order of the network's tasks.</summary>
    private static Genotype Read(string path, TaskKind[] tasks)
    {
        Genotype read = Genotype.Parse(File.ReadAllText(path));
        if (!read.Tasks.Order().SequenceEqual(tasks.Order()))
        {
            throw new FormatException(
                $"expected a genotype of {string.Join(", ", tasks.Select(task => task.Key()))}, found one of "
                + $"{string.Join(", ", read.Tasks.Select(task => task.Key()))}.");
        }

        ContextType[,] cells = new ContextType[tasks.Length, tasks.Length];
        for (int target = 0; target < tasks.Length; target++)
        {
            for (int source = 0; source < tasks.Length; source++)
            {
                cells[target, source] = read[tasks[target], tasks[source]];
            }
        }

        return new Genotype(tasks, cells, read.Step);
    }
}
