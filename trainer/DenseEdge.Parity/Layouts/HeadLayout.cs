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

/// <summary>A baseline or relational head in evaluation mode, from the backbone's levels to full-size predictions.</summary>
internal sealed class HeadLayout : IVectorLayout
{
    private const string Evaluation = "eval/";

    /// <inheritdoc/>
    public string Title => "head";

    /// <inheritdoc/>
    public bool Fits(VectorFile file) => file.Has("in/level0") && file.HasUnder("eval/final_");

    /// <inheritdoc/>
    public void Run(VectorFile file, CheckList checks)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        using DenseHead head = HeadVectors.Make(file);
        ModuleState.Load(head, file);
        head.eval();
        CompareAuxiliaryTasks(file, checks, head);
        Tensor inside = SpatialNormalization.PixelsInside(file.Tensor("in/image"));
        HeadOutput output = head.Predict(HeadVectors.Fuse(HeadVectors.Levels(file)), inside);
        IReadOnlyDictionary<string, Tensor> predictions = HeadVectors.AtImageSize(output, inside);
        Compare(file, checks, Evaluation, predictions);
    }

    /// <summary>Compares the predictions that a file has; one that DenseEdge does not make fails.</summary>
    /// <param name="file">The file.</param>
    /// <param name="checks">Where the results go.</param>
    /// <param name="prefix">Where the file's predictions begin.</param>
    /// <param name="predictions">By "final_task" and "aux_task".</param>
    internal static void Compare(
        VectorFile file, CheckList checks, string prefix, IReadOnlyDictionary<string, Tensor> predictions)
    {
        foreach (string name in file.Under(prefix).Union(predictions.Keys))
        {
            if (!predictions.TryGetValue(name, out Tensor? prediction))
            {
                checks.Expect(prefix + name, false, "DenseEdge's head has no such prediction");
            }
            else
            {
                checks.Compare(prefix + name, prediction, Tolerance.Module);
            }
        }
    }

    /// <summary>Compares which tasks have an auxiliary prediction.</summary>
    /// <param name="file">The file.</param>
    /// <param name="checks">Where the results go.</param>
    /// <param name="head">The head.</param>
    internal static void CompareAuxiliaryTasks(VectorFile file, CheckList checks, DenseHead head)
    {
        if (file.Has("meta/aux_tasks"))
        {
            IEnumerable<TaskKind> own = head switch
            {
                RelationalContextHead relational => relational.AuxiliaryLogits.Keys,
                SupernetHead supernet => supernet.AuxiliaryLogits.Keys,
                _ => [],
            };
            string[] expected = file["meta/aux_tasks"].ToStrings();
            bool same = own.Select(TaskKinds.Key).Order().SequenceEqual(expected.Order());
            checks.Expect("meta/aux_tasks", same, same ? string.Empty : $"expected {string.Join(", ", expected)}");
        }
    }
}
