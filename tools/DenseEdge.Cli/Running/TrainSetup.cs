using System.Globalization;
using DenseEdge.Contracts;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;

namespace DenseEdge.Cli.Running;

/// <summary>Turns what a user said into the configuration of a run.</summary>
internal static class TrainSetup
{
    private const double RealDataBudgetSeconds = 600;
    private const double SyntheticBudgetSeconds = 480;

    /// <summary>Makes the configuration.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <param name="data">The data set.</param>
    /// <exception cref="ArgumentException">Something the user said is wrong; the message says what was expected.</exception>
    public static RunConfiguration Configure(TrainArguments arguments, DataSplits data)
    {
        string? weights = WeightsArgument.Find(arguments.Weights, data.Folder);
        (int height, int width) = arguments.Size ?? data.InputSize;
        NetworkOptions network = DefaultRecipe.Network(data.Tasks, height, width, data.DepthRangeMeters);
        network = WithBackbone(network, arguments.Backbone);
        network = WithGenotype(network, arguments.Genotype);
        TrainingOptions training = DefaultRecipe.Training(network, weights is not null, data.Train) with
        {
            Seed = arguments.Seed,
            Steps = arguments.Steps,
            BudgetSeconds = arguments.Steps is null
                ? arguments.Budget?.TotalSeconds ?? (data.Folder is null ? SyntheticBudgetSeconds : RealDataBudgetSeconds)
                : null,
        };
        return new RunConfiguration
        {
            Data = data.Argument,
            DataName = data.Name,
            Weights = weights,
            Network = network.Validated(),
            Training = training.Validated(),
        };
    }

    /// <summary>Chooses the folder of a run.</summary>
    /// <param name="asked">What the user said; null for the next free runs/name-N.</param>
    /// <param name="dataName">Name of the data set.</param>
    public static string RunFolderFor(string? asked, string dataName)
    {
        if (asked is not null)
        {
            return asked;
        }

        for (int n = 1; ; n++)
        {
            string folder = Path.Combine("runs", string.Create(CultureInfo.InvariantCulture, $"{dataName}-{n}"));
            if (!Directory.Exists(folder))
            {
                return folder;
            }
        }
    }

    private static NetworkOptions WithBackbone(NetworkOptions network, string? name) => name switch
    {
        null or "mobilenet-v2" => network,

        // The paper's own small network: plain concatenation, widths by its rules.
        "hrnet-w18-small" => network with
        {
            Backbone = BackboneKind.HrNetW18Small,
            NeckChannels = 0,
            TaskChannels = 0,
            ContextChannels = 0,
        },
        _ => throw new ArgumentException($"Expected mobilenet-v2 or hrnet-w18-small for --backbone, found '{name}'."),
    };

    private static NetworkOptions WithGenotype(NetworkOptions network, string? value)
    {
        if (value is null)
        {
            return network;
        }

        if (value == "none")
        {
            return network with { Refinement = RefinementKind.None, Genotype = null };
        }

        IReadOnlyList<TaskKind> tasks = [.. network.Tasks.Select(task => task.Kind)];
        ContextType? uniform = value switch
        {
            "global" => ContextType.Global,
            "local" => ContextType.Local,
            "tlabel" => ContextType.TargetLabel,
            "slabel" => ContextType.SourceLabel,
            _ => null,
        };
        if (uniform is { } type)
        {
            return network with { Genotype = Genotype.Uniform(tasks, type) };
        }

        if (!File.Exists(value))
        {
            throw new ArgumentException(
                $"Expected a genotype file, global, local, tlabel, slabel or none for --genotype, found '{value}'.");
        }

        Genotype read = Genotype.Parse(File.ReadAllText(value));
        return read.Tasks.Order().SequenceEqual(tasks.Order())
            ? network with { Genotype = read }
            : throw new ArgumentException(
                $"'{value}': expected a genotype of {string.Join(", ", tasks.Select(task => task.Key()))}, found one of "
                + $"{string.Join(", ", read.Tasks.Select(task => task.Key()))}.");
    }
}
