using System.Globalization;
using DenseEdge.Contracts;
using DenseEdge.Parity.Vectors;
using DenseEdge.Training.Attention;
using DenseEdge.Training.Heads;
using DenseEdge.Training.Necks;
using DenseEdge.Training.Network;
using DenseEdge.Training.Search;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Networks;

/// <summary>Reads the structure of a head from the keys and shapes of a file.</summary>
internal static class HeadVectors
{
    private const string GenotypeKey = "meta/genotype_json";

    /// <summary>Gets the tasks, in the order that decides every concatenation.</summary>
    /// <param name="file">The file.</param>
    public static IReadOnlyList<TaskKind> Tasks(VectorFile file)
    {
        if (Genotype(file) is { } genotype)
        {
            return genotype.Tasks;
        }

        string[] keys = file.Has("meta/task_order")
            ? file["meta/task_order"].ToStrings()
            : [.. file.Matches(@"param/bottleneck\.(\w+)\.conv\.weight")];
        return [.. keys.Select(TaskKinds.Parse)];
    }

    /// <summary>Gets the genotype; null if the file has none.</summary>
    /// <param name="file">The file.</param>
    public static Genotype? Genotype(VectorFile file)
        => file.Has(GenotypeKey) ? GenotypeText.Parse(file.Text(GenotypeKey)) : null;

    /// <summary>Describes tasks with as many unnamed classes as a prediction has channels.</summary>
    /// <param name="tasks">The tasks, in order.</param>
    /// <param name="channels">Gets the channels of the final prediction of a task.</param>
    public static TaskSpec[] Specs(IReadOnlyList<TaskKind> tasks, Func<TaskKind, long> channels) =>
    [
        .. tasks.Select(kind => new TaskSpec
        {
            Kind = kind,
            Classes = kind.HasClasses()
                ? [.. Enumerable.Range(0, (int)channels(kind)).Select(
                    label => new LabelClass(label.ToString(CultureInfo.InvariantCulture), 0, 0, 0))]
                : [],
        }),
    ];

    /// <summary>Makes the head that a file's parameters belong to: baseline, relational, or supernet.</summary>
    /// <param name="file">The file.</param>
    public static DenseHead Make(VectorFile file)
    {
        IReadOnlyList<TaskKind> tasks = Tasks(file);
        TaskSpec[] specs = Specs(tasks, task => file.Shape($"param/final_logits.{task.Key()}.weight")[0]);
        long[] weight = file.Shape($"param/bottleneck.{tasks[0].Key()}.conv.weight");          // [C, channels, 3, 3]
        long contextChannels = ContextChannels(file, weight[0], "param/atrc_module.cp_blocks.");
        if (IsSupernet(file))
        {
            return new SupernetHead(specs, weight[1], weight[0], contextChannels);
        }

        return Genotype(file) is { } genotype
            ? new RelationalContextHead(specs, genotype, weight[1], weight[0], contextChannels)
            : new FcnHead(specs, weight[1], weight[0]);
    }

    /// <summary>Tells whether the parameters are those of a supernet.</summary>
    /// <param name="file">The file.</param>
    public static bool IsSupernet(VectorFile file) => file.Keys.Any(key =>
        key.StartsWith("param/atrc_module.cp_blocks.", StringComparison.Ordinal)
        && key.EndsWith(".arch_param", StringComparison.Ordinal));

    /// <summary>Gets the width of the contexts.</summary>
    /// <param name="file">The file.</param>
    /// <param name="channels">The width of the tasks' features.</param>
    /// <param name="prefix">Where the context blocks' parameters begin.</param>
    /// <returns>Channels of the first query projection; half of the features' without one.</returns>
    public static long ContextChannels(VectorFile file, long channels, string prefix)
    {
        string? key = file.Keys.FirstOrDefault(key => key.StartsWith(prefix, StringComparison.Ordinal)
            && key.EndsWith(".query_project.0.conv.weight", StringComparison.Ordinal));
        return key is null ? channels / 2 : file.Shape(key)[0];
    }

    /// <summary>Gets the backbone's levels, finest first.</summary>
    /// <param name="file">The file.</param>
    public static Tensor[] Levels(VectorFile file)
        => [.. file.Matches(@"in/level(\d+)").OrderBy(level => int.Parse(level, CultureInfo.InvariantCulture))
            .Select(level => file.Tensor($"in/level{level}"))];

    /// <summary>Fuses levels as the network does.</summary>
    /// <param name="levels">The levels, finest first.</param>
    public static Tensor Fuse(Tensor[] levels)
    {
        using LevelConcat neck = new([.. levels.Select(level => (int)level.shape[1])]);
        return neck.call(levels);
    }

    /// <summary>
    /// Brings predictions to the size of the image, with the auxiliary ones masked as the reference implementation leaves
    /// them.
    /// </summary>
    /// <param name="output">The head's predictions.</param>
    /// <param name="validPixels">Bool [N, H, W].</param>
    /// <returns>[N, channels, H, W] by "final_task" and "aux_task".</returns>
    public static IReadOnlyDictionary<string, Tensor> AtImageSize(HeadOutput output, Tensor validPixels)
    {
        (long height, long width) = (validPixels.shape[1], validPixels.shape[2]);
        Dictionary<string, Tensor> result = [];
        foreach ((TaskKind task, Tensor logits) in output.Final)
        {
            result.Add($"final_{task.Key()}", Layers.ResizeTo(logits, height, width));
        }

        foreach ((TaskKind task, Tensor logits) in output.Auxiliary)
        {
            result.Add($"aux_{task.Key()}", Layers.ResizeTo(SpatialNormalization.Masked(logits, validPixels), height, width));
        }

        return result;
    }
}
