using System.Globalization;
using System.Text.RegularExpressions;
using DenseEdge.Contracts;
using DenseEdge.Parity.Vectors;
using DenseEdge.Training.Backbones;
using DenseEdge.Training.Heads;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Networks;

/// <summary>HRNet and head of a whole-network file, of the widths and depths that its manifest lists.</summary>
internal sealed class ReferenceNetwork : nn.Module
{
    [ComponentName(Name = "backbone")]
    private readonly HrNet _backbone;

    [ComponentName(Name = "head")]
    private readonly DenseHead _head;

    private ReferenceNetwork(HrNet backbone, DenseHead head)
        : base(nameof(ReferenceNetwork))
    {
        (_backbone, _head) = (backbone, head);
        RegisterComponents();
    }

    /// <summary>The backbone.</summary>
    public HrNet Backbone => _backbone;

    /// <summary>The head.</summary>
    public DenseHead Head => _head;

    /// <summary>Makes the network with its generated weights.</summary>
    /// <param name="file">The vectors; tasks, genotype and gain come from them.</param>
    /// <param name="manifest">The network's state.</param>
    /// <exception cref="InvalidDataException">The manifest is not that of an HRNet with such a head.</exception>
    public static ReferenceNetwork Make(VectorFile file, IReadOnlyList<ManifestRow> manifest)
    {
        Genotype? genotype = HeadVectors.Genotype(file);
        IReadOnlyList<TaskKind> tasks = genotype?.Tasks
            ?? [.. file.Matches("mid/task_feats_(.+)").Select(TaskKinds.Parse)];
        Dictionary<string, long[]> shapes = manifest.Where(row => row.Shape is not null)
            .ToDictionary(row => row.Name, row => row.Shape!);
        TaskSpec[] specs = HeadVectors.Specs(tasks, task => Shape(shapes, $"head.final_logits.{task.Key()}.weight")[0]);
        long[] weight = Shape(shapes, $"head.bottleneck.{tasks[0].Key()}.conv.weight");     // [C, channels, 3, 3]
        string? query = shapes.Keys.FirstOrDefault(name => name.StartsWith("head.atrc_module.cp_blocks.", StringComparison.Ordinal)
            && name.EndsWith(".query_project.0.conv.weight", StringComparison.Ordinal));
        DenseHead head = genotype is null
            ? new FcnHead(specs, weight[1], weight[0])
            : new RelationalContextHead(
                specs, genotype, weight[1], weight[0], query is null ? weight[0] / 2 : shapes[query][0]);
        ReferenceNetwork network = new(new HrNet(BackboneShape(file, shapes)), head);
        double gain = file.Number("meta/conv_gain");
        Dictionary<string, Tensor> state = manifest.ToDictionary(
            row => row.Name,
            row => row.Shape is { } shape ? tensor(GeneratedNumbers.Entry(row.Name, shape, gain), shape) : zeros([], ScalarType.Int64));
        ModuleState.Load(network, state);
        return network;
    }

    private static HrNetShape BackboneShape(VectorFile file, Dictionary<string, long[]> shapes) => new(
        "HRNet of the manifest",
        [.. file.Matches(@"mid/backbone_level(\d+)").Select(level => (int)file.Shape($"mid/backbone_level{level}")[1])],
        Count(shapes, @"backbone\.layer1\.(\d+)\."),
        Count(shapes, @"backbone\.stage2\.0\.branches\.0\.(\d+)\."),
        [.. Enumerable.Range(2, 3).Select(stage => Count(shapes, $@"backbone\.stage{stage}\.(\d+)\."))]);

    private static int Count(Dictionary<string, long[]> shapes, string pattern)
    {
        int[] numbers = [.. shapes.Keys.Select(name => Regex.Match(name, $"^{pattern}")).Where(match => match.Success)
            .Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).Distinct()];
        return numbers.Length > 0
            ? numbers.Max() + 1
            : throw new InvalidDataException($"expected names like '{pattern}' in the manifest, found none: is it an HRNet?");
    }

    private static long[] Shape(Dictionary<string, long[]> shapes, string name) => shapes.TryGetValue(name, out long[]? shape)
        ? shape
        : throw new InvalidDataException($"expected '{name}' in the manifest, found none");
}
