using DenseEdge.Evaluation;
using DenseEdge.Imaging;
using DenseEdge.Parity.Checks;
using DenseEdge.Parity.Vectors;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Layouts;

/// <summary>The metrics after any number of updates, with the counts and sums that they keep, and Δm.</summary>
internal sealed class MetricsLayout : IVectorLayout
{
    /// <inheritdoc/>
    public string Title => "metrics";

    /// <inheritdoc/>
    public bool Fits(VectorFile file) => file.Keys.Any(key => key.EndsWith("/pred0", StringComparison.Ordinal));

    /// <inheritdoc/>
    public void Run(VectorFile file, CheckList checks)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (string name in file.Matches("(.+)/pred0"))
        {
            // The state's names tell the metric.
            if (file.Has($"{name}/state_intersection"))
            {
                Classes(file, checks, name);
            }
            else if (file.Has($"{name}/state_true_positives"))
            {
                Saliency(file, checks, name);
            }
            else if (file.Has($"{name}/state_sum_deg_diff"))
            {
                Normals(file, checks, name);
            }
            else if (file.Has($"{name}/state_sum_squared_error"))
            {
                Depth(file, checks, name);
            }
            else
            {
                checks.Expect(name, false, "no metric keeps a state of these names");
            }
        }

        if (file.Has("maxf/thresholds"))
        {
            checks.Compare("maxf/thresholds", SaliencyMaxF.AllThresholds.Select(value => (double)value), Tolerance.Module);
        }

        DeltaMs(file, checks);
    }

    private static void Classes(VectorFile file, CheckList checks, string name)
    {
        MeanIntersectionOverUnion metric = new(file[$"{name}/state_intersection"].Count);
        foreach ((Tensor predicted, float[] truth) in Updates(file, name))
        {
            metric.Add(
                Array.ConvertAll(predicted.argmax(1).data<long>().ToArray(), label => (byte)label),
                Array.ConvertAll(truth, label => (byte)label));
        }

        int[] labels = [.. Enumerable.Range(0, metric.ClassCount)];
        checks.CompareExactly($"{name}/state_intersection", labels.Select(metric.Intersection));
        checks.CompareExactly($"{name}/state_union", labels.Select(metric.Union));
        checks.Compare($"{name}/value", metric.MeanOverAllClasses, Tolerance.Module);
    }

    private static void Saliency(VectorFile file, CheckList checks, string name)
    {
        SaliencyMaxF metric = new();
        foreach ((Tensor predicted, float[] truth) in Updates(file, name))
        {
            Tensor probability = predicted.shape[1] == 1 ? predicted.sigmoid() : predicted.softmax(1).narrow(1, 1, 1);
            metric.Add(probability.contiguous().data<float>().ToArray(), Array.ConvertAll(truth, label => (byte)label));
        }

        checks.CompareExactly($"{name}/state_true_positives", metric.TruePositives);
        checks.CompareExactly($"{name}/state_predicted_positives", metric.PredictedPositives);
        checks.CompareExactly(
            $"{name}/state_actual_positives", Enumerable.Repeat(metric.ActualPositives, metric.TruePositives.Count));
        checks.Compare($"{name}/value", metric.Value, Tolerance.Module);
    }

    private static void Normals(VectorFile file, CheckList checks, string name)
    {
        MeanAngularError metric = new();
        foreach ((Tensor predicted, float[] truth) in Updates(file, name))
        {
            float[] values = predicted.data<float>().ToArray();
            int sample = values.Length / (int)predicted.shape[0];
            for (int start = 0; start < values.Length; start += sample)
            {
                metric.Add(values.AsSpan(start, sample), truth.AsSpan(start, sample));
            }
        }

        checks.Compare($"{name}/state_sum_deg_diff", metric.SumDegrees, Tolerance.Module);
        checks.Compare($"{name}/state_total", metric.PixelCount, Tolerance.Exact);
        checks.Compare($"{name}/value", metric.MeanDegrees, Tolerance.Module);
        if (file.Has($"{name}/deg_map0"))
        {
            checks.Compare($"{name}/deg_map0", Angles(file[$"{name}/pred0"], file[$"{name}/target0"]), Tolerance.Module);
        }
    }

    private static double[] Angles(NpyArray predicted, NpyArray truth)
    {
        (float[] a, float[] b) = (predicted.ToSingles(), truth.ToSingles());
        int plane = predicted.Shape[2] * predicted.Shape[3];
        double[] degrees = new double[predicted.Shape[0] * plane];
        for (int i = 0; i < degrees.Length; i++)
        {
            int x = (i / plane * 3 * plane) + (i % plane);
            (int y, int z) = (x + plane, x + (2 * plane));
            degrees[i] = MeanAngularError.Degrees(a[x], a[y], a[z], b[x], b[y], b[z]);
        }

        return degrees;
    }

    private static void Depth(VectorFile file, CheckList checks, string name)
    {
        DepthRmse metric = new(counts255: name.Contains("255_is_NOT_ignored", StringComparison.Ordinal));
        foreach ((Tensor predicted, float[] truth) in Updates(file, name))
        {
            metric.Add(predicted.data<float>().ToArray(), truth);
        }

        checks.Compare($"{name}/state_sum_squared_error", metric.SumOfSquares, Tolerance.Module);
        checks.Compare($"{name}/state_total", metric.PixelCount, Tolerance.Exact);
        checks.Compare($"{name}/value", metric.Meters, Tolerance.Module);
    }

    private static IEnumerable<(Tensor Predicted, float[] Truth)> Updates(VectorFile file, string name)
    {
        for (int update = 0; file.Has($"{name}/pred{update}"); update++)
        {
            yield return (file.Tensor($"{name}/pred{update}"), file[$"{name}/target{update}"].ToSingles());
        }
    }

    private static void DeltaMs(VectorFile file, CheckList checks)
    {
        foreach (string key in file.Matches("(delta_m/.+)_value_percent"))
        {
            // delta_m/<data>_<method>: the single-task scores are <data>_single.
            string data = key[..key.LastIndexOf('_')];
            bool[] lowerIsBetter = Array.ConvertAll(file[$"{data}_lower_is_better"].ToInt32s(), flag => flag != 0);
            double percent = DeltaM.Percent(file[key].ToDoubles(), file[$"{data}_single"].ToDoubles(), lowerIsBetter);
            checks.Compare($"{key}_value_percent", percent, Tolerance.Formula);
        }
    }
}
