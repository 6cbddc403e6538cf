using System.Globalization;
using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Data.Transforms;
using DenseEdge.Evaluation;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Running;

/// <summary>Measures a model through <see cref="DensePredictor"/>, the way a device runs it.</summary>
internal static class ModelEvaluation
{
    /// <summary>Runs every sample and scores it at the network's input size.</summary>
    /// <param name="predictor">The model.</param>
    /// <param name="samples">The samples; their labels are brought to the input's size.</param>
    /// <param name="display">Shows the progress.</param>
    /// <param name="visit">Called with each sample at the input's size and its prediction, before the prediction is reused.</param>
    /// <param name="cancellation">Ends the evaluation.</param>
    /// <param name="boundaries">Takes the boundaries at the size of the labels; null for the quick measure alone.</param>
    public static MetricTable Measure(
        DensePredictor predictor, ISampleSource samples, ProgressDisplay display,
        Action<int, DenseSample, DensePrediction>? visit, CancellationToken cancellation, BoundaryEvaluation? boundaries = null)
    {
        IReadOnlyList<TaskSpec> tasks = CommonTasks(predictor, samples);
        PredictionScorer scorer = new(tasks);
        double networkMs = 0;
        for (int i = 0; i < samples.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            DenseSample sample = samples.Load(i);
            using DensePrediction prediction = predictor.Run(sample.Image);
            DenseSample truth = ResizeSample.Apply(sample, prediction.Height, prediction.Width);
            Add(scorer, tasks, truth, prediction);
            boundaries?.Add(sample, prediction);
            visit?.Invoke(i, truth, prediction);
            networkMs += prediction.Timing.NetworkMs;
            display.Update(
                (i + 1.0) / samples.Count,
                string.Create(CultureInfo.InvariantCulture, $"image {i + 1}/{samples.Count}  {networkMs / (i + 1):F1} ms/image"));
        }

        return scorer.Scores().WithFirst(boundaries?.Scores() ?? []);
    }

    /// <summary>Finds the tasks that a model predicts and the data has labels for.</summary>
    /// <param name="predictor">The model.</param>
    /// <param name="samples">The data.</param>
    /// <exception cref="ArgumentException">There is none, or the classes of one differ.</exception>
    internal static IReadOnlyList<TaskSpec> CommonTasks(DensePredictor predictor, ISampleSource samples)
    {
        List<TaskSpec> tasks = [.. predictor.Model.Tasks.Select(task => task.Spec)
            .Where(spec => samples.Tasks.Any(task => task.Kind == spec.Kind))];
        if (tasks.Count == 0)
        {
            throw new ArgumentException(
                $"The model predicts {Keys(predictor.Model.Tasks.Select(task => task.Spec))}, the data has labels for "
                + $"{Keys(samples.Tasks)}: they have no task in common.");
        }

        RequireSameClasses(tasks, samples.Tasks);
        return tasks;
    }

    /// <summary>Scores one prediction.</summary>
    /// <param name="scorer">Takes the score.</param>
    /// <param name="tasks">The tasks to score.</param>
    /// <param name="truth">The sample at the size of the prediction.</param>
    /// <param name="prediction">The prediction.</param>
    internal static void Add(
        PredictionScorer scorer, IReadOnlyList<TaskSpec> tasks, DenseSample truth, DensePrediction prediction)
    {
        foreach (TaskKind task in tasks.Select(task => task.Kind))
        {
            switch (task)
            {
                case TaskKind.SemanticSegmentation when truth.Segmentation is { } label:
                    scorer.AddClasses(task, prediction.Segmentation!.Value.Labels, label.Labels);
                    break;
                case TaskKind.HumanParts when truth.HumanParts is { } label:
                    scorer.AddClasses(task, prediction.HumanParts!.Value.Labels, label.Labels);
                    break;
                case TaskKind.Depth when truth.Depth is { } label:
                    scorer.AddDepth(prediction.Depth!.Value.Meters, label.Meters);
                    break;
                case TaskKind.SurfaceNormals when truth.Normals is { } label:
                    scorer.AddNormals(prediction.SurfaceNormals!.Value.Components, label.Components);
                    break;
                case TaskKind.Boundaries when truth.Boundaries is { } label:
                    scorer.AddBoundaries(prediction.Boundaries!.Value.Probability, label.Labels, truth.Image.Height, truth.Image.Width);
                    break;
                case TaskKind.Saliency when truth.Saliency is { } label:
                    scorer.AddSaliency(prediction.Saliency!.Value.Probability, label.Labels);
                    break;
                default:
                    // This sample has no label for the task.
                    break;
            }
        }
    }

    private static void RequireSameClasses(List<TaskSpec> ofModel, IReadOnlyList<TaskSpec> ofData)
    {
        foreach (TaskSpec task in ofModel.Where(task => task.Classes.Count > 0))
        {
            IReadOnlyList<LabelClass> classes = ofData.First(other => other.Kind == task.Kind).Classes;
            if (!task.Classes.Select(entry => entry.Name).SequenceEqual(classes.Select(entry => entry.Name)))
            {
                throw new ArgumentException(
                    $"The model's classes of {task.Kind.Key()} ({task.Classes.Count}: {Names(task.Classes)}) are not the data's "
                    + $"({classes.Count}: {Names(classes)}). Evaluate on data with the classes that the model was trained on.");
            }
        }
    }

    private static string Names(IReadOnlyList<LabelClass> classes) =>
        string.Join(", ", classes.Take(4).Select(entry => entry.Name)) + (classes.Count > 4 ? ", ..." : "");

    private static string Keys(IEnumerable<TaskSpec> tasks) => string.Join(", ", tasks.Select(task => task.Kind.Key()));
}
