using DenseEdge.Contracts;
using DenseEdge.Data.Folder;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;

namespace DenseEdge.Training.Presets;

/// <summary>
/// The networks of the ATRC paper on its two benchmarks, and DenseEdge's own beside them: what latency and size are compared
/// on. Tasks, classes and sizes are those of the authors' code.
/// </summary>
/// <remarks>Bruggemann et al., "Exploring Relational Context for Multi-Task Dense Prediction", ICCV 2021.</remarks>
public static class NetworkPresets
{
    private const int NyudClasses = 40;
    private const int PascalClasses = 21;
    private const int PascalParts = 7;

    private static readonly Benchmark Nyud = new(
        "nyud",
        "NYUD-v2",
        425,
        560,
        [
            Classes(TaskKind.SemanticSegmentation, NyudClasses), Plain(TaskKind.Depth), Plain(TaskKind.SurfaceNormals),
            Plain(TaskKind.Boundaries),
        ]);

    private static readonly Benchmark Pascal = new(
        "pascal",
        "PASCAL-Context",
        512,
        512,
        [
            Classes(TaskKind.SemanticSegmentation, PascalClasses), Classes(TaskKind.HumanParts, PascalParts),
            Plain(TaskKind.Saliency), Plain(TaskKind.SurfaceNormals), Plain(TaskKind.Boundaries),
        ]);

    private static readonly (string Name, string Words, ContextType Type)[] UniformContexts =
    [
        ("all-none", "no context between any tasks", ContextType.None),
        ("all-global", "global context between all tasks", ContextType.Global),
        ("all-local", "local context between all tasks", ContextType.Local),
        ("all-tlabel", "T-label context between all tasks", ContextType.TargetLabel),
        ("all-slabel", "S-label context between all tasks", ContextType.SourceLabel),
    ];

    /// <summary>Every preset, in the order of the list for people.</summary>
    public static IReadOnlyList<NetworkPreset> All { get; } =
    [
        Published(Nyud, BackboneKind.HrNetW18Small, PublishedGenotypes.NyudHrNet18),
        .. Peers(Nyud, BackboneKind.HrNetW18Small),
        .. Uniform(Nyud, BackboneKind.HrNetW18Small),
        Published(Nyud, BackboneKind.HrNetW48, PublishedGenotypes.NyudHrNet48),
        .. Peers(Nyud, BackboneKind.HrNetW48),
        Own(Nyud),
        Published(Pascal, BackboneKind.HrNetW18Small, PublishedGenotypes.PascalHrNet18),
        .. Peers(Pascal, BackboneKind.HrNetW18Small),
        .. Uniform(Pascal, BackboneKind.HrNetW18Small),
        Own(Pascal),
    ];

    /// <summary>Finds a preset.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The preset, or null if there is none of that name.</returns>
    public static NetworkPreset? Find(string name) => All.FirstOrDefault(preset => preset.Name == name);

    private static NetworkPreset Published(Benchmark benchmark, BackboneKind backbone, Genotype genotype) => Make(
        benchmark, backbone, "atrc", "ATRC with the published genotype",
        Paper(benchmark, backbone) with { Refinement = RefinementKind.Atrc, Genotype = genotype });

    private static IEnumerable<NetworkPreset> Uniform(Benchmark benchmark, BackboneKind backbone)
    {
        TaskKind[] tasks = [.. benchmark.Tasks.Select(task => task.Kind)];
        return UniformContexts.Select(context => Make(
            benchmark, backbone, context.Name, $"ATRC, {context.Words}",
            Paper(benchmark, backbone) with
            {
                Refinement = RefinementKind.Atrc,
                Genotype = Genotype.Uniform(tasks, context.Type),
            }));
    }

    /// <summary>The baselines: all tasks without refinement, and each task alone.</summary>
    private static IEnumerable<NetworkPreset> Peers(Benchmark benchmark, BackboneKind backbone) =>
    [
        Make(benchmark, backbone, "multitask", "multi-task baseline without refinement", Paper(benchmark, backbone)),
        .. benchmark.Tasks.Select(task => Make(
            benchmark, backbone, $"single-{task.Kind.Key().Replace('_', '-')}", $"single-task baseline for {task.Kind.Title()}",
            Paper(benchmark, backbone) with { Tasks = [task] })),
    ];

    private static NetworkPreset Own(Benchmark benchmark) => new()
    {
        Name = $"{benchmark.Name}-mobilenet-atrc",
        Description = $"{benchmark.Title}: what 'denseedge train' makes unless told otherwise",
        Network = DefaultRecipe.Network(benchmark.Tasks, benchmark.Height, benchmark.Width, depthRangeMeters: null),
    };

    private static NetworkPreset Make(
        Benchmark benchmark, BackboneKind backbone, string suffix, string description, NetworkOptions network) => new()
        {
            Name = $"{benchmark.Name}-{(backbone == BackboneKind.HrNetW48 ? "hrnet48" : "hrnet18")}-{suffix}",
            Description = $"{benchmark.Title}: {description}",
            Network = network,
        };

    private static NetworkOptions Paper(Benchmark benchmark, BackboneKind backbone) => new()
    {
        Backbone = backbone,
        Tasks = benchmark.Tasks,
        InputHeight = benchmark.Height,
        InputWidth = benchmark.Width,
    };

    private static TaskSpec Classes(TaskKind kind, int count)
        => new() { Kind = kind, Classes = BenchmarkClasses.Of(kind, count) };

    private static TaskSpec Plain(TaskKind kind) => new() { Kind = kind };

    private sealed record Benchmark(string Name, string Title, int Height, int Width, IReadOnlyList<TaskSpec> Tasks);
}
