using System.Diagnostics;
using DenseEdge.Contracts;
using DenseEdge.Training.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Losses;

/// <summary>
/// The weighted sum of the losses of all final, initial and auxiliary predictions, at the size of the input.
/// </summary>
/// <remarks>
/// As in the authors' implementation of ATRC (ICCV 2021), except that a loss without any pixel that counts is 0 for every
/// task, where three of theirs are not a number.
/// </remarks>
public sealed class MultiTaskLoss
{
    private readonly NetworkOptions _network;
    private readonly LossOptions _options;
    private readonly Func<Tensor?> _normalCentroids;
    private readonly Dictionary<TaskKind, Tensor> _classWeights = [];

    /// <summary>Makes the loss of a network.</summary>
    /// <param name="network">The network; its normal centroids are read at every call.</param>
    /// <param name="options">Weights; null for the paper's.</param>
    /// <exception cref="ArgumentException">The options are out of range; the message lists every fault.</exception>
    public MultiTaskLoss(MultiTaskNetwork network, LossOptions? options = null)
        : this(Checked(network).Options, () => network.NormalCentroids, options ?? new LossOptions())
    {
    }

    internal MultiTaskLoss(NetworkOptions network, Func<Tensor?> normalCentroids, LossOptions options)
    {
        (_network, _normalCentroids, _options) = (network, normalCentroids, options.Validated());
        foreach ((string key, IReadOnlyList<double> weights) in options.ClassWeights)
        {
            TaskKind kind = TaskKinds.Parse(key);
            int classes = network.Tasks.FirstOrDefault(task => task.Kind == kind)?.Classes.Count ?? 0;
            if (weights.Count != classes)
            {
                throw new ArgumentException(
                    $"Expected {classes} class weights for {key}, got {weights.Count}.", nameof(options));
            }

            _classWeights[kind] = tensor([.. weights.Select(weight => (float)weight)]).DetachFromDisposeScope();
        }
    }

    /// <summary>Computes the loss. Call <c>Total.backward()</c> on the result for the gradients.</summary>
    /// <param name="output">The predictions of the network.</param>
    /// <param name="labels">The labels, at the size of the input and on the device of the predictions.</param>
    /// <exception cref="ArgumentException">The label of a task has another size than its prediction.</exception>
    /// <exception cref="InvalidOperationException">The network needs normal centroids and has none yet.</exception>
    public LossResult Compute(NetworkOutput output, LabelBatch labels)
    {
        ArgumentNullException.ThrowIfNull(output);
        return Compute(output.Final, output.Auxiliary, labels, output.Initial);
    }

    internal LossResult Compute(
        IReadOnlyDictionary<TaskKind, Tensor> final,
        IReadOnlyDictionary<TaskKind, Tensor> auxiliary,
        LabelBatch labels,
        IReadOnlyDictionary<TaskKind, Tensor>? initial = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        using DisposeScope scope = NewDisposeScope();
        Tensor? total = null;
        List<LossTerm> terms = [];
        foreach (TaskKind task in _network.Tasks.Select(task => task.Kind))
        {
            if (labels[task] is not { } given)
            {
                continue;
            }

            RequireSameSize(task, final[task], given);
            Tensor label = task is TaskKind.Depth or TaskKind.SurfaceNormals ? given : given.to_type(ScalarType.Int64);
            Add(task, isAuxiliary: false, Final(task, final[task], label));
            if (auxiliary.TryGetValue(task, out Tensor? logits))
            {
                Add(task, isAuxiliary: true, Auxiliary(task, logits, label));
            }

            if (initial is not null && initial.TryGetValue(task, out Tensor? prediction))
            {
                Add(task, isAuxiliary: true, Initial(task, prediction, label));
            }
        }

        total ??= zeros([]);
        return new LossResult(total, terms).MoveToOuterDisposeScope();

        void Add(TaskKind task, bool isAuxiliary, Tensor loss)
        {
            double weight = _options.Weight(task) * (isAuxiliary ? _options.AuxiliaryFactor : 1);
            terms.Add(new LossTerm(task, isAuxiliary, weight, loss.detach()));
            Tensor weighted = loss * weight;
            total = total is null ? weighted : total + weighted;
        }
    }

