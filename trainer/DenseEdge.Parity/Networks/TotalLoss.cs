using DenseEdge.Contracts;
using DenseEdge.Parity.Checks;
using DenseEdge.Parity.Vectors;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Networks;

/// <summary>The weighted sum of the losses of all predictions of a file, term by term.</summary>
internal static class TotalLoss
{
    private const string Labels = "label/";

    /// <summary>Computes the sum, and compares its terms.</summary>
    /// <param name="file">The file: labels, centroids, perhaps task weights, and the weighted terms.</param>
    /// <param name="checks">Where the results go.</param>
    /// <param name="tasks">The tasks with as many classes as their predictions have channels, in order.</param>
    /// <param name="final">Final predictions at the labels' size.</param>
    /// <param name="auxiliary">Auxiliary predictions of any size.</param>
    /// <returns>The sum, with gradient.</returns>
    public static Tensor Compute(
        VectorFile file, CheckList checks, IReadOnlyList<TaskSpec> tasks,
        IReadOnlyDictionary<TaskKind, Tensor> final, IReadOnlyDictionary<TaskKind, Tensor> auxiliary)
    {
        TaskKind[] kinds = [.. tasks.Select(task => task.Kind)];
        LossOptions options = Options(file, checks, kinds, final);
        Tensor? directions = file.Matches("((?:in/)?centroids)") is [string centroids, ..] ? file.Tensor(centroids) : null;
        NetworkOptions network = new() { Tasks = tasks, InputHeight = 0, InputWidth = 0 };
        MultiTaskLoss loss = new(network, () => directions, options);
        LossResult result = loss.Compute(
            final, auxiliary, ReferenceLabels.Batch(kinds, task => file.Tensor(Labels + task.Key())));
        foreach (LossTerm term in result.Terms)
        {
            string key = $"weighted_loss/{term.Task.Key()}_{(term.IsAuxiliary ? "aux" : "final")}";
            checks.Compare(key, term.Value.item<float>() * term.Weight, Tolerance.Module);
        }

        return result.Total;
    }

    private static LossOptions Options(
        VectorFile file, CheckList checks, TaskKind[] tasks, IReadOnlyDictionary<TaskKind, Tensor> final)
    {
        LossOptions paper = new();
        double[] weights = file.Has("task_weights")
            ? file["task_weights"].ToDoubles()
            : [.. tasks.Select(paper.Weight)];
        if (weights.Length != tasks.Length)
        {
            throw new InvalidDataException($"expected {tasks.Length} numbers in 'task_weights', found {weights.Length}");
        }

        LossOptions options = paper with
        {
            SegmentationWeight = Of(TaskKind.SemanticSegmentation),
            HumanPartsWeight = Of(TaskKind.HumanParts),
            SaliencyWeight = Of(TaskKind.Saliency),
            NormalsWeight = Of(TaskKind.SurfaceNormals),
            DepthWeight = Of(TaskKind.Depth),
            BoundariesWeight = Of(TaskKind.Boundaries),
        };
        return tasks.Contains(TaskKind.Boundaries)
            ? options with { BoundaryPositiveWeight = BoundaryWeight(file, checks, final[TaskKind.Boundaries], options.BoundariesWeight) }
            : options;

        double Of(TaskKind task) => Array.IndexOf(tasks, task) is >= 0 and int place ? weights[place] : paper.Weight(task);
    }

    /// <summary>
    /// Finds ω. No key holds it, but the final boundary loss is linear in it: ω = (loss - b) / (a - b), a the mean loss of
    /// the boundary pixels and b that of the others. Rounded to hundredths, so that the loss itself still has to agree, as
    /// the auxiliary one and the gradients have to.
    /// </summary>
    private static double BoundaryWeight(VectorFile file, CheckList checks, Tensor logits, double taskWeight)
    {
        Tensor labels = ReferenceLabels.Classes(file.Tensor(Labels + TaskKind.Boundaries.Key()));
        double a = BoundaryLoss.Compute(logits.detach(), labels, 1).item<float>();
        double b = BoundaryLoss.Compute(logits.detach(), labels, 0).item<float>();
        double loss = file.Number("weighted_loss/edge_final") / taskWeight;
        double weight = Math.Clamp(Math.Round((loss - b) / (a - b), 2), 0, 1);
        if (double.IsNaN(weight))
        {
            throw new InvalidDataException(
                "expected a final boundary loss that tells the weight of boundary pixels, found no pixel that counts");
        }

        checks.Expect("boundary weight", true, FormattableString.Invariant($"ω = {weight}, from the final boundary loss"));
        return weight;
    }
}
