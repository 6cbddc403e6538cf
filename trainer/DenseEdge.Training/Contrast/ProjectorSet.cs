using DenseEdge.Contracts;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Contrast;

/// <summary>
/// The projectors of a training, and what it remembers. They are no part of the network: a checkpoint has them in a file of
/// their own under names that begin with <see cref="Prefix"/>, an exported model never has them.
/// </summary>
internal sealed class ProjectorSet : nn.Module
{
    /// <summary>What the names of all parameters begin with in a checkpoint.</summary>
    public const string Prefix = "contrast";

    private readonly ContrastMode _mode;
    private readonly Dictionary<ProjectorKey, Projector> _byKey;
    private readonly Dictionary<(TaskKind Target, TaskKind Source), PixelMemory> _memories;

    [ComponentName(Name = "projectors")]
    private readonly ModuleDict<Projector> _projectors;

    [ComponentName(Name = "memories")]
    private readonly ModuleDict<PixelMemory> _named;

    /// <summary>Makes the projectors that a mode needs.</summary>
    /// <param name="tasks">The tasks, in order.</param>
    /// <param name="channels">Channels of each task's features (C).</param>
    /// <param name="options">The regulariser.</param>
    public ProjectorSet(IReadOnlyList<TaskKind> tasks, IReadOnlyDictionary<TaskKind, long> channels, ContrastOptions options)
        : base(nameof(ProjectorSet))
    {
        _mode = options.Mode;
        (TaskKind Target, TaskKind Source)[] pairs = [.. tasks.SelectMany(
            target => SourceDraw.Candidates(target, tasks, options.Mode).Select(source => (target, source)))];
        ProjectorKey[] keys = _mode == ContrastMode.NoProjector ? [] : [.. pairs.Select(Key).Distinct()];
        _byKey = keys.ToDictionary(key => key, key => new Projector(channels[key.Target], options.ProjectionChannels));
        _memories = (_mode == ContrastMode.InfoNceMemory ? pairs : []).ToDictionary(
            pair => pair, _ => new PixelMemory(options.MemoryPixels, options.ProjectionChannels));
        _projectors = ModuleDict(_byKey.Select(entry => (entry.Key.Name, entry.Value)).ToArray());
        _named = ModuleDict(_memories.Select(
            entry => (new ProjectorKey(entry.Key.Target, entry.Key.Source).Name, entry.Value)).ToArray());
        RegisterComponents();
    }

    /// <summary>The projectors, in order.</summary>
    public IReadOnlyDictionary<ProjectorKey, Projector> All => _byKey;

    /// <summary>Finds the projector of a pair.</summary>
    /// <returns>Null in the mode that has none.</returns>
    public Projector? Of(TaskKind target, TaskKind source) => _byKey.GetValueOrDefault(Key((target, source)));

    /// <summary>Finds the memory of a pair.</summary>
    /// <returns>Null in the modes that have none.</returns>
    public PixelMemory? MemoryOf(TaskKind target, TaskKind source) => _memories.GetValueOrDefault((target, source));

    /// <summary>The key of the projector that serves a pair.</summary>
    public ProjectorKey Key((TaskKind Target, TaskKind Source) pair)
        => new(pair.Target, _mode == ContrastMode.ProjectorPerTarget ? null : pair.Source);
}
