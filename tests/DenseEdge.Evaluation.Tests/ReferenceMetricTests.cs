using DenseEdge.Imaging;

namespace DenseEdge.Evaluation.Tests;

/// <summary>The metrics against what the reference implementation of ATRC computed, where its numbers are at hand.</summary>
public sealed class ReferenceMetricTests
{
    private readonly Dictionary<string, NpyArray>? _arrays = ReferenceVectors.Read("metrics");

    [Theory]
    [InlineData("miou_6cls_absent4")]
    [InlineData("miou_human_parts_7cls")]
    public void MeanOverAllClasses_OfTheReferencePredictions_IsTheReference(string name)
    {
        if (_arrays is null)
        {
            return;
        }

        int classes = _arrays[$"{name}/pred0"].Shape[1];
        MeanIntersectionOverUnion metric = new(classes);
        foreach ((NpyArray logits, NpyArray truth) in Updates(name))
        {
            metric.Add(ArgMax(logits), [.. truth.ToSingles().Select(value => (byte)value)]);
        }

        Assert.Equal(Numbers($"{name}/state_intersection"), Enumerable.Range(0, classes).Select(c => (float)metric.Intersection(c)));
        Assert.Equal(Numbers($"{name}/state_union"), Enumerable.Range(0, classes).Select(c => (float)metric.Union(c)));
        Assert.Equal(Numbers($"{name}/value")[0], metric.MeanOverAllClasses, 1e-6);
    }

    [Theory]
    [InlineData("maxf_2logits")]
    [InlineData("maxf_1logit")]
    public void SaliencyMaxF_OfTheReferencePredictions_IsTheReference(string name)
    {
        if (_arrays is null)
        {
            return;
        }

        SaliencyMaxF metric = new();
        foreach ((NpyArray logits, NpyArray truth) in Updates(name))
        {
            metric.Add(Probabilities(logits), [.. truth.ToSingles().Select(value => (byte)value)]);
        }

        Assert.Equal(Numbers($"{name}/state_true_positives"), metric.TruePositives.Select(count => (float)count));
        Assert.Equal(Numbers($"{name}/state_predicted_positives"), metric.PredictedPositives.Select(count => (float)count));
        Assert.All(Numbers($"{name}/state_actual_positives"), count => Assert.Equal(count, metric.ActualPositives));
        Assert.Equal(Numbers($"{name}/value")[0], metric.Value, 1e-6);
    }

    [Fact]
    public void MeanAngularError_OfTheReferencePredictions_IsTheReference()
    {
        if (_arrays is null)
        {
            return;
        }

        MeanAngularError metric = new();
        foreach ((NpyArray predicted, NpyArray truth) in Updates("mean_angle_error"))
        {
            (int images, int values) = (predicted.Shape[0], predicted.Count / predicted.Shape[0]);
            for (int image = 0; image < images; image++)
            {
                metric.Add(
                    predicted.ToSingles().AsSpan(image * values, values), truth.ToSingles().AsSpan(image * values, values));
            }
        }

        Assert.Equal(_arrays["mean_angle_error/state_total"].ToInt32s()[0], metric.PixelCount);
        Assert.Equal(Numbers("mean_angle_error/state_sum_deg_diff")[0], metric.SumDegrees, 1e-2);
        Assert.Equal(Numbers("mean_angle_error/value")[0], metric.MeanDegrees, 1e-4);
    }

    [Theory]
    [InlineData("rmse_no_ignore", false)]
    [InlineData("rmse_zero_is_ignored", false)]
    [InlineData("rmse_255_is_NOT_ignored", true)]
    [InlineData("rmse_255_ignored_variant", false)]
    public void DepthRmse_OfTheReferencePredictions_IsTheReference(string name, bool counts255)
    {
        if (_arrays is null)
        {
            return;
        }

        DepthRmse metric = new(counts255);
        foreach ((NpyArray predicted, NpyArray truth) in Updates(name))
        {
            metric.Add(predicted.ToSingles(), truth.ToSingles());
        }

        Assert.Equal(_arrays[$"{name}/state_total"].ToInt32s()[0], metric.PixelCount);
        Assert.Equal(1, metric.SumOfSquares / Numbers($"{name}/state_sum_squared_error")[0], 1e-5);
        Assert.Equal(1, metric.Meters / Numbers($"{name}/value")[0], 1e-5);
    }

    [Theory]
    [InlineData("nyud_multi")]
    [InlineData("nyud_atrc")]
    public void DeltaM_OfTheReferenceNumbers_IsTheReference(string name)
    {
        if (_arrays is null)
        {
            return;
        }

        double percent = DeltaM.Percent(
            [.. Numbers($"delta_m/{name}").Select(value => (double)value)],
            [.. Numbers("delta_m/nyud_single").Select(value => (double)value)],
            [.. _arrays["delta_m/nyud_lower_is_better"].ToInt32s().Select(value => value != 0)]);

        Assert.Equal(Numbers($"delta_m/{name}_value_percent")[0], percent, 1e-4);
    }

    private float[] Numbers(string key) => _arrays![key].ToSingles();

    private IEnumerable<(NpyArray Predicted, NpyArray Truth)> Updates(string name) =>
        [(_arrays![$"{name}/pred0"], _arrays[$"{name}/target0"]), (_arrays[$"{name}/pred1"], _arrays[$"{name}/target1"])];

    // [N, C, H, W] to [N, H, W].
    private static byte[] ArgMax(NpyArray logits)
    {
        float[] values = logits.ToSingles();
        (int channels, int plane) = (logits.Shape[1], logits.Shape[2] * logits.Shape[3]);
        return [.. Enumerable.Range(0, logits.Shape[0] * plane).Select(i =>
        {
            int first = (i / plane * channels * plane) + (i % plane);
            return (byte)Enumerable.Range(0, channels).MaxBy(c => values[first + (c * plane)]);
        })];
    }

    // [N, 2, H, W] by softmax or [N, 1, H, W] by the sigmoid, to [N, H, W].
    private static float[] Probabilities(NpyArray logits)
    {
        float[] values = logits.ToSingles();
        (int channels, int plane) = (logits.Shape[1], logits.Shape[2] * logits.Shape[3]);
        return [.. Enumerable.Range(0, logits.Shape[0] * plane).Select(i =>
        {
            int first = (i / plane * channels * plane) + (i % plane);
            float logit = channels == 1 ? values[first] : values[first + plane] - values[first];
            return 1 / (1 + MathF.Exp(-logit));
        })];
    }
}
