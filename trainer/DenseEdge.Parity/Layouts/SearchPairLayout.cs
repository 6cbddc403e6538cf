using DenseEdge.Parity.Checks;
using DenseEdge.Parity.Vectors;
using DenseEdge.Training.Search;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Layouts;

/// <summary>One pair of the supernet: every context, the Gumbel softmax at any temperatures, and the one-hot mode.</summary>
internal sealed class SearchPairLayout : IVectorLayout
{
    /// <inheritdoc/>
    public string Title => "supernet pair";

    /// <inheritdoc/>
    public bool Fits(VectorFile file) => file.Has("param/arch_param") && file.HasUnder("tau");

    /// <inheritdoc/>
    public void Run(VectorFile file, CheckList checks)
    {
        using DisposeScope scope = NewDisposeScope();
        long[] weight = file.Shape("param/op_list.0.query_project.0.conv.weight");          // [D, C, 1, 1]
        bool isSelf = !file.HasUnder("param/op_list.3.");
        using ContextMixture mixture = new(isSelf, weight[1], weight[0]);
        ModuleState.Load(mixture, file);
        mixture.eval();
        PairFeatures pair = new(
            file.Tensor("in/target_feats"), file.Tensor("in/source_feats"),
            file.Tensor("in/target_aux_prob"), file.Tensor("in/source_aux_prob"));
        for (int code = 1; code <= mixture.Contexts.Count; code++)
        {
            checks.Compare($"eval/op{code}_out", mixture.Context(code, pair), Tolerance.Module);
        }

        foreach (string temperature in file.Matches(@"(tau[0-9.]+)/noise"))
        {
            ContextWeights weights = mixture.Sample(
                file.Tensor($"{temperature}/noise"), VectorFile.NumberIn(temperature, "tau"));
            checks.Compare($"{temperature}/weights", weights.Soft!, Tolerance.Module);
            Tensor output = mixture.call(pair, weights);
            checks.Compare($"{temperature}/out", output, Tolerance.Module);
            Gradients gradients = new(file);
            gradients.Ask($"{temperature}/grad_arch_param", mixture.Preference);
            gradients.Compare((output * file.Tensor("upstream_grad")).sum(), checks);
        }

        checks.CompareExactly("argmax/index", [(long)mixture.Choice]);
        checks.Compare("argmax/out", mixture.call(pair, mixture.Decided()), Tolerance.Module);
    }
}
