using DenseEdge.Contracts;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Losses;

public sealed class MultiTaskLossTests
{
    private static readonly LossOptions Uneven = new()
    {
        SegmentationWeight = 2,
        DepthWeight = 3,
        NormalsWeight = 5,
        BoundariesWeight = 7,
        AuxiliaryFactor = 0.5,
    };

    [Fact]
    public void Compute_OnAllTasks_IsTheWeightedSumOfItsTerms()
    {
        using DisposeScope scope = NewDisposeScope();
        LossResult result = MakeLoss(Uneven).Compute(Finals(), Auxiliaries(), Networks.Labels(2, 8, 12));

        Assert.Equal(
            ["semseg", "semseg aux", "depth", "depth aux", "normals", "normals aux", "edge", "edge aux"],
            result.Terms.Select(term => term.IsAuxiliary ? $"{term.Task.Key()} aux" : term.Task.Key()));
        Assert.Equal([2, 1, 3, 1.5, 5, 2.5, 7, 3.5], result.Terms.Select(term => term.Weight));
        Assert.Equal(
            result.Terms.Sum(term => term.Weight * term.Value.item<float>()), result.Total.item<float>(), 1e-4);
    }

    [Fact]
    public void Compute_WithATaskWithoutLabels_LeavesItOut()
    {
        using DisposeScope scope = NewDisposeScope();
        LabelBatch labels = Networks.Labels(2, 8, 12) with { Normals = null };
        LossResult result = MakeLoss(Uneven).Compute(Finals(), Auxiliaries(), labels);
        Assert.DoesNotContain(result.Terms, term => term.Task == TaskKind.SurfaceNormals);
    }

    [Fact]
    public void Compute_WithEverythingIgnored_IsZeroForEveryTerm()
    {
        using DisposeScope scope = NewDisposeScope();
        LabelBatch labels = new()
        {
            Segmentation = full([2, 8, 12], 255L, ScalarType.Int64),
            Depth = zeros([2, 1, 8, 12]),
            Normals = zeros([2, 3, 8, 12]),
            Boundaries = full([2, 8, 12], 255L, ScalarType.Int64),
        };
        LossResult result = MakeLoss(Uneven).Compute(Finals(), Auxiliaries(), labels);

        Assert.Equal(8, result.Terms.Count);
        Assert.All(result.Terms, term => Assert.Equal(0, term.Value.item<float>()));
        Assert.Equal(0, result.Total.item<float>());
    }

