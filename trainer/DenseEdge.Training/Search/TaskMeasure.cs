using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Evaluation;
using static TorchSharp.torch;

namespace DenseEdge.Training.Search;

/// <summary>
/// The main metric of one task as sums over images: each image gives a few counts, and the metric is a function of their
/// sum. So the images of a data set can be drawn again and again (bootstrap) without being predicted again.
/// </summary>
/// <remarks>The counts are those of the metrics of DenseEdge.Evaluation; over all images the value is theirs.</remarks>
/// <param name="task">The task.</param>
internal sealed class TaskMeasure(TaskSpec task)
{
    /// <summary>The task.</summary>
    public TaskSpec Task { get; } = task;

    /// <summary>Makes the score of a value.</summary>
    /// <param name="value">The value of the main metric.</param>
    public TaskScore Score(double value) => MainMetric.Score(Task.Kind, value);

    /// <summary>Counts the images of a batch.</summary>
    /// <param name="prediction">The network's prediction of the task, [N, channels, H, W].</param>
    /// <param name="samples">N samples of that size.</param>
    /// <returns>The counts of each image; all 0 for an image without a label.</returns>
    public IEnumerable<double[]> Count(Tensor prediction, IReadOnlyList<DenseSample> samples)
    {
        (int height, int width) = ((int)prediction.shape[2], (int)prediction.shape[3]);
        if (Task.Kind.HasClasses())
        {
            byte[] labels = prediction.argmax(1).to_type(ScalarType.Byte).contiguous().data<byte>().ToArray();
            return samples.Select((sample, i) => Classes(labels.AsSpan(i * height * width, height * width), sample)).ToArray();
        }

        Tensor final = Task.Kind switch
        {
            TaskKind.Boundaries => prediction.sigmoid(),
            TaskKind.Saliency => prediction.softmax(1).narrow(1, 1, 1),
            _ => prediction,
        };
        float[] values = final.contiguous().data<float>().ToArray();
        int size = values.Length / samples.Count;
        return samples.Select((sample, i) => Values(values.AsSpan(i * size, size), sample, height, width)).ToArray();
    }

    /// <summary>Computes the metric.</summary>
    /// <param name="images">Counts of images.</param>
    /// <returns>The metric of all of them together; null if no pixel counts.</returns>
    public double? Value(IEnumerable<double[]> images) => Value(Sum(images));

    /// <summary>Estimates by bootstrap how much the metric depends on which images there are.</summary>
    /// <param name="images">Counts of images.</param>
    /// <param name="resamples">How often as many images are drawn with replacement.</param>
    /// <param name="seed">Equal seeds draw equal images, whatever is measured.</param>
    /// <returns>Standard deviation of the metric over the draws; 0 for fewer than two.</returns>
    public double StandardError(double[][] images, int resamples, int seed)
    {
        Random random = new(seed);
        List<double> values = [];
        for (int draw = 0; draw < resamples; draw++)
        {
            double[][] drawn = [.. images.Select(_ => images[random.Next(images.Length)])];
            if (Value(drawn) is { } value)
            {
                values.Add(value);
            }
        }

        if (values.Count < 2)
        {
            return 0;
        }

        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }

    private double? Value(double[] sum) => Task.Kind switch
    {
        _ when sum[^1] == 0 => null,
        TaskKind.SemanticSegmentation or TaskKind.HumanParts => MeanIoU(sum),
        TaskKind.Depth => Math.Sqrt(sum[0] / sum[^1]),
        TaskKind.SurfaceNormals => sum[0] / sum[^1],
        TaskKind.Boundaries => F1(sum[0], sum[1], sum[2], sum[3]),
        _ => MaxF(sum),
    };

    /// <summary>[C intersections, C unions, C true pixels, pixels].</summary>
    private double[] Classes(ReadOnlySpan<byte> predicted, DenseSample sample)
    {
        int classes = Task.Classes.Count;
        double[] counts = new double[(3 * classes) + 1];
        LabelMap? truth = Task.Kind == TaskKind.HumanParts ? sample.HumanParts : sample.Segmentation;
        if (truth is null)
        {
            return counts;
        }

        MeanIntersectionOverUnion metric = new(classes);
        metric.Add(predicted, truth.Labels);
        for (int label = 0; label < classes; label++)
        {
            counts[label] = metric.Intersection(label);
            counts[classes + label] = metric.Union(label);
            counts[(2 * classes) + label] = metric.TruthPixels(label);
        }

        counts[^1] = metric.PixelCount;
        return counts;
    }

    private double[] Values(ReadOnlySpan<float> predicted, DenseSample sample, int height, int width)
    {
        switch (Task.Kind)
        {
            case TaskKind.Depth when sample.Depth is { } depth:
                DepthRmse rmse = new();
                rmse.Add(predicted, depth.Meters);
                return [rmse.SumOfSquares, rmse.PixelCount];
            case TaskKind.SurfaceNormals when sample.Normals is { } normals:
                MeanAngularError angle = new();
                angle.Add(predicted, normals.Components);
                return [angle.SumDegrees, angle.PixelCount];
            case TaskKind.Boundaries when sample.Boundaries is { } boundaries:
                BoundaryF1Within2Px f1 = new();
                f1.Add(predicted, boundaries.Labels, height, width);
                return [f1.PredictedNearTruth, f1.PredictedPixels, f1.ActualNearPrediction, f1.ActualPixels, f1.PixelCount];
            case TaskKind.Saliency when sample.Saliency is { } saliency:
                SaliencyMaxF maxF = new();
                maxF.Add(predicted, saliency.Labels);
                return [.. maxF.TruePositives, .. maxF.PredictedPositives, maxF.ActualPositives, maxF.PixelCount];
            default:
                return new double[CountsOfValues()];
        }
    }

    private int CountsOfValues() => Task.Kind switch
    {
        TaskKind.Boundaries => 5,
        TaskKind.Saliency => (2 * SaliencyMaxF.AllThresholds.Count) + 2,
        _ => 2,
    };

    /// <summary>Over the classes that occur in the truth, as <see cref="MeanIntersectionOverUnion.Mean"/>.</summary>
    private static double MeanIoU(double[] sum)
    {
        int classes = (sum.Length - 1) / 3;
        return Enumerable.Range(0, classes).Where(label => sum[(2 * classes) + label] > 0)
            .Average(label => sum[label] / sum[classes + label]);
    }

    private static double F1(double rightPredicted, double predicted, double foundActual, double actual)
    {
        double precision = Ratio(rightPredicted, predicted), recall = Ratio(foundActual, actual);
        return Ratio(2 * precision * recall, precision + recall);
    }

    /// <summary>F with precision weighed by 0.3, at the best threshold, as <see cref="SaliencyMaxF.Value"/>.</summary>
    private static double MaxF(double[] sum)
    {
        int thresholds = SaliencyMaxF.AllThresholds.Count;
        return Enumerable.Range(0, thresholds).Max(threshold =>
        {
            double precision = Ratio(sum[threshold], sum[thresholds + threshold]), recall = Ratio(sum[threshold], sum[^2]);
            return Ratio(1.3 * precision * recall, (0.3 * precision) + recall);
        });
    }

    private static double Ratio(double numerator, double denominator) => denominator == 0 ? 0 : numerator / denominator;

    private static double[] Sum(IEnumerable<double[]> images)
    {
        double[]? sum = null;
        foreach (double[] image in images)
        {
            sum ??= new double[image.Length];
            for (int i = 0; i < image.Length; i++)
            {
                sum[i] += image[i];
            }
        }

        return sum ?? [0];
    }
}
