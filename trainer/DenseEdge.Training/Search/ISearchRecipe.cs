using DenseEdge.Training.Losses;
using static TorchSharp.torch;

namespace DenseEdge.Training.Search;

/// <summary>What one step of a search does, and what it has to remember between steps.</summary>
internal interface ISearchRecipe : IDisposable
{
    /// <summary>Names of the numbers that <see cref="Step"/> gives, "total" first.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>Makes one step: loss, gradients, optimisers.</summary>
    /// <param name="images">[N, 3, H, W] float, RGB, 0 to 255.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="step">Steps done before.</param>
    /// <param name="share">Share of the search that is done, 0 to 1.</param>
    /// <returns>One number per column.</returns>
    /// <exception cref="ArithmeticException">The loss became infinite or NaN; nothing was changed.</exception>
    IReadOnlyList<double> Step(Tensor images, LabelBatch labels, int step, double share);

    /// <summary>Writes what a resumed search needs besides the weights.</summary>
    /// <param name="folder">A checkpoint's folder.</param>
    void Save(string folder);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="folder">A checkpoint's folder.</param>
    void Load(string folder);
}
