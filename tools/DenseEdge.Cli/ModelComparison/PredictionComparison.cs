using System.Globalization;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Data.Transforms;
using DenseEdge.Evaluation;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.ModelComparison;

/// <summary>What two models predict for the same images: their metrics, and how far they are apart on each image.</summary>
internal sealed class PredictionComparison
{
    private PredictionComparison(
        MetricTable? first, MetricTable? second, IReadOnlyList<IReadOnlyDictionary<TaskKind, double>> differences)
        => (First, Second, Differences) = (first, second, differences);

    /// <summary>The first model's metrics; null without labels.</summary>
    public MetricTable? First { get; }

    /// <summary>The second model's metrics; null without labels.</summary>
    public MetricTable? Second { get; }

    /// <summary>By image and task: the mean difference over the image, in the task's unit.</summary>
    public IReadOnlyList<IReadOnlyDictionary<TaskKind, double>> Differences { get; }

    /// <summary>The mean difference over all images, by task.</summary>
    public IReadOnlyDictionary<TaskKind, double> MeanDifference => Differences[0].Keys.ToDictionary(
        task => task, task => Differences.Average(image => image[task]));

    /// <summary>Runs both models over all images.</summary>
    /// <param name="first">The first model.</param>
    /// <param name="second">The second model, with the same tasks and input size.</param>
    /// <param name="images">The images.</param>
    /// <param name="display">Shows the progress.</param>
    /// <param name="cancellation">Ends it.</param>
    public static PredictionComparison Run(
        DensePredictor first, DensePredictor second, ComparisonImages images, ProgressDisplay display,
        CancellationToken cancellation)
    {
        IReadOnlyList<TaskSpec> scored = images.Samples is { } samples ? ModelEvaluation.CommonTasks(first, samples) : [];
        PredictionScorer scorerOfFirst = new([.. scored]), scorerOfSecond = new([.. scored]);
        List<IReadOnlyDictionary<TaskKind, double>> differences = [];
        for (int i = 0; i < images.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            DenseSample? sample = images.Samples?.Load(i);
            Rgb24Image image = sample?.Image ?? images.Image(i);
            using DensePrediction a = first.Run(image);
            using DensePrediction b = second.Run(image);
            if (sample is not null)
            {
                DenseSample truth = ResizeSample.Apply(sample, a.Height, a.Width);
                ModelEvaluation.Add(scorerOfFirst, scored, truth, a);
                ModelEvaluation.Add(scorerOfSecond, scored, truth, b);
            }

            differences.Add(Differ(first.Model, a, b));
            display.Update(
                (i + 1.0) / images.Count, string.Create(CultureInfo.InvariantCulture, $"image {i + 1}/{images.Count}"));
        }

        return new PredictionComparison(
            scored.Count > 0 ? scorerOfFirst.Scores() : null, scored.Count > 0 ? scorerOfSecond.Scores() : null, differences);
    }

    /// <summary>The images on which the models differ most, the worst first. A task counts as much as another: what is
    /// compared is an image's difference over the mean of all images.</summary>
    /// <param name="count">The greatest number of images.</param>
    public IReadOnlyList<int> MostDifferent(int count)
    {
        IReadOnlyDictionary<TaskKind, double> mean = MeanDifference;
        double Score(int image) => Differences[image].Sum(entry => mean[entry.Key] > 0 ? entry.Value / mean[entry.Key] : 0);
        return [.. Enumerable.Range(0, Differences.Count).Where(image => Score(image) > 0).OrderByDescending(Score).Take(count)];
    }

    private static Dictionary<TaskKind, double> Differ(ModelMetadata model, DensePrediction first, DensePrediction second)
    {
        Dictionary<TaskKind, double> result = [];
        foreach (TaskKind task in model.Tasks.Select(task => task.Spec.Kind))
        {
            result.Add(task, PredictionDifference.Of(task, first, second).Mean);
        }

        return result;
    }
}
