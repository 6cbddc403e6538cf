using DenseEdge.Contracts;
using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Search;

/// <summary>
/// Estimates the statistics of all batch normalisation of a supernet anew that does not depend on a row: encoder, tasks'
/// features, auxiliary predictions and the contexts of all pairs.
/// </summary>
/// <remarks>
/// Cumulative average over batches. In training a norm sees what the sampled paths happened to give it, and the averaged weights
/// have statistics of their own. The projection and the fusion of a task follow its row; <see cref="RowMoments"/> has theirs.
/// Levels of the backbone that the training kept as they were keep their statistics.
/// </remarks>
internal static class NormCalibration
{
    /// <summary>Replaces the statistics and leaves the supernet in evaluation mode.</summary>
    /// <param name="network">The supernet.</param>
    /// <param name="frozenLevels">Levels of the backbone that keep their statistics.</param>
    /// <param name="batches">Batches of images, [N, 3, H, W] float, RGB, 0 to 255; at least one.</param>
    public static void Apply(Supernet network, int frozenLevels, IEnumerable<Tensor> batches)
    {
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        network.train();
        network.Encoder.FreezeBackbone(frozenLevels);
        Dictionary<BatchNorm2d, (Tensor Mean, Tensor Variance)> sums = Norms(network).ToDictionary(
            norm => norm, norm => (zeros_like(norm.running_mean!), zeros_like(norm.running_var!)));
        int count = 0;
        foreach (Tensor batch in batches)
        {
            Observe(network, batch, sums);
            count++;
        }

        foreach ((BatchNorm2d norm, (Tensor mean, Tensor variance)) in sums)
        {
            norm.running_mean!.copy_(mean / count);
            norm.running_var!.copy_(variance / count);
        }

        network.eval();
    }

    /// <summary>Adds the statistics of one batch.</summary>
    private static void Observe(Supernet network, Tensor batch, Dictionary<BatchNorm2d, (Tensor Mean, Tensor Variance)> sums)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (BatchNorm2d norm in sums.Keys)
        {
            norm.running_mean!.zero_();
            norm.running_var!.zero_();
        }

        ComputeAll(network, batch);
        foreach ((BatchNorm2d norm, (Tensor mean, Tensor variance)) in sums)
        {
            // From zero a step of the running average leaves the batch's statistics times the momentum.
            mean.add_(norm.running_mean!, alpha: 1 / Layers.NormMomentum);
            variance.add_(norm.running_var!, alpha: 1 / Layers.NormMomentum);
        }
    }

    private static void ComputeAll(Supernet network, Tensor batch)
    {
        (Dictionary<TaskKind, Tensor> own, _, Dictionary<TaskKind, Tensor> maps) =
            network.Head.Describe(network.Encoder.Encode(batch), null);
        foreach (((TaskKind target, TaskKind source), ContextMixture pair) in network.Head.Pairs)
        {
            using DisposeScope scope = NewDisposeScope();
            foreach (int code in pair.Allowed.Skip(1))
            {
                pair.Context(code, new PairFeatures(own[target], own[source], maps[target], maps[source]));
            }
        }
    }

    private static IEnumerable<BatchNorm2d> Norms(Supernet network)
    {
        SupernetContextModule relations = network.Head.Relations;
        IEnumerable<nn.Module> ofRows = network.Head.Tasks.SelectMany(
            task => new nn.Module[] { relations.Projection(task.Kind), relations.Fusion(task.Kind) });
        IEnumerable<nn.Module> unused = network.Head.Pairs.Values.SelectMany(
            pair => pair.Contexts.Where(context => !pair.Allowed.Contains((int)context.Type)));
        HashSet<nn.Module> left = [.. ofRows.Concat(unused).SelectMany(module => module.modules())];
        return network.modules().OfType<BatchNorm2d>().Where(norm => norm.training && !left.Contains(norm));
    }
}
