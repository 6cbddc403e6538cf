using DenseEdge.Contracts;
using DenseEdge.Parity.Checks;
using DenseEdge.Parity.Networks;
using DenseEdge.Parity.Vectors;
using DenseEdge.Training.Attention;
using DenseEdge.Training.Heads;
using DenseEdge.Training.Search;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Layouts;

/// <summary>
/// One training pass of a head, relational or supernet: predictions, losses, gradients of everything, statistics afterwards.
/// </summary>
internal sealed class TrainingStepLayout : IVectorLayout
{
    /// <inheritdoc/>
    public string Title => "training step";

    /// <inheritdoc/>
    public bool Fits(VectorFile file) => file.Has("in/level0") && file.Has("loss");

    /// <inheritdoc/>
    public void Run(VectorFile file, CheckList checks)
    {
        using DisposeScope scope = NewDisposeScope();
        using DenseHead head = HeadVectors.Make(file);
        ModuleState.Load(head, file);
        ModuleState.TrainWithoutDropout(head);
        HeadLayout.CompareAuxiliaryTasks(file, checks, head);
        Tensor[] levels = [.. HeadVectors.Levels(file).Select(level => level.requires_grad_())];
        Tensor inside = SpatialNormalization.PixelsInside(file.Tensor("in/image"));
        Tensor fused = HeadVectors.Fuse(levels);
        HeadOutput output = head is SupernetHead supernet
            ? supernet.Predict(supernet.Same(fused), inside, PairVectors.Sample(file, checks, supernet))
            : head.Predict(fused, inside);
        IReadOnlyDictionary<string, Tensor> predictions = HeadVectors.AtImageSize(output, inside);
        HeadLayout.Compare(file, checks, "train/", predictions);
        Tensor loss = Loss(file, checks, head, predictions);
        checks.Compare("loss", loss, Tolerance.Module);

        Gradients gradients = new(file);
        foreach (string level in file.Under("grad/level"))
        {
            gradients.Ask($"grad/level{level}", levels[int.Parse(level, System.Globalization.CultureInfo.InvariantCulture)]);
        }

        gradients.AskParameters(head, "grad/param/");
        gradients.Compare(loss, checks);
        ModuleState.CompareBuffers(head, file, checks, "buffers_after/");
    }

    private static Tensor Loss(
        VectorFile file, CheckList checks, DenseHead head, IReadOnlyDictionary<string, Tensor> predictions)
    {
        Tensor loss = TotalLoss.Compute(file, checks, head.Tasks, Part("final"), Part("aux"));
        if (head is not SupernetHead supernet)
        {
            return loss;
        }

        Tensor entropy = supernet.MeanEntropy() * file.Number("meta/entropy_weight");
        checks.Compare("entropy_term_weighted", entropy, Tolerance.Module);
        return loss + entropy;

        Dictionary<TaskKind, Tensor> Part(string part) => head.Tasks.Select(task => task.Kind)
            .Where(task => predictions.ContainsKey($"{part}_{task.Key()}"))
            .ToDictionary(task => task, task => predictions[$"{part}_{task.Key()}"]);
    }
}
