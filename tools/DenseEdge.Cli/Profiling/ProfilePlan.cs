using System.Globalization;
using DenseEdge.Cli.Profiling.Networks;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Data.Folder;
using DenseEdge.Onnx.Targets;
using DenseEdge.Search.Devices;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;

namespace DenseEdge.Cli.Profiling;

/// <summary>A profile that can be made: every choice is made.</summary>
/// <param name="Network">The networks' shape; the genotype is exchanged.</param>
/// <param name="Deployment">What of it latencies depend on.</param>
/// <param name="Target">The target of the export.</param>
/// <param name="Calibrate">Images for integers' ranges.</param>
internal sealed record ProfilePlan(NetworkOptions Network, Deployment Deployment, TargetProfile Target, string Calibrate)
{
    private const int LeastNetworks = 4;
    private const int LeastTasks = 2;
    private static readonly (int Height, int Width) DefaultSize = (192, 256);

    /// <summary>Makes the choices.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <exception cref="ArgumentException">Something is wrong; the message lists every fault.</exception>
    public static ProfilePlan Make(ProfileArguments arguments)
    {
        List<string> faults = [];
        DataSplits? data = arguments.Data is { } named ? DataSets.Open(named, arguments.Size) : null;
        IReadOnlyList<TaskSpec> tasks = data is not null ? NetworkArguments.Tasks(arguments.Tasks, data.Tasks, faults)
            : arguments.Tasks is { } words ? Tasks(words, faults) : [];
        if (tasks.Count < LeastTasks)
        {
            faults.Add(
                $"Expected at least {LeastTasks} tasks, by --data or by --tasks such as semseg:40,depth, found {tasks.Count}.");
        }

        if (arguments.Networks < LeastNetworks)
        {
            faults.Add($"Expected at least {LeastNetworks} for --networks, found {arguments.Networks}.");
        }

        NetworkOptions? network = tasks.Count < LeastTasks ? null : Shape(arguments, tasks, data, faults);
        ModelPrecision precision = Parsed("--precision", arguments.Precision, ModelPrecisions.Parse, faults);
        TargetProfile? target = Parsed("--target", arguments.Target, TargetProfiles.Find, faults);
        return faults.Count > 0 || network is null || target is null
            ? throw new ArgumentException(string.Join(" ", faults))
            : new ProfilePlan(
                network.Validated(), NetworkDeployment.Of(network, precision, target.Name), target,
                arguments.Data ?? DataSets.Synthetic);
    }

    private static NetworkOptions Shape(
        ProfileArguments arguments, IReadOnlyList<TaskSpec> tasks, DataSplits? data, List<string> faults)
    {
        (int height, int width) = arguments.Size ?? data?.InputSize ?? DefaultSize;
        return NetworkArguments.Apply(
            DefaultRecipe.Network(tasks, height, width, data?.DepthRangeMeters),
            new TrainArguments { Data = "", Backbone = arguments.Backbone, Neck = arguments.Neck }, faults);
    }

    private static TaskSpec[] Tasks(string text, List<string> faults)
        => [.. text.Split(',').Select(word => OneTask(word, faults)).OfType<TaskSpec>()];

    private static TaskSpec? OneTask(string word, List<string> faults)
    {
        string[] parts = word.Split(':');
        if (Parsed("--tasks", parts[0], key => (TaskKind?)TaskKinds.Parse(key), faults) is not { } kind)
        {
            return null;
        }

        int classes = 0;
        bool isGood = kind.HasClasses()
            ? parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out classes)
            : parts.Length == 1;
        if (!isGood)
        {
            faults.Add($"Expected a task for --tasks, with its number of classes where it has some (semseg:40), found '{word}'.");
            return null;
        }

        return new TaskSpec { Kind = kind, Classes = classes == 0 ? [] : BenchmarkClasses.Of(kind, classes) };
    }

    private static T? Parsed<T>(string option, string text, Func<string, T> parse, List<string> faults)
    {
        try
        {
            return parse(text);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidDataException)
        {
            faults.Add($"{option}: {fault.Message}");
            return default;
        }
    }
}
