using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;
using DenseEdge.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Search;

/// <summary>
/// Takes the weights of one genotype out of a supernet: a stand-alone network that predicts what the supernet predicts for that
/// genotype, to be trained on (<see cref="TrainingRun.Start"/> with initial weights).
/// </summary>
/// <remarks>Sources that a row doesn't read lose their slice of its projection. Batch normalisation has the statistics that
/// <see cref="RowScorer"/> scores with.</remarks>
public static class InheritedWeights
{
    private const string Relations = "head.atrc_module.";

    /// <summary>Writes the weights of a network.</summary>
    /// <param name="supernetFolder">The folder of a <see cref="SupernetTraining"/>.</param>
    /// <param name="genotype">Contexts that the supernet was trained with, over its tasks in its order.</param>
    /// <param name="training">The samples that the supernet was trained on, for batch normalisation.</param>
    /// <param name="path">A safetensors file; an existing one is replaced.</param>
    /// <param name="options">How many images; null for the defaults.</param>
    /// <returns>The options of the network that the file fits.</returns>
    /// <exception cref="InvalidDataException">The folder is no supernet's, or holds no checkpoint that can be read.</exception>
    /// <exception cref="ArgumentException">The genotype is over other tasks, or has a context that was not trained.</exception>
    public static NetworkOptions Write(
        string supernetFolder, Genotype genotype, ISampleSource training, string path, RowScoringOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        ArgumentNullException.ThrowIfNull(training);
        using CalibratedSupernet supernet = CalibratedSupernet.Load(supernetFolder, training, options ?? new RowScoringOptions());
        RequireTrained(supernetFolder, supernet, genotype);
        NetworkOptions shape = supernet.Configuration.Network with { Refinement = RefinementKind.Atrc, Genotype = genotype };
        using MultiTaskNetwork network = MultiTaskNetwork.Create(shape, supernet.Configuration.Training.Seed);
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> weights = Collect(supernet, genotype, network);
        SafeTensors.Write(
            path, weights.ToDictionary(entry => entry.Key, entry => SafeTensor.FromTensor(entry.Value.contiguous())));
        return shape;
    }

    private static Dictionary<string, Tensor> Collect(CalibratedSupernet supernet, Genotype genotype, MultiTaskNetwork network)
    {
        using IDisposable withoutGradients = no_grad();
        Dictionary<string, Tensor> given = supernet.Network.state_dict();
        Dictionary<string, Tensor> rows = genotype.Tasks.SelectMany(target => Row(supernet, genotype, target))
            .ToDictionary(entry => entry.Key, entry => entry.Value);
        return network.state_dict().ToDictionary(
            wanted => wanted.Key,
            wanted => rows.GetValueOrDefault(wanted.Key)
                ?? given.GetValueOrDefault(SupernetName(wanted.Key, genotype))
                ?? wanted.Value);
    }

    /// <summary>The supernet's name of a tensor: a pair's block stands in a list of its contexts. The scale and offset of a
    /// value's normalisation have no name there, and keep their 1 and 0.</summary>
    private static string SupernetName(string name, Genotype genotype)
    {
        const string Pairs = Relations + "cp_blocks.";
        if (!name.StartsWith(Pairs, StringComparison.Ordinal))
        {
            return name;
        }

        string[] parts = name[Pairs.Length..].Split('.', 3);
        (TaskKind target, TaskKind source) = (TaskKinds.Parse(parts[0]), TaskKinds.Parse(parts[1]));
        return $"{Pairs}{parts[0]}.{parts[1]}.op_list.{Code(genotype, target, source) - 1}.{parts[2]}";
    }

    /// <summary>The tensors that depend on the row as a whole.</summary>
    private static IEnumerable<KeyValuePair<string, Tensor>> Row(CalibratedSupernet supernet, Genotype genotype, TaskKind target)
    {
        (RowTerms terms, RowMoments moments) = supernet.Rows(target);
        ContextType[] row = [.. genotype.Tasks.Select(source => (ContextType)Code(genotype, target, source))];
        RowNorms norms = moments.Norms(row);
        string fusion = $"{Relations}bottleneck.{target.Key()}.0.", projection = $"{Relations}out_proj.{target.Key()}.";
        if (row.All(context => context == ContextType.None))
        {
            // Without sources there is no projection: the supernet's constant offset B β moves into the mean.
            Tensor offset = terms.ContextWeight.flatten(1).matmul(terms.Projection.Norm.bias!.unsqueeze(1)).flatten();
            Tensor mean = norms.FusionMean - offset.to_type(ScalarType.Float64);
            return
            [
                new(fusion + "conv.weight", terms.Fusion.Conv.weight!.narrow(1, 0, terms.Channels)),
                .. Norm(fusion, terms.Fusion, mean, norms.FusionVariance),
            ];
        }

        Tensor slices = terms.Projection.Conv.weight!;
        long width = slices.shape[1] / row.Length;
        Tensor[] kept = [.. Enumerable.Range(0, row.Length).Where(source => row[source] != ContextType.None)
            .Select(source => slices.narrow(1, source * width, width))];
        return
        [
            new(projection + "conv.weight", cat(kept, 1)),
            .. Norm(projection, terms.Projection, norms.ProjectionMean, norms.ProjectionVariance),
            new(fusion + "conv.weight", terms.Fusion.Conv.weight!),
            .. Norm(fusion, terms.Fusion, norms.FusionMean, norms.FusionVariance),
        ];
    }

    private static IEnumerable<KeyValuePair<string, Tensor>> Norm(
        string prefix, ConvBnRelu layer, Tensor mean, Tensor variance) =>
    [
        new(prefix + "bn.weight", layer.Norm.weight!),
        new(prefix + "bn.bias", layer.Norm.bias!),
        new(prefix + "bn.running_mean", mean.to_type(ScalarType.Float32)),
        new(prefix + "bn.running_var", variance.to_type(ScalarType.Float32)),
    ];

    /// <summary>On the diagonal the source's labels are the target's, and the supernet has one context for both.</summary>
    private static int Code(Genotype genotype, TaskKind target, TaskKind source)
        => (int)(target == source && genotype[target, source] == ContextType.SourceLabel
            ? ContextType.TargetLabel
            : genotype[target, source]);

    private static void RequireTrained(string folder, CalibratedSupernet supernet, Genotype genotype)
    {
        TaskKind[] tasks = [.. supernet.Configuration.Network.Tasks.Select(task => task.Kind)];
        if (!genotype.Tasks.SequenceEqual(tasks))
        {
            throw new ArgumentException(
                $"Expected a genotype over the tasks of the supernet in '{folder}' "
                + $"[{string.Join(", ", tasks.Select(TaskKinds.Key))}], got "
                + $"[{string.Join(", ", genotype.Tasks.Select(TaskKinds.Key))}].", nameof(genotype));
        }

        foreach (((TaskKind target, TaskKind source), ContextMixture pair) in supernet.Network.Head.Pairs)
        {
            if (!pair.Allowed.Contains(Code(genotype, target, source)))
            {
                throw new ArgumentException(
                    $"The supernet in '{folder}' was trained without {genotype[target, source]}, which the genotype has for "
                    + $"{target.Key()} from {source.Key()}.", nameof(genotype));
            }
        }
    }
}