    private Tensor Final(TaskKind task, Tensor prediction, Tensor label) => task switch
    {
        TaskKind.SemanticSegmentation or TaskKind.HumanParts =>
            ClassLoss.Plain(prediction, label, _classWeights.GetValueOrDefault(task)),
        TaskKind.Saliency => Saliency(prediction, label),
        TaskKind.Boundaries => BoundaryLoss.Compute(prediction, label, _options.BoundaryPositiveWeight),
        TaskKind.Depth => DepthLoss.Compute(prediction, label),
        TaskKind.SurfaceNormals => NormalLoss.Compute(prediction, label),
        _ => throw new UnreachableException($"Unknown task {task}."),
    };

    private Tensor Saliency(Tensor logits, Tensor label) =>
        _options.SaliencyBalance ? ClassLoss.BatchBalance(logits, label) : ClassLoss.Plain(logits, label);

    private Tensor Initial(TaskKind task, Tensor lowResolution, Tensor label)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor prediction, Tensor matching) = AtOneSize(lowResolution, label);
        return Final(task, prediction, matching).MoveToOuterDisposeScope();
    }

    /// <summary>Brings the label to the prediction's size, or the prediction to the label's.</summary>
    private (Tensor Prediction, Tensor Label) AtOneSize(Tensor lowResolution, Tensor label)
        => _options.AuxiliaryAtFeatureSize
            ? (lowResolution, Sample(label, lowResolution.shape[2], lowResolution.shape[3]))    // [N, L, h, w]
            : (Layers.ResizeTo(lowResolution, label.shape[^2], label.shape[^1]), label);        // [N, L, H, W]

    private Tensor Auxiliary(TaskKind task, Tensor lowResolution, Tensor given)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor logits, Tensor label) = AtOneSize(lowResolution, given);
        Tensor loss = task switch
        {
            TaskKind.SemanticSegmentation or TaskKind.HumanParts =>
                ClassLoss.Plain(logits, label, _classWeights.GetValueOrDefault(task)),
            TaskKind.Saliency => Saliency(logits, label),
            TaskKind.Boundaries => ClassLoss.FixedBalance(logits, label, _options.BoundaryPositiveWeight),
            TaskKind.Depth => ClassLoss.Plain(
                logits, DepthLoss.Bins(label, _network.DepthMinMeters, _network.DepthMaxMeters)),
            TaskKind.SurfaceNormals => ClassLoss.Plain(logits, NormalLoss.NearestCentroids(label, Centroids())),
            _ => throw new UnreachableException($"Unknown task {task}."),
        };
        return loss.MoveToOuterDisposeScope();
    }

    /// <summary>Takes the label pixel at the centre of each feature pixel.</summary>
    private static Tensor Sample(Tensor label, long height, long width)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = Centres(label.shape[^2], height, label.device);
        Tensor columns = Centres(label.shape[^1], width, label.device);
        return label.index_select(label.dim() - 2, rows).index_select(label.dim() - 1, columns).MoveToOuterDisposeScope();
    }

    private static Tensor Centres(long from, long to, Device device)
        => tensor([.. Enumerable.Range(0, (int)to).Select(i => ((2L * i) + 1) * from / (2 * to))], device: device);

    private Tensor Centroids()
    {
        Tensor? centroids = _normalCentroids();
        using DisposeScope scope = NewDisposeScope();
        return centroids is not null && centroids.ne(0).any().item<bool>()
            ? centroids
            : throw new InvalidOperationException(
                "The auxiliary prediction of surface normals needs 40 directions: compute them from training normals with "
                + $"{nameof(NormalCentroids)}.{nameof(NormalCentroids.SphericalKMeans)} and give them to "
                + $"{nameof(MultiTaskNetwork)}.{nameof(MultiTaskNetwork.SetNormalCentroids)}.");
    }

    private static void RequireSameSize(TaskKind task, Tensor prediction, Tensor label)
    {
        bool same = label.shape[0] == prediction.shape[0] && label.shape[^2] == prediction.shape[2]
            && label.shape[^1] == prediction.shape[3]
            && (task is TaskKind.Depth or TaskKind.SurfaceNormals
                ? label.dim() == 4 && label.shape[1] == prediction.shape[1]
                : label.dim() == 3);
        if (!same)
        {
            throw new ArgumentException(
                $"The label of {task.Key()} has shape [{string.Join(", ", label.shape)}], which does not belong to a "
                + $"prediction of shape [{string.Join(", ", prediction.shape)}].",
                nameof(label));
        }
    }

    private static MultiTaskNetwork Checked(MultiTaskNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network;
    }
}