    [Fact]
    public void Compute_WithALabelOfAnotherSize_SaysBothShapes()
    {
        using DisposeScope scope = NewDisposeScope();
        string message = Assert.Throws<ArgumentException>(
            () => MakeLoss(Uneven).Compute(Finals(), Auxiliaries(), Networks.Labels(2, 8, 11))).Message;
        Assert.Contains("semseg", message, StringComparison.Ordinal);
        Assert.Contains("[2, 8, 11]", message, StringComparison.Ordinal);
        Assert.Contains("[2, 5, 8, 12]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_WithoutNormalCentroids_SaysWhatToDo()
    {
        using DisposeScope scope = NewDisposeScope();
        MultiTaskLoss loss = new(Networks.Small, () => null, new LossOptions());
        string message = Assert.Throws<InvalidOperationException>(
            () => loss.Compute(Finals(), Auxiliaries(), Networks.Labels(2, 8, 12))).Message;
        Assert.Contains("SphericalKMeans", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_WithClassWeights_WeighsEachPixelAndDividesByTheirCount()
    {
        using DisposeScope scope = NewDisposeScope();
        double[] weights = [0.5, 1, 2, 4, 0];
        Tensor logits = Finals()[TaskKind.SemanticSegmentation];
        LabelBatch labels = Networks.Labels(2, 8, 12);
        LossOptions weighted = new()
        {
            ClassWeights = new Dictionary<string, IReadOnlyList<double>> { ["semseg"] = weights },
        };

        double loss = SemanticLoss(weighted, labels, isAuxiliary: false);

        double[] logProbabilities = Numbers.Values(nn.functional.log_softmax(logits, 1).permute(0, 2, 3, 1));
        double[] classes = Numbers.Values(labels.Segmentation!);
        double expected = classes.Select((c, i) => -weights[(int)c] * logProbabilities[(i * 5) + (int)c]).Sum() / classes.Length;
        Assert.Equal(expected, loss, 1e-5);
    }

    [Fact]
    public void Constructor_WithClassWeightsOfAnotherCount_SaysBoth()
    {
        LossOptions options = new()
        {
            ClassWeights = new Dictionary<string, IReadOnlyList<double>> { ["semseg"] = [1, 2] },
        };
        string message = Assert.Throws<ArgumentException>(() => MakeLoss(options)).Message;
        Assert.Contains("Expected 5 class weights for semseg, got 2.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_AuxiliaryAtFeatureSize_ReadsTheLabelsAtThePixelsCentres()
    {
        using DisposeScope scope = NewDisposeScope();
        LabelBatch labels = Networks.Labels(2, 8, 12);
        Tensor centres = labels.Segmentation!.slice(1, 2, 8, 4).slice(2, 2, 12, 4);     // [2, 2, 3]
        double expected = ClassLoss.Plain(Auxiliaries()[TaskKind.SemanticSegmentation], centres).item<float>();

        double loss = SemanticLoss(new LossOptions { AuxiliaryAtFeatureSize = true }, labels, isAuxiliary: true);

        Assert.Equal(expected, loss, 1e-6);
        Assert.NotEqual(expected, SemanticLoss(new LossOptions(), labels, isAuxiliary: true), 1e-3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Compute_OfSaliency_BalancesTheBatchOnlyWhenAsked(bool balances)
    {
        using DisposeScope scope = NewDisposeScope();
        NetworkOptions network = Networks.Small with
        {
            Tasks = [new TaskSpec { Kind = TaskKind.Saliency }],
            Refinement = RefinementKind.None,
            Genotype = null,
        };
        Tensor logits = Numbers.Uniform(9, 2, 2, 8, 12);
        Tensor labels = Numbers.Uniform(10, 2, 8, 12).gt(0.6).to_type(ScalarType.Int64);
        Tensor expected = balances ? ClassLoss.BatchBalance(logits, labels) : ClassLoss.Plain(logits, labels);

        LossResult result = new MultiTaskLoss(network, () => null, new LossOptions { SaliencyBalance = balances }).Compute(
            new Dictionary<TaskKind, Tensor> { [TaskKind.Saliency] = logits },
            new Dictionary<TaskKind, Tensor>(),
            new LabelBatch { Saliency = labels });

        Assert.Equal(expected.item<float>(), result.Terms[0].Value.item<float>(), 1e-6);
    }

    [Fact]
    public void Validated_WithManyFaults_ListsAllOfThem()
    {
        LossOptions options = new() { DepthWeight = -1, SaliencyWeight = double.NaN, BoundaryPositiveWeight = 1.5 };
        string message = Assert.Throws<ArgumentException>(() => options.Validated()).Message;
        Assert.Contains("depth", message, StringComparison.Ordinal);
        Assert.Contains("sal", message, StringComparison.Ordinal);
        Assert.Contains("BoundaryPositiveWeight must be 0 to 1, got 1.5.", message, StringComparison.Ordinal);
    }

    private static MultiTaskLoss MakeLoss(LossOptions options)
        => new(Networks.Small, () => tensor(Networks.Centroids(2), [40L, 3]), options);

    private static double SemanticLoss(LossOptions options, LabelBatch labels, bool isAuxiliary) =>
        MakeLoss(options).Compute(Finals(), Auxiliaries(), labels).Terms
            .Single(term => term.Task == TaskKind.SemanticSegmentation && term.IsAuxiliary == isAuxiliary)
            .Value.item<float>();

    private static Dictionary<TaskKind, Tensor> Finals() => new()
    {
        [TaskKind.SemanticSegmentation] = Numbers.Uniform(1, 2, 5, 8, 12),
        [TaskKind.Depth] = Numbers.Uniform(2, 2, 1, 8, 12),
        [TaskKind.SurfaceNormals] = Numbers.Uniform(3, 2, 3, 8, 12),
        [TaskKind.Boundaries] = Numbers.Uniform(4, 2, 1, 8, 12),
    };

    private static Dictionary<TaskKind, Tensor> Auxiliaries() => new()
    {
        [TaskKind.SemanticSegmentation] = Numbers.Uniform(5, 2, 5, 2, 3),
        [TaskKind.Depth] = Numbers.Uniform(6, 2, 40, 2, 3),
        [TaskKind.SurfaceNormals] = Numbers.Uniform(7, 2, 40, 2, 3),
        [TaskKind.Boundaries] = Numbers.Uniform(8, 2, 2, 2, 3),
    };
}
