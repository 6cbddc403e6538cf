using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Imaging;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.ModelComparison;

/// <summary>An image on which two models differ, with its pictures.</summary>
/// <param name="Id">The image's name.</param>
/// <param name="Image">The image at the models' input size.</param>
/// <param name="Rows">One row per task.</param>
internal sealed record DifferenceExample(string Id, Rgb24Image Image, IReadOnlyList<DifferenceExample.Row> Rows)
{
    /// <summary>Draws images.</summary>
    /// <param name="first">The first model.</param>
    /// <param name="second">The second model.</param>
    /// <param name="images">The images.</param>
    /// <param name="chosen">Which ones.</param>
    public static IReadOnlyList<DifferenceExample> Draw(
        DensePredictor first, DensePredictor second, ComparisonImages images, IReadOnlyList<int> chosen)
    {
        List<DifferenceExample> examples = [];
        foreach (int index in chosen)
        {
            Rgb24Image image = images.Image(index);
            using DensePrediction a = first.Run(image);
            using DensePrediction b = second.Run(image);
            Rgb24Image frame = new(a.Height, a.Width, a.Frame.ToArray());
            List<Row> rows = [];
            foreach (TaskKind task in first.Model.Tasks.Select(task => task.Spec.Kind))
            {
                rows.Add(DrawTask(task, frame, a, b));
            }

            examples.Add(new DifferenceExample(images.Id(index), frame, rows));
        }

        return examples;
    }

    private static Row DrawTask(TaskKind task, Rgb24Image frame, DensePrediction first, DensePrediction second)
    {
        PredictionDifference difference = PredictionDifference.Of(task, first, second);

        // One scale of distances for both, or equal depths would look different.
        (float Near, float Far)? range = task == TaskKind.Depth ? DepthPicture.RangeOf(first.Depth!.Value.Meters) : null;
        double largest = difference.Plane.Max();
        return new Row(
            task,
            Pictures.OfPrediction(first, task, range),
            Pictures.OfPrediction(second, task, range),
            DifferencePicture.Draw(frame, difference.Plane, largest > 0 ? largest : 1),
            difference.Mean,
            largest);
    }

    /// <summary>The pictures of one task.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="First">The first model's prediction.</param>
    /// <param name="Second">The second model's prediction.</param>
    /// <param name="Difference">Where they differ.</param>
    /// <param name="Mean">The mean difference, in the task's unit.</param>
    /// <param name="Largest">The largest difference, which is drawn white.</param>
    internal sealed record Row(
        TaskKind Task, Rgb24Image First, Rgb24Image Second, Rgb24Image Difference, double Mean, double Largest);
}
