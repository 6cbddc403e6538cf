using DenseEdge.Contracts;
using DenseEdge.Parity.Checks;
using DenseEdge.Parity.Networks;
using DenseEdge.Parity.Vectors;
using DenseEdge.Training.Attention;
using DenseEdge.Training.Search;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Layouts;

/// <summary>A supernet head in evaluation mode: one-hot and with noise, frozen pairs, entropy, genotype.</summary>
internal sealed class SearchHeadLayout : IVectorLayout
{
    private const string GenotypeKey = "genotype/argmax_json";

    /// <inheritdoc/>
    public string Title => "supernet head";

    /// <inheritdoc/>
    public bool Fits(VectorFile file) => file.Has("in/level0") && file.HasUnder("eval_argmax/");

    /// <inheritdoc/>
    public void Run(VectorFile file, CheckList checks)
    {
        using DisposeScope scope = NewDisposeScope();
        using SupernetHead head = HeadVectors.Make(file) as SupernetHead
            ?? throw new InvalidDataException("expected the parameters of a supernet, found none named arch_param");
        HeadLayout.CompareAuxiliaryTasks(file, checks, head);
        ComparePreferencesAtStart(file, checks, head);
        ModuleState.Load(head, file);
        head.eval();
        Tensor inside = SpatialNormalization.PixelsInside(file.Tensor("in/image"));
        Tensor fused = HeadVectors.Fuse(HeadVectors.Levels(file));
        HeadLayout.Compare(
            file, checks, "eval_argmax/", HeadVectors.AtImageSize(head.Predict(fused, inside), inside));
        if (file.Has(GenotypeKey))
        {
            Genotype expected = GenotypeText.Parse(file.Text(GenotypeKey));
            bool same = expected.Equals(head.Genotype(expected.Step));
            checks.Expect(GenotypeKey, same, same ? string.Empty : $"got {head.Genotype(expected.Step)}");
        }

        CompareEntropy(file, checks, head);
        IReadOnlyDictionary<(TaskKind Target, TaskKind Source), ContextWeights> weights = PairVectors.Sample(file, checks, head);
        HeadLayout.Compare(
            file, checks, "eval_gumbel/", HeadVectors.AtImageSize(head.Predict(head.Same(fused), inside, weights), inside));
    }

    private static void ComparePreferencesAtStart(VectorFile file, CheckList checks, SupernetHead head)
    {
        foreach (((TaskKind target, TaskKind source), ContextMixture mixture) in head.Pairs)
        {
            string key = $"meta/init_arch_param_{target.Key()}_{source.Key()}";
            if (file.Has(key))
            {
                checks.Compare(key, mixture.Preference, Tolerance.Module);
            }
        }
    }

    private static void CompareEntropy(VectorFile file, CheckList checks, SupernetHead head)
    {
        if (!file.Has("entropy/mean"))
        {
            return;
        }

        Tensor mean = head.MeanEntropy();
        checks.Compare("entropy/mean", mean, Tolerance.Module);
        if (file.Has("entropy/per_pair"))
        {
            checks.Compare("entropy/per_pair", head.Pairs.Values.Select(pair => (double)pair.Entropy().item<float>()), Tolerance.Module);
        }

        Gradients gradients = new(file);
        foreach (((TaskKind target, TaskKind source), ContextMixture mixture) in head.Pairs)
        {
            string key = $"entropy/grad_{target.Key()}_from_{source.Key()}";
            if (file.Has(key))
            {
                gradients.Ask(key, mixture.Preference);
            }
        }

        gradients.Compare(mean, checks);
    }
}
