using DenseEdge.Evaluation.Boundaries;
using DenseEdge.Parity.Checks;
using DenseEdge.Parity.Vectors;

namespace DenseEdge.Parity.Layouts;

/// <summary>odsF from the counts of any number of images at any thresholds.</summary>
internal sealed class BoundaryScoreLayout : IVectorLayout
{
    private static readonly string[] Columns = ["cntR", "sumR", "cntP", "sumP"];

    /// <inheritdoc/>
    public string Title => "odsF from counts";

    /// <inheritdoc/>
    public bool Fits(VectorFile file) => file.Has("cntR") && file.Has("sumP");

    /// <inheritdoc/>
    public void Run(VectorFile file, CheckList checks)
    {
        double[] thresholds = file["thresholds"].ToDoubles();
        if (thresholds.Length == BoundaryThresholds.Benchmark.Count)
        {
            checks.Compare("thresholds", BoundaryThresholds.Benchmark, Tolerance.Formula);
        }

        BoundaryScore score = new(thresholds);
        long[][] columns = [.. Columns.Select(key => file[key].ToInt64s())];
        for (int start = 0; start < columns[0].Length; start += thresholds.Length)
        {
            long[][] image = [.. columns.Select(column => column.AsSpan(start, thresholds.Length).ToArray())];
            score.Add(new BoundaryCounts(image[0], image[1], image[2], image[3]));
        }

        checks.Compare("precision", score.Precision, Tolerance.Formula);
        checks.Compare("recall", score.Recall, Tolerance.Formula);
        checks.Compare("f", score.F, Tolerance.Formula);
        checks.Compare("odsF", score.OdsF, Tolerance.Formula);
        checks.Compare("best_threshold", score.BestThreshold, Tolerance.Formula);
    }
}
