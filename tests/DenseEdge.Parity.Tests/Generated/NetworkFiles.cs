using System.Globalization;
using DenseEdge.Contracts;
using DenseEdge.Parity.Networks;
using DenseEdge.Parity.Tests.Support;
using DenseEdge.Training.Backbones;
using DenseEdge.Training.Heads;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Tests.Generated;

/// <summary>Files of whole networks and their manifests.</summary>
internal static class NetworkFiles
{
    private const double Gain = 0.75;

    /// <summary>Writes vectors and manifest of a network into a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="shape">The backbone.</param>
    /// <param name="tasks">Keys, in order.</param>
    /// <param name="codes">The genotype.</param>
    /// <param name="size">Size of the image.</param>
    public static void Write(string folder, string name, HrNetShape shape, string[] tasks, int[,] codes, (long Height, long Width) size)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        PlainState state = new(seed: 0);
        PlainHead head = new(state, tasks, codes, "head.");
        Dictionary<string, long[]?> rows = Rows(shape, tasks, codes);
        foreach ((string entry, long[]? sides) in rows.Where(row => row.Value is not null))
        {
            state[entry] = tensor(GeneratedNumbers.Entry(entry, sides!, Gain), sides!);
        }

        Tensor image = tensor(GeneratedNumbers.Image([1, 3, size.Height, size.Width]), [1, 3, size.Height, size.Width]);
        VectorWriter writer = new();
        writer.Add("in/image", image);
        writer.AddNumber("meta/conv_gain", Gain);
        writer.AddText("meta/genotype_json", head.GenotypeJson);
        Tensor[] levels = new PlainHrNet(rows.Keys.Where(key => rows[key] is not null).ToDictionary(key => key, key => state[key]))
            .Compute(image);
        for (int level = 0; level < levels.Length; level++)
        {
            writer.Add($"mid/backbone_level{level}", levels[level]);
        }

        WriteHead(writer, state, head, tasks, PlainHead.Fuse(levels), image);
        writer.Save(Path.Combine(folder, $"{name}.npz"));
        File.WriteAllLines(
            Path.Combine(folder, $"manifest_{name}.tsv"), ["name\tshape\tnumel\tfnv1a32_seed", .. rows.Select(Line)]);
    }

    private static void WriteHead(
        VectorWriter writer, PlainState state, PlainHead head, string[] tasks, Tensor fused, Tensor image)
    {
        writer.Add("mid/fused_input", fused);
        (Dictionary<string, Tensor> features, Dictionary<string, Tensor> auxiliary) = head.Begin(fused);
        Dictionary<string, Tensor> maps = auxiliary.ToDictionary(task => task.Key, task => PlainHead.Normalize(task.Value, image).Maps);
        Dictionary<string, Tensor> refined = head.Module("head.atrc_module.", features, maps);
        foreach (string task in tasks)
        {
            writer.Add($"mid/task_feats_{task}", features[task]);
            writer.Add($"mid/atrc_out_{task}", refined[task]);
            writer.Add($"mid/final_logits_lowres_{task}", state.Logits($"head.final_logits.{task}", refined[task]));
        }

        foreach ((string task, Tensor logits) in auxiliary)
        {
            writer.Add($"mid/aux_logits_lowres_{task}", logits);
        }

        foreach ((string name, Tensor prediction) in head.Compute(fused, image))
        {
            bool isCut = name.StartsWith("aux_", StringComparison.Ordinal) && prediction.shape[1] > 10;
            writer.Add(isCut ? $"out/{name}_first4ch" : $"out/{name}", isCut ? prediction.narrow(1, 0, 4) : prediction);
        }
    }

    /// <summary>Names and shapes, null for counters; the product's names, which the published manifests pin.</summary>
    private static Dictionary<string, long[]?> Rows(HrNetShape shape, string[] tasks, int[,] codes)
    {
        TaskKind[] kinds = [.. tasks.Select(TaskKinds.Parse)];
        ContextType[,] cells = new ContextType[kinds.Length, kinds.Length];
        for (int cell = 0; cell < cells.Length; cell++)
        {
            cells[cell / kinds.Length, cell % kinds.Length] = (ContextType)codes[cell / kinds.Length, cell % kinds.Length];
        }

        long channels = shape.Channels.Sum();
        TaskSpec[] specs = HeadVectors.Specs(kinds, kind => HeadFiles.Final(kind.Key()));
        using HrNet backbone = new(shape);
        using RelationalContextHead head = new(specs, new Genotype(kinds, cells), channels, channels / 4, channels / 8);
        return backbone.state_dict(prefix: "backbone").Concat(head.state_dict(prefix: "head")).ToDictionary(
            entry => entry.Key, entry => entry.Value.dim() == 0 ? null : entry.Value.shape);
    }

    private static string Line(KeyValuePair<string, long[]?> row)
    {
        string sides = row.Value is null ? "scalar" : string.Join('x', row.Value);
        long size = row.Value?.Aggregate(1L, (product, side) => product * side) ?? 1;
        return string.Create(CultureInfo.InvariantCulture, $"{row.Key}\t{sides}\t{size}\t{GeneratedNumbers.Seed(row.Key)}");
    }
}
