using System.Text.RegularExpressions;
using DenseEdge.Contracts;
using DenseEdge.Data.Folder;
using DenseEdge.Training.Network;

namespace DenseEdge.Training.Weights;

/// <summary>Recognises whole networks in files: ATRC's and its baseline's, under the reference implementation's names.</summary>
internal static partial class WholeNetwork
{
    private const string SearchMark = ".arch_param";

    private static readonly string[] Parts = ["backbone.", "neck.", "head.", "branches."];

    /// <summary>Tells whether a file holds a backbone and heads.</summary>
    public static bool IsIn(WeightFile file) =>
        file.Metadata.ContainsKey(NetworkWeights.OptionsKey) || file.Tensors.Keys.Any(key => FinalLogits().IsMatch(key));

    /// <summary>Tells whether a name without prefix is that of a network's part.</summary>
    public static bool IsOfNetwork(string key) => Parts.Any(part => key.StartsWith(part, StringComparison.Ordinal));

    /// <summary>Names a network for reports.</summary>
    public static string Describe(NetworkOptions options) =>
        $"{BackboneNames.Of(options.Backbone)} with {RefinementName(options.Refinement)} "
        + $"({string.Join(", ", options.Tasks.Select(task => task.Kind.Key()))})";

    /// <summary>Finds the shape of the network that a file belongs to.</summary>
    /// <param name="file">The file.</param>
    /// <param name="import">What the user said about genotype and input size.</param>
    /// <exception cref="InvalidDataException">It is none that can be built, or its genotype is missing.</exception>
    public static NetworkOptions OptionsOf(WeightFile file, WeightImportOptions import)
    {
        if (file.Metadata.TryGetValue(NetworkWeights.OptionsKey, out string? json))
        {
            return NetworkOptions.FromJson(json);
        }

        if (file.Tensors.Keys.Any(key => key.EndsWith(SearchMark, StringComparison.Ordinal)))
        {
            throw new InvalidDataException(
                $"'{file.Path}' is a checkpoint of the search (it has {SearchMark[1..]}); expected the final network, which is "
                + "trained anew with the genotype that the search found.");
        }

        Dictionary<TaskKind, SafeTensor> logits = Logits(file);
        Genotype? genotype = file.Tensors.Keys.Any(key => key.Contains(".atrc_module.", StringComparison.Ordinal))
            ? FindGenotype(file, import.Genotype, [.. logits.Keys])
            : null;
        IReadOnlyList<TaskKind> order = genotype?.Tasks ?? [.. logits.Keys];
        TaskSpec[] tasks = [.. order.Select(task => Spec(task, (int)logits[task].Shape[0]))];
        (int height, int width) = import.Size ?? DefaultSize(order);
        return new NetworkOptions
        {
            Backbone = ArchitectureGuess.Of(file),
            Tasks = tasks,
            TaskChannels = (int)logits[order[0]].Shape[1],
            ContextChannels = ContextChannels(file),
            Refinement = genotype is null ? RefinementKind.None : RefinementKind.Atrc,
            Genotype = genotype,
            InputHeight = height,
            InputWidth = width,
        };
    }

    [GeneratedRegex(@"(?:^|\.)head\.final_logits\.([a-z_]+)\.weight$")]
    private static partial Regex FinalLogits();

    [GeneratedRegex(@"\.cp_blocks\..*\.value_project\.conv\.weight$")]
    private static partial Regex ContextValues();

    private static string RefinementName(RefinementKind refinement) => refinement switch
    {
        RefinementKind.Atrc => "ATRC",
        RefinementKind.PadNet => "PAD-Net",
        RefinementKind.CrossStitch => "Cross-Stitch",
        _ => "plain heads",
    };

    private static Dictionary<TaskKind, SafeTensor> Logits(WeightFile file)
    {
        Dictionary<TaskKind, SafeTensor> logits = [];
        foreach ((string key, SafeTensor tensor) in file.Tensors)
        {
            Match match = FinalLogits().Match(key);
            if (match.Success)
            {
                string task = match.Groups[1].Value;
                TaskKind kind = TaskKinds.All.Any(known => known.Key() == task)
                    ? TaskKinds.Parse(task)
                    : throw new InvalidDataException($"'{file.Path}': '{key}' belongs to the unknown task '{task}'.");
                logits[kind] = tensor.Shape is [> 0 and < 256, > 0 and < 1 << 16, 1, 1]
                    ? tensor
                    : throw new InvalidDataException(
                        $"'{file.Path}': '{key}' has the shape {tensor.ShapeText}, expected [n, C, 1, 1].");
            }
        }

        return logits;
    }

    private static int ContextChannels(WeightFile file)
    {
        SafeTensor? values = file.Tensors.Where(entry => ContextValues().IsMatch(entry.Key))
            .Select(entry => entry.Value).FirstOrDefault();
        return values?.Shape is [> 0 and < 1 << 16, ..] ? (int)values.Shape[0] : 0;
    }

    private static TaskSpec Spec(TaskKind task, int channels) => new()
    {
        Kind = task,
        Classes = task.HasClasses() ? BenchmarkClasses.Of(task, channels) : [],
    };

    // The benchmarks' own: NYUD-v2 has depth, PASCAL-Context does not.
    private static (int Height, int Width) DefaultSize(IReadOnlyList<TaskKind> tasks) =>
        tasks.Contains(TaskKind.Depth) ? (448, 576) : (512, 512);

    private static Genotype FindGenotype(WeightFile file, string? named, TaskKind[] tasks)
    {
        string[] places = named is null ? Places(file.Path) : [named];
        string? found = places.FirstOrDefault(File.Exists);
        string? json = found is not null ? File.ReadAllText(found) : file.Metadata.GetValueOrDefault("genotype");
        if (json is null)
        {
            throw new InvalidDataException(
                $"'{file.Path}' is an ATRC network: expected its genotype in "
                + $"{string.Join(" or ", places.Select(place => $"'{place}'"))}, found none. Name it with --genotype.");
        }

        try
        {
            Genotype genotype = Genotype.Parse(json);
            return genotype.Tasks.Order().SequenceEqual(tasks.Order())
                ? genotype
                : throw new InvalidDataException(
                    $"'{found ?? file.Path}': expected a genotype of {Keys(tasks)}, found one of {Keys(genotype.Tasks)}.");
        }
        catch (FormatException fault)
        {
            throw new InvalidDataException($"'{found ?? file.Path}' is no genotype: {fault.Message}", fault);
        }
    }

    private static string Keys(IEnumerable<TaskKind> tasks) => string.Join(", ", tasks.Select(task => task.Key()));

    // Beside the file, or where Lightning puts it: one folder above the checkpoints.
    private static string[] Places(string path)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full)!;
        return
        [
            Path.ChangeExtension(full, ".genotype.json"), Path.ChangeExtension(full, ".json"),
            Path.Combine(folder, "atrc_genotype.json"), Path.Combine(folder, "genotype.json"),
            Path.Combine(Path.GetDirectoryName(folder) ?? folder, "atrc_genotype.json"),
        ];
    }
}
