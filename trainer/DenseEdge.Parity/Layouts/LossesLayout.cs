using DenseEdge.Parity.Checks;
using DenseEdge.Parity.Networks;
using DenseEdge.Parity.Vectors;
using DenseEdge.Training.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Layouts;

/// <summary>Single losses: mean, sum, one value per pixel, gradient of the mean, and the targets that they make.</summary>
internal sealed class LossesLayout : IVectorLayout
{
    // The range of the reference's depth bins, which no key holds.
    private const double MinMeters = 0.7;
    private const double MaxMeters = 10;

    /// <inheritdoc/>
    public string Title => "single losses";

    /// <inheritdoc/>
    public bool Fits(VectorFile file) => file.Keys.Any(key => key.EndsWith("/loss_none", StringComparison.Ordinal));

    /// <inheritdoc/>
    public void Run(VectorFile file, CheckList checks)
    {
        foreach (string name in file.Matches("(.+)/out"))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor prediction = file.Tensor($"{name}/out").requires_grad_();
            LossParts parts = Compute(file, checks, name, prediction, file.Tensor($"{name}/label"));
            checks.Compare($"{name}/loss", parts.Mean, Tolerance.Module);
            checks.Compare($"{name}/loss_sum", parts.Each.sum(), Tolerance.Module);
            bool isList = file.Shape($"{name}/loss_none").Length == 1;
            Tensor each = isList ? parts.Each.masked_select(parts.Valid.expand_as(parts.Each)) : parts.Each;
            checks.Compare($"{name}/loss_none", each, Tolerance.Module);
            Gradients gradients = new(file);
            gradients.Ask($"{name}/grad_out", prediction);
            gradients.Compare(parts.Mean, checks);
        }

        CompareEmptyCases(file, checks);
        foreach (string centroids in file.Under("cluster/"))
        {
            file.Skip($"cluster/{centroids}");
        }
    }

    /// <summary>The name says the loss; an edge weight and a table of directions are named in it too.</summary>
    private static LossParts Compute(VectorFile file, CheckList checks, string name, Tensor prediction, Tensor label)
    {
        return name.Split('_') switch
        {
            ["ce", "balanced", ..] => Classes(ClassLoss.BatchWeights(ReferenceLabels.Classes(label))),
            ["ce", "edge", ..] => Classes(ClassLoss.FixedWeights(VectorFile.NumberIn(name, "_w"), prediction.device)),
            ["ce", ..] => Classes(null),
            ["bbce", .., "auto"] => Boundaries(null),
            ["bbce", ..] => Boundaries(VectorFile.NumberIn(name, "_w")),
            ["bince", ..] => Bins(),
            ["clusterce", ..] => Clusters(file.Tensor($"cluster/{name["clusterce_".Length..]}_centroids")),
            ["l1", ..] => prediction.shape[1] == 3 ? Normals() : Depth(),
            _ => throw new InvalidDataException(
                $"expected a loss named ce_, bbce_, bince_, clusterce_ or l1_, found '{name}'"),
        };

        LossParts Classes(Tensor? weights) => ClassesOf(ReferenceLabels.Classes(label), weights);

        LossParts ClassesOf(Tensor classes, Tensor? weights) => new(
            ClassLoss.Plain(prediction, classes, weights), ClassLoss.PerPixel(prediction, classes, weights),
            ValidPixels.OfClasses(classes));

        LossParts Boundaries(double? weight)
        {
            Tensor classes = ReferenceLabels.Classes(label);
            Tensor positiveWeight = weight is { } given ? tensor((float)given) : ValidPixels.NegativeShare(classes);
            Tensor mean = weight is { } fixedWeight
                ? BoundaryLoss.Compute(prediction, classes, fixedWeight)
                : BoundaryLoss.ComputeBalanced(prediction, classes);
            return new LossParts(
                mean, BoundaryLoss.PerPixel(prediction, classes, positiveWeight), ValidPixels.OfClasses(classes));
        }

        LossParts Bins()
        {
            Tensor bins = DepthLoss.Bins(ReferenceLabels.Values(label), MinMeters, MaxMeters);
            checks.Compare($"{name}/bin_index", bins.unsqueeze(1), Tolerance.Exact);
            checks.Compare($"{name}/bin_lower_edges", DepthLoss.BinEdges(MinMeters, MaxMeters), Tolerance.Formula);
            return ClassesOf(bins, null);
        }

        LossParts Clusters(Tensor centroids)
        {
            Tensor nearest = NormalLoss.NearestCentroids(ReferenceLabels.Values(label), centroids);
            checks.Compare($"{name}/cluster_index", nearest, Tolerance.Exact);
            return ClassesOf(nearest, null);
        }

        LossParts Depth()
        {
            Tensor depth = ReferenceLabels.Values(label);
            return new LossParts(
                DepthLoss.Compute(prediction, depth), DepthLoss.PerPixel(prediction, depth), ValidPixels.OfDepth(depth));
        }

        LossParts Normals()
        {
            Tensor normals = ReferenceLabels.Values(label);
            return new LossParts(
                NormalLoss.Compute(prediction, normals), NormalLoss.PerComponent(prediction, normals),
                ValidPixels.OfNormals(normals));
        }
    }

    /// <summary>
    /// Three losses of the reference are not a number when no pixel counts. DenseEdge guards them: 0, so that one empty
    /// batch does not end a training. The check says so instead of comparing.
    /// </summary>
    private static void CompareEmptyCases(VectorFile file, CheckList checks)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (string name in file.Under("nan_case/"))
        {
            double reference = file.Number($"nan_case/{name}");
            Tensor nothing = full([1, 2, 3], LabelBatch.Ignore, ScalarType.Int64);
            Tensor loss = name.StartsWith("bbce", StringComparison.Ordinal)
                ? BoundaryLoss.Compute(ones([1, 1, 2, 3]), nothing, positiveWeight: 0.5)
                : ClassLoss.Plain(ones([1, 40, 2, 3]), nothing);
            bool guarded = double.IsNaN(reference) && loss.item<float>() == 0;
            checks.Expect(
                $"nan_case/{name}", guarded, guarded ? "NaN in the reference, 0 here by design" : $"expected NaN and 0, found {reference}");
        }
    }

    private sealed record LossParts(Tensor Mean, Tensor Each, Tensor Valid);
}
