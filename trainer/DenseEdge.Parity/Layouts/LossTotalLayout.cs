using DenseEdge.Contracts;
using DenseEdge.Parity.Checks;
using DenseEdge.Parity.Networks;
using DenseEdge.Parity.Vectors;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Layouts;

/// <summary>The weighted loss of all tasks, with its gradient in every prediction.</summary>
internal sealed class LossTotalLayout : IVectorLayout
{
    /// <inheritdoc/>
    public string Title => "total loss";

    /// <inheritdoc/>
    public bool Fits(VectorFile file) => file.Has("total") && file.HasUnder("out/final_");

    /// <inheritdoc/>
    public void Run(VectorFile file, CheckList checks)
    {
        using DisposeScope scope = NewDisposeScope();
        TaskKind[] tasks = [.. file["tasks"].ToStrings().Select(TaskKinds.Parse)];
        Dictionary<TaskKind, Tensor> final = Predictions(file, tasks, "final");
        Dictionary<TaskKind, Tensor> auxiliary = Predictions(file, tasks, "aux");
        TaskSpec[] specs = HeadVectors.Specs(tasks, task => final[task].shape[1]);
        Tensor total = TotalLoss.Compute(file, checks, specs, final, auxiliary);
        checks.Compare("total", total, Tolerance.Module);
        Gradients gradients = new(file);
        foreach ((string part, Dictionary<TaskKind, Tensor> predictions) in new[] { ("final", final), ("aux", auxiliary) })
        {
            foreach ((TaskKind task, Tensor prediction) in predictions)
            {
                gradients.Ask($"grad/{part}_{task.Key()}", prediction);
            }
        }

        gradients.Compare(total, checks);
    }

    private static Dictionary<TaskKind, Tensor> Predictions(VectorFile file, TaskKind[] tasks, string part) => tasks
        .Where(task => file.Has($"out/{part}_{task.Key()}"))
        .ToDictionary(task => task, task => file.Tensor($"out/{part}_{task.Key()}").requires_grad_());
}
